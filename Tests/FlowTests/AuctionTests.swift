import Testing

@testable import Flow

/// What an auction leaves to the exact end, where all senders want the same receivers.
@Suite struct Auctions {
  /// Rows with few arcs, columns of shared worth and a little noise; five units a row, twelve a column.
  private func shared(rows: Int, columns: Int, arcs: Int, seed: UInt64 = 7) throws -> Network {
    var draw = Draw(state: seed)
    let worth = (0..<columns).map { _ in draw(0...980_000) }
    var network = Network(nodeCount: rows + columns + 1)
    for row in 0..<rows {
      var heads = Array(0..<columns)
      for place in 0..<arcs { heads.swapAt(place, draw(place...columns - 1)) }
      let costs = (0..<arcs).map { -Int64(worth[heads[$0]] + draw(0...20_000)) }
      try network.addUnitArcs(from: row, count: arcs) { (rows + heads[$0], costs[$0]) }
      try network.setSupply(5, of: row)
    }
    for column in 0..<columns {
      try network.addArc(from: rows + column, to: rows + columns, capacity: 12, cost: 0)
    }
    try network.setSupply(-5 * rows, of: rows + columns)
    return network
  }

  /// What an auction came to: its prices, the price of the end, the arcs by which units came to their places, how many
  /// places are empty in receivers dearer than the end, and how many bids there were.
  private struct Result {
    var prices: [Int64] = []
    var endPrice: Int64 = 0
    var used: [Int] = []
    var emptyPlaces = 0
    var bids = 0
  }

  private func auction(_ network: Network) throws -> Result {
    try network.withArcColumns { columns in
      let shape = try #require(TwoSidedShape(columns, balances: network.balances))
      #expect(shape.hasSingleExits)
      var auction = Auction(columns, shape, pace: Pace(budget: nil, watch: nil))
      let isDone = auction.run()
      #expect(isDone)
      var result = Result()
      result.endPrice = auction.endPrice
      result.bids = auction.pace.work.iterations
      for node in 0..<network.nodeCount {
        let (price, receiver) = (auction.prices[node], auction.receivers[node])
        result.prices.append(price)
        let count = Int(receiver.seatCount)
        for place in receiver.firstSeat..<receiver.firstSeat + count {
          result.used.append(Int(auction.seats[place].arc))
        }
        if shape.isReceiver[node] && price > auction.endPrice { result.emptyPlaces += Int(receiver.room) - count }
      }
      return result
    }
  }

  @Test func `every unit ends in a place for which its sender pays at most one more than for another arc`() throws {
    let network = try shared(rows: 300, columns: 200, arcs: 30)
    let auction = try auction(network)
    #expect(auction.used.count == 1500)
    let used = Set(auction.used)
    #expect(used.count == 1500)
    var loads = [Int](repeating: 0, count: network.nodeCount)
    for arc in auction.used { loads[network[arc: arc].head] += 1 }
    #expect(loads.allSatisfy { $0 <= 12 })
    func key(_ arc: Int) -> Int64 { network[arc: arc].cost + auction.prices[network[arc: arc].head] }
    for row in 0..<300 {
      let own = 30 * row..<30 * row + 30
      let dearest = own.filter { used.contains($0) }.map(key).max() ?? .min
      let cheapest = own.filter { !used.contains($0) }.map(key).min() ?? .max
      #expect(dearest <= cheapest + 1)
    }
  }

  @Test(arguments: [(300, 200, 30), (600, 400, 50)])
  func `few dear places stay empty, after few bids`(rows: Int, columns: Int, arcs: Int) throws {
    let network = try shared(rows: rows, columns: columns, arcs: arcs)
    let auction = try auction(network)
    // Each costs a search through most of the network. Measured: none and 5; where the price of the end does not rise,
    // places for a fifth of the units stay empty.
    #expect(auction.emptyPlaces <= 15)
    // Measured: 6 to 9 bids a unit.
    #expect(auction.bids < 15 * 5 * rows)
  }

  @Test func `the auction and its end take fewer steps than scaling, to the same cost`() throws {
    let network = try shared(rows: 600, columns: 400, arcs: 50)
    let auction = try #require(minimumCostFlow(network, by: .auction).solution)
    let scaling = try #require(minimumCostFlow(network, by: .costScaling).solution)
    #expect(auction.cost == scaling.cost)
    // Measured: less than half.
    #expect(4 * auction.work.iterations < 3 * scaling.work.iterations)
    #expect(minimumCostFlow(network).solution?.cost == scaling.cost)
    #expect(minimumCostFlow(network, by: .auction).solution?.flow == auction.flow)
  }

  @Test func `a receiver with exits of two costs is none for an auction`() throws {
    var network = Network(nodeCount: 3)
    try network.addArc(from: 0, to: 1, capacity: 1, cost: 3)
    try network.addArc(from: 1, to: 2, capacity: 1, cost: 0)
    try network.addArc(from: 1, to: 2, capacity: 1, cost: 5)
    try network.setSupply(1, of: 0)
    try network.setSupply(-1, of: 2)
    let shape = network.withArcColumns { TwoSidedShape($0, balances: network.balances) }
    #expect(shape?.hasSingleExits == false)
    #expect(minimumCostFlow(network).solution?.cost == 3)
  }
}
