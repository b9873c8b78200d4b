@testable import Flow

/// SplitMix64 (Steele, Lea and Flood, 2014), so that every run of the tests draws the same networks.
struct Draw {
  var state: UInt64
  mutating func callAsFunction(_ range: ClosedRange<Int>) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return range.lowerBound + Int(bits % UInt64(range.count))
  }
}

/// Slow and plain answers to compare with: augmenting paths for feasibility, then cancelling of negative cycles
/// (Klein, 1967), all by Bellman and Ford over a list of residual steps.
struct Oracle {
  struct Step {
    var from: Int
    var to: Int
    var room: Int
    var cost: Int
  }
  /// Steps 2i and 2i + 1 are arc i and its reverse.
  private var steps: [Step] = []
  private let nodeCount: Int
  private let constant: Int
  private(set) var needed: (sent: Int, received: Int) = (0, 0)
  private(set) var shipped = 0

  /// `senders` limits the supplies that are sent to those of some nodes; nil for all.
  init(_ network: Network, senders: Set<Int>? = nil) {
    nodeCount = network.nodeCount + 2
    var balances = (0..<network.nodeCount).map { network.supply(of: $0) }
    var constant = 0
    for index in 0..<network.arcCount {
      let arc = network[arc: index]
      balances[arc.tail] -= arc.lower
      balances[arc.head] += arc.lower
      constant += arc.lower * Int(arc.cost)
      steps.append(Step(from: arc.tail, to: arc.head, room: arc.capacity - arc.lower, cost: Int(arc.cost)))
      steps.append(Step(from: arc.head, to: arc.tail, room: 0, cost: -Int(arc.cost)))
    }
    self.constant = constant
    let source = network.nodeCount
    for (node, balance) in balances.enumerated() {
      if balance > 0 && !(senders?.contains(node) ?? true) { continue }
      let (from, to) = balance > 0 ? (source, node) : (node, source + 1)
      steps.append(Step(from: from, to: to, room: abs(balance), cost: 0))
      steps.append(Step(from: to, to: from, room: 0, cost: 0))
      if balance > 0 { needed.sent += balance } else { needed.received -= balance }
    }
    while let path = path(from: source, to: source + 1) { shipped += push(along: path) }
  }

  var feasible: Bool { shipped == needed.sent && shipped == needed.received }
  var unmet: Int { max(needed.sent, needed.received) - shipped }

  /// The least cost, or nil where no flow exists.
  mutating func leastCost() -> Int? {
    guard feasible else { return nil }
    while let cycle = negativeCycle() { _ = push(along: cycle) }
    return stride(from: 0, to: steps.count, by: 2).reduce(constant) { $0 + steps[$1 + 1].room * steps[$1].cost }
  }

  private mutating func push(along path: [Int]) -> Int {
    let units = path.map { steps[$0].room }.min() ?? 0
    for step in path {
      steps[step].room -= units
      steps[step ^ 1].room += units
    }
    return units
  }

  private func path(from source: Int, to sink: Int) -> [Int]? {
    var by = [Int](repeating: -1, count: nodeCount)
    var seen: Set<Int> = [source]
    var grown = true
    while grown {
      grown = false
      for (index, step) in steps.enumerated()
      where step.room > 0 && seen.contains(step.from) && !seen.contains(step.to) {
        seen.insert(step.to)
        by[step.to] = index
        grown = true
      }
    }
    guard seen.contains(sink) else { return nil }
    var path: [Int] = []
    var node = sink
    while node != source {
      path.append(by[node])
      node = steps[by[node]].from
    }
    return path
  }

  /// A cycle of steps with room whose costs sum to less than zero. Supplies are met, so the two extra nodes stay out.
  private func negativeCycle() -> [Int]? {
    var distance = [Int](repeating: 0, count: nodeCount)
    var by = [Int](repeating: -1, count: nodeCount)
    var changed = -1
    for _ in 0..<nodeCount {
      changed = -1
      for (index, step) in steps.enumerated()
      where step.room > 0 && max(step.from, step.to) < nodeCount - 2
        && distance[step.from] + step.cost < distance[step.to]
      {
        distance[step.to] = distance[step.from] + step.cost
        by[step.to] = index
        changed = step.to
      }
      if changed < 0 { return nil }
    }
    for _ in 0..<nodeCount { changed = steps[by[changed]].from }
    var cycle: [Int] = []
    var node = changed
    repeat {
      cycle.append(by[node])
      node = steps[by[node]].from
    } while node != changed
    return cycle
  }
}

/// A two-sided problem: rows send, columns take within their loads.
struct TwoSided {
  /// Nil where a pair may not be used.
  var costs: [[Int?]]
  var demands: [Int]
  var loads: [ClosedRange<Int>]

  func network() throws -> Network {
    let sink = demands.count + loads.count
    var network = Network(nodeCount: sink + 1)
    for row in demands.indices {
      let open = loads.indices.compactMap { column in costs[row][column].map { (demands.count + column, Int64($0)) } }
      // Every second row as a whole, so that solvers know some rows and read others arc by arc.
      if row % 2 == 0 {
        try network.addUnitArcs(from: row, count: open.count) { open[$0] }
      } else {
        for (head, cost) in open { try network.addArc(from: row, to: head, capacity: 1, cost: cost) }
      }
      try network.setSupply(demands[row], of: row)
    }
    for (column, load) in loads.enumerated() {
      try network.addArc(
        from: demands.count + column, to: sink, lower: load.lowerBound, capacity: load.upperBound, cost: 0)
    }
    try network.setSupply(-demands.reduce(0, +), of: sink)
    return network
  }

  /// The least cost by trying every set of columns for every row.
  func leastCostByTrying() -> Int? {
    var best: Int?
    var used = [Int](repeating: 0, count: loads.count)
    func fill(_ row: Int, _ cost: Int) {
      guard row < demands.count else {
        let met = used.indices.allSatisfy { used[$0] >= loads[$0].lowerBound }
        if met { best = min(best ?? cost, cost) }
        return
      }
      for set in 0..<(1 << loads.count) where set.nonzeroBitCount == demands[row] {
        let columns = loads.indices.filter { set >> $0 & 1 == 1 }
        let open = columns.filter { costs[row][$0] != nil && used[$0] < loads[$0].upperBound }
        guard open.count == columns.count else { continue }
        for column in columns { used[column] += 1 }
        fill(row + 1, columns.reduce(cost) { $0 + (costs[row][$1] ?? 0) })
        for column in columns { used[column] -= 1 }
      }
    }
    fill(0, 0)
    return best
  }
}

extension Outcome {
  var cost: Int? {
    if case .optimal(let solution) = self { return Int(solution.cost) }
    return nil
  }
  var solution: Solution? {
    if case .optimal(let solution) = self { return solution }
    return nil
  }
  var infeasibility: (cut: Cut, leastUnmet: Int)? {
    if case .infeasible(let cut, let leastUnmet) = self { return (cut, leastUnmet) }
    return nil
  }
}
