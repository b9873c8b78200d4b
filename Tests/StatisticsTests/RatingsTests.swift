import Statistics
import Testing

@Test func `marks given in any order stand subject by subject, rater by rater`() {
  let ratings = Ratings(
    subjectCount: 3, raterCount: 4,
    [
      .init(subject: 2, rater: 3, value: 7), .init(subject: 0, rater: 2, value: 5.5),
      .init(subject: 0, rater: 1, value: 0),
    ])
  #expect(ratings.starts == [0, 2, 2, 3])
  #expect(ratings.raters == [1, 2, 3])
  #expect(ratings.values == [0, 5.5, 7])
  #expect(ratings.subjectCount == 3 && ratings.raterCount == 4 && ratings.count == 3)
  #expect(ratings.marks(of: 1).isEmpty, "a subject without a mark has none, not zero")
  #expect(ratings.design.raters == [[1, 2], [], [3]])
}

@Test func `exact quotients become the nearest doubles`() {
  let ratings = Ratings(
    raterCount: 2,
    rows: [
      [.init(rater: 1, numerator: 1, denominator: 3), .init(rater: 0, numerator: -7, denominator: 10)]
    ])
  #expect(ratings.values == [-0.7, 1.0 / 3])
}
