import Testing

@testable import Statistics

@Suite struct `Orders of raters` {
  private func ratings(_ rows: [[Double?]]) -> Ratings {
    var marks: [Ratings.Rating] = []
    for (subject, row) in rows.enumerated() {
      for (rater, value) in row.enumerated() {
        if let value { marks.append(.init(subject: subject, rater: rater, value: value)) }
      }
    }
    return Ratings(subjectCount: rows.count, raterCount: rows[0].count, marks)
  }

  @Test func `give points by what stands lower, and wins by who is put higher more often`() {
    // Condorcet's own difficulty: A before B, B before C and C before A, two to one each.
    let circle = PairwiseWins(ratings([[3, 1, 2], [2, 3, 1], [1, 2, 3]]))
    #expect(circle.borda == [0.5, 0.5, 0.5])
    #expect(circle.wins == [1, 1, 1] && circle.losses == [1, 1, 1] && circle.draws == [0, 0, 0])
    #expect(circle.winPlaces == [1, 1, 1])
  }

  @Test func `severity and how much of the scale is used do not count`() {
    let marks: [[Double?]] = [[90, 62, nil], [80, 61, 10], [nil, 60, 20], [70, nil, 10]]
    let wins = PairwiseWins(ratings(marks))
    let shifted = PairwiseWins(ratings(marks.map { [$0[0].map { $0 / 2 - 30 }, $0[1], $0[2].map { $0 * 3 }] }))
    #expect(wins == shifted)
    // The second: half of the first rater's, half of the second's, a quarter of the third's (level with the fourth).
    #expect(wins.borda == [1, 1.25 / 3, 0.5, 0.125])
    // Second against third: one rater each way; against the fourth: higher once, level once.
    #expect(wins.wins == [3, 1, 1, 0] && wins.draws == [0, 1, 1, 0] && wins.losses == [0, 1, 1, 3])
    #expect(wins.compared(0) == 3)
    #expect(wins.bordaPlaces == [1, 3, 2, 4])
    #expect(wins.winPlaces == [1, 2, 2, 4])
  }

  @Test func `who was marked with nobody else has no place`() {
    let wins = PairwiseWins(ratings([[5, nil], [4, nil], [nil, 9]]))
    #expect(wins.borda == [1, 0, nil])
    #expect(wins.bordaPlaces == [1, 2, nil] && wins.winPlaces == [1, 2, nil])
  }
}
