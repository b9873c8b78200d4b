// Cost scaling that begins where an `Auction` ended, with ε at 0: what costs too little is filled or given back, and
// the little that is then left over goes by shortest paths. Exact from whatever prices and flow there are; the better
// they are, the less is left.

extension CostScaling {
  init(_ arcs: ArcColumns, balances: [Int], after auction: borrowing Auction) {
    self.init(arcs, balances: balances, pace: auction.pace)
    let shape = auction.shape
    for node in 0..<nodeCount { nodes[node].price = auction.prices[node] }
    if shape.end >= 0 { nodes[shape.end].price = auction.endPrice }
    for node in 0..<nodeCount where auction.receivers[node].seatCount > 0 {
      let first = auction.receivers[node].firstSeat
      let count = Int(auction.receivers[node].seatCount)
      for place in first..<first + count { load(auction.seats[place].arc, units: 1) }
    }
    for exit in shape.exits where exit.arc >= 0 {
      let units = min(nodes[Int(arcs.tails[Int(exit.arc)])].excess, exit.room)
      if units > 0 { load(exit.arc, units: units) }
    }
  }

  /// Sends units along an arc that carries none yet.
  private mutating func load(_ arc: Int32, units: Int) {
    let (tail, head) = (Int(arcs.tails[Int(arc)]), Int(arcs.heads[Int(arc)]))
    states[Int(arc)].flow = Int32(units)
    nodes[tail].excess -= units
    nodes[head].excess += units
    arrive(Arrival(cost: arcs.costs[Int(arc)], tail: Int32(tail), arc: arc), at: head)
  }
}
