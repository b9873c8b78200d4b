/// Reads the worked cases of a scheme with those of its bases, strictly: all cases or everything that is wrong.
///
/// `files` holds the bytes of each `<id>/cases.json`. A base's sample is laid under the scheme's own, cell by cell; the
/// scheme's own cases of a rule take the place of its bases' cases of it. Cases of a base for rules that the scheme
/// left out are not run.
public func readCases(
  of scheme: Scheme, from files: [SchemeID: [UInt8]]
) -> Result<SchemeCases, SchemeFaults> {
  var reading = CaseReading(scheme: scheme)
  for id in [scheme.id] + scheme.extends {
    if let bytes = files[id] { reading.add(bytes, of: id) }
  }
  return reading.result()
}

extension CaseReading {
  static func file(of id: SchemeID) -> String { id.rawValue + "/cases.json" }
}

struct CaseReading {
  let scheme: Scheme
  private let subjects: Set<String>
  private let declarations: DeclarationReader
  private var reader = SchemeReader(documents: [:])
  /// Nearest first.
  private var samples: [(id: SchemeID, spot: SchemeReader.Spot)] = []
  private var cases: [WorkedCase] = []

  init(scheme: Scheme) {
    self.scheme = scheme
    declarations = DeclarationReader(scheme)
    let rules = scheme.rules.flatMap { [$0.id] + $0.also }.map(\.rawValue)
    subjects = Set(rules + scheme.materials.map(\.id.rawValue) + scheme.fields.map(\.key))
  }

  mutating func add(_ bytes: [UInt8], of id: SchemeID) {
    let root: SchemeNode
    do throws(SchemeFault) {
      root = try SchemeNode(reading: bytes, scheme: id, file: CaseReading.file(of: id))
    } catch {
      reader.faults.append(error)
      return
    }
    let spot = SchemeReader.Spot(node: root, path: "", source: nil)
    guard let top = reader.open(spot, keys: ["sample", "cases"], sourced: false) else { return }
    if let sample = reader.child(top, "sample"), reader.open(sample, keys: sample.keys, sourced: false) != nil {
      samples.append((id, sample))
    }
    let settled = Set(cases.map(\.rule))
    for element in reader.elements(top, "cases", required: true) {
      if let read = workedCase(element, isOwn: id == scheme.id), !settled.contains(read.rule) { cases.append(read) }
    }
  }

  // MARK: Cases

  private static let keys = [
    "rule", "name", "title", "set", "attachments", "others", "sanctions", "asOf", "edge", "expect", "verdict",
  ]

  /// Nil where a base's case is of a rule that this scheme does not have.
  private mutating func workedCase(_ element: SchemeReader.Spot, isOwn: Bool) -> WorkedCase? {
    guard let spot = reader.open(element, keys: CaseReading.keys, sourced: false) else { return nil }
    let rule = reader.text(spot, "rule")
    let isKnown = subjects.contains(rule)
    if !isOwn, !isKnown { return nil }
    if isOwn, let place = reader.child(spot, "rule") { reader.refer(to: rule, .rule, among: subjects, at: place) }
    let set = cells(spot, "set")
    if isOwn { noteUnknown(set, at: reader.child(spot, "set") ?? spot) }
    let edge = reader.child(spot, "edge").flatMap { reader.oneOf($0, WorkedCase.Edge.self) }
    let others = reader.elements(spot, "others").map { other in
      let members = cells(other)
      if isOwn { noteUnknown(members, at: other) }
      return members
    }
    let sanctions = reader.elements(spot, "sanctions").compactMap { sanction($0) }
    return WorkedCase(
      rule: RuleID(rule), name: reader.optionalText(spot, "name"), title: reader.optionalWords(spot, "title"), set: set,
      attachments: attachments(spot, isOwn: isOwn), others: others, sanctions: sanctions,
      asOf: reader.child(spot, "asOf").flatMap { reader.day($0) }, edge: edge,
      expected: reader.oneOf(spot, "expect", WorkedCase.Outcome.self) ?? .none,
      verdict: reader.child(spot, "verdict").flatMap { reader.oneOf($0, Verdict.self) },
      place: WorkedCase.Place(file: spot.node.file, line: spot.node.line, path: spot.path))
  }

  private mutating func cells(_ spot: SchemeReader.Spot) -> [JSON.Member] {
    guard reader.open(spot, keys: spot.keys, sourced: false) != nil else { return [] }
    return spot.node.json.members ?? []
  }

  private mutating func cells(_ spot: SchemeReader.Spot, _ key: String) -> [JSON.Member] {
    reader.child(spot, key).map { cells($0) } ?? []
  }

  private mutating func attachments(_ spot: SchemeReader.Spot, isOwn: Bool) -> [JSON.Member] {
    let members = cells(spot, "attachments")
    guard isOwn, let list = reader.child(spot, "attachments") else { return members }
    for member in members {
      reader.refer(
        to: member.key, .material, among: scheme.materials.map(\.id.rawValue),
        at: reader.child(list, member.key) ?? list)
    }
    return members
  }

  private mutating func sanction(_ element: SchemeReader.Spot) -> Sanction? {
    let keys = ["code", "name", "scheme_id", "decided_on", "until", "ground"]
    guard let spot = reader.open(element, keys: keys, sourced: false) else { return nil }
    if reader.child(spot, "code") == nil, reader.child(spot, "name") == nil {
      reader.note(.missingKey("code"), at: spot)
    }
    let decided = reader.required(spot, "decided_on").flatMap { reader.day($0) }
    let until = reader.child(spot, "until").flatMap { reader.day($0) }
    let scheme = reader.text(spot, "scheme_id")
    let (code, name) = (reader.optionalText(spot, "code"), reader.optionalText(spot, "name"))
    let ground = reader.optionalText(spot, "ground")
    guard let decided else { return nil }
    return Sanction(
      code: code ?? "", name: name ?? "", scheme: SchemeID(scheme), decidedOn: decided, until: until,
      ground: ground ?? "")
  }

  // MARK: Cells

  /// Keys that mean nothing under the scheme: a change of nothing would prove nothing.
  private mutating func noteUnknown(_ members: [JSON.Member], at spot: SchemeReader.Spot) {
    for member in members where !isKnown(member.key) {
      let place = reader.child(spot, member.key) ?? spot
      let close = nearest(to: member.key, among: scheme.fields.map(\.key))
      reader.note(.unknown(.field, member.key, nearest: close), at: place)
    }
    let record = JSON(.object(members.filter { isKnown($0.key) }))
    for notice in declarations.read(.array([record])).notices where !isKnown(notice.column) {
      reader.note(.unknown(.field, notice.column, nearest: notice.nearest), at: spot)
    }
  }

  private func isKnown(_ key: String) -> Bool {
    let plain = key.split(separator: ".").filter { $0.count >= 4 || Int($0) == nil }.joined(separator: ".")
    if declarations.columns.target(ofKey: plain) != nil || plain == "attachments" { return true }
    // The head of keys that nest: `fin`, `fin.2024`, `contact_person`.
    let pattern = key.split(separator: ".").map { $0.count == 4 && Int($0) != nil ? "YYYY" : String($0) }
      .joined(separator: ".")
    return scheme.fields.contains { $0.key.hasPrefix(pattern + ".") }
  }

  // MARK: The whole

  mutating func result() -> Result<SchemeCases, SchemeFaults> {
    var edit = RecordEdit(.object([:]), of: scheme)
    for (id, spot) in samples.reversed() {
      let members = (spot.node.json.members ?? []).filter { $0.key != "scheme_id" }
      if id == scheme.id { noteUnknown(members, at: spot) }
      edit.set(members)
    }
    if samples.isEmpty {
      let kind = SchemeFault.Kind.missingKey("sample")
      reader.faults.append(SchemeFault(file: CaseReading.file(of: scheme.id), line: 0, path: "", kind: kind))
    }
    guard reader.faults.isEmpty else { return .failure(SchemeFaults(faults: reader.faults)) }
    if edit.value("candidate_id") == nil { edit.set("candidate_id", .text("C-1")) }
    return .success(SchemeCases(scheme: scheme.id, sample: edit.record, cases: cases))
  }
}

extension SchemeReader.Spot {
  /// The keys of an object, for one in which any may stand.
  fileprivate var keys: [String] { node.members?.map(\.key) ?? [] }
}
