/// Reads declarations under one scheme, from JSON or from the rows of a table. Built once, used for many records.
public struct DeclarationReader: Sendable {
  let columns: DeclarationColumns

  public init(_ scheme: Scheme) { columns = DeclarationColumns(scheme) }

  // MARK: JSON

  /// Reads an array of records. Objects may nest or their keys be dotted: `{"fin": {"2024": {"revenue_wan": "8"}}}` and
  /// `{"fin.2024.revenue_wan": "8"}` are the same. Complexity: linear in the size of the file.
  public func read(_ json: JSON, version: Int = 1) -> Declarations {
    guard let elements = json.elements else {
      let fault = DeclarationFault(
        row: nil, index: 0, line: json.line, column: "", label: nil, value: "",
        kind: .wrongForm(expected: .list, found: json.form))
      return Declarations(records: [], faults: [fault], notices: [])
    }
    var gathering = Gathering()
    gathering.add(
      concurrentMap(Array(elements.indices), threads: processorCount) { place in
        let element = elements[place]
        var builder = RecordBuilder(columns: columns, place: .init(row: nil, index: place + 1, line: element.line))
        fill(&builder, from: element)
        return builder.finished(version: version)
      })
    return gathering.declarations(columns)
  }

  /// Reads back one record, such as `Candidate.json(under:)` writes it.
  public func candidate(from json: JSON, version: Int) -> Result<Candidate, DeclarationFaults> {
    var builder = RecordBuilder(columns: columns, place: .init(row: nil, index: 1, line: json.line))
    fill(&builder, from: json)
    guard let candidate = builder.finish(version: version) else {
      return .failure(DeclarationFaults(faults: builder.faults))
    }
    return .success(candidate)
  }

  private func fill(_ builder: inout RecordBuilder, from record: JSON) {
    guard let members = record.members else {
      builder.note(.notARecord, column: "", value: record.inShort)
      return
    }
    for member in members { take(member.value, at: member.key, into: &builder) }
  }

  private func take(_ json: JSON, at path: String, into builder: inout RecordBuilder) {
    switch columns.target(ofKey: path) {
    case .id: builder.setID(scalar(json, path, &builder))
    case .name: builder.setName(scalar(json, path, &builder))
    case .scheme: builder.setScheme(scalar(json, path, &builder))
    case .field(let slot):
      builder.set(columns.readings[slot].read(json), slot: slot, line: json.line)
      keepUnknownCells(json, slot: slot, path: path, into: &builder)
    case .year(let slot, let year):
      builder.set(columns.readings[slot].read(json), slot: slot, year: year, line: json.line)
    case .attachment(let material, let part):
      if part == .file, let members = json.members {
        for member in members { take(member.value, at: path + "." + member.key, into: &builder) }
      } else {
        builder.attach(material, part, json)
      }
    case .cell, nil:
      guard let members = json.members else { return builder.keep(path, json.attributeText) }
      for member in members { take(member.value, at: path + "." + member.key, into: &builder) }
    }
  }

  private func scalar(_ json: JSON, _ path: String, _ builder: inout RecordBuilder) -> String {
    if let text = json.scalarText { return text }
    if case .null = json.value { return "" }
    builder.note(.wrongForm(expected: .text, found: json.form), column: path, value: json.inShort, line: json.line)
    return ""
  }

  /// Cells of entries that the scheme does not know, kept as `members.2.note`.
  private func keepUnknownCells(_ json: JSON, slot: Int, path: String, into builder: inout RecordBuilder) {
    let reading = columns.readings[slot]
    guard !reading.entry.isEmpty else { return }
    let entries =
      json.elements.map { $0.enumerated().map { (path + "." + String($0.offset + 1), $0.element) } } ?? [(path, json)]
    for (entryPath, entry) in entries {
      for member in entry.members ?? [] where reading.place(ofCell: member.key) == nil {
        builder.keep(entryPath + "." + member.key, member.value.attributeText)
      }
    }
  }
}

/// Everything wrong with a record. Never empty.
public struct DeclarationFaults: Error, Hashable, Sendable {
  public let faults: [DeclarationFault]
}

/// Gathers the records of a file.
struct Gathering {
  private var records: [Declarations.Record] = []
  private var faultsOfRecord: [[DeclarationFault]] = []
  private var unknown: [String: Int] = [:]
  var headerFaults: [DeclarationFault] = []

  mutating func add(_ finished: [RecordBuilder.Finished]) {
    for record in finished {
      let place = record.place
      records.append(
        Declarations.Record(row: place.row, index: place.index, line: place.line, candidate: record.candidate))
      faultsOfRecord.append(record.faults)
      for name in Set(record.attributeNames.map { Gathering.column($0) }) { unknown[name, default: 0] += 1 }
    }
  }

  /// `members.2.note` and `members.3.note` are one column.
  private static func column(_ attribute: String) -> String {
    attribute.split(separator: ".", omittingEmptySubsequences: false).filter { Int($0) == nil }.joined(separator: ".")
  }

  mutating func declarations(_ columns: DeclarationColumns) -> Declarations {
    refuseRepeats()
    if !headerFaults.isEmpty { refuseAll() }
    let notices = unknown.sorted { $0.key < $1.key }.map { name, count in
      DeclarationNotice(column: name, nearest: columns.nearestName(to: name), records: count)
    }
    return Declarations(records: records, faults: headerFaults + faultsOfRecord.flatMap { $0 }, notices: notices)
  }

  /// Under a broken header no cell is sure to be what it seems, so no record is sound; an absent column of ids is told
  /// once.
  private mutating func refuseAll() {
    records = records.map { Declarations.Record(row: $0.row, index: $0.index, line: $0.line, candidate: nil) }
    guard headerFaults.contains(where: { $0.kind == .missingID }) else { return }
    faultsOfRecord = faultsOfRecord.map { faults in faults.filter { $0.kind != .missingID } }
  }

  /// Of several records with one id none is taken: nothing says which is meant.
  private mutating func refuseRepeats() {
    var places: [CandidateID: [Int]] = [:]
    for (place, record) in records.enumerated() {
      if let id = record.candidate?.id { places[id, default: []].append(place) }
    }
    for (id, same) in places where same.count > 1 {
      let numbers = same.map { records[$0].row ?? records[$0].index }
      for place in same {
        let record = records[place]
        records[place] = Declarations.Record(row: record.row, index: record.index, line: record.line, candidate: nil)
        faultsOfRecord[place].append(
          DeclarationFault(
            row: record.row, index: record.index, line: record.line, column: "candidate_id", label: nil,
            value: id.rawValue, kind: .repeatedID(places: numbers)))
      }
    }
  }
}

extension JSON {
  /// What is kept of a value that nobody knows.
  var attributeText: String {
    switch value {
    case .null: ""
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let text), .text(let text): text
    case .array(let elements): elements.isEmpty ? "" : compactText
    case .object: compactText
    }
  }
}

/// Reads a JSON file of candidates: an array of records.
public func readDeclarations(_ json: JSON, under scheme: Scheme, version: Int = 1) -> Declarations {
  DeclarationReader(scheme).read(json, version: version)
}

/// Reads a table of candidates, one row a candidate; the caller has parsed the file and numbers its rows.
public func readDeclarations(
  header: [String], headerRow: Int = 1, rows: [DeclarationRow], under scheme: Scheme, version: Int = 1
) -> Declarations {
  DeclarationReader(scheme).read(header: header, headerRow: headerRow, rows: rows, version: version)
}
