@testable import ExpertReview

/// What a candidate's marks come to, worked out slowly and plainly from the meaning of the scheme's words. It shares no
/// step with the kernel or its trace.
struct ScoringOracle {
  struct Case {
    let items: [RubricItem]
    let scale: MarkScale
    let rule: Aggregation
    let minimumSheets: Int
    /// A row for each expert, an entry for each judged item; nil where the expert recused themself.
    let sheets: [[Fraction?]?]
    /// Given values and the fields that computed items read, by item.
    let values: [ItemID: ExactDecimal]
  }

  struct Outcome: Equatable {
    var status: Standing.Status
    var score: Fraction?
    var judgedTotal: Fraction?
    var untrimmedMean: Fraction?
    var items: [ItemID: Fraction] = [:]
    var bars: Set<String> = []
  }

  let given: Case
  private let judged: [RubricItem]

  init(_ given: Case) {
    self.given = given
    judged = given.items.filter { $0.kind == .judged }
  }

  // MARK: Words of the scheme

  private func factor(_ item: RubricItem) -> Fraction {
    switch item.multiplier {
    case .factor(let factor): factor.fraction
    case .weight(let weight): Fraction(weight.fraction.numerator, weight.fraction.denominator * 100)
    }
  }

  private func round(_ value: Fraction, _ point: Aggregation.RoundingPoint) -> Fraction {
    for rounding in given.rule.rounding where rounding.after == point {
      return Self.round(value, places: rounding.places, rounding.mode)
    }
    return value
  }

  /// Rounding by looking at the two neighbours, not by dividing.
  static func round(_ value: Fraction, places: Int, _ mode: RoundingMode) -> Fraction {
    var unit: Int128 = 1
    for _ in 0..<places { unit *= 10 }
    let magnitude = value < .zero ? .zero - value : value
    let below = magnitude.numerator * unit / magnitude.denominator
    let lower = Fraction(below, unit)
    let upper = Fraction(below + 1, unit)
    let up: Bool
    switch mode {
    case .down: up = false
    case .up: up = lower < magnitude
    case .halfUp: up = !(magnitude - lower < upper - magnitude)
    case .halfEven:
      let isHalf = magnitude - lower == upper - magnitude
      up = isHalf ? below % 2 == 1 : upper - magnitude < magnitude - lower
    }
    let rounded = up ? upper : lower
    return value < .zero ? .zero - rounded : rounded
  }

  private func average(_ values: [Fraction]) -> Fraction? {
    guard !values.isEmpty else { return nil }
    var sum = Fraction.zero
    for value in values { sum = sum + value }
    return Fraction(sum.numerator, sum.denominator * Int128(values.count))
  }

  /// The rule for so many marks.
  private func rule(for count: Int) -> Aggregation.OutlierRule {
    for tier in given.rule.outliers?.tiers ?? [] where tier.whenFewerThan <= count { return tier.rule }
    return .mean
  }

  /// Which marks stand for a panel whose marks, in order, are these: their places, one for each mark that counts.
  private func counting(_ ranked: [Fraction]) -> [Int] {
    var places = Array(ranked.indices)
    let each: Int
    switch rule(for: ranked.count) {
    case .mean: return places
    case .dropExtremes(let high, let low): return Array(places.dropFirst(low).dropLast(high))
    case .winsorised(let high, let low): return places.map { min(max($0, low), ranked.count - 1 - high) }
    case .trimmed(let proportion):
      each = Self.wholeOnes(of: ranked.count, proportion)
      return Array(places.dropFirst(each).dropLast(each))
    case .winsorisedShare(let proportion):
      each = Self.wholeOnes(of: ranked.count, proportion)
      return places.map { min(max($0, each), ranked.count - 1 - each) }
    case .median: return Self.middle(of: places)
    case .middle(let kept):
      while places.count >= kept + 2 { places = Array(places.dropFirst().dropLast()) }
      return places
    case .rejectByMAD(let deviation):
      let centre = average(Self.middle(of: places).map { ranked[$0] }) ?? .zero
      let far = ranked.map { $0 < centre ? centre - $0 : $0 - centre }
      let spread = average(Self.middle(of: Array(far.indices)).map { far.sorted()[$0] }) ?? .zero
      if spread == .zero, deviation.whenZero == .keepAll { return places }
      let limit = deviation.cut.fraction * (deviation.constant.fraction * spread)
      return places.filter { !(far[$0] > limit) }
    }
  }

  /// How often a whole one goes into a share of `count`.
  private static func wholeOnes(of count: Int, _ share: Fraction) -> Int {
    var whole = 0
    while !(Fraction(Int128(whole + 1)) > Fraction(Int128(count)) * share) { whole += 1 }
    return whole
  }

  private static func middle(of places: [Int]) -> [Int] {
    places.count % 2 == 1
      ? [places[places.count / 2]] : places.isEmpty ? [] : [places[places.count / 2 - 1], places[places.count / 2]]
  }

  private func afterDropping(_ values: [Fraction]) -> [Fraction] {
    let ranked = values.sorted()
    return counting(ranked).map { ranked[$0] }
  }

  private func value(of item: RubricItem) -> Fraction? {
    guard let brought = given.values[item.id] else { return nil }
    guard item.kind == .computed else { return brought.fraction }
    var worth: (atLeast: ExactDecimal, value: ExactDecimal)?
    for row in item.table where row.atLeast <= brought {
      if let best = worth, best.atLeast > row.atLeast { continue }
      worth = (row.atLeast, row.value)
    }
    return worth?.value.fraction
  }

  // MARK: Sheets

  private func marks(on column: Int) -> [Fraction] { given.sheets.compactMap { $0?[column] } }

  /// The total of a sheet on which nothing is missing.
  private func completeTotal(_ sheet: [Fraction?]?) -> Fraction? {
    guard let sheet, !sheet.contains(where: { $0 == nil }) else { return nil }
    var total = Fraction.zero
    for (mark, item) in zip(sheet, judged) {
      guard let mark else { return nil }
      total = item.deduct ? total - mark * factor(item) : total + mark * factor(item)
    }
    return total
  }

  /// Added points × what all added items could bring ÷ what the marked ones could, less the deductions.
  private func scaledTotal(_ sheet: [Fraction?]?) -> Fraction? {
    guard let sheet, given.rule.incomplete == .renormalise else { return nil }
    var (points, could, reach, off) = (Fraction.zero, Fraction.zero, Fraction.zero, Fraction.zero)
    for (mark, item) in zip(sheet, judged) {
      if item.deduct {
        guard let mark else { return nil }
        off = off + mark * factor(item)
      } else {
        let full = (item.scale ?? given.scale).maximum.fraction * factor(item)
        reach = reach + full
        if let mark {
          could = could + full
          points = points + mark * factor(item)
        }
      }
    }
    return could == .zero ? nil : points * reach / could - off
  }

  private func exactTotals() -> [Fraction?] { given.sheets.map { completeTotal($0) ?? scaledTotal($0) } }

  // MARK: The score

  func outcome() -> Outcome {
    let byItem = given.rule.basis == .item
    let totals = byItem ? given.sheets.map { completeTotal($0) } : exactTotals()
    let found =
      judged.isEmpty
      ? 0 : byItem ? judged.indices.map { marks(on: $0).count }.min() ?? 0 : totals.count { $0 != nil }
    let needed = judged.isEmpty ? 0 : max(1, given.minimumSheets)
    if found < needed {
      let isMarked = given.sheets.contains { $0?.contains { $0 != nil } ?? false }
      return Outcome(
        status: isMarked ? .tooFewSheets(found: found, needed: needed) : .unmarked,
        bars: [isMarked ? "tooFewSheets" : "unmarked"])
    }
    for item in given.items where item.kind != .judged && value(of: item) == nil {
      return Outcome(status: .lacksValue(item.id), bars: ["lacksValue:\(item.id)"])
    }
    var outcome = Outcome(status: .scored)
    let judgedPart = byItem ? joinItems(&outcome) : joinTotals(totals, &outcome)
    var sum = judgedPart
    for item in given.items where item.kind != .judged {
      guard let value = value(of: item) else { continue }
      outcome.items[item.id] = value
      let product = round(value * factor(item), .product)
      sum = item.deduct ? sum - product : sum + product
    }
    outcome.score = round(sum, .total)
    outcome.judgedTotal = round(judgedPart, .total)
    outcome.untrimmedMean = average(totals.compactMap { $0.map { round($0, .sheet) } })
    outcome.bars = bars(sum, outcome, totals.compactMap { $0 })
    return outcome
  }

  private func joinItems(_ outcome: inout Outcome) -> Fraction {
    var sum = Fraction.zero
    for (column, item) in judged.enumerated() {
      guard let mean = average(afterDropping(marks(on: column))) else { continue }
      outcome.items[item.id] = mean
      let product = round(round(mean, .item) * factor(item), .product)
      sum = item.deduct ? sum - product : sum + product
    }
    return sum
  }

  private func joinTotals(_ exact: [Fraction?], _ outcome: inout Outcome) -> Fraction {
    let counting = exact.indices.filter { exact[$0] != nil }
    let totals = counting.map { round(exact[$0] ?? .zero, .sheet) }
    var sums = [Fraction](repeating: .zero, count: judged.count)
    var counts = sums
    for kept in choices(totals) {
      for sheet in kept {
        for column in judged.indices {
          guard let mark = given.sheets[counting[sheet]]?[column] else { continue }
          sums[column] = sums[column] + mark
          counts[column] = counts[column] + Fraction(1)
        }
      }
    }
    for (column, item) in judged.enumerated() where counts[column] != .zero {
      outcome.items[item.id] = sums[column] / counts[column]
    }
    return average(afterDropping(totals)) ?? .zero
  }

  /// The sheets that stand for the panel, for every way to order equal ones that treats each of them alike.
  private func choices(_ totals: [Fraction]) -> [[Int]] {
    let places = counting(totals.sorted())
    var classes: [[Int]] = []
    for sheet in totals.indices.sorted(by: { totals[$0] < totals[$1] }) {
      if let last = classes.last?.first, totals[last] == totals[sheet] {
        classes[classes.count - 1].append(sheet)
      } else {
        classes.append([sheet])
      }
    }
    var orders: [[Int]] = [[]]
    for equal in classes {
      orders = orders.flatMap { order in
        equal.indices.map { turn in order + equal[turn...] + equal[..<turn] }
      }
    }
    return orders.map { order in places.map { order[$0] } }
  }

  // MARK: Minimums and vetoes

  private func bars(_ sum: Fraction, _ outcome: Outcome, _ totals: [Fraction]) -> Set<String> {
    var bars: Set<String> = []
    for minimum in given.rule.minimums {
      let value = minimum.item.map { outcome.items[$0] } ?? sum
      if let value, value < minimum.atLeast.fraction { bars.insert("minimum:\(minimum.item?.rawValue ?? "total")") }
    }
    for veto in given.rule.vetoes {
      let column = judged.firstIndex { $0.id == veto.item }
      let all = column.map { marks(on: $0) } ?? totals
      let below = all.filter { $0 < veto.below.fraction }.count
      let isVetoed: Bool
      switch veto.experts {
      case .atLeast(let number): isVetoed = below >= number
      case .majority: isVetoed = below > all.count - below
      }
      if isVetoed { bars.insert("veto:\(veto.item?.rawValue ?? "total")") }
    }
    return bars
  }
}
