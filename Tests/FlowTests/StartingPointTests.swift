import Testing

@testable import Flow

@Suite struct `Starting points` {
  @Test(arguments: 0..<6) func `whatever the start, the outcome is that of plain trial`(seed: Int) throws {
    var draw = Draw(state: UInt64(seed))
    var solved = 0
    for _ in 0..<120 {
      let network = try anyNetwork(&draw)
      let flow = (0..<network.arcCount).map { arc in
        Int32(draw(network[arc: arc].lower...network[arc: arc].capacity))
      }
      let potentials = (0..<network.nodeCount).map { _ in Int64(draw(-40...40)) }
      var oracle = Oracle(network)
      switch minimumCostFlow(network, from: StartingPoint(flow: flow, potentials: potentials)) {
      case .optimal(let solution):
        solved += 1
        #expect(oracle.leastCost() == Int(solution.cost))
        #expect(throws: Never.self) { try check(network, flow: solution.flow, potentials: solution.potentials) }
      case .infeasible(let cut, let leastUnmet):
        #expect(!oracle.feasible && cut.blocks)
        #expect(leastUnmet == oracle.unmet)
      case .stopped: Issue.record("nothing said stop")
      }
    }
    #expect((15...105).contains(solved), "the draw should give both kinds")
  }

  /// 60 rows of 3 units over 40 columns of 5, all wanted alike but for some noise.
  private func crowded() throws -> Network {
    var draw = Draw(state: 5)
    let worth = (0..<40).map { _ in draw(0...1000) }
    var network = Network(nodeCount: 101)
    for row in 0..<60 {
      try network.addUnitArcs(from: row, count: 40) { (60 + $0, -Int64(worth[$0] + draw(0...200))) }
      try network.setSupply(3, of: row)
    }
    for column in 60..<100 { try network.addArc(from: column, to: 100, capacity: 5, cost: 0) }
    try network.setSupply(-180, of: 100)
    return network
  }

  @Test func `its own optimum is kept, and one unit more costs one search`() throws {
    var network = try crowded()
    let first = try #require(minimumCostFlow(network).solution)
    let start = StartingPoint(flow: first.flow, potentials: first.potentials)
    let again = try #require(minimumCostFlow(network, from: start).solution)
    #expect(again.flow == first.flow)
    // What the start carries is laid out arc by arc; beyond that nothing moves.
    let carried = first.flow.count { $0 > 0 }
    #expect(again.work.iterations == carried)

    try network.setSupply(4, of: 7)
    try network.setSupply(-181, of: 100)
    let next = try #require(minimumCostFlow(network, from: start).solution)
    #expect(next.cost == minimumCostFlow(network).solution?.cost)
    // One path; it passes each of the 101 nodes at most once.
    #expect((carried + 1...carried + 100).contains(next.work.iterations))
  }

  @Test func `potentials beyond their range are no start`() throws {
    let network = try crowded()
    let plain = try #require(minimumCostFlow(network).solution)
    let start = StartingPoint(
      flow: [Int32](repeating: 0, count: network.arcCount), potentials: [Int64](repeating: .max, count: 101))
    #expect(minimumCostFlow(network, from: start).solution?.flow == plain.flow)
  }

  @Test func `a start is watched`() throws {
    let network = try crowded()
    let start = StartingPoint(
      flow: [Int32](repeating: 0, count: network.arcCount), potentials: [Int64](repeating: 0, count: 101))
    guard case .stopped = minimumCostFlow(network, from: start, watch: { _ in false }) else {
      Issue.record("the watch said stop")
      return
    }
  }
}
