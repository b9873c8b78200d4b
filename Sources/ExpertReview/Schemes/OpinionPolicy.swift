/// Which opinions in words a review asks for beside its marks (评审意见).
public struct OpinionPolicy: Sendable, Hashable {
  public enum Demand: String, Sendable, CaseIterable {
    /// Without it a sheet or a panel's work is not done.
    case required
    case optional
  }
  /// Each expert's opinion on the whole of a candidate (专家意见).
  public let expert: Demand
  /// What the panel agrees on a candidate (评审组意见), written by its chair.
  public let panel: Demand
  /// The fewest characters of an opinion that is required, not counting blanks; at least 1.
  public let atLeast: Int
  /// Nil where the scheme says nothing, and nothing is required.
  public let source: Source?

  public init(expert: Demand, panel: Demand, atLeast: Int = 1, source: Source?) {
    self.expert = expert
    self.panel = panel
    self.atLeast = max(1, atLeast)
    self.source = source
  }

  /// That of a scheme that says nothing: opinions may be given.
  public static let unstated = OpinionPolicy(expert: .optional, panel: .optional, source: nil)

  /// Whether a text is long enough to stand for a required opinion. Complexity: linear.
  public func suffices(_ text: String) -> Bool { OpinionPolicy.length(of: text) >= atLeast }

  /// Characters that are not blank.
  public static func length(of text: String) -> Int { text.count { !$0.isWhitespace } }
}

extension SchemeReader {
  /// `"opinions": {"expert"?: required | optional, "panel"?: required | optional, "atLeast"?: COUNT}`.
  mutating func opinions(_ spot: Spot) -> OpinionPolicy {
    guard let found = child(spot, "opinions"),
      let spot = open(found, keys: ["expert", "panel", "atLeast"])
    else { return .unstated }
    let expert = oneOf(spot, "expert", default: OpinionPolicy.Demand.optional)
    let panel = oneOf(spot, "panel", default: OpinionPolicy.Demand.optional)
    let least = optionalCount(spot, "atLeast", from: 1, until: 2000)
    if let least, expert == .optional, panel == .optional {
      note(.lengthOfNothing(least: least), at: child(spot, "atLeast") ?? spot)
    }
    return OpinionPolicy(expert: expert, panel: panel, atLeast: least ?? 1, source: source(spot))
  }
}
