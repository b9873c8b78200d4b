/// The first byte, at or after `start`, at which `bytes` are not UTF-8; nil where all are.
///
/// Well-formed byte sequences after table 3-7 of the Unicode Standard: no overlong forms, no surrogates, nothing past
/// U+10FFFF. Runs of ASCII are passed over eight bytes at a time. Complexity: linear.
func firstInvalidUTF8(_ bytes: [UInt8], from start: Int) -> Int? {
  bytes.withUnsafeBytes { buffer in
    var index = start
    while index < buffer.count {
      if index + 8 <= buffer.count,
        buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
        continue
      }
      let length = lengthOfScalar(in: buffer, at: index)
      if length == 0 { return index }
      index += length
    }
    return nil
  }
}

/// Whether bytes that are not UTF-8 throughout were surely meant to be: at least four sequences of several bytes are
/// sound for each byte that is not.
///
/// In GB18030 text of more than a few characters the unsound bytes prevail, because the second byte of most characters
/// is no continuation byte or leaves none for the next.
func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var sound = 0
    var unsound = 0
    var index = 0
    while index < buffer.count {
      let length = lengthOfScalar(in: buffer, at: index)
      if length > 1 { sound += 1 }
      if length == 0 { unsound += 1 }
      index += max(length, 1)
    }
    return sound >= 4 * unsound
  }
}

/// The number of bytes of the scalar that begins at `index`, 1…4; 0 where none does.
@inline(__always)
private func lengthOfScalar(in buffer: UnsafeRawBufferPointer, at index: Int) -> Int {
  func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
    index + offset < buffer.count && range.contains(buffer[index + offset])
  }
  let lead = buffer[index]
  switch lead {
  case 0x00...0x7F: return 1
  case 0xC2...0xDF: return continues(1) ? 2 : 0
  case 0xE0...0xEF:
    let second: ClosedRange<UInt8> = lead == 0xE0 ? 0xA0...0xBF : lead == 0xED ? 0x80...0x9F : 0x80...0xBF
    return continues(1, second) && continues(2) ? 3 : 0
  case 0xF0...0xF4:
    let second: ClosedRange<UInt8> = lead == 0xF0 ? 0x90...0xBF : lead == 0xF4 ? 0x80...0x8F : 0x80...0xBF
    return continues(1, second) && continues(2) && continues(3) ? 4 : 0
  default: return 0
  }
}
