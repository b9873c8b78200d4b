import Flow
import Statistics

/// Who stands by for each candidate (候补专家): called in this order where a seat falls empty.
///
/// # Problem
///
/// Panels stand. Each candidate is to have `count` further experts who may judge it: without a conflict, hard or soft,
/// with room for one more candidate within their greatest load, and so that those seated and those standing by keep the
/// limit for one unit together. In this order:
///
/// 1. as many places are filled as can be;
/// 2. the places are spread evenly: over all experts the sum of *n* (*n* − 1) / 2 is least, *n* being how often one
///    stands by – exactly up to twice the average, further places costing alike;
/// 3. the total of affinities is largest;
/// 4. by lot from the seed.
///
/// # Method
///
/// Two flows of least cost through the network of an assignment (see `PanelNetwork`), whose experts are joined to the
/// sink by one arc for each place, each dearer than the one before. The first flow finds how many places must stay
/// empty; the second may leave no more. Where costs would pass what the network holds, the weight of an even spread is
/// lowered; it then still outweighs any single difference in affinity.
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
  case tooManyOfUnit(CandidateID, ExpertID)
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
  var ofUnit: [String: Int] = [:]
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
    let unit = problem.unit[Int(expert)]
    guard problem.atMostPerUnit != nil, unit >= 0 else { continue }
    ofUnit["\(candidate) \(unit)", default: 0] += 1
    if ofUnit["\(candidate) \(unit)", default: 0] > problem.room(of: unit, candidate: candidate) {
      faults.append(.tooManyOfUnit(seat.candidate, seat.expert))
    }
  }
  return faults
}

/// The network whose cheapest flow gives the alternates.
private struct AlternatesNetwork {
  private(set) var network: Network
  private(set) var arcOfPair: [Int]

  /// What is paid for: only places that stay empty, or all else where no more than so many may stay empty.
  private enum Phase {
    case fewestEmpty
    case best(empty: Int)
  }

  static func solve(_ count: Int, _ problem: PanelProblem, seed: String) throws(NetworkFault) -> [PanelList.Seat] {
    let first = try AlternatesNetwork(count, problem, .fewestEmpty, seed: seed)
    guard case .optimal(let filled) = minimumCostFlow(first.network) else {
      preconditionFailure("every place may stay empty, so a flow exists")
    }
    let second = try AlternatesNetwork(count, problem, .best(empty: Int(filled.cost)), seed: seed)
    guard case .optimal(let best) = minimumCostFlow(second.network) else {
      preconditionFailure("the flow of the first search is one of the second")
    }
    return second.seats(best, problem, seed: seed)
  }

  private init(_ count: Int, _ problem: PanelProblem, _ phase: Phase, seed: String) throws(NetworkFault) {
    let layout = PanelNetwork.Layout(problem)
    let nobody = layout.nodeCount
    network = Network(nodeCount: layout.nodeCount + 1, expectedArcs: problem.pairCount + problem.experts.count * 4)
    let places = count * problem.candidates.count
    let open = problem.experts.indices.filter { problem.maximumLoad[$0] > 0 }
    let steps = 2 * (places / max(1, open.count)) + 2
    let price = Prices(problem, places: places, steps: steps, largest: network.largestCost, seed: seed)
    let (isFirst, empty): (Bool, Int) =
      switch phase {
      case .fewestEmpty: (true, places)
      case .best(let empty): (false, empty)
      }
    for candidate in problem.candidates.indices { try network.setSupply(count, of: candidate) }
    try network.setSupply(-places, of: layout.sink)

    arcOfPair = [Int](repeating: -1, count: problem.pairCount)
    for candidate in problem.candidates.indices {
      let unitNode = try layout.joinUnits(of: candidate, in: &network, problem)
      for position in problem.row(candidate) where !problem.isSoft[position] {
        let expert = Int(problem.expert[position])
        guard problem.maximumLoad[expert] > 0 else { continue }
        arcOfPair[position] = try network.addArc(
          from: unitNode[problem.unit[expert]] ?? candidate, to: layout.expert(expert), capacity: 1,
          cost: isFirst ? 0 : price.of(position))
      }
      try network.addArc(from: candidate, to: nobody, capacity: count, cost: 0)
    }
    try network.addArc(from: nobody, to: layout.sink, capacity: empty, cost: isFirst ? 1 : 0)
    for expert in open {
      for step in 0..<steps {
        let cost = isFirst ? 0 : Int64(step) * price.step
        try network.addArc(from: layout.expert(expert), to: layout.sink, capacity: 1, cost: cost)
      }
      try network.addArc(
        from: layout.expert(expert), to: layout.sink, capacity: problem.candidates.count,
        cost: isFirst ? 0 : Int64(steps) * price.step)
    }
  }

  /// The pairs that carry flow, those of a candidate in the order of calling.
  private func seats(_ solution: Solution, _ problem: PanelProblem, seed: String) -> [PanelList.Seat] {
    var stream = RandomStream(seed: "panel alternates " + seed, label: "order")
    var seats: [PanelList.Seat] = []
    for candidate in problem.candidates.indices {
      var own: [(affinity: Int32, lot: UInt64, expert: Int)] = []
      for position in problem.row(candidate) where arcOfPair[position] >= 0 && solution.flow[arcOfPair[position]] == 1 {
        own.append((problem.millionths[position], stream.next(), Int(problem.expert[position])))
      }
      own.sort { ($1.affinity, $0.lot, $0.expert) < ($0.affinity, $1.lot, $1.expert) }
      seats += own.map { PanelList.Seat(candidate: problem.candidates[candidate], expert: problem.experts[$0.expert]) }
    }
    return seats
  }

  /// What a pair costs, and what each further place of one expert costs more than the one before.
  private struct Prices {
    private let problem: PanelProblem
    private let factor: Int64
    private let lots: [UInt8]
    let step: Int64

    init(_ problem: PanelProblem, places: Int, steps: Int, largest: Int64, seed: String) {
      self.problem = problem
      let span = Int64(max(1, problem.millionths.lazy.map { abs(Int64($0)) }.max() ?? 1))
      let even = 2 * span * Int64(max(1, places)) + 1
      func factor(_ levels: Int64) -> Int64 { levels * Int64(max(1, places)) + 1 }
      func fits(_ levels: Int64, _ weight: Int64) -> Bool {
        let (times, wide) = weight.multipliedReportingOverflow(by: factor(levels))
        let (dearest, wider) = times.multipliedReportingOverflow(by: Int64(steps))
        return !wide && !wider && dearest <= largest
      }
      let levels = [63, 15, 3, 1].first { fits($0, even) } ?? 0
      self.factor = factor(levels)
      step = fits(levels, even) ? even * factor(levels) : max(span + 1, largest / Int64(steps))
      var stream = RandomStream(seed: "panel alternates " + seed)
      lots = levels == 0 ? [] : problem.expert.map { _ in UInt8(stream.integer(below: Int(levels) + 1)) }
    }

    func of(_ position: Int) -> Int64 {
      -Int64(problem.millionths[position]) * factor + (lots.isEmpty ? 0 : Int64(lots[position]))
    }
  }
}
