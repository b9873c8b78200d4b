/// Least squares for `mark = quality(subject) + severity(rater) + error` where marks may be missing: what is left over
/// tells how far raters differ beside their severity.
///
/// Qualities are eliminated and the raters' normal equations solved by conjugate gradients with their diagonal, as in
/// ``RaterDesign``; severities sum to 0 in each component that subjects join. For a table without gaps this is the
/// two-way fit by means. Complexity: some tens of passes over the marks.
struct AdditiveFit {
  let severities: [Double]
  /// By mark, what neither explains.
  let residuals: [Double]
  /// How many numbers were fitted: subjects + raters − components, those without marks left out.
  let rank: Int

  init(_ ratings: Ratings) {
    let raters = ratings.raterCount
    let marked = (0..<ratings.subjectCount).filter { !ratings.marks(of: $0).isEmpty }
    let design = ratings.design
    rank = marked.count + design.component.count { $0 >= 0 } - design.componentCount
    var residual = [Double](repeating: 0, count: raters)
    var diagonal = [Double](repeating: 0, count: raters)
    for subject in marked {
      let marks = ratings.marks(of: subject)
      let share = 1 / Double(marks.count)
      let centre = mean(of: ratings.values[marks])
      for mark in marks {
        residual[Int(ratings.raters[mark])] += ratings.values[mark] - centre
        diagonal[Int(ratings.raters[mark])] += 1 - share
      }
    }
    func image(_ vector: [Double]) -> [Double] {
      var image = [Double](repeating: 0, count: raters)
      for subject in marked {
        let marks = ratings.marks(of: subject)
        var sum = 0.0
        for mark in marks { sum += vector[Int(ratings.raters[mark])] }
        let centre = sum / Double(marks.count)
        for mark in marks { image[Int(ratings.raters[mark])] += vector[Int(ratings.raters[mark])] - centre }
      }
      return image
    }
    let solution = design.centred(
      conjugateGradients(
        residual, diagonal: diagonal, tolerance: 1e-26, mostSteps: 10 * raters + 100, centred: design.centred,
        image: image))
    severities = solution
    var left = ratings.values
    for subject in marked {
      let marks = ratings.marks(of: subject)
      var sum = 0.0
      for mark in marks { sum += ratings.values[mark] - solution[Int(ratings.raters[mark])] }
      let quality = sum / Double(marks.count)
      for mark in marks { left[mark] -= quality + solution[Int(ratings.raters[mark])] }
    }
    residuals = left
  }
}
