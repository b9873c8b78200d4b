import Testing

@testable import ExpertReview

@Suite struct `The logarithm in whole numbers` {
  @Test func `of a power of two is exact`() {
    for power in 0...62 { #expect(ExactLogarithm.base2(of: 1 << power) == Int64(power) << 32) }
  }

  @Test(arguments: [3, 5, 6, 7, 10, 99, 1_000, 3_001, 65_535, 65_537, 1_000_003, Int.max])
  func `agrees in its first places with powers worked out in full`(number: Int) {
    // ⌊2^k log₂ n⌋ is one less than the digits of n^(2^k) in base two: k squarings of a large number, of 2¹⁷ digits at
    // most in the end.
    var power = LargeNumber(number)
    var squarings = 0
    while power.bitWidth <= 1 << 16 {
      power = power.squared
      squarings += 1
    }
    #expect(squarings >= 11)
    #expect(ExactLogarithm.base2(of: number) >> Int64(32 - squarings) == Int64(power.bitWidth - 1))
  }

  @Test func `grows with its number and adds where numbers multiply`() {
    var last: Int64 = -1
    for number in 1...5_000 {
      let logarithm = ExactLogarithm.base2(of: number)
      #expect(logarithm > last)
      last = logarithm
      // Three values cut off below a step each.
      let product = ExactLogarithm.base2(of: number * 997)
      let sum = logarithm + ExactLogarithm.base2(of: 997)
      #expect((0...2).contains(product - sum + 1))
    }
  }

  @Test func `and the root of a square is the number, of one less the number before`() {
    let numbers: [UInt128] = [1, 2, 3, 10, 65_535, 1 << 32, (1 << 45) - 1, (1 << 63) + 12_345, (1 << 64) - 1]
    for number in numbers {
      #expect(ExactLogarithm.squareRoot(of: number * number) == number)
      #expect(ExactLogarithm.squareRoot(of: number * number - 1) == number - 1)
      #expect(ExactLogarithm.squareRoot(of: number * number + 2 * number) == number)
    }
    #expect(ExactLogarithm.squareRoot(of: 0) == 0)
    #expect(ExactLogarithm.squareRoot(of: .max) == UInt128(UInt64.max))
  }
}

/// A whole number of any length, in base 2³².
private struct LargeNumber {
  private var limbs: [UInt32]

  init(_ number: Int) {
    limbs = [UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32)]
  }

  var bitWidth: Int {
    guard let last = limbs.lastIndex(where: { $0 != 0 }) else { return 0 }
    return last * 32 + 32 - limbs[last].leadingZeroBitCount
  }

  var squared: LargeNumber {
    var result = self
    let used = (limbs.lastIndex { $0 != 0 } ?? 0) + 1
    result.limbs = [UInt32](repeating: 0, count: 2 * used)
    for first in 0..<used where limbs[first] != 0 {
      var carry: UInt64 = 0
      for second in 0..<used {
        let sum = UInt64(limbs[first]) * UInt64(limbs[second]) + UInt64(result.limbs[first + second]) + carry
        result.limbs[first + second] = UInt32(truncatingIfNeeded: sum)
        carry = sum >> 32
      }
      result.limbs[first + used] = UInt32(carry)
    }
    return result
  }
}
