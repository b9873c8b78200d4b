/// How a ranking is made from scores and where its line is.
public struct Selection: Sendable {
  public enum Scope: String, Sendable, CaseIterable { case scheme, group, recommender, kind }
  public struct Cap: Sendable, Hashable {
    public let scope: Scope
    public let atMost: Int
    public let source: Source
  }
  public enum Places: String, Sendable, CaseIterable {
    /// 1 2 2 4
    case standard
    /// 1 2 2 3
    case dense
    /// 1 3 3 4
    case modified
  }
  /// What tells who is listed: the ranking of marks, or a recorded choice where no experts review.
  public enum Basis: String, Sendable, CaseIterable { case ranking, choice }
  public var by: Basis = .ranking
  public let caps: [Cap]
  public let ties: [TieBreak]
  public let places: Places
  /// What becomes of the place of one who was listed and left.
  public enum Vacancy: String, Sendable, CaseIterable {
    /// The next in order rises.
    case next
    /// It stays empty.
    case empty
  }
  /// How many of those below the line are held in reserve, in order.
  public let reserve: Int
  /// When one of those listed leaves, the next rises (`"vacancy": "next"`); else the place stays empty.
  public let nextMayRise: Bool
  public let source: Source
  /// How the joined result of several stages is rounded, once.
  public internal(set) var rounding = Rounding(places: 2, mode: .halfUp)

  /// Those so near the line that their order does not decide; nil where it decides everywhere.
  public internal(set) var zone: Zone?

  /// Candidates on both sides of the line among whom people or a lot decide, because their scores do not tell them
  /// apart.
  public struct Zone: Sendable, Hashable {
    public enum Width: Sendable, Hashable {
      /// Whose scores lie within so many points of the score at the line, above or below.
      case points(ExactDecimal)
      /// The last so many above the line and the first so many below it, equals with them.
      case places(Int)
    }
    /// What decides who of them is listed.
    public enum Decision: String, Sendable, CaseIterable {
      /// People, by name: `panel decide choose`.
      case discuss
      /// A lot drawn among all of them: `panel decide lot`.
      case lot
    }
    public let width: Width
    public let by: Decision
    public let source: Source
  }

  /// The same without its zone: the line as scores alone draw it.
  var withoutZone: Selection {
    var other = self
    other.zone = nil
    return other
  }

  public struct Rounding: Sendable, Hashable {
    public let places: Int
    public let mode: RoundingMode
  }
}

/// What decides between equal scores. Values are compared exactly, higher first.
public enum TieBreak: Hashable, Sendable {
  /// `item:B`: that item's panel value.
  case item(ItemID)
  /// `judgedTotal`: the judged items' joined value, as officially rounded, without given and computed ones.
  case judgedTotal
  /// `untrimmedMean`: the mean of all complete sheets' totals.
  case untrimmedMean
  /// `markMean`: the mean of all marks on added items, whoever gave them and whatever else their sheet lacks, without
  /// weights; nothing is dropped.
  case markMean
  /// `preference:hn_a`: candidates with the flag come first.
  case preference(String)
  /// `lot`: a recorded draw.
  case lot
}
