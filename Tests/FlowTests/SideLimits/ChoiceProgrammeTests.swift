import Testing

@testable import Flow

/// The linear programme over all choices gives the best prices there are.
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
}
