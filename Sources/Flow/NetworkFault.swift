/// What is wrong with a node, an arc or a supply that was offered to a network.
public enum NetworkFault: Error, Hashable, Sendable {
  /// The network has nodes `0..<nodeCount`.
  case noSuchNode(Int, nodeCount: Int)
  /// Bounds must satisfy `0 ≤ lower ≤ capacity`.
  case boundsOutOfOrder(lower: Int, capacity: Int)
  /// A capacity above `largest` (2³¹ − 1) is not held.
  case capacityTooLarge(Int, largest: Int)
  /// A cost beyond ±`largest` might overflow a potential; see `Network.largestCost`.
  case costTooLarge(Int64, largest: Int64)
  /// Supplies and lower bounds together ask for more units than `largest` (2⁶⁰).
  case tooMuchFlow(largest: Int)
  /// More than 2³¹ − 1 arcs.
  case tooManyArcs(largest: Int)
}
