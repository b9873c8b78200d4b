/// The limits of each panel as a tree of groups, and those that no tree holds.
///
/// # Problem
///
/// A panel of *d* seats is to be filled from a row of experts, and each of several sets of experts is to hold at least
/// or at most so many of them. Flows obey such limits exactly where the sets can be drawn as a tree: each unit goes
/// from the candidate down to the smallest set that its expert is in, and every edge has a bound below and above.
///
/// # Method
///
/// Since all *d* seats are filled, a limit on a set says the same of those outside it: at least *n* inside are at most
/// *d* − *n* outside. So two sets stand in each other's way only where they cross in the full sense – some experts in
/// both, some in either one alone, and some in neither. A family without such sets is *cross-free*; if every set that
/// holds one chosen expert is turned inside out, it becomes *laminar*, any two of its sets being nested or disjoint,
/// which is a tree (Edmonds and Giles, "A min-max relation for submodular functions on graphs", 1977; Schrijver,
/// "Combinatorial Optimization", 2003, section 13.4). The expert is chosen whom the fewest sets hold, so that most stay
/// as they are.
///
/// Sets that can never bind on this row are left out first. Where some cross, the one that crosses most others is taken
/// out of the tree, the last named among equals, until none do; what was taken out is told apart in `crossing`.
///
/// Complexity: linear in the pairs × the square of the number of limits.
struct PanelGroups: Sendable {
  /// A set of experts on one candidate's panel.
  struct Group: Sendable {
    let bound: BoundLimit
    /// Whether it stands for the experts outside the class that the limit counts.
    let isTurned: Bool
    let least: Int
    let most: Int
    /// The group around it, by number; −1 for the whole panel.
    let parent: Int32
  }

  /// Candidate by candidate; around before inside.
  private(set) var all: [Group] = []
  private(set) var start: [Int] = [0]
  /// The smallest group of each pair, by number, −1 for none; empty where there are no groups at all.
  private(set) var innermost: [Int32] = []
  /// Limits that are in no tree, by candidate.
  private(set) var crossing: [BoundLimit] = []

  static let none = PanelGroups()
  private init() {}

  /// What the groups are for.
  enum Use {
    /// Panels in which every seat is filled.
    case panels
    /// Experts who stand by, at most so many for each candidate; only what may not be exceeded counts.
    case standingBy(Int)
    /// Panels that cannot be filled: what must be there counts although more experts, or fewer seats, would be needed
    /// for it to bind.
    case waysOut
  }

  init(_ problem: PanelProblem, for use: Use = .panels) {
    guard !problem.limits.isEmpty else {
      start = [Int](repeating: 0, count: problem.candidates.count + 1)
      return
    }
    var trees = PanelTrees(problem, use)
    innermost = [Int32](repeating: -1, count: problem.pairCount)
    for candidate in problem.candidates.indices {
      trees.arrange(candidate)
      for (position, own) in zip(problem.row(candidate), trees.innermost) where own >= 0 {
        innermost[position] = Int32(all.count) + own
      }
      all += trees.groups.map { group in
        Group(
          bound: group.bound, isTurned: group.isTurned, least: group.least, most: group.most,
          parent: group.parent < 0 ? -1 : Int32(all.count) + group.parent)
      }
      crossing += trees.crossing
      start.append(all.count)
    }
    if all.isEmpty { innermost = [] }
  }

  func of(_ candidate: Int) -> Range<Int> { start[candidate]..<start[candidate + 1] }
}

/// Arranges the groups of one candidate after another, in room that is used again.
private struct PanelTrees {
  private struct Node {
    let bound: BoundLimit
    var isTurned = false
    var least: Int
    var most: Int
    var size: Int
    var isCrossing = false
    var parent: Int32 = -1
  }

  private let problem: PanelProblem
  private let use: PanelGroups.Use
  /// By limit and class: experts in the row at hand, and the class's node.
  private var count: [[Int32]]
  private var nodeOf: [[Int32]]
  private var nodes: [Node] = []

  /// Of the candidate arranged last.
  private(set) var groups: [PanelGroups.Group] = []
  /// By place in the row: the number of the smallest group, −1 for none.
  private(set) var innermost: [Int32] = []
  private(set) var crossing: [BoundLimit] = []

  init(_ problem: PanelProblem, _ use: PanelGroups.Use) {
    self.problem = problem
    self.use = use
    count = problem.limits.all.map { [Int32](repeating: 0, count: $0.classCount) }
    nodeOf = problem.limits.all.map { [Int32](repeating: -1, count: $0.classCount) }
  }

  mutating func arrange(_ candidate: Int) {
    groups = []
    crossing = []
    nodes = []
    let row = problem.row(candidate)
    collect(candidate, row)
    defer { for node in nodes { nodeOf[node.bound.limit][Int(node.bound.class)] = -1 } }
    guard !nodes.isEmpty else {
      innermost = []
      return
    }
    if nodes.contains(where: { $0.bound.limit != nodes[0].bound.limit }) {
      switch use {
      case .panels, .waysOut: turn(candidate, row)
      case .standingBy: break
      }
      takeOutCrossing(row)
    }
    draw(row)
  }

  /// The classes whose limit can bind.
  private mutating func collect(_ candidate: Int, _ row: Range<Int>) {
    let limits = problem.limits
    let seats: Int
    switch use {
    case .panels, .waysOut: seats = problem.demand[candidate]
    case .standingBy(let most): seats = most
    }
    for limit in limits.all.indices {
      let classOf = limits.all[limit].classOf
      var present: [Int32] = []
      for position in row {
        let own = classOf[Int(problem.expert[position])]
        guard own >= 0 else { continue }
        if count[limit][Int(own)] == 0 { present.append(own) }
        count[limit][Int(own)] += 1
      }
      // A class that must be there is asked for even where nobody of it is.
      if !limits.all[limit].said.scope.isForEach, present.isEmpty { present = [0] }
      for own in present.sorted() {
        let available = Int(count[limit][Int(own)])
        count[limit][Int(own)] = 0
        let least = limits.least(limit, class: own, candidate: candidate)
        let most = limits.most(limit, class: own, candidate: candidate)
        let bindsBelow = least > max(0, seats - (row.count - available))
        let bindsAbove = most.map { $0 < min(available, seats) } ?? false
        switch use {
        case .panels where !bindsBelow && !bindsAbove: continue
        case .standingBy where !bindsAbove: continue
        case .waysOut where least == 0 && !bindsAbove: continue
        default: break
        }
        nodeOf[limit][Int(own)] = Int32(nodes.count)
        nodes.append(
          Node(
            bound: BoundLimit(candidate: candidate, limit: limit, class: own, count: most ?? least),
            least: least, most: most ?? max(least, min(available, seats)), size: available))
      }
    }
  }

  /// Calls `body` with each node that holds the expert of a pair. A class stands in one node of its limit at most, and
  /// at most one class of a limit is turned.
  private func visit(_ position: Int, _ turned: [Int], _ body: (Int) -> Void) {
    let expert = Int(problem.expert[position])
    for limit in nodeOf.indices {
      let own = problem.limits.all[limit].classOf[expert]
      guard own >= 0 else { continue }
      let node = Int(nodeOf[limit][Int(own)])
      if node >= 0, !nodes[node].isTurned { body(node) }
    }
    for node in turned where problem.limits.all[nodes[node].bound.limit].classOf[expert] != nodes[node].bound.class {
      body(node)
    }
  }

  /// Turns inside out every node that holds the expert whom the fewest hold. What asks for more than there are seats
  /// has nothing to say of those outside and stays.
  private mutating func turn(_ candidate: Int, _ row: Range<Int>) {
    var fewest: (holders: [Int], found: Bool) = ([], false)
    for position in row {
      var holders: [Int] = []
      visit(position, []) { holders.append($0) }
      if !fewest.found || holders.count < fewest.holders.count { fewest = (holders, true) }
      if fewest.found, fewest.holders.isEmpty { return }
    }
    let seats = problem.demand[candidate]
    for node in fewest.holders where nodes[node].least <= seats {
      let (least, most) = (nodes[node].least, nodes[node].most)
      nodes[node].isTurned = true
      nodes[node].least = max(0, seats - most)
      nodes[node].most = seats - least
      nodes[node].size = row.count - nodes[node].size
    }
  }

  private var turned: [Int] { nodes.indices.filter { nodes[$0].isTurned } }

  private mutating func takeOutCrossing(_ row: Range<Int>) {
    let turned = turned
    var common: [Int: Int] = [:]
    for position in row {
      var holders: [Int] = []
      visit(position, turned) { holders.append($0) }
      for (place, first) in holders.enumerated() {
        for second in holders[(place + 1)...] {
          common[min(first, second) * nodes.count + max(first, second), default: 0] += 1
        }
      }
    }
    var crosses = [Set<Int>](repeating: [], count: nodes.count)
    for (pair, count) in common {
      let (first, second) = (pair / nodes.count, pair % nodes.count)
      guard count < nodes[first].size, count < nodes[second].size else { continue }
      crosses[first].insert(second)
      crosses[second].insert(first)
    }
    while let worst = nodes.indices.max(by: { (crosses[$0].count, $0) < (crosses[$1].count, $1) }),
      !crosses[worst].isEmpty
    {
      nodes[worst].isCrossing = true
      crossing.append(nodes[worst].bound)
      for other in crosses[worst] { crosses[other].remove(worst) }
      crosses[worst] = []
    }
    crossing.sort { ($0.limit, $0.class) < ($1.limit, $1.class) }
  }

  /// Numbers the nodes that are left, the larger first, and finds what is around each.
  private mutating func draw(_ row: Range<Int>) {
    let order = nodes.indices.filter { !nodes[$0].isCrossing }.sorted {
      (nodes[$1].size, $0) < (nodes[$0].size, $1)
    }
    var number = [Int32](repeating: -1, count: nodes.count)
    for (place, node) in order.enumerated() { number[node] = Int32(place) }
    let turned = turned
    var parents = [Int32](repeating: -1, count: order.count)
    innermost = row.map { position in
      var chain: [Int32] = []
      visit(position, turned) { if number[$0] >= 0 { chain.append(number[$0]) } }
      chain.sort()
      for (outer, inner) in zip(chain, chain.dropFirst()) { parents[Int(inner)] = outer }
      return chain.last ?? -1
    }
    groups = order.enumerated().map { place, node in
      let node = nodes[node]
      return PanelGroups.Group(
        bound: node.bound, isTurned: node.isTurned, least: node.least, most: node.most, parent: parents[place])
    }
  }
}
