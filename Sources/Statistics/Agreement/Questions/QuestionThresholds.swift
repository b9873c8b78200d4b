/// From where on a rater's marks raise a question. All are house values: they come of no rule, and stand beside every
/// question that they let through.
public struct QuestionThresholds: Sendable, Hashable {
  /// A rater with fewer marks is asked nothing.
  public var leastMarks: Int
  /// Adjusted p values up to this count: where nothing is amiss, a round raises any question at most this often.
  public var level: Double
  /// How far a correlation must lie below the median of the other raters.
  public var correlationGap: Double
  /// Spread as a share of the median of the other raters: at most this.
  public var spreadShare: Double
  /// The share of a rater's most frequent mark: at least this …
  public var modalShare: Double
  /// … and at least so many times the median of the other raters.
  public var modalTimes: Double
  /// How many standard deviations each of two exchanged marks must lie from the colleagues.
  public var swapDeviations: Double

  /// House values, each overridable.
  /// - Parameters:
  ///   - leastMarks: 8: with fewer, nothing but chance is seen.
  ///   - level: 0.05.
  ///   - correlationGap: 0.2.
  ///   - spreadShare: 0.5.
  ///   - modalShare: 0.4.
  ///   - modalTimes: 2.
  ///   - swapDeviations: 2.
  public init(
    leastMarks: Int = 8, level: Double = 0.05, correlationGap: Double = 0.2, spreadShare: Double = 0.5,
    modalShare: Double = 0.4, modalTimes: Double = 2, swapDeviations: Double = 2
  ) {
    precondition(leastMarks >= 4, "a correlation's interval needs four marks")
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    self.leastMarks = leastMarks
    self.level = level
    self.correlationGap = correlationGap
    self.spreadShare = spreadShare
    self.modalShare = modalShare
    self.modalTimes = modalTimes
    self.swapDeviations = swapDeviations
  }
}
