/// Confidence intervals for ranks, from estimates and their standard errors.
///
/// # Problem
///
/// Subjects have true values θ₁ … θ_p, of which only estimates with errors are seen. The rank of subject *j* is one
/// more than the number of subjects whose true value is larger. Sorting the estimates says nothing of how sure a rank
/// is; a bootstrap of the ranks themselves is not consistent where true values lie close together.
///
/// # Method
///
/// M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, "Inference for ranks with applications to mobility across
/// neighbourhoods and academic achievement across countries", Review of Economic Studies 91(1), 2024. Ranks follow from
/// the signs of differences, so the differences are tested. For subject *j* and every other *k* there are the
/// hypotheses "k is not above j" and "k is not below j", with the statistics ±(θ̂_k − θ̂_j)/σ_jk, σ²_jk = s²_j + s²_k.
/// With errors drawn from normal distributions of the given standard errors, the critical value *c* is the quantile of
/// the largest statistic over all hypotheses not yet rejected; those above *c* are rejected, and the step is repeated
/// on the rest until nothing more is (J. P. Romano and M. Wolf, "Exact and approximate stepdown methods for multiple
/// hypothesis testing", JASA 100(469), 2005). With *a* subjects found above *j* and *b* below, the rank lies in `1 + a
/// … p − b`.
///
/// - **Marginal**: a family of its own for each subject; each interval holds its rank with the stated confidence.
/// - **Simultaneous**: one family of all ordered pairs; all intervals hold their ranks together with the stated
///   confidence. They are at least as wide.
///
/// The coverage is at least the nominal one however close the true values are, equal ones included (then the rank is
/// the best that the equals share).
///
/// # Assumptions, and when not to use it
///
/// Estimates are close to normal and independent of one another; the standard errors are known well. Standard errors
/// estimated from a handful of marks each are not: pool them first (`ScoreSpread`). A positive dependence that is left
/// out makes intervals wider than they need be.
///
/// # Cost
///
/// Subjects of equal standard error form a level, sorted by estimate; the hypotheses left of a level are then a run
/// from one of its ends, and the largest error over a run is a running extreme that is worked out once. With *g* levels
/// and *R* draws: `R p` draws, `R p g` comparisons a step for all marginal intervals together, as many for the
/// simultaneous ones, and memory for `3 R p` numbers. With p different standard errors g = p.
public struct RankIntervals: Sendable, Hashable {
  /// By subject: rank 1 is the largest value.
  public let marginal: [ClosedRange<Int>]
  public let simultaneous: [ClosedRange<Int>]

  /// - Parameters:
  ///   - means: the estimates; finite.
  ///   - standardErrors: theirs, on the same scale; above zero, finite.
  ///   - confidence: in (0, 1), such as 0.9.
  ///   - draws: how many errors of each subject are drawn; with 1,000 a bound moves by one or two
  ///     where a difference lies close to the critical value.
  ///   - seed: whose streams 0, 1, … are drawn from, one a subject.
  public init(means: [Double], standardErrors: [Double], confidence: Double, draws: Int = 1_000, seed: UInt64) {
    precondition(means.count == standardErrors.count, "an error for each estimate")
    precondition(standardErrors.allSatisfy { $0 > 0 && $0.isFinite } && means.allSatisfy(\.isFinite), "finite numbers")
    precondition(confidence > 0 && confidence < 1 && draws > 0, "a confidence between 0 and 1, and draws")
    guard means.count > 1 else {
      (marginal, simultaneous) = (means.map { _ in 1...1 }, means.map { _ in 1...1 })
      return
    }
    let levels = ErrorLevels(means, standardErrors)
    let errors = DrawnErrors(levels, draws: draws, seed: seed)
    let rank = max(1, Int((confidence * Double(draws)).rounded(.up)))
    let search = RankIntervalsSearch(levels: levels, errors: errors, quantileRank: rank)
    (marginal, simultaneous) = (search.marginal(), search.simultaneous())
  }
}

/// Subjects in runs of equal standard error, ascending by estimate within a run.
struct ErrorLevels {
  /// Sorted positions to subjects.
  let order: [Int]
  /// By sorted position.
  let means: [Double]
  let levels: [(range: Range<Int>, error: Double)]
  /// The level of each sorted position.
  let levelOf: [Int]

  init(_ means: [Double], _ errors: [Double]) {
    let order = means.indices.sorted {
      (errors[$0], means[$0], $0) < (errors[$1], means[$1], $1)
    }
    self.order = order
    self.means = order.map { means[$0] }
    var levels: [(range: Range<Int>, error: Double)] = []
    for (position, subject) in order.enumerated() {
      if let last = levels.last, last.error == errors[subject] {
        levels[levels.count - 1].range = last.range.lowerBound..<position + 1
      } else {
        levels.append((position..<position + 1, errors[subject]))
      }
    }
    self.levels = levels
    levelOf = levels.indices.flatMap { level in levels[level].range.map { _ in level } }
  }

  /// The standard error of a difference between members of two levels.
  func error(_ first: Int, _ second: Int) -> Double {
    let (a, b) = (levels[first].error, levels[second].error)
    return (a * a + b * b).squareRoot()
  }

  /// How many of a level have an estimate of at most `bound`.
  func count(in level: Int, upTo bound: Double) -> Int {
    let range = levels[level].range
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if means[middle] <= bound { low = middle + 1 } else { high = middle }
    }
    return low - range.lowerBound
  }

  /// How many of a level have an estimate below `bound`.
  func count(in level: Int, below bound: Double) -> Int {
    let range = levels[level].range
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if means[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low - range.lowerBound
  }
}

/// The errors drawn for each sorted position, and their extremes from each end of a level; a row of draws a position.
struct DrawnErrors {
  let draws: Int
  let errors: [Double]
  /// The largest from the level's start up to the position.
  let largest: [Double]
  /// The smallest from the position to the level's end.
  let smallest: [Double]

  init(_ levels: ErrorLevels, draws: Int, seed: UInt64) {
    self.draws = draws
    var errors: [Double] = []
    errors.reserveCapacity(levels.order.count * draws)
    for (position, subject) in levels.order.enumerated() {
      var stream = RandomStream(seed: seed, stream: UInt64(subject))
      let error = levels.levels[levels.levelOf[position]].error
      for _ in 0..<draws { errors.append(error * stream.standardNormal()) }
    }
    var (largest, smallest) = (errors, errors)
    for level in levels.levels {
      for position in level.range.dropFirst() {
        let (row, before) = (position * draws, (position - 1) * draws)
        for draw in 0..<draws { largest[row + draw] = max(largest[row + draw], largest[before + draw]) }
      }
      for position in level.range.dropLast().reversed() {
        let (row, after) = (position * draws, (position + 1) * draws)
        for draw in 0..<draws { smallest[row + draw] = min(smallest[row + draw], smallest[after + draw]) }
      }
    }
    (self.errors, self.largest, self.smallest) = (errors, largest, smallest)
  }
}
