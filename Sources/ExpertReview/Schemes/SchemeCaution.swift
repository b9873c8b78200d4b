/// Something that a scheme may say and its writer should know the price of. A caution is no fault: the scheme is used
/// as it is.
public enum SchemeCaution: Hashable, Sendable {
  /// Marks of a stage are rejected by their distance from the median, so that a better mark can lower a score.
  case betterMarkMayCost(stage: String)

  /// Where in the scheme file it is said.
  public var path: String {
    switch self {
    case .betterMarkMayCost(let stage): "stages.\(stage).aggregate.outliers"
    }
  }
}

extension Scheme {
  /// What the scheme's writer should know, in the order of the file.
  public var cautions: [SchemeCaution] {
    stages.compactMap { stage in
      guard case .review(let review) = stage, review.aggregation.outliers?.rejectsByDeviation == true else {
        return nil
      }
      return .betterMarkMayCost(stage: review.id)
    }
  }
}
