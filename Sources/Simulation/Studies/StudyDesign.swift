import ExpertReview

/// One way of running the review that a study compares with others.
public struct StudyDesign: Sendable {
  /// Who marks whom.
  public enum Layout: Sendable, Hashable {
    /// The same experts mark every candidate.
    case everyone
    /// Candidates stand in blocks of so many; each block has a panel of its own.
    case blocks(candidates: Int)
    /// Every candidate gets experts drawn from the pool with loads that differ by one at most.
    case pool
    /// Every candidate gets experts by the engine's own assignment under the objective named.
    case assigned(objective: String)
  }
  /// What is done about severity before marks are joined.
  public enum Correction: String, Sendable, CaseIterable { case none, standardScores, leastSquares, components }

  public let id: String
  public let label: Bilingual
  /// Experts a candidate.
  public let experts: Int
  public let layout: Layout
  /// Nil for the plain mean.
  public let outliers: Aggregation.Outliers?
  public let rounding: [Aggregation.Rounding]
  public let correction: Correction
  /// Half the width, in places, of the zone at the line where a lot decides; 0 for none.
  public let lottery: Int
  /// A first stage that sends so many candidates to the stage described here; nil for a single stage.
  public let firstStage: FirstStage?

  /// A stage before, marked by its own panel.
  public struct FirstStage: Sendable, Hashable {
    public let experts: Int
    /// Candidates that go on.
    public let places: Int
    /// How much of the final score the first stage's score is, from 0 to 1.
    public let carry: Fraction

    public init(experts: Int, places: Int, carry: Fraction) {
      self.experts = experts
      self.places = places
      self.carry = carry
    }
  }

  public init(
    id: String, label: Bilingual, experts: Int, layout: Layout = .everyone, outliers: Aggregation.Outliers? = nil,
    rounding: [Aggregation.Rounding] = [], correction: Correction = .none, lottery: Int = 0,
    firstStage: FirstStage? = nil
  ) {
    self.id = id
    self.label = label
    self.experts = experts
    self.layout = layout
    self.outliers = outliers
    self.rounding = rounding
    self.correction = correction
    self.lottery = lottery
    self.firstStage = firstStage
  }
}
