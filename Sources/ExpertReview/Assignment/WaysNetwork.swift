import Flow

/// The network of an assignment in which limits may be given way on; see `WayOut`.
struct WaysNetwork {
  private let problem: PanelProblem
  private let kinds: Set<WayOut.Kind>
  private let newExperts: Int
  private let load: Int
  private let layout: PanelNetwork.Layout
  private var network: Network
  private var arcOfPair: [Int]
  private var arcs: [(arc: Int, use: Use)] = []
  private var spread: [Int64] = []

  /// What a unit on an arc that is no pair's means; experts, candidates and groups by number.
  private enum Use {
    case leastLoad(Int)
    case extra(Int)
    case newExpert(Int, group: Int?)
    case fewer(Int)
    case against(Int)
  }

  /// As many steps as are told apart when they are spread evenly.
  private static let steps = 4

  /// How many candidates a new expert takes: as many as most of those at hand may, the middle of their greatest loads.
  private static func load(_ problem: PanelProblem) -> Int {
    let loads = problem.maximumLoad.filter { $0 > 0 }.sorted()
    return loads.isEmpty ? max(1, problem.candidates.count) : loads[loads.count / 2]
  }

  /// So many new experts fill every panel alone.
  static func mostNewExperts(_ problem: PanelProblem) -> Int {
    let load = load(problem)
    return max(problem.demand.max() ?? 0, (problem.demand.reduce(0, +) + load - 1) / load)
  }

  init(_ problem: PanelProblem, _ kinds: Set<WayOut.Kind>, newExperts: Int) throws(NetworkFault) {
    self.problem = problem
    let hasSizeRule =
      problem.odd || problem.limits.all.contains { if case .share = $0.said.amount { true } else { false } }
    self.kinds = hasSizeRule ? kinds.subtracting([.demand]) : kinds
    self.newExperts = newExperts
    load = WaysNetwork.load(problem)
    layout = PanelNetwork.Layout(problem, PanelGroups(problem, for: .waysOut))
    // Behind the nodes of an assignment: one for all new experts, and one for those of each candidate.
    let nodes = layout.nodeCount + (newExperts > 0 ? 1 + problem.candidates.count : 0)
    network = Network(nodeCount: nodes, expectedArcs: problem.pairCount + 4 * problem.experts.count)
    arcOfPair = [Int](repeating: -1, count: problem.pairCount)
    for (candidate, wanted) in problem.demand.enumerated() { try network.setSupply(wanted, of: candidate) }
    try network.setSupply(-problem.demand.reduce(0, +), of: layout.sink)
    for candidate in problem.candidates.indices {
      try joinGroups(of: candidate)
      try joinPairs(of: candidate)
      if newExperts > 0 { try joinNewExperts(to: candidate) }
      if self.kinds.contains(.demand) {
        try addSteps(
          .fewer(candidate), from: candidate, to: layout.sink, atMost: problem.demand[candidate] - 1,
          price: WayOut.Kind.demand.price)
      }
    }
    if newExperts > 0 {
      try network.addArc(from: layout.nodeCount, to: layout.sink, capacity: newExperts * load, cost: 0)
    }
    for expert in problem.experts.indices { try joinLoad(of: expert) }
  }

  private mutating func joinGroups(of candidate: Int) throws(NetworkFault) {
    for number in layout.groups.of(candidate) {
      let group = layout.groups.all[number]
      let (outer, inner) = (
        group.parent < 0 ? candidate : layout.firstGroupNode + Int(group.parent), layout.firstGroupNode + number
      )
      try network.addArc(from: outer, to: inner, lower: group.least, capacity: group.most, cost: 0)
      guard kinds.contains(.composition) else { continue }
      let price = WayOut.Kind.composition.price
      if group.least > 0 { try add(.against(number), from: inner, to: outer, capacity: group.least, price: price) }
      try add(.against(number), from: outer, to: inner, capacity: problem.demand[candidate], price: price)
    }
  }

  private mutating func joinPairs(of candidate: Int) throws(NetworkFault) {
    for position in problem.row(candidate) {
      let isPinned = problem.isPinned(position)
      guard isPinned || !problem.isSoft[position] || kinds.contains(.softPairs) else { continue }
      let price = isPinned || !problem.isSoft[position] ? 0 : WayOut.Kind.softPairs.price
      let isFree = isPinned && kinds.contains(.pins)
      arcOfPair[position] = try network.addArc(
        from: layout.tail(of: position, candidate), to: layout.expert(Int(problem.expert[position])),
        lower: isPinned && !isFree ? 1 : 0, capacity: 1, cost: Int64(isFree ? -WayOut.Kind.pins.price : price))
    }
  }

  /// New experts may sit anywhere on the panel but in a class of which there may be only so many.
  private mutating func joinNewExperts(to candidate: Int) throws(NetworkFault) {
    let own = layout.nodeCount + 1 + candidate
    try add(.newExpert(candidate, group: nil), from: candidate, to: own, capacity: newExperts, price: 0)
    for number in layout.groups.of(candidate) {
      let group = layout.groups.all[number]
      let said = problem.limits.all[group.bound.limit].said
      guard (said.sense == .atLeast) != group.isTurned, said.sense == .atMost || !said.scope.isForEach else { continue }
      try add(
        .newExpert(candidate, group: number), from: layout.firstGroupNode + number, to: own, capacity: newExperts,
        price: 0)
    }
    try network.addArc(from: own, to: layout.nodeCount, capacity: newExperts, cost: 0)
  }

  private mutating func joinLoad(of expert: Int) throws(NetworkFault) {
    let (least, greatest) = (problem.minimumLoad[expert], problem.maximumLoad[expert])
    try network.addArc(from: layout.expert(expert), to: layout.sink, lower: least, capacity: greatest, cost: 0)
    if kinds.contains(.loads) {
      try addSteps(
        .extra(expert), from: layout.expert(expert), to: layout.sink, atMost: problem.candidates.count - greatest,
        price: WayOut.Kind.loads.price)
    }
    if kinds.contains(.minimumLoads), least > 0 {
      try add(
        .leastLoad(expert), from: layout.sink, to: layout.expert(expert), capacity: least,
        price: WayOut.Kind.minimumLoads.price)
    }
  }

  private mutating func add(
    _ use: Use, from tail: Int, to head: Int, capacity: Int, price: Int, step: Int = 0
  ) throws(NetworkFault) {
    let arc = try network.addArc(from: tail, to: head, capacity: capacity, cost: Int64(price))
    arcs.append((arc, use))
    spread += [Int64](repeating: 0, count: arc - spread.count) + [Int64(step)]
  }

  /// Arcs of one unit each, every one to be used before the next, and one for the rest.
  private mutating func addSteps(
    _ use: Use, from tail: Int, to head: Int, atMost count: Int, price: Int
  ) throws(NetworkFault) {
    guard count > 0 else { return }
    let single = min(count, WaysNetwork.steps)
    for step in 0..<single { try add(use, from: tail, to: head, capacity: 1, price: price, step: step) }
    if count > single {
      try add(use, from: tail, to: head, capacity: count - single, price: price, step: single)
    }
  }

  /// The cheapest way through; nil where there is none.
  func solve() throws(NetworkFault) -> WayOut? {
    let even = spread + [Int64](repeating: 0, count: network.arcCount - spread.count)
    var affinity = [Int64](repeating: 0, count: network.arcCount)
    for (position, arc) in arcOfPair.enumerated() where arc >= 0 {
      affinity[arc] = -Int64(problem.millionths[position])
    }
    guard case .optimal(let solution) = try minimumCostFlow(network, then: [even, affinity]) else { return nil }
    return way(solution.flow)
  }
}

// MARK: - Reading a flow

extension WaysNetwork {
  /// How many units there are of each use.
  private struct Counts {
    var least: [Int: Int] = [:]
    var extra: [Int: Int] = [:]
    var new: [Place: Int] = [:]
    var fewer: [Int: Int] = [:]
    var against: [BoundLimit: Int] = [:]

    /// A candidate, and the number of the limit that a new expert helps to keep; −1 for none.
    struct Place: Hashable, Comparable {
      let candidate: Int
      let limit: Int
      static func < (first: Place, second: Place) -> Bool {
        (first.candidate, first.limit) < (second.candidate, second.limit)
      }
    }
  }

  /// The changes that a flow means; nil where a limit in no tree is broken and may not be.
  private func way(_ flow: [Int32]) -> WayOut? {
    guard let counts = counts(flow) else { return nil }
    func list<Index: Comparable>(_ counts: [Index: Int]) -> [(key: Index, value: Int)] {
      counts.sorted { $0.key < $1.key }
    }
    var changes = list(counts.least).map { WayOut.Change.lowerMinimumLoad(problem.experts[$0.key], by: $0.value) }
    var unpinned: [WayOut.Change] = []
    for candidate in problem.candidates.indices {
      let id = problem.candidates[candidate]
      for position in problem.row(candidate) where arcOfPair[position] >= 0 {
        let isTaken = flow[arcOfPair[position]] == 1
        let expert = problem.experts[Int(problem.expert[position])]
        if problem.isPinned(position) {
          if !isTaken { unpinned.append(.unpin(id, expert)) }
        } else if isTaken, problem.isSoft[position] {
          changes.append(.useSoftPair(id, expert))
        }
      }
    }
    changes += list(counts.extra).map { .raiseLoad(problem.experts[$0.key], by: $0.value) }
    if newExperts > 0 {
      let seats = list(counts.new).map { place, count in
        WayOut.Seats(
          candidate: problem.candidates[place.candidate], count: count,
          limit: place.limit < 0 ? nil : problem.limits.all[place.limit].said)
      }
      changes.append(.addExperts(newExperts, load: load, seats: seats))
    }
    changes += unpinned + list(counts.fewer).map { .lowerDemand(problem.candidates[$0.key], by: $0.value) }
    let against = counts.against.sorted {
      ($0.key.candidate, $0.key.limit, $0.key.class) < ($1.key.candidate, $1.key.limit, $1.key.class)
    }
    changes += against.map { bound, count in
      .relaxLimit(problem.candidates[bound.candidate], problem.limits.all[bound.limit].said, by: count)
    }
    return WayOut(changes: changes, price: changes.reduce(0) { $0 + $1.count * $1.kind.price })
  }

  private func counts(_ flow: [Int32]) -> Counts? {
    var counts = Counts()
    for (arc, use) in arcs where flow[arc] > 0 {
      let units = Int(flow[arc])
      switch use {
      case .leastLoad(let expert): counts.least[expert, default: 0] += units
      case .extra(let expert): counts.extra[expert, default: 0] += units
      case .newExpert(let candidate, let group):
        let asked = group.map { layout.groups.all[$0].bound.limit }.flatMap { limit in
          problem.limits.all[limit].said.sense == .atLeast ? limit : nil
        }
        counts.new[Counts.Place(candidate: candidate, limit: asked ?? -1), default: 0] += units
      case .fewer(let candidate): counts.fewer[candidate, default: 0] += units
      case .against(let group): counts.against[layout.groups.all[group].bound, default: 0] += units
      }
    }
    for bound in layout.groups.crossing {
      let sits = problem.positions(bound).count { arcOfPair[$0] >= 0 && flow[arcOfPair[$0]] == 1 }
      let sense = problem.limits.all[bound.limit].said.sense
      let broken = sense == .atLeast ? bound.count - sits : sits - bound.count
      guard broken > 0 else { continue }
      guard kinds.contains(.composition) else { return nil }
      counts.against[bound, default: 0] += broken
    }
    return counts
  }
}
