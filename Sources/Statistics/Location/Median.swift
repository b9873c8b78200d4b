/// The middle value, or the mean of both middle ones. Nil without values. Complexity: *n* log *n*.
/// - Parameter values: in any order, finite.
public func median(of values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let ordered = values.sorted()
  let middle = ordered.count / 2
  return ordered.count.isMultiple(of: 2) ? ordered[middle - 1] / 2 + ordered[middle] / 2 : ordered[middle]
}

/// The median of the distances from the median, times a constant. Nil without values.
///
/// With the constant 1.4826 it estimates the standard deviation of normal values (1 ÷ 0.6745, the normal quartile;
/// Hampel 1974). It is 0 when more than half of the values are equal: then it tells nothing of the rest.
/// - Parameters:
///   - values: in any order, finite.
///   - constant: 1 for the plain median of distances.
public func medianAbsoluteDeviation(of values: [Double], constant: Double = 1.4826) -> Double? {
  guard let centre = median(of: values) else { return nil }
  return median(of: values.map { ($0 - centre).magnitude }).map { $0 * constant }
}

/// Two of the values between which the distribution's median lies with at least the level asked, whatever the
/// distribution.
///
/// # Formula
///
/// The d-th lowest and d-th highest of n values hold the median with probability `1 − 2 P(B < d)`, B binomial (n, ½)
/// (W. R. Thompson 1936). The largest d that keeps the level is taken; the interval states the level it really has. Nil
/// where even the lowest and highest do not keep it: with 5 values they hold the median with 0.9375, so 0.95 needs 6.
///
/// Assumption: independent values of one continuous distribution; ties only raise the confidence.
///
/// Source: W. R. Thompson, "On confidence ranges for the median and other expectation distributions", Annals of
/// Mathematical Statistics 7 (1936).
/// - Parameters:
///   - values: in any order, finite.
///   - level: between 0 and 1, neither of them.
public func medianInterval(of values: [Double], level: Double = 0.95) -> ConfidenceInterval? {
  precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
  let count = values.count
  guard count > 1 else { return nil }
  // P(B = 0) = 2^-n; beyond some thousand values its double would be 0, but then the terms that matter come later.
  var logarithm = -Double(count) * naturalLogarithm(2)
  var below = 0.0
  var depth = 0
  var outside = 0.0
  for successes in 0..<(count / 2) {
    below += naturalExponential(logarithm)
    if 2 * below > 1 - level { break }
    depth = successes + 1
    outside = 2 * below
    logarithm += naturalLogarithm(Double(count - successes)) - naturalLogarithm(Double(successes + 1))
  }
  guard depth > 0 else { return nil }
  let ordered = values.sorted()
  return ConfidenceInterval(lower: ordered[depth - 1], upper: ordered[count - depth], level: 1 - outside)
}
