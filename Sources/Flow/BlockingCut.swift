/// Finds a small set of nodes that shows why some units cannot be sent.
///
/// Given a greatest flow, all nodes that a unit left over can still reach form a blocking set (Ford and Fulkerson,
/// 1962), and so do all nodes from which a missing unit could still come. The smallest of either kind, from the first
/// few such nodes, is thinned: senders without which the others still block are dropped one by one, so that in the end
/// none can be done without. Of the two, the one that takes fewer nodes and arcs to tell is given.
///
/// Both steps end after a fixed count of arcs looked at, so that very large networks still answer; the set then
/// blocks, but need not be minimal. Complexity: O(arcs + nodes) and that count.
func blockingCut(of network: Network, greatestFlow: [Int32]) -> Cut {
  guard network.arcCount > 0 else { return blockingCut(withoutArcs: network) }
  let sets = network.withArcColumns { columns in
    var search = CutSearch(network, columns, greatestFlow: greatestFlow)
    search.returnStrandedUnits()
    return Cut.Direction.allCases.map { ($0, search.blockingSet($0)) }
  }
  let cuts = sets.compactMap { direction, nodes in nodes.map { Cut(direction, nodes: $0, of: network) } }
  guard let cut = cuts.min(by: { $0.nodes.count + $0.arcs.count < $1.nodes.count + $1.arcs.count }) else {
    preconditionFailure("a cut was asked for where every unit is sent")
  }
  precondition(cut.blocks, "a cut that does not block")
  return cut
}

/// The first node that has anything to send, or else to receive.
private func blockingCut(withoutArcs network: Network) -> Cut {
  if let sender = network.supplies.firstIndex(where: { $0 > 0 }) {
    return Cut(.outward, nodes: [sender], of: network)
  }
  return Cut(.inward, nodes: network.supplies.indices.filter { network.supplies[$0] < 0 }.prefix(1), of: network)
}

/// What `blockingCut` keeps while it looks.
private struct CutSearch: ~Copyable {
  /// How many starting nodes are tried, and how many arcs looked at for them, and again for thinning.
  static let mostStarts = 8
  static let mostVisits = 20_000_000

  var residual: ResidualNetwork
  let balances: [Int]
  /// Units that a node has left over (positive) or still misses.
  var excess: [Int]

  init(_ network: Network, _ arcs: ArcColumns, greatestFlow: [Int32]) {
    residual = ResidualNetwork(arcs, nodeCount: network.nodeCount, flow: greatestFlow)
    balances = network.balances
    excess = network.supplies
    for arc in 0..<arcs.count {
      excess[Int(arcs.tails[arc])] -= Int(greatestFlow[arc])
      excess[Int(arcs.heads[arc])] += Int(greatestFlow[arc])
    }
  }

  /// Sends units that came to rest on their way back to nodes that supplied them.
  mutating func returnStrandedUnits() {
    for node in excess.indices {
      while excess[node] > max(balances[node], 0) {
        let found = residual.walk(from: [node], until: { [excess, balances] in excess[$0] < balances[$0] })
        guard let origin = found.goal else { preconditionFailure("units without origin") }
        let stranded = excess[node] - max(balances[node], 0)
        let units = min(stranded, balances[origin] - excess[origin], residual.way(to: origin).room)
        residual.move(units, to: origin)
        excess[node] -= units
        excess[origin] += units
      }
    }
  }

  /// A small blocking set of this kind; nil where no node has units left over in this direction.
  mutating func blockingSet(_ direction: Cut.Direction) -> [Int]? {
    residual.direction = direction
    let sign = direction == .outward ? 1 : -1
    let starts = excess.indices.filter { sign * excess[$0] > 0 }
    let mark = residual.moveCount
    let set = smallestReach(from: starts).map { thinned($0, sign: sign) }
    residual.undoMoves(after: mark)
    return set
  }

  /// The smallest of the sets that can be reached from one of the first few nodes.
  private mutating func smallestReach(from starts: [Int]) -> [Int]? {
    let limit = residual.visits + CutSearch.mostVisits
    var best: [Int]?
    for start in starts.prefix(CutSearch.mostStarts) where best == nil || residual.visits < limit {
      let nodes = residual.walk(from: [start]).seen
      if nodes.count < best?.count ?? .max { best = nodes }
    }
    return best
  }

  /// A part of the set that blocks and in which no sender can be done without.
  ///
  /// A sender is taken out by letting units that others have left over go in place of those that it ships. Where some
  /// are left over even then, the others block without it; where none are, it is put back. Those that ship least, and
  /// so cost least to take out, are tried first.
  private mutating func thinned(_ set: [Int], sign: Int) -> [Int] {
    let limit = residual.visits + CutSearch.mostVisits
    var leftOver = LeftOver(set.sorted().map { ($0, sign * excess[$0]) })
    var member = [Bool](repeating: false, count: excess.count)
    for node in set { member[node] = true }
    let senders = set.filter { sign * balances[$0] > 0 }.sorted { first, second in
      let ships = (sign * (balances[first] - excess[first]), sign * (balances[second] - excess[second]))
      return (ships.0, first) < (ships.1, second)
    }
    for sender in senders {
      guard leftOver.total > 1 && residual.visits < limit else { break }
      let mark = residual.moveCount
      var others = leftOver
      let ships = sign * balances[sender] - others.units(at: sender)
      others.remove(sender)
      replace(ships, of: sender, from: &others, within: member)
      if others.total > 0 {
        leftOver = others
      } else {
        residual.undoMoves(after: mark)
      }
    }
    guard let nodes = smallestReach(from: leftOver.nodes) else { preconditionFailure("a blocking set without need") }
    return nodes
  }

  /// Lets units left over go where so many of the sender's go now, as far as they can.
  ///
  /// The ways are looked for from their end, the sender, within the set, which no way leaves: where units can take each
  /// other's place at all, many can take that of one sender, and the search is over after a few of its arcs.
  private mutating func replace(_ ships: Int, of sender: Int, from others: inout LeftOver, within member: [Bool]) {
    residual.direction = residual.direction.opposite
    defer { residual.direction = residual.direction.opposite }
    var ships = ships
    while ships > 0 && others.total > 0 {
      let walk = residual.walk(from: [sender], until: { others.units(at: $0) > 0 }, within: { member[$0] })
      guard let start = walk.goal else { return }
      let units = min(ships, residual.way(to: start).room, others.units(at: start))
      residual.move(units, to: start)
      others.take(units, at: start)
      ships -= units
    }
  }
}

/// Units left over at a few nodes.
private struct LeftOver {
  private var entries: [(node: Int, units: Int)]
  private(set) var total: Int

  init(_ entries: [(node: Int, units: Int)]) {
    self.entries = entries.filter { $0.units > 0 }
    total = self.entries.reduce(0) { $0 + $1.units }
  }

  /// Ascending.
  var nodes: [Int] { entries.map(\.node) }

  /// Where a node stands, or would stand.
  private func place(of node: Int) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) >> 1
      if entries[middle].node < node { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func units(at node: Int) -> Int {
    let place = place(of: node)
    return place < entries.count && entries[place].node == node ? entries[place].units : 0
  }

  mutating func take(_ units: Int, at node: Int) {
    let place = place(of: node)
    guard place < entries.count && entries[place].node == node else { return }
    entries[place].units -= units
    total -= units
    if entries[place].units == 0 { entries.remove(at: place) }
  }

  /// Forgets a node.
  mutating func remove(_ node: Int) { take(units(at: node), at: node) }
}
