/// Costs in order of rank: of all flows that cost least, those that cost least by a second measure, and so on.
///
/// # Problem
///
/// A network has one cost for each arc, and there are further rows of costs, one for each later level. Wanted is a flow
/// that is cheapest by the network's own costs, among these cheapest by the first row, among these by the second …
///
/// # Method
///
/// Potentials that prove one flow optimal say of every optimal flow: an arc of positive reduced cost carries its lower
/// bound, one of negative reduced cost its capacity, and any flow that keeps to this is optimal (complementary
/// slackness; Ahuja, Magnanti and Orlin, "Network Flows", 1993, theorem 9.4). So the next level is a problem of the same
/// kind in which only arcs of reduced cost zero may vary; it is posed over those alone. No weights have to be found
/// that keep the levels apart, so nothing is rounded and nothing overflows, and which flows are left does not depend on
/// how a level was solved or by how much its costs were scaled.
///
/// # Proof
///
/// The potentials of each level, kept beside the flow, prove all of it again in one pass over the arcs for each level:
/// `check(_:then:flow:potentials:)`.
public struct LevelledSolution: Sendable {
  /// The units on each arc, by the arc's number.
  public let flow: [Int32]
  /// A price for each node and level.
  public let potentials: [[Int64]]
  /// The least cost of each level, given those before.
  public let costs: [Int128]
  public let work: Work
}

/// How a search for a flow of least costs, level by level, ended.
public enum LevelledOutcome: Sendable {
  case optimal(LevelledSolution)
  case infeasible(Cut, leastUnmet: Int)
  case stopped(Work)
}

/// Finds a flow of least cost and, among these, of least cost by each further row of costs in turn.
///
/// The flow has passed `check` with its potentials before it is returned. A row has one cost for each arc, within the
/// network's `largestCost`. Complexity: one `minimumCostFlow` a level, each over the arcs that the ones before left
/// free.
/// - Throws: `NetworkFault.costTooLarge` for a cost out of range. Precondition: every row has one cost for each arc.
public func minimumCostFlow(
  _ network: Network, then levels: [[Int64]], watch: Watch? = nil
) throws(NetworkFault) -> LevelledOutcome {
  for row in levels {
    precondition(row.count == network.arcCount, "a row of costs has one for each arc")
    if let cost = row.first(where: { $0.magnitude > network.largestCost.magnitude }) {
      throw .costTooLarge(cost, largest: network.largestCost)
    }
  }
  let first: Solution
  switch minimumCostFlow(network, watch: watch) {
  case .infeasible(let cut, let unmet): return .infeasible(cut, leastUnmet: unmet)
  case .stopped(let work): return .stopped(work)
  case .optimal(let solution): first = solution
  }
  var flow = first.flow
  var potentials = [first.potentials]
  var work = first.work
  var face = OptimalFace(network, costs: network.costs, potentials: first.potentials)
  for (level, row) in levels.enumerated() {
    switch minimumCostFlow(try face.network(like: network, costs: row, flow: flow), watch: watch) {
    case .infeasible: preconditionFailure("a flow of the level before is one of this level")
    case .stopped(let last): return .stopped(work + last)
    case .optimal(let solution):
      for (place, arc) in face.arcs.enumerated() { flow[Int(arc)] = solution.flow[place] }
      potentials.append(solution.potentials)
      work = work + solution.work
      if level + 1 < levels.count { face.narrow(network, costs: row, potentials: solution.potentials) }
    }
  }
  do {
    let costs = try check(network, then: levels, flow: flow, potentials: potentials).map(\.cost)
    return .optimal(LevelledSolution(flow: flow, potentials: potentials, costs: costs, work: work))
  } catch {
    preconditionFailure("an uncertified flow: \(error)")
  }
}

/// Checks that `flow` is feasible in `network` and that `potentials`, one row a level, prove it cheapest level by
/// level.
///
/// Independent of any solver; the certificate of each level is returned. Arcs that a level ties down are known from its
/// potentials, and the flow keeps to them as it passed that level. Throws the first fault of the first level that has
/// one. Complexity: O((arcs + nodes) × levels).
@discardableResult
public func check(
  _ network: Network, then levels: [[Int64]], flow: [Int32], potentials: [[Int64]]
) throws(CertificateFault) -> [Certificate] {
  guard potentials.count == levels.count + 1, levels.allSatisfy({ $0.count == network.arcCount }) else {
    throw .wrongCount(
      flows: flow.count, arcs: network.arcCount, potentials: potentials.count, nodes: levels.count + 1)
  }
  var certificates = [try check(network, flow: flow, potentials: potentials[0])]
  var face = OptimalFace(network, costs: network.costs, potentials: potentials[0])
  for (level, row) in levels.enumerated() {
    certificates.append(try face.check(network, costs: row, flow: flow, potentials: potentials[level + 1]))
    face.narrow(network, costs: row, potentials: potentials[level + 1])
  }
  return certificates
}

extension Work {
  static func + (first: Work, second: Work) -> Work {
    var sum = first
    sum.iterations += second.iterations
    sum.arcsPriced += second.arcsPriced
    return sum
  }
}

/// The arcs whose flow may still vary once the levels so far are at their least.
private struct OptimalFace {
  /// Ascending.
  private(set) var arcs: [Int32]

  init(_ network: Network, costs: [Int64], potentials: [Int64]) {
    arcs = (0..<Int32(network.arcCount)).filter { network.reducedCost(Int($0), costs, potentials) == 0 }
  }

  /// Keeps the arcs that a further level leaves free.
  mutating func narrow(_ network: Network, costs: [Int64], potentials: [Int64]) {
    arcs.removeAll { network.reducedCost(Int($0), costs, potentials) != 0 }
  }

  /// The problem over the free arcs: what the others carry in `flow` is taken off the supplies.
  func network(like whole: Network, costs: [Int64], flow: [Int32]) throws(NetworkFault) -> Network {
    var network = Network(nodeCount: whole.nodeCount, expectedArcs: arcs.count)
    var supplies = [Int](repeating: 0, count: whole.nodeCount)
    for arc in arcs {
      let arc = Int(arc)
      try network.addArc(
        from: Int(whole.tails[arc]), to: Int(whole.heads[arc]), lower: Int(whole.lowers[arc]),
        capacity: Int(whole.capacities[arc]), cost: costs[arc])
      supplies[Int(whole.tails[arc])] += Int(flow[arc])
      supplies[Int(whole.heads[arc])] -= Int(flow[arc])
    }
    for node in supplies.indices where supplies[node] != 0 { try network.setSupply(supplies[node], of: node) }
    return network
  }

  /// One level's proof: the free arcs satisfy its optimality conditions. That the flow is feasible and keeps the tied
  /// arcs is known.
  func check(
    _ network: Network, costs: [Int64], flow: [Int32], potentials: [Int64]
  ) throws(CertificateFault) -> Certificate {
    guard potentials.count == network.nodeCount else {
      throw .wrongCount(
        flows: flow.count, arcs: network.arcCount, potentials: potentials.count, nodes: network.nodeCount)
    }
    try checkRange(potentials)
    for arc in arcs {
      let arc = Int(arc)
      let reducedCost = network.reducedCost(arc, costs, potentials)
      guard reducedCost >= 0 || flow[arc] == network.capacities[arc],
        reducedCost <= 0 || flow[arc] == network.lowers[arc]
      else { throw .notOptimal(arc: arc, flow: Int(flow[arc]), reducedCost: reducedCost) }
    }
    var cost: Int128 = 0
    for arc in flow.indices where flow[arc] != 0 { cost += Int128(flow[arc]) * Int128(costs[arc]) }
    return Certificate(cost: cost)
  }
}

extension Network {
  fileprivate func reducedCost(_ arc: Int, _ costs: [Int64], _ potentials: [Int64]) -> Int64 {
    costs[arc] + potentials[Int(tails[arc])] - potentials[Int(heads[arc])]
  }
}
