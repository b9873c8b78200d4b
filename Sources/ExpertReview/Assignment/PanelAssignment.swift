import Flow

/// Panels for every candidate, and how good they are.
public struct PanelAssignment: Sendable {
  /// By candidate, then expert, as indices of the problem.
  public let seats: [(candidate: Int, expert: Int, position: Int)]
  public let problem: PanelProblem
  public let objective: AssignmentObjective
  public let seed: String
  /// Sum of affinities over all seats, in millionths.
  public let total: Int64
  /// The smallest sum of one candidate.
  public let worst: Int64
  /// Dual prices of the network's nodes, level after level.
  public let prices: [Int64]
  /// Whether nothing better by the objective is possible; false only where limits on who sits together cross.
  public let isProved: Bool
  /// No panels that are as good by what the objective asks for before the total have a larger one; the total itself
  /// where that is proved.
  public let bound: Int64
  /// Seats with a soft conflict, taken because a panel could not be filled without them.
  public let softSeats: Int
  /// Under `fair`: the worst-off places from below, as many as were asked for, with what is proved of each.
  public let shares: [CandidateShare]
  /// Where panels were drawn at random: with what chance each pair sits together.
  public let chances: PairChances?

  /// - Parameter positions: the pairs that sit together, ascending.
  init(
    problem: PanelProblem, positions: [Int], objective: AssignmentObjective, seed: String, prices: [Int64] = [],
    isProved: Bool = true, bound: Int64? = nil, chances: PairChances? = nil,
    shares: [CandidateShare] = []
  ) {
    var seats: [(candidate: Int, expert: Int, position: Int)] = []
    seats.reserveCapacity(positions.count)
    var sums = [Int64](repeating: 0, count: problem.candidates.count)
    var candidate = 0
    for position in positions {
      while position >= problem.rowStart[candidate + 1] { candidate += 1 }
      seats.append((candidate, Int(problem.expert[position]), position))
      sums[candidate] += Int64(problem.millionths[position])
    }
    self.seats = seats
    self.problem = problem
    self.objective = objective
    self.seed = seed
    total = sums.reduce(0, +)
    worst = PanelAssignment.worst(of: sums, in: problem)
    self.prices = prices
    self.isProved = isProved
    self.bound = bound ?? total
    self.chances = chances
    self.shares = shares
    softSeats = seats.count { problem.isSoft[$0.position] }
  }

  /// The smallest sum of one candidate; where seats are kept, of those that had seats left to fill.
  static func worst(of sums: [Int64], in problem: PanelProblem) -> Int64 {
    let counted = sums.indices.lazy.filter { !problem.keepsSeats || problem.demand[$0] > 0 }
    return counted.map { sums[$0] }.min() ?? 0
  }

  /// The seats that were found, without those kept.
  public var foundSeats: [PanelList.Seat] {
    seats.map { PanelList.Seat(candidate: problem.candidates[$0.candidate], expert: problem.experts[$0.expert]) }
  }

  /// What goes on record: the seats found beside those kept, and who stands by.
  public func record(
    stage: String, keeping kept: [PanelList.Seat] = [], alternates: [PanelList.Seat] = [],
    blocks: [AssignedBlock] = [], anchors: [PanelList.Seat] = []
  ) -> AssignmentRecord {
    AssignmentRecord(
      panels: PanelList(stage: stage, seats: kept + foundSeats, alternates: alternates), objective: objective.text,
      seed: seed, total: total, worst: worst, prices: prices, kept: kept, blocks: blocks, bound: isProved ? nil : bound,
      anchors: anchors)
  }
}

extension PanelNetwork {
  /// The panels that a flow of this network means. Lots settle what is equally good, so whether theirs are the least is
  /// no part of what is proved.
  func assignment(
    _ solution: LimitedLevelsSolution, levels: [Level], objective: AssignmentObjective, seed: String,
    isLeastPairProved: Bool = true
  ) -> PanelAssignment {
    let total = levels.firstIndex(of: .affinity)
    let proved = levels.indices.filter { if case .lots = levels[$0] { false } else { true } }
      .allSatisfy { solution.costs[$0] == solution.bounds[$0] }
    return PanelAssignment(
      problem: problem, positions: arcOfPair.indices.filter { solution.flow[arcOfPair[$0]] == 1 },
      objective: objective, seed: seed, prices: solution.potentials.flatMap { $0 },
      isProved: proved && isLeastPairProved,
      bound: total.flatMap { Int64(exactly: -solution.bounds[$0]) })
  }
}
