import Foundation
import Testing

@testable import Statistics

@Suite struct `What correction is worth` {
  /// How many panels of each design are drawn: some, or as many as `PANEL_ORACLES` says.
  private static let panels = Int(ProcessInfo.processInfo.environment["PANEL_ORACLES"] ?? "").map { max(60, $0) } ?? 60

  private struct Design {
    let subjects: Int
    let raters: Int
    let panel: Int
    let quality: Double
    let severity: Double
    let noise: Double
    let simple: (mean: Double, error: Double)
    let calibrated: (mean: Double, error: Double)
    let theory: Double

    init(_ table: [String: Any]) throws {
      func number(_ key: String) throws -> Double { try #require(table[key] as? Double) }
      func pair(_ key: String) throws -> (Double, Double) {
        let list = try #require(table[key] as? [Double])
        return (list[0], list[1])
      }
      (subjects, raters, panel) = (
        try #require(table["objects"] as? Int), try #require(table["assessors"] as? Int),
        try #require(table["per_object"] as? Int)
      )
      (quality, severity, noise) = (try number("sd_value"), try number("sd_bias"), try number("sd_noise"))
      (simple, calibrated) = (try pair("rmse_simple_mean"), try pair("rmse_calibrated"))
      theory = try number("rmse_theory")
    }

    func draw(_ stream: inout RandomStream) -> DrawnLayout {
      DrawnLayout(
        subjects: subjects, raters: raters, panel: panel, qualitySpread: quality, severitySpread: severity,
        noise: noise,
        from: &stream)
    }
  }

  @Test(arguments: 0..<5) func `errors of simple and calibrated means are those of the reference's simulation`(
    index: Int
  ) throws {
    let designs = try SeverityGolden(folder: "sim_calibration_recovery").json("expected.json", as: [[String: Any]].self)
    let design = try Design(designs[index])
    var simple: [Double] = []
    var calibrated: [Double] = []
    for panel in 0..<Self.panels {
      var stream = RandomStream(seed: UInt64(index), stream: UInt64(panel))
      let drawn = design.draw(&stream)
      let fitted = AdditiveCalibration(drawn.ratings, standardErrors: false)
      guard fitted.componentCount == 1 else { continue }
      func error(_ values: [Double]) -> Double {
        let squares = zip(values, drawn.qualities).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return (squares / Double(values.count)).squareRoot()
      }
      simple.append(error(drawn.ratings.means))
      calibrated.append(error(fitted.values))
    }
    func compare(_ found: [Double], _ expected: (mean: Double, error: Double)) {
      let count = Double(found.count)
      let mean = found.reduce(0, +) / count
      let variance = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      // Four standard errors of the difference: theirs as printed, ours from the panels drawn.
      let error = (expected.error * expected.error + variance / count).squareRoot()
      #expect((mean - expected.mean).magnitude < 4 * error, "\(mean) beside \(expected.mean)")
    }
    compare(simple, design.simple)
    compare(calibrated, design.calibrated)
  }

  @Test(arguments: 0..<5) func `is told beforehand, from the design and the components alone`(index: Int) throws {
    let designs = try SeverityGolden(folder: "sim_calibration_recovery").json("expected.json", as: [[String: Any]].self)
    let design = try Design(designs[index])
    // Where severities do not differ the estimate of their variance is zero, or small and above it: one panel tells
    // little.
    let panels = 12
    var (corrected, change) = (0.0, 0.0)
    for panel in 0..<panels {
      var stream = RandomStream(seed: UInt64(index), stream: UInt64(1000 + panel))
      let drawn = design.draw(&stream)
      let worth = CorrectionWorth(
        drawn.ratings, fitted: AdditiveCalibration(drawn.ratings), components: VarianceComponents(drawn.ratings))
      corrected += worth.correctedError / Double(panels)
      change += worth.change / Double(panels)
      // Twenty raters of six marks each are too few for the tests to be sure every time.
      if design.calibrated.mean < 0.85 * design.simple.mean { #expect(!worth.cautions.contains(.severitiesNotShown)) }
    }
    // `rmse_theory` counts the error of the common level too, 1/√n of the whole; an estimated σ errs by some per cent.
    #expect((corrected / design.theory - 1).magnitude < 0.08)
    let expected = design.calibrated.mean / design.simple.mean - 1
    // The reference counts the common level, which correction does not touch; the rest is the estimates' scatter.
    #expect((change - expected).magnitude < 0.08, "\(change) beside \(expected)")
  }

  @Test func `expected errors are the average squared errors of the design, centred`() throws {
    // The formula against draws on one fixed design, with the true variances in the place of estimates.
    var stream = RandomStream(seed: 77)
    let design = DrawnLayout(
      subjects: 12, raters: 6, panel: 2, qualitySpread: 5, severitySpread: 0, noise: 0, from: &stream)
    let components = try #require(VarianceComponents(design.ratings.mapped { $2 + Double(($0 * 7 + $1 * 3) % 5) }))
    let marks = design.ratings.mapped { $2 + Double(($0 * 7 + $1 * 3) % 5) }
    let worth = CorrectionWorth(marks, fitted: AdditiveCalibration(marks), components: components)
    let (severity, noise) = (components.raterVariance.squareRoot(), components.errorVariance.squareRoot())
    var (simple, corrected) = (0.0, 0.0)
    let draws = 4_000
    for _ in 0..<draws {
      let severities = (0..<6).map { _ in severity * stream.standardNormal() }
      let errors = design.ratings.mapped { _, rater, _ in severities[rater] + noise * stream.standardNormal() }
      func spread(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / 12
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 12
      }
      simple += spread(errors.means) / Double(draws)
      corrected += spread(AdditiveCalibration(errors, standardErrors: false).values) / Double(draws)
    }
    // A mean square of twelve errors over 4,000 draws: a relative error of about √(2/11/4000) = 0.7 %, its root half
    // that.
    #expect((worth.simpleError / simple.squareRoot() - 1).magnitude < 0.015)
    #expect((worth.correctedError / corrected.squareRoot() - 1).magnitude < 0.015)
  }

  @Test func `warns where correction would make things worse`() throws {
    func cautions(_ ratings: Ratings) -> [CorrectionWorth.Caution] {
      CorrectionWorth(ratings, fitted: AdditiveCalibration(ratings), components: VarianceComponents(ratings)).cautions
    }
    var stream = RandomStream(seed: 21)
    let fair = DrawnLayout(
      subjects: 100, raters: 10, panel: 3, qualitySpread: 10, severitySpread: 6, noise: 3, from: &stream)
    #expect(cautions(fair.ratings) == [])
    let alike = DrawnLayout(
      subjects: 12, raters: 8, panel: 2, qualitySpread: 10, severitySpread: 0, noise: 3, from: &stream)
    let doubts = cautions(alike.ratings)
    #expect(doubts.contains(.severitiesNotShown) && doubts.contains(.enlargesError))
    var marks: [Ratings.Rating] = []
    for subject in 0..<4 {
      for seat in 0..<2 {
        let rater = subject / 2 * 2 + seat
        marks.append(.init(subject: subject, rater: rater, value: Double(subject * 3 + seat * subject)))
      }
    }
    let apart = Ratings(subjectCount: 4, raterCount: 4, marks)
    let found = cautions(apart)
    #expect(found.contains(.disconnected(components: 2)))
    #expect(found.contains(.fewMarks(raters: [0, 1, 2, 3])) && found.contains(.fewRaters(count: 4)))
    let bare = Ratings(
      subjectCount: 1, raterCount: 2, [.init(subject: 0, rater: 0, value: 3), .init(subject: 0, rater: 1, value: 5)])
    #expect(cautions(bare).contains(.nothingLeft))
  }

  @Test func `tests severities at their stated chance`() {
    // Raters all alike: F's probability lies under 0.1 in a tenth of 300 draws, standard deviation 1.7 %.
    var low = 0
    for seed in 0..<300 {
      var stream = RandomStream(seed: UInt64(seed), stream: 4)
      let drawn = DrawnLayout(
        subjects: 15, raters: 6, panel: 3, qualitySpread: 5, severitySpread: 0, noise: 2, from: &stream)
      let worth = CorrectionWorth(drawn.ratings, fitted: AdditiveCalibration(drawn.ratings), components: nil)
      if (worth.severityTest?.probability ?? 1) < 0.1 { low += 1 }
    }
    #expect((14...47).contains(low), "\(low) of 300")
  }
}

@Suite struct `Standard scores` {
  @Test func `are deviations from the rater's own mean`() {
    let ratings = Ratings(
      subjectCount: 3, raterCount: 3,
      [
        .init(subject: 0, rater: 0, value: 60), .init(subject: 1, rater: 0, value: 70),
        .init(subject: 2, rater: 0, value: 80), .init(subject: 0, rater: 1, value: 90),
        .init(subject: 1, rater: 1, value: 92), .init(subject: 2, rater: 2, value: 5),
      ])
    let found = StandardScores(ratings)
    let half = 1 / 2.0.squareRoot()
    #expect(found.means == [70, 91, 5] && found.deviations[0] == 10 && found.deviations[2].isNaN)
    #expect(relativeDifference(found.scores, [(-1 - half) / 2, half / 2, 1]) < 1e-15)
    #expect(found.fewMarks == [0, 1, 2])
  }

  @Test func `warn of raters who were given the strongest subjects`() {
    var stream = RandomStream(seed: 6)
    // 60 subjects in order of quality; rater 0 marks the best twenty, the others are drawn.
    var marks: [Ratings.Rating] = []
    for subject in 0..<60 {
      let panel = stream.sample(3, of: Array(1..<9)) + (subject < 20 ? [0] : [])
      for rater in panel {
        marks.append(.init(subject: subject, rater: rater, value: 80 - Double(subject) / 3 + stream.standardNormal()))
      }
    }
    let found = StandardScores(Ratings(subjectCount: 60, raterCount: 9, marks))
    #expect(found.unlikeSubjects == [0] && found.fewMarks == [])
  }

  @Test func `rarely warn where panels are drawn at random`() {
    var named = 0
    for seed in 0..<100 {
      var stream = RandomStream(seed: UInt64(seed), stream: 12)
      let drawn = DrawnLayout(
        subjects: 60, raters: 10, panel: 3, qualitySpread: 8, severitySpread: 4, noise: 3, from: &stream)
      if !StandardScores(drawn.ratings).unlikeSubjects.isEmpty { named += 1 }
    }
    // One in a hundred by design; six or more of a hundred would have a chance of under one in a thousand.
    #expect(named <= 5, "\(named) of 100")
  }
}

extension Ratings {
  /// By subject, its plain mean.
  fileprivate var means: [Double] {
    (0..<subjectCount).map { subject in
      let range = marks(of: subject)
      return range.reduce(0) { $0 + values[$1] } / Double(range.count)
    }
  }
}
