/// The exhaustive end of `LeastChoice`: depth first over items in order of their shifted prices.
struct ChoiceSearch {
  private let star: StarNetwork.Star
  private let rest: Int
  private let forced: Int
  private let limits: [StarNetwork.Limit]
  private let groups: [Int32]
  private let constant: Int64
  /// The cost to beat.
  private var best: Int64
  private var found: [Int32]?
  private(set) var steps = 0
  /// Whether nothing was left out for want of steps.
  private(set) var isComplete = true

  /// Places in the options, by shifted price.
  private var order: [Int32] = []
  private var prices: [Int64] = []
  private var values: [Int64] = []
  /// By limit and place in the order: the gain.
  private var gains: [[Int64]] = []
  /// By limit, place in the order and count: the greatest gain of so many items from there on.
  private var greatest: [[Int64]] = []
  private var chosen: [Int32] = []
  private var room: [Int]

  init(
    _ stars: StarNetwork, _ star: StarNetwork.Star, _ options: LeastChoice.Options, _ rest: Int,
    _ multipliers: [Int64], best: Int64
  ) {
    self.star = star
    self.rest = rest
    self.best = best
    forced = options.forced
    limits = star.limits
    groups = options.items.map { stars.itemGroup[Int($0)] }
    room = star.groupCapacities
    var constant: Int64 = 0
    for (index, limit) in star.limits.enumerated() { constant += multipliers[index] * limit.bound }
    self.constant = constant
    gains = star.limits.map { limit in options.items.map { limit.gains[Int($0) - star.items.lowerBound] } }
  }

  /// The best choice below the cost to beat, as places in the options; nil where there is none.
  mutating func run(_ value: [Int64], _ shifted: [Int64]) -> [Int32]? {
    var start = constant
    var cost: Int64 = 0
    var missing = limits.map(\.bound)
    for place in 0..<forced {
      start += shifted[place]
      cost += value[place]
      for limit in limits.indices { missing[limit] -= gains[limit][place] }
      if groups[place] >= 0 { room[Int(groups[place])] -= 1 }
    }
    let free = (forced..<value.count).sorted { (shifted[$0], $0) < (shifted[$1], $1) }
    guard free.count >= rest else { return nil }
    steps += value.count
    if rest > 0 {
      let others = free.prefix(rest - 1).reduce(start) { $0 + shifted[$1] }
      order = free.prefix { best == LeastChoice.none || others + shifted[$0] < best }.map(Int32.init)
    }
    prices = order.map { shifted[Int($0)] }
    values = order.map { value[Int($0)] }
    gains = gains.map { row in order.map { row[Int($0)] } }
    greatest = gains.map { suffixTops($0) }
    chosen = (0..<forced).map { Int32($0) }
    extend(from: 0, left: rest, bound: start, cost: cost, missing)
    return found
  }

  private func suffixTops(_ gains: [Int64]) -> [Int64] {
    let width = rest + 1
    let never = Int64.min / 4
    var table = [Int64](repeating: never, count: (gains.count + 1) * width)
    table[gains.count * width] = 0
    for place in gains.indices.reversed() {
      table[place * width] = 0
      for count in 1..<width {
        let without = table[(place + 1) * width + count]
        let with = table[(place + 1) * width + count - 1]
        table[place * width + count] = max(without, with > never / 2 ? with + gains[place] : never)
      }
    }
    return table
  }

  private mutating func extend(from place: Int, left: Int, bound: Int64, cost: Int64, _ missing: [Int64]) {
    guard left > 0 else {
      if cost < best && missing.allSatisfy({ $0 <= 0 }) {
        best = cost
        found = chosen
      }
      return
    }
    var next = place
    while next + left <= order.count {
      steps += 1
      guard steps < LeastChoice.mostSteps else {
        isComplete = false
        return
      }
      var least = bound
      for step in 0..<left { least += prices[next + step] }
      if best != LeastChoice.none && least >= best { return }
      for limit in limits.indices where greatest[limit][next * (rest + 1) + left] < missing[limit] { return }
      let group = groups[Int(order[next])]
      if group < 0 || room[Int(group)] > 0 {
        if group >= 0 { room[Int(group)] -= 1 }
        chosen.append(order[next])
        var rest = missing
        for limit in limits.indices { rest[limit] -= gains[limit][next] }
        extend(from: next + 1, left: left - 1, bound: bound + prices[next], cost: cost + values[next], rest)
        chosen.removeLast()
        if group >= 0 { room[Int(group)] += 1 }
        guard isComplete else { return }
      }
      next += 1
    }
  }
}
