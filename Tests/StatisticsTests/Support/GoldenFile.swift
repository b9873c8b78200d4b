import FoundationEssentials
import Testing

/// A table of `Golden`: fields by row after the header. No field is quoted.
func goldenRows(_ path: String) throws -> [[String]] {
  let folder = #filePath.split(separator: "/").dropLast(2).reduce(into: "") { $0 += "/" + $1 } + "/Golden/"
  let text = String(decoding: try Data(contentsOf: URL(filePath: folder + path)), as: UTF8.self)
  return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
    line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
  }
}

/// A field that must be a number.
func number(_ field: String) throws -> Double { try #require(Double(field), "\(field) is not a number") }

/// Whether a figure equals a reference up to a share of its size: by default 1e-9, far above what rounding leaves of
/// sums of a few hundred terms and far below any other definition of the figure.
func isNear(_ found: Double, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
  (found - expected).magnitude <= tolerance * max(expected.magnitude, 1e-300)
}
