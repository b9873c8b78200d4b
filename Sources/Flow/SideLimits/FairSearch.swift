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
///
/// Places. In the order from the worst share upwards, the share of a place is settled by what no flow can better: with
/// the senders of the places before held to their shares, the others cannot all have more. A flow that is better in the
/// next place must give one of the senders whose limits that proof needs no more than this share; so only these can
/// stand in the place, and each is one way to go on (the saturation of Ogryczak and Śliwiński, 2006, for whole
/// numbers).
///
/// Shares. What a sender could choose if it were alone bounds its share. That bound is tried first – it was the answer
/// on every real problem tried – then shares are halved between what is had and what may be had. Each question is a
/// search within floors for the senders; the answer to the last one, at full cost, is the flow.
///
/// Others. The worst share has been approached within a factor by sequences of flows (Stelmakh, Shah and Singh,
/// "PeerReview4All", ALT 2019; after Garg, Kavitha, Kumar, Mehlhorn and Mestre, "Assigning papers to referees", 2010)
/// and by moving units from senders above a floor to senders below it (Kobren, Saha and McCallum, "Paper matching with
/// local fairness constraints", KDD 2019). Here it is found exactly, with proof.
private struct FairSearch {
  let network: Network
  let senders: [FairSender]
  let limits: [SideLimit]
  let budget: WorkBudget
  let watch: Watch?
  /// The same network, in which every flow costs nothing.
  let free: Network
  /// What each sender could have alone.
  let most: [Share]
  var work = Work()
  var isStopped = false
  /// Whether not all ways were followed: then what is known of later places is less.
  var isOpen = false
  static let mostWays = 64
  /// The last flow found at least cost within shares, for the final stage.
  private var last: (key: Stage, outcome: LimitedSolution)?

  /// Which limits a stage is solved within.
  private struct Stage: Equatable {
    var places: [Int]
    var shares: [Share]
    var others: Share
  }

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
    most = sharesAlone(senders, network)
  }

  mutating func run(depth: Int) -> FairOutcome {
    let least = most.min() ?? Share(sum: 0, demand: 1)
    let stage = Stage(places: [], shares: [], others: least)
    if case .solved(let solution) = solve(stage) { return run(depth: depth, from: solution.flow) }
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
      if levels.count < depth {
        let next = longer(ways, levels)
        if level.isProved && next.count <= FairSearch.mostWays {
          ways = next
        } else {
          ways = [order(flow, levels.count)]
        }
        isOpen = isOpen || !level.isProved || next.count > FairSearch.mostWays
      }
    }
    let shares = levels.map(\.share)
    if isOpen && depth > 1 { ways.insert([], at: 0) }
    var best = (flow: flow, value: cost(flow))
    var bound: Int128?
    var proofs: [FairProof] = []
    for way in ways {
      let outcome = solve(
        Stage(places: way, shares: Array(shares.prefix(way.count)), others: shares[way.count]))
      switch outcome {
      case .solved(let solution):
        if way.count == depth - 1 && solution.value < best.value { best = (solution.flow, solution.value) }
        bound = min(bound ?? solution.bound, solution.bound)
        proofs.append(FairProof(places: way, proof: solution.proof))
      case .infeasible(let proof, _): proofs.append(FairProof(places: way, proof: proof))
      case .unknown(let known, let proof, _):
        bound = min(bound ?? known, known)
        proofs.append(FairProof(places: way, proof: proof))
      }
    }
    return .solved(
      FairSolution(
        flow: best.flow, levels: levels, value: best.value, bound: min(bound ?? best.value, best.value),
        proofs: proofs, work: work))
  }

  // MARK: - One place

  /// Makes the share in the place after `levels` as large as it can be.
  private mutating func raise(_ flow: inout [Int32], after levels: [FairLevel], _ ways: [[Int]]) -> FairLevel {
    let place = levels.count
    let shares = levels.map(\.share)
    var share = self.shares(flow).sorted()[place]
    for way in ways {
      climb(&flow, &share, way, shares)
    }
    var bound = share
    var proofs: [FairProof] = []
    var number = 0
    while number < ways.count {
      let above = fairLimits(senders, limits, places: ways[number], shares, others: share, strict: true)
      switch solve(free, above) {
      case .infeasible(let proof, _): proofs.append(FairProof(places: ways[number], proof: proof))
      case .unknown: bound = max(bound, ceiling(ways[number]))
      case .solved(let solution):
        // A finer share than the climb tells apart: what was proved of the others is asked anew.
        flow = solution.flow
        share = self.shares(flow).sorted()[place]
        bound = share
        proofs = []
        number = -1
      }
      number += 1
    }
    if isOpen { bound = max(bound, most.sorted()[place]) }
    return FairLevel(share: share, bound: bound, proofs: proofs)
  }

  /// Looks for flows with a larger share in the next place, one way.
  private mutating func climb(_ flow: inout [Int32], _ share: inout Share, _ way: [Int], _ shares: [Share]) {
    var high = ceiling(way)
    guard share < high else { return }
    if case .solved(let solution) = solve(Stage(places: way, shares: shares, others: high)) {
      flow = solution.flow
      share = self.shares(flow).sorted()[shares.count]
      return
    }
    let grid = Int128(senders.reduce(1) { leastCommonMultiple($0, $1.demand) })
    var low = Int128(share.floor(for: Int(grid)))
    var top = Int128(high.floor(for: Int(grid)))
    while top - low > 1 && !isStopped {
      let middle = (low + top) / 2
      high = Share(sum: Int64(middle), demand: Int(grid))
      let asked = fairLimits(senders, limits, places: way, shares, others: high, strict: false)
      if case .solved(let solution) = solve(free, asked) {
        flow = solution.flow
        share = self.shares(flow).sorted()[shares.count]
        low = max(middle, Int128(share.floor(for: Int(grid))))
      } else {
        top = middle
      }
    }
  }

  /// More than this the others cannot all have.
  private func ceiling(_ way: [Int]) -> Share {
    senders.indices.filter { !way.contains($0) }.map { most[$0] }.min() ?? Share(sum: 0, demand: 1)
  }

  /// The senders in the first places of a flow.
  private func order(_ flow: [Int32], _ count: Int) -> [Int] {
    let shares = shares(flow)
    return Array(senders.indices.sorted { shares[$0] != shares[$1] ? shares[$0] < shares[$1] : $0 < $1 }.prefix(count))
  }

  /// The ways to take one place more.
  private func longer(_ ways: [[Int]], _ levels: [FairLevel]) -> [[Int]] {
    let level = levels[levels.count - 1]
    return ways.flatMap { way -> [[Int]] in
      let proof = level.proofs.first { $0.places == way }?.proof
      let next = proof.map { needed(by: $0, way, levels) } ?? senders.indices.filter { !way.contains($0) }
      return next.map { way + [$0] }
    }
  }

  /// Senders whose limits are enough for a proof that nobody but those on the way can all have more.
  private func needed(by proof: BoundProof, _ way: [Int], _ levels: [FairLevel]) -> [Int] {
    let share = levels[levels.count - 1].share
    let others = senders.indices.filter { !way.contains($0) }
    if let alone = others.first(where: { most[$0] <= share }) { return [alone] }
    let strict = fairLimits(
      senders, limits, places: way, levels.dropLast().map(\.share), others: share, strict: true)
    var asked = Set(others)
    // Halves, quarters … are left out as long as the proof holds without them.
    var size = max(1, others.count / 2)
    while true {
      var start = 0
      let left = others.filter(asked.contains)
      while start < left.count {
        let part = left[start..<min(left.count, start + size)]
        if proves(proof, strict, without: Set(senders.indices).subtracting(asked).subtracting(way).union(part)) {
          asked.subtract(part)
        }
        start += size
      }
      if size == 1 { return others.filter(asked.contains) }
      size = (size + 1) / 2
    }
  }

  private func proves(_ proof: BoundProof, _ limits: [SideLimit], without senders: Set<Int>) -> Bool {
    var loose = limits
    for sender in senders {
      let number = limits.count - self.senders.count + sender
      let reach = limits[number].terms.reduce(Int64(0)) {
        $0 - abs($1.coefficient) * Int64(network.capacities[$1.arc])
      }
      loose[number] = SideLimit(limits[number].terms, .atLeast, reach)
    }
    do { return try checkBound(free, limits: loose, proof: proof) == nil } catch { return false }
  }

  // MARK: - Parts

  private func shares(_ flow: [Int32]) -> [Share] {
    senders.map { sender in
      Share(sum: Int64(SideLimit(sender.gains, .atLeast, 0).sum(flow)), demand: sender.demand)
    }
  }

  private func cost(_ flow: [Int32]) -> Int128 {
    flow.indices.reduce(0) { $0 + Int128(flow[$1]) * Int128(network.costs[$1]) }
  }

  /// The least cost within shares; remembered, because the last place is often settled by the same limits.
  private mutating func solve(_ stage: Stage) -> LimitedOutcome {
    if let last, last.key == stage { return .solved(last.outcome) }
    let asked = fairLimits(
      senders, limits, places: stage.places, stage.shares, others: stage.others, strict: false)
    let outcome = solve(network, asked)
    if case .solved(let solution) = outcome { last = (stage, solution) }
    return outcome
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
      if work.arcsPriced >= budget.steps || watch.map({ !$0(work) }) ?? false { isStopped = true }
      return outcome
    } catch {
      preconditionFailure("a limit that was checked does not fit: \(error)")
    }
  }
}

/// What each sender could have if it were alone: as many of its best arcs as its star has units, or all that gain.
private func sharesAlone(_ senders: [FairSender], _ network: Network) -> [Share] {
  let stars = StarNetwork(network, [])
  return senders.map { sender in
    let gains = SideLimit(sender.gains, .atLeast, 0).summed
    let items = gains.map { stars?.itemOfArc[$0.arc] ?? -1 }
    if let stars, let first = items.first, items.allSatisfy({ $0 >= 0 }) {
      let star = stars.stars[Int(stars.itemStar[Int(first)])]
      if items.allSatisfy({ star.items.contains(Int($0)) }) {
        let others = [Int64](repeating: 0, count: star.items.count - gains.count)
        let best = (gains.map(\.coefficient) + others).sorted(by: >).prefix(star.demand)
        return Share(sum: best.reduce(0, +), demand: sender.demand)
      }
    }
    let sum = gains.reduce(Int64(0)) { $0 + max($1.coefficient, 0) * Int64(network.capacities[$1.arc]) }
    return Share(sum: sum, demand: sender.demand)
  }
}

/// Precondition: both are at least 1. Stays below 2³¹: beyond that shares are told apart no more finely.
private func leastCommonMultiple(_ first: Int, _ second: Int) -> Int {
  var (a, b) = (first, second)
  while b != 0 { (a, b) = (b, a % b) }
  let multiple = first / a * second
  return multiple < 1 << 31 ? multiple : first
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
