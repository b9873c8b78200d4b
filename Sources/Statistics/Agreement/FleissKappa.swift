/// How far raters put subjects into the same categories beyond chance: Fleiss' κ.
///
/// # Formula
///
/// n subjects, m raters each, nᵢⱼ of them put subject i into category j, pⱼ the share of category j in all:
///
///     observed  P = Σᵢⱼ nᵢⱼ(nᵢⱼ − 1) ÷ (n m (m−1)),   by chance  E = Σ pⱼ²,   κ = (P − E) ÷ (1 − E)
///     variance under no agreement  2 ÷ (n m (m−1)) × [(Σ pⱼqⱼ)² − Σ pⱼqⱼ(qⱼ − pⱼ)] ÷ (Σ pⱼqⱼ)²,   qⱼ = 1 − pⱼ
///
/// z is κ over the root of that variance; p two-sided. Of one category: 1 − Σᵢ nᵢⱼ(m − nᵢⱼ) ÷ (n m (m−1) pⱼqⱼ), with
/// variance 2 ÷ (n m (m−1)).
///
/// # Assumptions, and when not to use it
///
/// Each subject has as many raters as any other; which ones does not matter. Categories have no order: for marks use
/// ``KrippendorffAlpha`` or an intraclass correlation. z tests that there is no agreement at all, which is hardly ever
/// the question. Where one category holds nearly all, κ is low however much raters agree.
///
/// Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76 (1971), with
/// the variance of J. L. Fleiss, J. C. M. Nee, J. R. Landis, "Large sample variance of kappa in the case of different
/// sets of raters", Psychological Bulletin 86 (1979).
public struct FleissKappa: Sendable, Hashable {
  public let value: Statistic
  /// By category; nil for one that nobody or everybody was put in.
  public let categories: [Statistic?]

  /// κ with the test of no agreement.
  public struct Statistic: Sendable, Hashable {
    public let value: Double
    public let z: Double
    /// Two-sided.
    public let probability: Double

    init(_ value: Double, variance: Double) {
      self.value = value
      z = value / variance.squareRoot()
      probability = NormalDistribution.probability(beyond: z)
    }
  }

  /// - Parameter counts: by subject, by category, how many raters put it there. Precondition: rows of one length
  ///   and one sum.
  /// - Throws: ``AgreementGap`` without a subject, with fewer than two raters, or where all chose one category.
  public init(counts: [[Int]]) throws(AgreementGap) {
    guard let first = counts.first else { throw .tooFewSubjects(found: 0, needed: 1) }
    let raters = first.reduce(0, +)
    guard raters > 1 else { throw .tooFewRaters(found: raters, needed: 2) }
    precondition(
      counts.allSatisfy { $0.count == first.count && $0.reduce(0, +) == raters }, "as many raters for each subject")
    let (n, m) = (Double(counts.count), Double(raters))
    let pairs = n * m * (m - 1)
    let shares = first.indices.map { category in Double(counts.reduce(0) { $0 + $1[category] }) / (n * m) }
    guard !shares.contains(1) else { throw .noVariation }
    let alike = counts.joined().reduce(0) { $0 + $1 * ($1 - 1) }
    let chance = shares.reduce(0) { $0 + $1 * $1 }
    let spread = shares.reduce(0) { $0 + $1 * (1 - $1) }
    let skew = shares.reduce(0) { $0 + $1 * (1 - $1) * (1 - 2 * $1) }
    value = Statistic(
      (Double(alike) / pairs - chance) / (1 - chance),
      variance: 2 / pairs * (spread * spread - skew) / (spread * spread))
    categories = first.indices.map { category in
      let share = shares[category]
      guard share > 0 else { return nil }
      let split = counts.reduce(0) { $0 + $1[category] * (raters - $1[category]) }
      return Statistic(1 - Double(split) / (pairs * share * (1 - share)), variance: 2 / pairs)
    }
  }
}
