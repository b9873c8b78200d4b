import ExpertReview

/// What a panel's chair and its members put on record beside marks.
extension CommandTable {
  static let opinions: [Branch] = [
    Branch(
      "chair",
      Bilingual(zh: "指定评审组组长（不写对象即其所在各组）", en: "name who chairs panels (all that they sit on, if none is named)"),
      arguments: [expert, anyCandidates], options: [stage]),
    Branch(
      "opinion", Bilingual(zh: "记下评审组商定的意见", en: "record the opinion that a panel agreed"), arguments: [candidate],
      options: opinionOptions + [stage]),
    Branch(
      "question", Bilingual(zh: "专家书面提出的条件疑问，提请组长", en: "an expert's question to the chair on a condition, from paper"),
      arguments: [rule, candidate],
      options: [
        CommandOption("expert", .text("ID"), required: true, Bilingual(zh: "谁提出的", en: "who raised it")), opinionText,
        stage,
      ]),
  ]

  private static let opinionText = CommandOption("text", .text("TEXT"), Bilingual(zh: "内容", en: "the words"))

  private static let opinionOptions = [
    opinionText,
    CommandOption("text-file", .text("FILE"), Bilingual(zh: "从文本文件读意见", en: "a text file with the opinion")),
    CommandOption(
      "signed", .text("EXPERT"), repeats: true,
      Bilingual(zh: "签字同意的专家（组长不必写）", en: "who signed; the chair need not be named")),
    CommandOption(
      "dissent", .text("EXPERT=TEXT"), repeats: true,
      Bilingual(zh: "保留意见的专家及其意见", en: "who dissents, in their own words")),
    CommandOption(
      "before-marks", .flag, needs: ["reason"],
      Bilingual(zh: "评分没有收齐，评审组已先商定", en: "the panel agreed although sheets are still out")),
  ]
}
