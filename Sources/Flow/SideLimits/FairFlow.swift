/// What one sender gains from a flow, and how much it needs.
public struct FairSender: Sendable, Hashable {
  /// The arcs whose units the sender gains from: the gain is the coefficient, for each unit.
  public let gains: [SideLimit.Term]
  /// What the sum is measured against; at least 1.
  public let demand: Int

  /// Precondition: `demand ≥ 1`.
  public init(gains: [SideLimit.Term], demand: Int) {
    precondition(demand >= 1, "a sender without demand has no share")
    self.gains = gains
    self.demand = demand
  }
}

/// A sum of gains relative to a demand, compared exactly: 3 of 2 is less than 5 of 3.
public struct Share: Sendable, Comparable {
  public let sum: Int64
  public let demand: Int

  /// Precondition for comparing: `demand ≥ 1`.
  public init(sum: Int64, demand: Int) {
    self.sum = sum
    self.demand = demand
  }

  public static func < (first: Share, second: Share) -> Bool {
    Int128(first.sum) * Int128(second.demand) < Int128(second.sum) * Int128(first.demand)
  }

  public static func == (first: Share, second: Share) -> Bool {
    Int128(first.sum) * Int128(second.demand) == Int128(second.sum) * Int128(first.demand)
  }

  /// The least sum with which a sender of this demand has the share.
  func floor(for demand: Int) -> Int64 {
    let wanted = Int128(sum) * Int128(demand)
    let (quotient, rest) = wanted.quotientAndRemainder(dividingBy: Int128(self.demand))
    return Int64(quotient + (rest > 0 ? 1 : 0))
  }

  /// The least sum with which a sender of this demand has more than the share.
  func floorAbove(for demand: Int) -> Int64 {
    let wanted = Int128(sum) * Int128(demand)
    let (quotient, rest) = wanted.quotientAndRemainder(dividingBy: Int128(self.demand))
    return Int64(quotient + (rest >= 0 ? 1 : 0))
  }
}

/// One place of the order from the worst share upwards.
public struct FairLevel: Sendable {
  /// The share that the flow gives in this place.
  public let share: Share
  /// No flow that is as good in the places before gives more in this one.
  public let bound: Share
  /// Shows the bound: for every way in which senders may stand in the places before, a proof that the others cannot
  /// all have more than `bound`.
  public let proofs: [FairProof]

  public var isProved: Bool { share == bound }
}

/// One way in which senders may stand in the places from the worst upwards, and what is proved of it.
public struct FairProof: Sendable {
  /// The senders in the places before, in the order of places; each has at least the share of its place.
  public let places: [Int]
  public let proof: BoundProof
}

/// The fairest flow found, and how good it is known to be.
public struct FairSolution: Sendable {
  public let flow: [Int32]
  /// The worst places in turn, as many as were asked for (and there are senders).
  public let levels: [FairLevel]
  /// The sum of flow × cost.
  public let value: Int128
  /// No flow with the shares of `levels` costs less.
  public let bound: Int128
  /// Shows the bound: for every way in which senders may stand in all places but the last, a proof that no flow in
  /// which the others have the share of the last place costs less.
  public let proofs: [FairProof]
  public let work: Work

  public var isProved: Bool { value == bound && levels.allSatisfy(\.isProved) }
}

/// How a search for the fairest flow ended.
public enum FairOutcome: Sendable {
  case solved(FairSolution)
  /// No flow meets all supplies within all bounds, even without fairness; see `Outcome.infeasible`.
  case infeasible(Cut, leastUnmet: Int)
  /// There are flows, but none within the other side limits.
  case limitsInfeasible(BoundProof, Work)
  /// The budget ran out, or the watch said stop, before any flow was found.
  case unknown(Work)
}
