/// Reads the members of a stored fact, and names what is missing.
struct FactReader {
  let kind: String
  let root: JSON

  func fault(_ key: String) -> FactCodecFault { .malformed(kind: kind, key: key) }

  func text(_ key: String) throws -> String {
    guard let text = root[key]?.text else { throw fault(key) }
    return text
  }

  /// `{"zh", "en"}`.
  func words(_ key: String) throws -> Bilingual {
    guard let zh = root[key]?["zh"]?.text, let en = root[key]?["en"]?.text else { throw fault(key) }
    return Bilingual(zh: zh, en: en)
  }

  /// The text, or an empty one where the key was left out.
  func textIfAny(_ key: String) -> String { root[key]?.text ?? "" }

  func texts(_ key: String) throws -> [String] {
    guard let elements = root[key]?.elements else { return [] }
    return try elements.map {
      guard let text = $0.text else { throw fault(key) }
      return text
    }
  }

  func integer(_ key: String) throws -> Int {
    guard let integer = root[key]?.scalarText.flatMap({ Int($0) }) else { throw fault(key) }
    return integer
  }

  func integerIfAny(_ key: String) throws -> Int? { root[key] == nil ? nil : try integer(key) }

  func flag(_ key: String) -> Bool { root[key]?.flag ?? false }

  func day(_ key: String) throws -> CivilDay {
    guard let day = CivilDay(try text(key)) else { throw fault(key) }
    return day
  }

  func dayIfAny(_ key: String) throws -> CivilDay? { root[key] == nil ? nil : try day(key) }

  func decimalIfAny(_ key: String) throws -> ExactDecimal? {
    guard let text = root[key]?.text else { return nil }
    guard let decimal = ExactDecimal(text) else { throw fault(key) }
    return decimal
  }

  func identifier<ID: Identifier>(_ key: String) throws -> ID { ID(try text(key)) }

  func identifiers<ID: Identifier>(_ key: String) throws -> [ID] { try texts(key).map { ID($0) } }

  func value<Value: RawRepresentable>(_ key: String) throws -> Value where Value.RawValue == String {
    guard let value = Value(rawValue: try text(key)) else { throw fault(key) }
    return value
  }

  func dictionary(_ key: String) throws -> [String: String] {
    var result: [String: String] = [:]
    for member in root[key]?.members ?? [] {
      guard let text = member.value.text else { throw fault(key) }
      result[member.key] = text
    }
    return result
  }

  func list<Element>(_ key: String, _ read: (FactReader) throws -> Element) throws -> [Element] {
    guard let elements = root[key]?.elements else { throw fault(key) }
    return try elements.map { try read(FactReader(kind: kind, root: $0)) }
  }
}
