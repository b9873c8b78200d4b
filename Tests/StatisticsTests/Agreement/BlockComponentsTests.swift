import Testing

@testable import Statistics

@Suite struct `Blocks that share nobody` {
  /// Blocks of their own raters and subjects, every subject marked by every rater of its block.
  private func drawn(
    blocks: Int, subjects: Int, raters: Int, apart: Double, spread: Double, severity: Double, noise: Double,
    _ stream: inout RandomStream
  ) -> Ratings {
    var marks: [Ratings.Rating] = []
    for block in 0..<blocks {
      let level = apart * stream.standardNormal()
      let severities = (0..<raters).map { _ in severity * stream.standardNormal() }
      for subject in 0..<subjects {
        let quality = level + spread * stream.standardNormal()
        for rater in 0..<raters {
          marks.append(
            .init(
              subject: block * subjects + subject, rater: block * raters + rater,
              value: quality + severities[rater] + noise * stream.standardNormal()))
        }
      }
    }
    return Ratings(subjectCount: blocks * subjects, raterCount: blocks * raters, marks)
  }

  @Test func `part the variance as expected mean squares do where blocks are alike`() throws {
    var stream = RandomStream(seed: 5)
    let (b, s, r) = (6, 8, 4)
    let ratings = drawn(
      blocks: b, subjects: s, raters: r, apart: 2, spread: 3, severity: 2, noise: 1.5, &stream)
    let found = try #require(BlockComponents(ratings))
    // Brennan's (s × r) : b by its analysis of variance, mean squares pooled over blocks.
    func value(_ block: Int, _ subject: Int, _ rater: Int) -> Double {
      ratings.values[(block * s + subject) * r + rater]
    }
    var (subjectSquares, raterSquares, rest) = (0.0, 0.0, 0.0)
    var means: [Double] = []
    for block in 0..<b {
      let rows = (0..<s).map { subject in (0..<r).reduce(0) { $0 + value(block, subject, $1) } / Double(r) }
      let columns = (0..<r).map { rater in (0..<s).reduce(0) { $0 + value(block, $1, rater) } / Double(s) }
      let all = rows.reduce(0, +) / Double(s)
      means.append(all)
      subjectSquares += rows.reduce(0) { $0 + ($1 - all) * ($1 - all) } * Double(r)
      raterSquares += columns.reduce(0) { $0 + ($1 - all) * ($1 - all) } * Double(s)
      for subject in 0..<s {
        for rater in 0..<r {
          let error = value(block, subject, rater) - rows[subject] - columns[rater] + all
          rest += error * error
        }
      }
    }
    let blocks = Double(b)
    let error = rest / (blocks * Double((s - 1) * (r - 1)))
    let ofSubjects = (subjectSquares / (blocks * Double(s - 1)) - error) / Double(r)
    let ofRaters = (raterSquares / (blocks * Double(r - 1)) - error) / Double(s)
    let ofBlocks =
      variance(of: means) - ofSubjects / Double(s) - ofRaters / Double(r) - error / Double(s * r)
    #expect(found.blockCount == b)
    // Sums of a few hundred marks: rounding stays far below 1e-9.
    #expect(
      relativeDifference(
        [found.within.subjects, found.within.raters, found.within.residual, found.blocks],
        [ofSubjects, ofRaters, error, ofBlocks]) < 1e-9)
    let two = 2 * (error + ofRaters) / Double(r)
    #expect((found.differenceError(raters: r, oneBlock: false) - two.squareRoot()).magnitude < 1e-9)
    #expect(found.differenceError(raters: r, oneBlock: true) < found.differenceError(raters: r, oneBlock: false))
  }

  @Test func `hit the truth on average, and cry wolf about as often as the chance says`() throws {
    var stream = RandomStream(seed: 11)
    let trials = 300
    var (sum, squares, alarms) = (0.0, 0.0, 0)
    for _ in 0..<trials {
      let apart = drawn(
        blocks: 8, subjects: 6, raters: 5, apart: 1.5, spread: 2, severity: 1, noise: 1, &stream)
      let found = try #require(BlockComponents(apart)).blocks
      sum += found
      squares += found * found
      let alike = drawn(blocks: 8, subjects: 6, raters: 5, apart: 0, spread: 2, severity: 1, noise: 1, &stream)
      if try #require(BlockComponents(alike)).probability < 0.05 { alarms += 1 }
    }
    let mean = sum / Double(trials)
    let error = ((squares / Double(trials) - mean * mean) / Double(trials)).squareRoot()
    // 1.5² within four standard errors of the mean.
    #expect((mean - 2.25).magnitude < 4 * error, "\(mean) ± \(error)")
    // One in twenty were the components known: 15 of 300, deviation 4; estimated ones make it up to twice as many.
    #expect((3...46).contains(alarms), "\(alarms) of \(trials)")
  }

  @Test func `are told of only where there are several, and marks enough within them`() {
    var stream = RandomStream(seed: 2)
    #expect(
      BlockComponents(
        drawn(blocks: 1, subjects: 6, raters: 4, apart: 0, spread: 2, severity: 1, noise: 1, &stream)) == nil)
    #expect(
      BlockComponents(
        drawn(blocks: 4, subjects: 1, raters: 1, apart: 1, spread: 2, severity: 1, noise: 1, &stream)) == nil)
    // An expert who marks in two blocks joins them: the severities can be compared.
    var marks: [Ratings.Rating] = []
    for subject in 0..<6 {
      for rater in [subject < 3 ? 0 : 1, subject < 3 ? 2 : 3] + (subject == 0 || subject == 5 ? [4] : []) {
        marks.append(.init(subject: subject, rater: rater, value: Double(subject * rater % 5)))
      }
    }
    #expect(BlockComponents(Ratings(subjectCount: 6, raterCount: 5, marks)) == nil)
  }
}
