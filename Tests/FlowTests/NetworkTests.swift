import Testing

@testable import Flow

@Suite struct Networks {
  @Test func `what cannot be held is refused and leaves the network as it was`() throws {
    var network = Network(nodeCount: 2)
    try network.addArc(from: 0, to: 1, lower: 1, capacity: 2, cost: -3)
    #expect(throws: NetworkFault.noSuchNode(2, nodeCount: 2)) {
      try network.addArc(from: 2, to: 0, capacity: 1, cost: 0)
    }
    #expect(throws: NetworkFault.noSuchNode(-1, nodeCount: 2)) {
      try network.addArc(from: 0, to: -1, capacity: 1, cost: 0)
    }
    #expect(throws: NetworkFault.boundsOutOfOrder(lower: 3, capacity: 2)) {
      try network.addArc(from: 0, to: 1, lower: 3, capacity: 2, cost: 0)
    }
    #expect(throws: NetworkFault.boundsOutOfOrder(lower: -1, capacity: 2)) {
      try network.addArc(from: 0, to: 1, lower: -1, capacity: 2, cost: 0)
    }
    #expect(throws: NetworkFault.capacityTooLarge(1 << 31, largest: Network.largestCapacity)) {
      try network.addArc(from: 0, to: 1, capacity: 1 << 31, cost: 0)
    }
    #expect(throws: NetworkFault.noSuchNode(7, nodeCount: 2)) { try network.setSupply(1, of: 7) }
    #expect(network.arcCount == 1)
    #expect(network[arc: 0] == Network(nodeCount: 2, arcs: [(0, 1, 1, 2, -3)])?[arc: 0])
  }

  @Test func `a row of arcs is what its arcs one by one are, and a fault in it leaves the network as it was`() throws {
    var rows = Network(nodeCount: 4)
    var single = Network(nodeCount: 4)
    #expect(try rows.addUnitArcs(from: 1, count: 3) { ($0 == 1 ? 3 : 0, Int64(-$0)) } == 0..<3)
    #expect(try rows.addUnitArcs(from: 2, count: 0) { _ in (9, 0) } == 3..<3)
    for index in 0..<3 { try single.addArc(from: 1, to: index == 1 ? 3 : 0, capacity: 1, cost: Int64(-index)) }
    for arc in 0..<3 { #expect(rows[arc: arc] == single[arc: arc]) }
    #expect(throws: NetworkFault.noSuchNode(4, nodeCount: 4)) {
      try rows.addUnitArcs(from: 4, count: 1) { _ in (0, 0) }
    }
    #expect(throws: NetworkFault.noSuchNode(-1, nodeCount: 4)) {
      try rows.addUnitArcs(from: 0, count: 3) { ($0 == 2 ? -1 : 1, 0) }
    }
    #expect(throws: NetworkFault.costTooLarge(.min, largest: rows.largestCost)) {
      try rows.addUnitArcs(from: 0, count: 2) { (1, $0 == 1 ? .min : 0) }
    }
    #expect(rows.arcCount == 3)
    #expect(try rows.addUnitArcs(from: 0, count: 1) { _ in (2, 5) } == 3..<4)
    #expect(rows[arc: 3] == Network.Arc(tail: 0, head: 2, lower: 0, capacity: 1, cost: 5))
  }

  @Test func `a cost that might overflow a potential is refused, the largest is solved`() throws {
    var network = Network(nodeCount: 2)
    let largest = network.largestCost
    #expect(largest == (1 << 59) / 3)
    for cost in [largest + 1, -largest - 1, .min, .max] {
      #expect(throws: NetworkFault.costTooLarge(cost, largest: largest)) {
        try network.addArc(from: 0, to: 1, capacity: 1, cost: cost)
      }
    }
    try network.addArc(from: 0, to: 1, capacity: Network.largestCapacity, cost: largest)
    try network.addArc(from: 0, to: 1, capacity: Network.largestCapacity, cost: -largest)
    try network.setSupply(2 * Network.largestCapacity, of: 0)
    try network.setSupply(-2 * Network.largestCapacity, of: 1)
    #expect(minimumCostFlow(network).solution?.cost == 0)
    try network.setSupply(Network.largestCapacity, of: 0)
    try network.setSupply(-Network.largestCapacity, of: 1)
    #expect(minimumCostFlow(network).solution?.cost == -Int128(Network.largestCapacity) * Int128(largest))
  }

  @Test(arguments: [1, -1]) func `a long path of the largest costs does not overflow`(sign: Int64) throws {
    var network = Network(nodeCount: 500)
    for node in 0..<499 {
      try network.addArc(from: node, to: node + 1, capacity: 9, cost: sign * network.largestCost)
      try network.addArc(from: node + 1, to: node, capacity: 9, cost: network.largestCost)
    }
    try network.setSupply(9, of: 0)
    try network.setSupply(-9, of: 499)
    let solution = try #require(minimumCostFlow(network).solution)
    #expect(solution.cost == 9 * 499 * Int128(sign) * Int128(network.largestCost))
  }

  @Test func `more units than can be counted are refused`() throws {
    var network = Network(nodeCount: 2)
    try network.setSupply(1 << 59, of: 0)
    try network.setSupply(-(1 << 59), of: 1)
    #expect(throws: NetworkFault.tooMuchFlow(largest: 1 << 60)) { try network.setSupply((1 << 59) + 1, of: 0) }
    #expect(throws: NetworkFault.tooMuchFlow(largest: 1 << 60)) { try network.setSupply(.min, of: 0) }
    #expect(throws: NetworkFault.tooMuchFlow(largest: 1 << 60)) {
      try network.addArc(from: 0, to: 1, lower: 1, capacity: 1, cost: 0)
    }
    #expect(network.supply(of: 0) == 1 << 59)
    #expect(minimumCostFlow(network).infeasibility?.leastUnmet == 1 << 59)
  }
}

extension Network {
  /// A network of given arcs, or nil where one is refused.
  init?(nodeCount: Int, arcs: [(tail: Int, head: Int, lower: Int, capacity: Int, cost: Int64)]) {
    self.init(nodeCount: nodeCount)
    for arc in arcs {
      guard (try? addArc(from: arc.tail, to: arc.head, lower: arc.lower, capacity: arc.capacity, cost: arc.cost)) != nil
      else { return nil }
    }
  }
}
