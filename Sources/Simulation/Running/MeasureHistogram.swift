/// How often a measure fell where, over replicates: whole numbers, so that histograms merge exactly in any order.
///
/// The range is cut into equal bins; a value of the upper end lies in the last. Size: eight bytes a bin.
public struct MeasureHistogram: Sendable, Hashable {
  /// Bins that a measure's range is cut into: a quantile is told to within a two-thousandth of the range, and better
  /// where neighbouring values are spread evenly.
  public static let bins = 2_000

  public let range: ClosedRange<Double>
  public private(set) var counts: [Int]

  /// - Parameter range: between which numbers values lie; not empty.
  public init(range: ClosedRange<Double>) {
    self.init(range: range, counts: [Int](repeating: 0, count: Self.bins))
  }

  /// Of what was stored. Precondition: as many counts as there are bins.
  /// - Parameters:
  ///   - range: between which numbers values lie; not empty.
  ///   - counts: by bin.
  public init(range: ClosedRange<Double>, counts: [Int]) {
    precondition(counts.count == Self.bins && range.lowerBound < range.upperBound)
    self.range = range
    self.counts = counts
  }

  private var width: Double { (range.upperBound - range.lowerBound) / Double(Self.bins) }

  /// Values counted.
  public var total: Int { counts.reduce(0, +) }

  /// Counts a value; one that is no number is left out, one beyond the range counts at its end.
  mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    let bin = ((value - range.lowerBound) / width).rounded(.down)
    counts[Int(min(Double(Self.bins - 1), max(0, bin)))] += 1
  }

  mutating func merge(_ next: MeasureHistogram) {
    precondition(next.range == range, "a histogram of another measure")
    for bin in counts.indices { counts[bin] += next.counts[bin] }
  }

  /// The value below which a share of the replicates lies, and its standard error √(p(1−p) ÷ n) ÷ density; the density
  /// is the share within one such error in probability on both sides. Nil without values.
  /// - Parameter share: between 0 and 1, neither of them.
  public func quantile(_ share: Double) -> (value: Double, standardError: Double)? {
    let total = Double(self.total)
    guard total > 0 else { return nil }
    let spread = (share * (1 - share) / total).squareRoot()
    let (lower, upper) = (place(max(0, share - spread) * total), place(min(1, share + spread) * total))
    return (place(share * total), (upper - lower) / 2)
  }

  /// Where so many values lie below, the values of a bin being spread over it evenly.
  private func place(_ wanted: Double) -> Double {
    var below = 0.0
    for (bin, count) in counts.enumerated() where count > 0 {
      if below + Double(count) >= wanted {
        return range.lowerBound + width * (Double(bin) + (wanted - below) / Double(count))
      }
      below += Double(count)
    }
    return range.upperBound
  }
}
