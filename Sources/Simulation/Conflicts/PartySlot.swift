import ExpertReview

/// Where a candidate's file names the party of one role, as the scheme's own list of parties says.
struct PartySlot {
  enum Shape {
    /// A cell of the file, and the cell of its code where the form asks for one.
    case cell(unit: String, code: String?)
    case entry(list: String, unit: String, code: String?)
    /// Who issued an attachment.
    case issuer(MaterialID)
    /// The same unit for every candidate.
    case everybody(String)
    /// A listed person of the applicant, or of the unit in the same entry.
    case person(cell: String)
    case personEntry(list: String, person: String, unit: String?)
  }
  let role: String
  let level: ConflictPolicy.Level
  /// Whoever works there is out for the whole group.
  let applies: Bool
  let shape: Shape

  var isPerson: Bool {
    switch shape {
    case .person, .personEntry: true
    default: false
    }
  }

  /// Whether the file has a place for the party's credit code.
  var takesCode: Bool {
    switch shape {
    case .cell(_, let code), .entry(_, _, let code): code != nil
    default: false
    }
  }

  /// The name that no candidate may change.
  var fixedName: String? {
    if case .everybody(let name) = shape { return name }
    return nil
  }

  /// Every role of the scheme that names a unit or a person, in the scheme's order. A party that is found in another
  /// way than by a name has no slot.
  static func all(of scheme: Scheme) -> [PartySlot] {
    (scheme.conflicts?.parties ?? []).compactMap { party in
      guard let shape = shape(of: party, scheme: scheme) else { return nil }
      return PartySlot(role: party.role, level: party.level, applies: party.applies, shape: shape)
    }
  }

  private static func shape(of party: ConflictPolicy.Party, scheme: Scheme) -> Shape? {
    if let named = party.named { return .everybody(named) }
    if party.list == "attachments" { return party.unit.map { .issuer(MaterialID($0)) } }
    if let list = party.list {
      guard scheme.slots[list] != nil else { return nil }
      if let person = party.person { return .personEntry(list: list, person: person, unit: party.unit) }
      return party.unit.map { .entry(list: list, unit: $0, code: party.code) }
    }
    if let person = party.person { return scheme.slots[person] == nil ? nil : .person(cell: person) }
    guard let unit = party.unit, scheme.slots[unit] != nil else { return nil }
    return .cell(unit: unit, code: party.code)
  }
}

/// A candidate's file while it is being written.
struct CandidateDraft {
  let id: CandidateID
  /// The applicant as the file names it, and the code that the file gives.
  private(set) var applicant: WorldUnits.Unit?
  private var cells: [String: FieldValue] = [:]
  private var lists: [String: [FieldValue]] = [:]
  private var attachments: [MaterialID: Attachment] = [:]
  private var rolesFilled: Set<String> = []
  /// How many units and persons it names.
  private(set) var mentions = 0

  init(id: CandidateID) { self.id = id }

  func names(_ role: String) -> Bool { rolesFilled.contains(role) }

  mutating func set(_ key: String, _ value: FieldValue) { cells[key] = value }

  /// Writes a unit down in a role; an empty code stays blank.
  mutating func name(_ unit: WorldUnits.Unit, as slot: PartySlot) {
    rolesFilled.insert(slot.role)
    mentions += 1
    if slot.role == "applicant" { applicant = unit }
    switch slot.shape {
    case .cell(let key, let code):
      cells[key] = .text(unit.name)
      if let code, !unit.code.isEmpty { cells[code] = .text(unit.code) }
    case .entry(let list, let key, let code):
      var entry: [String: FieldValue] = [key: .text(unit.name)]
      if let code, !unit.code.isEmpty { entry[code] = .text(unit.code) }
      lists[list, default: []].append(.entry(entry))
    case .issuer(let material):
      attachments[material] = Attachment(file: "\(material).pdf", issuer: unit.name)
    case .everybody, .person, .personEntry: break
    }
  }

  /// Writes a person down in a role; the unit only where the form asks for it.
  mutating func name(_ person: String, of unit: String, as slot: PartySlot) {
    rolesFilled.insert(slot.role)
    mentions += 1
    switch slot.shape {
    case .person(let cell): cells[cell] = .text(person)
    case .personEntry(let list, let key, let unitKey):
      var entry: [String: FieldValue] = [key: .text(person)]
      if let unitKey { entry[unitKey] = .text(unit) }
      lists[list, default: []].append(.entry(entry))
    default: break
    }
  }

  /// An expert whom the candidate asks not to be judged by.
  mutating func refuse(_ name: String, of unit: String, reason: String) {
    var entry: [String: FieldValue] = ["name": .text(name), "reason": .text(reason)]
    if !unit.isEmpty { entry["unit"] = .text(unit) }
    lists["unsuitable_experts", default: []].append(.entry(entry))
  }

  func candidate(under scheme: Scheme) -> Candidate {
    var values = [FieldValue](repeating: .missing, count: scheme.fields.count)
    for (key, slot) in scheme.slots {
      if let value = cells[key] ?? lists[key].map({ .list($0) }) { values[slot] = value }
    }
    return Candidate(
      id: id, name: applicant?.name ?? id.rawValue, values: values, attachments: attachments, attributes: [:],
      version: 1)
  }
}
