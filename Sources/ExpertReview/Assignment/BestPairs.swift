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
) throws(AssignmentFault) -> AssignmentOutcome {
  let first: LimitedLevelsSolution
  switch try PanelSearch(problem, levels: [.softPairs], soft: soft) {
  case .shortfall(let shortfall): return .shortfall(shortfall)
  case .found(_, let solution): first = solution
  }
  /// Whether panels without a pair below `least` exist that are as good otherwise; nil where that is not known.
  func exist(from least: Int32) throws(AssignmentFault) -> Bool? {
    do throws(AssignmentFault) {
      guard
        case .found(_, let solution) = try PanelSearch(problem, levels: [.softPairs], soft: soft, leastAffinity: least)
      else { return false }
      return solution.costs == first.costs ? true : solution.isProved && first.isProved ? false : nil
    } catch {
      guard case .undecided = error else { throw error }
      return nil
    }
  }
  // Invariant: `values[held]` can be kept, `values[broken]` and all greater cannot.
  // What is pinned sits in any case, so no threshold above it can be kept.
  let pinned = problem.millionths.indices.filter(problem.isPinned).map { problem.millionths[$0] }.min()
  let values = Set(problem.millionths).filter { value in pinned.map { value <= $0 } ?? true }.sorted()
  var held = 0
  var broken = values.count
  var isKnown = first.isProved
  while broken - held > 1 {
    let middle = held + (broken - held) / 2
    switch try exist(from: values[middle]) {
    case true?: held = middle
    case let known:
      broken = middle
      isKnown = isKnown && known != nil
    }
  }
  let levels = AssignmentObjective.pairs.levels(soft: soft, seed: seed)
  guard
    case .found(let network, let solution) = try PanelSearch(
      problem, levels: levels, soft: soft, leastAffinity: values.isEmpty ? nil : values[held])
  else { preconditionFailure("panels with these pairs were found before") }
  return .assigned(
    network.assignment(solution, levels: levels, objective: .pairs, seed: seed, isLeastPairProved: isKnown))
}
