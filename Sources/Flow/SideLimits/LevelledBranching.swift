/// Branch and bound over levels of costs: the cheapest flow, level by level, that keeps side limits.
///
/// # Method
///
/// A case is the network with tighter bounds on some arcs. Without the side limits its best flow is found by optimal
/// faces (`minimumCostFlow(_:then:)`); no flow of the case is better. A case whose best flow breaks a limit is divided:
///
/// - a limit that counts units, at most *r*, on arcs a₁, a₂, … that carry more: either a₁ carries none, or a₁ one and
///   a₂   none, …, or a₁…aᵣ one each and all others of the limit none;
/// - any other limit: an arc of the limit carries at most what it carries now, or more; or at least, or less.
///
/// What the limit then leaves no choice about is fixed in each part, and a part in which it cannot be kept at all is
/// none (the propagation of bounds: Savelsbergh, "Preprocessing and probing techniques for mixed integer programming
/// problems", ORSA Journal on Computing 6, 1994). Without it a part that keeps the present flow would look the best
/// although the limit is broken in it for good.
///
/// The case with the best bound is looked at first (Land and Doig, "An automatic method of solving discrete programming
/// problems", Econometrica 28, 1960), so the first flow that keeps all limits when its turn comes is the best there is.
/// For the answer when the budget ends, dives take the best part each time: from the first case, and while none has
/// come to a flow from the 1st, 2nd, 4th, 8th … case that is looked at.
///
/// Bounds are compared level by level as one, so that lots that settle ties are not searched for apart.
struct LevelledBranching {
  let network: Network
  let levels: [[Int64]]
  let budget: WorkBudget
  let watch: Watch?
  let broken: ([Int32]) -> [SideLimit]
  private var open: [Case] = []
  private var made = 0
  private var taken = 0
  private var best: LevelledSolution?
  private(set) var work = Work()

  /// What a case takes beside what its flows count: each level makes a network of its own, reads prices into it and
  /// proves its flow, over all arcs and nodes, and has a toll besides. Measured in what pricing an arc takes; without
  /// it a search where flows are found at once would last a hundred times its budget.
  private var stepsOfCase: Int { 32 * (levels.count + 1) * (network.arcCount + network.nodeCount + 256) }

  /// A part of the problem with its best flow when no side limit is asked for.
  private struct Case {
    let changes: [BoundChange]
    let solution: LevelledSolution
    /// Cases of equal bounds are taken in the order of making.
    let number: Int
  }

  private struct BoundChange {
    let arc: Int
    let lower: Int32
    let capacity: Int32
  }

  init(
    _ network: Network, _ levels: [[Int64]], budget: WorkBudget, watch: Watch?,
    limitsBrokenBy broken: @escaping ([Int32]) -> [SideLimit]
  ) {
    self.network = network
    self.levels = levels
    self.budget = budget
    self.watch = watch
    self.broken = broken
  }

  /// How the search ended: the best flow found, and the least costs that any flow may have; nil for both where there is
  /// none, for the first alone where none was found in time.
  mutating func run(from first: LevelledSolution) throws(NetworkFault) -> (LevelledSolution?, bounds: [Int128]?) {
    let root = Case(changes: [], solution: first, number: 0)
    try dive(from: root)
    open = [root]
    while let next = takeBest() {
      if let best, !next.solution.costs.lexicographicallyPrecedes(best.costs) { return (best, best.costs) }
      guard let limit = broken(next.solution.flow).first else { return (next.solution, next.solution.costs) }
      guard work.arcsPriced < budget.steps, watch?(work) ?? true else {
        return (best, next.solution.costs)
      }
      taken += 1
      if best == nil, taken.nonzeroBitCount == 1 { try dive(from: next) }
      open += try parts(of: next, breaking: limit)
    }
    return (best, best?.costs)
  }

  private mutating func takeBest() -> Case? {
    let place = open.indices.min { first, second in
      let (one, other) = (open[first], open[second])
      if one.solution.costs == other.solution.costs { return one.number < other.number }
      return one.solution.costs.lexicographicallyPrecedes(other.solution.costs)
    }
    return place.map { open.remove(at: $0) }
  }

  /// Goes from a case to the best of its parts until all limits are kept, or nothing is left.
  private mutating func dive(from start: Case) throws(NetworkFault) {
    var current = start
    while let limit = broken(current.solution.flow).first {
      let parts = try parts(of: current, breaking: limit)
      guard work.arcsPriced < budget.steps,
        let next = parts.min(by: { $0.solution.costs.lexicographicallyPrecedes($1.solution.costs) })
      else { return }
      current = next
    }
    best = current.solution
  }

  // MARK: Parts of a case

  /// The parts into which a broken limit divides a case, without those that hold no flow.
  private mutating func parts(of whole: Case, breaking limit: SideLimit) throws(NetworkFault) -> [Case] {
    var cases: [Case] = []
    for changes in divisions(limit, whole.solution.flow, whole.changes) {
      guard let changed = enforced(limit, whole.changes + changes) else { continue }
      let network = narrowed(by: changed)
      let outcome = try minimumCostFlow(network, then: levels, watch: watch)
      work.iterations += 1
      work.arcsPriced += stepsOfCase
      guard case .optimal(let solution) = outcome else { continue }
      work = work + solution.work
      made += 1
      cases.append(Case(changes: changed, solution: solution, number: made))
    }
    return cases
  }

  /// The bounds that each part has beside those of the whole.
  private func divisions(_ limit: SideLimit, _ flow: [Int32], _ changes: [BoundChange]) -> [[BoundChange]] {
    let bounds = Bounds(network, changes)
    let isCount = limit.terms.allSatisfy { $0.coefficient == 1 && bounds.capacity($0.arc) <= 1 }
    guard limit.sense == .atMost, isCount else { return split(limit, flow, bounds) }
    let arcs = limit.terms.map(\.arc)
    let fixed = arcs.filter { bounds.lower($0) == 1 }
    let carrying = arcs.filter { flow[$0] == 1 && bounds.lower($0) == 0 }
    guard Int(limit.bound) >= fixed.count else { return [] }
    let free = Int(limit.bound) - fixed.count
    var parts: [[BoundChange]] = []
    for place in 0..<min(free, carrying.count) {
      parts.append(
        carrying[..<place].map { BoundChange(arc: $0, lower: 1, capacity: 1) }
          + [BoundChange(arc: carrying[place], lower: 0, capacity: 0)])
    }
    let chosen = carrying.prefix(free)
    parts.append(
      chosen.map { BoundChange(arc: $0, lower: 1, capacity: 1) }
        + arcs.filter { bounds.lower($0) == 0 && !chosen.contains($0) }
        .map { BoundChange(arc: $0, lower: 0, capacity: 0) })
    return parts
  }

  /// Divides by one arc of the limit: the one whose change helps most, of equal ones the first.
  private func split(_ limit: SideLimit, _ flow: [Int32], _ bounds: Bounds) -> [[BoundChange]] {
    var gain: [Int: Int64] = [:]
    for term in limit.terms { gain[term.arc, default: 0] += term.coefficient * (limit.sense == .atMost ? -1 : 1) }
    // An arc helps by more units where its coefficient does, by fewer where the opposite does.
    func help(_ arc: Int) -> Int64 {
      let coefficient = gain[arc] ?? 0
      let room = coefficient > 0 ? bounds.capacity(arc) - flow[arc] : flow[arc] - bounds.lower(arc)
      return room > 0 ? abs(coefficient) : 0
    }
    guard let arc = limit.terms.map(\.arc).max(by: { (help($0), -$0) < (help($1), -$1) }), help(arc) > 0 else {
      return []
    }
    let (lower, capacity) = (bounds.lower(arc), bounds.capacity(arc))
    if (gain[arc] ?? 0) > 0 {
      return [
        [BoundChange(arc: arc, lower: flow[arc] + 1, capacity: capacity)],
        [BoundChange(arc: arc, lower: lower, capacity: flow[arc])],
      ]
    }
    return [
      [BoundChange(arc: arc, lower: lower, capacity: flow[arc] - 1)],
      [BoundChange(arc: arc, lower: flow[arc], capacity: capacity)],
    ]
  }

  /// Changes of bounds with those that a limit forces; nil where it cannot be kept within them.
  private func enforced(_ limit: SideLimit, _ changes: [BoundChange]) -> [BoundChange]? {
    let bounds = Bounds(network, changes)
    let sign: Int128 = limit.sense == .atMost ? 1 : -1
    var coefficients: [Int: Int128] = [:]
    for term in limit.terms { coefficients[term.arc, default: 0] += sign * Int128(term.coefficient) }
    let weighed = coefficients.filter { $0.value != 0 }.sorted { $0.key < $1.key }
    // The sum is at least this within the bounds; what is left may be given to one arc.
    let least = weighed.reduce(Int128(0)) { sum, term in
      sum + term.value * Int128(term.value > 0 ? bounds.lower(term.key) : bounds.capacity(term.key))
    }
    let left = sign * Int128(limit.bound) - least
    guard left >= 0 else { return nil }
    return changes
      + weighed.compactMap { arc, coefficient in
        let (lower, capacity) = (bounds.lower(arc), bounds.capacity(arc))
        let room = Int32(clamping: left / (coefficient > 0 ? coefficient : -coefficient))
        guard room < capacity - lower else { return nil }
        return coefficient > 0
          ? BoundChange(arc: arc, lower: lower, capacity: lower + room)
          : BoundChange(arc: arc, lower: capacity - room, capacity: capacity)
      }
  }

  private func narrowed(by changes: [BoundChange]) -> Network {
    var network = network
    for change in changes {
      network.lowers[change.arc] = change.lower
      network.capacities[change.arc] = change.capacity
    }
    return network
  }

  /// The bounds of a case.
  private struct Bounds {
    private let network: Network
    private var changed: [Int: BoundChange] = [:]

    init(_ network: Network, _ changes: [BoundChange]) {
      self.network = network
      for change in changes { changed[change.arc] = change }
    }

    func lower(_ arc: Int) -> Int32 { changed[arc]?.lower ?? network.lowers[arc] }
    func capacity(_ arc: Int) -> Int32 { changed[arc]?.capacity ?? network.capacities[arc] }
  }
}
