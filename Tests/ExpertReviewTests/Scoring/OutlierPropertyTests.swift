import Statistics
import Testing

@testable import ExpertReview

/// What the words of the rules promise, on random panels.
@Suite struct `Outlier rules keep their promises` {
  private static let rules: [Aggregation.OutlierRule] = [
    .mean, .dropExtremes(high: 1, low: 1), .dropExtremes(high: 2, low: 1), .trimmed(Fraction(1, 5)),
    .trimmed(Fraction(1, 3)), .winsorised(high: 1, low: 1), .winsorised(high: 1, low: 2),
    .winsorisedShare(Fraction(1, 4)), .median, .middle(1), .middle(3), .middle(4),
  ]

  private static func plan(
    _ rule: Aggregation.OutlierRule, on basis: Aggregation.Basis = .item, items: Int = 1, mostSheets: Int = 9,
    rounding: [Aggregation.Rounding] = []
  ) throws -> ScoringPlan {
    let counted = rule.countedEnds.high + rule.countedEnds.low
    let outliers = Aggregation.Outliers(rule, on: basis, whenFewerThan: counted == 0 ? 0 : counted + 1)
    let weights = ["50", "30", "20"]
    return try Sample.plan(
      (0..<items).map { Sample.item("I\($0)", weight: items == 1 ? "100" : weights[$0]) }, scale: Sample.hundred,
      Sample.aggregation(basis, outliers: outliers, rounding: rounding), mostSheets: mostSheets)
  }

  private static func matrix(_ plan: ScoringPlan, _ candidates: [[[Int32]]]) throws -> MarkMatrix {
    var matrix = MarkMatrix(for: plan)
    for sheets in candidates {
      try matrix.appendCandidate()
      for (expert, marks) in sheets.enumerated() { try matrix.appendSheet(expert: Int32(expert), marks: marks) }
    }
    return matrix
  }

  private static func scores(_ plan: ScoringPlan, _ candidates: [[[Int32]]]) throws -> [Fraction] {
    let standings = plan.aggregate(try matrix(plan, candidates))
    return try (0..<candidates.count).map { try #require(standings.score(of: $0)?.exact) }
  }

  // MARK: Order

  @Test func `the order of experts and candidates changes nothing`() throws {
    var random = RandomPanels(seed: 61, stream: 0)
    for _ in 0..<150 {
      let rule = random.rule()
      guard
        let plan = try? Sample.plan(
          rule.items, scale: rule.scale, rule.aggregation, minimumSheets: rule.minimumSheets, mostSheets: 9)
      else { continue }
      let cases = (0..<5).map { _ in random.panel(under: rule) }
      let standings = plan.aggregate(try plan.matrix(of: cases))
      var turns = Array(cases.indices)
      random.stream.shuffle(&turns)
      let shuffled = turns.map { turn in
        var sheets = cases[turn].sheets
        random.stream.shuffle(&sheets)
        return ScoringOracle.Case(
          items: rule.items, scale: rule.scale, rule: rule.aggregation, minimumSheets: rule.minimumSheets,
          sheets: sheets, values: cases[turn].values)
      }
      let again = plan.aggregate(try plan.matrix(of: shuffled))
      for (position, turn) in turns.enumerated() { #expect(again[position] == standings[turn]) }
    }
  }

  // MARK: One expert's reach

  /// With k dropped at each end a mark moved from one end of the scale to the other shifts the window of the n − 2k
  /// that count by one among the others' marks in order, so the value moves by their spread over n − 2k at most.
  @Test(arguments: [1, 2])
  func `where extremes are dropped one expert moves the mean by the others' spread at most`(each: Int) throws {
    var stream = RandomStream(seed: 62)
    let plan = try Self.plan(.dropExtremes(high: each, low: each))
    for _ in 0..<300 {
      let count = stream.integer(in: 2 * each + 1...9)
      let others = (1..<count).map { _ in Int32(stream.integer(in: 30...90)) }
      let values = try Self.scores(plan, [Int32(0), 100].map { mark in ([mark] + others).map { [$0] } })
      let spread = Fraction(Int128((others.max() ?? 0) - (others.min() ?? 0)))
      #expect(values[1] - values[0] <= spread / Fraction(Int128(count - 2 * each)))
    }
  }

  @Test(arguments: rules.filter { $0.ends(of: 7).high > 0 && $0.ends(of: 7).low > 0 })
  func `no expert carries the value past all the others`(rule: Aggregation.OutlierRule) throws {
    var stream = RandomStream(seed: 63)
    let plan = try Self.plan(rule)
    for _ in 0..<100 {
      let others = (1..<7).map { _ in Int32(stream.integer(in: 40...60)) }
      for mark in [Int32(0), 100] {
        let value = try Self.scores(plan, [([mark] + others).map { [$0] }])[0]
        #expect(value >= Fraction(Int128(others.min() ?? 0)) && value <= Fraction(Int128(others.max() ?? 0)))
      }
    }
    let carried = try Self.scores(try Self.plan(.mean), [[[100], [40], [40], [40], [40], [40], [40]]])[0]
    #expect(carried > Fraction(40))
  }

  // MARK: A better mark

  @Test(arguments: rules)
  func `a better mark never lowers the candidate's own place`(rule: Aggregation.OutlierRule) throws {
    var stream = RandomStream(seed: 64)
    let selection = Selection(
      caps: [], ties: [], places: .standard, reserve: 0, nextMayRise: true, source: Sample.source)
    for basis in Aggregation.Basis.allCases {
      let plan = try Self.plan(rule, on: basis, items: 3, rounding: [Sample.round(.total, 1)])
      for _ in 0..<25 {
        var candidates = (0..<6).map { _ in
          (0..<stream.integer(in: 4...9)).map { _ in (0..<3).map { _ in Int32(stream.integer(in: 60...75)) } }
        }
        func places() throws -> [CandidateID: Int] {
          let group = RankedGroup(
            group: GroupID("g"), standings: plan.aggregate(try Self.matrix(plan, candidates)),
            contenders: candidates.indices.map { Contender(candidate: CandidateID("C\($0)")) })
          let ranking = rank(stage: "s", groups: [group], selection: selection)
          return Dictionary(
            uniqueKeysWithValues: ranking.rows.compactMap { row in row.place.map { (row.candidate, $0) } })
        }
        let candidate = stream.integer(below: 6)
        let before = try places()
        let sheet = stream.integer(below: candidates[candidate].count)
        candidates[candidate][sheet][stream.integer(below: 3)] += Int32(stream.integer(in: 1...20))
        let after = try places()
        let id = CandidateID("C\(candidate)")
        #expect(try #require(after[id]) <= #require(before[id]))
      }
    }
  }

  /// 70 75 80 80 and 98: the median is 80, the MAD 5, the limit 2.5 × 1.4826 × 5 = 18.5325; 98 lies 18 away and counts,
  /// 99 lies 19 away and does not.
  @Test func `under a rejection by deviation a better mark can cost the place`() throws {
    let plan = try Self.plan(Sample.rejecting("2.5"))
    let rival = [[Int32]](repeating: [78], count: 5)
    let kept = try Self.scores(plan, [[[70], [75], [80], [80], [98]], rival])
    let better = try Self.scores(plan, [[[70], [75], [80], [80], [99]], rival])
    #expect(kept == [Fraction(403, 5), Fraction(78)])
    #expect(better == [Fraction(305, 4), Fraction(78)])
    #expect(kept[0] > kept[1] && better[0] < better[1])
  }

  @Test func `where most marks are equal the scheme says what a rejection does`() throws {
    let marks: [[Int32]] = [[80], [80], [80], [90], [10]]
    #expect(try Self.scores(try Self.plan(Sample.rejecting("3")), [marks]) == [Fraction(68)])
    #expect(try Self.scores(try Self.plan(Sample.rejecting("3", whenZero: .keepMedian)), [marks]) == [Fraction(80)])
  }

  // MARK: Rules as values

  @Test func `a plan under another rule scores the same matrix as one made for it`() throws {
    let plan = try Self.plan(.dropExtremes(high: 1, low: 1), on: .total, items: 3)
    let matrix = try Self.matrix(plan, [[[70, 80, 90], [60, 60, 60], [90, 70, 80], [85, 85, 85], [60, 61, 62]]])
    for rule in Self.rules + [Sample.rejecting("2.5")] {
      let made = try Self.plan(rule, on: .total, items: 3)
      let replaced = try plan.replacing(outliers: made.aggregation.outliers)
      #expect(replaced.aggregate(matrix)[0] == made.aggregate(matrix)[0])
      #expect(replaced.trace(candidate: 0, in: matrix).standing == replaced.aggregate(matrix)[0])
    }
    #expect(
      try plan.replacing(outliers: nil).aggregate(matrix)[0].score
        == (try Self.plan(.mean, on: .total, items: 3))
        .aggregate(matrix)[0].score)
    #expect(throws: PlanFault.outliersOnOtherBasis(.item, on: .total)) {
      try plan.replacing(outliers: Aggregation.Outliers(.median, on: .item))
    }
  }

  @Test func `the rule that holds goes by the number of marks, and says which one it stands in for`() throws {
    let outliers = Aggregation.Outliers(
      on: .item,
      tiers: [
        Aggregation.Outliers.Tier(.trimmed(Fraction(1, 4)), whenFewerThan: 7),
        Aggregation.Outliers.Tier(.dropExtremes(high: 1, low: 1), whenFewerThan: 4),
        Aggregation.Outliers.Tier(.median, whenFewerThan: 0),
      ])
    let plan = try Sample.plan(
      [Sample.item("A")], scale: Sample.hundred, Sample.aggregation(.item, outliers: outliers))
    let marks: [Int32] = [10, 20, 40, 50, 60, 80, 100, 90]
    for (count, rule, value, from) in [
      (8, Aggregation.OutlierRule.trimmed(Fraction(1, 4)), Fraction(230, 4), nil),
      (5, .dropExtremes(high: 1, low: 1), Fraction(110, 3), 7), (3, .median, Fraction(20), 4),
    ] as [(Int, Aggregation.OutlierRule, Fraction, Int?)] {
      let matrix = try Self.matrix(plan, [marks.prefix(count).map { [$0] }])
      #expect(plan.aggregate(matrix)[0].score?.exact == value)
      let trimming = plan.trace(candidate: 0, in: matrix).items[0].trimming
      #expect(trimming?.rule == rule && trimming?.fellBackFrom?.whenFewerThan == from)
    }
  }

  @Test func `rules that could leave nothing are refused`() {
    func fault(_ tiers: [Aggregation.Outliers.Tier]) -> PlanFault? {
      do {
        _ = try Sample.plan(
          [Sample.item("A")], Sample.aggregation(.item, outliers: Aggregation.Outliers(on: .item, tiers: tiers)))
        return nil
      } catch {
        return error
      }
    }
    func tier(_ rule: Aggregation.OutlierRule, _ least: Int = 0) -> [Aggregation.Outliers.Tier] {
      [Aggregation.Outliers.Tier(rule, whenFewerThan: least)]
    }
    #expect(fault(tier(.winsorised(high: 1, low: 1), 2)) == .dropsEverything(dropped: 2, whenFewerThan: 2))
    #expect(fault(tier(.trimmed(Fraction(1, 2)))) == .noProportion(Fraction(1, 2)))
    #expect(fault(tier(.winsorisedShare(Fraction(-1, 5)))) == .noProportion(Fraction(-1, 5)))
    #expect(fault(tier(.middle(0))) == .keepsNone(0))
    #expect(
      fault(tier(Sample.rejecting("0.5")))
        == .rejectsTheMiddle(cut: Sample.decimal("0.5"), constant: Sample.decimal("1.4826")))
    #expect(fault(tier(.median, 3) + tier(.mean, 3)) == .fallbackAbove(whenFewerThan: 3, above: 3))
  }
}
