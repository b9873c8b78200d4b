import Flow

/// Why panels cannot be filled: candidates that together need more seats than the experts left to them can take, or
/// experts whose minimum loads together ask for more seats than the candidates left to them have.
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

  /// What would mend it.
  public enum Way: Sendable, Hashable {
    /// More experts who may judge these candidates: so many seats are lacking.
    case addExperts(seats: Int)
    /// These experts are at their limit; together they would have to take so many more.
    case raiseLoads([ExpertID], by: Int)
    /// Minimum loads ask for so many more seats than there are.
    case lowerMinimumLoads([ExpertID], by: Int)
    /// No pair more likely than this: the least cap, in thousandths, under which there are panels.
    case raiseCap(to: Fraction)
    /// Fewer experts a candidate.
    case lowerDemand([CandidateID])
    /// What is asked of who sits together, changed so that it no longer stands in the way.
    case relaxLimits
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
  /// The limits on single panels that have their part in it; empty where loads and conflicts alone are the cause.
  public let limits: [LimitInTheWay]
  public let ways: [Way]

  /// Precondition: the cut blocks the network that was made from the problem.
  init(problem: PanelProblem, cut: Cut, network: Network) {
    let layout = PanelNetwork.Layout(problem)
    // The same bottleneck can be told of either side of the border; people understand the side without the sink.
    let told = cut.nodes.contains(layout.sink) ? cut.turned(in: network) : cut
    let inside = Set(told.nodes)
    let limits = Shortfall.limitsInTheWay(of: told, in: network, layout, problem)
    let isAskedForLoads = problem.experts.indices.contains {
      problem.minimumLoad[$0] > 0 && inside.contains(layout.expert($0))
    }
    switch told.direction {
    case .outward: self.init(problem, layout, seatsLackingTo: inside, told, limits)
    case .inward where isAskedForLoads: self.init(problem, layout, seatsLackingFrom: inside, told, limits)
    case .inward:
      self.init(
        problem, blockedBy: limits, at: inside.compactMap(layout.candidate), needed: told.needed,
        available: told.available)
    }
  }

  /// Candidates whose demand exceeds what leaves them.
  private init(
    _ problem: PanelProblem, _ layout: PanelNetwork.Layout, seatsLackingTo inside: Set<Int>, _ cut: Cut,
    _ limits: [LimitInTheWay]
  ) {
    let blocked = Set(inside.compactMap { layout.candidate(of: $0) }).sorted()
    let experts = Set(blocked.flatMap { problem.row($0).map { Int(problem.expert[$0]) } }).sorted()
    let full = experts.filter { inside.contains(layout.expert($0)) }
    let lacking = cut.needed - cut.available
    cause = .seats
    self.limits = limits
    candidates = blocked.map { problem.candidates[$0] }
    self.experts = experts.map { problem.experts[$0] }
    needed = cut.needed
    available = cut.available
    ways =
      (full.isEmpty ? [] : [.raiseLoads(full.map { problem.experts[$0] }, by: lacking)])
      + [.addExperts(seats: lacking)] + (limits.isEmpty ? [] : [.relaxLimits]) + [.lowerDemand(candidates)]
  }

  /// Experts whose minimum loads exceed what enters them.
  private init(
    _ problem: PanelProblem, _ layout: PanelNetwork.Layout, seatsLackingFrom inside: Set<Int>, _ cut: Cut,
    _ limits: [LimitInTheWay]
  ) {
    let asking = problem.experts.indices.filter { inside.contains(layout.expert($0)) && problem.minimumLoad[$0] > 0 }
    let wanted = Set(asking.map { Int32($0) })
    let open = problem.candidates.indices.filter { problem.row($0).contains { wanted.contains(problem.expert[$0]) } }
    cause = .minimumLoads
    self.limits = limits
    candidates = open.map { problem.candidates[$0] }
    experts = asking.map { problem.experts[$0] }
    // The cut counts what is left of the least loads once the seats of candidates inside are given out.
    let lacking = cut.needed - cut.available
    needed = asking.reduce(0) { $0 + problem.minimumLoad[$1] }
    available = needed - lacking
    ways = [.lowerMinimumLoads(experts, by: lacking)] + (limits.isEmpty ? [] : [.relaxLimits])
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
    self.needed = needed
    self.available = available
    ways = [.relaxLimits, .addExperts(seats: max(1, needed - available))]
  }
}
