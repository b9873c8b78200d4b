/// The marks of many small panels of one size as planes: for each judged item and each sheet a row of step counts,
/// candidate by candidate.
///
/// Where a `MarkMatrix` holds what came in, sheet by sheet and of any number, planes hold what a simulation draws: the
/// same number of sheets for every candidate, in the order in which a vector of candidates is read at once. A sheet
/// that is not there, or that lacks a mark, has `MarkMatrix.missing` in that cell. Size: four bytes a cell.
public struct MarkPlanes: Sendable {
  public let candidates: Int
  /// Sheets a candidate, those that are not there included.
  public let sheets: Int
  let ceilings: [Int32]
  /// Candidates up to whole vectors; cells past the last candidate are missing.
  let stride: Int
  private(set) var cells: [Int32]

  /// Candidates that are read at once.
  static let lanes = 8

  /// Planes on which every mark is missing. Precondition: at least one candidate and one sheet.
  public init(for plan: ScoringPlan, candidates: Int, sheets: Int) {
    precondition(candidates > 0 && sheets > 0, "planes need candidates and sheets")
    self.candidates = candidates
    self.sheets = sheets
    ceilings = plan.judged.map(\.ceiling)
    stride = (candidates + Self.lanes - 1) / Self.lanes * Self.lanes
    cells = [Int32](repeating: MarkMatrix.missing, count: ceilings.count * sheets * stride)
  }

  /// Judged items: planes.
  public var width: Int { ceilings.count }

  /// Hands over the step counts of all candidates for an item on a sheet, to be written.
  public mutating func withRow(item: Int, sheet: Int, _ body: (UnsafeMutableBufferPointer<Int32>) -> Void) {
    precondition(item >= 0 && item < width && sheet >= 0 && sheet < sheets, "no such row")
    let start = (item * sheets + sheet) * stride
    cells.withUnsafeMutableBufferPointer { cells in
      guard let first = cells.baseAddress, start + candidates <= cells.count else { return }
      body(UnsafeMutableBufferPointer(start: first + start, count: candidates))
    }
  }

  /// A step count, or what stands for a missing one.
  public subscript(item: Int, sheet: Int, candidate: Int) -> Int32 {
    get { cells[place(item, sheet, candidate)] }
    set { cells[place(item, sheet, candidate)] = newValue }
  }

  private func place(_ item: Int, _ sheet: Int, _ candidate: Int) -> Int {
    precondition(
      item >= 0 && item < width && sheet >= 0 && sheet < sheets && candidate >= 0 && candidate < candidates,
      "no such cell")
    return (item * sheets + sheet) * stride + candidate
  }

  /// The same marks sheet by sheet, for the kernel that takes every rule. Precondition: every mark is on its scale.
  func matrix(for plan: ScoringPlan) -> MarkMatrix {
    var matrix = MarkMatrix(for: plan)
    matrix.reserve(candidates: candidates, sheets: candidates * sheets)
    var marks = [Int32](repeating: 0, count: width)
    for candidate in 0..<candidates {
      do {
        try matrix.appendCandidate()
        for sheet in 0..<sheets {
          for item in marks.indices { marks[item] = max(self[item, sheet, candidate], MarkMatrix.missing) }
          try matrix.appendSheet(expert: Int32(sheet), marks: marks)
        }
      } catch {
        preconditionFailure("a mark off its scale, or a plan for fewer sheets: \(error)")
      }
    }
    return matrix
  }
}
