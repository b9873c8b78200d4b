/// What prices prove of a star network: the bound, and which items cannot be part of anything better.
///
/// With prices for all nodes but the stars' own, every star chooses for itself (`LeastChoice`, exactly) and every
/// shared arc stands at the bound that suits its reduced cost. The sum is the Lagrangian bound of the convex hulls of
/// the choices, the one that column generation over choices (Dantzig and Wolfe, 1960) would reach, and no worse than
/// that of multipliers on the limits (Geoffrion, 1974; Fisher, 1981).
struct StarBound {
  let stars: StarNetwork
  let prices: BoundProof.Prices
  /// What an item pays for its receiver.
  private(set) var receiverPrices: [Int64]
  var choice: LeastChoice

  init(_ stars: StarNetwork, _ prices: BoundProof.Prices) {
    self.stars = stars
    self.prices = prices
    receiverPrices = stars.receivers.map { -prices.potentials[$0.node] }
    choice = LeastChoice(stars, weight: prices.weight)
  }

  /// Whether sums in these prices stay far from overflow.
  static func fits(_ stars: StarNetwork, _ prices: BoundProof.Prices) -> Bool {
    let greatest = stars.itemCost.reduce(UInt64(0)) { max($0, $1.magnitude) }
    let paid = stars.receivers.reduce(UInt64(0)) { max($0, prices.potentials[$1.node].magnitude) }
    let demand = stars.stars.reduce(1) { max($0, $1.demand) }
    let sum = UInt128(greatest) * UInt128(prices.weight) + UInt128(paid)
    return sum * UInt128(demand + 1) < 1 << 58
  }

  /// The part of the bound that does not depend on choices.
  func shared(lowers: [Int32], capacities: [Int32]) -> Int128 {
    var sum: Int128 = 0
    for arc in stars.sharedArcs {
      let network = stars.network
      let cost =
        Int128(prices.weight) * Int128(network.costs[arc])
        + Int128(prices.potentials[Int(network.tails[arc])]) - Int128(prices.potentials[Int(network.heads[arc])])
      if cost != 0 { sum += cost * Int128(cost > 0 ? lowers[arc] : capacities[arc]) }
    }
    for node in 0..<stars.network.nodeCount where stars.network.supplies[node] != 0 && !stars.isCentre[node] {
      sum -= Int128(prices.potentials[node]) * Int128(stars.network.supplies[node])
    }
    return sum
  }

  /// The bound times the weight; nil where a star has no choice. Answers are given by star.
  mutating func value(
    _ options: [LeastChoice.Options], lowers: [Int32], capacities: [Int32]
  ) -> (sum: Int128, answers: [LeastChoice.Answer])? {
    var sum = shared(lowers: lowers, capacities: capacities)
    var answers: [LeastChoice.Answer] = []
    for star in stars.stars.indices {
      let answer = choice.solve(star, options[star], receiverPrices)
      guard answer.bound != LeastChoice.none else { return nil }
      sum += Int128(answer.bound)
      answers.append(answer)
    }
    return (sum, answers)
  }

  /// The options without items that would raise `sum` to `cutoff × weight` or more; nil where a star is left without a
  /// choice, so that nothing costs less than the cutoff. At weight zero: without items that no flow can use.
  mutating func narrowed(
    _ options: [LeastChoice.Options], sum: Int128, _ answers: [LeastChoice.Answer], cutoff: Int128
  ) -> [LeastChoice.Options]? {
    var narrowed = options
    let room = prices.weight > 0 ? cutoff * Int128(prices.weight) - sum : 1 - sum
    for star in stars.stars.indices {
      let most = Int128(answers[star].bound) + room
      let floors = choice.floors(star, options[star], receiverPrices)
      let forced = options[star].forced
      guard floors.contains(where: { Int128($0) >= most }) else { continue }
      var items = Array(options[star].items[..<forced])
      for (place, item) in options[star].items.enumerated().dropFirst(forced) where Int128(floors[place]) < most {
        items.append(item)
      }
      guard let left = stars.filtered(star, LeastChoice.Options(items: items, forced: forced)) else { return nil }
      narrowed[star] = left
    }
    return narrowed
  }
}
