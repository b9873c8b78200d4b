import ExpertReview
import Simulation
import Testing

@Suite struct PlantedWorldTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let scheme: String
    let seed: String
    var testDescription: String { "\(scheme) \(seed)" }
  }

  static let schemes = [
    "hunan-2025-call-llm", "hunan-2025-5g-factory", "hunan-2023-platform-plan", "wuhan-2026-promotion-centre-b2",
  ]

  @Test(arguments: schemes.flatMap { scheme in ["one", "two", "three"].map { Case(scheme: scheme, seed: $0) } })
  func `every planted conflict is found at its level, and nothing that only looks like one`(_ world: Case) throws {
    let scheme = try rubric(world.scheme)
    let planted = PlantedWorld.generate(for: scheme, seed: world.seed, candidates: 160, experts: 200, relations: 1_500)
    let score = PlantedScore(of: searchConflicts(of: planted.input, under: scheme), in: planted)
    print(figures(of: score, planted, world))
    #expect(score.missed.isEmpty, "\(told(score.missed))")
    #expect(score.falselyFound.isEmpty, "\(told(score.falselyFound))")
    #expect(score.nearMissesFound.isEmpty, "\(score.nearMissesFound.map { "\($0.kind) \($0.about.zh)" })")
  }

  /// The figures that the search is answerable for.
  private func figures(of score: PlantedScore, _ world: PlantedWorld, _ named: Case) -> String {
    func line(_ title: String, _ tallies: [PlantedScore.Tally]) -> String {
      title + " " + tallies.map { "\($0.label) \($0.found)/\($0.planted)" }.joined(separator: ", ")
    }
    return [
      "\(named.testDescription): planted \(world.planted.count), missed \(score.missed.count);"
        + " no conflicts \(world.nonConflicts.count), found \(score.falselyFound.count);"
        + " near misses \(world.nearMisses.count): hard \(score.count(.hard)), soft \(score.count(.soft)),"
        + " undecided \(score.count(.undecided)), none \(score.count(.none))",
      line("  bond:", score.byBond), line("  way:", score.byWay), line("  steps:", score.bySteps),
    ].joined(separator: "\n")
  }

  private func told(_ misses: [PlantedScore.Miss]) -> String {
    misses.prefix(40).map { miss in
      let planted = miss.conflict
      let found = miss.found.map { "\($0.kind) \($0.role) \($0.level) \($0.status) \($0.evidence.zh)" }
      return
        "\n\(planted.candidate) \(planted.expert) \(planted.outcome) \(planted.kind) \(planted.role) \(planted.way)"
        + " \(planted.steps): \(found)"
    }.joined()
  }

  @Test func `a conflict through holdings shows every link of its chain`() throws {
    let scheme = try rubric("hunan-2025-call-llm")
    let world = PlantedWorld.generate(for: scheme, seed: "chains", candidates: 160, experts: 200, relations: 0)
    let found = searchConflicts(of: world.input, under: scheme)
    let ways: Set<PlantedConflict.Way> = [.parent, .subsidiary, .sister, .circle, .minority, .parentUnderAlias]
    let chains = world.planted.filter { ways.contains($0.way) }
    #expect(chains.count > 150)
    for chain in chains {
      let conflict = found.between(chain.candidate, chain.expert).first { $0.role == chain.role }
      let holdings = (conflict?.links ?? []).filter { $0.relation == .parent || $0.relation == .subsidiary }
      #expect(holdings.count == chain.steps, "\(chain.way) \(chain.steps): \(conflict?.evidence.zh ?? "")")
    }
  }

  @Test(arguments: schemes)
  func `every kind of tie meets every role, every role every way`(_ id: String) throws {
    let scheme = try rubric(id)
    let policy = try #require(scheme.conflicts)
    let planted = ["a", "b", "c", "d", "e"].flatMap { PlantedWorld.generate(for: scheme, seed: $0).planted }
    let persons = Set(policy.parties.filter { $0.person != nil }.map(\.role))
    let roles = Set(policy.parties.filter { $0.person == nil && ($0.unit ?? $0.list ?? $0.named) != nil }.map(\.role))
    let units = planted.filter { $0.bond != nil && !persons.contains($0.role) }
    #expect(Set(units.map(\.role)).isSuperset(of: roles))
    #expect(Set(planted.map(\.role)).isSuperset(of: persons))
    for role in roles {
      let inRole = units.filter { $0.role == role }
      let holdings: Set<PlantedConflict.Bond> = [.smallHolding]
      #expect(Set(inRole.compactMap(\.bond)).union(holdings) == Set(PlantedConflict.Bond.allCases), "\(role)")
      #expect(Set(inRole.map(\.steps)).isSuperset(of: 1...6), "\(role)")
    }
    for level in [PlantedTie.Outcome.hard, .soft, .undecided] {
      #expect(planted.contains { $0.outcome == level })
    }
  }

  @Test func `of one seed every byte is the same, of another it is another world`() throws {
    let scheme = try rubric("hunan-2025-call-llm")
    func world(_ seed: String) -> PlantedWorld { PlantedWorld.generate(for: scheme, seed: seed, relations: 500) }
    #expect(world("one") == world("one"))
    #expect(world("one").units != world("two").units)
    #expect(
      world("one").planted.map(\.expert) != world("two").planted.map(\.expert) || world("one").asOf != world("two").asOf
    )
  }

  @Test func `sizes asked for are kept where the plants leave room`() throws {
    let scheme = try rubric("wuhan-2026-promotion-centre-b2")
    let world = PlantedWorld.generate(for: scheme, seed: "sizes", candidates: 400, experts: 2_000, relations: 3_000)
    #expect(world.candidates.count == 400 && world.experts.count == 2_000)
    #expect(world.relations.count > 3_000)
    #expect(Set(world.candidates.map(\.id)).count == 400 && Set(world.experts.map(\.id)).count == 2_000)
  }
}
