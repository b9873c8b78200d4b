import Statistics
import Testing

@testable import ExpertReview

@Suite struct `Scoring in lanes` {
  /// Rules over judged items only, as planes hold them; half of them such as lanes take.
  private static func rule(_ random: inout RandomPanels) -> RandomPanels.Rule {
    while true {
      let rule = random.rule()
      let items = rule.items.filter { $0.kind == .judged }
      let isPlain = random.stream.chance(0.7)
      let aggregation = rule.aggregation
      let outliers = isPlain && aggregation.basis == .item ? random.outliers(on: .total) : aggregation.outliers
      let rounding = aggregation.rounding.filter { !isPlain || $0.after == .total }
      let onTotals = Sample.aggregation(
        isPlain ? .total : aggregation.basis, outliers: outliers, rounding: rounding,
        minimums: isPlain ? [] : aggregation.minimums.filter { $0.item == nil },
        incomplete: isPlain ? .leaveOut : aggregation.incomplete)
      return RandomPanels.Rule(
        items: items, scale: rule.scale, aggregation: onTotals, minimumSheets: rule.minimumSheets)
    }
  }

  private static func planes(
    _ plan: ScoringPlan, candidates: Int, sheets: Int, _ stream: inout RandomStream
  ) -> MarkPlanes {
    var planes = MarkPlanes(for: plan, candidates: candidates, sheets: sheets)
    let isNarrow = stream.chance(0.5)
    let missing = stream.chance(0.3) ? 0 : 0.15
    for candidate in 0..<candidates {
      for sheet in 0..<sheets where !stream.chance(missing) {
        for (item, column) in plan.judged.enumerated() where !stream.chance(missing / 4) {
          let most = Int(column.ceiling)
          let steps = isNarrow ? min(most, most / 2 + stream.integer(below: 3)) : stream.integer(in: 0...most)
          planes[item, sheet, candidate] = Int32(steps)
        }
      }
    }
    return planes
  }

  private static func weights(_ units: [Int64], places: Int) -> [(item: ItemID, weight: ExactDecimal)] {
    units.map { (item: ItemID("\($0)"), weight: ExactDecimal(units: $0, places: places)) }
  }

  /// Whether keys order candidates as the kernel's official scores do, and come to them where a unit is told.
  private func keys(_ keys: ArraySlice<Int64>, _ unit: Fraction?, areThoseOf standings: Standings) -> Bool {
    let keys = Array(keys)
    let scores = keys.indices.map { standings.isBarred($0) ? nil : standings.score(of: $0)?.exact }
    for (key, score) in zip(keys, scores) {
      guard (key == LaneScoring.none) == (score == nil) else { return false }
      if let unit, let score, Fraction(Int128(key)) * unit != score { return false }
    }
    for first in keys.indices {
      for second in keys.indices {
        guard let a = scores[first], let b = scores[second] else { continue }
        if (a < b) != (keys[first] < keys[second]) || (a == b) != (keys[first] == keys[second]) { return false }
      }
    }
    return true
  }

  @Test(arguments: 0..<8)
  func `keys are the places and scores that the kernel for every rule gives`(part: Int) throws {
    var random = RandomPanels(seed: 77, stream: part)
    var inLanes = 0
    for _ in 0..<40 {
      let rule = Self.rule(&random)
      let sheets = random.stream.integer(in: 1...9)
      let candidates = random.stream.integer(in: 1...20)
      guard
        let plan = try? Sample.plan(
          rule.items, scale: rule.scale, rule.aggregation, minimumSheets: rule.minimumSheets, mostSheets: 9)
      else { continue }
      // Several rules at once, so that totals in order are shared.
      var plans = [plan]
      if plan.aggregation.basis == .total {
        plans.append(try plan.replacing(outliers: nil))
        plans.append(try plan.replacing(outliers: random.outliers(on: .total)))
      }
      var scoring = LaneScoring(plans, candidates: candidates, sheets: sheets)
      for _ in 0..<2 {
        let planes = Self.planes(plan, candidates: candidates, sheets: sheets, &random.stream)
        scoring.score(planes)
        for (position, plan) in plans.enumerated() {
          let standings = plan.aggregate(planes.matrix(for: plan), keepingItems: false)
          let unit = scoring.unit(of: position)
          if unit != nil { inLanes += 1 }
          guard keys(scoring.keys(of: position), unit, areThoseOf: standings) else {
            Issue.record("\(plan.aggregation) on \(planes)")
            return
          }
        }
      }
    }
    #expect(inLanes > 60)
  }

  @Test func `a thousandth of a point, sheets missing, and five rules agree with the kernel`() throws {
    let weights = Self.weights([30, 25, 20, 15, 10], places: 0)
    let scale = Sample.scale("0", "24", "0.001")
    func plan(_ rule: Aggregation.OutlierRule, _ rounding: [Aggregation.Rounding] = []) throws -> ScoringPlan {
      try ScoringPlan.compile(
        weights: weights, scale: scale, outliers: Aggregation.Outliers(rule, on: .total, whenFewerThan: 3),
        rounding: rounding, minimumSheets: 2, mostSheets: 7)
    }
    let plans = [
      try plan(.mean), try plan(.dropExtremes(high: 1, low: 1)), try plan(.median),
      try plan(.winsorised(high: 1, low: 1)), try plan(.mean, [Sample.round(.total, 2, .halfEven)]),
    ]
    var stream = RandomStream(seed: 3)
    let planes = Self.planes(plans[0], candidates: 100, sheets: 7, &stream)
    var scoring = LaneScoring(plans, candidates: 100, sheets: 7)
    scoring.score(planes)
    for (position, plan) in plans.enumerated() {
      #expect(scoring.unit(of: position) != nil, "a rule of the benchmark is scored in lanes")
      let standings = plan.aggregate(planes.matrix(for: plan), keepingItems: false)
      #expect(keys(scoring.keys(of: position), scoring.unit(of: position), areThoseOf: standings))
    }
    #expect(scoring.unit(of: 4) == Fraction(1, 100))
  }

  @Test func `totals beyond thirty-two bits are left to the kernel for every rule`() throws {
    let wide = try ScoringPlan.compile(
      weights: Self.weights([333_333, 666_667], places: 4),
      scale: Sample.scale("0", "100", "0.001"), outliers: nil, rounding: [], mostSheets: 40)
    var scoring = LaneScoring([wide], candidates: 3, sheets: 3)
    #expect(scoring.unit(of: 0) == nil)
    #expect(scoring.withSheetTotals(of: 0) { _, _ in true } == nil)
    var planes = MarkPlanes(for: wide, candidates: 3, sheets: 3)
    for sheet in 0..<3 {
      for item in 0..<2 {
        planes.withRow(item: item, sheet: sheet) { row in
          for candidate in 0..<2 { row[candidate] = Int32(1000 * (candidate + 1) * (sheet + 1)) }
        }
      }
    }
    scoring.score(planes)
    #expect(Array(scoring.keys(of: 0)) == [0, 1, LaneScoring.none])
  }

  @Test func `totals of sheets are weighted sums, absent where a mark is missing`() throws {
    let plan = try ScoringPlan.compile(
      weights: Self.weights([60, 40], places: 0), scale: Sample.hundred, outliers: nil, rounding: [], mostSheets: 2)
    var planes = MarkPlanes(for: plan, candidates: 2, sheets: 2)
    for (sheet, marks) in [[10, 20], [30, 40]].enumerated() {
      for (item, mark) in marks.enumerated() { planes[item, sheet, 1] = Int32(mark) }
    }
    planes[0, 0, 0] = 7
    var scoring = LaneScoring([plan], candidates: 2, sheets: 2)
    scoring.score(planes)
    let totals = scoring.withSheetTotals(of: 0) { totals, row in [totals[0], totals[1], totals[row], totals[row + 1]] }
    // In units of a fifth: 3 × 10 + 2 × 20 and 3 × 30 + 2 × 40.
    #expect(totals == [LaneScoring.absentTotal, 70, LaneScoring.absentTotal, 170])
    #expect(scoring.unit(of: 0).map { $0 * Fraction(Int128(scoring.keys(of: 0)[1])) } == Fraction(24))
  }
}
