/// An exact fraction in lowest terms, denominator positive.
///
/// Used wherever an official value is explained or compared outside the scoring kernel's integers. Arithmetic that
/// leaves the 128-bit range traps; it never wraps and never rounds. With marks of at most nine places, panels of at
/// most 99 and weights of at most six places the range is not reached.
public struct Fraction: Hashable, Sendable {
  public let numerator: Int128
  public let denominator: Int128

  public static let zero = Fraction(0, 1)

  /// `numerator ÷ denominator`. Precondition: `denominator ≠ 0`.
  public init(_ numerator: Int128, _ denominator: Int128 = 1) {
    precondition(denominator != 0, "a fraction needs a denominator other than zero")
    guard denominator != 1 else {
      (self.numerator, self.denominator) = (numerator, denominator)
      return
    }
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let signed = denominator < 0 ? -Int128(bitPattern: divisor) : Int128(bitPattern: divisor)
    self.numerator = numerator / signed
    self.denominator = denominator / signed
  }

  public static func + (left: Fraction, right: Fraction) -> Fraction {
    Fraction(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }
  public static func - (left: Fraction, right: Fraction) -> Fraction {
    left + Fraction(-right.numerator, right.denominator)
  }
  public static func * (left: Fraction, right: Fraction) -> Fraction {
    let a = Fraction(left.numerator, right.denominator)
    let b = Fraction(right.numerator, left.denominator)
    return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)
  }
  public static func / (left: Fraction, right: Fraction) -> Fraction {
    precondition(right.numerator != 0, "division of a fraction by zero")
    return left * Fraction(right.denominator, right.numerator)
  }
  public static func += (left: inout Fraction, right: Fraction) { left = left + right }

  /// The nearest decimal of `places` places under a named rounding.
  public func rounded(places: Int, _ mode: RoundingMode) -> ExactDecimal {
    let scaled = numerator * Int128(powerOfTen(places))
    let units = mode.quotient(of: scaled, by: denominator)
    guard let units = Int64(exactly: units) else { preconditionFailure("a rounded value needs more than 18 digits") }
    return ExactDecimal(units: units, places: places)
  }
}

extension Fraction: Comparable {
  public static func < (left: Fraction, right: Fraction) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Fraction: CustomStringConvertible {
  /// `7/3`, or `7` where the denominator is one.
  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}

/// How a value between two representable ones is rounded. The value's own sign counts: "up" means away from zero.
public enum RoundingMode: String, Sendable, CaseIterable {
  /// Half goes away from zero (四舍五入): 0.125 → 0.13, −0.125 → −0.13.
  case halfUp
  /// Half goes to the even neighbour (四舍六入五成双): 0.125 → 0.12, 0.135 → 0.14.
  case halfEven
  /// Towards zero: 0.129 → 0.12.
  case down
  /// Away from zero: 0.121 → 0.13.
  case up

  /// The whole number that `dividend ÷ divisor` rounds to. Precondition: `divisor > 0`.
  public func quotient<Number: FixedWidthInteger & SignedInteger>(of dividend: Number, by divisor: Number) -> Number {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    guard remainder != 0 else { return quotient }
    let away: Number = dividend < 0 ? quotient - 1 : quotient + 1
    // remainder against divisor − remainder instead of twice the remainder, which could overflow.
    let rest = remainder < 0 ? -remainder : remainder
    let other = divisor - rest
    switch self {
    case .down: return quotient
    case .up: return away
    case .halfUp: return rest >= other ? away : quotient
    case .halfEven:
      if rest == other { return quotient % 2 == 0 ? quotient : away }
      return rest > other ? away : quotient
    }
  }
}

func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
  var (a, b) = (first, second)
  while b > 1 {
    if let narrowA = UInt64(exactly: a), let narrowB = UInt64(exactly: b) {
      return UInt128(greatestCommonDivisor(narrowA, narrowB))
    }
    (a, b) = (b, a % b)
  }
  return b == 1 ? 1 : a
}

/// In machine words, where a division costs a fraction of one in two of them.
private func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
  var (a, b) = (first, second)
  while b > 1 { (a, b) = (b, a % b) }
  return b == 1 ? 1 : a
}
