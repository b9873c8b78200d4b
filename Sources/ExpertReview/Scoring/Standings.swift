/// What one group's marks come to: a standing for each candidate, held in columns.
///
/// Only `ScoringPlan.aggregate` makes standings. Candidates are known by their positions in the matrix.
public struct Standings: Sendable {
  public let plan: ScoringPlan
  public var count: Int { states.count }
  var states: [State]
  /// Marks of the item with the fewest, or sheets that count.
  var found: [Int32]
  /// Sheets that a mark of which counted.
  var sheetsUsed: [Int32]
  /// One bit for each of the plan's tests that the candidate fails.
  var failedTests: [UInt64]
  var score: ExactColumn
  var judgedTotal: ExactColumn
  var untrimmedMean: ExactColumn
  /// Only where items are kept.
  var markMean: ExactColumn
  /// A row a candidate: each judged item's steps, summed with their weights, over the sum of the weights.
  var itemSteps: [Int64]
  var itemWeights: [Int64]
  /// The matrix's given and computed values.
  private(set) var values: [Int64]
  /// Whether the items' panel values are there.
  public let keepsItems: Bool

  enum State: UInt8, Sendable { case unmarked, tooFewSheets, lacksValue, scored }

  init(plan: ScoringPlan, matrix: MarkMatrix, keepingItems: Bool) {
    self.plan = plan
    keepsItems = keepingItems
    let count = matrix.candidateCount
    values = matrix.values
    states = [State](repeating: .unmarked, count: count)
    found = [Int32](repeating: 0, count: count)
    sheetsUsed = found
    failedTests = [UInt64](repeating: 0, count: count)
    score = ExactColumn(
      count: count, over: plan.totalRounding.map { Int128(powerOfTen($0.places)) } ?? plan.denominator)
    judgedTotal = score
    untrimmedMean = ExactColumn(count: count, over: plan.sheet.joined)
    markMean = ExactColumn(count: keepingItems ? count : 0, over: plan.markUnit)
    itemSteps = [Int64](repeating: 0, count: keepingItems ? count * plan.judged.count : 0)
    itemWeights = itemSteps
  }

  mutating func reserve(_ count: Int) {
    states.reserveCapacity(count)
    found.reserveCapacity(count)
    sheetsUsed.reserveCapacity(count)
    failedTests.reserveCapacity(count)
    score.reserve(count)
    judgedTotal.reserve(count)
    untrimmedMean.reserve(count)
    if keepsItems { markMean.reserve(count) }
    itemSteps.reserveCapacity(keepsItems ? count * plan.judged.count : 0)
    itemWeights.reserveCapacity(keepsItems ? count * plan.judged.count : 0)
    values.reserveCapacity(count * plan.values.count)
  }

  /// Adds the candidates of other standings under the same plan behind those of these.
  mutating func append(_ other: Standings) {
    precondition(other.keepsItems == keepsItems && other.score.common == score.common, "standings under another plan")
    states.append(contentsOf: other.states)
    found.append(contentsOf: other.found)
    sheetsUsed.append(contentsOf: other.sheetsUsed)
    failedTests.append(contentsOf: other.failedTests)
    score.append(other.score)
    judgedTotal.append(other.judgedTotal)
    untrimmedMean.append(other.untrimmedMean)
    markMean.append(other.markMean)
    itemSteps.append(contentsOf: other.itemSteps)
    itemWeights.append(contentsOf: other.itemWeights)
    values.append(contentsOf: other.values)
  }
}

/// Fractions over one denominator that the whole column shares, times one of each row's own; 0 there means no value.
struct ExactColumn: Sendable {
  let common: Int128
  private(set) var numerators: [Int128]
  private(set) var denominators: [Int64]

  init(count: Int, over common: Int128) {
    self.common = common
    numerators = [Int128](repeating: 0, count: count)
    denominators = [Int64](repeating: 0, count: count)
  }

  mutating func set(_ row: Int, _ numerator: Int128, over denominator: Int64) {
    numerators[row] = numerator
    denominators[row] = denominator
  }

  mutating func reserve(_ count: Int) {
    numerators.reserveCapacity(count)
    denominators.reserveCapacity(count)
  }

  mutating func append(_ other: ExactColumn) {
    numerators.append(contentsOf: other.numerators)
    denominators.append(contentsOf: other.denominators)
  }

  func ratio(_ row: Int) -> ExactRatio? {
    denominators[row] == 0 ? nil : ExactRatio(numerators[row], common * Int128(denominators[row]))
  }
}

/// A quotient that is compared exactly whatever its size. Precondition: the denominator is above zero.
struct ExactRatio: Comparable {
  let numerator: Int128
  let denominator: Int128

  init(_ numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  init(_ value: ExactDecimal) {
    numerator = Int128(value.units)
    denominator = Int128(powerOfTen(value.places))
  }

  var fraction: Fraction { Fraction(numerator, denominator) }

  static func == (left: ExactRatio, right: ExactRatio) -> Bool { !(left < right) && !(right < left) }

  static func < (left: ExactRatio, right: ExactRatio) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    let a = left.numerator.multipliedFullWidth(by: right.denominator)
    let b = right.numerator.multipliedFullWidth(by: left.denominator)
    return a.high != b.high ? a.high < b.high : a.low < b.low
  }
}

// MARK: - One candidate

/// What a candidate's marks come to.
public struct Standing: Sendable, Hashable {
  public enum Status: Sendable, Hashable {
    case scored
    /// Fewer sheets (or marks of an item) than the panel needs.
    case tooFewSheets(found: Int, needed: Int)
    /// No expert gave a mark.
    case unmarked
    /// A given or computed item has no value.
    case lacksValue(ItemID)
  }
  /// An item's panel value.
  public struct Item: Sendable, Hashable {
    public let id: ItemID
    /// After trimming, before rounding; nil where there is none.
    public let exact: Fraction?
    /// As rounded after the item; nil where the scheme does not round there.
    public let rounded: ExactDecimal?
  }
  public let status: Status
  public let score: Score?
  /// The judged items' part of the score, rounded as the score is.
  public let judgedTotal: Fraction?
  /// The mean of the totals of all sheets that count, nothing dropped; nil where no sheet is complete.
  public let untrimmedMean: Fraction?
  /// The mean of all marks on added items, without weights, nothing dropped; nil where there is none, and in standings
  /// made without items.
  public let markMean: Fraction?
  /// In the rubric's order; empty in standings made without items.
  public let items: [Item]
  /// Sheets of which a mark counted.
  public let sheetsUsed: Int
  /// Why the candidate has no place; empty where it has.
  public let barredBy: [Bar]
}

/// An official score.
public struct Score: Sendable, Hashable, Comparable {
  public let exact: Fraction
  /// Places after the point that it is printed with.
  public let places: Int
  /// Whether the text is the exact value. Where it is not, the scheme rounds nowhere that would make it so.
  public let isDecimal: Bool

  init(exact: Fraction, places: Int, isDecimal: Bool) {
    self.exact = exact
    self.places = places
    self.isDecimal = isDecimal
  }

  /// Decimal text with the score's places, such as `80.50`.
  public var text: String { exact.rounded(places: places, .halfUp).text(places: places) }

  public static func < (left: Score, right: Score) -> Bool { left.exact < right.exact }
}

/// Why a candidate is listed without a place.
public enum Bar: Sendable, Hashable {
  case tooFewSheets(found: Int, needed: Int)
  case unmarked
  case lacksValue(ItemID)
  /// An item's panel value, or the total for nil, is below what is required.
  case minimum(ItemID?, atLeast: ExactDecimal)
  /// So many experts marked the item, or the whole for nil, below the bound.
  case veto(ItemID?, experts: Aggregation.Veto.Experts, below: ExactDecimal)
  /// Withdrawn, disqualified or otherwise out since.
  case fellAway
  /// The chair decided that a condition which experts judge is not met.
  case notMet(RuleID)
  /// Below the line of an earlier stage, so the candidate did not enter this one.
  case notShortListed(stage: String)
  /// What kept the candidate from a place in an earlier stage.
  indirect case earlier(stage: String, Bar)

  /// A short stable text: `minimum:B`, `veto:total`, `tooFewSheets`.
  public var code: String {
    switch self {
    case .tooFewSheets: "tooFewSheets"
    case .unmarked: "unmarked"
    case .lacksValue(let item): "lacksValue:\(item)"
    case .minimum(let item, _): "minimum:\(item?.rawValue ?? "total")"
    case .veto(let item, _, _): "veto:\(item?.rawValue ?? "total")"
    case .fellAway: "fellAway"
    case .notMet(let rule): "notMet:\(rule)"
    case .notShortListed(let stage): "shortList:\(stage)"
    case .earlier(let stage, let bar): "\(stage)/\(bar.code)"
    }
  }
}

extension Standings {
  /// The standing of the candidate at a position of the matrix.
  public subscript(candidate: Int) -> Standing {
    Standing(
      status: status(of: candidate), score: score(of: candidate),
      judgedTotal: judgedTotal.ratio(candidate)?.fraction, untrimmedMean: untrimmedMean.ratio(candidate)?.fraction,
      markMean: keepsItems ? markMean.ratio(candidate)?.fraction : nil,
      items: keepsItems ? plan.items.indices.map { item(at: $0, of: candidate) } : [],
      sheetsUsed: Int(sheetsUsed[candidate]),
      barredBy: barredBy(candidate))
  }

  public func status(of candidate: Int) -> Standing.Status {
    switch states[candidate] {
    case .unmarked: .unmarked
    case .tooFewSheets: .tooFewSheets(found: Int(found[candidate]), needed: plan.sheetsNeeded)
    case .lacksValue: .lacksValue(plan.items[plan.values[firstAbsent(candidate)].position].id)
    case .scored: .scored
    }
  }

  /// The official score of the candidate at a position; nil where its status is another than scored. One that fails a
  /// minimum or bears a veto has a score all the same.
  public func score(of candidate: Int) -> Score? {
    score.ratio(candidate).map {
      Score(exact: $0.fraction, places: plan.scorePlaces, isDecimal: plan.scoresAreDecimal)
    }
  }

  /// Why the candidate can have no place: what its status says, and the minimums and vetoes that it fails.
  public func barredBy(_ candidate: Int) -> [Bar] {
    switch status(of: candidate) {
    case .unmarked: [.unmarked]
    case .tooFewSheets(let found, let needed): [.tooFewSheets(found: found, needed: needed)]
    case .lacksValue(let item): [.lacksValue(item)]
    case .scored:
      plan.tests.indices.filter { failedTests[candidate] >> UInt64($0) & 1 == 1 }.map { plan.tests[$0].bar }
    }
  }

  func isBarred(_ candidate: Int) -> Bool { states[candidate] != .scored || failedTests[candidate] != 0 }

  private func firstAbsent(_ candidate: Int) -> Int {
    let start = candidate * plan.values.count
    return plan.values.indices.first { values[start + $0] == MarkMatrix.absent } ?? 0
  }

  /// The panel value of the item at a position of the rubric. Precondition: the standings were made keeping items.
  func item(at position: Int, of candidate: Int) -> Standing.Item {
    let exact = panelValue(at: position, of: candidate)?.fraction
    var rounded: ExactDecimal?
    if plan.items[position].kind == .judged, let rule = plan.itemRounding {
      rounded = exact?.rounded(places: rule.places, rule.mode)
    }
    return Standing.Item(id: plan.items[position].id, exact: exact, rounded: rounded)
  }

  /// An item's panel value; nil where the candidate is not scored.
  func panelValue(at position: Int, of candidate: Int) -> ExactRatio? {
    guard states[candidate] == .scored else { return nil }
    if let column = plan.judged.firstIndex(where: { $0.position == position }) {
      precondition(keepsItems, "these standings were made without items")
      let cell = candidate * plan.judged.count + column
      return plan.judged[column].value(steps: itemSteps[cell], over: itemWeights[cell])
    }
    guard let column = plan.values.firstIndex(where: { $0.position == position }) else { return nil }
    return ExactRatio(Int128(values[candidate * plan.values.count + column]), plan.values[column].unit)
  }
}

extension ScoringPlan {
  /// Without a mark there is no mean, whatever the scheme's minimum.
  var sheetsNeeded: Int { judged.isEmpty ? 0 : max(1, minimumSheets) }
}

extension JudgedColumn {
  /// The mean of marks whose steps sum to `steps` over `weight`; nil where nothing counts.
  func value(steps: Int64, over weight: Int64) -> ExactRatio? {
    weight == 0 ? nil : ExactRatio(minimum * Int128(weight) + step * Int128(steps), unit * Int128(weight))
  }
}
