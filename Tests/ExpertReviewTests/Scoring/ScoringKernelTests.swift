import Testing

@testable import ExpertReview

@Suite struct `The scoring kernel` {
  private let weighted = [Sample.item("A", weight: "60"), Sample.item("B", weight: "40")]

  @Test func `an empty mark is missing, not zero`() throws {
    let plan = try Sample.plan([Sample.item("A")], Sample.aggregation(.item, rounding: [Sample.round(.total, 2)]))
    #expect(try plan.standing([["8"], [""], ["7"]]).score?.text == "7.50")
    #expect(try plan.standing([["8"], ["0"], ["7"]]).score?.text == "5.00")
  }

  @Test func `a recusal is neither a mark nor a missing mark`() throws {
    let plan = try Sample.plan(weighted, Sample.aggregation(.total, rounding: [Sample.round(.total, 2)]))
    let matrix = try plan.matrix([[["8", "6"], nil, ["7", ""]]])
    let trace = plan.trace(candidate: 0, in: matrix)
    #expect(trace.items[0].marks.map(\.fate) == [.counted, .recused, .sheetIncomplete])
    #expect(trace.items[1].marks.map(\.fate) == [.counted, .recused, .missing])
    #expect(plan.aggregate(matrix)[0].score?.text == "7.20")
    #expect(plan.aggregate(matrix)[0].sheetsUsed == 1)
  }

  @Test func `the mean of all marks takes those of incomplete sheets too, and no deductions`() throws {
    let items = weighted + [Sample.item("off", deduct: true)]
    let plan = try Sample.plan(items, Sample.aggregation(.total))
    let matrix = try plan.matrix([[["8", "6", "1"], nil, ["7", "", "5"]]])
    #expect(plan.aggregate(matrix)[0].markMean == Fraction(7))
    #expect(plan.aggregate(matrix)[0].untrimmedMean == Fraction(31, 5))
    #expect(plan.aggregate(matrix, keepingItems: false)[0].markMean == nil)
  }

  @Test func `by item the extremes of each item go, whoever gave them`() throws {
    let rule = Sample.aggregation(
      .item, outliers: Sample.dropping(1, 1, on: .item, whenFewerThan: 3), rounding: [Sample.round(.total, 2)])
    let plan = try Sample.plan(weighted, rule)
    let standing = try plan.standing([["1", "9"], ["6", "5"], ["10", "1"]])
    #expect(standing.items.map(\.exact) == [Fraction(6), Fraction(5)])
    #expect(standing.score?.text == "5.60")
    #expect(standing.untrimmedMean == Fraction(27, 5))
  }

  @Test func `by total the highest and the lowest sheet go whole`() throws {
    let rule = Sample.aggregation(
      .total, outliers: Sample.dropping(1, 1, on: .total, whenFewerThan: 3), rounding: [Sample.round(.total, 2)])
    let plan = try Sample.plan(weighted, rule)
    let standing = try plan.standing([["1", "9"], ["6", "5"], ["10", "1"]])
    #expect(standing.score?.text == "5.60")
    #expect(standing.items.map(\.exact) == [Fraction(6), Fraction(5)])
    let other = try plan.standing([["1", "9"], ["6", "8"], ["10", "1"]])
    #expect(other.score?.text == "6.40")
    #expect(other.items.map(\.exact) == [Fraction(10), Fraction(1)])
  }

  @Test(arguments: [(["4", "6", "9"], "6.00"), (["4", "9"], "6.50"), (["4"], "4.00")])
  func `with fewer marks than the rule needs the plain mean is taken`(marks: [String], expected: String) throws {
    let rule = Sample.aggregation(
      .item, outliers: Sample.dropping(1, 1, on: .item, whenFewerThan: 3), rounding: [Sample.round(.total, 2)])
    let plan = try Sample.plan([Sample.item("A")], rule)
    let matrix = try plan.matrix([marks.map { [$0] }])
    #expect(plan.aggregate(matrix)[0].score?.text == expected)
    #expect(plan.trace(candidate: 0, in: matrix).items[0].trimming?.fellBack == (marks.count < 3))
  }

  @Test func `equal sheets at the edge are dropped in part, whatever their order`() throws {
    let rule = Sample.aggregation(.total, outliers: Sample.dropping(1, 0, on: .total, whenFewerThan: 2))
    let plan = try Sample.plan([Sample.item("A"), Sample.item("B")], rule)
    let sheets: [WrittenSheet] = [["8", "2"], ["2", "8"], ["3", "3"]]
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]] {
      let matrix = try plan.matrix([order.map { sheets[$0] }])
      let standing = plan.aggregate(matrix)[0]
      #expect(standing.items.map(\.exact) == [Fraction(4), Fraction(4)])
      #expect(standing.score?.exact == Fraction(8))
      let fates = plan.trace(candidate: 0, in: matrix).sheets.map(\.fate)
      #expect(fates.count { $0 == .droppedInPart(.highest, dropped: 1, among: 2) } == 2)
    }
  }

  @Test func `the mean over an item counts a sheet in full where nothing ties`() throws {
    let rule = Sample.aggregation(.total, outliers: Sample.dropping(1, 1, on: .total, whenFewerThan: 3))
    let plan = try Sample.plan([Sample.item("A")], rule)
    let standing = try plan.standing([["1"], ["4"], ["5"], ["9"]])
    #expect(standing.items[0].exact == Fraction(9, 2))
  }

  @Test(arguments: [
    (RoundingMode.halfUp, "0.13", "0.14"), (.halfEven, "0.12", "0.14"), (.down, "0.12", "0.13"), (.up, "0.13", "0.14"),
  ])
  func `half a unit is rounded as the mode says`(mode: RoundingMode, first: String, second: String) throws {
    let scale = Sample.scale("0", "1", "0.005")
    let plan = try Sample.plan(
      [Sample.item("A")], scale: scale, Sample.aggregation(.item, rounding: [Sample.round(.total, 2, mode)]))
    #expect(try plan.standing([["0.125"]]).score?.text == first)
    #expect(try plan.standing([["0.135"]]).score?.text == second)
  }

  @Test func `each rounding takes what the one before left`() throws {
    // Means 10/3 and 5: rounded to 3.3 and 5; products 1.155 and 3.25, rounded to 1.16 and 3.25; sum 4.41.
    let items = [Sample.item("A", weight: "35"), Sample.item("B", weight: "65")]
    let rule = Sample.aggregation(
      .item, rounding: [Sample.round(.item, 1), Sample.round(.product, 2), Sample.round(.total, 1)])
    let plan = try Sample.plan(items, scale: Sample.scale("0", "10", "1"), rule)
    let standing = try plan.standing([["3", "5"], ["3", "5"], ["4", "5"]])
    #expect(standing.items.map { $0.rounded?.description } == ["3.3", "5"])
    #expect(standing.items[0].exact == Fraction(10, 3))
    #expect(standing.score?.text == "4.4")
  }

  @Test func `given and computed values are multiplied, added or deducted`() throws {
    let bands = [("10", "3"), ("0", "1"), ("20", "5")].map {
      ComputedBand(atLeast: Sample.decimal($0.0), value: Sample.decimal($0.1))
    }
    let items = [
      Sample.item("A", factor: "1.5"), Sample.item("found", .computed, factor: "2", table: bands),
      Sample.item("fine", .given, deduct: true, scale: Sample.scale("0", "10", "0.25")),
    ]
    let plan = try Sample.plan(items, Sample.aggregation(.item, rounding: [Sample.round(.total, 2)]))
    #expect(try plan.standing([["6"]], values: ["19.99", "0.25"]).score?.text == "14.75")
    #expect(try plan.standing([["6"]], values: ["20", "0"]).score?.text == "19.00")
    #expect(try plan.standing([["6"]], values: ["20", nil]).status == .lacksValue(ItemID("fine")))
    #expect(try plan.standing([["6"]], values: ["-1", "0"]).status == .lacksValue(ItemID("found")))
  }

  @Test func `a candidate with too few sheets has no score and says how many there are`() throws {
    let byTotal = try Sample.plan(weighted, Sample.aggregation(.total), minimumSheets: 3)
    let sheets: [WrittenSheet] = [["8", "6"], ["8", ""], ["", "6"], ["7", "7"]]
    #expect(try byTotal.standing(sheets).status == .tooFewSheets(found: 2, needed: 3))
    #expect(try byTotal.standing(sheets).score == nil)
    let byItem = try Sample.plan(weighted, Sample.aggregation(.item), minimumSheets: 3)
    #expect(try byItem.standing(sheets).status == .scored)
    #expect(try byItem.standing([["", ""], nil]).status == .unmarked)
    #expect(try byItem.standing([]).status == .unmarked)
  }

  @Test func `an incomplete sheet is scaled up where the scheme says so`() throws {
    let rule = Sample.aggregation(.total, rounding: [Sample.round(.total, 3)], incomplete: .renormalise)
    let plan = try Sample.plan(weighted, rule)
    #expect(try plan.standing([["8", ""]]).score?.text == "8.000")
    // 8 × 60 % over 60 of 100 points is 8; the other sheet is 7.2.
    #expect(try plan.standing([["8", ""], ["8", "6"]]).score?.text == "7.600")
  }

  @Test func `a sheet that lacks a deduction is never scaled up`() throws {
    let rule = Sample.aggregation(.total, incomplete: .renormalise)
    let plan = try Sample.plan([Sample.item("A"), Sample.item("off", deduct: true)], rule)
    #expect(try plan.standing([["8", ""]]).status == .tooFewSheets(found: 0, needed: 1))
    #expect(try plan.standing([["", "1"]]).status == .tooFewSheets(found: 0, needed: 1))
    #expect(try plan.standing([["8", "1"]]).score?.exact == Fraction(7))
  }

  @Test func `minimums are tested before rounding`() throws {
    let rule = Sample.aggregation(
      .item, rounding: [Sample.round(.item, 0), Sample.round(.total, 0)],
      minimums: [Aggregation.Minimum(item: ItemID("A"), atLeast: Sample.decimal("6"))])
    let plan = try Sample.plan([Sample.item("A")], rule)
    let below = try plan.standing([["5.5"], ["6"]])
    #expect(below.score?.text == "6")
    #expect(below.barredBy == [.minimum(ItemID("A"), atLeast: Sample.decimal("6"))])
    #expect(try plan.standing([["6"], ["6"]]).barredBy == [])
  }

  @Test func `a majority is more than half of those who marked the item`() throws {
    let veto = Aggregation.Veto(item: ItemID("A"), experts: .majority, below: Sample.decimal("4"))
    let plan = try Sample.plan([Sample.item("A")], Sample.aggregation(.item, vetoes: [veto]))
    #expect(try plan.standing([["3.5"], ["9"], nil]).barredBy == [])
    #expect(try plan.standing([["3.5"], ["9"], ["3"]]).barredBy.map(\.code) == ["veto:A"])
    #expect(try plan.standing([["4"], ["9"], ["4"]]).barredBy == [])
  }

  @Test func `without a rounding the exact fraction ranks and its text is for reading`() throws {
    let plan = try Sample.plan([Sample.item("A")], Sample.aggregation(.item))
    let score = try #require(try plan.standing([["3"], ["3"], ["4"]]).score)
    #expect(score.exact == Fraction(10, 3))
    #expect(!score.isDecimal)
    #expect(score.text == "3.3333")
  }

  @Test func `rounded items under whole weights are decimals without another rounding`() throws {
    let rule = Sample.aggregation(.item, rounding: [Sample.round(.item, 1)])
    let plan = try Sample.plan(weighted, rule)
    let score = try #require(try plan.standing([["3", "5"], ["3", "5"], ["4", "5"]]).score)
    #expect(score.isDecimal)
    #expect(score.text == "3.98")
  }

  @Test func `standings made without items rank alike`() throws {
    let plan = try Sample.plan(weighted, Sample.aggregation(.item))
    let matrix = try plan.matrix([[["8", "6"]], [["7", ""]]])
    let standings = plan.aggregate(matrix, keepingItems: false)
    #expect(standings[0].score == plan.aggregate(matrix)[0].score)
    #expect(standings[0].items == [])
  }

  @Test func `a rubric without judged items needs no sheets`() throws {
    let plan = try Sample.plan([Sample.item("G", .given)], Sample.aggregation(.total), minimumSheets: 5)
    #expect(try plan.standing([], values: ["7.5"]).score?.text == "7.5")
  }

  /// Raising one mark of an added item can only raise the score.
  @Test func `a better mark never lowers a score`() throws {
    var random = RandomPanels(seed: 5, stream: 0)
    var compared = 0
    for _ in 0..<1500 {
      let rule = random.rule()
      // Whether a mark is rejected depends on the others: see `Outlier rules keep their promises`.
      guard rule.aggregation.outliers?.rejectsByDeviation != true else { continue }
      guard
        let plan = try? Sample.plan(
          rule.items, scale: rule.scale, rule.aggregation, minimumSheets: rule.minimumSheets, mostSheets: 9)
      else { continue }
      let given = random.panel(under: rule)
      guard let sheet = given.sheets.firstIndex(where: { $0 != nil }), var marks = given.sheets[sheet] else { continue }
      let column = random.stream.integer(below: marks.count)
      let item = plan.judgedItems[column]
      let scale = item.scale ?? rule.scale
      guard let mark = marks[column], mark < scale.maximum.fraction, !item.deduct else { continue }
      marks[column] = mark + scale.step.fraction
      var sheets = given.sheets
      sheets[sheet] = marks
      let better = ScoringOracle.Case(
        items: given.items, scale: given.scale, rule: given.rule, minimumSheets: given.minimumSheets, sheets: sheets,
        values: given.values)
      let standings = plan.aggregate(try plan.matrix(of: [given, better]))
      guard let before = standings[0].score, let after = standings[1].score else { continue }
      #expect(after >= before)
      compared += 1
    }
    #expect(compared > 500)
  }
}
