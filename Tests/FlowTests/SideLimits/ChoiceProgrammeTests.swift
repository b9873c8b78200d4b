import Testing

@testable import Flow

/// The linear programme over all choices gives the best prices, and with them the search ends.
struct ChoiceProgrammeTests {
  private static let weight: Int64 = 1 << 10

  private func bound(
    _ stars: StarNetwork, _ options: [LeastChoice.Options], _ prices: BoundProof.Prices
  ) throws -> (sum: Int128, answers: [LeastChoice.Answer]) {
    var bounding = StarBound(stars, prices)
    let network = stars.network
    let value = bounding.value(options, lowers: network.lowers, capacities: network.capacities)
    return try #require(value)
  }

  /// Duals are rounded to 2⁻¹⁰ of a cost, for some ten nodes: less than one cost together.
  @Test func `its prices bound as well as an ascent's, and never beyond the least cost`() throws {
    var draw = Draw(state: 33)
    var seen = 0
    for _ in 0..<80 {
      let problem = Scored.random(&draw, most: 4)
      let limits = problem.floors(problem.demands.map { draw(0...($0 * 5)) })
      let network = try problem.network
      let zero = [Int64](repeating: 0, count: network.nodeCount)
      let weight = ChoiceProgrammeTests.weight
      guard let least = problem.leastCost(within: limits), let stars = StarNetwork(network, limits),
        let options = stars.options(lowers: network.lowers, capacities: network.capacities),
        var ascent = AugmentedAscent(stars, weight: weight, potentials: zero, options)
      else { continue }
      var highest = Int128.min
      for _ in 0..<10 {
        let hasChoices = ascent.round(options)
        #expect(hasChoices)
        ascent.settle()
        let prices = BoundProof.Prices(weight: weight, multipliers: [], potentials: ascent.potentials(zero))
        highest = max(highest, try bound(stars, options, prices).sum)
      }
      let prices = BoundProof.Prices(weight: weight, multipliers: [], potentials: ascent.potentials(zero))
      var programme = try #require(ChoiceProgramme(stars, options, around: prices, reach: weight))
      var sum: Int128
      while true {
        let solved = programme.solve()
        let found = try bound(stars, options, try #require(solved))
        sum = found.sum
        if !programme.add(found.answers) && !programme.raisePenalties() { break }
      }
      #expect(sum <= Int128(least) * Int128(weight))
      #expect(sum + Int128(weight) >= highest)
      seen += 1
    }
    #expect(seen > 20, "\(seen)")
  }

  /// Every load is fixed and floors are high, so that shares hang on one another.
  @Test func `tied loads and high floors end with proof at what all ways of choosing give`() throws {
    var draw = Draw(state: 8)
    var solved = 0
    for _ in 0..<12 {
      let problem = Scored(
        scores: (0..<6).map { _ in (0..<6).map { _ in draw(0...99) } }, demands: [Int](repeating: 3, count: 6),
        loads: [ClosedRange<Int>](repeating: 3...3, count: 6))
      let floors = (0..<6).map { _ in draw(120...175) }
      let least = leastCost(problem, floors)
      let outcome = try minimumCostFlow(try problem.network, limits: problem.floors(floors))
      guard let least else {
        #expect(outcome.shown.bound == nil)
        continue
      }
      let solution = try #require(outcome.solution)
      #expect(solution.value == Int128(least))
      #expect(solution.isProved)
      solved += 1
    }
    #expect(solved > 2, "\(solved)")
  }

  /// Row by row, the least cost of every way in which columns may be loaded.
  private func leastCost(_ problem: Scored, _ floors: [Int]) -> Int? {
    var costs: [[Int]: Int] = [[Int](repeating: 0, count: problem.loads.count): 0]
    for (row, demand) in problem.demands.enumerated() {
      let sets = (0..<(1 << problem.loads.count)).filter { $0.nonzeroBitCount == demand }
      var next: [[Int]: Int] = [:]
      for set in sets {
        let columns = problem.loads.indices.filter { set >> $0 & 1 == 1 }
        let gain = columns.reduce(0) { $0 + (problem.scores[row][$1] ?? 0) }
        guard gain >= floors[row] else { continue }
        for (loads, cost) in costs where columns.allSatisfy({ loads[$0] < problem.loads[$0].upperBound }) {
          var loaded = loads
          for column in columns { loaded[column] += 1 }
          next[loaded] = min(next[loaded] ?? .max, cost - gain)
        }
      }
      costs = next
    }
    return costs.filter { entry in zip(entry.key, problem.loads).allSatisfy { $1.contains($0) } }.values.min()
  }
}
