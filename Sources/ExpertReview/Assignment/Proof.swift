import Flow

/// Checks panels on record against the problem as it was: every limit kept, the sums as stated, and nothing better
/// possible.
///
/// For `total` and `balanced` the prices on record show the last in one pass over the pairs for each level. Where they
/// cannot – another objective, or prices of a law that no longer holds – the search is made anew and must come to the
/// same worth. Panels drawn at random are drawn anew and must be the same: their chances follow from the problem, the
/// law and the seed, and the search certifies them. Where the record keeps seats, the problem is the one that keeps the
/// same.
public func proves(_ record: AssignmentRecord, for problem: PanelProblem) -> Bool {
  if let law = BlockLaw(record.objective) { return provesBlocks(record, law, for: problem) }
  guard let seats = SeatsOnRecord(record, for: problem), let objective = AssignmentObjective(record.objective) else {
    return false
  }
  if case .random = objective { return seats.areDrawnAgain(objective, seed: record.seed) }
  if seats.network(objective, record) != nil { return true }
  guard seats.keepLimits(objective),
    case .assigned(let again)? = try? assignPanels(problem, objective: objective, seed: record.seed)
  else { return false }
  return Worth(of: again.seats.map(\.position), in: problem, by: objective)
    == Worth(of: seats.taken.indices.filter { seats.taken[$0] }, in: problem, by: objective)
}

/// The seats of a record that were found, as pairs of the problem; nil where they are none, or the sums differ.
struct SeatsOnRecord {
  let problem: PanelProblem
  let taken: [Bool]
  /// Soft seats that nobody pinned.
  let softSeats: Int
  let greatestLoad: Int

  init?(_ record: AssignmentRecord, for problem: PanelProblem) {
    self.problem = problem
    let candidateAt = Dictionary(uniqueKeysWithValues: problem.candidates.enumerated().map { ($1, $0) })
    let expertAt = Dictionary(uniqueKeysWithValues: problem.experts.enumerated().map { ($1, Int32($0)) })
    var taken = [Bool](repeating: false, count: problem.pairCount)
    var softSeats = 0
    var sums = [Int64](repeating: 0, count: problem.candidates.count)
    var loads = [Int](repeating: 0, count: problem.experts.count)
    let kept = Set(record.kept)
    guard kept.isSubset(of: record.panels.seats) else { return nil }
    for seat in record.panels.seats where !kept.contains(seat) {
      guard let candidate = candidateAt[seat.candidate], let expert = expertAt[seat.expert],
        let position = problem.position(candidate: candidate, expert: expert), !taken[position]
      else { return nil }
      taken[position] = true
      sums[candidate] += Int64(problem.millionths[position])
      loads[Int(expert)] += 1
      if problem.isSoft[position], !problem.isPinned(position) { softSeats += 1 }
    }
    guard record.total == sums.reduce(0, +), record.worst == PanelAssignment.worst(of: sums, in: problem) else {
      return nil
    }
    self.taken = taken
    self.softSeats = softSeats
    greatestLoad = loads.max() ?? 0
  }

  /// The network in which these panels and the record's prices are best; nil where they are not.
  func network(_ objective: AssignmentObjective, _ record: AssignmentRecord) -> PanelNetwork? {
    guard objective != .pairs, keepsCrossing, let network = made(objective, seed: record.seed) else { return nil }
    let nodes = network.network.nodeCount
    guard nodes > 0, record.prices.count == nodes * (network.further.count + 1) else { return nil }
    let prices = stride(from: 0, to: record.prices.count, by: nodes).map { Array(record.prices[$0..<$0 + nodes]) }
    guard (try? check(network.network, then: network.further, flow: flow(in: network), potentials: prices)) != nil
    else { return nil }
    return network
  }

  /// Whether the same law and seed draw just these seats.
  func areDrawnAgain(_ objective: AssignmentObjective, seed: String) -> Bool {
    guard case .assigned(let again)? = try? assignPanels(problem, objective: objective, seed: seed) else {
      return false
    }
    return again.objective == objective && again.seats.map(\.position) == taken.indices.filter { taken[$0] }
  }

  /// Whether every limit is kept.
  func keepLimits(_ objective: AssignmentObjective) -> Bool {
    guard keepsCrossing, let network = made(objective, seed: "") else { return false }
    return isFeasible(flow(in: network), in: network.network)
  }

  /// Whether the limits are kept that are in no tree of the network.
  private var keepsCrossing: Bool {
    problem.groups.crossing.allSatisfy { problem.keeps($0) { taken[$0] } }
  }

  /// The network of the objective, in which seats are told apart as far as these loads go.
  private func made(_ objective: AssignmentObjective, seed: String) -> PanelNetwork? {
    let soft: PanelNetwork.SoftPairs = softSeats > 0 ? .fewest : .leftOut
    let loads: PanelNetwork.LoadArcs =
      objective == .balanced ? .single(max(greatestLoad, PanelNetwork.firstSteps(problem))) : .together
    return try? PanelNetwork(problem, levels: objective.levels(soft: soft, seed: seed), soft: soft, loads: loads)
  }

  /// The flow that the seats mean; arcs that are not pairs carry what their inner end lets through.
  func flow(in network: PanelNetwork) -> [Int32] {
    let whole = network.network
    let layout = PanelNetwork.Layout(problem)
    var flow = [Int32](repeating: 0, count: whole.arcCount)
    var through = [Int](repeating: 0, count: whole.nodeCount)
    for (position, arc) in network.arcOfPair.enumerated() where taken[position] {
      flow[arc] = 1
      through[whole[arc: arc].tail] += 1
      through[whole[arc: arc].head] += 1
    }
    // A group's units come through the group around it, which has a smaller number.
    for (number, group) in layout.groups.all.enumerated().reversed() where group.parent >= 0 {
      through[layout.firstGroupNode + Int(group.parent)] += through[layout.firstGroupNode + number]
    }
    for arc in 0..<whole.arcCount {
      let ends = whole[arc: arc]
      if ends.head == layout.sink {
        flow[arc] = Int32(clamping: min(ends.capacity, through[ends.tail]))
        through[ends.tail] -= Int(flow[arc])
      }
      if ends.head >= layout.firstGroupNode { flow[arc] = Int32(through[ends.head]) }
    }
    return flow
  }
}

/// How much of the total of affinities, in millionths, any panels in which this pair sits together must lose at least
/// against those on record. Zero means only that the prices on record prove no loss.
///
/// Forcing a unit along an arc raises the least cost by its reduced cost or more.
///
/// - Returns: nil where the prices do not prove the panels for this problem, where soft pairs had to be used or the
///   objective is not `total` (the total was then not what came first), or where the pair is seated, soft or may not
///   be assigned.
public func leastLoss(
  seating expert: ExpertID, on candidate: CandidateID, against record: AssignmentRecord, for problem: PanelProblem
) -> Int64? {
  guard record.objective == AssignmentObjective.total.text,
    !record.panels.seats.contains(PanelList.Seat(candidate: candidate, expert: expert)),
    let row = problem.candidates.firstIndex(of: candidate), let column = problem.experts.firstIndex(of: expert),
    let position = problem.position(candidate: row, expert: Int32(column)), !problem.isSoft[position],
    let seats = SeatsOnRecord(record, for: problem), seats.softSeats == 0,
    let network = seats.network(.total, record)
  else { return nil }
  let arc = network.network[arc: network.arcOfPair[position]]
  return max(0, arc.cost + record.prices[arc.tail] - record.prices[arc.head])
}
