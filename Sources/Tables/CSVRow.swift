/// One record of a CSV file, seen in place: its cells are ranges of the file's bytes and become text only on demand.
///
/// A row, and every buffer taken from it, is valid only inside the closure that receives it.
public struct CSVRow {
  /// The row as a spreadsheet counts; the header is row 1. Blank lines count.
  public let number: Int
  /// The line of the file on which the record begins, from 1.
  public let line: Int
  /// The number of cells.
  public let count: Int
  let text: UnsafePointer<UInt8>
  let unescaped: UnsafePointer<UInt8>
  let cells: UnsafePointer<CellBounds>
  /// The record as it stands in the file, without its line end.
  let record: Range<Int>
  /// The row of a quote, opened before and never closed, that may have been meant to hold this row; 0 where there is
  /// none.
  let openQuoteRow: Int

  /// The UTF-8 bytes of a cell, quotes removed. Precondition: `0 ≤ column < count`. O(1).
  public subscript(column: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(column >= 0 && column < count, "a cell outside its row")
    let bounds = cells[column]
    let base = bounds.isUnescaped ? unescaped : text
    return UnsafeBufferPointer(start: base + bounds.offset, count: Int(bounds.count))
  }

  /// The text of a cell.
  public func text(_ column: Int) -> String { String(decoding: self[column], as: UTF8.self) }

  /// The text of all cells, in order.
  public var texts: [String] { (0..<count).map { text($0) } }

  /// The record exactly as it was written, without its line end: for a file of rows that were not taken.
  public var recordText: String {
    String(decoding: UnsafeBufferPointer(start: text + record.lowerBound, count: record.count), as: UTF8.self)
  }

  /// Whether the record holds separators and nothing else, not even quotes: spreadsheets leave such rows behind.
  var isBlank: Bool { record.count == count - 1 }

  func place(column: Int? = nil, header: String? = nil) -> TablePlace {
    TablePlace(row: number, line: line, columnNumber: column.map { $0 + 1 }, column: header)
  }
}

/// Where the bytes of a cell are: in the file's text, or, where doubled quotes had to be undone, in a buffer beside it.
struct CellBounds {
  let offset: Int
  let count: UInt32
  let isUnescaped: Bool
}
