/// What experts mark.
public struct Rubric: Sendable {
  public let scale: MarkScale
  public let items: [RubricItem]
  /// The items of groups that have their own; others use `items`.
  public let perGroup: [GroupID: GroupRubric]
  public let source: Source

  /// The items that a group is marked on.
  public func items(of group: GroupID) -> [RubricItem] { perGroup[group]?.items ?? items }
}

/// A group's own items and, where it has them, its own order of tie-breaks.
public struct GroupRubric: Sendable {
  public let items: [RubricItem]
  public let ties: [TieBreak]?
}

/// The marks that may be given: `minimum`, `minimum + step`, … up to `maximum`.
public struct MarkScale: Hashable, Sendable {
  public let minimum: ExactDecimal
  public let maximum: ExactDecimal
  public let step: ExactDecimal

  public init(minimum: ExactDecimal, maximum: ExactDecimal, step: ExactDecimal) {
    self.minimum = minimum
    self.maximum = maximum
    self.step = step
  }
}

public struct RubricItem: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Marked by experts.
    case judged
    /// Belongs to the candidate; brought by staff.
    case given
    /// From a field of the declaration by a table.
    case computed
  }
  public enum Multiplier: Hashable, Sendable {
    /// Percent of the whole: the value × weight ÷ 100.
    case weight(ExactDecimal)
    /// The value × factor.
    case factor(ExactDecimal)
  }
  public let id: ItemID
  public let kind: Kind
  public let label: Bilingual
  public let multiplier: Multiplier
  /// Subtracted instead of added.
  public let deduct: Bool
  /// The item's own range; for judged items that differ from the rubric's scale, and for given ones.
  public let scale: MarkScale?
  public let guidance: Bilingual?
  public let parts: [RubricPart]
  public let levels: [RubricLevel]
  /// For a computed item.
  public let from: String?
  public let table: [ComputedBand]
  public let source: Source
}

/// One thing that an item asks to be looked at, with the fields and materials where it is found.
public struct RubricPart: Sendable {
  public let label: Bilingual
  /// Keys of fields and ids of materials.
  public let evidence: [String]
  public let source: Source
}

/// A described band of an item's marks.
public struct RubricLevel: Sendable {
  public let from: ExactDecimal
  public let until: ExactDecimal
  public let label: Bilingual
  public let description: Bilingual
}

/// `{"atLeast": "10", "value": "5"}`: the value of a computed item where the field is at least that; the highest such
/// row counts.
public struct ComputedBand: Sendable, Hashable {
  public let atLeast: ExactDecimal
  public let value: ExactDecimal
}
