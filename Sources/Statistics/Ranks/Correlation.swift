/// How far two rows of values rise together, on a straight line: Pearson's r. Nil with fewer than two values or where a
/// row has one value only.
///
/// Not for ranks of items that one person ordered and another marked: use ``spearman(_:_:)`` or ``KendallTau``.
/// Complexity: linear.
/// - Parameters:
///   - first: finite values.
///   - second: as many.
public func correlation(_ first: [Double], _ second: [Double]) -> Double? {
  precondition(first.count == second.count, "two rows of one length")
  guard first.count > 1 else { return nil }
  let (firstMean, secondMean) = (mean(of: first[...]), mean(of: second[...]))
  var (product, firstSquares, secondSquares) = (0.0, 0.0, 0.0)
  for (a, b) in zip(first, second) {
    product += (a - firstMean) * (b - secondMean)
    firstSquares += (a - firstMean) * (a - firstMean)
    secondSquares += (b - secondMean) * (b - secondMean)
  }
  guard firstSquares > 0, secondSquares > 0 else { return nil }
  return min(1, max(-1, product / (firstSquares * secondSquares).squareRoot()))
}

/// How far two rows of values rise together, whatever the shape of the rise: Spearman's ρ, Pearson's r of their average
/// ranks. Nil as for ``correlation(_:_:)``. Complexity: *n* log *n*.
///
/// Source: C. Spearman, "The proof and measurement of association between two things", American Journal of Psychology
/// 15 (1904).
/// - Parameters:
///   - first: finite values.
///   - second: as many.
public func spearman(_ first: [Double], _ second: [Double]) -> Double? {
  correlation(ranks(of: first), ranks(of: second))
}

/// The two-sided p value of a correlation under no association, by Student's t with n − 2 degrees of freedom: exact for
/// Pearson's r of normal values, near for Spearman's ρ from ten values on. Nil with fewer than three values.
/// - Parameters:
///   - correlation: −1 … 1.
///   - count: of pairs.
public func correlationProbability(_ correlation: Double, count: Int) -> Double? {
  guard count > 2 else { return nil }
  guard correlation.magnitude < 1 else { return 0 }
  let degrees = Double(count - 2)
  let t = correlation * (degrees / ((1 - correlation) * (1 + correlation))).squareRoot()
  return StudentDistribution(degreesOfFreedom: degrees).probability(beyond: t)
}

/// Bounds for the correlation that pairs were drawn with, by Fisher's transform: artanh r is nearly normal with
/// variance 1 ÷ (n − 3). Nil with fewer than four pairs.
///
/// Assumption: normal pairs; for ranks it is a fair approximation where |r| is not near 1. Source: R. A. Fisher,
/// "On the probable error of a coefficient of correlation deduced from a small sample", Metron 1 (1921).
/// - Parameters:
///   - correlation: −1 … 1.
///   - count: of pairs.
///   - level: between 0 and 1, neither of them.
public func correlationInterval(_ correlation: Double, count: Int, level: Double = 0.95) -> ConfidenceInterval? {
  guard count > 3 else { return nil }
  guard correlation.magnitude < 1 else {
    return ConfidenceInterval(lower: correlation, upper: correlation, level: level)
  }
  let centre = (logarithmOfOnePlus(correlation) - logarithmOfOnePlus(-correlation)) / 2
  let reach = NormalDistribution.quantile(0.5 + level / 2) / Double(count - 3).squareRoot()
  func back(_ z: Double) -> Double {
    let power = naturalExponential(-2 * z.magnitude)
    return (z < 0 ? -1 : 1) * (1 - power) / (1 + power)
  }
  return ConfidenceInterval(lower: back(centre - reach), upper: back(centre + reach), level: level)
}
