import ExpertReview

/// Conflicts of interest.
extension CommandTable {
  static let conflicts = Command(
    name: "conflicts",
    summary: Bilingual(zh: "回避：查找、列出、申明、排除、豁免", en: "search, list, declare, dismiss and waive conflicts"),
    discussion: Bilingual(
      zh: """
        不写 ACT 时按名单和关系查找，列出每一对的依据。硬回避不得分派；软回避只在别无办法时使用；有疑问的（undecided）在定下之前不得分派。

        申明、撤回、排除、确认、豁免都要写明依据或理由，记入卷宗，可随时查出是谁定的；豁免还要写明由谁批准（--authority）。决定只管作决定时看到的那几条关系（可用 --kind、--role 指明其中一条）；\
        以后新查到的另行处理。方案规定不得豁免的，不能豁免；由信用代码、亲属关系或声明确定的，不能当作误配排除。

        申报单位提名不宜评审的专家（--from candidate），连同申报材料里写的，合计不超过方案的名额。成批的声明用 panel import conflicts 读入。
        """,
      en: """
        Without ACT, searches the lists and relations and shows each pair with its evidence. A hard conflict forbids \
        the pair; a soft one is used only where nothing else will do; an undecided one blocks until a person decides.

        Declaring, withdrawing, dismissing, confirming and waiving take evidence or a reason, and go on the record \
        with the name of who did it; a waiver also says who approved it (--authority). A decision is on the conflicts \
        that were seen when it was taken (--kind and --role name one of several); what is found later stands on its \
        own. What the scheme lets nobody waive cannot be waived; what is certain by credit code, kin or declaration \
        cannot be dismissed as a false match.

        A candidate names unsuitable experts (--from candidate) up to the scheme's number, those in its file \
        included. Many declarations at once are brought in with panel import conflicts.
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
            CommandOption("expert", .text("ID"), Bilingual(zh: "只列这位专家的", en: "only those of this expert")),
            CommandOption(
              "per", .oneOf("SIDE", ConflictCounts.Side.allCases.map(\.rawValue)), apartFrom: ["csv"],
              Bilingual(zh: "按专家或申报对象计数", en: "count them per expert or per candidate")),
            CommandOption("csv", .text("FILE"), Bilingual(zh: "把表写成 CSV 文件", en: "write the table to a CSV file")),
            CommandOption(
              "all", .flag, Bilingual(zh: "连已排除和已豁免的也列出", en: "list those dismissed and waived as well")),
            CommandOption(
              "stage", .text("ID"), Bilingual(zh: "只列进入这个评审阶段的对象", en: "only candidates who entered this review stage")),
          ]),
        Branch(
          "left", Bilingual(zh: "这个对象还有谁可评", en: "who is left to judge this candidate"), arguments: [candidate],
          options: [
            CommandOption("stage", .text("ID"), Bilingual(zh: "在哪个评审阶段", en: "in which review stage"))
          ]),
        Branch(
          "declare", Bilingual(zh: "申明一对应当回避", en: "declare that a pair must be kept apart"),
          arguments: [candidate, expert], options: [kind, from], needs: ["evidence"]),
        Branch(
          "withdraw", Bilingual(zh: "撤回一项声明", en: "take a declaration back"), arguments: [candidate, expert],
          options: [kind, from], needs: ["reason"]),
        Branch(
          "dismiss", Bilingual(zh: "查实并无此事，予以排除", en: "dismiss one that proves untrue"),
          arguments: [candidate, expert], options: [kind, role, authority], needs: ["reason"]),
        Branch(
          "confirm", Bilingual(zh: "查实确有其事，应当回避", en: "confirm an undecided one that proves true"),
          arguments: [candidate, expert], options: [kind, role, authority], needs: ["reason"]),
        Branch(
          "waive", Bilingual(zh: "确有其事，经批准不回避", en: "waive one that is true, by authority"),
          arguments: [candidate, expert], options: [kind, role, authority], needs: ["reason", "authority"]),
        Branch(
          "reopen", Bilingual(zh: "撤销先前对一对的决定", en: "take back what was decided on a pair"),
          arguments: [candidate, expert], options: [kind, role, authority], needs: ["reason"]),
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
      CommandExample("panel conflicts list C07", zh: "只列 C07 的", en: "those of C07"),
      CommandExample(
        "panel conflicts --expert E12 --all", zh: "只列 E12 的，连同已排除和豁免的", en: "all of E12, settled ones too"),
      CommandExample("panel conflicts --per expert", zh: "每位专家有多少", en: "how many each expert has"),
      CommandExample("panel conflicts --csv conflicts.csv", zh: "把表写成文件", en: "write the table to a file"),
      CommandExample("panel conflicts left C07", zh: "C07 还有谁可评", en: "who is left to judge C07"),
      CommandExample(
        "panel conflicts declare C07 E12 --kind adviser --evidence 本人申明 --from expert", zh: "记下 E12 本人申明与 C07 有师生关系",
        en: "record that E12 states an adviser's tie to C07"),
      CommandExample(
        "panel conflicts declare C07 E09 --from candidate --evidence 5月8日来函", zh: "C07 来函提名 E09 不宜评审",
        en: "C07 names E09 as unsuitable by letter"),
      CommandExample(
        "panel conflicts withdraw C07 E12 --kind adviser --reason 登记有误", zh: "撤回登记有误的声明",
        en: "take back a declaration made by mistake"),
      CommandExample(
        "panel conflicts dismiss C07 E03 --reason 同名不同单位 --by 王敏", zh: "两个单位只是同名，排除",
        en: "dismiss it: two units of the same name"),
      CommandExample(
        "panel conflicts waive C07 E05 --kind service --reason 领域专家仅此一人 --authority 评审委员会纪要3号",
        zh: "经批准不回避，写明批准的文件", en: "waive it, with the approval"),
      CommandExample(
        "panel conflicts reopen C07 E05 --reason 批准已撤销", zh: "撤销先前的豁免", en: "take the waiver back"),
    ])

  /// The scheme's kinds, then those that the search itself makes.
  private static let conflictKinds = Relation.Kind.allCases.map(\.rawValue) + [Conflict.unsuitable, Conflict.same]
  private static let kind = CommandOption(
    "kind", .oneOf("KIND", conflictKinds),
    standard: Bilingual(
      zh: "声明时 other（申报单位提名时 unsuitable），其余为全部", en: "declaring: other, or unsuitable for a candidate; else all"),
    Bilingual(zh: "关系的种类", en: "the kind of tie"))
  private static let role = CommandOption(
    "role", .text("ROLE"), Bilingual(zh: "对方在申报材料里的身份，如 member", en: "the party's role in the file, such as member"))
  private static let from = CommandOption(
    "from", .oneOf("WHO", ConflictDeclaration.Declarer.allCases.map(\.rawValue)),
    standard: Bilingual(zh: "声明时 staff，撤回时不限", en: "declaring: staff; withdrawing: anybody"),
    Bilingual(zh: "谁声明的：专家、申报单位或工作人员", en: "who declares: the expert, the candidate or staff"))
  private static let authority = CommandOption(
    "authority", .text("TEXT"), Bilingual(zh: "由谁或哪份文件批准", en: "who, or which document, approved it"))
}
