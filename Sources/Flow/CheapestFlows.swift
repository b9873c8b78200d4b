extension Network {
  /// The same network with other costs. Throws for the first out of range. Precondition: there is one for each arc.
  public func priced(_ costs: [Int64]) throws(NetworkFault) -> Network {
    precondition(costs.count == arcCount, "a row of costs has one for each arc")
    if let cost = costs.first(where: { $0.magnitude > largestCost.magnitude }) {
      throw .costTooLarge(cost, largest: largestCost)
    }
    var network = self
    network.costs = costs
    return network
  }

  /// The network whose flows are the cheapest flows of this one: every arc that the potentials of one of them tie down
  /// carries what it carries there (complementary slackness; see `LevelledSolution`).
  ///
  /// Precondition: the potentials prove the flow. Complexity: O(arcs).
  public func narrowed(to flow: [Int32], potentials: [Int64]) -> Network {
    var network = self
    for arc in 0..<arcCount where costs[arc] + potentials[Int(tails[arc])] - potentials[Int(heads[arc])] != 0 {
      network.throughput += Int(flow[arc]) - Int(lowers[arc])
      network.lowers[arc] = flow[arc]
      network.capacities[arc] = flow[arc]
    }
    return network
  }
}
