/// How reliable a panel's mean is, and how reliable it would be with more experts: a generalizability study of subjects
/// by raters, and its decision study.
///
/// # Formula
///
/// `mark = mean + subject + rater + rest`, all random, with variances σ²s, σ²r, σ²e (`TwoWayComponents`, or by expected
/// mean squares from a table without gaps). For the mean of n raters:
///
///     relative error δ = σ²e ÷ n              G = σ²s ÷ (σ²s + δ)     order only, the same raters for all
///     absolute error Δ = (σ²r + σ²e) ÷ n      Φ = σ²s ÷ (σ²s + Δ)     the mark itself, or raters of their own for each
///
/// An estimate below 0 counts as 0.
///
/// # Assumptions, and when not to use it
///
/// The raters to come are like those that were: an expert more is one more of the same kind. Means are plain; a trimmed
/// mean of n is somewhere between n and the number that remain. With few raters σ²r is known badly and so is Φ.
///
/// Sources: L. J. Cronbach, G. C. Gleser, H. Nanda, N. Rajaratnam, "The dependability of behavioral measurements"
/// (1972); R. L. Brennan, "Generalizability Theory" (2001), chapters 2 and 4.
public struct DecisionStudy: Sendable, Hashable {
  public let subjects: Double
  public let raters: Double
  public let residual: Double

  /// - Parameters:
  ///   - subjects: σ²s.
  ///   - raters: σ²r.
  ///   - residual: σ²e. Those below 0 are taken as 0.
  public init(subjects: Double, raters: Double, residual: Double) {
    (self.subjects, self.raters, self.residual) = (max(0, subjects), max(0, raters), max(0, residual))
  }

  /// From components that may come of marks with gaps.
  /// - Parameter components: of subjects, raters and the rest.
  public init(_ components: TwoWayComponents) {
    self.init(subjects: components.subjects, raters: components.raters, residual: components.residual)
  }

  /// What a number of raters comes to.
  public struct Outcome: Sendable, Hashable {
    public let relativeError: Double
    public let absoluteError: Double
    /// G: of the order, with the same raters for all. Not a number where nothing varies.
    public let generalizability: Double
    /// Φ: of the mark itself, or of the order with raters of their own for each.
    public let dependability: Double

    init(subjects: Double, relativeError: Double, absoluteError: Double) {
      (self.relativeError, self.absoluteError) = (relativeError, absoluteError)
      generalizability = subjects / (subjects + relativeError)
      dependability = subjects / (subjects + absoluteError)
    }
  }

  /// The reliability of the mean of a number of raters.
  /// - Parameter count: one or more.
  public func outcome(raters count: Int) -> Outcome {
    precondition(count > 0, "a panel has an expert")
    return Outcome(
      subjects: subjects, relativeError: residual / Double(count), absoluteError: (raters + residual) / Double(count))
  }

  /// The fewest raters whose mean is as reliable as asked; nil where subjects do not differ, or no number up to a
  /// thousand is enough.
  /// - Parameters:
  ///   - reliability: between 0 and 1, neither of them.
  ///   - sameRaters: whether the same raters mark all subjects and only the order counts (G); else Φ.
  public func ratersNeeded(for reliability: Double, sameRaters: Bool) -> Int? {
    precondition(reliability > 0 && reliability < 1, "a reliability lies between 0 and 1")
    guard subjects > 0 else { return nil }
    return (1...1000).first { count in
      let found = outcome(raters: count)
      return (sameRaters ? found.generalizability : found.dependability) >= reliability
    }
  }
}
