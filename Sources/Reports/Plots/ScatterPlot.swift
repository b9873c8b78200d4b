/// Two numbers of each thing against one another.
struct ScatterPlot {
  struct Point: Sendable, Hashable {
    let x: Double
    let y: Double
    /// Drawn otherwise: what the text speaks of.
    let isMarked: Bool
  }

  let title: String
  let description: String
  let acrossTitle: String
  let uprightTitle: String
  let points: [Point]
  /// Whether both numbers are of one kind, so that a line shows where they are equal.
  let hasEquality: Bool

  /// The plot; empty text without points. Marked points are drawn last, on top.
  /// - Parameter id: unique in the page.
  func svg(id: String) -> String {
    guard let first = points.first else { return "" }
    var (left, right, low, high) = (first.x, first.x, first.y, first.y)
    for point in points {
      (left, right) = (min(left, point.x), max(right, point.x))
      (low, high) = (min(low, point.y), max(high, point.y))
    }
    var frame = PlotFrame(
      across: PlotFrame.Axis(title: acrossTitle, over: left...right, about: 8),
      upright: PlotFrame.Axis(title: uprightTitle, over: low...high, about: 6), height: 300)
    let (x, y) = (frame.x, frame.y)
    let (across, upright) = (frame.across.extent, frame.upright.extent)
    frame.draw { drawing in
      let from = max(across.lowerBound, upright.lowerBound)
      let to = min(across.upperBound, upright.upperBound)
      if hasEquality, from < to {
        drawing.line(x(from), y(from), x(to), y(to), stroke: Drawing.quiet, dash: "6 3")
      }
      for point in points where !point.isMarked {
        drawing.circle(x(point.x), y(point.y), radius: 3.2, fill: "none", stroke: "#0072B2", thickness: 1.4)
      }
      for point in points where point.isMarked {
        drawing.marker(.square, x: x(point.x), y: y(point.y), colour: "#D55E00")
      }
    }
    return frame.drawing.svg(id: id, title: title, description: description)
  }
}
