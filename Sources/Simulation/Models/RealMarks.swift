import Statistics

/// Real marks of past candidates, from which a study can draw candidates, deviations and decisions like them.
///
/// A candidate's quality is the mean of its marks. A mark's deviation from it is kept by quality, because marks near
/// the ends of a scale scatter otherwise than in the middle. Assumes that candidates of like means were marked alike;
/// with few marks a candidate the means themselves scatter, so that qualities are drawn too far apart and deviations
/// too small, by the same 1 ÷ k of the variance within.
///
/// After D. Tran et al., "An open review of OpenReview: a critical analysis of the machine learning conference review
/// process", arXiv:2010.05137 (2020), section 4.
public struct RealMarks: Sendable {
  /// Candidates with the same marks.
  public struct Group: Sendable, Hashable {
    public let marks: [Double]
    public let candidates: Int
    /// How many of them were in.
    public let accepted: Int

    /// - Parameters:
    ///   - marks: of one candidate; not empty, finite.
    ///   - candidates: how many had these marks.
    ///   - accepted: how many of them were in.
    public init(marks: [Double], candidates: Int, accepted: Int) {
      self.marks = marks
      self.candidates = candidates
      self.accepted = accepted
    }

    var mean: Double { marks.reduce(0, +) / Double(marks.count) }
  }

  private let groups: [Group]

  public init(_ groups: [Group]) { self.groups = groups.filter { $0.candidates > 0 && !$0.marks.isEmpty } }

  /// The candidates' means, in the groups' order.
  public var means: [Double] { groups.flatMap { [Double](repeating: $0.mean, count: $0.candidates) } }

  /// Deviations from the candidates' means, in bins of one unit of the marks: the bin of bound *b* holds candidates
  /// with means above b − 1 and up to b, the first also those below.
  /// - Parameter first: the bound of the first bin, a whole number.
  public func residuals(from first: Int) -> [StudyModel.ResidualBin] {
    var bins: [Int: [Double]] = [:]
    for group in groups {
      // A mean that is whole but for the rounding of a division belongs to the bin that it bounds.
      let bound = max(first, Int((group.mean - 1e-9).rounded(.up)))
      for _ in 0..<group.candidates { bins[bound, default: []] += group.marks.map { $0 - group.mean } }
    }
    return bins.keys.sorted().map { StudyModel.ResidualBin(qualityAtMost: Double($0), deviations: bins[$0] ?? []) }
  }

  /// The chance of being in by the mean mark, 1 ÷ (1 + exp(−intercept − slope · mean)), which maximises the likelihood
  /// less slope² ÷ 2 (a ridge that keeps the slope finite where means tell all).
  ///
  /// Newton's method (J. Nelder, R. Wedderburn, "Generalized linear models", JRSS A 135, 1972); the penalised
  /// likelihood is concave, and each step is halved until it rises. Nil where all or none were in.
  public var acceptance: StudyDesign.Selection? {
    let all = groups.reduce(0) { $0 + $1.candidates }
    let accepted = groups.reduce(0) { $0 + $1.accepted }
    guard accepted > 0, accepted < all else { return nil }
    var fit = LogisticFit(groups.map { (x: $0.mean, total: Double($0.candidates), hits: Double($0.accepted)) })
    fit.climb()
    return .logistic(intercept: fit.intercept, slope: fit.slope)
  }
}

/// A logistic regression on one number.
private struct LogisticFit {
  let rows: [(x: Double, total: Double, hits: Double)]
  var intercept = 0.0
  var slope = 0.0

  init(_ rows: [(x: Double, total: Double, hits: Double)]) { self.rows = rows }

  private func chance(_ x: Double, _ intercept: Double, _ slope: Double) -> Double {
    1 / (1 + naturalExponential(-intercept - slope * x))
  }

  /// What is maximised.
  private func worth(_ intercept: Double, _ slope: Double) -> Double {
    rows.reduce(-slope * slope / 2) { sum, row in
      let chance = chance(row.x, intercept, slope)
      let hits = row.hits > 0 ? row.hits * naturalLogarithm(max(chance, 1e-300)) : 0
      let misses = row.total > row.hits ? (row.total - row.hits) * naturalLogarithm(max(1 - chance, 1e-300)) : 0
      return sum + hits + misses
    }
  }

  mutating func climb() {
    for _ in 0..<100 {
      var (first, second) = (0.0, -slope)
      var (a, b, c) = (0.0, 0.0, 1.0)
      for row in rows {
        let chance = chance(row.x, intercept, slope)
        let rest = row.hits - row.total * chance
        let weight = row.total * chance * (1 - chance)
        first += rest
        second += rest * row.x
        a += weight
        b += weight * row.x
        c += weight * row.x * row.x
      }
      let determinant = a * c - b * b
      guard determinant > 0 else { return }
      var (stepIntercept, stepSlope) = ((c * first - b * second) / determinant, (a * second - b * first) / determinant)
      let before = worth(intercept, slope)
      while worth(intercept + stepIntercept, slope + stepSlope) < before, stepSlope.magnitude > 1e-13 {
        stepIntercept /= 2
        stepSlope /= 2
      }
      intercept += stepIntercept
      slope += stepSlope
      if stepSlope.magnitude < 1e-12 * max(1, slope.magnitude) { return }
    }
  }
}
