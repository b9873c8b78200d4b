import Flow
import Statistics

/// The network whose cheapest flow is the best assignment.
///
/// Each candidate sends as many units as it needs experts. A unit runs along an arc to an expert – through a node for
/// the expert's unit where the panel may hold only so many of it – and from the expert, within the load limits, to the
/// one node where all end. The price of an arc is the affinity, negated, so the cheapest flow has the largest total.
///
/// Ties are broken by lot: prices are multiplied by a factor greater than the sum of all lots, and each pair's lot,
/// drawn from the seed, is added; so no lot outweighs one millionth of affinity, and the total stays exactly the
/// largest.
struct PanelNetwork {
  let network: Network
  /// The arc of each pair of the problem, in its order.
  let arcOfPair: [Int]
  let problem: PanelProblem
  /// What a millionth of affinity counts for in a price, beside lots that are smaller together.
  let factor: Int64

  enum SoftPairs { case leftOut, penalised }

  init(_ problem: PanelProblem, seed: String, soft: SoftPairs) throws(NetworkFault) {
    self.problem = problem
    let layout = Layout(problem)
    var network = Network(nodeCount: layout.nodeCount, expectedArcs: problem.pairCount + problem.experts.count)
    let price = PairPrices(problem, largest: network.largestCost, seed: seed, soft: soft)
    factor = price.factor
    let demand = problem.demand.reduce(0, +)
    for (candidate, wanted) in problem.demand.enumerated() { try network.setSupply(wanted, of: candidate) }
    try network.setSupply(-demand, of: layout.sink)

    var arcs = [Int](repeating: -1, count: problem.pairCount)
    for candidate in problem.candidates.indices {
      let unitNode = try layout.joinUnits(of: candidate, in: &network, problem)
      for position in problem.row(candidate) {
        let expert = Int(problem.expert[position])
        let tail = unitNode[problem.unit[expert]] ?? candidate
        let usable = soft == .penalised || !problem.isSoft[position]
        arcs[position] = try network.addArc(
          from: tail, to: layout.expert(expert), capacity: usable ? 1 : 0, cost: price.of(position))
      }
    }
    for expert in problem.experts.indices {
      try network.addArc(
        from: layout.expert(expert), to: layout.sink, lower: problem.minimumLoad[expert],
        capacity: problem.maximumLoad[expert], cost: 0)
    }
    self.network = network
    arcOfPair = arcs
  }

  /// The nodes: candidates, experts, the sink, then a node for each candidate's unit with more experts than may sit.
  struct Layout {
    struct Group {
      let unit: Int32
      let number: Int
    }
    private let candidateCount: Int
    private let expertCount: Int
    private let groupStart: [Int]
    private let groupUnits: [Int32]

    var sink: Int { candidateCount + expertCount }
    var firstGroupNode: Int { sink + 1 }
    var nodeCount: Int { firstGroupNode + groupUnits.count }
    func expert(_ index: Int) -> Int { candidateCount + index }
    func isExpert(_ node: Int) -> Bool { node >= candidateCount && node < sink }

    init(_ problem: PanelProblem) {
      candidateCount = problem.candidates.count
      expertCount = problem.experts.count
      var starts = [0]
      var units: [Int32] = []
      for candidate in problem.candidates.indices {
        if problem.atMostPerUnit != nil {
          var seen: [Int32: Int] = [:]
          for position in problem.row(candidate) {
            let unit = problem.unit[Int(problem.expert[position])]
            if unit >= 0 { seen[unit, default: 0] += 1 }
          }
          units += seen.filter { $0.value > problem.room(of: $0.key, candidate: candidate) }.keys.sorted()
        }
        starts.append(units.count)
      }
      groupStart = starts
      groupUnits = units
    }

    func groups(of candidate: Int) -> [Group] {
      (groupStart[candidate]..<groupStart[candidate + 1]).map { Group(unit: groupUnits[$0], number: $0) }
    }

    /// Adds the arcs from a candidate to those units of which only so many may sit; the node of each such unit.
    func joinUnits(
      of candidate: Int, in network: inout Network, _ problem: PanelProblem
    ) throws(NetworkFault) -> [Int32: Int] {
      var nodes: [Int32: Int] = [:]
      for group in groups(of: candidate) {
        let node = firstGroupNode + group.number
        try network.addArc(
          from: candidate, to: node, capacity: problem.room(of: group.unit, candidate: candidate), cost: 0)
        nodes[group.unit] = node
      }
      return nodes
    }
  }
}

/// What each pair costs in the network.
private struct PairPrices {
  private let problem: PanelProblem
  let factor: Int64
  private let lots: [UInt8]
  private let penalty: Int64

  init(_ problem: PanelProblem, largest: Int64, seed: String, soft: PanelNetwork.SoftPairs) {
    self.problem = problem
    let demand = Int64(max(1, problem.demand.reduce(0, +)))
    let span = Int64(max(1, problem.millionths.lazy.map { abs(Int64($0)) }.max() ?? 1))
    // A soft pair costs more than any difference that affinities of all seats could make.
    let steepest = soft == .penalised ? span * (2 * demand + 2) : span
    let room = largest / steepest - 1
    let levels = max(0, min(63, room / demand - 1))
    factor = levels * demand + 1
    penalty = soft == .penalised ? span * (2 * demand + 1) : 0
    var stream = RandomStream(seed: "panel assignment " + seed)
    lots = levels == 0 ? [] : problem.expert.map { _ in UInt8(stream.integer(below: Int(levels) + 1)) }
  }

  func of(_ position: Int) -> Int64 {
    let base = -Int64(problem.millionths[position]) + (problem.isSoft[position] ? penalty : 0)
    return base * factor + (lots.isEmpty ? 0 : Int64(lots[position]))
  }
}
