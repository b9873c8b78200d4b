import Foundation
import FoundationXML
import Testing

@testable import Reports

/// What a careless or hostile person may write for a name.
let hostileName = #"</text><script>alert("x")</script> & 'quoted' ]]> 专家"#

/// The elements of a drawing in order, with their attributes and text; throws where it is not well-formed.
final class DrawnElements: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }
  private(set) var elements: [Element] = []
  private var isInside = false

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    elements.append(Element(name: name, attributes: attributes))
    isInside = true
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    isInside = false
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    guard isInside else { return }
    elements[elements.count - 1].text += text
  }

  func named(_ name: String) -> [Element] { elements.filter { $0.name == name } }
}

@Suite struct `A plot` {
  struct Sample: Sendable, CustomStringConvertible {
    let description: String
    let draw: @Sendable (_ name: String) -> String
  }

  static let samples = [
    Sample(description: "lines") { name in
      let points = [3.0, 5, 7].map { LinePlot.Point(x: $0, y: 80 + $0, reach: 0.5) }
      return LinePlot(
        title: name, description: name, acrossTitle: name, uprightTitle: name,
        lines: [LinePlot.Line(label: name, points: points), LinePlot.Line(label: "b", points: points)]
      ).svg(id: "plot")
    },
    Sample(description: "dots") { name in
      DotIntervalPlot(
        title: name, description: name, axisTitle: name,
        rows: [DotIntervalPlot.Row(label: name, value: 3, reach: nil, figure: name, isMarked: true)]
      ).svg(id: "plot")
    },
    Sample(description: "histogram") { name in
      guard let bins = Histogram.Bins([1, 2, 2, 3]) else { return "" }
      return Histogram(
        title: name, description: name, axisTitle: name, countTitle: name, bins: bins, mark: (2, name)
      ).svg(id: "plot")
    },
    Sample(description: "ranks") { name in
      RankIntervalPlot(
        title: name, description: name, axisTitle: name,
        rows: [RankIntervalPlot.Row(label: name, place: 1, interval: 1...3, side: .open)], line: 1, lineLabel: name
      ).svg(id: "plot")
    },
    Sample(description: "heat map") { name in
      HeatMap(
        title: name, description: name, rowTitle: name, columnTitle: name, rows: [name], columns: ["a"],
        values: [[3]], extent: 0...5, scaleTitle: name
      ).svg(id: "plot")
    },
    Sample(description: "bars") { name in
      BarChart(
        title: name, description: name, axisTitle: name,
        rows: [BarChart.Row(label: name, value: 3, bounds: [5])]
      ).svg(id: "plot")
    },
    Sample(description: "scatter") { name in
      ScatterPlot(
        title: name, description: name, acrossTitle: name, uprightTitle: name,
        points: [ScatterPlot.Point(x: 1, y: 2, isMarked: true), ScatterPlot.Point(x: 2, y: 1, isMarked: false)],
        hasEquality: true
      ).svg(id: "plot")
    },
  ]

  @Test(arguments: samples) func `is well-formed with hostile names, which stay text`(sample: Sample) throws {
    let svg = sample.draw(hostileName)
    let drawn = try DrawnElements(svg)
    let known: Set = ["svg", "title", "desc", "line", "polyline", "rect", "circle", "path", "text"]
    #expect(drawn.elements.allSatisfy { known.contains($0.name) })
    #expect(drawn.named("title").map(\.text) == [hostileName])
    #expect(drawn.named("desc").map(\.text) == [hostileName])
    #expect(!svg.contains("<script"))
  }

  @Test(arguments: samples) func `tells a screen reader its title and description`(sample: Sample) throws {
    let root = try #require(DrawnElements(sample.draw("x")).elements.first)
    #expect(root.attributes["role"] == "img")
    #expect(root.attributes["aria-labelledby"] == "plot-title plot-description")
  }

  @Test(arguments: samples) func `is the same bytes every time and asks for nothing from outside`(sample: Sample) {
    let svg = sample.draw("x")
    #expect(svg == sample.draw("x"))
    #expect(!svg.contains("href") && !svg.contains("url(") && !svg.contains("nan") && !svg.contains("inf"))
  }

  @Test(arguments: samples) func `keeps within its frame`(sample: Sample) throws {
    let drawn = try DrawnElements(sample.draw("专家 experts"))
    let root = try #require(drawn.elements.first)
    let width = try #require(root.attributes["width"].flatMap { Double($0) })
    let height = try #require(root.attributes["height"].flatMap { Double($0) })
    for element in drawn.elements.dropFirst() {
      for (key, limit) in [("x", width), ("cx", width), ("x1", width), ("x2", width), ("y", height), ("y2", height)] {
        guard let value = element.attributes[key].flatMap({ Double($0) }) else { continue }
        #expect(value >= 0 && value <= limit, "\(element.name) \(key) \(value)")
      }
      guard element.name == "text", let x = element.attributes["x"].flatMap({ Double($0) }) else { continue }
      let size = element.attributes["font-size"].flatMap { Double($0) } ?? Drawing.textSize
      let length = TextMeasure.width(element.text, size: size)
      let start =
        switch element.attributes["text-anchor"] {
        case "end": x - length
        case "middle": x - length / 2
        default: x
        }
      #expect(start >= 0 && start + length <= width, "\(element.text)")
    }
  }
}

@Suite struct `What plots show` {
  @Test func `two lines differ in colour, in their points and in their dashes`() {
    for (index, look) in SeriesLook.all.enumerated() {
      for other in SeriesLook.all.dropFirst(index + 1) {
        #expect(look.colour != other.colour && look.marker != other.marker && look.dash != other.dash)
      }
    }
  }

  @Test func `a higher value stands higher`() throws {
    let line = LinePlot.Line(
      label: "", points: [LinePlot.Point(x: 3, y: 1, reach: nil), LinePlot.Point(x: 5, y: 2, reach: nil)])
    let svg = LinePlot(title: "", description: "", acrossTitle: "", uprightTitle: "", lines: [line]).svg(id: "p")
    let points = try #require(DrawnElements(svg).named("polyline").first?.attributes["points"])
    let numbers = points.split { " ,".contains($0) }.compactMap { Double($0) }
    #expect(numbers.count == 4 && numbers[0] < numbers[2] && numbers[1] > numbers[3])
  }

  @Test func `an interval reaches as far on both sides`() throws {
    let rows = [3.0, 5].map { DotIntervalPlot.Row(label: "", value: $0, reach: 1, figure: "", isMarked: false) }
    let svg = DotIntervalPlot(title: "", description: "", axisTitle: "", rows: rows).svg(id: "p")
    let drawn = try DrawnElements(svg)
    let bars = drawn.named("line").filter { $0.attributes["stroke-width"] == "2.5" }
    let spots = drawn.named("circle")
    #expect(bars.count == 2 && spots.count == 2)
    for (bar, spot) in zip(bars, spots) {
      let ends = try ["x1", "x2"].map { try #require(bar.attributes[$0].flatMap { Double($0) }) }
      let middle = try #require(spot.attributes["cx"].flatMap { Double($0) })
      // Coordinates are rounded to hundredths.
      #expect(((ends[0] + ends[1]) / 2 - middle).magnitude <= 0.011)
    }
  }

  @Test func `bins hold every value once and have round edges`() throws {
    let values = (0..<997).map { Double(($0 * 7919) % 1000) / 13 }
    let bins = try #require(Histogram.Bins(values))
    #expect(bins.counts.reduce(0, +) == values.count)
    for (bin, count) in bins.counts.enumerated() {
      let inside = values.count { ($0 >= bins.lowerEdge(bin)) && ($0 < bins.lowerEdge(bin + 1)) }
      #expect(inside == count)
    }
    // IQR about 38.5, ∛997 about 9.99: 7.7; range 76.8 over 11: 7.0, rounded up to 10.
    #expect(bins.width == 10 && bins.start == 0)
  }

  @Test func `equal values are one bin, and no values none`() throws {
    #expect(try #require(Histogram.Bins([80, 80, 80])).counts == [3])
    #expect(Histogram.Bins([]) == nil)
    #expect(Histogram.Bins([.nan]) == nil)
  }

  @Test func `the line of the places lies between the last in and the first out`() throws {
    let rows = (1...4).map { RankIntervalPlot.Row(label: "", place: $0, interval: $0...$0, side: .above) }
    let svg = RankIntervalPlot(
      title: "", description: "", axisTitle: "", rows: rows, line: 2, lineLabel: "line"
    ).svg(id: "p")
    let drawn = try DrawnElements(svg)
    let spots = drawn.named("circle").compactMap { $0.attributes["cx"].flatMap { Double($0) } }
    let line = try #require(drawn.named("line").first { $0.attributes["stroke-dasharray"] != nil })
    let at = try #require(line.attributes["x1"].flatMap { Double($0) })
    #expect(spots.count == 4 && (spots[1] + spots[2]) / 2 - at < 0.011 && at - (spots[1] + spots[2]) / 2 < 0.011)
  }

  @Test func `what is missing in a map is not drawn, and equal neighbours are one shape`() throws {
    func cells(_ values: [Double?]) throws -> Int {
      let map = HeatMap(
        title: "", description: "", rowTitle: "", columnTitle: "", rows: ["r"], columns: values.map { _ in "c" },
        values: [values], extent: 0...12, scaleTitle: "")
      return try DrawnElements(map.svg(id: "p")).named("path").map { $0.attributes["d"] ?? "" }.joined().count {
        $0 == "M"
      }
    }
    #expect(try cells([1, 1, 1]) == 1)
    #expect(try cells([1, nil, 1]) == 2)
    #expect(try cells([nil, nil]) == 0)
    #expect(try cells([0.5, 11.5, 12, 99]) == 2)
  }

  @Test func `a large map stays small: a hundred thousand numbers below two megabytes`() {
    let (rows, columns) = (400, 250)
    let values = (0..<rows).map { row in (0..<columns).map { Double?(Double((row * 31 + $0 * 17) % 12)) } }
    let map = HeatMap(
      title: "", description: "", rowTitle: "", columnTitle: "", rows: (0..<rows).map { "\($0)" },
      columns: (0..<columns).map { "\($0)" }, values: values, extent: 0...12, scaleTitle: "")
    #expect(map.svg(id: "p").utf8.count < 2_000_000)
  }

  @Test func `no rows make no picture`() {
    #expect(BarChart(title: "", description: "", axisTitle: "", rows: []).svg(id: "p").isEmpty)
    #expect(DotIntervalPlot(title: "", description: "", axisTitle: "", rows: []).svg(id: "p").isEmpty)
  }

  @Test func `a table escapes its cells and names rows and columns`() {
    let table = PlotTable(headings: ["a", hostileName], rows: [[hostileName, "1"]], words: [1])
    let html = table.html(caption: hostileName)
    #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
    #expect(html.contains("<th scope=\"row\">") && html.contains("<th scope=\"col\" class=\"words\">"))
  }
}
