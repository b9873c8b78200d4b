import Flow

/// Candidates that cannot all be filled, or experts who cannot all be given their least loads: so few that without any
/// one of them the others can.
///
/// The search for panels ends in a cut of the network: a set of nodes with more to send than leaves it (Hall's
/// condition, broken). Its candidates – or experts with least loads – are the set to begin with; one after another is
/// left out where the others alone cannot be served either, so that in the end none can be done without (a deletion
/// filter; Chinneck and Dravnieks, "Locating minimal infeasible constraint sets in linear programs", ORSA Journal on
/// Computing 3, 1991). The filter ends after a fixed amount of work; the set then still blocks, but need not be
/// minimal.
///
/// Limits that are in no tree of the network (`PanelGroups`) are not seen here.
struct BlockingSet {
  let problem: PanelProblem
  let cause: Shortfall.Cause
  /// Experts for `minimumLoads`, else candidates, as indices of the problem, ascending.
  private(set) var members: [Int]
  /// What the members lack.
  private(set) var lacking: Int
  /// What all lack.
  let lackingInAll: Int

  /// How many pairs the filter looks at in all.
  private static let mostPairs = 20_000_000

  /// Nil where all can be served as far as the network tells.
  init?(_ problem: PanelProblem, start: Shortfall) throws(NetworkFault) {
    self.problem = problem
    let all = Array(problem.candidates.indices)
    let unfilled = try BlockingSet.seats(of: all, in: problem).lacking()
    cause = unfilled == 0 ? .minimumLoads : start.cause == .limits ? .limits : .seats
    lackingInAll = unfilled > 0 ? unfilled : try problem.lacking()
    guard lackingInAll > 0 else { return nil }
    let everyone: [Int]
    if cause == .minimumLoads {
      let told = Set(start.experts)
      everyone = problem.experts.indices.filter { problem.minimumLoad[$0] > 0 }
      members = everyone.filter { told.contains(problem.experts[$0]) }
    } else {
      let told = Set(start.candidates)
      everyone = all
      members = all.filter { told.contains(problem.candidates[$0]) }
    }
    lacking = try BlockingSet.lacking(to: members, cause, in: problem)
    guard lacking == 0 else { return }
    // The cut was of candidates and least loads together; all of the one kind block by themselves.
    (members, lacking) = (everyone, lackingInAll)
  }

  /// Leaves members out while the others still block, the last first.
  mutating func thin() throws(NetworkFault) {
    var visits = 0
    for member in members.reversed() where members.count > 1 && visits < BlockingSet.mostPairs {
      let others = members.filter { $0 != member }
      visits +=
        cause == .minimumLoads
        ? problem.pairCount : others.reduce(problem.experts.count) { $0 + problem.row($1).count }
      let left = try BlockingSet.lacking(to: others, cause, in: problem)
      if left > 0 { (members, lacking) = (others, left) }
    }
  }

  var candidates: [CandidateID] {
    guard cause == .minimumLoads else { return members.map { problem.candidates[$0] } }
    let wanted = Set(members.map { Int32($0) })
    return problem.candidates.indices.filter { problem.row($0).contains { wanted.contains(problem.expert[$0]) } }
      .map { problem.candidates[$0] }
  }

  var experts: [ExpertID] { (cause == .minimumLoads ? members : reached).map { problem.experts[$0] } }

  var needed: Int { members.reduce(0) { $0 + (cause == .minimumLoads ? problem.minimumLoad[$1] : problem.demand[$1]) } }

  /// All who may judge the candidates, ascending.
  private var reached: [Int] {
    Set(members.flatMap { problem.row($0).map { Int(problem.expert[$0]) } }).sorted()
  }

  // MARK: Reasons

  /// The problem's own limits that keep the members from their seats.
  func reasons() throws(NetworkFault) -> [ShortfallReason] {
    var reasons: [ShortfallReason] = []
    func add(_ kind: ShortfallReason.Kind, without change: (inout PanelProblem) -> Void) throws(NetworkFault) {
      var eased = problem
      change(&eased)
      eased.groups = PanelGroups(eased)
      let left = try BlockingSet.lacking(to: members, cause, in: eased)
      if left < lacking { reasons.append(ShortfallReason(kind: kind, lackingWithout: left)) }
    }
    if cause == .minimumLoads {
      let asked = Set(candidates)
      let row = problem.candidates.indices.filter { asked.contains(problem.candidates[$0]) }
      try add(.demand(row.map { problem.candidates[$0] })) { eased in
        for candidate in row { eased.demand[candidate] = problem.row(candidate).count }
      }
    } else {
      let wanted = Dictionary(
        members.flatMap { problem.row($0).map { (Int(problem.expert[$0]), 1) } }, uniquingKeysWith: +)
      let short = reached.filter { problem.maximumLoad[$0] < wanted[$0, default: 0] }
      try add(.loads(short.map { problem.experts[$0] })) { eased in
        for expert in short { eased.maximumLoad[expert] = wanted[expert, default: 0] }
      }
    }
    for number in problem.limits.all.indices {
      try add(.composition(problem.limits.all[number].said)) { $0.limits = problem.limits.without(number) }
    }
    if !problem.isPinned.isEmpty { try add(.pins) { $0.isPinned = [] } }
    return reasons
  }

  // MARK: What is lacking

  private static func lacking(
    to members: [Int], _ cause: Shortfall.Cause, in problem: PanelProblem
  ) throws(NetworkFault) -> Int {
    guard cause == .minimumLoads else { return try seats(of: members, in: problem).lacking() }
    var alone = problem
    alone.minimumLoad = problem.minimumLoad.map { _ in 0 }
    for member in members { alone.minimumLoad[member] = problem.minimumLoad[member] }
    return try alone.lacking()
  }

  /// The problem of some candidates alone, without least loads.
  private static func seats(of members: [Int], in problem: PanelProblem) -> PanelProblem {
    var alone = members.count == problem.candidates.count ? problem : problem.restricted(to: members)
    alone.minimumLoad = problem.minimumLoad.map { _ in 0 }
    return alone
  }
}

extension PanelProblem {
  /// The same problem of some candidates only, ascending.
  func restricted(to members: [Int]) -> PanelProblem {
    var alone = self
    alone.candidates = members.map { candidates[$0] }
    alone.demand = members.map { demand[$0] }
    (alone.rowStart, alone.expert, alone.millionths, alone.isSoft, alone.isPinned) = ([0], [], [], [], [])
    for candidate in members {
      alone.expert += expert[row(candidate)]
      alone.millionths += millionths[row(candidate)]
      alone.isSoft += isSoft[row(candidate)]
      if !isPinned.isEmpty { alone.isPinned += isPinned[row(candidate)] }
      alone.rowStart.append(alone.expert.count)
    }
    alone.limits = limits.restricted(to: members)
    alone.groups = PanelGroups(alone)
    return alone
  }

  /// Seats that stay empty at least, or are lacking to least loads and to what must sit together, soft pairs let in.
  func lacking() throws(NetworkFault) -> Int {
    guard
      case .infeasible(_, let unmet) = minimumCostFlow(
        try PanelNetwork(self, levels: [.softPairs], soft: .fewest).network)
    else { return 0 }
    return unmet
  }
}
