import Testing

@testable import ExpertReview

/// What is sent back for correction, what comes back, and what lapses. Returned on Monday 2025-12-15, until Monday
/// 12-22.
@Suite struct `Returns for correction` {
  let monday = TinyRound.day
  let last: CivilDay
  let after: CivilDay

  init() throws {
    last = try VariedRound.day("2025-12-22")
    after = last.adding(days: 1)
  }

  /// C1 lacks a cell and a proof, C2 is sound, C3 lacks a cell and fails a gate.
  private func round() throws -> Round {
    try VariedRound.round([
      VariedRound.candidate("C1", ["head": nil, "uscc": nil]), VariedRound.candidate("C2"),
      VariedRound.candidate("C3", ["head": nil, "applicant_name": .text("坏公司")]),
    ])
  }

  private func returned() throws -> Round {
    var round = try round()
    try round.add(.returned(CorrectionReturn(until: last, entries: round.correctable(asOf: monday))))
    return round
  }

  private func corrected(_ cells: [String: JSON?] = [:], version: Int = 2) throws -> Fact {
    .candidatesImported([try VariedRound.candidate("C1", cells, version: version)])
  }

  @Test func `only what could still be mended goes back, each fault with its place and what to do`() throws {
    let entries = try round().correctable(asOf: monday)
    #expect(entries.map(\.candidate) == ["C1"])
    let entry = try #require(entries.first)
    #expect(entry.version == 1)
    #expect(entry.faults.map(\.rule.rawValue) == ["R-03", "head"])
    #expect(entry.faults.map(\.place.zh) == ["信用代码", "负责人"])
    #expect(entry.faults.map(\.message.zh) == ["请填写信用代码", "“负责人”（head）未填写，请补充。"])
  }

  @Test func `the time for corrections counts working days from the day after`() throws {
    let round = try round()
    #expect(try round.lastDayForCorrections(from: monday) == last)
    // 1 and 2 January 2026 are days off, Sunday 4 January is worked: 12-31, 01-04, 05, 06, 07.
    #expect(try round.lastDayForCorrections(from: VariedRound.day("2025-12-30")) == VariedRound.day("2026-01-07"))
    #expect(throws: WorkingCalendar.Uncovered.self) {
      try round.lastDayForCorrections(from: VariedRound.day("2039-12-30"))
    }
    #expect(try TinyRound.round().lastDayForCorrections(from: monday) == nil)
  }

  @Test func `after the last day what was sent back and still stands fails, with the return as its ground`() throws {
    let round = try returned()
    #expect(try round.verdict(of: "C1", on: last) == .formError)
    #expect(try round.verdict(of: "C1", on: after) == .fail)
    let finding = try #require(try round.finding("head", of: "C1", on: after))
    #expect(finding.returned == ReturnGround(fact: 3, on: monday, until: last))
    #expect(finding.message.zh == "“负责人”（head）未填写，请补充。2025-12-15退回补正（第3条记录），期限2025-12-22已过，仍未改正。")
    #expect(finding.message.en.contains("fact 3") && finding.message.en.contains("2025-12-22"))
  }

  @Test func `what was never sent back does not lapse`() throws {
    var round = try returned()
    try round.add(.candidatesImported([VariedRound.candidate("C4", ["head": nil])]))
    #expect(try round.verdict(of: "C4", on: after.adding(days: 400)) == .formError)
    // A correction that mends one fault and makes another: the new one was never sent back.
    try round.add(corrected(["track": nil]), on: last)
    #expect(try round.finding("track", of: "C1", on: after)?.verdict == .formError)
    #expect(try round.verdict(of: "C1", on: after) == .formError)
  }

  @Test func `a corrected declaration is a new version, and the old one stays with the days of both`() throws {
    var round = try returned()
    try round.add(corrected(["uscc": nil]), reason: "补正", on: last)
    #expect(try round.candidate("C1").version == 2)
    #expect(round.earlierVersions["C1"]?.map(\.version) == [1])
    #expect(round.arrivals(of: "C1").map(\.fact) == [2, 4])
    #expect(round.arrivals(of: "C1").map(\.on) == [monday, last])
    #expect(round.arrivals(of: "C2").map(\.version) == [1])
    let progress = try #require(round.correctionProgress(round.examinations(asOf: after), asOf: after).first)
    #expect(progress.version == 2 && progress.returnedVersion == 1)
    #expect(progress.items.map(\.state) == [.late, .mended])
    #expect(progress.state == .late && progress.open.map(\.fault.rule) == [RuleID("R-03")])
    let before = try #require(round.correctionProgress(round.examinations(asOf: last), asOf: last).first)
    #expect(before.state == .open)
    try round.add(.decided(.setAside("C1", RuleID("R-03"))), reason: "代码已另行核实")
    #expect(round.correctionProgress(round.examinations(asOf: after), asOf: after).map(\.state) == [.mended])
  }

  @Test func `a correction after the last day comes in by a decision, once`() throws {
    var round = try returned()
    #expect(throws: RoundRefusal.correctionNotLate("C1")) {
      try round.adding(.decided(.lateCorrection("C1")), reason: "邮路延误", on: last)
    }
    #expect(throws: RoundRefusal.correctionLate("C1", until: last)) { try round.adding(corrected(), on: after) }
    #expect(throws: RoundRefusal.noReason(act: "late-correction")) {
      try round.adding(.decided(.lateCorrection("C1")), on: after)
    }
    try round.add(.decided(.lateCorrection("C1")), reason: "邮路延误", on: after)
    try round.add(corrected(), reason: "补正", on: after)
    #expect(try round.verdict(of: "C1", on: after) == .pass)
    #expect(throws: RoundRefusal.correctionLate("C1", until: last)) {
      try round.adding(corrected(["head": .text("又改")], version: 3), on: after)
    }
    // Others, and corrections on the last day itself, need no decision.
    _ = try returned().adding(corrected(), on: last)
    _ = try round.adding(
      .candidatesImported([VariedRound.candidate("C2", ["head": .text("新")], version: 2)]), on: after)
  }

  @Test func `faults in their time are not sent back twice, unless the candidate is named`() throws {
    var round = try returned()
    #expect(round.correctable(asOf: last) == [])
    #expect(round.correctable(asOf: after) == [])
    let again = round.correctable(asOf: after, only: ["C1", "C3"])
    #expect(again.map(\.candidate) == ["C1"])
    #expect(again.first?.faults.map(\.message.zh) == ["请填写信用代码", "“负责人”（head）未填写，请补充。"])
    let later = after.adding(days: 7)
    try round.add(.returned(CorrectionReturn(until: later, entries: again)), on: after)
    #expect(try round.verdict(of: "C1", on: later) == .formError)
    #expect(try round.verdict(of: "C1", on: later.adding(days: 1)) == .fail)
    #expect(round.returns(of: "C1").map(\.standing.sequence) == [3, 4])
    let progress = try #require(round.correctionProgress(round.examinations(asOf: later), asOf: later).first)
    #expect(progress.items.map(\.ground.fact) == [4, 4])
    _ = try round.adding(corrected(), on: later)
  }

  @Test func `a return is refused where there is nothing, no time, or nobody to send it to`() throws {
    var round = try round()
    let entries = round.correctable(asOf: monday)
    #expect(throws: RoundRefusal.nothingToReturn) {
      try round.adding(.returned(CorrectionReturn(until: last, entries: [])))
    }
    #expect(throws: RoundRefusal.returnOver(monday.adding(days: -1))) {
      try round.adding(.returned(CorrectionReturn(until: monday.adding(days: -1), entries: entries)))
    }
    #expect(throws: RoundRefusal.twoOf("C1")) {
      try round.adding(.returned(CorrectionReturn(until: last, entries: entries + entries)))
    }
    try round.add(.decided(.withdraw("C1")), reason: "撤回")
    #expect(throws: RoundRefusal.alreadyOut("C1", .withdrawn)) {
      try round.adding(.returned(CorrectionReturn(until: last, entries: entries)))
    }
    #expect(round.correctable(asOf: monday, only: ["C1"]) == [])
  }

  @Test func `a candidate that a person admitted or refused is not sent back`() throws {
    for decision in [Decision.admit("C1"), .refuse("C1")] {
      var round = try round()
      try round.add(.decided(decision), reason: "理由")
      #expect(round.correctable(asOf: monday) == [])
    }
  }

  @Test func `an examination is stale once the last day has passed since it was run`() throws {
    var round = try returned()
    try round.add(.concluded(Conclusion(procedure: .examination, stage: "", digest: "d")))
    func state(_ day: CivilDay) -> StepState.State? { round.staleness(asOf: day).first?.state }
    #expect(state(last) == .upToDate)
    #expect(state(after) == .stale(since: 3))
    try round.add(.concluded(Conclusion(procedure: .examination, stage: "", digest: "e")), on: after)
    #expect(state(after.adding(days: 9)) == .upToDate)
  }
}
