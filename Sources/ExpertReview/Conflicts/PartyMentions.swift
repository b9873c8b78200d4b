/// A unit or person that a candidate's file names, or a unit that the scheme names for all of them.
struct PartyMention: Sendable {
  /// Number of the candidate; −1 for a unit that the scheme names for all.
  var candidate: Int32
  /// Number of the party in the scheme's list.
  let party: Int32
  let unit: String
  let code: String
  let person: String
  /// The unit that a named person belongs to: the applicant, where the file says nothing else.
  let personUnit: String
  let personUnitCode: String

  /// The role of who applies, which every scheme has.
  static let applicantRole = "applicant"

  var isPerson: Bool { !person.isEmpty }
  /// The party as the file names it.
  var text: String { isPerson ? person : unit.isEmpty ? code : unit }
}

/// The units that the scheme names for every candidate.
func namedParties(of policy: ConflictPolicy) -> [PartyMention] {
  policy.parties.enumerated().compactMap { place, party in
    party.named.map {
      PartyMention(
        candidate: -1, party: Int32(place), unit: $0, code: "", person: "", personUnit: "", personUnitCode: "")
    }
  }
}

/// The parties that a candidate's file names, by the scheme's own list of where to look; one that stands in a list more
/// than once is named once.
func partyMentions(of candidate: Candidate, number: Int32, under scheme: Scheme) -> [PartyMention] {
  guard let policy = scheme.conflicts else { return [] }
  func text(_ key: String?) -> String { key.flatMap { scheme.text($0, of: candidate) } ?? "" }
  let applicant = policy.parties.first { $0.role == PartyMention.applicantRole }
  let named = text(applicant?.unit)
  let applies = (name: named.isEmpty ? candidate.name : named, code: text(applicant?.code))
  return policy.parties.enumerated().flatMap { place, party -> [PartyMention] in
    guard party.named == nil else { return [] }
    var seen: Set<[String]> = []
    return cells(of: party, candidate: candidate, scheme: scheme).compactMap { cell in
      // A party that is a person is matched as one: whoever works at the same unit is not that person.
      let isPerson = party.person != nil
      guard !(isPerson ? cell.person.isEmpty : cell.unit.isEmpty && cell.code.isEmpty),
        seen.insert([cell.unit, cell.code, cell.person]).inserted
      else { return nil }
      let ofApplicant = cell.unit.isEmpty || cell.unit == applies.name
      return PartyMention(
        candidate: number, party: Int32(place), unit: isPerson ? "" : cell.unit, code: isPerson ? "" : cell.code,
        person: cell.person, personUnit: isPerson ? (ofApplicant ? applies.name : cell.unit) : "",
        personUnitCode: isPerson ? (ofApplicant ? applies.code : cell.code) : "")
    }
  }
}

private struct PartyCells {
  var unit = ""
  var code = ""
  var person = ""
}

private func cells(of party: ConflictPolicy.Party, candidate: Candidate, scheme: Scheme) -> [PartyCells] {
  guard let list = party.list else {
    func text(_ key: String?) -> String { key.flatMap { scheme.text($0, of: candidate) } ?? "" }
    return [PartyCells(unit: text(party.unit), code: text(party.code), person: text(party.person))]
  }
  if list == SchemeReader.attachments {
    guard let unit = party.unit, let issuer = candidate.attachments[MaterialID(unit)]?.issuer else { return [] }
    return [PartyCells(unit: issuer)]
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
