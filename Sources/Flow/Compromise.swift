/// A flow that may cost a little more than the cheapest and is by a second measure as small as can be.
///
/// # Problem
///
/// Each arc has a cost and a second cost. Of all flows that cost at most `excess` more than the cheapest, one of least
/// second cost is wanted. With whole flows this is a hard problem (it holds the knapsack); so a value and a bound are
/// given, which are nearly always the same.
///
/// # Method
///
/// For whole numbers *a* and *b* a flow of least *a* × cost + *b* × second cost, of value *v*, proves that no flow
/// within the limit has a second cost below (*v* − *a* × limit) ÷ *b* (Lagrangian relaxation). The weights that prove
/// most are those of the edge of the lower hull, over all flows' pairs of costs, that crosses the limit. It is found by
/// chords: between the best flow known within the limit and the best known beyond it the weights are those for which
/// both count alike; a flow that is better by these takes the place of one of them, and where there is none the edge is
/// found (Handler and Zang, "A dual algorithm for the constrained shortest path problem", Networks 10, 1980).
///
/// Both ends of the edge are cheapest by its weights, so their difference falls into cycles that cost nothing by them
/// and any of which may be gone alone (conformal decomposition; Ahuja, Magnanti and Orlin, "Network Flows", 1993,
/// theorem 3.7). From the end within the limit as many are gone as the limit allows, the greatest first: every flow so
/// reached lies on the edge. Where one of the cycles left would just fit, value and bound are equal; else they differ
/// by less than the least of those cycles saves.
///
/// Complexity: a few cheapest flows, one for each chord.
public struct Compromise: Sendable {
  /// The units on each arc, by the arc's number.
  public let flow: [Int32]
  public let cost: Int128
  public let secondCost: Int128
  /// The least cost of any flow.
  public let leastCost: Int128
  /// No flow within the limit has a smaller second cost than this.
  public let bound: Int128
  public let work: Work
}

/// How a search for a compromise ended.
public enum CompromiseOutcome: Sendable {
  case found(Compromise)
  case infeasible(Cut, leastUnmet: Int)
  case stopped(Work)
}

/// Finds a flow that costs at most `excess` more than the cheapest and is as small as can be by a second row of costs.
///
/// Precondition: `second` has a cost for each arc, and `excess` is not negative. Throws for a cost out of range.
public func compromise(
  _ network: Network, by second: [Int64], excess: Int128, watch: Watch? = nil
) throws(NetworkFault) -> CompromiseOutcome {
  precondition(second.count == network.arcCount && excess >= 0, "a row of costs has one for each arc")
  var search = ChordSearch(network, second: second, watch: watch)
  let cheapest: ChordSearch.Point
  switch try search.solve(network.costs, then: second) {
  case .optimal(let solution): cheapest = search.point(solution.flow)
  case .infeasible(let cut, let unmet): return .infeasible(cut, leastUnmet: unmet)
  case .stopped(let work): return .stopped(work)
  }
  let limit = cheapest.cost + excess
  let smallest: ChordSearch.Point
  switch try search.solve(second, then: network.costs) {
  case .optimal(let solution): smallest = search.point(solution.flow)
  case .infeasible: preconditionFailure("a flow was found before")
  case .stopped(let work): return .stopped(work)
  }
  func found(_ point: ChordSearch.Point, bound: Int128) -> CompromiseOutcome {
    precondition(isFeasible(point.flow, in: network) && point.cost <= limit && point.secondCost >= bound)
    return .found(
      Compromise(
        flow: point.flow, cost: point.cost, secondCost: point.secondCost, leastCost: cheapest.cost, bound: bound,
        work: search.work))
  }
  if smallest.cost <= limit { return found(smallest, bound: smallest.secondCost) }
  if cheapest.secondCost == smallest.secondCost { return found(cheapest, bound: smallest.secondCost) }
  switch try search.edge(from: cheapest, to: smallest, limit: limit) {
  case .stopped(let work): return .stopped(work)
  case .found(let edge):
    let end = search.walk(edge, limit: limit)
    return found(end, bound: max(smallest.secondCost, edge.bound(limit)))
  }
}

/// Flows as points of a plane: cost along, second cost up.
private struct ChordSearch {
  struct Point {
    let flow: [Int32]
    let cost: Int128
    let secondCost: Int128
  }

  /// Two flows that are cheapest by the same weights, one within the limit and one beyond.
  struct Edge {
    let within: Point
    let beyond: Point
    /// What is proved of every flow: `cost × weights.cost + second × weights.second ≥ value`; nil where nothing is.
    let proof: (weights: (cost: Int128, second: Int128), value: Int128)?

    func bound(_ limit: Int128) -> Int128 {
      guard let proof else { return Int128.min }
      let (quotient, rest) = (proof.value - proof.weights.cost * limit)
        .quotientAndRemainder(dividingBy: proof.weights.second)
      return quotient + (rest > 0 ? 1 : 0)
    }
  }

  enum EdgeOutcome {
    case found(Edge)
    case stopped(Work)
  }

  let network: Network
  let second: [Int64]
  let watch: Watch?
  private(set) var work = Work()

  init(_ network: Network, second: [Int64], watch: Watch?) {
    self.network = network
    self.second = second
    self.watch = watch
  }

  func point(_ flow: [Int32]) -> Point {
    var (cost, secondCost): (Int128, Int128) = (0, 0)
    for arc in flow.indices where flow[arc] != 0 {
      cost += Int128(flow[arc]) * Int128(network.costs[arc])
      secondCost += Int128(flow[arc]) * Int128(second[arc])
    }
    return Point(flow: flow, cost: cost, secondCost: secondCost)
  }

  mutating func solve(_ costs: [Int64], then next: [Int64]) throws(NetworkFault) -> LevelledOutcome {
    let outcome = try minimumCostFlow(network.priced(costs), then: [next], watch: watch)
    if case .optimal(let solution) = outcome { work = work + solution.work }
    return outcome
  }

  /// The edge of the lower hull that crosses the limit, between two of its points. Where weights would leave the range
  /// of costs the last chord is given, without proof.
  mutating func edge(from first: Point, to last: Point, limit: Int128) throws(NetworkFault) -> EdgeOutcome {
    var (within, beyond) = (first, last)
    while true {
      let rise = within.secondCost - beyond.secondCost
      let run = beyond.cost - within.cost
      let divisor = greatestCommonDivisor(rise, run)
      let weights = (cost: rise / divisor, second: run / divisor)
      guard let costs = weighted(weights) else {
        return .found(Edge(within: within, beyond: beyond, proof: nil))
      }
      let outcome = minimumCostFlow(try network.priced(costs), watch: watch)
      guard case .optimal(let solution) = outcome else {
        guard case .stopped(let last) = outcome else { preconditionFailure("a flow was found before") }
        return .stopped(work + last)
      }
      work = work + solution.work
      let known = weights.cost * within.cost + weights.second * within.secondCost
      guard solution.cost < known else {
        return .found(Edge(within: within, beyond: beyond, proof: (weights, known)))
      }
      let point = point(solution.flow)
      if point.cost <= limit { within = point } else { beyond = point }
    }
  }

  /// Each arc's two costs by these weights; nil where one leaves the range of costs.
  private func weighted(_ weights: (cost: Int128, second: Int128)) -> [Int64]? {
    var costs = [Int64](repeating: 0, count: second.count)
    let largest = Int128(network.largestCost)
    for arc in second.indices {
      let (first, overflows) = weights.cost.multipliedReportingOverflow(by: Int128(network.costs[arc]))
      let (other, overflowsToo) = weights.second.multipliedReportingOverflow(by: Int128(second[arc]))
      guard !overflows, !overflowsToo, first.magnitude <= largest.magnitude, other.magnitude <= largest.magnitude,
        (first + other).magnitude <= largest.magnitude
      else { return nil }
      costs[arc] = Int64(first + other)
    }
    return costs
  }

  /// Goes from the end of an edge within the limit toward the other as far as the limit allows.
  func walk(_ edge: Edge, limit: Int128) -> Point {
    let cycles = conformalCycles(from: edge.within.flow, to: edge.beyond.flow, in: network).map { cycle in
      let costs = cycle.arcs.reduce((cost: Int128(0), second: Int128(0))) { sum, step in
        (
          sum.cost + Int128(step.change) * Int128(network.costs[step.arc]),
          sum.second + Int128(step.change) * Int128(second[step.arc])
        )
      }
      return (cycle, cost: costs.cost * Int128(cycle.units), second: costs.second * Int128(cycle.units))
    }
    var flow = edge.within.flow
    var room = limit - edge.within.cost
    let saving = cycles.indices.filter { cycles[$0].second < 0 }
    for index in saving.sorted(by: { (cycles[$0].second, $0) < (cycles[$1].second, $1) })
    where cycles[index].cost <= room {
      room -= cycles[index].cost
      let cycle = cycles[index].0
      for step in cycle.arcs { flow[step.arc] += Int32(step.change) * cycle.units }
    }
    return point(flow)
  }
}

/// Part of the difference of two flows.
struct ConformalCycle {
  let arcs: [Exchange.Step]
  let units: Int32
}

/// The difference of two flows of a network as cycles, each of which keeps every bound alone or with any others.
///
/// Complexity: O(arcs that differ × nodes) at most.
func conformalCycles(from first: [Int32], to last: [Int32], in network: Network) -> [ConformalCycle] {
  var difference: [Int: Int32] = [:]
  var leaving: [Int: [Int]] = [:]
  var differing: [Int] = []
  for arc in first.indices where first[arc] != last[arc] {
    difference[arc] = last[arc] - first[arc]
    differing.append(arc)
    let from = Int(last[arc] > first[arc] ? network.tails[arc] : network.heads[arc])
    leaving[from, default: []].append(arc)
  }
  var cycles: [ConformalCycle] = []
  for start in differing {
    while difference[start, default: 0] != 0 {
      var way: [Int] = []
      var place: [Int: Int] = [:]
      var node = Int(difference[start, default: 0] > 0 ? network.tails[start] : network.heads[start])
      while place[node] == nil {
        place[node] = way.count
        while let arc = leaving[node]?.last, difference[arc, default: 0] == 0 { leaving[node]?.removeLast() }
        guard let arc = leaving[node]?.last else { preconditionFailure("flows that do not meet the same supplies") }
        way.append(arc)
        node = Int(difference[arc, default: 0] > 0 ? network.heads[arc] : network.tails[arc])
      }
      let cycle = way[place[node, default: 0]...]
      let units = cycle.map { abs(difference[$0, default: 0]) }.min() ?? 0
      cycles.append(
        ConformalCycle(
          arcs: cycle.map { Exchange.Step(arc: $0, change: difference[$0, default: 0] > 0 ? 1 : -1) }, units: units))
      for arc in cycle { difference[arc, default: 0] -= difference[arc, default: 0] > 0 ? units : -units }
    }
  }
  return cycles
}

private func greatestCommonDivisor(_ first: Int128, _ second: Int128) -> Int128 {
  var (first, second) = (first, second)
  while second != 0 { (first, second) = (second, first % second) }
  return first
}
