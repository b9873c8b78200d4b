/// A quarter or a year for which those recognised owe a report.
public struct DutyPeriod: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let year: Int
  /// 1…4; nil for a whole year.
  public let quarter: Int?

  /// A whole year, or one of its quarters from 1 to 4; nil for another number, and for years outside 1…9998, whose end
  /// would lie beyond the calendar.
  public init?(year: Int, quarter: Int?) {
    guard (1...9998).contains(year), quarter.map({ (1...4).contains($0) }) ?? true else { return nil }
    self.year = year
    self.quarter = quarter
  }

  /// Reads `2026-Q1` and `2026Q1`, `2026年第一季度` and `2026年1季度`; `2026` and `2026年` for a year.
  public init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.count == 4, let year = Int(digits) else { return nil }
    var rest = text.dropFirst(4)
    if rest.isEmpty || rest == "年" {
      self.init(year: year, quarter: nil)
      return
    }
    for sign in ["-", "年"] where rest.hasPrefix(sign) {
      rest = rest.dropFirst()
      break
    }
    if rest.hasPrefix("第") { rest = rest.dropFirst() }
    let names: [Substring: Int] = [
      "Q1": 1, "Q2": 2, "Q3": 3, "Q4": 4, "1季度": 1, "2季度": 2, "3季度": 3, "4季度": 4, "一季度": 1, "二季度": 2, "三季度": 3,
      "四季度": 4,
    ]
    guard let quarter = names[rest] else { return nil }
    self.init(year: year, quarter: quarter)
  }

  /// The period of a kind that a day lies in.
  public init(_ every: Duty.Cycle, of day: CivilDay) {
    let (year, month, _) = day.parts
    self.year = year
    quarter = every == .quarter ? (month - 1) / 3 + 1 : nil
  }

  /// Whether it is a quarter or a year.
  public var every: Duty.Cycle { quarter == nil ? .year : .quarter }

  /// The first day of its quarter or year.
  public var firstDay: CivilDay {
    guard let day = CivilDay(year: year, month: ((quarter ?? 1) - 1) * 3 + 1, day: 1) else {
      preconditionFailure("every quarter of the years 1…9998 begins on a day")
    }
    return day
  }

  /// The last day of its quarter or year; the time for the report runs from the day after.
  public var lastDay: CivilDay { next.firstDay.adding(days: -1) }

  /// The one after.
  public var next: DutyPeriod { DutyPeriod(every, of: firstDay.adding(months: quarter == nil ? 12 : 3)) }

  public static func < (left: DutyPeriod, right: DutyPeriod) -> Bool { left.firstDay < right.firstDay }

  /// `2026-Q1`, or `2026`.
  public var description: String { quarter.map { "\(year)-Q\($0)" } ?? String(year) }
}

/// A report that came in (季度报送).
public struct DutyReport: Sendable, Hashable {
  public struct Key: Sendable, Hashable {
    public let candidate: CandidateID
    public let duty: RuleID
    public let period: DutyPeriod

    public init(candidate: CandidateID, duty: RuleID, period: DutyPeriod) {
      self.candidate = candidate
      self.duty = duty
      self.period = period
    }
  }
  public let key: Key
  public let receivedOn: CivilDay

  public init(candidate: CandidateID, duty: RuleID, period: DutyPeriod, receivedOn: CivilDay) {
    key = Key(candidate: candidate, duty: duty, period: period)
    self.receivedOn = receivedOn
  }
}
