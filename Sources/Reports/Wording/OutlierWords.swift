import ExpertReview

// The words of outlier rules, for those who read schemes and scores.

extension Aggregation.OutlierRule {
  /// What the rule does to a panel's marks: `去掉 1 个最高、1 个最低再平均`.
  public var words: Bilingual {
    switch self {
    case .mean: Bilingual(zh: "平均", en: "the mean")
    case .dropExtremes(let high, let low):
      Bilingual(zh: "去掉 \(high) 个最高、\(low) 个最低再平均", en: "\(high) highest and \(low) lowest dropped, then the mean")
    case .trimmed(let proportion):
      Bilingual(
        zh: "两端各去掉 \(proportion.asShare)（向下取整）再平均",
        en: "\(proportion.asShare) dropped at each end, rounded down, then the mean")
    case .winsorised(let high, let low):
      Bilingual(
        zh: "\(high) 个最高、\(low) 个最低各以相邻的分数代替再平均",
        en: "\(high) highest and \(low) lowest replaced by the nearest kept, then the mean")
    case .winsorisedShare(let proportion):
      Bilingual(
        zh: "两端各 \(proportion.asShare)（向下取整）以相邻的分数代替再平均",
        en: "\(proportion.asShare) at each end, rounded down, replaced by the nearest kept, then the mean")
    case .median: Bilingual(zh: "中位数", en: "the median")
    case .middle(let kept): Bilingual(zh: "居中 \(kept) 个的平均", en: "the mean of the middle \(kept)")
    case .rejectByMAD(let deviation):
      Bilingual(
        zh: "去掉偏离中位数超过 \(deviation.cut) × \(deviation.constant) × MAD 的再平均（MAD 为零时\(deviation.whenZero.words.zh)）",
        en:
          "those further than \(deviation.cut) × \(deviation.constant) × MAD from the median rejected, then the mean (\(deviation.whenZero.words.en) where the MAD is zero)"
      )
    }
  }
}

extension Aggregation.OutlierRule {
  /// The scheme file's own word.
  public var code: String {
    switch self {
    case .mean: "mean"
    case .dropExtremes: "dropExtremes"
    case .trimmed: "trimmed"
    case .winsorised, .winsorisedShare: "winsorised"
    case .median: "median"
    case .middle: "middle"
    case .rejectByMAD: "rejectByMAD"
    }
  }
}

extension Aggregation.MedianDeviation.WhenZero {
  /// Which marks are rejected where the MAD is zero.
  public var words: Bilingual {
    switch self {
    case .keepAll: Bilingual(zh: "一个也不去", en: "none")
    case .keepMedian: Bilingual(zh: "只留等于中位数的", en: "all but the median")
    }
  }
}

extension Aggregation.Outliers {
  /// The rules from the largest panels down: `去掉 1 个最高、1 个最低再平均；少于 5 份：平均`.
  public var words: Bilingual {
    var zh = tiers[0].rule.words.zh
    var en = tiers[0].rule.words.en
    for (tier, next) in zip(tiers, tiers.dropFirst()) {
      zh += "；少于 \(tier.whenFewerThan) 份：\(next.rule.words.zh)"
      en += "; below \(tier.whenFewerThan): \(next.rule.words.en)"
    }
    return Bilingual(zh: zh, en: en)
  }
}

extension Fraction {
  /// The value as a decimal of at most nine places, where it is one.
  public var asDecimal: ExactDecimal? {
    var (rest, twos, fives) = (denominator, 0, 0)
    while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
    let places = max(twos, fives)
    guard rest == 1, places <= ExactDecimal.mostPlaces else { return nil }
    return rounded(places: places, .halfUp)
  }

  /// A decimal where it is one, else the exact fraction.
  public var inShort: String { asDecimal?.description ?? description }

  /// `20%` where the percentage is a decimal, else `1/3`.
  public var asShare: String { (self * Fraction(100)).asDecimal.map { "\($0)%" } ?? description }
}
