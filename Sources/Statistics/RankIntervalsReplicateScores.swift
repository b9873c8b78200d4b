/// The scores of all subjects in one replicate of a bootstrap; a subject may have none.
public struct ReplicateScores: Sendable, Hashable {
  /// An exact score on its way in.
  public struct Quotient: Sendable, Hashable {
    public let numerator: Int128
    public let denominator: Int128

    /// - Parameters:
    ///   - numerator: above the line.
    ///   - denominator: below it; above zero.
    public init(_ numerator: Int128, over denominator: Int128) {
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  /// By subject; not a number where there is none.
  let values: [Double]

  /// - Parameter scores: by subject; nil where a subject has none.
  public init(_ scores: [Quotient?]) {
    values = scores.map { $0.map { Double($0.numerator) / Double($0.denominator) } ?? .nan }
  }
}

extension ReplicateScores {
  /// Whether one subject's score is above another's; false where either has none.
  public func isAbove(_ first: Int, _ other: Int) -> Bool { values[first] > values[other] }
}
