import Statistics
import Testing

@Suite struct NormalDistributionTests {
  /// The first three are the checks of Wichura's paper; the others were computed by CPython 3.11,
  /// `statistics.NormalDist().inv_cdf`, which is the same algorithm over the system's logarithm.
  @Test(arguments: [
    (0.25, -0.6744897501960817), (0.001, -3.090232306167813), (1e-20, -9.262340089798405),
    (0.925, 1.439531470938456), (0.9999999, 5.199337582290662), (0.5, 0), (0.07, -1.4757910281791702),
    (1e-300, -37.0470962993612),
  ])
  func `quantiles agree with the published ones`(probability: Double, quantile: Double) {
    // Two units in the last place: the two logarithms may differ by as much.
    #expect(abs(NormalDistribution.quantile(probability) - quantile) <= 2 * quantile.ulp)
  }

  /// ln x to 17 digits, by CPython's decimal module at 60 digits.
  @Test(arguments: [
    (1, 0), (2, 0.69314718055994531), (10, 2.3025850929940457), (0.5, -0.69314718055994531),
    (1.4142135623730951, 0.34657359027997272), (3e-5, -10.41431317630211870), (1e300, 690.77552789821370526),
    (Double.leastNonzeroMagnitude, -744.44007192138126231),
  ])
  func `logarithms are right to the last places`(value: Double, logarithm: Double) {
    #expect(abs(naturalLogarithm(value) - logarithm) <= 2 * logarithm.ulp)
  }

  @Test func `draws have the moments of the standard normal`() {
    var stream = RandomStream(seed: "normal")
    let count = 100_000
    let values = (0..<count).map { _ in stream.standardNormal() }
    func moment(_ power: Int) -> Double {
      values.map { value in (0..<power).reduce(1) { product, _ in product * value } }.reduce(0, +) / Double(count)
    }
    // Standard errors √(1/n), √(2/n), √(15/n), √(96/n) of the first four moments; five of each.
    for (power, expected, variance) in [(1, 0.0, 1.0), (2, 1, 2), (3, 0, 15), (4, 3, 96)] {
      #expect(abs(moment(power) - expected) < 5 * (variance / Double(count)).squareRoot())
    }
  }

  @Test func `a draw costs one word, so the next does not depend on it`() {
    var normal = RandomStream(seed: "step")
    var words = RandomStream(seed: "step")
    _ = normal.standardNormal()
    _ = words.next()
    #expect(normal.next() == words.next())
  }
}
