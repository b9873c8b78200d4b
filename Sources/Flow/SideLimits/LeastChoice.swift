/// The cheapest choice of so many items that keeps to the limits of a star: a knapsack with a fixed count.
///
/// Problem. Of the items at hand choose exactly `demand`, forced ones among them, at most so many of each group, so
/// that every limit's sum of gains reaches its bound and the sum of prices is least.
///
/// Method. The cheapest items, groups minded, are the answer if they keep to the limits. Else a multiplier for the
/// broken limit is found by secants (Dinkelbach, 1967; the Lagrangian bound of Fisher, 1981): prices less multiplier ×
/// gain give a lower bound for every choice that contains an item, so that most items drop out against the best choice
/// seen on the way. What is left is searched in order of these prices, and cut off by the same bound and by the
/// greatest gains still to be had. The search ends after a fixed count of steps; the bound then stands, the choice may
/// be none.
struct LeastChoice {
  /// What is known of the choices of one star.
  struct Answer {
    /// No choice costs less; `Int64.max` where there is none at all.
    var bound: Int64
    /// The items of the best choice seen, with its cost; empty if none was seen.
    var items: [Int32]
    var cost: Int64
  }

  /// The items of a star that may still be chosen; the first `forced` of them must be.
  struct Options: Hashable {
    var items: [Int32]
    var forced: Int
    var openCount: Int { items.count - forced }
  }

  static let none = Int64.max
  static let mostSteps = 50_000
  /// How many arcs priced in a flow take as long as a step.
  static let weightOfStep = 16

  let stars: StarNetwork
  /// How often costs count.
  let weight: Int64
  private(set) var steps = 0
  private let scaled: [Int64]

  private var value: [Int64] = []
  private var shifted: [Int64] = []
  private var keys: [Int64] = []
  private var order: [Int32] = []
  private var groupCount: [Int] = []

  init(_ stars: StarNetwork, weight: Int64) {
    self.stars = stars
    self.weight = weight
    scaled = stars.itemCost.map { $0 * weight }
  }

  /// The cost of an item in the weight in use, without its receiver's price.
  func cost(_ item: Int32) -> Int64 { scaled[Int(item)] }

  /// The cost of a choice at prices of receivers.
  func cost(_ items: some Sequence<Int32>, _ prices: [Int64]) -> Int64 {
    items.reduce(0) { $0 + scaled[Int($1)] + prices[Int(stars.itemReceiver[Int($1)])] }
  }

  /// The least choice at prices of receivers.
  mutating func solve(_ number: Int, _ options: Options, _ prices: [Int64]) -> Answer {
    load(options, prices)
    let star = stars.stars[number]
    let rest = star.demand - options.forced
    steps += options.items.count
    var multipliers = [Int64](repeating: 0, count: star.limits.count)
    var best = cheapest(star, options, rest)
    guard let first = best else { return Answer(bound: LeastChoice.none, items: [], cost: LeastChoice.none) }
    guard star.limits.contains(where: { !reaches($0, first, star, options) }) else {
      let cost = sum(first)
      return Answer(bound: cost, items: first.map { options.items[Int($0)] }, cost: cost)
    }
    best = nil
    var bound = ascend(star, options, rest, &multipliers, &best)
    if let best, sum(best) == bound {
      return Answer(bound: bound, items: best.map { options.items[Int($0)] }, cost: bound)
    }
    var search = ChoiceSearch(stars, star, options, rest, multipliers, best: best.map { sum($0) } ?? LeastChoice.none)
    let found = search.run(Array(value.prefix(options.items.count)), shifted)
    steps += search.steps
    if let found { best = found }
    if search.isComplete { bound = best.map { sum($0) } ?? LeastChoice.none }
    guard let best else { return Answer(bound: bound, items: [], cost: LeastChoice.none) }
    let cost = sum(best)
    return Answer(bound: min(bound, cost), items: best.map { options.items[Int($0)] }, cost: cost)
  }

  /// For each item of the options a cost that no choice with it goes below; with the multipliers that bound the whole.
  mutating func floors(_ number: Int, _ options: Options, _ prices: [Int64]) -> [Int64] {
    load(options, prices)
    let star = stars.stars[number]
    let rest = star.demand - options.forced
    steps += options.items.count
    var multipliers = [Int64](repeating: 0, count: star.limits.count)
    var best: [Int32]?
    _ = ascend(star, options, rest, &multipliers, &best)
    guard rest > 0, let cheapest = cheapest(star, options, rest) else {
      return [Int64](repeating: LeastChoice.none, count: options.items.count)
    }
    var bound = shiftedSum(cheapest)
    for (index, limit) in star.limits.enumerated() { bound += multipliers[index] * limit.bound }
    // The item takes the place of one that groups let it replace, at best the dearest.
    let dearest = cheapest[options.forced...].reduce(Int64.min) { max($0, shifted[Int($1)]) }
    return shifted.prefix(options.items.count).map { bound + max(0, $0 - dearest) }
  }

  /// Raises a multiplier for each broken limit until its secants meet; gives the bound and keeps choices seen.
  private mutating func ascend(
    _ star: StarNetwork.Star, _ options: Options, _ rest: Int, _ multipliers: inout [Int64], _ best: inout [Int32]?
  ) -> Int64 {
    var bound = Int64.min
    for _ in 0..<2 {
      for (index, limit) in star.limits.enumerated() {
        shift(star, options, multipliers)
        guard var low = cheapest(star, options, rest) else { continue }
        guard !reaches(limit, low, star, options) else { continue }
        guard var high = richest(limit, star, options, rest), reaches(limit, high, star, options) else { continue }
        keep(high, star, options, &best)
        for _ in 0..<20 {
          let rise = shiftedSum(high) - shiftedSum(low)
          let gain = self.gain(limit, high, star, options) - self.gain(limit, low, star, options)
          let step = min(rise > 0 ? rise / gain : 0, steepest(limit, star) - multipliers[index])
          multipliers[index] += step
          shift(star, options, multipliers)
          steps += options.items.count
          guard step > 0, let middle = cheapest(star, options, rest),
            shiftedSum(middle) < min(shiftedSum(low), shiftedSum(high))
          else { break }
          multipliers[index] -= step
          shift(star, options, multipliers)
          if reaches(limit, middle, star, options) {
            high = middle
            keep(high, star, options, &best)
          } else {
            low = middle
          }
        }
      }
    }
    shift(star, options, multipliers)
    if let cheapest = cheapest(star, options, rest) {
      bound = shiftedSum(cheapest)
      for (index, limit) in star.limits.enumerated() { bound += multipliers[index] * limit.bound }
    }
    return bound
  }

  /// The greatest multiplier with which no sum overflows.
  private func steepest(_ limit: StarNetwork.Limit, _ star: StarNetwork.Star) -> Int64 {
    let reach = limit.gains.reduce(limit.bound.magnitude) { max($0, $1.magnitude * UInt64(star.demand)) }
    return Int64((1 << 57) / (reach + 1)) / Int64(star.limits.count)
  }

  private func keep(_ choice: [Int32], _ star: StarNetwork.Star, _ options: Options, _ best: inout [Int32]?) {
    guard star.limits.allSatisfy({ reaches($0, choice, star, options) }) else { return }
    if best.map({ sum(choice) < sum($0) }) ?? true { best = choice }
  }

  private mutating func load(_ options: Options, _ prices: [Int64]) {
    let count = options.items.count
    if value.count < count {
      value = [Int64](repeating: 0, count: count)
      shifted = value
      keys = value
    }
    let receivers = stars.itemReceiver
    options.items.withUnsafeBufferPointer { items in
      scaled.withUnsafeBufferPointer { scaled in
        receivers.withUnsafeBufferPointer { receivers in
          prices.withUnsafeBufferPointer { prices in
            value.withUnsafeMutableBufferPointer { value in
              shifted.withUnsafeMutableBufferPointer { shifted in
                for place in 0..<count {
                  let item = Int(items[place])
                  let price = scaled[item] &+ prices[Int(receivers[item])]
                  value[place] = price
                  shifted[place] = price
                }
              }
            }
          }
        }
      }
    }
  }

  /// Sets the shifted prices: price less multiplier × gain.
  private mutating func shift(_ star: StarNetwork.Star, _ options: Options, _ multipliers: [Int64]) {
    let count = options.items.count
    let first = star.items.lowerBound
    options.items.withUnsafeBufferPointer { items in
      value.withUnsafeBufferPointer { value in
        shifted.withUnsafeMutableBufferPointer { shifted in
          for place in 0..<count { shifted[place] = value[place] }
          for (index, limit) in star.limits.enumerated() where multipliers[index] != 0 {
            let multiplier = multipliers[index]
            limit.gains.withUnsafeBufferPointer { gains in
              for place in 0..<count { shifted[place] &-= multiplier &* gains[Int(items[place]) - first] }
            }
          }
        }
      }
    }
  }

  private func sum(_ choice: [Int32]) -> Int64 { choice.reduce(0) { $0 + value[Int($1)] } }
  private func shiftedSum(_ choice: [Int32]) -> Int64 { choice.reduce(0) { $0 + shifted[Int($1)] } }

  private func gain(
    _ limit: StarNetwork.Limit, _ choice: [Int32], _ star: StarNetwork.Star, _ options: Options
  ) -> Int64 {
    choice.reduce(0) { $0 + limit.gains[Int(options.items[Int($1)]) - star.items.lowerBound] }
  }

  private func reaches(
    _ limit: StarNetwork.Limit, _ choice: [Int32], _ star: StarNetwork.Star, _ options: Options
  ) -> Bool { gain(limit, choice, star, options) >= limit.bound }

  /// The forced items and those with the least shifted prices that groups allow, as places in the options.
  private mutating func cheapest(_ star: StarNetwork.Star, _ options: Options, _ rest: Int) -> [Int32]? {
    keys.withUnsafeMutableBufferPointer { keys in
      for place in 0..<options.items.count { keys[place] = 0 }
    }
    return select(star, options, rest, first: shifted, then: keys)
  }

  /// The same by the greatest gains, of equal ones the cheapest.
  private mutating func richest(
    _ limit: StarNetwork.Limit, _ star: StarNetwork.Star, _ options: Options, _ rest: Int
  ) -> [Int32]? {
    let first = star.items.lowerBound
    for (place, item) in options.items.enumerated() { keys[place] = -limit.gains[Int(item) - first] }
    return select(star, options, rest, first: keys, then: shifted)
  }

  /// The forced items and the first of the others by two keys and place.
  private mutating func select(
    _ star: StarNetwork.Star, _ options: Options, _ rest: Int, first: [Int64], then second: [Int64]
  ) -> [Int32]? {
    let count = options.items.count
    var chosen = [Int32]()
    chosen.reserveCapacity(star.demand)
    for place in 0..<options.forced { chosen.append(Int32(place)) }
    if star.groupCapacities.isEmpty {
      guard count - options.forced >= rest else { return nil }
      guard rest > 0 else { return chosen }
      return first.withUnsafeBufferPointer { first in
        second.withUnsafeBufferPointer { second in
          let start = chosen.count
          var worst = (Int64.max, Int64.max)
          for place in options.forced..<count {
            let key = first[place]
            if chosen.count - start == rest {
              guard key <= worst.0, (key, second[place]) < worst else { continue }
              chosen.removeLast()
            }
            let keys = (key, second[place])
            var index = chosen.count
            chosen.append(Int32(place))
            while index > start, keys < (first[Int(chosen[index - 1])], second[Int(chosen[index - 1])]) {
              chosen[index] = chosen[index - 1]
              index -= 1
            }
            chosen[index] = Int32(place)
            let last = Int(chosen[chosen.count - 1])
            worst = (first[last], second[last])
          }
          return chosen
        }
      }
    }
    groupCount = star.groupCapacities
    for place in 0..<options.forced where !take(options.items[place]) { return nil }
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: Int32(options.forced)..<Int32(count))
    order.sort { (first[Int($0)], second[Int($0)], $0) < (first[Int($1)], second[Int($1)], $1) }
    for place in order where chosen.count < star.demand && take(options.items[Int(place)]) { chosen.append(place) }
    return chosen.count == star.demand ? chosen : nil
  }

  private mutating func take(_ item: Int32) -> Bool {
    let group = Int(stars.itemGroup[Int(item)])
    guard group >= 0 else { return true }
    guard groupCount[group] > 0 else { return false }
    groupCount[group] -= 1
    return true
  }
}
