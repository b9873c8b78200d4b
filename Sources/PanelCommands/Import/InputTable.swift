import ExpertReview
import Tables

/// A file's rows under the names that the import knows its columns by.
struct InputTable {
  struct Row {
    /// As a spreadsheet counts: the header is row 1. Of a record in JSON, its number from 1.
    let number: Int
    let cells: [String]
  }

  let rows: [Row]
  private let match: ColumnMatch
  private let headers: [String]
  /// Columns that no key claims, with their place.
  let others: [(name: String, index: Int)]

  init(_ table: Table, columns: [ColumnName]) {
    rows = table.rows.map { Row(number: $0.number, cells: $0.cells) }
    headers = table.headers
    match = ColumnMatch(table.headers, to: columns)
    others = match.unknown.map { (table.headers[$0], $0) }
  }

  /// Records in JSON under the same names. A record that cannot be a row of cells is left out and goes to `faults`.
  init(records: [JSON], columns: [ColumnName], faults: inout [ImportFault]) {
    headers = columns.map(\.key)
    match = ColumnMatch(headers, to: columns)
    var rows: [Row] = []
    var others: [String] = []
    for (index, record) in records.enumerated() {
      let read = RecordCells(record, number: index + 1, columns: columns)
      others += read.unknown.filter { !others.contains($0) }
      if read.faults.isEmpty { rows.append(Row(number: index + 1, cells: read.cells)) }
      faults += read.faults
    }
    self.rows = rows
    self.others = others.map { ($0, columns.count) }
  }

  /// What is wrong with the header.
  var headerFaults: [TableFault] { match.faults }

  func has(_ key: String) -> Bool { match[key] != nil }

  /// The header under which the file has a column.
  func header(of key: String) -> String? { match[key].map { headers[$0] } }

  func cell(_ key: String, of row: Row) -> String {
    guard let place = match[key], place < row.cells.count else { return "" }
    return row.cells[place].trimmed
  }

  /// The cells of unknown columns that are not empty.
  func attributes(of row: Row) -> [String: String] {
    var result: [String: String] = [:]
    for (name, place) in others where place < row.cells.count && !row.cells[place].isEmpty {
      result[name] = row.cells[place]
    }
    return result
  }
}

extension String {
  /// Without spaces, tabs and ideographic spaces at its ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}

/// Reads the cells of one row and collects what is wrong with them.
struct RowReader {
  let table: InputTable
  let row: InputTable.Row
  private(set) var faults: [ImportFault] = []

  init(_ table: InputTable, _ row: InputTable.Row) {
    self.table = table
    self.row = row
  }

  mutating func fault(_ key: String, _ kind: ImportFault.Kind) {
    faults.append(ImportFault(row: row.number, column: key, value: table.cell(key, of: row), kind: kind))
  }

  /// The cell's text; empty where it may be.
  func text(_ key: String) -> String { table.cell(key, of: row) }

  mutating func required(_ key: String) -> String {
    let text = self.text(key)
    if text.isEmpty { fault(key, .emptyCell) }
    return text
  }

  /// Entries separated by `;` or `；`.
  func list(_ key: String) -> [String] {
    text(key).split(whereSeparator: { $0 == ";" || $0 == "；" }).map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  mutating func decimal(_ key: String) -> ExactDecimal? {
    let text = self.text(key)
    guard !text.isEmpty else { return nil }
    switch ExactDecimal.read(text.utf8) {
    case .success(let value): return value
    case .failure(let misreading):
      fault(key, .notANumber(misreading))
      return nil
    }
  }

  mutating func count(_ key: String) -> Int? {
    guard let value = decimal(key) else { return nil }
    guard let integer = value.integer else {
      fault(key, .notAWholeNumber)
      return nil
    }
    guard integer >= 0 else {
      fault(key, .belowZero)
      return nil
    }
    return integer
  }

  mutating func day(_ key: String) -> CivilDay? {
    let text = self.text(key)
    guard !text.isEmpty else { return nil }
    guard let day = CivilDay(text) else {
      fault(key, .notADay)
      return nil
    }
    return day
  }

  /// A value of an enumeration by its id or a label.
  mutating func choice<Value: RawRepresentable & CaseIterable>(_ key: String, labels: [String: Value]) -> Value?
  where Value.RawValue == String {
    let text = required(key)
    guard !text.isEmpty else { return nil }
    if let value = Value(rawValue: text.lowercased()) ?? labels[text] { return value }
    let allowed = Value.allCases.map(\.rawValue)
    fault(key, .notInList(allowed: allowed, nearest: nearest(to: text, among: allowed + labels.keys.sorted())))
    return nil
  }
}

/// What an import made of a file: what it read, what is wrong, and the rows that are sound.
struct Imported<Element> {
  /// The elements of sound rows.
  var elements: [(row: Int, element: Element)] = []
  var faults: [ImportFault] = []
  /// Those of all rows that could be read so far as to be told apart, sound or not.
  private var told: [(row: Int, element: Element)] = []

  var values: [Element] { elements.map(\.element) }

  /// Reads every row; an element is kept where its row has no fault.
  init(_ table: InputTable, _ read: (inout RowReader) -> Element?) {
    guard table.headerFaults.isEmpty else { return }
    for row in table.rows {
      var reader = RowReader(table, row)
      let element = read(&reader)
      faults += reader.faults
      guard let element else { continue }
      told.append((row.number, element))
      if reader.faults.isEmpty { elements.append((row.number, element)) }
    }
  }

  /// Adds a fault for every element whose key an earlier row has, be that row sound or not, and leaves it out. What is
  /// shown as nothing has no key.
  mutating func refuseRepeats<Key: Hashable>(column: String, _ key: (Element) -> Key, _ shown: (Element) -> String) {
    var firstRow: [Key: Int] = [:]
    var repeated: Set<Int> = []
    for (row, element) in told where !shown(element).isEmpty {
      guard let first = firstRow[key(element)] else {
        firstRow[key(element)] = row
        continue
      }
      faults.append(ImportFault(row: row, column: column, value: shown(element), kind: .repeated(firstRow: first)))
      repeated.insert(row)
    }
    elements.removeAll { repeated.contains($0.row) }
    faults.sort { ($0.row, $0.column) < ($1.row, $1.column) }
  }
}
