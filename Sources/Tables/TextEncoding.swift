import Glibc

/// How the text of a file was written.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "UTF-8"
  case utf8WithMark = "UTF-8 with byte order mark"
  /// The national standard; GBK and GB 2312 are parts of it.
  case gb18030 = "GB18030"
  /// What spreadsheets call Unicode text; known by its byte order mark.
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
}

/// The bytes of a text file as UTF-8.
public struct DecodedText: Sendable {
  /// UTF-8 throughout; the text begins at `start`, after a byte order mark.
  public let bytes: [UInt8]
  public let start: Int
  /// The encoding that was found.
  public let encoding: TextEncoding

  /// Recognises the encoding of a file and turns it into UTF-8.
  ///
  /// A byte order mark decides. Without one, text that is valid UTF-8 is UTF-8; otherwise GB18030, unless most of it is
  /// UTF-8 (a damaged file must not be read as other characters) or the result has characters that no GB18030 writer
  /// makes: those of private use and control codes. GB18030 gives a meaning to nearly every pair of bytes, so other
  /// double-byte text (Big5, Shift JIS) cannot be told apart from it; the caller should show `encoding` where it is not
  /// UTF-8. Complexity: linear; UTF-8 is not copied.
  public static func decode(_ bytes: [UInt8]) throws(TableFault) -> DecodedText {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw TableFault(place: TablePlace(), problem: .workbook)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return try utf8(bytes, start: 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return try converted(bytes, start: 2, from: .utf16LittleEndian) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try converted(bytes, start: 2, from: .utf16BigEndian) }
    guard let failure = firstInvalidUTF8(bytes, from: 0) else {
      return DecodedText(bytes: bytes, start: 0, encoding: .utf8)
    }
    if isMostlyUTF8(bytes) { throw fault(.damagedText(encoding: .utf8, byteOffset: failure), at: failure, in: bytes) }
    return try gb18030(bytes)
  }

  private static func utf8(_ bytes: [UInt8], start: Int) throws(TableFault) -> DecodedText {
    if let failure = firstInvalidUTF8(bytes, from: start) {
      throw fault(.damagedText(encoding: .utf8WithMark, byteOffset: failure), at: failure, in: bytes)
    }
    return DecodedText(bytes: bytes, start: start, encoding: .utf8WithMark)
  }

  private static func gb18030(_ bytes: [UInt8]) throws(TableFault) -> DecodedText {
    switch convert(bytes, start: 0, from: .gb18030) {
    case .converted(let text) where !holdsImplausibleScalar(text):
      return DecodedText(bytes: text, start: 0, encoding: .gb18030)
    case .converted:
      throw fault(.undecodable(byteOffset: firstInvalidUTF8(bytes, from: 0) ?? 0), at: 0, in: bytes)
    case .failed(let offset): throw fault(.undecodable(byteOffset: offset), at: offset, in: bytes)
    case .noConverter: throw TableFault(place: TablePlace(), problem: .noConverter(encoding: .gb18030))
    }
  }

  private static func converted(
    _ bytes: [UInt8], start: Int, from encoding: TextEncoding
  ) throws(TableFault) -> DecodedText {
    switch convert(bytes, start: start, from: encoding) {
    case .converted(let text): return DecodedText(bytes: text, start: 0, encoding: encoding)
    case .failed(let offset):
      throw TableFault(place: TablePlace(), problem: .damagedText(encoding: encoding, byteOffset: offset))
    case .noConverter: throw TableFault(place: TablePlace(), problem: .noConverter(encoding: encoding))
    }
  }

  /// A fault with the line on which the byte stands; for encodings that keep line breaks as single bytes.
  private static func fault(_ problem: TableProblem, at offset: Int, in bytes: [UInt8]) -> TableFault {
    let line = bytes[..<min(offset, bytes.count)].count { $0 == 0x0A } + 1
    return TableFault(place: TablePlace(line: line), problem: problem)
  }
}

// MARK: - The system's converter

extension DecodedText {
  private enum Conversion {
    case converted([UInt8])
    /// The byte of the file at which the text stopped making sense.
    case failed(byteOffset: Int)
    case noConverter
  }

  /// Converts all of `bytes` from `start` on with the C library's `iconv`.
  private static func convert(_ bytes: [UInt8], start: Int, from encoding: TextEncoding) -> Conversion {
    guard let converter = iconv_open("UTF-8", encoding.rawValue), converter != iconv_t(bitPattern: -1) else {
      return .noConverter
    }
    defer { iconv_close(converter) }
    // Two bytes become at most three in every encoding met here; four stay four.
    let capacity = (bytes.count - start) * 3 / 2 + 16
    var stoppedAt: Int?
    var input = bytes
    let output = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      let length = input.count
      count = input.withUnsafeMutableBytes { source in
        var from = source.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
        var left = length - start
        var to = UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var room = capacity
        if iconv(converter, &from, &left, &to, &room) == Int(bitPattern: UInt.max) { stoppedAt = length - left }
        return capacity - room
      }
    }
    return stoppedAt.map { .failed(byteOffset: $0) } ?? .converted(output)
  }

  /// Whether valid UTF-8 holds control codes of U+0080…009F or characters of private use (U+E000…F8FF), which text
  /// never has.
  private static func holdsImplausibleScalar(_ text: [UInt8]) -> Bool {
    for index in text.indices.dropLast() {
      let lead = text[index]
      let next = text[index + 1]
      if lead == 0xC2 && next < 0xA0 { return true }
      if lead == 0xEE || (lead == 0xEF && next < 0xA4) { return true }
    }
    return false
  }
}
