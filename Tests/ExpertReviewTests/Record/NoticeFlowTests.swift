import Testing

@testable import ExpertReview

/// From the proposed list to the final one: withdrawals, objections and sanctions.
@Suite struct `A list on notice` {
  private let posted = CivilDay("2025-12-29") ?? TinyRound.day
  /// 2026-01-01 is a holiday and 2026-01-04 a working Sunday.
  private let lastDay = CivilDay("2026-01-06") ?? TinyRound.day

  private func line(_ id: CandidateID, _ place: Int, _ score: String) -> Posting.Line {
    Posting.Line(candidate: id, group: GroupID("general"), place: place, score: score)
  }

  private func onNotice() throws -> Round {
    var round = try TinyRound.marked()
    let lines = [line("C1", 1, "85.80"), line("C2", 2, "78.87")]
    try round.add(.posted(Posting(kind: .proposed, day: posted, lastDay: lastDay, lines: lines)), on: posted)
    return round
  }

  @Test func `objections are taken until its last day, against those on it`() throws {
    let round = try onNotice()
    _ = try round.adding(.decided(.object("C2", from: "丙", ground: "数据不实")), on: lastDay)
    #expect(throws: RoundRefusal.noticeOver("C2", lastDay: lastDay)) {
      try round.adding(.decided(.object("C2", from: "丙", ground: "数据不实")), on: lastDay.adding(days: 1))
    }
    #expect(throws: RoundRefusal.notProposed("C3")) {
      try round.adding(.decided(.object("C3", from: "丙", ground: "x")), on: posted)
    }
  }

  @Test func `an objection holds its own candidate and no other`() throws {
    var round = try onNotice()
    try round.add(.decided(.object("C2", from: "丙", ground: "数据不实")), on: posted)
    #expect(round.openObjections(against: "C2").count == 1 && round.openObjections(against: "C1").isEmpty)
    #expect(try round.listed() == ["C1", "C2"])
    let dismissed = try round.adding(.decided(.answer("C2", upheld: false)), reason: "查无实据")
    #expect(dismissed.openObjections(against: "C2").isEmpty && dismissed.exclusions.isEmpty)
    #expect(throws: RoundRefusal.nothingToAnswer("C2")) {
      try dismissed.adding(.decided(.answer("C2", upheld: true)), reason: "又查")
    }
  }

  @Test func `an objection upheld takes the candidate off, and the next rises`() throws {
    var round = try onNotice()
    try round.add(.decided(.object("C2", from: "丙", ground: "数据不实")), on: posted)
    try round.add(.decided(.answer("C2", upheld: true)), reason: "属实")
    #expect(round.exclusions == ["C2": .objectionUpheld])
    #expect(try round.listed() == ["C1", "C3"])
  }

  @Test func `fraud disqualifies, bars the unit of this scheme for its years, and the next rises`() throws {
    var round = try TinyRound.round()
    try round.add(
      .candidatesImported([
        TinyRound.candidate("C1", ["applicant_name": .text("湖南某某有限公司"), "uscc": .text("91430000AAAA")]),
        TinyRound.candidate("C2"), TinyRound.candidate("C3"),
      ]))
    try round.add(.expertsImported((1...3).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)") }))
    try round.add(.panelsImported(TinyRound.panels()))
    try round.add(.marked(TinyRound.marks(), origin: .sheet))
    #expect(try round.listed() == ["C1", "C2"])
    let day = CivilDay("2026-01-05") ?? TinyRound.day
    try round.add(.decided(.sanction("C1", ground: "发票系伪造")), on: day)
    #expect(try round.listed() == ["C2", "C3"])
    let sanction = try #require(round.sanctions.last)
    #expect(sanction.code == "91430000AAAA" && sanction.name == "湖南某某有限公司" && sanction.scheme == TinyRound.schemeID)
    #expect(sanction.decidedOn == day && sanction.until == CivilDay("2029-01-05"))
    #expect(throws: RoundRefusal.alreadyOut("C1", .sanctioned)) {
      try round.adding(.decided(.sanction("C1", ground: "又")), on: day)
    }
    #expect(throws: RoundRefusal.alreadyOut("C1", .sanctioned)) {
      try round.adding(.decided(.withdraw("C1")), reason: "撤回")
    }
  }

  @Test func `a withdrawal lets the next rise and may still become a sanction`() throws {
    var round = try TinyRound.marked()
    try round.add(.decided(.withdraw("C1")), reason: "单位撤回")
    #expect(try round.listed() == ["C2", "C3"])
    try round.add(.decided(.sanction("C1", ground: "查实造假")))
    #expect(round.exclusions == ["C1": .sanctioned])
  }

  @Test func `the final list waits for the day after the last`() throws {
    let round = try onNotice()
    func final(on day: CivilDay) -> Fact {
      .posted(Posting(kind: .final, day: day, lastDay: day, lines: [line("C1", 1, "85.80")]))
    }
    #expect(throws: RoundRefusal.noticeRunning(publishFrom: lastDay.adding(days: 1))) {
      try round.adding(final(on: lastDay), on: lastDay)
    }
    _ = try round.adding(final(on: lastDay.adding(days: 1)), on: lastDay.adding(days: 1))
  }

  @Test func `a person decides on a candidate under review, and the last word counts`() throws {
    var round = try TinyRound.round()
    try round.add(.candidatesImported([TinyRound.candidate("C1", ["size": .text("7")]), TinyRound.candidate("C2")]))
    func admitted() -> [CandidateID] { round.admitted(asOf: TinyRound.day).map(\.id) }
    #expect(admitted() == ["C2"])
    try round.add(.decided(.admit("C1")), reason: "另有材料")
    #expect(admitted() == ["C1", "C2"])
    try round.add(.decided(.refuse("C1")), reason: "材料不实")
    #expect(admitted() == ["C2"])
    try round.add(.decided(.setAside("C1", RuleID("R-01"))), reason: "不适用")
    #expect(admitted() == ["C2"])
    try round.add(.decided(.admit("C1")), reason: "复核")
    #expect(admitted() == ["C1", "C2"])
  }

  @Test func `what staff confirm is open no more`() throws {
    var round = try TinyRound.marked()
    #expect(round.openItems(of: ["C1", "C2"], asOf: TinyRound.day).map(\.candidates) == [["C1", "C2"]])
    try round.add(.decided(.confirm(RuleID("R-02"), ["C2"])), reason: "已见原件")
    #expect(round.openItems(of: ["C1", "C2"], asOf: TinyRound.day).map(\.candidates) == [["C1"]])
    try round.add(.decided(.confirm(RuleID("R-02"), [])), reason: "已见原件")
    #expect(round.openItems(of: ["C1", "C2"], asOf: TinyRound.day).isEmpty)
  }
}
