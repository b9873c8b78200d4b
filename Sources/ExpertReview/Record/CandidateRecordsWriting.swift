/// Writes one record of `CandidateRecords`, whose head tells the layout. Each method is false where its value has no
/// place in the layout; the bytes are then of no use.
struct RecordWriter {
  var bytes: [UInt8] = []

  mutating func write(_ candidate: Candidate, _ layout: RecordLayout) -> Bool {
    guard text(candidate.id.rawValue), text(candidate.name), let version = Int32(exactly: candidate.version) else {
      return false
    }
    number(version)
    let used = layout.slots.indices.filter { candidate.values[layout.slots[$0]] != .missing }
    guard count(used.count) else { return false }
    for place in used {
      let cell = layout.fields[place]
      guard count(place), value(candidate.values[layout.slots[place]], RecordTag(of: cell.field), cell) else {
        return false
      }
    }
    return attachments(candidate.attachments, layout) && attributes(candidate.attributes)
  }

  // MARK: Parts

  private mutating func attachments(_ attachments: [MaterialID: Attachment], _ layout: RecordLayout) -> Bool {
    var files: [(place: Int, attachment: Attachment)] = []
    for (material, attachment) in attachments {
      guard let place = layout.materialPlaces[material] else { return false }
      files.append((place, attachment))
    }
    guard count(files.count) else { return false }
    for (place, file) in files.sorted(by: { $0.place < $1.place }) {
      guard count(place), text(file.file) else { return false }
      bytes.append((file.issuedOn == nil ? 0 : 1) | (file.issuer == nil ? 0 : 2) | (file.amount == nil ? 0 : 4))
      if let day = file.issuedOn { number(day.daysSince1970) }
      if let issuer = file.issuer, !text(issuer) { return false }
      if let amount = file.amount { decimal(amount) }
    }
    return true
  }

  private mutating func attributes(_ attributes: [String: String]) -> Bool {
    guard length(attributes.count) else { return false }
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
      guard text(name), text(value) else { return false }
    }
    return true
  }

  private mutating func value(_ value: FieldValue, _ tag: RecordTag, _ cell: RecordLayout.Cell) -> Bool {
    bytes.append(tag.rawValue)
    switch (tag, value) {
    case (.text, .text(let text)): return self.text(text)
    case (.number, .number(let number)):
      guard cell.field.admits(number) else { return false }
      decimal(number)
    case (.day, .day(let day)): number(day.daysSince1970)
    case (.month, .month(let month)): number(Int32(12 * month.year + month.month - 1))
    case (.flag, .flag(let flag)): bytes.append(flag ? 1 : 0)
    case (.choice, .choice(let id)): return choice(id, cell)
    case (.choices, .choices(let ids)):
      guard count(ids.count), Set(ids).count == ids.count else { return false }
      for id in ids where !choice(id, cell) { return false }
    case (.list, .list(let values)):
      guard length(values.count) else { return false }
      let tag = cell.field.entry.isEmpty ? RecordTag.text : .entry
      for element in values where !self.value(element, tag, cell) { return false }
    case (.entry, .entry(let cells)): return entry(cells, cell)
    case (.yearly, .yearly(let years)): return yearly(years, cell)
    default: return false
    }
    return true
  }

  private mutating func choice(_ id: String, _ cell: RecordLayout.Cell) -> Bool {
    cell.choicePlaces[id].map { count($0) } ?? false
  }

  private mutating func entry(_ values: [String: FieldValue], _ cell: RecordLayout.Cell) -> Bool {
    guard count(values.count), values.keys.allSatisfy({ cell.cellPlaces[$0] != nil }) else { return false }
    for (place, part) in cell.cells.enumerated() {
      guard let value = values[part.field.key] else { continue }
      guard count(place), self.value(value, RecordTag(of: part.field.kind), part) else { return false }
    }
    return true
  }

  private mutating func yearly(_ years: [Int: FieldValue], _ cell: RecordLayout.Cell) -> Bool {
    guard !years.isEmpty, count(years.count) else { return false }
    for (year, value) in years.sorted(by: { $0.key < $1.key }) {
      guard count(year), self.value(value, RecordTag(of: cell.field.kind), cell) else { return false }
    }
    return true
  }

  // MARK: Numbers and texts

  /// A length, or the count of what may be many.
  mutating func length(_ length: Int) -> Bool {
    guard let length = UInt32(exactly: length) else { return false }
    number(length)
    return true
  }

  /// A place, or the count of what is few.
  private mutating func count(_ count: Int) -> Bool {
    guard let count = UInt16(exactly: count) else { return false }
    number(count)
    return true
  }

  private mutating func text(_ text: String) -> Bool {
    guard length(text.utf8.count) else { return false }
    bytes.append(contentsOf: text.utf8)
    return true
  }

  private mutating func decimal(_ value: ExactDecimal) {
    number(value.units)
    bytes.append(UInt8(value.places))
  }

  private mutating func number<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
