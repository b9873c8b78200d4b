import Testing

@testable import Flow

@Suite struct `General networks` {
  @Test(arguments: 0..<20) func `random ones agree with cancelling negative cycles`(seed: Int) throws {
    var draw = Draw(state: UInt64(seed))
    var solved = 0
    for _ in 0..<150 {
      let network = try anyNetwork(&draw)
      var oracle = Oracle(network)
      switch minimumCostFlow(network) {
      case .optimal(let solution):
        solved += 1
        #expect(oracle.leastCost() == Int(solution.cost))
        #expect(throws: Never.self) { try check(network, flow: solution.flow, potentials: solution.potentials) }
      case .infeasible(let cut, let leastUnmet):
        #expect(!oracle.feasible)
        #expect(leastUnmet == oracle.unmet)
        #expect(cut.blocks)
        #expect(Cut(cut.direction, nodes: cut.nodes, of: network) == cut)
      case .stopped: Issue.record("nothing said stop")
      }
    }
    #expect((20...130).contains(solved), "the draw should give both kinds")
  }

  @Test func `an empty network costs nothing`() {
    #expect(minimumCostFlow(Network(nodeCount: 0)).cost == 0)
    #expect(minimumCostFlow(Network(nodeCount: 3)).cost == 0)
  }

  @Test func `without arcs a supply stays where it is`() throws {
    var network = Network(nodeCount: 2)
    try network.setSupply(4, of: 0)
    try network.setSupply(-4, of: 1)
    let found = try #require(minimumCostFlow(network).infeasibility)
    #expect(found.leastUnmet == 4)
    #expect(found.cut == Cut(.outward, nodes: [0], of: network))
    #expect(found.cut.needed == 4 && found.cut.available == 0)
  }

  @Test func `the cheaper of parallel arcs is filled first`() throws {
    var network = Network(nodeCount: 2)
    try network.addArc(from: 0, to: 1, capacity: 5, cost: 3)
    try network.addArc(from: 0, to: 1, capacity: 2, cost: 1)
    try network.setSupply(4, of: 0)
    try network.setSupply(-4, of: 1)
    let solution = try #require(minimumCostFlow(network).solution)
    #expect(solution.flow == [2, 2])
    #expect(solution.cost == 8)
    #expect(solution.potentials[1] - solution.potentials[0] == 3)
  }

  @Test func `without supplies a cycle of negative cost is filled`() throws {
    var network = Network(nodeCount: 3)
    try network.addArc(from: 0, to: 1, capacity: 7, cost: -2)
    try network.addArc(from: 1, to: 2, capacity: 4, cost: 1)
    try network.addArc(from: 2, to: 0, capacity: 9, cost: 0)
    try network.addArc(from: 1, to: 1, capacity: 3, cost: -5)
    let solution = try #require(minimumCostFlow(network).solution)
    #expect(solution.flow == [4, 4, 4, 3])
    #expect(solution.cost == -19)
  }

  @Test func `a lower bound forces flow that nobody wants`() throws {
    var network = Network(nodeCount: 2)
    try network.addArc(from: 0, to: 1, lower: 2, capacity: 6, cost: 10)
    try network.addArc(from: 1, to: 0, capacity: 3, cost: 1)
    #expect(minimumCostFlow(network).solution?.flow == [2, 2])
  }

  @Test func `the same network gives the same bytes, another order of arcs the same cost`() throws {
    var draw = Draw(state: 77)
    let arcs = (0..<600).map { _ in (draw(0...29), draw(30...59), Int64(draw(0...3))) }
    func network(_ arcs: [(Int, Int, Int64)]) throws -> Network {
      var network = Network(nodeCount: 60)
      for (tail, head, cost) in arcs { try network.addArc(from: tail, to: head, capacity: 1, cost: cost) }
      for node in 0..<30 {
        try network.setSupply(3, of: node)
        try network.setSupply(-3, of: 30 + node)
      }
      return network
    }
    let first = try #require(minimumCostFlow(network(arcs)).solution)
    let second = try #require(minimumCostFlow(network(arcs)).solution)
    #expect(first.flow == second.flow && first.potentials == second.potentials && first.work == second.work)
    #expect(minimumCostFlow(try network(arcs.reversed())).cost == Int(first.cost))
  }
}

@Suite struct `Shuffled arcs` {
  @Test func `every place comes from one arc and keeps its columns`() throws {
    for count in 1...150 {
      var network = Network(nodeCount: 200)
      for arc in 0..<count {
        try network.addArc(from: arc, to: arc + 1, lower: 1, capacity: 2 + arc, cost: Int64(1000 - arc))
      }
      network.withArcColumns { columns in
        let shuffled = ShuffledArcs(columns, full: (0..<count).map { $0 % 3 == 0 })
        defer { shuffled.deallocate() }
        #expect(Set((0..<count).map(shuffled.original)).count == count)
        for place in 0..<count {
          let arc = shuffled.original(place)
          #expect(shuffled.ends[place].cost == columns.costs[arc] && shuffled.ends[place].tail == columns.tails[arc])
          #expect(Int(shuffled.spans[place]) == columns.span(arc))
          #expect(shuffled.states[place] == (arc % 3 == 0 ? -1 : 1))
        }
        let expected: [Int32] = (0..<count).map { arc in arc % 3 == 0 ? Int32(2 + arc) : 1 }
        #expect(shuffled.flowOutsideTree == expected)
      }
    }
  }

  @Test func `a square root is rounded up`() {
    for value in 1...5000 {
      let root = squareRootRoundedUp(value)
      #expect(root * root >= value && (root - 1) * (root - 1) < value)
    }
    #expect(squareRootRoundedUp(0) == 1)
  }
}
