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
  /// Whether soft pairs must be used.
  let usesSoft: Bool
  /// By position of the problem: whether the pair is seated.
  let isSeated: [Bool]
  /// By position: whether some filling of the panels with the fewest soft pairs may differ there.
  let isFree: [Bool]
  /// The same of what experts carry, by expert.
  let loadIsFree: [Bool]
  /// By position: the number of the group that the pair belongs to, −1 for none. A group is a candidate's experts of
  /// one unit, where the limit for one unit can bind.
  let group: [Int32]
  /// By group: how many may sit.
  let groupRoom: [Int]
  let groupIsFree: [Bool]

  enum Outcome {
    case found(CompletionNetwork)
    case shortfall(Shortfall)
  }

  static func solve(_ problem: PanelProblem) throws(NetworkFault) -> Outcome {
    let strict = try Plan(problem, withSoft: false)
    switch minimumCostFlow(strict.network) {
    case .optimal(let solution): return .found(CompletionNetwork(problem, strict, solution))
    case .infeasible(let cut, _):
      guard problem.isSoft.contains(true) else {
        return .shortfall(Shortfall(problem: problem, cut: cut, network: strict.network))
      }
    case .stopped: preconditionFailure("no watch was given that could stop the search")
    }
    let lenient = try Plan(problem, withSoft: true)
    switch minimumCostFlow(lenient.network) {
    case .optimal(let solution): return .found(CompletionNetwork(problem, lenient, solution))
    case .infeasible(let cut, _):
      return .shortfall(Shortfall(problem: problem, cut: cut, network: lenient.network))
    case .stopped: preconditionFailure("no watch was given that could stop the search")
    }
  }

  /// The network itself, with the arcs of pairs, groups and loads.
  private struct Plan {
    var network: Network
    let withSoft: Bool
    var arcOfPair: [Int] = []
    var group: [Int32]
    var groupRoom: [Int] = []
    var arcOfGroup: [Int] = []
    var arcOfLoad: [Int] = []

    init(_ problem: PanelProblem, withSoft: Bool) throws(NetworkFault) {
      self.withSoft = withSoft
      let layout = PanelNetwork.Layout(problem)
      network = Network(nodeCount: layout.nodeCount, expectedArcs: problem.pairCount + problem.experts.count)
      group = [Int32](repeating: -1, count: problem.pairCount)
      arcOfPair = [Int](repeating: -1, count: problem.pairCount)
      for (candidate, wanted) in problem.demand.enumerated() { try network.setSupply(wanted, of: candidate) }
      try network.setSupply(-problem.demand.reduce(0, +), of: layout.sink)
      for candidate in problem.candidates.indices {
        let firstArc = network.arcCount
        let nodes = try layout.joinUnits(of: candidate, in: &network, problem)
        for arc in firstArc..<network.arcCount {
          arcOfGroup.append(arc)
          groupRoom.append(network[arc: arc].capacity)
        }
        for position in problem.row(candidate) {
          let expert = Int(problem.expert[position])
          let node = nodes[problem.unit[expert]]
          if let node { group[position] = Int32(node - layout.firstGroupNode) }
          arcOfPair[position] = try network.addArc(
            from: node ?? candidate, to: layout.expert(expert), capacity: withSoft || !problem.isSoft[position] ? 1 : 0,
            cost: problem.isSoft[position] ? 1 : 0)
        }
      }
      for expert in problem.experts.indices {
        arcOfLoad.append(
          try network.addArc(
            from: layout.expert(expert), to: layout.sink, lower: problem.minimumLoad[expert],
            capacity: problem.maximumLoad[expert], cost: 0))
      }
    }
  }

  private init(_ problem: PanelProblem, _ plan: Plan, _ solution: Solution) {
    func isFree(_ arc: Int) -> Bool {
      let ends = plan.network[arc: arc]
      return !plan.withSoft || ends.cost + solution.potentials[ends.tail] - solution.potentials[ends.head] == 0
    }
    usesSoft = plan.withSoft
    isSeated = plan.arcOfPair.map { solution.flow[$0] == 1 }
    self.isFree = plan.arcOfPair.map { plan.network[arc: $0].capacity == 1 && isFree($0) }
    loadIsFree = plan.arcOfLoad.map(isFree)
    groupIsFree = plan.arcOfGroup.map(isFree)
    group = plan.group
    groupRoom = plan.groupRoom
  }
}
