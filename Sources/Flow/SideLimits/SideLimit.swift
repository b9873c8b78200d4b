/// A linear limit over the arcs of a network: the sum of coefficient × flow is at least, or at most, a bound.
///
/// Such a limit is beside the network, because no arc's capacity can say it: that the gains of one sender's units reach
/// a floor, or that so many of a kind are among them where kinds cross.
public struct SideLimit: Sendable, Hashable {
  public enum Sense: Sendable, Hashable, CaseIterable { case atLeast, atMost }

  public struct Term: Sendable, Hashable {
    public let arc: Int
    public let coefficient: Int64

    public init(arc: Int, coefficient: Int64) {
      self.arc = arc
      self.coefficient = coefficient
    }
  }

  /// An arc may occur more than once; its coefficients then add up. Coefficients of zero are allowed.
  public let terms: [Term]
  public let sense: Sense
  public let bound: Int64

  public init(_ terms: [Term], _ sense: Sense, _ bound: Int64) {
    self.terms = terms
    self.sense = sense
    self.bound = bound
  }

  /// A limit on how many units go along some arcs.
  public init(count arcs: some Sequence<Int>, _ sense: Sense, _ bound: Int64) {
    self.init(arcs.map { Term(arc: $0, coefficient: 1) }, sense, bound)
  }

  /// The sum of coefficient × flow.
  public func sum(_ flow: [Int32]) -> Int128 {
    terms.reduce(0) { $0 + Int128($1.coefficient) * Int128(flow[$1.arc]) }
  }

  public func holds(_ flow: [Int32]) -> Bool {
    sense == .atLeast ? sum(flow) >= Int128(bound) : sum(flow) <= Int128(bound)
  }
}

/// What is wrong with a side limit that was offered with a network.
public enum SideLimitFault: Error, Hashable, Sendable {
  /// The network has arcs `0..<arcCount`.
  case noSuchArc(Int, limit: Int, arcCount: Int)
  /// The magnitudes of coefficient × capacity, and of the bound, may sum to `largest` (2⁶⁰) at most.
  case tooLarge(limit: Int, largest: Int64)
}

extension SideLimit {
  static let largest: Int64 = 1 << 60

  /// Throws where the limit names no arc of the network or might overflow.
  func check(against network: Network, number: Int) throws(SideLimitFault) {
    var reach = Int128(bound).magnitude
    for term in terms {
      guard term.arc >= 0 && term.arc < network.arcCount else {
        throw .noSuchArc(term.arc, limit: number, arcCount: network.arcCount)
      }
      reach += Int128(term.coefficient).magnitude * Int128(network.capacities[term.arc]).magnitude
    }
    guard reach <= Int128(SideLimit.largest).magnitude else {
      throw .tooLarge(limit: number, largest: SideLimit.largest)
    }
  }
}

/// How much a search may do before it must state what it has; counted, never timed, so that the same input ends with
/// the same bytes on every machine.
public struct WorkBudget: Sendable, Hashable {
  /// A step is an arc priced in a flow; other work counts as many as take as long.
  public let steps: Int

  /// Precondition: `steps ≥ 0`.
  public init(steps: Int) {
    precondition(steps >= 0, "a budget below zero")
    self.steps = steps
  }

  /// Ten thousand million steps; on the machines of 2026 some fifteen seconds.
  public static let standard = WorkBudget(steps: 10_000_000_000)
}
