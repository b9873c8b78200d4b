/// An expert of a round's pool (专家).
public struct Expert: Sendable, Hashable {
  public let id: ExpertID
  public let name: String
  /// The unit where the expert works now; empty where the file gave none.
  public let employer: String
  /// That unit's credit code; empty where unknown.
  public let employerCode: String
  public let region: String
  /// What the expert knows: ids or labels that a candidate's fields may name.
  public let fields: [String]
  /// Technical, management, finance and the like.
  public let kinds: [String]
  public let minimumLoad: Int
  /// Nil for no limit of the expert's own.
  public let maximumLoad: Int?
  /// Columns that no rule reads, kept as they came; `profile`, `keywords` and `papers` may be read for affinities.
  public let attributes: [String: String]

  public init(
    id: ExpertID, name: String, employer: String = "", employerCode: String = "", region: String = "",
    fields: [String] = [], kinds: [String] = [], minimumLoad: Int = 0, maximumLoad: Int? = nil,
    attributes: [String: String] = [:]
  ) {
    self.id = id
    self.name = name
    self.employer = employer
    self.employerCode = employerCode
    self.region = region
    self.fields = fields
    self.kinds = kinds
    self.minimumLoad = minimumLoad
    self.maximumLoad = maximumLoad
    self.attributes = attributes
  }
}

/// What is known of a unit beside its name: its code, another name of it, its parent and the share that the parent
/// holds.
public struct UnitEntry: Sendable, Hashable {
  public let name: String
  public let code: String
  /// The unit's main name, where this entry is another name for it.
  public let aliasOf: String
  public let parent: String
  /// Percent held by the parent; nil where the file gave none.
  public let share: ExactDecimal?

  public init(name: String, code: String = "", aliasOf: String = "", parent: String = "", share: ExactDecimal? = nil) {
    self.name = name
    self.code = code
    self.aliasOf = aliasOf
    self.parent = parent
    self.share = share
  }
}

extension UnitEntry {
  /// What tells one entry from another: a unit may have several parents, each with its share.
  public struct Key: Hashable, Sendable {
    let name: String
    let parent: String
  }
  public var key: Key { Key(name: name, parent: parent) }
}

/// A tie between an expert and a unit or a person.
public struct Relation: Sendable, Hashable {
  public enum PartyType: String, Sendable, CaseIterable { case unit, person }
  public enum Kind: String, Sendable, CaseIterable {
    case employment, advisory, shareholding, kin, collaboration, service, adviser, applicant, other
  }
  public let expert: ExpertID
  /// The other side's name.
  public let party: String
  public let partyType: PartyType
  /// The credit code of the unit, or of the person's unit; empty where the file gave none.
  public let partyCode: String
  /// The unit of a person; empty for units and where the file gave none.
  public let partyUnit: String
  public let kind: Kind
  public let from: CivilDay?
  /// The last day; nil where it goes on.
  public let until: CivilDay?
  /// Percent that the expert holds; nil where the file gave none or it is no holding.
  public let share: ExactDecimal?
  public let evidence: String

  public init(
    expert: ExpertID, party: String, partyType: PartyType, partyCode: String = "", partyUnit: String = "", kind: Kind,
    from: CivilDay? = nil, until: CivilDay? = nil, share: ExactDecimal? = nil, evidence: String = ""
  ) {
    self.expert = expert
    self.party = party
    self.partyType = partyType
    self.partyCode = partyCode
    self.partyUnit = partyUnit
    self.kind = kind
    self.from = from
    self.until = until
    self.share = share
    self.evidence = evidence
  }
}
