extension ScoringPlan {
  /// The plan for a group of a review stage.
  ///
  /// `mostSheets` is the largest number of sheets that a candidate may have; the proof against overflow rests on it.
  /// Throws the first `PlanFault` met. Complexity: linear in the items, but for `incomplete: renormalise` without a
  /// rounding after the sheet, where it grows with the different sums of weights.
  public static func compile(
    stage: ReviewStage, group: GroupID, mostSheets: Int = usualMostSheets
  ) throws(PlanFault) -> ScoringPlan {
    try compile(
      items: stage.rubric.items(of: group), scale: stage.rubric.scale, aggregation: stage.aggregation,
      minimumSheets: stage.panel.minimumSheets, mostSheets: mostSheets)
  }

  /// The plan for items under an aggregation; see `compile(stage:group:mostSheets:)`.
  public static func compile(
    items: [RubricItem], scale: MarkScale, aggregation: Aggregation, minimumSheets: Int,
    mostSheets: Int = usualMostSheets
  ) throws(PlanFault) -> ScoringPlan {
    let compiler = PlanCompiler(
      items: items, scales: items.map { $0.scale ?? scale }, aggregation: aggregation,
      mostSheets: max(1, mostSheets))
    return try compiler.plan(minimumSheets: minimumSheets)
  }

  /// This plan under another outlier rule, or under the plain mean for nil; everything else is the same, so a matrix
  /// made for this plan can be aggregated by the other.
  ///
  /// `outliers` must look at what the plan joins, items or totals. Throws the `PlanFault` of a rule that cannot be
  /// computed. Complexity: that of `compile`; nothing depends on the number of candidates.
  public func replacing(outliers: Aggregation.Outliers?) throws(PlanFault) -> ScoringPlan {
    var aggregation = aggregation
    aggregation.outliers = outliers
    let compiler = PlanCompiler(items: items, scales: scales, aggregation: aggregation, mostSheets: mostSheets)
    return try compiler.plan(minimumSheets: minimumSheets)
  }

  /// This plan with other multipliers, one an item in the rubric's order, a weight of 30 being 3/10; everything else is
  /// the same, so a matrix made for this plan can be aggregated by the other. Throws as `compile` does.
  func replacing(multipliers: [Fraction]) throws(PlanFault) -> ScoringPlan {
    precondition(multipliers.count == items.count, "a multiplier for each item")
    let compiler = PlanCompiler(
      items: items, scales: scales, aggregation: aggregation, mostSheets: mostSheets, multipliers: multipliers)
    return try compiler.plan(minimumSheets: minimumSheets)
  }
}

extension RubricItem.Multiplier {
  /// What a value is multiplied by: a weight is a percentage.
  var fraction: Fraction {
    switch self {
    case .weight(let weight): weight.fraction * Fraction(1, 100)
    case .factor(let factor): factor.fraction
    }
  }
}

private struct PlanCompiler {
  let items: [RubricItem]
  let scales: [MarkScale]
  let aggregation: Aggregation
  let mostSheets: Int
  /// In place of the items' own.
  var multipliers: [Fraction]?

  func plan(minimumSheets: Int) throws(PlanFault) -> ScoringPlan {
    try checkRule()
    let ranges = try valueRanges()
    let judgedAt = items.indices.filter { items[$0].kind == .judged }
    let valuesAt = items.indices.filter { items[$0].kind != .judged }
    let sheets = try sheetUnits(judgedAt, ranges)
    let sheet = try sheetTotals(sheets, judgedAt)

    var denominator: Int128 = 1
    for position in items.indices where aggregation.basis == .item || items[position].kind != .judged {
      denominator = try multiple(denominator, productDenominator(position, ranges[position]), .product)
    }
    if aggregation.basis == .total { denominator = try multiple(denominator, sheet.joined, .total) }

    var judged: [JudgedColumn] = []
    for (column, position) in judgedAt.enumerated() {
      judged.append(
        try judgedColumn(position, ranges[position], sheet: sheets.columns[column], over: denominator))
    }
    var values: [ValueColumn] = []
    for position in valuesAt {
      let range = ranges[position]
      let unit = power(range.places)
      values.append(
        ValueColumn(
          position: position, unit: unit, places: range.places,
          product: try product(position, valueUnit: unit, over: denominator)))
    }
    try proveBounds(judged, values, sheet: sheet, denominator: denominator, ranges: ranges)
    let (places, exact) = scorePlaces(denominator: denominator)
    return ScoringPlan(
      items: items, aggregation: aggregation, minimumSheets: minimumSheets, mostSheets: mostSheets, scales: scales,
      scorePlaces: places, scoresAreDecimal: exact, judged: judged, values: values,
      sheet: SheetRule(
        constant: sheet.constant, unit: sheet.unit, rounding: sheet.rounding, renormalises: sheet.renormalises,
        shares: sheet.shares, multiple: sheet.multiple, joined: sheet.joined,
        factor: aggregation.basis == .total ? denominator / sheet.joined : 1),
      itemRounding: rounding(.item), productRounding: rounding(.product), totalRounding: rounding(.total),
      denominator: denominator, tests: try tests(judged, values), markUnit: markUnit(judged), cuts: cuts)
  }

  func rounding(_ point: Aggregation.RoundingPoint) -> Aggregation.Rounding? {
    aggregation.rounding.first { $0.after == point }
  }

  // MARK: What the scheme's checker would have refused

  private func checkRule() throws(PlanFault) {
    guard !items.isEmpty else { throw .nothingToScore }
    var seen: Set<ItemID> = []
    for item in items where !seen.insert(item.id).inserted { throw .repeatedItem(item.id) }
    var points: Set<Aggregation.RoundingPoint> = []
    for rounding in aggregation.rounding {
      let reached: [Aggregation.RoundingPoint] =
        aggregation.basis == .item ? [.item, .product, .total] : [.sheet, .total]
      guard reached.contains(rounding.after) else {
        throw .roundingElsewhere(rounding.after, on: aggregation.basis)
      }
      guard points.insert(rounding.after).inserted else { throw .roundingTwice(rounding.after) }
      guard (0...ExactDecimal.mostPlaces).contains(rounding.places) else {
        throw .roundingPlaces(rounding.after, rounding.places)
      }
    }
    try checkOutliers()
  }

  private func checkOutliers() throws(PlanFault) {
    guard let outliers = aggregation.outliers else { return }
    guard outliers.on == aggregation.basis else {
      throw .outliersOnOtherBasis(outliers.on, on: aggregation.basis)
    }
    var above = Int.max
    for tier in outliers.tiers {
      guard tier.whenFewerThan < above, tier.whenFewerThan >= 0 else {
        throw .fallbackAbove(whenFewerThan: tier.whenFewerThan, above: above)
      }
      above = tier.whenFewerThan
      try check(tier.rule, whenFewerThan: tier.whenFewerThan)
    }
  }

  private func check(_ rule: Aggregation.OutlierRule, whenFewerThan: Int) throws(PlanFault) {
    switch rule {
    case .mean, .median: return
    case .dropExtremes(let high, let low), .winsorised(let high, let low):
      guard high >= 0, low >= 0, high <= mostDropped, low <= mostDropped,
        high + low == 0 || whenFewerThan > high + low
      else {
        throw .dropsEverything(dropped: high + low, whenFewerThan: whenFewerThan)
      }
    case .trimmed(let proportion), .winsorisedShare(let proportion):
      guard proportion >= .zero, proportion < Fraction(1, 2) else { throw .noProportion(proportion) }
    case .middle(let kept):
      guard kept >= 1 else { throw .keepsNone(kept) }
    case .rejectByMAD(let deviation):
      let most = ExactDecimal(1000)
      guard deviation.cut > .zero, deviation.constant > .zero, deviation.cut <= most, deviation.constant <= most,
        deviation.cut.places <= 6, deviation.constant.places <= 6, deviation.limit >= Fraction(1)
      else { throw .rejectsTheMiddle(cut: deviation.cut, constant: deviation.constant) }
    }
  }

  /// No panel is trimmed further on one side.
  private var mostDropped: Int { 1_000_000 }

  /// Units are powers of ten, so the largest is a multiple of all.
  private func markUnit(_ judged: [JudgedColumn]) -> Int128 {
    judged.filter { $0.product.sign > 0 }.map(\.unit).max() ?? 1
  }

  private var cuts: [PanelCut] {
    (0...mostSheets).map { count in
      PanelCut(count == 0 ? .mean : aggregation.outliers?.tier(for: count).rule ?? .mean, of: count)
    }
  }

  /// What an item's values can be: their places, and the largest magnitude in those units.
  private struct ValueRange {
    let places: Int
    let most: Int128
    let ceiling: Int32
  }

  private func valueRanges() throws(PlanFault) -> [ValueRange] {
    var ranges: [ValueRange] = []
    for (item, scale) in zip(items, scales) {
      ranges.append(item.kind == .computed ? try tableRange(item) : try scaleRange(item, scale))
    }
    return ranges
  }

  private func scaleRange(_ item: RubricItem, _ scale: MarkScale) throws(PlanFault) -> ValueRange {
    guard scale.step > .zero, scale.maximum >= scale.minimum else { throw .unsoundScale(item.id, scale) }
    let places = max(scale.minimum.places, scale.step.places, scale.maximum.places)
    let span = units(scale.maximum, places) - units(scale.minimum, places)
    let step = units(scale.step, places)
    guard span % step == 0 else { throw .unsoundScale(item.id, scale) }
    guard let ceiling = Int32(exactly: span / step) else { throw .tooLarge(.scale, mostSheets: mostSheets) }
    let most = max(units(scale.maximum, places).magnitude, units(scale.minimum, places).magnitude)
    return ValueRange(places: places, most: Int128(most), ceiling: ceiling)
  }

  private func tableRange(_ item: RubricItem) throws(PlanFault) -> ValueRange {
    guard !item.table.isEmpty else { throw .emptyTable(item.id) }
    let places = item.table.map(\.value.places).max() ?? 0
    let most = item.table.map { units($0.value, places).magnitude }.max() ?? 0
    return ValueRange(places: places, most: Int128(most), ceiling: 0)
  }

  // MARK: Items and products

  /// In lowest terms.
  private func multiplier(_ position: Int) -> Fraction {
    multipliers?[position] ?? items[position].multiplier.fraction
  }

  private func sign(_ position: Int) -> Int128 { items[position].deduct ? -1 : 1 }

  /// The unit that an item's value stands in when it is multiplied.
  private func valueUnit(_ position: Int, _ range: ValueRange) -> Int128 {
    if items[position].kind == .judged, let rounding = rounding(.item) { return power(rounding.places) }
    return power(range.places)
  }

  private func productDenominator(_ position: Int, _ range: ValueRange) throws(PlanFault) -> Int128 {
    if let rounding = rounding(.product) { return power(rounding.places) }
    return try checked(.product, valueUnit(position, range), multiplier(position).denominator)
  }

  private func product(
    _ position: Int, valueUnit: Int128, over denominator: Int128
  ) throws(PlanFault) -> Product {
    let multiplier = multiplier(position)
    let divisor = try checked(.product, valueUnit, multiplier.denominator)
    if let rounding = rounding(.product) {
      let ratio = Fraction(try checked(.product, multiplier.numerator, power(rounding.places)), divisor)
      return Product(multiplier: ratio.numerator, divisor: ratio.denominator, sign: sign(position))
    }
    let scaled = try checked(.product, multiplier.numerator, denominator / divisor)
    return Product(multiplier: scaled, divisor: 1, sign: sign(position))
  }

  private func judgedColumn(
    _ position: Int, _ range: ValueRange, sheet: SheetUnits.Column, over denominator: Int128
  ) throws(PlanFault) -> JudgedColumn {
    let product =
      aggregation.basis == .item
      ? try product(position, valueUnit: valueUnit(position, range), over: denominator)
      : Product(multiplier: 0, divisor: 1, sign: sign(position))
    return JudgedColumn(
      position: position, ceiling: range.ceiling, minimum: units(scales[position].minimum, range.places),
      step: units(scales[position].step, range.places), unit: power(range.places), product: product,
      sheetMinimum: sheet.minimum, sheetStep: sheet.step, share: sheet.share)
  }

  // MARK: Sheets

  /// The judged items' parts of a sheet total over one denominator.
  private struct SheetUnits {
    struct Column {
      let minimum: Int64
      let step: Int64
      let share: Int64
      /// The largest magnitude that the item can bring.
      let most: Int128
    }
    let columns: [Column]
    let unit: Int64
  }

  private func sheetUnits(_ judged: [Int], _ ranges: [ValueRange]) throws(PlanFault) -> SheetUnits {
    var unit: Int128 = 1
    for position in judged {
      unit = try multiple(
        unit, checked(.sheet, power(ranges[position].places), multiplier(position).denominator), .sheet)
    }
    var terms: [(minimum: Int128, step: Int128, most: Int128, top: Int128)] = []
    var common = unit
    for position in judged {
      let multiplier = multiplier(position)
      let scale = scales[position]
      let places = ranges[position].places
      let factor = try checked(
        .sheet, sign(position), multiplier.numerator, unit / (power(places) * multiplier.denominator))
      let minimum = try checked(.sheet, units(scale.minimum, places), factor)
      let step = try checked(.sheet, units(scale.step, places), factor)
      let top = try checked(.sheet, units(scale.maximum, places), factor)
      let most = try checked(.sheet, ranges[position].most, factor < 0 ? -factor : factor)
      common = divisor(common, divisor(minimum, step))
      terms.append((minimum, step, most, top))
    }
    let shares = try shares(of: terms.map(\.top), judged)
    var columns: [SheetUnits.Column] = []
    for (term, share) in zip(terms, shares) {
      columns.append(
        SheetUnits.Column(
          minimum: try narrow(term.minimum / common, .sheet), step: try narrow(term.step / common, .sheet),
          share: share, most: term.most / common))
    }
    return SheetUnits(columns: columns, unit: try narrow(unit / common, .sheet))
  }

  /// Attainable points, divided by what they have in common.
  private func shares(of tops: [Int128], _ judged: [Int]) throws(PlanFault) -> [Int64] {
    guard renormalises else { return tops.map { _ in 0 } }
    var common: Int128 = 0
    for (top, position) in zip(tops, judged) where !items[position].deduct {
      guard top > 0 else { throw .bringsNoPoints(items[position].id) }
      common = divisor(common, top)
    }
    var shares: [Int64] = []
    for (top, position) in zip(tops, judged) {
      shares.append(items[position].deduct ? 0 : try narrow(top / common, .sheet))
    }
    return shares
  }

  private var renormalises: Bool { aggregation.basis == .total && aggregation.incomplete == .renormalise }

  private func sheetTotals(_ units: SheetUnits, _ judged: [Int]) throws(PlanFault) -> SheetRule {
    let rounding = rounding(.sheet)
    var shares: Int64 = 0
    var constant: Int64 = 0
    var most: Int128 = 0
    for column in units.columns {
      shares += column.share
      constant += column.minimum
      most += column.most
    }
    let multiple = renormalises && rounding == nil ? try multipleOfShareSums(units.columns.map(\.share)) : 1
    // An incomplete sheet is scaled up by at most all shares over one; a rounding adds less than one.
    let largest = try checked(.sheet, most + 1, Int128(max(1, shares)))
    let joined: Int128
    if let rounding {
      joined = power(rounding.places)
    } else {
      joined = try checked(.sheet, Int128(units.unit), Int128(multiple))
    }
    let finer = rounding == nil ? Int128(multiple) : joined
    let held = try checked(.sheet, largest + 1, finer, Int128(mostSheets))
    _ = try checked(.sheet, largest, Int128(max(1, shares)), Int128(units.unit), joined)
    guard held < Int128(1) << 62 else { throw .tooLarge(.sheet, mostSheets: mostSheets) }
    return SheetRule(
      constant: constant, unit: units.unit, rounding: rounding, renormalises: renormalises, shares: shares,
      multiple: multiple, joined: joined, factor: 1)
  }

  /// The least common multiple of all sums of some of the shares.
  private func multipleOfShareSums(_ shares: [Int64]) throws(PlanFault) -> Int64 {
    var sums: Set<Int64> = [0]
    for share in shares where share > 0 {
      sums.formUnion(sums.map { $0 + share })
      guard sums.count <= 100_000 else { throw .tooLarge(.sheet, mostSheets: mostSheets) }
    }
    var multiple: Int128 = 1
    for sum in sums where sum > 0 { multiple = try self.multiple(multiple, Int128(sum), .sheet) }
    return try narrow(multiple, .sheet)
  }

  // MARK: Tests

  private func tests(_ judged: [JudgedColumn], _ values: [ValueColumn]) throws(PlanFault) -> [ScoreTest] {
    func subject(_ item: ItemID?) throws(PlanFault) -> ScoreTest.Subject {
      guard let item else { return .total }
      if let column = judged.firstIndex(where: { items[$0.position].id == item }) { return .judged(column) }
      if let column = values.firstIndex(where: { items[$0.position].id == item }) { return .value(column) }
      throw .unknownItem(item)
    }
    var tests: [ScoreTest] = []
    for minimum in aggregation.minimums {
      tests.append(
        ScoreTest(
          subject: try subject(minimum.item), bound: .minimum(minimum.atLeast),
          bar: .minimum(minimum.item, atLeast: minimum.atLeast)))
    }
    for veto in aggregation.vetoes {
      let subject = try subject(veto.item)
      if case .value = subject, let item = veto.item { throw .notJudged(item) }
      tests.append(
        ScoreTest(
          subject: subject, bound: .veto(veto.experts, below: veto.below),
          bar: .veto(veto.item, experts: veto.experts, below: veto.below)))
    }
    guard tests.count <= 64 else { throw .tooManyTests(tests.count) }
    return tests
  }

  // MARK: Places and bounds

  private func scorePlaces(denominator: Int128) -> (Int, exact: Bool) {
    if let rounding = rounding(.total) { return (rounding.places, true) }
    if let rounding = rounding(.product) { return (rounding.places, true) }
    let countsRemain =
      aggregation.basis == .total
      ? items.contains { $0.kind == .judged }
      : rounding(.item) == nil && items.contains { $0.kind == .judged }
    let places = (0...ExactDecimal.mostPlaces).first { power($0) % denominator == 0 }
    if !countsRemain, let places { return (places, true) }
    return (ScoringPlan.readingPlaces, false)
  }

  /// Follows the largest values through every step and refuses a plan that could pass 2^120, or scores past 18 digits.
  private func proveBounds(
    _ judged: [JudgedColumn], _ values: [ValueColumn], sheet: SheetRule, denominator: Int128, ranges: [ValueRange]
  ) throws(PlanFault) {
    let panel = Int128(mostSheets)
    let rounded = rounding(.item) != nil || rounding(.product) != nil
    let counts =
      aggregation.basis == .total ? panel : rounded ? 1 : try mostCommonMultiple(ofCounts: judged.count)
    guard counts < Int128(1) << 62 else { throw .tooLarge(.total, mostSheets: mostSheets) }
    var sum: Int128 = 0
    for column in judged {
      // The weighted marks of an item whose equal sheets are dropped in part stand over counts up to panel³.
      _ = try narrow(checked(.item, Int128(column.ceiling) + 1, panel, panel, panel), .item)
      let most = ranges[column.position].most
      sum += try productBound(column.product, value: most, unit: column.unit, counts: counts, .item)
    }
    if aggregation.basis == .total {
      sum = try checked(.total, Int128(1) << 62, denominator / sheet.joined)
    }
    for column in values {
      let most = ranges[column.position].most
      let bound = try productBound(column.product, value: most, unit: column.unit, counts: 1, .product)
      sum += try checked(.total, bound, counts)
    }
    let whole = try checked(.total, denominator, counts)
    let places = power(rounding(.total)?.places ?? ExactDecimal.mostPlaces)
    _ = try checked(.total, sum, places)
    _ = try checked(.total, whole, places)
    let printed = aggregation.rounding.map(\.places).reduce(scorePlaces(denominator: denominator).0, max)
    let scaledUp = Int128(max(1, sheet.shares))
    let digits = try checked(.total, try largestScore(ranges) + 1, scaledUp, power(printed))
    guard digits < power(18) else { throw .tooLarge(.total, mostSheets: mostSheets) }
  }

  /// The largest magnitude of an item's product times the counts that it is brought over.
  private func productBound(
    _ product: Product, value: Int128, unit: Int128, counts: Int128, _ step: PlanFault.Step
  ) throws(PlanFault) -> Int128 {
    let panel = Int128(mostSheets)
    var value = try checked(step, value, panel)
    var perCount = counts
    if let rounding = rounding(.item) {
      _ = try checked(step, unit, panel)
      value = try checked(step, value, power(rounding.places)) + 1
      perCount = 1
    }
    let multiplier = product.multiplier < 0 ? -product.multiplier : product.multiplier
    _ = try checked(step, product.divisor, panel)
    return try checked(step, value, max(1, multiplier), perCount) + 1
  }

  /// The whole part of the largest score that the items could bring.
  private func largestScore(_ ranges: [ValueRange]) throws(PlanFault) -> Int128 {
    var most: Int128 = 0
    for (position, range) in ranges.enumerated() {
      let multiplier = multiplier(position)
      let magnitude = Int128(multiplier.numerator.magnitude)
      most += try checked(.total, range.most, magnitude) / (power(range.places) * multiplier.denominator) + 1
    }
    return most
  }

  /// No least common multiple of `items` counts of `1…mostSheets` is larger.
  private func mostCommonMultiple(ofCounts items: Int) throws(PlanFault) -> Int128 {
    let limit = Int128(1) << 100
    var ofAll: Int128 = 1
    for count in 1...mostSheets where ofAll < limit { ofAll = ofAll / divisor(ofAll, Int128(count)) * Int128(count) }
    var ofSome: Int128 = 1
    for _ in 0..<items where ofSome < limit { ofSome *= Int128(mostSheets) }
    return min(ofAll, ofSome)
  }

  // MARK: Checked arithmetic

  private func checked(_ step: PlanFault.Step, _ factors: Int128...) throws(PlanFault) -> Int128 {
    var product: Int128 = 1
    for factor in factors {
      let (partial, overflow) = product.multipliedReportingOverflow(by: factor)
      guard !overflow, partial.magnitude < UInt128(1) << 120 else { throw .tooLarge(step, mostSheets: mostSheets) }
      product = partial
    }
    return product
  }

  private func multiple(_ a: Int128, _ b: Int128, _ step: PlanFault.Step) throws(PlanFault) -> Int128 {
    try checked(step, a / divisor(a, b), b)
  }

  private func narrow(_ value: Int128, _ step: PlanFault.Step) throws(PlanFault) -> Int64 {
    guard value.magnitude < UInt128(1) << 62 else { throw .tooLarge(step, mostSheets: mostSheets) }
    return Int64(value)
  }

  private func units(_ value: ExactDecimal, _ places: Int) -> Int128 {
    Int128(value.units) * power(places - value.places)
  }

  private func power(_ places: Int) -> Int128 { Int128(powerOfTen(places)) }

  private func divisor(_ first: Int128, _ second: Int128) -> Int128 {
    Int128(greatestCommonDivisor(first.magnitude, second.magnitude))
  }
}
