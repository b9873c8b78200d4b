import Testing

@testable import ExpertReview

/// Panels that stood, and what happened to them.
private struct Broken {
  var input: PanelInput
  /// Seats that stand still.
  var movable: [PanelList.Seat] = []
  var fixed: [PanelList.Seat] = []
  let best: PanelAssignment

  /// Nil where no panels stood.
  init?(_ seed: Int) throws {
    var lottery = Lottery(seed)
    let candidates = (1...lottery.count(2...4)).map { CandidateID("C\($0)") }
    let experts = (1...lottery.count(3...5)).map { number in
      Expert(
        id: ExpertID("E\(number)"), name: "", employer: lottery.element(["", "甲", "乙"]),
        maximumLoad: lottery.count(1...3))
    }
    let pairs = DrawnPairs(candidates, experts, softTenths: 1, tenths: 0...9, using: &lottery)
    input = PanelInput(
      demands: candidates.map { ($0, lottery.count(1...2)) }, experts: experts, barred: pairs.barred, soft: pairs.soft,
      atMostPerUnit: lottery.element([nil, 1]),
      affinities: pairs.table())
    let newcomer = lottery.flag() ? input.demands.popLast() : nil
    guard case .assigned(let stood) = try assignPanels(PanelProblem(input), seed: "s") else { return nil }
    best = stood
    var seats = stood.foundSeats
    if let newcomer { input.demands.append(newcomer) }
    if lottery.flag() {
      let gone = lottery.element(experts).id
      input.experts.removeAll { $0.id == gone }
      seats.removeAll { $0.expert == gone }
    }
    if lottery.flag(), !seats.isEmpty {
      let found = lottery.element(seats)
      input.barred.insert(PanelInput.Pair(found.candidate, found.expert))
      seats.removeAll { $0 == found }
    }
    for seat in seats { if lottery.count(0...3) == 0 { fixed.append(seat) } else { movable.append(seat) } }
  }

  func problem(keeping kept: [PanelList.Seat]) -> PanelProblem {
    var input = input
    input.kept = kept.compactMap { seat in
      input.experts.first { $0.id == seat.expert }.map { (seat.candidate, $0) }
    }
    return PanelProblem(input)
  }

  /// Of every set of seats given up: how many, the fewest soft pairs with which the rest can be filled, and the total
  /// of all seats that are not fixed.
  func everything() throws -> [(released: Int, soft: Int, total: Int64)] {
    let table = input.affinities
    return try (0..<(1 << movable.count)).compactMap { set in
      let stay = movable.indices.filter { set >> $0 & 1 == 0 }.map { movable[$0] }
      // Panels and loads above their limits are given way to no more than is kept.
      guard case .assigned(let found) = try assignPanels(problem(keeping: fixed + stay), seed: "s") else { return nil }
      let held = stay.reduce(Int64(0)) {
        $0 + Int64(table?.millionths(candidate: $1.candidate, expert: $1.expert) ?? 0)
      }
      return (movable.count - stay.count, found.softSeats, found.total + held)
    }
  }
}

@Suite struct `A repair` {
  @Test(arguments: 0..<300)
  func `gives up the fewest seats there are, and ends within every limit or in a shortfall`(seed: Int) throws {
    guard let broken = try Broken(seed), !broken.input.experts.isEmpty else { return }
    let all = try broken.everything()
    // Only soft pairs beside those that stood count: a seat that is given up and taken again does not.
    let outcome = try repairPanels(
      movable: broken.movable, fixed: broken.fixed, problem: { broken.problem(keeping: $0) })
    switch outcome {
    case .shortfall(let shortfall):
      #expect(all.isEmpty && !shortfall.ways.isEmpty)
    case .repaired(let repair):
      #expect(Set(repair.kept).isSuperset(of: broken.fixed))
      #expect(Set(repair.kept + repair.released) == Set(broken.fixed + broken.movable))
      #expect(repair.bound == repair.released.count && repair.largestTotal == nil)
      let rest = broken.problem(keeping: repair.kept)
      guard case .assigned(let found) = try assignPanels(rest, seed: "s") else {
        #expect(all.isEmpty && repair.released.isEmpty, "the rest cannot be filled")
        return
      }
      #expect(proves(found.record(stage: "s", keeping: repair.kept), for: rest))
      let least = try #require(all.map(\.soft).min())
      #expect(found.softSeats <= least)
      let fewest = try #require(all.filter { $0.soft == least }.map(\.released).min())
      #expect(repair.released.count <= fewest)
    }
  }

  @Test(arguments: 0..<200, [Int64(0), 150_000, 600_000])
  func `with a loss gives up as few as the total allows, and says how few could be`(seed: Int, loss: Int64) throws {
    guard let broken = try Broken(seed), !broken.input.experts.isEmpty, broken.input.soft.isEmpty || seed % 2 == 0
    else { return }
    var hard = broken
    hard.input.barred.formUnion(hard.input.soft)
    hard.input.soft = []
    hard.movable = broken.movable.filter { !hard.input.barred.contains(PanelInput.Pair($0.candidate, $0.expert)) }
    let all = try hard.everything()
    guard
      case .repaired(let repair) = try repairPanels(
        movable: hard.movable, fixed: hard.fixed, loss: loss, problem: { hard.problem(keeping: $0) })
    else {
      #expect(all.isEmpty)
      return
    }
    guard let best = all.map(\.total).max() else {
      #expect(repair.released.isEmpty)
      return
    }
    if !hard.movable.isEmpty { #expect(repair.largestTotal == best) }
    let least = try #require(all.filter { $0.total >= best - loss }.map(\.released).min())
    #expect(repair.bound <= least && least <= repair.released.count)
    let kept = repair.kept.filter { !hard.fixed.contains($0) }.reduce(Int64(0)) {
      $0 + Int64(hard.input.affinities?.millionths(candidate: $1.candidate, expert: $1.expert) ?? 0)
    }
    guard case .assigned(let found) = try assignPanels(hard.problem(keeping: repair.kept), seed: "s") else {
      Issue.record("the rest cannot be filled")
      return
    }
    #expect(found.total + kept >= best - loss)
  }

  @Test(arguments: 0..<120)
  func `of panels that nothing happened to gives up none, without a loss and with a loss of zero`(seed: Int) throws {
    guard var broken = try Broken(seed) else { return }
    broken.input = PanelInput(
      demands: broken.best.problem.candidates.enumerated().map { ($1, broken.best.problem.demand[$0]) },
      experts: broken.input.experts, limits: broken.input.limits, affinities: broken.input.affinities)
    guard !broken.input.experts.isEmpty,
      case .assigned(let stood) = try assignPanels(PanelProblem(broken.input), seed: "s")
    else { return }
    for loss in [nil, Int64(0)] {
      guard
        case .repaired(let repair) = try repairPanels(
          movable: stood.foundSeats, fixed: [], loss: loss, problem: { broken.problem(keeping: $0) })
      else {
        Issue.record("these panels stand")
        return
      }
      #expect(repair.released.isEmpty && repair.kept == stood.foundSeats)
    }
  }

  @Test func `keeps a seat of which the problem knows nothing, and moves one above the greatest load`() throws {
    let pool = (1...3).map { Expert(id: ExpertID("E\($0)"), name: "", maximumLoad: 1) }
    let doubtful = PanelList.Seat(candidate: "C1", expert: "E1")
    let input = PanelInput(
      demands: [("C1", 1), ("C2", 1), ("C3", 1)], experts: pool, barred: [PanelInput.Pair("C1", "E1")])
    let seats = [doubtful, .init(candidate: "C2", expert: "E2"), .init(candidate: "C3", expert: "E2")]
    let outcome = try repairPanels(movable: seats, fixed: []) { kept in
      var input = input
      input.kept = kept.map { seat in (seat.candidate, pool.first { $0.id == seat.expert } ?? pool[0]) }
      return PanelProblem(input)
    }
    guard case .repaired(let repair) = outcome else {
      Issue.record("E3 has room")
      return
    }
    #expect(repair.kept.contains(doubtful) && repair.kept.count == 2 && repair.released.count == 1)
  }
}

@Suite struct `A conflict taken away` {
  @Test(arguments: 0..<150, [AssignmentObjective.total, .pairs, .balanced])
  func `never makes panels worse in the order of their objective`(
    seed: Int, objective: AssignmentObjective
  ) throws {
    guard let broken = try Broken(seed), !broken.input.experts.isEmpty else { return }
    func worth(_ input: PanelInput) throws -> Worth? {
      let problem = PanelProblem(input)
      guard case .assigned(let found) = try assignPanels(problem, objective: objective, seed: "s") else { return nil }
      return Worth(of: found.seats.map(\.position), in: problem, by: objective)
    }
    let before = try worth(broken.input)
    for pair in broken.input.barred {
      var freed = broken.input
      freed.barred.remove(pair)
      guard let before else { continue }
      let after = try #require(try worth(freed))
      #expect(after >= before)
    }
  }
}
