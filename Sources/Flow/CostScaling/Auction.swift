/// An auction for a network of `TwoSidedShape`: prices first, and a flow that is nearly right.
///
/// Problem. Where all senders want the same receivers, prices must rise far before units part ways, and a search for
/// each unit sees nearly everything. An auction moves prices unit by unit, without searches.
///
/// Method. Receivers have prices, and places: as many as their exit has room. A sender with a unit left bids for the
/// receiver that is cheapest, price included; it would keep to it until what it pays is ε above its second choice. So a
/// sender has one price for all its units, that of its next choice, and the bid for a place is that price less the cost
/// of the arc. In a full receiver the lowest bid makes way, and the price rises to the lowest of the others, as nobody
/// comes in for less (Bertsekas and Castañon, 1989, "similar objects"). Who makes way bids again, last come first
/// served.
///
/// Phases. ε falls from phase to phase; units that then pay more than ε above the sender's cheapest free arc are taken
/// out of their places and bid again. Left so, their places would stay empty: others have settled elsewhere, and prices
/// do not fall. But only differences of prices mean anything; so each phase first raises the price of the end, and of
/// every receiver up to the price of its exit. It is as if all prices that had risen fell by that much, and so empty
/// places are bid for. Prices thus only rise, as `Shortlist` needs. The rise is at first that of the last ε; where
/// dear places stay empty it falls half as fast as ε, so it doubles by comparison.
///
/// End. The flow need not be optimal after the last phase: places dearer than the end may be empty, and ε is 1, not 0.
/// `CostScaling` goes on from these prices and this flow, puts right what is wrong and finds the rest by shortest
/// paths; about one unit in twenty-five is left to it. Nothing here must therefore be exact: a unit for which every
/// receiver is dearer than `ceiling`, as where units cannot be sent at all, simply stays where it is.
///
/// Bounds. A price ends at the ceiling, at most 2⁵⁸, and a cost and ε above it. Complexity: a bid looks at a short list
/// of arcs and at the places of one receiver; as measured some 7 bids a unit, where scaling takes 20 pushes.
///
/// References. Bertsekas, "The auction algorithm", Annals of Oper. Res. 14 (1988). Bertsekas and Castañon, "The auction
/// algorithm for the transportation problem", Annals of Oper. Res. 20 (1989); the same, "A forward/reverse auction
/// algorithm for asymmetric assignment problems", Comput. Optim. Appl. 1 (1992).
struct Auction: ~Copyable {
  struct Sender {
    var list = Shortlist()
    /// Units without a place.
    var left: Int32 = 0
    var isQueued = false
  }

  struct Receiver {
    var firstSeat = 0
    var seatCount: Int32 = 0
    /// How many units it may take.
    var room: Int32 = 0
  }

  /// A unit in its place.
  struct Seat {
    /// Its bid, or less: a sender's price may have risen since.
    var bid: Int64
    let cost: Int64
    let sender: Int32
    let arc: Int32
  }

  /// How many arcs a sender lists beyond its units.
  static let spare = 8
  /// What ε is divided by from phase to phase, and the share of the greatest cost that it is before the first.
  static let divisor: Int64 = 4
  static let firstDivisor: Int64 = 4
  /// Dear places are many where the share of the units that they could take is more than this part of ε's share of the
  /// greatest cost; measured best.
  static let hollowness: Int128 = 3

  let arcs: ArcColumns
  let shape: TwoSidedShape
  let nodeCount: Int
  /// The prices of senders and receivers.
  let prices: UnsafeMutablePointer<Int64>
  let senders: UnsafeMutablePointer<Sender>
  let receivers: UnsafeMutablePointer<Receiver>
  let seats: UnsafeMutablePointer<Seat>
  /// Whether an arc carries a unit.
  private let isUsed: UnsafeMutablePointer<Bool>
  private let queue: UnsafeMutablePointer<Int32>
  private var queueCount = 0
  /// What the sender that bids would take, with one more: as many as the most units of a sender.
  private let choices: UnsafeMutablePointer<Shortlist.Entry>
  private var entries: UnsafeMutablePointer<Shortlist.Entry>
  private var entryCount = 0
  private var entryCapacity: Int
  private var least = LeastEntries()
  private var epsilon: Int64
  private let greatestCost: Int64
  private let ceiling: Int64
  /// The price of the end.
  private(set) var endPrice: Int64 = 0
  private(set) var pace: Pace

  /// Precondition: no receiver has several exits.
  init(_ arcs: ArcColumns, _ shape: TwoSidedShape, pace: Pace) {
    nodeCount = shape.balances.count
    self.arcs = arcs
    self.shape = shape
    self.pace = pace
    var greatest: Int64 = 1
    for arc in 0..<arcs.count { greatest = max(greatest, abs(arcs.costs[arc])) }
    greatestCost = greatest
    epsilon = greatest / Auction.firstDivisor
    ceiling = min(8 * greatest, 1 << 58)
    prices = .allocate(capacity: nodeCount)
    prices.initialize(repeating: 0, count: nodeCount)
    senders = .allocate(capacity: nodeCount)
    senders.initialize(repeating: Sender(), count: nodeCount)
    receivers = .allocate(capacity: nodeCount)
    receivers.initialize(repeating: Receiver(), count: nodeCount)
    isUsed = .allocate(capacity: arcs.count)
    isUsed.initialize(repeating: false, count: arcs.count)
    queue = .allocate(capacity: nodeCount + 1)
    queue.initialize(repeating: 0, count: nodeCount + 1)
    var most = 0
    for node in 0..<nodeCount { most = max(most, shape.sendable(from: node)) }
    choices = .allocate(capacity: most + 1)
    choices.initialize(repeating: Shortlist.Entry(key: 0, cost: 0, head: 0, arc: 0), count: most + 1)
    entryCapacity = 16 * nodeCount + 64
    entries = .allocate(capacity: entryCapacity)
    seats = .allocate(capacity: Auction.layOutSeats(receivers, arcs, shape))
    for node in 0..<nodeCount where shape.isReceiver[node] {
      prices[node] = receivers[node].room == 0 ? ceiling : exitPrice(of: node)
    }
  }

  deinit {
    prices.deallocate()
    senders.deallocate()
    receivers.deallocate()
    seats.deallocate()
    isUsed.deallocate()
    queue.deallocate()
    choices.deallocate()
    entries.deallocate()
  }

  /// Gives every receiver its places and one to come in by; how many these are in all.
  private static func layOutSeats(
    _ receivers: UnsafeMutablePointer<Receiver>, _ arcs: ArcColumns, _ shape: TwoSidedShape
  ) -> Int {
    let nodes = shape.balances.indices
    var entering = [Int32](repeating: 0, count: nodes.count)
    for arc in 0..<arcs.count { entering[Int(arcs.heads[arc])] += 1 }
    var count = 0
    for node in nodes where shape.isReceiver[node] {
      var room = -shape.balances[node]
      for exit in shape.exitStarts[node]..<shape.exitStarts[node + 1] where shape.exits[Int(exit)].arc >= 0 {
        room += shape.exits[Int(exit)].room
      }
      receivers[node].firstSeat = count
      receivers[node].room = Int32(max(0, min(room, Int(entering[node]))))
      count += Int(receivers[node].room) + 1
    }
    return max(1, count)
  }

  /// The price of a receiver with an empty place; nothing in particular where receivers keep what comes.
  private func exitPrice(of node: Int) -> Int64 {
    guard shape.end >= 0 else { return 0 }
    let exit = Int(shape.exitStarts[node])
    return exit < Int(shape.exitStarts[node + 1]) ? shape.exits[exit].cost + endPrice : ceiling
  }

  /// Bids from phase to phase; false where the pace was halted.
  mutating func run() -> Bool {
    for node in 0..<nodeCount where shape.balances[node] > 0 && !shape.isReceiver[node] {
      senders[node].left = Int32(shape.sendable(from: node))
      drawUpList(of: node, limit: Int(senders[node].left) + Auction.spare)
    }
    var rise: Int64 = 0
    repeat {
      epsilon = max(1, epsilon / Auction.divisor)
      beginPhase(raisingEndBy: rise)
      while queueCount > 0 {
        queueCount -= 1
        let sender = Int(queue[queueCount])
        senders[sender].isQueued = false
        while senders[sender].left > 0 && bid(for: sender) {}
        if pace.mustHalt() { return false }
      }
      rise = max(epsilon, rise / (isHollow ? 2 : Auction.divisor))
    } while epsilon > 1
    return true
  }

  /// Whether many places are empty in receivers dearer than their exits; how many are many falls with ε.
  private var isHollow: Bool {
    guard shape.end >= 0 else { return false }
    var units = 0
    var places = 0
    for node in 0..<nodeCount {
      let receiver = receivers[node]
      units += Int(receiver.seatCount)
      if receiver.seatCount < receiver.room && prices[node] > exitPrice(of: node) {
        places += Int(receiver.room - receiver.seatCount)
      }
    }
    return Int128(places) * Auction.hollowness * Int128(greatestCost) > Int128(units) * Int128(epsilon)
  }

  /// Sets the senders' prices anew and empties the places for which they pay too much.
  private mutating func beginPhase(raisingEndBy rise: Int64) {
    if shape.end >= 0 { endPrice += rise }
    for node in 0..<nodeCount where shape.isReceiver[node] { prices[node] = max(prices[node], exitPrice(of: node)) }
    for node in 0..<nodeCount where senders[node].list.capacity > 0 { prices[node] = lowestKey(of: node) }
    for node in 0..<nodeCount where receivers[node].seatCount > 0 {
      var place = receivers[node].firstSeat
      while place < receivers[node].firstSeat + Int(receivers[node].seatCount) {
        let seat = seats[place]
        seats[place].bid = prices[Int(seat.sender)] - seat.cost
        if seats[place].bid < prices[node] - epsilon {
          receivers[node].seatCount -= 1
          seats[place] = seats[receivers[node].firstSeat + Int(receivers[node].seatCount)]
          dismiss(seat, from: node)
        } else {
          place += 1
        }
      }
    }
    for node in 0..<nodeCount where senders[node].left > 0 { enqueue(node) }
  }

  /// What the cheapest free arc costs, price included; the ceiling where there is none.
  private mutating func lowestKey(of sender: Int) -> Int64 {
    while true {
      let list = senders[sender].list
      var lowest = ceiling
      var index = list.start
      while index < list.start + Int(list.count) && entries[index].key < lowest {
        lowest = min(lowest, entries[index].cost + prices[Int(entries[index].head)])
        index += 1
      }
      pace.work.arcsPriced += index - list.start
      if list.bound >= lowest { return lowest }
      drawUpList(of: sender, limit: Int(list.capacity))
    }
  }

  @inline(__always)
  private mutating func enqueue(_ sender: Int) {
    guard !senders[sender].isQueued else { return }
    senders[sender].isQueued = true
    queue[queueCount] = Int32(sender)
    queueCount += 1
  }

  /// Sends the units of a sender where they are cheapest, all at the price of the next choice; false where everything
  /// is too dear.
  @inline(__always)
  private mutating func bid(for sender: Int) -> Bool {
    let units = Int(senders[sender].left)
    var count = choose(units + 1, for: sender)
    var next = count > units ? choices[units].key : .max
    if senders[sender].list.bound < next {
      drawUpList(of: sender, limit: Int(senders[sender].list.capacity))
      count = choose(units + 1, for: sender)
      next = count > units ? choices[units].key : .max
    }
    prices[sender] = max(prices[sender], min(next, ceiling) + epsilon)
    var sent = 0
    while sent < min(units, count) && choices[sent].key < ceiling {
      senders[sender].list.remove(arc: choices[sent].arc, in: entries)
      senders[sender].left -= 1
      take(choices[sent], for: sender)
      sent += 1
    }
    pace.work.iterations += sent
    return sent > 0
  }

  /// Gathers the cheapest arcs on the list of a sender, with their keys of now, ascending; gives how many there are.
  @inline(__always)
  private mutating func choose(_ limit: Int, for sender: Int) -> Int {
    let list = senders[sender].list
    var count = 0
    var threshold = Int64.max
    var index = list.start
    while index < list.start + Int(list.count) && entries[index].key < threshold {
      var entry = entries[index]
      index += 1
      entry.key = entry.cost + prices[Int(entry.head)]
      guard entry.key < threshold else { continue }
      if count < limit { count += 1 }
      var place = count - 1
      while place > 0 && choices[place - 1].key > entry.key {
        choices[place] = choices[place - 1]
        place -= 1
      }
      choices[place] = entry
      if count == limit { threshold = choices[limit - 1].key }
    }
    pace.work.arcsPriced += index - list.start
    return count
  }

  /// Seats a unit; in a full receiver the lowest bid makes way.
  @inline(__always)
  private mutating func take(_ entry: Shortlist.Entry, for sender: Int) {
    let head = Int(entry.head)
    let first = receivers[head].firstSeat
    let last = first + Int(receivers[head].seatCount)
    isUsed[Int(entry.arc)] = true
    (seats + last).initialize(
      to: Seat(bid: prices[sender] - entry.cost, cost: entry.cost, sender: Int32(sender), arc: entry.arc))
    guard receivers[head].seatCount == receivers[head].room else {
      receivers[head].seatCount += 1
      return
    }
    let place = lowestBid(among: first...last)
    let leaving = seats[place]
    seats[place] = seats[last]
    let next = last > first ? seats[lowestBid(among: first...last - 1)].bid : leaving.bid
    prices[head] = next > prices[head] ? next : max(prices[head], leaving.bid + epsilon)
    dismiss(leaving, from: head)
    enqueue(Int(leaving.sender))
  }

  /// The seat with the lowest bid; only where a bid seems lowest is it brought up to date.
  @inline(__always)
  private func lowestBid(among range: ClosedRange<Int>) -> Int {
    while true {
      var lowest = range.lowerBound
      var place = lowest + 1
      while place <= range.upperBound {
        if seats[place].bid < seats[lowest].bid { lowest = place }
        place += 1
      }
      let bid = prices[Int(seats[lowest].sender)] - seats[lowest].cost
      if bid == seats[lowest].bid { return lowest }
      seats[lowest].bid = bid
    }
  }

  /// Gives a unit back to its sender.
  @inline(__always)
  private mutating func dismiss(_ seat: Seat, from node: Int) {
    let sender = Int(seat.sender)
    isUsed[Int(seat.arc)] = false
    senders[sender].left += 1
    senders[sender].list.insert(
      Shortlist.Entry(key: seat.cost + prices[node], cost: seat.cost, head: Int32(node), arc: seat.arc), in: entries)
  }

  /// Lists the cheapest free arcs at present prices.
  private mutating func drawUpList(of sender: Int, limit: Int) {
    let first = Int(shape.starts[sender])
    let stop = Int(shape.stops[sender])
    let limit = min(limit, stop - first)
    if senders[sender].list.capacity < limit {
      if entryCount + limit > entryCapacity { growEntries(by: limit) }
      senders[sender].list.start = entryCount
      senders[sender].list.capacity = Int32(limit)
      entryCount += limit
    }
    least.begin(limit: limit)
    pace.work.arcsPriced += stop - first
    for arc in first..<stop {
      let head = Int(arcs.heads[arc])
      let cost = arcs.costs[arc]
      let key = cost + prices[head]
      guard key < least.threshold else { continue }
      if isUsed[arc] || !shape.isSimple && arcs.span(arc) == 0 { continue }
      least.insert(Shortlist.Entry(key: key, cost: cost, head: Int32(head), arc: Int32(arc)))
    }
    let (count, bound) = least.finish(into: entries + senders[sender].list.start)
    senders[sender].list.count = Int32(count)
    senders[sender].list.bound = bound
  }

  private mutating func growEntries(by limit: Int) {
    let larger = max(2 * entryCapacity, entryCount + limit)
    let store = UnsafeMutablePointer<Shortlist.Entry>.allocate(capacity: larger)
    store.moveInitialize(from: entries, count: entryCount)
    entries.deallocate()
    entries = store
    entryCapacity = larger
  }
}

extension TwoSidedShape {
  /// Whether no receiver has several exits, so that all places in one have the same price.
  var hasSingleExits: Bool { balances.indices.allSatisfy { exitStarts[$0 + 1] - exitStarts[$0] <= 1 } }

  /// How many units of a sender have an arc each.
  fileprivate func sendable(from node: Int) -> Int { max(0, min(balances[node], Int(stops[node] - starts[node]))) }
}
