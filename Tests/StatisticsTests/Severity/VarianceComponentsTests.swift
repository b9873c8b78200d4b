import Testing

@testable import Statistics

@Suite struct `Variance components` {
  // lme4 stops when its derivative-free search changes the deviance no more; its variances then carry five to six
  // digits (REQUIRED: 1e-5). Ours satisfy the likelihood equations to far more.
  private let iterative = 1e-5

  @Test func `of conference reviews are those of lme4, with its predictions`() throws {
    let golden = SeverityGolden(folder: "calibration_immer09_reviews")
    let marks = try golden.rows("input.csv").map {
      Ratings.Rating(
        subject: try #require(Int($0[0])) - 1, rater: try #require(Int($0[1])) - 1, value: try #require(Double($0[2])))
    }
    let ratings = Ratings(subjectCount: 57, raterCount: 20, marks)
    let found = try #require(VarianceComponents(ratings))
    let all = try golden.json("expected.json", as: [String: Any].self)
    let expected = try #require(all["lme4"] as? [String: Any])
    let variances = try #require(expected["var"] as? [String: Double])
    let printed = [
      try #require(variances["o"]), try #require(variances["a"]), try #require(variances["Residual"]),
    ]
    #expect(found.hasConverged)
    #expect(relativeDifference([found.mean], [try #require(expected["fixef"] as? Double)]) < iterative)
    #expect(
      relativeDifference([found.subjectVariance, found.raterVariance, found.errorVariance], printed) < iterative)
    #expect(relativeDifference(found.subjects.map(\.effect), try listed(expected["paper"])) < iterative)
    // Reviewers' predictions are asked for at 1e-5. lme4 stopped 2.4e-9 above the least deviance, 4.4e-5 of the small
    // variance of reviewers from its place, so predictions at the least deviance cannot be its own that closely. What
    // can be asked is asked in full: at the variances that lme4 printed every prediction is lme4's, far closer than
    // 1e-5; ours have the smaller deviance, and no step along the variance of reviewers, either way, has a smaller one.
    let layout = CrossedLayout(ratings)
    let equations = try #require(layout.equations(row: printed[0], column: printed[1], error: printed[2]))
    let solution = equations.solve(ratings.values)
    #expect(relativeDifference(solution.row, try listed(expected["paper"])) < 1e-9)
    #expect(relativeDifference(solution.column, try listed(expected["reviewer"])) < 1e-9)
    let there = try #require(DenseModel(ratings, printed[0], printed[1], printed[2]))
    let own = [found.subjectVariance, found.raterVariance, found.errorVariance]
    #expect(found.deviance < there.deviance)
    for factor in [1 - 1e-4, 1 + 1e-4] {
      let beside = try #require(DenseModel(ratings, own[0], own[1] * factor, own[2]))
      #expect(beside.deviance > found.deviance)
    }
    // A prediction shrinks by a factor variance ÷ (variance + rest), which changes by no larger a share than the
    // variances do: the whole difference is theirs.
    let shares = zip(own, printed).map { ($0 / $1 - 1).magnitude }
    #expect(relativeDifference(found.raters.map(\.effect), try listed(expected["reviewer"])) < shares.reduce(0, +))
    #expect(shares[0] < iterative && shares[1] < 5 * iterative && shares[2] < iterative)
  }

  @Test func `of the mock panel are those of lme4, with predictions and plugged-in expected ranks`() throws {
    let found = try #require(VarianceComponents(try VarianceComponentsTests.panel()))
    let all = try SeverityGolden(folder: "snsf_er_mock").json("expected.json", as: [String: Any].self)
    let expected = try #require(all["lme4_reml"] as? [String: Any])
    let variances = try #require(expected["var"] as? [String: Double])
    #expect(
      relativeDifference(
        [found.subjectVariance, found.raterVariance, found.errorVariance],
        [try #require(variances["p"]), try #require(variances["a"]), try #require(variances["Residual"])]) < iterative)
    #expect(
      relativeDifference(found.subjects.map(\.effect), try #require(expected["blup_proposal"] as? [Double])) < iterative
    )
    #expect(
      relativeDifference(found.raters.map(\.effect), try #require(expected["blup_assessor"] as? [Double])) < iterative)
    let variance = try #require(expected["postvar_proposal"] as? Double)
    #expect(
      relativeDifference(
        found.subjects.map { $0.conditionalError * $0.conditionalError }, Array(repeating: variance, count: 15))
        < iterative)
    #expect(
      relativeDifference(
        found.expectedRanks(), try #require(expected["ER_plugin_independent_normal"] as? [Double])) < iterative)
  }

  @Test func `of a complete layout are those of its analysis of variance`() throws {
    // Where every rater marks every subject and no component is negative, REML is the analysis of variance (Searle,
    // Casella and McCulloch, "Variance Components", 1992, chapter 4).
    var stream = RandomStream(seed: 3)
    let (n, k) = (30, 6)
    let drawn = DrawnLayout(
      subjects: n, raters: k, panel: k, qualitySpread: 4, severitySpread: 3, noise: 2, from: &stream)
    let found = try #require(VarianceComponents(drawn.ratings))
    let grand = drawn.ratings.values.reduce(0, +) / Double(n * k)
    let rows = (0..<n).map { s in drawn.ratings.marks(of: s).reduce(0) { $0 + drawn.ratings.values[$1] } / Double(k) }
    let columns = (0..<k).map { r in (0..<n).reduce(0) { $0 + drawn.ratings.values[$1 * k + r] } / Double(n) }
    let between = rows.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } * Double(k) / Double(n - 1)
    let raters = columns.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } * Double(n) / Double(k - 1)
    var rest = 0.0
    for s in 0..<n {
      for r in 0..<k {
        let e = drawn.ratings.values[s * k + r] - rows[s] - columns[r] + grand
        rest += e * e
      }
    }
    let error = rest / Double((n - 1) * (k - 1))
    #expect(
      relativeDifference(
        [found.errorVariance, found.subjectVariance, found.raterVariance],
        [error, (between - error) / Double(k), (raters - error) / Double(n)]) < 1e-8)
    #expect(found.raterProbability < 1e-6)
  }

  @Test(arguments: 0..<12) func `and their predictions are those of the dense covariance matrix`(seed: Int) throws {
    var stream = RandomStream(seed: UInt64(seed))
    let drawn = DrawnLayout(
      subjects: seed % 2 == 0 ? 14 : 6, raters: seed % 2 == 0 ? 6 : 14, panel: 3, qualitySpread: 3, severitySpread: 2,
      noise: 1.5, from: &stream)
    let found = try #require(VarianceComponents(drawn.ratings))
    let dense = try #require(
      DenseModel(drawn.ratings, found.subjectVariance, found.raterVariance, found.errorVariance))
    #expect((dense.deviance - found.deviance).magnitude < 1e-8)
    #expect(relativeDifference(found.subjects.map(\.effect), dense.subjects) < 1e-8)
    #expect(relativeDifference(found.raters.map(\.effect), dense.raters) < 1e-8)
    #expect(relativeDifference(found.subjects.map(\.standardError), dense.subjectErrors) < 1e-7)
    // No neighbouring variances are likelier: a step of a hundredth, up or down.
    let base = [found.subjectVariance, found.raterVariance, found.errorVariance]
    for index in 0..<3 {
      for factor in [0.99, 1.01] {
        var other = base
        other[index] = base[index] == 0 ? 0.01 : base[index] * factor
        let near = try #require(DenseModel(drawn.ratings, other[0], other[1], other[2]))
        #expect(near.deviance > found.deviance - 1e-9)
      }
    }
  }

  @Test func `are zero and not nearly zero where raters do not differ`() throws {
    var (zero, small) = (0, 0)
    for seed in 0..<40 {
      var stream = RandomStream(seed: UInt64(seed), stream: 9)
      let drawn = DrawnLayout(
        subjects: 20, raters: 8, panel: 3, qualitySpread: 3, severitySpread: 0, noise: 1, from: &stream)
      let found = try #require(VarianceComponents(drawn.ratings))
      if found.raterVariance == 0 { zero += 1 }
      #expect(found.raterVariance > 0 || found.raterProbability == 1)
      if found.raterProbability < 0.05 { small += 1 }
    }
    // About half in theory, rather more in small layouts; 40 draws have a standard deviation of 3.
    #expect((15...34).contains(zero), "\(zero) of 40 lie at the border")
    // One in twenty at most: 2 of 40, and 7 has a chance of less than one in five hundred.
    #expect(small <= 7, "\(small) of 40")
  }

  @Test func `are not fitted to marks without spread`() {
    let equal = Ratings(
      subjectCount: 2, raterCount: 2,
      [
        .init(subject: 0, rater: 0, value: 5), .init(subject: 0, rater: 1, value: 5),
        .init(subject: 1, rater: 0, value: 5),
      ])
    #expect(VarianceComponents(equal) == nil)
    #expect(VarianceComponents(Ratings(subjectCount: 0, raterCount: 0, [])) == nil)
  }
}

/// The model by its covariance matrix: slow and plain.
private struct DenseModel {
  let deviance: Double
  let subjects: [Double]
  let raters: [Double]
  let subjectErrors: [Double]

  init?(_ ratings: Ratings, _ subjectVariance: Double, _ raterVariance: Double, _ errorVariance: Double) {
    let count = ratings.count
    let subject = (0..<ratings.subjectCount).flatMap { s in ratings.marks(of: s).map { _ in s } }
    var matrix = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count {
        matrix[i * count + j] =
          (subject[i] == subject[j] ? subjectVariance : 0)
          + (ratings.raters[i] == ratings.raters[j] ? raterVariance : 0) + (i == j ? errorVariance : 0)
      }
    }
    guard let factor = PositiveDefinite(size: count, matrix) else { return nil }
    let ones = factor.solve([Double](repeating: 1, count: count))
    let weight = ones.reduce(0, +)
    let mean = zip(ones, ratings.values).reduce(0) { $0 + $1.0 * $1.1 } / weight
    let rest = ratings.values.map { $0 - mean }
    let pulled = factor.solve(rest)
    let quadratic = zip(pulled, rest).reduce(0) { $0 + $1.0 * $1.1 }
    deviance =
      Double(count - 1) * naturalLogarithm(2 * Double.pi) + factor.logDeterminant + naturalLogarithm(weight) + quadratic
    subjects = (0..<ratings.subjectCount).map { s in
      subjectVariance * ratings.marks(of: s).reduce(0) { $0 + pulled[$1] }
    }
    raters = (0..<ratings.raterCount).map { r in
      raterVariance * (0..<count).reduce(0) { Int(ratings.raters[$1]) == r ? $0 + pulled[$1] : $0 }
    }
    subjectErrors = (0..<ratings.subjectCount).map { s in
      let covariance = subject.map { $0 == s ? subjectVariance : 0 }
      let solved = factor.solve(covariance)
      let explained = zip(solved, covariance).reduce(0) { $0 + $1.0 * $1.1 }
      // BLUP of u itself: the mean's estimate adds (1ᵀ V⁻¹ c)² / 1ᵀ V⁻¹ 1.
      let shared = solved.reduce(0, +)
      return (subjectVariance - explained + shared * shared / weight).squareRoot()
    }
  }
}

/// The mock panel that more than one suite reads.
enum VarianceComponentsTests {
  static func panel() throws -> Ratings {
    let rows = try SeverityGolden(folder: "snsf_er_mock").rows("input.csv").filter { $0[0] == "p1" }
    return Ratings(
      subjectCount: 15, raterCount: 5,
      try rows.map {
        .init(
          subject: try #require(Int($0[1].dropFirst())) - 1, rater: try #require(Int($0[2].dropFirst(2))) - 1,
          value: try #require(Double($0[4])))
      })
  }
}
