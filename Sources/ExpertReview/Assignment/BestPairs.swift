import Flow

/// The objective `pairs`: the least affinity of any pair as large as can be, then the largest total.
///
/// # Method
///
/// A bottleneck problem: panels whose every pair has affinity *t* or more exist exactly if the network without the
/// pairs below *t* has a flow, and where they exist for *t* they do for all less. So the greatest such *t* among the
/// affinities is found by halving, and the largest total is then sought among the pairs left (Gross, "The bottleneck
/// assignment problem", 1959; Ahuja, Magnanti and Orlin, "Network Flows", 1993). Where soft pairs had to be let in, their
/// least number comes first, and *t* must keep it.
///
/// Complexity: a search for a flow for each halving of the distinct affinities.
func findBestPairs(
  _ problem: PanelProblem, soft: PanelNetwork.SoftPairs, seed: String
) throws(NetworkFault) -> AssignmentOutcome {
  func solve(from least: Int32?, _ levels: [PanelNetwork.Level]) throws(NetworkFault) -> (PanelNetwork, LevelledOutcome)
  {
    let network = try PanelNetwork(problem, levels: levels, soft: soft, leastAffinity: least)
    return (network, try network.solve())
  }
  let (whole, first) = try solve(from: nil, [.softPairs])
  guard case .optimal(let unbounded) = first else {
    guard case .infeasible(let cut, _) = first else { preconditionFailure("no watch was given") }
    return .shortfall(Shortfall(problem: problem, cut: cut, network: whole.network))
  }
  // Invariant: `values[held]` can be kept, `values[broken]` and all greater cannot.
  // What is pinned sits in any case, so no threshold above it can be kept.
  let pinned = problem.millionths.indices.filter(problem.isPinned).map { problem.millionths[$0] }.min()
  let values = Set(problem.millionths).filter { value in pinned.map { value <= $0 } ?? true }.sorted()
  var held = 0
  var broken = values.count
  while broken - held > 1 {
    let middle = held + (broken - held) / 2
    if case .optimal(let solution) = try solve(from: values[middle], [.softPairs]).1,
      solution.costs == unbounded.costs
    {
      held = middle
    } else {
      broken = middle
    }
  }
  let levels = AssignmentObjective.pairs.levels(soft: soft, seed: seed)
  let (network, outcome) = try solve(from: values.isEmpty ? nil : values[held], levels)
  guard case .optimal(let solution) = outcome else { preconditionFailure("panels with these pairs were found before") }
  return .assigned(network.assignment(solution, objective: .pairs, seed: seed))
}
