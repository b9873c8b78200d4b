/// The logarithm and the square root that affinities need, in whole numbers: the same bits on every machine, and no
/// maths library that could round otherwise.
///
/// **Logarithm.** log₂ *n* = *k* + log₂ *x* with 2^*k* ≤ *n* < 2^(*k* + 1) and *x* = *n* ÷ 2^*k* in [1, 2). The digits
/// of log₂ *x* come one at a time (Knuth, *The Art of Computer Programming* 1, 1.2.2, on logarithms by squaring):
/// square *x*; where the square is 2 or more the next digit is 1 and the square is halved, else it is 0. *x* is kept
/// with 63 digits after the point and its square is cut off there, so a step loses at most 2^−63 of the value, and what
/// is lost counts half as much in each later digit: the result is never above log₂ *n* and less than 2^−32 + 2^−61
/// below it.
///
/// **Square root.** Newton's iteration from a power of two that is not below the root falls strictly until it is the
/// root rounded down (Cohen, *A Course in Computational Algebraic Number Theory*, algorithm 1.7.1).
enum ExactLogarithm {
  /// Steps of a unit: logarithms are whole numbers of 2^−32.
  static let one: Int64 = 1 << 32

  /// log₂ of a number in steps of 2^−32, rounded down. Exact for powers of two. Precondition: `number ≥ 1`.
  /// Complexity: 32 multiplications.
  static func base2(of number: Int) -> Int64 {
    precondition(number >= 1, "the logarithm of a number below one")
    let whole = Int.bitWidth - 1 - number.leadingZeroBitCount
    var digits = UInt64(number) << UInt64(63 - whole)
    var result = Int64(whole)
    for _ in 0..<32 {
      let square = digits.multipliedFullWidth(by: digits)
      result <<= 1
      if square.high >> 63 == 1 {
        result |= 1
        digits = square.high
      } else {
        digits = square.high << 1 | square.low >> 63
      }
    }
    return result
  }

  /// The square root of a number, rounded down. Complexity: some ten divisions.
  static func squareRoot(of number: UInt128) -> UInt128 {
    guard number > 1 else { return number }
    let bits = UInt128.bitWidth - number.leadingZeroBitCount
    var root: UInt128 = 1 << UInt128((bits + 1) / 2)
    while true {
      let next = (root + number / root) >> 1
      if next >= root { return root }
      root = next
    }
  }
}
