/// The schemes and their worked cases held against the catalogue: what stands where, with how many cases, and
/// everything that is missing.
public struct Coverage: Sendable {
  /// What a scheme has of a rule of the catalogue.
  public struct Cell: Sendable {
    public let scheme: SchemeID
    /// Whether the catalogue wants it there.
    public let isRequired: Bool
    /// The scheme's rules under this id: itself, its parts (`HN-03b` of `HN-03`) and rules that state it too.
    public let rules: [RuleID]
    public let cases: Int
  }

  /// A rule of the catalogue across all schemes.
  public struct Row: Sendable {
    public let id: String
    /// One a scheme, in the order of `schemes`.
    public let cells: [Cell]
  }

  /// Something that is missing.
  public enum Gap: Hashable, Sendable {
    /// A scheme that the catalogue names is not there.
    case noScheme(SchemeID)
    /// A scheme that the catalogue names has no worked cases.
    case noCases(SchemeID)
    case noRule(String, SchemeID)
    case noMaterial(String, SchemeID)
    case noTable(String, SchemeID)
    case noInside(RuleID, SchemeID)
    case noOutside(RuleID, SchemeID)
    case noOpen(RuleID, SchemeID)
    /// No house value stands at the path where a question should be settled.
    case unsettled(String, SchemeID, path: String)
    case noApplication(String)
  }
  /// All schemes that were held against it, sorted; those that the catalogue does not name among them.
  public let schemes: [SchemeID]
  /// In the order of the catalogue.
  public let rows: [Row]
  public let gaps: [Gap]
}

/// Holds schemes and cases against the catalogue. `schemes` are those that can be run. Complexity: rules × schemes.
public func coverage(
  of catalogue: RuleCatalogue, schemes: [Scheme], cases: [SchemeID: SchemeCases]
) -> Coverage {
  let schemes = schemes.sorted { $0.id < $1.id }
  let known = Dictionary(schemes.map { ($0.id, SchemeCoverage($0, cases[$0.id])) }) { first, _ in first }
  var gaps: [Coverage.Gap] = catalogue.schemes.filter { known[$0] == nil }.map { .noScheme($0) }
  let rows = catalogue.rules.map { entry in
    let required = Set(entry.seats.map(\.scheme))
    return Coverage.Row(
      id: entry.id, cells: schemes.compactMap { known[$0.id]?.cell(entry.id, isRequired: required.contains($0.id)) })
  }
  for row in rows {
    for cell in row.cells where cell.isRequired && cell.rules.isEmpty { gaps.append(.noRule(row.id, cell.scheme)) }
  }
  for entry in catalogue.materials {
    for seat in entry.seats {
      if let scheme = known[seat.scheme], !scheme.hasMaterial(entry.id) {
        gaps.append(.noMaterial(entry.id, seat.scheme))
      }
    }
  }
  for entry in catalogue.tables {
    for seat in entry.seats {
      if let scheme = known[seat.scheme], !scheme.hasTable(entry.id, field: seat.field) {
        gaps.append(.noTable(entry.id, seat.scheme))
      }
    }
  }
  let named = Set(catalogue.schemes)
  for scheme in schemes { gaps += known[scheme.id]?.gaps(isNamed: named.contains(scheme.id)) ?? [] }
  gaps += unsettled(catalogue, known)
  let names = Set(cases.values.flatMap(\.cases).compactMap(\.name))
  gaps += catalogue.applications.filter { !names.contains($0) }.map { .noApplication($0) }
  return Coverage(schemes: schemes.map(\.id), rows: rows, gaps: gaps)
}

private func unsettled(_ catalogue: RuleCatalogue, _ known: [SchemeID: SchemeCoverage]) -> [Coverage.Gap] {
  catalogue.ambiguities.flatMap { ambiguity -> [Coverage.Gap] in
    guard case .settled(let places) = ambiguity.answer else { return [] }
    return places.compactMap { place in
      guard let scheme = known[place.scheme], !scheme.hasHouseValue(place.path) else { return nil }
      return .unsettled(ambiguity.id, place.scheme, path: place.path)
    }
  }
}

/// What one scheme and its cases have.
private struct SchemeCoverage {
  let scheme: Scheme
  let cases: [WorkedCase]
  let hasCases: Bool

  init(_ scheme: Scheme, _ cases: SchemeCases?) {
    self.scheme = scheme
    self.cases = cases?.cases ?? []
    hasCases = cases != nil
  }

  func cell(_ id: String, isRequired: Bool) -> Coverage.Cell {
    let rules = scheme.rules.filter { ([$0.id] + $0.also).contains { $0.number == id } }
    let own = cases.filter { $0.rule.number == id }
    let ids = Set(rules.map(\.id))
    let told = own.isEmpty ? cases.filter { ids.contains($0.rule) } : own
    return Coverage.Cell(scheme: scheme.id, isRequired: isRequired, rules: rules.map(\.id), cases: told.count)
  }

  func hasMaterial(_ id: String) -> Bool {
    scheme.materials.contains { ([$0.id] + $0.satisfies).contains(MaterialID(id)) }
  }

  /// A table that recommenders fill, or one that is a list of the declaration.
  func hasTable(_ id: String, field: String?) -> Bool {
    if let field { return scheme.slots[field] != nil }
    return scheme.nominations?.table.rawValue == id
  }

  func hasHouseValue(_ path: String) -> Bool {
    scheme.houseValues.contains { $0.path == path || $0.path.hasPrefix(path + ".") }
  }

  /// What the scheme's rules lack. An office's own scheme, which the catalogue does not name, need not have cases;
  /// where it has some, they are held to the same.
  func gaps(isNamed: Bool) -> [Coverage.Gap] {
    guard hasCases else { return isNamed ? [.noCases(scheme.id)] : [] }
    let restated = Set(scheme.rules.flatMap(\.also))
    return scheme.rules.filter { !restated.contains($0.id) }.flatMap { rule -> [Coverage.Gap] in
      let told = cases.filter { ([rule.id] + rule.also).contains($0.rule) }
      guard rule.check != nil else {
        if rule.kind == .warn || rule.settledBy != nil || told.contains(where: { $0.expected == .open }) { return [] }
        return [.noOpen(rule.id, scheme.id)]
      }
      var gaps: [Coverage.Gap] = []
      if !told.contains(where: { $0.isInside }) { gaps.append(.noInside(rule.id, scheme.id)) }
      if !told.contains(where: { $0.isOutside(rule.kind) }) { gaps.append(.noOutside(rule.id, scheme.id)) }
      return gaps
    }
  }
}

extension WorkedCase {
  fileprivate var isInside: Bool { edge == .inside || (edge == nil && expected == .pass) }

  /// Whether the check is expected not to hold. A cell that is missing under a gate says nothing of its bound.
  fileprivate func isOutside(_ kind: Rule.Kind) -> Bool {
    if edge == .outside || expected == .refused { return true }
    guard edge == nil else { return false }
    switch kind {
    case .gate: return expected == .fail || expected == .review
    case .review: return expected == .review
    case .warn: return expected == .warn
    case .formError: return expected == .formError
    case .process, .judged: return expected == .open
    case .preference: return expected == .none
    }
  }
}

extension RuleID {
  /// The number under which the documents' rule is counted: without the letter of a part.
  fileprivate var number: String {
    guard let last = rawValue.last, last.isLowercase else { return rawValue }
    return String(rawValue.dropLast())
  }
}
