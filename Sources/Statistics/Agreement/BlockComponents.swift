/// How far blocks lie apart whose raters mark nobody elsewhere: subjects crossed with raters, both nested in blocks,
/// (s × r) : b.
///
/// # Formula
///
/// `mark = mean + block + subject + rater + rest`, all random. A block is a component of the graph that joins raters
/// and subjects: two blocks share neither. ``TwoWayComponents`` takes σ²s, σ²r and σ²e from within blocks, gaps
/// allowed. The plain mean of the N marks of a block, nₛ of each subject and nᵣ of each rater, varies by
///
///     σ²b + v,      v = σ²s Σ nₛ²/N² + σ²r Σ nᵣ²/N² + σ²e/N
///
/// so that with s² the variance of the block means, σ²b = s² − mean of v is unbiased. The statistic
/// Σ (block mean − weighted mean)² ÷ v, weights 1 ÷ v, is near χ² of one degree less than there are blocks where σ²b
/// is 0.
///
/// The means of two subjects with n marks each differ by chance with variance 2 σ²e ÷ n in one block, where severities
/// cancel, and with 2 (σ²e + σ²r) ÷ n in two, where nothing in the marks tells a mild block from strong subjects.
///
/// # Assumptions, and when not to use it
///
/// Subjects and raters came to their blocks by chance. Components are taken as known in the test, which is too ready to
/// see a difference with few raters. Where raters or subjects are shared by blocks, severities can be compared: use
/// ``AdditiveCalibration``.
///
/// Complexity: that of ``TwoWayComponents``. Sources: R. L. Brennan, "Generalizability Theory" (2001), chapter 3; S. R.
/// Searle, G. Casella, C. E. McCulloch, "Variance Components" (1992), chapter 5.
public struct BlockComponents: Sendable, Hashable {
  public let blockCount: Int
  /// σ²b; below 0 where block means differ less than chance would have it.
  public let blocks: Double
  /// Within blocks.
  public let within: TwoWayComponents
  /// The variance of the block means, and what subjects, raters and the rest alone would make of it.
  public let spread: Double
  public let expected: Double
  /// The probability of means so far apart, were σ²b 0.
  public let probability: Double

  /// Nil where fewer than two blocks have marks, or the variances within them cannot be told.
  /// - Parameter ratings: the marks.
  public init?(_ ratings: Ratings) {
    let design = ratings.design
    guard design.componentCount > 1, let within = try? TwoWayComponents(ratings) else { return nil }
    let count = design.componentCount
    var total = [Double](repeating: 0, count: count)
    var sums = total
    var subjectSquares = total
    var raterSquares = total
    var ofRater = [Double](repeating: 0, count: ratings.raterCount)
    for subject in 0..<ratings.subjectCount {
      let marks = ratings.marks(of: subject)
      guard let first = marks.first else { continue }
      let block = design.component[Int(ratings.raters[first])]
      total[block] += Double(marks.count)
      subjectSquares[block] += Double(marks.count * marks.count)
      for mark in marks {
        sums[block] += ratings.values[mark]
        ofRater[Int(ratings.raters[mark])] += 1
      }
    }
    for (rater, marks) in ofRater.enumerated() where marks > 0 {
      raterSquares[design.component[rater]] += marks * marks
    }
    let known = (subjects: max(0, within.subjects), raters: max(0, within.raters), rest: max(0, within.residual))
    let means = (0..<count).map { sums[$0] / total[$0] }
    let noise = (0..<count).map { block in
      (known.subjects * subjectSquares[block] + known.raters * raterSquares[block]) / (total[block] * total[block])
        + known.rest / total[block]
    }
    guard noise.allSatisfy({ $0 > 0 }) else { return nil }
    let weight = noise.reduce(0) { $0 + 1 / $1 }
    let centre = (0..<count).reduce(0) { $0 + means[$1] / noise[$1] } / weight
    let distance = (0..<count).reduce(0) { $0 + (means[$1] - centre) * (means[$1] - centre) / noise[$1] }
    (blockCount, self.within) = (count, within)
    spread = variance(of: means)
    expected = noise.reduce(0, +) / Double(count)
    blocks = spread - expected
    probability = ChiSquareDistribution(degreesOfFreedom: Double(count - 1)).probability(above: distance)
  }

  /// The standard error by chance of the difference of two subjects' means.
  /// - Parameters:
  ///   - raters: how many marked each; one or more.
  ///   - oneBlock: whether the two stand in one block.
  public func differenceError(raters: Int, oneBlock: Bool) -> Double {
    precondition(raters > 0, "a mean has a mark")
    let variance = max(0, within.residual) + (oneBlock ? 0 : max(0, within.raters))
    return (2 * variance / Double(raters)).squareRoot()
  }
}
