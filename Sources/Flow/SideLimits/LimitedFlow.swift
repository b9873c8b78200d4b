/// The best flow found within side limits, and how good it is known to be.
public struct LimitedSolution: Sendable {
  /// The units on each arc, by the arc's number.
  public let flow: [Int32]
  /// The sum of flow × cost.
  public let value: Int128
  /// No flow within the limits costs less.
  public let bound: Int128
  /// Shows the bound; see `checkBound`.
  public let proof: BoundProof
  public let work: Work

  /// What a better flow could save at most; zero where the flow is proved to be of least cost.
  public var gap: Int128 { value - bound }
  public var isProved: Bool { value == bound }
}

/// How a search for a flow of least cost within side limits ended.
public enum LimitedOutcome: Sendable {
  /// A flow within all limits, with a bound; it is proved best where the two are equal.
  case solved(LimitedSolution)
  /// No flow keeps to all bounds and limits.
  case infeasible(BoundProof, Work)
  /// The budget ran out, or the watch said stop, before a flow was found. None costs less than `bound`, if there is
  /// one.
  case unknown(bound: Int128, BoundProof, Work)
}

/// Finds a flow of least cost that meets every supply within every bound and all side limits.
///
/// The same problem gives the same answer, byte for byte, and always with value and bound; each is checked before it is
/// returned. `watch` is called at least once for every case looked at; where it returns false the search ends as if its
/// budget had run out. Throws where a limit does not fit the network.
public func minimumCostFlow(
  _ network: Network, limits: [SideLimit], budget: WorkBudget = .standard, watch: Watch? = nil
) throws(SideLimitFault) -> LimitedOutcome {
  for (number, limit) in limits.enumerated() { try limit.check(against: network, number: number) }
  let found = search(network, limits, budget, watch)
  let proof = found.proof
  let bound: Int128?
  do {
    bound = try checkBound(network, limits: limits, proof: proof)
  } catch {
    preconditionFailure("a bound without proof: \(error)")
  }
  if let best = found.best {
    precondition(limits.allSatisfy { $0.holds(best.flow) }, "a flow beyond a side limit")
    let shown = min(best.value, bound ?? best.value)
    return .solved(
      LimitedSolution(flow: best.flow, value: best.value, bound: shown, proof: proof, work: found.work))
  }
  guard let bound else { return .infeasible(proof, found.work) }
  return .unknown(bound: bound, proof, found.work)
}

private func search(
  _ network: Network, _ limits: [SideLimit], _ budget: WorkBudget, _ watch: Watch?
) -> (best: (flow: [Int32], value: Int128)?, proof: BoundProof, work: Work) {
  if let stars = StarNetwork(network, limits) {
    var search = StarSearch(network, stars, limits, budget, watch)
    if let cases = search.explore() {
      return (search.best, BoundProof(prices: search.prices, cases: cases), search.work)
    }
  }
  var search = CaseSearch(network, limits, budget, watch)
  let cases = search.explore()
  return (search.best, BoundProof(prices: search.prices, cases: cases), search.work)
}
