import Testing

@testable import Tables

@Suite struct `Text encodings` {
  @Test func `UTF-8 is taken as it is, with or without a byte order mark`() throws {
    let plain = try DecodedText.decode(Array("候选,名称\n".utf8))
    #expect(plain.encoding == .utf8)
    #expect(plain.start == 0)
    let marked = try DecodedText.decode([0xEF, 0xBB, 0xBF] + Array("a".utf8))
    #expect(marked.encoding == .utf8WithMark)
    #expect(Array(marked.bytes[marked.start...]) == Array("a".utf8))
  }

  @Test func `GB18030 is recognised and gives the same characters`() throws {
    // 湖南省,专家 — two bytes a character — and 㐀 (U+3400), which takes four.
    let bytes: [UInt8] = [
      0xBA, 0xFE, 0xC4, 0xCF, 0xCA, 0xA1, 0x2C, 0xD7, 0xA8, 0xBC, 0xD2, 0x0A, 0x81, 0x39, 0xEE, 0x39,
    ]
    let decoded = try DecodedText.decode(bytes)
    #expect(decoded.encoding == .gb18030)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == "湖南省,专家\n㐀")
  }

  @Test(arguments: [false, true])
  func `UTF-16 is recognised by its byte order mark`(bigEndian: Bool) throws {
    var bytes: [UInt8] = []
    for unit in "\u{FEFF}专家\t😀".utf16 {
      let pair = [UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit)]
      bytes += bigEndian ? pair : pair.reversed()
    }
    let decoded = try DecodedText.decode(bytes)
    #expect(decoded.encoding == (bigEndian ? .utf16BigEndian : .utf16LittleEndian))
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == "专家\t😀")
  }

  @Test func `One broken byte in Chinese UTF-8 is refused with its place and not read as GB18030`() {
    var bytes = Array("编号,名称\n1,湖南省某某科技有限公司\n2,".utf8)
    let offset = bytes.count
    bytes += [0xE4, 0xB8, 0x2C] + Array("专家评审\n".utf8)
    #expect(throws: TableFault(place: TablePlace(line: 3), problem: .damagedText(encoding: .utf8, byteOffset: offset)))
    {
      try DecodedText.decode(bytes)
    }
  }

  @Test func `Bytes that no encoding explains are refused with the offset`() {
    let bytes: [UInt8] = [0x61, 0x0A, 0x62, 0xFF, 0xFF]
    #expect(throws: TableFault(place: TablePlace(line: 2), problem: .undecodable(byteOffset: 3))) {
      try DecodedText.decode(bytes)
    }
  }

  @Test func `Half a character at the end of UTF-16 is refused`() {
    #expect(
      throws: TableFault(place: TablePlace(), problem: .damagedText(encoding: .utf16LittleEndian, byteOffset: 4))
    ) { try DecodedText.decode([0xFF, 0xFE, 0x61, 0x00, 0x62]) }
  }

  @Test(arguments: [[0x50, 0x4B, 0x03, 0x04, 0x14], [0xD0, 0xCF, 0x11, 0xE0, 0xA1]] as [[UInt8]])
  func `A workbook is named as one`(bytes: [UInt8]) {
    #expect(throws: TableFault(place: TablePlace(), problem: .workbook)) { try DecodedText.decode(bytes) }
  }

  /// Every sequence of one to three bytes, and four with the leads that matter, against the standard library.
  @Test func `Validity of UTF-8 agrees with the standard library`() {
    let samples: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE4, 0xED, 0xEF, 0xF0, 0xF4, 0xF5,
      0xFF,
    ]
    for a in samples {
      for b in samples {
        for c in samples {
          for d in samples {
            let bytes = [0x41, a, b, c, d, 0x42, 0x42, 0x42, 0x42, 0x42]
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect((firstInvalidUTF8(bytes, from: 0) == nil) == isValid, "\(bytes)")
          }
        }
      }
    }
  }
}
