import ExpertReview
import Simulation
import Testing

@Suite struct PlantedTests {
  @Test func `faults of every verdict are planted, each in a candidate of its own`() {
    let verdicts = demoRound.planted.map(\.verdict)
    #expect(verdicts.filter { $0 == .fail }.count == 6)
    #expect(verdicts.filter { $0 == .formError }.count == 6)
    #expect(verdicts.filter { $0 == .review }.count == 2)
    #expect(verdicts.filter { $0 == .pass }.count == 3)
    #expect(Set(demoRound.planted.map(\.candidate)).count == demoRound.planted.count)
    #expect(demoRound.planted.map(\.candidate) == demoRound.planted.map(\.candidate).sorted())
  }

  @Test(arguments: 1...20)
  func `every seed holds every fault and every outcome of a tie, in the smallest round too`(seed: Int) {
    let round = SimulatedRound.generate(
      seed: String(seed), candidates: SimulatedRound.leastCandidates, experts: SimulatedRound.leastExperts)
    #expect(round.planted.count == demoRound.planted.count)
    #expect(Set(round.plantedTies.map(\.outcome)) == Set(PlantedTie.Outcome.allCases))
    #expect(round.declaredConflicts.count == 2 && round.declined != nil)
  }

  @Test func `the second file brings four candidates in order and changes nothing else of them`() throws {
    let corrected = demoRound.planted.filter(\.isCorrected).map(\.candidate.rawValue)
    let first = try demoRound.records().filter { corrected.contains($0.text("candidate_id") ?? "") }
    let second = try demoRound.records("candidates-corrected.json")
    #expect(second.compactMap { $0.text("candidate_id") } == corrected)
    #expect(corrected.count == 4)
    for (before, after) in zip(first, second) {
      let changed = (after.members ?? []).filter { before[$0.key] != $0.value }.map(\.key)
      #expect(
        Set(changed).isSubset(of: ["params_yi", "eval_org", "evaluators", "attachments", "annex_list", "unit_intro"]))
      #expect(!changed.isEmpty)
    }
  }

  @Test func `the sanctioned unit is the candidate that is barred`() throws {
    let barred = try #require(demoRound.planted.first { $0.rule == RuleID("HN-13") })
    let record = try demoRound.records().first { $0.text("candidate_id") == barred.candidate.rawValue }
    #expect(demoRound.rows("sanctions.csv")[1][0] == record?.text("uscc"))
  }

  @Test func `ties of every outcome are planted on candidates that reach the review`() {
    let outcomes = demoRound.plantedTies.map(\.outcome)
    #expect(Set(outcomes) == Set(PlantedTie.Outcome.allCases))
    let sound = Set(demoRound.soundIDs)
    #expect(demoRound.plantedTies.allSatisfy { sound.contains($0.candidate) })
    #expect(demoRound.declaredConflicts.count == 2)
    #expect(demoRound.dismissals.count == outcomes.filter { $0 == .undecided }.count)
  }

  @Test func `former employers stand on both sides of the three years' window`() throws {
    let horizon = demoRound.days.assigned.adding(years: -3)
    for (outcome, isInside) in [(PlantedTie.Outcome.hard, true), (.none, false)] {
      let former = try #require(
        demoRound.rows("relations.csv").first { row in
          row[3] == "employment"
            && demoRound.plantedTies.contains { $0.expert.rawValue == row[0] && $0.outcome == outcome }
        })
      let until = try #require(CivilDay(former[5]))
      #expect((until > horizon) == isInside)
    }
  }

  @Test func `an employer that only looks like an applicant has no code and differs by its region`() throws {
    let tie = try #require(demoRound.plantedTies.first { $0.outcome == .undecided })
    let expert = try #require(demoRound.experts.first { $0.id == tie.expert })
    let applicant = try #require(demoRound.candidates.first { $0.id == tie.candidate }).applicant
    #expect(expert.employerCode.isEmpty)
    #expect(expert.employer != applicant.name)
    #expect(expert.employer.dropFirst(2) == applicant.name.dropFirst(2))
  }

  @Test func `one expert is harsh and one outlying, and both are free of planted ties`() {
    let odd = demoRound.experts.filter { $0.temper != .usual }
    #expect(odd.map(\.temper.rawValue).sorted() == ["harsh", "outlying"])
    #expect(!demoRound.plantedTies.contains { tie in odd.contains { $0.id == tie.expert } })
  }
}
