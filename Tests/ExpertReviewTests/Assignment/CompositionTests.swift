import Testing

@testable import ExpertReview

/// A small problem with limits on who sits together, nested, disjoint and crossing, with pins, bans and a chair.
private func composed(seed: Int) -> PanelInput {
  var lottery = Lottery(seed)
  let candidates = (1...lottery.count(1...3)).map { CandidateID("C\($0)") }
  let experts = (1...lottery.count(3...6)).map { number in
    Expert(
      id: ExpertID("E\(number)"), name: "专家\(number)", employer: lottery.element(["", "甲", "乙", "丙"]),
      region: lottery.element(["", "东", "西"]),
      kinds: ["technical", "management", "finance"].filter { _ in lottery.count(0...2) == 0 },
      minimumLoad: lottery.element([0, 0, 0, 0, 1]), maximumLoad: lottery.element([1, 2, 3, nil]),
      attributes: lottery.flag() ? ["title": lottery.element(["院士", "教授"])] : [:])
  }
  var barred: Set<PanelInput.Pair> = []
  var soft: Set<PanelInput.Pair> = []
  var pairs: [(candidate: Int32, expert: Int32, millionths: Int32)] = []
  for (row, candidate) in candidates.enumerated() {
    for (column, expert) in experts.enumerated() {
      switch lottery.count(0...11) {
      case 0: barred.insert(PanelInput.Pair(candidate, expert.id))
      case 1, 2: soft.insert(PanelInput.Pair(candidate, expert.id))
      default: break
      }
      pairs.append((Int32(row), Int32(column), Int32(lottery.count(0...5)) * 100_000))
    }
  }
  let demands = candidates.map { ($0, lottery.count(1...4)) }
  let scopes: [CompositionLimit.Scope] = [
    .eachUnit, .eachRegion, .kind("technical"), .kind("management"), .kind("finance"),
    .attribute("title", value: "院士"),
  ]
  let limits = (0..<lottery.count(1...4)).map { _ in
    let scope = lottery.element(scopes)
    let sense = scope.isForEach ? .atMost : lottery.element(CompositionLimit.Sense.allCases)
    let share = CompositionLimit.Amount.share(Fraction(1, Int128(lottery.count(2...4))))
    return CompositionLimit(
      sense, scope.isForEach || lottery.flag() ? .number(lottery.count(1...2)) : share, of: scope)
  }
  let chair = CompositionLimit(.atLeast, 1, of: .chair(Qualification(kind: lottery.element(["technical", "finance"]))))
  var input = PanelInput(
    demands: demands, experts: experts, barred: barred, soft: soft,
    limits: limits + (lottery.count(0...3) == 0 ? [chair] : []),
    affinities: AffinityTable(
      absent: .forbid, candidates: candidates, experts: experts.map(\.id), pairs: pairs))
  for pair in pairs where lottery.count(0...19) == 0 {
    let pair = PanelInput.Pair(candidates[Int(pair.candidate)], experts[Int(pair.expert)].id)
    if lottery.flag() { input.pins.append(pair) } else { input.bans.append(pair) }
  }
  return input
}

private let objectives: [AssignmentObjective] = [.total, .pairs, .balanced]

@Suite struct `Limits on who sits together` {
  @Test(arguments: 0..<500, objectives)
  func `are kept by the best panels, and where there are none it is said`(
    seed: Int, objective: AssignmentObjective
  ) throws {
    let input = composed(seed: seed)
    let oracle = BruteForce(input, objective)
    let problem = oracle.problem
    guard problem.faults.allSatisfy(\.isShortage) else {
      #expect(oracle.best == nil, "\(problem.faults)")
      return
    }
    switch try assignPanels(problem, objective: objective, seed: "s") {
    case .assigned(let found):
      #expect(found.isProved)
      #expect(oracle.best == Worth(of: found.seats.map(\.position), in: problem, by: objective))
      #expect(found.bound == found.total)
      #expect(proves(found.record(stage: "s"), for: problem))
    case .shortfall(let shortfall):
      #expect(oracle.best == nil)
      #expect(shortfall.needed > shortfall.available && !shortfall.ways.isEmpty)
      #expect(!shortfall.experts.isEmpty || !shortfall.candidates.isEmpty)
    }
  }
}
