/// Draws a flow in whole units whose expectation is a given flow in parts, arc by arc, exactly.
///
/// # Problem
///
/// A flow in parts of 1 / unit is given. Wanted is a flow in whole units, drawn at random, so that each arc carries its
/// parts rounded down or up, every node keeps its balance, and the expected units of each arc are exactly its parts
/// over `unit`. All limits that a network can say – bounds of arcs, sums over nested sets of arcs on either side – are
/// then kept by every flow that can be drawn. (Limits of that kind, a bihierarchy, are just those with which it can
/// always be done: Budish, Che, Kojima and Milgrom, 2013.)
///
/// # Method
///
/// Arcs whose parts are not whole units form a graph in which every node that has one has two, as balances are whole.
/// A walk that never turns back must come to a node for the second time, which closes a cycle. Round the cycle a parts
/// can be sent until the first arc is whole, or b parts the other way: one or the other is done, with chances
/// b / (a + b) and a / (a + b), so that the expectation of every arc stays what it was, and a further arc is whole.
/// This goes on until all are (Gandhi, Khuller, Parthasarathy and Srinivasan, 2006; Budish et al., appendix B).
///
/// The walk begins on a random arc in a random direction and goes on along random ones. So every whole flow within the
/// roundings of the arcs can come up: what it differs by from the present flow is a sum of cycles in which no arc turns
/// against another; the walk may take one of them, and to send all that fits does not go beyond that flow.
///
/// Chances are ratios of whole numbers and are drawn as such, without rounding. Complexity: as many cycles as arcs that
/// are not whole, each of the length of its walk.
///
/// References. Budish, Che, Kojima and Milgrom, "Designing random allocation mechanisms: theory and applications",
/// American Economic Review 103 (2013). Gandhi, Khuller, Parthasarathy and Srinivasan, "Dependent rounding and its
/// applications to approximation algorithms", J. ACM 53 (2006).
///
/// - Parameters:
///   - network: gives the arcs' ends; its costs and bounds are not looked at.
///   - parts: the parts on each arc, zero or more.
///   - unit: how many parts a whole unit has.
///   - draw: gives a number of `0..<bound`, every one equally likely.
/// - Returns: the whole units on each arc. Precondition: what leaves each node less what enters it is a whole number of
///   units.
public func drawWholeFlow(
  in network: Network, parts: [Int32], unit: Int, draw: (_ bound: Int) -> Int
) -> [Int32] {
  precondition(parts.count == network.arcCount && unit > 0, "a flow has an entry for each arc")
  var units = parts.map { $0 / Int32(unit) }
  var graph = UnsettledArcs(network, parts: parts, unit: unit)
  while graph.count > 0 {
    let cycle = graph.walk(draw)
    graph.send(around: cycle, draw) { arc, isFull in if isFull { units[arc] += 1 } }
  }
  return units
}

/// The arcs whose parts are not whole units, as a graph that shrinks.
private struct UnsettledArcs {
  struct Step {
    let edge: Int32
    /// Whether the walk follows the arc from its tail to its head.
    let forward: Bool
  }

  /// An arc: its number in the network, its ends, its parts above whole units, and where its ends list it.
  struct Edge {
    let arc: Int32
    let tail: Int32
    let head: Int32
    var parts: Int32
    var placeAtTail: Int32
    var placeAtHead: Int32
    var placeAlive: Int32
  }

  private let unit: Int32
  private var edges: [Edge] = []
  private var alive: [Int32] = []
  /// The edges at a node, those that arrive as −1 − edge: `ends[starts[node]..<stops[node]]`.
  private var ends: [Int32] = []
  private let starts: [Int32]
  private var stops: [Int32]
  /// The place of a node on the walk; −1 for those not on it.
  private var placeOnWalk: [Int32]

  var count: Int { alive.count }

  init(_ network: Network, parts: [Int32], unit: Int) {
    self.unit = Int32(unit)
    var degrees = [Int32](repeating: 0, count: network.nodeCount + 1)
    for arc in parts.indices {
      let rest = parts[arc] % Int32(unit)
      precondition(rest >= 0, "an arc has no fewer than zero parts")
      guard rest > 0 else { continue }
      let (tail, head) = (network.tails[arc], network.heads[arc])
      degrees[Int(tail) + 1] += 1
      degrees[Int(head) + 1] += 1
      edges.append(
        Edge(
          arc: Int32(arc), tail: tail, head: head, parts: rest, placeAtTail: 0, placeAtHead: 0,
          placeAlive: Int32(edges.count)))
    }
    for node in 1..<max(1, degrees.count) { degrees[node] += degrees[node - 1] }
    starts = degrees
    stops = Array(degrees.dropLast())
    ends = [Int32](repeating: 0, count: 2 * edges.count)
    alive = edges.indices.map { Int32($0) }
    placeOnWalk = [Int32](repeating: -1, count: network.nodeCount)
    for edge in edges.indices {
      let (tail, head) = (Int(edges[edge].tail), Int(edges[edge].head))
      edges[edge].placeAtTail = stops[tail]
      ends[Int(stops[tail])] = Int32(edge)
      stops[tail] += 1
      edges[edge].placeAtHead = stops[head]
      ends[Int(stops[head])] = -1 - Int32(edge)
      stops[head] += 1
    }
  }

  /// A cycle, found by a walk along random edges.
  mutating func walk(_ draw: (Int) -> Int) -> ArraySlice<Step> {
    var steps: [Step] = []
    let first = alive[draw(alive.count)]
    var step = Step(edge: first, forward: draw(2) == 0)
    var node = Int(step.forward ? edges[Int(first)].tail : edges[Int(first)].head)
    let begin = node
    while true {
      placeOnWalk[node] = Int32(steps.count)
      steps.append(step)
      let edge = edges[Int(step.edge)]
      node = Int(step.forward ? edge.head : edge.tail)
      guard placeOnWalk[node] < 0 else { break }
      let arrival = step.forward ? edge.placeAtHead : edge.placeAtTail
      let choices = Int(stops[node] - starts[node]) - 1
      precondition(choices > 0, "what passes through a node is a whole number of units")
      var place = Int(starts[node]) + (choices == 1 ? 0 : draw(choices))
      if place >= Int(arrival) { place += 1 }
      let next = ends[place]
      step = next >= 0 ? Step(edge: next, forward: true) : Step(edge: -1 - next, forward: false)
    }
    let closing = Int(placeOnWalk[node])
    placeOnWalk[begin] = -1
    for step in steps {
      let edge = edges[Int(step.edge)]
      placeOnWalk[Int(step.forward ? edge.head : edge.tail)] = -1
    }
    return steps[closing...]
  }

  /// Sends as much as fits round the cycle one way or the other, and takes out the arcs that are then whole; `settled`
  /// learns of each whether it was filled.
  mutating func send(
    around cycle: ArraySlice<Step>, _ draw: (Int) -> Int, settled: (_ arc: Int, _ isFull: Bool) -> Void
  ) {
    var onward = unit
    var backward = unit
    for step in cycle {
      let parts = edges[Int(step.edge)].parts
      onward = min(onward, step.forward ? unit - parts : parts)
      backward = min(backward, step.forward ? parts : unit - parts)
    }
    let sent = draw(Int(onward + backward)) < Int(backward) ? onward : -backward
    for step in cycle {
      let parts = edges[Int(step.edge)].parts + (step.forward ? sent : -sent)
      edges[Int(step.edge)].parts = parts
      guard parts == 0 || parts == unit else { continue }
      settled(Int(edges[Int(step.edge)].arc), parts == unit)
      remove(step.edge)
    }
  }

  private mutating func remove(_ edge: Int32) {
    let gone = edges[Int(edge)]
    takeEnd(Int(gone.placeAtTail), of: Int(gone.tail))
    takeEnd(Int(edges[Int(edge)].placeAtHead), of: Int(gone.head))
    let last = alive.removeLast()
    if last != edge {
      alive[Int(gone.placeAlive)] = last
      edges[Int(last)].placeAlive = gone.placeAlive
    }
  }

  /// Takes a place out of a node's list; the last moves into it.
  private mutating func takeEnd(_ place: Int, of node: Int) {
    stops[node] -= 1
    let last = ends[Int(stops[node])]
    ends[place] = last
    if last >= 0 {
      edges[Int(last)].placeAtTail = Int32(place)
    } else {
      edges[Int(-1 - last)].placeAtHead = Int32(place)
    }
  }
}
