import Testing

@testable import ExpertReview

/// Objections held item by item: who, on what ground, in time or late, and what becomes of each.
@Suite struct `Objections to those on notice` {
  private let day = PostedRound.posted

  private func onNotice() throws -> Round {
    var posted = try PostedRound(4)
    try posted.post(.proposed, "C1 C2 C3")
    return posted.round
  }

  private func objection(
    _ id: CandidateID = "C2", kind: Objector.Kind? = .unit, name: String = "丙公司", against: String? = nil,
    received: CivilDay? = nil
  ) -> Fact {
    .decided(
      .object(
        ObjectionStatement(
          id, from: Objector(kind: kind, name: name, contact: "0731-1"), ground: "投入数据存疑",
          against: against.map { RuleID($0) }, evidence: "合同复印件", received: received)))
  }

  private func answer(_ number: Int?, _ outcome: ObjectionAnswer.Outcome, of id: CandidateID = "C2") -> Fact {
    .decided(.answer(ObjectionAnswer(id, number: number, outcome)))
  }

  private func holds(_ round: Round, _ id: CandidateID = "C2") -> [Objection.Hold] {
    round.objections.filter { $0.candidate == id }.compactMap { round.hold(of: $0) }
  }

  // MARK: Coming in

  @Test func `each has a number, its identity, ground, target, evidence and day`() throws {
    var round = try onNotice()
    try round.add(objection(against: "R-01"), on: day)
    try round.add(objection("C1", kind: .person, name: "张某", received: day), on: day.adding(days: 1))
    #expect(round.objections.map(\.number) == [1, 2])
    let first = try #require(round.objection(1))
    #expect(first.statement.from == Objector(kind: .unit, name: "丙公司", contact: "0731-1"))
    #expect(first.statement.against == "R-01" && first.statement.evidence == "合同复印件" && first.received == day)
    #expect(round.objection(2)?.received == day && round.objection(2)?.statement.from.kind == .person)
    #expect(round.objection(3) == nil)
  }

  @Test(arguments: ["R-01", "size", "A", "place"])
  func `may be against a rule, a field, an item or the place`(target: String) throws {
    #expect(throws: Never.self) { try onNotice().adding(objection(against: target), on: day) }
  }

  @Test func `against what nobody knows is refused with the nearest`() throws {
    #expect(throws: RoundRefusal.unknownRule("R-1", nearest: "R-01")) {
      try onNotice().adding(objection(against: "R-1"), on: day)
    }
  }

  @Test func `is refused before there is a notice, and against whoever is not on it`() throws {
    let posted = try PostedRound(2)
    #expect(throws: RoundRefusal.noNotice) { try posted.round.adding(objection(), on: day) }
    #expect(throws: RoundRefusal.notProposed("C4")) { try onNotice().adding(objection("C4"), on: day) }
  }

  @Test func `counts by the day it came in, not the day it was recorded`() throws {
    let round = try onNotice()
    let after = PostedRound.publishFrom
    _ = try round.adding(objection(received: PostedRound.lastDay), on: after)
    #expect(throws: RoundRefusal.noticeOver("C2", lastDay: PostedRound.lastDay)) {
      try round.adding(objection(), on: after)
    }
    #expect(throws: RoundRefusal.receivedLater(after)) { try round.adding(objection(received: after), on: day) }
    let before = day.adding(days: -1)
    #expect(throws: RoundRefusal.receivedBeforeNotice(before, posted: day)) {
      try round.adding(objection(received: before), on: day)
    }
  }

  @Test func `comes in late by a decision only, which is good for one`() throws {
    var round = try onNotice()
    #expect(throws: RoundRefusal.objectionNotLate("C2")) {
      try round.adding(.decided(.lateObjection("C2")), reason: "邮寄途中延误", on: PostedRound.lastDay)
    }
    let after = PostedRound.publishFrom
    #expect(throws: RoundRefusal.noReason(act: "late-objection")) {
      try round.adding(.decided(.lateObjection("C2")), on: after)
    }
    try round.add(.decided(.lateObjection("C2")), reason: "邮寄途中延误", on: after)
    try round.add(objection(), on: after)
    #expect(holds(round) == [.unanswered])
    #expect(throws: RoundRefusal.noticeOver("C2", lastDay: PostedRound.lastDay)) {
      try round.adding(objection(), on: after)
    }
  }

  @Test func `against one who is final no late one is taken`() throws {
    var posted = try PostedRound(3)
    try posted.post(.proposed, "C1 C2")
    try posted.post(.final, "C1 C2", on: PostedRound.publishFrom)
    #expect(throws: RoundRefusal.publishedBefore("C2", on: PostedRound.publishFrom)) {
      try posted.round.adding(.decided(.lateObjection("C2")), reason: "x", on: PostedRound.publishFrom)
    }
  }

  @Test func `that nobody stands for is recorded and holds nothing unless the scheme says so`() throws {
    var round = try onNotice()
    try round.add(.decided(.object(ObjectionStatement("C2", from: .anonymous, ground: "抄袭"))), on: day)
    #expect(round.openObjections(against: "C2").count == 1 && holds(round).isEmpty)
    try round.add(answer(1, .out), reason: "经查属实", on: day)
    #expect(round.exclusions["C2"] == .objectionUpheld)
  }

  // MARK: Answers

  @Test func `the candidate is held until all are answered, and the others are not`() throws {
    var round = try onNotice()
    try round.add(objection(), on: day)
    try round.add(objection(name: "丁公司"), on: day)
    try round.add(objection("C1", name: "戊公司"), on: day)
    try round.add(answer(1, .dismissed), reason: "查无实据", on: day)
    #expect(holds(round) == [.unanswered] && holds(round, "C1") == [.unanswered] && holds(round, "C3").isEmpty)
    #expect(round.objection(1)?.reply?.reason == "查无实据" && round.objection(2)?.isOpen == true)
    try round.add(answer(2, .dismissed), reason: "查无实据", on: day)
    #expect(holds(round).isEmpty && holds(round, "C1") == [.unanswered])
    #expect(throws: RoundRefusal.objectionClosed("C2", number: 2)) {
      try round.adding(answer(2, .out), reason: "又", on: day)
    }
    #expect(throws: RoundRefusal.noSuchObjection("C2", number: 3, known: [1, 2])) {
      try round.adding(answer(3, .out), reason: "x", on: day)
    }
  }

  @Test func `without a number all open ones are answered`() throws {
    var round = try onNotice()
    for name in ["丙公司", "丁公司"] { try round.add(objection(name: name), on: day) }
    try round.add(answer(nil, .dismissed), reason: "查无实据", on: day)
    #expect(round.openObjections(against: "C2").isEmpty)
  }

  @Test func `may be taken back by who raised it`() throws {
    var round = try onNotice()
    try round.add(objection(), on: day)
    try round.add(.decided(.withdrawObjection("C2", number: 1)), reason: "来函撤回", on: day.adding(days: 1))
    #expect(round.objection(1)?.state == .withdrawn(on: day.adding(days: 1)) && holds(round).isEmpty)
    #expect(throws: RoundRefusal.objectionClosed("C2", number: 1)) {
      try round.adding(.decided(.withdrawObjection("C2", number: 1)), reason: "又", on: day)
    }
  }

  @Test func `upheld puts the candidate out, and what is left against it holds nothing but may be answered`() throws {
    var round = try onNotice()
    for name in ["丙公司", "丁公司"] { try round.add(objection(name: name), on: day) }
    try round.add(answer(1, .out), reason: "属实", on: day)
    #expect(round.exclusions == ["C2": .objectionUpheld] && holds(round).isEmpty)
    try round.add(answer(2, .out), reason: "同上", on: day)
    #expect(round.openObjections(against: "C2").isEmpty)
  }

  @Test func `upheld after the final list is a question for a person`() throws {
    var posted = try PostedRound(3)
    try posted.post(.proposed, "C1 C2")
    try posted.round.add(.decided(.object(ObjectionStatement("C2", from: .anonymous, ground: "抄袭"))), on: day)
    try posted.post(.final, "C1 C2", on: PostedRound.publishFrom)
    try posted.round.add(answer(1, .out), reason: "经查属实", on: PostedRound.publishFrom)
    #expect(posted.round.exclusions.isEmpty && posted.round.recognitionsInDoubt == ["C2"])
  }

  @Test func `upheld for a correction, it holds until the candidate's own marks are corrected and ranked anew`() throws
  {
    var round = try TinyRound.marked()
    func conclude() throws {
      try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")), on: day)
    }
    try conclude()
    func line(_ id: CandidateID, _ place: Int) -> Posting.Line {
      Posting.Line(candidate: id, group: GroupID("general"), place: place, score: "")
    }
    try round.add(
      .posted(
        Posting(kind: .proposed, day: day, lastDay: PostedRound.lastDay, lines: [line("C1", 1), line("C2", 2)])),
      on: day)
    try round.add(objection(against: "A"), on: day)
    try round.add(answer(1, .rerank), reason: "合分有误", on: day)
    #expect(holds(round) == [.uncorrected] && round.exclusions.isEmpty)
    // Another candidate's marks correct nothing here.
    try round.add(.marked(TinyRound.batch([("C1", "E1", [91, 80])]), origin: .sheet), reason: "合分有误", on: day)
    try conclude()
    #expect(holds(round) == [.uncorrected])
    try round.add(.marked(TinyRound.batch([("C2", "E1", [81, 80])]), origin: .sheet), reason: "合分有误", on: day)
    #expect(holds(round) == [.unranked])
    try conclude()
    #expect(holds(round).isEmpty)
    // It may still turn out that the candidate must go.
    try round.add(answer(1, .out), reason: "数据不实", on: day)
    #expect(round.exclusions["C2"] == .objectionUpheld)
  }

  @Test func `a correction before the answer counts`() throws {
    var round = try onNotice()
    try round.add(objection(), on: day)
    try round.add(.decided(.setAside("C2", "R-01")), reason: "不适用", on: day)
    try round.add(answer(1, .rerank), reason: "结论有误", on: day)
    #expect(holds(round) == [.unranked])
  }

  // MARK: Stored forms

  @Test func `objections and answers that said less are read as they were meant`() throws {
    func decision(_ text: String) throws -> Decision? {
      guard
        case .decided(let decision) = try Fact.decode(
          kind: "decided", form: "json", bytes: Array(text.utf8), under: nil)
      else { return nil }
      return decision
    }
    #expect(
      try decision(#"{"act":"object","candidate":"C2","from":"丙","ground":"数据不实"}"#)
        == .object(ObjectionStatement("C2", from: Objector(name: "丙"), ground: "数据不实")))
    #expect(
      try decision(#"{"act":"answer","candidate":"C2","upheld":true}"#) == .answer(ObjectionAnswer("C2", .out)))
    #expect(
      try decision(#"{"act":"answer","candidate":"C2","upheld":false}"#) == .answer(ObjectionAnswer("C2", .dismissed)))
    #expect(throws: FactCodecFault.self) {
      try decision(#"{"act":"answer","candidate":"C2","upheld":false,"effect":"rerank"}"#)
    }
    let posted = #"{"kind":"final","day":"2026-01-07","lastDay":"2026-01-07","lines":[]}"#
    let fact = try Fact.decode(kind: "posted", form: "json", bytes: Array(posted.utf8), under: nil)
    guard case .posted(let posting) = fact else {
      Issue.record("a posting")
      return
    }
    #expect(posting.anew.isEmpty && !posting.adds)
  }
}
