/// Why a stage's rule cannot be compiled into a scoring plan.
public enum PlanFault: Error, Sendable, Hashable {
  /// The place in the calculation whose numbers could grow past what the kernel's integers hold.
  public enum Step: String, Sendable, Hashable, CaseIterable {
    case scale, sheet, item, product, total
  }
  /// The group has no item at all.
  case nothingToScore
  case repeatedItem(ItemID)
  /// A scale whose maximum is below its minimum, whose step is not above zero or does not lead to the maximum.
  case unsoundScale(ItemID, MarkScale)
  /// A computed item without a row in its table.
  case emptyTable(ItemID)
  /// A rounding at a point that this basis does not pass through.
  case roundingElsewhere(Aggregation.RoundingPoint, on: Aggregation.Basis)
  case roundingTwice(Aggregation.RoundingPoint)
  /// A rounding to fewer than none or more than nine places.
  case roundingPlaces(Aggregation.RoundingPoint, Int)
  /// Extremes dropped of items although totals are joined, or the reverse.
  case outliersOnOtherBasis(Aggregation.Basis, on: Aggregation.Basis)
  /// With that few marks still dropped or replaced, none would be left.
  case dropsEverything(dropped: Int, whenFewerThan: Int)
  /// A rule that holds below another's number needs as many marks as that or more, so that it never holds.
  case fallbackAbove(whenFewerThan: Int, above: Int)
  /// A proportion at each end below zero, or of half the marks or more.
  case noProportion(Fraction)
  /// A middle of no mark at all.
  case keepsNone(Int)
  /// A limit of less than one median deviation, which could reject every mark, or a number beyond 1000 or six places.
  case rejectsTheMiddle(cut: ExactDecimal, constant: ExactDecimal)
  /// A minimum or a veto on an item that the group does not have.
  case unknownItem(ItemID)
  /// A veto of experts on an item that experts do not mark.
  case notJudged(ItemID)
  /// An incomplete sheet cannot be scaled up over an item that can bring no points.
  case bringsNoPoints(ItemID)
  /// More minimums and vetoes than the 64 that are kept apart.
  case tooManyTests(Int)
  /// The scheme's numbers, at the largest panel, could leave the range of exact integers.
  case tooLarge(Step, mostSheets: Int)
}

/// Why a mark or value cannot stand in a plan's matrix.
public enum MarkFault: Error, Sendable, Hashable {
  /// A value off its item's scale or between two of its steps.
  case offScale(ItemID, ExactDecimal, MarkScale)
  /// A step count above the top of the item's scale or below zero.
  case stepsOffScale(ItemID, steps: Int32, most: Int32)
  /// A sheet with more or fewer marks than the group has judged items.
  case wrongWidth(found: Int, expected: Int)
  /// A value with more places than the item's scale has.
  case wrongValueCount(found: Int, expected: Int)
  /// A candidate with more sheets than the plan was compiled for.
  case tooManySheets(most: Int)
}
