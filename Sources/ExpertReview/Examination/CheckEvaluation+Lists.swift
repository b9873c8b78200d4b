extension CheckEvaluation {
  mutating func containsAll(_ key: String, _ cell: String?, _ wanted: [String]) -> Outcome {
    let (value, place) = read(key)
    let present: [String]
    switch value {
    case .choices(let ids): present = ids
    case .list(let entries): present = entries.compactMap { entry in (cell.map { entry.cell($0) } ?? entry)?.plainText }
    default: return gap(key, place)
    }
    return decided(wanted.allSatisfy { present.contains($0) }, focus(place))
  }

  mutating func count(_ key: String, _ bound: Int, _ holds: (Int, Int) -> Bool) -> Outcome {
    let (value, place) = read(key)
    guard let count = value.count else { return gap(key, place) }
    return decided(
      holds(count, bound), focus(place, limit: .number(ExactDecimal(bound)), computed: .number(ExactDecimal(count))))
  }

  /// A list that was left out has nothing in it that could be too much.
  mutating func countAtMost(_ key: String, _ most: Int) -> Outcome {
    let outcome = count(key, most) { $0 <= $1 }
    if case .missing = outcome.result { return decided(true, outcome.focus) }
    return outcome
  }

  /// As many as is stated.
  mutating func countEquals(_ key: String, _ bound: Check.Operand) -> Outcome {
    let (value, place) = read(key)
    guard let count = value.count else { return gap(key, place) }
    let limit = limit(bound, year: nil)
    guard case .number(let stated) = limit else { return gap(bound.key, place) }
    return decided(
      stated == ExactDecimal(count), focus(place, limit: limit, computed: .number(ExactDecimal(count))))
  }

  /// No other candidate of the round has the same value.
  mutating func unique(_ key: String) -> Outcome {
    guard let slot = context.scheme.slots[key] else { return Outcome(result: .holds) }
    let (value, place) = read(slot: slot)
    guard let text = value.plainText, let same = context.holders[slot]?[text] else {
      return decided(true, focus(place))
    }
    let own = candidate.id
    let named = Array(same.lazy.filter { $0 != own }.prefix(5))
    var focus = focus(place)
    focus.others = Others(named: named, count: same.count - 1)
    return decided(named.isEmpty, focus)
  }

  mutating func distinct(_ key: String, _ cell: String) -> Outcome {
    let (value, place) = read(key)
    guard case .list(let entries) = value else { return decided(true, focus(place)) }
    var seen: Set<FieldValue> = []
    let repeated = entries.compactMap { $0.cell(cell) }.first { !seen.insert($0).inserted }
    return decided(repeated == nil, focus(place, computed: repeated ?? .missing))
  }

  mutating func notAmong(_ key: String, _ list: String, _ cell: String) -> Outcome {
    let (value, place) = read(key)
    let (entries, _) = read(list)
    guard value != .missing, case .list(let entries) = entries else { return decided(true, focus(place)) }
    return decided(!entries.contains { $0.cell(cell) == value }, focus(place))
  }

  /// Entries that bear one of `values` (all, where no cell is named) have every one of `cells`.
  mutating func entryComplete(_ list: String, _ cell: String?, _ values: [String], _ cells: [String]) -> Outcome {
    let (value, place) = read(list)
    guard case .list(let entries) = value else { return decided(true, focus(place)) }
    for (number, entry) in entries.enumerated() {
      if let cell, !(entry.cell(cell)?.plainText.map { values.contains($0) } ?? false) { continue }
      if let empty = cells.first(where: { entry.cell($0) == nil }) {
        return decided(false, focus(place, computed: .text("\(list).\(number + 1).\(empty)")))
      }
    }
    return decided(true, focus(place))
  }

  /// Where 其他 is chosen, `other_text.<field>` says what.
  mutating func otherStated(_ key: String) -> Outcome {
    let (value, place) = read(key)
    let isOther =
      switch value {
      case .choice(let id): id == "other"
      case .choices(let ids): ids.contains("other")
      default: false
      }
    guard isOther else { return decided(true, focus(place)) }
    let (text, _) = read("other_text." + key)
    return decided(text.isFilled, focus(place))
  }

  // MARK: Units

  /// A unit of the declaration.
  struct Unit {
    let name: String
    let code: String
  }

  /// The lead unit, and with `allUnits` the members of the consortium.
  func units(_ scope: Check.UnitScope) -> [Unit] {
    let scheme = context.scheme
    var units = [
      Unit(name: scheme.text("applicant_name", of: candidate) ?? "", code: scheme.text("uscc", of: candidate) ?? "")
    ]
    if scope == .allUnits, case .list(let members) = scheme.value("members", of: candidate) {
      units += members.map { Unit(name: $0.cell("name")?.plainText ?? "", code: $0.cell("uscc")?.plainText ?? "") }
    }
    return units
  }

  /// Every unit's pledge of truth is there, signed and sealed.
  mutating func pledges() -> Outcome {
    let (value, place) = read("pledges")
    guard case .list(let pledges) = value else { return gap("pledges", place) }
    let sound = pledges.filter { $0.cell("signed") == .flag(true) && $0.cell("sealed") == .flag(true) }
    let named = sound.compactMap { $0.cell("unit")?.plainText }
    let covered = Set(named)
    var bare = units(.allUnits).map(\.name).filter { !covered.contains($0) }
    // Names are only brought to their keys where they are not written alike.
    if !bare.isEmpty {
      let keys = Set(named.map(\.unitName))
      bare.removeAll { keys.contains($0.unitName) }
    }
    return decided(bare.isEmpty, focus(place, computed: .text(bare.joined(separator: "、"))))
  }

  // MARK: Registers

  mutating func notListed(
    _ register: Check.Register, _ scope: Check.UnitScope, _ months: Int?, _ grades: [String]
  ) -> Outcome {
    switch register {
    case .recognised: return notRecognised(scope)
    case .sanctioned: return notSanctioned(scope, months)
    case .violations: return noEvent("violations", scope, months, grades: [])
    case .accidents: return noEvent("accidents", scope, months, grades: grades)
    }
  }

  /// Violations and accidents that count: of the units in scope, in the window, of the grades named. A day exactly as
  /// many months before submission lies outside. An entry without a unit is the lead's.
  private mutating func noEvent(
    _ key: String, _ scope: Check.UnitScope, _ months: Int?, grades: [String]
  ) -> Outcome {
    let (value, place) = read(key)
    guard case .list(let entries) = value, !entries.isEmpty else { return decided(true, focus(place)) }
    var start: CivilDay?
    if let months {
      guard let submitted = context.submittedOn(candidate) else { return gap("submitted_on", place) }
      start = submitted.adding(months: -months)
    }
    let units = units(scope)
    for entry in entries
    where concerns(units, entry) && (grades.isEmpty || grades.contains(entry.cell("grade")?.plainText ?? "")) {
      guard let start else { return decided(false, focus(place)) }
      guard case .day(let day)? = entry.cell("date") else { return gap(key + ".date", place) }
      if day > start { return decided(false, focus(place, computed: .day(day))) }
    }
    return decided(true, focus(place))
  }

  private func concerns(_ units: [Unit], _ entry: FieldValue) -> Bool {
    guard let unit = entry.cell("unit")?.plainText else { return true }
    return units.contains { $0.code == unit || $0.name.unitName == unit.unitName }
  }
}

extension FieldValue {
  /// How many a list or a multiple choice has; nil for anything else.
  fileprivate var count: Int? {
    switch self {
    case .choices(let ids): ids.count
    case .list(let values): values.count
    default: nil
    }
  }
}
