import Testing

@testable import ExpertReview

/// What seating a pair would lose, against problems solved anew with the pair forced in.
@Suite struct `The least loss of a pair` {
  private static let bonus: Int32 = 1_000_000_000

  /// A problem with affinities that depend on `seed` only; `forced` is worth so much that every best assignment has it.
  private func problem(seed: Int, forced: (candidate: Int, expert: Int)? = nil, atMostPerUnit: Int?) -> PanelProblem {
    let candidates = (0..<5).map { CandidateID("C\($0)") }
    let experts = (0..<6).map { index in
      Expert(
        id: ExpertID("E\(index)"), name: "", employer: "U\(index / 2)", minimumLoad: index == 5 ? 1 : 0,
        maximumLoad: 3)
    }
    var state = UInt64(truncatingIfNeeded: seed &* 2_654_435_761 &+ 1)
    var pairs: [(candidate: Int32, expert: Int32, millionths: Int32)] = []
    for candidate in 0..<5 {
      for expert in 0..<6 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var value = Int32(state >> 45) % 10
        if let forced, forced == (candidate, expert) { value += Self.bonus }
        pairs.append((Int32(candidate), Int32(expert), value))
      }
    }
    return PanelProblem(
      PanelInput(
        demands: candidates.map { ($0, 2) }, experts: experts, atMostPerUnit: atMostPerUnit,
        affinities: AffinityTable(absent: .forbid, candidates: candidates, experts: experts.map(\.id), pairs: pairs)))
  }

  private func best(_ problem: PanelProblem, seed: String = "s") throws -> PanelAssignment? {
    guard case .assigned(let assignment) = try assignPanels(problem, seed: seed) else { return nil }
    return assignment
  }

  @Test(arguments: 0..<12, [nil, 1])
  func `it is never more than is truly lost, and is told for every pair not seated`(
    seed: Int, atMostPerUnit: Int?
  ) throws {
    let problem = problem(seed: seed, atMostPerUnit: atMostPerUnit)
    let record = try #require(try best(problem)).record(stage: "s")
    var positive = 0
    for (row, candidate) in problem.candidates.enumerated() {
      for (column, expert) in problem.experts.enumerated() {
        let told = leastLoss(seating: expert, on: candidate, against: record, for: problem)
        guard !record.panels.seats.contains(PanelList.Seat(candidate: candidate, expert: expert)) else {
          #expect(told == nil)
          continue
        }
        let loss = try #require(told)
        let forced = try #require(
          try best(self.problem(seed: seed, forced: (row, column), atMostPerUnit: atMostPerUnit)))
        let truth = record.total - (forced.total - Int64(Self.bonus))
        #expect(loss >= 0 && loss <= truth, "\(candidate) \(expert): \(loss) of \(truth)")
        if loss > 0 { positive += 1 }
      }
    }
    #expect(positive > 0)
  }

  @Test func `panels that are not the best prove nothing`() throws {
    let problem = problem(seed: 3, atMostPerUnit: nil)
    let record = try #require(try best(problem)).record(stage: "s")
    let other = AssignmentRecord(
      panels: PanelList(stage: "s", seats: Array(record.panels.seats.dropLast())), objective: "total",
      seed: record.seed, total: record.total, worst: record.worst, prices: record.prices)
    let missing = try #require(record.panels.seats.last)
    #expect(leastLoss(seating: missing.expert, on: missing.candidate, against: other, for: problem) == nil)
  }
}
