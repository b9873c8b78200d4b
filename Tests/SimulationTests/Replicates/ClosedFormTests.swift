import ExpertReview
import Testing

@testable import Simulation

// Every closed form is met within four standard errors of our own mean: a sound simulation fails one such test in
// sixteen thousand seeds, and the seed is fixed. Marks on a scale of 10,000 steps a standard deviation differ from real
// numbers by far less.
private let mostErrors = 4.0

@Suite struct `Simulated panels and their closed forms` {
  /// Candidates, experts, noise, and the expectations of Kendall's τ, (2/π) arcsin r, and of Spearman's ρ of n normal
  /// pairs (P. A. P. Moran, "Rank correlation and product-moment correlation", Biometrika 35, 1948), r² being the
  /// reliability of the panel's mean.
  @Test(arguments: [
    (10, 3, 1.0, 0.6666666666666667, 0.8038522732910373), (20, 5, 1.0, 0.7322795271987701, 0.8805351508476522),
    (50, 7, 2.0, 0.587925667399291, 0.7720601595695211), (100, 7, 0.5, 0.8810925020032964, 0.9779129435730549),
    (30, 1, 1.5, 0.3743340836219977, 0.5210207017006325),
    (100, 5, 0.474341649, 0.8669252687582801, 0.9728408393485335),
  ])
  func `ranks are recovered as the bivariate normal says`(
    candidates: Int, experts: Int, noise: Double, tau: Double, rho: Double
  ) throws {
    let sums = try StudySample.run(
      StudySample.study(
        StudySample.model(candidates: candidates, places: 1, noise: .init(mark: noise)),
        [StudySample.design("mean", experts: experts)], [.kendall, .spearman], replicates: 6_000 / candidates))
    #expect(errors(sums, design: 0, measure: 0, from: tau) < mostErrors)
    #expect(errors(sums, design: 0, measure: 1, from: rho) < mostErrors)
  }

  /// The precisions of N. D. Lawrence's committees (score = ½ N + ½ mean of r N), worked out from the bivariate normal
  /// for committees without end; with 400 candidates the difference is within the error of 60 replicates.
  @Test(arguments: [
    (1, 0.25, 0.48110042928754293), (2, 0.1, 0.4403901162837198), (3, 0.5, 0.7699465438373841),
    (6, 0.25, 0.7271701774228618),
  ])
  func `two committees agree as the bivariate normal says`(reviewers: Int, accepted: Double, precision: Double) throws {
    let candidates = 400
    let sums = try StudySample.run(
      StudySample.study(
        StudySample.model(candidates: candidates, places: Int(accepted * Double(candidates))),
        [StudySample.design("committee", experts: reviewers, layout: .blocks(candidates: 1))],
        [.repeatable, .inconsistent], replicates: 60))
    #expect(errors(sums, design: 0, measure: 0, from: precision) < mostErrors)
    // Of each committee's list the other lists a share of `precision`, so twice the rest is on one list only.
    #expect(errors(sums, design: 0, measure: 1, from: 2 * accepted * (1 - precision)) < mostErrors)
  }

  /// The error of a panel's mean is σ/√k; of drop-one-high-one-low of seven normal values 1.0843 times the variance
  /// (two million draws, standard error 0.001).
  @Test func `trimming costs what order statistics of the normal say`() throws {
    let measures: [StudyMeasure] = [.rootMeanSquareError]
    let candidates = 200
    let sums = try StudySample.run(
      StudySample.study(
        StudySample.model(candidates: candidates),
        [
          StudySample.design("mean", experts: 7),
          StudySample.design(
            "drop", experts: 7, outliers: .init(.dropExtremes(high: 1, low: 1), on: .total, whenFewerThan: 3)),
          StudySample.design("median", experts: 7, outliers: .init(.median, on: .total)),
        ], measures, replicates: 150))
    // The root of a mean square is low by a quarter of its relative variance, 1 ÷ 4n, and centring takes 1 ÷ 2n.
    let shrink = 1 - 3 / (4 * Double(candidates))
    for (design, ratio) in [1, 1.084309462777978, 1.473360434844472].enumerated() {
      #expect(errors(sums, design: design, measure: 0, from: (ratio / 7).squareRoot() * shrink) < mostErrors)
    }
  }

  /// Severity is a constant of everybody's mean where all mark all, and noise of variance σ²/k where each candidate has
  /// experts of its own.
  @Test func `severity does no harm where all mark all, and its full harm where nobody shares an expert`() throws {
    let candidates = 200
    let sums = try StudySample.run(
      StudySample.study(
        StudySample.model(
          candidates: candidates, experts: .init(severity: 1.5), noise: .init(mark: 1)),
        [
          StudySample.design("all", experts: 4),
          StudySample.design("own", experts: 4, layout: .blocks(candidates: 1)),
        ], [.rootMeanSquareError], replicates: 100))
    let shrink = 1 - 3 / (4 * Double(candidates))
    #expect(errors(sums, design: 0, measure: 0, from: 0.5 * shrink) < mostErrors)
    #expect(errors(sums, design: 1, measure: 0, from: ((1 + 2.25) / 4).squareRoot() * shrink) < mostErrors)
  }
}
