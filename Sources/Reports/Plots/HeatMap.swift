/// A table of numbers as colours, light for low and dark for high; what is missing stays white.
///
/// The numbers are shown in twelve steps, and cells of one step are one path, so that a map of two thousand rows stays
/// small; where cells are few each also carries its number.
struct HeatMap {
  let title: String
  let description: String
  let rowTitle: String
  let columnTitle: String
  let rows: [String]
  let columns: [String]
  /// By row, then column; nil where nothing is.
  let values: [[Double?]]
  /// What the lightest and the darkest colour stand for.
  let extent: ClosedRange<Double>
  let scaleTitle: String

  static let steps = 12

  /// The step of a value, from 0; values beyond the extent are in the nearest.
  private func step(_ value: Double) -> Int {
    let width = extent.upperBound - extent.lowerBound
    guard width > 0 else { return 0 }
    let share = (value - extent.lowerBound) / width
    return min(HeatMap.steps - 1, max(0, Int((share * Double(HeatMap.steps)).rounded(.down))))
  }

  private static func colour(_ step: Int) -> String { LuminanceScale.colour(share(step)) }
  private static func share(_ step: Int) -> Double { (Double(step) + 0.5) / Double(steps) }

  /// The plot; empty text without rows or columns. Size: about ten bytes a value that is there.
  /// - Parameter id: unique in the page.
  func svg(id: String) -> String {
    precondition(values.count == rows.count && values.allSatisfy { $0.count == columns.count })
    guard !rows.isEmpty, !columns.isEmpty else { return "" }
    let size = 11.0
    let isNamed = rows.count <= 80
    let labelWidth = isNamed ? min(150.0, rows.map { TextMeasure.width($0, size: size) }.max() ?? 0) : 0.0
    let left = 10 + labelWidth + (isNamed ? 8 : 0)
    let cellWidth = min(44, (PlotFrame.width - 12 - left) / Double(columns.count))
    let cellHeight = rows.count <= 80 ? 18.0 : max(1, min(18, 1440 / Double(rows.count)))
    let headWidth = columns.map { TextMeasure.width($0, size: size) }.max() ?? 0
    let isHeaded = headWidth <= cellWidth - 2
    let top = isHeaded ? 82.0 : 68.0
    let hasNumbers = cellWidth >= 26 && cellHeight >= 16
    let bottom = top + cellHeight * Double(rows.count)
    var drawing = Drawing(width: PlotFrame.width, height: bottom + 26)
    drawLegend(in: &drawing)
    for (column, name) in columns.enumerated() where isHeaded {
      drawing.text(
        name, x: left + (Double(column) + 0.5) * cellWidth, y: top - 9, anchor: .middle, size: size)
    }
    drawing.text(
      columnTitle, x: left, y: bottom + 14, size: size, fill: Drawing.quiet)
    drawing.text(rowTitle, x: 10, y: 56, size: size, fill: Drawing.quiet)
    drawing.rectangle(
      left, top, cellWidth * Double(columns.count), cellHeight * Double(rows.count), fill: "#fff", stroke: "#bbb")
    for step in 0..<HeatMap.steps {
      let data = path(of: step)
      guard !data.isEmpty else { continue }
      drawing.cells(
        data, x: left, y: top, cellWidth: cellWidth, cellHeight: cellHeight, colour: Self.colour(step))
    }
    for (row, name) in rows.enumerated() {
      let middle = top + (Double(row) + 0.5) * cellHeight
      if isNamed {
        let label = TextMeasure.shortened(name, width: labelWidth + 1, size: size)
        drawing.text(label, x: left - 8, y: middle, anchor: .end, size: size)
      }
      guard hasNumbers else { continue }
      for (column, value) in values[row].enumerated() {
        guard let value else { continue }
        let x = left + (Double(column) + 0.5) * cellWidth
        drawing.text(
          value.places(1).withoutIdleZeros.withTrueMinus, x: x, y: middle, anchor: .middle, size: size,
          fill: LuminanceScale.ink(on: Self.share(step(value))))
      }
    }
    return drawing.svg(id: id, title: title, description: description)
  }

  /// The cells of a step as strokes; neighbours in a row are one.
  private func path(of wanted: Int) -> String {
    var data = ""
    for (row, cells) in values.enumerated() {
      var column = 0
      while column < cells.count {
        guard let value = cells[column], step(value) == wanted else {
          column += 1
          continue
        }
        let first = column
        while column < cells.count, let value = cells[column], step(value) == wanted { column += 1 }
        data += "M\(first) \(row)h\(column - first)"
      }
    }
    return data
  }

  /// The colours with the numbers at the ends and in the middle.
  private func drawLegend(in drawing: inout Drawing) {
    let (left, width) = (10.0, 240.0)
    drawing.text(scaleTitle, x: left, y: 10, size: 11, fill: Drawing.quiet)
    for step in 0..<HeatMap.steps {
      let x = left + width * Double(step) / Double(HeatMap.steps)
      drawing.rectangle(x, 18, width / Double(HeatMap.steps), 12, fill: Self.colour(step))
    }
    let middle = (extent.lowerBound + extent.upperBound) / 2
    for (value, anchor, x) in [
      (extent.lowerBound, Drawing.Anchor.start, left), (middle, .middle, left + width / 2),
      (extent.upperBound, .end, left + width),
    ] {
      drawing.text(value.places(1).withoutIdleZeros.withTrueMinus, x: x, y: 38, anchor: anchor, size: 11)
    }
  }
}
