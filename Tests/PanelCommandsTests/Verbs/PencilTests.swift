import ExpertReview
import Statistics
import Testing

@testable import PanelCommands

/// From the numbers of the page alone a reader comes to the official score.
@Suite struct `A reader with a pencil` {
  /// One of each kind, on totals and on items.
  static let rules = [
    #""rule": "mean", "on": "item""#,
    #""rule": "dropExtremes", "high": "1", "low": "1", "whenFewerThan": "5", "on": "item""#,
    #""rule": "trimmed", "proportion": "0.25", "on": "total""#,
    #""rule": "winsorised", "high": "1", "low": "1", "whenFewerThan": "3", "on": "total""#,
    #""rule": "winsorised", "proportion": "1/5", "on": "item""#,
    #""rule": "median", "on": "item""#,
    #""rule": "middle", "count": "3", "on": "total""#,
    #""rule": "rejectByMAD", "cut": "1.5", "constant": "1.4826", "whenZero": "keepAll", "on": "item""#,
    #""rule": "rejectByMAD", "cut": "1", "constant": "1.4826", "whenZero": "keepMedian", "on": "total""#,
    #""rule": "trimmed", "proportion": "1/5", "whenFewerThan": "6", "then": {"rule": "dropExtremes", "high": "0", "low": "1", "whenFewerThan": "5", "then": "median"}, "on": "total""#,
  ]

  static func scheme(_ rule: String) -> String {
    SampleScheme.text.replacing(
      #""rule": "dropExtremes", "high": "1", "low": "1", "on": "total", "whenFewerThan": "5", "then": "mean""#,
      with: rule)
  }

  /// The marks of the round with others in their places: ties, extremes and all; what is missing stays so.
  static func marks(_ stream: inout RandomStream) -> String {
    let centre = stream.integer(in: 60...80)
    let lines = RoundInProgress.marks.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 5, cells[2] != "G", Int(cells[3]) != nil else { return String(line) }
      cells[3] = String(stream.chance(0.15) ? stream.integer(in: 0...100) : centre + stream.integer(in: -4...4))
      return cells.joined(separator: ",")
    }
    return lines.joined(separator: "\n")
  }

  @Test(arguments: rules.indices)
  func `the score follows from the page`(number: Int) throws {
    var stream = RandomStream(seed: 2027, stream: UInt64(number))
    let round = try RoundInProgress(
      upTo: .marked, scheme: Self.scheme(Self.rules[number]), marks: Self.marks(&stream))
    for id in ["C01", "C02", "C03", "C04"] {
      let page = try round.must("explain \(id) --exact --lang en").results
      for equation in Equation.all(in: page) { #expect(equation.holds, "\(id): \(equation)\n\(page)") }
      var pencil = Pencil(page)
      let reckoned = pencil.scores()
      let scores = try #require(reckoned, "\(page)")
      #expect(scores.printed == scores.found, "\(id)\n\(page)")
      #expect(pencil.findings == [], "\(page)")
      #expect(try round.must("explain \(id) --json").json["trace"]?["score"]?.text == scores.printed)
    }
  }
}
