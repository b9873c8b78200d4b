import ExpertReview
import Intake
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
  /// Of records in JSON: the columns of each that a fault was told of, by the record's number.
  private let faulty: [Int: Set<String>]
  /// Of records in JSON: keys that no column is known by, by the record's number and the column that comes nearest.
  private let misnamed: [Int: [String: String]]

  init(_ table: Table, columns: [ColumnName]) {
    rows = table.rows.map { Row(number: $0.number, cells: $0.cells) }
    headers = table.headers
    match = ColumnMatch(table.headers, to: columns)
    others = match.unknown.map { (table.headers[$0], $0) }
    (faulty, misnamed) = ([:], [:])
  }

  /// Records in JSON under the same names. What is no record at all is left out and goes to `faults`, as do values that
  /// are no cells; a row with such a value is read for its other faults and is not sound.
  init(records: [JSON], columns: [ColumnName], faults: inout [ImportFault]) {
    headers = columns.map(\.key)
    match = ColumnMatch(headers, to: columns)
    var rows: [Row] = []
    var others: [String] = []
    var faulty: [Int: Set<String>] = [:]
    var misnamed: [Int: [String: String]] = [:]
    for (index, record) in records.enumerated() {
      let read = RecordCells(record, number: index + 1, columns: columns)
      others += read.unknown.filter { !others.contains($0) }
      if read.isRecord { rows.append(Row(number: index + 1, cells: read.cells)) }
      if !read.faulty.isEmpty { faulty[index + 1] = read.faulty }
      for key in read.unknown {
        if let column = columns.meant(by: key) { misnamed[index + 1, default: [:]][column.key] = key }
      }
      faults += read.faults
    }
    self.rows = rows
    (self.faulty, self.misnamed) = (faulty, misnamed)
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

  /// Whether a fault of a row was told before its cells were read, in a column or in any.
  func isFaulty(_ row: Row, in key: String? = nil) -> Bool {
    guard let columns = faulty[row.number] else { return false }
    return key.map(columns.contains) ?? true
  }

  /// The key that a record has in place of a column's own.
  func misnamed(_ key: String, of row: Row) -> String? { misnamed[row.number]?[key] }

  /// The cells of unknown columns that are not empty.
  func attributes(of row: Row) -> [String: String] {
    var result: [String: String] = [:]
    for (name, place) in others where place < row.cells.count && !row.cells[place].isEmpty {
      result[name] = row.cells[place]
    }
    return result
  }
}

extension [ColumnName] {
  /// The column whose key or one of whose headings comes nearest to a name that none of them has.
  func meant(by name: String) -> ColumnName? {
    guard let close = nearest(to: name, among: flatMap { [$0.key] + $0.aliases }) else { return nil }
    return first { $0.key == close || $0.aliases.contains(close) }
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
    guard !table.isFaulty(row, in: key) else { return }
    faults.append(ImportFault(row: row.number, column: key, value: table.cell(key, of: row), kind: kind))
  }

  /// The cell's text; empty where it may be.
  func text(_ key: String) -> String { table.cell(key, of: row) }

  mutating func required(_ key: String) -> String {
    let text = self.text(key)
    if text.isEmpty { fault(key, table.misnamed(key, of: row).map { .misnamed($0) } ?? .emptyCell) }
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

  /// The day of something that was done: one after `today` is a fault.
  mutating func day(_ key: String, upTo today: CivilDay) -> CivilDay? {
    guard let day = self.day(key) else { return nil }
    if day > today { fault(key, .afterToday(today)) }
    return day
  }

  /// The same of a day that must be there.
  mutating func requiredDay(_ key: String, upTo today: CivilDay) -> CivilDay? {
    required(key).isEmpty ? nil : day(key, upTo: today)
  }

  /// A value of an enumeration by its id or a label; the first label of each is the one that is told.
  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String, labels: KeyValuePairs<String, Value>
  ) -> Value? where Value.RawValue == String {
    let text = required(key)
    guard !text.isEmpty else { return nil }
    if let value = Value(rawValue: text.lowercased()) ?? labels.first(where: { $0.key == text })?.value { return value }
    let allowed = Value.allCases.map { value in
      let label = labels.first { $0.value.rawValue == value.rawValue }?.key
      return Bilingual(zh: label.map { "\($0)（\(value.rawValue)）" } ?? value.rawValue, en: value.rawValue)
    }
    let names = Value.allCases.map(\.rawValue) + labels.map(\.key)
    fault(key, .notInList(allowed: allowed, nearest: nearest(to: text, among: names)))
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
      if reader.faults.isEmpty, !table.isFaulty(row) { elements.append((row.number, element)) }
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
