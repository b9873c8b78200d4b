/// By how much more often two rows of values order a pair alike than opposite: Kendall's τ.
///
/// # Formula
///
/// Of all pairs of positions, C are ordered alike by both rows and D opposite; a pair that a row holds equal is
/// neither. With n₀ = n(n−1)/2 pairs, n₁ of them equal in the first row and n₂ in the second:
///
///     τb = (C − D) ÷ √((n₀ − n₁)(n₀ − n₂))
///
/// The p value is two-sided, from the normal distribution, with the variance that ties leave (Kendall 1970, chapter 4);
/// near from ten values on.
///
/// # Method
///
/// Knight (1966): put the pairs in order of the first row, and of the second where that is equal; D is then the number
/// of exchanges that a merge sort of the second row makes. *n* log *n* instead of n².
///
/// Not where one row is a mark on a scale whose steps count: then a correlation tells more.
///
/// Sources: M. G. Kendall, "Rank Correlation Methods", 4th ed. (1970); W. R. Knight, "A computer method for calculating
/// Kendall's tau with ungrouped data", JASA 61 (1966).
public struct KendallTau: Sendable, Hashable {
  /// τb, −1 … 1.
  public let value: Double
  /// C − D.
  public let score: Int
  /// D.
  public let discordant: Int
  /// The two-sided p value under no association.
  public let probability: Double

  /// Nil with fewer than two values or where a row has one value only.
  /// - Parameters:
  ///   - first: finite values; fewer than 2^31.
  ///   - second: as many.
  public init?(_ first: [Double], _ second: [Double]) {
    precondition(first.count == second.count, "two rows of one length")
    let n = first.count
    let order = first.indices.sorted { (first[$0], second[$0]) < (first[$1], second[$1]) }
    let pairs = n * (n - 1) / 2
    func tied(_ lengths: [Int]) -> Int { lengths.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
    let firstRuns = runs(of: order.map { first[$0] })
    let secondRuns = runs(of: second.sorted())
    let bothRuns = Self.runsOfBoth(order, first, second)
    let (firstTied, secondTied) = (tied(firstRuns), tied(secondRuns))
    guard firstTied < pairs, secondTied < pairs else { return nil }
    var row = order.map { second[$0] }
    discordant = Self.exchanges(&row)
    score = pairs - firstTied - secondTied + tied(bothRuns) - 2 * discordant
    let root = Double(pairs - firstTied).squareRoot() * Double(pairs - secondTied).squareRoot()
    value = min(1, max(-1, Double(score) / root))
    // Kendall 1970, (4.4): the variance of C − D under independence.
    func sum(_ lengths: [Int], _ term: (Double) -> Double) -> Double { lengths.reduce(0) { $0 + term(Double($1)) } }
    let size = Double(n)
    func wide(_ t: Double) -> Double { t * (t - 1) * (2 * t + 5) }
    func thrice(_ t: Double) -> Double { t * (t - 1) * (t - 2) }
    var variance = (wide(size) - sum(firstRuns, wide) - sum(secondRuns, wide)) / 18
    variance += 2 * Double(firstTied) * Double(secondTied) / (size * (size - 1))
    if n > 2 { variance += sum(firstRuns, thrice) * sum(secondRuns, thrice) / (9 * thrice(size)) }
    probability = variance > 0 ? NormalDistribution.probability(beyond: Double(score) / variance.squareRoot()) : 1
  }

  private static func runsOfBoth(_ order: [Int], _ first: [Double], _ second: [Double]) -> [Int] {
    var lengths: [Int] = []
    for position in order.indices {
      if position > 0, first[order[position]] == first[order[position - 1]],
        second[order[position]] == second[order[position - 1]]
      {
        lengths[lengths.count - 1] += 1
      } else {
        lengths.append(1)
      }
    }
    return lengths
  }

  /// Sorts a row by merging from below and counts how many pairs stood in falling order.
  private static func exchanges(_ row: inout [Double]) -> Int {
    var merged = row
    var count = 0
    var width = 1
    while width < row.count {
      var start = 0
      while start < row.count {
        let middle = min(start + width, row.count)
        let end = min(start + 2 * width, row.count)
        var (left, right) = (start, middle)
        for position in start..<end {
          if left < middle, right == end || row[left] <= row[right] {
            merged[position] = row[left]
            left += 1
          } else {
            merged[position] = row[right]
            count += middle - left
            right += 1
          }
        }
        start = end
      }
      swap(&row, &merged)
      width *= 2
    }
    return count
  }
}
