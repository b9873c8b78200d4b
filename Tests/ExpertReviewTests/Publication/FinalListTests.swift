import Testing

@testable import ExpertReview

/// Who becomes final, when, and that nobody does twice.
@Suite struct `The final list` {
  private let late = CivilDay("2026-01-14") ?? TinyRound.day

  /// C1 to C3 on notice; C2 left and C4 rose, shown a week longer; an objection is open against C3.
  private func round() throws -> PostedRound {
    var posted = try PostedRound(5)
    try posted.post(.proposed, "C1 C2 C3")
    try posted.round.add(.decided(.object("C3", from: "丙", ground: "x")), on: PostedRound.posted)
    try posted.round.add(.decided(.withdraw("C2")), reason: "撤回", on: PostedRound.posted)
    try posted.post(.supplementary, "C4", until: late.adding(days: -1))
    return posted
  }

  @Test func `takes each line when its own notice is over and nothing holds it`() throws {
    let posted = try round()
    let early = try posted.finalList(of: "C1 C3 C4 C5", on: PostedRound.lastDay)
    #expect(early.clear.isEmpty && early.running.ids == "C1 C4" && early.held.ids == "C3" && early.unseen == ["C5"])
    #expect(early.publishFrom == PostedRound.publishFrom)
    let first = try posted.finalList(of: "C1 C3 C4", on: PostedRound.publishFrom)
    #expect(first.clear.ids == "C1" && first.running.ids == "C4" && first.held.ids == "C3")
    #expect(first.publishFrom == late)
    let second = try posted.finalList(of: "C1 C3 C4", on: late)
    #expect(second.clear.ids == "C1 C4" && second.running.isEmpty)
  }

  @Test func `adds to the one before, each line once`() throws {
    var posted = try round()
    try posted.post(.final, "C1", on: PostedRound.publishFrom)
    #expect(throws: RoundRefusal.publishedBefore("C1", on: PostedRound.publishFrom)) {
      try posted.post(.final, "C1 C4", on: late)
    }
    posted = try round()
    try posted.post(.final, "C1", on: PostedRound.publishFrom)
    try posted.post(.final, "C4", on: late)
    try posted.round.add(.decided(.answer("C3", upheld: false)), reason: "查无实据", on: late)
    #expect(try posted.finalList(of: "C1 C3 C4", on: late).clear.ids == "C3")
    try posted.post(.final, "C3", on: late)
    #expect(posted.round.finalLines.ids == "C1 C4 C3")
    #expect(
      posted.round.recognised.map { "\($0.candidate) \($0.on)" } == ["C1 2026-01-07", "C3 2026-01-14", "C4 2026-01-14"])
    #expect(try posted.finalList(of: "C1 C3 C4", on: late).isComplete)
  }

  @Test func `refuses whoever is on notice still, held, out, or was never shown`() throws {
    let posted = try round()
    func refusal(_ ids: String, on day: CivilDay) -> RoundRefusal? {
      var posted = posted
      do {
        try posted.post(.final, ids, on: day)
        return nil
      } catch { return error as? RoundRefusal }
    }
    #expect(refusal("C1", on: PostedRound.lastDay) == .noticeRunning(publishFrom: PostedRound.publishFrom))
    #expect(refusal("C4", on: PostedRound.publishFrom) == .noticeRunning(publishFrom: late))
    #expect(refusal("C3", on: late) == .heldByObjection("C3", number: 1))
    #expect(refusal("C2", on: late) == .alreadyOut("C2", .withdrawn))
    #expect(refusal("C5", on: late) == .notProposed("C5"))
    #expect(refusal("C1 C1", on: late) == .twoOf("C1"))
    #expect(refusal("C1", on: PostedRound.publishFrom) == nil)
  }

  @Test func `a supplementary list has nobody who was shown, a corrected one renews nobody who is not on it`() throws {
    var posted = try round()
    #expect(throws: RoundRefusal.onNotice("C1")) { try posted.post(.supplementary, "C1 C5") }
    posted = try round()
    #expect(throws: RoundRefusal.notProposed("C5")) { try posted.post(.corrected, "C1 C3", anew: ["C5"]) }
    posted = try PostedRound(2)
    #expect(throws: RoundRefusal.noNotice) { try posted.post(.supplementary, "C1") }
    #expect(throws: RoundRefusal.noNotice) { try posted.post(.corrected, "C1") }
    #expect(throws: RoundRefusal.noNotice) { try posted.post(.final, "C1") }
  }

  @Test func `lists that were kept whole each are read as they were`() throws {
    var posted = try PostedRound(3)
    try posted.post(.proposed, "C1 C2")
    func whole(_ ids: String, on day: CivilDay) throws -> Fact {
      .posted(Posting(kind: .final, day: day, lastDay: day, lines: try posted.lines(ids)))
    }
    try posted.round.add(whole("C1", on: PostedRound.publishFrom), on: PostedRound.publishFrom)
    try posted.round.add(whole("C1 C2", on: late), on: late)
    #expect(posted.round.recognised.map { "\($0.candidate) \($0.on)" } == ["C1 2026-01-07", "C2 2026-01-14"])
    try posted.round.add(whole("C2", on: late), on: late)
    #expect(posted.round.recognised.map(\.candidate) == ["C2"])
  }

  // MARK: After the final list

  @Test func `whoever is found out afterwards keeps the recognition until a person decides, and is barred at once`()
    throws
  {
    var posted = try round()
    try posted.post(.final, "C1", on: PostedRound.publishFrom)
    try posted.round.add(.decided(.sanction("C1", ground: "发票系伪造")), on: late)
    #expect(posted.round.exclusions["C1"] == nil && posted.round.recognitionsInDoubt == ["C1"])
    #expect(posted.round.recognised.map(\.candidate) == ["C1"])
    let ban = try #require(posted.round.sanctions.last)
    #expect(ban.decidedOn == late && ban.until == CivilDay("2029-01-14"))
    #expect(throws: RoundRefusal.alreadyOut("C1", .sanctioned)) {
      try posted.round.adding(.decided(.sanction("C1", ground: "又")), on: late)
    }
    let kept = try posted.round.adding(.decided(.recognition("C1", stands: true)), reason: "不影响认定条件", on: late)
    #expect(kept.recognitionsInDoubt.isEmpty && kept.recognised.map(\.candidate) == ["C1"])
    let lost = try posted.round.adding(.decided(.recognition("C1", stands: false)), reason: "认定条件不实", on: late)
    #expect(lost.exclusions["C1"] == .revoked && lost.recognised.isEmpty && lost.recognitionsInDoubt.isEmpty)
    #expect(throws: RoundRefusal.alreadyOut("C1", .revoked)) {
      try lost.adding(.decided(.recognition("C1", stands: true)), reason: "又", on: late)
    }
    #expect(throws: RoundRefusal.notFinal("C4")) {
      try posted.round.adding(.decided(.recognition("C4", stands: false)), reason: "x", on: late)
    }
  }

  @Test func `whoever is final and no longer on the ranking's list is named`() throws {
    var posted = try round()
    try posted.post(.final, "C1", on: PostedRound.publishFrom)
    #expect(try posted.round.finalButUnlisted(of: posted.lines("C3 C4 C5")) == ["C1"])
    #expect(try posted.round.finalButUnlisted(of: posted.lines("C1 C3")) == [])
    try posted.round.add(.decided(.withdraw("C1")), reason: "单位放弃", on: late)
    #expect(try posted.round.finalButUnlisted(of: posted.lines("C3 C4 C5")) == [])
    #expect(posted.round.recognised.isEmpty)
  }
}
