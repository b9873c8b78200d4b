/// Finds the flow that is fairest to the senders, then cheapest.
///
/// First the worst share, a sender's sum of gains relative to its demand, is as large as any flow can make it; then,
/// `depth` − 1 times, the next worst in turn; then the cost is as small as it can be with these shares.
///
/// The same problem gives the same answer, byte for byte. `watch` and `budget` are those of
/// `minimumCostFlow(_:limits:budget:watch:)`. Throws where a gain does not fit the network. Precondition: there is a
/// sender, and `depth ≥ 1`; a depth beyond the number of senders is that number.
public func fairestFlow(
  _ network: Network, senders: [FairSender], limits: [SideLimit] = [], depth: Int = 1,
  budget: WorkBudget = .standard, watch: Watch? = nil
) throws(SideLimitFault) -> FairOutcome {
  precondition(!senders.isEmpty && depth >= 1, "fairness to nobody")
  for (number, limit) in limits.enumerated() { try limit.check(against: network, number: number) }
  for (number, sender) in senders.enumerated() {
    try SideLimit(sender.gains, .atLeast, 0).check(against: network, number: number)
  }
  var search = FairSearch(network, senders, limits, budget, watch)
  return search.run(depth: min(depth, senders.count))
}

/// What `fairestFlow` keeps while it looks.
private struct FairSearch {
  let network: Network
  let senders: [FairSender]
  let limits: [SideLimit]
  let budget: WorkBudget
  let watch: Watch?
  /// The same network, in which every flow costs nothing.
  let free: Network
  var work = Work()

  init(
    _ network: Network, _ senders: [FairSender], _ limits: [SideLimit], _ budget: WorkBudget, _ watch: Watch?
  ) {
    self.network = network
    self.senders = senders
    self.limits = limits
    self.budget = budget
    self.watch = watch
    var free = network
    free.costs = [Int64](repeating: 0, count: network.arcCount)
    self.free = free
  }

  mutating func run(depth: Int) -> FairOutcome {
    switch solve(network, limits) {
    case .infeasible(let proof, _): return infeasible(proof)
    case .unknown: return .unknown(work)
    case .solved(let solution): return run(depth: depth, from: solution.flow)
    }
  }

  private func infeasible(_ proof: BoundProof) -> FairOutcome {
    if case .infeasible(let cut, let leastUnmet) = minimumCostFlow(network) {
      return .infeasible(cut, leastUnmet: leastUnmet)
    }
    return .limitsInfeasible(proof, work)
  }

  private mutating func run(depth: Int, from start: [Int32]) -> FairOutcome {
    var flow = start
    var levels: [FairLevel] = []
    var ways: [[Int]] = [[]]
    while levels.count < depth {
      let level = raise(&flow, after: levels, ways)
      levels.append(level)
      if levels.count < depth { ways = longer(ways, level) }
    }
    let last = levels[levels.count - 1].share
    var best: (flow: [Int32], value: Int128)?
    var bound: Int128?
    var proofs: [FairProof] = []
    for way in ways {
      switch solve(network, fairLimits(senders, limits, places: way, levels.map(\.share), others: last, strict: false))
      {
      case .solved(let solution):
        if best.map({ solution.value < $0.value }) ?? true { best = (solution.flow, solution.value) }
        bound = min(bound ?? solution.bound, solution.bound)
        proofs.append(FairProof(places: way, proof: solution.proof))
      case .infeasible(let proof, _): proofs.append(FairProof(places: way, proof: proof))
      case .unknown(let known, let proof, _):
        bound = min(bound ?? known, known)
        proofs.append(FairProof(places: way, proof: proof))
      }
    }
    let value = cost(flow)
    if best.map({ value < $0.value }) ?? true { best = (flow, value) }
    guard let best else { preconditionFailure("no flow where there was one") }
    return .solved(
      FairSolution(
        flow: best.flow, levels: levels, value: best.value, bound: min(bound ?? best.value, best.value),
        proofs: proofs, work: work))
  }

  /// Makes the share in the place after `levels` as large as it can be.
  private mutating func raise(_ flow: inout [Int32], after levels: [FairLevel], _ ways: [[Int]]) -> FairLevel {
    var share = shares(flow).sorted()[levels.count]
    let shares = levels.map(\.share)
    var proofs: [FairProof] = []
    var bound: Share?
    for way in ways {
      while true {
        let above = fairLimits(senders, limits, places: way, shares, others: share, strict: true)
        let outcome = solve(free, above)
        if case .solved(let solution) = outcome {
          flow = solution.flow
          share = self.shares(flow).sorted()[levels.count]
          continue
        }
        switch outcome {
        case .infeasible(let proof, _): proofs.append(FairProof(places: way, proof: proof))
        default: bound = largestShare
        }
        break
      }
    }
    return FairLevel(share: share, bound: bound ?? share, proofs: proofs)
  }

  /// The ways to take one place more: a flow that is better in the next place gives one of the senders whose limits
  /// the proof needs no more than the share of this place.
  private func longer(_ ways: [[Int]], _ level: FairLevel) -> [[Int]] {
    ways.flatMap { way in senders.indices.filter { !way.contains($0) }.map { way + [$0] } }
  }

  /// More than any flow gives.
  private var largestShare: Share {
    senders.map { sender in
      let most = sender.gains.reduce(Int64(0)) {
        $0 + max($1.coefficient, 0) * Int64(network.capacities[$1.arc])
      }
      return Share(sum: most, demand: sender.demand)
    }.max() ?? Share(sum: 0, demand: 1)
  }

  private func shares(_ flow: [Int32]) -> [Share] {
    senders.map { sender in
      Share(sum: Int64(SideLimit(sender.gains, .atLeast, 0).sum(flow)), demand: sender.demand)
    }
  }

  private func cost(_ flow: [Int32]) -> Int128 {
    flow.indices.reduce(0) { $0 + Int128(flow[$1]) * Int128(network.costs[$1]) }
  }

  private mutating func solve(_ network: Network, _ limits: [SideLimit]) -> LimitedOutcome {
    do {
      let left = WorkBudget(steps: max(0, budget.steps - work.arcsPriced))
      let outcome = try minimumCostFlow(network, limits: limits, budget: left, watch: watch)
      let done: Work
      switch outcome {
      case .solved(let solution): done = solution.work
      case .infeasible(_, let work), .unknown(_, _, let work): done = work
      }
      work.iterations += done.iterations
      work.arcsPriced += done.arcsPriced
      return outcome
    } catch {
      preconditionFailure("a limit that was checked does not fit: \(error)")
    }
  }
}

/// The limits that hold the senders in the first places to the shares of these, and all others to one share, or to
/// more than it: first `limits`, then one for each sender, in order.
public func fairLimits(
  _ senders: [FairSender], _ limits: [SideLimit], places: [Int], _ shares: [Share], others: Share, strict: Bool
) -> [SideLimit] {
  limits
    + senders.enumerated().map { number, sender in
      if let place = places.firstIndex(of: number) {
        return SideLimit(sender.gains, .atLeast, shares[place].floor(for: sender.demand))
      }
      let floor = strict ? others.floorAbove(for: sender.demand) : others.floor(for: sender.demand)
      return SideLimit(sender.gains, .atLeast, floor)
    }
}
