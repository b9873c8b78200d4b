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
