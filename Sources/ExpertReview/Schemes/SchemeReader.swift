/// Reads the parts of a scheme's tree strictly and gathers every fault on the way.
///
/// A part that cannot be read yields a harmless value and a fault, so that reading goes on to the next; a scheme that
/// has a fault is never handed out.
package struct SchemeReader {
  /// A part of the tree with its path and the source that it, or the nearest part around it, names.
  package struct Spot {
    package let node: SchemeNode
    package let path: String
    package let source: Source?

    package init(node: SchemeNode, path: String, source: Source?) {
      self.node = node
      self.path = path
      self.source = source
    }
  }

  package var faults: [SchemeFault] = []
  var houseValues: [HouseValue] = []
  let documents: [String: OfficialDocument]
  /// Documents that the scheme says it cites.
  var mayCite: Set<String> = []
  var fields = FieldTable()
  var materials: Set<String> = []
  var ruleIDs: Set<String> = []
  var preferenceRules: Set<String> = []
  /// Items of the review stage at hand.
  var itemIDs: Set<String> = []
  var itemsOfAllStages: Set<String> = []
  /// Ids of the review stages, in order.
  var allReviews: [String] = []
  /// Ids of the groups, where the field that tells them lists its choices.
  var groups: [String] = []
  /// What people call things, for those who write a label where a name belongs.
  var labels = SchemeLabels()
  /// Told of every object that is opened and every name that is one of a list, with what may stand there. Tests hold
  /// the schema for editors to it.
  package var witness: ((Spot, [String]) -> Void)?

  /// Whether parts name where they come from; where not, `{"value": …, "house": …}` does not stand for a plain value.
  package var hasSources = true

  package init(documents: [String: OfficialDocument]) { self.documents = documents }

  package mutating func note(_ kind: SchemeFault.Kind, at spot: Spot) {
    faults.append(SchemeFault(file: spot.node.file, line: spot.node.line, path: spot.path, kind: kind))
  }

  // MARK: Objects

  /// Opens an object: refuses keys other than `keys`, takes its source. Nil, with a fault, where it is no object.
  package mutating func open(_ spot: Spot, keys: [String], sourced: Bool = true) -> Spot? {
    guard let members = spot.node.members else {
      note(.wrongForm(expected: .object, found: spot.node.form), at: spot)
      return nil
    }
    let allowed = sourced ? keys + ["cite", "house"] : keys
    witness?(spot, allowed)
    for member in members where !allowed.contains(member.key) {
      let place = Spot(node: member.node, path: step(spot.path, member.key), source: spot.source)
      note(.unknownKey(member.key, nearest: nearest(to: member.key, among: allowed)), at: place)
    }
    guard hasSources else { return spot }
    return withPlainValues(sourced ? withSource(spot) : spot)
  }

  /// A single value may be written `{"value": …, "house": …}` to have a source of its own; here it becomes the plain
  /// value.
  private mutating func withPlainValues(_ spot: Spot) -> Spot {
    guard var members = spot.node.members, members.contains(where: { $0.node.isSourcedValue }) else { return spot }
    for place in members.indices where members[place].node.isSourcedValue {
      let path = step(spot.path, members[place].key)
      let own = withSource(Spot(node: members[place].node, path: path, source: nil))
      if let value = own.node["value"] { members[place].node = value }
    }
    var node = spot.node
    node.content = .object(members)
    return Spot(node: node, path: spot.path, source: spot.source)
  }

  package func step(_ path: String, _ name: String) -> String { path.isEmpty ? name : path + "." + name }

  package func child(_ spot: Spot, _ key: String) -> Spot? {
    spot.node[key].map { Spot(node: $0, path: step(spot.path, key), source: spot.source) }
  }

  package mutating func required(_ spot: Spot, _ key: String) -> Spot? {
    if let found = child(spot, key) { return found }
    note(.missingKey(key), at: spot)
    return nil
  }

  /// The elements of a list; none, with a fault, where it is no list.
  package mutating func elements(_ spot: Spot) -> [Spot] {
    guard let elements = spot.node.elements else {
      note(.wrongForm(expected: .list, found: spot.node.form), at: spot)
      return []
    }
    return elements.enumerated().map { place, node in
      Spot(node: node, path: step(spot.path, node.identity ?? String(place + 1)), source: spot.source)
    }
  }

  package mutating func elements(_ spot: Spot, _ key: String, required isRequired: Bool = false) -> [Spot] {
    guard let list = isRequired ? required(spot, key) : child(spot, key) else { return [] }
    return elements(list)
  }

  // MARK: Sources

  /// The spot with its own source where it names one, else with the inherited one.
  private mutating func withSource(_ spot: Spot) -> Spot {
    let cite = child(spot, "cite")
    let house = child(spot, "house")
    if cite != nil, house != nil { note(.twoSources, at: spot) }
    if let cite { return Spot(node: spot.node, path: spot.path, source: citation(cite)) }
    guard let house else { return spot }
    let reason = text(house)
    houseValues.append(HouseValue(path: spot.path, value: spot.node.valuesInShort, reason: reason, setBy: nil))
    return Spot(node: spot.node, path: spot.path, source: .house(reason: reason))
  }

  private mutating func citation(_ spot: Spot) -> Source {
    guard let spot = open(spot, keys: ["document", "article"], sourced: false) else {
      return .cited(document: "", article: "")
    }
    let id = text(spot, "document")
    let article = text(spot, "article")
    let source = Source.cited(document: id, article: article)
    guard !id.isEmpty, !article.isEmpty else { return source }
    guard let document = documents[id] else {
      note(
        .unknown(.document, id, nearest: nearest(to: id, among: documents.keys)), at: child(spot, "document") ?? spot)
      return source
    }
    if !mayCite.contains(id) { note(.documentNotListed(id), at: child(spot, "document") ?? spot) }
    if !document.hasArticle(article) {
      let close = nearest(to: article, among: document.articles)
      note(.unknownArticle(document: id, article: article, nearest: close), at: child(spot, "article") ?? spot)
    }
    return source
  }

  /// The source of a part that must have one.
  mutating func source(_ spot: Spot) -> Source {
    if let source = spot.source { return source }
    note(.noSource, at: spot)
    return .house(reason: "")
  }

  // MARK: Words and marks

  package mutating func text(_ spot: Spot) -> String {
    guard let text = spot.node.text else {
      note(.wrongForm(expected: .text, found: spot.node.form), at: spot)
      return ""
    }
    if text.allSatisfy(\.isWhitespace) { note(.empty, at: spot) }
    return text
  }

  package mutating func text(_ spot: Spot, _ key: String) -> String { required(spot, key).map { text($0) } ?? "" }

  package mutating func optionalText(_ spot: Spot, _ key: String) -> String? { child(spot, key).map { text($0) } }

  package mutating func texts(_ spot: Spot, _ key: String, required isRequired: Bool = false) -> [String] {
    elements(spot, key, required: isRequired).map { text($0) }
  }

  package mutating func flag(_ spot: Spot, _ key: String, default assumed: Bool? = nil) -> Bool {
    guard let found = assumed == nil ? required(spot, key) : child(spot, key) else { return assumed ?? false }
    if case .flag(let flag) = found.node.content { return flag }
    note(.wrongForm(expected: .truth, found: found.node.form), at: found)
    return false
  }

  package mutating func words(_ spot: Spot, _ key: String) -> Bilingual {
    guard let found = required(spot, key), let both = open(found, keys: ["zh", "en"], sourced: false) else {
      return Bilingual(zh: "", en: "")
    }
    return Bilingual(zh: words(in: .chinese, of: both), en: words(in: .english, of: both))
  }

  package mutating func optionalWords(_ spot: Spot, _ key: String) -> Bilingual? {
    child(spot, key) == nil ? nil : words(spot, key)
  }

  private mutating func words(in language: Language, of spot: Spot) -> String {
    guard let found = child(spot, language.rawValue) else {
      note(.missingLanguage(language), at: spot)
      return ""
    }
    return text(found)
  }

  /// One of an enumeration's names; nil, with a fault that names the nearest, where it is none of them.
  package mutating func oneOf<Value: RawRepresentable & CaseIterable>(_ spot: Spot, _ type: Value.Type) -> Value?
  where Value.RawValue == String {
    let name = text(spot)
    let allowed = Value.allCases.map(\.rawValue)
    witness?(spot, allowed)
    guard !name.isEmpty else { return nil }
    if let value = Value(rawValue: name) { return value }
    note(.notOneOf(name, allowed: allowed, nearest: nearest(to: name, among: allowed)), at: spot)
    return nil
  }

  package mutating func oneOf<Value: RawRepresentable & CaseIterable>(
    _ spot: Spot, _ key: String, default assumed: Value
  )
    -> Value
  where Value.RawValue == String {
    child(spot, key).flatMap { oneOf($0, Value.self) } ?? assumed
  }

  package mutating func oneOf<Value: RawRepresentable & CaseIterable>(_ spot: Spot, _ key: String, _ type: Value.Type)
    -> Value?
  where Value.RawValue == String {
    required(spot, key).flatMap { oneOf($0, type) }
  }

  // MARK: Numbers and days

  package mutating func decimal(_ spot: Spot) -> ExactDecimal {
    let digits: String
    switch spot.node.content {
    case .text(let text), .number(let text): digits = text
    default:
      note(.wrongForm(expected: .number, found: spot.node.form), at: spot)
      return .zero
    }
    if let value = ExactDecimal(digits) { return value }
    let isExponent = digits.contains { $0 == "e" || $0 == "E" } && digits.contains(where: \.isNumber)
    note(isExponent ? .exponent(digits) : .notANumber(digits), at: spot)
    return .zero
  }

  package mutating func decimal(_ spot: Spot, _ key: String) -> ExactDecimal {
    required(spot, key).map { decimal($0) } ?? .zero
  }

  package mutating func count(_ spot: Spot, from least: Int = 0, until most: Int? = nil) -> Int {
    let before = faults.count
    let value = decimal(spot)
    guard faults.count == before else { return least }
    guard let whole = value.integer else {
      note(.notWhole(value.description), at: spot)
      return least
    }
    guard whole >= least, whole <= most ?? .max else {
      note(.outOfRange(value.description, from: String(least), until: most.map { String($0) }), at: spot)
      return least
    }
    return whole
  }

  package mutating func count(_ spot: Spot, _ key: String, from least: Int = 0, until most: Int? = nil) -> Int {
    required(spot, key).map { count($0, from: least, until: most) } ?? least
  }

  package mutating func optionalCount(_ spot: Spot, _ key: String, from least: Int = 0, until most: Int? = nil) -> Int?
  {
    child(spot, key).map { count($0, from: least, until: most) }
  }

  mutating func day(_ spot: Spot) -> CivilDay? {
    let words = text(spot)
    guard !words.isEmpty else { return nil }
    if let day = CivilDay(words) { return day }
    note(.notADay(words), at: spot)
    return nil
  }

  /// Refers to a thing by name; a fault with the nearest name, or the name of what is so labelled, where there is no
  /// such thing.
  package mutating func refer(
    to name: String, _ reference: SchemeFault.Reference, among names: some Collection<String>, at spot: Spot
  ) {
    guard !name.isEmpty, !names.contains(name) else { return }
    note(.unknown(reference, name, nearest: nearest(to: name, among: names) ?? labels.name(reference, name)), at: spot)
  }
}

extension OfficialDocument {
  /// Whether a citation names a listed article, or one followed by more.
  func hasArticle(_ article: String) -> Bool {
    articles.contains { listed in
      guard article.hasPrefix(listed) else { return false }
      // 一.1 followed by more is not 一.12.
      guard let end = listed.last, let next = article.dropFirst(listed.count).first else { return true }
      return !(end.isNumber && next.isNumber)
    }
  }
}

extension SchemeNode {
  /// `{"value": …}` with a source and nothing else.
  fileprivate var isSourcedValue: Bool {
    guard let members, members.count == 2, self["value"] != nil else { return false }
    return self["cite"] != nil || self["house"] != nil
  }

  /// The values of a part for a list of house values: what it says apart from names, words and sources.
  var valuesInShort: String {
    guard let members else { return inShort }
    let silent: Set<String> = [
      "id", "key", "label", "name", "title", "message", "guidance", "description", "cite", "house", "type", "kind",
      "aliases",
      "role", "scope", "also",
    ]
    var parts: [String] = []
    for member in members where !silent.contains(member.key) {
      switch member.node.content {
      case .text, .number, .flag: parts.append("\(member.key) \(member.node.inShort)")
      case .object where member.key == "check" || member.key == "required" || member.key == "scale":
        parts.append(member.node.inShort)
      case .array(let elements) where elements.allSatisfy({ $0.members == nil }):
        parts.append("\(member.key) \(elements.map(\.inShort).joined(separator: " "))")
      case .array(let elements): parts.append("\(member.key) ×\(elements.count)")
      default: break
      }
    }
    return parts.joined(separator: ", ")
  }
}
