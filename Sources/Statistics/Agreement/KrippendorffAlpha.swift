/// How far raters agree beyond chance, at any level of measurement and with any marks missing: Krippendorff's α.
///
/// # Formula
///
/// Only subjects with two marks or more count; mᵤ marks of subject u, n in all. With a distance δ²(c, k) between marks:
///
///     α = 1 − (n − 1) × Σᵤ [Σ pairs within u δ² ÷ (mᵤ − 1)] ÷ Σ pairs of all n marks δ²
///
///     nominal   1 where c ≠ k                 interval  (c − k)²
///     ordinal   (r(c) − r(k))², r the mean place of the mark among all n (which is Krippendorff's sum of frequencies
///               between c and k)              ratio     ((c − k) ÷ (c + k))², 0 where both are 0
///
/// 1 is full agreement, 0 what chance gives, below 0 is systematic disagreement. Nominal, interval and ordinal
/// distances are summed from counts and squares: n log n. Ratio takes the square of the number of different marks.
///
/// # Assumptions, and when not to use it
///
/// Raters are interchangeable: differences of severity count as disagreement. Where nearly all marks are equal α is
/// unstable or undefined, however much raters agree. Krippendorff's own rule of thumb, ≥ 0.800 to rely on and ≥ 0.667
/// for tentative conclusions, was made for coding text; a panel's mean is more reliable than one mark (see
/// ``DecisionStudy``).
///
/// Sources: K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011); A. F. Hayes, K. Krippendorff,
/// "Answering the call for a standard reliability measure for coding data", Communication Methods and Measures 1
/// (2007).
public struct KrippendorffAlpha: Sendable, Hashable {
  /// What the numbers mean.
  public enum Level: Sendable, Hashable, CaseIterable {
    /// Names: marks are equal or not.
    case nominal
    /// Order only.
    case ordinal
    /// Differences count.
    case interval
    /// Quotients count: 1 to 2 is as far as 2 to 4. Marks are zero or more.
    case ratio
  }

  public let level: Level
  public let value: Double
  /// Subjects with two marks or more.
  public let subjects: Int
  /// Their marks.
  public let marks: Int

  /// - Parameters:
  ///   - ratings: marks; for the ratio level zero or more.
  ///   - level: what the numbers mean.
  /// - Throws: ``AgreementGap`` where no subject has two marks, or all those marks are equal.
  public init(_ ratings: Ratings, level: Level) throws(AgreementGap) {
    let units = (0..<ratings.subjectCount).map { Array(ratings.values[ratings.marks(of: $0)]) }.filter { $0.count > 1 }
    guard !units.isEmpty else { throw .tooFewSubjects(found: 0, needed: 1) }
    guard let value = Self.alpha(units, level) else { throw .noVariation }
    self.level = level
    self.value = value
    (subjects, marks) = (units.count, units.reduce(0) { $0 + $1.count })
  }

  private static func alpha(_ units: [[Double]], _ level: Level) -> Double? {
    let all = units.flatMap { $0 }
    let within: Double
    let whole: Double
    switch level {
    case .nominal:
      (within, whole) = (sum(units, unequalPairs), unequalPairs(all))
    case .interval:
      (within, whole) = (sum(units, squaredDistances), squaredDistances(all))
    case .ordinal:
      let places = ranks(of: all)
      var taken = 0
      let placed = units.map { unit in
        taken += unit.count
        return Array(places[(taken - unit.count)..<taken])
      }
      (within, whole) = (sum(placed, squaredDistances), squaredDistances(places))
    case .ratio:
      precondition(all.allSatisfy { $0 >= 0 }, "marks on a ratio scale are zero or more")
      (within, whole) = (sum(units, squaredRatios), squaredRatios(all))
    }
    return whole > 0 ? 1 - Double(all.count - 1) * within / whole : nil
  }

  private static func sum(_ units: [[Double]], _ distance: ([Double]) -> Double) -> Double {
    compensatedSum(units.map { distance($0) / Double($0.count - 1) }[...])
  }

  /// Over ordered pairs of marks: those that differ.
  private static func unequalPairs(_ marks: [Double]) -> Double {
    let n = Double(marks.count)
    return n * n - runs(of: marks.sorted()).reduce(0) { $0 + Double($1) * Double($1) }
  }

  /// Over ordered pairs: Σ(c − k)² = 2 n Σ(c − mean)².
  private static func squaredDistances(_ marks: [Double]) -> Double {
    let centre = mean(of: marks[...])
    return 2 * Double(marks.count) * compensatedSum(marks.map { ($0 - centre) * ($0 - centre) }[...])
  }

  private static func squaredRatios(_ marks: [Double]) -> Double {
    let ordered = marks.sorted()
    var counted: [(mark: Double, count: Double)] = []
    for mark in ordered {
      if counted.last?.mark == mark { counted[counted.count - 1].count += 1 } else { counted.append((mark, 1)) }
    }
    var sum = 0.0
    for first in counted.indices {
      for second in counted.indices.dropFirst(first + 1) {
        let (low, high) = (counted[first], counted[second])
        let distance = (high.mark - low.mark) / (high.mark + low.mark)
        sum += 2 * low.count * high.count * distance * distance
      }
    }
    return sum
  }
}
