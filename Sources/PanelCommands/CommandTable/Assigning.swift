import ExpertReview

/// Panels, and the people on them.
extension CommandTable {
  static let stage = CommandOption(
    "stage", .text("ID"), standard: Bilingual(zh: "当前阶段", en: "the current stage"),
    Bilingual(zh: "方案里的阶段", en: "a stage of the scheme"))

  static let assign = Command(
    name: "assign",
    summary: Bilingual(zh: "给每个通过审查的对象排评审组", en: "make a panel for every admitted candidate"),
    discussion: Bilingual(
      zh: """
        在人数、工作量、回避和构成的限制下，求契合度总和最大的分派，并附上证明：没有更好的。排不出来时，退出码为 4，说明卡在哪些对象和专家上、怎样改代价最小。

        分派一经作出即记入卷宗，不会自己变动。种子写明后，任何人都能重算出同样的结果。
        """,
      en: """
        Finds the assignment of largest total affinity within the limits of panel size, load, conflicts and \
        composition, with a certificate that none is better. Where panels cannot be filled the exit code is 4, and the \
        candidates and experts that block are named, with the cheapest ways out.

        An assignment goes on the record and does not change by itself. With the same seed anyone computes the same.
        """),
    options: [
      CommandOption(
        "objective", .oneOf("NAME", ["total"]), standard: Bilingual(zh: "total", en: "total"),
        Bilingual(zh: "求什么最大", en: "what is made largest")),
      CommandOption("seed", .text("TEXT"), Bilingual(zh: "同样好时按它取舍", en: "chooses among equally good ones")),
      stage,
    ],
    writes: true,
    examples: [
      CommandExample("panel assign --seed 20260509", zh: "排评审组，用给定的种子", en: "make the panels with a given seed"),
      CommandExample("panel assign --dry-run", zh: "先看能不能排出来，不写入", en: "see whether it can be done, and write nothing"),
    ])

  static let invite = Command(
    name: "invite",
    summary: Bilingual(zh: "专家的邀请、应允、谢绝、承诺书", en: "who accepted, declined, is available, pledged"),
    discussion: Bilingual(
      zh: "不写 ACT 时列出每位专家的情况。谢绝后，panel assign 会改动最少的分派来补上。",
      en: "Without ACT, lists where each expert stands. After a refusal, panel assign fills the place."),
    branching: Branching(
      name: "ACT", standard: "list",
      branches: [
        Branch("list", Bilingual(zh: "列出情况", en: "list where each stands"), arguments: [anyExperts]),
        Branch("accept", Bilingual(zh: "专家应允", en: "the expert accepts"), arguments: [someExperts]),
        Branch(
          "decline", Bilingual(zh: "专家谢绝", en: "the expert declines"), arguments: [someExperts], needs: ["reason"]),
        Branch("pledge", Bilingual(zh: "已签承诺书", en: "the pledge is signed"), arguments: [someExperts]),
        Branch(
          "available", Bilingual(zh: "可以参加", en: "the expert is available"), arguments: [someExperts],
          options: [CommandOption("until", .day("DAY"), Bilingual(zh: "到哪一天为止", en: "until which day"))]),
      ]),
    options: [
      CommandOption(
        "stage", .text("ID"), standard: Bilingual(zh: "整轮", en: "the whole round"),
        Bilingual(zh: "只对方案里的这个阶段", en: "for this stage of the scheme only"))
    ],
    writes: true,
    examples: [
      CommandExample("panel invite", zh: "列出每位专家的情况", en: "list where each expert stands"),
      CommandExample("panel invite accept E01 E02 E03", zh: "记下三位专家应允", en: "record that three experts accept"),
      CommandExample(
        "panel invite decline E04 --reason 出差", zh: "记下 E04 谢绝及原因", en: "record that E04 declines, and why"),
    ])

  private static let anyExperts = CommandArgument("EXPERT", .any, expert.help)
  private static let someExperts = CommandArgument("EXPERT", .oneOrMore, expert.help)
}
