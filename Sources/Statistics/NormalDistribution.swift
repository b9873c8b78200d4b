// Only for linking: `squareRoot()` is an instruction in release builds but a call of the C library in debug builds, and
// nothing else here asks the linker for it. IEEE 754 prescribes its every bit.
#if canImport(Glibc)
  import Glibc
#endif

/// The standard normal distribution, computed with +, −, ×, ÷ and square roots only, so that IEEE arithmetic gives the
/// same bits on every machine. The system's mathematics library is not used: its last bits differ between systems.
public enum NormalDistribution {
  /// The value below which the standard normal lies with the given probability. Precondition: `0 < probability < 1`.
  ///
  /// Method: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics
  /// 37(3) (1988), routine PPND16: three rational approximations of degree seven, relative accuracy about 1e-16.
  public static func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a normal quantile needs a probability between 0 and 1")
    let centred = probability - 0.5
    if centred.magnitude <= 0.425 {
      let r = 0.180625 - centred * centred
      return centred * ratio(r, central.numerator, central.denominator)
    }
    let tail = centred < 0 ? probability : 1 - probability
    let r = (-naturalLogarithm(tail)).squareRoot()
    let size =
      r <= 5
      ? ratio(r - 1.6, middle.numerator, middle.denominator)
      : ratio(r - 5, far.numerator, far.denominator)
    return centred < 0 ? -size : size
  }

  /// Both polynomials by Horner's rule, coefficients from the highest power down.
  private static func ratio(_ x: Double, _ numerator: [Double], _ denominator: [Double]) -> Double {
    var above = 0.0
    for coefficient in numerator { above = above * x + coefficient }
    var below = 0.0
    for coefficient in denominator { below = below * x + coefficient }
    return above / below
  }

  private static let central = (
    numerator: [
      2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
      1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0,
    ],
    denominator: [
      5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
      5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1,
    ]
  )
  private static let middle = (
    numerator: [
      7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
      3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0,
    ],
    denominator: [
      1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
      6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1,
    ]
  )
  private static let far = (
    numerator: [
      2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
      2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0,
    ],
    denominator: [
      2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
      1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1,
    ]
  )
}

/// The natural logarithm of a positive finite number, with arithmetic alone (see `NormalDistribution`).
///
/// The number is written `m × 2^k` with `m` between √½ and √2; then `ln m = 2 artanh s`, `s = (m − 1)/(m + 1)`, by its
/// series. As |s| ≤ 0.1716, twelve terms leave less than 4e-20; the result is within a few units in the last place.
/// Precondition: `value > 0` and finite.
public func naturalLogarithm(_ value: Double) -> Double {
  precondition(value > 0 && value.isFinite, "a logarithm needs a positive number")
  var exponent = Double(value.exponent)
  var significand = value.significand
  if significand > 1.4142135623730951 {
    significand /= 2
    exponent += 1
  }
  let s = (significand - 1) / (significand + 1)
  let square = s * s
  var series = 0.0
  for term in stride(from: 23, through: 1, by: -2) { series = series * square + 1 / Double(term) }
  // ln 2 in two parts: the first has so few bits that its product with the exponent is exact.
  return exponent * 0x1.62e42feep-1 + (2 * s * series + exponent * 0x1.a39ef35793c76p-33)
}

extension RandomStream {
  /// A draw from the standard normal distribution, by the inverse of its distribution function: one draw of the stream
  /// for each, so that the n-th variate does not depend on how the earlier ones fell.
  public mutating func standardNormal() -> Double { NormalDistribution.quantile(openUnit()) }
}
