import ExpertReview
import Simulation
import Testing

@Suite struct SimulatedRoundTests {
  /// FNV-1a over the names and bytes of all files. It changes whenever the generator does; then look at the files, and
  /// if they are as they should be, write the new number here.
  @Test func `the demo's files are these bytes on every machine`() {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for file in demoRound.files {
      for byte in Array(file.name.utf8) + file.bytes { digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
    #expect(digest == 17_994_393_645_141_765_809)
  }

  @Test func `the same seed makes the same round and another seed another`() {
    #expect(SimulatedRound.generate(seed: "demo").files == demoRound.files)
    let other = SimulatedRound.generate(seed: "other")
    #expect(other.file("candidates.json") != demoRound.file("candidates.json"))
    #expect(other.file("experts.csv") != demoRound.file("experts.csv"))
  }

  @Test func `files come in the order in which they can be imported`() {
    #expect(
      demoRound.files.map(\.kind) == [
        .recommenders, .units, .candidates, .candidates, .nominations, .sanctions, .experts, .relations, .affinities,
      ])
    #expect(demoRound.files.filter(\.isCorrection).map(\.name) == ["candidates-corrected.json"])
  }

  @Test func `sixty candidates in two tracks are written a record a line in the order of their ids`() throws {
    let records = try demoRound.records()
    #expect(records.count == 60)
    #expect(records.compactMap { $0.text("candidate_id") } == demoRound.candidates.map(\.id.rawValue))
    #expect(demoRound.candidates.map(\.id) == demoRound.candidates.map(\.id).sorted())
    #expect(records.enumerated().allSatisfy { $1.line == $0 + 2 })
    #expect(demoRound.candidates.filter { $0.group == GroupID("general") }.count == 24)
    #expect(demoRound.candidates.filter { $0.group == GroupID("vertical") }.count == 36)
  }

  @Test func `the tables have a row for everything they list`() throws {
    #expect(demoRound.rows("recommenders.csv").count == 1 + 14)
    #expect(demoRound.rows("experts.csv").count == 1 + 40)
    #expect(demoRound.rows("affinities.csv").count == 1 + 60 * 40)
    #expect(demoRound.rows("nominations.csv").count == 1 + 60)
    #expect(demoRound.rows("sanctions.csv").count == 1 + 1)
    for file in demoRound.files where file.name.hasSuffix(".csv") {
      let rows = demoRound.rows(file.name)
      #expect(rows.allSatisfy { $0.count == rows[0].count }, "\(file.name)")
    }
  }

  @Test func `affinities lie between nought and one with at most four places`() throws {
    for row in demoRound.rows("affinities.csv").dropFirst() {
      let affinity = try #require(ExactDecimal(row[2]))
      #expect(affinity > .zero && affinity < ExactDecimal(1) && affinity.places <= 4)
    }
  }

  @Test func `every recommender and every bureau that a record names is listed`() throws {
    let listed = Set(demoRound.rows("recommenders.csv").dropFirst().map { [$0[0], $0[1]] })
    for record in try demoRound.records() {
      #expect(listed.contains([record.text("recommender_id") ?? "", record.text("recommender_name") ?? ""]))
    }
  }

  /// Needs what the round promises: seats enough, ties respected, one expert of a unit at a table. Greedy filling
  /// proves that panels exist; where it failed they still might.
  @Test(arguments: [(60, 40), (40, 28), (150, 60)])
  func `panels of seven exist for every candidate that reaches the review`(candidates: Int, experts: Int) {
    let round = SimulatedRound.generate(seed: "panels", candidates: candidates, experts: experts)
    struct Pair: Hashable {
      let candidate: CandidateID
      let expert: ExpertID
    }
    let blocked = Set(
      round.plantedTies.filter { $0.outcome == .hard || $0.outcome == .undecided }
        .map { Pair(candidate: $0.candidate, expert: $0.expert) }
        + round.declaredConflicts.map { Pair(candidate: $0.candidate, expert: $0.expert) })
    let unableToReview = Set(round.planted.filter { $0.verdict == .fail }.map(\.candidate))
    let ownUnits = Set(round.candidates.map(\.applicant.name))
    var loads: [ExpertID: Int] = [:]
    for candidate in round.candidates where !unableToReview.contains(candidate.id) {
      var units: Set<String> = []
      let order = round.experts.sorted { (loads[$0.id] ?? 0, $0.id) < (loads[$1.id] ?? 0, $1.id) }
      for expert in order where units.count < 7 {
        guard expert.id != round.declined, !ownUnits.contains(expert.employer),
          loads[expert.id] ?? 0 < expert.maximumLoad,
          !blocked.contains(Pair(candidate: candidate.id, expert: expert.id)), units.insert(expert.employer).inserted
        else { continue }
        loads[expert.id, default: 0] += 1
      }
      #expect(units.count == 7, "\(candidate.id)")
    }
  }
}
