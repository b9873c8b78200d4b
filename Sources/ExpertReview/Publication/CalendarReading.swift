/// Why a calendar file cannot be used.
public enum CalendarFault: Error, Hashable, Sendable {
  case notJSON(JSONFault)
  case missing(key: String, line: Int)
  case notADay(value: String, line: Int)
  case outsideItsYear(value: String, year: String, line: Int)
}

extension WorkingCalendar {
  /// Reads `Rubrics/calendars/<id>.json`: years, each with its source, days off and worked weekend days.
  public init(reading bytes: [UInt8]) throws(CalendarFault) {
    let root: JSON
    do { root = try JSON.read(bytes) } catch { throw .notJSON(error) }
    guard let zh = root["name"]?["zh"]?.text, let en = root["name"]?["en"]?.text else {
      throw .missing(key: "name", line: root.line)
    }
    guard let years = root["years"]?.elements else { throw .missing(key: "years", line: root.line) }
    var covered: [Int] = []
    var daysOff: Set<CivilDay> = []
    var worked: Set<CivilDay> = []
    for entry in years {
      guard let text = entry["year"]?.scalarText, let year = Int(text) else {
        throw .missing(key: "year", line: entry.line)
      }
      guard entry["cite"] != nil || entry["house"] != nil else { throw .missing(key: "cite", line: entry.line) }
      covered.append(year)
      try daysOff.formUnion(WorkingCalendar.days(entry, "daysOff", year: year))
      try worked.formUnion(WorkingCalendar.days(entry, "workedWeekendDays", year: year))
    }
    self.init(
      name: Bilingual(zh: zh, en: en), years: covered, daysOff: daysOff, workedWeekendDays: worked)
  }

  private static func days(_ entry: JSON, _ key: String, year: Int) throws(CalendarFault) -> [CivilDay] {
    guard let elements = entry[key]?.elements else { throw .missing(key: key, line: entry.line) }
    var result: [CivilDay] = []
    for element in elements {
      guard let text = element.text, let day = CivilDay(text) else {
        throw .notADay(value: element.scalarText ?? "", line: element.line)
      }
      guard day.year == year else { throw .outsideItsYear(value: text, year: String(year), line: element.line) }
      result.append(day)
    }
    return result
  }
}
