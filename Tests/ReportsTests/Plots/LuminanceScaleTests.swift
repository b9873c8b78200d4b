import Testing

@testable import Reports

@Suite struct `A scale from light to dark` {
  private static let shares = (0...200).map { Double($0) / 200 }

  @Test func `stays within what a screen can show`() {
    for share in Self.shares {
      for channel in LuminanceScale.linear(share) { #expect(channel >= 0 && channel <= 1) }
    }
  }

  /// Relative luminance as WCAG 2 defines it, from the bytes that are written.
  private static func luminance(_ colour: String) throws -> Double {
    let bytes = try stride(from: 1, to: 7, by: 2).map { start -> Double in
      let from = colour.index(colour.startIndex, offsetBy: start)
      return Double(try #require(Int(colour[from..<colour.index(from, offsetBy: 2)], radix: 16))) / 255
    }
    let linear = bytes.map { $0 <= 0.04045 ? $0 / 12.92 : Self.power((($0 + 0.055) / 1.055)) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// x^2.4 = x²·x^0.4, the fifth root of x² by Newton.
  private static func power(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - x * x) / (5 * root * root * root * root) }
    return x * x * root
  }

  @Test func `every step is darker than the one before, so grey print keeps the order`() throws {
    let steps = try (0..<HeatMap.steps).map {
      try Self.luminance(LuminanceScale.colour((Double($0) + 0.5) / Double(HeatMap.steps)))
    }
    for (lighter, darker) in zip(steps, steps.dropFirst()) {
      // Contrast of neighbours as WCAG reckons it: a step of an eighth is seen side by side.
      #expect((lighter + 0.05) / (darker + 0.05) > 1.12)
    }
  }

  @Test func `numbers on it can be read: contrast of at least four and a half to one`() throws {
    for step in 0..<HeatMap.steps {
      let share = (Double(step) + 0.5) / Double(HeatMap.steps)
      let ground = try Self.luminance(LuminanceScale.colour(share))
      let ink = LuminanceScale.ink(on: share) == "#fff" ? 1.0 : 0
      #expect((max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5, "step \(step)")
    }
  }

  @Test func `shares beyond the ends are the ends, and the ends are these colours`() {
    #expect(LuminanceScale.colour(-3) == LuminanceScale.colour(0))
    #expect(LuminanceScale.colour(7) == LuminanceScale.colour(1))
  }
}
