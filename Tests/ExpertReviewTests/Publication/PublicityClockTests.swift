import Foundation
import Testing

@testable import ExpertReview

private func calendar() throws -> WorkingCalendar {
  var url = URL(fileURLWithPath: #filePath)
  for _ in 0..<4 { url.deleteLastPathComponent() }
  let data = try Data(contentsOf: url.appendingPathComponent("Rubrics/calendars/china.json"))
  return try WorkingCalendar(reading: Array(data))
}

private func fiveWorkingDays(countPostingDay: Bool) -> Publicity {
  Publicity(days: 5, unit: .working, countPostingDay: countPostingDay, source: .house(reason: "test"))
}

private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

@Test(arguments: [
  // Posted, last day counting the posting day, last day not counting it; by the State Council's holidays of 2026.
  ("2026-02-13", "2026-02-26", "2026-02-27"),
  ("2026-04-30", "2026-05-09", "2026-05-11"),
  ("2026-09-18", "2026-09-23", "2026-09-24"),
  ("2026-09-30", "2026-10-12", "2026-10-13"),
])
func `five working days run over holidays and moved working days`(posted: String, counting: String, not: String) throws
{
  let posted = try day(posted)
  let with = try PublicityClock(posted: posted, publicity: fiveWorkingDays(countPostingDay: true), calendar: calendar())
  let without = try PublicityClock(
    posted: posted, publicity: fiveWorkingDays(countPostingDay: false), calendar: calendar())
  #expect(with.lastDay.description == counting)
  #expect(without.lastDay.description == not)
}

@Test
func `a notice posted on Friday 21 November 2025 begins on Monday, ends on the 28th, and is published from the 29th`()
  throws
{
  // Process case P6.
  let clock = try PublicityClock(
    posted: day("2025-11-21"), publicity: fiveWorkingDays(countPostingDay: false), calendar: calendar())
  #expect(clock.firstDay.description == "2025-11-24")
  #expect(clock.lastDay.description == "2025-11-28")
  #expect(clock.publishFrom.description == "2025-11-29")
  #expect(clock.daysEnded(before: try day("2025-11-27")) == 3)
}

@Test func `a day outside the calendar's years is refused, not guessed`() throws {
  #expect(throws: WorkingCalendar.Uncovered.self) {
    try PublicityClock(
      posted: day("2026-12-30"), publicity: fiveWorkingDays(countPostingDay: false), calendar: calendar())
  }
}

@Test func `calendar days count weekends`() throws {
  let publicity = Publicity(days: 7, unit: .calendar, countPostingDay: false, source: .house(reason: "test"))
  let clock = try PublicityClock(posted: day("2025-11-21"), publicity: publicity, calendar: calendar())
  #expect(clock.lastDay.description == "2025-11-28")
}
