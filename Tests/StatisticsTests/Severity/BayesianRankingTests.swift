import Foundation
import Testing

@testable import Statistics

@Suite struct `Bayesian ranking` {
  /// Draws of each of four chains: some, or as many as `PANEL_BAYESIAN_DRAWS` says.
  private let draws = ProcessInfo.processInfo.environment["PANEL_BAYESIAN_DRAWS"].flatMap { Int($0) } ?? 1_000

  @Test func `of the mock panel has the expected ranks, SUCRA and PCER that JAGS draws`() throws {
    let found = try BayesianRanking(
      try VarianceComponentsTests.panel(), priors: .init(scaleWidth: 5), seed: "mock panel",
      effort: .init(chains: 4, warmUp: 200, draws: draws))
    let all = try SeverityGolden(folder: "snsf_er_mock").json("expected.json", as: [String: Any].self)
    let jags = try #require(all["jags_4x1e5"] as? [String: Any])
    func numbers(_ name: String) throws -> [Double] { try #require(jags[name] as? [Double]) }
    let standings = found.subjects.compactMap(\.self)
    #expect(standings.count == 15)
    #expect(found.hasConverged, "\(found.reduction), \(found.bulkSize), \(found.tailSize)")
    // JAGS's errors come from four chains and have three degrees of freedom each; pooled over the proposals they have
    // 45. Ours come from a hundred batches.
    let theirs = try numbers("ER_mc_se").reduce(0) { $0 + $1 * $1 } / 15
    let ranks = try numbers("ER")
    let (surfaces, percentiles) = (try numbers("SUCRA"), try numbers("PCER"))
    for (index, standing) in standings.enumerated() {
      let error = (theirs + standing.rankError * standing.rankError).squareRoot()
      #expect(standing.rankError < 4 / Double(draws).squareRoot())
      #expect((standing.expectedRank - ranks[index]).magnitude < 4 * error)
      #expect((standing.surface - surfaces[index]).magnitude < 4 * error / 14)
      #expect((standing.percentile - percentiles[index]).magnitude < 4 * error * 100 / 15)
    }
    // A posterior mean errs by its deviation over the root of the effective size: at least an eighth of the draws here,
    // and thousands there. The same with a deviation of one half at most for a chance, 0.7 of its own for a deviation.
    let size = Double(draws) / 2
    for (index, deviation) in try numbers("theta_sd").enumerated() {
      let error = deviation / size.squareRoot()
      #expect((standings[index].effect - (try numbers("theta_mean"))[index]).magnitude < 4 * error)
      #expect((standings[index].deviation - deviation).magnitude < 4 * 0.7 * error)
    }
    for (index, expected) in try numbers("P_top5").enumerated() {
      let chance = try #require(found.chance(of: index, amongBest: 5))
      #expect((chance - expected).magnitude < 4 * 0.5 / size.squareRoot())
    }
    for (index, expected) in try numbers("nu_mean").enumerated() {
      let rater = try #require(found.raters[index])
      #expect((rater.mean - expected).magnitude < 4 * rater.deviation / size.squareRoot() + 0.02)
    }
    // σ and τ_λ are told apart by nobody: on a quarter circle of radius √(σ² + τ_λ²) each has a mean of 2/π of it.
    let told = (try #require(jags["sigma"] as? Double)) + (try #require(jags["tau_assessor"] as? Double))
    #expect((found.errorDeviation - told * Double.pi / 4).magnitude < 0.02)
    // τ has a posterior deviation of about 0.17.
    #expect((found.subjectDeviation - 0.6756).magnitude < 4 * 0.17 / size.squareRoot())
    // Places at both ends of nine tenths of the draws: the reference's quantiles, one place more or less.
    for (index, (low, high)) in zip(try numbers("rank_q05"), try numbers("rank_q95")).enumerated() {
      let interval = try #require(found.placeInterval(of: index, probability: 0.9))
      #expect((Double(interval.lowerBound) - low).magnitude <= 1 && (Double(interval.upperBound) - high).magnitude <= 1)
    }
  }

  @Test func `places add up in every draw, so expected ranks and chances do`() throws {
    let found = try BayesianRanking(
      try VarianceComponentsTests.panel(), priors: .init(scaleWidth: 5), seed: "sums",
      effort: .init(chains: 2, warmUp: 50, draws: 400))
    let ranks = found.subjects.compactMap { $0?.expectedRank }
    #expect((ranks.reduce(0, +) - 120).magnitude < 1e-9)
    let chances = (0..<15).compactMap { found.chance(of: $0, amongBest: 4) }
    #expect((chances.reduce(0, +) - 4).magnitude < 1e-9)
    #expect((0..<15).allSatisfy { found.chance(of: $0, amongBest: 15) == 1 && found.chance(of: $0, amongBest: 0) == 0 })
  }

  @Test func `of one seed is the same to the last bit, of another is not`() throws {
    func drawn(_ seed: String) throws -> [Double] {
      let found = try BayesianRanking(
        try VarianceComponentsTests.panel(), priors: .init(scaleWidth: 5), seed: seed,
        effort: .init(chains: 2, warmUp: 10, draws: 100))
      return found.subjects.compactMap { $0?.effect } + [found.reduction, found.bulkSize]
    }
    #expect(try drawn("a") == drawn("a"))
    #expect(try drawn("a") != drawn("b"))
  }

  @Test func `leaves the level of a section out of the places`() throws {
    // Two sections of equal subjects, one marked ten points higher throughout by the same raters.
    var stream = RandomStream(seed: 8)
    var marks: [Ratings.Rating] = []
    for subject in 0..<24 {
      let quality = Double(subject % 12) + (subject < 12 ? 10 : 0)
      for rater in 0..<5 {
        marks.append(.init(subject: subject, rater: rater, value: 50 + quality + stream.standardNormal()))
      }
    }
    let ratings = Ratings(subjectCount: 24, raterCount: 5, marks)
    let effort = BayesianRanking.Effort(chains: 2, warmUp: 300, draws: 1_500)
    let priors = BayesianRanking.Priors(scaleWidth: 100)
    let apart = try BayesianRanking(
      ratings, priors: priors, sections: (0..<24).map { $0 / 12 }, seed: "s", effort: effort)
    let together = try BayesianRanking(ratings, priors: priors, seed: "s", effort: effort)
    func firstOfBest(_ found: BayesianRanking) -> Int {
      let order = (0..<24).sorted {
        (found.subjects[$0]?.expectedRank ?? 99) < (found.subjects[$1]?.expectedRank ?? 99)
      }
      return order.prefix(12).count { $0 < 12 }
    }
    // The best of each section share the best places where the section's level is taken out, hardly otherwise.
    #expect((5...7).contains(firstOfBest(apart)) && firstOfBest(together) >= 10)
    #expect(apart.sectionDeviation != nil && together.sectionDeviation == nil)
  }

  @Test func `refuses what cannot be ranked, and leaves out who has no marks`() throws {
    let one = Ratings(subjectCount: 3, raterCount: 1, [.init(subject: 1, rater: 0, value: 5)])
    #expect(throws: BayesianRanking.Refusal.nothingToRank(subjects: 1)) {
      try BayesianRanking(one, priors: .init(scaleWidth: 10), seed: "")
    }
    let two = Ratings(
      subjectCount: 3, raterCount: 2,
      [.init(subject: 0, rater: 0, value: 5), .init(subject: 2, rater: 0, value: 7)])
    let found = try BayesianRanking(
      two, priors: .init(scaleWidth: 10), seed: "", effort: .init(chains: 2, warmUp: 0, draws: 100))
    #expect(found.subjects[1] == nil && found.raters[1] == nil && found.chance(of: 1, amongBest: 1) == nil)
    #expect(found.subjects[0] != nil && found.raters[0] != nil)
  }
}

@Suite struct `Diagnostics of chains` {
  @Test func `find nothing to complain of in independent draws`() {
    var stream = RandomStream(seed: 1)
    let chains = (0..<4).map { _ in (0..<1000).map { _ in stream.standardNormal() } }
    let found = ChainDiagnostics(chains)
    // R̂ − 1 of independent draws is about 1/length; effective sizes scatter by some hundreds of 4,000.
    #expect(found.reduction < 1.005)
    #expect((3000...5200).contains(found.bulkSize) && (3000...5200).contains(found.tailSize))
  }

  @Test func `count the draws of an autoregression as its theory does`() {
    // Draws with correlation ρ from one to the next are worth (1 − ρ)/(1 + ρ) of as many independent ones.
    var stream = RandomStream(seed: 2)
    let correlation = 0.8
    let chains = (0..<4).map { _ -> [Double] in
      var value = stream.standardNormal()
      return (0..<5000).map { _ in
        value = correlation * value + (1 - correlation * correlation).squareRoot() * stream.standardNormal()
        return value
      }
    }
    let found = ChainDiagnostics(chains)
    let theory = 20_000 * (1 - correlation) / (1 + correlation)
    // The estimate scatters by some five per cent at this length.
    #expect((found.bulkSize / theory - 1).magnitude < 0.2)
  }

  @Test func `see chains that stand apart, and chains that spread differently`() {
    var stream = RandomStream(seed: 3)
    let apart = (0..<4).map { chain in (0..<500).map { _ in Double(chain) + stream.standardNormal() } }
    #expect(ChainDiagnostics(apart).reduction > 1.2 && ChainDiagnostics(apart).bulkSize < 30)
    let wide = (0..<4).map { chain in (0..<500).map { _ in Double(chain + 1) * stream.standardNormal() } }
    #expect(ChainDiagnostics(wide).reduction > 1.05)
  }

  @Test func `have nothing to say of draws that never move`() {
    #expect(ChainDiagnostics([[1, 1, 1, 1], [1, 1, 1, 1]]).reduction.isNaN)
  }

  @Test func `give equals the score of their mean rank`() {
    let scores = ChainDiagnostics.normalScores([[3, 1], [1, 2]])
    #expect(scores[0][1] == scores[1][0] && scores[0][0] > scores[1][1])
    #expect((scores[1][1] - NormalDistribution.quantile((3 - 0.375) / 4.25)).magnitude < 1e-15)
  }
}

@Suite struct `Slice sampling` {
  @Test func `leaves a law as it is`() {
    // The density 2x on (0, 1): mean 2/3, variance 1/18.
    var stream = RandomStream(seed: 4)
    var (value, sum, squares) = (0.5, 0.0, 0.0)
    let draws = 20_000
    for _ in 0..<draws {
      value = stream.slice(from: value, above: 0, below: 1) { naturalLogarithm($0) }
      sum += value
      squares += value * value
    }
    let mean = sum / Double(draws)
    // Neighbouring draws correlate; three times the error of independent ones is allowed for, four times over.
    #expect((mean - 2.0 / 3).magnitude < 4 * 3 * (1.0 / 18 / Double(draws)).squareRoot())
    #expect((squares / Double(draws) - 0.5).magnitude < 0.02)
  }
}
