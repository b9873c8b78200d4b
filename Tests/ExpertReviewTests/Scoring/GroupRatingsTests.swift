import Statistics
import Testing

@testable import ExpertReview

struct `Marks as statistics read them` {
  /// Two items of weight 60 and 40 on a scale of 0…10 by halves; experts 4 and 9 of the register.
  func group(incomplete: Aggregation.Incomplete) throws -> GroupStandings {
    let plan = try Sample.plan(
      [Sample.item("A", weight: "60"), Sample.item("B", weight: "40")],
      Sample.aggregation(.total, incomplete: incomplete))
    var matrix = MarkMatrix(for: plan)
    try matrix.appendCandidate()
    try matrix.appendSheet(expert: 9, marks: [20, 10])
    try matrix.appendSheet(expert: 4, marks: [15, MarkMatrix.missing])
    try matrix.appendCandidate()
    try matrix.appendRecusal(expert: 4)
    try matrix.appendSheet(expert: 9, marks: [0, 1])
    return GroupStandings(
      group: "g", candidates: [], plan: plan, matrix: matrix, standings: plan.aggregate(matrix))
  }

  let register = (0..<10).map { ExpertID("E\($0)") }

  @Test func `an item's marks are there where they were given`() throws {
    let ratings = try #require(try group(incomplete: .leaveOut).ratings(of: "B", register: register))
    #expect(ratings.experts == ["E4", "E9"])
    #expect(ratings.ratings.starts == [0, 1, 2])
    #expect(ratings.ratings.raters == [1, 1])
    #expect(ratings.ratings.values == [5, 0.5])
  }

  @Test func `a total needs a whole sheet, unless the scheme scales it up`() throws {
    let left = try #require(try group(incomplete: .leaveOut).ratings(of: nil, register: register)).ratings
    #expect(left.raters == [1, 1])
    #expect(left.values == [8, 0.2])
    let scaled = try #require(try group(incomplete: .renormalise).ratings(of: nil, register: register)).ratings
    #expect(scaled.raters == [0, 1, 1])
    #expect(scaled.values == [7.5, 8, 0.2], "7.5 on the only item that was marked stands for the whole sheet")
  }

  @Test func `an item that nobody judges has no ratings`() throws {
    #expect(try group(incomplete: .leaveOut).ratings(of: "Z", register: register) == nil)
  }
}
