import Testing

@testable import ExpertReview

@Suite struct `Reviews that follow one another` {
  @Test func `the best of the first enter the second, and equals at the line all enter`() throws {
    // 1.5 × 3, rounded up, is 5; the fifth and the sixth are equal.
    let round = try StagedRound.central([90, 88, 86, 84, 80, 80, 70], cap: 3)
    let ranking = try round.ranking(of: "expert")
    #expect(ranking.shortList == ShortList(into: "defence", line: 5))
    #expect(ranking.listed == ["C01", "C02", "C03", "C04", "C05", "C06"])
    #expect(ranking.undecided.isEmpty)
    let entered = round.admitted(to: try round.reviewStage("defence"), asOf: TinyRound.day)
    #expect(entered.map(\.id.rawValue) == ranking.listed)
  }

  @Test func `official results are joined by their shares and rounded once`() throws {
    var round = try StagedRound.central([90, 85, 80, 70], cap: 2)
    try round.add(.panelsImported(StagedRound.panels("defence", ["C01", "C02", "C03"])))
    try round.add(.marked(StagedRound.defence(["C01": 61, "C02": 95, "C03": 100]), origin: .sheet))
    let ranking = try round.ranking(of: "defence")
    // 63 + 18.3, 59.5 + 28.5, 56 + 30
    #expect(ranking.rows.map { $0.score?.text } == ["88.0", "86.0", "81.3", nil])
    #expect(ranking.order == ["C02", "C03", "C01", "C04"])
    #expect(ranking.listed == ["C02", "C03"])
    #expect(ranking.row("C04")?.barredBy == [.notShortListed(stage: "expert")])
    #expect(ranking.row("C04")?.listed == false && ranking.row("C04")?.place == nil)
  }

  @Test func `who fell away keeps the room on the short list but has no place in the end`() throws {
    var round = try StagedRound.central([90, 85, 80, 70], cap: 2)
    try round.add(.decided(.withdraw("C01")), reason: "撤回")
    let entered = round.admitted(to: try round.reviewStage("defence"), asOf: TinyRound.day)
    #expect(entered.map(\.id) == ["C02", "C03"])
    try round.add(.panelsImported(StagedRound.panels("defence", ["C02", "C03"])))
    try round.add(.marked(StagedRound.defence(["C02": 80, "C03": 80]), origin: .sheet))
    let ranking = try round.ranking(of: "defence")
    #expect(ranking.listed == ["C02", "C03"])
    #expect(ranking.row("C01")?.barredBy.first == .fellAway)
  }

  @Test func `a condition not met in the first keeps out of the second`() throws {
    var round = try StagedRound.central([90, 85, 80, 70], cap: 2)
    try round.add(.decided(.judge(RuleID("J-01"), met: false, ["C02"])), reason: "组长定")
    #expect(try round.ranking(of: "expert").listed == ["C01", "C03", "C04"])
    let last = try round.ranking(of: "defence").row("C02")
    #expect(last?.barredBy == [.earlier(stage: "expert", .notMet(RuleID("J-01")))])
    #expect(last?.barredBy.map(\.code) == ["expert/notMet:J-01"])
  }

  @Test func `a mark changed in the first makes the second's panels stale, and its own panels are told`() throws {
    var round = try StagedRound.central([90, 85, 80, 70], cap: 2)
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(.panelsImported(StagedRound.panels("defence", ["C01", "C02", "C03"])))
    func state(_ procedure: Procedure, _ stage: String) -> StepState.State? {
      round.staleness().first { $0.procedure == procedure && $0.stage == stage }?.state
    }
    #expect(state(.ranking, "expert") == .upToDate && state(.assignment, "defence") == .upToDate)
    // Marks of the defence leave the central review as it was.
    try round.add(.marked(StagedRound.defence(["C01": 60]), origin: .sheet))
    #expect(state(.ranking, "expert") == .upToDate)
    let sheets: [(String, String, [Int32?])] = ["E1", "E2", "E3"].map { ("C03", $0, [10, 10]) }
    try round.add(.marked(TinyRound.batch(sheets), origin: .sheet), reason: "更正")
    #expect(state(.ranking, "expert") == .stale(since: round.lastSequence))
    #expect(state(.assignment, "defence") == .stale(since: round.lastSequence))
    #expect(state(.assignment, "expert") == .upToDate)
    let defence = try round.reviewStage("defence")
    #expect(round.panelFaults(stage: defence, asOf: TinyRound.day) == [.notShortListed("C03"), .noPanel("C04")])
  }

  @Test func `the stage at hand is the first whose ranking is not on record`() throws {
    var round = try StagedRound.central([90, 85], cap: 2)
    #expect(round.currentStage?.id == "expert")
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    #expect(round.currentStage?.id == "defence")
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "defence", digest: "d")))
    #expect(round.currentStage?.id == "defence")
  }

  @Test func `a signature on the first stage freezes its marks and not the second's panels`() throws {
    var round = try StagedRound.central([90, 85], cap: 2)
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(.decided(.signOff(.ranking, stage: "expert")))
    let refusal = RoundRefusal.signedOff(.ranking, stage: "expert", by: "甲", on: TinyRound.day)
    #expect(throws: refusal) {
      try round.adding(.marked(TinyRound.batch([("C01", "E1", [1, 1])]), origin: .sheet), reason: "更正")
    }
    #expect(throws: refusal) { try round.adding(.decided(.admit("C01")), reason: "x") }
    try round.add(.expertsImported([Expert(id: "E9", name: "新专家", employer: "单位9")]))
    try round.add(.invitationAnswered(InvitationAnswer(expert: "E1", answer: .declined, stage: "defence")))
    #expect(round.isAvailable("E1", in: "expert") && !round.isAvailable("E1", in: "defence"))
    try round.add(.panelsImported(StagedRound.panels("defence", ["C01", "C02"])))
    try round.add(.marked(StagedRound.defence(["C01": 60]), origin: .sheet))
    try round.add(.decided(.reopen(.ranking)), reason: "更正")
    _ = try round.adding(.marked(TinyRound.batch([("C01", "E1", [1, 1])]), origin: .sheet), reason: "更正")
  }

  /// Thirty-four pass both stages, and places 30 and 31 are equal to the end.
  @Test func `thirty is the most, a tie at the thirtieth place is settled on record and there is never a thirty-first`()
    throws
  {
    // The line is 45, so all 40 enter; six are held not to meet a condition of the defence.
    var marks = (0..<40).map { 99 - $0 }
    marks[30] = marks[29]
    var round = try StagedRound.central(marks, cap: 30)
    let ids = marks.indices.map { StagedRound.id($0) }
    #expect(try round.ranking(of: "expert").listed.count == 40)
    try round.add(.panelsImported(StagedRound.panels("defence", ids)))
    try round.add(.marked(StagedRound.defence(ids.map { ($0, 80) }), origin: .sheet))
    try round.add(
      .decided(.judge(RuleID("J-02"), met: false, ids.suffix(6).map { CandidateID($0) })), reason: "组长定")
    let open = try round.ranking(of: "defence")
    #expect(open.rows.count { $0.place != nil } == 34)
    #expect(open.listed.count == 29)
    #expect(open.undecidedAtLine == ["C30", "C31"] && open.undecided.map(\.freePlaces) == [1])
    let drawn = try round.adding(.decided(.lot(["C31", "C30"])), reason: "现场抽签").ranking(of: "defence")
    #expect(drawn.listed.count == 30 && drawn.listed.last == "C31")
    #expect(drawn.row("C31")?.tieBrokenBy == .lot)
    let chosen = try round.adding(.decided(.choose(["C30"])), reason: "会议决定").ranking(of: "defence")
    #expect(chosen.listed.count == 30 && chosen.row("C30")?.wasChosen == true)
    let both = try round.adding(.decided(.choose(["C30", "C31"])), reason: "会议决定").ranking(of: "defence")
    #expect(both.listed.count <= 30)
  }
}
