import Flow
import Simulation

extension AssignmentObjective {
  /// The largest total of affinities, as one flow.
  static let total = AssignmentObjective(name: "total", purpose: "the largest total") { instance, _ in
    let outcome = minimumCostFlow(try instance.network())
    return { Answer(outcome, of: instance) }
  }
}

extension AssignmentObjective.Answer {
  /// Describes a flow whose first arcs are the instance's pairs, each at its score as a gain.
  init(_ outcome: Outcome, of instance: AssignmentInstance) {
    switch outcome {
    case .optimal(let solution):
      self.init(
        isFilled: true,
        members: [
          ("total", decimalText(-Int(solution.cost), scale: instance.scale)),
          ("worst", decimalText(instance.worstSum(solution.flow), scale: instance.scale)), ("certified", "true"),
        ])
    case .infeasible(let cut, let leastUnmet):
      let size = #"{"nodes":\#(cut.nodes.count),"needed":\#(cut.needed),"available":\#(cut.available)}"#
      self.init(isFilled: false, members: [("unmet", "\(leastUnmet)"), ("cut", size)])
    case .stopped:
      self.init(isFilled: false, members: [("stopped", "true")])
    }
  }
}

extension AssignmentInstance {
  /// Nodes: candidates, then experts, then one that takes every unit. Arcs: the pairs in their order, at most one unit
  /// each and at the score as a gain; then one from each expert, within its loads.
  func network() throws(NetworkFault) -> Network {
    let sink = demands.count + leastLoads.count
    var network = Network(nodeCount: sink + 1, expectedArcs: scores.count + leastLoads.count)
    for pair in scores.indices {
      try network.addArc(
        from: Int(candidates[pair]), to: demands.count + Int(experts[pair]), capacity: 1, cost: -Int64(scores[pair]))
    }
    for expert in leastLoads.indices {
      try network.addArc(
        from: demands.count + expert, to: sink, lower: Int(leastLoads[expert]), capacity: Int(greatestLoads[expert]),
        cost: 0)
    }
    var total = 0
    for candidate in demands.indices {
      try network.setSupply(Int(demands[candidate]), of: candidate)
      total += Int(demands[candidate])
    }
    try network.setSupply(-total, of: sink)
    return network
  }

  /// The least sum of scores that a candidate has under a flow of `network()`; zero without candidates.
  func worstSum(_ flow: [Int32]) -> Int {
    var sums = [Int](repeating: 0, count: demands.count)
    for pair in scores.indices { sums[Int(candidates[pair])] += Int(scores[pair]) * Int(flow[pair]) }
    return sums.min() ?? 0
  }
}
