/// Public holidays and moved working days, for the years that it covers. A day outside them is never guessed.
public struct WorkingCalendar: Sendable {
  public let name: Bilingual
  private let daysOff: Set<CivilDay>
  private let workedWeekendDays: Set<CivilDay>
  /// The years covered, ascending.
  public let years: [Int]

  public init(name: Bilingual, years: [Int], daysOff: Set<CivilDay>, workedWeekendDays: Set<CivilDay>) {
    self.name = name
    self.years = years.sorted()
    self.daysOff = daysOff
    self.workedWeekendDays = workedWeekendDays
  }

  /// Why a calendar cannot answer.
  public struct Uncovered: Error, Hashable, Sendable {
    public let day: CivilDay
    public let years: [Int]
  }

  /// Whether people work on `day`. Throws for a day in a year that the calendar does not cover.
  public func isWorkingDay(_ day: CivilDay) throws(Uncovered) -> Bool {
    guard years.contains(day.year) else { throw Uncovered(day: day, years: years) }
    if daysOff.contains(day) { return false }
    return day.weekday <= 5 || workedWeekendDays.contains(day)
  }
}

/// When a posted list may become final.
public struct PublicityClock: Sendable, Hashable {
  public let posted: CivilDay
  /// The first day that counts.
  public let firstDay: CivilDay
  /// The last day of the notice; objections count until it ends at 23:59:59.
  public let lastDay: CivilDay
  /// The first day on which the final list may be published.
  public var publishFrom: CivilDay { lastDay.adding(days: 1) }
  /// Each counted day, first to last.
  public let countedDays: [CivilDay]

  /// Counts the notice's days from its posting. With `countPostingDay` the posting day is day 1 if it is itself a
  /// counted day; else counting begins on the day after. Throws where the calendar does not cover a day needed.
  public init(posted: CivilDay, publicity: Publicity, calendar: WorkingCalendar) throws(WorkingCalendar.Uncovered) {
    precondition(publicity.days >= 1, "a notice of no days")
    self.posted = posted
    let start = publicity.countPostingDay ? posted : posted.adding(days: 1)
    countedDays = try calendar.days(publicity.days, of: publicity.unit, from: start)
    firstDay = countedDays[0]
    lastDay = countedDays[countedDays.count - 1]
  }

  /// The number of counted days that have ended when `day` begins.
  public func daysEnded(before day: CivilDay) -> Int { countedDays.count { $0 < day } }
}
