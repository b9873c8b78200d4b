/// A rule of the scheme.
public struct Rule: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Fails the candidate.
    case gate
    /// A person decides.
    case review
    case warn
    /// Returned for correction (补正).
    case formError
    /// Breaks ties or labels.
    case preference
    /// Experts vote "met / not met".
    case judged
    /// Checked by staff on the record or on paper; open until decided.
    case process
  }
  public let id: RuleID
  public let kind: Kind
  public let title: Bilingual
  /// Nil for rules that only people or the record can settle, and for a `warn` that only informs.
  public let check: Check?
  /// The stage that settles the rule in running; such a rule is no open item of a candidate.
  public let settledBy: Stage.Kind?
  /// What is said where the check does not hold.
  public let message: Bilingual
  /// Rules that state the same inequality. They are listed with this one's finding and not tested on their own.
  public let also: [RuleID]
  public let source: Source
  /// For a judged rule, the review stage whose experts vote on it, where the scheme names one.
  public internal(set) var votedIn: String? = nil
}
