extension Check {
  /// What the check comes to whatever a candidate declares; nil where that depends on it, as it should.
  ///
  /// Only what follows from the check itself is told: bounds that no number can miss or meet, conditions that exclude
  /// one another. A cell that was left empty is another matter; it is asked for by `required`.
  func outcome(in scheme: Scheme) -> Bool? {
    switch self {
    case .all(let checks): Check.outcome(ofAll: checks, in: scheme)
    case .any(let checks): Check.outcome(ofAny: checks, in: scheme)
    case .not(let check): check.outcome(in: scheme).map { !$0 }
    case .when(let condition, let then): Check.outcome(of: then, when: condition, in: scheme)
    case .atLeast(let key, .value(let bound)): bound <= .zero && !scheme.mayBeNegative(key) ? true : nil
    case .atLeast(let key, .field(let other)), .atMost(let key, .field(let other)): key == other ? true : nil
    case .atMost(let key, .value(let bound)): bound < .zero && !scheme.mayBeNegative(key) ? false : nil
    case .between(let key, _, let until): until < .zero && !scheme.mayBeNegative(key) ? false : nil
    case .same(let key, let other): key == other ? true : nil
    case .oneOf(_, let values), .mentions(_, let values): values.isEmpty ? false : nil
    case .containsAll(_, _, let values): values.isEmpty ? true : nil
    case .countAtLeast(let key, let least): Check.outcome(ofAtLeast: least, of: scheme.choiceCount(key))
    case .countAtMost(let key, let most): scheme.choiceCount(key).map { most >= $0 ? true : nil } ?? nil
    case .ratioAtLeast(_, _, let least): least <= .zero ? true : nil
    case .sumWithinMonths(_, _, _, _, let least, _): least <= .zero ? true : nil
    default: nil
    }
  }

  private static func outcome(ofAll checks: [Check], in scheme: Scheme) -> Bool? {
    let parts = checks.map { $0.outcome(in: scheme) }
    if parts.contains(false) || exclude(checks) { return false }
    return parts.allSatisfy { $0 == true } ? true : nil
  }

  private static func outcome(ofAny checks: [Check], in scheme: Scheme) -> Bool? {
    let parts = checks.map { $0.outcome(in: scheme) }
    if parts.contains(true) { return true }
    return parts.allSatisfy { $0 == false } ? false : nil
  }

  /// `when` holds where its condition does not, so a condition that nothing meets makes it hold always.
  private static func outcome(of then: Check, when condition: Check, in scheme: Scheme) -> Bool? {
    switch (condition.outcome(in: scheme), then.outcome(in: scheme)) {
    case (false?, _), (_, true?): true
    case (true?, let outcome): outcome
    default: nil
    }
  }

  private static func outcome(ofAtLeast least: Int, of choices: Int?) -> Bool? {
    if least <= 0 { return true }
    if let choices, least > choices { return false }
    return nil
  }

  /// Whether checks that must all hold leave nothing: a floor above a ceiling, two different values, true and false.
  private static func exclude(_ checks: [Check]) -> Bool {
    var floors: [String: ExactDecimal] = [:]
    var ceilings: [String: ExactDecimal] = [:]
    var values: [String: Set<String>] = [:]
    for check in checks {
      switch check {
      case .atLeast(let key, .value(let bound)): floors[key] = max(floors[key] ?? bound, bound)
      case .atMost(let key, .value(let bound)): ceilings[key] = min(ceilings[key] ?? bound, bound)
      case .between(let key, let from, let until):
        floors[key] = max(floors[key] ?? from, from)
        ceilings[key] = min(ceilings[key] ?? until, until)
      case .equals(let key, let value): values[key, default: []].insert(value)
      case .isTrue(let key): values[key, default: []].insert("true")
      case .isFalse(let key): values[key, default: []].insert("false")
      default: break
      }
    }
    return floors.contains { key, floor in ceilings[key].map { $0 < floor } ?? false }
      || values.values.contains { $0.count > 1 }
  }
}

extension Scheme {
  fileprivate func mayBeNegative(_ key: String) -> Bool { slots[key].map { fields[$0].mayBeNegative } ?? true }

  /// How many choices a field has of which several may be taken; nil for any other.
  fileprivate func choiceCount(_ key: String) -> Int? {
    guard let slot = slots[key], fields[slot].kind == .choices else { return nil }
    return fields[slot].choices.count
  }
}
