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
/// bound that makes it least, is the bound, rounded up to what all costs are multiples of. Where the network falls into
/// stars (`StarNetwork`) and no multiplier is set, stars choose within their limits exactly instead.
///
/// Complexity: O(arcs + nodes + terms) for each case; a star whose cheapest choice breaks a limit is searched besides.
public func checkBound(
  _ network: Network, limits: [SideLimit], proof: BoundProof
) throws(BoundProofFault) -> Int128? {
  for (number, limit) in limits.enumerated() {
    do throws(SideLimitFault) {
      try limit.check(against: network, number: number)
    } catch {
      throw .limit(error)
    }
  }
  var check = BoundCheck(network, limits, proof)
  return try check.run()
}

private struct BoundCheck {
  let network: Network
  let limits: [SideLimit]
  let proof: BoundProof
  let stars: StarNetwork?
  let unit: Int64
  var lowers: [Int32]
  var capacities: [Int32]
  /// What each star may still choose; nil where one is left without a choice.
  var options: [LeastChoice.Options]?

  init(_ network: Network, _ limits: [SideLimit], _ proof: BoundProof) {
    self.network = network
    self.limits = limits
    self.proof = proof
    lowers = network.lowers
    capacities = network.capacities
    stars = StarNetwork(network, limits)
    unit = network.costUnit
    if let stars { options = stars.options(lowers: lowers, capacities: capacities) }
  }

  mutating func run() throws(BoundProofFault) -> Int128? {
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

  private func prices(_ number: Int) throws(BoundProofFault) -> BoundProof.Prices {
    guard proof.prices.indices.contains(number) else { throw .noSuchPrices(number, count: proof.prices.count) }
    return proof.prices[number]
  }

  /// The least bound of a case and all its parts; nil where it has no flow.
  private mutating func bound(of part: BoundProof.Case) throws(BoundProofFault) -> Int128? {
    switch part {
    case .priced(let number): return try bound(by: try prices(number), number)
    case .split(let arc, let at, let upTo, let above):
      guard arc >= 0 && arc < network.arcCount else { throw .noSuchArc(arc, arcCount: network.arcCount) }
      let first = try bound(of: upTo, of: arc, within: 0...max(at, 0), isEmpty: at < 0)
      let second = try bound(of: above, of: arc, within: max(at + 1, 0)...Int.max, isEmpty: false)
      return least(first, second)
    case .narrowed(let number, let cutoff, let rest):
      let prices = try prices(number)
      guard let stars, let all = options, isStarred(prices), StarBound.fits(stars, prices) else {
        return try bound(of: rest)
      }
      var bounding = StarBound(stars, prices)
      guard let (sum, answers) = bounding.value(all, lowers: lowers, capacities: capacities) else { return nil }
      options = bounding.narrowed(all, sum: sum, answers, cutoff: cutoff)
      defer { options = all }
      let beyond = prices.weight > 0 ? cutoff : nil
      return options == nil ? beyond : least(beyond, try bound(of: rest))
    }
  }

  private func least(_ first: Int128?, _ second: Int128?) -> Int128? {
    guard let first else { return second }
    guard let second else { return first }
    return min(first, second)
  }

  /// The bound of a part in which the flow of an arc is held within a range.
  private mutating func bound(
    of part: BoundProof.Case, of arc: Int, within range: ClosedRange<Int>, isEmpty: Bool
  ) throws(BoundProofFault) -> Int128? {
    let (lower, capacity, all) = (lowers[arc], capacities[arc], options)
    let least = max(Int(lower), range.lowerBound)
    let greatest = min(Int(capacity), range.upperBound)
    guard !isEmpty && least <= greatest else { return nil }
    lowers[arc] = Int32(least)
    capacities[arc] = Int32(greatest)
    defer {
      lowers[arc] = lower
      capacities[arc] = capacity
      options = all
    }
    if let stars, let all { options = stars.options(all, arc: arc, isUsed: least > 0, isLeftOut: greatest == 0) }
    return try bound(of: part)
  }

  private func bound(by prices: BoundProof.Prices, _ number: Int) throws(BoundProofFault) -> Int128? {
    let value: Int128
    if let stars, isStarred(prices), StarBound.fits(stars, prices) {
      var bounding = StarBound(stars, prices)
      guard let options, let (sum, _) = bounding.value(options, lowers: lowers, capacities: capacities) else {
        return nil
      }
      value = sum
    } else {
      value = lagrangian(network, limits, prices, lowers: lowers, capacities: capacities)
    }
    guard prices.weight > 0 else {
      guard value > 0 else { throw .provesNothing(prices: number) }
      return nil
    }
    return roundedToCost(value, over: prices.weight, unit: unit)
  }

  /// Prices without multipliers leave the limits to the stars.
  private func isStarred(_ prices: BoundProof.Prices) -> Bool { prices.multipliers.allSatisfy { $0 == 0 } }
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

extension Network {
  /// What all costs are multiples of; 0 where they are all zero.
  var costUnit: Int64 {
    costs.reduce(0) { unit, cost in
      var (a, b) = (unit, Int64(cost.magnitude))
      while b != 0 { (a, b) = (b, a % b) }
      return a
    }
  }
}

/// The least multiple of `unit` that is not below `value ÷ weight`. Precondition: `weight > 0`.
func roundedToCost(_ value: Int128, over weight: Int64, unit: Int64) -> Int128 {
  let unit = Int128(max(1, unit))
  let (quotient, rest) = value.quotientAndRemainder(dividingBy: Int128(weight) * unit)
  return (rest > 0 ? quotient + 1 : quotient) * unit
}
