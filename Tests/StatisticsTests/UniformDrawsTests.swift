import Statistics
import Testing

/// Pearson's statistic against equal expected counts.
private func chiSquare(_ counts: [Int]) -> Double {
  let expected = Double(counts.reduce(0, +)) / Double(counts.count)
  return counts.map { (Double($0) - expected) * (Double($0) - expected) / expected }.reduce(0, +)
}

/// A chi-square value that is passed with probability below 3e-7: mean plus six standard deviations, and a little for
/// the skew of few degrees of freedom. Seeds are fixed, so a pass stays a pass.
private func bound(degrees: Int) -> Double { Double(degrees) + 6 * (2 * Double(degrees)).squareRoot() + 12 }

@Suite struct UniformDrawsTests {
  @Test(arguments: [1, 2, 3, 7, 10, 97])
  func `whole numbers are spread evenly`(limit: Int) {
    var stream = RandomStream(seed: "integers", stream: UInt64(limit))
    var counts = [Int](repeating: 0, count: limit)
    for _ in 0..<(1000 * limit) { counts[stream.integer(below: limit)] += 1 }
    #expect(limit == 1 || chiSquare(counts) < bound(degrees: limit - 1))
  }

  @Test func `a bound near 2^63 shows no bias, where taking remainders would`() {
    // Remainders of 2^64 words would fall below 2^62 three times in four; two in three is right.
    let limit = 3 << 61
    var stream = RandomStream(seed: "wide")
    let count = 30_000
    let low = (0..<count).filter { _ in stream.integer(below: limit) < 1 << 62 }.count
    let expected = Double(count) * 2 / 3
    #expect(abs(Double(low) - expected) < 5 * (expected / 3).squareRoot())
  }

  @Test func `a range holds both its ends`() {
    var stream = RandomStream(seed: "range")
    #expect(Set((0..<500).map { _ in stream.integer(in: -2...2) }) == [-2, -1, 0, 1, 2])
    #expect(stream.integer(in: 5...5) == 5)
  }

  @Test func `uniform numbers lie in their interval and have the moments of the uniform distribution`() {
    var stream = RandomStream(seed: "unit")
    let count = 100_000
    let values = (0..<count).map { _ in stream.unit() }
    let mean = values.reduce(0, +) / Double(count)
    let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count)
    #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
    // Standard errors: √(1/12n) for the mean, √(1/180n) for the variance; five of each.
    #expect(abs(mean - 0.5) < 5 * (1 / (12 * Double(count))).squareRoot())
    #expect(abs(variance - 1 / 12) < 5 * (1 / (180 * Double(count))).squareRoot())
    #expect((0..<count).allSatisfy { _ in (0.0..<1.0).contains(stream.openUnit()) && stream.openUnit() > 0 })
  }

  @Test func `every order of four is equally likely`() {
    var stream = RandomStream(seed: "shuffle")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[stream.shuffled([0, 1, 2, 3]), default: 0] += 1 }
    #expect(counts.count == 24)
    #expect(chiSquare(Array(counts.values)) < bound(degrees: 23))
  }

  @Test func `every ordered pair of five is equally likely in a sample`() {
    var stream = RandomStream(seed: "sample")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<20_000 { counts[stream.sample(2, of: Array(0..<5)), default: 0] += 1 }
    #expect(counts.count == 20)
    #expect(chiSquare(Array(counts.values)) < bound(degrees: 19))
    #expect(stream.sample(0, of: [1]).isEmpty)
    #expect(stream.sample(3, of: [1, 2, 3]).sorted() == [1, 2, 3])
  }

  @Test func `weights are kept and an index of weight nought never comes`() {
    var stream = RandomStream(seed: "weights")
    var counts = [0, 0, 0, 0]
    for _ in 0..<60_000 { counts[stream.index(weights: [1, 0, 2, 3])] += 1 }
    #expect(counts[1] == 0)
    #expect(chiSquare([counts[0] * 6, counts[2] * 3, counts[3] * 2]) < 6 * bound(degrees: 2))
  }
}
