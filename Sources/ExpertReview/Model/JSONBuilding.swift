extension Bilingual {
  /// `{"zh", "en"}`.
  package var json: JSON { .object(["zh": .text(zh), "en": .text(en)]) }
}

extension JSON {
  /// The object with one more member at its end.
  package func adding(_ key: String, _ value: JSON) -> JSON {
    JSON(.object((members ?? []) + [Member(key: key, value: value)]))
  }

  /// A text, or nothing where it is empty.
  package static func unlessEmpty(_ text: String) -> JSON? { text.isEmpty ? nil : .text(text) }
  package static func day(_ day: CivilDay?) -> JSON? { day.map { .text($0.description) } }
  package static func decimal(_ decimal: ExactDecimal?) -> JSON? { decimal.map { .text($0.description) } }
  package static func texts(_ texts: [String]) -> JSON { .array(texts.map { .text($0) }) }
  package static func identifiers<ID: Identifier>(_ ids: [ID]) -> JSON { .texts(ids.map(\.rawValue)) }
  /// Keys in order, so that equal dictionaries give equal bytes; nothing where there are none.
  package static func dictionary(_ entries: [String: String]) -> JSON? {
    entries.isEmpty
      ? nil : JSON(.object(entries.sorted { $0.key < $1.key }.map { Member(key: $0.key, value: .text($0.value)) }))
  }
}
