import Testing

@testable import Flow

/// Shapes on which methods of this kind are known to cycle or to collapse, at a size where that would be seen.
@Suite struct Shapes {
  enum Shape: String, CaseIterable {
    case uniform, tight, shared, sharedTight, product, allEqual, leastLoads, onePerGroup
  }

  private func problem(_ shape: Shape, rows: Int, columns: Int) -> TwoSided {
    var draw = Draw(state: 11)
    let worth = (0..<columns).map { _ in draw(0...1_000_000) }
    let costs = (0..<rows).map { row -> [Int?] in
      let factor = draw(0...1000)
      return worth.map { worth in
        switch shape {
        case .uniform, .tight, .leastLoads, .onePerGroup: -draw(0...1_000_000)
        case .shared, .sharedTight: -worth - draw(0...10_000)
        case .product: -worth * factor / 1000
        case .allEqual: -500_000
        }
      }
    }
    let load: ClosedRange<Int> =
      switch shape {
      case .tight, .sharedTight: 0...(3 * rows / columns)
      case .leastLoads: (3 * rows / columns - 1)...(3 * rows / columns + 1)
      default: 0...(6 * rows / columns)
      }
    return TwoSided(
      costs: costs, demands: [Int](repeating: 3, count: rows),
      loads: [ClosedRange<Int>](repeating: load, count: columns))
  }

  @Test(arguments: Shape.allCases) func `every shape is solved in few steps`(shape: Shape) throws {
    let (rows, columns) = (120, 90)
    let problem = problem(shape, rows: rows, columns: columns)
    let network = shape == .onePerGroup ? try grouped(problem, size: 3) : try problem.network()
    for method in [nil, Method.costScaling] {
      let solution = try #require(minimumCostFlow(network, by: method).solution)
      let work = solution.work
      // Measured: 1 to 74 times the arcs by choice, 4 to 74 by scaling alone.
      #expect(work.arcsPriced + work.iterations < 150 * network.arcCount)
    }
  }

  /// Each row takes at most one of every `size` neighbouring columns, by a node between them.
  private func grouped(_ problem: TwoSided, size: Int) throws -> Network {
    let (rows, columns) = (problem.demands.count, problem.loads.count)
    let groups = columns / size
    let sink = rows + rows * groups + columns
    var network = Network(nodeCount: sink + 1)
    for row in 0..<rows {
      for group in 0..<groups {
        try network.addArc(from: row, to: rows + row * groups + group, capacity: 1, cost: 0)
      }
      try network.setSupply(problem.demands[row], of: row)
    }
    for row in 0..<rows {
      for (column, cost) in problem.costs[row].enumerated() {
        guard let cost else { continue }
        try network.addArc(
          from: rows + row * groups + column / size, to: rows + rows * groups + column, capacity: 1, cost: Int64(cost))
      }
    }
    for (column, load) in problem.loads.enumerated() {
      try network.addArc(from: rows + rows * groups + column, to: sink, capacity: load.upperBound, cost: 0)
    }
    try network.setSupply(-problem.demands.reduce(0, +), of: sink)
    return network
  }

  @Test func `a blocked shape names the rows and columns that block`() throws {
    var problem = problem(.uniform, rows: 60, columns: 40)
    // 20 rows of 3 units may use only 6 columns of 9: 54 of 60 units.
    for row in 0..<20 { for column in 6..<40 { problem.costs[row][column] = nil } }
    let found = try #require(minimumCostFlow(problem.network()).infeasibility)
    #expect(found.leastUnmet == 6)
    #expect(found.cut.needed == 57 && found.cut.available == 54)
    #expect(found.cut.nodes.count == 19 + 6)
  }

  @Test func `a watch sees the work grow and may end it`() throws {
    let network = try problem(.sharedTight, rows: 120, columns: 90).network()
    var seen: [Int] = []
    let watched = minimumCostFlow(network) { work in
      seen.append(work.iterations)
      return true
    }
    #expect(seen.count >= 2 && seen == seen.sorted())
    #expect(watched.solution?.flow == minimumCostFlow(network).solution?.flow)
    guard case .stopped(let work) = minimumCostFlow(network, watch: { _ in false }) else {
      Issue.record("the watch said stop")
      return
    }
    #expect(work.iterations == seen[0] && work.arcsPriced > 0)
  }
}
