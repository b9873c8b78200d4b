/// A sheet of cells as text, with the place of each: what every kind of table file is read into.
public struct Table: Sendable {
  /// The headers, surrounding spaces removed; an empty one stands over a column without cells.
  public let headers: [String]
  /// The rows with one cell a header, in the order of the file.
  public let rows: [TableRow]
  /// The rows that are not sound in form, in the order of the file, with what is wrong.
  public let unsoundRows: [UnsoundRow]
  /// What is wrong with the headers.
  public let headerFaults: [TableFault]
  /// How the text was written.
  public let encoding: TextEncoding

  /// Reads a CSV file; see `CSVTable` for what is accepted.
  ///
  /// `droppingFormulaGuards` undoes the apostrophes that `CSVWriter` puts before formulas: for sheets that were written
  /// so. Throws only where nothing can be read; faults of single rows are in the table. Complexity: linear.
  public init(csv bytes: [UInt8], droppingFormulaGuards: Bool = false) throws(TableFault) {
    self.init(try CSVTable(bytes), droppingFormulaGuards: droppingFormulaGuards)
  }

  /// Makes text of all rows of a file that was opened before. Complexity: linear.
  public init(_ file: CSVTable, droppingFormulaGuards: Bool = false) {
    var rows: [TableRow] = []
    var unsound: [UnsoundRow] = []
    file.forEachRow(
      sound: { row in
        let cells = droppingFormulaGuards ? row.texts.map(\.withoutFormulaGuard) : row.texts
        rows.append(TableRow(number: row.number, line: row.line, cells: cells))
      },
      unsound: { row, faults in
        let kept = TableRow(number: row.number, line: row.line, cells: row.texts)
        unsound.append(UnsoundRow(row: kept, record: row.recordText, faults: faults))
      })
    self.init(
      headers: file.headers, rows: rows, unsoundRows: unsound, headerFaults: file.headerFaults, encoding: file.encoding)
  }

  private init(
    headers: [String], rows: [TableRow], unsoundRows: [UnsoundRow], headerFaults: [TableFault], encoding: TextEncoding
  ) {
    self.headers = headers
    self.rows = rows
    self.unsoundRows = unsoundRows
    self.headerFaults = headerFaults
    self.encoding = encoding
  }

  /// The table without a column (from 0), such as one that only explains the others. Records of unsound rows stay as
  /// they are in the file, and places keep the file's numbers for the columns before it.
  public func removing(column: Int) -> Table {
    var headers = headers
    headers.remove(at: column)
    return Table(
      headers: headers, rows: rows.map { $0.removing(column) },
      unsoundRows: unsoundRows.map {
        UnsoundRow(row: $0.row.removing(column), record: $0.record, faults: $0.faults)
      }, headerFaults: headerFaults, encoding: encoding)
  }

  /// All faults of form: the headers', then the rows' in order.
  public var faults: [TableFault] { headerFaults + unsoundRows.flatMap(\.faults) }

  /// The place of a cell; `column` counts from 0.
  public func place(_ row: TableRow, column: Int) -> TablePlace {
    TablePlace(row: row.number, line: row.line, columnNumber: column + 1, column: headers[column])
  }
}

/// One row of a table.
public struct TableRow: Sendable, Hashable {
  /// The row as a spreadsheet counts; the header is row 1.
  public let number: Int
  /// The line of the text file on which it begins.
  public let line: Int
  public let cells: [String]

  fileprivate func removing(_ column: Int) -> TableRow {
    var cells = cells
    if column < cells.count { cells.remove(at: column) }
    return TableRow(number: number, line: line, cells: cells)
  }
}

/// A row whose cells cannot be told for certain.
public struct UnsoundRow: Sendable, Hashable {
  /// The row as far as it could be read; it may have more or fewer cells than there are headers.
  public let row: TableRow
  /// The record as it stands in the file, without its line end.
  public let record: String
  /// What is wrong with it; at least one.
  public let faults: [TableFault]
}
