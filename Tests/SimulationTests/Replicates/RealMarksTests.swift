import Foundation
import Testing

@testable import Simulation

/// The ratings of a conference's four years, counted by set of ratings; source and licence stand beside the file.
func conference(_ year: String) throws -> RealMarks {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../StatisticsTests/Golden/iclr/ratings.csv")
  let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
  var groups: [RealMarks.Group] = []
  for line in lines {
    let cells = line.split(separator: ",")
    guard cells[0] == year else { continue }
    let marks = try cells[1].split(separator: " ").map { try #require(Double($0)) }
    groups.append(
      RealMarks.Group(
        marks: marks, candidates: try #require(Int(cells[2])), accepted: try #require(Int(cells[3]))))
  }
  return RealMarks(groups)
}

@Suite struct `Real marks drawn again` {
  @Test func `keep means, deviations by quality, and the chance of being in`() throws {
    let marks = RealMarks([
      .init(marks: [1, 3], candidates: 2, accepted: 0), .init(marks: [4, 4, 5, 5], candidates: 1, accepted: 1),
      .init(marks: [5], candidates: 1, accepted: 1), .init(marks: [], candidates: 3, accepted: 1),
      .init(marks: [1], candidates: 1, accepted: 0),
    ])
    #expect(marks.means == [2, 2, 4.5, 5, 1])
    let bins = marks.residuals(from: 2)
    #expect(bins.map(\.qualityAtMost) == [2, 5])
    #expect(bins[0].deviations == [-1, 1, -1, 1, 0])
    #expect(bins[1].deviations == [-0.5, -0.5, 0.5, 0.5, 0])
    #expect(RealMarks([.init(marks: [1], candidates: 5, accepted: 0)]).acceptance == nil)
  }

  /// Newton's method in Python with numpy on the papers' means, one a paper, gives these intercepts and slopes of the
  /// logistic regression whose slope alone is penalised by its half square (C = 1).
  @Test(arguments: [
    ("2017", -22.09, 3.607), ("2018", -20.448, 3.448), ("2019", -21.447, 3.586), ("2020", -12.906, 2.366),
  ])
  func `fit the chance of being in as a regression paper by paper does`(year: String, intercept: Double, slope: Double)
    throws
  {
    guard case .logistic(let found, let steepness)? = try conference(year).acceptance else {
      Issue.record("no fit")
      return
    }
    // Three places are printed.
    #expect((found - intercept).magnitude < 0.0006 && (steepness - slope).magnitude < 0.0006)
  }

  /// Medians of the share of accepted papers that a second panel would accept too, by D. Tran et al. (2020), table 3
  /// and figure 5, each of 2,000 rounds.
  @Test func `a conference decides again as its reviewers' own marks say`() throws {
    func reproducibility(_ year: String, _ reviews: [Int], replicates: Int) throws -> MeasureSums {
      let marks = try conference(year)
      let papers = marks.means
      let model = StudySample.model(
        candidates: papers.count, places: 1,
        scale: .init(minimum: .zero, maximum: .init(20), step: .init(units: 1, places: 3)), centre: 0, unit: 1,
        quality: .resampled(papers), noise: .init(mark: 1, residuals: marks.residuals(from: 2)))
      let selection = try #require(marks.acceptance)
      return try StudySample.run(
        StudySample.study(
          model,
          reviews.map {
            StudySample.design("\($0)", experts: $0, layout: .blocks(candidates: 1), selection: selection)
          },
          [.repeatable], replicates: replicates, quantiles: [.repeatable]))
    }
    // The published medians' own errors: their intervals' widths say 0.03 and 0.017 a round, so 1.25 times that over
    // √2,000; rounds are nearly normal, so that means and medians agree to a thousandth.
    let sums = try reproducibility("2017", [3], replicates: 60)
    let found = try #require(sums.estimate(design: 0, measure: 0))
    let error = try #require(found.standardError)
    #expect((found.mean - 0.7557).magnitude < 4 * (error * error + 0.0009 * 0.0009).squareRoot() + 0.001)
    let median = try #require(sums.histogram(design: 0, measure: 0)?.quantile(0.5))
    #expect((median.value - found.mean).magnitude < 4 * 1.25 * error)
    let later = try reproducibility("2020", [1, 3, 8], replicates: 12)
    for (design, published) in [0.6181, 0.6578, 0.7072].enumerated() {
      let found = try #require(later.estimate(design: design, measure: 0))
      let error = try #require(found.standardError)
      #expect((found.mean - published).magnitude < 4 * (error * error + 0.0005 * 0.0005).squareRoot() + 0.001)
    }
  }
}
