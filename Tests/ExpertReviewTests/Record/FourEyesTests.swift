import Testing

@testable import ExpertReview

/// Marks that stand are changed by two people, for a ground of the scheme's, and the old ones stay on record.
@Suite struct `A mark that stands` {
  private typealias Four = FourEyesRound

  private func state(_ round: Round, _ procedure: Procedure) -> StepState.State? {
    round.staleness().first { $0.procedure == procedure }?.state
  }

  @Test func `stays until another person approves its change, and is kept then`() throws {
    var round = try Four.marked()
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(Four.change([Four.mark("C1", "E1", "A", 70)]), by: "张三", reason: "加错了")
    let number = round.lastSequence
    #expect(Four.marks(round, 0, 0) == [90, 80] && round.openChanges.map(\.number) == [number])
    #expect(state(round, .ranking) == .upToDate && round.earlierMarks.isEmpty)
    #expect(try round.ranking(of: "expert").rows.first?.score?.text == "85.80")

    try round.add(.decided(.approveChange(number)), by: "李四", reason: "属实")
    #expect(Four.marks(round, 0, 0) == [70, 80] && round.openChanges.isEmpty)
    #expect(state(round, .ranking) == .stale(since: round.lastSequence))
    let kept = try #require(round.earlierMarks.first)
    #expect(kept.was == .mark(ItemID("A"), steps: 90) && kept.line.entry == .mark(ItemID("A"), steps: 70))
    #expect(kept.by == "张三" && kept.reason == "加错了" && kept.ground == "sum-error")
    #expect(kept.approval?.by == "李四" && kept.approval?.reason == "属实" && kept.sequence == round.lastSequence)

    // A second change keeps the first, and so does a third that brings the first mark back.
    for (mark, proposer, approver) in [(Int32(75), "李四", "张三"), (90, "王五", "张三")] {
      try round.add(Four.change([Four.mark("C1", "E1", "A", mark)]), by: proposer)
      try round.add(.decided(.approveChange(round.lastSequence)), by: approver)
    }
    #expect(round.earlierMarks.map(\.was) == [90, 70, 75].map { .mark(ItemID("A"), steps: $0) })
    #expect(Four.marks(round, 0, 0) == [90, 80])
  }

  @Test func `stays where the change is refused, and a refusal touches nothing`() throws {
    var round = try Four.marked()
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(Four.change([Four.mark("C1", "E1", "A", 70)]), by: "张三")
    let number = round.lastSequence
    #expect(throws: RoundRefusal.noReason(act: "reject-change")) {
      try round.adding(.decided(.rejectChange(number)), by: "李四", reason: "")
    }
    try round.add(.decided(.rejectChange(number)), by: "李四", reason: "与原表相符")
    #expect(Four.marks(round, 0, 0) == [90, 80] && round.openChanges.isEmpty && round.earlierMarks.isEmpty)
    #expect(state(round, .ranking) == .upToDate)
    for decision in [Decision.approveChange(number), .rejectChange(number)] {
      #expect(throws: RoundRefusal.changeSettled(number, by: "李四", on: TinyRound.day)) {
        try round.adding(.decided(decision), by: "王五")
      }
    }
    #expect(throws: RoundRefusal.unknownChange(99, open: [])) {
      try round.adding(.decided(.approveChange(99)), by: "王五")
    }
  }

  static let names: [(proposer: String, decider: String, isSame: Bool)] = [
    ("张三", "张三", true), ("张三", " 张三 ", true), ("张三", "张 三", true), ("张三", "张\u{3000}三", true),
    ("张三", "张三\u{200B}", true), ("Li Wei", "LI WEI", true), ("Li Wei", "ｌｉ　ｗｅｉ", true), ("Li Wei", "LiWei\t", true),
    ("José", "Jose\u{301}", true), ("艾力·买买提", "艾力买买提", true), ("张三", "张叁", false), ("Li Wei", "Li Wen", false),
    ("张三", "张三丰", false),
  ]

  @Test(arguments: names)
  func `is not changed by one person under two spellings`(
    names: (proposer: String, decider: String, isSame: Bool)
  ) throws {
    var round = try Four.marked()
    try round.add(Four.change([Four.mark("C1", "E1", "A", 70)]), by: names.proposer)
    let number = round.lastSequence
    for decision in [Decision.approveChange(number), .rejectChange(number)] {
      guard names.isSame else {
        _ = try round.adding(.decided(decision), by: names.decider)
        continue
      }
      #expect(throws: RoundRefusal.samePerson(number, proposer: names.proposer, decider: names.decider)) {
        try round.adding(.decided(decision), by: names.decider)
      }
    }
  }

  @Test func `is changed by nobody without a name`() throws {
    var round = try Four.marked()
    let change = Four.change([Four.mark("C1", "E1", "A", 70)])
    #expect(throws: RoundRefusal.nameless(act: "change")) { try round.adding(change, by: " \u{3000}") }
    try round.add(change, by: "张三")
    let approval = Fact.decided(.approveChange(round.lastSequence))
    #expect(throws: RoundRefusal.nameless(act: "approve-change")) { try round.adding(approval, by: "\u{200B}") }
  }

  @Test func `is not changed past the scheme's way`() throws {
    var round = try Four.marked()
    let past: [(Fact, RoundRefusal)] = [
      (.marked(TinyRound.batch([("C1", "E1", [91, nil])]), origin: .sheet), .changesByProposal("C1", "E1")),
      (.marked(TinyRound.batch([("C1", "E1", [])]), origin: .sheet), .changesByProposal("C1", "E1")),
      (Four.vote(.notMet), .changesByProposal("C1", "E1")),
      (
        .marked(
          TinyRound.batch([], given: [.init(candidate: "C1", item: ItemID("G"), value: ExactDecimal(3))]),
          origin: .sheet), .changesByProposal("C1", "")
      ),
    ]
    for (fact, refusal) in past {
      #expect(throws: refusal) { try round.adding(fact, reason: "更正") }
    }
    try round.add(Four.change([Four.recusal("C1", "E1", true)]), by: "张三")
    try round.add(.decided(.approveChange(round.lastSequence)), by: "李四")
    #expect(throws: RoundRefusal.changesByProposal("C1", "E1")) {
      try round.adding(.marked(TinyRound.batch([("C1", "E1", [91, 92])]), origin: .sheet), reason: "更正")
    }
  }

  @Test func `is changed for one of the scheme's grounds alone, with a reason`() throws {
    let round = try Four.marked()
    let line = Four.mark("C1", "E1", "A", 70)
    let grounds = try #require(round.scheme.changes?.grounds)
    #expect(grounds.map(\.id) == ["sum-error", "typing-error"])
    for ground in ["", "Sum-error", "mood"] {
      #expect(throws: RoundRefusal.unknownGround(ground, known: grounds)) {
        try round.adding(Four.change([line], ground: ground), by: "张三")
      }
    }
    #expect(throws: RoundRefusal.noReason(act: "change")) {
      try round.adding(Four.change([line]), by: "张三", reason: "")
    }
    #expect(throws: RoundRefusal.emptyChange) { try round.adding(Four.change([]), by: "张三") }
    #expect(throws: RoundRefusal.noChangePolicy) { try TinyRound.marked().adding(Four.change([line]), by: "张三") }
    let free = try Four.marked(Four.text(grounds: false))
    _ = try free.adding(Four.change([line], ground: ""), by: "张三")
    #expect(throws: RoundRefusal.unknownGround("sum-error", known: [])) {
      try free.adding(Four.change([line]), by: "张三")
    }
  }

  struct Impossible: Sendable, CustomTestStringConvertible {
    let lines: [MarkChange.Line]
    let refusal: RoundRefusal
    var testDescription: String { "\(refusal)" }
  }

  static let impossible: [Impossible] = [
    Impossible(
      lines: [FourEyesRound.mark("C1", "E1", "A", 90)], refusal: .changeImpossible("C1", "E1", .nothingToChange)),
    Impossible(
      lines: [FourEyesRound.mark("C1", "E4", "A", 90)], refusal: .changeImpossible("C1", "E4", .notSeated)),
    Impossible(
      lines: [FourEyesRound.mark("C1", "E1", "Z", 90)], refusal: .changeImpossible("C1", "E1", .noSuchItem)),
    Impossible(
      lines: [FourEyesRound.mark("C1", "E1", "G", 3)], refusal: .changeImpossible("C1", "E1", .noSuchItem)),
    Impossible(
      lines: [FourEyesRound.mark("C1", "E1", "A", 101)], refusal: .changeImpossible("C1", "E1", .offScale)),
    Impossible(
      lines: [FourEyesRound.mark("C1", "E1", "A", 70), FourEyesRound.mark("C1", "E1", "A", 71)],
      refusal: .changeImpossible("C1", "E1", .saidTwice)),
    Impossible(
      lines: [FourEyesRound.mark("C9", "E1", "A", 70)], refusal: .unknownCandidate("C9", nearest: "C1")),
    Impossible(
      lines: [FourEyesRound.mark("C1", "E9", "A", 70)], refusal: .unknownExpert("E9", nearest: "E1")),
    Impossible(
      lines: [MarkChange.Line(candidate: "C1", expert: nil, entry: .given(ItemID("G"), ExactDecimal(9)))],
      refusal: .changeImpossible("C1", nil, .offScale)),
    Impossible(
      lines: [MarkChange.Line(candidate: "C1", expert: "E2", entry: .vote(RuleID("J-01"), .met))],
      refusal: .changeImpossible("C1", "E2", .nothingToChange)),
    Impossible(
      lines: [FourEyesRound.recusal("C1", "E1", false)], refusal: .changeImpossible("C1", "E1", .nothingToChange)),
  ]

  @Test(arguments: impossible)
  func `is changed to nothing that could not be given`(_ impossible: Impossible) throws {
    let round = try Four.marked()
    #expect(throws: impossible.refusal) { try round.adding(Four.change(impossible.lines), by: "张三") }
  }

  @Test func `of every sort is changed: marks, values, votes, recusals and back`() throws {
    var round = try Four.marked()
    try round.add(
      Four.change([
        Four.mark("C2", "E1", "B", 81), Four.recusal("C1", "E2", true),
        MarkChange.Line(candidate: "C3", expert: nil, entry: .given(ItemID("G"), ExactDecimal(3))),
        MarkChange.Line(candidate: "C1", expert: "E1", entry: .vote(RuleID("J-01"), .notMet)),
      ]), by: "张三")
    try round.add(.decided(.approveChange(round.lastSequence)), by: "李四")
    let book = try #require(round.scorebooks["expert"])
    #expect(Four.marks(round, 1, 0) == [80, 81] && book.given(ItemID("G"), of: 2) == ExactDecimal(3))
    #expect(book.sheet(candidate: 0, expert: 1)?.recused == true && Four.marks(round, 0, 1) == [85, 85])
    #expect(round.ballots["expert"]?.vote(candidate: 0, expert: 0, rule: RuleID("J-01")) == .notMet)
    #expect(round.earlierMarks.count == 4)
    // The recusal is lifted with one mark changed; the other stands as it was.
    try round.add(
      Four.change([Four.recusal("C1", "E2", false), Four.mark("C1", "E2", "A", 80)], ground: "typing-error"), by: "张三")
    try round.add(.decided(.approveChange(round.lastSequence)), by: "李四")
    #expect(round.scorebooks["expert"]?.sheet(candidate: 0, expert: 1)?.recused == false)
    #expect(Four.marks(round, 0, 1) == [80, 85])
  }

  @Test func `takes its change at once where the scheme asks for no second person, and is kept`() throws {
    var round = try Four.marked(Four.text(secondPerson: false))
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(Four.change([Four.mark("C1", "E1", "A", 70)]), by: "张三")
    #expect(Four.marks(round, 0, 0) == [70, 80] && round.openChanges.isEmpty)
    #expect(round.earlierMarks.map(\.was) == [.mark(ItemID("A"), steps: 90)])
    #expect(round.earlierMarks.first?.approval == nil)
    #expect(state(round, .ranking) == .stale(since: round.lastSequence))
  }

  @Test func `is kept too where a reason is all that the scheme asks for`() throws {
    var round = try TinyRound.marked()
    for mark in [Int32(91), 92] {
      try round.add(.marked(TinyRound.batch([("C1", "E1", [mark, nil])]), origin: .sheet), reason: "誊写有误")
    }
    try round.add(.marked(TinyRound.batch([("C1", "E1", [])]), origin: .sheet), reason: "应当回避")
    #expect(
      round.earlierMarks.map(\.was) == [
        .mark(ItemID("A"), steps: 90), .mark(ItemID("A"), steps: 91), .recusal(false),
      ])
    #expect(round.earlierMarks.allSatisfy { $0.approval == nil && $0.by == "甲" && !$0.reason.isEmpty })
  }

  @Test func `new marks need no second person, nor does the recusal of one who said nothing`() throws {
    var round = try Four.marked()
    let seats = TinyRound.panels().seats + [.init(candidate: "C1", expert: "E4"), .init(candidate: "C2", expert: "E4")]
    try round.add(.panelsImported(PanelList(stage: "expert", seats: seats)))
    try round.add(.marked(TinyRound.batch([("C1", "E4", [60, nil]), ("C2", "E4", [nil, nil])]), origin: .sheet))
    try round.add(.marked(TinyRound.batch([("C1", "E4", [nil, 61]), ("C2", "E4", [])]), origin: .sheet))
    #expect(Four.marks(round, 0, 3) == [60, 61])
    #expect(round.scorebooks["expert"]?.sheet(candidate: 1, expert: 3)?.recused == true)
    #expect(round.earlierMarks.isEmpty && round.changes.isEmpty)
  }
}
