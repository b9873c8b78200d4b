/// Both parts of the incomplete beta function: I(x; a, b) and 1 − I(x; a, b), each to some units of 1e-15 of its own
/// size, so that a tail of 1e-30 is as accurate as one of a half.
///
/// Method: the continued fraction DLMF 8.17.22 (Didonato and Morris, "Algorithm 708", ACM TOMS 18, 1992, has its
/// history), evaluated on the side of the mean where it converges fast, by the forward recurrence of Lentz (1976) as
/// Thompson and Barnett (1986) amended it. Its factor in front is a density by saddle point (`SaddlePoint`).
/// Complexity: about √max(a, b) steps.
enum IncompleteBeta {
  /// - Parameters:
  ///   - x: 0 … 1.
  ///   - y: 1 − x, given apart because it may be far smaller than what 1 − x would keep.
  ///   - a: above zero.
  ///   - b: above zero.
  static func parts(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> (below: Double, above: Double) {
    if x <= 0 { return (0, 1) }
    if y <= 0 { return (1, 0) }
    let density = SaddlePoint.binomial(a, b, x, y)
    if x <= (a + 1) / (a + b + 2) {
      let below = min(1, density * b / (a + b) * fraction(x, a, b))
      return (below, 1 - below)
    }
    let above = min(1, density * a / (a + b) * fraction(y, b, a))
    return (1 - above, above)
  }

  /// 1/(1 + d₁/(1 + d₂/(1 + …))).
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var lentz = LentzFraction(first: 1)
    lentz.append(-(a + b) * x / (a + 1), 1)
    var m = 1.0
    while m < 1_000_000 {
      lentz.append(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1)
      lentz.append(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1)
      if lentz.hasSettled { break }
      m += 1
    }
    return 1 / lentz.value
  }
}

/// A continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)), taken term by term.
struct LentzFraction {
  private(set) var value: Double
  private var above: Double
  private var below = 0.0
  private var change = 0.0

  /// - Parameter first: b₀; not zero.
  init(first: Double) {
    value = first
    above = first
  }

  /// Takes aᵢ and bᵢ.
  mutating func append(_ a: Double, _ b: Double) {
    below = 1 / Self.notZero(b + a * below)
    above = Self.notZero(b + a / above)
    change = above * below
    value *= change
  }

  /// Whether the last term changed nothing that counts.
  var hasSettled: Bool { (change - 1).magnitude < 2e-16 }

  private static func notZero(_ x: Double) -> Double { x.magnitude < 1e-300 ? 1e-300 : x }
}
