/// Scores with standard errors, from the replicates of a bootstrap over raters.
///
/// # Method
///
/// The scores of a replicate first lose their own mean over the subjects: what shifts all alike, such as a severe rater
/// whom all share, moves no rank. The variance that is left of each subject over the replicates, times the size of its
/// panel, is averaged over subjects into one variance of a single rater's mark, *w*; the standard error of a subject
/// with a panel of *n* is `√(w/n)`.
///
/// Pooling is what makes standard errors trustworthy here: from five marks alone a variance is off by a factor of two
/// as often as not, and a subject on whom five raters happen to agree would be taken to be known without error. It
/// supposes that subjects are about equally hard to judge.
///
/// Subtracting the mean of p subjects takes 1/p of a subject's own variance with it, which is given back. Dependence
/// between some subjects only, through raters that these share, is left out: it makes errors of differences look larger
/// than they are.
public struct ScoreSpread: Sendable, Hashable {
  /// By subject, in the order in which they were named.
  public let scores: [Double]
  public let standardErrors: [Double]

  /// Nil for fewer than two subjects, where one has no score, and where no panel of two or more shows any spread.
  ///
  /// Complexity: replicates × subjects.
  /// - Parameters:
  ///   - official: the scores as they are.
  ///   - replicates: the scores with panels drawn anew; at least two. A replicate counts for those it gives a score.
  ///   - subjects: whose, by their positions in the replicates.
  ///   - panelSizes: how many raters each of them has; above zero.
  public init?(official: ReplicateScores, replicates: [ReplicateScores], subjects: [Int], panelSizes: [Int]) {
    precondition(subjects.count == panelSizes.count && panelSizes.allSatisfy { $0 > 0 }, "a size for each subject")
    scores = subjects.map { official.values[$0] }
    guard subjects.count > 1, scores.allSatisfy(\.isFinite) else { return nil }
    var sums = [Double](repeating: 0, count: subjects.count)
    var (squares, counts) = (sums, sums)
    for replicate in replicates {
      var (mean, there) = (0.0, 0.0)
      for (index, subject) in subjects.enumerated() where replicate.values[subject].isFinite {
        // As deviations from the official score, so that nothing is lost by cancellation.
        mean += replicate.values[subject] - scores[index]
        there += 1
      }
      guard there > 1 else { continue }
      mean /= there
      for (index, subject) in subjects.enumerated() where replicate.values[subject].isFinite {
        let deviation = replicate.values[subject] - scores[index] - mean
        sums[index] += deviation
        squares[index] += deviation * deviation
        counts[index] += 1
      }
    }
    var (pooled, taken) = (0.0, 0.0)
    for index in subjects.indices where panelSizes[index] > 1 && counts[index] > 1 {
      let variance = (squares[index] - sums[index] * sums[index] / counts[index]) / (counts[index] - 1)
      pooled += variance * Double(panelSizes[index])
      taken += 1
    }
    guard pooled > 0 else { return nil }
    let single = pooled / taken * Double(subjects.count) / Double(subjects.count - 1)
    standardErrors = panelSizes.map { (single / Double($0)).squareRoot() }
  }

  /// The standard error of a subject in millionths of the scale, rounded: for where no fractions are held.
  public func standardErrorInMillionths(_ subject: Int) -> Int {
    Int((standardErrors[subject] * 1_000_000).rounded())
  }
}

extension RankIntervals {
  /// The intervals of subjects whose spread is known.
  ///
  /// - Parameters:
  ///   - spread: scores with their standard errors.
  ///   - percent: the confidence, such as 90.
  ///   - draws: how many errors of each subject are drawn.
  ///   - seed: any text.
  public init(_ spread: ScoreSpread, percent: Int, draws: Int = 1_000, seed: String) {
    self.init(
      means: spread.scores, standardErrors: spread.standardErrors, confidence: Double(percent) / 100, draws: draws,
      seed: RandomStream.hash(seed))
  }
}
