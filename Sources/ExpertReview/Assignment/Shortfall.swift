import Flow

/// Why panels cannot be filled: candidates that together need more seats than the experts left to them can take, or
/// experts whose least loads together ask for more seats than the candidates left to them have; and what would mend it.
///
/// The set told is smallest: see `BlockingSet`. What would mend it is told by `WayOut`.
public struct Shortfall: Sendable, Hashable {
  public enum Cause: Sendable, Hashable {
    /// The candidates need more seats than there are.
    case seats
    /// The experts must be given more seats than there are.
    case minimumLoads
    /// Who must sit together, or may not, leaves no panel, however many experts there are.
    case limits
    /// The candidates could be given their seats, but not while no pair is more likely than this.
    case cap(Fraction)
    /// The experts could be given their seats, but not while no pair is more likely than this.
    case minimumLoadsUnderCap(Fraction)
  }

  public let cause: Cause
  /// For `seats` those who compete for the same few experts; for `minimumLoads` all whom the experts may judge. Sorted.
  public let candidates: [CandidateID]
  /// For `seats` all who may judge the candidates; for `minimumLoads` those who ask for too much. Sorted.
  public let experts: [ExpertID]
  /// Seats that the candidates, or the experts, need.
  public let needed: Int
  /// Seats that there are for them.
  public let available: Int
  /// Seats that stay empty at least, or are lacking to least loads, over all candidates and experts.
  public let lacking: Int
  /// The limits on single panels that have their part in it; empty where loads and conflicts alone are the cause.
  public let limits: [LimitInTheWay]
  /// What keeps these candidates or experts from their seats, that first without which most is gained.
  public let reasons: [ShortfallReason]
  /// What would let all panels be filled, the cheapest first.
  public let ways: [WayOut]

  /// What the cut alone tells: the set is not yet thinned, and neither reasons nor ways are known.
  ///
  /// Precondition: the cut blocks the network that was made from the problem.
  init(problem: PanelProblem, cut: Cut, network: Network) {
    let layout = PanelNetwork.Layout(problem)
    // The same bottleneck can be told of either side of the border; people understand the side without the sink.
    let told = cut.nodes.contains(layout.sink) ? cut.turned(in: network) : cut
    let inside = Set(told.nodes)
    let asking = problem.experts.indices.filter { problem.minimumLoad[$0] > 0 && inside.contains(layout.expert($0)) }
    cause = told.direction == .outward ? .seats : asking.isEmpty ? .limits : .minimumLoads
    candidates = Set(inside.compactMap { layout.candidate(of: $0) }).sorted().map { problem.candidates[$0] }
    experts = asking.map { problem.experts[$0] }
    (needed, available) = (told.needed, told.available)
    lacking = told.needed - told.available
    limits = Shortfall.limitsInTheWay(of: told, in: network, layout, problem)
    (reasons, ways) = ([], [])
  }

  /// Panels that what is asked of who sits together leaves impossible by itself.
  init(
    _ problem: PanelProblem, blockedBy limits: [LimitInTheWay], at blocked: [Int], needed: Int, available: Int
  ) {
    let blocked = Set(blocked).sorted()
    cause = .limits
    self.limits = limits
    candidates = blocked.map { problem.candidates[$0] }
    experts = Set(blocked.flatMap { problem.row($0).map { problem.expert[$0] } }).sorted().map {
      problem.experts[Int($0)]
    }
    (self.needed, self.available) = (needed, available)
    lacking = max(1, needed - available)
    (reasons, ways) = ([], [])
  }

  private init(_ start: Shortfall, _ set: BlockingSet?, _ reasons: [ShortfallReason], _ ways: [WayOut]) {
    cause = set?.cause ?? start.cause
    candidates = set?.candidates ?? start.candidates
    experts = set?.experts ?? start.experts
    needed = set?.needed ?? start.needed
    available = set.map { $0.needed - $0.lacking } ?? start.available
    lacking = set?.lackingInAll ?? start.lacking
    let told = Set(candidates)
    limits = start.limits.filter { told.contains($0.candidate) }
    self.reasons = reasons
    self.ways = ways
  }

  /// The same shortfall with its set thinned, its reasons named and the ways out found. Precondition: the problem
  /// cannot be filled even with its soft pairs. A shortfall under a cap is complete.
  func completed(for problem: PanelProblem) throws(NetworkFault) -> Shortfall {
    switch cause {
    case .cap, .minimumLoadsUnderCap: return self
    case .seats, .minimumLoads, .limits: break
    }
    let ways = try WayOut.cheapest(for: problem)
    // Limits that cross may block where everything else could be filled; their set is told as it was found.
    guard var set = try BlockingSet(problem, start: self) else { return Shortfall(self, nil, [], ways) }
    try set.thin()
    return Shortfall(self, set, try set.reasons().sorted { $0.lackingWithout < $1.lackingWithout }, ways)
  }
}

/// What stands behind a shortfall, and what would be left without it.
public struct ShortfallReason: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// These experts have room for no more.
    case loads([ExpertID])
    /// A limit on who sits together.
    case composition(CompositionLimit)
    /// Pairs that must sit together by somebody's order.
    case pins
    /// Pairs that may not sit together by somebody's order.
    case bans([PanelInput.Pair])
    /// These candidates have no more seats to give.
    case demand([CandidateID])
    /// A reason why experts are out (`ExpertsLeft`), and whom it keeps from whom.
    case out(ExpertsLeft.Reason, [PanelInput.Pair])
  }

  public let kind: Kind
  /// How many seats the same candidates, or experts, would still lack without it alone; zero where they would lack
  /// none.
  public let lackingWithout: Int

  public init(kind: Kind, lackingWithout: Int) {
    self.kind = kind
    self.lackingWithout = lackingWithout
  }
}
