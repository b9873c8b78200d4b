/// Looks for cheap flows within the limits of stars by exchanging single items.
///
/// From any shipment that receivers can pass on, a step lets one star drop an item for another, either where the
/// receivers have room for it, or in exchange with a star that takes the place given up. What limits miss is paid for.
/// A step is taken if it makes things worse by no more than a threshold, which falls to zero (threshold accepting:
/// Dueck and Scheuer, 1990). Steps are drawn from a fixed stream (SplitMix64: Steele, Lea and Flood, 2014), half of
/// them at stars whose limits are broken, so the same input gives the same flow. It proves nothing; it finds.
struct ExchangeSearch {
  /// Stars × receivers that the search holds a table for.
  static let mostPlaces = 1 << 24

  private let stars: StarNetwork
  private let options: [LeastChoice.Options]
  private let least: [Int]
  private let most: [Int]
  /// By star and receiver: the item that may be chosen, or −1.
  private var table: [Int32]
  private var chosen: [[Int32]]
  private var isChosen: [Bool]
  private var holders: [[Int32]]
  /// By star and limit: the sum of gains.
  private var sums: [[Int64]]
  private let toll: [[Int64]]
  private var broken: [Int32] = []
  private var brokenPlace: [Int32]
  private var state: UInt64 = 0x5EED
  private(set) var cost: Int64 = 0
  private(set) var best: (items: [[Int32]], cost: Int64)?
  private(set) var steps = 0
  private let spread: Int64

  /// Starts from the items that a flow uses. Nil where the network is too large, or receivers are not all simple.
  init?(_ stars: StarNetwork, _ options: [LeastChoice.Options], flow: [Int32]) {
    let network = stars.network
    guard stars.stars.count * stars.receivers.count <= ExchangeSearch.mostPlaces else { return nil }
    self.stars = stars
    self.options = options
    var least: [Int] = []
    var most: [Int] = []
    for receiver in stars.receivers {
      var range = (least: -network.supplies[receiver.node], most: -network.supplies[receiver.node])
      for arc in receiver.arcs {
        let sign = Int(network.tails[arc]) == receiver.node
        range.least += sign ? Int(network.lowers[arc]) : -Int(network.capacities[arc])
        range.most += sign ? Int(network.capacities[arc]) : -Int(network.lowers[arc])
      }
      least.append(range.least)
      most.append(range.most)
    }
    self.least = least
    self.most = most
    table = [Int32](repeating: -1, count: stars.stars.count * stars.receivers.count)
    isChosen = [Bool](repeating: false, count: stars.itemArc.count)
    chosen = []
    holders = [[Int32]](repeating: [], count: stars.receivers.count)
    brokenPlace = [Int32](repeating: -1, count: stars.stars.count)
    sums = []
    let greatest = stars.itemCost.reduce(Int64(1)) { max($0, abs($1)) }
    var toll: [[Int64]] = []
    var spread: Int64 = 0
    for (number, star) in stars.stars.enumerated() {
      for item in options[number].items {
        table[number * stars.receivers.count + Int(stars.itemReceiver[Int(item)])] = item
      }
      let own = star.items.filter { flow[Int(stars.itemArc[$0])] > 0 }.map { Int32($0) }
      chosen.append(own)
      sums.append([])
      toll.append(star.limits.map { 4 * greatest / max(1, $0.gains.reduce(1) { max($0, abs($1)) }) + 1 })
      for item in own {
        isChosen[Int(item)] = true
        holders[Int(stars.itemReceiver[Int(item)])].append(Int32(number))
        cost += stars.itemCost[Int(item)]
      }
      let costs = options[number].items.map { stars.itemCost[Int($0)] }
      spread += ((costs.max() ?? 0) - (costs.min() ?? 0)) / Int64(stars.stars.count)
    }
    self.toll = toll
    self.spread = spread
    for (number, star) in stars.stars.enumerated() {
      sums[number] = star.limits.map { limit in
        chosen[number].reduce(0) { $0 + limit.gains[Int($1) - star.items.lowerBound] }
      }
      mark(number)
    }
    keep()
  }

  /// How many exchanges of one item at one star there are to draw from.
  var exchanges: Int { zip(options, chosen).reduce(0) { $0 + $1.0.items.count * $1.1.count } }

  /// Runs through `rounds` falling thresholds with so many tries each.
  mutating func run(rounds: Int, tries: Int, from share: Int64 = 8) {
    guard !stars.stars.isEmpty else { return }
    for round in 0..<rounds {
      let left = Int64(rounds - 1 - round)
      let threshold = spread / share * left * left / Int64(max(1, (rounds - 1) * (rounds - 1)))
      for _ in 0..<tries { attempt(threshold) }
    }
    steps += rounds * tries
  }

  private mutating func draw(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Int((bits >> 32) &* UInt64(count) >> 32)
  }

  private mutating func attempt(_ threshold: Int64) {
    let star = !broken.isEmpty && draw(2) == 0 ? Int(broken[draw(broken.count)]) : draw(stars.stars.count)
    let own = options[star]
    guard chosen[star].count > 0, own.items.count > chosen[star].count else { return }
    let slot = draw(chosen[star].count)
    let dropped = chosen[star][slot]
    let place = own.forced + draw(own.items.count - own.forced)
    guard place < own.items.count else { return }
    let taken = own.items[place]
    guard !isChosen[Int(taken)], !isForced(dropped, star), fitsGroup(taken, insteadOf: dropped, star) else { return }
    let from = Int(stars.itemReceiver[Int(dropped)])
    let into = Int(stars.itemReceiver[Int(taken)])
    let change = change(star, dropped, taken)
    if holders[into].count < most[into] && holders[from].count > least[from] {
      guard change <= threshold else { return }
      exchange(star, slot, taken)
      settled()
      return
    }
    guard !holders[into].isEmpty else { return }
    let other = Int(holders[into][draw(holders[into].count)])
    guard other != star else { return }
    let receivers = stars.receivers.count
    let back = table[other * receivers + from]
    let given = table[other * receivers + into]
    guard back >= 0, given >= 0, !isChosen[Int(back)], isChosen[Int(given)], !isForced(given, other),
      fitsGroup(back, insteadOf: given, other),
      let otherSlot = chosen[other].firstIndex(of: given),
      change + self.change(other, given, back) <= threshold
    else { return }
    exchange(star, slot, taken)
    exchange(other, otherSlot, back)
    settled()
  }

  private func isForced(_ item: Int32, _ star: Int) -> Bool {
    options[star].items[..<options[star].forced].contains(item)
  }

  private func fitsGroup(_ taken: Int32, insteadOf dropped: Int32, _ star: Int) -> Bool {
    let group = stars.itemGroup[Int(taken)]
    guard group >= 0, stars.itemGroup[Int(dropped)] != group else { return true }
    let held = chosen[star].count(where: { stars.itemGroup[Int($0)] == group })
    return held < stars.stars[star].groupCapacities[Int(group)]
  }

  /// What an exchange at one star costs, with what its limits then miss more.
  private func change(_ star: Int, _ dropped: Int32, _ taken: Int32) -> Int64 {
    var change = stars.itemCost[Int(taken)] - stars.itemCost[Int(dropped)]
    let first = stars.stars[star].items.lowerBound
    for (index, limit) in stars.stars[star].limits.enumerated() {
      let sum = sums[star][index]
      let then = sum + limit.gains[Int(taken) - first] - limit.gains[Int(dropped) - first]
      change += (max(0, limit.bound - then) - max(0, limit.bound - sum)) * toll[star][index]
    }
    return change
  }

  private mutating func exchange(_ star: Int, _ slot: Int, _ taken: Int32) {
    let dropped = chosen[star][slot]
    chosen[star][slot] = taken
    isChosen[Int(dropped)] = false
    isChosen[Int(taken)] = true
    cost += stars.itemCost[Int(taken)] - stars.itemCost[Int(dropped)]
    let from = Int(stars.itemReceiver[Int(dropped)])
    if let place = holders[from].firstIndex(of: Int32(star)) { holders[from].remove(at: place) }
    holders[Int(stars.itemReceiver[Int(taken)])].append(Int32(star))
    let first = stars.stars[star].items.lowerBound
    for (index, limit) in stars.stars[star].limits.enumerated() {
      sums[star][index] += limit.gains[Int(taken) - first] - limit.gains[Int(dropped) - first]
    }
    mark(star)
  }

  /// Enters a star in the list of those with broken limits, or takes it out.
  private mutating func mark(_ star: Int) {
    var isBroken = false
    for (index, limit) in stars.stars[star].limits.enumerated() where sums[star][index] < limit.bound {
      isBroken = true
    }
    let place = brokenPlace[star]
    if isBroken && place < 0 {
      brokenPlace[star] = Int32(broken.count)
      broken.append(Int32(star))
    } else if !isBroken && place >= 0 {
      let last = broken.removeLast()
      if last != Int32(star) {
        broken[Int(place)] = last
        brokenPlace[Int(last)] = place
      }
      brokenPlace[star] = -1
    }
  }

  private mutating func settled() {
    if broken.isEmpty && cost < best?.cost ?? .max { keep() }
  }

  private mutating func keep() {
    if broken.isEmpty && cost < best?.cost ?? .max { best = (chosen, cost) }
  }
}
