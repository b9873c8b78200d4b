/// A mean without the same number of lowest and highest values, with its standard error and interval.
///
/// # Formula
///
/// Of n values in order, g are left out at each end; h = n − 2g remain. The estimate is their mean. Its standard error
/// needs the *winsorised* variance s²w – of all n values after each of the g lowest became the lowest that remains,
/// each of the g highest the highest – because what was cut still says how uncertain the rest is:
///
///     √(s²w) ÷ ((1 − 2γ) √n)      Tukey and McLaughlin 1963; Wilcox 2012, chapter 3; γ the share cut at each end
///     √((n−1) s²w ÷ (h (h−1)))    Yuen 1974, who compares means with it
///
/// (estimate − true value) ÷ error follows Student's t with h − 1 degrees of freedom, nearly.
///
/// # Assumptions, and when not to use it
///
/// Independent values of one distribution; what is estimated is that distribution's trimmed mean, which is its mean
/// only where it is symmetric. With fewer than five values, or h < 3, the interval is a formality. The panel's official
/// value is not computed here: it is exact (`ScoringPlan`); this tells how sure it is.
///
/// Sources: J. W. Tukey, D. H. McLaughlin, "Less vulnerable confidence and significance procedures for location based
/// on a single sample", Sankhyā A 25 (1963); K. K. Yuen, "The two-sample trimmed t for unequal population variances",
/// Biometrika 61 (1974); R. R. Wilcox, "Introduction to Robust Estimation and Hypothesis Testing", 3rd ed. (2012).
public struct TrimmedMean: Sendable, Hashable {
  public let value: Double
  /// How many values there were.
  public let count: Int
  /// How many were left out at each end.
  public let cut: Int
  /// By Tukey and McLaughlin; not a number where fewer than two values remain.
  public let standardError: Double
  /// By Yuen; not a number where fewer than two values remain.
  public let yuenStandardError: Double

  /// How many values the mean is of.
  public var kept: Int { count - 2 * cut }

  /// Leaves out a number of values at each end. Nil where none would remain. Complexity: *n* log *n*.
  /// - Parameters:
  ///   - values: in any order, finite.
  ///   - cut: how many to leave out at each end; zero or more.
  public init?(_ values: [Double], cut: Int) {
    self.init(values, cut: cut, share: values.isEmpty ? 0 : Double(cut) / Double(values.count))
  }

  /// Leaves out a share of the values at each end: the whole number in share × n. Nil without values.
  ///
  /// The standard error takes the share as stated, not as it came out in whole numbers, as Wilcox does.
  /// - Parameters:
  ///   - values: in any order, finite.
  ///   - share: at each end; from 0 to below one half.
  public init?(_ values: [Double], share: Double) {
    self.init(values, cut: wholePart(of: share, in: values.count), share: share)
  }

  private init?(_ values: [Double], cut: Int, share: Double) {
    precondition(cut >= 0, "no fewer than no values are cut")
    let kept = values.count - 2 * cut
    guard kept > 0 else { return nil }
    let ordered = values.sorted()
    value = mean(of: ordered[cut..<(cut + kept)])
    count = values.count
    self.cut = cut
    guard kept > 1, let variance = winsorisedVariance(values, lower: cut, upper: cut) else {
      (standardError, yuenStandardError) = (.nan, .nan)
      return
    }
    let (n, h) = (Double(count), Double(kept))
    standardError = variance.squareRoot() / ((1 - 2 * share) * n.squareRoot())
    yuenStandardError = ((n - 1) * variance / (h * (h - 1))).squareRoot()
  }

  /// Between which bounds the trimmed mean of the distribution lies. Nil where fewer than two values remain.
  /// - Parameter level: between 0 and 1, neither of them.
  public func interval(level: Double = 0.95) -> ConfidenceInterval? {
    guard kept > 1 else { return nil }
    let reach = StudentDistribution(degreesOfFreedom: Double(kept - 1)).quantile(0.5 + level / 2) * standardError
    return ConfidenceInterval(lower: value - reach, upper: value + reach, level: level)
  }
}

/// The whole number in share × count. A share such as 0.29 is no finite binary fraction: what its double lacks of a
/// whole number, some units of 1e-16, is not held against it.
/// - Parameters:
///   - share: from 0 to below one half.
///   - count: of values.
func wholePart(of share: Double, in count: Int) -> Int {
  precondition(share >= 0 && share < 0.5, "less than half is cut at each end")
  return Int((share * Double(count) + 1e-9).rounded(.down))
}
