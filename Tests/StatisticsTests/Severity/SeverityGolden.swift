import Foundation
import Statistics
import Testing

/// A folder of reference values; its README names their source.
struct SeverityGolden {
  let folder: String

  /// A JSON file's object, or its array.
  func json<Value>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
    let url = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    let data = try Data(contentsOf: url.appendingPathComponent("\(folder)/\(name)"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? Value)
  }

  /// A CSV file's rows without quotes, the header left out.
  func rows(_ name: String) throws -> [[String]] {
    let url = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    let text = try String(contentsOf: url.appendingPathComponent("\(folder)/\(name)"), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.replacingOccurrences(of: "\"", with: "").split(separator: ",").map(String.init)
    }
  }
}

/// A JSON object of numbers keyed "1", "2", … as a list.
func listed(_ value: Any?) throws -> [Double] {
  let table = try #require(value as? [String: Double])
  return try (1...table.count).map { try #require(table[String($0)]) }
}

/// The largest difference of two lists, relative to the other list's largest size (to one where that is zero).
func relativeDifference(_ found: [Double], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  let scale = expected.map(\.magnitude).max() ?? 1
  let difference = zip(found, expected).map { ($0 - $1).magnitude }
  return difference.contains(where: \.isNaN) ? .infinity : (difference.max() ?? 0) / (scale > 0 ? scale : 1)
}

/// Marks of a layout drawn at random.
struct DrawnLayout {
  let ratings: Ratings
  let qualities: [Double]
  /// Summing to zero.
  let severities: [Double]

  init(
    subjects: Int, raters: Int, panel: Int, qualitySpread: Double, severitySpread: Double, noise: Double,
    from stream: inout RandomStream
  ) {
    var severities = (0..<raters).map { _ in severitySpread * stream.standardNormal() }
    let mean = severities.reduce(0, +) / Double(raters)
    severities = severities.map { $0 - mean }
    var marks: [Ratings.Rating] = []
    let qualities = (0..<subjects).map { _ in qualitySpread * stream.standardNormal() }
    for subject in 0..<subjects {
      for rater in stream.sample(panel, of: Array(0..<raters)) {
        let mark = qualities[subject] + severities[rater] + noise * stream.standardNormal()
        marks.append(.init(subject: subject, rater: rater, value: mark))
      }
    }
    ratings = Ratings(subjectCount: subjects, raterCount: raters, marks)
    (self.qualities, self.severities) = (qualities, severities)
  }
}
