// Reading back what was written, value by value: nothing is guessed where a form is not the expected one.

extension JSON {
  /// `[3, 7]`.
  package static func range(_ range: ClosedRange<Int>) -> JSON {
    .array([.number(range.lowerBound), .number(range.upperBound)])
  }

  /// The two ends of a range; nil for anything but what `range` writes.
  package var range: ClosedRange<Int>? {
    guard let bounds = elements?.compactMap(\.integer), bounds.count == 2, bounds[0] <= bounds[1] else { return nil }
    return bounds[0]...bounds[1]
  }

  /// A whole number; nil for any other value.
  package var integer: Int? {
    if case .number(let text) = value { return Int(text) }
    return nil
  }

  /// The ids of a list of texts; nil where anything else stands in it.
  package func identifiers<ID: Identifier>(_ key: String) -> [ID]? {
    guard let elements = self[key]?.elements else { return nil }
    let texts = elements.compactMap(\.text)
    return texts.count == elements.count ? texts.map { ID($0) } : nil
  }

  /// A list whose every element can be read; nil otherwise.
  package func list<Element>(_ key: String, _ read: (JSON) -> Element?) -> [Element]? {
    guard let elements = self[key]?.elements else { return nil }
    let found = elements.compactMap(read)
    return found.count == elements.count ? found : nil
  }
}
