/// One thing wrong with a file of cells, and where.
public struct TableFault: Error, Sendable, Hashable {
  public let place: TablePlace
  public let problem: TableProblem

  public init(place: TablePlace, problem: TableProblem) {
    self.place = place
    self.problem = problem
  }
}

/// A place in a table as its reader sees it; every part may be unknown.
public struct TablePlace: Sendable, Hashable {
  /// The row as a spreadsheet counts: records, the header being row 1.
  public let row: Int?
  /// The line of the text file on which the row begins, 1 for the first; differs from `row` after a cell that holds
  /// line breaks.
  public let line: Int?
  /// The column, 1 for the first.
  public let columnNumber: Int?
  /// The header of the column, where it has one.
  public let column: String?

  public init(row: Int? = nil, line: Int? = nil, columnNumber: Int? = nil, column: String? = nil) {
    self.row = row
    self.line = line
    self.columnNumber = columnNumber
    self.column = column
  }

  /// The letters over the column in a spreadsheet (`A`, `Z`, `AA`), or nil where the column is unknown.
  public var columnLetters: String? {
    guard var rest = columnNumber, rest > 0 else { return nil }
    var letters: [UInt8] = []
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}

/// What can be wrong with a file of cells.
public enum TableProblem: Sendable, Hashable {
  /// No bytes, or none but blank lines.
  case emptyFile
  /// A workbook (XLSX or XLS) was given where text was looked for.
  case workbook
  /// Neither UTF-8, GB18030 nor UTF-16 with a byte order mark; the byte, from 0, at which reading failed.
  case undecodable(byteOffset: Int)
  /// Text in `encoding` that stops making sense at a byte, counted from 0.
  case damagedText(encoding: TextEncoding, byteOffset: Int)
  /// The system cannot convert from this encoding.
  case noConverter(encoding: TextEncoding)
  /// A byte of value 0 inside a cell.
  case nulByte
  /// A quoted cell that is never closed.
  case unterminatedQuote
  /// Nothing else is wrong with this row, but a quote opened in an earlier one, `row`, and never closed may have been
  /// meant to hold it.
  case behindOpenQuote(row: Int)
  /// Something other than a separator after the closing quote of a cell.
  case textAfterQuote(String)
  case tooFewCells(found: Int, expected: Int)
  case tooManyCells(found: Int, expected: Int)
  /// A column has cells but no header.
  case cellWithoutHeader(value: String)
  /// Two columns have the same header; `firstColumn` is the other, 1 for the first.
  case repeatedHeader(String, firstColumn: Int)
  /// Two columns are known to mean the same: a key and its label, for instance.
  case repeatedColumn(key: String, headers: [String])
  /// A column that must be there is not; `known` are the headers it may bear.
  case missingColumn(key: String, known: [String])
}

extension TableProblem {
  /// The text that is wrong, where the problem is about one.
  public var value: String? {
    switch self {
    case .textAfterQuote(let text), .cellWithoutHeader(let text), .repeatedHeader(let text, _): text
    default: nil
    }
  }
}
