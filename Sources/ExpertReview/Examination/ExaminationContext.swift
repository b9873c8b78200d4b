/// What candidates of a round are examined against beside their own files: the scheme, the other candidates, the
/// register of sanctions and what was decided. Built once a round; the same for every candidate.
///
/// A class, though it never changes, so that what holds on to it copies one reference and not all its tables.
public final class ExaminationContext: Sendable {
  public let scheme: Scheme
  /// The day for which the check counts.
  public let asOf: CivilDay
  /// By candidate and rule, the last time that it was sent back; after the last day what is still wrong fails.
  let returned: [CandidateID: [RuleID: ReturnGround]]
  let setAside: [CandidateID: Set<RuleID>]
  /// The nominations of the round; nil where the scheme says nothing of them.
  public let nominations: NominationBook?
  let rules: [PreparedRule]
  let materials: [PreparedMaterial]
  /// What findings can be of: the rules, then the materials, then the cells, by slot.
  let grounds: [Finding.Ground]
  /// What can be read: the fields, by slot, then the materials, then the recommender, its city, an entry of the
  /// register of sanctions and one of that of recognitions.
  let subjects: [Evidence.Subject]
  /// Cells that some candidate must fill, or whose limit of length no rule tests.
  let watchedFields: [PreparedField]
  /// By slot, for the fields that a rule wants unique: who has which value.
  let holders: [Int: [String: [CandidateID]]]
  let sanctionsByCode: [String: [Sanction]]
  let sanctionsByName: [String: [Sanction]]
  let recognitionsByCode: [String: [Recognition]]
  let recognitionsByName: [String: [Recognition]]
  /// By code, the place of a material.
  let materialIndex: [MaterialID: Int]
  /// Fields with a limit of length.
  let textSlots: [Int]
  let submittedSlot: Int?
  /// Names under which the scheme stands in registers: its id, its name, and the ids of what it extends.
  let ownSchemes: Set<String>
  /// Names of schemes whose bans bar here: this one's id and name, and those that its sanctions list.
  let barringSchemes: Set<String>

  /// `candidates` are the newest versions of all of the round. `setAside` names, for a candidate, the rules (or
  /// materials, or cells) that a recorded decision set aside, `returned` those that were sent back for correction.
  /// Complexity: linear.
  public init(
    scheme: Scheme, candidates: [Candidate], sanctions: [Sanction] = [], recognitions: [Recognition] = [],
    setAside: [CandidateID: Set<RuleID>] = [:], returned: [CandidateID: [RuleID: ReturnGround]] = [:],
    nominations: NominationBook? = nil, asOf: CivilDay
  ) {
    self.scheme = scheme
    self.asOf = asOf
    self.returned = returned
    self.setAside = setAside
    self.nominations = nominations
    // A rule that only names what the nominations settle is told once, by them.
    let settled = nominations?.policy.rules ?? []
    let restated = Set(scheme.rules.flatMap(\.also)).union(
      scheme.rules.filter { $0.check == nil && settled.contains($0.id) }.map(\.id))
    let tested = scheme.rules.filter { !restated.contains($0.id) }
    rules = tested.enumerated().map { PreparedRule($1, place: $0) }
    let (fields, materials) = (scheme.fields, scheme.materials)
    grounds =
      tested.map { Finding.Ground(rule: $0.id, also: $0.also, title: $0.title, source: $0.source) }
      + materials.map { Finding.Ground(rule: RuleID($0.id.rawValue), title: $0.label, source: $0.source) }
      + fields.map { Finding.Ground(rule: RuleID($0.key), title: $0.label, source: $0.source) }
    subjects =
      fields.map { Evidence.Subject(key: $0.key, label: $0.label, choices: $0.choices) }
      + materials.map { Evidence.Subject(key: $0.id.rawValue, label: $0.label) }
      + [
        Evidence.Subject(key: "recommender", label: NominationWords.recommender),
        Evidence.Subject(key: "recommender_city", label: NominationWords.recommenderCity),
        Evidence.Subject(key: "sanctions", label: Bilingual(zh: "处理记录", en: "sanction on record")),
        Evidence.Subject(key: "recognitions", label: Bilingual(zh: "以往认定记录", en: "recognition on record")),
      ]
    let checks = rules.compactMap(\.rule.check).flatMap(\.leaves)
    let limited = ExaminationContext.limitedSlots(scheme, checks)
    textSlots = fields.indices.filter { fields[$0].maxLength != nil }
    watchedFields = fields.enumerated().map { slot, field in
      PreparedField(
        field, slot: slot, place: tested.count + materials.count + slot,
        untestedLimit: limited.contains(slot) ? field.maxLength : nil)
    }.filter { prepared in
      prepared.field.required.isEver || prepared.untestedLimit != nil || !prepared.requiredCells.isEmpty
    }
    holders = ExaminationContext.holders(scheme, checks, candidates)
    sanctionsByCode = Dictionary(grouping: sanctions.filter { !$0.code.isEmpty }) { $0.code }
    sanctionsByName = Dictionary(grouping: sanctions) { $0.name.unitName }
    recognitionsByCode = Dictionary(grouping: recognitions.filter { !$0.code.isEmpty }) { $0.code }
    recognitionsByName = Dictionary(grouping: recognitions) { $0.name.unitName }
    let codes = ExaminationContext.acceptedCodes(scheme.materials)
    self.materials = materials.enumerated().map { index, material in
      PreparedMaterial(
        material, codes: codes[material.id] ?? [material.id], place: tested.count + index, subject: fields.count + index
      )
    }
    materialIndex = Dictionary(materials.enumerated().map { ($1.id, $0) }) { first, _ in first }
    submittedSlot = scheme.slots["submitted_on"]
    let names = [scheme.id.rawValue, scheme.name.zh, scheme.name.en]
    ownSchemes = Set(names + scheme.extends.map(\.rawValue))
    barringSchemes = Set(names + (scheme.sanctions?.alsoBars.map(\.rawValue) ?? []))
  }

  /// The places among `subjects` of the recommender, its city, and an entry of a register.
  var recommenderSubject: Int32 { Int32(subjects.count - 4) }
  var recommenderCitySubject: Int32 { Int32(subjects.count - 3) }
  var sanctionSubject: Int32 { Int32(subjects.count - 2) }
  var recognitionSubject: Int32 { Int32(subjects.count - 1) }

  private static func limitedSlots(_ scheme: Scheme, _ checks: [Check]) -> Set<Int> {
    var slots = Set(scheme.fields.indices.filter { scheme.fields[$0].maxLength != nil })
    for check in checks {
      switch check {
      case .lengthLimits: return []
      case .maxLength(let key, _): if let slot = scheme.slots[key] { slots.remove(slot) }
      default: break
      }
    }
    return slots
  }

  private static func holders(
    _ scheme: Scheme, _ checks: [Check], _ candidates: [Candidate]
  ) -> [Int: [String: [CandidateID]]] {
    var holders: [Int: [String: [CandidateID]]] = [:]
    for case .unique(let key) in checks {
      guard let slot = scheme.slots[key], holders[slot] == nil else { continue }
      var values: [String: [CandidateID]] = [:]
      for candidate in candidates {
        if let text = candidate.values[slot].plainText { values[text, default: []].append(candidate.id) }
      }
      holders[slot] = values.filter { $0.value.count > 1 }.mapValues { $0.sorted() }
    }
    return holders
  }

  /// A material counts as there under its own code, under those it satisfies and under those that satisfy it.
  private static func acceptedCodes(_ materials: [Material]) -> [MaterialID: [MaterialID]] {
    var codes: [MaterialID: [MaterialID]] = [:]
    for material in materials {
      codes[material.id, default: []].append(material.id)
      for other in material.satisfies {
        codes[material.id, default: []].append(other)
        codes[other, default: []].append(material.id)
      }
    }
    return codes
  }

  /// The flags by which a candidate comes first among equals: ids of preference rules that hold, and its
  /// `priority_flags`.
  public func preferences(of candidate: Candidate) -> Set<String> {
    var flags: Set<String> = []
    for prepared in rules where prepared.rule.kind == .preference {
      guard let check = prepared.rule.check else { continue }
      var evaluation = CheckEvaluation(candidate: candidate, context: self)
      if case .holds = evaluation.outcome(of: check).result { flags.insert(prepared.rule.id.rawValue) }
    }
    if case .choices(let ids) = scheme.value("priority_flags", of: candidate) { flags.formUnion(ids) }
    return flags
  }

  /// A reading with its names.
  func evidence(_ reading: Reading) -> Evidence {
    Evidence(
      subject: subjects[Int(reading.subject)], reading: reading.value,
      year: reading.year < 0 ? nil : Int(reading.year))
  }

  /// The day that windows and validity are measured from.
  func submittedOn(_ candidate: Candidate) -> CivilDay? {
    if let submittedSlot, case .day(let day) = candidate.values[submittedSlot] { return day }
    return nil
  }

}

extension Candidate {
  /// The file of a material, under any code that it may come under; `missing` where there is none.
  func file(of material: PreparedMaterial) -> FieldValue {
    for code in material.codes {
      if let file = attachments[code]?.file { return .text(file) }
    }
    return .missing
  }
}

extension Check {
  /// The checks that it is composed of.
  var leaves: [Check] {
    switch self {
    case .all(let checks), .any(let checks): checks.flatMap(\.leaves)
    case .not(let check): check.leaves
    case .when(let condition, let then): condition.leaves + then.leaves
    default: [self]
    }
  }
}

extension String {
  /// A unit's name for comparing, the same key that conflicts are searched by.
  var unitName: String { UnitNames.exactKey(self) }
}
