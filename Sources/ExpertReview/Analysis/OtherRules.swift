/// Rules that schemes elsewhere use for marks far from the others, held beside the official one.
public enum ComparedRule: String, Sendable, Hashable, CaseIterable {
  case mean
  /// One highest and one lowest dropped, from three marks on.
  case dropOne
  /// Two of each, from five on; one of each from three on.
  case dropTwo
  /// A fifth at each end dropped.
  case trimmedFifth
  /// A fifth at each end replaced by the nearest kept.
  case winsorisedFifth
  case median
  /// Marks further than three times 1.4826 median deviations from the median are rejected.
  case rejectByMAD

  /// The rule on totals or items. Nil for the plain mean.
  public func outliers(on basis: Aggregation.Basis) -> Aggregation.Outliers? {
    typealias Tier = Aggregation.Outliers.Tier
    let one = Tier(.dropExtremes(high: 1, low: 1), whenFewerThan: 3)
    switch self {
    case .mean: return nil
    case .dropOne: return Aggregation.Outliers(on: basis, tiers: [one])
    case .dropTwo:
      return Aggregation.Outliers(
        on: basis, tiers: [Tier(.dropExtremes(high: 2, low: 2), whenFewerThan: 5), one])
    case .trimmedFifth: return Aggregation.Outliers(.trimmed(Fraction(1, 5)), on: basis)
    case .winsorisedFifth: return Aggregation.Outliers(.winsorisedShare(Fraction(1, 5)), on: basis)
    case .median: return Aggregation.Outliers(.median, on: basis)
    case .rejectByMAD:
      let deviation = Aggregation.MedianDeviation(
        cut: ExactDecimal(3), constant: ExactDecimal(units: 14_826, places: 4), whenZero: .keepAll)
      return Aggregation.Outliers(.rejectByMAD(deviation), on: basis)
    }
  }
}

extension ScoringPlan {
  /// This plan under a compared rule; nil where its numbers leave the range of exact integers.
  func under(_ rule: ComparedRule) -> ScoringPlan? { try? replacing(outliers: rule.outliers(on: aggregation.basis)) }

  /// This plan with one item counting more or less, the whole unchanged; nil where the item is not there, is deducted
  /// or is all there is, and where the numbers leave the range of exact integers.
  ///
  /// With *aᵢ* the part of item *i* – its weight, or what it can bring at most where factors are used – and *A* the sum
  /// of the parts, the item's multiplier is taken `1 + step` times and all are scaled by `A ÷ (A + step × aᵢ)`.
  /// Deductions stay as they are. The multipliers are exact fractions.
  /// - Parameters:
  ///   - item: which.
  ///   - step: the relative change, such as 1/10 or −1/10; above −1.
  func moving(_ item: ItemID, by step: Fraction) -> ScoringPlan? {
    guard let moved = items.firstIndex(where: { $0.id == item }), !items[moved].deduct else { return nil }
    let usesFactors = items.contains { if case .factor = $0.multiplier { !$0.deduct } else { false } }
    let parts = zip(items, scales).map { item, scale -> Fraction in
      guard !item.deduct else { return .zero }
      let most = item.kind == .computed ? item.table.map(\.value).max() : scale.maximum
      return usesFactors ? item.multiplier.fraction * (most ?? .zero).fraction : item.multiplier.fraction
    }
    let whole = parts.reduce(.zero, +)
    guard parts[moved] > .zero, parts[moved] < whole else { return nil }
    let scale = whole / (whole + step * parts[moved])
    let multipliers = items.enumerated().map { position, item -> Fraction in
      if item.deduct { return item.multiplier.fraction }
      let own = item.multiplier.fraction * scale
      return position == moved ? own * (Fraction(1) + step) : own
    }
    return try? replacing(multipliers: multipliers)
  }
}
