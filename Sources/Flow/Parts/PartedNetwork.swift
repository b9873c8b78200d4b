/// A network whose units come in equal parts: what was one unit is `unit` of them, and chosen arcs take their parts in
/// steps, each dearer than the one before.
///
/// # Problem
///
/// A flow in parts is a fractional flow of the whole network, told in whole numbers: x parts are x / unit of a unit. It
/// is wanted where no arc of a set may carry a unit for sure – the part of each is the chance that it will – or where
/// what an arc is worth falls with what it carries.
///
/// # Method
///
/// All supplies and bounds are taken `unit` times. A stepped arc of capacity c becomes one arc for each step, side by
/// side, for c times the step's parts; what a part costs on step j is
///
///     cost × scale + |cost| × rise(j),
///
/// and as the rises ascend, no flow of least cost uses a step before those below it are full: a convex cost of the arc
/// (Ahuja, Magnanti and Orlin, "Network Flows", 1993, section 14.3). Steps may stop short of `unit` parts: the arc then
/// never carries all of a unit. An arc whose flow is settled (lower bound and capacity are one) keeps it.
///
/// Nodes keep their numbers. Complexity: linear in the arcs and their steps.
public struct PartedNetwork: Sendable {
  /// What the parts of an arc cost by its own cost and the step: `rises` has one entry a step, ascending.
  public struct StepCosts: Sendable, Hashable {
    public let scale: Int64
    public let rises: [Int64]

    public init(scale: Int64, rises: [Int64]) {
      self.scale = scale
      self.rises = rises
    }

    /// Each part costs what the unit did, on every step.
    public static func plain(steps: Int) -> StepCosts {
      StepCosts(scale: 1, rises: [Int64](repeating: 0, count: steps))
    }

    /// Throws where a cost of the row could leave 64 bits; what they hold is checked as arcs come in.
    fileprivate func checkProducts(_ row: [Int64], largest: Int64) throws(NetworkFault) {
      let greatest = row.reduce(0) { max($0, $1.magnitude) }
      let factor = rises.reduce(0) { max($0, $1.magnitude) }.addingReportingOverflow(scale.magnitude)
      let (product, overflow) = greatest.multipliedReportingOverflow(by: factor.partialValue)
      guard !factor.overflow, !overflow, product <= UInt64(Int64.max) else {
        throw .costTooLarge(.max, largest: largest)
      }
    }

    @inline(__always)
    fileprivate func cost(_ whole: Int64, step: Int) -> Int64 { whole &* scale &+ abs(whole) &* rises[step] }
  }

  /// How many parts a unit has.
  public let unit: Int
  public let whole: Network
  public let network: Network
  /// How many parts each step of a stepped arc takes.
  public let steps: [Int]
  /// Where the arcs of each arc of the whole begin; one entry more at the end.
  private let starts: [Int32]
  private let isStepped: [Bool]

  /// - Parameters:
  ///   - whole: the network in whole units; its costs are those of `costs`.
  ///   - unit: how many parts a unit has, up to `Network.largestCapacity`.
  ///   - steps: the parts of each step, of `1...unit`.
  ///   - costs: what an arc costs, and by how much its steps rise.
  ///   - isStepped: says of an arc's number whether it takes its parts in steps.
  /// - Throws: `NetworkFault` where a bound or a cost leaves its range. Precondition: there is a step, and a rise for
  ///   each.
  public init(
    _ whole: Network, unit: Int, steps: [Int], costs: StepCosts, isStepped: (Int) -> Bool
  ) throws(NetworkFault) {
    precondition((1...Network.largestCapacity).contains(unit), "the parts of a unit are a capacity")
    precondition(!steps.isEmpty && steps.allSatisfy { (1...unit).contains($0) }, "a step takes parts of a unit")
    precondition(costs.rises.count == steps.count, "a rise for each step")
    self.unit = unit
    self.whole = whole
    self.steps = steps
    var network = Network(nodeCount: whole.nodeCount, expectedArcs: whole.arcCount * steps.count)
    var starts = [Int32](repeating: 0, count: whole.arcCount + 1)
    var stepped = [Bool](repeating: false, count: whole.arcCount)
    for node in whole.supplies.indices where whole.supplies[node] != 0 {
      let (supply, overflow) = whole.supplies[node].multipliedReportingOverflow(by: unit)
      guard !overflow else { throw .tooMuchFlow(largest: Network.largestThroughput) }
      try network.setSupply(supply, of: node)
    }
    try costs.checkProducts(whole.costs, largest: whole.largestCost)
    for arc in 0..<whole.arcCount {
      let (lower, capacity, cost) = (Int(whole.lowers[arc]), Int(whole.capacities[arc]), whole.costs[arc])
      let (tail, head) = (Int(whole.tails[arc]), Int(whole.heads[arc]))
      if lower == 0 && capacity > 0 && isStepped(arc) {
        stepped[arc] = true
        for (step, parts) in steps.enumerated() {
          try network.addArc(
            from: tail, to: head, capacity: capacity * parts, cost: costs.cost(cost, step: step))
        }
      } else {
        try network.addArc(
          from: tail, to: head, lower: lower * unit, capacity: capacity * unit,
          cost: cost &* costs.scale)
      }
      starts[arc + 1] = Int32(network.arcCount)
    }
    self.network = network
    self.starts = starts
    self.isStepped = stepped
  }

  /// A further row of costs for the parts, from one for the whole network's arcs – where it is nil, from its own costs.
  /// - Throws: `NetworkFault.costTooLarge` where a product leaves 64 bits.
  public func row(_ wholeRow: [Int64]? = nil, _ costs: StepCosts) throws(NetworkFault) -> [Int64] {
    let wholeRow = wholeRow ?? whole.costs
    precondition(wholeRow.count == whole.arcCount && costs.rises.count == steps.count, "a cost for each arc")
    try costs.checkProducts(wholeRow, largest: whole.largestCost)
    var row = [Int64](repeating: 0, count: network.arcCount)
    for arc in wholeRow.indices where wholeRow[arc] != 0 {
      let cost = wholeRow[arc]
      for part in Int(starts[arc])..<Int(starts[arc + 1]) {
        row[part] = isStepped[arc] ? costs.cost(cost, step: part - Int(starts[arc])) : cost &* costs.scale
      }
    }
    return row
  }

  /// The parts on each arc of the whole network in a flow of `network`.
  public func parts(of flow: [Int32]) -> [Int32] {
    precondition(flow.count == network.arcCount, "a flow has an entry for each arc")
    return (0..<whole.arcCount).map { arc in
      var sum: Int32 = 0
      for part in Int(starts[arc])..<Int(starts[arc + 1]) { sum += flow[part] }
      return sum
    }
  }
}
