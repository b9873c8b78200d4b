import Testing

@testable import ExpertReview

/// A small problem whose law was enumerated, and why it is here.
private struct Chances: CustomTestStringConvertible {
  let testDescription: String
  let problem: PanelProblem

  init(
    _ name: String, demands: [Int], experts: [(least: Int, most: Int?, unit: String)],
    barred: [(Int, Int)] = [], soft: [(Int, Int)] = [], atMostPerUnit: Int? = nil, limits: [CompositionLimit] = []
  ) {
    testDescription = name
    func pairs(_ numbers: [(Int, Int)]) -> Set<PanelInput.Pair> {
      Set(numbers.map { PanelInput.Pair(CandidateID("C\($0.0)"), ExpertID("E\($0.1)")) })
    }
    problem = PanelProblem(
      PanelInput(
        demands: demands.enumerated().map { (CandidateID("C\($0.offset + 1)"), $0.element) },
        experts: experts.enumerated().map {
          Expert(
            id: ExpertID("E\($0.offset + 1)"), name: "", employer: $0.element.unit,
            kinds: $0.element.unit.isEmpty ? [] : [$0.element.unit],
            minimumLoad: $0.element.least, maximumLoad: $0.element.most)
        }, barred: pairs(barred), soft: pairs(soft), atMostPerUnit: atMostPerUnit, limits: limits))
  }

  static let all: [Chances] = [
    Chances(
      "even: everybody may sit everywhere", demands: [2, 1], experts: [(0, nil, ""), (0, nil, ""), (0, nil, "")]),
    Chances(
      "uneven: one candidate has two experts, the other three", demands: [1, 1],
      experts: [(0, 1, ""), (0, 1, ""), (0, 1, "")], barred: [(1, 3)]),
    Chances(
      "tight: three for three, with gaps", demands: [1, 1, 1], experts: [(0, 1, ""), (0, 1, ""), (0, 1, "")],
      barred: [(1, 3), (3, 1)]),
    Chances(
      "units: two of four are of one unit", demands: [2, 2],
      experts: [(0, 1, "甲"), (0, 2, "甲"), (0, 1, ""), (0, 2, "乙")], atMostPerUnit: 1),
    Chances(
      "least loads: one expert must have two of three", demands: [1, 1, 1],
      experts: [(2, nil, ""), (0, 1, ""), (0, nil, "")], barred: [(2, 1)]),
    Chances(
      "kinds: at least one of a kind that has two", demands: [2, 1],
      experts: [(0, 2, "甲"), (0, 1, "甲"), (0, nil, ""), (0, 1, "")],
      limits: [CompositionLimit(.atLeast, 1, of: .kind("甲"))]),
    Chances(
      "soft: one of several pairs must be used", demands: [1, 2, 1],
      experts: [(0, 2, ""), (0, 1, ""), (0, 2, "")], barred: [(1, 2)],
      soft: [(1, 1), (1, 3), (3, 2), (2, 3)]),
  ]
}

@Suite struct DrawChanceTests {
  private static let draws = 3_000

  /// How often each panels came up; the seeds are the same in every run.
  private func counts(_ problem: PanelProblem) throws -> [[PanelList.Seat]: Int] {
    var counts: [[PanelList.Seat]: Int] = [:]
    for number in 0..<Self.draws {
      let sampler = RivestSampler("chi-square \(number)")
      guard case .drawn(let draw) = try drawPanels(problem, alternates: 0, sampler: sampler) else { continue }
      counts[draw.seats, default: 0] += 1
    }
    return counts
  }

  @Test(arguments: Chances.all)
  fileprivate func `panels come up as often as the law says`(_ sample: Chances) throws {
    let chances = DrawOracle(sample.problem).chances()
    #expect(chances.count > 1)
    #expect(abs(chances.values.reduce(0, +) - 1) < 1e-9)
    let counts = try counts(sample.problem)
    #expect(counts.values.reduce(0, +) == Self.draws)
    #expect(Set(counts.keys).isSubset(of: chances.keys), "panels came up that the law has not")
    #expect(ChiSquare(counts, chances).isBelowCritical)
  }

  @Test func `the test would find a law that is even over panels`() throws {
    let sample = Chances.all[2]
    let chances = DrawOracle(sample.problem).chances()
    let even = chances.mapValues { _ in 1 / Double(chances.count) }
    #expect(Set(chances.values).count > 1)
    #expect(!ChiSquare(try counts(sample.problem), even).isBelowCritical)
  }
}
