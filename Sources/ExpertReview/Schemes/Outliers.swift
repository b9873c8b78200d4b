extension Aggregation {
  /// How a panel's marks of one item, or its experts' totals, become one value.
  ///
  /// Let *n* marks in order be x₁ ≤ … ≤ xₙ. Every rule but the rejection by deviation is a mean with weights that
  /// depend on the rank alone, so a higher mark never lowers the value.
  ///
  /// | rule | value |
  /// |---|---|
  /// | `mean` | the mean of all |
  /// | `dropExtremes` | the mean without the so many highest and lowest (去掉最高分和最低分) |
  /// | `trimmed` | the mean without ⌊p·n⌋ at each end (截尾均值) |
  /// | `winsorised`, `winsorisedShare` | the mean after the extremes, so many or ⌊p·n⌋ at each end, are replaced by the nearest mark kept (缩尾均值) |
  /// | `median` | the middle mark, or the mean of the two in the middle (中位数) |
  /// | `middle` | the mean of the so many in the middle, of one more where they would not stand in the middle, of all where there are fewer |
  /// | `rejectByMAD` | the mean of the marks near the median (剔除离群值) |
  ///
  /// Everything is exact. References: J. W. Tukey and D. H. McLaughlin, Sankhyā A 25 (1963) 331–352, for trimmed and
  /// winsorised means; F. R. Hampel, Journal of the American Statistical Association 69 (1974) 383–393, for the median
  /// deviation; C. Leys et al., Journal of Experimental Social Psychology 49 (2013) 764–766, for rejection by it.
  public enum OutlierRule: Sendable, Hashable {
    case mean
    /// `{"rule": "dropExtremes", "high": "1", "low": "1"}`
    case dropExtremes(high: Int, low: Int)
    /// `{"rule": "trimmed", "proportion": "0.2"}`: from 0 to below one half.
    case trimmed(Fraction)
    /// `{"rule": "winsorised", "high": "1", "low": "1"}`
    case winsorised(high: Int, low: Int)
    /// `{"rule": "winsorised", "proportion": "1/5"}`: from 0 to below one half.
    case winsorisedShare(Fraction)
    case median
    /// `{"rule": "middle", "count": "3"}`
    case middle(Int)
    case rejectByMAD(MedianDeviation)

    /// How many of `count` marks are dropped or replaced at each end; none under the mean and under a rejection, which
    /// looks at the marks themselves. Precondition: the rule is sound and its panel large enough.
    public func ends(of count: Int) -> (high: Int, low: Int) {
      switch self {
      case .mean, .rejectByMAD: return (0, 0)
      case .dropExtremes(let high, let low), .winsorised(let high, let low): return (high, low)
      case .trimmed(let proportion), .winsorisedShare(let proportion):
        let each = Int(proportion.numerator * Int128(count) / proportion.denominator)
        return (each, each)
      case .median: return Self.around(1, of: count)
      case .middle(let kept): return Self.around(kept, of: count)
      }
    }

    private static func around(_ kept: Int, of count: Int) -> (high: Int, low: Int) {
      let each = max(0, count - kept) / 2
      return (each, each)
    }

    /// Whether the marks at the ends are replaced and not dropped.
    public var replaces: Bool {
      switch self {
      case .winsorised, .winsorisedShare: true
      default: false
      }
    }
  }

  /// `{"rule": "rejectByMAD", "cut": "2.5", "constant": "1.4826", "whenZero": "keepAll"}`: a mark *x* is rejected where
  /// |x − median| > cut × constant × MAD, compared exactly. MAD, the median deviation, is the median of the |x − median|.
  ///
  /// With 1.4826 the product constant × MAD estimates the standard deviation of normal marks. **When not to use it:**
  /// whether a mark counts depends on all others, so raising a mark can carry it past the limit, or draw the limit in so
  /// that another falls out, and lower the candidate's score; no other rule here does that. In a panel of five or seven
  /// the MAD rests on two or three marks. `panel schemes --check` says so.
  public struct MedianDeviation: Sendable, Hashable {
    /// What is done where more than half of the marks are equal, so that the MAD is zero.
    public enum WhenZero: String, Sendable, CaseIterable {
      /// No mark is rejected.
      case keepAll
      /// Every mark that differs from the median is rejected, as the formula says.
      case keepMedian
    }
    public let cut: ExactDecimal
    public let constant: ExactDecimal
    public let whenZero: WhenZero

    /// Precondition of use: cut × constant is at least 1, so that half of the marks are always kept.
    public init(cut: ExactDecimal, constant: ExactDecimal, whenZero: WhenZero) {
      self.cut = cut
      self.constant = constant
      self.whenZero = whenZero
    }

    /// How many MADs from the median a mark may lie.
    public var limit: Fraction { cut.fraction * constant.fraction }
  }

  /// The rules by the number of marks (or of sheets that count): the first whose number is reached holds.
  public struct Outliers: Sendable, Hashable {
    public struct Tier: Sendable, Hashable {
      public let rule: OutlierRule
      /// With fewer than so many the next tier holds.
      public let whenFewerThan: Int

      public init(_ rule: OutlierRule, whenFewerThan: Int) {
        self.rule = rule
        self.whenFewerThan = whenFewerThan
      }
    }
    /// What the rules look at: each expert's total, or each item's marks.
    public let on: Basis
    /// Never empty; each needs fewer marks than the one before, and the last needs none.
    public let tiers: [Tier]

    /// A rule and what holds below its number; with `whenFewerThan: 0` the rule holds for every panel.
    public init(_ rule: OutlierRule, on basis: Basis, whenFewerThan: Int = 0, then: OutlierRule = .mean) {
      self.init(on: basis, tiers: [Tier(rule, whenFewerThan: whenFewerThan), Tier(then, whenFewerThan: 0)])
    }

    /// Several rules by the size of the panel; the mean is added where the last needs some number of marks.
    public init(on basis: Basis, tiers: [Tier]) {
      on = basis
      let end = (tiers.firstIndex { $0.whenFewerThan == 0 }).map { $0 + 1 }
      self.tiers = end.map { Array(tiers[..<$0]) } ?? tiers + [Tier(.mean, whenFewerThan: 0)]
    }

    /// The tier that holds for so many marks.
    public func tier(for count: Int) -> Tier {
      tiers.first { count >= $0.whenFewerThan } ?? Tier(.mean, whenFewerThan: 0)
    }
  }
}
