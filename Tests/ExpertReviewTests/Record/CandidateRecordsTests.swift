import Testing

@testable import ExpertReview

/// Candidates drawn by lot, with values of every type, as a file could have brought them.
private struct RandomCandidates {
  /// A field of every type, also once a year and within entries.
  static let scheme = Result { () throws -> Scheme in
    let fields = [
      #"{"key": "text", "type": "text""#, #"{"key": "integer", "type": "integer""#,
      #"{"key": "decimal", "type": "decimal", "mayBeNegative": true"#, #"{"key": "money", "type": "money""#,
      #"{"key": "percent", "type": "percent""#, #"{"key": "date", "type": "date""#,
      #"{"key": "month", "type": "month""#, #"{"key": "flag", "type": "boolean""#,
      #"{"key": "paper", "type": "attachment""#, #"{"key": "one", "type": "choice", \#(values)"#,
      #"{"key": "many", "type": "choices", \#(values)"#, #"{"key": "plain", "type": "list""#,
      #"{"key": "object", "type": "object", \#(entry)"#, #"{"key": "list", "type": "list", \#(entry)"#,
      #"{"key": "fin.YYYY.money", "type": "money", "years": "2""#,
      #"{"key": "fin.YYYY.many", "type": "choices", "years": "2", \#(values)"#,
    ].map { $0 + #", "label": {"zh": "标", "en": "Label"}, "required": false, "house": "试"}"# }
    let materials = ["M1", "M2", "M3"].map {
      #"{"id": "\#($0)", "label": {"zh": "料", "en": "Paper"}, "required": false, "house": "试"}"#
    }
    let text = """
      {"id": "t", "name": {"zh": "试", "en": "Trial"}, "documents": [],
       "inForce": {"from": "2025-01-01", "until": "2025-12-31", "house": "试"},
       "fields": [\(fields.joined(separator: ", "))], "materials": [\(materials.joined(separator: ", "))], "rules": []}
      """
    let shelf = SchemeShelf(schemes: [SchemeID("t"): Array(text.utf8)], documents: Array(#"{"documents": []}"#.utf8))
    return try readScheme(SchemeID("t"), from: shelf).get()
  }
  static let values =
    #""values": [{"id": "a", "label": {"zh": "甲", "en": "A"}}, {"id": "b", "label": {"zh": "乙", "en": "B"}}, {"id": "c", "label": {"zh": "丙", "en": "C"}}]"#
  static let entry =
    #""entry": ["#
    + ["text", "money", "date", "month", "boolean"].map {
      #"{"key": "\#($0)", "type": "\#($0)", "label": {"zh": "格", "en": "Cell"}}"#
    }.joined(separator: ", ") + "]"

  var lottery: Lottery

  mutating func text() -> String {
    lottery.element([
      "甲", "a\"b\\c", "一行\n两行", "\u{1}\t.", "𠮷（湖南）", "0", "e\u{301}", String(repeating: "长", count: 300),
    ])
  }
  mutating func day() -> CivilDay {
    CivilDay(daysSince1970: Int32(lottery.element([-719_162, -1, 0, 20_000, 2_932_896])))
  }
  mutating func number(_ field: Field) -> ExactDecimal {
    let most = field.kind == .money ? 2 : field.kind == .integer ? 0 : 9
    let units = lottery.element([0, 1, 10, 12_345_678, 999_999_999_999_999_999])
    let sign = field.mayBeNegative && lottery.flag() ? -1 : 1
    return ExactDecimal(units: Int64(sign * units), places: lottery.count(0...most))
  }
  mutating func value(_ field: Field) -> FieldValue {
    switch field.kind {
    case .text, .attachment: return .text(text())
    case .integer, .decimal, .money, .percent: return .number(number(field))
    case .date: return .day(day())
    case .month: return .month(CivilMonth(lottery.element(["0001-01", "2025-02", "9999-12"]))!)
    case .boolean: return .flag(lottery.flag())
    case .choice: return .choice(lottery.element(field.choices).id)
    case .choices: return .choices(field.choices.map(\.id).shuffled(using: &lottery).filter { _ in lottery.flag() })
    case .list:
      return .list((0..<lottery.count(0...3)).map { _ in field.entry.isEmpty ? .text(text()) : entry(field) })
    case .object: return entry(field)
    }
  }
  mutating func entry(_ field: Field) -> FieldValue {
    var cells: [String: FieldValue] = [:]
    for cell in field.entry where lottery.flag() { cells[cell.key] = value(cell) }
    return .entry(cells)
  }
  mutating func candidate(_ number: Int, _ scheme: Scheme) -> Candidate {
    let values = scheme.fields.map { field -> FieldValue in
      guard lottery.flag() else { return .missing }
      guard field.years != nil else { return value(field) }
      return .yearly(Dictionary(uniqueKeysWithValues: (2022...2022 + lottery.count(0...2)).map { ($0, value(field)) }))
    }
    var attachments: [MaterialID: ExpertReview.Attachment] = [:]
    for material in scheme.materials where lottery.flag() {
      attachments[material.id] = ExpertReview.Attachment(
        file: text(), issuedOn: lottery.flag() ? day() : nil, issuer: lottery.flag() ? text() : nil,
        amount: lottery.flag() ? ExactDecimal(units: 125, places: 2) : nil)
    }
    var attributes: [String: String] = [:]
    for _ in 0..<lottery.count(0...3) { attributes["旁注" + text()] = text() }
    return Candidate(
      id: CandidateID("C\(number)"), name: "名" + text(), values: values, attachments: attachments,
      attributes: attributes, version: lottery.count(1...3))
  }
  mutating func candidates(_ count: Int) throws -> [Candidate] {
    let scheme = try RandomCandidates.scheme.get()
    return (0..<count).map { candidate($0, scheme) }
  }
}

@Suite struct `Candidates as records` {
  private let scheme: Scheme

  init() throws { scheme = try RandomCandidates.scheme.get() }

  private func bytes(_ candidates: [Candidate]) throws -> [UInt8] {
    try #require(CandidateRecords.bytes(of: candidates, under: scheme))
  }

  @Test(arguments: 0..<40)
  func `come back as they were, to the same bytes, as JSON has them, on any number of threads`(seed: Int) throws {
    var lot = RandomCandidates(lottery: Lottery(seed))
    let candidates = try lot.candidates(seed * 5)
    let records = try bytes(candidates)
    let read = try CandidateRecords.read(records, under: scheme)
    #expect(read == candidates)
    #expect(try bytes(read) == records)
    for threads in [1, 2, 7] {
      #expect(CandidateRecords.bytes(of: candidates, under: scheme, threads: threads) == records)
      #expect(try CandidateRecords.read(records, under: scheme, threads: threads) == candidates)
    }
    let text = Fact.candidatesImported(candidates).json(under: scheme).bytes()
    let fact = try Fact.decode(kind: "candidates-imported", form: "json", bytes: text, under: scheme)
    guard case .candidatesImported(let fromText) = fact else { throw FactCodecFault.unknownKind(fact.kind) }
    #expect(fromText == read)
  }

  @Test func `drawn by lot hold a value of every type`() throws {
    var lot = RandomCandidates(lottery: Lottery(1))
    let candidates = try lot.candidates(50)
    for slot in scheme.fields.indices {
      #expect(candidates.contains { $0.values[slot] != .missing }, "\(scheme.fields[slot].key)")
    }
    #expect(Set(scheme.fields.map(\.kind)) == Set(Field.Kind.allCases))
  }

  @Test func `are taken for more than 500, JSON for fewer, and both stay readable`() throws {
    var lot = RandomCandidates(lottery: Lottery(2))
    for (count, form) in [(500, EncodedFact.Form.json), (501, .records)] {
      let candidates = try lot.candidates(count)
      let encoded = Fact.candidatesImported(candidates).encoded(under: scheme)
      #expect(encoded.form == form)
      let fact = try Fact.decode(
        kind: encoded.kind, form: encoded.form.rawValue, bytes: encoded.bytes, under: scheme)
      guard case .candidatesImported(let read) = fact else { throw FactCodecFault.unknownKind(fact.kind) }
      #expect(read == candidates)
    }
    #expect(EncodedFact.Form.records.rawValue == "records-1")
  }

  @Test func `that do not fit the scheme are left to JSON`() throws {
    var lot = RandomCandidates(lottery: Lottery(3))
    let sound = try lot.candidates(1)[0]
    func with(_ key: String, _ value: FieldValue) throws -> Candidate {
      var values = sound.values
      values[try #require(scheme.slots[key])] = value
      return Candidate(
        id: sound.id, name: sound.name, values: values, attachments: sound.attachments, attributes: sound.attributes,
        version: 1)
    }
    let month = try #require(CivilMonth("2025-02"))
    let wrong: [(String, FieldValue)] = [
      ("one", .choice("z")), ("many", .choices(["a", "a"])), ("object", .entry(["nothing": .flag(true)])),
      ("integer", .number(ExactDecimal(units: 5, places: 1))), ("money", .number(ExactDecimal(-1))),
      ("text", .flag(true)), ("date", .month(month)), ("fin.YYYY.money", .number(.zero)),
      ("fin.YYYY.money", .yearly([:])), ("object", .entry(["text": .missing])), ("list", .list([.text("甲")])),
    ]
    for (key, value) in wrong {
      #expect(CandidateRecords.bytes(of: [try with(key, value)], under: scheme) == nil, "\(key) \(value)")
    }
    #expect(CandidateRecords.bytes(of: [try with("text", .text("甲"))], under: scheme) != nil)
    let many = try (0..<600).map { _ in try with("text", .flag(true)) }
    #expect(Fact.candidatesImported(many).encoded(under: scheme).form == .json)
  }

  // MARK: What is no record

  @Test func `that are garbage, cut or longer are refused and never trapped on`() throws {
    var lottery = Lottery(11)
    var lot = RandomCandidates(lottery: Lottery(4))
    let whole = try bytes(try lot.candidates(6))
    func read(_ bytes: [UInt8]) -> [Candidate]? { try? CandidateRecords.read(bytes, under: scheme) }
    for _ in 0..<300 { #expect(read(lottery.bytes(lottery.count(0...200))) == nil) }
    for _ in 0..<300 { #expect(read(CandidateRecords.magic + lottery.bytes(lottery.count(0...200))) == nil) }
    for length in 0..<whole.count where length < 2_000 || length % 7 == 0 {
      #expect(read(Array(whole[..<length])) == nil)
    }
    #expect(read(whole + [0]) == nil)
  }

  /// A changed byte may make other sound candidates (the chain tells it), which then have bytes of their own; it never
  /// traps, and what it throws is always `malformed`.
  @Test(arguments: 0..<6)
  func `with changed bytes are refused, or are other candidates that can be written`(seed: Int) throws {
    var lottery = Lottery(100 + seed)
    var lot = RandomCandidates(lottery: Lottery(seed))
    let whole = try bytes(try lot.candidates(8))
    var sound = 0
    for _ in 0..<1_500 {
      var changed = whole
      for _ in 0..<lottery.count(1...3) {
        changed[lottery.count(0...whole.count - 1)] = UInt8.random(in: .min ... .max, using: &lottery)
      }
      do throws(FactCodecFault) {
        let read = try CandidateRecords.read(changed, under: scheme)
        #expect(CandidateRecords.bytes(of: read, under: scheme) != nil)
        sound += 1
      } catch {
        guard case .malformed(kind: "candidates-imported", key: _) = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
    #expect(sound > 0 && sound < 1_500)
  }

  /// A header whose field is called otherwise, without records.
  private func file(_ header: String) -> [UInt8] {
    let head = Array(header.utf8)
    return CandidateRecords.magic + [UInt8(head.count), 0, 0, 0] + head + [0, 0, 0, 0]
  }

  @Test(arguments: [
    #"{"fields":[{"key":"nothing"}],"materials":[]}"#, #"{"fields":[{"key":"text"},{"key":"text"}],"materials":[]}"#,
    #"{"fields":[{"key":"one","choices":["z"]}],"materials":[]}"#,
    #"{"fields":[{"key":"one","choices":["a","a"]}],"materials":[]}"#,
    #"{"fields":[{"key":"list","cells":[{"key":"z"}]}],"materials":[]}"#,
    #"{"fields":[],"materials":["M9"]}"#, #"{"fields":[],"materials":["M1","M1"]}"#, #"{"fields":[]}"#, "[]", "{",
  ])
  func `under a header that the scheme does not know are refused`(header: String) throws {
    #expect(throws: FactCodecFault.malformed(kind: "candidates-imported", key: "header")) {
      try CandidateRecords.read(file(header), under: scheme)
    }
    #expect(try CandidateRecords.read(file(#"{"fields":[{"key":"text"}],"materials":["M2"]}"#), under: scheme) == [])
  }

  @Test func `name the record that cannot be read`() throws {
    var lot = RandomCandidates(lottery: Lottery(5))
    var whole = try bytes(try lot.candidates(200))
    // A record ends with the text of an attribute, or with their number, whose last byte is the highest.
    whole[whole.count - 1] = 0xFF
    #expect(throws: FactCodecFault.malformed(kind: "candidates-imported", key: "record 200")) {
      try CandidateRecords.read(whole, under: scheme)
    }
  }

  @Test func `have one form only, for candidates, and need the round's scheme`() throws {
    #expect(throws: FactCodecFault.unknownForm("records-1", kind: "marked")) {
      try Fact.decode(kind: "marked", form: "records-1", bytes: try bytes([]), under: scheme)
    }
    #expect(throws: FactCodecFault.malformed(kind: "candidates-imported", key: "begun")) {
      try Fact.decode(kind: "candidates-imported", form: "records-1", bytes: try bytes([]), under: nil)
    }
    #expect(throws: FactCodecFault.malformed(kind: "candidates-imported", key: "PCR1")) {
      try Fact.decode(
        kind: "candidates-imported", form: "records-1", bytes: PackedTable.magic + [0, 0, 0, 0], under: scheme)
    }
  }
}
