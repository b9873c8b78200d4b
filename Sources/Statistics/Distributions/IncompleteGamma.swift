/// Both parts of the incomplete gamma function: P(a, z) and Q(a, z) = 1 − P, each to some units of 1e-15 of its own
/// size.
///
/// Method: below `a + 1` the series DLMF 8.11.4 for P; above it the continued fraction DLMF 8.9.2 (contracted to its
/// even part) for Q; the factor in front is a density by saddle point (`SaddlePoint`). Complexity: about √a steps.
enum IncompleteGamma {
  /// - Parameters:
  ///   - a: above zero.
  ///   - z: zero or more.
  static func parts(_ a: Double, _ z: Double) -> (below: Double, above: Double) {
    if z <= 0 { return (0, 1) }
    if z == .infinity { return (1, 0) }
    let density = SaddlePoint.poisson(a, z)
    if z < a + 1 {
      var term = 1.0
      var sum = 1.0
      var step = a + 1
      while term > sum * 1e-17 {
        term *= z / step
        sum += term
        step += 1
      }
      let below = min(1, density * sum)
      return (below, 1 - below)
    }
    var lentz = LentzFraction(first: z + 1 - a)
    var n = 1.0
    while n < 1_000_000 {
      lentz.append(-n * (n - a), z + 2 * n + 1 - a)
      if lentz.hasSettled { break }
      n += 1
    }
    let above = min(1, density * a / lentz.value)
    return (1 - above, above)
  }
}
