import Simulation

/// A published figure beside the study's own.
public struct PublishedComparison: Sendable {
  public let published: PublishedFigure
  /// Nil where the study has no such design or measure, keeps no quantiles of it, or it was never defined.
  public let ours: Double?
  public let standardError: Double?

  /// Every published figure of a study, in the study file's order. Complexity: figures × designs.
  public static func all(of run: StudyRun) -> [PublishedComparison] {
    run.study.published.map { figure in
      guard let design = run.study.designs.firstIndex(where: { $0.id == figure.design }),
        let measure = run.study.measures.firstIndex(of: figure.measure)
      else { return PublishedComparison(published: figure, ours: nil, standardError: nil) }
      if let share = figure.quantile {
        let own = run.sums.histogram(design: design, measure: measure)?.quantile(share)
        return PublishedComparison(published: figure, ours: own?.value, standardError: own?.standardError)
      }
      guard let own = run.sums.estimate(design: design, measure: measure) else {
        return PublishedComparison(published: figure, ours: nil, standardError: nil)
      }
      return PublishedComparison(published: figure, ours: own.mean, standardError: own.standardError)
    }
  }

  /// Ours less the published figure, over the standard error of their difference: the square root of both errors'
  /// squares summed, the two being independent. Nil where no error is known; 0 where the figures are the same number.
  public var deviations: Double? {
    guard let ours else { return nil }
    let difference = ours - published.value
    if difference == 0 { return 0 }
    let own = standardError ?? 0
    let error = (own * own + published.standardError * published.standardError).squareRoot()
    return error > 0 ? difference / error : nil
  }

  /// Beyond four standard errors chance does so once in sixteen thousand: such a difference asks for a reason.
  public static let most = 4.0

  /// Whether the figures agree within chance; nil where that cannot be told.
  public var agrees: Bool? { deviations.map { $0.magnitude <= Self.most } }
}
