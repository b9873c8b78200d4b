/// How numbers are spread, in bins of one round width.
///
/// The width is the round number – 1, 2 or 5 times a power of ten – next above the smaller of 2·IQR/∛n (D. Freedman and
/// P. Diaconis, "On the histogram as a density estimator: L₂ theory", Zeitschrift für Wahrscheinlichkeitstheorie 57
/// (1981) 453–476) and the range over ⌈log₂ n⌉ + 1 (H. A. Sturges, "The choice of a class interval", JASA 21 (1926)
/// 65–66), which does better by few values; a hundredth of the range at the least.
struct Histogram {
  struct Bins: Sendable, Hashable {
    /// The first bin's lower edge.
    let start: Double
    let width: Double
    /// Bin *i* holds start + i·width ≤ x < start + (i + 1)·width.
    let counts: [Int]

    /// Complexity: O(n log n).
    /// - Parameter values: finite; nil where there are none.
    init?(_ values: [Double]) {
      let sorted = values.filter(\.isFinite).sorted()
      guard let low = sorted.first, let high = sorted.last else { return nil }
      let count = sorted.count
      let middle = sorted[(3 * (count - 1) + 2) / 4] - sorted[(count - 1) / 4]
      let range = high - low
      let byQuartiles = 2 * middle / PlainArithmetic.cubeRoot(Double(count))
      let bySturges = range / Double((count - 1).bitWidth - (count - 1).leadingZeroBitCount + 1)
      let least = range > 0 ? range / 100 : max(low.magnitude, 1) / 10
      width = Self.round(max(byQuartiles > 0 ? min(byQuartiles, bySturges) : bySturges, least))
      start = (low / width).rounded(.down) * width
      var counts = [Int](repeating: 0, count: Int(((high - start) / width).rounded(.down)) + 1)
      for value in sorted { counts[min(counts.count - 1, Int(((value - start) / width).rounded(.down)))] += 1 }
      self.counts = counts
    }

    private static func round(_ width: Double) -> Double {
      let exponent = PlainArithmetic.ceilingOfLog10(width)
      for step in [0.2, 0.5, 1] where step * PlainArithmetic.powerOfTen(exponent) >= width {
        return step * PlainArithmetic.powerOfTen(exponent)
      }
      return PlainArithmetic.powerOfTen(exponent)
    }

    func lowerEdge(_ bin: Int) -> Double { start + Double(bin) * width }
  }

  let title: String
  let description: String
  let axisTitle: String
  let countTitle: String
  let bins: Bins
  /// A value that the text speaks of, such as the line, with its name.
  let mark: (value: Double, label: String)?

  /// The plot.
  /// - Parameter id: unique in the page.
  func svg(id: String) -> String {
    let end = bins.lowerEdge(bins.counts.count)
    let most = bins.counts.max() ?? 0
    var (low, high) = (bins.start, end)
    if let mark { (low, high) = (min(low, mark.value), max(high, mark.value)) }
    var frame = PlotFrame(
      across: PlotFrame.Axis(title: axisTitle, over: low...high, about: 8),
      upright: PlotFrame.Axis(title: countTitle, over: 0...Double(max(1, most)), about: 5, wholeOnly: true),
      height: 210)
    let (x, y, top) = (frame.x, frame.y, frame.top)
    frame.draw { drawing in
      for (bin, count) in bins.counts.enumerated() where count > 0 {
        let (left, right) = (x(bins.lowerEdge(bin)), x(bins.lowerEdge(bin + 1)))
        drawing.rectangle(
          left, y(Double(count)), right - left, y(0) - y(Double(count)), fill: "#9ecae1", stroke: "#0072B2")
      }
      if let mark {
        let at = x(mark.value)
        drawing.line(at, top - 4, at, y(0), stroke: "#D55E00", thickness: 2, dash: "6 3")
        let isRight = at > PlotFrame.width / 2
        drawing.text(
          mark.label, x: at + (isRight ? 4 : -4), y: top - 12, anchor: isRight ? .end : .start,
          size: Drawing.smallSize, fill: "#A34700", isBold: true)
      }
    }
    return frame.drawing.svg(id: id, title: title, description: description)
  }
}
