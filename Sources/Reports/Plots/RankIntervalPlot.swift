/// Places with the interval in which each may lie, and the line of the places to be given.
struct RankIntervalPlot {
  /// On which side of the line a row is known to stand.
  enum Side: Sendable, Hashable { case above, below, open }

  struct Row: Sendable, Hashable {
    let label: String
    let place: Int
    let interval: ClosedRange<Int>
    let side: Side
  }

  let title: String
  let description: String
  let axisTitle: String
  /// By place.
  let rows: [Row]
  /// The last place above the line; nil without one.
  let line: Int?
  let lineLabel: String

  /// The plot; empty text without rows. Rows whose interval crosses the line stand out by colour and by a hollow point.
  /// - Parameter id: unique in the page.
  func svg(id: String) -> String {
    guard !rows.isEmpty else { return "" }
    let low = rows.map { min($0.place, $0.interval.lowerBound) }.min() ?? 1
    let high = rows.map { max($0.place, $0.interval.upperBound) }.max() ?? 1
    let marks = TickMarks(over: Double(low)...Double(high), about: 8, wholeOnly: true)
    let size = Drawing.smallSize
    let labelWidth = min(220, rows.map { TextMeasure.width($0.label, size: size) }.max() ?? 0)
    let left = 10 + labelWidth + 14
    let right = PlotFrame.width - 20
    let rowHeight = 20.0
    let top = 40.0
    let bottom = top + Double(rows.count) * rowHeight + 6
    var drawing = Drawing(width: PlotFrame.width, height: bottom + 14)
    let extent = min(marks.extent.lowerBound, Double(low) - 0.5)...max(marks.extent.upperBound, Double(high) + 0.5)
    func x(_ place: Double) -> Double {
      left + 6 + (place - extent.lowerBound) / (extent.upperBound - extent.lowerBound) * (right - left - 12)
    }
    // The axis stands above: the rows may go over many screens, and places are read from the first down.
    drawing.text(axisTitle, x: 10, y: 10, size: size, fill: Drawing.quiet)
    for tick in marks.ticks where tick.value >= 1 {
      drawing.line(x(tick.value), top - 4, x(tick.value), bottom, stroke: Drawing.grid)
      drawing.text(tick.label, x: x(tick.value), y: top - 12, anchor: .middle, size: size)
    }
    drawing.line(left, top - 4, right, top - 4, stroke: Drawing.quiet)
    for (index, row) in rows.enumerated() {
      let middle = top + (Double(index) + 0.5) * rowHeight
      let label = TextMeasure.shortened(row.label, width: labelWidth + 1, size: size)
      drawing.text(label, x: left - 14, y: middle, anchor: .end, size: size, isBold: row.side == .open)
      let colour = Self.colour(row.side)
      drawing.line(
        x(Double(row.interval.lowerBound)), middle, x(Double(row.interval.upperBound)), middle, stroke: colour,
        thickness: row.side == .open ? 5 : 3)
      drawing.marker(Self.marker(row.side), x: x(Double(row.place)), y: middle, colour: colour)
    }
    if let line {
      let at = x(Double(line) + 0.5)
      drawing.line(at, top - 4, at, bottom, stroke: "#000", thickness: 1.5, dash: "6 3")
      let isRight = at > (left + right) / 2
      drawing.text(
        lineLabel, x: at + (isRight ? -5 : 5), y: 10, anchor: isRight ? .end : .start, size: size, isBold: true)
    }
    return drawing.svg(id: id, title: title, description: description)
  }

  private static func colour(_ side: Side) -> String {
    switch side {
    case .above: "#0072B2"
    case .open: "#D55E00"
    case .below: "#777"
    }
  }

  private static func marker(_ side: Side) -> SeriesLook.Marker {
    switch side {
    case .above: .circle
    case .open: .ring
    case .below: .square
    }
  }
}
