import Flow

/// Which seats pass on so that panels that stand can be filled again: as few as can be.
///
/// # Problem
///
/// Panels stood; experts left, conflicts were found, candidates came. Some seats are kept whatever happens (those with
/// marks), the others may pass to someone else, though as few as can be. Every limit is kept as when panels are made;
/// least loads, as always where seats are kept, bind nobody. Wanted is, in this order:
///
/// 1. no soft pair beside those that stood, or where that cannot be, as few as can be;
/// 2. the fewest seats given up;
/// 3. the largest total of affinities.
///
/// With a loss *x* more seats may pass on where that regains affinity: of all panels whose total is within *x* of the
/// largest, those that give up the fewest seats.
///
/// # Method
///
/// Both are flows through the network of an assignment (`PanelNetwork`) with a row of costs that counts the seats given
/// up. Without a loss it is a search for panels by levels (`PanelSearch`); with one it is a `Compromise` of `Flow`,
/// which states the number found and the number below which none can be. Limits that are in no tree of the network are
/// not the compromise's: where its panels break one, those without a loss are taken, beside the bound of the
/// compromise.
///
/// What follows is the assignment problem that keeps the other seats. Its best panels are no worse than those found
/// here, so they are searched for and proved as any others.
public struct PanelRepair: Sendable, Hashable {
  /// Seats that stood and stay, sorted by candidate, then expert, those that may not move among them.
  public let kept: [PanelList.Seat]
  /// Seats that stood and are given up, sorted alike.
  public let released: [PanelList.Seat]
  /// No panels within every limit, and within the loss, give up fewer seats than this.
  public let bound: Int
  /// With a loss: the largest total of affinities that panels with the immovable seats can have, those seats left out,
  /// in millionths.
  public let largestTotal: Int64?
  /// With a loss: the same total of the panels that follow, at least.
  public let total: Int64?
}

/// How a search for a repair ended.
public enum RepairOutcome: Sendable {
  case repaired(PanelRepair)
  case shortfall(Shortfall)
}

/// Finds which seats have to pass on.
///
/// - Parameters:
///   - movable: seats that stand and may pass on.
///   - fixed: seats that stand and may not.
///   - loss: how much less than the largest the total of affinities may be, in millionths; nil to give up no seat that
///     can be kept.
///   - problem: the assignment problem that keeps these seats.
/// - Returns: which seats are kept; where nothing stands that may move, all of them, whether the rest can be filled or
///   not.
/// - Throws: `AssignmentFault`, as `assignPanels` does.
public func repairPanels(
  movable: [PanelList.Seat], fixed: [PanelList.Seat], loss: Int64? = nil,
  problem: ([PanelList.Seat]) -> PanelProblem
) throws(AssignmentFault) -> RepairOutcome {
  // A seat of which the problem knows nothing – a conflict in doubt, a pair that the affinities leave out – stays.
  let known = StandingPairs(movable, in: problem(fixed))
  let unknown = movable.filter { !known.seats.contains($0) }
  let immovable = fixed + unknown
  let standing = unknown.isEmpty ? known : StandingPairs(known.seats, in: problem(immovable))
  guard !standing.seats.isEmpty, !standing.problem.experts.isEmpty else {
    return .repaired(
      PanelRepair(kept: immovable.inOrder, released: [], bound: 0, largestTotal: nil, total: nil))
  }
  guard standing.problem.faults.allSatisfy(\.isShortage) else { throw .contradictory(standing.problem.faults) }
  return try RepairSearch(standing, immovable: immovable).solve(loss: loss)
}

/// Seats that stand, as pairs of a problem in which they may stay.
private struct StandingPairs {
  let seats: [PanelList.Seat]
  /// Ascending.
  let positions: [Int]
  /// The pairs count as no soft ones, nobody has a least load, and a panel with more seats than its candidate needs may
  /// keep them.
  let problem: PanelProblem

  init(_ seats: [PanelList.Seat], in problem: PanelProblem) {
    let candidateAt = Dictionary(uniqueKeysWithValues: problem.candidates.enumerated().map { ($1, $0) })
    let expertAt = Dictionary(uniqueKeysWithValues: problem.experts.enumerated().map { ($1, Int32($0)) })
    var eased = problem
    eased.minimumLoad = problem.minimumLoad.map { _ in 0 }
    var number = [Int](repeating: 0, count: problem.candidates.count)
    var found: [(position: Int, seat: PanelList.Seat)] = []
    for seat in seats {
      guard let candidate = candidateAt[seat.candidate], let expert = expertAt[seat.expert],
        let position = problem.position(candidate: candidate, expert: expert)
      else { continue }
      found.append((position, seat))
      eased.isSoft[position] = false
      number[candidate] += 1
    }
    eased.demand = zip(problem.demand, number).map { max($0, $1) }
    if eased.demand != problem.demand { eased.groups = PanelGroups(eased) }
    found.sort { $0.position < $1.position }
    self.seats = found.map(\.seat)
    positions = found.map(\.position)
    self.problem = eased
  }
}

private struct RepairSearch {
  private let standing: StandingPairs
  private let immovable: [PanelList.Seat]
  private var problem: PanelProblem { standing.problem }

  init(_ standing: StandingPairs, immovable: [PanelList.Seat]) {
    self.standing = standing
    self.immovable = immovable
  }

  func solve(loss: Int64?) throws(AssignmentFault) -> RepairOutcome {
    var soft = PanelNetwork.SoftPairs.leftOut
    var fewest = try search(soft)
    if case .shortfall = fewest, problem.isSoft.contains(true) {
      soft = .fewest
      fewest = try search(soft)
    }
    do throws(NetworkFault) {
      switch fewest {
      case .shortfall(let shortfall): return .shortfall(try shortfall.completed(for: problem))
      case .found(let network, let solution):
        guard let loss else {
          let level = soft == .fewest ? 1 : 0
          return .repaired(
            repair(solution.flow, network, bound: standing.seats.count + Int(solution.bounds[level])))
        }
        return .repaired(try compromise(network, solution, soft, loss: loss))
      }
    } catch { throw .tooLarge(error) }
  }

  /// The fewest soft pairs, then the fewest seats given up, then the largest total.
  private func search(_ soft: PanelNetwork.SoftPairs) throws(AssignmentFault) -> PanelSearch {
    let first: [PanelNetwork.Level] = soft == .fewest ? [.softPairs] : []
    return try PanelSearch(problem, levels: first + [.keeping(standing.positions), .affinity], soft: soft)
  }

  /// The fewest seats given up within a loss, with as many soft pairs as `solution` has.
  private func compromise(
    _ network: PanelNetwork, _ solution: LimitedLevelsSolution, _ soft: PanelNetwork.SoftPairs, loss: Int64
  ) throws(NetworkFault) -> PanelRepair {
    let rows = [(0..<network.network.arcCount).map { network.network[arc: $0].cost }] + network.further
    var field = network.network
    if soft == .fewest {
      guard case .optimal(let fewest) = minimumCostFlow(field) else { preconditionFailure("panels were found before") }
      field = field.narrowed(to: fewest.flow, potentials: fewest.potentials)
    }
    guard
      case .found(let found) = try Flow.compromise(
        try field.priced(rows[rows.count - 1]), by: rows[rows.count - 2], excess: Int128(loss))
    else { preconditionFailure("panels were found before") }
    let keepsAll = problem.groups.crossing.allSatisfy { bound in
      problem.keeps(bound) { found.flow[network.arcOfPair[$0]] == 1 }
    }
    return repair(
      keepsAll ? found.flow : solution.flow, network, bound: standing.seats.count + Int(found.bound),
      largest: Int64(-found.leastCost))
  }

  private func repair(
    _ flow: [Int32], _ network: PanelNetwork, bound: Int, largest: Int64? = nil
  ) -> PanelRepair {
    var (kept, released): ([PanelList.Seat], [PanelList.Seat]) = (immovable, [])
    for (position, seat) in zip(standing.positions, standing.seats) {
      if flow[network.arcOfPair[position]] == 1 { kept.append(seat) } else { released.append(seat) }
    }
    let total = network.arcOfPair.indices.reduce(Int64(0)) {
      $0 + Int64(flow[network.arcOfPair[$1]]) * Int64(problem.millionths[$1])
    }
    return PanelRepair(
      kept: kept.inOrder, released: released.inOrder, bound: max(0, bound), largestTotal: largest,
      total: largest == nil ? nil : total)
  }
}

extension [PanelList.Seat] {
  fileprivate var inOrder: [PanelList.Seat] { sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) } }
}
