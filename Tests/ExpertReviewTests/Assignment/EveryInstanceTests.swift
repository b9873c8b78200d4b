import Foundation
import Testing

@testable import ExpertReview

/// Problems of one to three candidates and one to three experts, with affinities of 0, 1 and 2 and every kind of limit.
private struct TinyProblems {
  let candidates: Int
  let experts: Int
  /// Which limits there are, one of `arrangements`.
  let arrangement: Int

  static let arrangements = 16
  var matrices: Int { (0..<candidates * experts).reduce(1) { all, _ in all * 3 } }

  static let all: [TinyProblems] = (1...3).flatMap { candidates in
    (1...3).flatMap { experts in
      (0..<arrangements).map { TinyProblems(candidates: candidates, experts: experts, arrangement: $0) }
    }
  }

  private static let kinds = [["技术"], ["技术", "管理"], ["管理"]]
  private static let limits: [Int: [CompositionLimit]] = [
    1: [.init(.atMost, 1, of: .eachUnit)],
    2: [.init(.atLeast, .share(Fraction(1, 2)), of: .kind("技术"))],
    3: [.init(.atMost, 1, of: .kind("管理"))],
    4: [.init(.atLeast, 1, of: .kind("管理"))],
    5: [.init(.atMost, 1, of: .eachUnit), .init(.atLeast, 1, of: .kind("管理"))],
    6: [.init(.atMost, 1, of: .kind("技术")), .init(.atMost, 1, of: .kind("管理")), .init(.atMost, 1, of: .eachUnit)],
    7: [
      .init(.atLeast, 1, of: .chair(Qualification(kind: "管理"))),
      .init(.atMost, .share(Fraction(2, 3)), of: .eachUnit),
    ],
  ]

  /// The problem whose affinities are the digits of a number in base three.
  func input(_ matrix: Int) -> PanelInput {
    let ids = (0..<candidates).map { CandidateID("C\($0)") }
    let pool = (0..<experts).map { number in
      Expert(
        id: ExpertID("E\(number)"), name: "", employer: ["甲", "甲", "乙"][number], kinds: TinyProblems.kinds[number],
        minimumLoad: [8: 1, 9: number == 0 ? 2 : 0][arrangement] ?? 0,
        maximumLoad: [9: 2, 10: 1 + number % 2, 11: 2][arrangement])
    }
    var rest = matrix
    var pairs: [(candidate: Int32, expert: Int32, millionths: Int32)] = []
    for row in 0..<candidates {
      for column in 0..<experts {
        pairs.append((Int32(row), Int32(column), Int32(rest % 3) * 1_000_000))
        rest /= 3
      }
    }
    let first = PanelInput.Pair(ids[0], pool[0].id)
    let last = PanelInput.Pair(ids[candidates - 1], pool[experts - 1].id)
    var input = PanelInput(
      demands: ids.enumerated().map { ($1, arrangement == 15 ? 1 : 1 + ($0 + arrangement) % 2) }, experts: pool,
      limits: TinyProblems.limits[arrangement] ?? [],
      affinities: AffinityTable(absent: .forbid, candidates: ids, experts: pool.map(\.id), pairs: pairs))
    switch arrangement {
    case 11: input.soft = [first, last]
    case 12: input.barred = [first]
    case 13: (input.pins, input.bans) = ([last], first == last ? [] : [first])
    case 14: (input.soft, input.limits) = ([last], [.init(.atMost, 1, of: .eachUnit)])
    case 15: input.odd = true
    default: break
    }
    return input
  }
}

@Suite struct `Every tiny problem` {
  /// All of them take long; `PANEL_EVERY_INSTANCE=1` in release tries them. Else some of each objective are drawn, the
  /// same in every run; of a fair search, which takes a hundred times as long as the others, only a few.
  private static func sample(of objective: AssignmentObjective) -> Int {
    if case .fair = objective { 12 } else { 300 }
  }

  private static let triesAll = ProcessInfo.processInfo.environment["PANEL_EVERY_INSTANCE"] != nil

  private func forEach(_ objective: AssignmentObjective, _ body: (PanelInput) throws -> Void) rethrows {
    if Self.triesAll {
      for problems in TinyProblems.all { for matrix in 0..<problems.matrices { try body(problems.input(matrix)) } }
    } else {
      var lottery = Lottery(objective.text.utf8.reduce(0) { $0 + Int($1) })
      for _ in 0..<Self.sample(of: objective) {
        let problems = lottery.element(TinyProblems.all)
        try body(problems.input(lottery.count(0...problems.matrices - 1)))
      }
    }
  }

  @Test(arguments: [AssignmentObjective.total, .fair(depth: 1), .fair(depth: 3), .pairs, .balanced])
  func `is filled as well as can be, as trying everything finds`(objective: AssignmentObjective) throws {
    try forEach(objective) { input in
      let oracle = BruteForce(input, objective)
      let problem = oracle.problem
      guard problem.faults.allSatisfy(\.isShortage) else {
        #expect(oracle.best == nil)
        return
      }
      switch try assignPanels(problem, objective: objective, seed: "s") {
      case .assigned(let found):
        let positions = found.seats.map(\.position)
        #expect(oracle.best == Worth(of: positions, in: problem, by: objective))
        #expect(oracle.optimal.contains(positions) && found.isProved)
      case .shortfall:
        #expect(oracle.best == nil)
      }
    }
  }

  @Test func `has the largest expected total under a cap, where limits do not cross`() throws {
    let law = try #require(RandomLaw("cap=2/3"))
    try forEach(.random(law)) { input in
      let oracle = RandomOracle(input)
      let problem = oracle.problem
      guard problem.faults.allSatisfy(\.isShortage), input.soft.isEmpty, problem.groups.crossing.isEmpty else { return }
      let best = oracle.best(unit: 3, cap: 2) { Int(problem.millionths[$0]) * $1 }
      switch try assignPanels(problem, objective: .random(law), seed: "s") {
      case .assigned(let found):
        #expect(found.chances?.expectedTotal == best.map { Fraction(Int128($0), 3) })
        #expect(oracle.all.contains(found.seats.map(\.position)))
      case .shortfall:
        #expect(best == nil)
      }
    }
  }
}
