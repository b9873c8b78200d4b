import Testing

@testable import Flow

/// Levels of costs within side limits, against every flow of small two-sided networks.
@Suite struct `Costs in order of rank within side limits` {
  private struct Sample {
    var network: Network
    var levels: [[Int64]]
    var limits: [SideLimit]
  }

  /// Rows that each need two of five columns; limits on how many of some columns a row, or all rows, may have.
  private func sample(_ seed: Int) throws -> Sample {
    var draw = Draw(state: UInt64(seed))
    let (rows, columns) = (draw(1...3), draw(3...5))
    let sink = rows + columns
    var sample = Sample(network: Network(nodeCount: sink + 1), levels: [[], []], limits: [])
    for row in 0..<rows {
      try sample.network.setSupply(2, of: row)
      for column in 0..<columns {
        try sample.network.addArc(from: row, to: rows + column, capacity: 1, cost: Int64(draw(-1...1)))
        for level in 0..<2 { sample.levels[level].append(Int64(draw(-3...3))) }
      }
      let some = (0..<columns).filter { _ in draw(0...1) == 0 }.map { row * columns + $0 }
      sample.limits.append(SideLimit(count: some, .atMost, Int64(draw(0...2))))
      let others = (0..<columns).filter { _ in draw(0...1) == 0 }.map { row * columns + $0 }
      sample.limits.append(SideLimit(count: others, .atLeast, Int64(draw(0...1))))
    }
    for column in 0..<columns {
      try sample.network.addArc(from: rows + column, to: sink, capacity: draw(1...3), cost: 0)
      for level in 0..<2 { sample.levels[level].append(0) }
    }
    try sample.network.setSupply(-2 * rows, of: sink)
    return sample
  }

  /// The least costs of all flows that keep the limits; nil where there is none.
  private func best(_ sample: Sample) -> [Int128]? {
    let network = sample.network
    let pairs = (0..<network.arcCount).filter { network[arc: $0].head < network.nodeCount - 1 }
    var best: [Int128]?
    for chosen in 0..<(1 << pairs.count) where chosen.nonzeroBitCount == -network.supply(of: network.nodeCount - 1) {
      var flow = [Int32](repeating: 0, count: network.arcCount)
      var through = [Int32](repeating: 0, count: network.nodeCount)
      for (place, arc) in pairs.enumerated() where chosen >> place & 1 == 1 {
        flow[arc] = 1
        through[network[arc: arc].head] += 1
      }
      for arc in pairs.count..<network.arcCount { flow[arc] = through[network[arc: arc].tail] }
      guard isFeasible(flow, in: network), sample.limits.allSatisfy({ $0.holds(flow) }) else { continue }
      let costs = ([network.costs] + sample.levels).map { row in
        zip(row, flow).reduce(Int128(0)) { $0 + Int128($1.0) * Int128($1.1) }
      }
      if best.map({ costs.lexicographicallyPrecedes($0) }) ?? true { best = costs }
    }
    return best
  }

  @Test(arguments: 0..<120) func `are the least of all flows that keep the limits`(seed: Int) throws {
    let sample = try sample(seed)
    let outcome = try minimumCostFlow(sample.network, then: sample.levels) { flow in
      sample.limits.filter { !$0.holds(flow) }
    }
    switch outcome {
    case .solved(let solution):
      #expect(solution.isProved && best(sample) == solution.costs)
      #expect(sample.limits.allSatisfy { $0.holds(solution.flow) })
    case .infeasible, .limitsInfeasible: #expect(best(sample) == nil)
    case .unknown: Issue.record("there is budget enough")
    }
  }

  @Test func `state what is not proved where the budget ends`() throws {
    for seed in 0..<40 {
      let sample = try sample(seed)
      let outcome = try minimumCostFlow(sample.network, then: sample.levels, budget: WorkBudget(steps: 1)) { flow in
        sample.limits.filter { !$0.holds(flow) }
      }
      guard case .solved(let solution) = outcome else { continue }
      let least = try #require(self.best(sample))
      // The first level that is not settled has its true least between bound and cost.
      let open = solution.costs.indices.first { solution.costs[$0] != solution.bounds[$0] } ?? least.count - 1
      #expect(Array(solution.costs[..<open]) == Array(least[..<open]))
      #expect(solution.bounds[open] <= least[open] && least[open] <= solution.costs[open])
    }
  }
}
