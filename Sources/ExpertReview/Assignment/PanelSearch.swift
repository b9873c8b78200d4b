import Flow

/// How a search for the best panels of a network ended, with limits that no tree holds seen to.
enum PanelSearch {
  case found(PanelNetwork, LimitedLevelsSolution)
  case shortfall(Shortfall)

  /// Makes the network and finds its best panels.
  ///
  /// Limits that cross begin outside: where the best panels keep them anyhow, the prices prove as much as without them,
  /// and only those that are broken go to the search within side limits (`minimumCostFlow(_:then:limitsBrokenBy:)` of
  /// `Flow`), which states value and bound.
  ///
  /// - Throws: `AssignmentFault.undecided` where that search ends without panels and without proof that there are none.
  init(
    _ problem: PanelProblem, levels: [PanelNetwork.Level], soft: PanelNetwork.SoftPairs, leastAffinity: Int32? = nil,
    loads: PanelNetwork.LoadArcs = .together
  ) throws(AssignmentFault) {
    let network: PanelNetwork
    let outcome: LimitedLevelsOutcome
    do throws(NetworkFault) {
      network = try PanelNetwork(problem, levels: levels, soft: soft, leastAffinity: leastAffinity, loads: loads)
    } catch { throw .tooLarge(error) }
    do throws(LimitedLevelsFault) { outcome = try network.solve(problem.groups.crossing) } catch {
      throw AssignmentFault(error)
    }
    switch outcome {
    case .solved(let solution): self = .found(network, solution)
    case .infeasible(let cut, _):
      self = .shortfall(Shortfall(problem: problem, cut: cut, network: network.network))
    case .limitsInfeasible(let limits): self = .shortfall(network.shortfall(of: limits))
    case .unknown: throw .undecided(problem.groups.crossing.map(problem.inTheWay))
    }
  }
}

extension PanelNetwork {
  /// What one search within limits may do: some seconds on the machines of 2026.
  private static let budget = WorkBudget(steps: 2_000_000_000)

  fileprivate func solve(
    _ crossing: [BoundLimit], budget: WorkBudget = PanelNetwork.budget
  ) throws(LimitedLevelsFault) -> LimitedLevelsOutcome {
    try minimumCostFlow(network, then: further, budget: budget) { flow in
      crossing.filter { bound in !problem.keeps(bound) { flow[arcOfPair[$0]] == 1 } }.map(sideLimit)
    }
  }

  private func sideLimit(_ bound: BoundLimit) -> SideLimit {
    let sense: SideLimit.Sense = problem.limits.all[bound.limit].said.sense == .atLeast ? .atLeast : .atMost
    return SideLimit(count: problem.positions(bound).map { arcOfPair[$0] }, sense, Int64(bound.count))
  }

  /// Who cannot be given a panel within limits that are proved to leave none: of their candidates as few as are needed
  /// for that, found by leaving out one after another.
  fileprivate func shortfall(of limits: [SideLimit]) -> Shortfall {
    let named = problem.groups.crossing.filter { limits.contains(sideLimit($0)) }
    var blocked = Set(named.map(\.candidate)).sorted()
    var tries = 0
    for candidate in blocked where blocked.count > 1 && tries < 40 {
      tries += 1
      let others = named.filter { $0.candidate != candidate && blocked.contains($0.candidate) }
      let outcome = try? solve(others, budget: WorkBudget(steps: 20_000_000))
      switch outcome {
      case .limitsInfeasible, .infeasible: blocked.removeAll { $0 == candidate }
      default: break
      }
    }
    let needed = blocked.reduce(0) { $0 + problem.demand[$1] }
    return Shortfall(
      problem, blockedBy: named.filter { blocked.contains($0.candidate) }.map(problem.inTheWay), at: blocked,
      needed: needed, available: needed - 1)
  }
}
