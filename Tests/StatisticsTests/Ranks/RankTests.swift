import Statistics
import Testing

/// The examples of scipy's pages for rankdata, kendalltau, spearmanr and friedmanchisquare, recomputed with scipy
/// 1.17.1.
@Test func `ranks and rank correlations follow the examples of scipy's pages`() throws {
  let values: [Double] = [0, 2, 3, 2]
  #expect(ranks(of: values) == [1, 2.5, 4, 2.5])
  #expect(ranks(of: values, .minimum) == [1, 2, 4, 2])
  #expect(ranks(of: values, .maximum) == [1, 3, 4, 3])
  #expect(ranks(of: values, .dense) == [1, 2, 3, 2])
  #expect(ranks(of: values, .ordinal) == [1, 2, 4, 3])
  let (x, y): ([Double], [Double]) = ([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])
  let tau = try #require(KendallTau(x, y))
  #expect(isNear(tau.value, -0.4714045207910316) && isNear(tau.probability, 0.28274545993277467))
  #expect(isNear(try #require(spearman(x, y)), -0.5407380704358752))
  let (before, immediately, later): ([Double], [Double], [Double]) = (
    [72, 96, 88, 92, 74, 76, 82], [120, 120, 132, 120, 101, 96, 112], [76, 95, 104, 96, 84, 72, 76]
  )
  // Friedman: seven people order three moments.
  let friedman = try #require(Concordance([before, immediately, later])?.corrected)
  #expect(isNear(friedman.chiSquare, 10.57142857142857) && isNear(friedman.probability, 0.005063414171757498))
}

@Test func `Kendall's tau counts as the slow definition does`() throws {
  var stream = RandomStream(seed: 6)
  for _ in 0..<300 {
    let count = stream.integer(in: 0...25)
    let (x, y) = (
      (0..<count).map { _ in Double(stream.integer(below: 6)) },
      (0..<count).map { _ in Double(stream.integer(below: 9)) }
    )
    var (alike, opposite, firstTied, secondTied) = (0, 0, 0, 0)
    for i in 0..<count {
      for j in 0..<i {
        let (a, b) = ((x[i] - x[j]).sign == .minus ? -1 : x[i] == x[j] ? 0 : 1, y[i] < y[j] ? -1 : y[i] == y[j] ? 0 : 1)
        if a * b > 0 { alike += 1 }
        if a * b < 0 { opposite += 1 }
        if a == 0 { firstTied += 1 }
        if b == 0 { secondTied += 1 }
      }
    }
    let pairs = count * (count - 1) / 2
    guard firstTied < pairs, secondTied < pairs else {
      #expect(KendallTau(x, y) == nil)
      continue
    }
    let tau = try #require(KendallTau(x, y))
    #expect(tau.score == alike - opposite && tau.discordant == opposite)
    let root = (Double(pairs - firstTied) * Double(pairs - secondTied)).squareRoot()
    #expect(isNear(tau.value, Double(alike - opposite) / root, 1e-12) || alike == opposite)
  }
}

@Test func `places without ties are the same of every kind, and turn with their values`() {
  var stream = RandomStream(seed: 7)
  for _ in 0..<50 {
    let values = stream.shuffled((0..<stream.integer(in: 1...30)).map { Double($0) * 1.5 })
    for kind in RankKind.allCases { #expect(ranks(of: values, kind) == values.map { $0 / 1.5 + 1 }) }
  }
  #expect(ranks(of: []) == [])
}

@Test func `a correlation's interval and p value are Fisher's and Student's`() throws {
  // Fisher's own example: r = 0.6 of 30 pairs; artanh 0.6 = 0.693147…, reach 1.959964 ÷ √27.
  let interval = try #require(correlationInterval(0.6, count: 30))
  let (low, high) = (
    0.693147180559945 - 1.959963984540054 / 27.0.squareRoot(), 0.693147180559945 + 1.959963984540054 / 27.0.squareRoot()
  )
  func tanh(_ z: Double) -> Double { 1 - 2 / (naturalExponential(2 * z) + 1) }
  #expect(isNear(interval.lower, tanh(low), 1e-12) && isNear(interval.upper, tanh(high), 1e-12))
  // t = 0.6 × √(28 ÷ 0.64) = 3.9686…
  let probability = try #require(correlationProbability(0.6, count: 30))
  #expect(
    isNear(probability, StudentDistribution(degreesOfFreedom: 28).probability(beyond: 0.6 * (28 / 0.64).squareRoot())))
  #expect(correlationProbability(1, count: 3) == 0 && correlationProbability(0.5, count: 2) == nil)
  #expect(correlation([1, 1], [1, 2]) == nil && correlation([1, 2, 3], [2, 4, 6]) == 1)
}
