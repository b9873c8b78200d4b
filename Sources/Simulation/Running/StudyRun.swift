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
