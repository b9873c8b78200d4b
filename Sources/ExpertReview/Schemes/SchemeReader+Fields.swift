/// What checks need to know of the fields: which there are and of what type.
struct FieldTable {
  struct Shape {
    /// Nil where the type could not be read; nothing more is said of such a field.
    let kind: Field.Kind?
    let choices: [String]
    let choiceLabels: [SchemeLabels.Entry]
    let entry: [String: Shape]
    let maxLength: Int?
  }
  private(set) var shapes: [String: Shape] = [:]

  subscript(key: String) -> Shape? { shapes[key] }
  var keys: some Collection<String> { shapes.keys }

  mutating func add(_ key: String, _ shape: Shape) { shapes[key] = shape }
}

/// Keys that every file of candidates has and that are therefore no fields of a scheme.
enum Envelope {
  static let keys: Set<String> = ["candidate_id", "application_id", "name", "scheme_id", "attachments"]
}

extension SchemeReader {
  static let units: [String] = [
    "亿", "万元", "元", "%", "人", "人次", "人月", "家", "个", "笔", "种", "项", "台", "套", "件", "份", "TB", "GB", "TFlops", "万元/年",
    "字",
    "年", "月", "日", "岁", "分",
  ]
  private static let fieldKeys = [
    "key", "aliases", "label", "type", "unit", "values", "required", "maxLength", "years", "entry", "mayBeNegative",
  ]

  /// Reads the fields in two rounds: a field may be required on a condition that names a field further down.
  mutating func fields(_ root: Spot) -> [Field] {
    var spots: [Spot] = []
    for spot in elements(root, "fields") {
      guard let spot = open(spot, keys: SchemeReader.fieldKeys) else { continue }
      spots.append(spot)
      let key = text(spot, "key")
      fields.add(key, shape(spot))
    }
    return spots.map { field($0, inEntry: false) }
  }

  private func shape(_ spot: Spot) -> FieldTable.Shape {
    let entry = (spot.node["entry"]?.elements ?? []).compactMap { cell -> (String, FieldTable.Shape)? in
      cell["key"]?.text.map { ($0, shape(Spot(node: cell, path: "", source: nil))) }
    }
    return FieldTable.Shape(
      kind: spot.node["type"]?.text.flatMap { Field.Kind(rawValue: $0) },
      choices: (spot.node["values"]?.elements ?? []).compactMap { $0["id"]?.text },
      choiceLabels: SchemeLabels.entries(of: spot.node["values"], named: "id", labelled: "label"),
      entry: Dictionary(entry) { first, _ in first },
      maxLength: spot.node["maxLength"].flatMap { $0.inShort.isEmpty ? nil : Int($0.inShort) })
  }

  private mutating func field(_ spot: Spot, inEntry: Bool) -> Field {
    let kind = oneOf(spot, "type", Field.Kind.self)
    let key = spot.node["key"]?.text ?? ""
    noteKey(key, inEntry: inEntry, at: spot)
    let years = optionalCount(spot, "years", from: 1, until: 20)
    if !inEntry || years != nil { noteYears(years, of: key, at: spot) }
    return Field(
      key: key, aliases: texts(spot, "aliases"), label: words(spot, "label"), kind: kind ?? .text, unit: unit(spot),
      choices: choices(spot, of: kind), required: requirement(spot, default: inEntry ? false : nil),
      maxLength: optionalCount(spot, "maxLength", from: 1), years: years,
      entry: entry(spot, of: kind, inEntry: inEntry),
      mayBeNegative: flag(spot, "mayBeNegative", default: false), source: source(spot))
  }

  private mutating func noteKey(_ key: String, inEntry: Bool, at spot: Spot) {
    guard let place = child(spot, "key") else { return }
    if !inEntry, let first = key.split(separator: ".").first, Envelope.keys.contains(String(first)) {
      note(.reservedKey(key), at: place)
    }
    let isPlain = key.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 0x5F || byte == 0x2E
    }
    if !isPlain { note(.notOneOf(key, allowed: ["a–z", "A–Z", "0–9", "_", "."], nearest: nil), at: place) }
  }

  private mutating func noteYears(_ years: Int?, of key: String, at spot: Spot) {
    let isYearly = key.split(separator: ".").contains("YYYY")
    if isYearly, years == nil { note(.needsYears, at: spot) }
    if !isYearly, years != nil { note(.yearsWithoutPlace, at: spot) }
  }

  private mutating func unit(_ spot: Spot) -> String {
    guard let place = child(spot, "unit") else { return "" }
    let unit = text(place)
    refer(to: unit, .unit, among: SchemeReader.units, at: place)
    return unit
  }

  private mutating func choices(_ spot: Spot, of kind: Field.Kind?) -> [Choice] {
    let isChoice = kind == .choice || kind == .choices
    if kind != nil, !isChoice, let values = child(spot, "values") {
      note(.unknownKey("values", nearest: nil), at: values)
    }
    return elements(spot, "values", required: isChoice).compactMap { element in
      guard let value = open(element, keys: ["id", "label", "aliases"], sourced: false) else { return nil }
      return Choice(id: text(value, "id"), label: words(value, "label"), aliases: texts(value, "aliases"))
    }
  }

  private mutating func entry(_ spot: Spot, of kind: Field.Kind?, inEntry: Bool) -> [Field] {
    if let kind, inEntry, kind == .list || kind == .object, let type = child(spot, "type") {
      let allowed = Field.Kind.allCases.filter { $0 != .list && $0 != .object }.map(\.rawValue)
      note(.notOneOf(kind.rawValue, allowed: allowed, nearest: nil), at: type)
    }
    if let kind, kind != .list, kind != .object, let entry = child(spot, "entry") {
      note(.unknownKey("entry", nearest: nil), at: entry)
    }
    return elements(spot, "entry", required: kind == .object).compactMap { cell in
      guard let cell = open(cell, keys: SchemeReader.fieldKeys) else { return nil }
      _ = text(cell, "key")
      return field(cell, inEntry: true)
    }
  }

  /// `true`, `false` or `{"when": check}`.
  mutating func requirement(_ spot: Spot, default assumed: Bool?) -> Requirement {
    guard let found = assumed == nil ? required(spot, "required") : child(spot, "required") else {
      return assumed == true ? .always : .never
    }
    if case .flag(let flag) = found.node.content { return flag ? .always : .never }
    guard let condition = open(found, keys: ["when"], sourced: false), let check = required(condition, "when") else {
      return .never
    }
    return .when(self.check(check))
  }

  /// The ids first, since a material may name one further down and conditions may name any.
  mutating func materials(_ root: Spot) -> [Material] {
    let spots = elements(root, "materials").compactMap {
      open($0, keys: ["id", "label", "required", "satisfies"])
    }
    materials = Set(spots.compactMap { $0.node["id"]?.text })
    return spots.map { spot in
      let satisfies = elements(spot, "satisfies").map { element in
        let id = text(element)
        refer(to: id, .material, among: materials, at: element)
        return MaterialID(id)
      }
      return Material(
        id: MaterialID(text(spot, "id")), label: words(spot, "label"), required: requirement(spot, default: nil),
        satisfies: satisfies, source: source(spot))
    }
  }
}
