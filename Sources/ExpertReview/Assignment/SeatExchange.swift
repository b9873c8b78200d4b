import Flow

/// What seating an expert on a candidate's panel would cost exactly, and who would then sit where.
///
/// Panels on record are a cheapest flow, and the prices beside them prove it. The best panels in which one more pair
/// sits together differ from them by one cycle of seats that change hands (`Exchange` of `Flow`): the expert takes a
/// seat on the panel, may give up another, which someone else takes …, until somebody leaves the first panel. So the
/// loss is exact: it is what a search with the pair forced in would find.
public struct SeatExchange: Sendable, Hashable {
  /// A seat that passes on.
  public struct Move: Sendable, Hashable {
    public let candidate: CandidateID
    public let leaves: ExpertID
    public let enters: ExpertID
  }

  /// Every seat that passes on: first that of the expert who is seated, then those that follow from it.
  public let moves: [Move]
  /// How much less the total of affinities would be, in millionths.
  public let loss: Int64
  /// How many more soft pairs would sit; they count before all else.
  public let softPairs: Int64
  /// With even loads as the objective: how much more the sum of *n* (*n* − 1) / 2 over all loads would be, which counts
  /// before the total.
  public let unevenness: Int64
}

/// An expert who is next to be seated on a panel.
public struct RunnerUp: Sendable, Hashable {
  public let expert: ExpertID
  /// Of the pair, in millionths.
  public let affinity: Int32
  public let exchange: SeatExchange
}

/// Panels on record, ready to be asked what other seats would cost.
public struct SeatExchanges: Sendable {
  private let network: PanelNetwork
  private let search: CycleSearch
  private let levels: [PanelNetwork.Level]
  private let taken: [Bool]
  private let pairOfArc: [Int32]
  private var problem: PanelProblem { network.problem }

  /// Nil where the prices on record do not prove the panels best for this problem, and for objectives that no prices
  /// prove. Where seats are kept, the problem is the one that keeps the same, and these seats stay.
  ///
  /// Complexity: linear in the pairs, once for each level.
  public init?(_ record: AssignmentRecord, for problem: PanelProblem) {
    guard let objective = AssignmentObjective(record.objective), objective == .total || objective == .balanced,
      let seats = SeatsOnRecord(record, for: problem),
      let network = seats.network(objective, record)
    else { return nil }
    let nodes = network.network.nodeCount
    let prices = stride(from: 0, to: record.prices.count, by: nodes).map { Array(record.prices[$0..<$0 + nodes]) }
    guard
      let search = try? CycleSearch(
        network.network, then: network.further, flow: seats.flow(in: network), potentials: prices)
    else { return nil }
    self.network = network
    self.search = search
    levels = objective.levels(soft: seats.softSeats > 0 ? .fewest : .leftOut, seed: record.seed)
    taken = seats.taken
    var pairs = [Int32](repeating: -1, count: network.network.arcCount)
    for (position, arc) in network.arcOfPair.enumerated() { pairs[arc] = Int32(position) }
    pairOfArc = pairs
  }

  /// What it costs to seat an expert on a candidate's panel; nil where the pair sits there, may not be assigned, or no
  /// panels hold it, and where the seats that would follow break a limit that the network does not see. A soft pair is
  /// priced as if it were let in.
  public func seating(_ expert: ExpertID, on candidate: CandidateID) -> SeatExchange? {
    guard let row = problem.candidates.firstIndex(of: candidate),
      let column = problem.experts.firstIndex(of: expert),
      let position = problem.position(candidate: row, expert: Int32(column)), !taken[position]
    else { return nil }
    return search.raising(network.arcOfPair[position], beyondCapacity: true).flatMap { seatExchange($0, of: position) }
  }

  /// The experts who are next on a candidate's panel, those first whose seat costs least – soft pairs, what the
  /// objective puts before the total, the total – then by affinity, the greatest first, then by id. Soft pairs are not
  /// among them. Complexity: one shortest way for each limit on kinds of experts that binds the panel, and one more.
  public func runnersUp(on candidate: CandidateID, atMost count: Int) -> [RunnerUp] {
    guard let row = problem.candidates.firstIndex(of: candidate) else { return [] }
    let open = problem.row(row).filter { !taken[$0] && !problem.isSoft[$0] }
    let byTail = Dictionary(grouping: open) { network.network[arc: network.arcOfPair[$0]].tail }
    var found: [RunnerUp] = []
    for (tail, positions) in byTail.sorted(by: { $0.key < $1.key }) {
      let exchanges = search.raising(positions.map { network.arcOfPair[$0] }, from: tail)
      for (position, exchange) in zip(positions, exchanges) {
        guard let exchange = exchange.flatMap({ seatExchange($0, of: position) }) else { continue }
        found.append(
          RunnerUp(
            expert: problem.experts[Int(problem.expert[position])], affinity: problem.millionths[position],
            exchange: exchange))
      }
    }
    return Array(found.sorted { $0.rank < $1.rank }.prefix(count))
  }

  /// Nil where the seats would break a limit that the network does not see: what the pair costs is then not known.
  private func seatExchange(_ exchange: Exchange, of position: Int) -> SeatExchange? {
    func cost(_ level: PanelNetwork.Level) -> Int64? { levels.firstIndex(of: level).map { exchange.costs[$0] } }
    let changes = exchange.steps.filter { pairOfArc[$0.arc] >= 0 }
    // Along the cycle seats are taken and given up by turns; who gives one up stands before who takes it.
    let pairs = changes.map { Int(pairOfArc[$0.arc]) }
    let changed = Dictionary(uniqueKeysWithValues: zip(pairs, changes.map { $0.change > 0 }))
    let keepsAll = problem.groups.crossing.allSatisfy { problem.keeps($0) { changed[$0] ?? taken[$0] } }
    guard keepsAll else { return nil }
    var moves: [SeatExchange.Move] = []
    for (place, change) in changes.enumerated() where change.change > 0 {
      let before = pairs[(place + pairs.count - 1) % pairs.count]
      moves.append(
        SeatExchange.Move(
          candidate: problem.candidates[self.candidate(of: pairs[place])],
          leaves: problem.experts[Int(problem.expert[before])],
          enters: problem.experts[Int(problem.expert[pairs[place]])]))
    }
    return SeatExchange(
      moves: moves, loss: cost(.affinity) ?? 0,
      softPairs: cost(.softPairs) ?? (problem.isSoft[position] ? 1 : 0), unevenness: cost(.evenLoads) ?? 0)
  }

  private func candidate(of position: Int) -> Int {
    var range = 0..<problem.candidates.count
    while range.count > 1 {
      let middle = range.lowerBound + range.count / 2
      range = problem.rowStart[middle] <= position ? middle..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}

extension RunnerUp {
  fileprivate var rank: (Int64, Int64, Int64, Int32, ExpertID) {
    (exchange.softPairs, exchange.unevenness, exchange.loss, -affinity, expert)
  }
}
