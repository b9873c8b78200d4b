// Edges of checks that look at time.

extension EdgeSearch {
  /// Nil for a check of another kind.
  func dayProposals(_ check: Check, _ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation]? {
    switch check {
    case .completeYearsAtLeast(let key, let least):
      guard let submitted = draft.submitted, let first = CivilDay(year: submitted.year - least, month: 1, day: 1) else {
        return []
      }
      return [draft.with(key, day: edge == .inside ? first : first.adding(days: 1))]
    case .yearsAtLeast(let key, let least):
      guard let submitted = draft.submitted else { return [] }
      let first = submitted.adding(years: -least)
      return [draft.with(key, day: edge == .inside ? first : first.adding(days: 1))]
    case .notBefore(let key, let bound): return draft.days(of: bound).map { draft.before(key, $0.first, edge) } ?? []
    case .notAfter(let key, let bound): return draft.days(of: bound).map { draft.after(key, $0.last, edge) } ?? []
    case .within(let key, let from, let until):
      return draft.after(key, until, edge) + draft.before(key, from, edge)
    case .inForce: return inForce(edge, draft)
    case .sumWithinMonths(let list, let amount, let date, let months, let least, let declared):
      return sumWithin(list, amount, date, months, least, declared, edge, draft)
    case .notListed(let register, _, let months, let grades):
      return register.isDated ? dated(register, months, grades, edge, draft) : nil
    default: return nil
    }
  }

  /// The first day, or a day outside: clear of windows in doubt where there are such.
  private func inForce(_ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation] {
    let validity = scheme.inForce
    let ends = [validity.from, validity.until].compactMap(\.self)
    guard edge == .outside else { return ends.map { draft.with("submitted_on", day: $0) } }
    var days = [validity.from?.adding(days: -1), validity.until?.adding(days: 1)].compactMap(\.self)
    for window in validity.doubtful {
      days += [window.lowerBound.adding(days: -1), window.upperBound.adding(days: 1)]
    }
    return days.map { draft.with("submitted_on", day: $0) }
  }

  /// One entry on the first day of the window, of the sum or a cent less; the declared figure says the same.
  private func sumWithin(
    _ list: String, _ amount: String, _ date: String, _ months: Int, _ least: ExactDecimal,
    _ declared: Check.Balance?, _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    guard let submitted = draft.submitted, let field = draft.field(list) else { return [] }
    let kind = field.entry.first { $0.key == amount }?.kind
    let unit = kind == .integer ? Fraction(1) : Fraction(1, Int128(powerOfTen(max(2, least.places))))
    let first = submitted.adding(months: -months).adding(days: 1)
    let total = edge == .inside ? least.fraction : least.fraction - unit
    guard let sum = EdgeDraft.text(total) else { return [] }
    let stated = declared.map { draft.stating(total, as: $0) } ?? []
    // By calendar years the first day may lie outside: the last day of the last complete year is in both windows.
    let days = [first, CivilDay(year: submitted.year - 1, month: 12, day: 31)].compactMap(\.self)
    return days.map { day in
      let entry = draft.entry(of: list, with: [(date, .text(day.description)), (amount, sum)])
      return draft.with([(list, .array([entry]))] + stated)
    }
  }

  // MARK: Registers

  /// An event exactly so many months before submission, which no longer counts, or a day later, which does.
  private func dated(
    _ register: Check.Register, _ months: Int?, _ grades: [String], _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    guard let submitted = draft.submitted else { return [] }
    if register == .sanctioned { return sanctioned(months, edge, draft, submitted) }
    let key = register.rawValue
    guard draft.field(key) != nil else { return [] }
    guard let months else {
      guard edge == .outside else { return [draft.with(key, .array([]))] }
      return [event(key, on: submitted.adding(days: -1), grades, draft)]
    }
    let start = submitted.adding(months: -months)
    return [event(key, on: edge == .inside ? start : start.adding(days: 1), grades, draft)]
  }

  private func event(_ key: String, on day: CivilDay, _ grades: [String], _ draft: EdgeDraft) -> CaseSituation {
    var cells: [(String, JSON)] = [("unit", .text(draft.applicant)), ("date", .text(day.description))]
    if let grade = grades.first { cells.append(("grade", .text(grade))) }
    return draft.with(key, .array([draft.entry(of: key, with: cells)]))
  }

  private func sanctioned(
    _ months: Int?, _ edge: Edge, _ draft: EdgeDraft, _ submitted: CivilDay
  ) -> [CaseSituation] {
    var situation = draft.start
    guard let months = months ?? scheme.sanctions?.banYears.map({ $0 * 12 }) else {
      guard edge == .outside else { return [situation] }
      situation.sanctions = [sanction(decided: submitted.adding(days: -1), draft)]
      return [situation]
    }
    let start = submitted.adding(months: -months)
    situation.sanctions = [sanction(decided: edge == .inside ? start : start.adding(days: 1), draft)]
    // A rule that looks at members only in a consortium is reached through the first of them.
    var ofMember = situation
    if let member = draft.entries("members").first {
      let edit = RecordEdit(member, of: scheme)
      let (name, code) = (edit.value("name")?.text ?? "", edit.value("uscc")?.text ?? "")
      ofMember.sanctions = situation.sanctions.map {
        Sanction(code: code, name: name, scheme: $0.scheme, decidedOn: $0.decidedOn, until: nil, ground: "")
      }
    }
    return [situation, ofMember]
  }

  private func sanction(decided: CivilDay, _ draft: EdgeDraft) -> Sanction {
    Sanction(
      code: draft.code, name: draft.applicant, scheme: scheme.id, decidedOn: decided, until: nil, ground: "")
  }
}

extension EdgeDraft {
  /// The cells by which a balance comes to a sum: its first figure takes what the others leave, those left empty are 0.
  fileprivate func stating(_ sum: Fraction, as balance: Check.Balance) -> [(String, JSON)] {
    guard let first = balance.plus.first else { return [] }
    var cells: [(String, JSON)] = []
    var rest = sum
    for (keys, isAdded) in [(balance.plus.dropFirst(), true), (balance.minus[...], false)] {
      for key in keys {
        let figure = number(key) ?? .zero
        rest = isAdded ? rest - figure : rest + figure
        if number(key) == nil { cells.append((key, .text("0"))) }
      }
    }
    return EdgeDraft.text(rest).map { [(first, $0)] + cells } ?? []
  }

  /// Sets a field of days or of months.
  fileprivate func with(_ key: String, day: CivilDay) -> CaseSituation {
    let text = field(key)?.kind == .month ? String(day.description.prefix(7)) : day.description
    return with(key, .text(text))
  }

  /// The days that a bound covers.
  fileprivate func days(of bound: Check.DayOperand) -> (first: CivilDay, last: CivilDay)? {
    switch bound {
    case .day(let day): return (day, day)
    case .field(let key):
      guard let text = value(key)?.text else { return nil }
      if let day = CivilDay(text) { return (day, day) }
      return CivilMonth(text).map { ($0.firstDay, $0.lastDay) }
    }
  }

  fileprivate func after(_ key: String, _ bound: CivilDay, _ edge: WorkedCase.Edge) -> [CaseSituation] {
    let isMonth = field(key)?.kind == .month
    // The last month that ends by then.
    let inside = isMonth ? bound.adding(days: 1).adding(months: -1) : bound
    return [with(key, day: edge == .inside ? inside : isMonth ? inside.adding(months: 1) : bound.adding(days: 1))]
  }

  fileprivate func before(_ key: String, _ bound: CivilDay, _ edge: WorkedCase.Edge) -> [CaseSituation] {
    let isMonth = field(key)?.kind == .month
    // The first month that begins then or later.
    let inside = isMonth ? bound.adding(days: -1).adding(months: 1) : bound
    return [with(key, day: edge == .inside ? inside : isMonth ? inside.adding(months: -1) : bound.adding(days: -1))]
  }
}

extension Check.Register {
  fileprivate var isDated: Bool { self != .recognised }
}
