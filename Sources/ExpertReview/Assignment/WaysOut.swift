import Flow

/// What would let panels be filled that cannot be, at the least price.
///
/// Each way is enough by itself: with all of its changes made, and soft pairs let in, panels exist.
public struct WayOut: Sendable, Hashable {
  /// What may be changed.
  public enum Kind: String, Sendable, CaseIterable {
    case minimumLoads, softPairs, loads, cap, experts, pins, demand, composition
  }

  public enum Change: Sendable, Hashable {
    /// The expert need not have so many candidates.
    case lowerMinimumLoad(ExpertID, by: Int)
    /// The pair sits together although it has a soft conflict.
    case useSoftPair(CandidateID, ExpertID)
    /// The expert takes so many candidates more than its greatest load.
    case raiseLoad(ExpertID, by: Int)
    /// So many more experts are found, of units that nobody on these panels is of, who may judge these candidates and
    /// take up to `load` of them each.
    case addExperts(Int, load: Int, seats: [Seats])
    /// The pair need not sit together, whoever ordered it.
    case unpin(CandidateID, ExpertID)
    /// The candidate has so many experts fewer.
    case lowerDemand(CandidateID, by: Int)
    /// No pair is more likely than this: the least cap, in thousandths, under which there are panels.
    case raiseCap(to: Fraction)
    /// A limit on who sits together is exceeded, or fallen short of, by so many on the candidate's panel.
    case relaxLimit(CandidateID, CompositionLimit, by: Int)
  }

  /// How many experts a candidate gets in one way.
  public struct Seats: Sendable, Hashable {
    public let candidate: CandidateID
    public let count: Int
    /// The limit on who sits together that they must help to keep, where it is one that asks for them.
    public let limit: CompositionLimit?

    public init(candidate: CandidateID, count: Int, limit: CompositionLimit? = nil) {
      self.candidate = candidate
      self.count = count
      self.limit = limit
    }
  }

  /// In the order of kinds, then by id.
  public let changes: [Change]
  /// The sum of the changes' prices.
  public let price: Int

  /// The kinds of change that it needs, in order.
  public var kinds: [Kind] { Kind.allCases.filter { kind in changes.contains { $0.kind == kind } } }
}

extension WayOut.Change {
  public var kind: WayOut.Kind {
    switch self {
    case .lowerMinimumLoad: .minimumLoads
    case .useSoftPair: .softPairs
    case .raiseLoad: .loads
    case .addExperts: .experts
    case .unpin: .pins
    case .raiseCap: .cap
    case .lowerDemand: .demand
    case .relaxLimit: .composition
    }
  }

  /// How many steps of its kind it is.
  public var count: Int {
    switch self {
    case .lowerMinimumLoad(_, let count), .raiseLoad(_, let count), .lowerDemand(_, let count): count
    case .addExperts(let count, _, _), .relaxLimit(_, _, let count): count
    case .useSoftPair, .unpin, .raiseCap: 1
    }
  }
}

/// What each kind of change counts for, so that ways can be ranked. House values, in this order for these reasons:
///
/// | change | price | because |
/// |---|---|---|
/// | one candidate fewer than an expert's least load | 1 | only the expert's wish is touched, no result |
/// | one soft pair | 2 | the scheme lets it in for want of others, and it is listed |
/// | one candidate more than an expert's greatest load | 3 | somebody must agree to do more |
/// | a higher cap on chances | 5 | what was to be hidden by chance is hidden less |
/// | one more expert | 10 | somebody must be found, invited and searched for conflicts |
/// | one pinned pair set free | 12 | somebody ordered it, and must be asked |
/// | one expert fewer on a panel | 15 | fewer people judge one candidate than others |
/// | one seat against a limit on who sits together | 20 | the scheme asks for it, and all panels are told so |
extension WayOut.Kind {
  public var price: Int {
    switch self {
    case .minimumLoads: 1
    case .softPairs: 2
    case .loads: 3
    case .cap: 5
    case .experts: 10
    case .pins: 12
    case .demand: 15
    case .composition: 20
    }
  }
}

extension WayOut {
  /// The cheapest way of all, and the cheapest that keeps to one kind of change – with soft pairs where it is not
  /// enough alone – each that there is, without repetition, the cheapest first.
  ///
  /// # Method
  ///
  /// A flow of least cost through the network of an assignment (`PanelNetwork`) in which every limit that can be given
  /// way on may be, at its price: beside an expert's arc stands a dear one for what is above the greatest load; a least
  /// load may be met by units that go from the sink to the expert and back; a candidate may send units straight to the
  /// sink; and so with groups of the panel. Among equal prices extra candidates and missing experts are spread evenly,
  /// then the total of affinities is largest (`CostLevels` of `Flow`).
  ///
  /// Three things are more than is asked: a smaller panel is held to what the whole one would have to keep of groups
  /// that are turned inside out (`PanelGroups`); panels whose size follows a rule – odd, or with shares of it in the
  /// limits – are not made smaller; and limits that are in no tree are looked at afterwards, what breaks one being
  /// counted. So there a way is enough, though a cheaper one may exist.
  ///
  /// *m* new experts are one node that takes up to *m* units from each candidate and *m* × load in all: any such flow
  /// can be dealt out to *m* experts so that none meets a candidate twice (in turn, candidate after candidate). Their
  /// price is a step, not a price on units, but the least cost of the rest is convex in *m*, as in every linear program
  /// whose right sides depend on a number; so the best *m* is found by halving.
  static func cheapest(for problem: PanelProblem) throws(NetworkFault) -> [WayOut] {
    var ways: [WayOut] = []
    func add(_ way: WayOut?) { if let way, !way.changes.isEmpty, !ways.contains(way) { ways.append(way) } }
    add(try cheapest(for: problem, Set(Kind.allCases)))
    for kind in Kind.allCases where kind != .cap {
      var way = try cheapest(for: problem, [kind])
      if way == nil { way = try cheapest(for: problem, [kind, .softPairs]) }
      add(way)
    }
    return ways.enumerated().sorted { ($0.element.price, $0.offset) < ($1.element.price, $1.offset) }.map(\.element)
  }

  /// The cheapest way by changes of these kinds only; nil where they are not enough.
  static func cheapest(for problem: PanelProblem, _ kinds: Set<Kind>) throws(NetworkFault) -> WayOut? {
    guard kinds.contains(.experts) else { return try WaysNetwork(problem, kinds, newExperts: 0).solve() }
    // Invariant: with `most` new experts it is no dearer than with more; with fewer than `least` it is dearer.
    var (least, most) = (0, WaysNetwork.mostNewExperts(problem))
    var known: [Int: WayOut?] = [:]
    func way(_ count: Int) throws(NetworkFault) -> WayOut? {
      if let found = known[count] { return found }
      let found = try WaysNetwork(problem, kinds, newExperts: count).solve()
      known[count] = .some(found)
      return found
    }
    while least < most {
      let middle = least + (most - least) / 2
      // Where so many are not enough, fewer are not either.
      let here = try way(middle)?.price
      let next = try way(middle + 1)?.price
      if let here, here <= next ?? .max { most = middle } else { least = middle + 1 }
    }
    return try way(least)
  }
}
