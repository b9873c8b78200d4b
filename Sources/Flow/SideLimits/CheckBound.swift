/// The first thing that keeps a proof of a bound from being accepted.
public enum BoundProofFault: Error, Hashable, Sendable {
  case limit(SideLimitFault)
  /// There must be one multiplier for each limit and one potential for each node.
  case wrongCount(prices: Int, multipliers: Int, limits: Int, potentials: Int, nodes: Int)
  /// A weight or a multiplier below zero proves nothing.
  case negative(prices: Int)
  /// A price beyond ±`largest` (2⁶⁰) is none that a search gives.
  case outOfRange(prices: Int, largest: Int64)
  /// A case names prices that are not in the list.
  case noSuchPrices(Int, count: Int)
  /// A case is split by an arc that the network does not have.
  case noSuchArc(Int, arcCount: Int)
  /// Prices of weight zero that do not show that their case has no flow.
  case provesNothing(prices: Int)
}

/// The bound that a proof shows on the cost of every flow of `network` within `limits`; nil where it shows that there
/// is none. Throws the first fault.
///
/// For flows within bounds that balance every node, prices of weight w, multipliers λ and potentials π give by weak
/// duality (Held and Karp, 1971; Geoffrion, 1974)
///
///     w · cost ≥ Σ λ · (what the limit misses) + Σ flow · reduced cost − Σ π · supply,
///
/// with reduced costs `w · cost ± Σ λ · coefficient + π(tail) − π(head)`. The least of the right side, each arc at the
/// bound that makes it least, is the bound. Complexity: O(arcs + nodes + terms) for each case.
public func checkBound(
  _ network: Network, limits: [SideLimit], proof: BoundProof
) throws(BoundProofFault) -> Int128? {
  var check = BoundCheck(network, limits, proof)
  return try check.run()
}

private struct BoundCheck {
  let network: Network
  let limits: [SideLimit]
  let proof: BoundProof
  var lowers: [Int32]
  var capacities: [Int32]

  init(_ network: Network, _ limits: [SideLimit], _ proof: BoundProof) {
    self.network = network
    self.limits = limits
    self.proof = proof
    lowers = network.lowers
    capacities = network.capacities
  }

  mutating func run() throws(BoundProofFault) -> Int128? {
    for (number, limit) in limits.enumerated() {
      do throws(SideLimitFault) {
        try limit.check(against: network, number: number)
      } catch {
        throw .limit(error)
      }
    }
    for (number, prices) in proof.prices.enumerated() { try checkShape(of: prices, number) }
    return try bound(of: proof.cases)
  }

  private func checkShape(of prices: BoundProof.Prices, _ number: Int) throws(BoundProofFault) {
    guard prices.multipliers.count == limits.count && prices.potentials.count == network.nodeCount else {
      throw .wrongCount(
        prices: number, multipliers: prices.multipliers.count, limits: limits.count,
        potentials: prices.potentials.count, nodes: network.nodeCount)
    }
    guard prices.weight >= 0 && prices.multipliers.allSatisfy({ $0 >= 0 }) else { throw .negative(prices: number) }
    let largest: Int64 = 1 << 60
    guard prices.weight <= largest, prices.multipliers.allSatisfy({ $0 <= largest }),
      prices.potentials.allSatisfy({ $0.magnitude <= largest.magnitude })
    else { throw .outOfRange(prices: number, largest: largest) }
  }

  /// The least bound of a case and all its parts; nil where it has no flow.
  private mutating func bound(of part: BoundProof.Case) throws(BoundProofFault) -> Int128? {
    switch part {
    case .priced(let number):
      guard proof.prices.indices.contains(number) else {
        throw .noSuchPrices(number, count: proof.prices.count)
      }
      return try bound(by: proof.prices[number], number)
    case .split(let arc, let at, let upTo, let above):
      guard arc >= 0 && arc < network.arcCount else { throw .noSuchArc(arc, arcCount: network.arcCount) }
      let (lower, capacity) = (lowers[arc], capacities[arc])
      capacities[arc] = Int32(clamping: min(Int(capacity), at))
      let first = try bound(of: upTo)
      capacities[arc] = capacity
      lowers[arc] = Int32(clamping: max(Int(lower), at + 1))
      let second = try bound(of: above)
      lowers[arc] = lower
      guard let first else { return second }
      guard let second else { return first }
      return min(first, second)
    }
  }

  private func bound(by prices: BoundProof.Prices, _ number: Int) throws(BoundProofFault) -> Int128? {
    if network.lowers.indices.contains(where: { lowers[$0] > capacities[$0] }) { return nil }
    let value = lagrangian(network, limits, prices, lowers: lowers, capacities: capacities)
    guard prices.weight > 0 else {
      guard value > 0 else { throw .provesNothing(prices: number) }
      return nil
    }
    return roundedUp(value, over: prices.weight)
  }
}

/// The least of `weight · cost` that the prices leave possible within bounds on the arcs.
func lagrangian(
  _ network: Network, _ limits: [SideLimit], _ prices: BoundProof.Prices, lowers: [Int32], capacities: [Int32]
) -> Int128 {
  var least: Int128 = 0
  var reduced = network.costs.map { Int128(prices.weight) * Int128($0) }
  for (limit, multiplier) in zip(limits, prices.multipliers) where multiplier != 0 {
    let signed = limit.sense == .atLeast ? Int128(multiplier) : -Int128(multiplier)
    least += signed * Int128(limit.bound)
    for term in limit.terms { reduced[term.arc] -= signed * Int128(term.coefficient) }
  }
  for arc in 0..<network.arcCount {
    let cost =
      reduced[arc] + Int128(prices.potentials[Int(network.tails[arc])])
      - Int128(prices.potentials[Int(network.heads[arc])])
    if cost != 0 { least += cost * Int128(cost > 0 ? lowers[arc] : capacities[arc]) }
  }
  for node in 0..<network.nodeCount where network.supplies[node] != 0 {
    least -= Int128(prices.potentials[node]) * Int128(network.supplies[node])
  }
  return least
}

/// The least whole number that is not below `value ÷ divisor`. Precondition: `divisor > 0`.
func roundedUp(_ value: Int128, over divisor: Int64) -> Int128 {
  let (quotient, rest) = value.quotientAndRemainder(dividingBy: Int128(divisor))
  return rest > 0 ? quotient + 1 : quotient
}
