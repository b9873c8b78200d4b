/// Works out checks for one candidate, and keeps what it read.
struct CheckEvaluation {
  enum Result: Equatable {
    case holds, fails
    /// It cannot be computed: this cell was left empty.
    case missing(String)
    /// The documents, or two readings of them, leave it open.
    case doubtful
    /// It rests on an act of the recommender that is not there and not yet due.
    case pending
  }

  /// What a message may name. Texts are made of it only where a message is.
  struct Focus {
    var evidence: Int?
    var limit: FieldValue = .missing
    var computed: FieldValue = .missing
    var others: Others?
  }

  /// Who else has the same value: some by name, and how many in all.
  struct Others {
    let named: [CandidateID]
    let count: Int
  }

  struct Outcome {
    let result: Result
    var focus = Focus()
  }

  let candidate: Candidate
  let context: ExaminationContext
  private(set) var evidence: [Reading] = []
  /// Something that does not decide the check and should yet be seen.
  var remark: Bilingual?
  /// Why the check is in doubt, where more can be said than that it is.
  var doubt: Bilingual?

  init(candidate: Candidate, context: ExaminationContext) {
    self.candidate = candidate
    self.context = context
  }

  // MARK: Composition

  mutating func outcome(of check: Check) -> Outcome {
    switch check {
    case .all(let checks): return all(checks)
    case .any(let checks): return any(checks)
    case .not(let check):
      let inner = outcome(of: check)
      return Outcome(result: inner.result.negated, focus: inner.focus)
    case .when(let condition, let then): return when(condition, then)
    case .atLeast(let key, let bound): return compare(key, bound) { $0 >= $1 }
    case .atMost(let key, let bound): return compare(key, bound) { $0 <= $1 }
    case .between(let key, let from, let until): return between(key, from, until)
    case .equals(let key, let value): return plain(key) { $0 == value }
    case .same(let key, let other): return same(key, other)
    case .oneOf(let key, let values): return plain(key) { values.contains($0) }
    case .mentions(let key, let words): return mentions(key, words)
    case .ratioAtLeast(let top, let bottom, let least): return ratio(top, bottom, least)
    case .ratioEquals(let top, let bottom, let percent, let tolerance):
      return ratioEquals(top, bottom, percent, tolerance)
    case .balanceAtLeast(let plus, let minus, let bound): return balance(plus, minus, bound)
    case .productEquals(let list, let factors, let product, let tolerance):
      return productEquals(list, factors, product, tolerance)
    case .sumEquals(let terms, let total, let tolerance): return sumEquals(terms, total, tolerance)
    case .sumWithinMonths(let list, let amount, let date, let months, let least, let declared):
      return sumWithin(list, amount, date, months, least, declared)
    case .completeYearsAtLeast(let key, let least): return years(key, least) { completeYears(from: $0, to: $1) }
    case .yearsAtLeast(let key, let least): return years(key, least) { anniversaries(from: $0, to: $1) }
    case .notBefore(let key, let bound): return compareDays(key, bound) { $0.first >= $1.first }
    case .notAfter(let key, let bound): return compareDays(key, bound) { $0.last <= $1.last }
    case .within(let key, let from, let until): return within(key, from, until)
    case .inForce: return inForce()
    case .present(let subject): return present(subject)
    case .isTrue(let key): return flag(key, true)
    case .isFalse(let key): return flag(key, false)
    case .matches(let key, let cell, let pattern): return matches(key, cell, pattern)
    case .maxLength(let key, let limit): return maxLength(key, limit)
    case .lengthLimits: return lengthLimits()
    case .containsAll(let key, let cell, let values): return containsAll(key, cell, values)
    case .countAtLeast(let key, let least): return count(key, least) { $0 >= $1 }
    case .countAtMost(let key, let most): return countAtMost(key, most)
    case .countEquals(let key, let bound): return countEquals(key, bound)
    case .notListed(let register, let scope, let months, let grades): return notListed(register, scope, months, grades)
    case .unique(let key): return unique(key)
    case .distinct(let key, let cell): return distinct(key, cell)
    case .notAmong(let key, let list, let cell): return notAmong(key, list, cell)
    case .entryComplete(let list, let cell, let values, let cells): return entryComplete(list, cell, values, cells)
    case .otherStated(let key): return otherStated(key)
    case .pledgesCoverAllUnits: return pledges()
    case .nominated: return nominated()
    case .opinionGiven: return opinionGiven()
    case .recommendedFrom(let key): return recommendedFrom(key)
    }
  }

  /// The gravest of the parts: one that fails, then one that is missing, then one in doubt.
  private mutating func all(_ checks: [Check]) -> Outcome {
    var worst = Outcome(result: .holds)
    for check in checks {
      let part = outcome(of: check)
      if part.result.gravity > worst.result.gravity { worst = part }
    }
    return worst
  }

  private mutating func any(_ checks: [Check]) -> Outcome {
    var best: Outcome?
    for check in checks {
      let part = outcome(of: check)
      if part.result == .holds { return part }
      // A doubt is nearer to holding than a gap, and a gap than a failure.
      if best.map({ part.result.gravity < $0.result.gravity }) ?? true { best = part }
    }
    return best ?? Outcome(result: .fails)
  }

  private mutating func when(_ condition: Check, _ then: Check) -> Outcome {
    let met = outcome(of: condition)
    switch met.result {
    case .holds: return outcome(of: then)
    case .fails: return Outcome(result: .holds)
    case .missing, .pending: return met
    case .doubtful:
      let consequence = outcome(of: then)
      return consequence.result == .holds ? consequence : Outcome(result: .doubtful, focus: consequence.focus)
    }
  }

  // MARK: Reading

  /// Reads a field and keeps it as evidence. Nil slot and `missing` for a key that the scheme does not have.
  mutating func read(_ key: String) -> (value: FieldValue, place: Int) {
    guard let slot = context.scheme.slots[key] else { return (.missing, evidence.count) }
    return read(slot: slot)
  }

  mutating func read(slot: Int) -> (value: FieldValue, place: Int) {
    let value = candidate.values[slot]
    keep(Int32(slot), value)
    return (value, evidence.count - 1)
  }

  /// Keeps a value of the subject that stands at this place in the context.
  mutating func keep(_ subject: Int32, _ value: FieldValue, year: Int = -1) {
    evidence.append(Reading(subject: subject, year: Int32(year), value: value))
  }

  /// Forgets what was read since, where it is no ground of a finding.
  mutating func forget(since count: Int) { evidence.removeLast(evidence.count - count) }

  func focus(_ place: Int, limit: FieldValue = .missing, computed: FieldValue = .missing) -> Focus {
    Focus(evidence: place, limit: limit, computed: computed)
  }

  func decided(_ holds: Bool, _ focus: Focus) -> Outcome { Outcome(result: holds ? .holds : .fails, focus: focus) }

  func gap(_ key: String, _ place: Int) -> Outcome { Outcome(result: .missing(key), focus: focus(place)) }

  // MARK: Plain values

  private mutating func plain(_ key: String, _ holds: (String) -> Bool) -> Outcome {
    let (value, place) = read(key)
    guard let text = value.plainText else { return gap(key, place) }
    return decided(holds(text), focus(place))
  }

  private mutating func same(_ key: String, _ other: String) -> Outcome {
    let (value, place) = read(key)
    guard let text = value.plainText else { return gap(key, place) }
    let (second, otherPlace) = read(other)
    guard let otherText = second.plainText else { return gap(other, otherPlace) }
    return decided(text == otherText, focus(place, limit: second))
  }

  /// Whether a text has one of the words in it; `computed` is the first that it has.
  private mutating func mentions(_ key: String, _ words: [String]) -> Outcome {
    let (value, place) = read(key)
    guard case .text(let text) = value, let found = words.first(where: { text.contains($0) }) else {
      return decided(false, focus(place))
    }
    return decided(true, focus(place, computed: .text(found)))
  }

  private mutating func flag(_ key: String, _ wanted: Bool) -> Outcome {
    let (value, place) = read(key)
    guard case .flag(let flag) = value else { return gap(key, place) }
    return decided(flag == wanted, focus(place))
  }

  private mutating func present(_ subject: Check.Subject) -> Outcome {
    switch subject {
    case .field(let key):
      guard let slot = context.scheme.slots[key] else { return Outcome(result: .fails) }
      let place = read(slot: slot).place
      return decided(context.emptyYear(slot, candidate) == nil, focus(place))
    case .material(let id):
      guard let place = context.materialIndex[id] else { return Outcome(result: .fails) }
      let material = context.materials[place]
      let file = candidate.file(of: material)
      keep(material.subject, file)
      return decided(file != .missing, focus(evidence.count - 1))
    }
  }

  /// Empty fields and cells are passed over; `computed` is the first text that does not have the form.
  private mutating func matches(_ key: String, _ cell: String?, _ pattern: Check.Pattern) -> Outcome {
    let (value, place) = read(key)
    let texts: [FieldValue]
    switch (value, cell) {
    case (.list(let entries), let cell?): texts = entries.compactMap { $0.cell(cell) }
    case (_, nil): texts = [value]
    default: texts = []
    }
    let wrong = texts.first { text in
      guard case .text(let text) = text else { return false }
      return switch pattern {
      case .creditCode: !text.isCreditCode
      case .phone: !text.isPhone
      case .email: !text.isEmail
      }
    }
    return decided(wrong == nil, focus(place, computed: wrong ?? .missing))
  }

  private mutating func maxLength(_ key: String, _ limit: Int) -> Outcome {
    let (value, place) = read(key)
    guard case .text(let text) = value, text.exceeds(limit: limit) else { return decided(true, focus(place)) }
    return tooLong(text, limit, place)
  }

  private func tooLong(_ text: String, _ limit: Int, _ place: Int) -> Outcome {
    let computed = ExactDecimal(text.characterCountWithoutSpace)
    return decided(false, focus(place, limit: .number(ExactDecimal(limit)), computed: .number(computed)))
  }

  /// Only texts that are too long are kept as evidence.
  private mutating func lengthLimits() -> Outcome {
    var first: Outcome?
    for slot in context.textSlots {
      guard let limit = context.scheme.fields[slot].maxLength, case .text(let text) = candidate.values[slot],
        text.exceeds(limit: limit)
      else { continue }
      let place = read(slot: slot).place
      if first == nil { first = tooLong(text, limit, place) }
    }
    return first ?? Outcome(result: .holds)
  }
}

extension CheckEvaluation.Result {
  var gravity: Int {
    switch self {
    case .holds: 0
    case .pending: 1
    case .doubtful: 2
    case .missing: 3
    case .fails: 4
    }
  }

  var negated: CheckEvaluation.Result {
    switch self {
    case .holds: .fails
    case .fails: .holds
    case .missing, .doubtful, .pending: self
    }
  }
}

extension ExaminationContext {
  /// The years of a field with `YYYY` that are asked of a candidate: the last complete ones before submission; those
  /// given, where no day of submission is there.
  func years(slot: Int, _ candidate: Candidate) -> [Int] {
    guard let count = scheme.fields[slot].years else { return [] }
    if let day = submittedOn(candidate) { return completeYears(count, before: day) }
    if case .yearly(let given) = candidate.values[slot] { return given.keys.sorted() }
    return []
  }

  /// The key of the cell that is not filled (a year's own, for yearly fields); nil where all is there.
  func emptyYear(_ slot: Int, _ candidate: Candidate) -> String? {
    guard scheme.fields[slot].years != nil else {
      return candidate.values[slot].isFilled ? nil : scheme.fields[slot].key
    }
    guard case .yearly(let given) = candidate.values[slot] else { return scheme.fields[slot].key }
    for year in years(slot: slot, candidate) where !(given[year]?.isFilled ?? false) {
      return scheme.fields[slot].key(of: year)
    }
    return nil
  }
}
