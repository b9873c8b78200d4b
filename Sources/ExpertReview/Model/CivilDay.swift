/// A day of the civil calendar (Asia/Shanghai), without a time of day.
///
/// Proleptic Gregorian; arithmetic by days since 1970-01-01 after Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms" (2013). Range: years 1…9999.
public struct CivilDay: Hashable, Comparable, Sendable {
  public let daysSince1970: Int32

  public init(daysSince1970: Int32) { self.daysSince1970 = daysSince1970 }

  /// Every day of the years 1…9999, as days since 1970-01-01.
  static let calendar: ClosedRange<Int32> = -719_162...2_932_896

  /// The day, or nil where the calendar has none such (2025-02-29).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDay.daysIn(month: month, of: year)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSince1970 = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads `YYYY-MM-DD` and nothing else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 48 && byte <= 57 else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month (1…12) and day (1…31).
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(daysSince1970) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  public var year: Int { parts.year }

  /// 1 is Monday, 7 is Sunday.
  public var weekday: Int {
    let remainder = (Int(daysSince1970) + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  public static func < (left: CivilDay, right: CivilDay) -> Bool { left.daysSince1970 < right.daysSince1970 }

  public func adding(days: Int) -> CivilDay { CivilDay(daysSince1970: daysSince1970 + Int32(days)) }

  /// The same day of the month `months` later (or earlier, where negative); the last day of that month where it is
  /// shorter (2024-02-29 less 12 months is 2023-02-28).
  public func adding(months: Int) -> CivilDay {
    let (year, month, day) = parts
    let index = year * 12 + month - 1 + months
    let target = (year: index / 12, month: index % 12 + 1)
    let last = CivilDay.daysIn(month: target.month, of: target.year)
    guard let result = CivilDay(year: target.year, month: target.month, day: min(day, last)) else {
      preconditionFailure("a day outside the years 1…9999")
    }
    return result
  }

  public func adding(years: Int) -> CivilDay { adding(months: years * 12) }

  static func daysIn(month: Int, of year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}

extension CivilDay: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = parts
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// A month of a year, for cells that ask for year and month only.
public struct CivilMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let year: Int
  public let month: Int

  /// The month, or nil where the calendar has none such.
  init?(year: Int, month: Int) {
    guard CivilDay(year: year, month: month, day: 1) != nil else { return nil }
    self.year = year
    self.month = month
  }

  /// Reads `YYYY-MM` and nothing else.
  public init?(_ text: String) {
    guard let day = CivilDay(text + "-01") else { return nil }
    (year, month, _) = day.parts
  }

  public static func < (left: CivilMonth, right: CivilMonth) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }

  public var firstDay: CivilDay { CivilDay(year: year, month: month, day: 1)! }
  public var lastDay: CivilDay { firstDay.adding(months: 1).adding(days: -1) }
  public var description: String { String(firstDay.description.prefix(7)) }
}
