import Testing

@testable import ExpertReview

/// A small problem with limits on who sits together, nested, disjoint and crossing, with pins, bans and a chair.
func composed(seed: Int) -> PanelInput {
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
  @Test(arguments: 0..<500) func `are kept by the best panels, and where there are none it is said`(seed: Int) throws {
    let every = EveryPanels(composed(seed: seed))
    for objective in objectives { try isBest(BruteForce(every, objective), objective) }
  }

  private func isBest(_ oracle: BruteForce, _ objective: AssignmentObjective) throws {
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

  @Test(arguments: 0..<120, objectives)
  func `follow from the seed alone, whatever the order of files and of limits, and whatever the scale`(
    seed: Int, objective: AssignmentObjective
  ) throws {
    let given = composed(seed: seed)
    var turned = given
    turned.demands.reverse()
    turned.experts.reverse()
    turned.limits.reverse()
    turned.pins.reverse()
    var scaled = given
    scaled.affinities = given.affinities.map { table in
      AffinityTable(
        absent: table.absent, candidates: table.candidates, experts: table.experts,
        pairs: (0..<table.count).map {
          (table.candidateIndex[$0], table.expertIndex[$0], table.millionths[$0] * 3)
        })
    }
    func seats(_ input: PanelInput) throws -> [PanelList.Seat]? {
      let problem = PanelProblem(input)
      guard problem.faults.allSatisfy(\.isShortage),
        case .assigned(let found) = try assignPanels(problem, objective: objective, seed: "s")
      else { return nil }
      return found.foundSeats
    }
    #expect(try seats(given) == seats(turned))
    #expect(try seats(given) == seats(scaled))
  }

  /// The best there is; nil where there are no panels.
  private func worth(_ input: PanelInput, _ objective: AssignmentObjective) -> Worth? {
    let problem = PanelProblem(input)
    guard case .assigned(let found)? = try? assignPanels(problem, objective: objective, seed: "s") else { return nil }
    return Worth(of: found.seats.map(\.position), in: problem, by: objective)
  }

  @Test(arguments: 0..<120, objectives)
  func `grow no worse where a conflict is taken away`(seed: Int, objective: AssignmentObjective) {
    let given = composed(seed: seed)
    guard let before = worth(given, objective) else { return }
    for pair in (given.barred.union(given.soft)).sorted(by: { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }) {
      var freed = given
      freed.barred.remove(pair)
      freed.soft.remove(pair)
      let after = worth(freed, objective)
      #expect(after.map { $0 >= before } == true)
    }
  }

  @Test(arguments: 0..<150)
  func `stay possible where an expert is added who need not be asked`(seed: Int) {
    let given = composed(seed: seed)
    guard worth(given, .total) != nil, var table = given.affinities else { return }
    var more = given
    more.experts.append(Expert(id: "E99", name: "", employer: "甲", kinds: ["technical", "finance"], maximumLoad: 3))
    table = AffinityTable(
      absent: .zero, candidates: table.candidates, experts: table.experts,
      pairs: (0..<table.count).map { (table.candidateIndex[$0], table.expertIndex[$0], table.millionths[$0]) })
    more.affinities = table
    #expect(worth(more, .total) != nil)
  }
}

@Suite struct `A panel's tree of groups` {
  private func problem(_ limits: [CompositionLimit], demand: Int = 3, _ experts: [Expert]) -> PanelProblem {
    PanelProblem(PanelInput(demands: [("C1", demand)], experts: experts, limits: limits))
  }

  private func expert(_ number: Int, at unit: String = "", _ kinds: String...) -> Expert {
    Expert(id: ExpertID("E\(number)"), name: "", employer: unit, kinds: kinds)
  }

  @Test func `has no node for a limit that cannot bind`() {
    let experts = [expert(1, at: "甲"), expert(2, at: "乙", "a"), expert(3, at: "丙", "a"), expert(4, at: "丙")]
    #expect(problem([.init(.atMost, 2, of: .eachUnit)], experts).groups.all.isEmpty)
    #expect(problem([.init(.atMost, 1, of: .eachUnit)], experts).groups.all.count == 1)
    // Three of four seats leave one of the two of the kind in any case.
    #expect(problem([.init(.atLeast, 1, of: .kind("a"))], experts).groups.all.isEmpty)
    #expect(problem([.init(.atLeast, 2, of: .kind("a"))], experts).groups.all.count == 1)
  }

  @Test func `holds nested kinds, kinds apart, and kinds that leave nobody out`() {
    let nested = [expert(1, "a", "b"), expert(2, "a"), expert(3), expert(4, "c"), expert(5, "c"), expert(6, "a", "b")]
    let limits: [CompositionLimit] = [
      .init(.atMost, 2, of: .kind("a")), .init(.atMost, 1, of: .kind("b")), .init(.atMost, 1, of: .kind("c")),
    ]
    let tree = problem(limits, nested).groups
    #expect(tree.all.count == 3 && tree.crossing.isEmpty && tree.all.contains { $0.parent >= 0 })
    // Each of a and b has one alone and they share one, and there is nobody else: those outside are apart.
    let covering = [expert(1, "a"), expert(2, "a", "b"), expert(3, "b"), expert(4, "a"), expert(5, "b")]
    let turned = problem([.init(.atMost, 2, of: .kind("a")), .init(.atMost, 2, of: .kind("b"))], covering).groups
    #expect(turned.all.count == 2 && turned.crossing.isEmpty && turned.all.contains(where: \.isTurned))
  }

  @Test func `leaves out the one limit that crosses many`() {
    let experts = (1...8).map { expert($0, at: ["甲", "乙", "丙"][$0 % 3], $0 % 2 == 0 ? "a" : "b") }
    let groups = problem(
      [.init(.atMost, 2, of: .kind("a")), .init(.atMost, 1, of: .eachUnit)], demand: 3, experts
    ).groups
    #expect(groups.crossing.map(\.limit) == [0] && groups.all.count == 3)
  }
}
