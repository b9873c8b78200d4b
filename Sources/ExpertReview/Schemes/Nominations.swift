/// Who recommends candidates, how many, until when, and with which table (推荐汇总表).
public struct NominationPolicy: Sendable, Hashable {
  public enum Table: String, Sendable, CaseIterable {
    case one = "TB-1"
    case two = "TB-2"
    case three = "TB-3"
    case four = "TB-4"
  }

  /// What a limit makes of a nomination beyond it.
  public enum Beyond: String, Sendable, CaseIterable {
    /// The candidate fails.
    case refused
    /// A person decides.
    case review
    /// A remark.
    case warn
  }

  /// A limit on what one recommender may nominate.
  public struct Limit: Sendable, Hashable {
    public enum Scope: String, Sendable, CaseIterable { case all, consortium }
    public let id: RuleID
    public let count: Int
    public let of: Scope
    /// The provinces whose recommenders have this limit in place of the general one; empty for the general one.
    public let provinces: [String]
    public let beyond: Beyond
    public let source: Source
  }

  /// Recommenders that may not nominate, or are to be looked at: those of one of the kinds or levels.
  public struct Exclusion: Sendable, Hashable {
    public let id: RuleID
    public let kinds: [Recommender.Kind]
    public let levels: [Recommender.Level]
    public let then: Beyond
    public let source: Source
  }

  /// Until when an act must have been done. Days are whole: the last one counts until 23:59:59, also on a weekend.
  public struct Deadline: Sendable, Hashable {
    public enum Act: String, Sendable, CaseIterable {
      /// The applicant declared; the day stands in a field of the declaration.
      case declared
      /// The recommender sent its opinion on.
      case sent
    }
    public enum Need: String, Sendable, CaseIterable { case opinion, seal }
    public let id: RuleID
    public let act: Act
    /// The field with the day of a declaration; nil for what the recommender does.
    public let field: String?
    /// What must be there beside the day of sending.
    public let needs: [Need]
    public let from: CivilDay?
    public let until: CivilDay
    public let source: Source
  }

  public let by: Recommender.Level
  public let table: Table
  public let limits: [Limit]
  public let exclusions: [Exclusion]
  public let deadlines: [Deadline]
  public let source: Source

  /// The ids of all that the policy asks, in its order.
  public var rules: [RuleID] { exclusions.map(\.id) + limits.map(\.id) + deadlines.map(\.id) }
}
