import Flow

/// Panels for every candidate, with the proof that no others have a larger total of affinities.
public struct PanelAssignment: Sendable {
  /// By candidate, then expert, as indices of the problem.
  public let seats: [(candidate: Int, expert: Int, position: Int)]
  public let problem: PanelProblem
  public let seed: String
  /// Sum of affinities over all seats, in millionths.
  public let total: Int64
  /// The smallest sum of one candidate.
  public let worst: Int64
  /// Dual prices of the network's nodes.
  public let prices: [Int64]
  /// Seats with a soft conflict, taken because a panel could not be filled without them.
  public let softSeats: Int

  fileprivate init(problem: PanelProblem, network: PanelNetwork, solution: Solution, seed: String) {
    var seats: [(candidate: Int, expert: Int, position: Int)] = []
    var sums = [Int64](repeating: 0, count: problem.candidates.count)
    for candidate in problem.candidates.indices {
      for position in problem.row(candidate) where solution.flow[network.arcOfPair[position]] == 1 {
        seats.append((candidate, Int(problem.expert[position]), position))
        sums[candidate] += Int64(problem.millionths[position])
      }
    }
    self.seats = seats
    self.problem = problem
    self.seed = seed
    total = sums.reduce(0, +)
    worst = PanelAssignment.worst(of: sums, in: problem)
    prices = solution.potentials
    softSeats = seats.count { problem.isSoft[$0.position] }
  }

  /// The smallest sum of one candidate; where seats are kept, of those that had seats left to fill.
  fileprivate static func worst(of sums: [Int64], in problem: PanelProblem) -> Int64 {
    let counted = sums.indices.lazy.filter { !problem.keepsSeats || problem.demand[$0] > 0 }
    return counted.map { sums[$0] }.min() ?? 0
  }

  /// The seats that were found, without those kept.
  public var foundSeats: [PanelList.Seat] {
    seats.map { PanelList.Seat(candidate: problem.candidates[$0.candidate], expert: problem.experts[$0.expert]) }
  }

  /// What goes on record: the seats found beside those kept, and who stands by.
  public func record(
    stage: String, keeping kept: [PanelList.Seat] = [], alternates: [PanelList.Seat] = []
  ) -> AssignmentRecord {
    AssignmentRecord(
      panels: PanelList(stage: stage, seats: kept + foundSeats, alternates: alternates), objective: "total", seed: seed,
      total: total, worst: worst, prices: prices, kept: kept)
  }
}

/// How a search for panels ended.
public enum AssignmentOutcome: Sendable {
  case assigned(PanelAssignment)
  case shortfall(Shortfall)
}

/// Why a problem cannot be put to the solver at all.
public enum AssignmentFault: Error, Hashable, Sendable {
  case noCandidates
  case noExperts
  case tooLarge(NetworkFault)
}

/// Finds panels with the largest total of affinities that keep every limit: demands, loads, conflicts and experts of
/// one unit (minimum-cost flow; see `Flow`). Soft conflicts are used only where no panels exist without them, and as
/// few as can be. Ties are settled by lot from `seed`: the same seed gives the same panels.
public func assignPanels(_ problem: PanelProblem, seed: String) throws(AssignmentFault) -> AssignmentOutcome {
  guard !problem.candidates.isEmpty else { throw .noCandidates }
  guard !problem.experts.isEmpty else { throw .noExperts }
  do throws(NetworkFault) {
    let strict = try PanelNetwork(problem, seed: seed, soft: .leftOut)
    switch minimumCostFlow(strict.network) {
    case .optimal(let solution):
      return .assigned(PanelAssignment(problem: problem, network: strict, solution: solution, seed: seed))
    case .infeasible(let cut, _):
      guard problem.isSoft.contains(true) else {
        return .shortfall(Shortfall(problem: problem, cut: cut, network: strict.network))
      }
    case .stopped: preconditionFailure("no watch was given that could stop the search")
    }
    let lenient = try PanelNetwork(problem, seed: seed, soft: .penalised)
    switch minimumCostFlow(lenient.network) {
    case .optimal(let solution):
      return .assigned(PanelAssignment(problem: problem, network: lenient, solution: solution, seed: seed))
    case .infeasible(let cut, _):
      return .shortfall(Shortfall(problem: problem, cut: cut, network: lenient.network))
    case .stopped: preconditionFailure("no watch was given that could stop the search")
    }
  } catch {
    throw .tooLarge(error)
  }
}

/// Checks panels on record against the problem as it was: every limit kept, the totals as stated, and the prices still
/// prove that no panels have a larger total. One pass over the pairs. Where the record keeps seats, the problem is the
/// one that keeps the same.
public func proves(_ record: AssignmentRecord, for problem: PanelProblem) -> Bool {
  provenNetwork(record, for: problem) != nil
}

/// The network in which a record's panels and prices are optimal; nil where they are not.
private func provenNetwork(
  _ record: AssignmentRecord, for problem: PanelProblem
) -> (network: PanelNetwork, usesSoft: Bool)? {
  let candidateAt = Dictionary(uniqueKeysWithValues: problem.candidates.enumerated().map { ($1, $0) })
  let expertAt = Dictionary(uniqueKeysWithValues: problem.experts.enumerated().map { ($1, Int32($0)) })
  var taken = [Bool](repeating: false, count: problem.pairCount)
  var usesSoft = false
  var sums = [Int64](repeating: 0, count: problem.candidates.count)
  let kept = Set(record.kept)
  guard kept.isSubset(of: record.panels.seats) else { return nil }
  for seat in record.panels.seats where !kept.contains(seat) {
    guard let candidate = candidateAt[seat.candidate], let expert = expertAt[seat.expert],
      let position = problem.position(candidate: candidate, expert: expert), !taken[position]
    else { return nil }
    taken[position] = true
    sums[candidate] += Int64(problem.millionths[position])
    if problem.isSoft[position] { usesSoft = true }
  }
  guard record.total == sums.reduce(0, +), record.worst == PanelAssignment.worst(of: sums, in: problem) else {
    return nil
  }
  guard let network = try? PanelNetwork(problem, seed: record.seed, soft: usesSoft ? .penalised : .leftOut) else {
    return nil
  }
  var flow = [Int32](repeating: 0, count: network.network.arcCount)
  var through = [Int](repeating: 0, count: network.network.nodeCount)
  for (position, arc) in network.arcOfPair.enumerated() where taken[position] {
    flow[arc] = 1
    through[network.network[arc: arc].tail] += 1
    through[network.network[arc: arc].head] += 1
  }
  // Arcs that are not pairs carry what their inner end lets through.
  let layout = PanelNetwork.Layout(problem)
  for arc in 0..<network.network.arcCount {
    let ends = network.network[arc: arc]
    if ends.head == layout.sink { flow[arc] = Int32(through[ends.tail]) }
    if ends.head >= layout.firstGroupNode { flow[arc] = Int32(through[ends.head]) }
  }
  guard (try? check(network.network, flow: flow, potentials: record.prices)) != nil else { return nil }
  return (network, usesSoft)
}

/// How much of the total of affinities, in millionths, any panels in which this pair sits together must lose at least
/// against those on record. Zero means only that the prices on record prove no loss.
///
/// Forcing a unit along an arc raises the least cost by its reduced cost or more. Costs are `factor` × millionths plus
/// lots that never reach `factor` together, so the loss is at least the reduced cost ÷ `factor`, rounded down.
///
/// - Returns: nil where the prices do not prove the panels for this problem, where soft pairs had to be used (the total
///   was then not what came first), or where the pair is seated, soft or may not be assigned.
public func leastLoss(
  seating expert: ExpertID, on candidate: CandidateID, against record: AssignmentRecord, for problem: PanelProblem
) -> Int64? {
  guard !record.panels.seats.contains(PanelList.Seat(candidate: candidate, expert: expert)),
    let row = problem.candidates.firstIndex(of: candidate), let column = problem.experts.firstIndex(of: expert),
    let position = problem.position(candidate: row, expert: Int32(column)), !problem.isSoft[position],
    let (network, usesSoft) = provenNetwork(record, for: problem), !usesSoft
  else { return nil }
  let arc = network.network[arc: network.arcOfPair[position]]
  let reducedCost = arc.cost + record.prices[arc.tail] - record.prices[arc.head]
  return max(0, reducedCost / network.factor)
}
