import Flow

extension Shortfall {
  /// Why no chances within a cap fill the panels. Where they could not be filled without the cap either, that is told.
  ///
  /// Precondition: there are none. Complexity: a search for a flow for each rise of the cap; each rise is to the least
  /// that the bottleneck before it allows, and few are needed (Newton's method on a parametric cut: Radzik, "Newton's
  /// method for fractional combinatorial optimization", FOCS 1992).
  init(_ problem: PanelProblem, underCap cap: Fraction, soft: PanelNetwork.SoftPairs) throws(NetworkFault) {
    let whole = try PanelNetwork(problem, levels: [.softPairs], soft: soft)
    if case .infeasible(let cut, _) = minimumCostFlow(whole.network) {
      self.init(problem: problem, cut: cut, network: whole.network)
      return
    }
    let capped = CappedNetwork(whole)
    guard let first = try capped.bottleneck(under: cap) else { preconditionFailure("these chances keep the cap") }
    var enough = first.leastCap
    while let next = try capped.bottleneck(under: enough) { enough = next.leastCap }
    self.init(problem, cap: cap, enough: enough, first)
  }

  private init(_ problem: PanelProblem, cap: Fraction, enough: Fraction, _ bottleneck: CappedNetwork.Bottleneck) {
    let layout = PanelNetwork.Layout(problem)
    let inside = Set(bottleneck.cut.nodes)
    let insiders = problem.experts.indices.filter { inside.contains(layout.expert($0)) }
    let asking = insiders.filter { problem.minimumLoad[$0] > 0 }
    let isAskedForLoads = bottleneck.cut.direction == .inward && !asking.isEmpty
    let named = problem.candidates.indices.filter { candidate in
      isAskedForLoads
        ? problem.row(candidate).contains { inside.contains(layout.expert(Int(problem.expert[$0]))) }
        : inside.contains { layout.candidate(of: $0) == candidate }
    }
    let able = Set(named.flatMap { problem.row($0).map { Int(problem.expert[$0]) } }).sorted()
    cause = isAskedForLoads ? .minimumLoadsUnderCap(cap) : .cap(cap)
    candidates = named.map { problem.candidates[$0] }
    experts = (isAskedForLoads ? asking : able).map { problem.experts[$0] }
    needed = bottleneck.cut.needed
    available = bottleneck.available
    limits = bottleneck.limits
    lacking = needed - available
    reasons = []
    ways = [WayOut(changes: [.raiseCap(to: enough)], price: WayOut.Kind.cap.price)]
  }
}

/// The panels' network under one cap after another.
private struct CappedNetwork {
  /// What blocks all chances under a cap.
  struct Bottleneck {
    /// Measured in whole seats and without the cap, told of the side without the sink.
    let cut: Cut
    /// The whole seats that there are for it under the cap.
    let available: Int
    /// The least cap, in thousandths, at which this does not block.
    let leastCap: Fraction
    let limits: [LimitInTheWay]
  }

  private let whole: PanelNetwork
  /// The arcs of pairs that are drawn: those that nobody pinned.
  private let isDrawn: [Bool]

  init(_ whole: PanelNetwork) {
    self.whole = whole
    var isDrawn = [Bool](repeating: false, count: whole.network.arcCount)
    for (position, arc) in whole.arcOfPair.enumerated() { isDrawn[arc] = !whole.problem.isPinned(position) }
    self.isDrawn = isDrawn
  }

  /// Nil where there are chances that keep the cap.
  func bottleneck(under cap: Fraction) throws(NetworkFault) -> Bottleneck? {
    let parted = try PartedNetwork(
      whole.network, unit: Int(cap.denominator), steps: [Int(cap.numerator)], costs: .plain(steps: 1)
    ) { isDrawn[$0] }
    guard case .infeasible(let found, _) = minimumCostFlow(parted.network) else { return nil }
    let sink = PanelNetwork.Layout(whole.problem).sink
    let told = found.nodes.contains(sink) ? found.turned(in: parted.network) : found
    let cut = Cut(told.direction, nodes: told.nodes, of: whole.network)
    let pairs = cut.arcs.count { isDrawn[$0] }
    let missing = Fraction(
      Int128((cut.needed - (cut.available - pairs)) * Int(RandomLaw.largestDenominator)), Int128(pairs))
    let thousandths = RoundingMode.up.quotient(of: missing.numerator, by: missing.denominator)
    return Bottleneck(
      cut: cut, available: told.available / parted.unit,
      leastCap: Fraction(thousandths, RandomLaw.largestDenominator),
      limits: Shortfall.limitsInTheWay(
        of: cut, in: whole.network, PanelNetwork.Layout(whole.problem), whole.problem))
  }
}
