import Statistics

@testable import ExpertReview

/// Random rules and panels over everything that a scheme may say: weights and factors with decimals, steps of .25, .5
/// and 1, scales that begin at zero or elsewhere, deductions, given and computed items, both bases, all roundings at
/// all points; marks missing, experts recused, many ties.
struct RandomPanels {
  var stream: RandomStream

  init(seed: UInt64, stream index: Int) { stream = RandomStream(seed: seed, stream: UInt64(index)) }

  private mutating func pick<Element>(_ elements: [Element]) -> Element { stream.element(of: elements) }

  // MARK: Rules

  struct Rule {
    let items: [RubricItem]
    let scale: MarkScale
    let aggregation: Aggregation
    let minimumSheets: Int
  }

  mutating func rule() -> Rule {
    let scale = pick(Self.scales)
    let usesWeights = stream.chance(0.5)
    var items: [RubricItem] = []
    for number in 0..<stream.integer(in: 1...4) { items.append(judgedItem("J\(number)", usesWeights)) }
    for number in 0..<stream.integer(in: 0...2) { items.append(valueItem("V\(number)", usesWeights)) }
    stream.shuffle(&items)
    return Rule(
      items: items, scale: scale, aggregation: aggregation(items), minimumSheets: stream.integer(in: 1...3))
  }

  private static let scales = [
    Sample.scale("0", "10", "0.25"), Sample.scale("0", "10", "0.5"), Sample.scale("0", "100", "1"),
    Sample.scale("0.25", "10", "0.25"), Sample.scale("1", "5", "1"), Sample.scale("-3", "3", "1"),
  ]
  private static let weights = ["10", "12.5", "20", "25", "33.3", "35"]
  private static let factors = ["0.8", "1", "1.2", "1.6", "2", "0.125"]

  private mutating func judgedItem(_ id: String, _ usesWeights: Bool) -> RubricItem {
    Sample.item(
      id, weight: usesWeights ? pick(Self.weights) : nil, factor: pick(Self.factors), deduct: stream.chance(0.1),
      scale: stream.chance(0.15) ? pick(Self.scales) : nil)
  }

  private mutating func valueItem(_ id: String, _ usesWeights: Bool) -> RubricItem {
    let isComputed = stream.chance(0.4)
    return Sample.item(
      id, isComputed ? .computed : .given, weight: usesWeights ? pick(Self.weights) : nil, factor: pick(Self.factors),
      deduct: stream.chance(0.3), scale: Sample.scale("0", "50", "0.01"), table: isComputed ? table() : [])
  }

  private mutating func table() -> [ComputedBand] {
    var rows = [("5", "2.5"), ("10", "4"), ("20", "7.25"), ("30", "10")]
    stream.shuffle(&rows)
    return rows.map { ComputedBand(atLeast: Sample.decimal($0.0), value: Sample.decimal($0.1)) }
  }

  private mutating func aggregation(_ items: [RubricItem]) -> Aggregation {
    let basis: Aggregation.Basis = stream.chance(0.5) ? .item : .total
    let outliers = stream.chance(0.85) ? self.outliers(on: basis) : nil
    let points: [Aggregation.RoundingPoint] = basis == .item ? [.item, .product, .total] : [.sheet, .total]
    var rounding: [Aggregation.Rounding] = []
    for point in points where stream.chance(0.5) {
      rounding.append(Sample.round(point, stream.integer(in: 0...3), pick(RoundingMode.allCases)))
    }
    return Sample.aggregation(
      basis, outliers: outliers, rounding: rounding, minimums: minimums(items), vetoes: vetoes(items),
      incomplete: stream.chance(0.4) ? .renormalise : .leaveOut)
  }

  /// One to three rules by the size of the panel.
  mutating func outliers(on basis: Aggregation.Basis) -> Aggregation.Outliers {
    var tiers: [Aggregation.Outliers.Tier] = []
    var above = 9
    for _ in 0..<pick([1, 1, 2, 3]) {
      let rule = outlierRule()
      let (high, low) = Self.counted(rule)
      let least = high + low + 1
      guard least < above else { continue }
      let isOpen = high + low == 0 && stream.chance(0.4)
      above = isOpen ? 0 : min(above - 1, least + stream.integer(in: 0...2))
      tiers.append(Aggregation.Outliers.Tier(rule, whenFewerThan: above))
      if isOpen { break }
    }
    return Aggregation.Outliers(on: basis, tiers: tiers)
  }

  mutating func outlierRule() -> Aggregation.OutlierRule {
    switch stream.integer(below: 10) {
    case 0...2: .dropExtremes(high: pick([0, 1, 1, 1, 2]), low: pick([0, 1, 1, 1, 2]))
    case 3: .trimmed(pick(Self.proportions))
    case 4: .winsorised(high: pick([0, 1, 1, 2]), low: pick([0, 1, 1, 2]))
    case 5: .winsorisedShare(pick(Self.proportions))
    case 6: .median
    case 7: .middle(stream.integer(in: 1...5))
    case 8: .mean
    default:
      Sample.rejecting(
        pick(["1", "1.5", "2", "2.5", "3"]), pick(["1", "1.4826"]), whenZero: pick([.keepAll, .keepMedian]))
    }
  }

  private static let proportions = [
    Fraction(0), Fraction(1, 10), Fraction(1, 5), Fraction(1, 4), Fraction(1, 3), Fraction(2, 5), Fraction(49, 100),
  ]

  /// How many a rule drops or replaces at the ends whatever the size of the panel.
  private static func counted(_ rule: Aggregation.OutlierRule) -> (high: Int, low: Int) {
    switch rule {
    case .dropExtremes(let high, let low), .winsorised(let high, let low): (high, low)
    default: (0, 0)
    }
  }

  private mutating func minimums(_ items: [RubricItem]) -> [Aggregation.Minimum] {
    guard stream.chance(0.2) else { return [] }
    return [
      Aggregation.Minimum(item: pick(items).id, atLeast: Sample.decimal("4.5")),
      Aggregation.Minimum(item: nil, atLeast: Sample.decimal("6")),
    ]
  }

  private mutating func vetoes(_ items: [RubricItem]) -> [Aggregation.Veto] {
    guard stream.chance(0.2) else { return [] }
    let judged = items.filter { $0.kind == .judged }
    return [
      Aggregation.Veto(item: pick(judged).id, experts: .majority, below: Sample.decimal("4")),
      Aggregation.Veto(item: nil, experts: .atLeast(stream.integer(in: 1...3)), below: Sample.decimal("5.5")),
    ]
  }

  // MARK: Panels

  mutating func panel(under rule: Rule) -> ScoringOracle.Case {
    let judged = rule.items.filter { $0.kind == .judged }
    let isNarrow = stream.chance(0.5)
    var sheets: [[Fraction?]?] = []
    for _ in 0..<stream.integer(in: 0...9) {
      guard !stream.chance(0.05) else {
        sheets.append(nil)
        continue
      }
      sheets.append(judged.map { mark(on: $0.scale ?? rule.scale, isNarrow) })
    }
    var values: [ItemID: ExactDecimal] = [:]
    for item in rule.items where item.kind != .judged && !stream.chance(0.05) {
      values[item.id] = ExactDecimal(units: Int64(stream.integer(in: 0...5000)), places: 2)
    }
    return ScoringOracle.Case(
      items: rule.items, scale: rule.scale, rule: rule.aggregation, minimumSheets: rule.minimumSheets, sheets: sheets,
      values: values)
  }

  private mutating func mark(on scale: MarkScale, _ isNarrow: Bool) -> Fraction? {
    guard !stream.chance(0.08) else { return nil }
    let span = (scale.maximum.fraction - scale.minimum.fraction) / scale.step.fraction
    let most = Int(span.numerator)
    let steps = isNarrow ? min(most, most / 2 + stream.integer(below: 3)) : stream.integer(in: 0...most)
    return scale.minimum.fraction + scale.step.fraction * Fraction(Int128(steps))
  }
}

extension ScoringPlan {
  /// The matrix of cases of this plan's rule.
  func matrix(of cases: [ScoringOracle.Case]) throws -> MarkMatrix {
    var matrix = MarkMatrix(for: self)
    let judgedScales = judged.map { scales[$0.position] }
    for given in cases {
      try matrix.appendCandidate(values: valueItems.map { given.values[$0.id] })
      for (expert, sheet) in given.sheets.enumerated() {
        guard let sheet else {
          try matrix.appendRecusal(expert: Int32(expert))
          continue
        }
        let steps = zip(sheet, judgedScales).map { mark, scale -> Int32 in
          guard let mark else { return MarkMatrix.missing }
          return Int32(((mark - scale.minimum.fraction) / scale.step.fraction).numerator)
        }
        try matrix.appendSheet(expert: Int32(expert), marks: steps)
      }
    }
    return matrix
  }
}
