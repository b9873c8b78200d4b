/// Everything about one recognition scheme (认定方案): what a candidate declares, what is checked, who marks what, how
/// marks become a place and how the result is made known. Read from `Rubrics/<id>/scheme.json`; the engine knows no
/// scheme by name.
public struct Scheme: Sendable {
  public let id: SchemeID
  public let name: Bilingual
  public let documents: [OfficialDocument]
  /// When a candidate may be submitted under this scheme.
  public let inForce: Validity
  /// A shared base that is never run itself.
  public let isAbstract: Bool
  /// The chain of bases, nearest first.
  public let extends: [SchemeID]
  public let forwardsTo: SchemeID?
  public let fields: [Field]
  public let materials: [Material]
  public let rules: [Rule]
  public internal(set) var nominations: NominationPolicy? = nil
  public let grouping: Grouping?
  public let stages: [Stage]
  public let conflicts: ConflictPolicy?
  public let publicity: Publicity?
  public let sanctions: Sanctions?
  public let duties: [Duty]
  public internal(set) var returns: ReturnPolicy? = nil
  public internal(set) var recognitions: RecognitionPolicy? = nil
  public internal(set) var retention: RetentionPolicy? = nil
  public internal(set) var changes: ChangePolicy? = nil
  public internal(set) var affinity: AffinityPolicy? = nil
  /// What this scheme replaced of its bases, in the order met.
  public let replacements: [Replacement]
  /// Every house value with its place and reason, in the order of the file.
  public let houseValues: [HouseValue]
  /// The slot of each field's key and aliases in a candidate's values.
  public let slots: [String: Int]
}

/// Days on which a scheme may be used. Outside `from…until` a submission is refused; in a doubtful window a person
/// decides.
public struct Validity: Hashable, Sendable {
  public let from: CivilDay?
  public let until: CivilDay?
  /// Windows in which the documents leave it open whether the scheme is in force.
  public let doubtful: [ClosedRange<CivilDay>]
  public let source: Source

  public enum Reading: Sendable { case inForce, doubtful, outside }

  /// Whether a submission on `day` falls under the scheme.
  public func reading(on day: CivilDay) -> Reading {
    if doubtful.contains(where: { $0.contains(day) }) { return .doubtful }
    if let from, day < from { return .outside }
    if let until, day > until { return .outside }
    return .inForce
  }
}

/// A part of a base that an extending scheme put its own in place of.
public struct Replacement: Sendable, Hashable {
  public let path: String
  public let base: SchemeID
  public let was: String
  public let now: String
}

/// A value that is the house's own, with the reason given for it.
public struct HouseValue: Sendable, Hashable {
  /// Where it stands, such as `stages.central.panel` or `rules.X-20`.
  public let path: String
  /// The value in short.
  public let value: String
  public let reason: String
  /// Who set it for this round, where it is not the scheme's own.
  public let setBy: String?
}
