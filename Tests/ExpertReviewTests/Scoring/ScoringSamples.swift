@testable import ExpertReview

/// Short ways to write the rules of a review in a test.
enum Sample {
  static let source = Source.house(reason: "test")
  static let words = Bilingual(zh: "试", en: "test")

  static func scale(_ minimum: String, _ maximum: String, _ step: String) -> MarkScale {
    MarkScale(minimum: decimal(minimum), maximum: decimal(maximum), step: decimal(step))
  }

  static let hundred = scale("0", "100", "1")
  static let ten = scale("0", "10", "0.5")

  static func decimal(_ text: String) -> ExactDecimal {
    guard let value = ExactDecimal(text) else { preconditionFailure("\(text) is no decimal") }
    return value
  }

  static func item(
    _ id: String, _ kind: RubricItem.Kind = .judged, weight: String? = nil, factor: String = "1", deduct: Bool = false,
    scale: MarkScale? = nil, table: [ComputedBand] = []
  ) -> RubricItem {
    RubricItem(
      id: ItemID(id), kind: kind, label: words,
      multiplier: weight.map { .weight(decimal($0)) } ?? .factor(decimal(factor)), deduct: deduct, scale: scale,
      guidance: nil, parts: [], levels: [], from: kind == .computed ? "field" : nil, table: table, source: source)
  }

  static func dropping(
    _ high: Int, _ low: Int, on basis: Aggregation.Basis, whenFewerThan least: Int
  ) -> Aggregation.Outliers {
    Aggregation.Outliers(.dropExtremes(high: high, low: low), on: basis, whenFewerThan: least)
  }

  static func rejecting(
    _ cut: String, _ constant: String = "1.4826", whenZero: Aggregation.MedianDeviation.WhenZero = .keepAll
  ) -> Aggregation.OutlierRule {
    .rejectByMAD(
      Aggregation.MedianDeviation(cut: decimal(cut), constant: decimal(constant), whenZero: whenZero))
  }

  static func round(
    _ point: Aggregation.RoundingPoint, _ places: Int, _ mode: RoundingMode = .halfUp
  ) -> Aggregation.Rounding {
    Aggregation.Rounding(after: point, places: places, mode: mode)
  }

  static func aggregation(
    _ basis: Aggregation.Basis, outliers: Aggregation.Outliers? = nil, rounding: [Aggregation.Rounding] = [],
    minimums: [Aggregation.Minimum] = [], vetoes: [Aggregation.Veto] = [],
    incomplete: Aggregation.Incomplete = .leaveOut
  ) -> Aggregation {
    Aggregation(
      outliers: outliers, basis: basis, rounding: rounding, minimums: minimums, vetoes: vetoes,
      incomplete: incomplete, source: source)
  }

  static func plan(
    _ items: [RubricItem], scale: MarkScale = ten, _ aggregation: Aggregation, minimumSheets: Int = 1,
    mostSheets: Int = ScoringPlan.usualMostSheets
  ) throws(PlanFault) -> ScoringPlan {
    try ScoringPlan.compile(
      items: items, scale: scale, aggregation: aggregation, minimumSheets: minimumSheets, mostSheets: mostSheets)
  }
}

/// A sheet as a test writes it: a text for each judged item, empty where the mark is missing; nil for a recusal.
typealias WrittenSheet = [String]?

extension ScoringPlan {
  /// A matrix of candidates whose sheets are written as texts.
  func matrix(_ candidates: [[WrittenSheet]], values: [[String?]] = []) throws -> MarkMatrix {
    var matrix = MarkMatrix(for: self)
    for (position, sheets) in candidates.enumerated() {
      let written = position < values.count ? values[position] : []
      try matrix.appendCandidate(values: written.map { $0.map { Sample.decimal($0) } })
      for (expert, sheet) in sheets.enumerated() {
        guard let sheet else {
          try matrix.appendRecusal(expert: Int32(expert))
          continue
        }
        let steps = zip(sheet, judged).map { text, column in
          text.isEmpty ? MarkMatrix.missing : scales[column.position].steps(of: Sample.decimal(text)) ?? Int32.max
        }
        try matrix.appendSheet(expert: Int32(expert), marks: steps)
      }
    }
    return matrix
  }

  /// The standing of one candidate.
  func standing(_ sheets: [WrittenSheet], values: [String?] = []) throws -> Standing {
    aggregate(try matrix([sheets], values: [values]))[0]
  }
}
