/// The values with each of the lowest raised to the lowest that remains and each of the highest lowered to the highest
/// that remains, in the order given. Nil where nothing would remain.
///
/// Equal values at the edge: those that stand earlier count as lower, which changes nothing in the result. Complexity:
/// *n* log *n*. Source: W. J. Dixon, "Simplified estimation from censored normal samples", Annals of Mathematical
/// Statistics 31 (1960).
/// - Parameters:
///   - values: finite.
///   - lower: how many at the low end; zero or more.
///   - upper: how many at the high end; zero or more.
public func winsorised(_ values: [Double], lower: Int, upper: Int) -> [Double]? {
  precondition(lower >= 0 && upper >= 0, "no fewer than no values are moved")
  guard lower + upper < values.count else { return nil }
  let ordered = values.sorted()
  let (floor, ceiling) = (ordered[lower], ordered[values.count - 1 - upper])
  return values.map { min(max($0, floor), ceiling) }
}

/// The variance, with n − 1 below the line, of winsorised values. Nil with fewer than two values or where nothing would
/// remain.
/// - Parameters:
///   - values: finite.
///   - lower: how many at the low end; zero or more.
///   - upper: how many at the high end; zero or more.
public func winsorisedVariance(_ values: [Double], lower: Int, upper: Int) -> Double? {
  guard values.count > 1, let moved = winsorised(values, lower: lower, upper: upper) else { return nil }
  return variance(of: moved)
}

/// A mean of values of which the extremes were moved in, not left out, with its standard error and interval.
///
/// # Formula
///
/// With g values moved at each end of n, h = n − 2g, and s²w their variance after it, the error is
/// `√(s²w ÷ n) × (n−1) ÷ (h−1)`, and (estimate − true value) ÷ error follows Student's t with h − 1 degrees of freedom,
/// nearly (Dixon and Tukey 1968, who chose the factor so that it holds for normal values).
///
/// # Assumptions, and when not to use it
///
/// Independent values of one symmetric distribution. With h < 3 the interval is a formality; where one end alone holds
/// outliers, trimming moves the estimate less.
///
/// Source: W. J. Dixon, J. W. Tukey, "Approximate behavior of the distribution of winsorized t", Technometrics 10
/// (1968).
public struct WinsorisedMean: Sendable, Hashable {
  public let value: Double
  /// How many values there were.
  public let count: Int
  /// How many were moved at each end.
  public let moved: Int
  /// Not a number where fewer than two values were left as they are.
  public let standardError: Double

  /// Moves a number of values at each end. Nil where none would remain. Complexity: *n* log *n*.
  /// - Parameters:
  ///   - values: in any order, finite.
  ///   - moved: how many at each end; zero or more.
  public init?(_ values: [Double], moved: Int) {
    guard let changed = winsorised(values, lower: moved, upper: moved) else { return nil }
    value = mean(of: changed[...])
    count = values.count
    self.moved = moved
    let (n, h) = (Double(count), Double(count - 2 * moved))
    standardError = h > 1 ? (variance(of: changed) / n).squareRoot() * (n - 1) / (h - 1) : .nan
  }

  /// Moves a share of the values at each end: the whole number in share × n. Nil without values.
  /// - Parameters:
  ///   - values: in any order, finite.
  ///   - share: at each end; from 0 to below one half.
  public init?(_ values: [Double], share: Double) {
    self.init(values, moved: wholePart(of: share, in: values.count))
  }

  /// Between which bounds the distribution's centre lies. Nil where fewer than two values were left as they are.
  /// - Parameter level: between 0 and 1, neither of them.
  public func interval(level: Double = 0.95) -> ConfidenceInterval? {
    let kept = count - 2 * moved
    guard kept > 1 else { return nil }
    let reach = StudentDistribution(degreesOfFreedom: Double(kept - 1)).quantile(0.5 + level / 2) * standardError
    return ConfidenceInterval(lower: value - reach, upper: value + reach, level: level)
  }
}
