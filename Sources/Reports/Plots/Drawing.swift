/// A picture in the making: shapes and text in user units, written as one SVG element.
///
/// Whatever text comes in is escaped on its way out; nothing else than text and numbers can enter. The picture scales
/// with the page and needs nothing from outside.
struct Drawing {
  enum Anchor: String { case start, middle, end }

  let width: Double
  let height: Double
  private var body = ""

  /// The size of ordinary text, in user units.
  static let textSize = 13.0
  static let smallSize = 12.0
  /// Dark enough for every reader on white: 10.4 to 1.
  static let ink = "#333"
  static let quiet = "#666"
  static let grid = "#ddd"

  /// - Parameters:
  ///   - width: in user units, about a screen's pixel at full width.
  ///   - height: likewise.
  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String, thickness: Double = 1, dash: String = ""
  ) {
    body +=
      "<line x1=\"\(x1.coordinate)\" y1=\"\(y1.coordinate)\" x2=\"\(x2.coordinate)\" y2=\"\(y2.coordinate)\""
      + strokes(stroke, thickness, dash) + "/>\n"
  }

  mutating func polyline(_ points: [(x: Double, y: Double)], stroke: String, thickness: Double, dash: String = "") {
    let list = points.map { "\($0.x.coordinate),\($0.y.coordinate)" }.joined(separator: " ")
    body += "<polyline points=\"\(list)\" fill=\"none\"\(strokes(stroke, thickness, dash))/>\n"
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, stroke: String? = nil
  ) {
    body +=
      "<rect x=\"\(x.coordinate)\" y=\"\(y.coordinate)\" width=\"\(width.coordinate)\" height=\"\(height.coordinate)\""
      + " fill=\"\(escaped(fill))\"" + (stroke.map { strokes($0, 1, "") } ?? "") + "/>\n"
  }

  mutating func circle(_ x: Double, _ y: Double, radius: Double, fill: String, stroke: String, thickness: Double = 1) {
    body +=
      "<circle cx=\"\(x.coordinate)\" cy=\"\(y.coordinate)\" r=\"\(radius.coordinate)\" fill=\"\(escaped(fill))\""
      + strokes(stroke, thickness, "") + "/>\n"
  }

  /// Filled, or stroked where a stroke is given.
  /// - Parameter data: SVG path data made of numbers and commands alone.
  mutating func path(_ data: String, fill: String = "none", stroke: String? = nil, thickness: Double = 1) {
    body +=
      "<path d=\"\(escaped(data))\" fill=\"\(escaped(fill))\"" + (stroke.map { strokes($0, thickness, "") } ?? "")
      + "/>\n"
  }

  /// Runs of cells of one colour in a grid: path data whose horizontal strokes `Mcolumn rowhcells` fill whole cells.
  /// - Parameters:
  ///   - data: in cells, counted from the grid's corner.
  ///   - x: the corner.
  ///   - y: the corner.
  ///   - cellWidth: of one cell.
  ///   - cellHeight: of one cell.
  ///   - colour: of the cells.
  mutating func cells(
    _ data: String, x: Double, y: Double, cellWidth: Double, cellHeight: Double, colour: String
  ) {
    // A stroke as thick as a row, in the middle of it.
    let corner = "\(x.coordinate) \((y + cellHeight / 2).coordinate)"
    body +=
      "<path d=\"\(escaped(data))\" stroke=\"\(escaped(colour))\" shape-rendering=\"crispEdges\""
      + " transform=\"translate(\(corner)) scale(\(cellWidth.places(4)) \(cellHeight.places(4)))\"/>\n"
  }

  /// Text with its middle height at `y`.
  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, size: Double = Drawing.textSize,
    fill: String = Drawing.ink, isBold: Bool = false
  ) {
    // A third of the size below the middle is where the baseline of digits and of Chinese stands.
    let baseline = y + size * 0.35
    var attributes = " x=\"\(x.coordinate)\" y=\"\(baseline.coordinate)\""
    if anchor != .start { attributes += " text-anchor=\"\(anchor.rawValue)\"" }
    if size != Drawing.textSize { attributes += " font-size=\"\(size.coordinate)\"" }
    if fill != Drawing.ink { attributes += " fill=\"\(escaped(fill))\"" }
    if isBold { attributes += " font-weight=\"600\"" }
    body += "<text\(attributes)>\(escaped(text))</text>\n"
  }

  private func strokes(_ stroke: String, _ thickness: Double, _ dash: String) -> String {
    " stroke=\"\(escaped(stroke))\" stroke-width=\"\(thickness.coordinate)\""
      + (dash.isEmpty ? "" : " stroke-dasharray=\"\(escaped(dash))\"")
  }

  /// The picture as an element of a page.
  /// - Parameters:
  ///   - id: unique in the page; letters, digits and hyphens.
  ///   - title: what it shows, in a few words; read out by screen readers.
  ///   - description: what is to be seen in it.
  func svg(id: String, title: String, description: String) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width.coordinate) \(height.coordinate)" \
    width="\(width.coordinate)" height="\(height.coordinate)" role="img" \
    aria-labelledby="\(escaped(id))-title \(escaped(id))-description" \
    font-family="'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',Arial,sans-serif" \
    font-size="\(Drawing.textSize.coordinate)" fill="\(Drawing.ink)">
    <title id="\(escaped(id))-title">\(escaped(title))</title>
    <desc id="\(escaped(id))-description">\(escaped(description))</desc>
    \(body)</svg>

    """
  }
}
