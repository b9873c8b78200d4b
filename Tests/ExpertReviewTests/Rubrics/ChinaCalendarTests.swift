import ExpertReview
import Testing

@Suite struct `The Chinese calendar` {
  static func calendar() throws -> WorkingCalendar {
    try WorkingCalendar(reading: RubricsFolder.bytes("calendars/china.json"))
  }

  static func days(of year: Int) throws -> [CivilDay] {
    let first = try #require(CivilDay(year: year, month: 1, day: 1))
    return (0..<365).map { first.adding(days: $0) }
  }

  @Test func `two years are covered`() throws {
    #expect(try Self.calendar().years == [2025, 2026])
  }

  // Counted with the PyPI packages chinesecalendar 1.11 and holidays, which agree with each other on every day of both
  // years.
  @Test(arguments: [(2025, 248), (2026, 248)])
  func `a year has as many working days as other calendars count`(year: Int, expected: Int) throws {
    let calendar = try Self.calendar()
    #expect(try Self.days(of: year).count { try calendar.isWorkingDay($0) } == expected)
  }

  @Test(arguments: [
    ("2025-01-26", true), ("2025-01-28", false), ("2025-02-04", false), ("2025-02-08", true), ("2025-05-05", false),
    ("2025-10-08", false), ("2025-10-11", true), ("2026-01-02", false), ("2026-01-04", true), ("2026-02-14", true),
    ("2026-02-23", false), ("2026-02-24", true), ("2026-05-09", true), ("2026-09-20", true), ("2026-09-25", false),
    ("2026-10-07", false), ("2026-10-10", true),
  ])
  func `days off and moved working days are those announced`(day: String, works: Bool) throws {
    #expect(try Self.calendar().isWorkingDay(try #require(CivilDay(day))) == works)
  }

  @Test(arguments: ["2024-12-31", "2027-01-01"])
  func `a day of a year not covered is refused`(day: String) throws {
    let calendar = try Self.calendar()
    let day = try #require(CivilDay(day))
    #expect(throws: WorkingCalendar.Uncovered.self) { try calendar.isWorkingDay(day) }
  }
}
