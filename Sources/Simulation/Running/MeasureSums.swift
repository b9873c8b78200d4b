/// The sums of one block of replicates, by design and measure; merged in the order of blocks, so that no number of
/// threads or shards changes a byte.
///
/// A measure may be undefined in a replicate (a correlation where all scores are equal); such a replicate is not
/// counted, and how many were is stated. Size: three numbers a design and measure.
public struct MeasureSums: Sendable, Hashable {
  public let designs: Int
  public let measures: Int
  /// Replicates in which the measure was defined.
  public private(set) var counts: [Int]
  public private(set) var sums: [Double]
  public private(set) var squares: [Double]

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

  /// Adds what a replicate showed; a value that is no number is left out.
  public mutating func add(_ value: Double, design: Int, measure: Int) {
    guard value.isFinite else { return }
    let cell = design * measures + measure
    counts[cell] += 1
    sums[cell] += value
    squares[cell] += value * value
  }

  /// Adds the sums of the block that follows.
  public mutating func merge(_ next: MeasureSums) {
    precondition(next.designs == designs && next.measures == measures, "sums of another study")
    for cell in counts.indices {
      counts[cell] += next.counts[cell]
      sums[cell] += next.sums[cell]
      squares[cell] += next.squares[cell]
    }
  }

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
