import Testing

@testable import Flow

/// A little dearer and by a second measure smaller, against every flow of tiny two-sided networks.
@Suite struct `A compromise` {
  /// Rows that take columns; each pair may have gained a keeper's credit.
  private func problem(_ seed: Int) -> (TwoSided, second: [Int64]) {
    var draw = Draw(state: UInt64(seed))
    let (rows, columns) = (draw(2...4), draw(2...4))
    let sided = TwoSided(
      costs: (0..<rows).map { _ in (0..<columns).map { _ in draw(0...5) == 0 ? nil : -draw(0...9) } },
      demands: (0..<rows).map { _ in draw(1...2) }, loads: (0..<columns).map { _ in 0...draw(1...3) })
    let arcs = sided.costs.joined().count { $0 != nil }
    let second = (0..<arcs + columns).map { $0 < arcs ? Int64(-draw(0...1)) : 0 }
    return (sided, second)
  }

  /// The costs of every flow.
  private func points(_ network: Network, _ second: [Int64]) -> [(cost: Int128, second: Int128)] {
    let pairs = (0..<network.arcCount).filter { network[arc: $0].head != network.nodeCount - 1 }
    var points: [(cost: Int128, second: Int128)] = []
    for set in 0..<(1 << pairs.count) {
      var flow = [Int32](repeating: 0, count: network.arcCount)
      for (place, arc) in pairs.enumerated() where set >> place & 1 == 1 {
        flow[arc] = 1
        let load = (0..<network.arcCount).first {
          network[arc: $0].tail == network[arc: arc].head
        }
        if let load { flow[load] += 1 }
      }
      guard isFeasible(flow, in: network) else { continue }
      var point = (cost: Int128(0), second: Int128(0))
      for arc in flow.indices {
        point.cost += Int128(flow[arc]) * Int128(network[arc: arc].cost)
        point.second += Int128(flow[arc]) * Int128(second[arc])
      }
      points.append(point)
    }
    return points
  }

  @Test(arguments: 0..<250, [0, 1, 3, 8])
  func `keeps its limit, and its bound lies below every flow within it`(seed: Int, excess: Int) throws {
    let (sided, second) = problem(seed)
    let network = try sided.network()
    guard network.arcCount - sided.loads.count <= 12 else { return }
    let points = points(network, second)
    guard case .found(let found) = try compromise(network, by: second, excess: Int128(excess)) else {
      #expect(points.isEmpty)
      return
    }
    let least = try #require(points.map(\.cost).min())
    let within = points.filter { $0.cost <= least + Int128(excess) }
    let best = try #require(within.map(\.second).min())
    #expect(found.leastCost == least && found.cost <= least + Int128(excess))
    #expect(found.bound <= best && best <= found.secondCost)
    #expect(points.contains { $0.cost == found.cost && $0.second == found.secondCost })
  }

  @Test func `is nearly always the best`() throws {
    var (exact, proved, all) = (0, 0, 0)
    for seed in 0..<250 {
      let (sided, second) = problem(seed)
      let network = try sided.network()
      guard network.arcCount - sided.loads.count <= 12,
        case .found(let found) = try compromise(network, by: second, excess: 3)
      else { continue }
      let points = points(network, second)
      let best = points.filter { $0.cost <= found.leastCost + 3 }.map(\.second).min()
      all += 1
      exact += best == found.secondCost ? 1 : 0
      proved += found.bound == found.secondCost ? 1 : 0
    }
    #expect(all > 80 && exact * 10 >= all * 9 && proved * 10 >= all * 6, "\(exact) and \(proved) of \(all)")
  }

  @Test(arguments: 0..<200)
  func `takes from the difference of two flows cycles that may be gone alone`(seed: Int) throws {
    let (sided, second) = problem(seed)
    let network = try sided.network()
    guard case .optimal(let first) = minimumCostFlow(network),
      case .optimal(let last) = minimumCostFlow(try network.priced(second))
    else { return }
    let cycles = conformalCycles(from: first.flow, to: last.flow, in: network)
    var sum = first.flow
    for cycle in cycles {
      var alone = first.flow
      for step in cycle.arcs {
        alone[step.arc] += Int32(step.change) * cycle.units
        sum[step.arc] += Int32(step.change) * cycle.units
      }
      #expect(isFeasible(alone, in: network))
    }
    #expect(sum == last.flow)
  }

  @Test func `of what cannot be sent is the cut`() throws {
    var network = Network(nodeCount: 2)
    try network.addArc(from: 0, to: 1, capacity: 1, cost: 0)
    try network.setSupply(2, of: 0)
    try network.setSupply(-2, of: 1)
    guard case .infeasible(let cut, let unmet) = try compromise(network, by: [1], excess: 0) else {
      Issue.record("nothing can be sent")
      return
    }
    #expect(cut.blocks && unmet == 1)
  }
}
