import ExpertReview

/// Who may take part, and who may not judge whom.
extension CommandTable {
  static let candidate = CommandArgument("CANDIDATE", Bilingual(zh: "申报对象的编号", en: "the id of a candidate"))
  static let expert = CommandArgument("EXPERT", Bilingual(zh: "专家的编号", en: "the id of an expert"))

  static let examine = Command(
    name: "examine",
    summary: Bilingual(zh: "形式审查：逐条核对，列出依据", en: "formal check, rule by rule, with grounds"),
    discussion: Bilingual(
      zh: """
        逐条核对方案的规则，每个申报对象得出通过、不通过、待定或补正，并列出每一条的依据。不通过是正常结果，不算出错；需要人来定的，退出码为 1，用 panel decide admit 或 refuse 定。

        --return 把形式上有错漏的退回补正：记入卷宗，给每个申报单位写一份通知（网页和文本），给每个推荐单位写一份清单（CSV）和一封信。\
        还在补正期内的不重复退回；用 --candidate 指明的除外，那就是另给期限。期满未改正的，那一条即为不通过。
        """,
      en: """
        Checks every rule of the scheme and gives each candidate pass, fail, review or formError, with the grounds of \
        each finding. A refusal is an ordinary result; where a person must decide, the exit code is 1, and panel \
        decide admit or refuse settles it.

        --return sends what is wrong with the form back to be corrected: it goes on record, and the folder gets a \
        letter to each applicant (HTML and text) and, for each recommender, a list (CSV) and a letter. What is still \
        in its time is not returned twice, unless --candidate names it: that gives a new time. What is not corrected \
        by the last day fails.
        """),
    options: [
      CommandOption(
        "candidate", .text("ID"), repeats: true, Bilingual(zh: "只看这个申报对象", en: "only this candidate")),
      CommandOption(
        "return", .text("FOLDER"),
        Bilingual(zh: "退回补正，通知和清单写到这里", en: "return for correction; letters and lists go here")),
      CommandOption(
        "until", .day("YYYY-MM-DD"), needs: ["return"],
        standard: Bilingual(zh: "按方案的补正期限", en: "the scheme's time for corrections"),
        Bilingual(zh: "补正的最后一天", en: "the last day for corrections")),
    ],
    writes: true,
    examples: [
      CommandExample("panel examine", zh: "核对全部申报对象", en: "check all candidates"),
      CommandExample(
        "panel examine --return corrections --until 2026-05-20", zh: "退回补正，最后一天是 2026-05-20，文件写到 corrections",
        en: "return for correction until 2026-05-20, with the files in corrections"),
      CommandExample(
        "panel examine --candidate C07 --as-of 2025-12-01 --json", zh: "以 2025-12-01 为准核对 C07，输出 JSON",
        en: "check C07 as of 2025-12-01 and print JSON"),
    ])

  static let conflicts = Command(
    name: "conflicts",
    summary: Bilingual(zh: "回避：查找、列出、申明、排除、豁免", en: "search, list, declare, dismiss and waive conflicts"),
    discussion: Bilingual(
      zh: """
        不写 ACT 时按名单和关系查找，列出每一对的依据。硬回避不得分派；软回避只在别无办法时使用；有疑问的（undecided）在定下之前不得分派。

        已排定的席位上查实有硬回避的，该专家在那里所评作废，候补按顺序接替。

        申明、排除和豁免都要写明依据或理由，记入卷宗，可随时查出是谁定的。
        """,
      en: """
        Without ACT, searches the lists and relations and shows each pair with its evidence. A hard conflict forbids \
        the pair; a soft one is used only where nothing else will do; an undecided one blocks until a person decides.

        Where a hard conflict stands on a seat, what the expert gave there is void and the alternates are called in \
        their order.

        Declaring, dismissing and waiving take evidence or a reason, and go on the record with the name of who did it.
        """),
    branching: Branching(
      name: "ACT", standard: "list",
      branches: [
        Branch(
          "list", Bilingual(zh: "查找并列出", en: "search and list"),
          arguments: [
            CommandArgument("CANDIDATE", .optional, candidate.help), CommandArgument("EXPERT", .optional, expert.help),
          ],
          options: [
            CommandOption(
              "all", .flag, Bilingual(zh: "连已排除和已豁免的也列出", en: "list those dismissed and waived as well")),
            CommandOption(
              "stage", .text("ID"), Bilingual(zh: "只列进入这个评审阶段的对象", en: "only candidates who entered this review stage")),
          ]),
        Branch(
          "declare", Bilingual(zh: "申明一对应当回避", en: "declare that a pair must be kept apart"),
          arguments: [candidate, expert],
          options: [
            CommandOption(
              "kind", .oneOf("KIND", relationKinds), standard: Bilingual(zh: "other", en: "other"),
              Bilingual(zh: "关系的种类", en: "the kind of tie"))
          ], needs: ["evidence"]),
        Branch(
          "dismiss", Bilingual(zh: "查实并无此事，予以排除", en: "dismiss one that proves untrue"),
          arguments: [candidate, expert], needs: ["reason"]),
        Branch(
          "confirm", Bilingual(zh: "查实确有其事，应当回避", en: "confirm an undecided one that proves true"),
          arguments: [candidate, expert], needs: ["reason"]),
        Branch(
          "waive", Bilingual(zh: "确有其事，经批准不回避", en: "waive one that is true, by authority"),
          arguments: [candidate, expert], needs: ["reason"]),
      ]),
    options: [
      CommandOption(
        "evidence", .text("TEXT"), Bilingual(zh: "依据，如文件或本人陈述", en: "the evidence: a document, a statement")),
      CommandOption(
        "no-replace", .flag,
        Bilingual(zh: "应当回避的席位空着，不请候补", en: "leave seats in conflict empty and call nobody")),
    ],
    writes: true,
    examples: [
      CommandExample("panel conflicts", zh: "查找并列出全部回避关系", en: "search and list all conflicts"),
      CommandExample(
        "panel conflicts declare C07 E12 --kind adviser --evidence 本人申明", zh: "记下 E12 与 C07 有师生关系",
        en: "record that E12 has an adviser's tie to C07"),
      CommandExample(
        "panel conflicts dismiss C07 E03 --reason 同名不同单位 --by 王敏", zh: "两个单位只是同名，排除",
        en: "dismiss it: two units of the same name"),
    ])

  private static let relationKinds = [
    "employment", "advisory", "shareholding", "kin", "collaboration", "service", "adviser", "applicant", "other",
  ]
}
