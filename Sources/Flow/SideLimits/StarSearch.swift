/// Branch and bound over the choices of a star network.
///
/// A case is what each star may still choose. Its bound comes from prices (`StarBound`): for the whole those of an
/// ascent (`AugmentedAscent`), and where these leave a gap those of the linear programme over all choices
/// (`ChoiceProgramme`), which goes on from case to case; the ascent alone where the network is too large for that, or
/// costs are all zero. Items that the prices show to lead to nothing better than the best flow found are left out for
/// the rest of the case. The choices that the stars hold at these prices, in weights, lead to flows (`complete`) and
/// to the item that splits the case.
struct StarSearch {
  let network: Network
  let stars: StarNetwork
  let limits: [SideLimit]
  let budget: WorkBudget
  let watch: Watch?
  private(set) var prices: [BoundProof.Prices] = []
  private(set) var best: (flow: [Int32], value: Int128)?
  private(set) var work = Work()
  private var ended = false
  /// Whether a first flow found in a part begins the search again, and whether it has.
  private var isFirstSought = false
  private var beginsAgain = false
  /// The linear programme over choices, from where the ascent of the whole ended; nil where there is none.
  private var programme: ChoiceProgramme?
  /// Where prices came to rest for the whole.
  private var settled: AugmentedAscent?
  /// A flow that exchanges may start from.
  private var lastFlow: [Int32]?
  /// What costs count in prices.
  private let weight: Int64
  /// What all costs are multiples of.
  private let unit: Int64
  /// Potentials in this weight of nodes that are no receivers.
  private var others: [Int64]

  init(_ network: Network, _ stars: StarNetwork, _ limits: [SideLimit], _ budget: WorkBudget, _ watch: Watch?) {
    self.network = network
    self.stars = stars
    self.limits = limits
    self.budget = budget
    self.watch = watch
    let greatest = network.costs.reduce(UInt64(1)) { max($0, $1.magnitude) }
    let demand = UInt64(stars.stars.reduce(1) { max($0, $1.demand) } + 1)
    var weight: Int64 = 1
    while weight < 1 << 16, UInt128(weight) * 2048 * UInt128(greatest) * UInt128(demand) < 1 << 57 { weight *= 2 }
    self.weight = greatest == 1 && network.costs.allSatisfy { $0 == 0 } ? 0 : weight
    others = [Int64](repeating: 0, count: network.nodeCount)
    unit = max(1, network.costUnit)
  }

  /// The proof of the bound on the whole; nil where a star has no choice within its limits, which is for the plain
  /// search to prove.
  mutating func explore() -> BoundProof.Case? {
    guard let options = stars.options(lowers: network.lowers, capacities: network.capacities) else {
      return priced(0, others)
    }
    switch cheapestFlow(options) {
    case .stopped: preconditionFailure("stopped without a watch")
    case .infeasible(let cut, _): return priced(0, potentials(of: cut))
    case .optimal(let solution):
      if offer(solution.flow) { return priced(1, solution.potentials) }
      lastFlow = solution.flow
      // All potentials may move together: receivers are brought to zero on average, so that sums stay small.
      let count = Int64(max(1, stars.receivers.count))
      let middle = stars.receivers.reduce(Int64(0)) { $0 + solution.potentials[$1.node] / count }
      others = solution.potentials.map { ($0 - middle) * weight }
      guard let ascent = AugmentedAscent(stars, weight: weight, potentials: others, options) else { return nil }
      return explore(options, from: ascent)
    }
  }

  /// The whole as one case; once more from the start where the first flow is found only in a part, because with it most
  /// of the whole drops out.
  private mutating func explore(
    _ options: [LeastChoice.Options], from start: AugmentedAscent
  ) -> BoundProof.Case {
    settled = start
    isFirstSought = best == nil
    let cases = explore(options, start, isRoot: true)
    guard beginsAgain else { return cases }
    beginsAgain = false
    isFirstSought = false
    prices = []
    return explore(options, settled ?? start, isRoot: true)
  }

  private func potentials(of cut: Cut) -> [Int64] {
    var potentials = [Int64](repeating: 0, count: network.nodeCount)
    for node in cut.nodes { potentials[node] = cut.direction == .outward ? -1 : 1 }
    return potentials
  }

  private mutating func priced(_ weight: Int64, _ potentials: [Int64]) -> BoundProof.Case {
    .priced(add(weight, potentials))
  }

  private mutating func add(_ weight: Int64, _ potentials: [Int64]) -> Int {
    prices.append(
      BoundProof.Prices(
        weight: weight, multipliers: [Int64](repeating: 0, count: limits.count), potentials: potentials))
    return prices.count - 1
  }

  /// Keeps a flow if it is within all limits and better than the best; whether it is within all limits.
  private mutating func offer(_ flow: [Int32]) -> Bool {
    guard limits.allSatisfy({ $0.holds(flow) }) else { return false }
    let value = flow.indices.reduce(Int128(0)) { $0 + Int128(flow[$1]) * Int128(network.costs[$1]) }
    if best.map({ value < $0.value }) ?? true { best = (flow, value) }
    return true
  }

  /// The cheapest flow with what stars may choose, without limits.
  private mutating func cheapestFlow(_ options: [LeastChoice.Options], in given: Network? = nil) -> Outcome {
    var network = given ?? self.network
    for arc in stars.itemArc { network.capacities[Int(arc)] = 0 }
    for star in options {
      for (place, item) in star.items.enumerated() {
        network.capacities[Int(stars.itemArc[Int(item)])] = 1
        if place < star.forced { network.lowers[Int(stars.itemArc[Int(item)])] = 1 }
      }
    }
    let outcome = minimumCostFlow(network)
    if case .optimal(let solution) = outcome { work.arcsPriced += solution.work.arcsPriced }
    work.arcsPriced += network.arcCount
    return outcome
  }

  // MARK: - One case

  private mutating func explore(
    _ given: [LeastChoice.Options], _ start: AugmentedAscent, isRoot: Bool
  ) -> BoundProof.Case {
    var ascent = start
    var options = given
    work.iterations += 1
    var result = programme.flatMap { priced(by: $0, &options) }
    if result == nil {
      for star in options.indices { ascent.restrict(star, to: options[star]) }
      let before = ascent.steps
      var raised = raise(&ascent, &options, isRoot: isRoot)
      work.arcsPriced += LeastChoice.weightOfStep * (ascent.steps - before)
      if isRoot, !raised.isDone, weight > 0, let made = programme(options, from: ascent),
        let finer = priced(by: made, &options)
      {
        if finer.isDone || finer.bound > raised.bound { raised.prices = finer.prices }
        raised.isDone = finer.isDone
        raised.narrowings += finer.narrowings
      }
      result = raised
    }
    guard let result else { preconditionFailure("a case without prices") }
    endWhereSpent()
    if isRoot {
      settled = ascent
      isFirstSought = isFirstSought && best == nil
    }
    if !isRoot && isFirstSought && weight > 0 && best != nil && !ended {
      beginsAgain = true
      return .priced(result.prices)
    }
    var rest: BoundProof.Case
    if result.isDone {
      rest = .priced(result.prices)
    } else if ended || (weight == 0 && best != nil) {
      rest = left(at: result.prices)
    } else if let split = splittingItem(ascent, options) {
      rest = explore(split, options, ascent, result.prices)
    } else {
      rest = exactCase(options)
    }
    for (number, cutoff) in result.narrowings.reversed() { rest = .narrowed(by: number, cutoff: cutoff, rest: rest) }
    return rest
  }

  /// What is not looked into any more. Costs that are all zero have zero for their bound.
  private mutating func left(at number: Int) -> BoundProof.Case {
    weight == 0 ? priced(1, [Int64](repeating: 0, count: network.nodeCount)) : .priced(number)
  }

  private mutating func endWhereSpent() {
    if work.arcsPriced >= budget.steps { ended = true }
    if let watch, !watch(work) { ended = true }
  }

  private struct Raised {
    var prices: Int
    var bound: Int128
    var isDone: Bool
    var narrowings: [(Int, Int128)] = []
  }

  /// Raises the bound of a case, looks for flows and leaves out items on the way.
  private mutating func raise(
    _ ascent: inout AugmentedAscent, _ options: inout [LeastChoice.Options], isRoot: Bool
  ) -> Raised {
    var result = Raised(prices: -1, bound: Int128.min / 2, isDone: false)
    let rounds = isRoot ? 60 : 8
    var narrowedAt = Int128.min / 2
    var earlier: [Int128] = []
    for turn in 0..<rounds {
      // The first prices of all are those of the flow without limits.
      for _ in 0..<(isRoot ? (turn == 0 ? 0 : 5) : 3) {
        if !ascent.round(options) { break }
      }
      if !isRoot || turn > 0 { ascent.settle() }
      let potentials = ascent.potentials(others)
      var bounding = StarBound(stars, BoundProof.Prices(weight: weight, multipliers: [], potentials: potentials))
      let value = bounding.value(options, lowers: network.lowers, capacities: network.capacities)
      work.arcsPriced += LeastChoice.weightOfStep * bounding.choice.steps
      guard let (sum, answers) = value else {
        result.prices = add(weight, potentials)
        result.isDone = true
        return result
      }
      let improved = sum > result.bound
      let gain = sum - result.bound
      if improved {
        result.bound = sum
        // Prices that nothing refers to yet are replaced.
        if result.prices >= 0 && result.prices == prices.count - 1 { prices.removeLast() }
        result.prices = add(weight, potentials)
      }
      if (weight == 0 && sum > 0)
        || (best.map { sum > ($0.value - Int128(unit)) * Int128(weight) } ?? false && weight > 0)
      {
        result.prices = add(weight, potentials)
        result.isDone = true
        return result
      }
      if turn % (isRoot ? 10 : 4) == (isRoot ? 9 : 3) {
        let held = best?.value
        complete(options) { ascent.share(of: $0) }
        if isRoot { exchange(ascent, options, isFirst: turn < 10) }
        if best?.value != held { narrowedAt = Int128.min / 2 }
      }
      if weight == 0 && best != nil { return result }
      if improved, let best, weight > 0 {
        let room = best.value * Int128(weight) - sum
        if narrowedAt == Int128.min / 2 || room * 10 < narrowedAt * 9 {
          narrowedAt = room
          guard let left = bounding.narrowed(options, sum: sum, answers, cutoff: best.value) else {
            result.narrowings.append((result.prices, best.value))
            result.isDone = true
            return result
          }
          if left != options {
            result.narrowings.append((result.prices, best.value))
            for star in left.indices where left[star] != options[star] { ascent.restrict(star, to: left[star]) }
            options = left
            _ = add(weight, potentials)
            result.prices = prices.count - 1
          }
        }
      }
      if !isRoot, turn > 2, let best, weight > 0 {
        let room = best.value * Int128(weight) - result.bound
        if gain * 8 < room { break }
      }
      if isRoot {
        earlier.append(result.bound)
        let room = best.map { $0.value * Int128(weight) - result.bound } ?? Int128(ascent.penalty)
        if turn >= 19, result.bound - earlier[turn - 10] < room / 50 { break }
      }
    }
    return result
  }

  /// The linear programme around the prices of an ascent, with the choices that the stars hold there and in the best
  /// flow.
  private func programme(_ options: [LeastChoice.Options], from ascent: AugmentedAscent) -> ChoiceProgramme? {
    let prices = BoundProof.Prices(weight: weight, multipliers: [], potentials: ascent.potentials(others))
    guard StarBound.fits(stars, prices),
      var made = ChoiceProgramme(stars, options, around: prices, reach: ascent.penalty / 16)
    else { return nil }
    for (number, star) in stars.stars.enumerated() {
      for held in ascent.held[number] { _ = made.add(held.items, of: number) }
      guard let flow = best?.flow else { continue }
      _ = made.add(star.items.filter { flow[Int(stars.itemArc[$0])] > 0 }.map { Int32($0) }, of: number)
    }
    return made
  }

  /// The best bound of a case by its linear programme; nil where that is not to be had.
  private mutating func priced(by made: ChoiceProgramme, _ options: inout [LeastChoice.Options]) -> Raised? {
    var made = made
    programme = nil
    made.restrict(to: options)
    var result = Raised(prices: -1, bound: Int128.min / 2, isDone: false)
    while true {
      let before = made.steps
      let solved = made.solve()
      work.arcsPriced += (made.steps - before) / ChoiceProgramme.stepsOfArc
      guard let solved, StarBound.fits(stars, solved) else { return nil }
      var bounding = StarBound(stars, solved)
      let value = bounding.value(options, lowers: network.lowers, capacities: network.capacities)
      work.arcsPriced += LeastChoice.weightOfStep * bounding.choice.steps
      let room = best.map { $0.value * Int128(weight) - (value?.sum ?? 0) }
      if value == nil || room.map({ $0 < Int128(unit) * Int128(weight) }) ?? false {
        result.prices = add(weight, solved.potentials)
        result.isDone = true
        programme = made
        return result
      }
      guard let (sum, answers) = value else { return nil }
      endWhereSpent()
      // These prices prove their bound all the same.
      if ended {
        result.bound = sum
        result.prices = add(weight, solved.potentials)
        programme = made
        return result
      }
      if made.add(answers) { continue }
      // No choice helps. At a penalty that shows that there is no flow, or is too low.
      if made.isAtPenalty {
        var without = StarBound(
          stars, BoundProof.Prices(weight: 0, multipliers: [], potentials: solved.potentials))
        let value = without.value(options, lowers: network.lowers, capacities: network.capacities)
        work.arcsPriced += LeastChoice.weightOfStep * without.choice.steps
        if value.map({ $0.sum > 0 }) ?? true {
          result.prices = add(0, solved.potentials)
          result.isDone = true
          programme = made
          return result
        }
        if made.raisePenalties() { continue }
      }
      complete(options) { made.share(of: $0) }
      result.bound = sum
      result.prices = add(weight, solved.potentials)
      programme = made
      guard let best else { return result }
      let left = bounding.narrowed(options, sum: sum, answers, cutoff: best.value)
      if left != options { result.narrowings.append((result.prices, best.value)) }
      result.isDone = left == nil
      options = left ?? options
      return result
    }
  }

  // MARK: - Splitting

  /// The item whose share is furthest from none and all, where it matters most.
  private func splittingItem(_ ascent: AugmentedAscent, _ options: [LeastChoice.Options]) -> Int32? {
    var chosen: (item: Int32, score: Int128)?
    for star in stars.stars.indices where isOpen(star, options) {
      let shares = programme?.share(of: star) ?? ascent.share(of: star)
      let dearest = options[star].items.reduce(Int64.min) { max($0, stars.itemCost[Int($1)]) }
      let cheapest = options[star].items.reduce(Int64.max) { min($0, stars.itemCost[Int($1)]) }
      let forced = options[star].items[..<options[star].forced]
      for (item, share) in shares where !forced.contains(item) && options[star].items.contains(item) {
        let open = min(share, AugmentedAscent.one - share)
        let weight = dearest - stars.itemCost[Int(item)] + (dearest - cheapest) / 1024 + 1
        let score = Int128(open) * Int128(weight)
        if score > chosen?.score ?? -1 { chosen = (item, score) }
      }
    }
    // Where nothing is held that may be held, any item will do.
    let open = stars.stars.indices.first { isOpen($0, options) }
    return chosen?.item ?? open.map { options[$0].items[options[$0].forced] }
  }

  private func isOpen(_ star: Int, _ options: [LeastChoice.Options]) -> Bool {
    options[star].forced < stars.stars[star].demand && options[star].openCount > 0
  }

  /// Both parts of a case that prices with this number bound.
  private mutating func explore(
    _ item: Int32, _ options: [LeastChoice.Options], _ ascent: AugmentedAscent, _ number: Int
  ) -> BoundProof.Case {
    let arc = Int(stars.itemArc[Int(item)])
    let used = part(arc, isUsed: true, options, ascent)
    guard !beginsAgain else { return used }
    let leftOut = ended ? left(at: number) : part(arc, isUsed: false, options, ascent)
    return .split(arc: arc, at: 0, upTo: leftOut, above: used)
  }

  /// One part of a case. It has fewer open items (`openCount`) than the whole, so that splitting ends.
  private mutating func part(
    _ arc: Int, isUsed: Bool, _ options: [LeastChoice.Options], _ ascent: AugmentedAscent
  ) -> BoundProof.Case {
    guard let left = stars.options(options, arc: arc, isUsed: isUsed, isLeftOut: !isUsed) else {
      return priced(0, [Int64](repeating: 0, count: network.nodeCount))
    }
    let star = Int(stars.itemStar[Int(stars.itemOfArc[arc])])
    precondition(left[star].openCount < options[star].openCount, "a split that leaves its case as it was")
    guard programme == nil else { return explore(left, ascent, isRoot: false) }
    var ascent = ascent
    ascent.restrict(star, to: left[star])
    return explore(left, ascent, isRoot: false)
  }

  /// A case in which every star has made its choice: the rest is a flow.
  private mutating func exactCase(_ options: [LeastChoice.Options]) -> BoundProof.Case {
    switch cheapestFlow(options) {
    case .stopped: preconditionFailure("stopped without a watch")
    case .infeasible(let cut, _): return priced(0, potentials(of: cut))
    case .optimal(let solution):
      _ = offer(solution.flow)
      return priced(1, solution.potentials)
    }
  }

  // MARK: - Flows

  /// Looks for a flow among the items that are held at all.
  private mutating func complete(
    _ options: [LeastChoice.Options], _ shares: (Int) -> [(item: Int32, share: Int)]
  ) {
    var support = options
    for star in options.indices {
      let forced = options[star].items[..<options[star].forced]
      let shares = shares(star)
      let sure = shares.filter { $0.share > AugmentedAscent.one * 99 / 100 && !forced.contains($0.item) }.map(\.item)
      let open = shares.filter { $0.share <= AugmentedAscent.one * 99 / 100 && !forced.contains($0.item) }.map(\.item)
      support[star] = LeastChoice.Options(items: Array(forced) + sure + open, forced: forced.count + sure.count)
    }
    guard case .optimal(let solution) = cheapestFlow(support) else { return }
    _ = offer(solution.flow)
  }

  /// Raises what gains count in the costs of stars with broken limits, until a flow keeps them all.
  private mutating func penalise(_ options: [LeastChoice.Options]) -> [Int32]? {
    let unit: Int64 = 256
    let greatest = network.costs.reduce(Int64(1)) { max($0, abs($1)) }
    guard greatest <= network.largestCost / (unit * unit) else { return nil }
    var multipliers = stars.stars.map { [Int64](repeating: 0, count: $0.limits.count) }
    var last: [Int32]?
    for _ in 0..<12 where !ended {
      var flow: [Int32]?
      if case .optimal(let solution) = cheapestFlow(options, unit: unit, multipliers, greatest) { flow = solution.flow }
      guard let flow else { return last }
      last = flow
      if offer(flow) { return flow }
      for (number, star) in stars.stars.enumerated() {
        for (index, limit) in star.limits.enumerated() {
          let sum = star.items.reduce(Int64(0)) {
            $0 + limit.gains[$1 - star.items.lowerBound] * Int64(flow[Int(stars.itemArc[$1])])
          }
          if sum < limit.bound { multipliers[number][index] = max(4, multipliers[number][index] * 3) }
        }
      }
    }
    return last
  }

  /// The cheapest flow when gains of broken limits count, in 1/`unit` of the greatest cost for the greatest gain.
  private mutating func cheapestFlow(
    _ options: [LeastChoice.Options], unit: Int64, _ multipliers: [[Int64]], _ greatest: Int64
  ) -> Outcome {
    var network = self.network
    for arc in 0..<network.arcCount { network.costs[arc] *= unit }
    for (number, star) in stars.stars.enumerated() {
      for (index, limit) in star.limits.enumerated() where multipliers[number][index] > 0 {
        let most = limit.gains.reduce(Int64(1)) { max($0, abs($1)) }
        for item in star.items {
          let share = Int128(limit.gains[item - star.items.lowerBound]) * Int128(greatest) / Int128(most)
          let arc = Int(stars.itemArc[item])
          let cost = Int128(network.costs[arc]) - share * Int128(multipliers[number][index])
          network.costs[arc] = Int64(
            max(-Int128(network.largestCost), min(Int128(network.largestCost), cost)))
        }
      }
    }
    return cheapestFlow(options, in: network)
  }

  /// Exchanges items from the flow nearest to what the stars hold, and from the best flow.
  private mutating func exchange(_ ascent: AugmentedAscent, _ options: [LeastChoice.Options], isFirst: Bool) {
    if let near = nearestFlow(ascent, options) { exchange(options, from: near, rounds: 12, share: 32) }
    if isFirst, best == nil, let flow = penalise(options) { exchange(options, from: flow, rounds: 16, share: 8) }
    if let best { exchange(options, from: best.flow, rounds: 16, share: 16) }
  }

  /// The flow that has most in common with the choices that the stars hold.
  private mutating func nearestFlow(_ ascent: AugmentedAscent, _ options: [LeastChoice.Options]) -> [Int32]? {
    var network = self.network
    network.costs = [Int64](repeating: 0, count: network.arcCount)
    for star in stars.stars.indices {
      for (item, share) in ascent.share(of: star) {
        network.costs[Int(stars.itemArc[Int(item)])] = -Int64(share * 64 / AugmentedAscent.one)
      }
    }
    guard case .optimal(let solution) = cheapestFlow(options, in: network) else { return nil }
    _ = offer(solution.flow)
    return solution.flow
  }

  /// Exchanges items from a flow on.
  private mutating func exchange(_ options: [LeastChoice.Options], from flow: [Int32], rounds: Int, share: Int64) {
    guard var search = ExchangeSearch(stars, options, flow: flow) else { return }
    // A small problem has few exchanges, and trying each of them over and over finds nothing new.
    let tries = min(max(20_000, 60 * stars.stars.count), 64 * search.exchanges)
    search.run(rounds: rounds, tries: tries, from: share)
    work.arcsPriced += search.steps
    guard let found = search.best else { return }
    let fixed = found.items.map { LeastChoice.Options(items: $0, forced: $0.count) }
    guard case .optimal(let solution) = cheapestFlow(fixed) else { return }
    _ = offer(solution.flow)
  }
}
