/// What an outlier rule leaves of a panel's values, each one told: the readable counterpart of `PanelCut`, in fractions
/// and by the meaning of the rule's words. A test holds the two equal.
struct PanelTrim {
  typealias Fate = ScoreTrace.Fate

  struct Trimmed {
    let trimming: ScoreTrace.Trimming
    /// By position of the values: what became of each.
    let fates: [Fate]
    /// How much of each counts: the panel's value is the mean of the values under these weights.
    let shares: [Fraction]
  }

  private let values: [Fraction]
  private let ranked: [Fraction]
  private let rule: Aggregation.OutlierRule
  private let fellBackFrom: Aggregation.Outliers.Tier?

  init(_ values: [Fraction], outliers: Aggregation.Outliers?) {
    self.values = values
    ranked = values.sorted()
    let tiers = outliers?.tiers ?? []
    let held = tiers.firstIndex { values.count >= $0.whenFewerThan }
    rule = values.isEmpty ? .mean : held.map { tiers[$0].rule } ?? .mean
    fellBackFrom = held.flatMap { $0 > 0 ? tiers[$0 - 1] : nil }
  }

  var trimmed: Trimmed {
    if values.isEmpty { return Trimmed(trimming: trimming(), fates: [], shares: []) }
    if case .rejectByMAD(let deviation) = rule { return rejected(deviation) }
    let (high, low) = rule.ends(of: values.count)
    return rule.replaces ? replaced(high, low) : dropped(high, low)
  }

  private func trimming(
    dropped: (high: Int, low: Int) = (0, 0), replaced: (high: Int, low: Int) = (0, 0), spread: ScoreTrace.Spread? = nil
  ) -> ScoreTrace.Trimming {
    ScoreTrace.Trimming(
      found: values.count, rule: rule, droppedHigh: dropped.high, droppedLow: dropped.low, replacedHigh: replaced.high,
      replacedLow: replaced.low, fellBackFrom: fellBackFrom, spread: spread)
  }

  /// The last `high` and the first `low` ranks are dropped; of equal values at an edge, each in part.
  private func dropped(_ high: Int, _ low: Int) -> Trimmed {
    var fates: [Fate] = []
    var shares: [Fraction] = []
    for value in values {
      let first = ranked.count { $0 < value }
      let equal = ranked.count { $0 == value }
      let droppedLow = max(0, min(equal, low - first))
      let droppedHigh = max(0, min(equal, first + equal - (ranked.count - high)))
      let dropped = droppedLow + droppedHigh
      let edge: ScoreTrace.Edge = droppedLow > 0 && droppedHigh > 0 ? .both : droppedLow > 0 ? .lowest : .highest
      fates.append(
        dropped == 0
          ? .counted
          : dropped == equal ? .dropped(edge) : .droppedInPart(edge, dropped: dropped, among: equal))
      shares.append(Fraction(Int128(equal - dropped), Int128(equal)))
    }
    return Trimmed(trimming: trimming(dropped: (high, low)), fates: fates, shares: shares)
  }

  /// The values beyond the last ones kept count as those; the ones kept bear their weight, equal ones alike.
  private func replaced(_ high: Int, _ low: Int) -> Trimmed {
    let (least, greatest) = (ranked[low], ranked[ranked.count - high - 1])
    let counted = values.map { max(least, min(greatest, $0)) }
    let fates = zip(values, counted).map { value, instead -> Fate in
      value == instead ? .counted : .replaced(value > instead ? .highest : .lowest, by: instead)
    }
    let shares = zip(values, counted).map { value, instead -> Fraction in
      guard value == instead else { return .zero }
      return Fraction(Int128(counted.count { $0 == value }), Int128(values.count { $0 == value }))
    }
    return Trimmed(trimming: trimming(replaced: (high, low)), fates: fates, shares: shares)
  }

  private func rejected(_ deviation: Aggregation.MedianDeviation) -> Trimmed {
    let median = Self.median(of: ranked)
    let distances = values.map { $0 < median ? median - $0 : $0 - median }
    let spread = Self.median(of: distances.sorted())
    let limit = spread == .zero && deviation.whenZero == .keepAll ? nil : deviation.limit * spread
    let isKept = distances.map { distance in limit.map { distance <= $0 } ?? true }
    let fates = zip(distances, isKept).map { $1 ? Fate.counted : .rejected(distance: $0) }
    let high = zip(values, isKept).count { !$1 && $0 > median }
    let low = isKept.count { !$0 } - high
    return Trimmed(
      trimming: trimming(
        dropped: (high, low), spread: ScoreTrace.Spread(median: median, deviation: spread, limit: limit)),
      fates: fates, shares: isKept.map { Fraction($0 ? 1 : 0) })
  }

  /// Precondition: in order, and not empty.
  private static func median(of ranked: [Fraction]) -> Fraction {
    (ranked[(ranked.count - 1) / 2] + ranked[ranked.count / 2]) / Fraction(2)
  }
}
