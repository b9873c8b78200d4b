/// How much of the marks' variance the subjects make, the raters' severity and the rest, where marks may be missing.
///
/// # Formula
///
/// `mark = mean + subject + rater + rest`, all random. Henderson's third method equates what each kind takes off the
/// sum of squares, fitted last, with what is expected of it. With N marks, S subjects, R raters, c components of the
/// graph that joins them, and SSE(·) what is left after fitting:
///
///     σ²e = SSE(both) ÷ (N − S − R + c)
///     σ²s = (SSE(raters) − SSE(both) − σ²e (S − c)) ÷ (N − R)
///     σ²r = (SSE(subjects) − SSE(both) − σ²e (R − c)) ÷ (N − S)
///
/// Without gaps these are the expected mean squares of ``TwoWayTable``. They are unbiased; an estimate below 0 is given
/// as it came out, read it as 0.
///
/// # Assumptions, and when not to use it
///
/// Who marks whom does not depend on the marks. No normality is needed for the estimates. Where one pair of subjects
/// joins two halves of a round, severities are known badly and so is σ²r. A subject's rest and chance error cannot be
/// told apart: each rater marks a subject once.
///
/// Complexity: some tens of passes over the marks. Source: C. R. Henderson, "Estimation of variance and covariance
/// components", Biometrics 9 (1953), method 3.
public struct TwoWayComponents: Sendable, Hashable {
  public let subjects: Double
  public let raters: Double
  public let residual: Double
  public let subjectCount: Int
  public let raterCount: Int

  /// - Parameter ratings: marks; two subjects with two marks each.
  /// - Throws: ``AgreementGap`` where there are fewer, all marks are equal, or the parts cannot be told apart.
  public init(_ ratings: Ratings) throws(AgreementGap) {
    let marked = (0..<ratings.subjectCount).filter { !ratings.marks(of: $0).isEmpty }
    guard marked.count > 1 else { throw .tooFewSubjects(found: marked.count, needed: 2) }
    let fit = AdditiveCalibration(ratings, standardErrors: false)
    let present = fit.markCounts.count { $0 > 0 }
    guard present > 1 else { throw .tooFewRaters(found: present, needed: 2) }
    guard ratings.values.contains(where: { $0 != ratings.values[0] }) else { throw .noVariation }
    let free = fit.degreesOfFreedom
    guard free > 0, ratings.count > present, ratings.count > marked.count else { throw .notSeparable }
    func square(_ x: Double) -> Double { x * x }
    let both = fit.residualSum
    var perRater = [[Double]](repeating: [], count: ratings.raterCount)
    for (rater, value) in zip(ratings.raters, ratings.values) { perRater[Int(rater)].append(value) }
    func left(_ rows: [[Double]]) -> Double {
      compensatedSum(
        rows.filter { !$0.isEmpty }.map { row in
          let centre = mean(of: row[...])
          return compensatedSum(row.map { square($0 - centre) }[...])
        }[...])
    }
    let (total, components) = (ratings.count, fit.componentCount)
    residual = both / Double(free)
    subjects = (left(perRater) - both - residual * Double(marked.count - components)) / Double(total - present)
    let rows = marked.map { Array(ratings.values[ratings.marks(of: $0)]) }
    raters = (left(rows) - both - residual * Double(present - components)) / Double(total - marked.count)
    (subjectCount, raterCount) = (marked.count, present)
  }
}
