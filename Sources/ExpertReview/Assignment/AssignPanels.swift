import Flow

/// How a search for panels ended.
public enum AssignmentOutcome: Sendable {
  case assigned(PanelAssignment)
  case shortfall(Shortfall)
}

/// Why a problem cannot be put to the solver at all.
public enum AssignmentFault: Error, Hashable, Sendable {
  case noCandidates
  case noExperts
  /// What was given contradicts itself; every fault is named.
  case contradictory([PanelInputFault])
  case tooLarge(NetworkFault)
  /// Limits that cross: within the budget neither panels were found nor a proof that there are none.
  case undecided([LimitInTheWay])
  /// Two limits on one panel that cross, under an objective that cannot keep both.
  case crossing([LimitInTheWay])
}

extension AssignmentFault {
  /// A problem that the search within side limits does not take.
  init(_ fault: LimitedLevelsFault) {
    switch fault {
    case .network(let fault): self = .tooLarge(fault)
    // Side limits are made of the network's own arcs, so only their sums can be too large.
    case .limit: self = .tooLarge(.tooMuchFlow(largest: Network.largestThroughput))
    }
  }
}

/// Finds the best panels that keep every limit: demands, loads, conflicts, who sits together, pins and bans.
///
/// What is found is proved best, or the gap is stated: that can only be where limits on who sits together cross.
///
/// Soft conflicts are used only where no panels exist without them, and as few as can be. Of panels equally good those
/// with the least lots from `seed` are taken: the same seed gives the same panels.
public func assignPanels(
  _ problem: PanelProblem, objective: AssignmentObjective = .total, seed: String
) throws(AssignmentFault) -> AssignmentOutcome {
  guard !problem.candidates.isEmpty else { throw .noCandidates }
  guard !problem.experts.isEmpty else { throw .noExperts }
  // Where experts are lacking, a shortfall says so with all ways out.
  let faults = problem.faults
  guard faults.allSatisfy(\.isShortage) else { throw .contradictory(faults) }
  var found = try findPanels(problem, objective, soft: .leftOut, seed: seed)
  if case .shortfall = found, problem.isSoft.contains(true) {
    found = try findPanels(problem, objective, soft: .fewest, seed: seed)
  }
  guard case .shortfall(let shortfall) = found else { return found }
  do throws(NetworkFault) { return .shortfall(try shortfall.completed(for: problem)) } catch { throw .tooLarge(error) }
}

private func findPanels(
  _ problem: PanelProblem, _ objective: AssignmentObjective, soft: PanelNetwork.SoftPairs, seed: String
) throws(AssignmentFault) -> AssignmentOutcome {
  switch objective {
  case .total, .balanced: try findLevelled(problem, objective, soft: soft, seed: seed)
  case .fair(let depth): try findFairPanels(problem, depth: depth, soft: soft, seed: seed)
  case .pairs: try findBestPairs(problem, soft: soft, seed: seed)
  case .random(let law): try findRandomPanels(problem, law, soft: soft, seed: seed)
  }
}

extension AssignmentObjective {
  /// The levels of costs by which panels are best.
  func levels(soft: PanelNetwork.SoftPairs, seed: String) -> [PanelNetwork.Level] {
    let first: [PanelNetwork.Level] = soft == .fewest ? [.softPairs] : []
    let middle: [PanelNetwork.Level] = self == .balanced ? [.evenLoads, .affinity] : [.affinity]
    return first + middle + [.lots(seed: seed)]
  }
}

/// Objectives that one search settles, level by level.
private func findLevelled(
  _ problem: PanelProblem, _ objective: AssignmentObjective, soft: PanelNetwork.SoftPairs, seed: String
) throws(AssignmentFault) -> AssignmentOutcome {
  let levels = objective.levels(soft: soft, seed: seed)
  var steps = objective == .balanced ? PanelNetwork.firstSteps(problem) : 0
  while true {
    switch try PanelSearch(problem, levels: levels, soft: soft, loads: steps == 0 ? .together : .single(steps)) {
    case .shortfall(let shortfall): return .shortfall(shortfall)
    case .found(let network, let solution):
      let found = network.assignment(solution, levels: levels, objective: objective, seed: seed)
      // Seats beyond the single arcs all count alike, so a greater load must be seen with more of them.
      guard steps > 0, found.greatestLoad > steps else { return .assigned(found) }
      steps = found.greatestLoad
    }
  }
}

extension PanelNetwork {
  /// How many seats of an expert get an arc of their own at first: twice the average.
  static func firstSteps(_ problem: PanelProblem) -> Int {
    2 * (problem.demand.reduce(0, +) / max(1, problem.maximumLoad.count { $0 > 0 })) + 2
  }
}

extension PanelAssignment {
  /// The most seats of one expert.
  var greatestLoad: Int {
    var loads = [Int](repeating: 0, count: problem.experts.count)
    for seat in seats { loads[seat.expert] += 1 }
    return loads.max() ?? 0
  }
}
