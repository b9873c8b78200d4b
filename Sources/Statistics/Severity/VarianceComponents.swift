/// How much of the spread of marks lies between subjects, between raters and in neither, with predictions of both.
///
/// # Model
///
/// `mark = μ + u(subject) + v(rater) + e`: crossed random effects, cells missing at will (`CrossedLayout`). The
/// variances maximise the restricted likelihood (H. D. Patterson and R. Thompson, "Recovery of inter-block information
/// when block sizes are unequal", Biometrika 58, 1971),
///
///     −2 ℓ = (N − 1) ln 2π + ln |V| + ln |1ᵀ V⁻¹ 1| + yᵀ P y,
///
/// and the predictions are Henderson's best linear unbiased ones, with the standard errors of prediction that include
/// what the estimate of μ adds.
///
/// # Method
///
/// Scores need the diagonal of the inverse of the mixed-model equations; second derivatives are the average of observed
/// and expected information (A. R. Gilmour, R. Thompson, B. R. Cullis, "Average information REML", Biometrics 51, 1995).
/// A step that leaves the region or lowers the likelihood is halved, and where that does not help the step of
/// expectation and maximisation is taken, which never lowers it. The model is also fitted without raters, without
/// subjects and without both; the likeliest stands, so that a variance at the border is zero and not nearly zero.
///
/// # When not to use it
///
/// Predictions are drawn towards the mean, subjects with few marks more: fair on average, not to each. With few raters
/// (under about six) the raters' variance is hardly known. Across components the comparison rests on the raters having
/// been drawn at random.
public struct VarianceComponents: Sendable {
  /// The estimate of μ and its standard error, the variances taken as known.
  public let mean: Double
  public let meanError: Double
  /// Variances, in squares of the marks' unit; zero at the border.
  public let subjectVariance: Double
  public let raterVariance: Double
  public let errorVariance: Double
  /// −2 × the restricted log-likelihood at the estimate.
  public let deviance: Double
  /// The same where raters do not differ.
  public let devianceWithoutRaters: Double
  /// By subject: the prediction of u, zero for one without marks.
  public let subjects: [Prediction]
  /// By rater: the prediction of v; positive for the mild.
  public let raters: [Prediction]
  /// Whether the steps came to rest. Where not, the variances are those of the last step and deserve no trust.
  public let hasConverged: Bool

  /// A predicted random effect.
  public struct Prediction: Sendable, Hashable {
    public let effect: Double
    /// The standard error of prediction: of the difference between the prediction and the effect.
    public let standardError: Double
    /// The same with μ taken as known: the conditional standard deviation that lme4 calls `condVar`.
    public let conditionalError: Double
  }

  /// The probability, were the raters all alike, of a likelihood ratio at least this large.
  ///
  /// At the border of the parameter space the ratio is zero half of the time and χ² with one degree of freedom
  /// otherwise (S. G. Self and K.-Y. Liang, "Asymptotic properties of maximum likelihood estimators and likelihood
  /// ratio tests under nonstandard conditions", JASA 82, 1987).
  public var raterProbability: Double {
    let ratio = devianceWithoutRaters - deviance
    return ratio > 0 && raterVariance > 0 ? NormalDistribution.probability(above: ratio.squareRoot()) : 1
  }

  /// Fits the model; nil where there is nothing to fit: fewer than three marks or no spread in them.
  ///
  /// Complexity: about ten factorisations of each component's smaller side.
  /// - Parameter ratings: the marks.
  public init?(_ ratings: Ratings) {
    guard ratings.count >= 3, let first = ratings.values.first else { return nil }
    let count = Double(ratings.count)
    let centre = first + ratings.values.reduce(0) { $0 + ($1 - first) } / count
    let spread = ratings.values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / (count - 1)
    guard spread > 0 else { return nil }
    // Marks in units of their own spread, so that one set of thresholds serves every scale.
    let unit = spread.squareRoot()
    let layout = CrossedLayout(ratings)
    let search = ComponentSearch(layout, layout.rows.values.map { ($0 - centre) / unit })
    // From the plainest on: a variance that makes the marks no likelier, as where every rater marks once, stays zero.
    let models = [
      ComponentSearch.Sides(row: false, column: false), .init(row: true, column: false),
      .init(row: false, column: true), .init(row: true, column: true),
    ]
    let raterSide = layout.isTurned
    var best: ComponentSearch.Fit?
    var plain: Double?
    for sides in models {
      guard let fit = search.fit(sides) else { continue }
      if !(raterSide ? sides.row : sides.column) { plain = min(plain ?? .infinity, fit.deviance) }
      if best.map({ fit.deviance < $0.deviance - 1e-7 }) ?? true { best = fit }
    }
    guard let best, let plain, let equations = search.equations(best) else { return nil }
    let solution = equations.solve(search.marks)
    let uncertainty = equations.uncertainty()
    func predictions(_ effects: [Double], _ parts: [CrossedLayout.Uncertainty]) -> [Prediction] {
      zip(effects, parts).map { effect, part in
        Prediction(
          effect: effect * unit, standardError: (best.error * part.whole).squareRoot() * unit,
          conditionalError: (best.error * part.known).squareRoot() * unit)
      }
    }
    let row = predictions(solution.row, uncertainty.row)
    let column = predictions(solution.column, uncertainty.column)
    (subjects, raters) = raterSide ? (column, row) : (row, column)
    let (rowVariance, columnVariance) = (best.row * spread, best.column * spread)
    (subjectVariance, raterVariance) = raterSide ? (columnVariance, rowVariance) : (rowVariance, columnVariance)
    errorVariance = best.error * spread
    mean = centre + solution.mean * unit
    meanError = (best.error * equations.meanVariance).squareRoot() * unit
    // The unit's Jacobian.
    let shift = (count - 1) * naturalLogarithm(spread)
    deviance = best.deviance + shift
    devianceWithoutRaters = plain + shift
    hasConverged = best.hasConverged
  }
}
