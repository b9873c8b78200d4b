import FoundationEssentials
import Testing

@testable import ExpertReview

/// Published values that a panel can express, through the kernel: see `Tests/Golden/outliers/README.md`.
@Suite struct `Outlier rules give published values` {
  private static let folder =
    #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 } + "/Golden/outliers/"

  private static func golden(_ name: String) throws -> JSON {
    try JSON.read([UInt8](try Data(contentsOf: URL(filePath: folder + name))))
  }

  /// The one wide scale on which every set of data is a panel's marks.
  private static let scale = Sample.scale("-1000", "1000", "0.01")

  private static func trace(_ marks: [String], _ rule: Aggregation.OutlierRule, factor: String = "1") throws
    -> ScoreTrace
  {
    let counted = rule.countedEnds.high + rule.countedEnds.low
    let outliers = Aggregation.Outliers(rule, on: .item, whenFewerThan: counted == 0 ? 0 : counted + 1)
    let plan = try Sample.plan(
      [Sample.item("A", factor: factor)], scale: scale, Sample.aggregation(.item, outliers: outliers))
    let matrix = try plan.matrix([marks.map { [$0] }])
    let trace = plan.trace(candidate: 0, in: matrix)
    #expect(plan.aggregate(matrix)[0] == trace.standing)
    return trace
  }

  private static func score(_ marks: [String], _ rule: Aggregation.OutlierRule, factor: String = "1") throws -> Fraction
  {
    try #require(try trace(marks, rule, factor: factor).standing.score?.exact)
  }

  private static func texts(_ list: JSON?) -> [String] { (list?.elements ?? []).compactMap(\.scalarText) }

  /// A number as it is printed, exactly.
  private static func decimal(_ printed: JSON?) throws -> (value: Fraction, places: Int) {
    let text = try #require(printed?.scalarText)
    let parts = text.split(separator: ".")
    let (whole, rest) = (parts[0], parts.count > 1 ? parts[1] : "")
    var unit: Int128 = 1
    for _ in rest { unit *= 10 }
    return (Fraction(try #require(Int128(whole + rest)), unit), rest.count)
  }

  /// Equal to the last printed place, rounded either way there.
  private static func expect(_ value: Fraction, prints printed: JSON?, _ what: String) throws {
    let (expected, places) = try decimal(printed)
    var unit: Int128 = 1
    for _ in 0..<places { unit *= 10 }
    let difference = value - expected
    let magnitude = difference < .zero ? .zero - difference : difference
    #expect(magnitude * Fraction(2) <= Fraction(1, unit), "\(what): \(value) is not \(expected)")
  }

  @Test(arguments: ["chem", "abbey", "mtcars_mpg", "sleep_extra"])
  func `means, medians and trimmed means of four published sets`(name: String) throws {
    let set = try #require(try Self.golden("location.json")[name])
    let marks = Self.texts(set["x"])
    let expected = try #require(set["expected"])
    #expect(marks.count == Int(expected["n"]?.scalarText ?? ""))
    let rules: [(String, Aggregation.OutlierRule)] = [
      ("mean", .mean), ("median", .median), ("drop1hi1lo", .dropExtremes(high: 1, low: 1)),
      ("trim05", .trimmed(Fraction(1, 20))), ("trim10", .trimmed(Fraction(1, 10))),
      ("trim20", .trimmed(Fraction(1, 5))), ("trim25", .trimmed(Fraction(1, 4))),
    ]
    for (key, rule) in rules {
      try Self.expect(try Self.score(marks, rule), prints: expected[key], "\(name) \(key)")
    }
    let spread = try #require(try Self.trace(marks, Sample.rejecting("1", "1.4826")).items[0].trimming?.spread)
    try Self.expect(spread.deviation, prints: expected["mad_raw"], "\(name) MAD")
    try Self.expect(try #require(spread.limit), prints: expected["mad_1.4826"], "\(name) MAD × 1.4826")
  }

  @Test func `trimmed and winsorised means of SciPy's documentation`() throws {
    let golden = try Self.golden("scipy.json")
    let twenty = (0..<20).map { "\($0)" }
    try Self.expect(
      try Self.score(twenty, .trimmed(Fraction(1, 10))), prints: golden["trim_mean_arange20_0.1"], "trim_mean")
    try Self.expect(
      try Self.score(["1", "2", "3", "5"], .trimmed(Fraction(1, 4))), prints: golden["trim_mean_[1,2,3,5]_0.25"],
      "trim_mean of four")
    let fibonacci = ["2", "3", "5", "8", "13", "21", "34", "55", "89", "144"]
    #expect(try Self.score(fibonacci, .trimmed(Fraction(1, 5))) == Fraction(68, 3))
    // Printed as the Double nearest to 68/3, whose last place is no decimal one.
    #expect(golden["trim_mean_fib10_0.2"]?.scalarText.flatMap { Double($0) } == 68.0 / 3)
    let ten = ["10", "4", "9", "8", "5", "3", "7", "2", "1", "6"]
    let replaced = Self.texts(golden["winsorize_[10,4,9,8,5,3,7,2,1,6]_(0.1,0.2)"])
    #expect(try Self.score(ten, .winsorised(high: 2, low: 1)) == Self.score(replaced, .mean))
    let fates = try Self.trace(ten, .winsorised(high: 2, low: 1)).items[0].marks.map { mark in
      if case .replaced(_, let instead) = mark.fate { return instead.description }
      return mark.value?.description ?? ""
    }
    #expect(fates == replaced)
    let spread = try Self.trace(["1", "2", "3", "4", "5", "6", "7", "8", "9", "100"], Sample.rejecting("3"))
      .items[0].trimming?.spread
    try Self.expect(
      try #require(spread?.deviation), prints: golden["mad_[1,2,3,4,5,6,7,8,9,100]"], "median_abs_deviation")
  }

  /// Where a sport adds the marks kept, the factor holds their number: so many times their mean is their sum.
  @Test func `diving, ski jumping, gymnastics and peer grading`() throws {
    let cases = try #require(try Self.golden("sports.json").elements)
    func marks(_ json: JSON?) -> [String] { Self.texts(json) }
    let diving = try Self.score(marks(cases[0]["scores"]), .dropExtremes(high: 2, low: 2), factor: "9")
    try Self.expect(diving, prints: cases[0]["expected"], "three marks × difficulty 3.0")
    let old = try Self.score(marks(cases[1]["scores"]), .dropExtremes(high: 1, low: 1), factor: "6")
    try Self.expect(old, prints: cases[1]["expected"], "five marks × difficulty 2.0 × 0.6")
    let style = try Self.score(marks(cases[2]["scores"]), .dropExtremes(high: 1, low: 1), factor: "3")
    try Self.expect(style, prints: cases[2]["style"], "three style marks")
    let gymnastics = try #require(cases[3]["cases"]?.elements)
    try Self.expect(
      try Self.score(marks(gymnastics[0]["scores"]), .middle(2)), prints: gymnastics[0]["expected"], "the middle two")
    try Self.expect(
      try Self.score(marks(gymnastics[1]["scores"]), .mean), prints: gymnastics[1]["expected"],
      "all four, as the two differ by more than is tolerated")
    let plan = try Sample.plan(
      [Sample.item("A")], scale: Sample.hundred,
      Sample.aggregation(
        .item, outliers: Sample.dropping(1, 1, on: .item, whenFewerThan: 3), rounding: [Sample.round(.total, 3)]))
    let papers = (cases[4]["rows"]?.elements ?? []).map { row in marks(row).map { [$0] as WrittenSheet } }
    let standings = plan.aggregate(try plan.matrix(papers))
    let best = standings.indices.compactMap { standings.score(of: $0) }.sorted().suffix(3).map(\.text)
    #expect(best == marks(cases[4]["expected"]))
  }
}

extension Standings {
  fileprivate var indices: Range<Int> { 0..<count }
}
