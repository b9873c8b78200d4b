/// Reads the cells of one field: what may stand in them, and what is wrong where something else does.
///
/// Nothing is repaired: a value that only needs a small mend (full-width digits, a thousands separator, a slash in a
/// day) is refused with the mend.
struct CellReading: Sendable {
  let field: Field
  /// Every accepted name of each choice.
  private let choiceIDs: [String: String]
  let entry: [CellReading]
  private let entryPlaces: [String: Int]

  init(_ field: Field) {
    self.field = field
    var names: [String: String] = [:]
    for choice in field.choices {
      for name in [choice.id, choice.label.zh, choice.label.en] + choice.aliases where names[name] == nil {
        names[name] = choice.id
      }
    }
    choiceIDs = names
    entry = field.entry.map { CellReading($0) }
    var places: [String: Int] = [:]
    for (place, cell) in field.entry.enumerated() {
      for name in [cell.key] + cell.aliases { places[name] = place }
    }
    entryPlaces = places
  }

  typealias Outcome = Result<FieldValue, Refusal>

  /// Why a cell was refused, and what stood in it.
  struct Refusal: Error {
    let kind: DeclarationFault.Kind
    let value: String
    /// The cell within an entry of a list, such as `members.2.name`.
    var within = ""
  }

  func place(ofCell name: String) -> Int? { entryPlaces[name] }

  // MARK: Text

  /// Reads a cell of text. One without a visible character is missing.
  func read(_ text: String) -> Outcome {
    if text.isEmpty || text.utf8.allSatisfy({ $0 <= 0x20 }) { return .success(.missing) }
    switch field.kind {
    case .text, .attachment: return .success(.text(text))
    default: return typed(text.trimmed)
    }
  }

  private func typed(_ text: String) -> Outcome {
    func refused(_ kind: DeclarationFault.Kind) -> Outcome { .failure(Refusal(kind: kind, value: text)) }
    switch field.kind {
    case .text, .attachment: return .success(.text(text))
    case .integer, .decimal, .money, .percent: return number(text)
    case .date:
      if let day = CivilDay(text) { return .success(.day(day)) }
      return refused(text.looksLikeDay ? .noSuchDay : .notADay(mended: text.mendedDay))
    case .month:
      if let month = CivilMonth(text) { return .success(.month(month)) }
      return refused(.notAMonth(mended: text.mendedMonth))
    case .boolean: return flag(text).map { .success(.flag($0)) } ?? refused(.notTrueOrFalse)
    case .choice: return choice(text).map { .choice($0) }
    case .choices: return choices(pieces(text), of: text)
    case .list: return .success(.list(pieces(text).map { .text($0) }))
    case .object: return refused(.wrongForm(expected: .object, found: .text))
    }
  }

  /// The parts of a joined list; a separator at the end adds none.
  func pieces(_ text: String) -> [String] {
    text.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  private func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "1", "是": true
    case "false", "no", "0", "否": false
    default: nil
    }
  }

  // MARK: Numbers

  private func number(_ text: String) -> Outcome {
    func refused(_ kind: DeclarationFault.Kind) -> Outcome { .failure(Refusal(kind: kind, value: text)) }
    switch ExactDecimal.read(text.utf8) {
    case .success(let value): return checked(value, text)
    case .failure(.fullWidth(let mended)): return refused(.fullWidth(mended: mended))
    case .failure(.tooManyDigits): return refused(.tooManyDigits)
    case .failure(.tooManyPlaces): return refused(.tooManyPlaces(most: ExactDecimal.mostPlaces))
    case .failure(.empty), .failure(.notANumber): return refused(misreading(text))
    }
  }

  private func checked(_ value: ExactDecimal, _ text: String) -> Outcome {
    func refused(_ kind: DeclarationFault.Kind) -> Outcome { .failure(Refusal(kind: kind, value: text)) }
    if value.isNegative, !field.mayBeNegative { return refused(.negative) }
    if field.kind == .integer, value.integer == nil { return refused(.notWhole) }
    if field.kind == .money, value.places > 2 { return refused(.tooManyPlaces(most: 2)) }
    return .success(.number(value))
  }

  /// What the writer of something that is no plain number most likely did.
  private func misreading(_ text: String) -> DeclarationFault.Kind {
    let half = text.halfWidth
    let bare = String(half.filter { $0 != "," })
    if bare != half, ExactDecimal(bare) != nil { return .thousandsSeparator(mended: bare) }
    if !field.unit.isEmpty, half.hasSuffix(field.unit.halfWidth) {
      let mended = String(half.dropLast(field.unit.halfWidth.count)).trimmed
      if ExactDecimal(mended) != nil { return .unitInCell(unit: field.unit, mended: mended) }
    }
    let isExponent = half.contains { $0 == "e" || $0 == "E" } && half.allSatisfy { "0123456789.eE+-".contains($0) }
    return isExponent ? .exponent : .notANumber
  }

  // MARK: Choices

  private func choice(_ text: String) -> Result<String, Refusal> {
    if let id = choiceIDs[text] { return .success(id) }
    let near = nearest(to: text, among: choiceIDs.keys).flatMap { choiceIDs[$0] }
    let label = field.choices.first { $0.id == near }?.label
    return .failure(Refusal(kind: .notAChoice(allowed: field.choices.map(\.label), nearest: label), value: text))
  }

  private func choices(_ names: [String], of text: String) -> Outcome {
    var ids: [String] = []
    for name in names {
      switch choice(name) {
      case .success(let id):
        if ids.contains(id) { return .failure(Refusal(kind: .repeatedChoice, value: name)) }
        ids.append(id)
      case .failure(let refusal):
        if let mended = mendedSeparators(text) {
          return .failure(Refusal(kind: .wrongSeparator(mended: mended), value: text))
        }
        return .failure(refusal)
      }
    }
    return .success(.choices(ids))
  }

  /// The same list with semicolons, where that makes every part a choice.
  private func mendedSeparators(_ text: String) -> String? {
    let mended = text.split { "；、，,|/".contains($0) || $0 == ";" }.map { String($0).trimmed }
    guard mended.count > 1, mended.allSatisfy({ choiceIDs[$0] != nil }) else { return nil }
    return mended.joined(separator: ";")
  }
}

extension CellReading {
  // MARK: JSON

  /// Reads a value of JSON. `null` and an empty text are missing; an empty list is a list of none.
  func read(_ json: JSON) -> Outcome {
    switch (field.kind, json.value) {
    case (_, .null): return .success(.missing)
    case (.list, .array(let elements)): return list(elements)
    case (.choices, .array(let elements)): return choices(elements)
    case (.object, .object(let members)): return object(members, path: "")
    case (.boolean, .boolean(let flag)): return .success(.flag(flag))
    case (.boolean, .number(let digits)), (.integer, .number(let digits)), (.decimal, .number(let digits)),
      (.money, .number(let digits)), (.percent, .number(let digits)):
      return read(digits)
    case (.list, _), (.choices, _), (.object, _):
      if case .text("") = json.value { return .success(.missing) }
      return .failure(Refusal(kind: .wrongForm(expected: expectedForm, found: json.form), value: json.inShort))
    case (_, .text(let text)): return read(text)
    default:
      return .failure(Refusal(kind: .wrongForm(expected: expectedForm, found: json.form), value: json.inShort))
    }
  }

  private var expectedForm: DeclarationFault.Form {
    switch field.kind {
    case .list, .choices: .list
    case .object: .object
    case .boolean: .truth
    case .integer, .decimal, .money, .percent: .number
    case .text, .date, .month, .choice, .attachment: .text
    }
  }

  private func choices(_ elements: [JSON]) -> Outcome {
    var names: [String] = []
    for element in elements {
      guard let name = element.text else {
        return .failure(Refusal(kind: .wrongForm(expected: .text, found: element.form), value: element.inShort))
      }
      names.append(name)
    }
    return choices(names, of: "")
  }

  private func list(_ elements: [JSON]) -> Outcome {
    var values: [FieldValue] = []
    values.reserveCapacity(elements.count)
    for (place, element) in elements.enumerated() {
      switch (field.entry.isEmpty, element.value) {
      case (true, .text(let text)): values.append(.text(text))
      case (false, .object(let members)):
        switch object(members, path: String(place + 1)) {
        case .success(let entry): values.append(entry)
        case .failure(let refusal): return .failure(refusal)
        }
      default:
        let kind = DeclarationFault.Kind.wrongForm(expected: field.entry.isEmpty ? .text : .object, found: element.form)
        return .failure(Refusal(kind: kind, value: element.inShort, within: String(place + 1)))
      }
    }
    return .success(.list(values))
  }

  /// Cells that the entry does not have are left to the caller, who keeps them as attributes.
  private func object(_ members: [JSON.Member], path: String) -> Outcome {
    var cells: [String: FieldValue] = [:]
    for member in members {
      guard let place = entryPlaces[member.key] else { continue }
      switch entry[place].read(member.value) {
      case .success(.missing): break
      case .success(let value): cells[entry[place].field.key] = value
      case .failure(var refusal):
        refusal.within = path.isEmpty ? member.key : path + "." + member.key
        return .failure(refusal)
      }
    }
    return .success(.entry(cells))
  }
}

extension JSON {
  var form: DeclarationFault.Form {
    switch value {
    case .null, .text: .text
    case .boolean: .truth
    case .number: .number
    case .array: .list
    case .object: .object
    }
  }

  var inShort: String { scalarText ?? compactText }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    if hasVisibleEnds { return self }
    guard let first = first, let last = last, first.isWhitespace || last.isWhitespace else { return self }
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
    return String(self[start..<end])
  }

  /// Whether both ends are for certain no spaces: visible ASCII, or characters from U+4000, most of Chinese.
  private var hasVisibleEnds: Bool {
    func isVisible(_ lead: UInt8) -> Bool { (0x21...0x7E).contains(lead) || lead >= 0xE4 }
    guard let first = utf8.first, isVisible(first) else { return false }
    guard let lead = utf8.last(where: { !(0x80..<0xC0).contains($0) }) else { return false }
    return isVisible(lead)
  }

  /// Whether this is `YYYY-MM-DD` in form, whatever the calendar says.
  fileprivate var looksLikeDay: Bool {
    let bytes = Array(utf8)
    return bytes.count == 10
      && bytes.enumerated().allSatisfy { place, byte in
        place == 4 || place == 7 ? byte == UInt8(ascii: "-") : (48...57).contains(byte)
      }
  }

  /// The groups of digits, full width turned into half.
  private var digitGroups: [Substring] { halfWidth.split { !("0"..."9").contains($0) }.map { $0 } }

  private func padded(_ group: Substring) -> String { group.count == 1 ? "0" + group : String(group) }

  /// `YYYY-MM-DD` where year, month and day can be made out (2025/1/2, 2025年1月2日, 20250102).
  fileprivate var mendedDay: String? {
    let groups = digitGroups
    let mended: String
    if groups.count == 3, groups[0].count == 4 {
      mended = "\(groups[0])-\(padded(groups[1]))-\(padded(groups[2]))"
    } else if groups.count == 1, groups[0].count == 8 {
      mended = "\(groups[0].prefix(4))-\(groups[0].dropFirst(4).prefix(2))-\(groups[0].suffix(2))"
    } else {
      return nil
    }
    return CivilDay(mended).map { _ in mended }
  }

  fileprivate var mendedMonth: String? {
    let groups = digitGroups
    guard groups.count >= 2, groups[0].count == 4 else { return nil }
    let mended = "\(groups[0])-\(padded(groups[1]))"
    return CivilMonth(mended).map { _ in mended }
  }
}
