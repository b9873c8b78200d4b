import Statistics
import Testing

@testable import ExpertReview

@Suite struct `A ranking made again` {
  private func random(_ number: Int, line: Int = 5) -> AnalysedRound {
    var stream = RandomStream(seed: 21, stream: UInt64(number))
    let merits = (0..<14).map { _ in 75 + 8 * stream.standardNormal() }
    return AnalysedRound(merits: merits, pool: 9, panel: 5, line: line, stream: &stream)
  }

  @Test(arguments: 0..<5) func `with the same marks is the official one`(number: Int) throws {
    let (official, replay, _) = try random(number).ranking()
    let outcome = replay.problem.outcome(of: replay.groups { $2 }, settled: true)
    for (candidate, id) in replay.candidates.enumerated() {
      let row = try #require(official.row(id.rawValue))
      #expect(Int(outcome.places[candidate]) == row.place ?? 0)
      #expect((outcome.side(of: candidate) == .above) == row.listed)
    }
    #expect(outcome.undecided == official.undecided)
  }

  @Test(arguments: 0..<5) func `without an expert is the ranking of the other sheets`(number: Int) throws {
    let round = random(number)
    let (official, replay, register) = try round.ranking()
    let variants = replay.expertVariants(register: register, threads: 1)
    #expect(variants.count == 9)
    for (expert, variant) in variants.enumerated() {
      var rest = round
      rest.sheets = rest.sheets.map { $0.filter { $0.expert != expert } }
      let other = try rest.ranking().official
      #expect(variant.change == .without(ExpertID("E\(expert)")))
      #expect(Set(variant.entered) == other.listedIDs.subtracting(official.listedIDs))
      let open = Set(other.undecidedAtLine)
      #expect(Set(variant.left) == official.listedIDs.subtracting(other.listedIDs).subtracting(open))
      #expect(Set(variant.open) == open.subtracting(official.undecidedAtLine))
    }
  }

  @Test(arguments: 0..<5) func `under another rule is the ranking of a scheme with that rule`(number: Int) throws {
    let round = random(number)
    let (official, replay, _) = try round.ranking()
    let variants = replay.ruleVariants()
    for rule in ComparedRule.allCases {
      var other = round
      other.outliers = rule.outliers(on: .total)
      let variant = try #require(variants.first { $0.change == .rule(rule) })
      let listed = try other.ranking().official.listedIDs
      #expect(Set(variant.entered) == listed.subtracting(official.listedIDs))
    }
    // Two items, more and less.
    #expect(variants.count == ComparedRule.allCases.count + 4)
  }

  @Test func `a weight that is moved leaves the whole as it is, exactly`() throws {
    let plan = try random(0).plan
    let moved = try #require(plan.moving("A", by: Fraction(1, 10)))
    // 60 becomes 66 of 106, 40 stays 40 of 106.
    let standing = try moved.standing([["80", "70"]])
    let exact = Fraction(80 * 66 + 70 * 40, 106)
    #expect(standing.score?.exact == exact.rounded(places: 2, .halfUp).fraction)
    #expect(try moved.standing([["100", "100"]]).score?.text == "100.00")
    #expect(plan.moving("Z", by: Fraction(1, 10)) == nil)
  }

  @Test func `factors are weighed by what their items can bring, and deductions stay`() throws {
    let plan = try Sample.plan(
      [
        Sample.item("A", factor: "2"), Sample.item("B", factor: "1", scale: Sample.scale("0", "20", "1")),
        Sample.item("off", deduct: true),
      ], Sample.aggregation(.item))
    // Each of A and B can bring 20. With a tenth less of A both are scaled by 40/38.
    let moved = try #require(plan.moving("A", by: Fraction(-1, 10)))
    let standing = try moved.standing([["8", "10", "3"]])
    let expected = (Fraction(16 * 9, 10) + Fraction(10)) * Fraction(40, 38) - Fraction(3)
    #expect(standing.score?.exact == expected)
    #expect(plan.moving("off", by: Fraction(1, 10)) == nil)
    let alone = try Sample.plan([Sample.item("A", weight: "100")], Sample.aggregation(.item))
    #expect(alone.moving("A", by: Fraction(1, 10)) == nil)
  }

  @Test func `verdicts are those of trying everything`() throws {
    for number in 0..<5 {
      let round = random(number)
      let (official, replay, register) = try round.ranking()
      let rules = replay.ruleVariants()
      let experts = replay.expertVariants(register: register, threads: 1)
      let certainty = Certainty(
        stage: "s", settings: Certainty.Settings(),
        rows: official.rows.map {
          Certainty.Row(
            candidate: $0.candidate, group: $0.group, place: $0.place, listed: $0.listed, places: 1...1, above: 0,
            tested: nil, orders: nil)
        }, rules: rules, experts: experts.filter(\.matters), expertCount: experts.count,
        tiedAtLine: official.undecidedAtLine)
      // Every list that could have been, made from the sheets.
      var lists: [Set<CandidateID>] = [official.listedIDs]
      var open = Set(official.undecidedAtLine)
      for rule in ComparedRule.allCases {
        var other = round
        other.outliers = rule.outliers(on: .total)
        let ranking = try other.ranking().official
        lists.append(ranking.listedIDs)
        open.formUnion(ranking.undecidedAtLine)
      }
      for expert in register.indices {
        var other = round
        other.sheets = other.sheets.map { $0.filter { $0.expert != expert } }
        let ranking = try other.ranking().official
        lists.append(ranking.listedIDs)
        open.formUnion(ranking.undecidedAtLine)
      }
      let verdicts = certainty.verdicts()
      let weights = rules.filter { if case .weight = $0.change { true } else { false } }
      for row in certainty.rows {
        let id = row.candidate
        let isMovedByWeight = weights.contains { ($0.entered + $0.left + $0.open).contains(id) }
        guard !isMovedByWeight else { continue }
        let verdict = try #require(verdicts[id])
        #expect((verdict == .inByAny) == (lists.allSatisfy { $0.contains(id) } && !open.contains(id)))
        #expect((verdict == .outByAny) == (lists.allSatisfy { !$0.contains(id) } && !open.contains(id)))
      }
    }
  }

  @Test func `who has too few sheets gets no place by marks drawn anew or left out`() throws {
    var round = random(1)
    round.minimumSheets = 4
    round.sheets[3] = Array(round.sheets[3].prefix(3))
    let (official, replay, register) = try round.ranking()
    #expect(official.row("C103")?.place == nil)
    #expect(replay.expertVariants(register: register, threads: 1).allSatisfy { !$0.entered.contains("C103") })
    let drawn = ResampledPanels(replay, count: 20, seed: "1", threads: 1)
    #expect(drawn.replicates.allSatisfy { !$0.above[3] && $0.places[3] == 14 })
  }
}
