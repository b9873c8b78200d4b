/// A JSON value that remembers the line it stands on and keeps numbers as they are written.
///
/// Foundation's readers turn numbers into floating point and forget lines and repeated keys; official values need the
/// exact digits, and a message to a person needs the line. Hence a reader of our own (RFC 8259).
public struct JSON: Sendable {
  public enum Value: Sendable {
    case null
    case boolean(Bool)
    /// The digits as written, such as `8.50`.
    case number(String)
    case text(String)
    case array([JSON])
    case object([Member])
  }

  /// A key with its value, in the order of the file.
  public struct Member: Sendable {
    public let key: String
    public var value: JSON
    public init(key: String, value: JSON) {
      self.key = key
      self.value = value
    }
  }

  public var value: Value
  /// Counted from 1; 0 for a value that came from no file.
  public let line: Int

  public init(_ value: Value, line: Int = 0) {
    self.value = value
    self.line = line
  }

  public static func text(_ text: String) -> JSON { JSON(.text(text)) }
  public static func number(_ integer: Int) -> JSON { JSON(.number(String(integer))) }
  public static func boolean(_ flag: Bool) -> JSON { JSON(.boolean(flag)) }
  public static func array(_ elements: [JSON]) -> JSON { JSON(.array(elements)) }
  /// An object with its keys in the order given; a nil value leaves its key out.
  public static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    JSON(.object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } }))
  }
  public static let null = JSON(.null)

  /// The member of an object, or nil where this is no object or has no such key.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  public var text: String? {
    if case .text(let text) = value { return text }
    return nil
  }
  /// The characters of a text or of a number, exactly as written.
  public var scalarText: String? {
    switch value {
    case .text(let text), .number(let text): text
    default: nil
    }
  }
  public var elements: [JSON]? {
    if case .array(let elements) = value { return elements }
    return nil
  }
  public var members: [Member]? {
    if case .object(let members) = value { return members }
    return nil
  }
  public var flag: Bool? {
    if case .boolean(let flag) = value { return flag }
    return nil
  }
}

extension JSON: Equatable {
  /// Same content, wherever it stands; the order of keys counts.
  public static func == (left: JSON, right: JSON) -> Bool {
    switch (left.value, right.value) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.number(let a), .number(let b)), (.text(let a), .text(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}

/// Why bytes are not JSON.
public struct JSONFault: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case unexpectedEnd
    case unexpected(String)
    case badEscape
    case badUTF8
    case repeatedKey(String)
    case tooDeep
    case somethingAfter
  }
  public let kind: Kind
  public let line: Int
}

// MARK: - Reading

extension JSON {
  /// Reads one JSON document of UTF-8 bytes, a byte order mark allowed. Keys that repeat within an object are refused.
  /// Complexity: linear. Nesting of at most 200.
  public static func read(_ bytes: some Sequence<UInt8>) throws(JSONFault) -> JSON {
    let bytes = Array(bytes)
    do {
      return try bytes.withUnsafeBufferPointer { buffer in
        var reader = JSONReader(buffer)
        return try reader.document()
      }
    } catch let fault as JSONFault {
      // In another encoding the bytes of a character may look like a quote or an escape: the encoding is the fault.
      throw lineOutsideUTF8(bytes).map { JSONFault(kind: .badUTF8, line: $0) } ?? fault
    } catch {
      preconditionFailure("only JSONFault is thrown here")
    }
  }

  public static func read(_ text: String) throws(JSONFault) -> JSON { try read(text.utf8) }

  /// The first line that is not UTF-8; nil where all are.
  private static func lineOutsideUTF8(_ bytes: [UInt8]) -> Int? {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
  }
}

private struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var line = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF { index = 3 }
  }

  mutating func document() throws -> JSON {
    let root = try node(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw fault(.somethingAfter) }
    return root
  }

  private func fault(_ kind: JSONFault.Kind) -> JSONFault { JSONFault(kind: kind, line: line) }

  private mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x0A:
        line += 1
        index += 1
      case 0x20, 0x09, 0x0D: index += 1
      default: return
      }
    }
  }

  private mutating func node(depth: Int) throws -> JSON {
    guard depth < 200 else { throw fault(.tooDeep) }
    skipSpace()
    guard index < bytes.count else { throw fault(.unexpectedEnd) }
    let start = line
    switch bytes[index] {
    case UInt8(ascii: "{"): return JSON(.object(try members(depth: depth)), line: start)
    case UInt8(ascii: "["): return JSON(.array(try elements(depth: depth)), line: start)
    case UInt8(ascii: "\""): return JSON(.text(try string()), line: start)
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), 48...57: return JSON(.number(try number()), line: start)
    default: throw unexpected()
    }
  }

  private func unexpected() -> JSONFault {
    var end = index
    while end < bytes.count, end - index < 12, bytes[end] > 0x20 { end += 1 }
    return fault(.unexpected(String(decoding: bytes[index..<max(end, min(index + 1, bytes.count))], as: UTF8.self)))
  }

  private mutating func word(_ text: StaticString, _ value: JSON.Value) throws -> JSON {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count,
      UnsafeBufferPointer(start: text.utf8Start, count: count).elementsEqual(bytes[index..<index + count])
    else { throw unexpected() }
    index += count
    return JSON(value, line: line)
  }

  private mutating func number() throws -> String {
    let start = index
    func isDigit(_ at: Int) -> Bool { at < bytes.count && bytes[at] >= 48 && bytes[at] <= 57 }
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    guard isDigit(index) else { throw unexpected() }
    if bytes[index] == 48 { index += 1 } else { while isDigit(index) { index += 1 } }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard isDigit(index) else { throw unexpected() }
      while isDigit(index) { index += 1 }
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
      guard isDigit(index) else { throw unexpected() }
      while isDigit(index) { index += 1 }
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func elements(depth: Int) throws -> [JSON] {
    index += 1
    var result: [JSON] = []
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
      index += 1
      return result
    }
    while true {
      result.append(try node(depth: depth + 1))
      if try !another(closing: UInt8(ascii: "]")) { return result }
    }
  }

  private mutating func members(depth: Int) throws -> [JSON.Member] {
    index += 1
    var result: [JSON.Member] = []
    var seen: Set<String> = []
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
      index += 1
      return result
    }
    while true {
      skipSpace()
      guard index < bytes.count else { throw fault(.unexpectedEnd) }
      guard bytes[index] == UInt8(ascii: "\"") else { throw unexpected() }
      let key = try string()
      // A set only where an object is large: most have a handful of keys.
      if result.count < 8 {
        guard !result.contains(where: { $0.key == key }) else { throw fault(.repeatedKey(key)) }
      } else {
        if seen.isEmpty { seen = Set(result.map(\.key)) }
        guard seen.insert(key).inserted else { throw fault(.repeatedKey(key)) }
      }
      skipSpace()
      guard index < bytes.count else { throw fault(.unexpectedEnd) }
      guard bytes[index] == UInt8(ascii: ":") else { throw unexpected() }
      index += 1
      result.append(JSON.Member(key: key, value: try node(depth: depth + 1)))
      if try !another(closing: UInt8(ascii: "}")) { return result }
    }
  }

  /// Passes a comma (true) or the closing bracket (false).
  private mutating func another(closing: UInt8) throws -> Bool {
    skipSpace()
    guard index < bytes.count else { throw fault(.unexpectedEnd) }
    defer { index += 1 }
    if bytes[index] == UInt8(ascii: ",") { return true }
    guard bytes[index] == closing else { throw unexpected() }
    return false
  }

  private mutating func string() throws -> String {
    index += 1
    let start = index
    var plain = true
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      guard bytes[index] >= 0x20 else { throw fault(.unexpected("\\u{\(bytes[index])}")) }
      if bytes[index] == UInt8(ascii: "\\") {
        plain = false
        index += 1
      }
      index += 1
    }
    guard index < bytes.count else { throw fault(.unexpectedEnd) }
    let raw = bytes[start..<index]
    index += 1
    if plain {
      guard let text = String(validating: raw, as: UTF8.self) else { throw fault(.badUTF8) }
      return text
    }
    return try unescaped(raw)
  }

  private func unescaped(_ raw: Slice<UnsafeBufferPointer<UInt8>>) throws -> String {
    var units: [UInt8] = []
    units.reserveCapacity(raw.count)
    var at = raw.startIndex
    func hex(_ from: Int) throws -> UInt32 {
      guard from + 4 <= raw.endIndex,
        let value = UInt32(String(decoding: raw[from..<from + 4], as: UTF8.self), radix: 16)
      else { throw fault(.badEscape) }
      return value
    }
    while at < raw.endIndex {
      guard raw[at] == UInt8(ascii: "\\") else {
        units.append(raw[at])
        at += 1
        continue
      }
      let escape = raw[at + 1]
      at += 2
      switch escape {
      case UInt8(ascii: "n"): units.append(0x0A)
      case UInt8(ascii: "t"): units.append(0x09)
      case UInt8(ascii: "r"): units.append(0x0D)
      case UInt8(ascii: "b"): units.append(0x08)
      case UInt8(ascii: "f"): units.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(escape)
      case UInt8(ascii: "u"):
        var code = try hex(at)
        at += 4
        if (0xD800...0xDBFF).contains(code) {
          guard at + 1 < raw.endIndex, raw[at] == UInt8(ascii: "\\"), raw[at + 1] == UInt8(ascii: "u") else {
            throw fault(.badEscape)
          }
          let low = try hex(at + 2)
          guard (0xDC00...0xDFFF).contains(low) else { throw fault(.badEscape) }
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
          at += 6
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault(.badEscape) }
        units.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      default: throw fault(.badEscape)
      }
    }
    guard let text = String(validating: units, as: UTF8.self) else { throw fault(.badUTF8) }
    return text
  }
}

// MARK: - Writing

extension JSON {
  /// The bytes of this value on one line, without spaces: the form that is stored and hashed. Keys keep their order, so
  /// equal values made the same way give equal bytes.
  public func bytes() -> [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  /// The same as text.
  public var compactText: String { String(decoding: bytes(), as: UTF8.self) }

  public func write(to output: inout [UInt8]) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .boolean(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
    case .number(let digits): output.append(contentsOf: digits.utf8)
    case .text(let text): JSON.write(text, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (position, element) in elements.enumerated() {
        if position > 0 { output.append(UInt8(ascii: ",")) }
        element.write(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (position, member) in members.enumerated() {
        if position > 0 { output.append(UInt8(ascii: ",")) }
        JSON.write(member.key, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { write($0, to: &output) }
    output.append(UInt8(ascii: "\""))
  }

  /// Runs without anything to escape, which most texts are one of, are appended whole.
  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var start = 0
    for index in bytes.indices where bytes[index] < 0x20 || bytes[index] == 0x22 || bytes[index] == 0x5C {
      output.append(contentsOf: bytes[start..<index])
      start = index + 1
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case UInt8(ascii: "\\"): output.append(contentsOf: [byte, byte])
      case 0x0A: output.append(contentsOf: "\\n".utf8)
      case 0x0D: output.append(contentsOf: "\\r".utf8)
      case 0x09: output.append(contentsOf: "\\t".utf8)
      default:
        let digits = String(byte, radix: 16)
        output.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      }
    }
    output.append(contentsOf: bytes[start...])
  }
}
