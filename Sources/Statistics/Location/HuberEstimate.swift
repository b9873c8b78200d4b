/// A centre that weighs far values less: Huber's M-estimate with the median absolute deviation as its scale. For
/// diagnosis: it names values that lie far out and tells where the rest has its centre.
///
/// # Formula
///
/// The solution μ of `Σ ψ((xᵢ − μ)/s) = 0`, ψ(z) = z cut at ±k, s the median absolute deviation × 1.4826, held fixed.
/// The sum falls from left to right and is straight between the points xᵢ ± ks: those are put in order, the two between
/// which it changes sign are found by halving, and the root is where the line crosses – exact up to rounding, no
/// iteration to wait for. Where it is 0 over a stretch the middle of the stretch is taken.
///
/// Standard error (Huber 1981, section 6.5): `√(n Σp² ÷ (n−1)) ÷ m`, p the distances from μ cut at ±ks, m the number of
/// values within ±ks.
///
/// # Assumptions, and when not to use it
///
/// Independent values of a roughly symmetric distribution. Not where more than half of the values are equal: the scale
/// is then 0 and there is no estimate. Never for an official score: its constant k is a choice and nobody can redo it
/// with a pencil.
///
/// Complexity: *n* log *n*. Sources: P. J. Huber, "Robust estimation of a location parameter", Annals of Mathematical
/// Statistics 35 (1964); P. J. Huber, "Robust Statistics" (1981).
public struct HuberEstimate: Sendable, Hashable {
  public let value: Double
  /// The median absolute deviation × 1.4826.
  public let scale: Double
  public let tuning: Double
  public let standardError: Double
  /// Positions of the values that lie more than `tuning × scale` away, ascending.
  public let far: [Int]

  /// Nil without values, or where the scale is 0.
  /// - Parameters:
  ///   - values: finite.
  ///   - tuning: k, how many scales away a value still counts in full; above zero. At 1.5 the estimate keeps 96 % of
  ///     the mean's efficiency for normal values.
  public init?(_ values: [Double], tuning: Double = 1.5) {
    precondition(tuning > 0, "a tuning constant is above zero")
    guard let scale = medianAbsoluteDeviation(of: values), scale > 0 else { return nil }
    let reach = tuning * scale
    let breaks = (values.map { $0 - reach } + values.map { $0 + reach }).sorted()
    func pull(_ centre: Double) -> Double {
      compensatedSum(values.map { min(max($0 - centre, -reach), reach) }[...])
    }
    /// The first break from which on the pull meets a condition that holds from somewhere on.
    func firstBreak(where holds: (Double) -> Bool) -> Int {
      var (low, high) = (0, breaks.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if holds(pull(breaks[middle])) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let last = firstBreak { $0 < 0 }
    let first = firstBreak { $0 <= 0 }
    let centre: Double
    if last > first {
      centre = breaks[first] / 2 + breaks[last - 1] / 2
    } else {
      let (before, after) = (pull(breaks[first - 1]), pull(breaks[first]))
      centre = breaks[first - 1] + (breaks[first] - breaks[first - 1]) * before / (before - after)
    }
    let pulls = values.map { min(max($0 - centre, -reach), reach) }
    let n = Double(values.count)
    far = values.indices.filter { (values[$0] - centre).magnitude > reach }
    let within = Double(values.count - far.count)
    let squares = compensatedSum(pulls.map { $0 * $0 }[...])
    standardError = values.count > 1 ? (n * squares / (n - 1)).squareRoot() / within : .nan
    (value, self.scale, self.tuning) = (centre, scale, tuning)
  }
}
