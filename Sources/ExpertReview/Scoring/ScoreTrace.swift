/// Every step from one candidate's marks to its score, in exact fractions: what `panel explain` prints.
///
/// `ScoringPlan.trace` makes it by the scheme's own words (rubric and aggregation), not by the compiled integers, so
/// that kernel and trace check one another; a test holds them equal.
public struct ScoreTrace: Sendable, Hashable {
  /// Which end of a panel's marks.
  public enum Edge: String, Sendable, Hashable { case highest, lowest, both }

  /// What became of a mark, or of a sheet.
  public enum Fate: Sendable, Hashable {
    case counted
    case missing
    case recused
    /// The mark is there, but its sheet lacks others and does not count.
    case sheetIncomplete
    case dropped(Edge)
    /// One of `among` equal marks (or sheets) at the edge, of which `dropped` go: each counts in part.
    case droppedInPart(Edge, dropped: Int, among: Int)
    /// An extreme that counts as the nearest one kept.
    case replaced(Edge, by: Fraction)
    /// So far from the median that it is rejected.
    case rejected(distance: Fraction)
  }

  /// One expert's mark on an item.
  public struct Mark: Sendable, Hashable {
    /// The number that the matrix knows the expert by.
    public let expert: Int32
    public let value: ExactDecimal?
    public let fate: Fate
  }

  /// One expert's total; only where totals are joined.
  public struct Sheet: Sendable, Hashable {
    public let expert: Int32
    /// Nil where the sheet does not count.
    public let exact: Fraction?
    public let rounded: ExactDecimal?
    /// Its points were scaled up over the marks that it lacks.
    public let scaledUp: Bool
    public let fate: Fate
    /// How much its marks count in the items' panel values: 0 where it is dropped, a part where it is dropped in part,
    /// more than 1 where it stands for extremes replaced by it.
    public let share: Fraction
  }

  /// What was left out of a panel's marks or sheets, and by which rule.
  public struct Trimming: Sendable, Hashable {
    /// Marks, or sheets that count, before anything is dropped.
    public let found: Int
    /// The rule that holds for so many.
    public let rule: Aggregation.OutlierRule
    /// Dropped or rejected above and below.
    public let droppedHigh: Int
    public let droppedLow: Int
    /// Replaced by the nearest one kept.
    public let replacedHigh: Int
    public let replacedLow: Int
    /// The rule above this one, which needs more marks than were found; nil where the first holds.
    public let fellBackFrom: Aggregation.Outliers.Tier?
    /// Only where marks far from the median are rejected.
    public let spread: Spread?
    public var used: Int { found - droppedHigh - droppedLow }
    /// Fewer were found than the first rule needs.
    public var fellBack: Bool { fellBackFrom != nil }
  }

  /// What a rejection compares with.
  public struct Spread: Sendable, Hashable {
    public let median: Fraction
    /// The median of the distances from the median.
    public let deviation: Fraction
    /// Marks that lie further from the median are rejected; nil where the deviation is zero and the scheme rejects none
    /// then.
    public let limit: Fraction?
  }

  /// An item's way into the score.
  public struct Item: Sendable, Hashable {
    public let id: ItemID
    public let kind: RubricItem.Kind
    public let deduct: Bool
    public let multiplier: RubricItem.Multiplier
    /// Empty for given and computed items.
    public let marks: [Mark]
    /// Only where items are joined.
    public let trimming: Trimming?
    /// The panel's mean after trimming, or the given or computed value; nil where there is none.
    public let value: Fraction?
    public let rounded: ExactDecimal?
    /// The (rounded) value × weight or factor, without the sign; nil where totals are joined and experts mark the item.
    public let product: Fraction?
    public let roundedProduct: ExactDecimal?
  }

  /// In the rubric's order.
  public let items: [Item]
  /// By expert as the matrix has them; empty where items are joined.
  public let sheets: [Sheet]
  /// Of sheets, where totals are joined.
  public let trimming: Trimming?
  /// The mean of the sheets kept, where totals are joined.
  public let panelMean: Fraction?
  /// The score before it is rounded itself.
  public let sum: Fraction?
  public let standing: Standing
}
