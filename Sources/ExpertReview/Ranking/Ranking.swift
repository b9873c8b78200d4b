/// The order of a stage's candidates and who is above the line.
///
/// Only `rank` makes one. It follows from the standings, the scheme's selection and what was recorded by lot or choice,
/// and from nothing else: the order in which candidates were given never shows.
public struct Ranking: Sendable, Hashable {
  public let stage: String
  /// Group by group (or all together) in order of place; then those without a place, the scored ones first.
  public let rows: [RankingRow]
  /// Ties across the line that neither the rule nor a recorded lot or choice settles, in order of place.
  public let undecided: [UndecidedTie]
  /// Where the ranking makes a short list for the stage after, that stage and its line.
  public let shortList: ShortList?

  /// Whether all groups are ranked against one another.
  let isTogether: Bool

  init(
    stage: String, rows: [RankingRow], undecided: [UndecidedTie], shortList: ShortList? = nil, isTogether: Bool = false
  ) {
    self.stage = stage
    self.isTogether = isTogether
    self.rows = rows
    self.undecided = undecided
    self.shortList = shortList
  }

  /// Every candidate who is tied at the line, in order of their ids within a tie.
  public var undecidedAtLine: [CandidateID] { undecided.flatMap(\.candidates) }
}

/// The line above which a ranking's candidates enter the next review stage; those who are equal at it all enter.
public struct ShortList: Sendable, Hashable {
  /// The stage that is entered.
  public let into: String
  public let line: Int

  public init(into: String, line: Int) {
    self.into = into
    self.line = line
  }
}

/// One candidate in a ranking.
public struct RankingRow: Sendable, Hashable {
  public let candidate: CandidateID
  public let group: GroupID
  /// Nil for those whom `barredBy` names a reason for.
  public let place: Int?
  /// Nil where the marks do not come to a score.
  public let score: Score?
  public let listed: Bool
  /// What put this row above the next ones of the same score.
  public let tieBrokenBy: TieBreak?
  /// All who share the place, this candidate among them, in order of their ids; empty where it is alone.
  let sharing: [CandidateID]
  /// Why there is no place; empty where there is one.
  public let barredBy: [Bar]
  /// The caps that were full when the candidate's turn came; empty for those listed.
  public let keptOutBy: [Selection.Scope]
  /// The order among those in reserve, from 1.
  public let reserve: Int?
  /// Listed by a recorded choice among those tied, or in the zone at the line.
  public let wasChosen: Bool
  /// What decides in the zone at the line, for those who stand in it.
  public var zone: Selection.Zone.Decision? = nil

  /// The others who share the place, in order of their ids.
  public var tied: [CandidateID] { sharing.filter { $0 != candidate } }
}

/// Candidates at a line with room for some of them, who are equal to the end or stand in the zone where the order does
/// not decide.
public struct UndecidedTie: Sendable, Hashable {
  /// In order of their ids.
  public let candidates: [CandidateID]
  /// How many of them there is room for at most.
  public let freePlaces: Int
  /// Where they are not equal but stand in the zone at the line: what decides there.
  public var zone: Selection.Zone.Decision? = nil
}

extension TieBreak {
  /// The scheme file's own word: `item:B`, `judgedTotal`, `untrimmedMean`, `markMean`, `preference:hn_a`, `lot`.
  public var code: String {
    switch self {
    case .item(let item): "item:\(item)"
    case .judgedTotal: "judgedTotal"
    case .untrimmedMean: "untrimmedMean"
    case .markMean: "markMean"
    case .preference(let flag): "preference:\(flag)"
    case .lot: "lot"
    }
  }
}

/// A candidate as ranking sees it.
public struct Contender: Sendable, Hashable {
  public let candidate: CandidateID
  public let recommender: RecommenderID?
  /// What a cap by `kind` counts, such as consortium or single.
  public let kind: String?
  /// The preferences that hold for it.
  public let preferences: Set<String>
  /// Withdrawn, disqualified or otherwise out since the marks were given.
  public let fellAway: Bool
  /// Why it can have no place whatever its marks.
  public let barredBy: [Bar]

  public init(
    candidate: CandidateID, recommender: RecommenderID? = nil, kind: String? = nil, preferences: Set<String> = [],
    fellAway: Bool = false, barredBy: [Bar] = []
  ) {
    self.candidate = candidate
    self.recommender = recommender
    self.kind = kind
    self.preferences = preferences
    self.fellAway = fellAway
    self.barredBy = barredBy
  }
}

/// A group's candidates with what their marks come to.
public struct RankedGroup: Sendable {
  public let group: GroupID
  public let standings: Standings
  /// By position in the standings.
  public let contenders: [Contender]
  /// The group's own order of tie-breaks; nil for the selection's.
  public let ties: [TieBreak]?
  /// The stages whose results are joined into what is ranked by; nil where the stage stands alone.
  public let joined: JoinedStages?

  /// Precondition: one contender for each standing.
  public init(
    group: GroupID, standings: Standings, contenders: [Contender], ties: [TieBreak]? = nil,
    joined: JoinedStages? = nil
  ) {
    precondition(contenders.count == standings.count, "one contender for each standing")
    self.group = group
    self.standings = standings
    self.contenders = contenders
    self.ties = ties
    self.joined = joined
  }
}

/// What was recorded to settle ties.
public struct Settlements: Sendable, Hashable {
  /// The order that a lot gave, from 1. A lot settles a tie only where it names every one of those tied.
  public let lots: [CandidateID: Int]
  /// Of candidates tied at the line, those whom a decision put in.
  public let chosen: Set<CandidateID>

  public init(lots: [CandidateID: Int] = [:], chosen: Set<CandidateID> = []) {
    self.lots = lots
    self.chosen = chosen
  }
}
