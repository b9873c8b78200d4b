/// How an item's marks become a panel's value and the values a score.
public struct Aggregation: Sendable {
  /// What is trimmed and joined: each expert's total, or each item's marks.
  public enum Basis: String, Sendable, CaseIterable { case total, item }
  public enum RoundingPoint: String, Sendable, CaseIterable {
    /// Each item's panel mean.
    case item
    /// Each mean × weight or factor.
    case product
    /// Each expert's total (only with `on: total`).
    case sheet
    /// The score.
    case total
  }
  public struct Rounding: Sendable, Hashable {
    public let after: RoundingPoint
    public let places: Int
    public let mode: RoundingMode

    public init(after: RoundingPoint, places: Int, mode: RoundingMode) {
      self.after = after
      self.places = places
      self.mode = mode
    }
  }
  /// `{"item": "B", "atLeast": "60"}`: below it the candidate is listed without place.
  public struct Minimum: Sendable, Hashable {
    /// Nil for the total.
    public let item: ItemID?
    public let atLeast: ExactDecimal
  }
  /// `{"item": "B"?, "experts": "1" | "majority", "below": "40"}`: where so many experts mark below the bound, the
  /// candidate is listed without place (一票否决), whatever its score.
  public struct Veto: Sendable, Hashable {
    /// How many of the panel must mark below the bound.
    public enum Experts: Sendable, Hashable {
      case atLeast(Int)
      case majority
    }
    /// Nil for each expert's total.
    public let item: ItemID?
    public let experts: Experts
    public let below: ExactDecimal
  }
  /// What becomes of an expert's sheet with a mark missing: it is left out, or scaled up from the items that it has.
  public enum Incomplete: String, Sendable, CaseIterable { case leaveOut, renormalise }

  /// Nil for the plain mean.
  public internal(set) var outliers: Outliers?
  /// `item`: each item's panel mean is formed, then joined. `total`: each expert's total is formed, then joined.
  public let basis: Basis
  public let rounding: [Rounding]
  public let minimums: [Minimum]
  public let vetoes: [Veto]
  public let incomplete: Incomplete
  public let source: Source
}
