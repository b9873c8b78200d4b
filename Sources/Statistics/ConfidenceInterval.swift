/// Bounds between which a value lies with a stated confidence.
public struct ConfidenceInterval: Sendable, Hashable {
  public let lower: Double
  public let upper: Double
  /// Between 0 and 1: 0.95 of such intervals hold the value they are about.
  public let level: Double

  /// - Parameters:
  ///   - lower: the lower bound; −∞ where there is none.
  ///   - upper: the upper bound, not below the lower.
  ///   - level: between 0 and 1, neither of them.
  public init(lower: Double, upper: Double, level: Double) {
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    (self.lower, self.upper, self.level) = (lower, upper, level)
  }

  /// Whether a value lies within, bounds included.
  /// - Parameter value: any number.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
