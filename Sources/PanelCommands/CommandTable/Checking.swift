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
}
