/// A part of a scheme's JSON that remembers which file it stands in, so that a tree merged from a scheme and its bases
/// can still say where each part came from.
package struct SchemeNode: Sendable {
  package enum Content: Sendable {
    case null
    case flag(Bool)
    case number(String)
    case text(String)
    case array([SchemeNode])
    case object([Member])
  }
  package struct Member: Sendable {
    package let key: String
    package var node: SchemeNode
  }
  package var content: Content
  package let scheme: SchemeID
  package let file: String
  package let line: Int

  init(_ content: Content, scheme: SchemeID, file: String, line: Int) {
    self.content = content
    self.scheme = scheme
    self.file = file
    self.line = line
  }

  /// Reads the text of a file; a fault with its line where it is no JSON.
  package init(reading bytes: [UInt8], scheme: SchemeID = SchemeID(""), file: String) throws(SchemeFault) {
    do throws(JSONFault) {
      self.init(try JSON.read(bytes), scheme: scheme, file: file)
    } catch {
      throw SchemeFault(file: file, line: error.line, path: "", kind: .notJSON(error.kind))
    }
  }

  init(_ json: JSON, scheme: SchemeID, file: String) {
    self.scheme = scheme
    self.file = file
    line = json.line
    content =
      switch json.value {
      case .null: .null
      case .boolean(let flag): .flag(flag)
      case .number(let digits): .number(digits)
      case .text(let text): .text(text)
      case .array(let elements): .array(elements.map { SchemeNode($0, scheme: scheme, file: file) })
      case .object(let members):
        .object(members.map { Member(key: $0.key, node: SchemeNode($0.value, scheme: scheme, file: file)) })
      }
  }

  package subscript(key: String) -> SchemeNode? { members?.first { $0.key == key }?.node }

  package var members: [Member]? {
    if case .object(let members) = content { return members }
    return nil
  }
  package var elements: [SchemeNode]? {
    if case .array(let elements) = content { return elements }
    return nil
  }
  package var text: String? {
    if case .text(let text) = content { return text }
    return nil
  }

  package var form: SchemeFault.Form {
    switch content {
    case .null: .null
    case .flag: .truth
    case .number: .number
    case .text: .text
    case .array: .list
    case .object: .object
    }
  }

  /// What names an element of a list among the others: its id, its key, or what there can be only one of.
  var identity: String? {
    if let name = self["id"]?.text ?? self["key"]?.text { return name }
    // Fields and stages both have a type; only a stage without an id is known by it.
    if let type = self["type"]?.text { return Stage.Kind(rawValue: type) == nil ? nil : type }
    return (self["scope"] ?? self["role"] ?? self["after"])?.text
  }

  /// The same value as JSON, without its places.
  var json: JSON {
    switch content {
    case .null: .null
    case .flag(let flag): .boolean(flag)
    case .number(let digits): JSON(.number(digits))
    case .text(let text): .text(text)
    case .array(let elements): .array(elements.map(\.json))
    case .object(let members): JSON(.object(members.map { JSON.Member(key: $0.key, value: $0.node.json) }))
    }
  }

  /// One line for people: bare text for a scalar, JSON for more.
  package var inShort: String {
    switch content {
    case .text(let text): text
    case .number(let digits): digits
    case .flag(let flag): flag ? "true" : "false"
    default: json.compactText
    }
  }
}
