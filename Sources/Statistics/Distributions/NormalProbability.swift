extension NormalDistribution {
  /// The probability that the standard normal lies below a point; relative accuracy about 1e-14 in either tail.
  ///
  /// By the incomplete gamma function at one half: Φ(−x) = ½ Q(½, x²/2) for x ≥ 0 (DLMF 7.11.2).
  /// - Parameter point: any number; infinite ones too.
  public static func probability(below point: Double) -> Double {
    let parts = IncompleteGamma.parts(0.5, point * point / 2)
    return point < 0 ? parts.above / 2 : 0.5 + parts.below / 2
  }

  /// The probability that the standard normal lies above a point: small tails keep their digits.
  /// - Parameter point: any number; infinite ones too.
  public static func probability(above point: Double) -> Double { probability(below: -point) }

  /// The probability that the standard normal lies at least as far from 0 as a point.
  /// - Parameter point: any number; infinite ones too.
  public static func probability(beyond point: Double) -> Double { IncompleteGamma.parts(0.5, point * point / 2).above }
}
