/// Whether correcting marks for severity can be expected to help, and every reason to doubt it.
///
/// # The number
///
/// What counts is how far candidates stand from one another, so errors are taken around the mean of their component.
/// With variances σ²ᵥ of severities and σ² of errors (from `VarianceComponents`), X the shares by which severities
/// enter the subjects' means and L⁺ as in `AdditiveCalibration`, the covariances of the errors of the estimates are
///
///     simple means      σ²ᵥ X Xᵀ + σ² diag(1/nᵢ)
///     corrected values  σ² (diag(1/nᵢ) + X L⁺ Xᵀ)
///
/// and the expected mean squared error is the trace over n less the sum of all entries over n². Correction takes the
/// severities out and pays for not knowing them: it is worse where they hardly differ, or where raters share few
/// subjects. The variances are estimates; the two tests say whether raters are known to differ at all.
///
/// # Tests
///
/// F compares the residual sums of squares with and without severities (Searle, "Linear Models", 1971, chapter 7); the
/// likelihood ratio that of the random effects at the border (`VarianceComponents.raterProbability`).
///
/// When not to use it: marks far from normal make the chances of the tests rough. It says nothing of a rater whose
/// severity changes from subject to subject.
public struct CorrectionWorth: Sendable {
  /// The expected root mean squared error of simple means and of corrected values, in the unit of the marks; not
  /// numbers where the variances could not be estimated.
  public let simpleError: Double
  public let correctedError: Double
  /// F of raters within subjects; nil where no degree of freedom is left for them or for the errors, or no error is.
  public let severityTest: SeverityTest?
  /// The probability of the likelihood ratio, were the raters all alike; nil without variances.
  public let ratioProbability: Double?
  /// In the order of `Caution`'s cases.
  public let cautions: [Caution]

  public struct SeverityTest: Sendable, Hashable {
    public let ratio: Double
    public let raterFreedom: Int
    public let errorFreedom: Int
    /// The probability of a ratio at least as large, were the raters all alike.
    public let probability: Double
  }

  /// A reason to leave marks as they are.
  public enum Caution: Sendable, Hashable {
    /// Panels that share no rater or subject: values of different components cannot be compared.
    case disconnected(components: Int)
    /// As many unknowns as marks: neither errors nor their size can be told.
    case nothingLeft
    /// Raters with fewer than `leastMarks` marks.
    case fewMarks(raters: [Int])
    /// The variance of severities rests on fewer than `leastRaters` raters.
    case fewRaters(count: Int)
    /// Neither test tells severities from chance at one in twenty.
    case severitiesNotShown
    /// Corrected values are expected to err more than simple means.
    case enlargesError
  }

  /// A severity from fewer marks errs by more than 40 % of the spread of a single mark's error.
  public static let leastMarks = 6
  /// A variance from fewer raters may be wrong by a factor of four either way.
  public static let leastRaters = 6
  /// The chance at which severities count as shown.
  public static let level = 0.05

  /// The expected change of the error by correction: −0.2 where it falls by a fifth; above zero where it grows.
  public var change: Double { correctedError / simpleError - 1 }

  /// - Parameters:
  ///   - ratings: the marks.
  ///   - fitted: their calibration without weights, with standard errors.
  ///   - components: their variance components; nil where there are none.
  public init(_ ratings: Ratings, fitted: AdditiveCalibration, components: VarianceComponents?) {
    let raters = fitted.markCounts.count { $0 > 0 }
    let errors = components.flatMap { ExpectedErrors(ratings, fitted, $0) }
    simpleError = errors?.simple ?? .nan
    correctedError = errors?.corrected ?? .nan
    severityTest = Self.test(ratings, fitted, raters)
    ratioProbability = components?.raterProbability
    var cautions: [Caution] = []
    if fitted.componentCount > 1 { cautions.append(.disconnected(components: fitted.componentCount)) }
    if fitted.degreesOfFreedom == 0 { cautions.append(.nothingLeft) }
    let few = fitted.markCounts.indices.filter { (1..<Self.leastMarks).contains(fitted.markCounts[$0]) }
    if !few.isEmpty { cautions.append(.fewMarks(raters: few)) }
    if raters < Self.leastRaters { cautions.append(.fewRaters(count: raters)) }
    if [severityTest?.probability, ratioProbability].compactMap(\.self).allSatisfy({ $0 > Self.level }) {
      cautions.append(.severitiesNotShown)
    }
    if correctedError > simpleError { cautions.append(.enlargesError) }
    self.cautions = cautions
  }

  private static func test(_ ratings: Ratings, _ fitted: AdditiveCalibration, _ raters: Int) -> SeverityTest? {
    let freedom = raters - fitted.componentCount
    guard freedom > 0, let variance = fitted.residualVariance, variance > 0 else { return nil }
    var within = 0.0
    for subject in 0..<ratings.subjectCount {
      let range = ratings.marks(of: subject)
      guard let first = range.first else { continue }
      let mean =
        ratings.values[first]
        + range.reduce(0) { $0 + (ratings.values[$1] - ratings.values[first]) } / Double(range.count)
      for position in range { within += (ratings.values[position] - mean) * (ratings.values[position] - mean) }
    }
    let ratio = max(0, within - fitted.residualSum) / Double(freedom) / variance
    let law = FDistribution(numerator: Double(freedom), denominator: Double(fitted.degreesOfFreedom))
    return SeverityTest(
      ratio: ratio, raterFreedom: freedom, errorFreedom: fitted.degreesOfFreedom,
      probability: law.probability(above: ratio))
  }
}

/// Root mean squared errors around the means of components.
private struct ExpectedErrors {
  let simple: Double
  let corrected: Double

  init?(_ ratings: Ratings, _ fitted: AdditiveCalibration, _ components: VarianceComponents) {
    guard !fitted.valueVariances.isEmpty else { return nil }
    let count = fitted.componentCount
    var size = [Double](repeating: 0, count: count)
    var noise = size
    var corrected = size
    var shares = [Double](repeating: 0, count: ratings.raterCount)
    for (subject, component) in fitted.subjectComponents.enumerated() where component >= 0 {
      let range = ratings.marks(of: subject)
      size[component] += 1
      noise[component] += 1 / Double(range.count)
      corrected[component] += fitted.valueVariances[subject]
      for position in range { shares[Int(ratings.raters[position])] += 1 / Double(range.count) }
    }
    var common = [Double](repeating: 0, count: count)
    for (rater, share) in shares.enumerated() where fitted.raterComponents[rater] >= 0 {
      common[fitted.raterComponents[rater]] += share * share
    }
    let (error, severity) = (components.errorVariance, components.raterVariance)
    var (simpleSum, correctedSum, total) = (0.0, 0.0, 0.0)
    for index in 0..<count {
      let own = (error + severity) * noise[index]
      simpleSum += own - (severity * common[index] + error * noise[index]) / size[index]
      correctedSum += error * (corrected[index] - size[index] * fitted.meanVariances[index])
      total += size[index]
    }
    guard total > 0 else { return nil }
    simple = (max(0, simpleSum) / total).squareRoot()
    self.corrected = (max(0, correctedSum) / total).squareRoot()
  }
}
