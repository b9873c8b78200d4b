import Testing

@testable import ExpertReview

@Suite struct `A late sheet that was allowed` {
  private static let sheet = Fact.marked(TinyRound.batch([("C1", "E1", [91, 80])]), origin: .sheet)
  private static let other = Fact.marked(TinyRound.batch([("C1", "E2", [60, 60])]), origin: .sheet)
  private let over = RoundRefusal.lateSheetOver(["E1"], by: "甲", on: TinyRound.day)

  private func signed(_ procedure: Procedure = .ranking) throws -> Round {
    var round = try SpokenRound.round()
    for step in [Procedure.marking, .ranking] {
      try round.add(.concluded(Conclusion(procedure: step, stage: "expert", digest: "d")))
    }
    try round.add(.decided(.signOff(procedure)))
    return round
  }

  /// What a command makes of a fact.
  private func check(_ fact: Fact, on round: Round) throws(RoundRefusal) {
    let entry = FactEntry(
      sequence: round.lastSequence + 1, asOf: TinyRound.day, actor: "丙", reason: "迟交", recordedAt: "", hash: "",
      fact: fact)
    try round.checkNew(entry)
  }

  @Test(arguments: [Procedure.marking, .ranking])
  func `is taken until the stage is next signed, and then by another decision alone`(procedure: Procedure) throws {
    var round = try signed(procedure)
    try round.add(.decided(.lateSheet("E1")), reason: "航班延误")
    #expect(round.allowedLate(in: "expert") == ["E1"])
    try check(Self.sheet, on: round)
    try round.add(Self.sheet, reason: "迟交")
    try check(Self.sheet, on: round)
    try round.add(.decided(.reopen(procedure)), reason: "补收")
    try check(Self.other, on: round)
    try round.add(.decided(.signOff(procedure)))
    #expect(round.allowedLate(in: "expert").isEmpty)
    #expect(throws: over) { try check(Self.sheet, on: round) }
    #expect(throws: RoundRefusal.signedOff(procedure, by: "甲", on: TinyRound.day)) { try check(Self.other, on: round) }
    // A record made before that ended opens still.
    #expect(try round.adding(Self.sheet, reason: "迟交").lastSequence == round.lastSequence + 1)
    try round.add(.decided(.lateSheet("E1")), reason: "再次准收")
    try check(Self.sheet, on: round)
  }

  @Test func `covers questions, and changes of marks, as long`() throws {
    var round = try signed()
    try round.add(.decided(.lateSheet("E1")), reason: "航班延误")
    let line = MarkChange.Line(candidate: "C1", expert: "E1", entry: .mark(ItemID("A"), steps: 70))
    let facts = [
      Fact.questionRaised(SpokenRound.question("与备案不符")),
      .changeProposed(MarkChange(stage: "expert", ground: "", lines: [line])),
    ]
    for fact in facts { try check(fact, on: round) }
    try round.add(.decided(.signOff(.ranking)))
    for fact in facts { #expect(throws: over) { try check(fact, on: round) } }
  }

  @Test func `that was allowed before anything is signed ends with the first signature`() throws {
    var round = try SpokenRound.round()
    try round.add(.decided(.lateSheet("E1")), reason: "出差")
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(.decided(.signOff(.assignment)))
    try check(Self.sheet, on: round)
    try round.add(.decided(.signOff(.ranking)))
    #expect(throws: over) { try check(Self.sheet, on: round) }
  }

  @Test func `is of the stage that was signed, and ends with that one's signature`() throws {
    var round = try StagedRound.central([90, 80, 70, 60], cap: 2)
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(.decided(.signOff(.ranking, stage: "expert")))
    try round.add(.decided(.lateSheet("E1")), reason: "航班延误")
    try round.add(.panelsImported(StagedRound.panels("defence", ["C01", "C02", "C03"])))
    try round.add(.marked(StagedRound.defence(["C01": 90, "C02": 80, "C03": 70]), origin: .sheet))
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "defence", digest: "d")))
    try round.add(.decided(.signOff(.ranking, stage: "defence")))
    #expect(round.allowedLate(in: "expert") == ["E1"] && round.allowedLate(in: "defence").isEmpty)
    try round.add(.decided(.lateSheet("E2")), reason: "航班延误")
    #expect(round.allowedLate(in: "expert") == ["E1", "E2"] && round.allowedLate(in: "defence") == ["E2"])
    try round.add(.decided(.reopen(.ranking, stage: "expert")), reason: "补收")
    try round.add(.decided(.signOff(.ranking, stage: "expert")))
    #expect(round.allowedLate(in: "expert").isEmpty && round.allowedLate(in: "defence") == ["E2"])
  }
}
