import Testing

@testable import ExpertReview

@Suite struct `A zone at the line` {
  /// Scores 95 91 90 89 89 80, in order of their ids, and a line of three.
  private func group(leaving: Set<String> = []) throws -> RankedGroup {
    try Sample.group(
      "g",
      zip(["a", "b", "c", "d", "e", "f"], [95, 91, 90, 89, 89, 80]).map {
        Sampled(id: $0, a: $1, fellAway: leaving.contains($0))
      })
  }

  private func selection(
    _ width: Selection.Zone.Width, _ by: Selection.Zone.Decision, line: Int = 3, nextMayRise: Bool = false
  ) -> Selection {
    var selection = Sample.selection(caps: [(.scheme, line)], ties: [.lot], reserve: 1, nextMayRise: nextMayRise)
    selection.zone = Selection.Zone(width: width, by: by, source: Sample.source)
    return selection
  }

  private func ranked(
    _ selection: Selection, leaving: Set<String> = [], lot: [String] = [], chosen: [String] = []
  ) throws -> Ranking {
    let lots = Dictionary(uniqueKeysWithValues: lot.enumerated().map { (CandidateID($1), $0 + 1) })
    return rank(
      stage: "s", groups: [try group(leaving: leaving)], selection: selection, together: true,
      settlements: Settlements(lots: lots, chosen: Set(chosen.map { CandidateID($0) })))
  }

  @Test func `is open until people decide, and scores and places stay as they are`() throws {
    let zone = selection(.points(ExactDecimal(1)), .discuss)
    let open = try ranked(zone)
    #expect(open.listed == ["a"])
    let tie = try #require(open.undecided.first)
    #expect(tie.candidates.map(\.rawValue) == ["b", "c", "d", "e"] && tie.freePlaces == 2 && tie.zone == .discuss)
    #expect(!open.canBeDrawn(tie))
    #expect(open.rows.map(\.place) == [1, 2, 3, 4, 4, 6] && open.rows.allSatisfy { $0.reserve == nil })
    let settled = try ranked(zone, chosen: ["b", "e"])
    #expect(settled.undecided.isEmpty && settled.listed == ["a", "b", "e"])
    #expect(settled.rows.map(\.place) == [1, 2, 3, 4, 4, 6] && settled.row("e")?.wasChosen == true)
    #expect(settled.row("c")?.keptOutBy == [.scheme] && settled.row("f")?.zone == nil)
    // Were a place to fall empty, people would decide again.
    #expect(settled.rows.allSatisfy { $0.reserve == nil })
    // Too many, or too few, settle nothing.
    #expect(try ranked(zone, chosen: ["b", "c", "e"]).undecided == open.undecided)
    #expect(try ranked(zone, chosen: ["e"]).undecided.map(\.freePlaces) == [1])
  }

  @Test func `is settled by a lot among all of it, and by no lot where people decide`() throws {
    let zone = selection(.points(ExactDecimal(1)), .lot)
    let open = try ranked(zone)
    let tie = try #require(open.undecided.first)
    #expect(open.canBeDrawn(tie) && open.drawnAmong(tie).map(\.rawValue) == ["b", "c", "d", "e"])
    let drawn = try ranked(zone, lot: ["e", "c", "b", "d"])
    #expect(drawn.listed == ["a", "c", "e"])
    // Who rises when a place falls empty is the next in the lot, and the reserve says so.
    #expect(drawn.row("b")?.reserve == 1 && drawn.row("d")?.reserve == nil)
    #expect(try ranked(zone, lot: ["e", "c", "b"]).undecided == open.undecided)
    #expect(try ranked(zone, chosen: ["b", "c"]).undecided == open.undecided)
    let discussed = selection(.points(ExactDecimal(1)), .discuss)
    #expect(try !ranked(discussed, lot: ["e", "c", "b", "d"]).undecided.isEmpty)
  }

  @Test func `is measured exactly, in points on both sides or in places with equals`() throws {
    func zone(_ width: Selection.Zone.Width, line: Int = 3) throws -> [String] {
      try ranked(selection(width, .lot, line: line)).rows.filter { $0.zone != nil }.map(\.candidate.rawValue)
    }
    // 90 is the score at the line; 89 lies just one point below.
    #expect(try zone(.points(ExactDecimal(1))) == ["b", "c", "d", "e"])
    #expect(try zone(.points(#require(ExactDecimal("0.999999999")))) == [])
    #expect(try zone(.points(ExactDecimal(0))) == [])
    #expect(try zone(.points(ExactDecimal(0)), line: 4) == ["d", "e"])
    #expect(try zone(.places(1)) == ["c", "d", "e"])
    #expect(try zone(.places(2)) == ["b", "c", "d", "e"])
    #expect(try zone(.places(9)) == ["a", "b", "c", "d", "e", "f"])
    // Nobody is below the line, or nobody above: nothing to decide.
    #expect(try zone(.places(2), line: 6) == [])
    #expect(try zone(.points(ExactDecimal(2)), line: 6) == [])
  }

  @Test(arguments: [true, false])
  func `is not moved by who leaves, and the lot goes on in its order`(nextMayRise: Bool) throws {
    let zone = selection(.points(ExactDecimal(1)), .lot, nextMayRise: nextMayRise)
    let lot = ["e", "c", "b", "d"]
    for gone in ["a", "c", "f"] {
      let ranking = try ranked(zone, leaving: [gone], lot: lot)
      let expected =
        switch (gone, nextMayRise) {
        case ("a", true): ["b", "c", "e"]
        case ("a", false): ["c", "e"]
        case ("c", true): ["a", "b", "e"]
        case ("c", false): ["a", "e"]
        default: ["a", "c", "e"]
        }
      #expect(ranking.undecided.isEmpty && ranking.listed.sorted() == expected, "\(gone) left")
    }
  }

  /// Whatever the scores, the width and the line: nobody outside the zone changes sides, the line is kept, and a lot
  /// leaves nothing open.
  @Test func `decides nothing outside itself`() throws {
    for trial in 0..<400 {
      let scores = (0..<8).map { 60 + (trial * 31 + $0 * $0 * 17 + $0 * trial * 7) % 13 }
      let group = try Sample.group("g", scores.enumerated().map { Sampled(id: "c\($0)", a: $1) })
      let line = 1 + trial % 7
      let width: Selection.Zone.Width = trial % 2 == 0 ? .points(ExactDecimal(trial % 5)) : .places(1 + trial % 4)
      let selection = selection(width, .lot, line: line)
      let plain = rank(stage: "s", groups: [group], selection: selection.withoutZone, together: true)
      let order = (0..<8).map { CandidateID("c\(($0 * 5 + trial) % 8)") }
      let lots = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0 + 1) })
      let drawn = rank(
        stage: "s", groups: [group], selection: selection, together: true, settlements: Settlements(lots: lots))
      #expect(drawn.undecided.isEmpty && drawn.listed.count == line)
      #expect(Set(drawn.rows.map(\.candidate)) == Set(plain.rows.map(\.candidate)))
      for row in drawn.rows where row.zone == nil {
        let before = plain.rows.first { $0.candidate == row.candidate }
        #expect(before?.listed == row.listed || !plain.undecided.isEmpty)
      }
    }
  }
}
