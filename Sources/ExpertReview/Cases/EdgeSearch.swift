/// Finds a change of a declaration that brings it just inside or just outside the bound that a check draws.
///
/// Every kind of check proposes changes from its own numbers: the bound itself and the bound and one unit, lists with
/// an entry more or less, dates a day apart. A proposal counts only if the real evaluation says that the check then
/// holds (inside) or does not (outside), so a wrong proposal is never taken for an edge. A composed check takes the
/// first branch that can be brought there: `when` with its condition made true, `all` with one part outside and the
/// others left holding. The unit is 1 for whole numbers, a cent for money, else the bound's last place and at least a
/// hundredth.
///
/// This is a search by trying, not a solver: where no proposal works the case is written out by its author.
struct EdgeSearch {
  let scheme: Scheme
  let reader: DeclarationReader

  typealias Edge = WorkedCase.Edge

  /// How far a situation is from what is wanted of a check.
  private enum Standing { case wanted, doubtful, refused, unwanted }

  /// The first change that brings the check to that side, or nil.
  func situation(_ check: Check, _ edge: Edge, from start: CaseSituation) -> CaseSituation? {
    let proposals = proposals(check, edge, from: start)
    let standings = proposals.map { standing(of: check, edge, in: $0) }
    for wanted in [Standing.wanted, .doubtful, .refused] {
      if let place = standings.firstIndex(of: wanted) { return proposals[place] }
    }
    return nil
  }

  /// Outside, a check that fails is wanted; one in doubt, or a declaration that is refused, only where none fails.
  private func standing(of check: Check, _ edge: Edge, in situation: CaseSituation) -> Standing {
    guard let result = result(of: check, in: situation) else { return edge == .outside ? .refused : .unwanted }
    switch (edge, result) {
    case (.inside, .holds), (.outside, .fails): return .wanted
    case (.outside, .doubtful): return .doubtful
    default: return .unwanted
    }
  }

  /// Nil where the declaration cannot be read.
  func result(of check: Check, in situation: CaseSituation) -> CheckEvaluation.Result? {
    guard case .success(let (candidate, context)) = situation.context(under: scheme, reader: reader) else { return nil }
    var evaluation = CheckEvaluation(candidate: candidate, context: context)
    return evaluation.outcome(of: check).result
  }

  /// The situation itself where the check holds in it, else brought just inside.
  private func holding(_ check: Check, _ situation: CaseSituation) -> CaseSituation? {
    result(of: check, in: situation) == .holds ? situation : self.situation(check, .inside, from: situation)
  }

  // MARK: Composition

  private func proposals(_ check: Check, _ edge: Edge, from start: CaseSituation) -> [CaseSituation] {
    switch (check, edge) {
    case (.all(let parts), .inside): return everyPart(parts, .inside, from: start)
    case (.any(let parts), .outside): return everyPart(parts, .outside, from: start)
    case (.all(let parts), .outside): return onePart(parts, .outside, from: start)
    case (.any(let parts), .inside): return onePart(parts, .inside, from: start)
    case (.not(let inner), _): return proposals(inner, edge == .inside ? .outside : .inside, from: start)
    case (.when(let condition, let then), _):
      guard let met = holding(condition, start) else { return [] }
      return proposals(then, edge, from: met)
    default: return leafProposals(check, edge, from: start)
    }
  }

  /// All parts at their edges; where they cannot be at once, each of them alone.
  private func everyPart(_ parts: [Check], _ edge: Edge, from start: CaseSituation) -> [CaseSituation] {
    var all = start
    var singles: [CaseSituation] = []
    for part in parts {
      if let next = situation(part, edge, from: all) { all = next }
      if let single = situation(part, edge, from: start) { singles.append(single) }
    }
    return [all] + singles
  }

  /// One part at its edge, the others left as they are and, where one does not hold, made to.
  private func onePart(_ parts: [Check], _ edge: Edge, from start: CaseSituation) -> [CaseSituation] {
    parts.indices.flatMap { index -> [CaseSituation] in
      var prepared = start
      if edge == .outside {
        for other in parts.indices where other != index { prepared = holding(parts[other], prepared) ?? prepared }
      }
      return [prepared, start].compactMap { situation(parts[index], edge, from: $0) }
    }
  }

  private func leafProposals(_ check: Check, _ edge: Edge, from start: CaseSituation) -> [CaseSituation] {
    let draft = EdgeDraft(start, scheme: scheme, reader: reader)
    return numberProposals(check, edge, draft) ?? dayProposals(check, edge, draft)
      ?? listProposals(check, edge, draft) ?? valueProposals(check, edge, draft)
  }
}

/// A situation that is being changed for an edge, with what the changes look at.
struct EdgeDraft {
  let scheme: Scheme
  let start: CaseSituation
  let submitted: CivilDay?
  let applicant: String
  let code: String

  init(_ start: CaseSituation, scheme: Scheme, reader: DeclarationReader) {
    self.scheme = scheme
    self.start = start
    var submitted: CivilDay?
    var (applicant, code) = ("", "")
    if case .success(let candidate) = reader.candidate(from: start.record, version: 1) {
      submitted = scheme.day("submitted_on", of: candidate)
      applicant = scheme.text("applicant_name", of: candidate) ?? ""
      code = scheme.text("uscc", of: candidate) ?? ""
    }
    (self.submitted, self.applicant, self.code) = (submitted, applicant, code)
  }

  // MARK: Fields

  func field(_ key: String) -> Field? { scheme.slots[key].map { scheme.fields[$0] } }

  /// The key of a field, of its last year where it has one for each year.
  func path(_ key: String) -> String {
    guard let field = field(key) else { return key }
    guard let years = field.years, let submitted, let last = completeYears(years, before: submitted).last else {
      return field.key
    }
    return field.key(of: last)
  }

  func value(_ key: String) -> JSON? { RecordEdit(start.record, of: scheme).value(path(key)) }

  func number(_ key: String) -> Fraction? { value(key)?.scalarText.flatMap { ExactDecimal($0) }?.fraction }

  func number(_ operand: Check.Operand) -> Fraction? {
    switch operand {
    case .value(let value): value.fraction
    case .field(let key): number(key)
    }
  }

  /// The smallest step of a field's values, given the bound.
  func unit(_ key: String, bound: ExactDecimal = .zero) -> Fraction {
    switch field(key)?.kind {
    case .integer: Fraction(1)
    case .money: Fraction(1, 100)
    default: Fraction(1, Int128(powerOfTen(max(2, bound.places))))
    }
  }

  // MARK: Changes

  /// The start with cells changed. Numbers are written with as many places as they need.
  func with(_ cells: [(String, JSON)]) -> CaseSituation {
    var edit = RecordEdit(start.record, of: scheme)
    for (key, value) in cells { edit.set(path(key), value) }
    var changed = start
    changed.record = edit.record
    return changed
  }

  func with(_ key: String, _ value: JSON) -> CaseSituation { with([(key, value)]) }

  func with(_ key: String, _ value: Fraction) -> [CaseSituation] {
    guard let text = EdgeDraft.text(value) else { return [] }
    return [with(key, text)]
  }

  /// The decimal that a fraction is, nil where it is none of at most six places.
  static func text(_ value: Fraction) -> JSON? {
    let rounded = value.rounded(places: 6, .halfUp)
    return rounded.fraction == value ? .text(rounded.description) : nil
  }

  // MARK: Inventing

  /// A value that a field may have.
  func invented(_ field: Field, number: Int = 1) -> JSON {
    switch field.kind {
    case .text, .attachment: .text(field.label.zh + String(number))
    case .integer, .decimal, .money, .percent: .text("1")
    case .date: .text((submitted ?? CivilDay(daysSince1970: 0)).description)
    case .month: .text(String((submitted ?? CivilDay(daysSince1970: 0)).description.prefix(7)))
    case .boolean: .boolean(true)
    case .choice: .text(field.choices.first?.id ?? "")
    case .choices: .array(field.choices.prefix(1).map { .text($0.id) })
    case .object: entry(field.entry, number: number)
    case .list:
      .array([field.entry.isEmpty ? .text(field.label.zh + String(number)) : entry(field.entry, number: number)])
    }
  }

  func entry(_ cells: [Field], number: Int) -> JSON {
    JSON(.object(cells.map { JSON.Member(key: $0.key, value: invented($0, number: number)) }))
  }

  /// The entries of a list as they stand; choices by what is written.
  func entries(_ key: String) -> [JSON] { value(key)?.elements ?? [] }

  /// A list with so many entries, no two alike: those that are there first, then others made after them. Nil where a
  /// field has not so many choices.
  func entries(_ key: String, count: Int) -> [JSON]? {
    guard let field = field(key), count >= 0 else { return nil }
    var made = Array(entries(key).prefix(count))
    if field.kind == .choices {
      let taken = Set(made.compactMap(\.text))
      let unused = field.choices.filter { choice in
        taken.isDisjoint(with: [choice.id, choice.label.zh, choice.label.en] + choice.aliases)
      }
      let ordered = unused.filter { $0.id != "other" } + unused.filter { $0.id == "other" }
      made += ordered.prefix(count - made.count).map { .text($0.id) }
      return made.count == count ? made : nil
    }
    while made.count < count {
      let number = made.count + 1
      guard !field.entry.isEmpty else {
        made.append(.text(field.label.zh + String(number)))
        continue
      }
      var entry = RecordEdit(made.first ?? self.entry(field.entry, number: number), of: scheme)
      for cell in field.entry where cell.kind == .text && entry.value(cell.key) != nil {
        entry.set(cell.key, .text((entry.value(cell.key)?.text ?? "") + String(number)))
      }
      made.append(entry.record)
    }
    return made
  }

  /// An entry like the first of a list, with cells changed.
  func entry(of key: String, with cells: [(String, JSON)]) -> JSON {
    guard let field = field(key) else { return .null }
    var edit = RecordEdit(entries(key).first ?? entry(field.entry, number: 1), of: scheme)
    for (cell, value) in cells { edit.set(cell, value) }
    return edit.record
  }
}
