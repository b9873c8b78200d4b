/// A flow and potentials to begin from: those of a network much like the one to be solved.
public struct StartingPoint: Sendable {
  /// The units on each arc, each within its bounds; nodes need not be balanced.
  public var flow: [Int32]
  /// A price for each node, as in `Solution`; some may be wrong.
  public var potentials: [Int64]

  public init(flow: [Int32], potentials: [Int64]) {
    self.flow = flow
    self.potentials = potentials
  }
}

/// Finds a flow of least cost as `minimumCostFlow` does, from a start that is nearly one.
///
/// Arcs that cost too little or too much at the start's prices are filled or emptied, and what then is left over goes
/// by shortest paths (Jewell, 1958; Busacker and Gowen, 1961). So the work grows with what is wrong with the start:
/// where a few limits have been added, or a few nodes have more to send, it is one look at each arc and a search for
/// each unit. A poor start costs time and nothing else; where it spends its budget, the network is solved without.
/// Potentials beyond ±2⁵⁹ are no start either.
///
/// Any flow of least cost may be found, so the choice among equals depends on the start. The same network and start
/// give the same bytes. Precondition: one flow for each arc, within its bounds, and one potential for each node.
public func minimumCostFlow(_ network: Network, from start: StartingPoint, watch: Watch? = nil) -> Outcome {
  precondition(
    start.flow.count == network.arcCount && start.potentials.count == network.nodeCount,
    "a start of another network")
  guard network.arcCount > 0, start.potentials.allSatisfy({ $0.magnitude <= 1 << 59 }) else {
    return minimumCostFlow(network, watch: watch)
  }
  let rest = network.withArcColumns { arcs in
    let balances = network.balances
    let budget = Method.costScaling.budget(arcs: arcs.count, nodes: balances.count)
    var scaling = CostScaling(arcs, balances: balances, pace: Pace(budget: budget, watch: watch))
    if let rest = scaling.run(from: start) { return rest.drawnTogether(arcs) }
    return solve(arcs, balances: balances, by: nil, after: scaling.pace.work, watch: watch)
  }
  return outcome(of: network, rest)
}

extension CostScaling {
  /// Goes on from a start, without phases; nil where the budget was spent. Precondition: nothing was done before.
  fileprivate mutating func run(from start: StartingPoint) -> Rest? {
    for node in 0..<nodeCount { nodes[node].price = -start.potentials[node] }
    for (tail, run, _) in arcs.runs {
      for arc in run where start.flow[arc] != arcs.lowers[arc] {
        precondition(
          start.flow[arc] > arcs.lowers[arc] && start.flow[arc] <= arcs.capacities[arc], "no flow to start from")
        let head = arcs.heads[arc]
        guard Int(head) != tail else { continue }
        move(
          Way(key: 0, cost: arcs.costs[arc], head: head, arc: Int32(arc)), from: tail,
          units: Int(start.flow[arc] - arcs.lowers[arc]))
      }
    }
    return finish()
  }
}
