import Testing

@testable import ExpertReview

/// Who is left, in a world small enough to see through:
///
///     E1  甲大学  clear, affinity 0.4, seated on C1 and C2
///     E2  甲大学  clear, affinity 0.9, may judge one and judges C2: full
///     E3  乙院    soft (collaboration), affinity 1
///     E4  甲公司  works for the applicant: out
///     E5  丙院    nearly the member's name: out until somebody decides
///     E6  丁院    declines: out
///     E7  戊院    the table of affinities leaves the pair out
///     E8  甲公司  works for the applicant and declines: out twice
@Suite struct `Who is left for a candidate` {
  private func round() throws -> Round {
    var round = try TinyRound.round()
    let members = JSON.array([.object(["name": .text("湘江软件股份公司")])])
    try round.add(
      .candidatesImported([
        TinyRound.candidate("C1", ["applicant_name": .text("甲公司"), "members": members]), TinyRound.candidate("C2"),
      ]))
    func expert(_ number: Int, _ employer: String, most: Int? = nil) -> Expert {
      Expert(id: ExpertID("E\(number)"), name: "专家\(number)", employer: employer, maximumLoad: most)
    }
    try round.add(
      .expertsImported([
        expert(1, "甲大学"), expert(2, "甲大学", most: 1), expert(3, "乙院"), expert(4, "甲公司"), expert(5, "湘江软体股份公司"),
        expert(6, "丁院"), expert(7, "戊院"), expert(8, "甲公司"),
      ]))
    let affinities: [(ExpertID, Int32)] = [
      ("E1", 400_000), ("E2", 900_000), ("E3", 1_000_000), ("E4", 1), ("E5", 1), ("E6", 1), ("E8", 1),
    ]
    try round.add(
      .affinitiesImported(
        AffinityTable(
          absent: .forbid, candidates: ["C1"], experts: affinities.map(\.0),
          pairs: affinities.indices.map { (0, Int32($0), affinities[$0].1) })))
    try round.add(
      .conflictDeclared(ConflictDeclaration(candidate: "C1", expert: "E3", kind: "collaboration", evidence: "合著")))
    for expert in ["E6", "E8"] {
      try round.add(.invitationAnswered(InvitationAnswer(expert: ExpertID(expert), answer: .declined)))
    }
    try round.add(
      .panelsImported(
        PanelList(
          stage: "expert",
          seats: [
            .init(candidate: "C1", expert: "E1"), .init(candidate: "C2", expert: "E1"),
            .init(candidate: "C2", expert: "E2"),
          ])))
    return round
  }

  private func left(in round: Round) throws -> ExpertsLeft {
    round.expertsLeft(
      for: try round.candidate("C1"), in: try round.reviewStage(nil),
      conflicts: round.conflictSearch(asOf: TinyRound.day))
  }

  @Test func `is told with affinity and load, clear ones first, and counted against the demand`() throws {
    let left = try left(in: round())
    #expect(left.members.map(\.expert.id) == ["E2", "E1", "E3"])
    #expect(left.members.map(\.affinity.millionths) == [900_000, 400_000, 1_000_000])
    #expect(left.members.map(\.load) == [1, 2, 0])
    #expect(left.members.map(\.isFull) == [true, false, false])
    #expect(left.members.map(\.isSeated) == [false, true, false])
    #expect(left.members.map { $0.soft.map(\.kind) } == [[], [], ["collaboration"]])
    #expect(left.demand == 3 && left.together == 3 && left.soft == 1 && left.seated == 1 && left.lacking == 0)
  }

  @Test func `comes with the reasons why the others are out, each with all whom it keeps out`() throws {
    let left = try left(in: round())
    #expect(
      left.out.map(\.reason) == [
        .conflict(kind: "employment"), .undecided(kind: "employment"), .unavailable, .noAffinity,
      ])
    #expect(left.out.map(\.experts) == [["E4", "E8"], ["E5"], ["E6", "E8"], ["E7"]])
    #expect(left.outCount == 5 && left.outCount + left.members.count == 8)
  }

  @Test func `changes with what is decided`() throws {
    var round = try round()
    let doubt = try #require(round.conflictSearch(asOf: TinyRound.day).between("C1", "E5").first)
    try round.add(
      .conflictSettled(
        ConflictSettlement(candidate: "C1", expert: "E5", outcome: .dismissed, conflicts: [doubt.seen])),
      reason: "查实为两家")
    try round.add(.conflictDeclared(ConflictDeclaration(candidate: "C1", expert: "E2", kind: "kin", evidence: "夫妻")))
    let left = try left(in: round)
    #expect(left.members.map(\.expert.id) == ["E1", "E5", "E3"])
    #expect(left.out.first?.reason == .conflict(kind: "employment") && left.out[1].experts == ["E2"])
  }
}
