extension ScoringPlan {
  /// The plan of a panel that marks items by weight on one scale and nothing else: what simulated panels need.
  ///
  /// It is compiled as a scheme's is, and is the same plan. Joined is what the outlier rule looks at; under the plain
  /// mean, sheets' totals, or items where something is rounded after the item or the product. Throws the first
  /// `PlanFault` met.
  /// - Parameters:
  ///   - weights: the items in the order of a sheet, each with its weight in percent.
  ///   - scale: of all items.
  ///   - outliers: nil for the plain mean.
  ///   - rounding: what is rounded, and where.
  ///   - minimumSheets: fewer than this give no score.
  ///   - mostSheets: the largest number of sheets that a candidate may have.
  public static func compile(
    weights: [(item: ItemID, weight: ExactDecimal)], scale: MarkScale, outliers: Aggregation.Outliers?,
    rounding: [Aggregation.Rounding], minimumSheets: Int = 1, mostSheets: Int = usualMostSheets
  ) throws(PlanFault) -> ScoringPlan {
    let source = Source.house(reason: "a panel made up")
    let items = weights.map { item, weight in
      RubricItem(
        id: item, kind: .judged, label: Bilingual(zh: item.rawValue, en: item.rawValue), multiplier: .weight(weight),
        deduct: false, scale: nil, guidance: nil, parts: [], levels: [], from: nil, table: [], source: source)
    }
    let roundsItems = rounding.contains { $0.after == .item || $0.after == .product }
    let basis = outliers?.on ?? (roundsItems ? .item : .total)
    return try compile(
      items: items, scale: scale,
      aggregation: Aggregation(
        outliers: outliers, basis: basis, rounding: rounding, minimums: [], vetoes: [], incomplete: .leaveOut,
        source: source), minimumSheets: minimumSheets, mostSheets: mostSheets)
  }
}

extension Standings {
  /// The official score of the candidate at a position as a quotient that is not brought into lowest terms; nil where
  /// its status is another than scored. For those who compute with many: no decimal is formed.
  public func scoreQuotient(of candidate: Int) -> (numerator: Int128, denominator: Int128)? {
    score.ratio(candidate).map { ($0.numerator, $0.denominator) }
  }
}
