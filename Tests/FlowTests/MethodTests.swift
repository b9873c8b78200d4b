import Testing

@testable import Flow

/// Each method alone, and the choice between them, on networks of every kind.
@Suite struct Methods {
  /// Rows, perhaps groups within rows, columns with convex costs and least
  /// loads, one node where all ends; or any other.
  private func network(_ draw: inout Draw) throws -> Network {
    draw(0...2) == 0 ? try anyNetwork(&draw) : try rowsAndColumns(&draw)
  }

  private func rowsAndColumns(_ draw: inout Draw) throws -> Network {
    let (rows, columns) = (draw(1...6), draw(1...6))
    let isGrouped = draw(0...2) == 0
    let hasLoads = draw(0...2) == 0
    let keeps = draw(0...4) == 0
    let isWide = draw(0...2) == 0
    let isStepped = draw(0...2) == 0
    let spread = draw(0...3) * 6
    let groupCount = isGrouped ? 2 : 0
    let firstColumn = rows * (1 + groupCount)
    let end = firstColumn + columns
    var network = Network(nodeCount: end + 1)
    var total = 0
    for row in 0..<rows {
      for group in 0..<groupCount {
        try network.addArc(from: row, to: rows + row * groupCount + group, capacity: draw(0...2), cost: 0)
      }
      if !isGrouped {
        for column in 0..<columns where draw(0...4) > 0 {
          let capacity = isWide && draw(0...3) == 0 ? draw(0...3) : 1
          try network.addArc(
            from: row, to: firstColumn + column, lower: draw(0...19) == 0 ? min(1, capacity) : 0, capacity: capacity,
            cost: Int64(draw(-spread...spread)))
        }
      }
      let demand = draw(0...3)
      total += demand
      try network.setSupply(demand, of: row)
    }
    for node in 0..<rows * groupCount {
      for column in 0..<columns where column % 2 == node % 2 {
        try network.addArc(
          from: rows + node, to: firstColumn + column, capacity: 1, cost: Int64(draw(-spread...spread)))
      }
    }
    for column in 0..<columns {
      if keeps {
        let kept = column == columns - 1 && draw(0...3) > 0 ? total : min(total, draw(0...4))
        total -= kept
        try network.setSupply(-kept, of: firstColumn + column)
      } else {
        for step in 0..<(isStepped ? draw(1...3) : 1) {
          try network.addArc(
            from: firstColumn + column, to: end, lower: hasLoads && step == 0 ? draw(0...1) : 0, capacity: draw(1...3),
            cost: Int64(draw(0...5)))
        }
      }
    }
    try network.setSupply(-total, of: end)
    return network
  }

  @Test(arguments: 0..<8) func `all agree with cancelling negative cycles`(seed: Int) throws {
    var draw = Draw(state: UInt64(900 + seed))
    var solved: [Method: Int] = [:]
    var blocked = 0
    for _ in 0..<120 {
      let network = try network(&draw)
      var oracle = Oracle(network)
      let least = oracle.leastCost()
      for method in Method.allCases.map(Optional.some) + [nil] where method?.fits(network) ?? true {
        switch minimumCostFlow(network, by: method) {
        case .optimal(let solution):
          if let method { solved[method, default: 0] += 1 }
          #expect(Int(solution.cost) == least, "\(String(describing: method)): \(dimacs(network))")
          let costs = (0..<network.arcCount).map { Int(network[arc: $0].cost.magnitude) }
          let widest = Int64(network.nodeCount * (costs.max() ?? 0))
          #expect(solution.potentials.allSatisfy { abs($0) <= widest })
        case .infeasible(let cut, let unmet):
          blocked += 1
          #expect(least == nil && cut.blocks, "\(String(describing: method)): \(dimacs(network))")
          #expect(unmet == oracle.unmet, "\(String(describing: method)): \(dimacs(network))")
        case .stopped: Issue.record("nothing said stop")
        }
      }
    }
    #expect(blocked > 40)
    for method in Method.allCases { #expect(solved[method, default: 0] > 4, "\(method)") }
  }

  private func dimacs(_ network: Network) -> String { String(decoding: network.dimacs(), as: UTF8.self) }

  /// 60 rows of 3 units, 40 columns of 6, of shared worth; arcs by row.
  private func shared(scale: Int64, load: Int = 6) throws -> Network {
    var draw = Draw(state: 5)
    let worth = (0..<40).map { _ in draw(0...1000) }
    var network = Network(nodeCount: 101)
    for row in 0..<60 {
      try network.addUnitArcs(from: row, count: 40) { (60 + $0, -scale * Int64(worth[$0] + draw(0...20))) }
      try network.setSupply(3, of: row)
    }
    for column in 60..<100 { try network.addArc(from: column, to: 100, capacity: load, cost: 0) }
    try network.setSupply(-180, of: 100)
    return network
  }

  @Test(arguments: Method.allCases) func `each is watched and ends when told`(method: Method) throws {
    let network = try shared(scale: 1, load: 5)
    var seen: [Work] = []
    let whole = minimumCostFlow(network, by: method) { work in
      seen.append(work)
      return true
    }
    #expect(!seen.isEmpty)
    for (before, after) in zip(seen, seen.dropFirst()) {
      #expect(before.iterations <= after.iterations && before.arcsPriced <= after.arcsPriced && before != after)
    }
    #expect(whole.solution?.flow == minimumCostFlow(network, by: method).solution?.flow)
    guard case .stopped(let work) = minimumCostFlow(network, by: method, watch: { _ in false }) else {
      Issue.record("the watch said stop")
      return
    }
    #expect(work == seen[0])
  }

  @Test(arguments: Method.allCases) func `each solves at the greatest cost`(method: Method) throws {
    let plain = try #require(minimumCostFlow(shared(scale: 1), by: .simplex).solution)
    let network = try shared(scale: 1)
    let scale = network.largestCost / 1020
    let solution = try #require(minimumCostFlow(shared(scale: scale), by: method).solution)
    #expect(solution.cost == plain.cost * Int128(scale))
  }

  @Test(arguments: [Method.auction, .costScaling, .simplex])
  func `each finds a block at the greatest cost`(method: Method) throws {
    let scale = try shared(scale: 1).largestCost / 1020
    let found = try #require(minimumCostFlow(shared(scale: scale, load: 4), by: method).infeasibility)
    #expect(found.leastUnmet == 20)
    #expect(found.cut.blocks)
  }

  @Test func `a method that spends its budget gives way, and its work counts`() throws {
    let network = try shared(scale: 1, load: 5)
    network.withArcColumns { columns in
      guard let shape = TwoSidedShape(columns, balances: network.balances) else {
        Issue.record("a two-sided network")
        return
      }
      var paths = ShortestPaths(columns, shape, pace: Pace(budget: 10, watch: nil))
      #expect(paths.run() == nil)
      #expect(paths.pace.work.arcsPriced > 10 && paths.pace.halt == .overBudget)
      var auction = Auction(columns, shape, pace: Pace(budget: 10, watch: nil))
      let isDone = auction.run()
      #expect(!isDone && auction.pace.halt == .overBudget)
      var scaling = CostScaling(columns, balances: network.balances, pace: Pace(budget: 10, watch: nil))
      #expect(scaling.run() == nil)
      #expect(scaling.pace.halt == .overBudget)
    }
  }

  @Test func `potentials that drifted apart are drawn together and still prove the flow`() throws {
    var network = Network(nodeCount: 4)
    try network.addArc(from: 0, to: 1, capacity: 2, cost: 3)
    try network.addArc(from: 2, to: 3, capacity: 2, cost: -7)
    try network.addArc(from: 1, to: 2, capacity: 2, cost: 5)
    try network.setSupply(1, of: 0)
    try network.setSupply(-1, of: 1)
    let far = Rest(end: .met, flow: [1, 0, 0], potentials: [0, 3, -900, -1000], work: Work())
    let near = network.withArcColumns { far.drawnTogether($0) }
    #expect(near.potentials == [14, 17, 7, 0])
  }
}

/// A connected or broken network with loops, parallel arcs, negative costs, lower bounds and arcs without room.
func anyNetwork(_ draw: inout Draw) throws -> Network {
  let nodes = draw(1...9)
  var network = Network(nodeCount: nodes)
  for _ in 0..<draw(0...24) {
    let lower = draw(0...3) == 0 ? draw(0...2) : 0
    try network.addArc(
      from: draw(0...nodes - 1), to: draw(0...nodes - 1), lower: lower, capacity: lower + draw(0...5),
      cost: Int64(draw(-8...12)))
  }
  for _ in 0..<draw(0...3) {
    let (origin, goal, units) = (draw(0...nodes - 1), draw(0...nodes - 1), draw(0...4))
    try network.setSupply(network.supply(of: origin) + units, of: origin)
    try network.setSupply(network.supply(of: goal) - units, of: goal)
  }
  if draw(0...19) == 0 { try network.setSupply(3, of: 0) }
  return network
}

extension Method {
  /// Whether the method takes networks of this shape.
  func fits(_ network: Network) -> Bool {
    guard network.arcCount > 0 else { return false }
    guard self == .shortestPaths || self == .auction else { return true }
    let shape = network.withArcColumns { TwoSidedShape($0, balances: network.balances) }
    return shape.map { self == .shortestPaths || $0.hasSingleExits } ?? false
  }
}
