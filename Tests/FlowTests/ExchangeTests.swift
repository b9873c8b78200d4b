import Testing

@testable import Flow

/// What one unit more or less on an arc costs, against problems solved anew with the arc's bounds moved.
@Suite struct `An exchange` {
  /// A network of a few nodes with bounds, parallel arcs and loops, and a second row of costs.
  private func network(_ seed: Int) throws -> (Network, second: [Int64]) {
    var draw = Draw(state: UInt64(seed))
    let nodes = draw(3...7)
    var network = Network(nodeCount: nodes)
    for _ in 0..<draw(nodes...4 * nodes) {
      let lower = draw(0...5) == 0 ? 1 : 0
      try network.addArc(
        from: draw(0...nodes - 1), to: draw(0...nodes - 1), lower: lower, capacity: lower + draw(0...3),
        cost: Int64(draw(-3...6)))
    }
    var left = 0
    for node in 1..<nodes {
      let supply = draw(-2...2)
      try network.setSupply(supply, of: node)
      left -= supply
    }
    try network.setSupply(left, of: 0)
    return (network, (0..<network.arcCount).map { _ in Int64(draw(-2...4)) })
  }

  /// The same network in which an arc carries just so many units.
  private func forced(_ network: Network, _ forced: Int, to units: Int) throws -> Network {
    var copy = Network(nodeCount: network.nodeCount)
    for index in 0..<network.arcCount {
      let arc = network[arc: index]
      let bounds = index == forced ? (units, units) : (arc.lower, arc.capacity)
      try copy.addArc(from: arc.tail, to: arc.head, lower: bounds.0, capacity: bounds.1, cost: arc.cost)
    }
    for node in 0..<network.nodeCount { try copy.setSupply(network.supply(of: node), of: node) }
    return copy
  }

  private func solved(_ network: Network, _ second: [Int64]) throws -> LevelledSolution? {
    if case .optimal(let solution) = try minimumCostFlow(network, then: [second]) { return solution }
    return nil
  }

  @Test(arguments: 0..<400)
  func `costs just what a flow with the arc forced costs more, level by level`(seed: Int) throws {
    let (network, second) = try network(seed)
    guard let solution = try solved(network, second) else { return }
    let search = try CycleSearch(
      network, then: [second], flow: solution.flow, potentials: solution.potentials)
    for arc in 0..<network.arcCount {
      for (change, exchange) in [(1, search.raising(arc)), (-1, search.lowering(arc))] {
        let units = Int(solution.flow[arc]) + change
        let bounds = network[arc: arc].lower...network[arc: arc].capacity
        guard bounds.contains(units), let anew = try solved(forced(network, arc, to: units), second) else {
          #expect(exchange == nil)
          continue
        }
        let found = try #require(exchange)
        #expect(found.costs.map { Int128($0) } == zip(anew.costs, solution.costs).map { $0 - $1 })
        #expect(found.steps.first == Exchange.Step(arc: arc, change: change))
        var flow = solution.flow
        for step in found.steps { flow[step.arc] += Int32(step.change) }
        #expect(isFeasible(flow, in: network))
      }
    }
  }

  @Test(arguments: 0..<60)
  func `of several arcs of one node is that of each alone`(seed: Int) throws {
    let (network, second) = try network(seed)
    guard let solution = try solved(network, second) else { return }
    let search = try CycleSearch(
      network, then: [second], flow: solution.flow, potentials: solution.potentials)
    for tail in 0..<network.nodeCount {
      let arcs = (0..<network.arcCount).filter {
        network[arc: $0].tail == tail && Int(solution.flow[$0]) == network[arc: $0].lower
      }
      #expect(search.raising(arcs, from: tail).map { $0?.costs } == arcs.map { search.raising($0)?.costs })
    }
  }

  @Test func `is not told of a flow that is not cheapest`() throws {
    var network = Network(nodeCount: 2)
    let dear = try network.addArc(from: 0, to: 1, capacity: 1, cost: 5)
    try network.addArc(from: 0, to: 1, capacity: 1, cost: 1)
    try network.setSupply(1, of: 0)
    try network.setSupply(-1, of: 1)
    #expect(throws: CertificateFault.notOptimal(arc: dear, flow: 1, reducedCost: 4)) {
      try CycleSearch(network, flow: [1, 0], potentials: [[0, 1]])
    }
  }
}
