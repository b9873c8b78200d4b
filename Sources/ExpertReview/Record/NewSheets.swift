/// A batch that brings nothing but sheets of which the book holds none, each candidate's together: the way in which
/// millions of marks come.
///
/// Such sheets replace nothing, so none needs to be compared with what stands, and their marks are kept in the order in
/// which the batch has them – without being copied where the book is empty and every candidate is marked on as many
/// items as the batch is wide. Any other batch is taken row by row.
struct NewSheets {
  private let batch: MarkBatch
  /// The round's indices of the batch's candidates and experts.
  private let places: (candidates: [Int], experts: [Int])
  /// By the batch's number of a candidate, how many items it is marked on.
  private let widths: [Int]
  /// The rows of each candidate, in the order of the batch.
  private let rows: [Range<Int>]
  /// Whether every row holds as many marks as the batch is wide.
  private let fillsRows: Bool

  /// Nil for any other batch. Complexity: linear in the rows.
  ///
  /// - Parameters:
  ///   - places: the round's indices of the batch's candidates and experts.
  ///   - widths: how many items each of the batch's candidates is marked on.
  ///   - book: a book with a place for each candidate of the round.
  init?(of batch: MarkBatch, _ places: (candidates: [Int], experts: [Int]), widths: [Int], in book: Scorebook) {
    guard Set(places.experts).count == places.experts.count else { return nil }
    var rows: [Range<Int>] = []
    rows.reserveCapacity(batch.candidates.count)
    var isThere = [Bool](repeating: false, count: book.sheets.count)
    var fillsRows = true
    var start = 0
    while start < batch.rowCount {
      let local = batch.candidateIndex[start]
      var end = start + 1
      // Experts in ascending order are different ones.
      while end < batch.rowCount, batch.candidateIndex[end] == local {
        guard batch.expertIndex[end] > batch.expertIndex[end - 1] else { return nil }
        end += 1
      }
      let candidate = places.candidates[Int(local)]
      guard !isThere[candidate], book.sheets[candidate].isEmpty else { return nil }
      isThere[candidate] = true
      fillsRows = fillsRows && widths[Int(local)] == batch.width
      rows.append(start..<end)
      start = end
    }
    (self.batch, self.places, self.widths) = (batch, places, widths)
    (self.rows, self.fillsRows) = (rows, fillsRows)
  }

  /// Each candidate with the experts who marked it.
  var panels: some Sequence<(candidate: Int, experts: [Int32])> {
    rows.lazy.map { rows in (candidate(of: rows), rows.map { expert(of: $0) }) }
  }

  private func candidate(of rows: Range<Int>) -> Int { places.candidates[Int(batch.candidateIndex[rows.lowerBound])] }

  private func expert(of row: Int) -> Int32 { Int32(places.experts[Int(batch.expertIndex[row])]) }

  /// Puts the sheets and their marks behind those that a book holds.
  fileprivate func write(to sheets: inout [[Scorebook.Sheet]], _ steps: inout [Int32], sequence: Int) {
    let held = steps.count
    if fillsRows {
      if steps.isEmpty { steps = batch.steps } else { steps += batch.steps }
    }
    for rows in rows {
      let width = widths[Int(batch.candidateIndex[rows.lowerBound])]
      let start = fillsRows ? held + rows.lowerBound * width : steps.count
      sheets[candidate(of: rows)] = rows.map { row in
        Scorebook.Sheet(
          expert: expert(of: row), start: start + (row - rows.lowerBound) * width, count: width,
          recused: batch.recused[row], sequence: sequence)
      }
      if fillsRows { continue }
      for row in rows { steps += batch.steps[row * batch.width..<row * batch.width + width] }
    }
  }
}

extension Scorebook {
  /// Takes sheets that are new to the book.
  /// - Parameter sequence: the number of the fact that brings them.
  mutating func take(_ news: NewSheets, sequence: Int) { news.write(to: &sheets, &steps, sequence: sequence) }
}
