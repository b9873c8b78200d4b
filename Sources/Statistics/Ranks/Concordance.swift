/// How far raters order the same subjects alike: Kendall's W, plain and corrected for ties, with Friedman's test.
///
/// # Formula
///
/// m raters each order n subjects; equal marks get average ranks; S is the sum of squares of the subjects' rank sums
/// about their mean. With T the sum over raters of Σ(t³ − t) over their groups of t equal marks:
///
///     W plain     = 12 S ÷ (m²(n³ − n))
///     W corrected = 12 S ÷ (m²(n³ − n) − m T)
///     χ²          = m (n − 1) W,   n − 1 degrees of freedom
///
/// W is 0 where the rank sums are equal and 1 where all orders are the same. χ² of the corrected W is the statistic of
/// Friedman's test; (m W − 1) ÷ (m − 1) is the mean Spearman correlation of two raters.
///
/// # Assumptions, and when not to use it
///
/// Every rater marks every subject. The p value is near for n ≥ 7 or m ≥ 8; W tells of order only, so raters of
/// different severity may agree in full. One that is small but significant means: some agreement, little.
///
/// Sources: M. G. Kendall, B. Babington Smith, "The problem of m rankings", Annals of Mathematical Statistics 10
/// (1939); M. Friedman, "The use of ranks to avoid the assumption of normality", JASA 32 (1937).
public struct Concordance: Sendable, Hashable {
  public let subjects: Int
  public let raters: Int
  /// W without regard to ties.
  public let plain: Statistic
  /// W corrected for ties; nil where every rater gave one mark to all.
  public let corrected: Statistic?

  /// A coefficient with the test of no agreement at all.
  public struct Statistic: Sendable, Hashable {
    /// W, 0 … 1.
    public let value: Double
    public let chiSquare: Double
    public let degreesOfFreedom: Int
    /// The probability of a χ² this large where orders are random.
    public let probability: Double
  }

  /// Nil with fewer than two subjects or raters.
  /// - Parameter marks: by subject, the marks of the same raters in the same order; finite. Precondition: rows of one
  ///   length.
  public init?(_ marks: [[Double]]) {
    guard marks.count > 1, let raters = marks.first?.count, raters > 1 else { return nil }
    precondition(marks.allSatisfy { $0.count == raters }, "every rater marks every subject")
    let (n, m) = (Double(marks.count), Double(raters))
    var sums = [Double](repeating: 0, count: marks.count)
    var ties = 0.0
    for rater in 0..<raters {
      let column = marks.map { $0[rater] }
      for (subject, rank) in ranks(of: column).enumerated() { sums[subject] += rank }
      ties += tieCorrection(column)
    }
    let centre = m * (n + 1) / 2
    let spread = sums.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    func statistic(_ whole: Double) -> Statistic {
      let value = 12 * spread / whole
      let chiSquare = m * (n - 1) * value
      return Statistic(
        value: value, chiSquare: chiSquare, degreesOfFreedom: marks.count - 1,
        probability: ChiSquareDistribution(degreesOfFreedom: n - 1).probability(above: chiSquare))
    }
    let whole = m * m * (n * n * n - n)
    (subjects, self.raters) = (marks.count, raters)
    plain = statistic(whole)
    corrected = whole > m * ties ? statistic(whole - m * ties) : nil
  }

  /// The mean Spearman correlation of two raters; nil where every rater gave one mark to all.
  public var meanCorrelation: Double? {
    corrected.map { (Double(raters) * $0.value - 1) / Double(raters - 1) }
  }
}
