/// Marks corrected for how harsh or mild their raters are, by least squares.
///
/// # Model and estimate
///
/// The mark of subject *i* by rater *j* is `value(i) + severity(j) + error`, the errors independent with variance
/// `σ²/w` for a mark of weight *w*. Values and severities minimise
///
///     Σ w (mark − value − severity)²
///
/// where the severities of each connected component of raters and subjects sum to zero (S. R. Paul, "Bayesian methods
/// for calibration of examiners", British Journal of Mathematical and Statistical Psychology 34, 1981; R. S. MacKay,
/// R. Kenna, R. J. Low, S. Parker, "Calibration with confidence: a principled method for panel assessment", Royal
/// Society Open Science 4, 2017). A positive severity is mild: the rater's marks lie above what others give.
///
/// # Method
///
/// Subjects are eliminated (`RaterSide`), so that the system has as many unknowns as there are raters. With L⁺ the
/// pseudo-inverse of its matrix and xᵢ the weights of subject *i* over their sum Wᵢ,
///
///     severity = L⁺ r                     Var = σ² L⁺
///     value(i) = mean(i) − xᵢ · severity  Var = σ² (1/Wᵢ + xᵢᵀ L⁺ xᵢ)
///
/// σ² is estimated by the weighted residual sum of squares over its degrees of freedom, marks − subjects − raters +
/// components, for all components together.
///
/// # When not to use it
///
/// Values of different components cannot be compared: nothing in the marks tells a mild panel from strong subjects. A
/// rater with few marks has a severity of little worth, and correcting by it may add more error than it removes:
/// `CorrectionWorth` says so beforehand. A rater who uses half the range is not described by a constant.
public struct AdditiveCalibration: Sendable {
  /// By subject; not a number for one without marks.
  public let values: [Double]
  /// The standard errors of `values`; not numbers where they were not asked for or no degree of freedom is left.
  public let valueErrors: [Double]
  /// By rater, positive for the mild; not a number for one without marks.
  public let severities: [Double]
  /// The standard errors of `severities`, as for `valueErrors`.
  public let severityErrors: [Double]
  /// The weighted sum of squares that is left.
  public let residualSum: Double
  public let degreesOfFreedom: Int
  /// By subject, its component; −1 without marks.
  public let subjectComponents: [Int]
  /// By rater, its component; −1 without marks.
  public let raterComponents: [Int]
  public let componentCount: Int
  /// By rater, how many marks.
  public let markCounts: [Int]
  /// By subject, the variance of its value in units of σ²; empty where standard errors were not asked for.
  let valueVariances: [Double]
  /// By component, the variance of the mean of its values in units of σ².
  let meanVariances: [Double]

  /// σ², the variance of a mark of weight one; nil where no degree of freedom is left.
  public var residualVariance: Double? { degreesOfFreedom > 0 ? residualSum / Double(degreesOfFreedom) : nil }

  /// Fits the layout.
  ///
  /// Complexity: some tens of passes over the marks; with standard errors also k³ for each component of k raters and
  /// 16 k² bytes (2,000 raters: some seconds and 64 MB).
  /// - Parameters:
  ///   - ratings: the marks.
  ///   - weights: by mark, as `ratings.values`; above zero and finite. Nil: all one. Only their ratios matter for
  ///     values and severities; standard errors too are unchanged when all are multiplied by one number.
  ///   - standardErrors: whether standard errors are wanted.
  public init(_ ratings: Ratings, weights: [Double]? = nil, standardErrors: Bool = true) {
    let weights = weights ?? [Double](repeating: 1, count: ratings.count)
    precondition(weights.count == ratings.count, "every mark has a weight")
    precondition(weights.allSatisfy { $0 > 0 && $0.isFinite }, "a weight is a finite number above zero")
    let side = RaterSide(ratings, weights: weights)
    var counts = [Int](repeating: 0, count: ratings.raterCount)
    for rater in ratings.raters { counts[Int(rater)] += 1 }
    func rest(_ severities: [Double]) -> [Double] {
      ratings.values.indices.map { ratings.values[$0] - severities[Int(ratings.raters[$0])] }
    }
    var severities = side.solve(side.pull(of: ratings.values))
    // Refined once with what the first solution leaves, so that rounding in its many steps does not stay.
    let mended = side.solve(side.pull(of: rest(severities)))
    for rater in severities.indices { severities[rater] += mended[rater] }
    let marks = rest(severities)
    values = side.means(of: marks)
    var residual = 0.0
    for subject in 0..<ratings.subjectCount {
      for position in ratings.marks(of: subject) {
        let error = marks[position] - values[subject]
        residual += weights[position] * error * error
      }
    }
    self.severities = severities.indices.map { counts[$0] > 0 ? severities[$0] : .nan }
    residualSum = residual
    subjectComponents = (0..<ratings.subjectCount).map(side.component(of:))
    raterComponents = side.component
    componentCount = side.members.count
    markCounts = counts
    let marked = subjectComponents.count { $0 >= 0 }
    let markers = counts.count { $0 > 0 }
    degreesOfFreedom = ratings.count - marked - markers + componentCount
    let inverses = standardErrors ? side.members.indices.map { side.pseudoInverse(of: $0) } : []
    let spread = LayoutVariances(side, inverses)
    valueVariances = spread.values
    meanVariances = spread.means
    let scale = degreesOfFreedom > 0 ? residual / Double(degreesOfFreedom) : .nan
    valueErrors = values.indices.map { spread.values.isEmpty ? .nan : (scale * spread.values[$0]).squareRoot() }
    severityErrors = severities.indices.map {
      spread.severities.isEmpty ? .nan : (scale * spread.severities[$0]).squareRoot()
    }
  }
}

/// Variances of the estimates in units of σ²; empty where no inverses were computed.
private struct LayoutVariances {
  var severities: [Double] = []
  var values: [Double] = []
  var means: [Double] = []

  init(_ side: RaterSide, _ inverses: [[Double]?]) {
    guard !inverses.isEmpty else { return }
    let ratings = side.ratings
    severities = [Double](repeating: .nan, count: ratings.raterCount)
    for (raters, inverse) in zip(side.members, inverses) {
      guard let inverse else { continue }
      for (index, rater) in raters.enumerated() { severities[rater] = max(0, inverse[index * (raters.count + 1)]) }
    }
    values = [Double](repeating: .nan, count: ratings.subjectCount)
    var counts = [Int](repeating: 0, count: inverses.count)
    var noise = [Double](repeating: 0, count: inverses.count)
    var shares = [Double](repeating: 0, count: ratings.raterCount)
    for subject in 0..<ratings.subjectCount {
      let number = side.component(of: subject)
      guard number >= 0, let inverse = inverses[number] else { continue }
      let size = side.members[number].count
      let range = ratings.marks(of: subject)
      var quadratic = 0.0
      for first in range {
        let row = side.place[Int(ratings.raters[first])] * size
        shares[Int(ratings.raters[first])] += side.weights[first] / side.sums[subject]
        for second in range {
          quadratic +=
            side.weights[first] * side.weights[second] * inverse[row + side.place[Int(ratings.raters[second])]]
        }
      }
      values[subject] = 1 / side.sums[subject] + max(0, quadratic) / (side.sums[subject] * side.sums[subject])
      counts[number] += 1
      noise[number] += 1 / side.sums[subject]
    }
    means = inverses.indices.map { number in
      guard let inverse = inverses[number] else { return .nan }
      let raters = side.members[number]
      var quadratic = 0.0
      for (row, first) in raters.enumerated() {
        for (column, second) in raters.enumerated() {
          quadratic += shares[first] * shares[second] * inverse[row * raters.count + column]
        }
      }
      return (noise[number] + max(0, quadratic)) / (Double(counts[number]) * Double(counts[number]))
    }
  }
}
