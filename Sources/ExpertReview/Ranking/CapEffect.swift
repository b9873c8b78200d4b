/// What one cap did to a ranking: whom it kept out, and whom it alone did.
public struct CapEffect: Sendable, Hashable {
  public let scope: Selection.Scope
  /// The smallest number that a cap of this scope allows.
  public let atMost: Int
  /// Candidates with a place for whom this cap was full when their turn came, in order of place.
  public let keptOut: [CandidateID]
  /// Those of them whom no other cap kept out: each would have been listed in its turn without this one.
  public let alone: [CandidateID]
}

extension Ranking {
  /// The effect of each scope's cap, in the order of the caps. Complexity: linear in rows × caps.
  public func effects(of caps: [Selection.Cap]) -> [CapEffect] {
    var scopes: [Selection.Scope] = []
    for cap in caps where !scopes.contains(cap.scope) { scopes.append(cap.scope) }
    return scopes.map { scope in
      let keptOut = rows.filter { $0.keptOutBy.contains(scope) }
      return CapEffect(
        scope: scope, atMost: caps.filter { $0.scope == scope }.map(\.atMost).min() ?? 0,
        keptOut: keptOut.map(\.candidate),
        alone: keptOut.filter { $0.keptOutBy.allSatisfy { $0 == scope } }.map(\.candidate))
    }
  }
}
