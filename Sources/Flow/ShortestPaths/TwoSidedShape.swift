/// What a network must look like for `ShortestPaths`: senders, receivers, and one node where units end.
///
/// Every arc with room runs from a sender (a node that none enters) to a receiver, carries at most one unit above its
/// lower bound, and stands beside the other arcs of its sender; or it runs from a receiver to the one end. Such an arc
/// is an exit of its receiver, and a receiver that must itself keep units has one more exit, into itself. Exits are
/// taken in the order of their costs, so parallel ones make a convex cost of the load.
///
/// Where receivers must keep units, as where lower bounds of their exits ask for some, all units are kept: none is left
/// for the end, and the exits are shut. (Least loads beside greater ones make another shape: units must then reach the
/// one and may reach the other.) Every receiver is full in the end, so what each unit is paid for being kept there
/// changes no choice; the mean cost of the arcs that enter it is paid, and receivers that all senders like alike no
/// longer look so.
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
  /// Where exits lead; −1 where there are none.
  let end: Int
  /// Arcs to the end by which nothing can go.
  let shutExits: [Int32]

  /// Nil where the network has another shape. Complexity: O(arcs + nodes).
  init?(_ arcs: ArcColumns, balances: [Int]) {
    let nodeCount = balances.count
    guard balances.reduce(0, +) == 0 else { return nil }
    let entering = TwoSidedShape.entering(arcs, nodeCount: nodeCount)
    var starts = [Int32](repeating: 0, count: nodeCount)
    var stops = starts
    var end = -1
    var isSimple = true
    var exitArcs: [Int32] = []
    var idle: [Range<Int>] = []
    for (tail, run, isUnitRow) in arcs.runs {
      guard entering[tail] == 0 && balances[tail] >= 0 else {
        for arc in run where arcs.span(arc) > 0 {
          let head = Int(arcs.heads[arc])
          guard end < 0 || end == head else { return nil }
          end = head
          exitArcs.append(Int32(arc))
        }
        continue
      }
      guard stops[tail] == 0 || Int(stops[tail]) == run.lowerBound else { return nil }
      if stops[tail] == 0 { starts[tail] = Int32(run.lowerBound) }
      stops[tail] = Int32(run.upperBound)
      if balances[tail] == 0 { idle.append(run) }
      guard balances[tail] > 0 && !isUnitRow else { continue }
      for arc in run where arcs.span(arc) != 1 {
        guard arcs.span(arc) == 0 else { return nil }
        isSimple = false
      }
    }
    var isReceiver = entering.map { $0 > 0 }
    for node in 0..<nodeCount where balances[node] < 0 || stops[node] == 0 && balances[node] != 0 {
      isReceiver[node] = true
    }
    if end >= 0 {
      // No unit may pass through the end, and none may come to it but by an exit; none comes from an idle node.
      let fromIdle = idle.reduce(0) { $0 + $1.count { Int(arcs.heads[$0]) == end && arcs.span($0) > 0 } }
      guard Int(entering[end]) == exitArcs.count + fromIdle && balances[end] <= 0 else { return nil }
      guard !exitArcs.contains(where: { Int(arcs.tails[Int($0)]) == end }) else { return nil }
      isReceiver[end] = false
    }

    let isShut = end >= 0 && balances[end] == 0
    let keeps = (0..<nodeCount).contains { balances[$0] < 0 && $0 != end }
    guard !keeps || exitArcs.isEmpty || isShut else { return nil }

    self.balances = balances
    self.starts = starts
    self.stops = stops
    self.isSimple = isSimple
    self.isReceiver = isReceiver
    self.end = end
    shutExits = isShut ? exitArcs : []
    (exits, exitStarts) = TwoSidedShape.exits(
      isShut ? [] : exitArcs, of: arcs, balances: balances, isReceiver: isReceiver)
  }

  /// How many arcs with room enter each node.
  private static func entering(_ arcs: ArcColumns, nodeCount: Int) -> [Int32] {
    var entering = [Int32](repeating: 0, count: nodeCount)
    entering.withUnsafeMutableBufferPointer { entering in
      for (_, run, isUnitRow) in arcs.runs {
        if isUnitRow {
          for arc in run { entering[Int(arcs.heads[arc])] += 1 }
        } else {
          for arc in run where arcs.span(arc) > 0 { entering[Int(arcs.heads[arc])] += 1 }
        }
      }
    }
    return entering
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
    let keepers = balances.indices.filter { isReceiver[$0] && balances[$0] < 0 }
    let means = keepers.isEmpty ? [] : meanCosts(of: arcs, nodeCount: balances.count)
    for node in keepers {
      exits[Int(next[node])].cost = -means[node]
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

  /// The mean cost of the arcs that enter each node, rounded towards zero; zero where none does.
  private static func meanCosts(of arcs: ArcColumns, nodeCount: Int) -> [Int64] {
    var sums = [Int128](repeating: 0, count: nodeCount)
    var counts = [Int128](repeating: 0, count: nodeCount)
    for arc in 0..<arcs.count {
      sums[Int(arcs.heads[arc])] += Int128(arcs.costs[arc])
      counts[Int(arcs.heads[arc])] += 1
    }
    return zip(sums, counts).map { Int64($0 / max($1, 1)) }
  }
}
