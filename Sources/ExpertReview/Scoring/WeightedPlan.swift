extension ScoringPlan {
  /// The plan for items that experts mark on one scale and nothing besides: what simulations and worked examples ask.
  ///
  /// - Parameters:
  ///   - weights: an item each, in percent; the items are called by their numbers, from 1.
  ///   - scale: of every item.
  ///   - outliers: nil for the plain mean; what it looks at must be `basis`.
  ///   - basis: whether each expert's totals are joined, or each item's marks.
  ///   - rounding: in the order of the points.
  ///   - minimumSheets: fewer than this give no score.
  ///   - mostSheets: the largest number of sheets a candidate may have.
  ///
  /// Throws the first `PlanFault` met.
  public static func compile(
    weights: [ExactDecimal], scale: MarkScale, outliers: Aggregation.Outliers? = nil,
    basis: Aggregation.Basis = .total, rounding: [Aggregation.Rounding] = [], minimumSheets: Int = 1,
    mostSheets: Int = usualMostSheets
  ) throws(PlanFault) -> ScoringPlan {
    let source = Source.house(reason: "simulation")
    let items = weights.enumerated().map { position, weight in
      let name = String(position + 1)
      return RubricItem(
        id: ItemID(name), kind: .judged, label: Bilingual(zh: name, en: name), multiplier: .weight(weight),
        deduct: false, scale: nil, guidance: nil, parts: [], levels: [], from: nil, table: [], source: source)
    }
    return try compile(
      items: items, scale: scale,
      aggregation: Aggregation(
        outliers: outliers, basis: basis, rounding: rounding, minimums: [], vetoes: [], incomplete: .leaveOut,
        source: source),
      minimumSheets: minimumSheets, mostSheets: mostSheets)
  }
}
