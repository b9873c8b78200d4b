import Glibc

/// A CSV file opened for reading: its encoding and header are known, its rows are read on demand.
///
/// What RFC 4180 describes and what spreadsheets write: cells may be quoted, with doubled quotes, separators and line
/// breaks inside; a quote inside an unquoted cell is an ordinary character; records end with LF, CR LF or CR. The
/// separator is the comma; where the header has none outside quotes, a tab, else a semicolon that it has. The first
/// record is the header; rows of separators alone carry nothing and are passed over (they count as rows, as in a
/// spreadsheet).
///
/// For bulk data use `forEachRow`, which makes no text; for people's tables `Table` is handier.
public struct CSVTable: Sendable {
  public let encoding: TextEncoding
  /// The byte that separates cells: comma, tab or semicolon.
  public let separator: UInt8
  /// The first record, or the one that was looked for; surrounding spaces removed.
  public let headers: [String]
  /// The records before the header, blank ones left out: the title and the head of a printed form.
  public let preamble: [[String]]
  /// What is wrong with the first record: the same header twice, or a fault of form.
  public let headerFaults: [TableFault]

  let text: DecodedText
  /// Whether a byte of value 0 stands anywhere; then rows are searched for it.
  let holdsNul: Bool
  let headerRow: Int

  /// Decodes the bytes of a file and reads its header: the first record or, with `isHeader`, the first of which that is
  /// true – of the first twenty; the first one where it is true of none.
  /// Throws where no table can be read at all: nothing but blank lines, a workbook, an unknown encoding, damaged text.
  public init(_ bytes: [UInt8], isHeader: (([String]) -> Bool)? = nil) throws(TableFault) {
    let text = try DecodedText.decode(bytes)
    self.text = text
    encoding = text.encoding
    holdsNul = text.bytes.withUnsafeBytes { buffer in
      buffer.baseAddress.map { memchr($0, 0, buffer.count) != nil } ?? false
    }
    separator = CSVTable.separator(of: text, lines: isHeader == nil ? 1 : 20)
    let records = CSVTable.firstRecords(of: text, separator: separator, most: isHeader == nil ? 1 : 20)
    let place = isHeader.flatMap { isHeader in records.firstIndex { isHeader($0.cells.map(\.trimmedCell)) } } ?? 0
    guard records.indices.contains(place) else { throw TableFault(place: TablePlace(), problem: .emptyFile) }
    let header = records[place]
    preamble = records[..<place].map { $0.cells.map(\.trimmedCell) }
    headerRow = header.row
    headers = header.cells.map(\.trimmedCell)
    headerFaults = header.faults + CSVTable.repetitions(in: headers, row: header.row, line: header.line)
  }

  /// Calls `sound` with every row that has as many cells as the header and no fault of form, and `unsound` with every
  /// other, both in the order of the file. Rows behind a quote that was never closed may be parts of its cell and are
  /// unsound. Complexity: one pass; nothing is allocated for a sound row.
  public func forEachRow(
    sound: (CSVRow) throws -> Void, unsound: (CSVRow, [TableFault]) throws -> Void
  ) rethrows {
    let unnamed = headers.indices.filter { headers[$0].isEmpty }
    try CSVTable.scan(text, separator: separator) { row, faults in
      if row.isBlank || row.number <= headerRow { return true }
      if faults.isEmpty && row.openQuoteRow == 0 && row.count == headers.count && unnamed.isEmpty && !holdsNul {
        try sound(row)
        return true
      }
      let all = allFaults(of: row, form: faults, unnamed: unnamed)
      if all.isEmpty { try sound(row) } else { try unsound(row, all) }
      return true
    }
  }

  /// The faults of the header and of all rows, in the order of the file. Complexity: one pass.
  public func faults() -> [TableFault] {
    var found = headerFaults
    forEachRow(sound: { _ in }, unsound: { found += $1 })
    return found
  }
}

// MARK: - Header

extension CSVTable {
  private static func scan(
    _ text: DecodedText, separator: UInt8, _ body: (CSVRow, [TableFault]) throws -> Bool
  ) rethrows {
    try text.bytes.withUnsafeBufferPointer { buffer in
      var scanner = CSVScanner(buffer, from: text.start, separator: separator)
      try scanner.run(body)
    }
  }

  private struct Header {
    let cells: [String]
    let faults: [TableFault]
    let row: Int
    let line: Int
  }

  /// The first records that are more than separators.
  private static func firstRecords(of text: DecodedText, separator: UInt8, most: Int) -> [Header] {
    var records: [Header] = []
    scan(text, separator: separator) { row, faults in
      if row.isBlank { return true }
      records.append(Header(cells: row.texts, faults: faults, row: row.number, line: row.line))
      return records.count < most
    }
    return records
  }

  /// The separator that the first lines show.
  private static func separator(of text: DecodedText, lines: Int) -> UInt8 {
    var isQuoted = false
    var isEmpty = true
    var lines = lines
    var found: Set<UInt8> = []
    for byte in text.bytes[text.start...] {
      let endsLine = byte == 0x0A || byte == 0x0D
      if endsLine && !isQuoted && !isEmpty {
        lines -= 1
        if lines == 0 { break }
      }
      if !endsLine { isEmpty = false }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: ",") { return byte }
      if byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ";") { found.insert(byte) }
    }
    return found.contains(UInt8(ascii: "\t")) ? UInt8(ascii: "\t") : found.first ?? UInt8(ascii: ",")
  }

  private static func repetitions(in headers: [String], row: Int, line: Int) -> [TableFault] {
    var first: [String: Int] = [:]
    var faults: [TableFault] = []
    for (index, header) in headers.enumerated() where !header.isEmpty {
      if let earlier = first[header.foldedHeader] {
        let place = TablePlace(row: row, line: line, columnNumber: index + 1, column: header)
        faults.append(TableFault(place: place, problem: .repeatedHeader(header, firstColumn: earlier + 1)))
      } else {
        first[header.foldedHeader] = index
      }
    }
    return faults
  }
}

// MARK: - Faults of a row

extension CSVTable {
  private func allFaults(of row: CSVRow, form: [TableFault], unnamed: [Int]) -> [TableFault] {
    var faults = form.map { TableFault(place: named($0.place), problem: $0.problem) }
    // The number of cells tells nothing more where a quote has swallowed some.
    if faults.isEmpty && row.count != headers.count {
      let problem: TableProblem =
        row.count < headers.count
        ? .tooFewCells(found: row.count, expected: headers.count)
        : .tooManyCells(found: row.count, expected: headers.count)
      faults.append(TableFault(place: row.place(), problem: problem))
    }
    for column in unnamed where column < row.count && !row[column].isEmpty {
      faults.append(TableFault(place: row.place(column: column), problem: .cellWithoutHeader(value: row.text(column))))
    }
    for column in 0..<row.count where holdsNul && row[column].contains(0) {
      faults.append(TableFault(place: named(row.place(column: column)), problem: .nulByte))
    }
    if faults.isEmpty && row.openQuoteRow > 0 {
      faults.append(TableFault(place: row.place(), problem: .behindOpenQuote(row: row.openQuoteRow)))
    }
    return faults
  }

  private func named(_ place: TablePlace) -> TablePlace {
    guard let number = place.columnNumber, number <= headers.count, !headers[number - 1].isEmpty else { return place }
    return TablePlace(row: place.row, line: place.line, columnNumber: number, column: headers[number - 1])
  }
}

// MARK: - Headers as people write them

extension String {
  /// Without spaces, tabs, line breaks, ideographic spaces and invisible marks at either end.
  var trimmedCell: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isInvisible }),
      let last = scalars.lastIndex(where: { !$0.isInvisible })
    else { return "" }
    return String(scalars[first...last])
  }

  /// The form in which headers are compared: trimmed, full-width forms of ASCII (U+FF01…FF5E) in half width.
  var foldedHeader: String {
    var folded = String.UnicodeScalarView()
    for scalar in trimmedCell.unicodeScalars {
      let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
      folded.append(isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(folded)
  }
}

extension Unicode.Scalar {
  /// White space, and the zero-width space and byte order mark that copying leaves behind.
  fileprivate var isInvisible: Bool { properties.isWhitespace || value == 0x200B || value == 0xFEFF }
}
