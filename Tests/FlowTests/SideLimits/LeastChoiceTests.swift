import Testing

@testable import Flow

/// The cheapest choice of a star's items, against all choices.
struct LeastChoiceTests {
  @Test func `choices with up to two limits and groups agree with trying all`() throws {
    var draw = Draw(state: 3)
    var broken = 0
    for _ in 0..<3000 {
      guard let star = try RandomStar(&draw) else { continue }
      var choice = LeastChoice(star.stars, weight: 1)
      let options = star.stars.options(lowers: star.network.lowers, capacities: star.network.capacities)
      let least = star.leastByTrying
      guard let options else {
        #expect(least == nil, "\(star)")
        continue
      }
      let answer = choice.solve(0, options[0], star.prices)
      #expect(answer.bound == least ?? LeastChoice.none, "\(star)")
      if let least {
        #expect(answer.cost == least && choice.cost(answer.items, star.prices) == least)
        #expect(star.allows(answer.items.map { Int($0) }), "\(star)")
        if least != star.leastWithoutLimits { broken += 1 }
      }
    }
    #expect(broken > 300, "limits should matter")
  }

  @Test func `the floor of an item is never above the least choice with it`() throws {
    var draw = Draw(state: 4)
    for _ in 0..<1000 {
      guard let star = try RandomStar(&draw) else { continue }
      guard let options = star.stars.options(lowers: star.network.lowers, capacities: star.network.capacities) else {
        continue
      }
      var choice = LeastChoice(star.stars, weight: 1)
      let floors = choice.floors(0, options[0], star.prices)
      for (place, item) in options[0].items.enumerated() {
        if let least = star.least(with: Int(item)) { #expect(floors[place] <= least, "\(star)") }
      }
    }
  }
}

/// One sender, up to eight receivers, limits and groups at random.
private struct RandomStar {
  let network: Network
  let stars: StarNetwork
  let limits: [SideLimit]
  let demand: Int
  let groups: [Int]
  let groupCapacities: [Int]
  let costs: [Int64]
  let prices: [Int64]

  /// Nil where a group of one makes no star.
  init?(_ draw: inout Draw) throws {
    let count = draw(1...8)
    demand = draw(1...min(4, count))
    let groupCount = draw(0...2)
    groupCapacities = (0..<groupCount).map { _ in draw(1...2) }
    groups = (0..<count).map { _ in draw(-1...(groupCount - 1)) }
    var network = Network(nodeCount: 1 + count + groupCount + 1)
    var arcs: [Int] = []
    for group in 0..<groupCount {
      try network.addArc(from: 0, to: 1 + count + group, capacity: groupCapacities[group], cost: 0)
    }
    costs = (0..<count).map { _ in Int64(draw(-20...20)) }
    for item in 0..<count {
      let tail = groups[item] < 0 ? 0 : 1 + count + groups[item]
      arcs.append(try network.addArc(from: tail, to: 1 + item, capacity: 1, cost: costs[item]))
      try network.addArc(from: 1 + item, to: 1 + count + groupCount, capacity: 1, cost: 0)
    }
    try network.setSupply(demand, of: 0)
    try network.setSupply(-demand, of: 1 + count + groupCount)
    limits = (0..<draw(1...2)).map { _ in
      let sense: SideLimit.Sense = draw(0...1) == 0 ? .atLeast : .atMost
      let largest = draw(0...1) == 0 ? 1 : 9
      return SideLimit(
        arcs.map { SideLimit.Term(arc: $0, coefficient: Int64(draw(0...largest))) }, sense,
        Int64(draw(0...(largest * 2))))
    }
    self.network = network
    guard let stars = StarNetwork(network, limits) else { return nil }
    self.stars = stars
    prices = stars.receivers.map { _ in Int64(draw(-9...9)) }
  }

  func value(_ items: [Int]) -> Int64 {
    items.reduce(0) { $0 + stars.itemCost[$1] + prices[Int(stars.itemReceiver[$1])] }
  }

  func allows(_ items: [Int], minding limited: Bool = true) -> Bool {
    var flow = [Int32](repeating: 0, count: network.arcCount)
    stars.ship(items.map { Int32($0) }, in: &flow)
    guard items.count == demand, zip(flow, network.capacities).allSatisfy({ $0 <= $1 }) else { return false }
    return !limited || limits.allSatisfy { $0.holds(flow) }
  }

  private var choices: [[Int]] {
    (0..<(1 << stars.itemArc.count)).map { mask in stars.itemArc.indices.filter { mask >> $0 & 1 == 1 } }
      .filter { $0.count == demand }
  }

  var leastByTrying: Int64? { choices.filter { allows($0) }.map(value).min() }
  var leastWithoutLimits: Int64? { choices.filter { allows($0, minding: false) }.map(value).min() }
  func least(with item: Int) -> Int64? { choices.filter { $0.contains(item) && allows($0) }.map(value).min() }
}
