import ExpertReview
import Statistics

/// A whole round as an organizer would have it on the desk, made up from a seed: the files that come in, what the
/// examination and the search for conflicts must make of them, and how its experts mark.
///
/// All organisations, persons and products in it are invented; public authorities appear only as those who recommend or
/// issue a certificate. Everything follows from the seed and the sizes: the same seed gives the same bytes on every
/// machine. The scheme is `hunan-2025-call-llm`.
public struct SimulatedRound: Sendable {
  /// The days on which the round's steps are taken.
  public struct Days: Sendable, Hashable {
    /// The first candidates are submitted on this day, the last 18 days later.
    public let opened: CivilDay
    public let examined: CivilDay
    /// Corrected files come in until then.
    public let corrected: CivilDay
    /// Conflicts are searched and panels formed; conflicts count back from here.
    public let assigned: CivilDay
    public let collected: CivilDay
    public let ranked: CivilDay
    /// The notice is posted; New Year's holiday falls into its five working days.
    public let posted: CivilDay
    public let objected: CivilDay
  }

  public let seed: String
  public let days: Days
  /// In the order of their ids.
  public let candidates: [SimulatedCandidate]
  /// In the order of their ids.
  public let experts: [SimulatedExpert]
  /// Verdicts that the formal check must come to, in the order of the candidates. Every candidate that is not here
  /// passes.
  public let planted: [PlantedCase]
  /// What the search for conflicts must find or leave, by candidate and expert.
  public let plantedTies: [PlantedTie]
  /// Conflicts to be entered by hand.
  public let declaredConflicts: [DeclaredConflict]
  /// Candidates in review whom the manager admits.
  public let reviewDecisions: [ReviewDecision]
  /// Conflicts that are left to a person, and are none.
  public let dismissals: [DeclaredConflict]
  /// The expert who turns the invitation down.
  public let declined: ExpertID?
  /// The files in the order in which they are imported.
  public let files: [SimulatedFile]
}

/// A candidate of a simulated round.
public struct SimulatedCandidate: Sendable {
  public let id: CandidateID
  /// `general` or `vertical`.
  public let group: GroupID
  public let applicant: InventedUnit
  public let projectName: String
  /// Labels of its fields of application.
  public let domains: [String]
}

/// A manager's decision on a candidate that the examination left to a person.
public struct ReviewDecision: Sendable, Hashable {
  public let candidate: CandidateID
  public let admitted: Bool
  public let reason: String
}

/// A file that the organizer brings in.
public struct SimulatedFile: Sendable, Hashable {
  /// The kinds of `panel import`.
  public enum Kind: String, Sendable, CaseIterable {
    case recommenders, units, candidates, nominations, sanctions, experts, relations, affinities
  }
  public let kind: Kind
  public let name: String
  /// UTF-8.
  public let bytes: [UInt8]
  /// A later version of records that were brought in before.
  public let isCorrection: Bool
}

extension SimulatedRound {
  /// The fewest candidates and experts that hold every planted case and can fill panels of seven.
  public static let leastCandidates = 40
  public static let leastExperts = PoolBuilder.leastExperts

  /// Makes a round up.
  ///
  /// - Parameters:
  ///   - seed: any text; another seed is another round.
  ///   - candidates: at least `leastCandidates`; ids `C001`, `C002`, …
  ///   - experts: at least `leastExperts`; ids `E01`, `E02`, … Their loads leave a fifth more seats than panels of
  ///     seven need.
  /// - Complexity: candidates × experts (the affinities).
  public static func generate(seed: String, candidates: Int = 60, experts: Int = 40) -> SimulatedRound {
    precondition(candidates >= leastCandidates, "a simulated round needs \(leastCandidates) candidates")
    precondition(experts >= leastExperts, "a simulated round needs \(leastExperts) experts")
    var builder = RoundBuilder(seed: seed)
    return builder.build(candidates: candidates, experts: experts)
  }
}

extension SimulatedRound.Days {
  /// The winter of 2025: the year whose forms ask for 2023 and 2024.
  static let winter2025 = SimulatedRound.Days(
    opened: day(11, 17), examined: day(12, 8), corrected: day(12, 12), assigned: day(12, 15), collected: day(12, 24),
    ranked: day(12, 26), posted: day(12, 29), objected: day(12, 31))

  private static func day(_ month: Int, _ day: Int) -> CivilDay {
    guard let day = CivilDay(year: 2025, month: month, day: day) else {
      preconditionFailure("a day of the simulated calendar")
    }
    return day
  }
}
