import Flow

/// Where a draw begins: some panels that keep every limit, and which pairs may be used by any such panels.
///
/// # Problem
///
/// Panels are to be filled with the fewest pairs that have a soft conflict: none where that is possible.
///
/// # Method
///
/// A flow of least cost through the network of an assignment (see `PanelNetwork`), a soft pair costing one and any
/// other nothing. Where panels without soft pairs exist these pairs are left out, nothing costs anything, and every
/// arc may be used. Otherwise the prices of the nodes tell which arcs may: a flow is one of the cheapest if and only if
/// its every arc whose reduced cost is not zero stands where the reduced cost pushes it (complementary slackness;
/// Ahuja, Magnanti and Orlin, "Network Flows", 1993, theorem 9.4). So one cheapest flow and its prices say which arcs
/// are fixed in all of them and which are free, and what follows need not look at costs again.
struct CompletionNetwork {
  /// An edge of a panel's tree of groups (`PanelGroups`), into the group.
  struct Group {
    /// The group around it, by number; −1 for the whole panel.
    let parent: Int
    let least: Int
    let most: Int
    /// Whether some filling with the fewest soft pairs may have more or fewer of it.
    let isFree: Bool
  }

  /// Whether soft pairs must be used.
  let usesSoft: Bool
  /// By position of the problem: whether the pair is seated.
  let isSeated: [Bool]
  /// By position: whether some filling of the panels with the fewest soft pairs may differ there.
  let isFree: [Bool]
  /// The same of what experts carry, by expert.
  let loadIsFree: [Bool]
  let groups: [Group]
  /// By position, the smallest group of the pair, by number; empty where there are no groups.
  private let innermost: [Int32]

  /// The smallest group of a pair, by number; −1 for none.
  func group(_ position: Int) -> Int { innermost.isEmpty ? -1 : Int(innermost[position]) }

  enum Outcome {
    case found(CompletionNetwork)
    case shortfall(Shortfall)
  }

  static func solve(_ problem: PanelProblem) throws(NetworkFault) -> Outcome {
    for soft in [PanelNetwork.SoftPairs.leftOut, .fewest] {
      let made = try PanelNetwork(problem, levels: [.softPairs], soft: soft)
      switch minimumCostFlow(made.network) {
      case .optimal(let solution): return .found(CompletionNetwork(made, soft, solution))
      case .infeasible(let cut, _):
        guard soft == .leftOut, problem.isSoft.contains(true) else {
          return .shortfall(
            try Shortfall(problem: problem, cut: cut, network: made.network).completed(for: problem))
        }
      case .stopped: preconditionFailure("no watch was given that could stop the search")
      }
    }
    preconditionFailure("the last of the two searches ends in panels or a shortfall")
  }

  private init(_ made: PanelNetwork, _ soft: PanelNetwork.SoftPairs, _ solution: Solution) {
    let (network, problem) = (made.network, made.problem)
    let layout = PanelNetwork.Layout(problem)
    func isFree(_ arc: Int) -> Bool {
      let ends = network[arc: arc]
      return soft == .leftOut
        || ends.cost + solution.potentials[ends.tail] - solution.potentials[ends.head] == 0
    }
    usesSoft = soft == .fewest
    isSeated = made.arcOfPair.map { solution.flow[$0] == 1 }
    self.isFree = made.arcOfPair.map { network[arc: $0].capacity == 1 && isFree($0) }
    var loadIsFree = [Bool](repeating: true, count: problem.experts.count)
    var groupIsFree = [Bool](repeating: true, count: problem.groups.all.count)
    for arc in 0..<network.arcCount {
      let ends = network[arc: arc]
      if layout.isExpert(ends.tail) { loadIsFree[ends.tail - problem.candidates.count] = isFree(arc) }
      if ends.head >= layout.firstGroupNode { groupIsFree[ends.head - layout.firstGroupNode] = isFree(arc) }
    }
    self.loadIsFree = loadIsFree
    groups = zip(problem.groups.all, groupIsFree).map { group, isFree in
      Group(parent: Int(group.parent), least: group.least, most: group.most, isFree: isFree)
    }
    innermost = problem.groups.innermost
  }
}
