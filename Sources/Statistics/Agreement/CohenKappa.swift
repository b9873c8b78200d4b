/// How far two raters agree beyond chance on ordered categories: Cohen's κ, plain or weighted.
///
/// # Formula
///
/// pᵢⱼ the share of subjects that the first put into category i and the second into j, of c categories; wᵢⱼ what such a
/// pair counts: 1 where i = j and else
///
///     plain 0        linear 1 − |i−j|/(c−1)        quadratic 1 − (i−j)²/(c−1)²
///
///     κ = (Σ w p − Σ w pᵢ.p.ⱼ) ÷ (1 − Σ w pᵢ.p.ⱼ)
///
/// z divides by the standard error under no agreement, the interval uses the one of the agreement found (Fleiss, Cohen
/// and Everitt 1969, (9) and (13)).
///
/// # Assumptions, and when not to use it
///
/// The same two raters for all subjects; categories evenly spaced for the weighted forms. For more raters
/// ``KrippendorffAlpha``; quadratic κ is then nearly an intraclass correlation. κ falls where one category holds nearly
/// all.
///
/// Sources: J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968); J. L. Fleiss, J. Cohen, B. S. Everitt, "Large
/// sample standard errors of kappa and weighted kappa", Psychological Bulletin 72 (1969).
public struct CohenKappa: Sendable, Hashable {
  /// What a pair of different categories counts.
  public enum Weighting: Sendable, Hashable, CaseIterable {
    case plain
    case linear
    case quadratic
  }

  public let value: Double
  /// The share of pairs that agree, weighted.
  public let observed: Double
  /// What it would be by chance.
  public let expected: Double
  /// κ over its standard error under no agreement; not a number where that is 0.
  public let z: Double
  /// Two-sided.
  public let probability: Double
  /// Of the κ found.
  public let standardError: Double

  /// - Parameters:
  ///   - table: how many subjects the first put into the row's category and the second into the column's; square.
  ///   - weighting: what a pair of different categories counts.
  /// - Throws: ``AgreementGap`` without a subject, or where both put all subjects into one category.
  public init(table: [[Int]], weighting: Weighting) throws(AgreementGap) {
    precondition(table.allSatisfy { $0.count == table.count }, "a square table")
    let total = table.reduce(0) { $0 + $1.reduce(0, +) }
    guard total > 0 else { throw .tooFewSubjects(found: 0, needed: 1) }
    let (n, categories) = (Double(total), table.indices)
    let shares = table.map { $0.map { Double($0) / n } }
    let rows = shares.map { $0.reduce(0, +) }
    let columns = categories.map { column in shares.reduce(0) { $0 + $1[column] } }
    func weight(_ i: Int, _ j: Int) -> Double {
      let apart = Double(abs(i - j)) / Double(max(1, table.count - 1))
      return switch weighting {
      case .plain: i == j ? 1 : 0
      case .linear: 1 - apart
      case .quadratic: 1 - apart * apart
      }
    }
    func sum(_ term: (Int, Int) -> Double) -> Double {
      categories.reduce(0) { sum, i in categories.reduce(sum) { $0 + term(i, $1) } }
    }
    let observed = sum { i, j in weight(i, j) * shares[i][j] }
    let expected = sum { i, j in weight(i, j) * rows[i] * columns[j] }
    guard expected < 1 else { throw .noVariation }
    let value = (observed - expected) / (1 - expected)
    let rowWeights = categories.map { i in categories.reduce(0) { $0 + weight(i, $1) * columns[$1] } }
    let columnWeights = categories.map { j in categories.reduce(0) { $0 + weight($1, j) * rows[$1] } }
    func square(_ x: Double) -> Double { x * x }
    let chance =
      sum { i, j in
        let apart: Double = weight(i, j) - rowWeights[i] - columnWeights[j]
        return rows[i] * columns[j] * apart * apart
      } - expected * expected
    let found =
      sum { i, j in
        let apart: Double = weight(i, j) - (rowWeights[i] + columnWeights[j]) * (1 - value)
        return shares[i][j] * apart * apart
      } - square(value - expected * (1 - value))
    z = value * (1 - expected) * (n / max(0, chance)).squareRoot()
    probability = z.isFinite ? NormalDistribution.probability(beyond: z) : .nan
    standardError = (max(0, found) / n).squareRoot() / (1 - expected)
    (self.value, self.observed, self.expected) = (value, observed, expected)
  }

  /// From two rows of categories.
  /// - Parameters:
  ///   - first: the first rater's categories, from 0.
  ///   - second: the second rater's, as many.
  ///   - categories: how many there are.
  ///   - weighting: what a pair of different categories counts.
  /// - Throws: as for a table.
  public init(_ first: [Int], _ second: [Int], categories: Int, weighting: Weighting) throws(AgreementGap) {
    precondition(first.count == second.count, "two rows of one length")
    var table = [[Int]](repeating: [Int](repeating: 0, count: categories), count: categories)
    for (i, j) in zip(first, second) { table[i][j] += 1 }
    try self.init(table: table, weighting: weighting)
  }

  /// Between which bounds κ of all such subjects lies, by the normal distribution; near from some fifty subjects on.
  /// - Parameter level: between 0 and 1, neither of them.
  public func interval(level: Double = 0.95) -> ConfidenceInterval {
    let reach = NormalDistribution.quantile(0.5 + level / 2) * standardError
    return ConfidenceInterval(lower: value - reach, upper: min(1, value + reach), level: level)
  }
}
