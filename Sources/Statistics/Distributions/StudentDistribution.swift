/// Student's t distribution: of a mean divided by its estimated standard error.
///
/// With ν degrees of freedom and x = ν/(ν+t²): P(T > t) = ½ I(x; ν/2, ½) for t ≥ 0 (Abramowitz and Stegun 26.7.1).
/// Relative accuracy about 1e-14; quantiles as accurate as the smaller tail allows.
public struct StudentDistribution: Sendable, Hashable {
  public let degreesOfFreedom: Double

  /// - Parameter degreesOfFreedom: above zero, whole or not.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are above zero")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability above a point.
  /// - Parameter point: any number.
  public func probability(above point: Double) -> Double {
    let tail = probability(beyond: point) / 2
    return point >= 0 ? tail : 1 - tail
  }

  /// The probability below a point.
  /// - Parameter point: any number.
  public func probability(below point: Double) -> Double { probability(above: -point) }

  /// The probability of lying at least as far from 0 as a point: the two-sided p value of a t statistic.
  /// - Parameter point: any number.
  public func probability(beyond point: Double) -> Double {
    guard point.isFinite else { return 0 }
    let (square, degrees) = (point * point, degreesOfFreedom)
    return IncompleteBeta.parts(degrees / (degrees + square), square / (degrees + square), degrees / 2, 0.5).below
  }

  /// The point below which the distribution lies with a probability.
  /// - Parameter probability: between 0 and 1, neither of them.
  public func quantile(_ probability: Double) -> Double {
    if probability == 0.5 { return 0 }
    // By symmetry the search runs over sizes: P(|T| < size) = 1 − 2 tail.
    let tail = min(probability, 1 - probability)
    let size = QuantileSearch.positive(below: 1 - 2 * tail, above: 2 * tail) { size in
      let beyond = self.probability(beyond: size)
      return (1 - beyond, beyond)
    }
    return probability < 0.5 ? -size : size
  }
}
