extension SchemeReader {
  /// What may stand in braces in a message, beside the key of any field.
  static let placeholders: Set<String> = ["value", "label", "limit", "computed", "years", "others"]

  mutating func rules(_ root: Spot) -> [Rule] {
    let reviews = (root.node["stages"]?.elements ?? []).compactMap { stage in
      stage["type"]?.text == Stage.Kind.review.rawValue ? stage["id"]?.text : nil
    }
    let spots = elements(root, "rules").compactMap {
      open($0, keys: ["id", "kind", "title", "check", "stage", "message", "also"])
    }
    for spot in spots {
      guard let id = spot.node["id"]?.text else { continue }
      ruleIDs.insert(id)
      if spot.node["kind"]?.text == Rule.Kind.preference.rawValue { preferenceRules.insert(id) }
    }
    return spots.map { rule($0, reviews: reviews) }
  }

  private mutating func rule(_ spot: Spot, reviews: [String]) -> Rule {
    let kind = oneOf(spot, "kind", Rule.Kind.self)
    let check = child(spot, "check").map { self.check($0) }
    if let kind { noteMisplaced(kind, hasCheck: check != nil, at: spot) }
    let message = words(spot, "message")
    notePlaceholders(of: message, at: child(spot, "message") ?? spot)
    // A judged rule may name the review whose experts vote on it.
    let votedIn = kind == .judged ? spot.node["stage"]?.text.flatMap { reviews.contains($0) ? $0 : nil } : nil
    let settledBy = votedIn == nil ? child(spot, "stage").flatMap { oneOf($0, Stage.Kind.self) } : .review
    return Rule(
      id: RuleID(text(spot, "id")), kind: kind ?? .gate, title: words(spot, "title"), check: check,
      settledBy: settledBy, message: message, also: texts(spot, "also").map { RuleID($0) }, source: source(spot),
      votedIn: votedIn)
  }

  /// Only experts settle a judged rule; what candidates are measured by needs a check to measure with.
  private mutating func noteMisplaced(_ kind: Rule.Kind, hasCheck: Bool, at spot: Spot) {
    switch kind {
    case .gate, .review, .formError, .preference:
      if !hasCheck { note(.needsCheck(kind: kind.rawValue), at: spot) }
    case .judged:
      if let check = child(spot, "check") { note(.takesNoCheck(kind: kind.rawValue), at: check) }
    case .warn, .process: break
    }
    if kind != .judged, kind != .process, let stage = child(spot, "stage") {
      note(.unknownKey("stage", nearest: nil), at: stage)
    }
  }

  private mutating func notePlaceholders(of message: Bilingual, at spot: Spot) {
    for (language, words) in [("zh", message.zh), ("en", message.en)] {
      for case .placeholder(let name) in MessageTemplate(words).pieces
      where !SchemeReader.placeholders.contains(name) && fields[name] == nil {
        let known = SchemeReader.placeholders.union(fields.keys)
        refer(to: name, .placeholder, among: known, at: child(spot, language) ?? spot)
      }
    }
  }
}

/// A message cut at its placeholders: `{value}` stands for what was read.
struct MessageTemplate: Sendable {
  enum Piece: Sendable {
    case words(String)
    case placeholder(String)
  }
  let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      pieces.append(.placeholder(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    self.pieces = pieces
  }

  /// Whether nothing has to be filled in.
  var isPlain: Bool {
    pieces.allSatisfy { piece in
      if case .words = piece { return true }
      return false
    }
  }

  /// The words with each placeholder put in; a name that `value` does not know leaves nothing.
  func filled(_ value: (String) -> String?) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += words
      case .placeholder(let name): text += value(name) ?? ""
      }
    }
  }
}
