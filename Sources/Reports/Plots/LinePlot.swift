/// A measure against a number, one line a rule, each point with its interval.
struct LinePlot {
  struct Point: Sendable, Hashable {
    let x: Double
    let y: Double
    /// Half the interval's width; nil where it is not known.
    let reach: Double?
  }

  struct Line: Sendable, Hashable {
    let label: String
    /// By rising x.
    let points: [Point]
  }

  let title: String
  let description: String
  let acrossTitle: String
  let uprightTitle: String
  let lines: [Line]

  /// Lines beyond so many cannot be told apart.
  static let mostLines = SeriesLook.all.count

  /// The plot; empty text where there is no point.
  ///
  /// Points that share an x stand a little beside one another, so that no interval hides another.
  /// - Parameter id: unique in the page.
  func svg(id: String) -> String {
    precondition(lines.count <= LinePlot.mostLines, "too many lines for one plot")
    let points = lines.flatMap(\.points)
    guard let first = points.first else { return "" }
    var (low, high) = (first.y, first.y)
    for point in points {
      low = min(low, point.y - (point.reach ?? 0))
      high = max(high, point.y + (point.reach ?? 0))
    }
    let places = Set(points.map(\.x)).sorted()
    let keys = zip(lines, SeriesLook.all).map { LegendKey(label: $0.label, look: $1) }
    var frame = PlotFrame(
      across: across(places), upright: PlotFrame.Axis(title: uprightTitle, over: low...high, about: 5), height: 250,
      keys: lines.count > 1 ? keys : [])
    let (x, y) = (frame.x, frame.y)
    frame.draw { drawing in
      for (index, line) in lines.enumerated() {
        let look = SeriesLook.all[index]
        let aside = (Double(index) - Double(lines.count - 1) / 2) * 5
        let spots = line.points.map { (x: x($0.x) + aside, y: y($0.y)) }
        for (point, spot) in zip(line.points, spots) {
          guard let reach = point.reach else { continue }
          let (above, below) = (y(point.y + reach), y(point.y - reach))
          drawing.line(spot.x, above, spot.x, below, stroke: look.colour, thickness: 1.5)
          for end in [above, below] {
            drawing.line(spot.x - 4, end, spot.x + 4, end, stroke: look.colour, thickness: 1.5)
          }
        }
        drawing.polyline(spots, stroke: look.colour, thickness: 2, dash: look.dash)
        for spot in spots { drawing.marker(look.marker, x: spot.x, y: spot.y, colour: look.colour) }
      }
    }
    return frame.drawing.svg(id: id, title: title, description: description)
  }

  /// A label under every x where they are few, else round numbers; with room for points beside one another.
  private func across(_ places: [Double]) -> PlotFrame.Axis {
    let (low, high) = (places[0], places[places.count - 1])
    let room = max((high - low) * 0.06, high == low ? 1 : 0)
    guard places.count <= 12 else {
      return PlotFrame.Axis(title: acrossTitle, over: low...high, about: 8, wholeOnly: true)
    }
    let ticks = places.map { TickMarks.Tick(value: $0, label: $0.places(3).withoutIdleZeros.withTrueMinus) }
    return PlotFrame.Axis(title: acrossTitle, ticks: ticks, extent: low - room...high + room)
  }
}
