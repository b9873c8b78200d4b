/// A network seen as stars: senders, each of which chooses as many of its arcs as it has units, over what they share.
///
/// A star is a node that sends units and that nothing enters, with all nodes that only it can reach (such a node has
/// one entering arc, and arcs to different heads). The arcs by which units leave the star are its items; each carries
/// one unit at most, so what the star ships is a choice of items. Bounds of arcs inside the star become limits on the
/// choice, and so do side limits over its arcs. The heads of items are receivers. All other arcs are shared; each
/// touches one receiver at most, so that with prices for the receivers everything falls apart into small problems.
///
/// Not every network is of this kind; then there is no value, and the search goes another way.
struct StarNetwork {
  struct Star {
    let node: Int
    let demand: Int
    let items: Range<Int>
    /// Least sums over chosen items; limits from above are negated.
    let limits: [Limit]
    /// How many items of each group may be chosen; every item is in one group at most.
    let groupCapacities: [Int]
  }
  struct Limit {
    /// By the number of the item less that of the first.
    var gains: [Int64]
    var bound: Int64
  }
  struct Receiver {
    let node: Int
    var arcs: [Int] = []
  }

  let network: Network
  private(set) var stars: [Star] = []
  private(set) var receivers: [Receiver] = []
  /// All arcs outside stars.
  private(set) var sharedArcs: [Int] = []
  /// Whether a node is the centre of a star.
  private(set) var isCentre: [Bool]
  private(set) var itemArc: [Int32] = []
  private(set) var itemReceiver: [Int32] = []
  /// With what the arcs on the way to it cost.
  private(set) var itemCost: [Int64] = []
  private(set) var itemStar: [Int32] = []
  /// The group within its star, or −1.
  private(set) var itemGroup: [Int32] = []
  /// Arcs inside stars, by which each item is reached.
  private var itemWay: [[Int32]] = []
  /// −1 for an arc that is no item.
  private(set) var itemOfArc: [Int32]

  init?(_ network: Network, _ limits: [SideLimit]) {
    self.network = network
    itemOfArc = [Int32](repeating: -1, count: network.arcCount)
    isCentre = [Bool](repeating: false, count: network.nodeCount)
    let shape = Shape(network)
    var receiverOf = [Int32](repeating: -1, count: network.nodeCount)
    var isInside = [Bool](repeating: false, count: network.arcCount)
    var starOfArc = [Int32](repeating: -1, count: network.arcCount)
    var ranges: [(node: Int, items: Range<Int>, groups: [Int], inner: [Int])] = []

    for node in 0..<network.nodeCount where network.supplies[node] > 0 && shape.entering[node] == 0 {
      isCentre[node] = true
      let first = itemArc.count
      let number = Int32(ranges.count)
      var inner: [Int] = []
      var groups: [Int] = []
      var stack: [(node: Int, way: [Int32], cost: Int64)] = [(node, [], 0)]
      while let place = stack.popLast() {
        let leaving = shape.leaving(place.node)
        let isLast = leaving.allSatisfy { !shape.isInner[Int(network.heads[Int($0)])] }
        var group: Int32 = -1
        if let arc = place.way.last, isLast, network.lowers[Int(arc)] == 0 {
          group = Int32(groups.count)
          groups.append(Int(network.capacities[Int(arc)]))
        }
        for arc in leaving {
          let head = Int(network.heads[Int(arc)])
          let cost = place.cost + network.costs[Int(arc)]
          starOfArc[Int(arc)] = number
          if shape.isInner[head] {
            isInside[Int(arc)] = true
            inner.append(Int(arc))
            stack.append((head, place.way + [arc], cost))
            continue
          }
          guard network.capacities[Int(arc)] <= 1 else { return nil }
          if receiverOf[head] < 0 {
            receiverOf[head] = Int32(receivers.count)
            receivers.append(Receiver(node: head))
          }
          itemOfArc[Int(arc)] = Int32(itemArc.count)
          itemArc.append(arc)
          itemReceiver.append(receiverOf[head])
          itemCost.append(cost)
          itemStar.append(number)
          itemGroup.append(group)
          itemWay.append(place.way)
        }
      }
      ranges.append((node, first..<itemArc.count, groups, inner))
    }
    guard !ranges.isEmpty else { return nil }

    for arc in 0..<network.arcCount where starOfArc[arc] < 0 {
      let tail = receiverOf[Int(network.tails[arc])]
      let head = receiverOf[Int(network.heads[arc])]
      if tail >= 0 && head >= 0 {
        guard network.capacities[arc] == 0 else { return nil }
      } else if tail >= 0 || head >= 0 {
        receivers[Int(max(tail, head))].arcs.append(arc)
      }
      sharedArcs.append(arc)
    }

    var limitsOfStar = [[Limit]](repeating: [], count: ranges.count)
    for (number, range) in ranges.enumerated() {
      limitsOfStar[number] = innerLimits(range.items, range.inner, network.supplies[range.node])
    }
    for limit in limits {
      let terms = limit.summed.filter { $0.coefficient != 0 && network.capacities[$0.arc] > 0 }
      guard let any = terms.first else {
        guard limit.holds(network.capacities) else { return nil }
        continue
      }
      let star = starOfArc[any.arc]
      guard star >= 0, terms.allSatisfy({ starOfArc[$0.arc] == star }) else { return nil }
      limitsOfStar[Int(star)].append(local(limit, terms, ranges[Int(star)].items, isInside))
    }
    stars = ranges.enumerated().map { number, range in
      Star(
        node: range.node, demand: network.supplies[range.node], items: range.items, limits: limitsOfStar[number],
        groupCapacities: range.groups)
    }
  }

  /// What the bounds of arcs inside a star ask of the choice, where they are not said by groups.
  private func innerLimits(_ items: Range<Int>, _ inner: [Int], _ demand: Int) -> [Limit] {
    inner.flatMap { arc -> [Limit] in
      let below = items.map { itemWay[$0].contains(Int32(arc)) }
      let isGroup = items.contains { itemWay[$0].last == Int32(arc) && itemGroup[$0] >= 0 }
      var limits: [Limit] = []
      if network.lowers[arc] > 0 {
        limits.append(Limit(gains: below.map { $0 ? 1 : 0 }, bound: Int64(network.lowers[arc])))
      }
      if !isGroup && Int(network.capacities[arc]) < min(demand, below.count(where: { $0 })) {
        limits.append(Limit(gains: below.map { $0 ? -1 : 0 }, bound: -Int64(network.capacities[arc])))
      }
      return limits
    }
  }

  /// A side limit as one on the choice of a star.
  private func local(
    _ limit: SideLimit, _ terms: [(arc: Int, coefficient: Int64)], _ items: Range<Int>, _ isInside: [Bool]
  ) -> Limit {
    let sign: Int64 = limit.sense == .atLeast ? 1 : -1
    var local = Limit(gains: [Int64](repeating: 0, count: items.count), bound: sign * limit.bound)
    for (arc, coefficient) in terms {
      if isInside[arc] {
        for item in items where itemWay[item].contains(Int32(arc)) {
          local.gains[item - items.lowerBound] += sign * coefficient
        }
      } else {
        local.gains[Int(itemOfArc[arc]) - items.lowerBound] += sign * coefficient
      }
    }
    return local
  }

  /// The flow of the arcs of all stars that ship these items.
  func ship(_ items: some Sequence<Int32>, in flow: inout [Int32]) {
    for item in items {
      flow[Int(itemArc[Int(item)])] += 1
      for arc in itemWay[Int(item)] { flow[Int(arc)] += 1 }
    }
  }

  /// What is known of the nodes before stars are told apart.
  private struct Shape {
    var entering: [Int]
    var isInner: [Bool]
    private var starts: [Int]
    private var arcs: [Int32]

    init(_ network: Network) {
      let count = network.nodeCount
      entering = [Int](repeating: 0, count: count)
      starts = [Int](repeating: 0, count: count + 1)
      for arc in 0..<network.arcCount where network.capacities[arc] > 0 {
        entering[Int(network.heads[arc])] += 1
        starts[Int(network.tails[arc]) + 1] += 1
      }
      for node in 0..<count { starts[node + 1] += starts[node] }
      var next = starts
      arcs = [Int32](repeating: 0, count: starts[count])
      for arc in 0..<network.arcCount where network.capacities[arc] > 0 {
        let tail = Int(network.tails[arc])
        arcs[next[tail]] = Int32(arc)
        next[tail] += 1
      }
      isInner = [Bool](repeating: false, count: count)
      var owned = [Bool](repeating: false, count: count)
      var stack = (0..<count).filter { network.supplies[$0] > 0 && entering[$0] == 0 }
      for node in stack { owned[node] = true }
      while let node = stack.popLast() {
        for arc in leaving(node) {
          let head = Int(network.heads[Int(arc)])
          guard entering[head] == 1, network.supplies[head] == 0, !owned[head] else { continue }
          let heads = leaving(head).map { network.heads[Int($0)] }
          guard let any = heads.first, heads.contains(where: { $0 != any }) else { continue }
          owned[head] = true
          isInner[head] = true
          stack.append(head)
        }
      }
    }

    func leaving(_ node: Int) -> ArraySlice<Int32> { arcs[starts[node]..<starts[node + 1]] }
  }
}
