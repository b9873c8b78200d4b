/// A set of nodes whose needs exceed what the arcs across its border can carry: the reason why no flow exists.
///
/// `outward`: the nodes have more to send than the arcs that leave them can take. `inward`: they must receive more
/// than the arcs that enter them can bring. Both are Hall's condition, broken; with supplies that sum to zero one is
/// the other for the remaining nodes. Anyone can measure a cut again from the network, without any flow.
public struct Cut: Sendable, Hashable {
  public enum Direction: Sendable, Hashable, CaseIterable {
    case outward, inward

    var opposite: Direction { self == .outward ? .inward : .outward }
  }

  public let direction: Direction
  /// Ascending.
  public let nodes: [Int]
  /// The arcs across the border that limit the nodes, ascending: those that leave them for `outward`, those that enter
  /// them for `inward`, without those of capacity zero.
  public let arcs: [Int]
  /// `outward`: the supplies of the nodes and what lower bounds force into them. `inward`: the units that the nodes
  /// must receive and what lower bounds force out of them.
  public let needed: Int
  /// The capacity of `arcs`.
  public let available: Int

  /// Whether the nodes' needs exceed what is available, so that no flow can exist.
  public var blocks: Bool { needed > available }

  /// Measures a set of nodes, blocking or not. Precondition: the nodes are nodes of the network.
  /// Complexity: O(arcs + nodes).
  public init(_ direction: Direction, nodes: some Sequence<Int>, of network: Network) {
    var inside = [Bool](repeating: false, count: network.nodeCount)
    for node in nodes { inside[node] = true }
    let members = inside.indices.filter { inside[$0] }
    let supplied = members.reduce(0) { $0 + network.supplies[$1] }
    var needed = direction == .outward ? supplied : -supplied
    var available = 0
    var limits: [Int] = []
    for arc in 0..<network.arcCount {
      let tailInside = inside[Int(network.tails[arc])]
      guard tailInside != inside[Int(network.heads[arc])] else { continue }
      if tailInside != (direction == .outward) {
        needed += Int(network.lowers[arc])
      } else if network.capacities[arc] > 0 {
        available += Int(network.capacities[arc])
        limits.append(arc)
      }
    }
    self.direction = direction
    self.nodes = members
    arcs = limits
    self.needed = needed
    self.available = available
  }

  /// The same bottleneck told of the other nodes, in the other direction; what is needed and available stays the same.
  /// Precondition: the supplies of the network sum to zero.
  public func turned(in network: Network) -> Cut {
    let inside = Set(nodes)
    let others = (0..<network.nodeCount).filter { !inside.contains($0) }
    let turned = Cut(direction.opposite, nodes: others, of: network)
    precondition(turned.needed == needed && turned.available == available, "supplies that do not sum to zero")
    return turned
  }
}
