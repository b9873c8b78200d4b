/// e to a power, with arithmetic alone (see `NormalDistribution`), so that every machine gives the same bits.
///
/// The power is written `k ln 2 + r` with |r| ≤ ½ ln 2; then e^r by its series, whose terms beyond the fourteenth come
/// to less than 1e-19, and a shift by k. Within a few units in the last place; 0 below −745.2, infinite above 709.8.
/// - Parameter value: the power; a number.
public func naturalExponential(_ value: Double) -> Double {
  precondition(!value.isNaN, "an exponential needs a number")
  if value > 709.8 { return .infinity }
  if value < -745.2 { return 0 }
  let shift = (value * 1.4426950408889634).rounded()
  // ln 2 in two parts: the first has so few bits that its product with the shift is exact.
  let rest = (value - shift * 0x1.62e42feep-1) - shift * 0x1.a39ef35793c76p-33
  var series = 0.0
  for coefficient in exponentialCoefficients { series = series * rest + coefficient }
  return Double(sign: .plus, exponent: Int(shift), significand: series)
}

/// 1/14! … 1/0!
private let exponentialCoefficients: [Double] = {
  var coefficients = [1.0]
  for factor in 1...14 { coefficients.append(coefficients[factor - 1] / Double(factor)) }
  return coefficients.reversed()
}()

/// ln(1 + x), accurate for small x. Precondition: `value > -1`, finite.
///
/// Near 0 it is 2 artanh(x/(2+x)) by its series; elsewhere the logarithm of the sum.
/// - Parameter value: x.
public func logarithmOfOnePlus(_ value: Double) -> Double {
  precondition(value > -1 && value.isFinite, "a logarithm needs a positive number")
  guard value > -0.29, value < 0.41 else { return naturalLogarithm(1 + value) }
  let s = value / (2 + value)
  return 2 * s * (1 + artanhTail(s))
}

/// artanh(s)/s − 1 for |s| ≤ 0.1716, to less than 1e-19.
func artanhTail(_ s: Double) -> Double {
  let square = s * s
  var series = 0.0
  for term in stride(from: 25, through: 3, by: -2) { series = series * square + 1 / Double(term) }
  return series * square
}
