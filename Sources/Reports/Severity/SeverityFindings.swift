import ExpertReview

/// What is known of the severity of a stage's experts: what is told, kept and written to files.
///
/// Its numbers are those that are printed, six decimals at most, and a number that could not be had is nil. It is read
/// back from what it writes, so what is kept and what is worked out anew tell the same to the last digit. It stands
/// beside the official result and decides nothing.
public struct SeverityFindings: Sendable, Hashable {
  /// What was asked for.
  public struct Settings: Sendable, Hashable {
    /// Any text; the same seed gives the same result.
    public let seed: String
    /// Draws of each of the four chains of the Bayesian ranking.
    public let draws: Int
    /// The judged item; nil for the sheets' totals, with a summary of every item.
    public let item: ItemID?

    /// Precondition: a hundred draws at least.
    public init(seed: String = "1", draws: Int = Settings.usualDraws, item: ItemID? = nil) {
      precondition(draws >= Settings.fewestDraws, "too few draws for an interval")
      (self.seed, self.draws, self.item) = (seed, draws, item)
    }

    public static let usualDraws = 2000
    public static let fewestDraws = 100
  }

  public let stage: String
  public let settings: Settings
  /// In the order of the stage's groups; those without marks, or that do not judge the item, are not there.
  public let groups: [Group]

  /// One group.
  public struct Group: Sendable, Hashable {
    public let group: GroupID
    public let item: ItemID?
    /// How many of the group are listed in the official ranking.
    public let listed: Int
    /// Into how many parts without a shared expert or candidate the panels fall.
    public let parts: Int
    public let worth: Worth
    /// Where z-scores mislead.
    public let scoreCautions: [Caution]
    public let variances: Variances?
    public let bayesian: Bayesian?
    /// Those with marks, in the order of the register.
    public let experts: [Expert]
    /// Those with marks, by id.
    public let candidates: [Candidate]
    /// Item by item, in short; empty where one item was asked for.
    public let items: [ItemPart]
  }

  /// Whether correcting can be expected to help: see `CorrectionWorth`.
  public struct Worth: Sendable, Hashable {
    public let cautions: [Caution]
    /// Root mean squared errors of simple means and of corrected values.
    public let simpleError: Double?
    public let correctedError: Double?
    /// −0.2 where correcting takes a fifth off the error.
    public let change: Double?
    public let test: Test?
  }

  /// F of experts within candidates.
  public struct Test: Sendable, Hashable {
    public let ratio: Double
    public let expertFreedom: Int
    public let errorFreedom: Int
    public let probability: Double
  }

  /// A reason to leave marks as they are, or not to read a column.
  public struct Caution: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
      case disconnected, nothingLeft, fewMarks, fewRaters, severitiesNotShown, enlargesError
      /// Of z-scores: these experts saw other candidates than a draw at random would give.
      case unlikeCandidates
    }
    public let kind: Kind
    /// Parts of `disconnected`, experts of `fewRaters`; 0 otherwise.
    public var count = 0
    /// Who is meant by `fewMarks` and `unlikeCandidates`.
    public var experts: [ExpertID] = []
  }

  /// Of candidates, severities and the rest.
  public struct Variances: Sendable, Hashable {
    public let candidates: Double
    public let experts: Double
    public let error: Double
    /// Of the likelihood ratio, were the experts all alike.
    public let probability: Double?
    public let converged: Bool
  }

  /// Whether the draws may be believed, and their priors.
  public struct Bayesian: Sendable, Hashable {
    public let converged: Bool
    public let reduction: Double?
    public let bulkSize: Double?
    public let tailSize: Double?
    public let chains: Int
    public let draws: Int
    public let candidatesPrior: Double
    public let errorsPrior: Double
    public let expertsPrior: Double
  }

  /// One expert.
  public struct Expert: Sendable, Hashable {
    public let expert: ExpertID
    public let marks: Int
    public let mean: Double?
    public let deviation: Double?
    /// Above zero for the mild.
    public let severity: Double?
    public let standardError: Double?
    public let predicted: Estimate?
    /// From 1.
    public let part: Int
  }

  /// A number with its standard error.
  public struct Estimate: Sendable, Hashable {
    public let value: Double?
    public let error: Double?
  }

  /// What each method makes of a candidate; places start at 1 and are shared by equals.
  public struct Candidate: Sendable, Hashable {
    public let candidate: CandidateID
    /// The official place.
    public let place: Int?
    public let mean: Double?
    public let meanPlace: Int
    /// From 1; corrected places are within it.
    public let part: Int
    public let corrected: Estimate
    public let correctedPlace: Int
    public let predicted: Estimate?
    public let predictedPlace: Int?
    public let pluggedInRank: Double?
    public let drawn: Drawn?
    public let standardScore: Double?
    public let standardPlace: Int?
  }

  /// What the Bayesian ranking says of a candidate.
  public struct Drawn: Sendable, Hashable {
    public let effect: Double?
    public let deviation: Double?
    public let lower: Double?
    public let upper: Double?
    public let expectedRank: Double?
    public let rankError: Double?
    public let percentile: Double?
    public let surface: Double?
    /// Of being among as many as are listed officially.
    public let chance: Double?
  }

  /// One judged item in short.
  public struct ItemPart: Sendable, Hashable {
    public let item: ItemID
    public let parts: Int
    public let worth: Worth
    public let variances: Variances?
    /// Those with marks, in the order of the register.
    public let experts: [ItemExpert]
  }

  /// An expert's severity in one item.
  public struct ItemExpert: Sendable, Hashable {
    public let expert: ExpertID
    public let marks: Int
    public let severity: Estimate

    /// Whether it lies more than two standard errors from zero.
    public var isMarked: Bool {
      guard let value = severity.value, let error = severity.error else { return false }
      return error > 0 && value.magnitude > 2 * error
    }
  }

  /// The same of one group alone; of all where none is named.
  public func only(_ group: GroupID?) -> SeverityFindings {
    SeverityFindings(stage: stage, settings: settings, groups: groups.filter { group == nil || $0.group == group })
  }

  /// A method that gives other numbers has another version.
  public static let version = "severity-1"

  /// Whether it stands beside this official result: everybody in the same place, as many listed in each group.
  public func isOf(_ ranking: Ranking) -> Bool {
    let places = Dictionary(uniqueKeysWithValues: ranking.rows.map { ($0.candidate, $0.place) })
    return groups.allSatisfy { group in
      group.listed == ranking.rows.count { $0.group == group.group && $0.listed }
        && group.candidates.allSatisfy { $0.place == places[$0.candidate] ?? nil }
    }
  }
}
