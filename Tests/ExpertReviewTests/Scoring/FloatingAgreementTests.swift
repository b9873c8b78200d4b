import Statistics
import Testing

@testable import ExpertReview

/// Estimates are worked out in floating point, official values exactly; where the two are of the same rule they must
/// not tell two stories.
@Suite struct `Floating estimates beside exact values` {
  /// A rule with the estimator that is its own in `Statistics`.
  struct Twin: Sendable, CustomTestStringConvertible {
    let rule: Aggregation.OutlierRule
    let estimate: @Sendable ([Double]) -> Double
    var testDescription: String { "\(rule)" }
  }

  private static let twins = [
    Twin(rule: .mean) { mean(of: $0[...]) },
    Twin(rule: .median) { median(of: $0) ?? .nan },
    Twin(rule: .dropExtremes(high: 1, low: 1)) { mean(of: $0.sorted().dropFirst().dropLast()) },
    Twin(rule: .winsorised(high: 1, low: 1)) { mean(of: (winsorised($0, lower: 1, upper: 1) ?? [])[...]) },
    Twin(rule: .trimmed(Fraction(1, 5))) { TrimmedMean($0, share: 0.2)?.value ?? .nan },
  ]

  /// Marks in hundredths of odd scales and panels of 3 to 9: scores lie as near as one part in some thousands of a
  /// step, or are equal.
  @Test(arguments: twins)
  func `agree in place wherever exact scores differ by more than 1e-9`(twin: Twin) throws {
    var stream = RandomStream(seed: 71)
    let counted = twin.rule.countedEnds.high + twin.rule.countedEnds.low
    let plan = try Sample.plan(
      [Sample.item("I", weight: "100")], scale: Sample.hundred,
      Sample.aggregation(
        .item, outliers: Aggregation.Outliers(twin.rule, on: .item, whenFewerThan: counted == 0 ? 0 : counted + 1)),
      mostSheets: 9)
    var (apart, equal) = (0, 0)
    for _ in 0..<60 {
      let panels = (0..<12).map { _ in
        (0..<stream.integer(in: 3...9)).map { _ in Int32(stream.integer(in: 70...76)) }
      }
      var matrix = MarkMatrix(for: plan)
      for panel in panels {
        try matrix.appendCandidate()
        for (expert, mark) in panel.enumerated() { try matrix.appendSheet(expert: Int32(expert), marks: [mark]) }
      }
      let standings = plan.aggregate(matrix)
      let exact = try panels.indices.map { try #require(standings.score(of: $0)?.exact) }
      let estimates = panels.map { twin.estimate($0.map(Double.init)) }
      for first in panels.indices {
        for second in panels.indices where first != second {
          let gap = exact[first] - exact[second]
          if gap > Fraction(1, 1_000_000_000) {
            apart += 1
            #expect(estimates[first] > estimates[second], "\(panels[first]) \(panels[second])")
          } else if gap == .zero {
            equal += 1
            // Sums of nine numbers below a hundred err by far less than 1e-12; only the exact ones are equal for sure.
            #expect((estimates[first] - estimates[second]).magnitude < 1e-12)
          }
        }
      }
    }
    // The panels hold both: the property is not empty.
    #expect(apart > 1000 && equal > 50, "\(apart) apart, \(equal) equal")
  }
}
