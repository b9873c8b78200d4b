import ExpertReview

/// From marks to places, and what people decide.
extension CommandTable {
  static let rank = Command(
    name: "rank",
    summary: Bilingual(zh: "得分、排名和入选线", en: "scores, ranking and the cut line"),
    discussion: Bilingual(
      zh: """
        按方案去极值、加权、修约、排名，全程精确计算。入选线上分不出先后的，不硬排：列出同分的对象，退出码为 1，由 panel decide choose 或 lot 定。
        """,
      en: """
        Drops extremes, weighs, rounds and ranks as the scheme says, in exact arithmetic. A tie at the line that \
        nothing breaks is left open: the tied are named, the exit code is 1, and panel decide choose or lot settles it.
        """),
    options: [
      stage, CommandOption("group", .text("ID"), Bilingual(zh: "只看这一组", en: "only this group")),
    ],
    writes: true,
    examples: [
      CommandExample("panel rank", zh: "各组的排名和入选线", en: "the ranking of every group and its line"),
      CommandExample(
        "panel rank --group vertical --json", zh: "一个组的排名，输出 JSON", en: "the ranking of one group, as JSON"),
    ])

  static let decide = Command(
    name: "decide",
    summary: Bilingual(zh: "人作的决定：待定、更改、签字、异议、撤回……", en: "every human decision, on the record"),
    discussion: Bilingual(
      zh: "记下谁、在何时、因何作了什么决定。决定只添加，不涂改；要改，就再作一个决定。由此过时的结果，panel status 会指出该重做哪一步。",
      en: """
        Records who decided what, when and why. A decision is added and never rubbed out; to change it, decide again. \
        What becomes stale by it is shown by panel status, with the verb that renews it.
        """),
    branching: Branching(name: "ACT", branches: decisions),
    writes: true,
    examples: [
      CommandExample(
        "panel decide admit C07 --reason 经核实材料齐全 --by 王敏", zh: "待定的 C07 准予进入评审", en: "admit C07, which was under review"
      ),
      CommandExample(
        "panel decide sign-off ranking --by 李处长", zh: "签字确认名次", en: "sign off the ranking"),
      CommandExample(
        "panel decide sign-off ranking --leader 李处长 --by 王敏", zh: "李处长签字，王敏登记",
        en: "the leader signs, a clerk records it"),
      CommandExample(
        "panel decide approve-change 41 --by 李处长", zh: "批准第 41 号更改", en: "approve change 41, put forward by another"),
      CommandExample(
        "panel decide met HL-03 C07 --reason 经复核研发人员在册 --by 组长", zh: "专家多数投“不符合”的，组长定为符合",
        en: "the chair holds HL-03 to be met by C07, although most experts voted otherwise"),
      CommandExample(
        "panel decide chair E03 --stage review --by 李处长", zh: "指定 E03 任其所在各组的组长",
        en: "E03 chairs every panel that they sit on"),
      CommandExample(
        "panel decide opinion C07 --text-file C07.txt --signed E01 --signed E05 --dissent 'E02=投资额证据不足'",
        zh: "记下 C07 评审组的意见和一位专家的保留意见", en: "record the panel's opinion on C07, with one dissent"),
      CommandExample(
        "panel decide question HL-08 C07 --expert E05 --text 参数量与备案信息不符", zh: "记下专家书面提出的疑问",
        en: "record a question that an expert put on paper"),
      CommandExample(
        "panel decide lot C03 C11 --reason 现场抽签，监督人在场", zh: "记下抽签的先后", en: "record the order that the lot gave"),
      CommandExample(
        "panel decide object C03 --ground 投入数据存疑 --from 某公司 --contact 0731-12345678", zh: "登记对 C03 的异议",
        en: "record an objection to C03"),
      CommandExample(
        "panel decide answer C03 --outcome dismissed --reason 经复核属实", zh: "异议不成立，公示继续",
        en: "dismiss the objection; the notice goes on"),
    ])

  private static let stepArgument = CommandArgument(
    "STEP",
    Bilingual(
      zh: "examination、conflicts、assignment、marking、ranking 或 notice",
      en: "examination, conflicts, assignment, marking, ranking or notice"))
  private static let change = CommandArgument("CHANGE", Bilingual(zh: "更改的号", en: "the number of the change"))
  static let rule = CommandArgument("RULE", Bilingual(zh: "规则的编号", en: "the id of a rule"))
  private static let someCandidates = CommandArgument("CANDIDATE", .oneOrMore, candidate.help)
  static let anyCandidates = CommandArgument("CANDIDATE", .any, candidate.help)
  private static let ground = CommandOption(
    "ground", .text("TEXT"), required: true, Bilingual(zh: "事由", en: "the ground"))

  private static let decisions: [Branch] =
    [
      Branch(
        "admit", Bilingual(zh: "待定的，准予进入", en: "admit one under review"), arguments: [candidate], needs: ["reason"]),
      Branch(
        "refuse", Bilingual(zh: "待定的，不予进入", en: "refuse one under review"), arguments: [candidate], needs: ["reason"]),
      Branch(
        "set-aside", Bilingual(zh: "撇开一条审查结论", en: "set a finding aside"), arguments: [candidate, rule],
        needs: ["reason"]),
      Branch(
        "confirm",
        Bilingual(zh: "核实一条由人确认的规则（不写对象即全部）", en: "confirm a rule that staff settle (all, if none is named)"),
        arguments: [rule, anyCandidates], needs: ["reason"]),
      Branch(
        "met", Bilingual(zh: "专家有异议的条件，组长定为符合", en: "the chair holds a condition to be met"),
        arguments: [rule, someCandidates],
        needs: ["reason"]),
      Branch(
        "not-met", Bilingual(zh: "专家有异议的条件，组长定为不符合", en: "the chair holds a condition not to be met"),
        arguments: [rule, someCandidates], needs: ["reason"]),
      Branch(
        "late-correction", Bilingual(zh: "准收一次过期的补正材料", en: "take one correction after its last day"),
        arguments: [candidate], needs: ["reason"]),
      Branch(
        "late-sheet", Bilingual(zh: "准收迟交的评分表，到下一次签字为止", en: "take late sheets until the stage is next signed"),
        arguments: [expert], needs: ["reason"]),
      Branch(
        "approve-change", Bilingual(zh: "批准另一人提出的更改", en: "approve a change that another person put forward"),
        arguments: [change]),
      Branch(
        "reject-change", Bilingual(zh: "驳回另一人提出的更改", en: "refuse a change that another person put forward"),
        arguments: [change], needs: ["reason"]),
      Branch(
        "reopen", Bilingual(zh: "重开已签字的一步", en: "reopen a step signed off"), arguments: [stepArgument],
        options: [stage], needs: ["reason"]),
      Branch(
        "sign-off", Bilingual(zh: "签字确认一步", en: "sign a step off"), arguments: [stepArgument],
        options: [
          stage,
          CommandOption(
            "leader", .text("NAME"), standard: Bilingual(zh: "经办人", en: "who acts"),
            Bilingual(zh: "签字的领导，与经办人不同时写明", en: "who signs, where another person types")),
        ]),
      Branch(
        "choose",
        Bilingual(zh: "线上同分的，选定入选者；没有评审的方案，选定名单", en: "choose among those tied, or the list where no experts review"),
        arguments: [someCandidates],
        needs: ["reason"]),
      Branch(
        "extend", Bilingual(zh: "延长一个期限（不写对象即全部）", en: "move a deadline (for all, if none is named)"),
        arguments: [rule, anyCandidates],
        options: [CommandOption("until", .day("DAY"), required: true, Bilingual(zh: "新的截止日", en: "the new last day"))],
        needs: ["reason"]),
      Branch(
        "lot", Bilingual(zh: "线上同分或在线边的，按抽签的先后", en: "those tied or in the zone at the line, in the order drawn"),
        arguments: [anyCandidates],
        options: [
          CommandOption(
            "seed", .text("TEXT"),
            Bilingual(
              zh: "当众得出的种子（如掷骰）；先后由它按 Rivest 的办法算出，人人可以复核",
              en:
                "a seed found in public, such as by dice; the order follows from it by Rivest's sampler, for anybody to redo"
            ))
        ],
        needs: ["reason"]),
      Branch(
        "withdraw", Bilingual(zh: "申报单位撤回", en: "the candidate withdraws"), arguments: [candidate], needs: ["reason"]),
      Branch(
        "sanction", Bilingual(zh: "取消资格并按方案禁报", en: "disqualify and ban by the scheme"), arguments: [candidate],
        options: [ground]),
    ] + opinions + objections
}
