/// A candidate's declaration as it was brought in: one version of one application.
public struct Candidate: Sendable, Hashable {
  public let id: CandidateID
  /// What is shown to people: the project's, or the unit's name.
  public let name: String
  /// One value for each field of the scheme, in the scheme's order.
  public let values: [FieldValue]
  public let attachments: [MaterialID: Attachment]
  /// Columns that the scheme does not know, kept as they came.
  public let attributes: [String: String]
  /// 1 for the first version; a corrected file makes the next.
  public let version: Int

  public init(
    id: CandidateID, name: String, values: [FieldValue], attachments: [MaterialID: Attachment],
    attributes: [String: String], version: Int
  ) {
    self.id = id
    self.name = name
    self.values = values
    self.attachments = attachments
    self.attributes = attributes
    self.version = version
  }
}

/// The value of one cell. A cell that was left empty is `missing`, which is neither zero nor an empty text.
public enum FieldValue: Sendable, Hashable {
  case missing
  case text(String)
  /// Whole numbers, decimals, money and percentages.
  case number(ExactDecimal)
  case day(CivilDay)
  case month(CivilMonth)
  case flag(Bool)
  /// The choice's stable id.
  case choice(String)
  case choices([String])
  /// Plain texts, or objects (`entry`).
  case list([FieldValue])
  case entry([String: FieldValue])
  /// One value a year, for keys with `YYYY`.
  case yearly([Int: FieldValue])
}

/// A file that came with a declaration.
public struct Attachment: Sendable, Hashable {
  public let file: String
  public let issuedOn: CivilDay?
  public let issuer: String?
  public let amount: ExactDecimal?

  public init(file: String, issuedOn: CivilDay? = nil, issuer: String? = nil, amount: ExactDecimal? = nil) {
    self.file = file
    self.issuedOn = issuedOn
    self.issuer = issuer
    self.amount = amount
  }
}

extension Scheme {
  /// The value of a field by its key or alias; `missing` where the scheme has no such field.
  public func value(_ key: String, of candidate: Candidate) -> FieldValue {
    guard let slot = slots[key] else { return .missing }
    return candidate.values[slot]
  }

  /// The text of a field, or nil where it is missing or no text or choice.
  public func text(_ key: String, of candidate: Candidate) -> String? {
    switch value(key, of: candidate) {
    case .text(let text), .choice(let text): text
    default: nil
    }
  }

  /// The day of a field, or nil where it is missing.
  public func day(_ key: String, of candidate: Candidate) -> CivilDay? {
    if case .day(let day) = value(key, of: candidate) { return day }
    return nil
  }

  /// The group that a candidate is ranked in; nil where the field that tells it is missing.
  public func group(of candidate: Candidate) -> GroupID? {
    guard let grouping else { return .everyone }
    return text(grouping.by, of: candidate).map { GroupID($0) }
  }
}

extension GroupID {
  /// The one group of a scheme that does not divide its candidates.
  public static let everyone = GroupID("all")
}

extension Candidate {
  /// The same declaration under another version number.
  public func withVersion(_ version: Int) -> Candidate {
    Candidate(
      id: id, name: name, values: values, attachments: attachments, attributes: attributes, version: version)
  }
}
