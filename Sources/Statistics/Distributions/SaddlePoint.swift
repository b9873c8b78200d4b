/// Densities of the binomial and Poisson kinds at real arguments, free of the cancellation that differences of
/// logarithms of gamma functions suffer from.
///
/// # Method
///
/// C. Loader, "Fast and accurate computation of binomial probabilities" (2000): a density is its value at the peak
/// times the exponential of a deviance, both of which are small numbers:
///
///     Γ(n+1)/(Γ(a+1)Γ(b+1)) xᵃ yᵇ = √(n/(2πab)) exp(δ(n) − δ(a) − δ(b) − D(a; nx) − D(b; ny)),   n = a + b
///     zᵃ e⁻ᶻ / Γ(a+1)             = 1/√(2πa)     exp(−δ(a) − D(a; z))
///
/// with δ(z) = ln Γ(z+1) − (z+½) ln z + z − ½ ln 2π, the error of Stirling's formula, and D(a; m) = a ln(a/m) + m − a.
/// Relative error: some units of 1e-15 times one plus the size of the exponent.
enum SaddlePoint {
  /// Precondition: a, b > 0; x, y > 0, x + y = 1.
  static func binomial(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let n = a + b
    let exponent =
      stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y)
    return naturalExponential(exponent) * (n / (2 * Double.pi * a * b)).squareRoot()
  }

  /// Precondition: a, z > 0.
  static func poisson(_ a: Double, _ z: Double) -> Double {
    naturalExponential(-stirlingError(a) - deviance(a, z)) / (2 * Double.pi * a).squareRoot()
  }

  /// δ(z). From 15 on by Stirling's series (Bernoulli numbers); below by δ(z) = δ(z+1) + (z+½) ln(1+1/z) − 1.
  static func stirlingError(_ z: Double) -> Double {
    var z = z
    var error = 0.0
    while z < 15 {
      error += (z + 0.5) * logarithmOfOnePlus(1 / z) - 1
      z += 1
    }
    let inverse = 1 / z
    var series = 0.0
    for coefficient in stirlingCoefficients { series = series * (inverse * inverse) + coefficient }
    return error + series * inverse
  }

  private static let stirlingCoefficients = [
    1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
  ]

  /// D(a; m): where a and m are close, the difference is summed without cancellation.
  static func deviance(_ a: Double, _ m: Double) -> Double {
    let d = (a - m) / (a + m)
    guard d.magnitude < 0.17 else { return a * naturalLogarithm(a / m) + m - a }
    return (a - m) * d + 2 * a * d * artanhTail(d)
  }
}
