/// Marks in standard deviations from their rater's own mean: a comparison, and a poor correction.
///
///     z(i, j) = (mark − mean of rater j) / standard deviation of rater j      score(i) = mean of z over its raters
///
/// It takes both the level and the range of a rater's marks for habit. That is only fair where every rater saw subjects
/// of the same quality: drawn at random, and many. A rater who was given the strongest subjects has a high mean for a
/// good reason, and the z-scores take it from them. The two warnings say where this is at stake; least squares
/// (`AdditiveCalibration`), which compares raters on the subjects they share, has no such weakness.
///
/// Complexity: linear in the marks, and that of `AdditiveCalibration` without standard errors.
public struct StandardScores: Sendable {
  /// By subject, the mean of its z-scores; not a number where no rater of it has a spread.
  public let scores: [Double]
  /// By rater: the mean and the standard deviation (divisor n − 1) of the marks; not numbers under one and two marks.
  public let means: [Double]
  public let deviations: [Double]
  /// Raters with fewer than `leastMarks` marks, ascending; those without any are not there.
  public let fewMarks: [Int]
  /// Raters whose subjects differ from the others' more than a draw at random would bring, ascending.
  public let unlikeSubjects: [Int]

  /// A mean and a deviation of fewer marks are themselves little known: with eight, the deviation errs by a quarter.
  public static let leastMarks = 8
  /// The chance at which one rater at least is named although all subjects were drawn at random.
  public static let falseAlarm = 0.01

  /// - Parameter ratings: the marks.
  public init(_ ratings: Ratings) {
    var counts = [Int](repeating: 0, count: ratings.raterCount)
    var sums = [Double](repeating: 0, count: ratings.raterCount)
    for (rater, value) in zip(ratings.raters, ratings.values) {
      counts[Int(rater)] += 1
      sums[Int(rater)] += value
    }
    let means = counts.indices.map { counts[$0] > 0 ? sums[$0] / Double(counts[$0]) : .nan }
    var squares = [Double](repeating: 0, count: ratings.raterCount)
    for (rater, value) in zip(ratings.raters, ratings.values) {
      squares[Int(rater)] += (value - means[Int(rater)]) * (value - means[Int(rater)])
    }
    let deviations = counts.indices.map { rater in
      counts[rater] > 1 ? (squares[rater] / Double(counts[rater] - 1)).squareRoot() : .nan
    }
    scores = (0..<ratings.subjectCount).map { subject in
      let scored = ratings.marks(of: subject).compactMap { position -> Double? in
        let rater = Int(ratings.raters[position])
        return deviations[rater] > 0 ? (ratings.values[position] - means[rater]) / deviations[rater] : nil
      }
      return scored.isEmpty ? .nan : scored.reduce(0, +) / Double(scored.count)
    }
    (self.means, self.deviations) = (means, deviations)
    fewMarks = counts.indices.filter { counts[$0] > 0 && counts[$0] < Self.leastMarks }
    unlikeSubjects = Self.unlike(ratings, counts)
  }

  /// Raters whose subjects' calibrated values have another mean than the component's.
  ///
  /// Of *n* values with variance s², a sample of *m* without replacement has a mean of variance s² (1 − m/n)/m; the
  /// bound is Bonferroni's for all raters.
  private static func unlike(_ ratings: Ratings, _ counts: [Int]) -> [Int] {
    let fitted = AdditiveCalibration(ratings, standardErrors: false)
    var size = [Double](repeating: 0, count: fitted.componentCount)
    var sum = size
    var squares = size
    for (subject, component) in fitted.subjectComponents.enumerated() where component >= 0 {
      size[component] += 1
      sum[component] += fitted.values[subject]
    }
    for (subject, component) in fitted.subjectComponents.enumerated() where component >= 0 {
      let gap = fitted.values[subject] - sum[component] / size[component]
      squares[component] += gap * gap
    }
    var seen = [Double](repeating: 0, count: ratings.raterCount)
    for subject in 0..<ratings.subjectCount {
      for position in ratings.marks(of: subject) { seen[Int(ratings.raters[position])] += fitted.values[subject] }
    }
    let raters = counts.count { $0 > 0 }
    guard raters > 0 else { return [] }
    let bound = NormalDistribution.quantile(1 - falseAlarm / (2 * Double(raters)))
    return counts.indices.filter { rater in
      let component = fitted.raterComponents[rater]
      guard component >= 0, size[component] > 1 else { return false }
      let marks = Double(counts[rater])
      let variance = squares[component] / (size[component] - 1) * (1 - marks / size[component]) / marks
      let gap = (seen[rater] / marks - sum[component] / size[component]).magnitude
      // A rater of all subjects has seen the same as everybody, but for rounding.
      return variance > 0 && marks < size[component] && gap > bound * variance.squareRoot()
    }
  }
}
