import Testing

@testable import ExpertReview

@Suite struct `Seats in blocks` {
  /// Three candidates that one panel of three judges; the scheme asks for two marks each.
  private func round(alternates: [String] = []) throws -> Round {
    var round = try TinyRound.round()
    try round.add(.candidatesImported(["C1", "C2", "C3"].map { try TinyRound.candidate($0) }))
    try round.add(
      .expertsImported((1...6).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)", employer: "单位\($0)") }))
    func seats(_ experts: [String]) -> [PanelList.Seat] {
      ["C1", "C2", "C3"].flatMap { candidate in
        experts.map { PanelList.Seat(candidate: CandidateID(candidate), expert: ExpertID($0)) }
      }
    }
    let block = AssignedBlock(
      group: "", ranking: "", fields: [], candidates: ["C1", "C2", "C3"], experts: ["E1", "E2", "E3"])
    try round.add(
      .assigned(
        AssignmentRecord(
          panels: PanelList(stage: "expert", seats: seats(["E1", "E2", "E3"]), alternates: seats(alternates)),
          objective: BlockLaw(size: 3, leastMarks: 2).text, seed: "s", total: 0, worst: 0, prices: [],
          blocks: [block])))
    return round
  }

  private func bars(_ expert: ExpertID, _ candidate: CandidateID) -> Fact {
    .conflictDeclared(
      ConflictDeclaration(candidate: candidate, expert: expert, kind: "kin", evidence: "本人申明"))
  }

  /// Calls the alternates to what cannot be kept and puts it on record.
  private func callAlternates(_ round: inout Round) throws -> [SeatCall] {
    let stage = try round.reviewStage(nil)
    let conflicts = round.conflictSearch(asOf: TinyRound.day)
    let calls = round.callAlternates(
      to: round.untenableSeats(stage: stage, conflicts: conflicts), stage: stage, conflicts: conflicts)
    try round.add(.seatsChanged(SeatChanges(stage: stage.id, changes: calls.compactMap(\.change))))
    return calls
  }

  private func empty(_ round: Round) throws -> [CandidateID] {
    let stage = try round.reviewStage(nil)
    return round.emptySeats(stage: stage, admitted: round.admitted(to: stage, asOf: TinyRound.day)).map(\.candidate)
  }

  @Test func `are not filled for a member who must not mark one candidate, while marks are enough`() throws {
    var round = try round(alternates: ["E4"])
    try round.add(bars("E1", "C1"))
    let calls = try callAlternates(&round)
    #expect(calls.map(\.isNeeded) == [false] && calls.map(\.enters) == [nil])
    let stage = try round.reviewStage(nil)
    #expect(try empty(round).isEmpty)
    #expect(round.panelFaults(stage: stage, asOf: TinyRound.day).isEmpty)
    #expect(round.blocks(in: "expert").map(\.experts) == [["E1", "E2", "E3"]])
    let kept = round.seats(in: "expert")
    #expect(kept.count == 8)
    #expect(round.panelProblem(stage: stage, asOf: TinyRound.day, keeping: kept).demand == [0, 0, 0])
  }

  @Test func `are filled where the least marks would be missed, by one who has no place for that`() throws {
    var round = try round(alternates: ["E4"])
    try round.add(bars("E1", "C1"))
    _ = try callAlternates(&round)
    try round.add(bars("E2", "C1"))
    let calls = try callAlternates(&round)
    #expect(calls.map(\.isNeeded) == [true] && calls.map(\.enters) == ["E4"])
    #expect(try empty(round).isEmpty)
    #expect(round.panel(of: "C1", in: "expert").map(\.id) == ["E3", "E4"])
    #expect(round.blocks(in: "expert").map(\.experts) == [["E1", "E2", "E3"]])
  }

  @Test func `of a member who leaves the block go to one expert on all its candidates`() throws {
    var round = try round()
    try round.add(bars("E1", "C1"))
    _ = try callAlternates(&round)
    try round.add(.invitationAnswered(InvitationAnswer(expert: "E3", answer: .declined)), reason: "出差")
    _ = try callAlternates(&round)
    #expect(try empty(round) == ["C1", "C2", "C3"])
    try round.add(bars("E4", "C2"))
    try round.add(bars("E5", "C2"))
    let stage = try round.reviewStage(nil)
    let standing = try #require(
      round.standingBlocks(
        in: stage, admitted: round.admitted(to: stage, asOf: TinyRound.day),
        conflicts: round.conflictSearch(asOf: TinyRound.day)))
    #expect(standing.hasVacancy && standing.members == [["E1", "E2"]])
    let (seats, shortfall) = try standing.fill(seed: "s")
    // Only E6 marks all three.
    #expect(shortfall == nil)
    #expect(
      seats == ["C1", "C2", "C3"].map { PanelList.Seat(candidate: CandidateID($0), expert: "E6") })
    try round.add(
      .seatsChanged(
        SeatChanges(
          stage: stage.id,
          changes: seats.map { .init(candidate: $0.candidate, leaves: nil, enters: $0.expert, cause: .vacant) })))
    #expect(try empty(round).isEmpty)
    #expect(round.blocks(in: "expert").map(\.experts) == [["E1", "E2", "E6"]])
  }

  @Test func `that nobody can take are told as a shortfall`() throws {
    var round = try round()
    for expert in ["E3", "E4", "E5", "E6"] {
      try round.add(
        .invitationAnswered(InvitationAnswer(expert: ExpertID(expert), answer: .declined)), reason: "出差")
    }
    _ = try callAlternates(&round)
    let stage = try round.reviewStage(nil)
    let standing = try #require(
      round.standingBlocks(
        in: stage, admitted: round.admitted(to: stage, asOf: TinyRound.day),
        conflicts: round.conflictSearch(asOf: TinyRound.day)))
    let (seats, shortfall) = try standing.fill(seed: "s")
    #expect(seats.isEmpty)
    #expect(shortfall == .places(blocks: [0], experts: [], needed: 1, available: 0))
  }
}
