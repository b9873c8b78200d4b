import ExpertReview

/// Marks: sheets out, sheets in, or typed.
extension CommandTable {
  static let sheets = Command(
    name: "sheets",
    summary: Bilingual(zh: "给每位专家生成一张评分表", en: "write one score sheet for every expert"),
    discussion: Bilingual(
      zh:
        "每位专家一个文件，列出要评的对象和评分项。表上印有卷宗的校验值，收回时据此认出是不是这一轮的表。空着的分数是缺分，不是零分；写 recused 表示回避。要由专家判断的条件也各有一行，写“符合”或“不符合”。总体意见写在 opinion 一行；怀疑不符合申报条件的，在 question 一行写规则编号和疑点，由组长定。",
      en: """
        One file an expert, with the candidates to judge and the items to mark. The head hash of the record is printed \
        on it, so that a sheet of another round is recognised. A mark left empty is missing, not zero; the word \
        recused is a recusal. Each condition that experts judge has a row too, for met or not met. \
        The opinion on the whole goes into the row opinion; where a condition is in doubt, the row question takes the \
        id of the rule and why, for the chair.
        """),
    arguments: [CommandArgument("FOLDER", Bilingual(zh: "评分表放到哪里", en: "where the sheets go"))],
    options: [stage],
    writes: true,
    examples: [
      CommandExample("panel sheets sheets", zh: "把评分表写到 sheets 文件夹", en: "write the sheets to the folder sheets")
    ])

  static let collect = Command(
    name: "collect",
    summary: Bilingual(zh: "收回填好的评分表", en: "read filled sheets back"),
    discussion: Bilingual(
      zh: """
        一次可收多张。错误一次全部列出，有错的表不采用。同一张表收两次，结果不变；与已收的分数、投票或意见不同时，须用 --replace 写明理由，原来的仍保留；方案要求两人的，由另一人批准后才生效。
        """,
      en: """
        Takes many sheets at once. All faults are told together, and a faulty sheet is not taken. The same sheet twice \
        changes nothing; marks, votes and opinions that differ from those collected need --replace with a reason, and \
        the old ones stay. Where the scheme says so, such a change takes effect once another person has approved it.
        """),
    arguments: [
      CommandArgument("FILE", .oneOrMore, Bilingual(zh: "填好的评分表", en: "a filled sheet"))
    ],
    options: [
      CommandOption(
        "replace", .flag, needs: ["reason"],
        Bilingual(zh: "更改已收的分数、投票或意见", en: "change marks, votes or opinions already collected")),
      changeGround(needs: "replace"), stage,
    ],
    writes: true,
    examples: [
      CommandExample("panel collect sheets/E01.csv sheets/E02.csv", zh: "收两张表", en: "collect two sheets"),
      CommandExample(
        "panel collect E01-corrected.csv --replace --ground sum-error --reason 合计有误", zh: "按更正后的表更改分数",
        en: "change marks by a corrected sheet"),
    ])

  /// On which of the scheme's grounds marks that stand are changed.
  static func changeGround(needs other: String) -> CommandOption {
    CommandOption(
      "ground", .text("ID"), needs: [other],
      Bilingual(zh: "更改已有分数的事由，方案列出的一种", en: "on which of the scheme's grounds marks that stand are changed"))
  }

  static let score = Command(
    name: "score",
    summary: Bilingual(zh: "在终端里逐项录入分数和意见", en: "enter marks and opinions in the terminal"),
    discussion: Bilingual(
      zh: "逐个对象、逐项询问，超出范围的当场说明。直接回车为缺分，写 recused 为回避，写 q 停下；已录入的每个对象立即存好，下次接着录。怀疑不符合申报条件的，随时写 ?规则编号 疑点，由组长定。",
      en: """
        Asks candidate by candidate, item by item, and says at once what is out of range. An empty line leaves the \
        mark missing, recused is a recusal, q stops; each candidate is stored when it is done, and the next run goes \
        on there. Where a condition is in doubt, type ?RULE and why at any prompt; the chair decides.
        """),
    arguments: [expert],
    options: [
      CommandOption("candidate", .text("ID"), Bilingual(zh: "只录这个申报对象", en: "only this candidate")),
      changeGround(needs: "reason"), stage,
    ],
    writes: true,
    examples: [
      CommandExample("panel score E01", zh: "录入 E01 的全部评分", en: "enter all marks of E01"),
      CommandExample("panel score E01 --candidate C07", zh: "只录 E01 对 C07 的评分", en: "enter the marks of E01 for C07"),
    ])
}
