import ExpertReview
import Statistics

/// An expert of the simulated pool: a made-up person in a made-up unit.
public struct SimulatedExpert: Sendable {
  /// How an expert marks.
  public enum Temper: String, Sendable {
    case usual
    /// Marks everything far lower than the others.
    case harsh
    /// Ranks the candidates the other way round.
    case outlying
  }
  public let id: ExpertID
  public let name: String
  /// As the organizer's list writes it, which may be an alias or lack the code.
  public let employer: String
  public let employerCode: String
  public let region: String
  /// Labels of fields of application.
  public let fields: [String]
  /// `technical`, `management` or `finance`.
  public let kind: String
  public let title: String
  public let maximumLoad: Int
  public let temper: Temper
}

/// A tie that was put in on purpose, and what the search for conflicts must make of it.
public struct PlantedTie: Sendable, Hashable {
  public enum Outcome: String, Sendable, CaseIterable {
    /// A conflict that bars the pair.
    case hard
    /// A conflict that only costs.
    case soft
    /// Left to a person.
    case undecided
    /// No conflict, though it looks like one.
    case none
  }
  public let candidate: CandidateID
  public let expert: ExpertID
  public let outcome: Outcome
  public let about: Bilingual
}

/// A conflict that only the expert or the candidate knew of, to be entered by hand.
public struct DeclaredConflict: Sendable, Hashable {
  public let candidate: CandidateID
  public let expert: ExpertID
  public let reason: String
}
