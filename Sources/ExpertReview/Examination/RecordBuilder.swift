/// Puts one record together, cell by cell, and gathers what is wrong with it.
struct RecordBuilder {
  /// Where the record stands.
  struct Place: Sendable {
    let row: Int?
    let index: Int
    let line: Int?
  }
  /// What a record came to.
  struct Finished: Sendable {
    let place: Place
    /// Nil where the record has a fault.
    let candidate: Candidate?
    let faults: [DeclarationFault]
    let attributeNames: [String]
  }
  let columns: DeclarationColumns
  let place: Place
  private var id = ""
  private var name = ""
  private var values: [FieldValue]
  private var attachments: [MaterialID: [DeclarationColumns.Part: JSON]] = [:]
  private(set) var attributes: [String: String] = [:]
  private(set) var faults: [DeclarationFault] = []

  init(columns: DeclarationColumns, place: Place) {
    self.columns = columns
    self.place = place
    values = [FieldValue](repeating: .missing, count: columns.readings.count)
  }

  mutating func note(
    _ kind: DeclarationFault.Kind, column: String, label: Bilingual? = nil, value: String, line: Int? = nil
  ) {
    let shown = value.count > 60 ? value.prefix(60) + "…" : Substring(value)
    faults.append(
      DeclarationFault(
        row: place.row, index: place.index, line: line ?? place.line, column: column, label: label,
        value: String(shown),
        kind: kind))
  }

  mutating func keep(_ attribute: String, _ value: String) {
    if !value.isEmpty { attributes[attribute] = value }
  }

  mutating func set(_ outcome: CellReading.Outcome, slot: Int, year: Int? = nil, line: Int? = nil) {
    let field = columns.readings[slot].field
    switch outcome {
    case .success(.missing): break
    case .success(let value): put(value, slot: slot, year: year)
    case .failure(let refusal):
      var column = year.map { field.key(of: $0) } ?? field.key
      if !refusal.within.isEmpty { column += "." + refusal.within }
      note(refusal.kind, column: column, label: field.label, value: refusal.value, line: line)
    }
  }

  private mutating func put(_ value: FieldValue, slot: Int, year: Int?) {
    guard let year else {
      values[slot] = value
      return
    }
    var years: [Int: FieldValue] = [:]
    if case .yearly(let known) = values[slot] { years = known }
    values[slot] = .missing
    years[year] = value
    values[slot] = .yearly(years)
  }

  mutating func setID(_ text: String) { if !text.isEmpty { id = text } }
  mutating func setName(_ text: String) { name = text }

  mutating func setScheme(_ text: String) {
    if !text.isEmpty, text != columns.schemeID.rawValue {
      note(.otherScheme(expected: columns.schemeID.rawValue), column: "scheme_id", value: text)
    }
  }

  mutating func attach(_ material: MaterialID, _ part: DeclarationColumns.Part, _ value: JSON) {
    if case .null = value.value { return }
    if let text = value.scalarText, text.trimmed.isEmpty { return }
    attachments[material, default: [:]][part] = value
  }

  /// The candidate, or nil where the record has a fault.
  mutating func finish(version: Int) -> Candidate? {
    if id.trimmed.isEmpty { note(.missingID, column: "candidate_id", value: "") }
    var attached: [MaterialID: Attachment] = [:]
    for (material, parts) in attachments.sorted(by: { $0.key < $1.key }) {
      if let attachment = attachment(material, parts) { attached[material] = attachment }
    }
    guard faults.isEmpty else { return nil }
    if name.trimmed.isEmpty { name = id }
    if name == id, let slot = columns.applicantSlot, case .text(let applicant) = values[slot] { name = applicant }
    return Candidate(
      id: CandidateID(id), name: name, values: values, attachments: attached, attributes: attributes, version: version)
  }

  /// The candidate with what is wrong with it and the names that nobody knew.
  consuming func finished(version: Int) -> Finished {
    let candidate = finish(version: version)
    return Finished(place: place, candidate: candidate, faults: faults, attributeNames: Array(attributes.keys))
  }

  private mutating func attachment(_ material: MaterialID, _ parts: [DeclarationColumns.Part: JSON]) -> Attachment? {
    let column = "attachments." + material.rawValue
    guard let file = parts[.file] else {
      note(.attachmentWithoutFile, column: column + ".file", value: "")
      return nil
    }
    var issuedOn: CivilDay?
    if let given = parts[.issuedOn], case .day(let day)? = part(given, of: .date, column + ".issued_on") {
      issuedOn = day
    }
    var amount: ExactDecimal?
    if let given = parts[.amount], case .number(let value)? = part(given, of: .money, column + ".amount") {
      amount = value
    }
    guard case .text(let name)? = part(file, of: .text, column + ".file") else { return nil }
    var issuer: String?
    if let given = parts[.issuer], case .text(let text)? = part(given, of: .text, column + ".issuer") { issuer = text }
    return Attachment(file: name, issuedOn: issuedOn, issuer: issuer, amount: amount)
  }

  private mutating func part(_ json: JSON, of kind: Field.Kind, _ column: String) -> FieldValue? {
    switch CellReading(Field(partOf: kind)).read(json) {
    case .success(let value): return value
    case .failure(let refusal):
      note(refusal.kind, column: column, value: refusal.value, line: json.line > 0 ? json.line : nil)
      return nil
    }
  }
}

extension Field {
  /// The key with a year in place of `YYYY`.
  public func key(of year: Int) -> String {
    key.split(separator: ".", omittingEmptySubsequences: false).map { $0 == "YYYY" ? String(year) : String($0) }
      .joined(separator: ".")
  }

  /// A nameless field of a type, to read the parts of an attachment like any other cell.
  fileprivate init(partOf kind: Kind) {
    self.init(
      key: "", aliases: [], label: Bilingual(zh: "", en: ""), kind: kind, unit: "", choices: [], required: .never,
      maxLength: nil, years: nil, entry: [], mayBeNegative: false, source: .house(reason: ""))
  }
}
