/// A unit that was found to have cheated, and until when it may not declare under a scheme.
public struct Sanction: Sendable, Hashable {
  /// Whose sanction it is.
  public enum Role: String, Sendable, CaseIterable {
    /// The unit that declared.
    case lead
    /// Another unit of the consortium that declared.
    case member
  }
  /// The unit's credit code; empty where the file gave only the name.
  public let code: String
  public let name: String
  public let scheme: SchemeID
  public let decidedOn: CivilDay
  /// The first day on which the unit may declare again, where the decision says so; else the scheme's years count.
  public let until: CivilDay?
  public let ground: String
  public let role: Role

  public init(
    code: String, name: String, scheme: SchemeID, decidedOn: CivilDay, until: CivilDay?, ground: String,
    role: Role = .lead
  ) {
    self.role = role
    self.code = code
    self.name = name
    self.scheme = scheme
    self.decidedOn = decidedOn
    self.until = until
    self.ground = ground
  }
}
