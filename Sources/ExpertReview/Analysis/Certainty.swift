/// How sure a stage's ranking is: shown beside the official result, never part of it.
public struct Certainty: Sendable, Hashable {
  /// What was asked for.
  public struct Settings: Sendable, Hashable {
    /// Any text; the same seed gives the same result.
    public let seed: String
    /// How many times the panels are drawn anew.
    public let replicates: Int

    /// Precondition: at least twenty replicates, so that a twentieth can lie outside the interval at either end.
    public init(seed: String = Settings.usualSeed, replicates: Int = Settings.usualReplicates) {
      precondition(replicates >= Settings.fewestReplicates, "too few replicates for an interval")
      self.seed = seed
      self.replicates = replicates
    }

    public static let usualSeed = "1"
    /// With them a share is known to 1.6 % at worst (one standard error).
    public static let usualReplicates = 1_000
    static let fewestReplicates = 20
  }

  /// One candidate.
  public struct Row: Sendable, Hashable {
    public let candidate: CandidateID
    public let group: GroupID
    /// The official place and whether it is above the official line.
    public let place: Int?
    public let listed: Bool
    /// The middle nine tenths of its places with panels drawn anew.
    public let places: ClosedRange<Int>
    /// In how many of the replicates it is above the line.
    public let above: Int
    /// Places by true merit that agree with the scores and their errors; nil without an official place, and where no
    /// panel shows how far experts differ.
    public let tested: Tested?
    /// By the orders that experts gave, in the group; nil where no expert marked another candidate too.
    public let orders: Orders?

    public init(
      candidate: CandidateID, group: GroupID, place: Int?, listed: Bool, places: ClosedRange<Int>, above: Int,
      tested: Tested?, orders: Orders?
    ) {
      self.candidate = candidate
      self.group = group
      self.place = place
      self.listed = listed
      self.places = places
      self.above = above
      self.tested = tested
      self.orders = orders
    }
  }

  /// Intervals that hold the place by true merit: see `RankIntervals`.
  public struct Tested: Sendable, Hashable {
    /// The standard error of the score, in millionths of a point.
    public let errorInMillionths: Int
    /// Each for itself with the confidence stated.
    public let own: ClosedRange<Int>
    /// All together with the confidence stated.
    public let together: ClosedRange<Int>

    public init(errorInMillionths: Int, own: ClosedRange<Int>, together: ClosedRange<Int>) {
      self.errorInMillionths = errorInMillionths
      self.own = own
      self.together = together
    }
  }

  /// Places by the experts' orders: see `PairwiseWins`.
  public struct Orders: Sendable, Hashable {
    public let bordaPlace: Int
    public let winPlace: Int
    public let wins: Int
    public let draws: Int
    public let losses: Int

    public init(bordaPlace: Int, winPlace: Int, wins: Int, draws: Int, losses: Int) {
      self.bordaPlace = bordaPlace
      self.winPlace = winPlace
      self.wins = wins
      self.draws = draws
      self.losses = losses
    }
  }

  public let stage: String
  public let settings: Settings
  /// In the order of the official ranking; those who left the round or did not reach the stage are not among them.
  public let rows: [Row]
  /// Other rules and weights, all that could be computed.
  public let rules: [LineVariant]
  /// Experts without whom somebody stands elsewhere, in the order of the register.
  public let experts: [LineVariant]
  /// How many experts were left out in turn.
  public let expertCount: Int
  /// Those tied across the official line or in the zone about it, whom only people or a lot can part.
  public let tiedAtLine: [CandidateID]

  public init(
    stage: String, settings: Settings, rows: [Row], rules: [LineVariant], experts: [LineVariant], expertCount: Int,
    tiedAtLine: [CandidateID]
  ) {
    self.stage = stage
    self.settings = settings
    self.rows = rows
    self.rules = rules
    self.experts = experts
    self.expertCount = expertCount
    self.tiedAtLine = tiedAtLine
  }

  /// The part of replicates, in percent, that lies outside the interval at either end.
  public static let tail = 5
  /// What the intervals hold, in percent.
  public static let level = 100 - 2 * tail
  /// A method that gives other numbers has another version.
  public static let version = "certainty-1"
}

// MARK: - What it comes to

extension Certainty {
  /// Whether both sides of the line lie within nine tenths of the replicates: the zone in which the choice of experts
  /// decides, for people to look at before they sign.
  public func isNearLine(_ row: Row) -> Bool {
    let bound = settings.replicates * Certainty.tail
    return row.above * 100 > bound && (settings.replicates - row.above) * 100 > bound
  }

  /// What a candidate's side of the line comes to when one thing is otherwise.
  public enum Verdict: Sendable, Hashable {
    /// Above the line officially, under every rule and weight compared, and without any one expert.
    case inByAny
    /// Below it in all of them.
    case outByAny
    /// It depends on these; on none of them where the candidate is tied at the official line, or stands in the zone
    /// about it.
    case depends(on: [LineVariant.Change])
  }

  /// Every candidate's verdict, by id. Complexity: linear in the candidates and in whom the variants name.
  public func verdicts() -> [CandidateID: Verdict] {
    var reasons: [CandidateID: [LineVariant.Change]] = [:]
    for variant in rules + experts {
      for candidate in variant.entered + variant.left + variant.open {
        reasons[candidate, default: []].append(variant.change)
      }
    }
    let tied = Set(tiedAtLine)
    var verdicts: [CandidateID: Verdict] = [:]
    for row in rows {
      let own = reasons[row.candidate] ?? []
      verdicts[row.candidate] =
        own.isEmpty && !tied.contains(row.candidate) ? row.listed ? .inByAny : .outByAny : .depends(on: own)
    }
    return verdicts
  }
}
