/// The share of the marks' variance that the subjects make: the six intraclass correlations.
///
/// # Formula
///
/// With the mean squares of ``TwoWayTable``, n subjects and k raters, Δ = (MSR − MSE)/n:
///
///     one-way      single  (MSS − MSW) ÷ (MSS + (k−1) MSW)                         average  (MSS − MSW) ÷ MSS
///     agreement    single  (MSS − MSE) ÷ (MSS + (k−1) MSE + kΔ)     average  (MSS − MSE) ÷ (MSS + Δ)
///     consistency  single  (MSS − MSE) ÷ (MSS + (k−1) MSE)                         average  (MSS − MSE) ÷ MSS
///
/// Shrout and Fleiss call them ICC(1,1), (2,1), (3,1) and (1,k), (2,k), (3,k); McGraw and Wong ICC(1), (A,1), (C,1) and
/// so on. F tests that the subjects do not differ; it is exact, with (n−1)(k−1) degrees of freedom below the line for
/// both two-way forms. Intervals: exact for one-way and consistency; for agreement Satterthwaite's approximation with
///
///     v = (a MSR + b MSE)² ÷ ((a MSR)²/(k−1) + (b MSE)²/((n−1)(k−1))),  a = kρ/(n(1−ρ)),  b = 1 + kρ(n−1)/(n(1−ρ))
///
/// degrees of freedom.
///
/// # Which of them
///
/// *Agreement* where the mark itself decides (a line at 60); *consistency* where only the order does and the same
/// experts mark all; *one-way* where each candidate has experts of its own. *Single* speaks of one expert's mark,
/// *average* of the mean of k.
///
/// # Assumptions, and when not to use it
///
/// Normal effects with one variance; the same raters mark all subjects (one-way: any k of them each). A low value says
/// that raters differ *or* that subjects hardly do: look at the components too. Values below 0 are possible and mean
/// that there is no agreement. With missing marks use ``OneWayComponents`` and ``TwoWayComponents``.
///
/// Sources: P. E. Shrout, J. L. Fleiss, "Intraclass correlations: uses in assessing rater reliability", Psychological
/// Bulletin 86 (1979); K. O. McGraw, S. P. Wong, "Forming inferences about some intraclass correlation coefficients",
/// Psychological Methods 1 (1996).
public struct IntraclassCorrelation: Sendable, Hashable {
  /// What counts as disagreement.
  public enum Model: Sendable, Hashable, CaseIterable {
    /// Every difference between marks of a subject; raters are not told apart.
    case oneWay
    /// Differences of severity and of order.
    case agreement
    /// Differences of order only.
    case consistency
  }

  /// Whose reliability it is.
  public enum Unit: Sendable, Hashable, CaseIterable {
    case single
    /// Of the mean of all raters of the table.
    case average
  }

  public let model: Model
  public let unit: Unit
  public let value: Double
  /// The test that subjects do not differ; infinite where raters agree in full.
  public let f: Double
  public let numeratorDegrees: Int
  public let denominatorDegrees: Int
  /// The probability of an F this large if they do not.
  public let probability: Double
  /// v, with which the interval of the agreement forms is made; for the others the degrees below the line.
  public let intervalDegrees: Double

  private let table: TwoWayTable

  /// - Parameters:
  ///   - table: the analysis of variance.
  ///   - model: what counts as disagreement.
  ///   - unit: whose reliability it is.
  public init(_ table: TwoWayTable, model: Model, unit: Unit) {
    let (n, k) = (Double(table.subjects), Double(table.raters))
    let (between, raters, residual) = (table.betweenSubjects, table.betweenRaters, table.residual)
    let error = model == .oneWay ? table.withinSubjects : residual
    let severity = model == .agreement ? (raters - residual) / n : 0
    let single = (between - error) / (between + (k - 1) * error + k * severity)
    switch unit {
    case .single: value = single
    case .average: value = (between - error) / (between + severity)
    }
    f = between / error
    numeratorDegrees = table.subjects - 1
    denominatorDegrees =
      model == .oneWay ? table.subjects * (table.raters - 1) : (table.subjects - 1) * (table.raters - 1)
    probability = FDistribution(numerator: n - 1, denominator: Double(denominatorDegrees)).probability(above: f)
    (self.model, self.unit, self.table) = (model, unit, table)
    if model == .agreement {
      let odds = k * single / (n * (1 - single))
      let (a, b) = (odds, 1 + odds * (n - 1))
      let (severe, rest) = (a * raters, b * residual)
      let whole = (severe + rest) * (severe + rest)
      let parts = severe * severe / (k - 1) + rest * rest / ((n - 1) * (k - 1))
      intervalDegrees = whole / parts
    } else {
      intervalDegrees = Double(denominatorDegrees)
    }
  }

  /// Between which bounds the coefficient of all such subjects and raters lies. Nil where raters agree in full, so that
  /// nothing tells of the error.
  /// - Parameters:
  ///   - level: between 0 and 1, neither of them.
  ///   - degreesOfFreedom: other than `intervalDegrees`, to compare with programs that take others; above zero.
  public func interval(level: Double = 0.95, degreesOfFreedom: Double? = nil) -> ConfidenceInterval? {
    let degrees = degreesOfFreedom ?? intervalDegrees
    guard f.isFinite, degrees > 0, degrees.isFinite else { return nil }
    let (n, k) = (Double(table.subjects), Double(table.raters))
    let tail = 0.5 + level / 2
    let low = FDistribution(numerator: n - 1, denominator: degrees).quantile(tail)
    let high = FDistribution(numerator: degrees, denominator: n - 1).quantile(tail)
    let bounds: (Double, Double)
    if model == .agreement {
      let (between, raters, residual) = (table.betweenSubjects, table.betweenRaters, table.residual)
      let rest = k * raters + (k * n - k - n) * residual
      bounds = (
        n * (between - low * residual) / (low * rest + n * between),
        n * (high * between - residual) / (rest + n * high * between)
      )
    } else {
      bounds = ((f / low - 1) / (f / low + k - 1), (f * high - 1) / (f * high + k - 1))
    }
    func stepped(_ single: Double) -> Double { unit == .single ? single : k * single / (1 + (k - 1) * single) }
    return ConfidenceInterval(lower: stepped(bounds.0), upper: stepped(bounds.1), level: level)
  }
}
