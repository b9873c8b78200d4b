import ExpertReview

/// A simulation study: what is asked, what is drawn, what is compared, what is measured.
///
/// The parts are those that T. P. Morris, I. R. White and M. J. Crowther ask of every study ("Using simulation studies
/// to evaluate statistical methods", Statistics in Medicine 38 (2019) 2074–2102): aims, data-generating mechanism,
/// estimands, methods, performance measures; each figure comes with its Monte Carlo standard error.
public struct Study: Sendable {
  /// The folder's name.
  public let id: String
  public let title: Bilingual
  /// What somebody who decides wants to know.
  public let question: Bilingual
  public let aim: Bilingual
  public let estimand: Bilingual
  /// The data-generating mechanism.
  public let model: StudyModel
  /// The methods: every design sees the same candidates, experts and noise of a replicate.
  public let designs: [StudyDesign]
  public let measures: [StudyMeasure]
  /// Measures whose quantiles over replicates can be told beside their means; of those with a range of their own.
  public let quantiles: [StudyMeasure]
  /// The most replicates that are run.
  public let replicates: Int
  /// Replicates whose sums are kept together: the unit of shards, of resuming and of stopping.
  public let blockSize: Int
  public let seed: String
  /// Nil where all replicates are run.
  public let stop: StopRule?
  /// Figures of others that the study is to meet.
  public let published: [PublishedFigure]

  public init(
    id: String, title: Bilingual, question: Bilingual, aim: Bilingual, estimand: Bilingual, model: StudyModel,
    designs: [StudyDesign], measures: [StudyMeasure], replicates: Int, blockSize: Int, seed: String,
    stop: StopRule? = nil, published: [PublishedFigure] = [], quantiles: [StudyMeasure] = []
  ) {
    self.id = id
    self.title = title
    self.question = question
    self.aim = aim
    self.estimand = estimand
    self.model = model
    self.designs = designs
    self.measures = measures
    self.replicates = replicates
    self.blockSize = blockSize
    self.seed = seed
    self.stop = stop
    self.published = published
    self.quantiles = quantiles
  }

  /// Raised when the same study and seed would give other figures: sums of before and after do not belong together.
  public static let modelVersion = 1

  /// The same study with another number of replicates; its blocks stay as they were, but for the last.
  public func with(replicates: Int) -> Study {
    Study(
      id: id, title: title, question: question, aim: aim, estimand: estimand, model: model, designs: designs,
      measures: measures, replicates: replicates, blockSize: blockSize, seed: seed, stop: stop, published: published,
      quantiles: quantiles)
  }

  /// Blocks that all replicates make.
  public var blockCount: Int { (replicates + blockSize - 1) / blockSize }

  /// The replicates of a block.
  public func replicates(ofBlock block: Int) -> Range<Int> {
    block * blockSize..<min(replicates, (block + 1) * blockSize)
  }
}

/// Enough is known where the measure's standard error is at most this in every design. Judged at block boundaries only,
/// so that where a study stops does not depend on the number of threads; not used under shards.
public struct StopRule: Sendable, Hashable {
  public let measure: StudyMeasure
  public let standardError: Double
  /// Replicates before which it is not judged: after a few, a rare event has not been seen and its error is nought.
  public let from: Int

  public init(measure: StudyMeasure, standardError: Double, from: Int) {
    self.measure = measure
    self.standardError = standardError
    self.from = from
  }
}

/// A figure printed elsewhere or known in closed form.
public struct PublishedFigure: Sendable {
  public let design: String
  public let measure: StudyMeasure
  /// Nil for the measure's mean over replicates, else the share of them that lies below the figure: ½ for the median.
  public let quantile: Double?
  public let value: Double
  /// The source's own standard error; 0 for a closed form.
  public let standardError: Double
  public let source: String

  public init(
    design: String, measure: StudyMeasure, quantile: Double? = nil, value: Double, standardError: Double, source: String
  ) {
    self.design = design
    self.measure = measure
    self.quantile = quantile
    self.value = value
    self.standardError = standardError
    self.source = source
  }
}
