import ExpertReview

/// What a study, or a part of it, came to.
public struct StudyRun: Sendable {
  public let study: Study
  /// Blocks that were run, from the first.
  public let blocks: Int
  public let replicates: Int
  public let sums: MeasureSums
  /// Whether the study's rule, and not the number of replicates, ended it.
  public let stoppedEarly: Bool

  public init(study: Study, blocks: Int, replicates: Int, sums: MeasureSums, stoppedEarly: Bool) {
    self.study = study
    self.blocks = blocks
    self.replicates = replicates
    self.sums = sums
    self.stoppedEarly = stoppedEarly
  }
}

extension StopRule {
  /// Whether the sums are precise enough in every design.
  public func isMet(by sums: MeasureSums, replicates: Int, in study: Study) -> Bool {
    guard replicates >= from, let column = study.measures.firstIndex(of: measure) else { return false }
    return study.designs.indices.allSatisfy { design in
      guard let error = sums.estimate(design: design, measure: column)?.standardError else { return false }
      return error <= standardError
    }
  }
}
