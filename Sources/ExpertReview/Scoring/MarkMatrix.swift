/// The sheets of one group's candidates as step counts, for one plan.
///
/// A row is the sheet of one expert for one candidate; its cells are the judged items in the plan's order. A
/// candidate's rows stand together; `offsets` tells where each candidate's begin (compressed rows). A cell is the
/// number of steps above its scale's minimum, `missing` or `recused`; a recusal fills its whole row, because it is per
/// expert and candidate. Given and computed values stand beside, one row a candidate.
///
/// Only marks that are on their scales get in, so a kernel that runs over the matrix has nothing left to check. Size:
/// four bytes a mark, four a sheet, four a candidate and eight a value.
public struct MarkMatrix: Sendable {
  /// The step count of a mark that was not given.
  public static let missing: Int32 = MarkBatch.missing
  /// The step count in all cells of an expert who recused themself from the candidate.
  public static let recused: Int32 = -2

  let judgedItems: [ItemID]
  let ceilings: [Int32]
  let valueItems: [RubricItem]
  let valueScales: [MarkScale]
  let valueUnits: [Int128]
  let mostSheets: Int

  private(set) var offsets: [Int32] = [0]
  /// What the caller knows each sheet's expert by.
  private(set) var experts: [Int32] = []
  private(set) var cells: [Int32] = []
  /// Values in units of the plan's columns, `absent` where nobody gave one.
  private(set) var values: [Int64] = []

  static let absent = Int64.min

  /// An empty matrix for a plan.
  public init(for plan: ScoringPlan) {
    judgedItems = plan.judgedItems.map(\.id)
    ceilings = plan.judged.map(\.ceiling)
    valueItems = plan.valueItems
    valueScales = plan.values.map { plan.scales[$0.position] }
    valueUnits = plan.values.map(\.unit)
    mostSheets = plan.mostSheets
  }

  public var candidateCount: Int { offsets.count - 1 }
  public var sheetCount: Int { experts.count }
  /// Judged items: cells a row.
  public var width: Int { ceilings.count }

  public mutating func reserve(candidates: Int, sheets: Int) {
    offsets.reserveCapacity(candidates + 1)
    values.reserveCapacity(candidates * valueItems.count)
    experts.reserveCapacity(sheets)
    cells.reserveCapacity(sheets * width)
  }

  /// Begins the next candidate, whose sheets follow.
  ///
  /// `values` holds one entry for each of the plan's `valueItems`: a given item's value, or for a computed item the
  /// value of the field that it is read from; nil where there is none. Throws where a given value is off its scale.
  public mutating func appendCandidate(values given: [ExactDecimal?] = []) throws(MarkFault) {
    guard given.count == valueItems.count else {
      throw .wrongValueCount(found: given.count, expected: valueItems.count)
    }
    var units: [Int64] = []
    for (column, value) in given.enumerated() { units.append(try self.units(of: value, in: column)) }
    values.append(contentsOf: units)
    offsets.append(offsets[offsets.count - 1])
  }

  /// Adds an expert's sheet to the candidate begun last: one step count, or `missing`, for each judged item.
  /// Precondition: a candidate was begun.
  public mutating func appendSheet(expert: Int32, marks: ArraySlice<Int32>) throws(MarkFault) {
    guard marks.count == width else { throw .wrongWidth(found: marks.count, expected: width) }
    var column = 0
    for steps in marks {
      guard steps >= MarkMatrix.missing, steps <= ceilings[column] else { throw stepsFault(steps, column) }
      column += 1
    }
    try appendRow(of: expert)
    cells.append(contentsOf: marks)
  }

  /// As with a slice.
  public mutating func appendSheet(expert: Int32, marks: [Int32]) throws(MarkFault) {
    try appendSheet(expert: expert, marks: marks[...])
  }

  /// Adds the recusal of an expert from the candidate begun last. Precondition: a candidate was begun.
  public mutating func appendRecusal(expert: Int32) throws(MarkFault) {
    try appendRow(of: expert)
    for _ in 0..<width { cells.append(MarkMatrix.recused) }
  }

  private mutating func appendRow(of expert: Int32) throws(MarkFault) {
    precondition(candidateCount > 0, "a sheet needs a candidate")
    let last = offsets.count - 1
    guard Int(offsets[last] - offsets[last - 1]) < mostSheets else { throw .tooManySheets(most: mostSheets) }
    experts.append(expert)
    offsets[last] += 1
  }

  /// Adds the candidates of another matrix for the same plan behind those of this one.
  mutating func append(_ other: MarkMatrix) {
    precondition(other.ceilings == ceilings && other.valueItems.count == valueItems.count, "a matrix of another plan")
    let held = Int32(experts.count)
    offsets.append(contentsOf: other.offsets.lazy.dropFirst().map { held + $0 })
    experts.append(contentsOf: other.experts)
    cells.append(contentsOf: other.cells)
    values.append(contentsOf: other.values)
  }

  private func stepsFault(_ steps: Int32, _ column: Int) -> MarkFault {
    .stepsOffScale(judgedItems[column], steps: steps, most: ceilings[column])
  }

  private func units(of value: ExactDecimal?, in column: Int) throws(MarkFault) -> Int64 {
    guard let value else { return MarkMatrix.absent }
    let item = valueItems[column]
    var worth = value
    if item.kind == .computed {
      // The highest row that the field reaches; below every row there is no value, and none is invented.
      guard let row = item.table.filter({ $0.atLeast <= value }).max(by: { $0.atLeast < $1.atLeast }) else {
        return MarkMatrix.absent
      }
      worth = row.value
    } else if valueScales[column].steps(of: value) == nil {
      throw .offScale(item.id, value, valueScales[column])
    }
    return Int64(Int128(worth.units) * valueUnits[column] / Int128(powerOfTen(worth.places)))
  }
}

extension MarkMatrix {
  /// The same candidates and values with other rows of this matrix: left out, repeated, or in another order.
  ///
  /// `choose` appends to its last argument the numbers of the rows that a candidate is to have.
  /// Precondition: no candidate gets more rows than it may have. Complexity: linear in the cells chosen.
  func choosing(_ choose: (_ candidate: Int, _ rows: Range<Int>, _ chosen: inout [Int32]) -> Void) -> MarkMatrix {
    var other = self
    other.experts.removeAll(keepingCapacity: true)
    other.cells.removeAll(keepingCapacity: true)
    var chosen: [Int32] = []
    for candidate in 0..<candidateCount {
      chosen.removeAll(keepingCapacity: true)
      choose(candidate, sheets(of: candidate), &chosen)
      precondition(chosen.count <= mostSheets, "more rows than a candidate may have")
      for row in chosen {
        other.experts.append(experts[Int(row)])
        other.cells.append(contentsOf: self.row(Int(row)))
      }
      other.offsets[candidate + 1] = Int32(other.experts.count)
    }
    return other
  }
}

/// One candidate's rows of a matrix: a view that lives no longer than the kernel's run over it.
struct SheetBlock {
  /// Row after row, `width` cells each.
  let cells: UnsafeBufferPointer<Int32>
  let width: Int
  let count: Int
}

extension MarkMatrix {
  /// The rows of a candidate in the order in which they were added.
  func sheets(of candidate: Int) -> Range<Int> { Int(offsets[candidate])..<Int(offsets[candidate + 1]) }

  /// The cells of a row.
  func row(_ sheet: Int) -> ArraySlice<Int32> { cells[sheet * width..<(sheet + 1) * width] }

  /// The value of a given or computed item, as a fraction.
  func value(_ column: Int, of candidate: Int) -> Fraction? {
    let units = values[candidate * valueItems.count + column]
    return units == MarkMatrix.absent ? nil : Fraction(Int128(units), valueUnits[column])
  }

  /// Hands each candidate's block to `body`, in order.
  func forEachBlock(_ body: (Int, SheetBlock) -> Void) {
    cells.withUnsafeBufferPointer { all in
      for candidate in 0..<candidateCount {
        let rows = sheets(of: candidate)
        precondition(rows.upperBound * width <= all.count, "rows beyond the matrix")
        let cells = UnsafeBufferPointer(rebasing: all[rows.lowerBound * width..<rows.upperBound * width])
        body(candidate, SheetBlock(cells: cells, width: width, count: rows.count))
      }
    }
  }
}
