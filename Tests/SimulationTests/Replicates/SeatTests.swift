import ExpertReview
import Statistics
import Testing

@testable import Simulation

@Suite struct `Seats of simulated panels` {
  private func loads(_ seats: SeatTable) -> [Int] {
    var loads = [Int](repeating: 0, count: seats.expertCount)
    for seat in seats.expert where seat >= 0 { loads[Int(seat)] += 1 }
    return loads
  }

  private func isSound(_ seats: SeatTable) -> Bool {
    (0..<seats.candidates).allSatisfy { candidate in
      Set((0..<seats.slots).map { seats.expert[$0 * seats.candidates + candidate] }).count == seats.slots
    }
  }

  @Test(arguments: [(100, 10, 3), (57, 20, 2), (6, 6, 5), (3, 3, 3), (40, 7, 7), (2, 9, 4), (11, 4, 3)])
  func `from a pool are all different and loads as even as can be`(candidates: Int, pool: Int, slots: Int) {
    for seed in 0..<20 {
      var stream = RandomStream(seed: UInt64(seed))
      var seats = SeatTable(candidates: candidates)
      seats.seatPool(pool, slots: slots, &stream)
      let loads = loads(seats)
      #expect(isSound(seats))
      // Where nearly the whole pool sits on every panel, an exchange of two may not suffice.
      let most = slots + 1 < pool ? 1 : 2
      #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= most, "\(loads)")
    }
  }

  @Test func `from a pool fall on every pair alike`() {
    var counts = [Int](repeating: 0, count: 5 * 8)
    for seed in 0..<4_000 {
      var stream = RandomStream(seed: UInt64(seed), stream: 8)
      var seats = SeatTable(candidates: 8)
      seats.seatPool(5, slots: 2, &stream)
      for (seat, expert) in seats.expert.enumerated() { counts[Int(expert) * 8 + seat % 8] += 1 }
    }
    // Each pair sits together with the chance 2/5.
    let error = 4.5 * (0.24 * 4_000).squareRoot()
    #expect(counts.allSatisfy { (Double($0) - 1_600).magnitude < error }, "\(counts)")
  }

  @Test func `of blocks give each its own experts, and reading runs from first to last`() {
    var seats = SeatTable(candidates: 5)
    seats.seatBlocks(of: 2, slots: 2)
    #expect(seats.expert == [0, 0, 1, 1, 2, 3, 3, 4, 4, 5] && seats.expertCount == 6)
    #expect(seats.readingTimes() == [-0.5, 0.5, -0.5, 0.5, 0, -0.5, 0.5, -0.5, 0.5, 0])
    #expect(Array(seats.firstExperts) == [0, 3], "of the first block")
    seats.seatEveryone(slots: 1)
    #expect(seats.expert == [0, 0, 0, 0, 0])
    #expect(seats.readingTimes() == [-0.5, -0.25, 0, 0.25, 0.5])
  }

  @Test(arguments: ["total", "balanced", "fair", "pairs"])
  func `by the engine keep to loads and conflicts`(objective: String) throws {
    let model = StudySample.model(
      candidates: 24, places: 5, experts: .init(pool: 16, load: 7, topics: 3), gaps: .init(recusal: 0.15))
    let facts = PairFacts(key: 5, model: model, number: 0, replicate: 2, role: .deciding)
    var rows = RandomStream(seed: 1)
    var seats = SeatTable(candidates: 24)
    seats.seatAssigned(
      try #require(AssignmentObjective(objective)), model: model, pool: 16, load: 7, slots: 4, facts: facts,
      number: nil,
      seed: "s", &rows)
    #expect(!seats.expert.contains(-1) && isSound(seats))
    #expect(loads(seats).allSatisfy { $0 <= 7 })
    #expect(seats.expert.indices.allSatisfy { !facts.isRecused($0 % 24, Int(seats.expert[$0])) })
    let affinity = seats.expert.indices.reduce(0) { $0 + facts.affinity($1 % 24, Int(seats.expert[$1])) }
    var stream = RandomStream(seed: 3)
    var drawn = SeatTable(candidates: 24)
    drawn.seatPool(16, slots: 4, &stream)
    let byChance = drawn.expert.indices.reduce(0) { $0 + facts.affinity($1 % 24, Int(drawn.expert[$1])) }
    #expect(affinity > byChance, "an assignment looks for those who know the field")
  }

  @Test func `by the engine from a few that come into question, or none where there are too few`() throws {
    let model = StudySample.model(
      candidates: 30, places: 5, experts: .init(pool: 60, load: 3, topics: 6, pairs: 12), gaps: .init(recusal: 0.05))
    let facts = PairFacts(key: 5, model: model, number: 0, replicate: 0, role: .deciding)
    func seated(load: Int) -> SeatTable {
      var rows = RandomStream(seed: 1)
      var seats = SeatTable(candidates: 30)
      seats.seatAssigned(
        .total, model: model, pool: 60, load: load, slots: 3, facts: facts, number: nil, seed: "s", &rows)
      return seats
    }
    #expect(!seated(load: 3).expert.contains(-1))
    #expect(seated(load: 1).expert.allSatisfy { $0 == -1 }, "sixty places for ninety seats")
  }
}
