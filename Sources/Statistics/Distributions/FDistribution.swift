/// Fisher's F distribution: of the quotient of two mean squares that estimate the same variance.
///
/// With x = d₁f/(d₁f + d₂): P(F ≤ f) = I(x; d₁/2, d₂/2) (Abramowitz and Stegun 26.6.2). Relative accuracy about 1e-14.
public struct FDistribution: Sendable, Hashable {
  public let numerator: Double
  public let denominator: Double

  /// - Parameters:
  ///   - numerator: degrees of freedom of the mean square above the line; above zero, whole or not.
  ///   - denominator: of the one below it.
  public init(numerator: Double, denominator: Double) {
    precondition(numerator > 0 && denominator > 0, "degrees of freedom are above zero")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The probability below a point.
  /// - Parameter point: any number; nothing lies below 0.
  public func probability(below point: Double) -> Double { parts(point).below }

  /// The probability above a point: the p value of an F statistic.
  /// - Parameter point: any number; nothing lies below 0.
  public func probability(above point: Double) -> Double { parts(point).above }

  /// The point below which the distribution lies with a probability.
  /// - Parameter probability: between 0 and 1, neither of them.
  public func quantile(_ probability: Double) -> Double {
    QuantileSearch.positive(below: probability, above: 1 - probability, parts)
  }

  private func parts(_ point: Double) -> (below: Double, above: Double) {
    guard point > 0 else { return (0, 1) }
    guard point.isFinite else { return (1, 0) }
    let above = numerator * point
    return IncompleteBeta.parts(
      above / (above + denominator), denominator / (above + denominator), numerator / 2, denominator / 2)
  }
}
