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
  }

  /// What was dropped of a panel's marks or sheets.
  public struct Trimming: Sendable, Hashable {
    /// Marks, or sheets that count, before anything is dropped.
    public let found: Int
    public let droppedHigh: Int
    public let droppedLow: Int
    /// Fewer were found than the rule needs, so the plain mean was taken.
    public let fellBack: Bool
    public var used: Int { found - droppedHigh - droppedLow }
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
