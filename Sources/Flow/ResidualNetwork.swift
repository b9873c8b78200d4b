/// Where units may still be moved, given a flow, seen from their origin (`outward`) or from their destination.
///
/// A walk outward goes along arcs with room and back along arcs with flow above their lower bound; inward the two are
/// exchanged, so that whatever is said of senders holds of receivers. Searches count the arcs they look at in `visits`.
struct ResidualNetwork: ~Copyable {
  let arcs: ArcColumns
  var direction = Cut.Direction.outward
  private(set) var visits = 0

  private let flow: UnsafeMutablePointer<Int32>
  /// The arcs at each node, those that leave and those that enter: `incident[starts[node]..<starts[node + 1]]`.
  private let starts: UnsafeMutablePointer<Int>
  private let incident: UnsafeMutablePointer<Int32>
  /// The search that last reached a node, and by which arc.
  private let reachedIn: UnsafeMutablePointer<Int>
  private let reachedBy: UnsafeMutablePointer<Int32>
  private var search = 0
  private var journal: [(arc: Int, change: Int32)] = []

  /// `arcs` must outlive the value.
  init(_ arcs: ArcColumns, nodeCount: Int, flow: [Int32]) {
    self.arcs = arcs
    self.flow = .allocate(capacity: arcs.count)
    for arc in 0..<arcs.count { (self.flow + arc).initialize(to: flow[arc]) }
    starts = .allocate(capacity: nodeCount + 2)
    starts.initialize(repeating: 0, count: nodeCount + 2)
    incident = .allocate(capacity: 2 * arcs.count)
    reachedIn = .allocate(capacity: nodeCount)
    reachedIn.initialize(repeating: 0, count: nodeCount)
    reachedBy = .allocate(capacity: nodeCount)
    reachedBy.initialize(repeating: -1, count: nodeCount)
    // Counted two places ahead, summed one place ahead, filled in place.
    for (tail, run, _) in arcs.runs {
      starts[tail + 2] += run.count
      for arc in run { starts[Int(arcs.heads[arc]) + 2] += 1 }
    }
    for node in 0..<nodeCount { starts[node + 2] += starts[node + 1] }
    for (tail, run, _) in arcs.runs {
      for arc in run {
        append(arc, to: tail)
        append(arc, to: Int(arcs.heads[arc]))
      }
    }
  }

  private func append(_ arc: Int, to node: Int) {
    (incident + starts[node + 1]).initialize(to: Int32(arc))
    starts[node + 1] += 1
  }

  deinit {
    flow.deallocate()
    starts.deallocate()
    incident.deallocate()
    reachedIn.deallocate()
    reachedBy.deallocate()
  }

  /// Walks from `starts`, breadth first and only over nodes `within`, until `isGoal` holds; gives the goal, if any, and
  /// all nodes seen.
  mutating func walk(
    from starts: [Int], until isGoal: (Int) -> Bool = { _ in false }, within isAllowed: (Int) -> Bool = { _ in true }
  ) -> (goal: Int?, seen: [Int]) {
    search += 1
    for start in starts {
      reachedIn[start] = search
      reachedBy[start] = -1
    }
    if let goal = starts.first(where: isGoal) { return (goal, starts) }
    var seen = starts
    var position = 0
    while position < seen.count {
      let node = seen[position]
      position += 1
      let last = self.starts[node + 1]
      var index = self.starts[node]
      visits += last - index
      while index < last {
        let arc = Int(incident[index])
        index += 1
        let other = other(end: node, of: arc)
        guard reachedIn[other] != search && isAllowed(other) && room(from: node, by: arc) > 0 else { continue }
        reachedIn[other] = search
        reachedBy[other] = Int32(arc)
        seen.append(other)
        if isGoal(other) { return (other, seen) }
      }
    }
    return (nil, seen)
  }

  /// Where the last walk began that came to `goal`, and how many units may go that way.
  func way(to goal: Int) -> (start: Int, room: Int) {
    var room = Int.max
    var node = goal
    while reachedBy[node] >= 0 {
      let arc = Int(reachedBy[node])
      node = other(end: node, of: arc)
      room = min(room, self.room(from: node, by: arc))
    }
    return (node, room)
  }

  /// Moves units the way by which the last walk came to `goal`. Precondition: there is room for them.
  mutating func move(_ units: Int, to goal: Int) {
    var node = goal
    while reachedBy[node] >= 0 {
      let arc = Int(reachedBy[node])
      node = other(end: node, of: arc)
      let change = isAlong(arc, from: node) ? Int32(units) : -Int32(units)
      flow[arc] += change
      journal.append((arc, change))
    }
  }

  /// How many changes of an arc's flow have been made and not taken back.
  var moveCount: Int { journal.count }

  /// Takes back all changes after the first `count`.
  mutating func undoMoves(after count: Int) {
    while journal.count > count, let (arc, change) = journal.popLast() { flow[arc] -= change }
  }

  /// Whether a step from `node` by `arc` adds flow; it takes flow back otherwise.
  private func isAlong(_ arc: Int, from node: Int) -> Bool {
    (Int(arcs.tails[arc]) == node) == (direction == .outward)
  }

  private func other(end node: Int, of arc: Int) -> Int {
    let tail = Int(arcs.tails[arc])
    return tail == node ? Int(arcs.heads[arc]) : tail
  }

  private func room(from node: Int, by arc: Int) -> Int {
    Int(isAlong(arc, from: node) ? arcs.capacities[arc] - flow[arc] : flow[arc] - arcs.lowers[arc])
  }
}
