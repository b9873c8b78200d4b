import Flow
import Statistics

/// The objective `fair`: the worst-off candidate as well off as can be, then the largest total.
///
/// # Problem
///
/// A candidate is as well off as its panel's sum of affinities is great, measured against the number of its experts.
/// Wanted are panels in which the least such share is largest; with a depth of *n* the next *n* − 1 shares from below
/// in turn as well; and of those the largest total (max–min and leximin fairness: Garg, Kavitha, Kumar, Mehlhorn and
/// Mestre, "Assigning papers to referees", Algorithmica 58, 2010; Stelmakh, Shah and Singh, "PeerReview4All", 2019).
///
/// # Method
///
/// A flow with side limits (`fairestFlow` of `Flow`), which proves what it finds or states the gap. Candidates are
/// joined to their experts directly; whatever bounds who sits together is a limit of the candidate alone, which that
/// search keeps by choosing among its panels.
///
/// What is equally good to the end is told apart by lot: candidates, experts and pairs enter the search in an order
/// drawn from the seed. Affinities enter divided by what all have in common, so a choice does not depend on their
/// scale.
func findFairPanels(
  _ problem: PanelProblem, depth: Int, soft: PanelNetwork.SoftPairs, seed: String
) throws(AssignmentFault) -> AssignmentOutcome {
  // Whether there are panels at all, and how many soft pairs they need, is a matter of flow.
  let levels: [PanelNetwork.Level] = soft == .fewest ? [.softPairs, .affinity] : [.affinity]
  let plain: PanelAssignment
  switch try PanelSearch(problem, levels: levels, soft: soft) {
  case .shortfall(let shortfall): return .shortfall(shortfall)
  case .found(let network, let solution):
    plain = network.assignment(solution, levels: levels, objective: .fair(depth: depth), seed: seed)
  }
  let made: FairProblem
  let outcome: FairOutcome
  do throws(NetworkFault) {
    made = try FairProblem(problem, soft: soft, softSeats: plain.softSeats, seed: seed)
  } catch { throw .tooLarge(error) }
  do throws(SideLimitFault) {
    outcome = try fairestFlow(made.network, senders: made.senders, limits: made.limits, depth: depth)
  } catch { throw .tooLarge(.tooMuchFlow(largest: Network.largestThroughput)) }
  guard case .solved(let solution) = outcome else {
    // Panels there are; of how fair they could be nothing is known.
    return .assigned(plain.unproved)
  }
  return .assigned(
    PanelAssignment(
      problem: problem, positions: made.positions(solution.flow), objective: .fair(depth: depth), seed: seed,
      isProved: solution.isProved, bound: Int64(exactly: -solution.bound * Int128(made.unit)),
      shares: solution.levels.map { level in
        CandidateShare(
          sum: level.share.sum * made.unit, demand: level.share.demand, boundSum: level.bound.sum * made.unit,
          boundDemand: level.bound.demand)
      }))
}

/// How well off a candidate is in one place from the worst upwards, in millionths, and what is proved of it: no panels
/// as good in the places before are better in this one than `boundSum` ÷ `boundDemand`.
public struct CandidateShare: Sendable, Hashable {
  public let sum: Int64
  public let demand: Int
  public let boundSum: Int64
  public let boundDemand: Int
}

extension PanelAssignment {
  /// The same panels, of which nothing is said to be proved.
  fileprivate var unproved: PanelAssignment {
    PanelAssignment(
      problem: problem, positions: seats.map(\.position), objective: objective, seed: seed, isProved: false,
      bound: bound)
  }
}

/// The network of `fair`: candidates, experts, and one node where all ends, each in an order drawn by lot.
private struct FairProblem {
  let network: Network
  let senders: [FairSender]
  let limits: [SideLimit]
  /// What all affinities have in common, in millionths: those in the network are so many times smaller.
  let unit: Int64
  /// The pair of each arc that is one.
  private let pairOfArc: [Int]

  init(
    _ problem: PanelProblem, soft: PanelNetwork.SoftPairs, softSeats: Int, seed: String
  ) throws(NetworkFault) {
    var stream = RandomStream(seed: "panel assignment fair " + seed)
    let rows = stream.shuffled(problem.candidates.count)
    let columns = stream.shuffled(problem.experts.count)
    let place = columns.indices.reduce(into: [Int](repeating: 0, count: columns.count)) { $0[columns[$1]] = $1 }
    let usable = (0..<problem.pairCount).map {
      soft == .fewest || !problem.isSoft[$0] || problem.isPinned($0)
    }
    let common = problem.millionths.reduce(UInt128(0)) { greatestCommonDivisor($0, UInt128($1.magnitude)) }
    unit = max(1, Int64(common))
    let (count, sink) = (rows.count, rows.count + columns.count)
    var network = Network(nodeCount: sink + 1, expectedArcs: problem.pairCount + columns.count)
    var arcOfPair = [Int](repeating: -1, count: problem.pairCount)
    var pairOfArc: [Int] = []
    var senders: [FairSender] = []
    for (node, candidate) in rows.enumerated() {
      let row = Array(problem.row(candidate)).filter { usable[$0] }
      var gains: [SideLimit.Term] = []
      for next in stream.shuffled(row.count) {
        let position = row[next]
        let gain = Int64(problem.millionths[position]) / unit
        let arc = try network.addArc(
          from: node, to: count + place[Int(problem.expert[position])], lower: problem.isPinned(position) ? 1 : 0,
          capacity: 1, cost: -gain)
        arcOfPair[position] = arc
        pairOfArc.append(position)
        gains.append(SideLimit.Term(arc: arc, coefficient: gain))
      }
      try network.setSupply(problem.demand[candidate], of: node)
      if problem.demand[candidate] > 0 { senders.append(FairSender(gains: gains, demand: problem.demand[candidate])) }
    }
    for (node, expert) in columns.enumerated() {
      try network.addArc(
        from: count + node, to: sink, lower: problem.minimumLoad[expert], capacity: problem.maximumLoad[expert],
        cost: 0)
    }
    try network.setSupply(-problem.demand.reduce(0, +), of: sink)
    self.network = network
    self.senders = senders
    self.pairOfArc = pairOfArc
    let bounds = problem.groups.all.map(\.bound) + problem.groups.crossing
    var limits = bounds.map { bound in
      SideLimit(
        count: problem.positions(bound).map { arcOfPair[$0] }.filter { $0 >= 0 },
        problem.limits.all[bound.limit].said.sense == .atLeast ? .atLeast : .atMost, Int64(bound.count))
    }
    if soft == .fewest {
      let arcs = arcOfPair.indices.filter { arcOfPair[$0] >= 0 && problem.isSoft[$0] && !problem.isPinned($0) }
      limits.append(SideLimit(count: arcs.map { arcOfPair[$0] }, .atMost, Int64(softSeats)))
    }
    self.limits = limits
  }

  /// The pairs that a flow seats together, ascending.
  func positions(_ flow: [Int32]) -> [Int] {
    pairOfArc.indices.filter { flow[$0] == 1 }.map { pairOfArc[$0] }.sorted()
  }
}

extension RandomStream {
  /// The numbers from zero in an order drawn by lot (Fisher and Yates; Durstenfeld, "Algorithm 235", 1964).
  fileprivate mutating func shuffled(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, integer(below: last + 1)) }
    return order
  }
}
