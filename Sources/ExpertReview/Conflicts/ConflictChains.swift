/// Finds the links between two units again, for showing them.
///
/// The search itself only notes that two units meet; the way is walked when somebody asks, sure ways before light ones
/// and light ones before doubtful ones, and of several the one with the fewest links. Complexity: linear in the links
/// within reach.
struct ConflictChains: Sendable {
  /// One step from a node to the next. Nodes are names, then codes.
  struct Step: Sendable {
    enum Kind: Sendable { case alias, code, headOffice, branch, parent, subsidiary, near }
    let kind: Kind
    let from: Int32
    let to: Int32
    var share: ExactDecimal?
  }

  private struct Edge: Sendable {
    let to: Int32
    let kind: Step.Kind
    var share: ExactDecimal?
    var isLight = false
    var isDoubtful = false
  }

  private struct Position: Hashable {
    let node: Int32
    let wentDown: Bool
    let isLight: Bool
    let isDoubtful: Bool
  }

  private let registry: UnitRegistry
  private let near: NearNames
  private let closed: [Bool]
  private var edges: [Int32: [Edge]] = [:]

  init(registry: UnitRegistry, holdings: UnitHoldings, near: NearNames) {
    self.registry = registry
    self.near = near
    closed = holdings.isClosed
    let codes = Int32(registry.keys.count)
    for link in registry.links {
      switch link.kind {
      case .alias:
        edges[link.from, default: []].append(Edge(to: link.to, kind: .alias, isDoubtful: !link.isCertain))
        edges[link.to, default: []].append(Edge(to: link.from, kind: .alias, isDoubtful: !link.isCertain))
      case .code:
        edges[link.from, default: []].append(Edge(to: codes + link.to, kind: .code, isDoubtful: !link.isCertain))
        edges[codes + link.to, default: []].append(Edge(to: link.from, kind: .code, isDoubtful: !link.isCertain))
      case .branch:
        edges[link.from, default: []].append(Edge(to: link.to, kind: .headOffice))
        edges[link.to, default: []].append(Edge(to: link.from, kind: .branch))
      }
    }
    for row in holdings.holdings {
      let isLight = row.level == .soft
      edges[row.child, default: []].append(Edge(to: row.parent, kind: .parent, share: row.share, isLight: isLight))
      edges[row.parent, default: []].append(Edge(to: row.child, kind: .subsidiary, share: row.share, isLight: isLight))
    }
  }

  /// The steps from one unit to another; empty where they are one by name or code, or where nothing leads there.
  func steps(from start: UnitRegistry.Reference, to end: UnitRegistry.Reference, isDoubtful: Bool) -> [Step] {
    guard let first = node(of: start), let last = node(of: end), first != last else { return [] }
    if start.code >= 0, start.code == end.code, !isDoubtful {
      return [Step(kind: .code, from: start.name, to: end.name)]
    }
    for (light, doubt) in isDoubtful ? [(false, true), (true, true)] : [(false, false), (true, false)] {
      if let steps = walk(first, last, light: light, doubt: doubt) { return steps }
    }
    return []
  }

  /// Where a unit stands: at its name, or at its code where a code says that the name is another's.
  private func node(of unit: UnitRegistry.Reference) -> Int32? {
    if unit.name >= 0, registry.unit(ofName: unit.name) == unit.unit { return unit.name }
    return unit.code >= 0 ? Int32(registry.keys.count) + unit.code : unit.name >= 0 ? unit.name : nil
  }

  private func walk(_ start: Int32, _ goal: Int32, light: Bool, doubt: Bool) -> [Step]? {
    let first = Position(node: start, wentDown: false, isLight: false, isDoubtful: false)
    var cameFrom: [Position: (position: Position, edge: Edge)] = [:]
    var queue = [first]
    var next = 0
    while next < queue.count {
      let here = queue[next]
      next += 1
      if here.node == goal { return steps(to: here, cameFrom) }
      for edge in moves(from: here, start: start, doubt: doubt) {
        if edge.kind == .parent, here.wentDown { continue }
        if edge.isLight, !light || here.isLight { continue }
        if edge.isDoubtful, here.isDoubtful { continue }
        let there = Position(
          node: edge.to, wentDown: here.wentDown || edge.kind == .subsidiary, isLight: here.isLight || edge.isLight,
          isDoubtful: here.isDoubtful || edge.isDoubtful)
        guard there != first, cameFrom[there] == nil else { continue }
        cameFrom[there] = (here, edge)
        queue.append(there)
      }
    }
    return nil
  }

  private func moves(from here: Position, start: Int32, doubt: Bool) -> [Edge] {
    var moves = (edges[here.node] ?? []).filter { !$0.isDoubtful || doubt }
    let isName = here.node < Int32(registry.keys.count)
    if isName, here.node != start, closed[Int(registry.body(ofName: here.node))] {
      moves.removeAll { $0.kind == .parent || $0.kind == .subsidiary }
    }
    if doubt, isName, !here.isDoubtful {
      moves += near.names(near: here.node).map { Edge(to: $0.name, kind: .near, isDoubtful: true) }
    }
    return moves
  }

  private func steps(to end: Position, _ cameFrom: [Position: (position: Position, edge: Edge)]) -> [Step] {
    var steps: [Step] = []
    var here = end
    while let (before, edge) = cameFrom[here] {
      steps.append(Step(kind: edge.kind, from: before.node, to: here.node, share: edge.share))
      here = before
    }
    return steps.reversed()
  }
}
