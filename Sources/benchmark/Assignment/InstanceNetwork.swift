import Flow
import Simulation

extension AssignmentInstance {
  /// Nodes: candidates, then experts, then one that takes every unit. Arcs: the pairs in their order, at most one unit
  /// each and at the score as a gain; then one from each expert, within its loads.
  func network() throws(NetworkFault) -> Network {
    try network { pair in -Int64(scores[pair]) }
  }

  /// As `network()`, with the cost of each pair as given and without the expert `withdrawn`.
  @inline(__always)
  func network(withdrawn: Int? = nil, cost: (Int) -> Int64) throws(NetworkFault) -> Network {
    let sink = demands.count + leastLoads.count
    var network = Network(nodeCount: sink + 1, expectedArcs: scores.count + leastLoads.count)
    try experts.withUnsafeBufferPointer { experts throws(NetworkFault) in
      for row in rows where !row.isEmpty {
        try network.addUnitArcs(from: Int(candidates[row.lowerBound]), count: row.count) { index in
          (head: demands.count + Int(experts[row.lowerBound + index]), cost: cost(row.lowerBound + index))
        }
      }
    }
    try addLoads(to: &network, sink: sink, withdrawn: withdrawn)
    var total = 0
    for candidate in demands.indices {
      try network.setSupply(Int(demands[candidate]), of: candidate)
      total += Int(demands[candidate])
    }
    try network.setSupply(-total, of: sink)
    return network
  }

  /// The pairs of each candidate.
  var rows: [Range<Int>] {
    var end = 0
    return demands.indices.map { candidate in
      let first = end
      if first < scores.count && Int(candidates[first]) == candidate { end = endOfRow(from: first) }
      return first..<end
    }
  }

  /// Where the pairs of the candidate of pair `first` end: looked for in steps that double, then between the last two.
  private func endOfRow(from first: Int) -> Int {
    let candidate = candidates[first]
    var low = first
    var step = 1
    while low + step < scores.count && candidates[low + step] == candidate {
      low += step
      step *= 2
    }
    var high = min(low + step, scores.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if candidates[middle] == candidate { low = middle } else { high = middle }
    }
    return high
  }

  /// Adds the arcs from the experts, which follow the candidates, to the node where all ends, within their loads; one
  /// that has withdrawn takes nothing.
  func addLoads(to network: inout Network, sink: Int, withdrawn: Int? = nil) throws(NetworkFault) {
    for expert in leastLoads.indices {
      let isThere = expert != withdrawn
      try network.addArc(
        from: demands.count + expert, to: sink, lower: isThere ? Int(leastLoads[expert]) : 0,
        capacity: isThere ? Int(greatestLoads[expert]) : 0, cost: 0)
    }
  }

  /// The least sum of scores that a candidate has where each pair carries its part of `flow`; zero without candidates.
  func worstSum(_ flow: [Int32]) -> Int {
    var sums = [Int](repeating: 0, count: demands.count)
    for pair in scores.indices { sums[Int(candidates[pair])] += Int(scores[pair]) * Int(flow[pair]) }
    return sums.min() ?? 0
  }
}
