/// Costs in order of rank within side limits.
///
/// # Method
///
/// Side limits that the cheapest flow keeps of itself cost nothing: the search begins without them, adds those that are
/// broken, and ends as soon as none is. As long as there are none the levels are settled by optimal faces (see
/// `minimumCostFlow(_:then:)`). With them each level is a search within the limits, and its cost becomes a limit of the
/// levels after it – the plain way of lexicographic optimisation (Sherali, "Equivalent weights for lexicographic
/// multi-objective programs", 1982).
public struct LimitedLevelsSolution: Sendable {
  /// The units on each arc, by the arc's number.
  public let flow: [Int32]
  /// The cost of each level.
  public let costs: [Int128]
  /// No flow that costs as little on the levels before costs less on this one.
  public let bounds: [Int128]
  /// A price for each node and level, where no side limit was needed; empty otherwise.
  public let potentials: [[Int64]]
  public let work: Work

  /// Whether each level is proved to be at its least.
  public var isProved: Bool { costs == bounds }
}

/// How a search within side limits, level by level, ended.
public enum LimitedLevelsOutcome: Sendable {
  case solved(LimitedLevelsSolution)
  /// There is no flow even without side limits.
  case infeasible(Cut, leastUnmet: Int)
  /// There are flows, but it is proved that none keeps all side limits; these are enough to show it.
  case limitsInfeasible([SideLimit])
  /// The budget ran out, or the watch said stop, before a flow was found.
  case unknown(Work)
}

/// Why a problem with levels and side limits cannot be put to the search.
public enum LimitedLevelsFault: Error, Hashable, Sendable {
  case network(NetworkFault)
  case limit(SideLimitFault)
}

/// Finds a flow of least costs, level by level, within side limits.
///
/// - Parameters:
///   - levels: a row of costs, one for each arc, for each level after the network's own.
///   - broken: the side limits that a flow breaks, from all that are asked for; empty where it keeps all. The same flow
///     gives the same limits.
///   - budget: for each search within limits.
public func minimumCostFlow(
  _ network: Network, then levels: [[Int64]], budget: WorkBudget = .standard, watch: Watch? = nil,
  limitsBrokenBy broken: (_ flow: [Int32]) -> [SideLimit]
) throws(LimitedLevelsFault) -> LimitedLevelsOutcome {
  var limits: [SideLimit] = []
  switch try levelled(network, levels, watch) {
  case .infeasible(let cut, let unmet): return .infeasible(cut, leastUnmet: unmet)
  case .stopped(let work): return .unknown(work)
  case .optimal(let solution):
    limits = broken(solution.flow)
    guard !limits.isEmpty else {
      return .solved(
        LimitedLevelsSolution(
          flow: solution.flow, costs: solution.costs, bounds: solution.costs, potentials: solution.potentials,
          work: solution.work))
    }
  }
  while true {
    let outcome = try search(network, levels, within: limits, budget, watch)
    guard case .solved(let solution) = outcome else { return outcome }
    let more = broken(solution.flow)
    guard !more.isEmpty else { return outcome }
    limits += more
  }
}

private func levelled(
  _ network: Network, _ levels: [[Int64]], _ watch: Watch?
) throws(LimitedLevelsFault) -> LevelledOutcome {
  do throws(NetworkFault) { return try minimumCostFlow(network, then: levels, watch: watch) } catch {
    throw .network(error)
  }
}

/// One search a level; what it found becomes a limit of those after.
private func search(
  _ network: Network, _ levels: [[Int64]], within limits: [SideLimit], _ budget: WorkBudget, _ watch: Watch?
) throws(LimitedLevelsFault) -> LimitedLevelsOutcome {
  var limits = limits
  let asked = limits
  var costs: [Int128] = []
  var bounds: [Int128] = []
  var flow: [Int32] = []
  var work = Work()
  for (level, row) in ([network.costs] + levels).enumerated() {
    let outcome: LimitedOutcome
    do throws(SideLimitFault) {
      outcome = try minimumCostFlow(network.with(costs: row), limits: limits, budget: budget, watch: watch)
    } catch { throw .limit(error) }
    switch outcome {
    case .solved(let solution):
      flow = solution.flow
      costs.append(solution.value)
      bounds.append(solution.bound)
      work = work + solution.work
      guard let bound = Int64(exactly: solution.value) else {
        throw .limit(.tooLarge(limit: limits.count, largest: SideLimit.largest))
      }
      let terms = row.indices.lazy.filter { row[$0] != 0 }.map { SideLimit.Term(arc: $0, coefficient: row[$0]) }
      limits.append(SideLimit(Array(terms), .atMost, bound))
    case .infeasible:
      guard level == 0 else { preconditionFailure("the flow of the level before keeps all limits") }
      return .limitsInfeasible(asked)
    case .unknown(_, _, let last):
      guard level > 0 else { return .unknown(work + last) }
      // The flow of the level before stands, with nothing known of this level and those after.
      for rest in ([network.costs] + levels)[level...] {
        costs.append(zip(flow, rest).reduce(0) { $0 + Int128($1.0) * Int128($1.1) })
        bounds.append(network.leastCostOfAll(rest))
      }
      return .solved(
        LimitedLevelsSolution(flow: flow, costs: costs, bounds: bounds, potentials: [], work: work + last))
    }
  }
  return .solved(LimitedLevelsSolution(flow: flow, costs: costs, bounds: bounds, potentials: [], work: work))
}

extension Network {
  /// The same network with other costs, which must be within the range. Complexity: O(arcs).
  func with(costs: [Int64]) -> Network {
    var network = self
    network.costs = costs
    return network
  }

  /// What all arcs cost together with each at its cheaper bound: less than any flow.
  fileprivate func leastCostOfAll(_ costs: [Int64]) -> Int128 {
    costs.indices.reduce(0) {
      $0 + min(Int128(costs[$1]) * Int128(lowers[$1]), Int128(costs[$1]) * Int128(capacities[$1]))
    }
  }
}
