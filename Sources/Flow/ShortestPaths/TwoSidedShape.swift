/// What a network must look like for `ShortestPaths`: senders, receivers, and one node where units end.
///
/// Every arc with room runs from a sender (a node that none enters) to a receiver, carries at most one unit above its
/// lower bound, and stands beside the other arcs of its sender; or it runs from a receiver to the one end. Such an arc
/// is an exit of its receiver, and a receiver that must itself keep units has one more exit, into itself. Exits are
/// taken in the order of their costs, so parallel ones make a convex cost of the load.
///
/// Where receivers must keep units there is no end: all units are kept. (Least loads beside greater ones make another
/// shape: units must then reach the one and may reach the other.)
struct TwoSidedShape {
  /// A way by which units leave a receiver for good.
  struct Exit {
    var cost: Int64
    var room: Int
    /// −1 for units that the receiver keeps.
    let arc: Int32
  }

  let balances: [Int]
  /// The arcs of a sender are `starts[node]..<stops[node]`; both zero for other nodes.
  let starts: [Int32]
  let stops: [Int32]
  let isReceiver: [Bool]
  /// The exits of a receiver, cheapest first: `exits[exitStarts[node]..<exitStarts[node + 1]]`.
  let exits: [Exit]
  let exitStarts: [Int32]
  /// Whether every arc of a sender has room for exactly one unit.
  let isSimple: Bool
  /// Where exits lead; −1 where receivers keep all.
  let end: Int

  /// Nil where the network has another shape. Complexity: O(arcs + nodes).
  init?(_ arcs: ArcColumns, balances: [Int]) {
    let nodeCount = balances.count
    guard balances.reduce(0, +) == 0 else { return nil }
    var entered = [Bool](repeating: false, count: nodeCount)
    for arc in 0..<arcs.count where arcs.capacities[arc] != arcs.lowers[arc] { entered[Int(arcs.heads[arc])] = true }
    var starts = [Int32](repeating: 0, count: nodeCount)
    var stops = starts
    var takesFromSender = [Bool](repeating: false, count: nodeCount)
    var end = -1
    var isSimple = true
    var exitArcs: [Int32] = []
    var arc = 0
    while arc < arcs.count {
      let tail = arcs.tails[arc]
      let balance = balances[Int(tail)]
      if entered[Int(tail)] || balance < 0 {
        if arcs.span(arc) > 0 {
          let head = Int(arcs.heads[arc])
          guard end < 0 || end == head else { return nil }
          end = head
          exitArcs.append(Int32(arc))
        }
        arc += 1
        continue
      }
      guard stops[Int(tail)] == 0 else { return nil }
      starts[Int(tail)] = Int32(arc)
      while arc < arcs.count && arcs.tails[arc] == tail {
        if balance > 0 {
          let span = arcs.capacities[arc] &- arcs.lowers[arc]
          if span == 1 {
            takesFromSender[Int(arcs.heads[arc])] = true
          } else {
            guard span == 0 else { return nil }
            isSimple = false
          }
        }
        arc += 1
      }
      stops[Int(tail)] = Int32(arc)
    }
    for node in 0..<nodeCount where balances[node] < 0 || stops[node] == 0 && balances[node] != 0 {
      entered[node] = true
    }
    if end >= 0 {
      // No unit may pass through the end, and none may come to it but by an exit.
      guard !takesFromSender[end] && balances[end] <= 0 else { return nil }
      guard !exitArcs.contains(where: { Int(arcs.tails[Int($0)]) == end }) else { return nil }
      entered[end] = false
    }

    let keeps = (0..<nodeCount).contains { balances[$0] < 0 && $0 != end }
    guard !keeps || exitArcs.isEmpty else { return nil }

    self.balances = balances
    self.starts = starts
    self.stops = stops
    self.isSimple = isSimple
    self.end = end
    isReceiver = entered
    (exits, exitStarts) = TwoSidedShape.exits(
      exitArcs, of: arcs, balances: balances, isReceiver: entered)
  }

  private static func exits(
    _ exitArcs: [Int32], of arcs: ArcColumns, balances: [Int], isReceiver: [Bool]
  ) -> ([Exit], [Int32]) {
    var starts = [Int32](repeating: 0, count: balances.count + 1)
    for arc in exitArcs { starts[Int(arcs.tails[Int(arc)]) + 1] += 1 }
    for node in balances.indices where isReceiver[node] && balances[node] < 0 { starts[node + 1] += 1 }
    for node in balances.indices { starts[node + 1] += starts[node] }
    var exits = [Exit](repeating: Exit(cost: 0, room: 0, arc: -1), count: Int(starts[balances.count]))
    var next = starts
    for node in balances.indices where isReceiver[node] && balances[node] < 0 {
      exits[Int(next[node])].room = -balances[node]
      next[node] += 1
    }
    for arc in exitArcs {
      let node = Int(arcs.tails[Int(arc)])
      let exit = Exit(cost: arcs.costs[Int(arc)], room: arcs.span(Int(arc)), arc: arc)
      exits[Int(next[node])] = exit
      next[node] += 1
    }
    for node in balances.indices {
      let own = Int(starts[node])..<Int(starts[node + 1])
      let isAscending = zip(own, own.dropFirst()).allSatisfy { exits[$0].cost <= exits[$1].cost }
      if !isAscending { exits[own].sort { $0.cost < $1.cost } }
    }
    return (exits, starts)
  }
}
