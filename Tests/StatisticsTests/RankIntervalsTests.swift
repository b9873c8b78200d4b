import Foundation
import Testing

@testable import Statistics

/// PISA 2018 as csranks has it: see the README beside the data.
private struct Countries: Decodable {
  struct Bounds: Decodable {
    let lower: [Int]
    let upper: [Int]
  }
  let rank: [Int]
  let marginal95: Bounds
  let simultaneous95: Bounds

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/csranks_pisa2018")

  static func expected() throws -> Countries {
    try JSONDecoder().decode(Countries.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
  }

  /// Mathematics: means and standard errors.
  static func mathematics() throws -> [(mean: Double, error: Double)] {
    try String(contentsOf: folder.appending(path: "pisa2018.csv"), encoding: .utf8).split(separator: "\n").dropFirst()
      .map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        return (try #require(Double(cells[5])), try #require(Double(cells[6])))
      }
  }
}

@Suite struct `Intervals of ranks` {
  @Test func `are those of the method's own program on 38 countries`() throws {
    let (countries, expected) = (try Countries.mathematics(), try Countries.expected())
    #expect(countries.count == 38)
    let intervals = RankIntervals(
      means: countries.map(\.mean), standardErrors: countries.map(\.error), confidence: 0.95, draws: 20_000,
      seed: 1)
    for (found, golden) in [
      (intervals.marginal, expected.marginal95), (intervals.simultaneous, expected.simultaneous95),
    ] {
      for index in countries.indices {
        // Both programs draw their critical values; a difference near them moves a bound by one.
        #expect(abs(found[index].lowerBound - golden.lower[index]) <= 1)
        #expect(abs(found[index].upperBound - golden.upper[index]) <= 1)
        #expect(found[index].contains(expected.rank[index]))
      }
    }
  }

  /// The definition, hypothesis by hypothesis, on the same draws.
  private func bySingleHypotheses(
    _ means: [Double], _ errors: [Double], confidence: Double, draws: Int, seed: UInt64, about subject: Int?
  ) -> [ClosedRange<Int>] {
    let drawn = means.indices.map { subject in
      var stream = RandomStream(seed: seed, stream: UInt64(subject))
      return (0..<draws).map { _ in errors[subject] * stream.standardNormal() }
    }
    func error(_ j: Int, _ k: Int) -> Double { (errors[j] * errors[j] + errors[k] * errors[k]).squareRoot() }
    // "k is not above j", of the pairs that the family holds.
    var left: Set<[Int]> = []
    for j in means.indices {
      for k in means.indices where j != k && (subject == nil || j == subject || k == subject) { left.insert([j, k]) }
    }
    var rejected: Set<[Int]> = []
    while true {
      let maxima = (0..<draws).map { draw in
        left.reduce(0.0) { max($0, (drawn[$1[1]][draw] - drawn[$1[0]][draw]) / error($1[0], $1[1])) }
      }
      let critical = maxima.sorted()[max(1, Int((confidence * Double(draws)).rounded(.up))) - 1]
      let now = left.filter { (means[$0[1]] - means[$0[0]]) / error($0[0], $0[1]) > critical }
      if now.isEmpty { break }
      rejected.formUnion(now)
      left.subtract(now)
    }
    return means.indices.map { j in
      let above = rejected.count { $0[0] == j }
      let below = rejected.count { $0[1] == j }
      return 1 + above...means.count - below
    }
  }

  @Test(arguments: 0..<6)
  func `are what testing every pair by itself gives`(number: Int) {
    var stream = RandomStream(seed: 7, stream: UInt64(number))
    let count = stream.integer(in: 2...6)
    let means = (0..<count).map { _ in stream.standardNormal() * 3 }
    // Few different errors, so that levels have several members.
    let errors = (0..<count).map { _ in [0.4, 0.7, 1.1][stream.integer(below: 3)] }
    let intervals = RankIntervals(means: means, standardErrors: errors, confidence: 0.9, draws: 60, seed: 3)
    #expect(
      intervals.simultaneous
        == bySingleHypotheses(means, errors, confidence: 0.9, draws: 60, seed: 3, about: nil))
    for subject in means.indices {
      let own = bySingleHypotheses(means, errors, confidence: 0.9, draws: 60, seed: 3, about: subject)
      #expect(intervals.marginal[subject] == own[subject])
      #expect(intervals.simultaneous[subject].contains(intervals.marginal[subject].lowerBound))
      #expect(intervals.simultaneous[subject].contains(intervals.marginal[subject].upperBound))
    }
  }

  @Test func `hold the true ranks as often as they say, equal subjects and all`() {
    // Twelve subjects, three of them equal, errors of two sizes; 120 tables.
    let truth = [0.0, 0, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6]
    let errors = truth.indices.map { $0 % 2 == 0 ? 0.6 : 0.9 }
    let rank = truth.map { value in 1 + truth.count { $0 > value } }
    let tables = 120
    var (marginal, all) = (0, 0)
    for table in 0..<tables {
      var stream = RandomStream(seed: 11, stream: UInt64(table))
      let means = zip(truth, errors).map { $0 + $1 * stream.standardNormal() }
      let found = RankIntervals(
        means: means, standardErrors: errors, confidence: 0.9, draws: 200, seed: UInt64(table))
      marginal += truth.indices.count { found.marginal[$0].contains(rank[$0]) }
      all += truth.indices.allSatisfy { found.simultaneous[$0].contains(rank[$0]) } ? 1 : 0
    }
    // Nominal 0.9; three standard errors of 120 tables are 0.082 (less for the marginal ones, which are 1,440).
    #expect(Double(marginal) / Double(tables * truth.count) > 0.9 - 0.082)
    #expect(Double(all) / Double(tables) > 0.9 - 0.082)
  }

  @Test func `do not depend on the order, nor on the scale`() {
    let means = [3.0, 1, 2, 5, 4], errors = [1.0, 0.5, 1, 0.5, 1]
    let intervals = RankIntervals(means: means, standardErrors: errors, confidence: 0.9, seed: 5)
    let scaled = RankIntervals(
      means: means.map { 4 * $0 + 8 }, standardErrors: errors.map { 4 * $0 }, confidence: 0.9, seed: 5)
    #expect(scaled == intervals, "a factor of four is exact in binary")
    #expect(RankIntervals(means: [2], standardErrors: [1], confidence: 0.9, seed: 5).marginal == [1...1])
  }

  @Test func `two thousand subjects of four panel sizes take no square of work`() {
    var stream = RandomStream(seed: 1)
    let means = (0..<2_000).map { _ in stream.standardNormal() * 5 }
    let errors = means.indices.map { [1.0, 1.1, 1.2, 1.3][$0 % 4] }
    // All pairs would be 80 million comparisons for these 20 draws; the levels need some 2 million.
    let intervals = RankIntervals(means: means, standardErrors: errors, confidence: 0.9, draws: 20, seed: 2)
    #expect(intervals.marginal.allSatisfy { $0.lowerBound >= 1 && $0.upperBound <= 2_000 })
  }
}

@Suite struct `The spread of scores` {
  /// Two raters' marks a subject; a replicate is the mean of what is drawn.
  @Test func `is pooled over subjects and free of what shifts all alike`() throws {
    func scores(_ values: [Int]) -> ReplicateScores {
      ReplicateScores(values.map { ReplicateScores.Quotient(Int128($0), over: 1) })
    }
    // All three go up and down together by 5; besides, the first goes by ±1 against the second.
    let replicates = [[11, 19, 30], [9, 21, 30], [16, 24, 35], [14, 26, 35]].map(scores)
    let spread = try #require(
      ScoreSpread(
        official: scores([10, 20, 30]), replicates: replicates, subjects: [0, 1, 2], panelSizes: [4, 4, 1]))
    // Deviations without the common mean are ±1 for the first two: variance 4/3; times a panel of four, times 3/2 for
    // the share of a subject in the mean it lost: 8 for a single rater. The third has one rater and tells nothing.
    #expect(abs(spread.standardErrors[0] - (8.0 / 4).squareRoot()) < 1e-12)
    #expect(abs(spread.standardErrors[2] - 8.0.squareRoot()) < 1e-12)
    #expect(spread.standardErrorInMillionths(2) == 2_828_427)
  }

  @Test func `is not told where nothing spreads`() {
    let flat = ReplicateScores([.init(1, over: 2), .init(3, over: 4)])
    #expect(ScoreSpread(official: flat, replicates: [flat, flat], subjects: [0, 1], panelSizes: [3, 3]) == nil)
    let without = ReplicateScores([.init(1, over: 2), nil])
    #expect(ScoreSpread(official: without, replicates: [flat, flat], subjects: [0, 1], panelSizes: [3, 3]) == nil)
  }
}
