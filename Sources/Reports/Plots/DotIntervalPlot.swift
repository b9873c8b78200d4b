/// Estimates with their intervals, one row each: the plot of choice where a picture of heights would only pretend that
/// nought matters (W. S. Cleveland and R. McGill, "Graphical perception", JASA 79 (1984) 531–554).
struct DotIntervalPlot {
  struct Row: Sendable, Hashable {
    let label: String
    let value: Double
    /// Half the interval's width; nil where it is not known.
    let reach: Double?
    /// What stands at the row's end.
    let figure: String
    /// A row that the text speaks of.
    let isMarked: Bool
  }

  let title: String
  let description: String
  let axisTitle: String
  let rows: [Row]

  /// The plot; empty text without rows.
  /// - Parameter id: unique in the page.
  func svg(id: String) -> String {
    guard let first = rows.first else { return "" }
    var (low, high) = (first.value, first.value)
    for row in rows {
      low = min(low, row.value - (row.reach ?? 0))
      high = max(high, row.value + (row.reach ?? 0))
    }
    let marks = TickMarks(over: low...high, about: 5)
    let size = Drawing.smallSize
    let widest = rows.map { TextMeasure.width($0.label, size: size) }.max() ?? 0
    let labelWidth = min(210, widest)
    let left = 10 + labelWidth + 14
    let right = PlotFrame.width - 16 - (rows.map { TextMeasure.width($0.figure, size: size) }.max() ?? 0) - 12
    let wrapped = rows.map { TextMeasure.wrapped($0.label, width: labelWidth + 1, size: size, lines: 2) }
    let heights = wrapped.map { $0.count > 1 ? 36.0 : 25.0 }
    let bottom = 12 + heights.reduce(0, +)
    var drawing = Drawing(width: PlotFrame.width, height: bottom + 50)
    func x(_ value: Double) -> Double {
      left + 8 + (value - marks.extent.lowerBound) / (marks.extent.upperBound - marks.extent.lowerBound)
        * (right - left - 16)
    }
    for tick in marks.ticks {
      drawing.line(x(tick.value), 8, x(tick.value), bottom, stroke: Drawing.grid)
      drawing.text(tick.label, x: x(tick.value), y: bottom + 12, anchor: .middle, size: size)
    }
    drawing.line(left, bottom, right, bottom, stroke: Drawing.quiet)
    drawing.text(
      axisTitle, x: (left + right) / 2, y: bottom + 34, anchor: .middle, size: size, fill: Drawing.quiet)
    var above = 12.0
    for (index, row) in rows.enumerated() {
      let middle = above + heights[index] / 2
      for (line, text) in wrapped[index].enumerated() {
        let y = middle + (Double(line) - Double(wrapped[index].count - 1) / 2) * 15
        drawing.text(text, x: left - 14, y: y, anchor: .end, size: size, isBold: row.isMarked)
      }
      let colour = SeriesLook.all[row.isMarked ? 1 : 0].colour
      if let reach = row.reach {
        drawing.line(x(row.value - reach), middle, x(row.value + reach), middle, stroke: colour, thickness: 2.5)
        for end in [x(row.value - reach), x(row.value + reach)] {
          drawing.line(end, middle - 5, end, middle + 5, stroke: colour, thickness: 1.5)
        }
      }
      drawing.marker(row.isMarked ? .square : .circle, x: x(row.value), y: middle, colour: colour)
      drawing.text(row.figure, x: PlotFrame.width - 16, y: middle, anchor: .end, size: size, isBold: row.isMarked)
      above += heights[index]
    }
    return drawing.svg(id: id, title: title, description: description)
  }
}
