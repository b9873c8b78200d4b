/// A tie of an expert that counts on the day of the search.
struct ExpertTie {
  let expert: ExpertID
  let expertName: String
  let kind: String
  let label: Bilingual
  let level: ConflictPolicy.Level
  /// Keeps its own level whatever the party's.
  let absolute: Bool
  /// The unit or person at the other end.
  let name: String
  let code: String
  let isPerson: Bool
  /// Whether it goes on; false where it is over and still counts.
  let isPresent: Bool
  /// The days or words that the file gives for it.
  let detail: String?
  let source: Source
}

/// A unit or person that a candidate's file names.
struct PartyMention: Sendable {
  let candidate: CandidateID
  let role: String
  let label: Bilingual
  let unit: String
  let code: String
  let person: String
  /// The unit that a named person belongs to: the applicant, where the file says nothing else.
  let personUnit: String
  let level: ConflictPolicy.Level
}

/// The ties of all experts that count on the search's day: present employers, and relations within their windows.
/// A tie that ended exactly at the window's edge is outside.
func expertTies(of input: ConflictInput, policy: ConflictPolicy?) -> [ExpertTie] {
  guard let policy else { return [] }
  let kinds = Dictionary(policy.kinds.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  let experts = Dictionary(input.experts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  func tie(
    _ expert: Expert, _ kind: ConflictPolicy.Kind, name: String, code: String, person: Bool, present: Bool,
    detail: String?
  ) -> ExpertTie {
    ExpertTie(
      expert: expert.id, expertName: expert.name, kind: kind.id, label: kind.label, level: kind.level,
      absolute: kind.absolute, name: name, code: code, isPerson: person, isPresent: present, detail: detail,
      source: kind.source)
  }
  var ties: [ExpertTie] = []
  if let employment = kinds[Relation.Kind.employment.rawValue] {
    for expert in input.experts where !expert.employer.isEmpty {
      ties.append(
        tie(
          expert, employment, name: expert.employer, code: expert.employerCode, person: false, present: true,
          detail: nil))
    }
  }
  for relation in input.relations {
    guard let expert = experts[relation.expert], let kind = kinds[relation.kind.rawValue],
      counts(relation, kind: kind, on: input.asOf)
    else { continue }
    let days = [relation.from?.description, relation.until?.description].compactMap { $0 }.joined(separator: "–")
    let detail = [days, relation.evidence].filter { !$0.isEmpty }.joined(separator: "，")
    ties.append(
      tie(
        expert, kind, name: relation.party, code: "", person: relation.partyType == .person,
        present: relation.until.map { $0 >= input.asOf } ?? true, detail: detail.isEmpty ? nil : detail))
  }
  return ties
}

private func counts(_ relation: Relation, kind: ConflictPolicy.Kind, on day: CivilDay) -> Bool {
  if let from = relation.from, from > day { return false }
  guard let until = relation.until else { return true }
  // With no look-back a tie counts through its last day; otherwise one that ended just `months` ago is outside.
  return kind.months == 0 ? until >= day : until > day.adding(months: -kind.months)
}

/// The parties that a candidate's file names, by the scheme's own list of where to look.
func partyMentions(of candidate: Candidate, under scheme: Scheme) -> [PartyMention] {
  guard let policy = scheme.conflicts else { return [] }
  let applicant =
    policy.parties.first { $0.role == "applicant" }?.unit.flatMap { scheme.text($0, of: candidate) } ?? candidate.name
  return policy.parties.flatMap { party in
    cells(of: party, candidate: candidate, scheme: scheme).compactMap { cell in
      guard !(party.person == nil ? cell.unit.isEmpty && cell.code.isEmpty : cell.person.isEmpty) else { return nil }
      // A party that is a person is matched as one: whoever works at the same unit is not that person.
      let isPerson = party.person != nil
      return PartyMention(
        candidate: candidate.id, role: party.role, label: party.label, unit: isPerson ? "" : cell.unit,
        code: isPerson ? "" : cell.code, person: cell.person,
        personUnit: cell.unit.isEmpty ? applicant : cell.unit, level: party.level)
    }
  }
}

private struct PartyCells {
  var unit = ""
  var code = ""
  var person = ""
}

private func cells(of party: ConflictPolicy.Party, candidate: Candidate, scheme: Scheme) -> [PartyCells] {
  if let named = party.named { return [PartyCells(unit: named)] }
  guard let list = party.list else {
    func text(_ key: String?) -> String { key.flatMap { scheme.text($0, of: candidate) } ?? "" }
    return [PartyCells(unit: text(party.unit), code: text(party.code), person: text(party.person))]
  }
  if list == "attachments" {
    return candidate.attachments.sorted { $0.key < $1.key }.compactMap { id, attachment in
      guard party.unit.map({ $0 == id.rawValue }) ?? true, let issuer = attachment.issuer else { return nil }
      return PartyCells(unit: issuer)
    }
  }
  guard case .list(let entries) = scheme.value(list, of: candidate) else { return [] }
  return entries.map { entry in
    switch entry {
    case .text(let text): return PartyCells(unit: text)
    case .entry(let cells):
      func text(_ key: String?) -> String {
        guard let key, let value = cells[key] else { return "" }
        switch value {
        case .text(let text), .choice(let text): return text
        default: return ""
        }
      }
      return PartyCells(unit: text(party.unit), code: text(party.code), person: text(party.person))
    default: return PartyCells()
    }
  }
}
