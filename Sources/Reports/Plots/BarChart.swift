/// Amounts as bars from nought, such as the load of each expert, with a bound each may have.
struct BarChart {
  struct Row: Sendable, Hashable {
    let label: String
    let value: Int
    /// The most or least that is allowed, drawn as a stroke across; none where there is no bound.
    let bounds: [Int]
  }

  let title: String
  let description: String
  let axisTitle: String
  let rows: [Row]

  /// The plot; empty text without rows. Precondition: no value is negative.
  /// - Parameter id: unique in the page.
  func svg(id: String) -> String {
    guard !rows.isEmpty else { return "" }
    precondition(rows.allSatisfy { $0.value >= 0 }, "a bar has no length below nought")
    let size = Drawing.smallSize
    let most = rows.flatMap { [$0.value] + $0.bounds }.max() ?? 0
    let marks = TickMarks(over: 0...Double(max(1, most)), about: 6, wholeOnly: true)
    let labelWidth = min(200, rows.map { TextMeasure.width($0.label, size: size) }.max() ?? 0)
    let left = 10 + labelWidth + 10
    let right = PlotFrame.width - 40
    let rowHeight = 20.0
    let bottom = 10 + Double(rows.count) * rowHeight
    var drawing = Drawing(width: PlotFrame.width, height: bottom + 46)
    func x(_ value: Double) -> Double { left + value / marks.extent.upperBound * (right - left) }
    for tick in marks.ticks {
      drawing.line(x(tick.value), 6, x(tick.value), bottom, stroke: Drawing.grid)
      drawing.text(tick.label, x: x(tick.value), y: bottom + 12, anchor: .middle, size: size)
    }
    for (index, row) in rows.enumerated() {
      let middle = 10 + (Double(index) + 0.5) * rowHeight
      let label = TextMeasure.shortened(row.label, width: labelWidth + 1, size: size)
      drawing.text(label, x: left - 10, y: middle, anchor: .end, size: size)
      drawing.rectangle(left, middle - 7, x(Double(row.value)) - left, 14, fill: "#56B4E9")
      for bound in row.bounds {
        drawing.line(x(Double(bound)), middle - 9, x(Double(bound)), middle + 9, stroke: "#000", thickness: 2)
      }
      drawing.text(String(row.value), x: x(Double(row.value)) + 6, y: middle, size: size)
    }
    drawing.line(left, 6, left, bottom, stroke: Drawing.quiet)
    drawing.text(
      axisTitle, x: (left + right) / 2, y: bottom + 32, anchor: .middle, size: size, fill: Drawing.quiet)
    return drawing.svg(id: id, title: title, description: description)
  }
}
