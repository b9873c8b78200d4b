/// Cost scaling over short lists, finished by shortest paths; for any network.
///
/// Problem. Every node's balance is sent on within the spans of the arcs at least cost. Lower bounds are taken off
/// first, so a node whose lower bounds ask for units simply wants them.
///
/// Prices. A node's price is its potential, negated. A way – along an arc with room, or back along one with flow –
/// costs what its arc costs, and the price of where it leads less the price of where it starts. A flow is ε-optimal if
/// no way costs less than −ε.
///
/// Phases. Each divides ε, gives back or fills what then costs too little, and pushes what is left over along ways of
/// negative cost, last come first served, until nothing is left over (Goldberg and Tarjan, 1990). A node without such a
/// way becomes dearer, to ε above its cheapest way on; so prices only rise, which is what `Shortlist` needs: a node
/// looks at a few arcs, not at its row. Two departures from the book: a sender that no arc enters may set its price
/// anew at the start of a phase, so that a phase gives back few units and fills no rows; and a way into a node where
/// units end may be used at cost zero, so that no receiver with room stays dearer than its exit.
///
/// End. Once a phase begins with few units to send, ε becomes 0 and these go by shortest paths, see `RepairPaths`. The
/// flow and the prices are then optimal as they stand. So costs need no scaling by the number of nodes, and where
/// phases alone would creep towards the optimum by steps of ε, a search steps over.
///
/// A phase that takes too many pushes ends at once: where units cannot be sent at all, prices would rise for ever, and
/// the shortest paths find that out.
///
/// Bounds. A price rises by at most the greatest cost and ε above another one, and stops at `priceLimit`, 2⁶⁰; a path
/// then adds at most 2⁵⁹, so sums of a price, a cost and a distance stay within 2⁶². Complexity of a phase: O(nodes² ×
/// arcs) in the worst case, near O(nodes + units) pushes as measured; callers set a budget.
///
/// References. Goldberg and Tarjan, "Finding minimum-cost circulations by successive approximation", Math. Oper. Res.
/// 15 (1990). Bertsekas, "The auction algorithm", Annals of Oper. Res. 14 (1988). Goldberg, "An efficient
/// implementation of a scaling minimum-cost flow algorithm", J. Algorithms 22 (1997). Bünnagel, Korte and Vygen,
/// "Efficient implementation of the Goldberg–Tarjan minimum-cost flow algorithm", Optim. Methods Softw. 10 (1998).
struct CostScaling: ~Copyable {
  /// A way on from a node: along an arc with room, or back along one with flow.
  typealias Way = Shortlist.Entry

  struct Node {
    /// The negated potential; it only rises, but for senders between two phases.
    var price: Int64 = 0
    /// Units that have come and not gone on; what is still wanted counts below zero.
    var excess = 0
    /// The cheapest ways along arcs that leave the node.
    var ahead = Shortlist()
    /// The cheapest ways back along arcs that enter it, once there are many with flow.
    var back = Shortlist()
    /// The arcs with flow that enter it, in `arrivals`.
    var firstArrival = 0
    var arrivalCount: Int32 = 0
    var arrivalRoom: Int32 = 0
    /// The arcs that leave it.
    var firstArc: Int32 = 0
    var lastArc: Int32 = 0
    /// The search that reached it last, at which distance, and how.
    var stamp: Int32 = 0
    var from: Int32 = 0
    var distance: Int64 = 0
    var arc: Int32 = 0
    var isQueued = false
    /// Whether some arc with room enters it.
    var isEntered = false
    var isBack = false
    /// Whether no arc leaves it.
    var isEnd: Bool { lastArc == 0 }
  }

  /// An arc with flow, as its head sees it.
  struct Arrival {
    let cost: Int64
    let tail: Int32
    let arc: Int32
  }

  struct ArcState {
    /// Units above the lower bound.
    var flow: Int32 = 0
    /// Where it stands among the arrivals of its head.
    var place: Int32 = 0
  }

  /// From how many arrivals on a node keeps a list of its ways back.
  static let wide: Int32 = 64
  /// How long the first list of a node is, and its first list of ways back.
  static let shortest = 8
  static let shortestBack = 128
  /// What ε is divided by from phase to phase, and the share of the greatest cost that it is before the first.
  static let divisor: Int64 = 4
  static let firstDivisor: Int64 = 4
  /// Paths take over where a phase begins with fewer than one in so many units to send.
  static let fewUnits = 8
  /// The most pushes of a phase for each node and unit.
  static let mostPushes = 50
  static let priceLimit: Int64 = 1 << 60

  let arcs: ArcColumns
  let nodeCount: Int
  let nodes: UnsafeMutablePointer<Node>
  let states: UnsafeMutablePointer<ArcState>
  /// The arcs by tail; nil where they stand so in the network.
  let order: UnsafeMutablePointer<Int32>?
  var entries: UnsafeMutablePointer<Way>
  var entryCount = 0
  var entryCapacity: Int
  var arrivals: UnsafeMutablePointer<Arrival>
  var arrivalCount = 0
  var arrivalCapacity: Int
  var least = LeastEntries()
  let queue: UnsafeMutablePointer<Int32>
  var queueCount = 0
  var epsilon: Int64 = 0
  var frontier = Frontier()
  var reached: [Int32] = []
  var ready: [Int32] = []
  var search: Int32 = 0
  var pace: Pace

  init(_ arcs: ArcColumns, balances: [Int], pace: Pace) {
    self.arcs = arcs
    self.pace = pace
    nodeCount = balances.count
    nodes = .allocate(capacity: nodeCount)
    nodes.initialize(repeating: Node(), count: nodeCount)
    states = .allocate(capacity: arcs.count)
    states.initialize(repeating: ArcState(), count: arcs.count)
    entryCapacity = 16 * nodeCount + 64
    entries = .allocate(capacity: entryCapacity)
    arrivalCapacity = 8 * nodeCount + 64
    arrivals = .allocate(capacity: arrivalCapacity)
    queue = .allocate(capacity: nodeCount + 1)
    queue.initialize(repeating: 0, count: nodeCount + 1)
    for node in 0..<nodeCount { nodes[node].excess = balances[node] }
    var previous: Int32 = -1
    var greatest: Int64 = 1
    var isByTail = true
    for arc in 0..<arcs.count {
      let tail = arcs.tails[arc]
      if tail != previous {
        if nodes[Int(tail)].lastArc != 0 { isByTail = false }
        nodes[Int(tail)].firstArc = Int32(arc)
        previous = tail
      }
      nodes[Int(tail)].lastArc = Int32(arc + 1)
      if arcs.capacities[arc] != arcs.lowers[arc] { nodes[Int(arcs.heads[arc])].isEntered = true }
      greatest = max(greatest, abs(arcs.costs[arc]))
    }
    order = isByTail ? nil : CostScaling.orderByTail(arcs, nodes, nodeCount: nodeCount)
    epsilon = greatest / CostScaling.firstDivisor
  }

  deinit {
    nodes.deallocate()
    states.deallocate()
    entries.deallocate()
    arrivals.deallocate()
    queue.deallocate()
    order?.deallocate()
  }

  /// Sorts the arcs by tail, otherwise in their own order, and tells the nodes where theirs stand.
  private static func orderByTail(
    _ arcs: ArcColumns, _ nodes: UnsafeMutablePointer<Node>, nodeCount: Int
  ) -> UnsafeMutablePointer<Int32> {
    let order = UnsafeMutablePointer<Int32>.allocate(capacity: arcs.count)
    order.initialize(repeating: 0, count: arcs.count)
    for node in 0..<nodeCount { nodes[node].lastArc = 0 }
    for arc in 0..<arcs.count { nodes[Int(arcs.tails[arc])].lastArc += 1 }
    var first: Int32 = 0
    for node in 0..<nodeCount where nodes[node].lastArc > 0 {
      nodes[node].firstArc = first
      first += nodes[node].lastArc
      nodes[node].lastArc = nodes[node].firstArc
    }
    for arc in 0..<arcs.count {
      let tail = Int(arcs.tails[arc])
      order[Int(nodes[tail].lastArc)] = Int32(arc)
      nodes[tail].lastArc += 1
    }
    return order
  }

  /// Nil where the budget was spent.
  mutating func run() -> Rest? {
    for node in 0..<nodeCount { drawUpAhead(of: node, limit: CostScaling.shortest) }
    let few = leftOver / CostScaling.fewUnits
    let most = CostScaling.mostPushes * (nodeCount + min(leftOver, arcs.count))
    var isDone = true
    while epsilon > 1 && isDone && pace.halt == nil {
      epsilon = max(1, epsilon / CostScaling.divisor)
      beginPhase()
      guard leftOver > few else { break }
      isDone = discharge(most: most)
    }
    guard pace.halt == nil else { return pace.rest }
    return endExactly()
  }

  /// Ends the phases: whatever is left over goes by shortest paths; nil where the budget was spent.
  private mutating func endExactly() -> Rest? {
    epsilon = 0
    beginPhase()
    let unmet = repair()
    return pace.halt == nil ? rest(unmet) : pace.rest
  }

  /// Ends a flow that is nearly right; nil where the budget was spent.
  mutating func finish() -> Rest? {
    for node in 0..<nodeCount { drawUpAhead(of: node, limit: CostScaling.shortest) }
    return endExactly()
  }

  /// Units that have not come to where they are wanted.
  private var leftOver: Int { (0..<nodeCount).reduce(0) { $0 + max(0, nodes[$1].excess) } }

  /// Makes every way with room cost −ε or more.
  private mutating func beginPhase() {
    queueCount = 0
    for node in 0..<nodeCount { nodes[node].isQueued = false }
    for node in 0..<nodeCount where !nodes[node].isEntered && nodes[node].ahead.capacity > 0 {
      let lowest = lowestAhead(of: node)
      if lowest != .max { nodes[node].price = lowest }
    }
    for node in 0..<nodeCount {
      if nodes[node].isEntered { saturateAhead(of: node) }
      var index = 0
      while index < Int(nodes[node].arrivalCount) {
        let arrival = arrivals[nodes[node].firstArrival + index]
        if nodes[Int(arrival.tail)].price - arrival.cost < nodes[node].price - epsilon {
          moveBack(arrival.arc, cost: arrival.cost, from: node, to: Int(arrival.tail), units: .max)
        } else {
          index += 1
        }
      }
    }
    for node in 0..<nodeCount where nodes[node].excess > 0 { enqueue(node) }
  }

  private mutating func lowestAhead(of node: Int) -> Int64 {
    var lowest = Int64.max
    let list = nodes[node].ahead
    for index in list.start..<list.start + Int(list.count) {
      lowest = min(lowest, entries[index].cost + nodes[Int(entries[index].head)].price)
    }
    guard list.bound < lowest else { return lowest }
    drawUpAhead(of: node, limit: Int(list.capacity))
    return nodes[node].ahead.count > 0 ? entries[nodes[node].ahead.start].key : .max
  }

  /// Fills every arc ahead that costs too little.
  private mutating func saturateAhead(of node: Int) {
    guard nodes[node].ahead.capacity > 0 else { return }
    while true {
      var index = nodes[node].ahead.start
      while index < nodes[node].ahead.start + Int(nodes[node].ahead.count) {
        let way = entries[index]
        if way.cost + nodes[Int(way.head)].price < nodes[node].price - epsilon {
          move(way, from: node, units: .max)
        } else {
          index += 1
        }
      }
      guard nodes[node].ahead.bound < nodes[node].price - epsilon else { return }
      drawUpAhead(of: node, limit: 2 * Int(nodes[node].ahead.capacity))
    }
  }

  @inline(__always)
  mutating func enqueue(_ node: Int) {
    guard !nodes[node].isQueued else { return }
    nodes[node].isQueued = true
    queue[queueCount] = Int32(node)
    queueCount += 1
  }

  /// Pushes until all is where it is wanted; false after too many pushes, as where that cannot be.
  private mutating func discharge(most: Int) -> Bool {
    let last = pace.work.iterations + most
    while queueCount > 0 {
      queueCount -= 1
      let node = Int(queue[queueCount])
      nodes[node].isQueued = false
      discharge(node)
      if pace.mustHalt() || pace.work.iterations > last { return false }
    }
    return true
  }

  /// Pushes the units of a node on, unless it has no way on.
  private mutating func discharge(_ node: Int) {
    var isFresh = false
    while nodes[node].excess > 0 {
      let price = nodes[node].price
      let ahead = pushAhead(from: node, at: price)
      guard nodes[node].excess > 0 else { return }
      let isWide = nodes[node].arrivalCount > CostScaling.wide
      let behind = isWide ? pushBackByList(from: node, at: price) : pushBack(from: node, at: price)
      guard nodes[node].excess > 0 else { return }
      let lowest = min(ahead, behind)
      if isWide && nodes[node].back.bound < max(price, lowest) {
        let longer = isFresh ? 2 * Int(nodes[node].back.capacity) : Int(nodes[node].back.capacity)
        drawUpBack(of: node, limit: max(CostScaling.shortestBack, longer))
        isFresh = true
      } else if nodes[node].ahead.bound < max(price, lowest) {
        drawUpAhead(of: node, limit: (isFresh ? 2 : 1) * Int(nodes[node].ahead.capacity))
        isFresh = true
      } else {
        guard lowest < CostScaling.priceLimit else { return }
        nodes[node].price = lowest + epsilon
      }
    }
  }

  /// Pushes along the listed arcs that cost less than nothing; gives the cheapest price at which another would.
  @inline(__always)
  private mutating func pushAhead(from node: Int, at price: Int64) -> Int64 {
    var lowest = Int64.max
    var index = nodes[node].ahead.start
    while index < nodes[node].ahead.start + Int(nodes[node].ahead.count) {
      let way = entries[index]
      if way.key > price && way.key - epsilon >= lowest { break }
      pace.work.arcsPriced += 1
      let isEnd = nodes[Int(way.head)].isEnd
      let key = way.cost + nodes[Int(way.head)].price
      if key < price || isEnd && key == price {
        move(way, from: node, units: nodes[node].excess)
        if nodes[node].excess == 0 { return lowest }
      } else {
        lowest = min(lowest, isEnd ? key - epsilon : key)
        index += 1
      }
    }
    return lowest
  }

  /// The same for all ways back.
  @inline(__always)
  private mutating func pushBack(from node: Int, at price: Int64) -> Int64 {
    var lowest = Int64.max
    var place = 0
    while place < Int(nodes[node].arrivalCount) {
      let arrival = arrivals[nodes[node].firstArrival + place]
      pace.work.arcsPriced += 1
      let key = nodes[Int(arrival.tail)].price - arrival.cost
      if key < price {
        moveBack(arrival.arc, cost: arrival.cost, from: node, to: Int(arrival.tail), units: nodes[node].excess)
        if nodes[node].excess == 0 { return lowest }
      } else {
        lowest = min(lowest, key)
        place += 1
      }
    }
    return lowest
  }

  /// The same for those on the list of ways back.
  private mutating func pushBackByList(from node: Int, at price: Int64) -> Int64 {
    var lowest = Int64.max
    var index = nodes[node].back.start
    while index < nodes[node].back.start + Int(nodes[node].back.count) {
      let way = entries[index]
      if way.key >= price && way.key >= lowest { break }
      pace.work.arcsPriced += 1
      let key = way.cost + nodes[Int(way.head)].price
      if key < price {
        moveBack(way.arc, cost: -way.cost, from: node, to: Int(way.head), units: nodes[node].excess)
        if nodes[node].excess == 0 { return lowest }
      } else {
        lowest = min(lowest, key)
        index += 1
      }
    }
    return lowest
  }

  // MARK: - The result

  private func rest(_ unmet: Int) -> Rest {
    let result = [Int32](unsafeUninitializedCapacity: arcs.count) { result, initialized in
      for arc in 0..<arcs.count {
        let loop = arcs.heads[arc] == arcs.tails[arc] && arcs.costs[arc] < 0
        result[arc] = loop ? arcs.capacities[arc] : arcs.lowers[arc] + states[arc].flow
      }
      initialized = arcs.count
    }
    let potentials = (0..<nodeCount).map { -nodes[$0].price }
    return Rest(end: unmet == 0 ? .met : .unmet(unmet), flow: result, potentials: potentials, work: pace.work)
  }
}
