import Testing

@testable import Statistics

@Suite struct `Marks corrected by least squares` {
  private let golden = SeverityGolden(folder: "calibration_immer09_reviews")

  private func reviews(_ file: String) throws -> (ratings: Ratings, last: [String]) {
    let rows = try golden.rows(file)
    let marks = try rows.map {
      Ratings.Rating(
        subject: try #require(Int($0[0])) - 1, rater: try #require(Int($0[1])) - 1, value: try #require(Double($0[2])))
    }
    let ratings = Ratings(subjectCount: 57, raterCount: 20, marks)
    // The file stands subject by subject; within a subject the shape sorts by rater.
    let order = rows.indices.sorted {
      (marks[$0].subject, marks[$0].rater) < (marks[$1].subject, marks[$1].rater)
    }
    return (ratings, order.map { rows[$0][3] })
  }

  // Both sides solve the same linear equations in doubles; REQUIRED for closed forms is 1e-9, and the values are
  // printed with 15 digits.
  private let closed = 1e-9

  @Test(arguments: [("ols", false), ("weighted", true)])
  func `give the values of Paul's equations for conference reviews`(name: String, isWeighted: Bool) throws {
    let (ratings, last) = try reviews("input.csv")
    // The file prints 1/9 with fifteen digits.
    let weights = try last.map { text in 1 / (1 / (try #require(Double(text)))).rounded() }
    let found = AdditiveCalibration(ratings, weights: isWeighted ? weights : nil)
    let all = try golden.json("expected.json", as: [String: Any].self)
    let expected = try #require(all[name] as? [String: Any])
    #expect(found.componentCount == 1 && found.degreesOfFreedom == 52)
    #expect(relativeDifference(found.values, try listed(expected["v"])) < closed)
    #expect(relativeDifference(found.severities, try listed(expected["b"])) < closed)
    #expect(relativeDifference(found.valueErrors, try listed(expected["se_v"])) < closed)
    #expect(relativeDifference(found.severityErrors, try listed(expected["se_b"])) < closed)
    #expect(relativeDifference([found.residualSum], [try #require(expected["rss"] as? Double)]) < closed)
    let variance = try #require(found.residualVariance)
    #expect(relativeDifference([variance], [try #require(expected["sigma2"] as? Double)]) < closed)
  }

  @Test func `weigh what raters say of their confidence as MacKay and others do`() throws {
    let (ratings, last) = try reviews("input_HML.csv")
    let weights = try last.map { try #require(ConfidenceLevel(rawValue: $0)).weight(ratio: 1.75) }
    let found = AdditiveCalibration(ratings, weights: weights, standardErrors: false)
    let expected = try golden.json("expected_HML.json", as: [String: Any].self)
    #expect(relativeDifference(found.values, try listed(expected["value"])) < closed)
    #expect(relativeDifference(found.severities, try listed(expected["bias"])) < closed)
    #expect(relativeDifference([found.residualSum], [try #require(expected["wrss"] as? Double)]) < closed)
    #expect(found.valueErrors.allSatisfy { $0.isNaN }, "standard errors were not asked for")
  }

  // The second layout lies above the size that is solved by its factor.
  @Test(arguments: [(40, 12), (1200, RaterSide.factorLimit + 60)])
  func `come back exactly where marks have no error`(subjects: Int, raters: Int) {
    var stream = RandomStream(seed: 5)
    let drawn = DrawnLayout(
      subjects: subjects, raters: raters, panel: 4, qualitySpread: 10, severitySpread: 5, noise: 0, from: &stream)
    let found = AdditiveCalibration(drawn.ratings, standardErrors: false)
    #expect(found.componentCount == 1)
    // Some dozens of roundings of numbers of the marks' size.
    #expect(relativeDifference(found.severities, drawn.severities) < 1e-12)
    #expect(relativeDifference(found.values, drawn.qualities) < 1e-12)
  }

  @Test func `have a convention of their own in every component, and none without marks`() {
    let ratings = Ratings(
      subjectCount: 5, raterCount: 6,
      [
        .init(subject: 0, rater: 0, value: 80), .init(subject: 0, rater: 1, value: 84),
        .init(subject: 1, rater: 0, value: 70), .init(subject: 1, rater: 1, value: 74),
        .init(subject: 2, rater: 2, value: 60), .init(subject: 2, rater: 3, value: 50),
        .init(subject: 4, rater: 4, value: 90),
      ])
    let found = AdditiveCalibration(ratings)
    #expect(found.componentCount == 3)
    #expect(found.subjectComponents == [0, 0, 1, -1, 2] && found.raterComponents == [0, 0, 1, 1, 2, -1])
    #expect(found.markCounts == [2, 2, 1, 1, 1, 0])
    #expect(found.severities.prefix(5).elementsEqual([-2, 2, 5, -5, 0]) && found.severities[5].isNaN)
    #expect(found.values[0] == 82 && found.values[1] == 72 && found.values[2] == 55 && found.values[4] == 90)
    #expect(found.values[3].isNaN)
    // 7 marks, 4 marked subjects, 5 raters, 3 components.
    #expect(found.degreesOfFreedom == 1 && found.residualVariance == 0)
  }

  @Test(arguments: 0..<40) func `standard errors and solutions are those of the whole dense layout`(seed: Int) throws {
    var stream = RandomStream(seed: UInt64(seed))
    let drawn = DrawnLayout(
      subjects: 9, raters: 5, panel: 2 + seed % 3, qualitySpread: 3, severitySpread: 2, noise: 1, from: &stream)
    let weights = drawn.ratings.values.map { _ in 0.25 + stream.unit() }
    let found = AdditiveCalibration(drawn.ratings, weights: weights)
    guard found.componentCount == 1, let variance = found.residualVariance else { return }
    // Least squares over subjects and raters at once, with a row that asks the severities to sum to zero.
    let size = 14
    var matrix = [Double](repeating: 0, count: size * size)
    var right = [Double](repeating: 0, count: size)
    for row in 9..<size { for column in 9..<size { matrix[row * size + column] = 1 } }
    for subject in 0..<9 {
      for position in drawn.ratings.marks(of: subject) {
        let column = 9 + Int(drawn.ratings.raters[position])
        for (one, other) in [(subject, subject), (column, column), (subject, column), (column, subject)] {
          matrix[one * size + other] += weights[position]
        }
        right[subject] += weights[position] * drawn.ratings.values[position]
        right[column] += weights[position] * drawn.ratings.values[position]
      }
    }
    let factor = try #require(PositiveDefinite(size: size, matrix))
    #expect(relativeDifference(found.values + found.severities, factor.solve(right)) < 1e-10)
    // The added rows fix what the marks leave open; they bring a variance of their own to severities and values alike.
    let inverse = factor.inverse()
    let errors = (0..<size).map { (variance * (inverse[$0 * (size + 1)] - 1.0 / 25)).squareRoot() }
    #expect(relativeDifference(found.valueErrors + found.severityErrors, errors) < 1e-9)
  }

  @Test(arguments: 0..<20) func `keep their order when one rater adds a constant`(seed: Int) {
    var stream = RandomStream(seed: UInt64(seed), stream: 1)
    let drawn = DrawnLayout(
      subjects: 30, raters: 8, panel: 3, qualitySpread: 3, severitySpread: 2, noise: 1, from: &stream)
    let before = AdditiveCalibration(drawn.ratings, standardErrors: false)
    let milder = stream.integer(below: 8)
    let moved = drawn.ratings.mapped { _, rater, value in rater == milder ? value + 17 : value }
    let after = AdditiveCalibration(moved, standardErrors: false)
    // The convention moves all values of the component by the same amount.
    let shift = 17.0 / 8
    #expect(before.componentCount == 1)
    #expect(relativeDifference(after.values, before.values.map { $0 + shift }) < 1e-12)
    #expect(order(after.values) == order(before.values))
  }

  @Test(arguments: 0..<20) func `keep their order when raters and subjects change places`(seed: Int) {
    var stream = RandomStream(seed: UInt64(seed), stream: 2)
    let drawn = DrawnLayout(
      subjects: 25, raters: 9, panel: 3, qualitySpread: 3, severitySpread: 2, noise: 1, from: &stream)
    let (subjects, raters) = (stream.shuffled(Array(0..<25)), stream.shuffled(Array(0..<9)))
    var marks: [Ratings.Rating] = []
    for subject in 0..<25 {
      for position in drawn.ratings.marks(of: subject) {
        marks.append(
          .init(
            subject: subjects[subject], rater: raters[Int(drawn.ratings.raters[position])],
            value: drawn.ratings.values[position]))
      }
    }
    let moved = AdditiveCalibration(Ratings(subjectCount: 25, raterCount: 9, stream.shuffled(marks)))
    let before = AdditiveCalibration(drawn.ratings)
    #expect(order(subjects.map { moved.values[$0] }) == order(before.values))
    #expect(relativeDifference(subjects.map { moved.valueErrors[$0] }, before.valueErrors) < 1e-11)
  }

  @Test(arguments: 0..<20) func `never place a subject lower for a better mark`(seed: Int) {
    var stream = RandomStream(seed: UInt64(seed), stream: 3)
    let drawn = DrawnLayout(
      subjects: 20, raters: 6, panel: 3, qualitySpread: 2, severitySpread: 2, noise: 1, from: &stream)
    let before = AdditiveCalibration(drawn.ratings, standardErrors: false)
    let subject = stream.integer(below: 20)
    let raised = drawn.ratings.marks(of: subject).randomElement(from: &stream)
    let better = Ratings(raising: drawn.ratings, at: raised, by: 3)
    let after = AdditiveCalibration(better, standardErrors: false)
    for other in 0..<20 where other != subject && before.values[other] < before.values[subject] {
      // Equal only to rounding; a gap of 1e-9 is far above it.
      #expect(after.values[other] < after.values[subject] + 1e-9)
    }
  }

  /// Positions from the best value down; earlier first among equals.
  private func order(_ values: [Double]) -> [Int] {
    values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1] }
  }
}

extension Ratings {
  /// The same layout with other values.
  func mapped(_ change: (_ subject: Int, _ rater: Int, _ value: Double) -> Double) -> Ratings {
    var marks: [Rating] = []
    for subject in 0..<subjectCount {
      for position in self.marks(of: subject) {
        let rater = Int(raters[position])
        marks.append(.init(subject: subject, rater: rater, value: change(subject, rater, values[position])))
      }
    }
    return Ratings(subjectCount: subjectCount, raterCount: raterCount, marks)
  }

  fileprivate init(raising ratings: Ratings, at position: Int, by amount: Double) {
    let subject = ratings.starts.lastIndex { Int($0) <= position } ?? 0
    let chosen = Int(ratings.raters[position])
    self = ratings.mapped { $0 == subject && $1 == chosen ? $2 + amount : $2 }
  }
}

extension Range<Int> {
  fileprivate func randomElement(from stream: inout RandomStream) -> Int { lowerBound + stream.integer(below: count) }
}
