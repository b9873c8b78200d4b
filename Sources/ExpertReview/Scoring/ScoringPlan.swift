/// The rule by which one group's marks become scores, brought into integers once.
///
/// **Problem.** Experts *j* mark a candidate on items *i*. A mark is a place on the item's scale, `minimum + k × step`;
/// some are missing, some experts recused themselves. Other values belong to the candidate (given) or follow from its
/// declaration by a table (computed). The scheme says what is dropped, joined and rounded, and in which order.
///
/// **Method.** Nothing is decimal after compilation. Minimums, steps, weights and factors are brought over common
/// denominators; a panel's mean is the integer `n·minimum + step·Σk` over `n`; means over different counts are joined
/// over their least common multiple; a rounding is one integer division under a named mode. Equal is therefore equal.
///
/// - `on: item` – of each item's marks that are there the outlier rule makes one value [round: item], which is
///   multiplied [round: product]; given and computed values are multiplied likewise; the sum is the score
///   [round: total].
/// - `on: total` – each complete sheet is added up [round: sheet], the outlier rule makes one value of the totals;
///   given and computed products are added; that is the score [round: total].
///
/// What a rule does depends on how many marks (or sheets) there are, so it is worked out once for every number: see
/// `PanelCut`. Under `incomplete: renormalise` a sheet that
/// lacks marks counts with its points scaled up by the attainable points (multiplier × scale's maximum) of all added
/// items over those marked; a sheet that lacks a deduction never counts, because a deduction cannot be inferred.
///
/// **Where equal sheets stand at the edge** (`on: total`), which of them is dropped does not change the score but would
/// change an item's panel value. Each of them is then dropped in part: of *t* equal sheets of which *d* go, each counts
/// `(t − d) / t`. This is the mean over all choices, and no order of experts can sway a tie-break. Where extremes are
/// replaced, the sheets at the edge stand for those beyond it, and their marks count that much more.
///
/// **Bounds.** No rule weighs more values than there are marks, so what holds for the mean holds for all. Sheet totals
/// times the panel stay below 2^62, everything else below 2^120; `compile` proves it from the scales, multipliers and
/// the largest panel, and refuses the plan otherwise. The kernel needs no check.
///
/// **House choices.** An `item:` tie-break or minimum reads the panel value before `after: item`; a minimum on the
/// total the sum before `after: total`. The items that count towards `minimumSheets` are the judged ones: `on: item`
/// the item with the fewest marks tells, `on: total` the sheets that count.
public struct ScoringPlan: Sendable {
  /// The group's items in the rubric's order.
  public let items: [RubricItem]
  public let aggregation: Aggregation
  /// Fewer marks of an item, or fewer sheets, than this give no score.
  public internal(set) var minimumSheets: Int
  /// The largest number of sheets a candidate may have under this plan.
  public let mostSheets: Int
  /// Each item's scale: its own, else the rubric's.
  public let scales: [MarkScale]
  /// How many places an official score is printed with.
  public let scorePlaces: Int
  /// Whether every score is a decimal of `scorePlaces`. Where it is not (no rounding brings it there) the exact
  /// fraction ranks, and its text is rounded half up to four places for reading only.
  public let scoresAreDecimal: Bool

  let judged: [JudgedColumn]
  let values: [ValueColumn]
  let sheet: SheetRule
  /// How a panel's value of an item is rounded; nil where the scheme does not round there.
  public let itemRounding: Aggregation.Rounding?
  let productRounding: Aggregation.Rounding?
  let totalRounding: Aggregation.Rounding?
  /// The denominator that products and the sum stand over, before the one that comes from counts.
  let denominator: Int128
  let tests: [ScoreTest]
  /// Of the marks of added items together.
  let markUnit: Int128
  /// What the outlier rule does, by the number of marks or sheets from none to `mostSheets`.
  let cuts: [PanelCut]

  /// The items that experts mark, in the order of a sheet.
  public var judgedItems: [RubricItem] { judged.map { items[$0.position] } }
  /// The given and computed items, in the order in which a matrix takes their values.
  public var valueItems: [RubricItem] { values.map { items[$0.position] } }

  /// Places that a score which is no decimal is printed with.
  public static let readingPlaces = 4

  /// The panel size that a plan is compiled for where nobody says: with it no scheme's counts overflow.
  public static let usualMostSheets = 40
}

/// A judged item: marks are step counts.
struct JudgedColumn: Sendable {
  let position: Int
  /// The step count of the scale's maximum.
  let ceiling: Int32
  /// Minimum and step in units of `1 / unit`, a power of ten.
  let minimum: Int128
  let step: Int128
  let unit: Int128
  let product: Product
  /// Minimum and step × multiplier in units of a sheet total, negative where the item is deducted.
  let sheetMinimum: Int64
  let sheetStep: Int64
  /// Attainable points for scaling up an incomplete sheet, over all items' common divisor; 0 where it is deducted.
  let share: Int64
}

/// A given or computed item: the value is held in units of `1 / unit`.
struct ValueColumn: Sendable {
  let position: Int
  let unit: Int128
  let places: Int
  let product: Product
}

/// How a value becomes its product: `value × multiplier ÷ (count × divisor)`, rounded where the scheme says so; else
/// the division by the divisor is already part of the multiplier and the plan's denominator.
struct Product: Sendable {
  let multiplier: Int128
  let divisor: Int128
  /// −1 for a deduction.
  let sign: Int128
}

/// How a sheet's marks become its total.
struct SheetRule: Sendable {
  /// Σ of the items' `sheetMinimum`.
  let constant: Int64
  /// Totals are units of `1 / unit` before they are rounded or scaled up.
  let unit: Int64
  let rounding: Aggregation.Rounding?
  let renormalises: Bool
  /// Σ of the items' shares.
  let shares: Int64
  /// What every sum of shares divides, so that totals scaled up are whole; 1 where there are none or they are rounded.
  let multiple: Int64
  /// The denominator of the totals that are joined.
  let joined: Int128
  /// Turns a joined total into units of the plan's denominator.
  let factor: Int128
}

/// A minimum or veto, by position.
struct ScoreTest: Sendable {
  enum Subject: Sendable {
    case total
    case judged(Int)
    case value(Int)
  }
  enum Bound: Sendable {
    case minimum(ExactDecimal)
    case veto(Aggregation.Veto.Experts, below: ExactDecimal)
  }
  let subject: Subject
  let bound: Bound
  /// What is said where the test fails.
  let bar: Bar
}
