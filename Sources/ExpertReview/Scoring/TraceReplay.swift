extension ScoringPlan {
  /// The same steps as `aggregate` for the candidate at a position of the matrix, each one told.
  ///
  /// Its `standing` equals the kernel's. Precondition: the matrix was made for this plan.
  public func trace(candidate: Int, in matrix: MarkMatrix) -> ScoreTrace {
    let replay = TraceReplay(plan: self, matrix: matrix, candidate: candidate)
    return aggregation.basis == .item ? replay.joiningItems() : replay.joiningTotals()
  }
}

/// One candidate's sheets with their marks as decimals, and the rule in the scheme's words.
private struct TraceReplay {
  typealias Fate = ScoreTrace.Fate
  typealias Trimmed = PanelTrim.Trimmed

  struct Sheet {
    let expert: Int32
    let recused: Bool
    /// One entry for each judged item.
    let marks: [ExactDecimal?]
  }

  /// An entry that could be dropped: where it stands and what it is worth.
  struct Entry {
    let sheet: Int
    let value: Fraction
  }

  let plan: ScoringPlan
  let rule: Aggregation
  let sheets: [Sheet]
  /// Given and computed values by the item's position.
  let values: [Int: Fraction]
  let judged: [Int]

  init(plan: ScoringPlan, matrix: MarkMatrix, candidate: Int) {
    self.plan = plan
    rule = plan.aggregation
    judged = plan.items.indices.filter { plan.items[$0].kind == .judged }
    let scales = judged.map { plan.scales[$0] }
    sheets = matrix.sheets(of: candidate).map { row in
      let cells = Array(matrix.row(row))
      return Sheet(
        expert: matrix.experts[row], recused: cells.first == MarkMatrix.recused,
        marks: zip(cells, scales).map { $0 >= 0 ? $1.mark(at: $0) : nil })
    }
    var values: [Int: Fraction] = [:]
    let valuesAt = plan.items.indices.filter { plan.items[$0].kind != .judged }
    for (column, position) in valuesAt.enumerated() { values[position] = matrix.value(column, of: candidate) }
    self.values = values
  }

  // MARK: Shared steps

  private func multiplier(_ position: Int) -> Fraction {
    switch plan.items[position].multiplier {
    case .weight(let weight): weight.fraction / Fraction(100, 1)
    case .factor(let factor): factor.fraction
    }
  }

  private func rounded(_ value: Fraction?, after point: Aggregation.RoundingPoint) -> ExactDecimal? {
    guard let value, let rule = rule.rounding.first(where: { $0.after == point }) else { return nil }
    return value.rounded(places: rule.places, rule.mode)
  }

  private func mean(_ values: [Fraction]) -> Fraction? {
    values.isEmpty ? nil : values.reduce(.zero, +) / Fraction(Int128(values.count))
  }

  /// What the rule leaves of a panel's entries.
  private func trim(_ entries: [Entry]) -> Trimmed {
    PanelTrim(entries.map(\.value), outliers: rule.outliers).trimmed
  }

  private func mean(_ entries: [Entry], shares: [Fraction]) -> Fraction? {
    let weight = shares.reduce(.zero, +)
    guard weight > .zero else { return nil }
    return zip(entries, shares).reduce(Fraction.zero) { $0 + $1.0.value * $1.1 } / weight
  }

  /// A given or computed item.
  private func valueItem(_ position: Int) -> ScoreTrace.Item {
    let item = plan.items[position]
    let value = values[position]
    let product = value.map { $0 * multiplier(position) }
    return ScoreTrace.Item(
      id: item.id, kind: item.kind, deduct: item.deduct, multiplier: item.multiplier, marks: [], trimming: nil,
      value: value, rounded: nil, product: product, roundedProduct: rounded(product, after: .product))
  }

  private func signed(_ value: Fraction, _ position: Int) -> Fraction {
    plan.items[position].deduct ? .zero - value : value
  }

  private func exactTotal(_ sheet: Sheet) -> Fraction? {
    var total = Fraction.zero
    for (position, mark) in zip(judged, sheet.marks) {
      guard let mark else { return nil }
      total += signed(mark.fraction * multiplier(position), position)
    }
    return total
  }

  // MARK: Items joined

  func joiningItems() -> ScoreTrace {
    var items: [ScoreTrace.Item] = []
    var found: [Int] = []
    for (position, item) in plan.items.enumerated() {
      guard let column = judged.firstIndex(of: position) else {
        items.append(valueItem(position))
        continue
      }
      let traced = judgedItem(item, position, column)
      items.append(traced.item)
      found.append(traced.present)
    }
    let totals = sheets.compactMap { exactTotal($0) }
    let judgedSum = sum(items) { $0.kind == .judged }
    return finish(
      items: items, sheets: [], trimming: nil, panelMean: nil, judgedSum: judgedSum, found: found.min() ?? 0,
      used: sheets.count { $0.marks.contains { $0 != nil } }, untrimmed: mean(totals), totals: totals)
  }

  private func judgedItem(
    _ item: RubricItem, _ position: Int, _ column: Int
  ) -> (item: ScoreTrace.Item, present: Int) {
    let entries = sheets.indices.compactMap { sheet in
      sheets[sheet].marks[column].map { Entry(sheet: sheet, value: $0.fraction) }
    }
    let trimmed = trim(entries)
    let value = mean(entries, shares: trimmed.shares)
    let rounded = rounded(value, after: .item)
    let product = (rounded?.fraction ?? value).map { $0 * multiplier(position) }
    let traced = ScoreTrace.Item(
      id: item.id, kind: .judged, deduct: item.deduct, multiplier: item.multiplier,
      marks: marks(column, entries, trimmed.fates), trimming: trimmed.trimming, value: value, rounded: rounded,
      product: product,
      roundedProduct: self.rounded(product, after: .product))
    return (traced, entries.count)
  }

  /// All sheets' marks on an item; `fates` tells of those in `entries`.
  private func marks(_ column: Int, _ entries: [Entry], _ fates: [Fate]) -> [ScoreTrace.Mark] {
    var fateOf: [Int: Fate] = [:]
    for (entry, fate) in zip(entries, fates) { fateOf[entry.sheet] = fate }
    return sheets.enumerated().map { index, sheet in
      let value = sheet.marks[column]
      let fate: Fate = sheet.recused ? .recused : value == nil ? .missing : fateOf[index] ?? .sheetIncomplete
      return ScoreTrace.Mark(expert: sheet.expert, value: value, fate: fate)
    }
  }

  /// The sum of products; nil where one is absent.
  private func sum(_ items: [ScoreTrace.Item], where isAsked: (ScoreTrace.Item) -> Bool) -> Fraction? {
    var sum = Fraction.zero
    for (position, item) in items.enumerated() where isAsked(item) {
      guard let product = item.roundedProduct?.fraction ?? item.product else { return nil }
      sum += signed(product, position)
    }
    return sum
  }

  // MARK: Totals joined

  func joiningTotals() -> ScoreTrace {
    let exact = sheets.map { total(of: $0) }
    let held = exact.map { rounded($0?.value, after: .sheet)?.fraction ?? $0?.value }
    let entries = sheets.indices.compactMap { sheet in held[sheet].map { Entry(sheet: sheet, value: $0) } }
    let trimmed = trim(entries)
    var fateOf: [Int: Fate] = [:]
    var shareOf: [Int: Fraction] = [:]
    for (index, entry) in entries.enumerated() {
      fateOf[entry.sheet] = trimmed.fates[index]
      shareOf[entry.sheet] = trimmed.shares[index]
    }
    let traced = sheets.enumerated().map { index, sheet in
      ScoreTrace.Sheet(
        expert: sheet.expert, exact: exact[index]?.value, rounded: rounded(exact[index]?.value, after: .sheet),
        scaledUp: exact[index]?.scaledUp ?? false,
        fate: fateOf[index] ?? (sheet.recused ? .recused : .sheetIncomplete), share: shareOf[index] ?? .zero)
    }
    let items = plan.items.indices.map { position in
      judged.firstIndex(of: position).map { totalItem(position, $0, entries, trimmed) } ?? valueItem(position)
    }
    let panelMean = mean(entries, shares: trimmed.shares)
    return finish(
      items: items, sheets: traced, trimming: trimmed.trimming, panelMean: panelMean,
      judgedSum: judged.isEmpty ? .zero : panelMean, found: judged.isEmpty ? 0 : entries.count,
      used: entries.count, untrimmed: mean(entries.map(\.value)), totals: exact.compactMap { $0?.value })
  }

  /// A sheet's total; nil where it does not count.
  private func total(of sheet: Sheet) -> (value: Fraction, scaledUp: Bool)? {
    guard !sheet.recused else { return nil }
    if let total = exactTotal(sheet) { return (total, false) }
    guard rule.incomplete == .renormalise else { return nil }
    var (added, deducted, reachable, reached) = (Fraction.zero, Fraction.zero, Fraction.zero, Fraction.zero)
    for (position, mark) in zip(judged, sheet.marks) {
      if plan.items[position].deduct {
        guard let mark else { return nil }
        deducted += mark.fraction * multiplier(position)
        continue
      }
      let attainable = plan.scales[position].maximum.fraction * multiplier(position)
      reachable += attainable
      guard let mark else { continue }
      reached += attainable
      added += mark.fraction * multiplier(position)
    }
    guard reached > .zero else { return nil }
    return (added * reachable / reached - deducted, true)
  }

  private func totalItem(
    _ position: Int, _ column: Int, _ entries: [Entry], _ trimmed: Trimmed
  ) -> ScoreTrace.Item {
    let item = plan.items[position]
    var present: [Entry] = []
    var presentShares: [Fraction] = []
    for (entry, share) in zip(entries, trimmed.shares) {
      guard let mark = sheets[entry.sheet].marks[column] else { continue }
      present.append(Entry(sheet: entry.sheet, value: mark.fraction))
      presentShares.append(share)
    }
    return ScoreTrace.Item(
      id: item.id, kind: .judged, deduct: item.deduct, multiplier: item.multiplier,
      marks: marks(column, entries, trimmed.fates), trimming: nil, value: mean(present, shares: presentShares),
      rounded: nil,
      product: nil, roundedProduct: nil)
  }

  // MARK: The end

  private func finish(
    items: [ScoreTrace.Item], sheets: [ScoreTrace.Sheet], trimming: ScoreTrace.Trimming?, panelMean: Fraction?,
    judgedSum: Fraction?, found: Int, used: Int, untrimmed: Fraction?, totals: [Fraction]
  ) -> ScoreTrace {
    let status = status(found: found, items: items)
    let isScored = status == .scored
    let valueSum = sum(items) { $0.kind != .judged }
    var total: Fraction?
    if isScored, let judgedSum, let valueSum { total = judgedSum + valueSum }
    let standing = Standing(
      status: status,
      score: total.map { exact in
        let official = rounded(exact, after: .total)?.fraction ?? exact
        return Score(exact: official, places: plan.scorePlaces, isDecimal: plan.scoresAreDecimal)
      },
      judgedTotal: isScored ? rounded(judgedSum, after: .total)?.fraction ?? judgedSum : nil,
      untrimmedMean: isScored ? untrimmed : nil,
      items: items.map {
        Standing.Item(id: $0.id, exact: isScored ? $0.value : nil, rounded: isScored ? $0.rounded : nil)
      }, sheetsUsed: used, barredBy: bars(status, items: items, total: total, totals: totals))
    return ScoreTrace(
      items: items, sheets: sheets, trimming: trimming, panelMean: panelMean, sum: total, standing: standing)
  }

  private func status(found: Int, items: [ScoreTrace.Item]) -> Standing.Status {
    let needed = plan.sheetsNeeded
    if found < needed {
      let isMarked = sheets.contains { $0.marks.contains { $0 != nil } }
      return isMarked ? .tooFewSheets(found: found, needed: needed) : .unmarked
    }
    if let absent = items.first(where: { $0.kind != .judged && $0.value == nil }) { return .lacksValue(absent.id) }
    return .scored
  }

  private func bars(
    _ status: Standing.Status, items: [ScoreTrace.Item], total: Fraction?, totals: [Fraction]
  ) -> [Bar] {
    switch status {
    case .unmarked: return [.unmarked]
    case .tooFewSheets(let found, let needed): return [.tooFewSheets(found: found, needed: needed)]
    case .lacksValue(let item): return [.lacksValue(item)]
    case .scored: break
    }
    let minimums = rule.minimums.filter { minimum in
      let value = minimum.item == nil ? total : items.first { $0.id == minimum.item }?.value
      return value.map { $0 < minimum.atLeast.fraction } ?? false
    }
    let vetoes = rule.vetoes.filter { veto in
      let marks =
        veto.item == nil
        ? totals : items.first { $0.id == veto.item }?.marks.compactMap { $0.value?.fraction } ?? []
      let below = marks.count { $0 < veto.below.fraction }
      switch veto.experts {
      case .atLeast(let number): return below >= number
      case .majority: return 2 * below > marks.count
      }
    }
    return minimums.map { .minimum($0.item, atLeast: $0.atLeast) }
      + vetoes.map { .veto($0.item, experts: $0.experts, below: $0.below) }
  }
}
