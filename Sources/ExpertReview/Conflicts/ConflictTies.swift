/// A kind of tie as the search uses it: the scheme's, or one that needs no relation.
struct TieKind: Sendable {
  let id: String
  let label: Bilingual
  let level: ConflictPolicy.Level
  /// Keeps its own level whatever the party's.
  let absolute: Bool
  let source: Source

  init(_ kind: ConflictPolicy.Kind) {
    (id, label, level, absolute, source) = (kind.id, kind.label, kind.level, kind.absolute, kind.source)
  }

  private init(id: String, label: Bilingual, level: ConflictPolicy.Level, source: Source) {
    (self.id, self.label, self.level, absolute, self.source) = (id, label, level, true, source)
  }

  /// The expert is the person that the file names.
  static let same = TieKind(
    id: Conflict.same, label: Bilingual(zh: "本人", en: "the same person"), level: .hard,
    source: .house(reason: "a person does not judge a file that names them"))
}

/// A tie of an expert that counts on the day of the search.
struct ExpertTie: Sendable {
  /// Number of the expert.
  let expert: Int32
  /// Number in the table of kinds.
  let kind: Int32
  let level: ConflictPolicy.Level
  /// The unit or person at the other end.
  let name: String
  let code: String
  /// The unit of a person; empty where unknown.
  let personUnit: String
  let isPerson: Bool
  /// Whether it goes on; false where it is over and still counts.
  let isPresent: Bool
  var share: ExactDecimal?
  var began: CivilDay?
  var ended: CivilDay?
  var text = ""
  let origin: ConflictLink.Origin
}

/// The ties of all experts that count on a day: present employers, and relations within their windows. A tie that ended
/// exactly at the window's edge is outside. Sorted, so that nothing depends on the order of files.
///
/// - Parameters:
///   - experts: sorted by id.
///   - kinds: the scheme's, at the places that ties refer to.
func expertTies(
  of experts: [Expert], relations: [Relation], kinds: [ConflictPolicy.Kind], asOf: CivilDay
) -> [ExpertTie] {
  let numbers = Dictionary(experts.enumerated().map { ($1.id, Int32($0)) }, uniquingKeysWith: { first, _ in first })
  let places = Dictionary(kinds.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  var ties: [ExpertTie] = []
  ties.reserveCapacity(experts.count + relations.count)
  if let place = places[Relation.Kind.employment.rawValue] {
    for (number, expert) in experts.enumerated() where !expert.employer.isEmpty || !expert.employerCode.isEmpty {
      ties.append(
        ExpertTie(
          expert: Int32(number), kind: Int32(place), level: kinds[place].level, name: expert.employer,
          code: codeGiven(expert.employerCode, as: expert.employer), personUnit: "", isPerson: false, isPresent: true,
          origin: .experts))
    }
  }
  for relation in relations {
    guard let number = numbers[relation.expert], let place = places[relation.kind.rawValue],
      counts(relation, kind: kinds[place], on: asOf)
    else { continue }
    let isPerson = relation.partyType == .person
    ties.append(
      ExpertTie(
        expert: number, kind: Int32(place), level: kinds[place].level(ofShare: relation.share), name: relation.party,
        code: isPerson ? relation.partyCode : codeGiven(relation.partyCode, as: relation.party),
        personUnit: isPerson ? relation.partyUnit : "", isPerson: isPerson,
        isPresent: relation.until.map { $0 >= asOf } ?? true, share: relation.share, began: relation.from,
        ended: relation.until, text: relation.evidence, origin: .relations))
  }
  return ties.sorted { $0.isBefore($1) }
}

/// A unit's code: the one given, or the name itself where a code was written in its place.
private func codeGiven(_ code: String, as name: String) -> String {
  code.isEmpty && UnitNames.code(name).isCreditCode ? name : code
}

extension ExpertTie {
  fileprivate func isBefore(_ other: ExpertTie) -> Bool {
    if (expert, kind) != (other.expert, other.kind) { return (expert, kind) < (other.expert, other.kind) }
    if origin != other.origin { return origin == .experts }
    if name != other.name { return name < other.name }
    if code != other.code { return code < other.code }
    if personUnit != other.personUnit { return personUnit < other.personUnit }
    if level != other.level { return level > other.level }
    let days = (began?.daysSince1970 ?? .min, ended?.daysSince1970 ?? .max)
    let otherDays = (other.began?.daysSince1970 ?? .min, other.ended?.daysSince1970 ?? .max)
    if days != otherDays { return days < otherDays }
    if text != other.text { return text < other.text }
    return (share ?? .zero, isPerson ? 1 : 0) < (other.share ?? .zero, other.isPerson ? 1 : 0)
  }
}

private func counts(_ relation: Relation, kind: ConflictPolicy.Kind, on day: CivilDay) -> Bool {
  if let from = relation.from, from > day { return false }
  guard let until = relation.until else { return true }
  // With no look-back a tie counts through its last day; otherwise one that ended just `months` ago is outside.
  return kind.months == 0 ? until >= day : until > day.adding(months: -kind.months)
}
