/// Optimality of a flow, shown without trust in the solver that found it.
///
/// A flow within its bounds that balances every node is optimal if potentials π exist with which every arc's reduced
/// cost `cost + π(tail) − π(head)` is zero or more unless the arc is full, and zero or less unless the arc is at its
/// lower bound (complementary slackness; Ahuja, Magnanti and Orlin, "Network Flows", 1993, theorem 9.3). Any other
/// flow would then cost at least as much, so the potentials alone, kept beside a flow, prove it again at any time.
public struct Certificate: Sendable, Hashable {
  /// The least possible cost: the sum of flow × cost.
  public let cost: Int128
}

/// The first thing that keeps a flow from being certified as optimal.
public enum CertificateFault: Error, Hashable, Sendable {
  /// There must be one flow for each arc and one potential for each node.
  case wrongCount(flows: Int, arcs: Int, potentials: Int, nodes: Int)
  /// A potential beyond ±`largest` (2⁶⁰) is none that a solver gives.
  case potentialOutOfRange(node: Int, potential: Int64, largest: Int64)
  case flowOutOfBounds(arc: Int, flow: Int, lower: Int, capacity: Int)
  /// One unit more on an arc that has room, or less on one that has flow to give up, would make the flow cheaper:
  /// its reduced cost has the wrong sign.
  case notOptimal(arc: Int, flow: Int, reducedCost: Int64)
  /// What leaves a node less what enters it is not its supply.
  case unbalanced(node: Int, net: Int, supply: Int)
}

/// Checks that `flow` is feasible in `network` and that `potentials` prove it optimal.
///
/// Independent of any solver: one pass over the arcs, one over the nodes. Throws the first fault in the order counts,
/// potentials, arcs, nodes. Complexity: O(arcs + nodes).
@discardableResult
public func check(
  _ network: Network, flow: [Int32], potentials: [Int64]
) throws(CertificateFault) -> Certificate {
  guard flow.count == network.arcCount && potentials.count == network.nodeCount else {
    throw .wrongCount(
      flows: flow.count, arcs: network.arcCount, potentials: potentials.count, nodes: network.nodeCount)
  }
  try checkRange(potentials)
  var net = [Int](repeating: 0, count: network.nodeCount)
  let cost = try checkArcs(of: network, flow: flow, potentials: potentials, net: &net)
  for node in net.indices where net[node] != network.supplies[node] {
    throw .unbalanced(node: node, net: net[node], supply: network.supplies[node])
  }
  return Certificate(cost: cost)
}

/// Throws for the first potential that no solver gives and that might overflow a reduced cost.
func checkRange(_ potentials: [Int64]) throws(CertificateFault) {
  let largest: Int64 = 1 << 60
  for node in potentials.indices where potentials[node].magnitude > largest.magnitude {
    throw .potentialOutOfRange(node: node, potential: potentials[node], largest: largest)
  }
}

/// Whether a flow keeps every bound and every supply, whatever it costs. Complexity: O(arcs + nodes).
public func isFeasible(_ flow: [Int32], in network: Network) -> Bool {
  guard flow.count == network.arcCount else { return false }
  var net = [Int](repeating: 0, count: network.nodeCount)
  for arc in flow.indices {
    guard flow[arc] >= network.lowers[arc], flow[arc] <= network.capacities[arc] else { return false }
    net[Int(network.tails[arc])] += Int(flow[arc])
    net[Int(network.heads[arc])] -= Int(flow[arc])
  }
  return net == network.supplies
}

/// Checks every arc, adds up what leaves each node less what enters it, and gives the cost.
///
/// Most arcs carry nothing and cost nothing to leave so; these are passed by first.
private func checkArcs(
  of network: Network, flow: [Int32], potentials: [Int64], net: inout [Int]
) throws(CertificateFault) -> Int128 {
  guard network.arcCount > 0 else { return 0 }
  var cost: Int128 = 0
  let fault: CertificateFault? = network.withArcColumns { arcs in
    flow.withUnsafeBufferPointer { flow in
      potentials.withUnsafeBufferPointer { potentials in
        for (tail, run, isUnitRow) in arcs.runs {
          let level = potentials[tail]
          for arc in run {
            let units = flow[arc]
            let head = Int(arcs.heads[arc])
            let reducedCost = arcs.costs[arc] + level - potentials[head]
            if isUnitRow {
              if units == 0 && reducedCost >= 0 { continue }
            } else if units == 0 && reducedCost >= 0 && arcs.lowers[arc] == 0 {
              continue
            }
            let lower = arcs.lowers[arc]
            let capacity = arcs.capacities[arc]
            guard units >= lower && units <= capacity else {
              return .flowOutOfBounds(arc: arc, flow: Int(units), lower: Int(lower), capacity: Int(capacity))
            }
            guard (reducedCost >= 0 || units == capacity) && (reducedCost <= 0 || units == lower) else {
              return .notOptimal(arc: arc, flow: Int(units), reducedCost: reducedCost)
            }
            net[tail] += Int(units)
            net[head] -= Int(units)
            cost += Int128(units) * Int128(arcs.costs[arc])
          }
        }
        return nil
      }
    }
  }
  if let fault { throw fault }
  return cost
}
