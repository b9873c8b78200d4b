/// The chi-square distribution: of a sum of squares of independent standard normals.
///
/// P(X ≤ x) = P(ν/2, x/2), the incomplete gamma function (Abramowitz and Stegun 26.4.19). Relative accuracy about
/// 1e-14.
public struct ChiSquareDistribution: Sendable, Hashable {
  public let degreesOfFreedom: Double

  /// - Parameter degreesOfFreedom: above zero, whole or not.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are above zero")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability below a point.
  /// - Parameter point: any number; nothing lies below 0.
  public func probability(below point: Double) -> Double { parts(point).below }

  /// The probability above a point: the p value of a chi-square statistic.
  /// - Parameter point: any number; nothing lies below 0.
  public func probability(above point: Double) -> Double { parts(point).above }

  /// The point below which the distribution lies with a probability.
  /// - Parameter probability: between 0 and 1, neither of them.
  public func quantile(_ probability: Double) -> Double {
    QuantileSearch.positive(below: probability, above: 1 - probability, parts)
  }

  private func parts(_ point: Double) -> (below: Double, above: Double) {
    IncompleteGamma.parts(degreesOfFreedom / 2, point / 2)
  }
}
