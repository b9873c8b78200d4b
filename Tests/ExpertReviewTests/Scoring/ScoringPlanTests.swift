import Testing

@testable import ExpertReview

@Suite struct `A scoring plan` {
  private func fault(
    _ items: [RubricItem], scale: MarkScale = Sample.ten, _ rule: Aggregation,
    mostSheets: Int = 9
  ) -> PlanFault? {
    do {
      _ = try Sample.plan(items, scale: scale, rule, mostSheets: mostSheets)
      return nil
    } catch {
      return error
    }
  }

  private let one = [Sample.item("A")]
  private let plain = Sample.aggregation(.item)

  @Test func `a rule that cannot be computed is refused with its reason`() {
    #expect(fault([], plain) == .nothingToScore)
    #expect(fault([Sample.item("A"), Sample.item("A")], plain) == .repeatedItem(ItemID("A")))
    #expect(fault([Sample.item("C", .computed)], plain) == .emptyTable(ItemID("C")))
    #expect(
      fault(one, Sample.aggregation(.total, rounding: [Sample.round(.item, 2)]))
        == .roundingElsewhere(.item, on: .total))
    #expect(
      fault(one, Sample.aggregation(.item, rounding: [Sample.round(.sheet, 2)]))
        == .roundingElsewhere(.sheet, on: .item))
    #expect(
      fault(one, Sample.aggregation(.item, rounding: [Sample.round(.total, 2), Sample.round(.total, 1)]))
        == .roundingTwice(.total))
    #expect(fault(one, Sample.aggregation(.item, rounding: [Sample.round(.total, 10)])) == .roundingPlaces(.total, 10))
    #expect(
      fault(one, Sample.aggregation(.item, outliers: Sample.dropping(1, 1, on: .total, whenFewerThan: 3)))
        == .outliersOnOtherBasis(.total, on: .item))
    #expect(
      fault(one, Sample.aggregation(.item, outliers: Sample.dropping(2, 1, on: .item, whenFewerThan: 3)))
        == .dropsEverything(dropped: 3, whenFewerThan: 3))
  }

  @Test func `minimums and vetoes must name items that bear them`() {
    let minimum = Aggregation.Minimum(item: ItemID("Z"), atLeast: .zero)
    #expect(fault(one, Sample.aggregation(.item, minimums: [minimum])) == .unknownItem(ItemID("Z")))
    let veto = Aggregation.Veto(item: ItemID("G"), experts: .majority, below: .zero)
    let items = [Sample.item("A"), Sample.item("G", .given)]
    #expect(fault(items, Sample.aggregation(.item, vetoes: [veto])) == .notJudged(ItemID("G")))
    let many = [Aggregation.Minimum](repeating: Aggregation.Minimum(item: nil, atLeast: .zero), count: 65)
    #expect(fault(one, Sample.aggregation(.item, minimums: many)) == .tooManyTests(65))
  }

  @Test(arguments: [("0", "10", "0"), ("10", "0", "1"), ("0", "10", "3"), ("0", "10", "-1")])
  func `a scale whose steps do not lead to its maximum is refused`(minimum: String, maximum: String, step: String) {
    let scale = Sample.scale(minimum, maximum, step)
    #expect(fault(one, scale: scale, plain) == .unsoundScale(ItemID("A"), scale))
  }

  @Test func `an item that can bring no points cannot be scaled up over`() {
    let rule = Sample.aggregation(.total, incomplete: .renormalise)
    let items = [Sample.item("A"), Sample.item("B", scale: Sample.scale("-3", "0", "1"))]
    #expect(fault(items, rule) == .bringsNoPoints(ItemID("B")))
  }

  @Test func `numbers that could leave the range of integers are refused, not wrapped`() {
    let wide = Sample.scale("0", "100000000000000000", "100000000000000000")
    let items = (0..<4).map { Sample.item("I\($0)", factor: "123456.789012") }
    for basis in [Aggregation.Basis.item, .total] {
      guard case .tooLarge = fault(items, scale: wide, Sample.aggregation(basis)) else {
        Issue.record("\(basis) took it")
        continue
      }
    }
    let many = (0..<20).map { Sample.item("I\($0)", weight: "5") }
    #expect(fault(many, plain, mostSheets: ScoringPlan.usualMostSheets) == nil)
    #expect(fault(many, plain, mostSheets: 5000) == .tooLarge(.total, mostSheets: 5000))
    let rounded = Sample.aggregation(.item, rounding: [Sample.round(.item, 4)])
    #expect(fault(many, rounded, mostSheets: 5000) == nil)
  }

  /// Marks at the top of the largest scale that compiles, on a full panel: the proof of the bounds holds.
  @Test func `the largest panel of the largest scale that compiles is still exact`() throws {
    for basis in [Aggregation.Basis.item, .total] {
      var digits = 18
      while digits > 0 {
        defer { digits -= 1 }
        let top = ExactDecimal(units: powerOfTen(digits - 1), places: 0)
        let scale = MarkScale(minimum: .zero, maximum: top, step: top)
        let items = ["33.333333", "33.333333", "33.333334"].enumerated().map {
          Sample.item("I\($0.offset)", weight: $0.element)
        }
        let rule = Sample.aggregation(basis, rounding: [Sample.round(.total, 2, .halfEven)])
        guard let plan = try? Sample.plan(items, scale: scale, rule) else { continue }
        var matrix = MarkMatrix(for: plan)
        try matrix.appendCandidate()
        for expert in 0..<plan.mostSheets { try matrix.appendSheet(expert: Int32(expert), marks: [1, 1, 1]) }
        #expect(plan.aggregate(matrix)[0].score?.exact == top.fraction)
        break
      }
      #expect(digits >= 8)
    }
  }
}

@Suite struct `A matrix of marks` {
  private func matrix(most: Int = 3) throws -> MarkMatrix {
    let items = [Sample.item("A"), Sample.item("G", .given, scale: Sample.scale("0", "5", "0.5"))]
    var matrix = MarkMatrix(for: try Sample.plan(items, Sample.aggregation(.item), mostSheets: most))
    try matrix.appendCandidate(values: [Sample.decimal("2.5")])
    return matrix
  }

  @Test func `marks off their scale do not get in`() throws {
    var matrix = try matrix()
    for steps in [Int32(-3), MarkMatrix.recused, 21] {
      #expect(throws: MarkFault.stepsOffScale(ItemID("A"), steps: steps, most: 20)) {
        try matrix.appendSheet(expert: 0, marks: [steps])
      }
    }
    #expect(matrix.sheetCount == 0)
    try matrix.appendSheet(expert: 0, marks: [20])
    #expect(matrix.sheetCount == 1)
  }

  @Test func `given values off their scale do not get in`() throws {
    var matrix = try matrix()
    for value in ["5.5", "0.25", "-0.5"] {
      #expect(
        throws: MarkFault.offScale(ItemID("G"), Sample.decimal(value), Sample.scale("0", "5", "0.5"))
      ) { try matrix.appendCandidate(values: [Sample.decimal(value)]) }
    }
    #expect(matrix.candidateCount == 1)
    #expect(throws: MarkFault.wrongValueCount(found: 0, expected: 1)) { try matrix.appendCandidate() }
  }

  @Test func `a sheet of another width and one too many are refused`() throws {
    var matrix = try matrix(most: 1)
    #expect(throws: MarkFault.wrongWidth(found: 2, expected: 1)) { try matrix.appendSheet(expert: 0, marks: [1, 2]) }
    try matrix.appendSheet(expert: 0, marks: [1])
    #expect(throws: MarkFault.tooManySheets(most: 1)) { try matrix.appendRecusal(expert: 1) }
  }
}
