import Testing

@testable import Flow

/// What must hold of the basis after every pivot, looked at from the tree itself.
@Suite struct `Network simplex` {
  @Test(arguments: [0, 3]) func `every basis is a strongly feasible tree with its preorder, sizes and prices`(
    greatestCost: Int
  ) throws {
    var draw = Draw(state: UInt64(5 + greatestCost))
    for _ in 0..<60 {
      let problem = TwoSided(
        costs: (0..<7).map { _ in (0..<6).map { _ in draw(0...4) == 0 ? nil : -draw(0...greatestCost) } },
        demands: (0..<7).map { _ in draw(1...2) }, loads: (0..<6).map { _ in 0...draw(2...3) })
      let network = try problem.network()
      try network.withArcColumns { columns in
        var simplex = NetworkSimplex(columns, balances: network.balances)
        try holds(simplex)
        var search = BlockSearch(simplex.arcs)
        while let entering = search.next(simplex.potentials) {
          simplex.pivot(entering)
          try holds(simplex)
        }
      }
    }
  }

  private func holds(_ simplex: borrowing NetworkSimplex) throws {
    let root = simplex.nodeCount
    var order: [Int] = []
    var node = root
    repeat {
      order.append(node)
      let next = Int(simplex.nodes[node].next)
      try #require(Int(simplex.nodes[next].previous) == node)
      node = next
    } while node != root && order.count <= root + 1
    try #require(order.count == root + 1)
    let placeOf = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })

    var sizes = [Int32](repeating: 1, count: root + 1)
    for node in order.dropFirst().reversed() { sizes[Int(simplex.nodes[node].parent)] += sizes[node] }
    for node in order.dropFirst() {
      let entry = simplex.nodes[node]
      try #require(entry.size == sizes[node])
      let place = try #require(placeOf[node])
      let placeOfParent = try #require(placeOf[Int(entry.parent)])
      try #require(placeOfParent < place)
      try #require(Int(entry.last) == order[place + Int(entry.size) - 1])
      try #require(entry.up > 0, "strongly feasible: something can go up")
      try #require(entry.down >= 0)
      guard entry.arc != NetworkSimplex.artificial else { continue }
      let arc = simplex.arcs.ends[Int(entry.arc)]
      try #require(arc.cost + simplex.potentials[Int(arc.tail)] - simplex.potentials[Int(arc.head)] == 0)
      try #require(entry.up + entry.down == Int(simplex.arcs.spans[Int(entry.arc)]))
      try #require(simplex.arcs.states[Int(entry.arc)] == 0)
    }
  }
}
