import Testing

@testable import ExpertReview

/// What those recognised owe, on days calculated by hand. Published on 2025-12-20: the first whole quarter is 2026-Q1,
/// due by 2026-04-15, the second due by 2026-07-15; the first whole year is 2026.
@Suite struct `Duties after recognition` {
  private func recognised(on day: String = "2025-12-20") throws -> Round {
    var round = try VariedRound.round([VariedRound.candidate("C1"), VariedRound.candidate("C2")])
    let lines = ["C2", "C1"].map { Posting.Line(candidate: CandidateID($0), group: "general", place: 1, score: "1") }
    let posted = try VariedRound.day(day)
    try round.add(.posted(Posting(kind: .proposed, day: TinyRound.day, lastDay: TinyRound.day, lines: lines)))
    try round.add(.posted(Posting(kind: .final, day: posted, lastDay: posted, lines: lines)), on: posted)
    return round
  }

  private func report(_ id: CandidateID, _ duty: String, _ period: String, _ day: String) throws -> DutyReport {
    DutyReport(
      candidate: id, duty: RuleID(duty), period: try #require(DutyPeriod(period)),
      receivedOn: try VariedRound.day(day))
  }

  private func states(_ round: Round, _ id: CandidateID, _ day: String) throws -> [String] {
    round.dutyCalendar(asOf: try VariedRound.day(day)).filter { $0.candidate == id }
      .map { "\($0.duty) \($0.period) \($0.dueOn?.description ?? "-") \($0.state.rawValue)" }
  }

  @Test func `nothing is owed before a list is published, nor before the first whole quarter`() throws {
    #expect(try VariedRound.round([VariedRound.candidate("C1")]).dutyCalendar(asOf: TinyRound.day) == [])
    #expect(try states(recognised(), "C1", "2025-12-31") == [])
  }

  @Test(arguments: [
    ("2026-01-01", ["D-01 2026-Q1 2026-04-15 running", "D-02 2026 - running"]),
    ("2026-03-31", ["D-01 2026-Q1 2026-04-15 running", "D-02 2026 - running"]),
    (
      "2026-04-15",
      ["D-01 2026-Q1 2026-04-15 due", "D-01 2026-Q2 2026-07-15 running", "D-02 2026 - running"]
    ),
    (
      "2026-04-16",
      ["D-01 2026-Q1 2026-04-15 late", "D-01 2026-Q2 2026-07-15 running", "D-02 2026 - running"]
    ),
  ])
  func `a report is due once its quarter is over and late after its last day`(
    day: String, expected: [String]
  ) throws {
    #expect(try states(recognised(), "C1", day) == expected)
  }

  @Test func `a duty without a time is due and never late`() throws {
    let states = try states(recognised(), "C1", "2028-02-01").filter { $0.hasPrefix("D-02") }
    #expect(states == ["D-02 2026 - due", "D-02 2027 - due", "D-02 2028 - running"])
  }

  @Test func `reports count from the day on which they came, in time or late`() throws {
    var round = try recognised()
    try round.add(
      .reportsImported([
        report("C1", "D-01", "2026-Q1", "2026-04-15"), report("C2", "D-01", "2026-Q1", "2026-04-16"),
        report("C1", "D-01", "2026-Q2", "2026-06-30"),
      ]))
    #expect(try states(round, "C1", "2026-04-14").first == "D-01 2026-Q1 2026-04-15 due")
    #expect(
      try states(round, "C1", "2026-07-16").prefix(2) == [
        "D-01 2026-Q1 2026-04-15 received", "D-01 2026-Q2 2026-07-15 received",
      ])
    #expect(
      try states(round, "C2", "2026-07-16").prefix(2) == [
        "D-01 2026-Q1 2026-04-15 receivedLate", "D-01 2026-Q2 2026-07-15 late",
      ])
    #expect(throws: RoundRefusal.unknownDuty(RuleID("D-03"), known: ["D-01", "D-02"])) {
      try round.adding(.reportsImported([report("C1", "D-03", "2026-Q1", "2026-04-15")]))
    }
    #expect(throws: RoundRefusal.self) {
      try round.adding(.reportsImported([report("C1", "D-01", "2026", "2026-04-15")]))
    }
  }

  @Test(arguments: [
    ("2025-12-31", "2026-Q1"), ("2026-01-01", "2026-Q2"), ("2026-03-31", "2026-Q2"), ("2026-10-01", "2027-Q1"),
  ])
  func `the first whole quarter begins after the day of publication`(published: String, first: String) throws {
    let calendar = try recognised(on: published).dutyCalendar(asOf: VariedRound.day("2027-01-01"))
    #expect(calendar.first?.period == DutyPeriod(first))
  }

  @Test func `who leaves the list owes nothing; who joined later counts from then`() throws {
    var round = try recognised()
    let line = Posting.Line(candidate: "C1", group: "general", place: 1, score: "1")
    let later = try VariedRound.day("2026-05-01")
    try round.add(.candidatesImported([VariedRound.candidate("C3")]))
    let third = Posting.Line(candidate: "C3", group: "general", place: 2, score: "1")
    try round.add(.posted(Posting(kind: .final, day: later, lastDay: later, lines: [line, third])), on: later)
    #expect(round.recognised.map(\.candidate) == ["C1", "C3"])
    #expect(round.recognised.map(\.on.description) == ["2025-12-20", "2026-05-01"])
    #expect(try states(round, "C3", "2026-07-01") == ["D-01 2026-Q3 2026-10-15 running"])
    #expect(try states(round, "C2", "2026-07-01") == [])
  }

  @Test(arguments: [
    ("2026-Q1", "2026-01-01", "2026-03-31"), ("2026Q4", "2026-10-01", "2026-12-31"),
    ("2028年第一季度", "2028-01-01", "2028-03-31"), ("2026年2季度", "2026-04-01", "2026-06-30"),
    ("2026", "2026-01-01", "2026-12-31"), ("2026年", "2026-01-01", "2026-12-31"),
  ])
  func `a period is read as people write it`(text: String, first: String, last: String) throws {
    let period = try #require(DutyPeriod(text))
    #expect(period.firstDay.description == first && period.lastDay.description == last)
    #expect(DutyPeriod(period.description) == period)
  }

  @Test(arguments: ["", "26-Q1", "2026-Q5", "2026-Q", "2026-1", "Q1", "2026 Q1", "2026年第五季度", "0000", "9999"])
  func `what is no period is not guessed`(text: String) { #expect(DutyPeriod(text) == nil) }
}
