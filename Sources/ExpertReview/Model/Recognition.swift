/// A unit that was recognised under a scheme in an earlier round (以往认定).
public struct Recognition: Sendable, Hashable {
  /// The unit's credit code; empty where the file gave only the name.
  public let code: String
  public let name: String
  public let scheme: SchemeID
  /// The day on which the list was published.
  public let recognisedOn: CivilDay
  /// What was recognised, for people; empty where the unit itself was.
  public let project: String

  public init(code: String, name: String, scheme: SchemeID, recognisedOn: CivilDay, project: String) {
    self.code = code
    self.name = name
    self.scheme = scheme
    self.recognisedOn = recognisedOn
    self.project = project
  }
}
