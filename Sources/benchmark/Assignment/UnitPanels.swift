import Flow
import Simulation

/// Panels within limits on experts of one unit, which come into the network as they are broken.
struct UnitPanels {
  /// A candidate's unit that has a node of its own.
  private struct Limit {
    let candidate: Int
    let pairs: [Int]
    /// The score that the way to the node pays; the way on from it pays only what another pair is worth less.
    let best: Int32
  }

  private let instance: AssignmentInstance
  private let units: [Int]
  private let mostOfUnit: Int
  private let rows: [Range<Int>]
  private var limits: [Limit] = []
  /// The limits of each candidate.
  private var limitsOf: [[Int]]
  private var isLimited: [Bool]
  /// What the last flow was, and the arc of each pair in its network.
  private(set) var outcome: Outcome = .stopped(Work())
  private(set) var arcOfPair: [Int]

  init(_ instance: AssignmentInstance, units: [Int], mostOfUnit: Int) {
    self.instance = instance
    self.units = units
    self.mostOfUnit = mostOfUnit
    rows = instance.rows
    limitsOf = [[Int]](repeating: [], count: instance.demands.count)
    isLimited = [Bool](repeating: false, count: instance.scores.count)
    arcOfPair = [Int](repeating: 0, count: instance.scores.count)
  }

  private var sink: Int { instance.demands.count + instance.leastLoads.count }

  mutating func solve() throws(NetworkFault) {
    outcome = minimumCostFlow(try network().network)
    while case .optimal(let solution) = outcome {
      let known = limits.count
      let seated = arcOfPair.map { solution.flow[$0] > 0 }
      for candidate in rows.indices { addLimits(of: candidate, seated) }
      guard limits.count > known else { return }
      let loads = solution.flow.suffix(instance.leastLoads.count)
      let (network, arcOfLimit) = try network()
      var flow = [Int32](repeating: 0, count: network.arcCount)
      flow.replaceSubrange(flow.count - loads.count..<flow.count, with: loads)
      for pair in seated.indices where seated[pair] { flow[arcOfPair[pair]] = 1 }
      let prices = solution.potentials + [Int64](repeating: 0, count: limits.count - known)
      var start = StartingPoint(flow: flow, potentials: prices)
      for limit in limits.indices { keep(limit, isNew: limit >= known, at: arcOfLimit[limit], seated, in: &start) }
      outcome = minimumCostFlow(network, from: start)
    }
  }

  /// Adds the limits that a candidate's panel breaks.
  private mutating func addLimits(of candidate: Int, _ seated: [Bool]) {
    let panel = rows[candidate].filter { seated[$0] }
    for pair in panel where !isLimited[pair] {
      let unit = units[Int(instance.experts[pair])]
      guard panel.count(where: { units[Int(instance.experts[$0])] == unit }) > mostOfUnit else { continue }
      let pairs = rows[candidate].filter { units[Int(instance.experts[$0])] == unit }
      for other in pairs { isLimited[other] = true }
      limitsOf[candidate].append(limits.count)
      limits.append(Limit(candidate: candidate, pairs: pairs, best: pairs.map { instance.scores[$0] }.max() ?? 0))
    }
  }

  /// Tells a start what passes a limit's node. A new limit keeps the seats that cost least at the prices of the start
  /// and gives up the others; its own price is such that none of its ways on is cheaper than those kept.
  private func keep(_ limit: Int, isNew: Bool, at arc: Int, _ seated: [Bool], in start: inout StartingPoint) {
    let pairs = limits[limit].pairs
    func cost(_ pair: Int) -> Int64 {
      let expert = instance.demands.count + Int(instance.experts[pair])
      return Int64(limits[limit].best) - Int64(instance.scores[pair]) - start.potentials[expert]
    }
    let panel = pairs.filter { seated[$0] }
    guard isNew else {
      start.flow[arc] = Int32(panel.count)
      return
    }
    let kept = panel.sorted { (cost($0), $0) < (cost($1), $1) }.prefix(mostOfUnit)
    for pair in panel where !kept.contains(pair) { start.flow[arcOfPair[pair]] = 0 }
    start.flow[arc] = Int32(kept.count)
    let price = pairs.filter { !kept.contains($0) }.map(cost).min() ?? 0
    start.potentials[sink + 1 + limit] = -price
  }

  /// Nodes: candidates, experts, one that takes every unit of flow, then the limits. Arcs candidate by candidate: to
  /// experts and to limits; then on from each limit; then from each expert, within its loads.
  private mutating func network() throws(NetworkFault) -> (network: Network, arcOfLimit: [Int]) {
    var network = Network(
      nodeCount: sink + 1 + limits.count, expectedArcs: instance.scores.count + limits.count + sink)
    var arcOfLimit = [Int](repeating: 0, count: limits.count)
    var asked = 0
    for candidate in rows.indices {
      if limitsOf[candidate].isEmpty {
        try addPairs(rows[candidate], from: candidate, paid: 0, to: &network)
      } else {
        try addPairs(rows[candidate].filter { !isLimited[$0] }, from: candidate, paid: 0, to: &network)
      }
      for limit in limitsOf[candidate] {
        arcOfLimit[limit] = try network.addArc(
          from: candidate, to: sink + 1 + limit, capacity: mostOfUnit, cost: -Int64(limits[limit].best))
      }
      try network.setSupply(Int(instance.demands[candidate]), of: candidate)
      asked += Int(instance.demands[candidate])
    }
    for (offset, limit) in limits.enumerated() {
      try addPairs(limit.pairs, from: sink + 1 + offset, paid: limit.best, to: &network)
    }
    try instance.addLoads(to: &network, sink: sink)
    try network.setSupply(-asked, of: sink)
    return (network, arcOfLimit)
  }

  /// Adds the arcs of pairs whose way has already `paid` so much of their scores.
  private mutating func addPairs(
    _ pairs: some RandomAccessCollection<Int>, from tail: Int, paid: Int32, to network: inout Network
  ) throws(NetworkFault) {
    let start = pairs.startIndex
    let arcs = try network.addUnitArcs(from: tail, count: pairs.count) { index in
      let pair = pairs[pairs.index(start, offsetBy: index)]
      return (
        head: instance.demands.count + Int(instance.experts[pair]), cost: Int64(paid) - Int64(instance.scores[pair])
      )
    }
    for (pair, arc) in zip(pairs, arcs) { arcOfPair[pair] = arc }
  }
}
