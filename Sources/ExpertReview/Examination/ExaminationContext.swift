/// What candidates of a round are examined against beside their own files: the scheme, the other candidates, the
/// register of sanctions and what was decided. Built once a round; the same for every candidate.
///
/// A class, though it never changes: each of some fifty checks a candidate holds on to it, and copying its tables'
/// references every time took most of the time of an examination.
public final class ExaminationContext: Sendable {
  public let scheme: Scheme
  /// The day for which the check counts.
  public let asOf: CivilDay
  /// The last day for corrections (补正); afterwards what is still missing fails. Nil while none is set.
  public let correctionsUntil: CivilDay?
  let setAside: [CandidateID: Set<RuleID>]
  let rules: [PreparedRule]
  /// Slots that some candidate must fill, or whose limit of length no rule tests.
  let watchedSlots: [Int]
  /// By slot, for the fields that a rule wants unique: who has which value.
  let holders: [Int: [String: [CandidateID]]]
  let sanctionsByCode: [String: [Sanction]]
  let sanctionsByName: [String: [Sanction]]
  /// Codes under which a material may be found.
  let acceptedCodes: [MaterialID: [MaterialID]]
  /// Fields whose limit of length no rule tests.
  let limitedSlots: Set<Int>
  /// Fields with a limit of length.
  let textSlots: [Int]
  let submittedSlot: Int?
  /// Names under which the scheme stands in registers: its id, its name, and the ids of what it extends.
  let ownSchemes: Set<String>

  /// A rule with its message cut at the placeholders. A class for the same reason as the context.
  final class PreparedRule: Sendable {
    let rule: Rule
    let zh: MessageTemplate
    let en: MessageTemplate

    init(_ rule: Rule) {
      self.rule = rule
      zh = MessageTemplate(rule.message.zh)
      en = MessageTemplate(rule.message.en)
    }
  }

  /// `candidates` are the newest versions of all of the round. `setAside` names, for a candidate, the rules (or
  /// materials, or cells) that a recorded decision set aside. Complexity: linear.
  public init(
    scheme: Scheme, candidates: [Candidate], sanctions: [Sanction] = [], setAside: [CandidateID: Set<RuleID>] = [:],
    asOf: CivilDay, correctionsUntil: CivilDay? = nil
  ) {
    self.scheme = scheme
    self.asOf = asOf
    self.correctionsUntil = correctionsUntil
    self.setAside = setAside
    let restated = Set(scheme.rules.flatMap(\.also))
    rules = scheme.rules.filter { !restated.contains($0.id) }.map { PreparedRule($0) }
    let checks = rules.compactMap(\.rule.check).flatMap(\.leaves)
    limitedSlots = ExaminationContext.limitedSlots(scheme, checks)
    textSlots = scheme.fields.indices.filter { scheme.fields[$0].maxLength != nil }
    let limited = limitedSlots
    watchedSlots = scheme.fields.indices.filter { slot in
      if case .never = scheme.fields[slot].required { return limited.contains(slot) }
      return true
    }
    holders = ExaminationContext.holders(scheme, checks, candidates)
    sanctionsByCode = Dictionary(grouping: sanctions.filter { !$0.code.isEmpty }) { $0.code }
    sanctionsByName = Dictionary(grouping: sanctions) { $0.name.unitName }
    acceptedCodes = ExaminationContext.acceptedCodes(scheme.materials)
    submittedSlot = scheme.slots["submitted_on"]
    ownSchemes = Set(([scheme.id] + scheme.extends).map(\.rawValue) + [scheme.name.zh, scheme.name.en])
  }

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

  /// The day that windows and validity are measured from.
  func submittedOn(_ candidate: Candidate) -> CivilDay? {
    if let submittedSlot, case .day(let day) = candidate.values[submittedSlot] { return day }
    return nil
  }

  func attachment(_ id: MaterialID, of candidate: Candidate) -> Attachment? {
    for code in acceptedCodes[id] ?? [id] {
      if let found = candidate.attachments[code] { return found }
    }
    return nil
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
