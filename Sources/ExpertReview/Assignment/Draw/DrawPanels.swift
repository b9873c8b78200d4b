import Flow

/// Panels drawn by lot (随机抽取), with every number that was drawn.
///
/// # The law
///
/// The lists are fixed before: candidates with how many experts each needs, experts with least and greatest loads, the
/// limits on who sits together, the pairs that may not sit together and those that should not. Pairs that were ordered
/// to sit together do: those seats are filled before, and not by lot. Candidates and experts stand by id. One
/// counter *i* = 1, 2, 3, … runs through the whole draw, and each line of the protocol takes the next number of
/// Rivest's sampler (see `RivestSampler`), out of as many as are eligible.
///
/// 1. **Order.** Of the candidates not yet drawn, by id, the number names the next. So on until all have a place; the
///    last is drawn too, out of one.
/// 2. **Seats.** Candidate by candidate in that order, seat by seat. Free for a seat is who may judge the candidate, is
///    not on the panel yet, has room within the greatest load, and of whose unit or kind one more may sit there.
///    Eligible are those of the free with whom the rest stays possible: all seats still to be drawn can be filled
///    within every limit, least loads too. The number names one of the eligible, by id. Free experts who are not
///    eligible are passed over, each with who would be left short.
/// 3. **Alternates** (候补). When all seats are drawn, candidate by candidate in the same order, place by place: eligible
///    is who may judge the candidate without any conflict, neither sits there nor stands by already, has room within
///    the greatest load beside the seats drawn, and of whose unit or kind one more may be among those who sit and stand
///    by. Alternates are called in the order drawn. Where nobody is eligible the place stays empty.
///
/// A pair with a soft conflict is free only if the panels cannot be filled without such pairs; then the rest stays
/// possible only where no more of them are needed than the fewest with which all panels can be filled.
///
/// What the law gives up: panels are not all equally likely. They are as likely as the steps above make them, each step
/// being even, and anybody can follow it; to draw evenly among all possible panels nobody knows a way that is both
/// exact and quick.
public struct Draw: Sendable {
  public let problem: PanelProblem
  /// What the numbers come from.
  public let sampler: RivestSampler
  /// How many were to stand by for each candidate.
  public let wanted: Int
  /// In the order drawn: `lines[i - 1]` is draw number i.
  public let lines: [DrawLine]

  /// Seats with a soft conflict, taken because the panels could not be filled without them.
  public var softSeats: Int { seatPositions.count { problem.isSoft[$0.position] } }

  private var seatPositions: [(candidate: Int, position: Int)] {
    let ordered = problem.candidates.indices.flatMap { candidate in
      problem.row(candidate).filter(problem.isPinned).map { (candidate, $0) }
    }
    return ordered
      + lines.compactMap { line in
        guard line.kind == .seat, let candidate = line.candidate,
          let position = problem.position(candidate: candidate, expert: Int32(line.drawn))
        else { return nil }
        return (candidate, position)
      }
  }

  /// The seats drawn and those of pinned pairs, sorted as those of a panel list are.
  public var seats: [PanelList.Seat] {
    (pinned + places(.seat)).sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
  }

  /// The seats that were ordered, and not drawn.
  public var pinned: [PanelList.Seat] {
    problem.candidates.indices.flatMap { candidate in
      problem.row(candidate).filter(problem.isPinned).map {
        PanelList.Seat(candidate: problem.candidates[candidate], expert: problem.experts[Int(problem.expert[$0])])
      }
    }
  }

  /// Who stands by: of one candidate in the order drawn, which is that of calling.
  public var alternates: [PanelList.Seat] { places(.alternate) }

  private func places(_ kind: DrawLine.Kind) -> [PanelList.Seat] {
    lines.compactMap { line in
      guard line.kind == kind, let candidate = line.candidate else { return nil }
      return PanelList.Seat(candidate: problem.candidates[candidate], expert: problem.experts[line.drawn])
    }
  }

  /// What goes on record: the seats drawn beside those kept, and who stands by. Nothing was made best, so there are no
  /// prices; the total of affinities and the least panel are told for comparison.
  public func record(stage: String, keeping kept: [PanelList.Seat] = []) -> AssignmentRecord {
    var sums = [Int64](repeating: 0, count: problem.candidates.count)
    for (candidate, position) in seatPositions { sums[candidate] += Int64(problem.millionths[position]) }
    return AssignmentRecord(
      panels: PanelList(stage: stage, seats: kept + seats, alternates: alternates), objective: AssignmentRecord.drawn,
      seed: sampler.seed, total: sums.reduce(0, +),
      worst: zip(sums, problem.demand).filter { $0.1 > 0 }.map(\.0).min() ?? 0, prices: [], kept: kept)
  }

  /// The candidates for whom fewer stand by than were asked for, by id.
  public var shortages: [Alternates.Shortage] {
    var found = [Int](repeating: 0, count: problem.candidates.count)
    for line in lines where line.kind == .alternate { found[line.candidate ?? 0] += 1 }
    return problem.candidates.indices.filter { found[$0] < wanted }.map {
      Alternates.Shortage(candidate: problem.candidates[$0], found: found[$0])
    }
  }
}

/// How a draw ended.
public enum DrawOutcome: Sendable {
  case drawn(Draw)
  /// No panels keep every limit, so nothing was drawn.
  case shortfall(Shortfall)
}

/// Draws panels by the law that stands at `Draw`.
///
/// - Parameters:
///   - problem: the lists; where seats are kept, those left are drawn.
///   - alternates: how many are to stand by for each candidate; none where it is zero.
///   - sampler: the opened seed.
///
/// Complexity: one search a seat, each O(candidates + experts) where most pairs may sit, O(pairs) at worst.
public func drawPanels(
  _ problem: PanelProblem, alternates: Int, sampler: RivestSampler
) throws(AssignmentFault) -> DrawOutcome {
  switch try completion(of: problem) {
  case .shortfall(let shortfall): return .shortfall(shortfall)
  case .found(let network):
    var drawing = Drawing(Completion(problem, network), sampler)
    drawing.drawOrder()
    for candidate in drawing.order { drawing.drawSeats(of: candidate) }
    for candidate in drawing.order { drawing.drawAlternates(alternates, of: candidate) }
    return .drawn(Draw(problem: problem, sampler: sampler, wanted: alternates, lines: drawing.lines))
  }
}

/// Why panels cannot be drawn from a problem, whatever the seed; nil where they can.
public func drawShortfall(_ problem: PanelProblem) throws(AssignmentFault) -> Shortfall? {
  guard case .shortfall(let shortfall) = try completion(of: problem) else { return nil }
  return shortfall
}

private func completion(of problem: PanelProblem) throws(AssignmentFault) -> CompletionNetwork.Outcome {
  guard !problem.candidates.isEmpty else { throw .noCandidates }
  guard !problem.experts.isEmpty else { throw .noExperts }
  let faults = problem.faults
  guard faults.allSatisfy(\.isShortage) else { throw .contradictory(faults) }
  // Nobody could tell quickly, seat by seat, whether the rest can be filled.
  if let crossing = problem.limitsThatCross { throw .crossing(crossing) }
  do throws(NetworkFault) { return try CompletionNetwork.solve(problem) } catch { throw .tooLarge(error) }
}

/// A draw while it goes on.
private struct Drawing {
  private var completion: Completion
  private let sampler: RivestSampler
  private(set) var lines: [DrawLine] = []
  private(set) var order: [Int] = []

  init(_ completion: Completion, _ sampler: RivestSampler) {
    self.completion = completion
    self.sampler = sampler
  }

  private mutating func draw(
    _ kind: DrawLine.Kind, of candidate: Int?, place: Int, among eligible: [Int32],
    passedOver: [DrawLine.PassedOver] = []
  ) -> Int {
    let draw = lines.count + 1
    let number = sampler.number(of: draw, outOf: eligible.count)
    lines.append(
      DrawLine(
        draw: draw, kind: kind, candidate: candidate, place: place, eligible: eligible, number: number,
        passedOver: passedOver))
    return number - 1
  }

  mutating func drawOrder() {
    var left = completion.problem.candidates.indices.map { Int32($0) }
    while !left.isEmpty {
      let index = draw(.order, of: nil, place: order.count + 1, among: left)
      order.append(Int(left.remove(at: index)))
    }
  }

  mutating func drawSeats(of candidate: Int) {
    let problem = completion.problem
    for place in 0..<problem.demand[candidate] - completion.panels[candidate].count {
      let free = completion.free(for: candidate)
      let possible = completion.possible(among: free, for: candidate)
      let isPossible = Set(possible)
      let passedOver = completion.bars(to: free.filter { !isPossible.contains($0) }, for: candidate)
      let index = draw(
        .seat, of: candidate, place: place + 1, among: possible.map { problem.expert[$0] }, passedOver: passedOver)
      completion.draw(possible[index], for: candidate)
    }
  }

  mutating func drawAlternates(_ count: Int, of candidate: Int) {
    let problem = completion.problem
    var together = completion.panels[candidate]
    for place in 0..<count {
      let taken = Set(together)
      let eligible = problem.row(candidate).filter { position in
        !problem.isSoft[position] && !taken.contains(position)
          && completion.drawnLoad[Int(problem.expert[position])] < problem.maximumLoad[Int(problem.expert[position])]
          && problem.limits.allow(problem.expert[position], beside: together.map { problem.expert[$0] }, candidate)
      }
      guard !eligible.isEmpty else { return }
      let index = draw(.alternate, of: candidate, place: place + 1, among: eligible.map { problem.expert[$0] })
      together.append(eligible[index])
    }
  }
}

extension PanelLimits {
  /// Whether an expert may be one more among others of a candidate's panel, by the limits on the most.
  fileprivate func allow(_ expert: Int32, beside others: [Int32], _ candidate: Int) -> Bool {
    all.indices.allSatisfy { limit in
      let classOf = all[limit].classOf
      let own = classOf[Int(expert)]
      guard own >= 0, let most = most(limit, class: own, candidate: candidate) else { return true }
      return others.count { classOf[Int($0)] == own } < most
    }
  }
}
