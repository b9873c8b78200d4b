/// The primal network simplex method on strongly feasible trees.
///
/// Problem. Send every node's balance through arcs with bounds at least cost. Lower bounds are taken off first, so an
/// arc carries 0…span units above its lower bound.
///
/// Basis. A spanning tree over the nodes and one root. An arc outside the tree carries either nothing or its whole
/// span; a tree arc's flow follows from these. Each node keeps the two residuals of the arc to its parent: `up`, what
/// may still go from it to its parent, and `down`, the reverse; so a pivot touches no array of arcs. Preorder is a
/// doubly linked ring with subtree sizes and last descendants (Barr, Glover and Klingman, 1979).
///
/// Start. Some arcs are filled at once; see `saturate`. Then an artificial arc joins each node to the root: outward for
/// a node that must receive, at a cost `M` that no path of real arcs reaches; inward and free for the others. An
/// artificial arc that leaves the tree never returns. When no real arc is left to enter, units still on artificial arcs
/// cannot be sent at all: a path for one would have a cost of at least M. The real part of the flow is then a greatest
/// one.
///
/// Termination. Every node of a strongly feasible tree can send something up to the root. The start has this, and so
/// does every later tree if of all blocking arcs the last one leaves, seen along the cycle from its apex; then no
/// basis returns (Cunningham, 1976). Arcs without span never enter.
///
/// Pricing. See `ShuffledArcs`.
///
/// Bounds. |cost| ≤ 2⁵⁹ ÷ (nodes + 1) keeps M and every potential within 2⁵⁹; see `Network.largestCost`.
///
/// References. Cunningham, "A network simplex method", Math. Programming 11 (1976). Ahuja, Magnanti and Orlin,
/// "Network Flows" (1993), chapter 11. Király and Kovács, "Efficient implementations of minimum-cost flow algorithms",
/// Acta Univ. Sapientiae Informatica 4 (2012).
struct NetworkSimplex: ~Copyable {
  /// A node of the basis tree and the tree arc between it and its parent.
  struct TreeNode {
    var parent: Int32
    /// The number of the tree arc; `artificial` for one that joins the node to the root.
    var arc: Int32
    /// What may still go from the node to its parent.
    var up: Int
    /// What may still go from the parent to the node.
    var down: Int
    /// The next node of the preorder; after the last comes the root again.
    var next: Int32
    var previous: Int32
    /// The last node of the subtree in preorder.
    var last: Int32
    /// How many nodes the subtree has.
    var size: Int32
    /// Whether the tree arc points from the node to its parent.
    var pointsUp: Bool
  }

  static let artificial: Int32 = -1
  static let unlimited = 1 << 62

  let arcs: ShuffledArcs
  let nodeCount: Int
  let nodes: UnsafeMutablePointer<TreeNode>
  /// The potentials of the nodes and, last, of the root.
  let potentials: UnsafeMutablePointer<Int64>
  var pace = Pace(budget: nil, watch: nil)

  /// The starting basis. `balances` has one entry a node.
  init(_ columns: ArcColumns, balances: [Int]) {
    var balances = balances
    let full = saturate(columns, balances: &balances)
    arcs = ShuffledArcs(columns, full: full)
    nodeCount = balances.count
    nodes = .allocate(capacity: nodeCount + 1)
    potentials = .allocate(capacity: nodeCount + 1)
    let artificialCost = (arcs.greatestCost + 1) * Int64(nodeCount)
    for node in 0..<nodeCount {
      let balance = balances[node]
      (nodes + node).initialize(
        to: TreeNode(
          parent: Int32(nodeCount), arc: NetworkSimplex.artificial,
          up: balance < 0 ? -balance : NetworkSimplex.unlimited,
          down: balance < 0 ? NetworkSimplex.unlimited : balance,
          next: Int32(node + 1), previous: Int32(node == 0 ? nodeCount : node - 1), last: Int32(node), size: 1,
          pointsUp: balance >= 0))
      (potentials + node).initialize(to: balance < 0 ? artificialCost : 0)
    }
    (nodes + nodeCount).initialize(
      to: TreeNode(
        parent: -1, arc: NetworkSimplex.artificial, up: 0, down: 0, next: 0, previous: Int32(nodeCount - 1),
        last: Int32(nodeCount - 1), size: Int32(nodeCount + 1), pointsUp: true))
    (potentials + nodeCount).initialize(to: 0)
  }

  deinit {
    nodes.deallocate()
    potentials.deallocate()
    arcs.deallocate()
  }

  /// Pivots until no arc may enter; nil where the pace was halted by its budget.
  mutating func run() -> Rest? {
    var search = BlockSearch(arcs)
    search.arcsPriced = pace.work.arcsPriced
    while let entering = search.next(potentials) {
      pivot(entering)
      pace.work.iterations += 1
      pace.work.arcsPriced = search.arcsPriced
      if pace.mustHalt() { return pace.rest }
    }
    pace.work.arcsPriced = search.arcsPriced
    return rest(unmet == 0 ? .met : .unmet(unmet))
  }

  /// The units still on artificial arcs: the greater of what is left to send and what is left to receive.
  private var unmet: Int {
    var unsent = 0
    var unreceived = 0
    for node in 0..<nodeCount where nodes[node].arc == NetworkSimplex.artificial {
      if nodes[node].pointsUp { unsent += nodes[node].down } else { unreceived += nodes[node].up }
    }
    return max(unsent, unreceived)
  }

  private func rest(_ end: Rest.End) -> Rest {
    var flow = arcs.flowOutsideTree
    for node in 0..<nodeCount where nodes[node].arc != NetworkSimplex.artificial {
      let arc = arcs.original(Int(nodes[node].arc))
      flow[arc] += Int32(nodes[node].pointsUp ? nodes[node].down : nodes[node].up)
    }
    let prices = [Int64](UnsafeBufferPointer(start: potentials, count: nodeCount))
    return Rest(end: end, flow: flow, potentials: prices, work: pace.work)
  }
}

// MARK: - One pivot

extension NetworkSimplex {
  /// Brings an arc that violates its optimality condition into the basis, or moves it to its other bound.
  mutating func pivot(_ entering: Int) {
    let forward = arcs.states[entering] > 0
    let tail = Int(arcs.ends[entering].tail)
    let head = Int(arcs.ends[entering].head)
    let first = forward ? tail : head
    let second = forward ? head : tail
    let span = Int(arcs.spans[entering])
    let block = blockingNode(first: first, second: second, limit: span)
    push(block.units, down: first, up: second, below: block.apex)
    guard block.node >= 0 else {
      arcs.states[entering] = -arcs.states[entering]
      return
    }
    let leaving = nodes[block.node]
    if leaving.arc != NetworkSimplex.artificial {
      arcs.states[Int(leaving.arc)] = (leaving.pointsUp ? leaving.down : leaving.up) == 0 ? 1 : -1
    }
    arcs.states[entering] = 0
    let inner = block.onFirstSide ? first : second
    let outer = block.onFirstSide ? second : first
    let flow = forward ? block.units : span - block.units
    let pointsUp = inner == tail
    regraft(
      block.node, from: inner, onto: outer, apex: block.apex,
      by: TreeArc(
        arc: Int32(entering), up: pointsUp ? span - flow : flow, down: pointsUp ? flow : span - flow,
        pointsUp: pointsUp))
    let reducedCost = arcs.ends[entering].cost + potentials[tail] - potentials[head]
    shiftPotentials(below: inner, by: pointsUp ? -reducedCost : reducedCost)
  }

  /// Finds the apex of the cycle that `first → second` closes, how many units may go round it, and the lower end of
  /// the tree arc that blocks last; −1 where the entering arc itself does.
  @inline(__always)
  private func blockingNode(
    first: Int, second: Int, limit: Int
  ) -> (node: Int, units: Int, onFirstSide: Bool, apex: Int) {
    var u = first
    var v = second
    var leastDown = Int.max
    var leastUp = Int.max
    var blockDown = -1
    var blockUp = -1
    while u != v {
      if nodes[u].size < nodes[v].size {
        if nodes[u].down < leastDown {
          leastDown = nodes[u].down
          blockDown = u
        }
        u = Int(nodes[u].parent)
      } else {
        if nodes[v].up <= leastUp {
          leastUp = nodes[v].up
          blockUp = v
        }
        v = Int(nodes[v].parent)
      }
    }
    if leastUp <= limit && leastUp <= leastDown { return (blockUp, leastUp, false, u) }
    if leastDown < limit { return (blockDown, leastDown, true, u) }
    return (-1, limit, false, u)
  }

  /// Sends units round the cycle: down from the apex to `first`, up from `second` to the apex.
  @inline(__always)
  private func push(_ units: Int, down first: Int, up second: Int, below apex: Int) {
    guard units > 0 else { return }
    var node = first
    while node != apex {
      nodes[node].down -= units
      nodes[node].up += units
      node = Int(nodes[node].parent)
    }
    node = second
    while node != apex {
      nodes[node].up -= units
      nodes[node].down += units
      node = Int(nodes[node].parent)
    }
  }

  @inline(__always)
  private func shiftPotentials(below top: Int, by amount: Int64) {
    var node = top
    for _ in 0..<nodes[top].size {
      potentials[node] += amount
      node = Int(nodes[node].next)
    }
  }
}

// MARK: - The tree

extension NetworkSimplex {
  /// A tree arc seen from its lower end.
  private struct TreeArc {
    var arc: Int32
    var up: Int
    var down: Int
    var pointsUp: Bool
  }

  /// Cuts the subtree of `top` off, makes its node `inner` its new top and hangs it below `outer`.
  ///
  /// In preorder the subtree of each node on the path from `inner` up to `top` becomes: the node, what was below it
  /// but not below its predecessor, then the successor on the path with its own. Complexity: the length of that path
  /// and of the paths from `top` and `outer` up to `apex`, plus those ancestors whose last descendant changes.
  @inline(__always)
  private func regraft(_ top: Int, from inner: Int, onto outer: Int, apex: Int, by arc: TreeArc) {
    let moved = nodes[top].size
    detach(top, below: apex)
    let successor = nodes[outer].next
    let end = reverse(from: inner, to: top, onto: outer, by: arc)
    link(end, successor)
    var node = top
    while node != outer {
      nodes[node].last = end
      node = Int(nodes[node].parent)
    }
    while node != apex {
      nodes[node].size += moved
      node = Int(nodes[node].parent)
    }
    node = outer
    while node >= 0 && Int(nodes[node].last) == outer {
      nodes[node].last = end
      node = Int(nodes[node].parent)
    }
  }

  /// Takes the subtree of `top` out of the preorder and out of its ancestors' sizes and last descendants.
  @inline(__always)
  private func detach(_ top: Int, below apex: Int) {
    let moved = nodes[top].size
    let last = nodes[top].last
    let before = nodes[top].previous
    link(before, nodes[Int(last)].next)
    var node = Int(nodes[top].parent)
    while node != apex {
      nodes[node].size -= moved
      node = Int(nodes[node].parent)
    }
    node = Int(nodes[top].parent)
    while node >= 0 && nodes[node].last == last {
      nodes[node].last = before
      node = Int(nodes[node].parent)
    }
  }

  /// Turns the path from `inner` up to `top` round and strings the subtrees along it after `outer`; gives the last
  /// node of the new preorder.
  @inline(__always)
  private func reverse(from inner: Int, to top: Int, onto outer: Int, by arc: TreeArc) -> Int32 {
    let moved = nodes[top].size
    var carried = arc
    var parent = Int32(outer)
    var end = Int32(outer)
    var node = inner
    var below: (size: Int32, before: Int32, last: Int32, after: Int32) = (0, -1, -1, -1)
    while true {
      let old = nodes[node]
      let sharesLast = below.last == old.last
      let after = sharesLast ? below.after : nodes[Int(old.last)].next
      link(end, Int32(node))
      if below.last < 0 {
        end = old.last
      } else if sharesLast {
        end = below.before
      } else {
        link(below.before, below.after)
        end = old.last
      }
      nodes[node].parent = parent
      nodes[node].arc = carried.arc
      nodes[node].up = carried.up
      nodes[node].down = carried.down
      nodes[node].pointsUp = carried.pointsUp
      nodes[node].size = moved - below.size
      if node == top { return end }
      carried = TreeArc(arc: old.arc, up: old.down, down: old.up, pointsUp: !old.pointsUp)
      below = (old.size, old.previous, old.last, after)
      parent = Int32(node)
      node = Int(old.parent)
    }
  }

  @inline(__always)
  private func link(_ node: Int32, _ next: Int32) {
    nodes[Int(node)].next = next
    nodes[Int(next)].previous = node
  }
}
