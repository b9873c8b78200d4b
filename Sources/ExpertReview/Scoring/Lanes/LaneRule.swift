/// What a plan does with the ordered totals of a panel, for the scoring in lanes: whole numbers of 32 bits throughout.
///
/// **Which plans.** Totals are joined; nothing is given or computed beside them, scaled up, rounded after the sheet,
/// required or vetoed; nothing is rejected by MAD. What all other rules keep is told by the ends of the order alone
/// (see `PanelCut`).
///
/// **Bounds.** A total is at most `most` in size, and `most × sheets` stays below 2^31, so that every sum of some of a
/// panel's totals, its ends counted again where they replace others, fits; so does the number that stands for a sheet
/// which is not there. The common multiple of all counts stays below 2^31 (to 22 sheets), the key of a candidate below
/// 2^62. A plan for which this does not hold is left to the
/// kernel that takes every rule.
struct LaneRule: Sendable {
  /// What a panel of one size loses, or has replaced, at its ends.
  struct Cut: Sendable {
    let low: Int
    let high: Int
    let replaces: Bool
    /// The common multiple of all counts, over the number of totals that are left.
    let multiplier: Int64
    /// The number that are left.
    let left: Int64
  }
  let constant: Int32
  let steps: [Int32]
  /// Fewer sheets than this give no score.
  let needed: Int
  /// By the number of sheets that count.
  let cuts: [Cut]
  let rounding: Rounding?
  /// What one in a key is worth in points.
  let unit: Fraction

  /// A sum of totals × `scale` ÷ (how many × `divisor`) is the score in the last place.
  struct Rounding: Sendable {
    let scale: Int64
    let divisor: Int64
    let mode: RoundingMode
  }

  /// Nil where the plan is not one for lanes.
  init?(_ plan: ScoringPlan, sheets: Int) {
    guard plan.aggregation.basis == .total, plan.values.isEmpty, !plan.judged.isEmpty, plan.tests.isEmpty,
      !plan.sheet.renormalises, plan.sheet.rounding == nil, sheets <= plan.mostSheets,
      let most = Self.most(plan), sheets < 1 << 20, most * Int64(sheets) < Int64(Int32.max)
    else { return nil }
    constant = Int32(plan.sheet.constant)
    steps = plan.judged.map { Int32($0.sheetStep) }
    needed = plan.sheetsNeeded
    var whole: Int64 = 1
    for count in 1...sheets {
      whole = whole / Int64(greatestCommonDivisor(UInt128(whole), UInt128(count))) * Int64(count)
      guard whole < 1 << 31 else { return nil }
    }
    var cuts: [Cut] = []
    for cut in plan.cuts[0...sheets] {
      let count = cuts.count
      let replaces: Bool
      switch cut.way {
      case .reject: return nil
      case .replace: replaces = true
      case .drop, .keepAll: replaces = false
      }
      let left = replaces ? count : count - cut.low - cut.high
      guard left > 0 || count < needed else { return nil }
      cuts.append(
        Cut(
          low: cut.low, high: cut.high, replaces: replaces, multiplier: whole / Int64(max(1, left)),
          left: Int64(left)))
    }
    self.cuts = cuts
    guard let rounding = plan.totalRounding else {
      self.rounding = nil
      unit = Fraction(plan.sheet.factor, plan.denominator * Int128(whole))
      return
    }
    let tens = Int128(powerOfTen(rounding.places))
    let shared = Int128(greatestCommonDivisor(UInt128(plan.sheet.factor * tens), UInt128(plan.denominator)))
    guard let scale = Int64(exactly: plan.sheet.factor * tens / shared),
      let divisor = Int64(exactly: plan.denominator / shared), scale < 1 << 31, divisor < 1 << 31
    else { return nil }
    self.rounding = Rounding(scale: scale, divisor: divisor, mode: rounding.mode)
    unit = Fraction(1, tens)
  }

  /// The largest size of a sheet's total in its units; nil where that does not fit.
  private static func most(_ plan: ScoringPlan) -> Int64? {
    var most: Int64 = 0
    for column in plan.judged {
      let top = column.sheetMinimum + column.sheetStep * Int64(column.ceiling)
      let largest = max(column.sheetMinimum.magnitude, top.magnitude, column.sheetStep.magnitude)
      guard largest < 1 << 31 else { return nil }
      most += Int64(largest)
    }
    return most < 1 << 31 ? most : nil
  }

  /// Whether two plans read sheets alike, so that totals in order serve both.
  func readsSheets(as other: LaneRule) -> Bool { constant == other.constant && steps == other.steps }
}
