extension CheckEvaluation {
  /// Compares a number with a bound; a field with `YYYY` year by year, with the same year of the other side.
  mutating func compare(
    _ key: String, _ bound: Check.Operand, _ holds: (ExactDecimal, ExactDecimal) -> Bool
  ) -> Outcome {
    guard let slot = context.scheme.slots[key] else { return gap(key, evidence.count) }
    guard context.scheme.fields[slot].years != nil else {
      return compare(read(slot: slot), limit(bound, year: nil), (key, bound.key), year: nil, holds)
    }
    let years = context.years(slot: slot, candidate)
    guard !years.isEmpty else { return gap(key, read(slot: slot).place) }
    var result = Outcome(result: .holds)
    for year in years {
      let own = read(slot: slot, year: year)
      let part = compare(own, limit(bound, year: year), (key, bound.key), year: year, holds)
      if part.result.gravity > result.result.gravity { result = part }
    }
    return result
  }

  private func compare(
    _ own: (value: FieldValue, place: Int), _ limit: FieldValue, _ keys: (own: String, bound: String), year: Int?,
    _ holds: (ExactDecimal, ExactDecimal) -> Bool
  ) -> Outcome {
    guard case .number(let value) = own.value else { return gap(keys.own.named(year), own.place) }
    guard case .number(let bound) = limit else { return gap(keys.bound.named(year), own.place) }
    return decided(holds(value, bound), focus(own.place, limit: limit))
  }

  mutating func limit(_ bound: Check.Operand, year: Int?) -> FieldValue {
    switch bound {
    case .value(let value): return .number(value)
    case .field(let key):
      guard let slot = context.scheme.slots[key] else { return .missing }
      guard let year, context.scheme.fields[slot].years != nil else { return read(slot: slot).value }
      return read(slot: slot, year: year).value
    }
  }

  mutating func read(slot: Int, year: Int) -> (value: FieldValue, place: Int) {
    var value = FieldValue.missing
    if case .yearly(let years) = candidate.values[slot] { value = years[year] ?? .missing }
    keep(Int32(slot), value, year: year)
    return (value, evidence.count - 1)
  }

  mutating func between(_ key: String, _ from: ExactDecimal, _ until: ExactDecimal) -> Outcome {
    let low = compare(key, .value(from)) { $0 >= $1 }
    guard low.result == .holds else { return low }
    return compare(key, .value(until)) { $0 <= $1 }
  }

  /// The sum of dated entries of the last months before submission. The declared figure stands in where there are none;
  /// where both stand and differ, or where whole calendar years would decide otherwise, a person must judge.
  mutating func sumWithin(
    _ list: String, _ amount: String, _ date: String, _ months: Int, _ least: ExactDecimal,
    _ declared: Check.Balance?
  ) -> Outcome {
    let (value, place) = read(list)
    let first = evidence.count
    let stated = declared.map { balance($0) }
    guard case .list(let entries) = value, !entries.isEmpty else {
      guard let stated else { return gap(list, place) }
      switch stated {
      case .empty(let key, let place): return gap(key, place)
      case .left(let figure):
        let computed = FieldValue.number(figure.rounded(places: 2, .halfUp))
        return decided(figure >= least.fraction, focus(first, limit: .number(least), computed: computed))
      }
    }
    guard let submitted = context.submittedOn(candidate) else { return gap("submitted_on", place) }
    var rolling = Fraction.zero
    var calendar = Fraction.zero
    let start = submitted.adding(months: -months)
    let firstYear = submitted.year - (months + 11) / 12
    for entry in entries {
      guard case .day(let day)? = entry.cell(date) else { return gap(list + "." + date, place) }
      guard case .number(let number)? = entry.cell(amount) else { return gap(list + "." + amount, place) }
      if day > start, day <= submitted { rolling += number.fraction }
      if day.year >= firstYear, day.year < submitted.year { calendar += number.fraction }
    }
    let focus = focus(place, limit: .number(least), computed: .number(rolling.rounded(places: 2, .halfUp)))
    let holds = rolling >= least.fraction
    if (calendar >= least.fraction) != holds { return Outcome(result: .doubtful, focus: focus) }
    if case .left(let figure)? = stated {
      let difference = figure - rolling
      let cent = Fraction(1, 100)
      if difference > cent || Fraction.zero - difference > cent { return Outcome(result: .doubtful, focus: focus) }
    }
    return decided(holds, focus)
  }

  // MARK: Days

  mutating func years(_ key: String, _ least: Int, _ count: (CivilDay, CivilDay) -> Int) -> Outcome {
    let (value, place) = read(key)
    guard case .day(let founded) = value else { return gap(key, place) }
    let (submission, submissionPlace) = read("submitted_on")
    guard case .day(let submitted) = submission else { return gap("submitted_on", submissionPlace) }
    let years = count(founded, submitted)
    return decided(
      years >= least, focus(place, limit: .number(ExactDecimal(least)), computed: .number(ExactDecimal(years))))
  }

  mutating func compareDays(
    _ key: String, _ bound: Check.DayOperand,
    _ holds: ((first: CivilDay, last: CivilDay), (first: CivilDay, last: CivilDay)) -> Bool
  ) -> Outcome {
    let (value, place) = read(key)
    guard let own = value.days else { return gap(key, place) }
    switch bound {
    case .day(let day): return decided(holds(own, (day, day)), focus(place, limit: .day(day)))
    case .field(let other):
      let (limit, otherPlace) = read(other)
      guard let days = limit.days else { return gap(other, otherPlace) }
      return decided(holds(own, days), focus(place, limit: limit))
    }
  }

  mutating func within(_ key: String, _ from: CivilDay, _ until: CivilDay) -> Outcome {
    let early = compareDays(key, .day(from)) { $0.first >= $1.first }
    guard early.result == .holds else { return early }
    return compareDays(key, .day(until)) { $0.last <= $1.last }
  }

  mutating func inForce() -> Outcome {
    let (value, place) = read("submitted_on")
    guard case .day(let day) = value else { return gap("submitted_on", place) }
    switch context.scheme.inForce.reading(on: day) {
    case .inForce: return decided(true, focus(place))
    case .outside: return decided(false, focus(place))
    case .doubtful: return Outcome(result: .doubtful, focus: focus(place))
    }
  }
}

extension FieldValue {
  /// The days that a day or month covers.
  fileprivate var days: (first: CivilDay, last: CivilDay)? {
    switch self {
    case .day(let day): (day, day)
    case .month(let month): (month.firstDay, month.lastDay)
    default: nil
    }
  }

  /// A cell of an entry of a list.
  func cell(_ key: String) -> FieldValue? {
    if case .entry(let cells) = self { return cells[key] }
    return nil
  }
}

extension Check.Operand {
  var key: String {
    if case .field(let key) = self { return key }
    return ""
  }
}

extension Bilingual {
  /// The label of one year: in place of `YYYY`, or beside a label that has none.
  func label(of year: Int) -> Bilingual {
    Bilingual(
      zh: zh.replacingYear(year) ?? "\(year)年\(zh)", en: en.replacingYear(year) ?? "\(en) \(year)")
  }
}

extension String {
  /// A key with the year in place of `YYYY`.
  func named(_ year: Int?) -> String {
    guard let year else { return self }
    return replacingYear(year) ?? self
  }

  /// With the year in place of `YYYY`; nil where there is none.
  fileprivate func replacingYear(_ year: Int) -> String? {
    guard let start = indices.first(where: { self[$0...].hasPrefix("YYYY") }) else { return nil }
    return self[..<start] + String(year) + self[index(start, offsetBy: 4)...]
  }
}
