/// A directed network with supplies at its nodes and bounds and costs on its arcs, all whole numbers.
///
/// Nodes are `0..<nodeCount`, arcs are numbered in the order in which they are added. Parallel arcs, loops, negative
/// costs and arcs without capacity are allowed. A node with a positive supply sends that many units, one with a
/// negative supply receives them. Every value is checked as it comes in, so a network that stands can be solved
/// without overflow. Storage: 24 bytes an arc, 8 bytes a node.
public struct Network: Sendable {
  /// Everything about one arc.
  public struct Arc: Sendable, Hashable {
    public let tail: Int
    public let head: Int
    /// The least flow that the arc must carry.
    public let lower: Int
    /// The greatest flow that it may carry.
    public let capacity: Int
    /// The cost of one unit.
    public let cost: Int64
  }

  /// The greatest capacity of an arc, 2³¹ − 1.
  public static let largestCapacity = Int(Int32.max)
  /// The greatest number of arcs, and of nodes, 2³¹ − 2.
  public static let largestCount = Int(Int32.max) - 1
  /// The greatest sum of all supplies' magnitudes and all lower bounds, 2⁶⁰.
  public static let largestThroughput = 1 << 60

  public let nodeCount: Int
  /// The greatest magnitude of a cost: `2⁵⁹ ÷ (nodeCount + 1)`, rounded down.
  ///
  /// A path visits no node twice, so potentials stay within `(nodeCount + 1) × cost ≤ 2⁵⁹` and a reduced cost, which
  /// joins a cost and two potentials, within 2⁶¹. With a million nodes a cost may still be 5 × 10¹¹.
  public let largestCost: Int64

  @usableFromInline var tails: [Int32] = []
  @usableFromInline var heads: [Int32] = []
  @usableFromInline var lowerColumn: [Int32] = []
  @usableFromInline var capacityColumn: [Int32] = []
  @usableFromInline var costs: [Int64] = []
  /// Stretches of arcs that a pass need not look at one by one, ascending.
  @usableFromInline var unitRows: [UnitRow] = []
  /// Whether some arc has a lower bound above zero.
  @usableFromInline var hasLowerBounds = false
  var supplies: [Int]
  @usableFromInline var throughput = 0

  /// A network without arcs in which every supply is zero.
  ///
  /// `expectedArcs` only saves growth. Precondition: `0 ≤ nodeCount ≤ largestCount`.
  public init(nodeCount: Int, expectedArcs: Int = 0) {
    precondition(nodeCount >= 0 && nodeCount <= Network.largestCount, "nodeCount out of range")
    self.nodeCount = nodeCount
    largestCost = (1 << 59) / Int64(nodeCount + 1)
    supplies = [Int](repeating: 0, count: nodeCount)
    tails.reserveCapacity(expectedArcs)
    heads.reserveCapacity(expectedArcs)
    lowerColumn.reserveCapacity(expectedArcs)
    capacityColumn.reserveCapacity(expectedArcs)
    costs.reserveCapacity(expectedArcs)
  }

  public var arcCount: Int { tails.count }

  /// The arcs' lower bounds. Whoever changes one makes it known by that: what is noted of rows holds no more.
  var lowers: [Int32] {
    @inline(__always) get { lowerColumn }
    @inline(__always) _modify {
      forgetRows()
      yield &lowerColumn
    }
  }

  /// The arcs' capacities, as `lowers`.
  var capacities: [Int32] {
    @inline(__always) get { capacityColumn }
    @inline(__always) _modify {
      forgetRows()
      yield &capacityColumn
    }
  }

  private mutating func forgetRows() {
    hasLowerBounds = true
    if !unitRows.isEmpty { unitRows = [] }
  }

  /// Adds an arc and returns its number. On a fault the network is unchanged.
  @inlinable @discardableResult
  public mutating func addArc(
    from tail: Int, to head: Int, lower: Int = 0, capacity: Int, cost: Int64
  ) throws(NetworkFault) -> Int {
    guard tail >= 0 && tail < nodeCount else { throw .noSuchNode(tail, nodeCount: nodeCount) }
    guard head >= 0 && head < nodeCount else { throw .noSuchNode(head, nodeCount: nodeCount) }
    guard lower >= 0 && lower <= capacity else { throw .boundsOutOfOrder(lower: lower, capacity: capacity) }
    guard capacity <= Network.largestCapacity else {
      throw .capacityTooLarge(capacity, largest: Network.largestCapacity)
    }
    guard cost.magnitude <= largestCost.magnitude else { throw .costTooLarge(cost, largest: largestCost) }
    guard tails.count < Network.largestCount else { throw .tooManyArcs(largest: Network.largestCount) }
    guard lower <= Network.largestThroughput - throughput else {
      throw .tooMuchFlow(largest: Network.largestThroughput)
    }
    throughput += lower
    tails.append(Int32(truncatingIfNeeded: tail))
    heads.append(Int32(truncatingIfNeeded: head))
    lowerColumn.append(Int32(truncatingIfNeeded: lower))
    capacityColumn.append(Int32(truncatingIfNeeded: capacity))
    costs.append(cost)
    if lower > 0 { hasLowerBounds = true }
    return tails.count - 1
  }

  /// Adds `count` arcs that leave one node and carry at most one unit each, and returns their numbers.
  ///
  /// Does what `addArc` does for each of them, faster, and solvers know the row again; on a fault the network is
  /// unchanged. Complexity: O(`count`).
  ///
  /// - Parameters:
  ///   - tail: The node that they leave.
  ///   - count: How many there are; none where it is below one.
  ///   - arc: Where the arc of an index from 0 leads, and what its unit costs; asked once each, in order.
  @inlinable @discardableResult
  public mutating func addUnitArcs(
    from tail: Int, count: Int, _ arc: (_ index: Int) -> (head: Int, cost: Int64)
  ) throws(NetworkFault) -> Range<Int> {
    guard tail >= 0 && tail < nodeCount else { throw .noSuchNode(tail, nodeCount: nodeCount) }
    let first = tails.count
    guard count <= Network.largestCount - first else { throw .tooManyArcs(largest: Network.largestCount) }
    guard count > 0 else { return first..<first }
    // Written in place, without a look at the arrays' sizes for each arc.
    heads.append(contentsOf: repeatElement(0, count: count))
    costs.append(contentsOf: repeatElement(0, count: count))
    let nodeCount = nodeCount
    let largestCost = largestCost
    let fault: NetworkFault? = heads.withUnsafeMutableBufferPointer { heads in
      costs.withUnsafeMutableBufferPointer { costs in
        for index in 0..<count {
          let (head, cost) = arc(index)
          guard head >= 0 && head < nodeCount else { return .noSuchNode(head, nodeCount: nodeCount) }
          guard cost.magnitude <= largestCost.magnitude else { return .costTooLarge(cost, largest: largestCost) }
          heads[first + index] = Int32(truncatingIfNeeded: head)
          costs[first + index] = cost
        }
        return nil
      }
    }
    if let fault {
      heads.removeLast(count)
      costs.removeLast(count)
      throw fault
    }
    tails.append(contentsOf: repeatElement(Int32(truncatingIfNeeded: tail), count: count))
    lowerColumn.append(contentsOf: repeatElement(0, count: count))
    capacityColumn.append(contentsOf: repeatElement(1, count: count))
    unitRows.append(UnitRow(tail: tail, first: first, count: count))
    return first..<first + count
  }

  /// Sets what a node sends (positive) or receives (negative), in place of what was set before.
  public mutating func setSupply(_ supply: Int, of node: Int) throws(NetworkFault) {
    guard node >= 0 && node < nodeCount else { throw .noSuchNode(node, nodeCount: nodeCount) }
    let others = throughput - Int(supplies[node].magnitude)
    guard supply.magnitude <= (Network.largestThroughput - others).magnitude else {
      throw .tooMuchFlow(largest: Network.largestThroughput)
    }
    throughput = others + Int(supply.magnitude)
    supplies[node] = supply
  }

  /// What a node sends (positive) or receives (negative).
  public func supply(of node: Int) -> Int { supplies[node] }

  /// The arc of a number.
  public subscript(arc index: Int) -> Arc {
    Arc(
      tail: Int(tails[index]), head: Int(heads[index]), lower: Int(lowers[index]),
      capacity: Int(capacities[index]), cost: costs[index])
  }

  /// What each node has to send (positive) or receive once every arc carries its lower bound.
  var balances: [Int] {
    var balances = supplies
    guard hasLowerBounds else { return balances }
    for arc in lowers.indices where lowers[arc] != 0 {
      balances[Int(tails[arc])] -= Int(lowers[arc])
      balances[Int(heads[arc])] += Int(lowers[arc])
    }
    return balances
  }
}

/// A stretch of arcs that leave one node, each from zero to one unit; more arcs of the node may stand elsewhere.
@usableFromInline struct UnitRow: Sendable {
  @usableFromInline let tail: Int
  @usableFromInline let arcs: Range<Int>

  @usableFromInline init(tail: Int, first: Int, count: Int) {
    self.tail = tail
    arcs = first..<first + count
  }
}

/// The columns of a network's arcs, unchecked, for a solver's inner loops; see `Network.withArcColumns`.
struct ArcColumns {
  let count: Int
  let tails: UnsafePointer<Int32>
  let heads: UnsafePointer<Int32>
  let lowers: UnsafePointer<Int32>
  let capacities: UnsafePointer<Int32>
  let costs: UnsafePointer<Int64>
  /// The stretches of arcs that are known to leave one node and to have room for one unit each, ascending.
  let unitRows: UnsafeBufferPointer<UnitRow>

  /// How much the flow of an arc may vary.
  @inline(__always) func span(_ arc: Int) -> Int { Int(capacities[arc]) - Int(lowers[arc]) }
}

extension Network {
  /// Gives `body` the columns of the arcs; they must not leave it. Precondition: there is an arc.
  func withArcColumns<Result>(_ body: (ArcColumns) throws -> Result) rethrows -> Result {
    try tails.withUnsafeBufferPointer { tails in
      try heads.withUnsafeBufferPointer { heads in
        try lowerColumn.withUnsafeBufferPointer { lowers in
          try capacityColumn.withUnsafeBufferPointer { capacities in
            try costs.withUnsafeBufferPointer { costs in
              try unitRows.withUnsafeBufferPointer { rows in
                guard let tail = tails.baseAddress, let head = heads.baseAddress, let lower = lowers.baseAddress,
                  let capacity = capacities.baseAddress, let cost = costs.baseAddress
                else { preconditionFailure("a network without arcs has no columns") }
                return try body(
                  ArcColumns(
                    count: tails.count, tails: tail, heads: head, lowers: lower, capacities: capacity, costs: cost,
                    unitRows: rows))
              }
            }
          }
        }
      }
    }
  }
}
