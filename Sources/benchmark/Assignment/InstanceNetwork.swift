import Flow
import Simulation

extension AssignmentInstance {
  /// Nodes: candidates, then experts, then one that takes every unit. Arcs: the pairs in their order, at most one unit
  /// each and at the score as a gain; then one from each expert, within its loads.
  func network() throws(NetworkFault) -> Network {
    try network(addingPairs: { (network) throws(NetworkFault) in
      var first = 0
      while first < scores.count {
        var stop = first + 1
        while stop < scores.count && candidates[stop] == candidates[first] { stop += 1 }
        let row = first
        try network.addUnitArcs(from: Int(candidates[row]), count: stop - row) { index in
          (demands.count + Int(experts[row + index]), -Int64(scores[row + index]))
        }
        first = stop
      }
    })
  }

  /// As `network()`, with the capacity and the cost of each pair as given.
  @inline(__always)
  func network(pair value: (Int) -> (capacity: Int, cost: Int64)) throws(NetworkFault) -> Network {
    try network(addingPairs: { (network) throws(NetworkFault) in
      for pair in scores.indices {
        let (capacity, cost) = value(pair)
        try network.addArc(
          from: Int(candidates[pair]), to: demands.count + Int(experts[pair]), capacity: capacity, cost: cost)
      }
    })
  }

  @inline(__always)
  private func network(addingPairs addPairs: (inout Network) throws(NetworkFault) -> Void) throws(NetworkFault)
    -> Network
  {
    let sink = demands.count + leastLoads.count
    var network = Network(nodeCount: sink + 1, expectedArcs: scores.count + leastLoads.count)
    try addPairs(&network)
    try addLoads(to: &network, sink: sink)
    var total = 0
    for candidate in demands.indices {
      try network.setSupply(Int(demands[candidate]), of: candidate)
      total += Int(demands[candidate])
    }
    try network.setSupply(-total, of: sink)
    return network
  }

  /// Adds the arcs from the experts, which follow the candidates, to the node where all ends, within their loads.
  func addLoads(to network: inout Network, sink: Int) throws(NetworkFault) {
    for expert in leastLoads.indices {
      try network.addArc(
        from: demands.count + expert, to: sink, lower: Int(leastLoads[expert]), capacity: Int(greatestLoads[expert]),
        cost: 0)
    }
  }

  /// The least sum of scores that a candidate has where each pair carries its part of `flow`; zero without candidates.
  func worstSum(_ flow: [Int32]) -> Int {
    var sums = [Int](repeating: 0, count: demands.count)
    for pair in scores.indices { sums[Int(candidates[pair])] += Int(scores[pair]) * Int(flow[pair]) }
    return sums.min() ?? 0
  }
}
