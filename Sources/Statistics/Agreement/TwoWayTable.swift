/// The analysis of variance of a table of subjects and raters without gaps.
///
/// # Formula
///
/// n subjects, k raters, one mark each. With row means, column means and the mean of all:
///
///     MS subjects = k Σ(row − all)² ÷ (n − 1)          MS raters   = n Σ(column − all)² ÷ (k − 1)
///     MS residual = Σ(mark − row − column + all)² ÷ ((n − 1)(k − 1))
///     MS within   = Σ(mark − row)² ÷ (n(k − 1))
///
/// Complexity: linear.
public struct TwoWayTable: Sendable, Hashable {
  public let subjects: Int
  public let raters: Int
  public let betweenSubjects: Double
  public let betweenRaters: Double
  public let residual: Double
  public let withinSubjects: Double

  /// - Parameter table: two subjects and two raters at least.
  /// - Throws: ``AgreementGap`` where there are fewer, or all marks are equal.
  public init(_ table: CompleteMarks) throws(AgreementGap) {
    let (n, k) = (table.subjects.count, table.raters.count)
    guard n > 1 else { throw .tooFewSubjects(found: n, needed: 2) }
    guard k > 1 else { throw .tooFewRaters(found: k, needed: 2) }
    let marks = table.marks
    let rows = marks.map { mean(of: $0[...]) }
    let columns = (0..<k).map { rater in mean(of: marks.map { $0[rater] }[...]) }
    let all = mean(of: rows[...])
    func square(_ x: Double) -> Double { x * x }
    var residuals: [Double] = []
    var withins: [Double] = []
    for subject in 0..<n {
      for rater in 0..<k {
        residuals.append(square(marks[subject][rater] - rows[subject] - columns[rater] + all))
        withins.append(square(marks[subject][rater] - rows[subject]))
      }
    }
    guard marks.contains(where: { row in row.contains { $0 != marks[0][0] } }) else { throw .noVariation }
    (subjects, raters) = (n, k)
    betweenSubjects = Double(k) * compensatedSum(rows.map { square($0 - all) }[...]) / Double(n - 1)
    betweenRaters = Double(n) * compensatedSum(columns.map { square($0 - all) }[...]) / Double(k - 1)
    residual = compensatedSum(residuals[...]) / Double((n - 1) * (k - 1))
    withinSubjects = compensatedSum(withins[...]) / Double(n * (k - 1))
  }
}
