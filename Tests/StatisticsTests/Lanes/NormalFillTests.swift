import Glibc
import Testing

@testable import Statistics

@Suite struct `Normals by the thousand` {
  private static func normals(_ count: Int, replicate: UInt64 = 0) -> [Float] {
    var stream = LaneStream(seed: 20_26, replicate: replicate, purpose: 1)
    return stream.standardNormals(count)
  }

  /// Computed by a second implementation, in Python with numbers of single precision.
  @Test func `a stream gives these normals for ever, to the last bit`() {
    var stream = LaneStream(seed: 0x0123_4567_89AB_CDEF, replicate: 5 << 32 | 3, purpose: 7)
    #expect(
      stream.standardNormals(12).map(\.bitPattern) == [
        0xBFBF_E9DD, 0x3F7F_2054, 0xBD6D_0CBD, 0xBDF7_65D4, 0xBED6_99C7, 0x3F53_DE96,
        0x3FA3_7078, 0x3E0D_4755, 0x3F42_1C0F, 0x3DCD_00F2, 0xC00C_D562, 0x3E88_E623,
      ])
  }

  @Test func `radius, cosine and sine are those of the mathematics library`() {
    var words: [UInt32] = [0, 1, 2, 3, .max, .max - 1, 1 << 31, 1 << 31 - 1]
    for step in 0..<UInt32(4000) { words.append(step &* 1_073_741 &+ 12_345) }
    for shift in UInt32(0)..<32 { words.append(1 << shift) }
    for word in words {
      let unit = Float(Int32(bitPattern: word >> 1)) * 0x1p-31 + 0x1p-32
      let radius = (-2 * log(Double(unit))).squareRoot()
      // Single precision has 6e-8; rounding of some ten steps and the series together stay below 4e-7.
      #expect(abs(Double(normalRadius(word)) - radius) <= 4e-7 * radius, "\(word)")
      let angle = Double.pi / 2 * Double(Int32(bitPattern: word)) * 0x1p-31
      let (cosine, sine) = quarterTurn(word)
      #expect(abs(Double(cosine) - (word & 1 == 1 ? -1 : 1) * cos(angle)) <= 3e-7, "\(word)")
      #expect(abs(Double(sine) - sin(angle)) <= 3e-7, "\(word)")
    }
    #expect(normalRadius(.max) == 0 && normalRadius(0) < 6.67)
  }

  @Test func `the moments are those of the standard normal`() {
    let values = Self.normals(200_000).map(Double.init)
    func moment(_ power: Int) -> Double {
      values.reduce(0) { sum, value in sum + (0..<power).reduce(1) { product, _ in product * value } }
        / Double(values.count)
    }
    // Standard errors √(Var/n) of the first six moments; five of each.
    for (power, expected, variance) in [(1, 0.0, 1.0), (2, 1, 2), (3, 0, 15), (4, 3, 96), (5, 0, 945), (6, 15, 10_170)]
    {
      #expect(abs(moment(power) - expected) < 5 * (variance / Double(values.count)).squareRoot(), "moment \(power)")
    }
  }

  @Test func `as many lie in each twentieth, and beyond two, three and four, as should`() {
    let values = Self.normals(200_000, replicate: 9)
    let bounds = (1..<20).map { Float(NormalDistribution.quantile(Double($0) / 20)) }
    var counts = [Int](repeating: 0, count: 20)
    for value in values { counts[bounds.firstIndex { value < $0 } ?? 19] += 1 }
    let expected = Double(values.count) / 20
    // Nineteen degrees of freedom: 52 is passed once in twelve thousand.
    #expect(counts.map { (Double($0) - expected) * (Double($0) - expected) / expected }.reduce(0, +) < 52)
    for (bound, chance) in [(Float(2), 0.0455003), (3, 0.0026998), (4, 6.334e-5)] {
      let expected = chance * Double(values.count)
      #expect(abs(Double(values.count { abs($0) > bound }) - expected) < 5 * expected.squareRoot(), "beyond \(bound)")
    }
  }

  @Test func `the two normals of a pair are independent, and so are neighbours`() {
    let values = Self.normals(1 << 16, replicate: 4).map(Double.init)
    // A pair stands 256 apart; their squares tell what a wrong radius would.
    for lag in [1, 8, 256] {
      let pairs = zip(values, values.dropFirst(lag))
      let root = Double(values.count - lag).squareRoot()
      #expect(abs(pairs.reduce(0) { $0 + $1.0 * $1.1 } / root) < 4.5, "lag \(lag)")
      #expect(abs(pairs.reduce(0) { $0 + ($1.0 * $1.0 - 1) * ($1.1 * $1.1 - 1) } / root / 2) < 4.5, "squares \(lag)")
    }
  }

  @Test(arguments: [0, 1, 2, 7, 16, 17, 100, 511, 512, 513, 1030])
  func `any number of normals fills the whole buffer and nothing beside it`(count: Int) {
    var buffer = [Float](repeating: .infinity, count: count + 2)
    var stream = LaneStream(seed: 5, replicate: 0, purpose: 0)
    buffer.withUnsafeMutableBufferPointer {
      stream.fillStandardNormals(UnsafeMutableBufferPointer(rebasing: $0[1..<count + 1]))
    }
    #expect(buffer[0] == .infinity && buffer[count + 1] == .infinity)
    #expect(buffer[1..<count + 1].allSatisfy { abs($0) < 6.67 })
  }

  @Test func `units lie in their interval, evenly`() {
    var stream = LaneStream(seed: 6, replicate: 0, purpose: 0)
    var units = [Float](repeating: -1, count: 20_000)
    units.withUnsafeMutableBufferPointer { stream.fillUnits($0) }
    #expect(units.allSatisfy { $0 >= 0 && $0 < 1 })
    // Standard error √(1/12n); five of it.
    let mean = units.reduce(0.0) { $0 + Double($1) } / 20_000
    #expect(abs(mean - 0.5) < 5 * (1.0 / 240_000).squareRoot())
  }
}
