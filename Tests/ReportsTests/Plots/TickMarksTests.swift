import Testing

@testable import Reports

@Suite struct `Round numbers on an axis` {
  private static func labels(_ low: Double, _ high: Double, _ count: Int = 5, whole: Bool = false) -> [String] {
    TickMarks(over: low...high, about: count, wholeOnly: whole).ticks.map(\.label)
  }

  /// Worked out by the published scores: 5 labels over 0…100 are met exactly by steps of 25 from nought, over 1…10 by
  /// the paper's own preference of coverage over density.
  @Test func `cover whole extents exactly`() {
    #expect(Self.labels(0, 100) == ["0", "25", "50", "75", "100"])
    #expect(Self.labels(0, 1) == ["0.00", "0.25", "0.50", "0.75", "1.00"])
    #expect(Self.labels(-100, 100) == ["−100", "−50", "0", "50", "100"])
    #expect(Self.labels(0, 10, 6) == ["0", "2", "4", "6", "8", "10"])
  }

  @Test func `carry equally many decimals, and never those of binary fractions`() {
    #expect(Self.labels(0.1, 0.3, 3) == ["0.1", "0.2", "0.3"])
    for label in Self.labels(0.62, 0.78) + Self.labels(0.00012, 0.00019) { #expect(label.count <= 8, "\(label)") }
    #expect(Set(Self.labels(0.62, 0.78).map(\.count)).count == 1)
  }

  @Test func `are evenly spaced, rise, and span the data with their extent`() {
    // A walk over many extents: sizes from a millionth to a million, with and without nought inside.
    var seed: UInt64 = 7
    func next() -> Double {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(seed >> 11) / 9_007_199_254_740_992
    }
    for _ in 0..<300 {
      let size = PlainArithmetic.powerOfTen(Int(next() * 12) - 6)
      let low = (next() - 0.5) * 3 * size
      let high = low + (next() + 0.01) * size
      let count = 3 + Int(next() * 6)
      let marks = TickMarks(over: low...high, about: count)
      #expect(marks.ticks.count >= 2 && marks.ticks.count <= 3 * count)
      let steps = zip(marks.ticks, marks.ticks.dropFirst()).map { $1.value - $0.value }
      // Labels are whole multiples of one unit; values are rounded once each, so steps differ by rounding alone.
      for step in steps { #expect(step > 0 && (step - steps[0]).magnitude <= 1e-9 * steps[0]) }
      #expect(marks.extent.lowerBound <= low && marks.extent.upperBound >= high)
      // Little is wasted: the extent is at most half as long again.
      #expect(marks.extent.upperBound - marks.extent.lowerBound <= 1.5 * (high - low))
    }
  }

  @Test(arguments: [(1.0, 3.0), (1, 1), (0, 1), (1, 2000), (-3, 4), (17, 19)])
  func `stand on whole numbers where only those mean something`(low: Double, high: Double) {
    for tick in TickMarks(over: low...high, about: 6, wholeOnly: true).ticks {
      #expect(tick.value == tick.value.rounded() && !tick.label.contains("."))
    }
  }

  @Test(arguments: [0.0, 5, -2, 0.83]) func `make room around a single value`(value: Double) {
    let marks = TickMarks(over: value...value, about: 5)
    #expect(marks.extent.lowerBound < value && value < marks.extent.upperBound)
  }
}

@Suite struct `Arithmetic without a library` {
  @Test func `the least power of ten that reaches a value`() {
    for (value, exponent) in [(1.0, 0), (1.1, 1), (10, 1), (0.1, -1), (0.11, 0), (2e-7, -6), (3e9, 10)] {
      #expect(PlainArithmetic.ceilingOfLog10(value) == exponent)
    }
  }

  @Test func `a cube root gives the number back`() {
    for value in [1e-12, 0.001, 0.5, 1, 2, 27, 1e9] {
      let root = PlainArithmetic.cubeRoot(value)
      // Newton's iteration ends within a unit in the last place; cubing triples the relative error.
      #expect((root * root * root - value).magnitude <= 4 * value.ulp * 3)
    }
    #expect(PlainArithmetic.cubeRoot(0) == 0)
  }

  @Test func `coordinates have two decimals at most and no idle zeros`() {
    #expect([0, -0.001, 1.5, 2, 3.14159, -7.25].map(\.coordinate) == ["0", "0", "1.5", "2", "3.14", "-7.25"])
  }

  @Test func `thousands are told apart`() {
    #expect(
      [0, 999, 1000, 20_000, 1_234_567, -1000].map(\.grouped) == ["0", "999", "1,000", "20,000", "1,234,567", "−1,000"])
  }
}
