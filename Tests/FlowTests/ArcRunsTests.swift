import Testing

@testable import Flow

@Suite struct `Runs of arcs` {
  private func runs(_ network: Network) -> [String] {
    network.withArcColumns { arcs in
      arcs.runs.map { "\($0.tail): \($0.run)\($0.isUnitRow ? " known" : "")" }
    }
  }

  @Test func `known rows come whole, other arcs as far as the tail stays`() throws {
    var network = Network(nodeCount: 4)
    try network.addArc(from: 2, to: 0, capacity: 5, cost: 0)
    try network.addUnitArcs(from: 2, count: 3) { ($0, 0) }
    try network.addUnitArcs(from: 1, count: 0) { _ in (0, 0) }
    try network.addUnitArcs(from: 1, count: 2) { ($0, 0) }
    try network.addArc(from: 1, to: 0, capacity: 1, cost: 0)
    try network.addArc(from: 1, to: 2, capacity: 1, cost: 0)
    try network.addArc(from: 3, to: 2, capacity: 1, cost: 0)
    #expect(runs(network) == ["2: 0..<1", "2: 1..<4 known", "1: 4..<6 known", "1: 6..<8", "3: 8..<9"])
  }

  @Test func `bounds that change make a row forgotten`() throws {
    var network = Network(nodeCount: 3)
    try network.addUnitArcs(from: 0, count: 2) { (1 + $0, Int64($0)) }
    try network.setSupply(2, of: 0)
    for node in 1...2 { try network.setSupply(-1, of: node) }
    #expect(minimumCostFlow(network).cost == 1)
    network.capacities[1] = 0
    #expect(runs(network) == ["0: 0..<2"])
    #expect(minimumCostFlow(network).infeasibility?.leastUnmet == 1)
    network.capacities[1] = 1
    network.lowers[1] = 1
    #expect(network.balances == [1, -1, 0])
    #expect(minimumCostFlow(network).cost == 1)
  }
}
