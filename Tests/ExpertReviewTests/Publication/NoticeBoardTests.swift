import Testing

@testable import ExpertReview

/// What must be shown when another list follows from the record than the one on notice.
@Suite struct `The list on notice` {
  private func withdraw(_ id: CandidateID, _ posted: inout PostedRound) throws {
    try posted.round.add(.decided(.withdraw(id)), reason: "单位撤回", on: PostedRound.posted)
  }

  @Test func `is the first, and then holds while nothing changes`() throws {
    var posted = try PostedRound(4)
    #expect(try posted.change(to: "C1 C2 C3") == .first(posted.lines("C1 C2 C3")))
    #expect(try posted.change(to: "") == .unchanged)
    try posted.post(.proposed, "C1 C2 C3")
    #expect(try posted.change(to: "C1 C2 C3") == .unchanged)
  }

  @Test func `holds for the others when one leaves and nobody rises, though their places shift`() throws {
    var posted = try PostedRound(4)
    try posted.post(.proposed, "C1 C2 C3")
    try withdraw("C1", &posted)
    #expect(try posted.lines("C2 C3").map(\.place) == [1, 2])
    #expect(try posted.change(to: "C2 C3") == .unchanged)
  }

  @Test func `asks for a supplementary one of whoever rises behind the others, once for each`() throws {
    var posted = try PostedRound(6)
    try posted.post(.proposed, "C1 C2 C3")
    try withdraw("C2", &posted)
    #expect(try posted.change(to: "C1 C3 C4") == .supplementary(Array(posted.lines("C1 C3 C4").suffix(1))))
    let second = CivilDay("2025-12-30") ?? PostedRound.posted
    try posted.post(.supplementary, "C4", on: second, until: PostedRound.publishFrom)
    #expect(try posted.change(to: "C1 C3 C4") == .unchanged)
    // A second place falls empty on a later day, and then one of the supplementary list.
    try withdraw("C1", &posted)
    #expect(try posted.change(to: "C3 C4 C5") == .supplementary(Array(posted.lines("C3 C4 C5").suffix(1))))
    try posted.post(.supplementary, "C5", on: PostedRound.lastDay, until: PostedRound.lastDay.adding(days: 7))
    try withdraw("C4", &posted)
    #expect(try posted.change(to: "C3 C5 C6") == .supplementary(Array(posted.lines("C3 C5 C6").suffix(1))))
    #expect(posted.round.board.showings["C3"]?.lastDay == PostedRound.lastDay)
    #expect(posted.round.board.showings["C4"]?.lastDay == PostedRound.publishFrom)
    #expect(posted.round.board.showings["C5"]?.lastDay == PostedRound.lastDay.adding(days: 7))
  }

  @Test func `is to be corrected where one falls below the line without having left`() throws {
    var posted = try PostedRound(4)
    try posted.post(.proposed, "C1 C2 C3")
    #expect(
      try posted.change(to: "C1 C2 C4") == .corrected(posted.lines("C1 C2 C4"), anew: ["C4"], dropped: ["C3"]))
    #expect(try posted.change(to: "C1 C2") == .corrected(posted.lines("C1 C2"), anew: [], dropped: ["C3"]))
  }

  @Test func `is to be corrected where one rises between others, whose clocks run on`() throws {
    var posted = try PostedRound(4)
    try posted.post(.proposed, "C1 C2 C3")
    try withdraw("C3", &posted)
    #expect(try posted.change(to: "C1 C4 C2") == .corrected(posted.lines("C1 C4 C2"), anew: ["C4"], dropped: []))
  }

  @Test func `starts the clocks of changed lines anew and of no others`() throws {
    var posted = try PostedRound(4)
    try posted.post(.proposed, "C1 C2 C3")
    guard case .corrected(let lines, let anew, _) = try posted.change(to: "C2 C1 C3") else {
      Issue.record("the order is another")
      return
    }
    #expect(lines.ids == "C2 C1 C3" && anew == ["C2", "C1"])
    let day = CivilDay("2026-01-05") ?? PostedRound.posted
    try posted.post(.corrected, "C2 C1 C3", anew: anew, on: day, until: day.adding(days: 7))
    #expect(
      posted.round.board.showings.mapValues(\.lastDay) == [
        "C1": day.adding(days: 7), "C2": day.adding(days: 7), "C3": PostedRound.lastDay,
      ])
    // Objections that came in on the first notice are in time all the same.
    #expect(posted.round.board.showings["C1"]?.firstShown == PostedRound.posted)
    #expect(try posted.change(to: "C2 C1 C3") == .unchanged)
  }

  @Test func `does not compare groups that are ranked apart`() throws {
    var posted = try PostedRound(4, vertical: [3, 4])
    try posted.post(.proposed, "C1 C2 C3 C4")
    #expect(try posted.change(to: "C3 C1 C4 C2") == .unchanged)
    #expect(
      try posted.change(to: "C1 C2 C4 C3")
        == .corrected(
          posted.lines("C1 C2 C4 C3"), anew: ["C4", "C3"], dropped: []))
  }

  @Test func `leaves those who are final out of account`() throws {
    var posted = try PostedRound(4)
    try posted.post(.proposed, "C1 C2 C3")
    try posted.round.add(.decided(.object("C3", from: "丙", ground: "x")), on: PostedRound.posted)
    try posted.post(.final, "C1 C2", on: PostedRound.publishFrom)
    #expect(try posted.change(to: "C2 C1 C3") == .unchanged)
  }

  @Test func `has changed lines in every order of five just where two stand the other way round`() throws {
    var posted = try PostedRound(5)
    try posted.post(.proposed, "C1 C2 C3 C4 C5")
    for order in permutations(of: [1, 2, 3, 4, 5]) {
      var expected: Set<Int> = []
      for first in 0..<5 {
        for second in first..<5 where order[first] > order[second] {
          expected.formUnion([order[first], order[second]])
        }
      }
      let found: [CandidateID]
      switch try posted.change(to: order.map { "C\($0)" }.joined(separator: " ")) {
      case .corrected(_, let anew, _): found = anew
      default: found = []
      }
      #expect(found == order.filter(expected.contains).map { CandidateID("C\($0)") }, "\(order)")
    }
  }

  private func permutations(of elements: [Int]) -> [[Int]] {
    guard elements.count > 1 else { return [elements] }
    return elements.flatMap { first in
      permutations(of: elements.filter { $0 != first }).map { [first] + $0 }
    }
  }
}
