/// The sums of one block of replicates, by design and measure; merged in the order of blocks, so that no number of
/// threads or shards changes a byte.
///
/// A measure may be undefined in a replicate (a correlation where all scores are equal); such a replicate is not
/// counted, and how many were is stated. Where a study asks for quantiles of a measure, a histogram is kept beside the
/// sums. Size: three numbers a design and measure.
public struct MeasureSums: Sendable, Hashable {
  public let designs: Int
  public let measures: Int
  /// Replicates in which the measure was defined.
  public private(set) var counts: [Int]
  public private(set) var sums: [Double]
  public private(set) var squares: [Double]

  /// By design, then by measure whose quantiles are asked for, in the study's order; empty where none are.
  public private(set) var histograms: [MeasureHistogram] = []
  /// The measure of each such histogram of one design.
  public private(set) var spreads: [Int] = []

  public init(designs: Int, measures: Int) {
    self.designs = designs
    self.measures = measures
    counts = [Int](repeating: 0, count: designs * measures)
    sums = [Double](repeating: 0, count: designs * measures)
    squares = sums
  }

  /// Of what was stored. Precondition: each list holds a number for every design and measure.
  public init(designs: Int, measures: Int, counts: [Int], sums: [Double], squares: [Double]) {
    precondition([counts.count, sums.count, squares.count].allSatisfy { $0 == designs * measures })
    self.designs = designs
    self.measures = measures
    self.counts = counts
    self.sums = sums
    self.squares = squares
  }

  /// Of a study: nothing counted yet.
  public init(of study: Study) {
    self.init(designs: study.designs.count, measures: study.measures.count)
    spreads = study.measures.indices.filter { study.quantiles.contains(study.measures[$0]) }
    histograms = study.designs.flatMap { _ in spreads.compactMap { study.measures[$0].range } }
      .map { MeasureHistogram(range: $0) }
  }

  /// Of what was stored for a study. Precondition: each list holds a number for every design and measure, `histograms`
  /// one for every design and measure with quantiles.
  public init(
    of study: Study, counts: [Int], sums: [Double], squares: [Double], histograms: [MeasureHistogram]
  ) {
    self.init(of: study)
    precondition([counts.count, sums.count, squares.count].allSatisfy { $0 == designs * measures })
    precondition(histograms.count == self.histograms.count)
    (self.counts, self.sums, self.squares, self.histograms) = (counts, sums, squares, histograms)
  }

  /// The histogram of a design's measure; nil where its quantiles were not asked for.
  public func histogram(design: Int, measure: Int) -> MeasureHistogram? {
    spreads.firstIndex(of: measure).map { histograms[design * spreads.count + $0] }
  }

  /// Adds what a replicate showed; a value that is no number is left out.
  public mutating func add(_ value: Double, design: Int, measure: Int) {
    guard value.isFinite else { return }
    let cell = design * measures + measure
    counts[cell] += 1
    sums[cell] += value
    squares[cell] += value * value
    guard !spreads.isEmpty, let spread = spreads.firstIndex(of: measure) else { return }
    histograms[design * spreads.count + spread].add(value)
  }

  /// Adds the sums of the block that follows.
  public mutating func merge(_ next: MeasureSums) {
    precondition(next.designs == designs && next.measures == measures, "sums of another study")
    for cell in counts.indices {
      counts[cell] += next.counts[cell]
      sums[cell] += next.sums[cell]
      squares[cell] += next.squares[cell]
    }
    precondition(next.spreads == spreads, "sums of another study")
    for index in histograms.indices { histograms[index].merge(next.histograms[index]) }
  }

  /// Replicates in which the measure was defined.
  public func count(design: Int, measure: Int) -> Int { counts[design * measures + measure] }

  /// Mean and its Monte Carlo standard error, s/√n; nil where the measure was never defined. The error is nil of a
  /// single replicate.
  public func estimate(design: Int, measure: Int) -> (mean: Double, standardError: Double?)? {
    let cell = design * measures + measure
    let count = Double(counts[cell])
    guard count > 0 else { return nil }
    let mean = sums[cell] / count
    guard count > 1 else { return (mean, nil) }
    let variance = max(0, squares[cell] - count * mean * mean) / (count - 1)
    return (mean, (variance / count).squareRoot())
  }
}
