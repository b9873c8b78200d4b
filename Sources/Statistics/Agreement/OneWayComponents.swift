/// How much of the marks' variance lies between subjects and how much within, whoever marked them and however often.
///
/// # Formula
///
/// S subjects with nᵢ ≥ 1 marks, N in all; MSB and MSW the mean squares between and within:
///
///     n₀ = (N − Σnᵢ²/N) ÷ (S − 1),   σ²b = (MSB − MSW) ÷ n₀,   σ²w = MSW,   ICC = σ²b ÷ (σ²b + σ²w)
///
/// Interval (Thomas and Hultquist 1978): with h the harmonic mean of the nᵢ and F = h × variance of the subjects' means
/// ÷ MSW, (F/f − 1) ÷ (F/f − 1 + h) at the quantiles f of F(S−1, N−S); exact where the nᵢ are equal.
///
/// # Assumptions, and when not to use it
///
/// Normal effects; each subject's raters are a chance draw. Differences of severity count as disagreement. Where the
/// same raters mark all, ``IntraclassCorrelation`` tells more.
///
/// Complexity: linear. Sources: S. R. Searle, G. Casella, C. E. McCulloch, "Variance Components" (1992), chapter 3; J.
/// D. Thomas, R. A. Hultquist, "Interval estimation for the unbalanced case of the one-way random effects model",
/// Annals of Statistics 6 (1978).
public struct OneWayComponents: Sendable, Hashable {
  public let meanSquareBetween: Double
  public let meanSquareWithin: Double
  /// n₀: the number of marks a subject has, as far as the variance between them is concerned.
  public let effectiveMarks: Double
  /// σ²b; below 0 where subjects differ less than chance would have it.
  public let between: Double
  /// σ²w.
  public let within: Double
  public let degreesBetween: Int
  public let degreesWithin: Int
  private let harmonicMean: Double
  private let unweightedF: Double

  /// The reliability of one mark.
  public var value: Double { between / (between + within) }
  /// The test that subjects do not differ.
  public var f: Double { meanSquareBetween / meanSquareWithin }
  /// The probability of an F this large if they do not.
  public var probability: Double {
    FDistribution(numerator: Double(degreesBetween), denominator: Double(degreesWithin)).probability(above: f)
  }

  /// - Parameter ratings: marks; two subjects with marks, one with two.
  /// - Throws: ``AgreementGap`` where there are fewer, or all marks are equal.
  public init(_ ratings: Ratings) throws(AgreementGap) {
    let rows = (0..<ratings.subjectCount).map { ratings.values[ratings.marks(of: $0)] }.filter { !$0.isEmpty }
    guard rows.count > 1 else { throw .tooFewSubjects(found: rows.count, needed: 2) }
    guard ratings.count > rows.count else { throw .tooFewSubjects(found: 0, needed: 1) }
    let means = rows.map { mean(of: $0) }
    let all = mean(of: ratings.values[...])
    func square(_ x: Double) -> Double { x * x }
    let between = zip(rows, means).map { Double($0.count) * square($1 - all) }
    let within = zip(rows, means).map { row, centre in compensatedSum(row.map { square($0 - centre) }[...]) }
    guard ratings.values.contains(where: { $0 != ratings.values[0] }) else { throw .noVariation }
    let total = Double(ratings.count)
    degreesBetween = rows.count - 1
    degreesWithin = ratings.count - rows.count
    meanSquareBetween = compensatedSum(between[...]) / Double(degreesBetween)
    meanSquareWithin = compensatedSum(within[...]) / Double(degreesWithin)
    let squares = rows.map { square(Double($0.count)) }.reduce(0, +)
    effectiveMarks = (total - squares / total) / Double(degreesBetween)
    self.between = (meanSquareBetween - meanSquareWithin) / effectiveMarks
    self.within = meanSquareWithin
    harmonicMean = Double(rows.count) / rows.map { 1 / Double($0.count) }.reduce(0, +)
    unweightedF = harmonicMean * variance(of: means) / meanSquareWithin
  }

  /// Between which bounds the reliability of one mark lies. Nil where marks of a subject never differ.
  /// - Parameter level: between 0 and 1, neither of them.
  public func interval(level: Double = 0.95) -> ConfidenceInterval? {
    guard unweightedF.isFinite else { return nil }
    let f = FDistribution(numerator: Double(degreesBetween), denominator: Double(degreesWithin))
    func bound(_ probability: Double) -> Double {
      let excess = unweightedF / f.quantile(probability) - 1
      return excess / (excess + harmonicMean)
    }
    return ConfidenceInterval(lower: bound(0.5 + level / 2), upper: bound(0.5 - level / 2), level: level)
  }
}
