/// Successive shortest paths over pruned rows, for a network of `TwoSidedShape`.
///
/// Problem. Each sender's units go to different receivers and leave these by exits, at least cost in all.
///
/// Method. Units are sent one by one, each by the cheapest way that the units sent before leave open: over an arc of
/// its sender to a receiver, from there perhaps back along the arc of a unit that makes way, and so on to a receiver
/// with an exit (Jewell, 1958; Iri, 1960; Busacker and Gowen, 1961). With prices that keep all costs reduced by them
/// above zero, the cheapest way is found by Dijkstra's search (Tomizawa, 1971; Edmonds and Karp, 1972). What is nearer
/// than the goal becomes dearer by the difference, so prices of receivers only rise, and every flow on the way is the
/// cheapest of its units. Jonker and Volgenant (1987) solve the assignment problem in this way.
///
/// Pruning. A search never looks further than the nearest exit found so far. From a sender it looks only along a short
/// list of arcs, see `Shortlist`; that it may have to look beyond is one more thing on the frontier, at the distance of
/// the list's bound. Where capacities are ample, most searches see two or three arcs.
///
/// Outlook. Searches become longer as receivers fill, so what they took lately tells what the rest will take; where
/// that is several times the budget, the method gives way before it is spent, see `Outlook`.
///
/// Bounds. Prices and distances stay within twice the cost of a path, 2⁶⁰; keys are twice a price, so sums stay within
/// 2⁶². Complexity: one look at every arc, and for each unit a search of O(looked at × log); in the worst case every
/// search looks at all arcs, so callers set a budget.
///
/// References. Ahuja, Magnanti and Orlin, "Network Flows" (1993), section 9.7. Edmonds and Karp, "Theoretical
/// improvements in algorithmic efficiency for network flow problems", J. ACM 19 (1972). Tomizawa, "On some techniques
/// useful for solution of transportation network problems", Networks 1 (1971). Jonker and Volgenant, "A shortest
/// augmenting path algorithm for dense and sparse linear assignment problems", Computing 38 (1987).
struct ShortestPaths: ~Copyable {
  struct Receiver {
    /// The distance at which the search `stamp` reached it.
    var distance: Int64 = 0
    /// The cost of its cheapest exit with room; `noExit` where there is none.
    var exitCost: Int64 = ShortestPaths.noExit
    var arcCost: Int64 = 0
    var stamp: Int32 = 0
    /// The sender and the arc by which it was reached.
    var sender: Int32 = 0
    var arc: Int32 = 0
    var exit: Int32 = 0
    var firstSeat = 0
    var seatCount: Int32 = 0
  }

  struct Sender {
    var distance: Int64 = 0
    /// What its dearest unit costs; no arc without flow is cheaper.
    var price: Int64 = 0
    var list = Shortlist()
    var stamp: Int32 = 0
    /// The seat that it would leave, and its receiver.
    var receiver: Int32 = 0
    var seat = 0
    var isListed = false
  }

  /// A unit that has come to a receiver.
  struct Seat {
    let cost: Int64
    let sender: Int32
    let arc: Int32
  }

  /// What a step of the frontier counts for, beside an arc.
  static let costOfStep = 4
  static let noExit: Int64 = 1 << 61
  static let closed = Int32.max

  let arcs: ArcColumns
  let shape: TwoSidedShape
  let nodeCount: Int
  private var exits: [TwoSidedShape.Exit]
  /// Twice the price of each receiver, and one more where it cannot pass a unit on at that price.
  private let bids: UnsafeMutablePointer<Int64>
  private let receivers: UnsafeMutablePointer<Receiver>
  private let senders: UnsafeMutablePointer<Sender>
  private let seats: UnsafeMutablePointer<Seat>
  private var entries: UnsafeMutablePointer<Shortlist.Entry>
  private var entryCount = 0
  private var entryCapacity: Int
  private var least = LeastEntries()
  private var frontier = Frontier()
  private var reachedReceivers: [Int32] = []
  private var reachedSenders: [Int32] = []
  private var search: Int32 = 0
  private(set) var unsent = 0
  private(set) var pace: Pace

  init(_ arcs: ArcColumns, _ shape: TwoSidedShape, pace: Pace) {
    self.pace = pace
    self.arcs = arcs
    self.shape = shape
    nodeCount = shape.balances.count
    exits = shape.exits
    bids = .allocate(capacity: nodeCount)
    receivers = .allocate(capacity: nodeCount)
    senders = .allocate(capacity: nodeCount)
    receivers.initialize(repeating: Receiver(), count: nodeCount)
    senders.initialize(repeating: Sender(), count: nodeCount)
    bids.initialize(repeating: 0, count: nodeCount)
    seats = .allocate(capacity: max(1, ShortestPaths.layOutSeats(receivers, arcs, shape)))
    entryCapacity = max(64, 16 * nodeCount)
    entries = .allocate(capacity: entryCapacity)
    for node in 0..<nodeCount where shape.isReceiver[node] { openExits(of: node) }
  }

  deinit {
    bids.deallocate()
    receivers.deallocate()
    senders.deallocate()
    seats.deallocate()
    entries.deallocate()
  }

  /// Gives every receiver room for as many units as may come to it; how many these are in all.
  private static func layOutSeats(
    _ receivers: UnsafeMutablePointer<Receiver>, _ arcs: ArcColumns, _ shape: TwoSidedShape
  ) -> Int {
    let units = shape.balances.reduce(0) { $0 + max($1, 0) }
    func layOut(atMost limit: (Int) -> Int) -> Int {
      var count = 0
      for node in shape.balances.indices where shape.isReceiver[node] {
        var room = 0
        for exit in shape.exitStarts[node]..<shape.exitStarts[node + 1] { room += shape.exits[Int(exit)].room }
        receivers[node].firstSeat = count
        count += min(room, limit(node))
      }
      return count
    }
    let count = layOut { _ in units }
    guard count > arcs.count else { return count }
    // Loads so wide that they limit little: then no more come than there are arcs.
    var entering = [Int](repeating: 0, count: shape.balances.count)
    for arc in 0..<arcs.count { entering[Int(arcs.heads[arc])] += 1 }
    return layOut { entering[$0] }
  }

  /// Lets out what a lower bound has brought to a receiver; its price is then the cost of its next exit, or of the last
  /// one where all are taken.
  private mutating func openExits(of node: Int) {
    receivers[node].exit = shape.exitStarts[node]
    receivers[node].exitCost = cheapestExit(of: node)
    var left = max(0, shape.balances[node])
    var price: Int64 = 0
    while receivers[node].exitCost != ShortestPaths.noExit {
      price = receivers[node].exitCost
      guard left > 0 else { break }
      let exit = Int(receivers[node].exit)
      let units = min(left, exits[exit].room)
      exits[exit].room -= units
      left -= units
      receivers[node].exitCost = cheapestExit(of: node)
    }
    unsent += left
    bids[node] = 2 * price + (receivers[node].exitCost == ShortestPaths.noExit ? 1 : 0)
  }

  private mutating func cheapestExit(of node: Int) -> Int64 {
    while receivers[node].exit < shape.exitStarts[node + 1] {
      let exit = exits[Int(receivers[node].exit)]
      if exit.room > 0 { return exit.cost }
      receivers[node].exit += 1
    }
    return ShortestPaths.noExit
  }

  /// A unit leaves by the cheapest exit.
  @inline(__always)
  private mutating func leave(_ node: Int) {
    exits[Int(receivers[node].exit)].room -= 1
    guard exits[Int(receivers[node].exit)].room == 0 else { return }
    receivers[node].exitCost = cheapestExit(of: node)
    if receivers[node].exitCost != bids[node] >> 1 { bids[node] |= 1 }
  }

  /// Sends every unit that can be sent; nil where the budget was spent, or will be.
  mutating func run() -> Rest? {
    var outlook = Outlook(units: (0..<nodeCount).reduce(0) { $0 + units(of: $1) })
    for node in 0..<nodeCount where shape.balances[node] > 0 && !shape.isReceiver[node] {
      let units = units(of: node)
      unsent += shape.balances[node] - units
      guard units > 0 else { continue }
      drawUpList(of: node, limit: max(8, 2 * units + 4))
      if senders[node].list.count > 0 { senders[node].price = entries[senders[node].list.start].key >> 1 }
      for unit in 0..<units {
        guard send(from: node) else {
          unsent += units - unit
          break
        }
        pace.work.iterations += 1
        if pace.mustHalt() { return pace.rest }
      }
      if let more = outlook.more(after: units, of: degree(of: node), pace.work) { pace.giveUp(expecting: more) }
      if pace.halt != nil { return pace.rest }
    }
    return rest()
  }

  private func degree(of node: Int) -> Int { Int(shape.stops[node] - shape.starts[node]) }

  /// How many units a sender may send in all.
  private func units(of node: Int) -> Int {
    shape.balances[node] > 0 && !shape.isReceiver[node] ? min(shape.balances[node], degree(of: node)) : 0
  }

  // MARK: - One search

  private mutating func send(from source: Int) -> Bool {
    search += 1
    frontier.removeAll()
    reachedReceivers.removeAll(keepingCapacity: true)
    reachedSenders.removeAll(keepingCapacity: true)
    senders[source].stamp = search
    senders[source].distance = 0
    senders[source].seat = -1
    reachedSenders.append(Int32(source))
    var nearest = Int64.max
    var goal = -1
    expand(source, at: 0, &nearest, &goal)
    while frontier.count > 0 {
      let entry = frontier.removeNearest()
      pace.work.arcsPriced += ShortestPaths.costOfStep
      guard entry.distance < nearest else { break }
      let label = Int(entry.label)
      if label < 0 {
        let sender = ~label
        guard senders[sender].distance <= entry.distance else { continue }
        extendList(of: sender)
        expand(sender, at: senders[sender].distance, &nearest, &goal)
      } else if shape.isReceiver[label] {
        guard receivers[label].distance == entry.distance else { continue }
        pass(label, at: entry.distance, &nearest, &goal)
      } else {
        guard senders[label].distance == entry.distance else { continue }
        expand(label, at: entry.distance, &nearest, &goal)
      }
    }
    guard goal >= 0 else {
      for node in reachedReceivers { receivers[Int(node)].stamp = ShortestPaths.closed }
      return false
    }
    raisePrices(nearest)
    augment(to: goal)
    return true
  }

  /// Goes from a receiver back to the senders whose units it holds.
  @inline(__always)
  private mutating func pass(_ node: Int, at distance: Int64, _ nearest: inout Int64, _ goal: inout Int) {
    let price = bids[node] >> 1
    let first = receivers[node].firstSeat
    pace.work.arcsPriced += Int(receivers[node].seatCount)
    for index in first..<first + Int(receivers[node].seatCount) {
      let seat = seats[index]
      let sender = Int(seat.sender)
      let reached = distance - (seat.cost + price - senders[sender].price)
      if senders[sender].stamp == search {
        guard reached < senders[sender].distance else { continue }
      } else {
        senders[sender].stamp = search
        reachedSenders.append(seat.sender)
      }
      guard reached < nearest else {
        senders[sender].distance = reached
        continue
      }
      senders[sender].distance = reached
      senders[sender].seat = index
      senders[sender].receiver = Int32(node)
      if reached == distance {
        expand(sender, at: reached, &nearest, &goal)
      } else {
        frontier.insert(seat.sender, at: reached)
      }
    }
  }

  /// Goes from a sender along its cheapest arcs.
  @inline(__always)
  private mutating func expand(_ sender: Int, at distance: Int64, _ nearest: inout Int64, _ goal: inout Int) {
    let offset = distance - senders[sender].price
    let list = senders[sender].list
    var index = list.start
    let stop = list.start + Int(list.count)
    while index < stop {
      let entry = entries[index]
      guard offset + entry.key >> 1 < nearest else { break }
      index += 1
      let head = Int(entry.head)
      let bid = bids[head]
      let reached = offset + entry.cost + bid >> 1
      guard reached < nearest else { continue }
      if receivers[head].stamp >= search {
        guard receivers[head].stamp == search, reached < receivers[head].distance else { continue }
      } else {
        receivers[head].stamp = search
        reachedReceivers.append(entry.head)
      }
      receivers[head].distance = reached
      receivers[head].sender = Int32(sender)
      receivers[head].arc = entry.arc
      receivers[head].arcCost = entry.cost
      if bid & 1 == 0 {
        nearest = reached
        goal = head
        continue
      }
      let left = receivers[head].exitCost - bid >> 1
      if left < nearest - reached && receivers[head].exitCost != ShortestPaths.noExit {
        nearest = reached + left
        goal = head
      }
      frontier.insert(entry.head, at: reached)
    }
    pace.work.arcsPriced += index - list.start
    if index == stop && list.bound != .max && offset + list.bound >> 1 < nearest {
      frontier.insert(~Int32(sender), at: offset + list.bound >> 1)
    }
  }

  /// Whatever was nearer than the goal becomes dearer by the difference.
  private mutating func raisePrices(_ nearest: Int64) {
    for node in reachedReceivers {
      let rise = nearest - receivers[Int(node)].distance
      guard rise > 0 else { continue }
      let price = bids[Int(node)] >> 1 + rise
      bids[Int(node)] = 2 * price + (receivers[Int(node)].exitCost == price ? 0 : 1)
    }
    for node in reachedSenders {
      let rise = nearest - senders[Int(node)].distance
      if rise > 0 { senders[Int(node)].price += rise }
    }
  }

  // MARK: - One augmentation

  private mutating func augment(to goal: Int) {
    var node = goal
    let sender = Int(receivers[node].sender)
    take(receivers[node].arc, from: sender)
    seats[receivers[node].firstSeat + Int(receivers[node].seatCount)] = Seat(
      cost: receivers[node].arcCost, sender: Int32(sender), arc: receivers[node].arc)
    receivers[node].seatCount += 1
    leave(node)
    var mover = sender
    while senders[mover].seat >= 0 {
      node = Int(senders[mover].receiver)
      let place = senders[mover].seat
      giveBack(seats[place], at: node)
      let next = Int(receivers[node].sender)
      take(receivers[node].arc, from: next)
      seats[place] = Seat(cost: receivers[node].arcCost, sender: Int32(next), arc: receivers[node].arc)
      mover = next
    }
  }

  /// Takes an arc that now carries a unit off its sender's list, where a longer list drawn up since may have left it
  /// out for others of the same cost.
  private mutating func take(_ arc: Int32, from sender: Int) {
    var index = senders[sender].list.start
    let stop = index + Int(senders[sender].list.count)
    while index < stop && entries[index].arc != arc { index += 1 }
    guard index < stop else { return }
    senders[sender].list.count -= 1
    while index + 1 < stop {
      entries[index] = entries[index + 1]
      index += 1
    }
  }

  /// Puts an arc that is free again back on its sender's list, if that reaches so far.
  private mutating func giveBack(_ seat: Seat, at node: Int) {
    let sender = Int(seat.sender)
    let key = 2 * seat.cost + bids[node]
    guard key < senders[sender].list.bound else { return }
    let start = senders[sender].list.start
    if senders[sender].list.count == senders[sender].list.capacity {
      let last = start + Int(senders[sender].list.count) - 1
      senders[sender].list.bound = entries[last].key
      senders[sender].list.count -= 1
      guard key < senders[sender].list.bound else { return }
    }
    var index = start + Int(senders[sender].list.count)
    while index > start && entries[index - 1].key > key {
      entries[index] = entries[index - 1]
      index -= 1
    }
    entries[index] = Shortlist.Entry(key: key, cost: seat.cost, head: Int32(node), arc: seat.arc)
    senders[sender].list.count += 1
  }

  // MARK: - Lists

  private mutating func extendList(of sender: Int) {
    drawUpList(of: sender, limit: 2 * Int(senders[sender].list.capacity))
  }

  /// Lists the cheapest arcs without flow at present prices.
  private mutating func drawUpList(of sender: Int, limit: Int) {
    let degree = degree(of: sender)
    let limit = min(limit, degree)
    if senders[sender].list.capacity < limit {
      if entryCount + limit > entryCapacity { growEntries(by: limit) }
      senders[sender].list.start = entryCount
      senders[sender].list.capacity = Int32(limit)
      entryCount += limit
    }
    least.begin(limit: limit)
    let first = Int(shape.starts[sender])
    let stop = Int(shape.stops[sender])
    pace.work.arcsPriced += degree
    // The arcs in use are found by their seats.
    var threshold = least.threshold
    for arc in first..<stop {
      let head = Int(arcs.heads[arc])
      let cost = arcs.costs[arc]
      let key = 2 * cost + bids[head]
      guard key < threshold else { continue }
      if !shape.isSimple && arcs.span(arc) == 0 { continue }
      if inUse(arc, of: sender, head) { continue }
      least.insert(Shortlist.Entry(key: key, cost: cost, head: Int32(head), arc: Int32(arc)))
      threshold = least.threshold
    }
    let (count, bound) = least.finish(into: entries + senders[sender].list.start)
    senders[sender].list.count = Int32(count)
    senders[sender].list.bound = bound
    senders[sender].isListed = true
  }

  private mutating func inUse(_ arc: Int, of sender: Int, _ head: Int) -> Bool {
    guard senders[sender].isListed else { return false }
    let first = receivers[head].firstSeat
    pace.work.arcsPriced += Int(receivers[head].seatCount)
    for index in first..<first + Int(receivers[head].seatCount) where seats[index].arc == Int32(arc) { return true }
    return false
  }

  private mutating func growEntries(by limit: Int) {
    let larger = max(2 * entryCapacity, entryCount + limit)
    let store = UnsafeMutablePointer<Shortlist.Entry>.allocate(capacity: larger)
    store.moveInitialize(from: entries, count: entryCount)
    entries.deallocate()
    entries = store
    entryCapacity = larger
  }

  // MARK: - The result

  private func rest() -> Rest {
    var flow = [Int32](repeating: 0, count: arcs.count)
    for (_, run, isUnitRow) in arcs.runs where !isUnitRow {
      for arc in run { flow[arc] = arcs.lowers[arc] }
    }
    for node in 0..<nodeCount {
      let first = receivers[node].firstSeat
      for index in first..<first + Int(receivers[node].seatCount) { flow[Int(seats[index].arc)] += 1 }
    }
    var unmet = 0
    for (exit, before) in zip(exits, shape.exits) {
      if exit.arc < 0 { unmet += exit.room } else { flow[Int(exit.arc)] += Int32(before.room - exit.room) }
    }
    unmet = max(unmet, unsent)
    var potentials = [Int64](repeating: 0, count: nodeCount)
    for node in 0..<nodeCount {
      if shape.isReceiver[node] {
        potentials[node] = -(bids[node] >> 1)
      } else if senders[node].isListed {
        potentials[node] = -senders[node].price
      } else if shape.stops[node] > 0 {
        var price = Int64.max
        for arc in Int(shape.starts[node])..<Int(shape.stops[node]) where arcs.span(arc) > 0 {
          price = min(price, arcs.costs[arc] + bids[Int(arcs.heads[arc])] >> 1)
        }
        potentials[node] = price == .max ? 0 : -price
      }
    }
    // The end is so far off that no shut exit would pay.
    for arc in shape.shutExits.map({ Int($0) }) {
      potentials[shape.end] = min(potentials[shape.end], arcs.costs[arc] + potentials[Int(arcs.tails[arc])])
    }
    return Rest(end: unmet == 0 ? .met : .unmet(unmet), flow: flow, potentials: potentials, work: pace.work)
  }
}
