/// Prices of receivers, raised and lowered until the choices of all stars share them out.
///
/// Problem. The best Lagrangian bound of a star network: the linear programme over all choices of all stars, each with
/// a weight, in which every receiver gets what it can pass on.
///
/// Method. The method of multipliers (Hestenes, 1969; Powell, 1969): beside the price of a receiver stands a penalty
/// for the square of what it gets too much or too little, so that the choices settle instead of flapping. Each star in
/// turn moves weight from the dearest choice that it holds to the cheapest that there is (`LeastChoice`), as far as
/// makes the sum least: a step of conditional gradients in pairs (Frank and Wolfe, 1956; Lacoste-Julien and Jaggi,
/// 2015), which generates the columns of Dantzig and Wolfe on the way. After some rounds the prices take the penalty
/// in. All numbers are integers in fixed point; nothing depends on how exact they are, because the bound is computed
/// anew from the prices (`StarBound`).
///
/// Measured on 118 senders and 177 receivers with floors: a hundred rounds come within 10⁻⁴ of the best bound, where
/// subgradients were at 10⁻² after eight hundred.
struct AugmentedAscent {
  /// The weight 1 of a choice, and one unit at a receiver.
  static let one = 1 << 20

  struct Held {
    var items: [Int32]
    var weight: Int
    /// Without prices of receivers.
    var cost: Int64
  }
  /// What a receiver passes on costs more the more it is: `spans` units each at one of `slopes`, beyond `least`.
  struct Curve {
    var least = 0
    var slopes: [Int64] = []
    var spans: [Int] = []
  }

  let stars: StarNetwork
  /// The price of one unit too much.
  var penalty: Int64
  let largestPrice: Int64
  private var curves: [Curve]
  /// By how much prices move together so that receivers that can pass on no more, or no less, in any flow pass on just
  /// that; the first slope, or the last, of each.
  private var ceilings: [Int64] = []
  private var grounds: [Int64] = []
  private(set) var choice: LeastChoice
  private(set) var held: [[Held]]
  private(set) var base: [Int64]
  private(set) var prices: [Int64]
  private(set) var loads: [Int]
  var steps: Int { choice.steps + ownSteps }
  private var ownSteps = 0

  /// Starts from potentials; those of nodes that are no receivers stay as they are. Nil where a star has no choice.
  init?(_ stars: StarNetwork, weight: Int64, potentials: [Int64], _ options: [LeastChoice.Options]) {
    self.stars = stars
    choice = LeastChoice(stars, weight: weight)
    base = stars.receivers.map { -potentials[$0.node] }
    prices = base
    loads = stars.receivers.map { stars.network.supplies[$0.node] * AugmentedAscent.one }
    curves = stars.receivers.map { AugmentedAscent.curve(of: $0, stars.network, weight, potentials) }
    var spread: Int64 = 0
    for star in stars.stars.indices {
      let costs = options[star].items.map { stars.itemCost[Int($0)] }
      spread += ((costs.max() ?? 0) - (costs.min() ?? 0)) / Int64(stars.stars.count)
    }
    let span = max(1, spread) * max(1, weight)
    penalty = weight == 0 ? 1 << 20 : max(1, span / 8)
    largestPrice = 64 * max(penalty, span)
    held = []
    bindTightCurves()
    for star in stars.stars.indices {
      let answer = choice.solve(star, options[star], prices)
      guard answer.bound != LeastChoice.none else { return nil }
      held.append([])
      hold(answer.items, of: star)
    }
    for receiver in stars.receivers.indices { setPrice(of: receiver) }
  }

  private static func curve(
    of receiver: StarNetwork.Receiver, _ network: Network, _ weight: Int64, _ potentials: [Int64]
  ) -> Curve {
    var curve = Curve()
    var pieces: [(slope: Int64, span: Int)] = []
    for arc in receiver.arcs {
      let (lower, capacity) = (Int(network.lowers[arc]), Int(network.capacities[arc]))
      let cost = weight * network.costs[arc]
      if Int(network.tails[arc]) == receiver.node {
        curve.least += lower
        pieces.append((cost - potentials[Int(network.heads[arc])], capacity - lower))
      } else {
        curve.least -= capacity
        pieces.append((-cost - potentials[Int(network.tails[arc])], capacity - lower))
      }
    }
    for piece in pieces.sorted(by: { ($0.slope, $0.span) < ($1.slope, $1.span) }) where piece.span > 0 {
      curve.slopes.append(piece.slope)
      curve.spans.append(piece.span)
    }
    return curve
  }

  /// Where all that arrives is just what receivers must pass on, or all they can, each is held to that. Prices may then
  /// move together as they like, and so take their place in the network as it is; see `potentials`.
  private mutating func bindTightCurves() {
    let supplied = stars.receivers.reduce(0) { $0 + stars.network.supplies[$1.node] }
    let arriving = stars.stars.reduce(supplied) { $0 + $1.demand }
    if curves.reduce(0, { $0 + $1.least }) == arriving {
      ceilings = curves.map { $0.slopes.first ?? largestPrice }
    } else if curves.reduce(0, { $0 + $1.least + $1.spans.reduce(0, +) }) == arriving {
      grounds = curves.map { $0.slopes.last ?? -largestPrice }
      for curve in curves.indices { curves[curve].least += curves[curve].spans.reduce(0, +) }
    } else {
      return
    }
    for curve in curves.indices {
      curves[curve].slopes = []
      curves[curve].spans = []
    }
  }

  /// Gives a star its first choice.
  private mutating func hold(_ items: [Int32], of star: Int) {
    guard !items.isEmpty else { return }
    let cost = items.reduce(0) { $0 + choice.cost($1) }
    held[star] = [Held(items: items.sorted(), weight: AugmentedAscent.one, cost: cost)]
    for item in items { loads[Int(stars.itemReceiver[Int(item)])] += AugmentedAscent.one }
  }

  /// The price at which what a receiver gets and what it passes on agree, given the penalty.
  private mutating func setPrice(of receiver: Int) {
    let curve = curves[receiver]
    var passed = curve.least
    let from = base[receiver]
    let load = loads[receiver]
    let penalty = self.penalty
    func price(_ passed: Int) -> Int64 {
      let excess = Int128(load - passed * AugmentedAscent.one) * Int128(penalty)
      return from + Int64(excess / Int128(AugmentedAscent.one))
    }
    var set = price(passed)
    for piece in curve.slopes.indices {
      guard set > curve.slopes[piece] else { break }
      passed += curve.spans[piece]
      set = max(price(passed), curve.slopes[piece])
      if set == curve.slopes[piece] { break }
    }
    prices[receiver] = min(max(set, -largestPrice), largestPrice)
  }

  /// Takes the penalties into the prices.
  mutating func settle() {
    base = prices
    for receiver in stars.receivers.indices { setPrice(of: receiver) }
  }

  /// One round over all stars; false where one has no choice left.
  mutating func round(_ options: [LeastChoice.Options]) -> Bool {
    for star in stars.stars.indices {
      let answer = choice.solve(star, options[star], prices)
      guard answer.bound != LeastChoice.none else { return false }
      guard !answer.items.isEmpty else { continue }
      let wanted = answer.items.sorted()
      if held[star].isEmpty { hold(wanted, of: star) }
      if !held[star].contains(where: { $0.items == wanted }) {
        let cost = wanted.reduce(0) { $0 + choice.cost($1) }
        held[star].append(Held(items: wanted, weight: 0, cost: cost))
      }
      balance(star)
    }
    return true
  }

  /// Moves weight between the choices that a star holds.
  private mutating func balance(_ star: Int) {
    for _ in 0..<4 {
      guard held[star].count > 1 else { return }
      var best = (place: -1, cost: Int64.max)
      var worst = (place: -1, cost: Int64.min)
      for (place, choice) in held[star].enumerated() {
        let cost = choice.items.reduce(choice.cost) { $0 + prices[Int(stars.itemReceiver[Int($1)])] }
        if cost < best.cost { best = (place, cost) }
        if choice.weight > 0 && cost > worst.cost { worst = (place, cost) }
        ownSteps += choice.items.count
      }
      guard best.cost < worst.cost else { break }
      let into = held[star][best.place]
      let from = held[star][worst.place]
      let differ = from.items.count(where: { !into.items.contains($0) })
      let step = Int128(worst.cost - best.cost) * Int128(AugmentedAscent.one) / Int128(penalty) / Int128(2 * differ)
      let moved = Int(min(step, Int128(from.weight)))
      guard moved > 0 else { break }
      held[star][best.place].weight += moved
      held[star][worst.place].weight -= moved
      for item in from.items where !into.items.contains(item) { shift(item, by: -moved) }
      for item in into.items where !from.items.contains(item) { shift(item, by: moved) }
    }
    held[star].removeAll { $0.weight == 0 }
  }

  private mutating func shift(_ item: Int32, by weight: Int) {
    let receiver = Int(stars.itemReceiver[Int(item)])
    loads[receiver] += weight
    setPrice(of: receiver)
  }

  /// Lets go of choices that a star no longer has.
  mutating func restrict(_ star: Int, to options: LeastChoice.Options) {
    let forced = options.items[..<options.forced]
    var lost = 0
    for choice in held[star]
    where !(choice.items.allSatisfy(options.items.contains) && forced.allSatisfy(choice.items.contains)) {
      lost += choice.weight
      for item in choice.items { shift(item, by: -choice.weight) }
    }
    guard lost > 0 else { return }
    held[star].removeAll {
      choice in !(choice.items.allSatisfy(options.items.contains) && forced.allSatisfy(choice.items.contains))
    }
    if let most = held[star].indices.max(by: { held[star][$0].weight < held[star][$1].weight }) {
      held[star][most].weight += lost
      for item in held[star][most].items { shift(item, by: lost) }
    } else {
      let answer = choice.solve(star, options, prices)
      hold(answer.items.sorted(), of: star)
      for item in answer.items { setPrice(of: Int(stars.itemReceiver[Int(item)])) }
    }
  }

  /// How much of an item all choices hold together, of `one`.
  func share(of star: Int) -> [(item: Int32, share: Int)] {
    var shares: [(item: Int32, share: Int)] = []
    for choice in held[star] {
      for item in choice.items {
        if let place = shares.firstIndex(where: { $0.item == item }) {
          shares[place].share += choice.weight
        } else {
          shares.append((item, choice.weight))
        }
      }
    }
    return shares
  }

  /// The prices, as they were last settled, as potentials.
  func potentials(_ others: [Int64]) -> [Int64] {
    var potentials = others
    let down = ceilings.indices.reduce(Int64(0)) { max($0, base[$1] - ceilings[$1]) }
    let up = grounds.indices.reduce(Int64(0)) { max($0, grounds[$1] - base[$1]) }
    for (number, receiver) in stars.receivers.enumerated() { potentials[receiver.node] = down - up - base[number] }
    return potentials
  }
}
