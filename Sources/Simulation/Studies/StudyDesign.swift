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
  /// What is done about severity before sheets are joined. All but `none` work on sheets' totals in floating point.
  public enum Correction: String, Sendable, CaseIterable {
    case none
    /// Totals in standard deviations from their expert's own mean; then the outlier rule.
    case standardScores
    /// Totals less their expert's severity by least squares; then the outlier rule.
    case leastSquares
    /// The candidates' predictions of a model with variance components; no outlier rule is read.
    case components
  }

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

  /// How places follow from scores.
  public let selection: Selection
  /// Nil for the study's own model. Another only where a study holds several models against published figures; its
  /// candidates and experts are then drawn apart.
  public let model: StudyModel?

  /// How places follow from scores.
  public enum Selection: Sendable, Hashable {
    /// The best are in, as many as there are places.
    case places
    /// A candidate of score *s* is in with the chance 1 ÷ (1 + exp(−intercept − slope · s)), each apart.
    case logistic(intercept: Double, slope: Double)
  }

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
    firstStage: FirstStage? = nil, selection: Selection = .places, model: StudyModel? = nil
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
    self.selection = selection
    self.model = model
  }
}
