/// Two axes and what lies between them.
///
/// The names of both axes stand upright: the one of the upright axis above it, so that no reader turns the head.
struct PlotFrame {
  /// An axis: its name, its labels and what it spans.
  struct Axis {
    let title: String
    let ticks: [TickMarks.Tick]
    let extent: ClosedRange<Double>

    init(title: String, ticks: [TickMarks.Tick], extent: ClosedRange<Double>) {
      self.title = title
      self.ticks = ticks
      self.extent = extent
    }

    /// Round labels over the data.
    init(title: String, over data: ClosedRange<Double>, about count: Int, wholeOnly: Bool = false) {
      let marks = TickMarks(over: data, about: count, wholeOnly: wholeOnly)
      self.init(title: title, ticks: marks.ticks, extent: marks.extent)
    }
  }

  private(set) var drawing: Drawing
  let across: Axis
  let upright: Axis
  /// Edges of the area, in user units.
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  static let width = 560.0

  /// - Parameters:
  ///   - across: the axis below.
  ///   - upright: the axis at the left.
  ///   - height: of the area between the axes.
  ///   - keys: how the plot's lines look; none for a plot of one kind.
  init(across: Axis, upright: Axis, height: Double, keys: [LegendKey] = []) {
    let legend = Legend(keys: keys, width: PlotFrame.width - 20)
    let labels = upright.ticks.map { TextMeasure.width($0.label, size: Drawing.smallSize) }.max() ?? 0
    left = 16 + labels + 8
    right = PlotFrame.width - 18
    top = 34 + legend.height
    bottom = top + height
    self.across = across
    self.upright = upright
    drawing = Drawing(width: PlotFrame.width, height: bottom + (across.title.isEmpty ? 28 : 50))
    drawing.text(upright.title, x: 10, y: 14, size: Drawing.smallSize, fill: Drawing.quiet)
    legend.draw(in: &drawing, x: 10, y: 26)
    for tick in upright.ticks {
      drawing.line(left, y(tick.value), right, y(tick.value), stroke: Drawing.grid)
      drawing.text(tick.label, x: left - 8, y: y(tick.value), anchor: .end, size: Drawing.smallSize)
    }
    drawing.line(left, bottom, right, bottom, stroke: Drawing.quiet)
    for tick in across.ticks {
      drawing.line(x(tick.value), bottom, x(tick.value), bottom + 5, stroke: Drawing.quiet)
      drawing.text(tick.label, x: x(tick.value), y: bottom + 16, anchor: .middle, size: Drawing.smallSize)
    }
    drawing.text(
      across.title, x: (left + right) / 2, y: bottom + 38, anchor: .middle, size: Drawing.smallSize,
      fill: Drawing.quiet)
  }

  func x(_ value: Double) -> Double { place(value, across.extent, left, right) }
  func y(_ value: Double) -> Double { place(value, upright.extent, bottom, top) }

  private func place(_ value: Double, _ extent: ClosedRange<Double>, _ from: Double, _ to: Double) -> Double {
    from + (value - extent.lowerBound) / (extent.upperBound - extent.lowerBound) * (to - from)
  }

  /// Draws on top of what is there.
  mutating func draw(_ marks: (inout Drawing) -> Void) { marks(&drawing) }
}

/// A line's name beside a sample of it.
struct LegendKey {
  let label: String
  let look: SeriesLook
}

/// The keys of a plot in as many rows as their widths need.
struct Legend {
  let rows: [[LegendKey]]
  private static let rowHeight = 20.0
  private static let sample = 34.0
  private static let gap = 22.0

  init(keys: [LegendKey], width: Double) {
    var rows: [[LegendKey]] = []
    var used = 0.0
    for key in keys {
      let own = Legend.width(of: key)
      if rows.isEmpty || used + own > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(key)
      used += own
    }
    self.rows = rows
  }

  private static func width(of key: LegendKey) -> Double {
    sample + 8 + TextMeasure.width(key.label, size: Drawing.smallSize) + gap
  }

  var height: Double { Double(rows.count) * Legend.rowHeight }

  func draw(in drawing: inout Drawing, x: Double, y: Double) {
    for (index, row) in rows.enumerated() {
      let middle = y + (Double(index) + 0.5) * Legend.rowHeight
      var start = x
      for key in row {
        drawing.line(
          start, middle, start + Legend.sample, middle, stroke: key.look.colour, thickness: 2, dash: key.look.dash)
        drawing.marker(key.look.marker, x: start + Legend.sample / 2, y: middle, colour: key.look.colour)
        drawing.text(key.label, x: start + Legend.sample + 8, y: middle, size: Drawing.smallSize)
        start += Legend.width(of: key)
      }
    }
  }
}
