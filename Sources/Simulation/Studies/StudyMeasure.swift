/// What is measured of one design in one replicate.
///
/// Of n candidates with true qualities θ, *in* are those whom the design gives places, m of them; *deserving* are the
/// best by θ, as many as the model has places. A second panel is drawn alike and marks the same candidates apart. Where
/// a figure does not exist (a share of nobody, a correlation of equal values) the replicate is not counted.
public enum StudyMeasure: String, Sendable, CaseIterable, Hashable {
  /// Kendall's τb of score and θ.
  case kendall
  /// Spearman's ρ of score and θ.
  case spearman
  /// |in ∩ deserving| ÷ m.
  case precision
  /// |in ∩ deserving| ÷ |deserving|.
  case recall
  /// (mean θ of the deserving − mean θ of those in) ÷ standard deviation of θ in the replicate (divisor n).
  case regret
  /// How far below the line, in places by θ, the weakest of those in stands: its place − |deserving|, at least 0.
  case worstDisplaced
  /// How far above the line, in places by θ, the best of those not in stands: |deserving| + 1 − its place, at least 0.
  case bestMissed
  /// 1 where the best by θ is in, else 0.
  case bestIn
  /// 1 where the best by θ has the highest score, else 0.
  case bestFirst
  /// Those in by both panels ÷ m: how much of the list another panel would list too.
  case repeatable
  /// Those in by one of both panels only ÷ n.
  case inconsistent
  /// Pearson's correlation of the scores of both panels.
  case panelCorrelation
  /// Those in who would not be in had everybody judged ÷ m.
  case colluderReach
  /// Those in who would not be in had nothing been rounded ÷ m.
  case decidedByRounding
  /// Places given to some of several candidates of equal score while others of them got none ÷ m.
  case decidedByTie
  /// √ (Σ ((s − s̄) − (θ − θ̄))² ÷ n), s being the score in units of quality, over candidates with a score.
  case rootMeanSquareError
  /// Sheets filled in, of all stages, ÷ n.
  case sheetsPerCandidate
  /// Sheets filled in, of all stages, × the model's minutes a sheet ÷ 60.
  case expertHours

  /// Between which numbers the measure lies; nil where it has no bounds of its own.
  public var range: ClosedRange<Double>? {
    switch self {
    case .kendall, .spearman, .panelCorrelation: -1...1
    case .precision, .recall, .bestIn, .bestFirst, .repeatable, .inconsistent, .colluderReach, .decidedByRounding,
      .decidedByTie:
      0...1
    case .regret, .worstDisplaced, .bestMissed, .rootMeanSquareError, .sheetsPerCandidate, .expertHours: nil
    }
  }
}
