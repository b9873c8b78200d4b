import Testing

@testable import Statistics

@Suite struct `Raters drawn anew` {
  private func drawn(_ panel: [Int32], _ draws: SharedRaterDraws) -> [Int32] {
    var positions: [Int32] = []
    draws.draw(from: panel[...], into: &positions)
    return positions.map { panel[Int($0)] }
  }

  private func draws(_ replicate: Int, raters: Int = 12, seats: Int = 6) -> SharedRaterDraws {
    SharedRaterDraws(raterCount: raters, seats: seats, stream: RandomStream(seed: 9, stream: UInt64(replicate)))
  }

  @Test func `the variance of a mean is that of an unbiased estimate, whatever the size of the panel`() {
    for marks in [[60.0, 90], [70, 80, 75], [82, 91, 77, 85, 60]] {
      let panel = marks.indices.map { Int32($0) }
      let count = 6_000
      let means = (0..<count).map { replicate in
        drawn(panel, draws(replicate, raters: 5, seats: 5)).reduce(0.0) { $0 + marks[Int($1)] } / Double(panel.count)
      }
      let mean = means.reduce(0, +) / Double(count)
      let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
      let own = marks.reduce(0, +) / Double(marks.count)
      let squares = marks.reduce(0) { $0 + ($1 - own) * ($1 - own) }
      let expected = squares / Double(marks.count - 1) / Double(marks.count)
      // A variance of 6,000 near-normal draws has a relative standard error of 1.8 %; four of them. Plain drawing with
      // replacement would be off by a half, a third, a fifth.
      #expect(abs(variance / expected - 1) < 0.073)
      #expect(abs(mean - own) < 4 * (expected / Double(count)).squareRoot())
    }
  }

  @Test func `somebody is left out of every panel of two and more, and nobody of one`() {
    for replicate in 0..<200 {
      let panel: [Int32] = [1, 4, 6, 8]
      #expect(Set(drawn(panel, draws(replicate))).count < 4)
      #expect(drawn([3], draws(replicate)) == [3])
      #expect(drawn([], draws(replicate)).isEmpty)
    }
  }

  @Test func `panels of the same raters are drawn as one, in any order of theirs`() {
    for replicate in 0..<100 {
      let draws = draws(replicate)
      #expect(drawn([2, 5, 7, 11], draws) == drawn([11, 7, 2, 5], draws))
    }
  }

  @Test func `a common rater is drawn together more often than apart`() {
    // Of panels with three of five members in common seats go to the same rater near 3/7 of the time; of two that drew
    // apart it would be 3/25.
    var same = 0
    for replicate in 0..<4_000 {
      let draws = draws(replicate)
      let (first, other) = (drawn([0, 1, 2, 3, 4], draws), drawn([2, 3, 4, 5, 6], draws))
      same += zip(first, other).count { $0 == $1 }
    }
    let share = Double(same) / 20_000
    // Leaving one out in each moves the share from 3/7 by a few hundredths.
    #expect(share > 0.34 && share < 0.47)
  }
}
