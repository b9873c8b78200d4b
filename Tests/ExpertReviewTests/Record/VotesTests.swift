import Testing

@testable import ExpertReview

@Suite struct `Votes on conditions that experts judge` {
  private let rule = RuleID("J-01")

  private func round() throws -> Round { try StagedRound.central([90, 80, 70], cap: 2) }

  private func tally(_ round: Round, _ id: CandidateID = "C01") throws -> VoteTally {
    try #require(round.tallies(of: id, in: "expert").first)
  }

  struct Count: Sendable, CustomTestStringConvertible {
    let votes: [Vote?]
    let state: VoteTally.State
    let missing: Int
    var testDescription: String { "\(votes.map { $0.map { "\($0)" } ?? "–" }) \(state)" }
  }

  static let counts: [Count] = [
    Count(votes: [nil, nil, nil], state: .open, missing: 3), Count(votes: [.met, .met, .met], state: .met, missing: 0),
    Count(votes: [.met, .met, .notMet], state: .met, missing: 0),
    Count(votes: [.met, .notMet, .notMet], state: .toChair, missing: 0),
    Count(votes: [.met, .notMet, nil], state: .toChair, missing: 1),
    Count(votes: [.met, nil, nil], state: .met, missing: 2),
    Count(votes: [.notMet, nil, nil], state: .toChair, missing: 2),
  ]

  @Test(arguments: counts)
  func `half of those cast or more against sends it to the chair`(count: Count) throws {
    var round = try round()
    for (expert, vote) in zip(["E1", "E2", "E3"], count.votes) {
      guard let vote else { continue }
      try round.add(
        .voted(
          VoteBatch(
            stage: "expert",
            rows: [VoteBatch.Row(candidate: "C01", expert: ExpertID(expert), votes: [rule: vote])])))
    }
    let tally = try tally(round)
    #expect(tally.state == count.state && tally.missing.count == count.missing)
    let items = round.chairItems(try round.ranking(of: "expert"))
    #expect(items.map(\.candidates) == (count.state == .toChair ? [["C01"]] : []))
    // The marks count whatever the votes say.
    #expect(try round.ranking(of: "expert").rows.first?.score?.text == "90.00")
  }

  @Test func `a recusal covers the votes`() throws {
    var round = try round()
    try round.add(StagedRound.votes("expert", "J-01", "C01", ["E1": .notMet, "E2": .met]))
    try round.add(.marked(TinyRound.batch([("C01", "E1", [])]), origin: .sheet), reason: "回避")
    let tally = try tally(round)
    #expect(tally.met == 1 && tally.notMet == 0 && tally.missing == ["E3"])
    #expect(throws: RoundRefusal.recusedAlready("C01", "E1")) {
      try round.adding(StagedRound.votes("expert", "J-01", "C01", ["E1": .met]))
    }
  }

  @Test func `a vote is changed only for a reason, and not after the ranking was signed off`() throws {
    var round = try round()
    try round.add(StagedRound.votes("expert", "J-01", "C01", ["E1": .met]))
    let change = StagedRound.votes("expert", "J-01", "C01", ["E1": .notMet])
    #expect(throws: RoundRefusal.changesVote("C01", "E1", rule)) { try round.adding(change) }
    #expect(try tally(round.adding(change, reason: "笔误")).notMet == 1)
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(.decided(.signOff(.ranking, stage: "expert")))
    #expect(throws: RoundRefusal.signedOff(.ranking, stage: "expert", by: "甲", on: TinyRound.day)) {
      try round.adding(change, reason: "笔误")
    }
    try round.add(.decided(.lateSheet("E1")), reason: "迟交")
    #expect(try tally(round.adding(change, reason: "笔误")).notMet == 1)
  }

  @Test func `only rules of the stage and experts of the panel are voted on and vote`() throws {
    let round = try round()
    #expect(throws: RoundRefusal.unknownRule(RuleID("J-02"), nearest: rule)) {
      try round.adding(StagedRound.votes("expert", "J-02", "C01", ["E1": .met]))
    }
    #expect(throws: RoundRefusal.notOnPanel("C01", "E4")) {
      try round.adding(StagedRound.votes("expert", "J-01", "C01", ["E4": .met]))
    }
    #expect(throws: RoundRefusal.votedOn(rule)) {
      try round.adding(.decided(.confirm(rule, [])), reason: "核实")
    }
    #expect(throws: RoundRefusal.noReason(act: "not-met")) {
      try round.adding(.decided(.judge(rule, met: false, ["C01"])))
    }
  }

  @Test func `what the chair holds not to be met has no place, and the next takes the room`() throws {
    var round = try StagedRound.central([90, 80, 70], cap: 1, top: "2")
    try round.add(StagedRound.votes("expert", "J-01", "C01", ["E1": .notMet, "E2": .notMet, "E3": .met]))
    #expect(try round.ranking(of: "expert").listed == ["C01", "C02"])
    try round.add(.decided(.judge(rule, met: false, ["C01"])), reason: "组长定")
    let ranking = try round.ranking(of: "expert")
    #expect(ranking.listed == ["C02", "C03"])
    #expect(ranking.row("C01")?.place == nil && ranking.row("C01")?.barredBy == [.notMet(rule)])
    #expect(round.chairItems(ranking).isEmpty)
    try round.add(.decided(.judge(rule, met: true, ["C01"])), reason: "复议")
    #expect(try round.ranking(of: "expert").listed == ["C01", "C02"])
  }

  @Test func `votes owed are told by expert until they come or the chair decides`() throws {
    var round = try StagedRound.central([90], cap: 1)
    try round.add(StagedRound.votes("expert", "J-01", "C01", ["E1": .met, "E2": .met]))
    #expect(round.owingVotes(in: "expert").map(\.expert) == ["E3"])
    #expect(round.owesVotes(of: "E3", for: "C01", in: "expert"))
    try round.add(.decided(.judge(rule, met: true, ["C01"])), reason: "组长定")
    #expect(round.owingVotes(in: "expert").isEmpty)
  }
}
