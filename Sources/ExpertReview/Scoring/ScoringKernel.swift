// The one scoring kernel: a plan run over a matrix. See `ScoringPlan` for the method and the bounds on overflow, which
// are what allows the unchecked `&+` and `&*` below.

extension ScoringPlan {
  /// Forms every candidate's standing.
  ///
  /// `keepingItems: false` leaves out the items' panel values, which tie-breaks by item need and simulations do not.
  /// Precondition: the matrix was made for this plan, or one with the same items. Complexity: linear in the marks, with
  /// no allocation for a candidate.
  public func aggregate(_ matrix: MarkMatrix, keepingItems: Bool = true) -> Standings {
    precondition(
      matrix.ceilings == judged.map(\.ceiling) && matrix.valueUnits == values.map(\.unit)
        && matrix.mostSheets <= mostSheets, "the matrix was made for another plan")
    var standings = Standings(plan: self, matrix: matrix, keepingItems: keepingItems)
    var kernel = ScoringKernel(plan: self, keepingItems: keepingItems)
    matrix.forEachBlock { candidate, block in
      kernel.join(block, candidate: candidate, into: &standings)
    }
    return standings
  }
}

struct ScoringKernel {
  let plan: ScoringPlan
  let keepingItems: Bool
  let sheetSteps: [Int64]
  /// By the number of marks.
  let cuts: [PanelCut]
  /// Whether no panel's marks need to be put in order.
  let needsEndsOnly: Bool
  /// A panel's values, put in order where the rule asks for it.
  var ordered: [Int64]
  /// The totals of a candidate's sheets that count, and which rows they are.
  var totals: [Int64]
  var rows: [Int32]
  /// Judged items of the candidate at hand: steps summed, over the weights that they were summed with.
  var steps: [Int64]
  var weights: [Int64]

  /// What the judged items come to, over the plan's denominator times `counts`.
  struct Judged {
    var sum: Int128 = 0
    var counts: Int64 = 1
    /// The item with the fewest marks, or the sheets that count.
    var found = 0
    var sheetsUsed = 0
    /// Sum and number of the sheets' totals, nothing dropped.
    var untrimmed: Int64 = 0
    var complete = 0
  }

  init(plan: ScoringPlan, keepingItems: Bool) {
    self.plan = plan
    self.keepingItems = keepingItems
    sheetSteps = plan.judged.map(\.sheetStep)
    cuts = plan.cuts
    needsEndsOnly = plan.cuts.allSatisfy(\.needsEndsOnly)
    ordered = [Int64](repeating: 0, count: plan.mostSheets)
    totals = [Int64](repeating: 0, count: plan.mostSheets)
    rows = [Int32](repeating: 0, count: plan.mostSheets)
    steps = [Int64](repeating: 0, count: plan.judged.count)
    weights = steps
  }

  mutating func join(_ block: SheetBlock, candidate: Int, into standings: inout Standings) {
    let judged = plan.aggregation.basis == .item ? joinItems(block) : joinTotals(block)
    standings.found[candidate] = Int32(judged.found)
    standings.sheetsUsed[candidate] = Int32(judged.sheetsUsed)
    guard judged.found >= plan.sheetsNeeded else {
      standings.states[candidate] = hasMark(block) ? .tooFewSheets : .unmarked
      return
    }
    guard let values = valueSum(of: candidate, in: standings.values) else {
      standings.states[candidate] = .lacksValue
      return
    }
    standings.states[candidate] = .scored
    let total = judged.sum + values * Int128(judged.counts)
    standings.score.setRounded(candidate, total, judged.counts, plan)
    standings.judgedTotal.setRounded(candidate, judged.sum, judged.counts, plan)
    standings.untrimmedMean.set(candidate, Int128(judged.untrimmed), over: Int64(judged.complete))
    if keepingItems { keepItems(of: candidate, in: &standings) }
    if !plan.tests.isEmpty {
      standings.failedTests[candidate] = failedTests(block, total, judged.counts, candidate, standings)
    }
  }

  private func hasMark(_ block: SheetBlock) -> Bool { block.cells.contains { $0 >= 0 } }

  private func keepItems(of candidate: Int, in standings: inout Standings) {
    let start = candidate * steps.count
    for item in steps.indices {
      standings.itemSteps[start + item] = steps[item]
      standings.itemWeights[start + item] = weights[item]
    }
  }

  /// The given and computed products, over the plan's denominator; nil where a value is absent.
  private func valueSum(of candidate: Int, in values: [Int64]) -> Int128? {
    var sum: Int128 = 0
    let start = candidate * plan.values.count
    for column in plan.values.indices {
      let value = values[start + column]
      guard value != MarkMatrix.absent else { return nil }
      sum += plan.signedProduct(of: Int128(value), over: 1, by: plan.values[column].product)
    }
    return sum
  }
}

// MARK: - Items joined

extension ScoringKernel {
  private mutating func joinItems(_ block: SheetBlock) -> Judged {
    var judged = Judged()
    guard !plan.judged.isEmpty else { return judged }
    addCompleteSheets(block, to: &judged)
    judged.found = Int.max
    for item in plan.judged.indices {
      let (sum, used, present) = trimmed(item, block)
      steps[item] = sum
      weights[item] = Int64(used)
      judged.found = min(judged.found, present)
    }
    guard judged.found >= plan.sheetsNeeded else { return judged }
    for item in plan.judged.indices { addProduct(of: item, to: &judged) }
    return judged
  }

  /// The steps of an item's marks that are left, how many they are, and how many marks there are.
  private mutating func trimmed(_ item: Int, _ block: SheetBlock) -> (sum: Int64, used: Int, present: Int) {
    guard needsEndsOnly else { return trimmedInOrder(item, block) }
    var sum: Int64 = 0
    var present = 0
    var highest: Int32 = -1
    // As an unsigned number a missing mark is above all others.
    var lowest: UInt32 = .max
    var cell = item
    for _ in 0..<block.count {
      let mark = block.cells[cell]
      cell &+= block.width
      highest = max(highest, mark)
      lowest = min(lowest, UInt32(bitPattern: mark))
      let isPresent = mark >= 0
      sum &+= isPresent ? Int64(mark) : 0
      present &+= isPresent ? 1 : 0
    }
    let (high, low) = (cuts[present].high, cuts[present].low)
    if high == 1 { sum -= Int64(highest) }
    if low == 1 { sum -= Int64(lowest) }
    return (sum, present - high - low, present)
  }

  private mutating func trimmedInOrder(_ item: Int, _ block: SheetBlock) -> (sum: Int64, used: Int, present: Int) {
    var sum: Int64 = 0
    var present = 0
    let rest = ordered.withUnsafeMutableBufferPointer { values in
      var cell = item
      for _ in 0..<block.count {
        let mark = Int64(block.cells[cell])
        cell &+= block.width
        guard mark >= 0 else { continue }
        sum &+= mark
        values[present] = mark
        present &+= 1
      }
      guard present > 0 else { return PanelCut.Rest.nothing }
      values.order(present)
      return cuts[present].rest(of: values, count: present, sum: sum)
    }
    return (rest.sum, rest.count, present)
  }

  /// Adds up the sheets on which nothing is missing, for the untrimmed mean.
  private func addCompleteSheets(_ block: SheetBlock, to judged: inout Judged) {
    for sheet in 0..<block.count {
      var total = plan.sheet.constant
      var anyMissing: Int32 = 0
      var anyThere: Int32 = -1
      let start = sheet &* block.width
      for item in sheetSteps.indices {
        let mark = block.cells[start &+ item]
        anyMissing |= mark
        anyThere &= mark
        total &+= sheetSteps[item] &* Int64(mark)
      }
      if anyThere >= 0 { judged.sheetsUsed &+= 1 }
      guard anyMissing >= 0 else { continue }
      judged.untrimmed &+= total
      judged.complete &+= 1
    }
  }

  private func addProduct(of item: Int, to judged: inout Judged) {
    let column = plan.judged[item]
    var count = weights[item]
    var value = column.minimum * Int128(count) + column.step * Int128(steps[item])
    if let rounding = plan.itemRounding {
      let scaled = value * Int128(powerOfTen(rounding.places))
      value = roundedQuotient(scaled, column.unit * Int128(count), rounding.mode)
      count = 1
    }
    let product = plan.signedProduct(of: value, over: count, by: column.product)
    if plan.productRounding != nil { count = 1 }
    if count == judged.counts {
      judged.sum += product
    } else {
      let divisor = Int64(greatestCommonDivisor(UInt128(count), UInt128(judged.counts)))
      judged.sum = judged.sum * Int128(count / divisor) + product * Int128(judged.counts / divisor)
      judged.counts = judged.counts / divisor * count
    }
  }
}

// MARK: - Totals joined

extension ScoringKernel {
  private mutating func joinTotals(_ block: SheetBlock) -> Judged {
    var judged = Judged()
    guard !plan.judged.isEmpty else { return judged }
    judged.found = takeTotals(block)
    judged.sheetsUsed = judged.found
    judged.complete = judged.found
    for index in 0..<judged.found { judged.untrimmed &+= totals[index] }
    guard judged.found >= plan.sheetsNeeded, judged.found > 0 else { return judged }
    let rest = restOfTotals(judged.found, sum: judged.untrimmed)
    judged.counts = Int64(rest.count)
    judged.sum = Int128(rest.sum) * plan.sheet.factor
    if keepingItems || !plan.tests.isEmpty { weighItems(block, judged.found, rest) }
    return judged
  }

  private mutating func restOfTotals(_ count: Int, sum: Int64) -> PanelCut.Rest {
    let cut = cuts[count]
    guard cut.needsEndsOnly else {
      for index in 0..<count { ordered[index] = totals[index] }
      return ordered.withUnsafeMutableBufferPointer { values in
        values.order(count)
        return cut.rest(of: values, count: count, sum: sum)
      }
    }
    var (highest, lowest) = (totals[0], totals[0])
    for index in 1..<count {
      highest = max(highest, totals[index])
      lowest = min(lowest, totals[index])
    }
    var rest = PanelCut.Rest(sum: sum, count: count - cut.high - cut.low, lowEdge: lowest, highEdge: highest)
    if cut.high == 1 { rest.sum -= highest }
    if cut.low == 1 { rest.sum -= lowest }
    return rest
  }

  /// Writes the totals of the sheets that count and returns how many they are.
  private mutating func takeTotals(_ block: SheetBlock) -> Int {
    var count = 0
    for sheet in 0..<block.count {
      var total = plan.sheet.constant
      var anyMissing: Int32 = 0
      let start = sheet &* block.width
      for item in sheetSteps.indices {
        let mark = block.cells[start &+ item]
        anyMissing |= mark
        total &+= sheetSteps[item] &* Int64(mark)
      }
      if anyMissing >= 0 {
        totals[count] = joined(ExactRatio(Int128(total), Int128(plan.sheet.unit)))
      } else if plan.sheet.renormalises, let scaled = plan.renormalised(sheet, block) {
        totals[count] = joined(scaled)
      } else {
        continue
      }
      rows[count] = Int32(sheet)
      count += 1
    }
    return count
  }

  /// A sheet's exact total as it is joined: rounded, or in units fine enough for every one.
  private func joined(_ total: ExactRatio) -> Int64 {
    if let rounding = plan.sheet.rounding {
      let scaled = total.numerator * Int128(powerOfTen(rounding.places))
      return Int64(roundedQuotient(scaled, total.denominator, rounding.mode))
    }
    if plan.sheet.multiple == 1 { return Int64(truncatingIfNeeded: total.numerator) }
    return Int64(total.numerator * (plan.sheet.joined / total.denominator))
  }

  /// Sums each item's marks over the sheets kept, those at an edge in part: see `ScoringPlan`.
  private mutating func weighItems(_ block: SheetBlock, _ count: Int, _ rest: PanelCut.Rest) {
    for item in steps.indices { (steps[item], weights[item]) = (0, 0) }
    let shares = EdgeShares(totals, count, cuts[count], rest)
    for index in 0..<count {
      let weight = shares.weight(of: totals[index])
      guard weight > 0 else { continue }
      let start = Int(rows[index]) * block.width
      for item in steps.indices {
        let mark = block.cells[start + item]
        guard mark >= 0 else { continue }
        steps[item] &+= weight &* Int64(mark)
        weights[item] &+= weight
      }
    }
  }
}

extension ScoringPlan {
  /// The total of an incomplete sheet, its points scaled up to all items; nil where it cannot count.
  func renormalised(_ sheet: Int, _ block: SheetBlock) -> ExactRatio? {
    var (added, deducted): (Int64, Int64) = (0, 0)
    var shares: Int64 = 0
    for (item, column) in judged.enumerated() {
      let mark = block.cells[sheet * block.width + item]
      let isDeduction = column.product.sign < 0
      if mark < 0 {
        if isDeduction { return nil }
        continue
      }
      let points = column.sheetMinimum + column.sheetStep * Int64(mark)
      if isDeduction { deducted += points } else { added += points }
      shares += column.share
    }
    guard shares > 0 else { return nil }
    return ExactRatio(
      Int128(added) * Int128(self.sheet.shares) + Int128(deducted) * Int128(shares),
      Int128(self.sheet.unit) * Int128(shares))
  }

  /// The weighted sum of a sheet's marks before any rounding of the sheet; nil where it is incomplete and cannot be
  /// scaled up.
  func exactTotal(_ sheet: Int, _ block: SheetBlock) -> ExactRatio? {
    var total = self.sheet.constant
    for (item, column) in judged.enumerated() {
      let mark = block.cells[sheet * block.width + item]
      guard mark >= 0 else { return self.sheet.renormalises ? renormalised(sheet, block) : nil }
      total += column.sheetStep * Int64(mark)
    }
    return ExactRatio(Int128(total), Int128(self.sheet.unit))
  }

  /// A value's product with its sign, rounded where the scheme rounds products.
  func signedProduct(of value: Int128, over count: Int64, by product: Product) -> Int128 {
    let raw = value * product.multiplier
    guard let rounding = productRounding else { return product.sign * raw }
    return product.sign * roundedQuotient(raw, product.divisor * Int128(count), rounding.mode)
  }
}

extension ExactColumn {
  /// Sets a row to a sum over the plan's denominator times `counts`, rounded where the scheme rounds the total.
  fileprivate mutating func setRounded(_ row: Int, _ sum: Int128, _ counts: Int64, _ plan: ScoringPlan) {
    guard let rounding = plan.totalRounding else { return set(row, sum, over: counts) }
    let scaled = sum * Int128(powerOfTen(rounding.places))
    set(row, roundedQuotient(scaled, plan.denominator * Int128(counts), rounding.mode), over: 1)
  }
}

/// `dividend ÷ divisor` as a whole number under a named rounding; in one machine division where both fit.
func roundedQuotient(_ dividend: Int128, _ divisor: Int128, _ mode: RoundingMode) -> Int128 {
  if let narrowDividend = Int64(exactly: dividend), let narrowDivisor = Int64(exactly: divisor) {
    return Int128(mode.quotient(of: narrowDividend, by: narrowDivisor))
  }
  return mode.quotient(of: dividend, by: divisor)
}

// MARK: - Minimums and vetoes

extension ScoringKernel {
  private func failedTests(
    _ block: SheetBlock, _ total: Int128, _ counts: Int64, _ candidate: Int, _ standings: Standings
  ) -> UInt64 {
    var failed: UInt64 = 0
    for (position, test) in plan.tests.enumerated() {
      let fails =
        switch (test.bound, test.subject) {
        case (.minimum(let least), .total):
          ExactRatio(total, plan.denominator * Int128(counts)) < ExactRatio(least)
        case (.minimum(let least), .judged(let item)):
          plan.judged[item].value(steps: steps[item], over: weights[item]).map { $0 < ExactRatio(least) } ?? false
        case (.minimum(let least), .value(let column)):
          value(column, candidate, standings) < ExactRatio(least)
        case (.veto(let experts, let below), .judged(let item)):
          reaches(experts, marksBelow(below, item, block))
        case (.veto(let experts, let below), _):
          reaches(experts, totalsBelow(below, block))
        }
      if fails { failed |= 1 << UInt64(position) }
    }
    return failed
  }

  private func value(_ column: Int, _ candidate: Int, _ standings: Standings) -> ExactRatio {
    ExactRatio(Int128(standings.values[candidate * plan.values.count + column]), plan.values[column].unit)
  }

  private func reaches(_ experts: Aggregation.Veto.Experts, _ counted: (below: Int, all: Int)) -> Bool {
    switch experts {
    case .atLeast(let number): counted.below >= number
    case .majority: 2 * counted.below > counted.all
    }
  }

  private func marksBelow(_ bound: ExactDecimal, _ item: Int, _ block: SheetBlock) -> (below: Int, all: Int) {
    var counted = (below: 0, all: 0)
    for sheet in 0..<block.count {
      let mark = block.cells[sheet * block.width + item]
      guard mark >= 0, let value = plan.judged[item].value(steps: Int64(mark), over: 1) else { continue }
      counted.all += 1
      if value < ExactRatio(bound) { counted.below += 1 }
    }
    return counted
  }

  /// Sheets by their exact totals, before any rounding of the sheet.
  private func totalsBelow(_ bound: ExactDecimal, _ block: SheetBlock) -> (below: Int, all: Int) {
    var counted = (below: 0, all: 0)
    for sheet in 0..<block.count {
      guard let total = plan.exactTotal(sheet, block) else { continue }
      counted.all += 1
      if total < ExactRatio(bound) { counted.below += 1 }
    }
    return counted
  }
}
