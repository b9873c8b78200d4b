import Statistics
import Testing

private func golden(_ set: String) throws -> [Double] {
  try goldenRows("robust_location/data.csv").filter { $0[0] == set }.map { try number($0[1]) }
}

/// MASS::chem, MASS::abbey (Analytical Methods Committee 1989), datasets::mtcars$mpg and sleep$extra. Means, medians
/// and deviations of R; winsorised variance and trimmed error by WRS2 (Wilcox). Sums of some thirty values in another
/// order differ by some 1e-15 of their size; R printed fifteen digits, hence 1e-12.
@Test(arguments: ["chem", "abbey", "mtcars_mpg", "sleep_extra"])
func `locations of four known samples come out as in R`(set: String) throws {
  struct Row {
    var mean, median, mad, rawMad, drop1, trim05, trim10, trim20, trim25, winvar20, trimse20: Double
  }
  let rows = [
    "chem": Row(
      mean: 4.28041666666667, median: 3.385, mad: 0.526323, rawMad: 0.355, drop1: 3.25363636363636,
      trim05: 3.25363636363636, trim10: 3.205, trim20: 3.239375, trim25: 3.26916666666667,
      winvar20: 0.224586775362319, trimse20: 0.161226051682131),
    "abbey": Row(
      mean: 16.0064516129032, median: 11, mad: 4.4478, rawMad: 3, drop1: 12.6206896551724, trim05: 12.6206896551724,
      trim10: 11.624, trim20: 11.0842105263158, trim25: 10.9529411764706, winvar20: 14.900064516129,
      trimse20: 1.15547878779483),
    "mtcars_mpg": Row(
      mean: 20.090625, median: 19.2, mad: 5.41149, rawMad: 3.65, drop1: 19.9533333333333, trim05: 19.9533333333333,
      trim10: 19.6961538461538, trim20: 19.22, trim25: 19.175, winvar20: 13.006935483871, trimse20: 1.06257906094214),
    "sleep_extra": Row(
      mean: 1.54, median: 0.95, mad: 1.55673, rawMad: 1.05, drop1: 1.49444444444444, trim05: 1.49444444444444,
      trim10: 1.46875, trim20: 1.30833333333333, trim25: 1.24, winvar20: 2.14786842105263, trimse20: 0.54618225756567),
  ]
  let expected = try #require(rows[set])
  let values = try golden(set)
  func same(_ found: Double?, _ reference: Double) -> Bool { found.map { isNear($0, reference, 1e-12) } ?? false }
  #expect(same(mean(of: values[...]), expected.mean))
  #expect(same(median(of: values), expected.median))
  #expect(same(medianAbsoluteDeviation(of: values), expected.mad))
  #expect(same(medianAbsoluteDeviation(of: values, constant: 1), expected.rawMad))
  #expect(same(TrimmedMean(values, cut: 1)?.value, expected.drop1))
  for (share, reference) in [
    (0.05, expected.trim05), (0.1, expected.trim10), (0.2, expected.trim20), (0.25, expected.trim25),
  ] {
    #expect(same(TrimmedMean(values, share: share)?.value, reference))
  }
  let cut = try #require(TrimmedMean(values, share: 0.2)).cut
  #expect(same(winsorisedVariance(values, lower: cut, upper: cut), expected.winvar20))
  #expect(same(TrimmedMean(values, share: 0.2)?.standardError, expected.trimse20))
}

/// MASS::huber and robustbase::huberM, k = 1.5. Both stop when a step is below 1e-6 scales; ours is the root itself, so
/// the difference may reach some 1e-6 of the scale. MASS prints 3.206724 and 0.526323 for chem.
@Test func `Huber's estimates of the chemists' samples are those of MASS`() throws {
  for (set, value, scale) in [("chem", 3.20672412964352, 0.526323), ("abbey", 11.5513600395251, 4.4478)] {
    let values = try golden(set)
    let found = try #require(HuberEstimate(values))
    #expect((found.value - value).magnitude <= 2e-6 * scale, "\(set) \(found.value)")
    #expect(isNear(found.scale, scale, 1e-12))
    // It solves its own equation: what pulls up and down is equal.
    let pulls = values.map { min(max($0 - found.value, -1.5 * scale), 1.5 * scale) }
    #expect(pulls.reduce(0, +).magnitude < 1e-9 * scale)
    #expect(found.far.allSatisfy { (values[$0] - found.value).magnitude > 1.5 * scale })
  }
  #expect(try #require(HuberEstimate(golden("chem"))).far.contains(16), "28.95 lies far out")
  #expect(HuberEstimate([1, 1, 1, 5]) == nil, "half of the values are equal: no scale")
  #expect(HuberEstimate([]) == nil)
  let level = try #require(HuberEstimate([0, 0, 10, 10], tuning: 0.5))
  #expect(level.value == 5, "where any point of a stretch would do, its middle")
}

/// WRS2, cran 9081817: WineTasting of Hollander and Wolfe (1999), all 66 tastes, 20 % at each end.
@Test func `winsorised and trimmed figures of the wine tasting are those of WRS2`() throws {
  let tastes = try goldenRows("wrs2_winetasting/input.csv").map { try number($0[0]) }
  let trimmed = try #require(TrimmedMean(tastes, share: 0.2))
  #expect(isNear(try #require(WinsorisedMean(tastes, share: 0.2)).value, 5.50075757575758))
  #expect(isNear(try #require(winsorisedVariance(tastes, lower: 13, upper: 13)), 0.0128840326340327))
  #expect(isNear(trimmed.standardError, 0.0232864180530651))
  let interval = try #require(trimmed.interval())
  #expect(isNear(interval.lower, 5.45414877364388) && isNear(interval.upper, 5.54835122635611))
}

/// The examples of scipy's pages for trim_mean, mstats.winsorize, mstats.trimmed_stde and trimmed_mean_ci, recomputed
/// with scipy 1.17.1.
@Test func `trimming and winsorising follow the examples of scipy's pages`() throws {
  #expect(TrimmedMean((0..<20).map(Double.init), share: 0.1)?.value == 9.5)
  #expect(TrimmedMean([1, 2, 3, 5], share: 0.25)?.value == 2.5)
  #expect(winsorised([10, 4, 9, 8, 5, 3, 7, 2, 1, 6], lower: 1, upper: 2) == [8, 4, 8, 8, 5, 3, 7, 2, 2, 6])
  #expect(medianAbsoluteDeviation(of: [1, 2, 3, 4, 5, 6, 7, 8, 9, 100], constant: 1) == 2.5)
  let fibonacci: [Double] = [2, 3, 5, 8, 13, 21, 34, 55, 89, 144]
  let trimmed = try #require(TrimmedMean(fibonacci, share: 0.2))
  #expect(isNear(trimmed.value, 22.666666666666668) && isNear(trimmed.standardError, 11.68833965756545))
  #expect(isNear(try #require(winsorisedVariance(fibonacci, lower: 2, upper: 2)), 491.8222222222222))
  let interval = try #require(trimmed.interval())
  #expect(isNear(interval.lower, -7.37916694581866) && isNear(interval.upper, 52.712500279151996))
}

@Test func `trimming refuses to leave nothing, and says what it left out`() throws {
  #expect(TrimmedMean([], cut: 0) == nil && TrimmedMean([4, 5], cut: 1) == nil)
  let one = try #require(TrimmedMean([4, 9, 5], cut: 1))
  #expect(one.value == 5 && one.kept == 1 && one.standardError.isNaN && one.interval() == nil)
  #expect(WinsorisedMean([3, 1], moved: 1) == nil)
  // 0.29 × 100 is 28.999999999999996 in doubles; the share that was meant is 29.
  #expect(TrimmedMean((0..<100).map(Double.init), share: 0.29)?.cut == 29)
  // Without trimming all three errors are the usual one of a mean.
  let plain = try #require(TrimmedMean([3, 1, 7, 5], cut: 0))
  let usual = (20.0 / 3 / 4).squareRoot()
  #expect(isNear(plain.standardError, usual, 1e-14) && isNear(plain.yuenStandardError, usual, 1e-14))
  #expect(isNear(try #require(WinsorisedMean([3, 1, 7, 5], moved: 0)).standardError, usual, 1e-14))
}

@Test func `a sample's median lies between two of its values with a confidence that counting gives`() throws {
  #expect(medianInterval(of: [1, 2, 3, 4, 5]) == nil, "five values reach 1 − 2/32")
  let six = try #require(medianInterval(of: [5, 3, 1, 6, 2, 4]))
  #expect(six.lower == 1 && six.upper == 6 && isNear(six.level, 1 - 2.0 / 64, 1e-14))
  // n = 20: P(B ≤ 5) = 21,700 ÷ 2^20, so that the sixth values from either end keep 0.9586.
  let twenty = try #require(medianInterval(of: (1...20).map(Double.init)))
  #expect(twenty.lower == 6 && twenty.upper == 15 && isNear(twenty.level, 1 - 2 * 21_700.0 / 1_048_576, 1e-12))
  #expect(median(of: []) == nil && median(of: [7]) == 7 && median(of: [4, 1, 3, 2]) == 2.5)
}

/// Intervals hold the centre of a normal sample as often as they say. 200 samples: the standard error of a share of
/// 0.95 is 0.0154, four of which are allowed.
@Test func `intervals of trimmed and winsorised means hold the centre about as often as stated`() throws {
  var (trimmed, winsor, middle) = (0, 0, 0)
  for sample in 0..<200 {
    var stream = RandomStream(seed: 11, stream: UInt64(sample))
    let values = (0..<15).map { _ in stream.standardNormal() }
    if try #require(TrimmedMean(values, share: 0.2)?.interval()).contains(0) { trimmed += 1 }
    if try #require(WinsorisedMean(values, share: 0.2)?.interval()).contains(0) { winsor += 1 }
    if try #require(medianInterval(of: values)).contains(0) { middle += 1 }
  }
  for held in [trimmed, winsor] { #expect((Double(held) / 200 - 0.95).magnitude < 0.062) }
  #expect(Double(middle) / 200 > 0.95 - 0.062, "at least the level")
}
