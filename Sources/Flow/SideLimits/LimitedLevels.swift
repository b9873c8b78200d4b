/// Costs in order of rank within side limits.
///
/// # Method
///
/// Side limits that the cheapest flow keeps of itself cost nothing: the levels are settled by optimal faces (see
/// `minimumCostFlow(_:then:)`), and only where that flow breaks a limit is there a search (`LevelledBranching`).
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
  /// There are flows, but it is proved that none keeps all side limits; the best flow breaks these.
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
///   - network: the network, with the first level's costs.
///   - levels: a row of costs, one for each arc, for each level after the network's own.
///   - broken: the side limits that a flow breaks, from all that are asked for; empty where it keeps all. The same flow
///     gives the same limits.
///   - budget: for the search within limits.
///   - watch: looks at the work done and says whether to go on.
public func minimumCostFlow(
  _ network: Network, then levels: [[Int64]], budget: WorkBudget = .standard, watch: Watch? = nil,
  limitsBrokenBy broken: (_ flow: [Int32]) -> [SideLimit]
) throws(LimitedLevelsFault) -> LimitedLevelsOutcome {
  let first: LevelledSolution
  do throws(NetworkFault) {
    switch try minimumCostFlow(network, then: levels, watch: watch) {
    case .infeasible(let cut, let unmet): return .infeasible(cut, leastUnmet: unmet)
    case .stopped(let work): return .unknown(work)
    case .optimal(let solution): first = solution
    }
  } catch { throw .network(error) }
  let limits = broken(first.flow)
  for (number, limit) in limits.enumerated() {
    do throws(SideLimitFault) { try limit.check(against: network, number: number) } catch { throw .limit(error) }
  }
  guard !limits.isEmpty else {
    return .solved(
      LimitedLevelsSolution(
        flow: first.flow, costs: first.costs, bounds: first.costs, potentials: first.potentials, work: first.work))
  }
  return try withoutActuallyEscaping(broken) { (broken) throws(LimitedLevelsFault) -> LimitedLevelsOutcome in
    var search = LevelledBranching(network, levels, budget: budget, watch: watch, limitsBrokenBy: broken)
    let found: LevelledSolution?
    let bounds: [Int128]?
    do throws(NetworkFault) { (found, bounds) = try search.run(from: first) } catch { throw .network(error) }
    let work = first.work + search.work
    guard let bounds else { return .limitsInfeasible(limits) }
    guard let found else { return .unknown(work) }
    return .solved(
      LimitedLevelsSolution(
        flow: found.flow, costs: found.costs, bounds: settled(bounds, found.costs, network, levels), potentials: [],
        work: work))
  }
}

/// Bounds of a case hold level by level as far as those before are reached; of later levels nothing is known.
private func settled(
  _ bounds: [Int128], _ costs: [Int128], _ network: Network, _ levels: [[Int64]]
) -> [Int128] {
  guard let open = costs.indices.first(where: { costs[$0] != bounds[$0] }) else { return bounds }
  return costs.indices.map { level in
    level <= open ? bounds[level] : network.leastCostOfAll(level == 0 ? network.costs : levels[level - 1])
  }
}

extension Network {
  /// What all arcs cost together with each at its cheaper bound: less than any flow.
  fileprivate func leastCostOfAll(_ costs: [Int64]) -> Int128 {
    costs.indices.reduce(0) {
      $0 + min(Int128(costs[$1]) * Int128(lowers[$1]), Int128(costs[$1]) * Int128(capacities[$1]))
    }
  }
}
