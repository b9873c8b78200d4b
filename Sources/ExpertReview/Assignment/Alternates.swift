import Flow
import Statistics

/// Who stands by for each candidate (候补专家): called in this order where a seat falls empty.
///
/// # Problem
///
/// Panels stand. Each candidate is to have `count` further experts who may judge it: without a conflict, hard or soft,
/// with room for one more candidate within their greatest load, and so that those seated and those standing by together
/// keep every limit on how many of a kind or unit there may be at most. (What there must be at least is asked of those
/// who sit.) In this order:
///
/// 1. as many places are filled as can be;
/// 2. the places are spread evenly: over all experts the sum of *n* (*n* − 1) / 2 is least, *n* being how often one
///    stands by – exactly up to twice the average, further places costing alike;
/// 3. the total of affinities is largest;
/// 4. by lot from the seed.
///
/// # Method
///
/// A flow of least costs, level by level (`CostLevels` of `Flow`), through the network of an assignment (see
/// `PanelNetwork`), whose experts are joined to the sink by one arc for each place, each dearer than the one before,
/// and in which a place may also go to nobody.
///
/// Limits that are in no tree of groups (`PanelGroups`) are looked at afterwards: where one is passed, only those of
/// its class who are best by affinity go on standing by for that candidate, and the search is made again. With such
/// limits the order above is kept as nearly as this allows.
///
/// A candidate's alternates are called by affinity, the greatest first, and equals by lot.
public struct Alternates: Sendable, Hashable {
  /// Fewer experts stand by than were asked for.
  public struct Shortage: Sendable, Hashable {
    public let candidate: CandidateID
    public let found: Int
  }

  /// How many were asked for, for each candidate.
  public let wanted: Int
  /// By candidate, and of one candidate in the order of calling.
  public let seats: [PanelList.Seat]
  public let shortages: [Shortage]

  public init(wanted: Int, seats: [PanelList.Seat], shortages: [Shortage]) {
    self.wanted = wanted
    self.seats = seats
    self.shortages = shortages
  }
}

/// What an alternate breaks.
public enum AlternateFault: Sendable, Hashable {
  /// The expert sits there, has a conflict, or is not to be had.
  case notAllowed(CandidateID, ExpertID)
  case twice(CandidateID, ExpertID)
  case noRoomInLoad(CandidateID, ExpertID)
  case aboveLimit(CandidateID, ExpertID, CompositionLimit)
  case moreThanWanted(CandidateID)
}

/// Finds alternates beside panels that stand.
///
/// - Parameters:
///   - problem: the assignment problem that keeps all seats of the panels.
///   - count: experts to stand by for each candidate; none where it is zero.
///   - seed: of the lots that order equals.
public func findAlternates(
  _ count: Int, in problem: PanelProblem, seed: String
) throws(AssignmentFault) -> Alternates {
  guard count > 0, !problem.candidates.isEmpty, !problem.experts.isEmpty else {
    return Alternates(wanted: count, seats: [], shortages: [])
  }
  let found: [PanelList.Seat]
  do throws(NetworkFault) { found = try AlternatesNetwork.solve(count, problem, seed: seed) } catch {
    throw .tooLarge(error)
  }
  let faults = alternateFaults(found, atMost: count, in: problem)
  precondition(faults.isEmpty, "alternates that break a limit: \(faults)")
  var number: [CandidateID: Int] = [:]
  for seat in found { number[seat.candidate, default: 0] += 1 }
  return Alternates(
    wanted: count, seats: found,
    shortages: problem.candidates.compactMap { id in
      let found = number[id, default: 0]
      return found < count ? Alternates.Shortage(candidate: id, found: found) : nil
    })
}

/// Checks alternates, however they were found, against every limit; empty where all are kept. One pass over them.
public func alternateFaults(
  _ seats: [PanelList.Seat], atMost count: Int, in problem: PanelProblem
) -> [AlternateFault] {
  let candidateAt = Dictionary(uniqueKeysWithValues: problem.candidates.enumerated().map { ($1, $0) })
  let expertAt = Dictionary(uniqueKeysWithValues: problem.experts.enumerated().map { ($1, Int32($0)) })
  var faults: [AlternateFault] = []
  var number: [CandidateID: Int] = [:]
  var ofClass: [BoundLimit: Int] = [:]
  var seen: Set<PanelList.Seat> = []
  for seat in seats {
    guard seen.insert(seat).inserted else {
      faults.append(.twice(seat.candidate, seat.expert))
      continue
    }
    guard let candidate = candidateAt[seat.candidate], let expert = expertAt[seat.expert],
      let position = problem.position(candidate: candidate, expert: expert), !problem.isSoft[position]
    else {
      faults.append(.notAllowed(seat.candidate, seat.expert))
      continue
    }
    if problem.maximumLoad[Int(expert)] < 1 { faults.append(.noRoomInLoad(seat.candidate, seat.expert)) }
    number[seat.candidate, default: 0] += 1
    if number[seat.candidate] == count + 1 { faults.append(.moreThanWanted(seat.candidate)) }
    for (number, limit) in problem.limits.all.enumerated() {
      let own = limit.classOf[Int(expert)]
      guard own >= 0, let most = problem.limits.most(number, class: own, candidate: candidate) else { continue }
      let bound = BoundLimit(candidate: candidate, limit: number, class: own, count: most)
      ofClass[bound, default: 0] += 1
      if ofClass[bound, default: 0] > most { faults.append(.aboveLimit(seat.candidate, seat.expert, limit.said)) }
    }
  }
  return faults
}

/// The network whose cheapest flow gives the alternates.
private struct AlternatesNetwork {
  private(set) var network: Network
  private(set) var arcOfPair: [Int]
  /// Even spread, affinity, lots; that as few places as can be stay empty is the network's own cost.
  private(set) var further: [[Int64]] = []

  static func solve(_ count: Int, _ problem: PanelProblem, seed: String) throws(NetworkFault) -> [PanelList.Seat] {
    let groups = PanelGroups(problem, for: .standingBy(count))
    var shut: Set<Int> = []
    while true {
      let made = try AlternatesNetwork(count, problem, groups, without: shut, seed: seed)
      guard case .optimal(let solution) = try minimumCostFlow(made.network, then: made.further) else {
        preconditionFailure("every place may stay empty, so a flow exists")
      }
      func stands(_ position: Int) -> Bool {
        made.arcOfPair[position] >= 0 && solution.flow[made.arcOfPair[position]] == 1
      }
      let passed = groups.crossing.filter { !problem.keeps($0, stands) }
      if passed.isEmpty { return made.seats(solution.flow, problem, seed: seed) }
      for bound in passed {
        let members = problem.positions(bound)
        let best = members.filter(stands).sorted { (problem.millionths[$1], $0) < (problem.millionths[$0], $1) }
        shut.formUnion(Set(members).subtracting(best.prefix(bound.count)))
      }
    }
  }

  private init(
    _ count: Int, _ problem: PanelProblem, _ groups: PanelGroups, without shut: Set<Int>, seed: String
  ) throws(NetworkFault) {
    let layout = PanelNetwork.Layout(problem, groups)
    let nobody = layout.nodeCount
    network = Network(nodeCount: layout.nodeCount + 1, expectedArcs: problem.pairCount + problem.experts.count * 4)
    let places = count * problem.candidates.count
    let open = problem.experts.indices.filter { problem.maximumLoad[$0] > 0 }
    let steps = 2 * (places / max(1, open.count)) + 2
    for candidate in problem.candidates.indices { try network.setSupply(count, of: candidate) }
    try network.setSupply(-places, of: layout.sink)

    arcOfPair = [Int](repeating: -1, count: problem.pairCount)
    for candidate in problem.candidates.indices {
      try layout.joinGroups(of: candidate, in: &network)
      for position in problem.row(candidate) where !problem.isSoft[position] && !shut.contains(position) {
        let expert = Int(problem.expert[position])
        guard problem.maximumLoad[expert] > 0 else { continue }
        arcOfPair[position] = try network.addArc(
          from: layout.tail(of: position, candidate), to: layout.expert(expert), capacity: 1, cost: 0)
      }
      try network.addArc(from: candidate, to: nobody, capacity: count, cost: 0)
    }
    try network.addArc(from: nobody, to: layout.sink, capacity: places, cost: 1)
    let firstLoad = network.arcCount
    for expert in open {
      for _ in 0..<steps { try network.addArc(from: layout.expert(expert), to: layout.sink, capacity: 1, cost: 0) }
      try network.addArc(
        from: layout.expert(expert), to: layout.sink, capacity: problem.candidates.count, cost: 0)
    }
    var spread = [Int64](repeating: 0, count: network.arcCount)
    for place in firstLoad..<network.arcCount { spread[place] = Int64((place - firstLoad) % (steps + 1)) }
    let costs = LevelCosts(problem, largest: network.largestCost)
    further = [spread] + [.affinity, .lots(seed: "alternates " + seed)].map { row(costs.pairs($0)) }
  }

  private func row(_ cost: (Int) -> Int64) -> [Int64] {
    var row = [Int64](repeating: 0, count: network.arcCount)
    for (position, arc) in arcOfPair.enumerated() where arc >= 0 { row[arc] = cost(position) }
    return row
  }

  /// The pairs that carry flow, those of a candidate in the order of calling.
  private func seats(_ flow: [Int32], _ problem: PanelProblem, seed: String) -> [PanelList.Seat] {
    var stream = RandomStream(seed: "panel alternates " + seed, label: "order")
    var seats: [PanelList.Seat] = []
    for candidate in problem.candidates.indices {
      var own: [(affinity: Int32, lot: UInt64, expert: Int)] = []
      for position in problem.row(candidate) where arcOfPair[position] >= 0 && flow[arcOfPair[position]] == 1 {
        own.append((problem.millionths[position], stream.next(), Int(problem.expert[position])))
      }
      own.sort { ($1.affinity, $0.lot, $0.expert) < ($0.affinity, $1.lot, $1.expert) }
      seats += own.map { PanelList.Seat(candidate: problem.candidates[candidate], expert: problem.experts[$0.expert]) }
    }
    return seats
  }
}
