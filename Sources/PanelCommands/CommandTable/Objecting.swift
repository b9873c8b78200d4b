import ExpertReview

/// Decisions on objections, and on those who are final.
extension CommandTable {
  static let objections: [Branch] = [
    Branch(
      "object", Bilingual(zh: "登记公示中的异议", en: "record an objection"), arguments: [candidate],
      options: [
        CommandOption("ground", .text("TEXT"), required: true, Bilingual(zh: "事由", en: "the ground")),
        CommandOption(
          "from", .text("NAME"),
          Bilingual(zh: "谁提出的；匿名的不写，另写 --objector anonymous", en: "who raised it; for nobody, --objector anonymous")),
        CommandOption(
          "objector", .oneOf("WORD", ["unit", "person", "anonymous"]),
          Bilingual(zh: "单位、个人还是匿名", en: "a unit, a person, or anonymous")),
        CommandOption("contact", .text("TEXT"), Bilingual(zh: "联系方式，答复送到哪里", en: "where the reply goes")),
        CommandOption(
          "against", .text("RULE"),
          Bilingual(
            zh: "针对哪条规则、字段、材料、评分项，或 place（名次）；不写即整个对象",
            en: "the rule, field, material or item, or place; else the candidate as a whole")),
        CommandOption("evidence", .text("TEXT"), Bilingual(zh: "证据", en: "the evidence")),
        CommandOption(
          "received", .day("YYYY-MM-DD"), standard: Bilingual(zh: "登记当天", en: "the day of recording"),
          Bilingual(zh: "哪天收到的", en: "the day it came in")),
      ]),
    Branch(
      "answer", Bilingual(zh: "答复异议（不写 --number 即全部未答复的）", en: "answer objections (all open ones without --number)"),
      arguments: [candidate],
      options: [
        CommandOption(
          "outcome", .oneOf("WORD", ["upheld", "dismissed"]), required: true,
          Bilingual(zh: "成立或不成立", en: "upheld or dismissed")),
        number(required: false),
        CommandOption(
          "effect", .oneOf("WORD", ["out", "rerank"]), standard: Bilingual(zh: "out", en: "out"),
          Bilingual(
            zh: "成立的：退出名单，或更正后重新排名", en: "if upheld: it is out, or corrected and ranked anew")),
        CommandOption(
          "letters", .text("FOLDER"), Bilingual(zh: "把答复函写到这里", en: "write the letters of reply here")),
      ], needs: ["reason"]),
    Branch(
      "withdraw-objection", Bilingual(zh: "异议人撤回异议", en: "an objection is taken back"), arguments: [candidate],
      options: [number(required: true)], needs: ["reason"]),
    Branch(
      "late-objection", Bilingual(zh: "准收一件逾期的异议", en: "take one late objection"), arguments: [candidate],
      needs: ["reason"]),
    Branch(
      "recognition", Bilingual(zh: "已公布的认定保留或取消", en: "a published recognition stands or is taken back"),
      arguments: [candidate],
      options: [
        CommandOption(
          "ruling", .oneOf("WORD", ["stands", "revoked"]), required: true,
          Bilingual(zh: "保留或取消", en: "it stands, or is taken back"))
      ], needs: ["reason"]),
  ]

  private static func number(required: Bool) -> CommandOption {
    CommandOption(
      "number", .integer("N", least: 1), required: required, Bilingual(zh: "第几号异议", en: "the number of the objection"))
  }
}
