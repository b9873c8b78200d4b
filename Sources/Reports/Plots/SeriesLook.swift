/// How the lines of a plot are told apart: by colour, by the shape of their points and by their dashes, so that two of
/// the three may fail – a printer without colour, an eye that parts no red from green.
///
/// The colours are those of M. Okabe and K. Ito, "Color Universal Design (CUD): how to make figures and presentations
/// that are friendly to colorblind people" (2002, revised 2008), without the yellow, which is lost on white.
struct SeriesLook: Sendable, Hashable {
  enum Marker: Sendable, Hashable, CaseIterable { case circle, square, triangle, diamond, cross, downward, ring }

  let colour: String
  let marker: Marker
  /// SVG's lengths of strokes and gaps; empty for a line without gaps.
  let dash: String

  static let all = [
    SeriesLook(colour: "#0072B2", marker: .circle, dash: ""),
    SeriesLook(colour: "#D55E00", marker: .square, dash: "7 3"),
    SeriesLook(colour: "#009E73", marker: .triangle, dash: "2 3"),
    SeriesLook(colour: "#CC79A7", marker: .diamond, dash: "9 3 2 3"),
    SeriesLook(colour: "#000000", marker: .cross, dash: "12 4"),
    SeriesLook(colour: "#E69F00", marker: .downward, dash: "4 2"),
    SeriesLook(colour: "#56B4E9", marker: .ring, dash: "9 2 2 2 2 2"),
  ]
}

extension Drawing {
  /// A point of a line, about nine units across, with a thin white edge that parts it from what it covers.
  mutating func marker(_ marker: SeriesLook.Marker, x: Double, y: Double, colour: String) {
    func polygon(_ points: [(Double, Double)]) -> String {
      let list = points.map { "\((x + $0.0).coordinate) \((y + $0.1).coordinate)" }
      return "M" + list.joined(separator: "L") + "Z"
    }
    switch marker {
    case .circle: circle(x, y, radius: 4.5, fill: colour, stroke: "#fff")
    case .ring: circle(x, y, radius: 4, fill: "#fff", stroke: colour, thickness: 2)
    case .square: path(polygon([(-4, -4), (4, -4), (4, 4), (-4, 4)]), fill: colour, stroke: "#fff")
    case .triangle: path(polygon([(0, -5.5), (5, 4), (-5, 4)]), fill: colour, stroke: "#fff")
    case .downward: path(polygon([(0, 5.5), (5, -4), (-5, -4)]), fill: colour, stroke: "#fff")
    case .diamond: path(polygon([(0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)]), fill: colour, stroke: "#fff")
    case .cross:
      let data =
        "M\((x - 4).coordinate) \((y - 4).coordinate)L\((x + 4).coordinate) \((y + 4).coordinate)"
        + "M\((x - 4).coordinate) \((y + 4).coordinate)L\((x + 4).coordinate) \((y - 4).coordinate)"
      path(data, stroke: colour, thickness: 2.2)
    }
  }
}
