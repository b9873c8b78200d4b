import Testing

@testable import ExpertReview

/// Whether a whole panel keeps every limit on who sits together.
private func keepsLimits(_ experts: [Int], _ problem: PanelProblem) -> Bool {
  problem.limits.all.allSatisfy { limit in
    var counts: [Int32: Int] = [:]
    for expert in experts where limit.classOf[expert] >= 0 { counts[limit.classOf[expert], default: 0] += 1 }
    let count = limit.said.count(of: experts.count)
    return limit.said.sense == .atMost
      ? counts.values.allSatisfy { $0 <= count } : (counts.values.max() ?? 0) >= count
  }
}

/// What seating a pair costs, against problems solved anew with the pair forced in.
@Suite struct `A seat's exchange` {
  private func input(_ seed: Int) -> PanelInput {
    var lottery = Lottery(seed)
    let candidates = (1...lottery.count(2...4)).map { CandidateID("C\($0)") }
    let experts = (1...lottery.count(3...6)).map { number in
      Expert(
        id: ExpertID("E\(number)"), name: "", employer: lottery.element(["", "甲", "乙", "丙"]),
        kinds: lottery.flag() ? ["技术"] : [],
        minimumLoad: lottery.element([0, 0, 0, 1]), maximumLoad: lottery.count(1...3))
    }
    var soft: Set<PanelInput.Pair> = []
    var pairs: [(candidate: Int32, expert: Int32, millionths: Int32)] = []
    for (row, candidate) in candidates.enumerated() {
      for (column, expert) in experts.enumerated() where lottery.count(0...6) > 0 {
        if lottery.count(0...4) == 0 { soft.insert(PanelInput.Pair(candidate, expert.id)) }
        pairs.append((Int32(row), Int32(column), Int32(lottery.count(0...20)) * 50_000))
      }
    }
    return PanelInput(
      demands: candidates.map { ($0, lottery.count(1...2)) }, experts: experts, soft: soft,
      atMostPerUnit: lottery.element([nil, 1]),
      limits: lottery.count(0...2) == 0 ? [CompositionLimit(.atLeast, 1, of: .kind("技术"))] : [],
      affinities: AffinityTable(absent: .forbid, candidates: candidates, experts: experts.map(\.id), pairs: pairs))
  }

  /// The greatest worth with a pair forced in, by taking away its rivals: every other set of seats of the candidate is
  /// tried with the pair in it.
  private func forced(
    _ problem: PanelProblem, _ candidate: Int, _ position: Int, _ objective: AssignmentObjective
  ) throws -> Worth? {
    let others = problem.row(candidate).filter { $0 != position }
    var best: Worth?
    for set in 0..<(1 << others.count) where set.nonzeroBitCount == problem.demand[candidate] - 1 {
      let panel = [position] + others.indices.filter { set >> $0 & 1 == 1 }.map { others[$0] }
      guard keepsLimits(panel.map { Int(problem.expert[$0]) }, problem) else { continue }
      var rest = problem.restricted(to: problem.candidates.indices.filter { $0 != candidate })
      for seat in panel {
        rest.maximumLoad[Int(problem.expert[seat])] -= 1
        rest.minimumLoad[Int(problem.expert[seat])] = max(0, rest.minimumLoad[Int(problem.expert[seat])] - 1)
      }
      guard rest.maximumLoad.allSatisfy({ $0 >= 0 }) else { continue }
      // The rest is best with the loads that this panel gives, so even loads are tried by every set of seats.
      for filled in EveryPanels(rest, keeps: { keepsLimits($1, rest) }).all {
        let whole = panel + filled.map { moved($0, rest, problem) }
        let worth = Worth(of: whole, in: problem, by: objective)
        if best.map({ worth > $0 }) ?? true { best = worth }
      }
    }
    return best
  }

  /// The position in the whole problem of a pair of its part.
  private func moved(_ position: Int, _ part: PanelProblem, _ whole: PanelProblem) -> Int {
    let row = part.candidates.indices.first { part.row($0).contains(position) } ?? 0
    let candidate = whole.candidates.firstIndex(of: part.candidates[row]) ?? 0
    return whole.position(candidate: candidate, expert: part.expert[position]) ?? -1
  }

  @Test(arguments: 0..<60, [AssignmentObjective.total, .balanced])
  func `costs exactly what is lost when the pair is forced in, and leads to such panels`(
    seed: Int, objective: AssignmentObjective
  ) throws {
    let problem = PanelProblem(input(seed))
    guard case .assigned(let found) = try assignPanels(problem, objective: objective, seed: "s") else { return }
    let record = found.record(stage: "s")
    // Where limits that cross had to be searched for, no prices tell what a seat costs.
    guard !record.prices.isEmpty else {
      #expect(SeatExchanges(record, for: problem) == nil)
      return
    }
    let exchanges = try #require(SeatExchanges(record, for: problem))
    let best = Worth(of: found.seats.map(\.position), in: problem, by: objective)
    let seated = Set(record.panels.seats)
    for (row, candidate) in problem.candidates.enumerated() {
      for position in problem.row(row) {
        // Where soft pairs were not needed, one is priced beyond what the search let in.
        if problem.isSoft[position], found.softSeats == 0 { continue }
        let expert = problem.experts[Int(problem.expert[position])]
        let exchange = exchanges.seating(expert, on: candidate)
        let seat = PanelList.Seat(candidate: candidate, expert: expert)
        guard !seated.contains(seat) else {
          #expect(exchange == nil)
          continue
        }
        var open = problem
        if found.softSeats == 0 { open.bar(softPairsOf: problem) }
        guard
          let truth = try forced(
            open, row, open.position(candidate: row, expert: problem.expert[position]) ?? -1, objective)
        else {
          #expect(exchange == nil, "\(candidate) \(expert)")
          continue
        }
        let told = try #require(exchange)
        let lost = zip(best.numbers, truth.numbers).map { $0 - $1 }
        let numbers =
          objective == .balanced ? [told.softPairs, told.unevenness, told.loss] : [told.softPairs, told.loss]
        #expect(numbers == lost, "\(candidate) \(expert)")
        #expect(told.moves.first?.candidate == candidate && told.moves.first?.enters == expert)
        var after = seated
        for move in told.moves { after.remove(PanelList.Seat(candidate: move.candidate, expert: move.leaves)) }
        for move in told.moves { after.insert(PanelList.Seat(candidate: move.candidate, expert: move.enters)) }
        let positions = after.map { seat in
          let row = problem.candidates.firstIndex(of: seat.candidate) ?? 0
          let column = problem.experts.firstIndex(of: seat.expert) ?? 0
          return problem.position(candidate: row, expert: Int32(column)) ?? -1
        }
        #expect(after.contains(seat) && Worth(of: positions, in: problem, by: objective) == truth)
      }
    }
  }

  @Test(arguments: 0..<40)
  func `is the one that runners-up are told with, the cheapest first`(seed: Int) throws {
    let problem = PanelProblem(input(seed))
    guard case .assigned(let found) = try assignPanels(problem, seed: "s"), !found.prices.isEmpty else { return }
    let exchanges = try #require(SeatExchanges(found.record(stage: "s"), for: problem))
    for (row, candidate) in problem.candidates.enumerated() {
      let open = problem.row(row).filter { position in
        !problem.isSoft[position] && !found.seats.contains { $0.position == position }
      }
      let told = exchanges.runnersUp(on: candidate, atMost: 99)
      let single = open.compactMap { exchanges.seating(problem.experts[Int(problem.expert[$0])], on: candidate) }
      #expect(told.map(\.exchange.loss).sorted() == single.map(\.loss).sorted())
      if found.softSeats == 0 { #expect(told.map(\.exchange.loss) == told.map(\.exchange.loss).sorted()) }
      #expect(exchanges.runnersUp(on: candidate, atMost: 1) == Array(told.prefix(1)))
      for next in told { #expect(next.exchange.moves.first?.enters == next.expert) }
    }
  }

  @Test func `is not told where prices do not prove the panels`() throws {
    let problem = PanelProblem(input(1))
    for objective in [AssignmentObjective.pairs, .total] {
      guard case .assigned(let found) = try assignPanels(problem, objective: objective, seed: "s") else { continue }
      let record = found.record(stage: "s")
      let torn = AssignmentRecord(
        panels: record.panels, objective: record.objective, seed: record.seed, total: record.total,
        worst: record.worst, prices: [])
      #expect(SeatExchanges(torn, for: problem) == nil)
      if objective == .pairs { #expect(SeatExchanges(record, for: problem) == nil) }
    }
  }
}

extension PanelProblem {
  /// Takes the soft pairs out altogether.
  fileprivate mutating func bar(softPairsOf problem: PanelProblem) {
    (rowStart, expert, millionths, isSoft) = ([0], [], [], [])
    for candidate in candidates.indices {
      for position in problem.row(candidate) where !problem.isSoft[position] {
        expert.append(problem.expert[position])
        millionths.append(problem.millionths[position])
        isSoft.append(false)
      }
      rowStart.append(expert.count)
    }
    groups = PanelGroups(self)
  }
}
