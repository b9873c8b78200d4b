/// Candidates as bytes, for imports too large to be read as one text: the form `records-1`.
///
/// *Problem.* Every command rebuilds the round from its facts. As JSON the full declarations of 10,000 candidates are
/// 87 MB; reading them back means a tree of values as large again, which is then read cell by cell, on one thread.
///
/// *Method.* What all records share – keys of fields, cells and materials, ids of choices – stands once, in a header;
/// a record names them by their places in it. A table of lengths stands before the records, so that each can be found
/// without reading those before it and all processors read at once. A record is read under the scheme that the round
/// embeds: a key, a choice or a material that the scheme does not have, or a value of another type than the field's,
/// is refused, as it is in JSON.
///
/// *Layout*, little-endian:
///
///     file        "PCR1", length of the header (UInt32), header, number of records (UInt32),
///                 for each record its length (UInt32), the records
///     header      JSON: {"fields": [field…], "materials": [id…]}
///     field       {"key", "choices": [id…]?, "cells": [field…]?}; those that some record uses, in the scheme's order
///     record      id (text), name (text), version (Int32),
///                 number of cells (UInt16), for each its place in `fields` (UInt16, ascending) and its value,
///                 number of attachments (UInt16), for each its place in `materials` (UInt16, ascending), file (text),
///                   a byte of bits (1 issued on, 2 issuer, 4 amount) and those parts: day, text, number,
///                 number of attributes (UInt32), for each its name (text, ascending) and its text
///     value       one byte for its type, then
///      1 text     text                            6 choice   place in the field's `choices` (UInt16)
///      2 number   number                          7 choices  count (UInt16), places (UInt16 each, none twice)
///      3 day      day                             8 list     count (UInt32), values
///      4 month    12 × year + month − 1 (Int32)   9 entry    count (UInt16), for each its place in the field's `cells`
///      5 flag     0 or 1 (UInt8)                             (UInt16, ascending) and its value
///                                                10 yearly   count (UInt16), each year (UInt16, ascending) and value
///     text        length in bytes (UInt32), UTF-8
///     number      digits without the point (Int64), places after it (UInt8), normalised
///     day         days since 1970-01-01 (Int32)
///
/// A cell without a value takes no place. Everything has one way to be written, so equal candidates give equal bytes,
/// with any number of threads. Bytes that are cut, lengthened or changed are refused, or come to other sound
/// candidates; nothing in them can stop the program. Whether they are the bytes that were recorded is for the hash of
/// the payload to say.
enum CandidateRecords {
  /// Imports of more candidates than this are packed; smaller ones stay text that a person can read.
  static let mostAsText = 500

  static let magic: [UInt8] = Array("PCR1".utf8)
  static let kind = "candidates-imported"

  /// The candidates as bytes; nil where one of them does not fit the scheme, or a count its width, and JSON has to do.
  /// Complexity: linear.
  static func bytes(
    of candidates: [Candidate], under scheme: Scheme, threads: Int = processorCount
  ) -> [UInt8]? {
    guard candidates.allSatisfy({ $0.values.count == scheme.fields.count }),
      let layout = RecordLayout(of: candidates, under: scheme)
    else { return nil }
    let records = concurrentMap(candidates, threads: threads) { candidate -> [UInt8]? in
      var writer = RecordWriter()
      return writer.write(candidate, layout) ? writer.bytes : nil
    }
    let header = layout.json.bytes()
    var output = RecordWriter()
    output.bytes.reserveCapacity(records.reduce(16 + header.count) { $0 + 4 + ($1?.count ?? 0) })
    output.bytes.append(contentsOf: magic)
    guard output.length(header.count) else { return nil }
    output.bytes.append(contentsOf: header)
    guard output.length(records.count) else { return nil }
    for record in records {
      guard let record, output.length(record.count) else { return nil }
    }
    for case let record? in records { output.bytes.append(contentsOf: record) }
    return output.bytes
  }

  /// Reads what `bytes(of:under:)` wrote. Throws `malformed` with the part that is not as it must be, for a record its
  /// number from 1. Complexity: linear; records are read on several threads.
  static func read(
    _ bytes: [UInt8], under scheme: Scheme, threads: Int = processorCount
  ) throws(FactCodecFault) -> [Candidate] {
    func fault(_ part: String) -> FactCodecFault { .malformed(kind: kind, key: part) }
    let candidates: Result<[Candidate], FactCodecFault> = bytes.withUnsafeBytes { raw in
      var file = RecordCursor(raw)
      guard let found = try? file.take(magic.count), found.elementsEqual(magic) else { return .failure(fault("PCR1")) }
      guard let length = try? file.length(), let head = try? file.take(length), let header = try? JSON.read(head),
        let layout = RecordLayout(header, under: scheme)
      else { return .failure(fault("header")) }
      guard let records = try? ranges(&file) else { return .failure(fault("lengths")) }
      // Threads only read, each its own records, and none outlives this closure.
      nonisolated(unsafe) let raw = raw
      let read = concurrentMap(records, threads: threads) { range -> Candidate? in
        var record = RecordCursor(UnsafeRawBufferPointer(rebasing: raw[range]))
        guard let candidate = try? record.candidate(layout), record.isAtEnd else { return nil }
        return candidate
      }
      var candidates: [Candidate] = []
      candidates.reserveCapacity(read.count)
      for candidate in read {
        guard let candidate else { return .failure(fault("record \(candidates.count + 1)")) }
        candidates.append(candidate)
      }
      return .success(candidates)
    }
    return try candidates.get()
  }

  /// Where each record stands; they fill the bytes to their end.
  private static func ranges(_ file: inout RecordCursor) throws(RecordCursor.Fault) -> [Range<Int>] {
    let count = try file.length()
    var lengths = RecordCursor(try file.take(4, times: count))
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(count)
    for _ in 0..<count {
      let start = file.index
      _ = try file.take(try lengths.length())
      ranges.append(start..<file.index)
    }
    guard file.isAtEnd else { throw RecordCursor.Fault() }
    return ranges
  }
}

/// The header of `CandidateRecords`: what the places in a record stand for.
struct RecordLayout: Sendable {
  /// A field, or a cell of a field's entries.
  struct Cell: Sendable {
    let field: Field
    let choices: [String]
    let cells: [Cell]
    let choicePlaces: [String: Int]
    let cellPlaces: [String: Int]

    private init(_ field: Field, choices: [String], cells: [Cell]) {
      self.field = field
      self.choices = choices
      self.cells = cells
      choicePlaces = Dictionary(choices.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      cellPlaces = Dictionary(cells.enumerated().map { ($1.field.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    init(_ field: Field) { self.init(field, choices: field.choices.map(\.id), cells: field.entry.map { Cell($0) }) }

    /// The cell that a header names; nil where the field has no such choice or cell, or one is named twice.
    init?(_ json: JSON, _ field: Field) {
      var choices: [String] = []
      for element in json["choices"]?.elements ?? [] {
        guard let id = element.text, field.choices.contains(where: { $0.id == id }), !choices.contains(id) else {
          return nil
        }
        choices.append(id)
      }
      var cells: [Cell] = []
      for element in json["cells"]?.elements ?? [] {
        guard let key = element["key"]?.text, let entry = field.entry.first(where: { $0.key == key }),
          !cells.contains(where: { $0.field.key == key }), let cell = Cell(element, entry)
        else { return nil }
        cells.append(cell)
      }
      self.init(field, choices: choices, cells: cells)
    }

    var json: JSON {
      .object([
        "key": .text(field.key), "choices": choices.isEmpty ? nil : .array(choices.map { .text($0) }),
        "cells": cells.isEmpty ? nil : .array(cells.map(\.json)),
      ])
    }
  }

  let fields: [Cell]
  /// Of each of `fields`, its slot in a candidate's values.
  let slots: [Int]
  /// How many values a candidate has.
  let width: Int
  let materials: [MaterialID]
  let materialPlaces: [MaterialID: Int]

  private init(fields: [Cell], slots: [Int], width: Int, materials: [MaterialID]) {
    self.fields = fields
    self.slots = slots
    self.width = width
    self.materials = materials
    materialPlaces = Dictionary(materials.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The layout for candidates of a scheme; nil where it has more fields than a place can count.
  init?(of candidates: [Candidate], under scheme: Scheme) {
    var isUsed = [Bool](repeating: false, count: scheme.fields.count)
    for candidate in candidates {
      for slot in isUsed.indices where !isUsed[slot] && candidate.values[slot] != .missing { isUsed[slot] = true }
    }
    let slots = isUsed.indices.filter { isUsed[$0] }
    guard slots.count <= Int(UInt16.max), scheme.materials.count <= Int(UInt16.max) else { return nil }
    self.init(
      fields: slots.map { Cell(scheme.fields[$0]) }, slots: slots, width: scheme.fields.count,
      materials: scheme.materials.map(\.id))
  }

  /// The layout that a header gives; nil where the scheme does not have what it names, or has it in another order.
  init?(_ header: JSON, under scheme: Scheme) {
    guard let entries = header["fields"]?.elements, let ids = header["materials"]?.elements else { return nil }
    var fields: [Cell] = []
    var slots: [Int] = []
    for entry in entries {
      guard let key = entry["key"]?.text, let slot = scheme.slots[key], scheme.fields[slot].key == key,
        !slots.contains(slot), let cell = Cell(entry, scheme.fields[slot])
      else { return nil }
      fields.append(cell)
      slots.append(slot)
    }
    let known = Set(scheme.materials.map(\.id))
    let materials = ids.compactMap(\.text).map { MaterialID($0) }
    guard materials.count == ids.count, known.isSuperset(of: materials), Set(materials).count == materials.count else {
      return nil
    }
    self.init(fields: fields, slots: slots, width: scheme.fields.count, materials: materials)
  }

  var json: JSON {
    .object([
      "fields": .array(fields.map(\.json)), "materials": .array(materials.map { .text($0.rawValue) }),
    ])
  }
}

/// The types of values, as the byte before each says them.
enum RecordTag: UInt8 {
  case text = 1, number, day, month, flag, choice, choices, list, entry, yearly

  /// What stands in a cell of a field: one value, or one of each year.
  init(of field: Field) { self = field.years == nil ? RecordTag(of: field.kind) : .yearly }

  init(of kind: Field.Kind) {
    self =
      switch kind {
      case .text, .attachment: .text
      case .integer, .decimal, .money, .percent: .number
      case .date: .day
      case .month: .month
      case .boolean: .flag
      case .choice: .choice
      case .choices: .choices
      case .list: .list
      case .object: .entry
      }
  }
}

extension Field {
  /// Whether a number may stand in this field, as on import: whole, of at most two places, not below zero.
  func admits(_ number: ExactDecimal) -> Bool {
    if number.isNegative, !mayBeNegative { return false }
    if kind == .integer, number.integer == nil { return false }
    return kind != .money || number.places <= 2
  }
}
