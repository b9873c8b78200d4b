import Testing

@testable import Flow

/// Flows that are cheapest level by level, against one cost in which each level outweighs all later ones.
@Suite struct `Costs in order of rank` {
  private struct Sample {
    var network: Network
    var levels: [[Int64]]
    /// The same network with `first × 10⁸ + second × 10⁴ + third` as its cost.
    var joined: Network
  }

  private func sample(_ seed: Int) throws -> Sample {
    var draw = Draw(state: UInt64(seed))
    let nodes = draw(2...7)
    var sample = Sample(
      network: Network(nodeCount: nodes), levels: [[], []], joined: Network(nodeCount: nodes))
    for _ in 0..<draw(nodes...4 * nodes) {
      let (tail, head, lower) = (draw(0...nodes - 1), draw(0...nodes - 1), draw(0...9) == 0 ? 1 : 0)
      let capacity = lower + draw(0...3)
      let costs = (0..<3).map { _ in Int64(draw(-2...2)) }
      try sample.network.addArc(from: tail, to: head, lower: lower, capacity: capacity, cost: costs[0])
      sample.levels[0].append(costs[1])
      sample.levels[1].append(costs[2])
      try sample.joined.addArc(
        from: tail, to: head, lower: lower, capacity: capacity,
        cost: costs[0] * 100_000_000 + costs[1] * 10_000 + costs[2])
    }
    let units = draw(0...3)
    try sample.network.setSupply(units, of: 0)
    try sample.network.setSupply(-units, of: nodes - 1)
    try sample.joined.setSupply(units, of: 0)
    try sample.joined.setSupply(-units, of: nodes - 1)
    return sample
  }

  @Test(arguments: 0..<400) func `are met as by one cost that keeps them apart`(seed: Int) throws {
    let sample = try sample(seed)
    var oracle = Oracle(sample.joined)
    switch try minimumCostFlow(sample.network, then: sample.levels) {
    case .optimal(let solution):
      let joined = solution.costs[0] * 100_000_000 + solution.costs[1] * 10_000 + solution.costs[2]
      #expect(oracle.leastCost().map { Int128($0) } == joined)
      #expect(isFeasible(solution.flow, in: sample.network))
      try check(sample.network, then: sample.levels, flow: solution.flow, potentials: solution.potentials)
    case .infeasible: #expect(!oracle.feasible)
    case .stopped: Issue.record("nobody stopped it")
    }
  }

  @Test func `are not proved by potentials of a dearer flow`() throws {
    // Two arcs as cheap as each other on the first level; the second level prefers the first of them.
    var network = Network(nodeCount: 2)
    try network.addArc(from: 0, to: 1, capacity: 1, cost: 5)
    try network.addArc(from: 0, to: 1, capacity: 1, cost: 5)
    try network.setSupply(1, of: 0)
    try network.setSupply(-1, of: 1)
    let levels: [[Int64]] = [[1, 2]]
    guard case .optimal(let solution) = try minimumCostFlow(network, then: levels) else {
      Issue.record("it can be met")
      return
    }
    #expect(solution.flow == [1, 0] && solution.costs == [5, 1])
    #expect(throws: CertificateFault.self) {
      try check(network, then: levels, flow: [0, 1], potentials: solution.potentials)
    }
    #expect(throws: CertificateFault.self) {
      try check(network, then: levels, flow: solution.flow, potentials: [solution.potentials[0]])
    }
    #expect(throws: CertificateFault.self) {
      try check(network, then: levels, flow: solution.flow, potentials: [solution.potentials[0], [0, .max]])
    }
  }

  @Test func `beyond the range are refused, and a watch stops them`() throws {
    var network = Network(nodeCount: 2)
    try network.addArc(from: 0, to: 1, capacity: 1, cost: 0)
    let largest = network.largestCost
    #expect(throws: NetworkFault.costTooLarge(largest + 1, largest: largest)) {
      try minimumCostFlow(network, then: [[largest + 1]])
    }
    try network.setSupply(1, of: 0)
    guard case .infeasible = try minimumCostFlow(network, then: [[largest]]) else {
      Issue.record("nobody takes the unit")
      return
    }
  }
}
