import Testing

@testable import ExpertReview

@Suite struct `What contradicts itself` {
  private let pool = [
    Expert(id: "E1", name: "", employer: "甲", kinds: ["a"], maximumLoad: 1), Expert(id: "E2", name: "", employer: "甲"),
    Expert(id: "E3", name: "", employer: "乙", kinds: ["b"]), Expert(id: "E4", name: ""),
  ]

  private func faults(
    _ demands: [(candidate: CandidateID, demand: Int)] = [("C1", 3), ("C2", 3)], _ experts: [Expert]? = nil,
    _ change: (inout PanelInput) -> Void = { _ in }
  ) -> [PanelInputFault] {
    var input = PanelInput(demands: demands, experts: experts ?? pool)
    change(&input)
    return PanelProblem(input).faults
  }

  private func pair(_ candidate: CandidateID, _ expert: ExpertID) -> PanelInput.Pair {
    PanelInput.Pair(candidate, expert)
  }

  @Test func `is nothing in sound input`() {
    #expect(faults().isEmpty)
    #expect(faults { $0.pins = [pair("C1", "E1")] }.isEmpty)
  }

  @Test func `is a demand of nobody, above the pool, even where it must be odd, or given twice`() {
    #expect(faults([("C1", 0), ("C2", -2)]) == [.demandBelowOne("C1", 0), .demandBelowOne("C2", -2)])
    #expect(
      faults([("C1", 4)]) { $0.barred = [pair("C1", "E2")] } == [
        .demandAbovePool("C1", demand: 4, left: 3, pool: 4)
      ])
    #expect(faults([("C1", 2), ("C2", 3)]) { $0.odd = true } == [.evenDemand("C1", 2)])
    #expect(faults([("C1", 2), ("C1", 3), ("C1", 3)]) == [.candidateTwice("C1")])
  }

  @Test func `is a load below zero or out of order, or an expert given twice`() {
    let experts = [
      Expert(id: "E1", name: "", minimumLoad: -1), Expert(id: "E2", name: "", minimumLoad: 3, maximumLoad: 2),
      Expert(id: "E3", name: "", maximumLoad: -4), Expert(id: "E4", name: ""), Expert(id: "E4", name: ""),
    ]
    #expect(
      faults([("C1", 1)], experts) == [
        .expertTwice("E4"), .loadBelowZero("E1", -1), .loadBelowZero("E3", -4),
        .loadsOutOfOrder("E2", least: 3, greatest: 2),
      ])
  }

  @Test func `is a pin or ban of somebody unknown, with the nearest name`() {
    let found = faults {
      $0.pins = [pair("C01", "E1")]
      $0.bans = [pair("C1", "E55")]
    }
    #expect(
      found == [
        .unknownCandidate("C01", in: .pins, nearest: "C1"), .unknownExpert("E55", in: .bans, nearest: nil),
      ])
  }

  @Test func `is a pin on what is barred, banned or left out`() {
    let table = AffinityTable(
      absent: .forbid, candidates: ["C1", "C2"], experts: ["E1", "E2", "E3", "E4"],
      pairs: [(0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1), (1, 3, 1)])
    #expect(
      faults {
        $0.affinities = table
        $0.barred = [pair("C2", "E1")]
        $0.bans = [pair("C1", "E2"), pair("C2", "E2")]
        $0.pins = [pair("C1", "E2"), pair("C1", "E4"), pair("C2", "E1")]
        $0.demands = [("C1", 1), ("C2", 1)]
      } == [
        .pinBarred("C1", "E2", .banned), .pinBarred("C1", "E4", .noAffinity), .pinBarred("C2", "E1", .conflict),
      ])
  }

  @Test func `is pins above a demand, a load or a limit`() {
    #expect(
      faults([("C1", 1), ("C2", 1)]) {
        $0.pins = [pair("C1", "E1"), pair("C1", "E3"), pair("C2", "E1")]
      } == [
        .pinsAboveDemand("C1", pins: ["E1", "E3"], demand: 1), .pinsAboveLoad("E1", pins: ["C1", "C2"], greatest: 1),
      ])
    let limit = CompositionLimit(.atMost, 1, of: .eachUnit)
    #expect(
      faults {
        $0.limits = [limit]
        $0.pins = [pair("C2", "E1"), pair("C2", "E2")]
      } == [.pinsAboveLimit("C2", pins: ["E1", "E2"], limit, most: 1)])
  }

  @Test func `is limits that no panel of a size can keep`() {
    let least = CompositionLimit(.atLeast, 4, of: .kind("a"))
    let most = CompositionLimit(.atMost, .share(Fraction(1, 3)), of: .kind("a"))
    let two = CompositionLimit(.atLeast, 2, of: .kind("a"))
    let other = CompositionLimit(.atLeast, .share(Fraction(1, 2)), of: .kind("b"))
    #expect(faults { $0.limits = [least] } == [.limitAboveDemand(["C1", "C2"], least, least: 4, demand: 3)])
    #expect(faults { $0.limits = [two, most] } == [.limitsContradict(["C1", "C2"], two, most, demand: 3)])
    // Half of three is two, rounded up.
    #expect(
      faults { $0.limits = [two, other] } == [.limitsAboveDemand(["C1", "C2"], [two, other], least: 4, demand: 3)])
    #expect(faults([("C1", 4)]) { $0.limits = [two, other] } == [])
  }

  @Test func `is all told at once, and nothing is searched for`() {
    var input = PanelInput(demands: [("C1", 0)], experts: [Expert(id: "E1", name: "", minimumLoad: 2, maximumLoad: 1)])
    input.pins = [pair("C1", "E9")]
    let faults = PanelProblem(input).faults
    #expect(faults.count == 3)
    #expect(throws: AssignmentFault.contradictory(faults)) { try assignPanels(PanelProblem(input), seed: "") }
  }
}

@Suite struct `A shortfall by who sits together` {
  private func shortfall(_ input: PanelInput) throws -> Shortfall? {
    if case .shortfall(let found) = try assignPanels(PanelProblem(input), seed: "s") { return found }
    return nil
  }

  @Test func `names the limit, how many are asked and how many are left`() throws {
    let experts = (1...7).map {
      Expert(id: ExpertID("E\($0)"), name: "", kinds: $0 < 3 ? ["technical"] : [])
    }
    let limit = CompositionLimit(.atLeast, 3, of: .kind("technical"))
    let found = try shortfall(
      PanelInput(demands: [("C6", 5), ("C7", 5)], experts: experts, barred: [], limits: [limit]))
    #expect(found.map { $0.candidates.count == 1 && $0.limits.map(\.candidate) == $0.candidates } == true)
    #expect(found?.limits.first?.limit == .composition(limit))
    #expect(found?.limits.first?.asked == 3 && found?.limits.first?.left == 2)
    #expect(found?.ways.contains { $0.kinds == [.composition] } == true)
  }

  @Test func `of limits that cross is proved and named as well`() throws {
    // Two of each of two kinds on two seats would have to be of both, and there is only one such expert.
    let experts = [
      Expert(id: "E1", name: "", kinds: ["a", "b"]), Expert(id: "E2", name: "", kinds: ["a"]),
      Expert(id: "E3", name: "", kinds: ["b"]), Expert(id: "E4", name: ""),
    ]
    let limits = [
      CompositionLimit(.atLeast, 2, of: .kind("a")), CompositionLimit(.atLeast, 2, of: .kind("b")),
    ]
    let found = try shortfall(PanelInput(demands: [("C1", 2)], experts: experts, limits: limits))
    #expect(found?.candidates == ["C1"] && found?.limits.isEmpty == false)
    #expect(found.map { $0.needed > $0.available } == true)
  }
}
