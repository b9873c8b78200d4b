/// What the columns of a file of candidates mean under a scheme, by key, alias or (in tables) label.
struct DeclarationColumns: Sendable {
  enum Target: Sendable, Hashable {
    case id, name, scheme
    case field(Int)
    /// A year of a field whose key holds `YYYY`.
    case year(slot: Int, Int)
    /// A cell of the entries of a list or of an object.
    case cell(slot: Int, place: Int)
    case attachment(MaterialID, Part)
  }
  enum Part: String, Sendable, CaseIterable {
    case file, issuer, amount
    case issuedOn = "issued_on"
  }

  let readings: [CellReading]
  let schemeID: SchemeID
  private var exact: [String: Target] = [:]
  /// By the key with `YYYY` in place of the year.
  private var yearly: [String: Int] = [:]
  /// Of columns in a table; several where a label is not unique.
  private var labels: [String: [Int]] = [:]
  private var names: [String] = []
  let applicantSlot: Int?

  init(_ scheme: Scheme) {
    readings = scheme.fields.map { CellReading($0) }
    schemeID = scheme.id
    applicantSlot = scheme.slots["applicant_name"]
    exact = ["candidate_id": .id, "application_id": .id, "name": .name, "scheme_id": .scheme]
    names = exact.keys.sorted()
    for (slot, field) in scheme.fields.enumerated() { add(field, slot) }
    for material in scheme.materials { add(material.id) }
  }

  /// `attachments.MT-01.file`; `attachments.MT-01` is the file too.
  private mutating func add(_ material: MaterialID) {
    let name = "attachments." + material.rawValue
    exact[name] = .attachment(material, .file)
    for part in Part.allCases { exact[name + "." + part.rawValue] = .attachment(material, part) }
  }

  private mutating func add(_ field: Field, _ slot: Int) {
    for name in [field.key] + field.aliases {
      names.append(name)
      if field.years == nil { exact[name] = .field(slot) } else { yearly[name] = slot }
      for (place, cell) in field.entry.enumerated() {
        for cellName in [cell.key] + cell.aliases { exact[name + "." + cellName] = .cell(slot: slot, place: place) }
      }
    }
    for label in Set([field.label.zh, field.label.en]) {
      for written in DeclarationColumns.written(label, unit: field.unit) {
        if field.years == nil {
          labels[written, default: []].append(slot)
        } else if yearly[written] == nil {
          yearly[written] = slot
        }
      }
      for (place, cell) in field.entry.enumerated() {
        exact[label + "." + cell.label.zh] = .cell(slot: slot, place: place)
      }
    }
  }

  /// A label as tables write it, with and without its unit.
  private static func written(_ label: String, unit: String) -> Set<String> {
    unit.isEmpty ? [label] : [label, "\(label)（\(unit)）", "\(label)(\(unit))"]
  }

  /// What a key means; nil for one that nobody knows.
  func target(ofKey key: String) -> Target? {
    if let found = exact[key] { return found }
    if let (pattern, year) = DeclarationColumns.yearPattern(key), let slot = yearly[pattern] {
      return .year(slot: slot, year)
    }
    return nil
  }

  /// What the header of a table's column means; several keys where its label is not unique, none where nobody knows it.
  func targets(ofHeader header: String) -> [Target] {
    if let found = target(ofKey: header) { return [found] }
    if let slots = labels[header] { return slots.map { .field($0) } }
    return DeclarationColumns.envelopeLabels[header].map { [$0] } ?? []
  }

  /// How score sheets and notices head these columns; a scheme's own field of that name goes before.
  private static let envelopeLabels: [String: Target] = ["申报编号": .id, "申报对象": .name]

  func nearestName(to name: String) -> String? { nearest(to: name, among: names) }

  /// The name with `YYYY` for the four digits in it that are a year, and the year.
  private static func yearPattern(_ name: String) -> (String, Int)? {
    let bytes = Array(name.utf8)
    func isDigit(_ place: Int) -> Bool { bytes.indices.contains(place) && (48...57).contains(bytes[place]) }
    for start in bytes.indices where isDigit(start) && !isDigit(start - 1) {
      guard (1..<4).allSatisfy({ isDigit(start + $0) }), !isDigit(start + 4) else { continue }
      let year = bytes[start..<start + 4].reduce(0) { $0 * 10 + Int($1 - 48) }
      guard (1900...2199).contains(year) else { continue }
      return (String(decoding: bytes[..<start] + Array("YYYY".utf8) + bytes[(start + 4)...], as: UTF8.self), year)
    }
    return nil
  }
}
