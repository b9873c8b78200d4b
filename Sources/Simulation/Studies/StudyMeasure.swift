/// What is measured of one design in one replicate.
///
/// "In" means among the places given by the design; "deserving" means among as many best by true quality.
public enum StudyMeasure: String, Sendable, CaseIterable, Hashable {
  /// Kendall's tau-b between score and true quality.
  case kendall
  /// Spearman's correlation of ranks between score and true quality.
  case spearman
  /// Share of those in who are deserving.
  case precision
  /// Share of the deserving who are in.
  case recall
  /// Mean true quality of the deserving less that of those in, in standard deviations of quality.
  case regret
  /// How many places below the line, by true quality, the weakest of those in stands, over all candidates.
  case worstDisplaced
  /// Whether the best candidate is in.
  case bestIn
  /// Whether the best candidate is first.
  case bestFirst
  /// Share of those in who are also in when another panel, drawn alike, marks the same candidates.
  case repeatable
  /// Share of all candidates who are in by one such panel and out by the other.
  case inconsistent
  /// Correlation of the scores of two such panels.
  case panelCorrelation
  /// Candidates in only because of those who do not judge, over the places.
  case colluderReach
  /// Share of the places that rounding moved to somebody else.
  case decidedByRounding
  /// Share of the places given by tie-break or lot among equal scores.
  case decidedByTie
  /// Root mean square of score less true value, in units of quality, both centred.
  case rootMeanSquareError
  /// Sheets filled, over the candidates.
  case sheetsPerCandidate
}
