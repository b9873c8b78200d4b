import Flow
import Statistics

/// The network whose flows are the panels that keep every limit.
///
/// Each candidate sends as many units as it needs experts. A unit runs down the tree of the panel's groups
/// (`PanelGroups`), whose edges are bounded as the limits on who sits together say, then along an arc to an expert, and
/// from the expert, within the load limits, to the one node where all end. A pinned pair's arc must carry its unit.
///
/// Limits that are in no tree are not the network's: who solves it looks whether they are kept.
///
/// What is best is told in levels of costs (`CostLevels` of `Flow`): fewest soft pairs where any are let in, then what
/// the objective asks for, and at last lots. Every pair draws a lot from the seed; of all panels equally good those
/// with the least sum of lots are taken. Lots have up to 2³⁶ values, so panels with equal sums are as good as never
/// met, and the choice depends neither on the method of solution nor on the scale of affinities (Mulmuley, U. Vazirani
/// and V. Vazirani, "Matching is as easy as matrix inversion", Combinatorica 7, 1987).
struct PanelNetwork {
  enum SoftPairs { case leftOut, fewest }

  enum Level: Hashable {
    /// The number of soft pairs.
    case softPairs
    /// The affinities, negated.
    case affinity
    /// The sum of *n* (*n* − 1) / 2 over the loads; the network must have been made with `LoadArcs.single`.
    case evenLoads
    /// The number of these pairs, ascending, that sit together, negated.
    case keeping([Int])
    case lots(seed: String)
  }

  /// How an expert is joined to the sink.
  enum LoadArcs: Hashable {
    case together
    /// One arc for each of the first so many seats, and one for all beyond.
    case single(Int)
  }

  let network: Network
  /// The further levels, in order.
  let further: [[Int64]]
  /// The arc of each pair of the problem, in its order.
  let arcOfPair: [Int]
  let problem: PanelProblem

  /// - Parameters:
  ///   - levels: what is best, the most important first; not empty.
  ///   - leastAffinity: pairs below it are shut, in millionths; nil for none.
  init(
    _ problem: PanelProblem, levels: [Level], soft: SoftPairs, leastAffinity: Int32? = nil,
    loads: LoadArcs = .together
  ) throws(NetworkFault) {
    self.problem = problem
    let layout = Layout(problem)
    var network = Network(nodeCount: layout.nodeCount, expectedArcs: problem.pairCount + problem.experts.count)
    let costs = LevelCosts(problem, largest: network.largestCost)
    let first = levels[0]
    let demand = problem.demand.reduce(0, +)
    for (candidate, wanted) in problem.demand.enumerated() { try network.setSupply(wanted, of: candidate) }
    try network.setSupply(-demand, of: layout.sink)

    var arcs = [Int](repeating: -1, count: problem.pairCount)
    let firstCosts = costs.pairs(first)
    for candidate in problem.candidates.indices {
      try layout.joinGroups(of: candidate, in: &network)
      for position in problem.row(candidate) {
        let isPinned = problem.isPinned(position)
        let isUsable =
          (soft == .fewest || !problem.isSoft[position] || isPinned)
          && (leastAffinity.map { problem.millionths[position] >= $0 } ?? true)
        arcs[position] = try network.addArc(
          from: layout.tail(of: position, candidate), to: layout.expert(Int(problem.expert[position])),
          lower: isPinned ? 1 : 0, capacity: isUsable ? 1 : 0, cost: firstCosts(position))
      }
    }
    var seatOfArc: [(arc: Int, seat: Int)] = []
    for expert in problem.experts.indices {
      let load = try PanelNetwork.joinLoad(
        of: expert, to: layout, in: &network, problem, loads, costly: first == .evenLoads)
      if loads != .together { seatOfArc += load.map { ($0, $0 - load.lowerBound) } }
    }
    self.network = network
    arcOfPair = arcs
    further = levels.dropFirst().map { level in
      var row = [Int64](repeating: 0, count: network.arcCount)
      if level == .evenLoads { for (arc, seat) in seatOfArc { row[arc] = Int64(seat) } }
      let cost = costs.pairs(level)
      for (position, arc) in arcs.enumerated() { row[arc] = cost(position) }
      return row
    }
  }

  /// Adds an expert's arcs to the sink, one for each seat that is told apart and one for those beyond.
  private static func joinLoad(
    of expert: Int, to layout: Layout, in network: inout Network, _ problem: PanelProblem, _ loads: LoadArcs,
    costly: Bool
  ) throws(NetworkFault) -> Range<Int> {
    let (least, greatest) = (problem.minimumLoad[expert], problem.maximumLoad[expert])
    let first = network.arcCount
    var singles = 0
    if case .single(let count) = loads, least <= greatest { singles = min(count, greatest) }
    for seat in 0..<singles {
      try network.addArc(
        from: layout.expert(expert), to: layout.sink, lower: seat < least ? 1 : 0, capacity: 1,
        cost: costly ? Int64(seat) : 0)
    }
    if singles == 0 || greatest > singles {
      try network.addArc(
        from: layout.expert(expert), to: layout.sink, lower: max(0, least - singles), capacity: greatest - singles,
        cost: costly ? Int64(singles) : 0)
    }
    return first..<network.arcCount
  }

  /// The nodes: candidates, experts, the sink, then the groups of each candidate.
  struct Layout {
    let groups: PanelGroups
    private let candidateCount: Int
    private let expertCount: Int

    var sink: Int { candidateCount + expertCount }
    var firstGroupNode: Int { sink + 1 }
    var nodeCount: Int { firstGroupNode + groups.all.count }
    func expert(_ index: Int) -> Int { candidateCount + index }
    func isExpert(_ node: Int) -> Bool { node >= candidateCount && node < sink }

    init(_ problem: PanelProblem, _ groups: PanelGroups? = nil) {
      candidateCount = problem.candidates.count
      expertCount = problem.experts.count
      self.groups = groups ?? problem.groups
    }

    /// Where the arc of a pair begins.
    func tail(of position: Int, _ candidate: Int) -> Int {
      guard !groups.innermost.isEmpty, groups.innermost[position] >= 0 else { return candidate }
      return firstGroupNode + Int(groups.innermost[position])
    }

    /// The candidate whose node or whose group's node it is; nil for another.
    func candidate(of node: Int) -> Int? {
      if node < candidateCount { return node }
      return node < firstGroupNode ? nil : groups.all[node - firstGroupNode].bound.candidate
    }

    /// Adds the arcs of a candidate's tree, from the whole panel to the smallest groups.
    func joinGroups(of candidate: Int, in network: inout Network) throws(NetworkFault) {
      for number in groups.of(candidate) {
        let group = groups.all[number]
        try network.addArc(
          from: group.parent < 0 ? candidate : firstGroupNode + Int(group.parent), to: firstGroupNode + number,
          lower: group.least, capacity: group.most, cost: 0)
      }
    }
  }
}

/// What a pair costs on each level.
struct LevelCosts {
  private let problem: PanelProblem
  private let greatestLot: UInt64

  /// `largest` is the greatest cost that the network holds.
  init(_ problem: PanelProblem, largest: Int64) {
    self.problem = problem
    greatestLot = UInt64(min(1 << 36, largest))
  }

  /// A function from the position of a pair to its cost.
  func pairs(_ level: PanelNetwork.Level) -> (Int) -> Int64 {
    switch level {
    case .softPairs: return { [problem] in problem.isSoft[$0] ? 1 : 0 }
    case .affinity: return { [problem] in -Int64(problem.millionths[$0]) }
    case .evenLoads: return { _ in 0 }
    case .keeping(let positions):
      var costs = [Int64](repeating: 0, count: problem.pairCount)
      for position in positions { costs[position] = -1 }
      return { [costs] in costs[$0] }
    case .lots(let seed):
      var stream = RandomStream(seed: "panel assignment " + seed)
      let lots = (0..<problem.pairCount).map { _ in Int64(stream.next().multipliedFullWidth(by: greatestLot).high) }
      return { lots[$0] }
    }
  }
}
