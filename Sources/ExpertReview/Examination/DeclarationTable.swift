/// A row of a table of candidates, its cells as text, with the number that a person sees.
public struct DeclarationRow: Sendable, Hashable {
  public let number: Int
  public let cells: [String]

  public init(number: Int, cells: [String]) {
    self.number = number
    self.cells = cells
  }
}

extension DeclarationReader {
  /// Reads the rows of a table. Headers may be keys, aliases or labels (with or without the unit); nested keys are
  /// dotted, lists joined by `;`, lists of objects written as parallel lists (`members.name`, `members.uscc`).
  /// Complexity: linear.
  public func read(header: [String], headerRow: Int = 1, rows: [DeclarationRow], version: Int = 1) -> Declarations {
    var gathering = Gathering()
    let targets = self.targets(header, headerRow, &gathering.headerFaults)
    gathering.add(
      concurrentMap(Array(rows.indices), threads: processorCount) { place in
        let row = rows[place]
        var builder = RecordBuilder(columns: columns, place: .init(row: row.number, index: place + 1, line: nil))
        fill(&builder, from: row, header: header, targets: targets)
        return builder.finished(version: version)
      })
    return gathering.declarations(columns)
  }

  /// What each column means; nil for one that nobody knows. Without a column of ids there is nothing to read.
  private func targets(
    _ header: [String], _ row: Int, _ faults: inout [DeclarationFault]
  ) -> [DeclarationColumns.Target?] {
    var seen: Set<DeclarationColumns.Target> = []
    func note(_ kind: DeclarationFault.Kind, _ column: String) {
      faults.append(
        DeclarationFault(row: row, index: 0, line: nil, column: column, label: nil, value: column, kind: kind))
    }
    let targets = header.map { written -> DeclarationColumns.Target? in
      let name = written.trimmed
      let found = columns.targets(ofHeader: name)
      if found.count > 1 { note(.ambiguousColumn(keys: found.map { key(of: $0) }), name) }
      guard found.count == 1 else { return nil }
      if !seen.insert(found[0]).inserted { note(.repeatedColumn, name) }
      return found[0]
    }
    if !seen.contains(.id) { note(.missingID, "candidate_id") }
    return targets
  }

  private func key(of target: DeclarationColumns.Target) -> String {
    if case .field(let slot) = target { return columns.readings[slot].field.key }
    return ""
  }

  private func fill(
    _ builder: inout RecordBuilder, from row: DeclarationRow, header: [String], targets: [DeclarationColumns.Target?]
  ) {
    if row.cells.count > header.count, row.cells[header.count...].contains(where: { !$0.isEmpty }) {
      builder.note(
        .tooManyCells(columns: header.count), column: "", value: row.cells[header.count...].joined(separator: ","))
    }
    var entries: [Int: [(place: Int, text: String)]] = [:]
    for (target, (header, cell)) in zip(targets, zip(header, row.cells)) {
      switch target {
      case .id: builder.setID(cell.trimmed)
      case .name: builder.setName(cell)
      case .scheme: builder.setScheme(cell.trimmed)
      case .field(let slot): builder.set(columns.readings[slot].read(cell), slot: slot)
      case .year(let slot, let year): builder.set(columns.readings[slot].read(cell), slot: slot, year: year)
      case .cell(let slot, let place): entries[slot, default: []].append((place, cell))
      case .attachment(let material, let part): builder.attach(material, part, .text(cell))
      case nil: builder.keep(header.trimmed, cell)
      }
    }
    for (slot, cells) in entries.sorted(by: { $0.key < $1.key }) { join(cells, slot: slot, into: &builder) }
  }

  /// Parallel lists become entries: the first part of each is the first entry. An empty cell leaves its part out of
  /// all.
  private func join(_ cells: [(place: Int, text: String)], slot: Int, into builder: inout RecordBuilder) {
    let reading = columns.readings[slot]
    if reading.field.kind == .object { return joinObject(cells, slot: slot, into: &builder) }
    let given = cells.filter { !$0.text.trimmed.isEmpty }.map { (place: $0.place, parts: parts($0.text)) }
    guard let count = given.map(\.parts.count).max() else { return }
    guard given.allSatisfy({ $0.parts.count == count }) else {
      let names = given.map { reading.entry[$0.place].field.key }.joined(separator: ", ")
      return builder.note(
        .unevenLists(counts: given.map(\.parts.count)), column: reading.field.key, label: reading.field.label,
        value: names)
    }
    var entries = [[String: FieldValue]](repeating: [:], count: count)
    for (place, parts) in given {
      for (number, part) in parts.enumerated() {
        if let value = cell(reading, place, part, number: number, slot, &builder) {
          entries[number][reading.entry[place].field.key] = value
        }
      }
    }
    builder.set(.success(.list(entries.map { .entry($0) })), slot: slot)
  }

  private func joinObject(_ cells: [(place: Int, text: String)], slot: Int, into builder: inout RecordBuilder) {
    let reading = columns.readings[slot]
    var entry: [String: FieldValue] = [:]
    for (place, text) in cells {
      if let value = cell(reading, place, text, number: nil, slot, &builder) {
        entry[reading.entry[place].field.key] = value
      }
    }
    if !entry.isEmpty { builder.set(.success(.entry(entry)), slot: slot) }
  }

  private func cell(
    _ reading: CellReading, _ place: Int, _ text: String, number: Int?, _ slot: Int, _ builder: inout RecordBuilder
  ) -> FieldValue? {
    switch reading.entry[place].read(text) {
    case .success(.missing): return nil
    case .success(let value): return value
    case .failure(var refusal):
      let key = reading.entry[place].field.key
      refusal.within = number.map { String($0 + 1) + "." + key } ?? key
      builder.set(.failure(refusal), slot: slot)
      return nil
    }
  }

  /// The parts of a list, empty ones kept: they hold the place of a cell that was left empty. One at the very end is a
  /// stray `;`.
  private func parts(_ text: String) -> [String] {
    var parts = text.split(separator: ";", omittingEmptySubsequences: false).map { String($0).trimmed }
    if parts.count > 1, parts.last == "" { parts.removeLast() }
    return parts
  }
}
