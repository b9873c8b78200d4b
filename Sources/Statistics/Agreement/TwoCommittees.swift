/// What two committees that decided on the same subjects apart from one another came to.
///
/// # Formula
///
/// Of n subjects both accept a, only the first b, only the second c, neither d:
///
///     inconsistency     (b + c) ÷ n
///     accept precision  the mean of a ÷ (a+b) and a ÷ (a+c): how much of a list the other committee would list too
///     reject precision  the mean of d ÷ (d+c) and d ÷ (d+b)
///
/// The posterior means are those of the shares of agreed acceptance, inconsistency and agreed rejection under a uniform
/// prior (Dirichlet 1, 1, 1).
///
/// When not to use it: committees that saw one another's marks, or subjects picked for being near the line, which are
/// decided less consistently than all.
///
/// Source: C. Cortes, N. D. Lawrence, "Inconsistency in conference peer review: revisiting the 2014 NeurIPS
/// experiment", arXiv:2109.09774 (2021).
public struct TwoCommittees: Sendable, Hashable {
  public let bothAccept: Int
  public let onlyFirst: Int
  public let onlySecond: Int
  public let neither: Int

  /// Precondition: no count is below zero, each committee accepts and rejects at least one.
  /// - Parameters:
  ///   - bothAccept: a.
  ///   - onlyFirst: b.
  ///   - onlySecond: c.
  ///   - neither: d.
  public init(bothAccept: Int, onlyFirst: Int, onlySecond: Int, neither: Int) {
    precondition(min(bothAccept, onlyFirst, onlySecond, neither) >= 0, "counts are zero or more")
    precondition(bothAccept + min(onlyFirst, onlySecond) > 0, "each committee accepts one")
    precondition(neither + min(onlyFirst, onlySecond) > 0, "each committee rejects one")
    self.bothAccept = bothAccept
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
    self.neither = neither
  }

  public var count: Int { bothAccept + onlyFirst + onlySecond + neither }

  /// The share of subjects that one accepts and the other does not.
  public var inconsistency: Double { Double(onlyFirst + onlySecond) / Double(count) }

  /// How much of one committee's list the other would list too, the mean of both ways round.
  public var acceptPrecision: Double { precision(bothAccept) }

  /// How much of what one committee rejects the other would reject too, the mean of both ways round.
  public var rejectPrecision: Double { precision(neither) }

  private func precision(_ agreed: Int) -> Double {
    let (first, second) = (Double(agreed + onlyFirst), Double(agreed + onlySecond))
    return (Double(agreed) / first + Double(agreed) / second) / 2
  }

  /// Agreed acceptances over agreed rejections.
  public var acceptedToRejected: Double { Double(bothAccept) / Double(neither) }

  /// Posterior means of the shares of agreed acceptance, inconsistency and agreed rejection under a uniform prior.
  public var posteriorMeans: (accept: Double, inconsistent: Double, reject: Double) {
    let whole = Double(count + 3)
    return (
      Double(bothAccept + 1) / whole, Double(onlyFirst + onlySecond + 1) / whole, Double(neither + 1) / whole
    )
  }

  /// Agreement beyond chance.
  /// - Throws: ``AgreementGap`` where both accept all or reject all.
  public func kappa() throws(AgreementGap) -> CohenKappa {
    try CohenKappa(table: [[bothAccept, onlyFirst], [onlySecond, neither]], weighting: .plain)
  }
}
