import Testing

@testable import Tables

/// A small generator with a fixed seed (SplitMix64), so that a failure can be seen again.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

private let pieces = [
  "", "a", "湖南", "，", ",", "\"", "\"\"", "\n", "\r\n", "\r", "\t", ";", " ", "'", "''", "=", "+", "-", "@", "＝", "1",
  "-1.5", "😀", "é",
]

@Suite struct `CSV out` {
  @Test(arguments: 0..<40)
  func `What is written is read back cell for cell`(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let width = Int.random(in: 1...6, using: &random)
    let header = (0..<width).map { "列;\($0)" }
    let rows = (0..<60).map { _ in
      (0..<width).map { _ in
        (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      }
    }
    let guarded = seed % 2 == 0
    var writer = CSVWriter(lineEnd: seed % 3 == 0 ? .crlf : .lf, byteOrderMark: seed % 5 == 0, guardFormulas: guarded)
    for row in [header] + rows { writer.append(row) }
    let read = try Table(csv: writer.bytes, droppingFormulaGuards: guarded)
    #expect(read.headers == header)
    // Compared by bytes: Swift takes some different texts for equal.
    #expect(read.rows.map { $0.cells.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
    #expect(read.faults.isEmpty)
    #expect(read.rows.map(\.number) == Array(2..<62))
  }

  @Test func `Only cells that need quotes get them`() {
    var writer = CSVWriter.forPrograms
    writer.append(["a", "b c", "d,e", "f\"g", "湖南"])
    writer.append([""])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "a,b c,\"d,e\",\"f\"\"g\",湖南\n\"\"\n")
  }

  @Test func `Sheets for people bear a byte order mark`() {
    #expect(CSVWriter.forPeople.bytes == [0xEF, 0xBB, 0xBF])
    #expect(CSVWriter.forPrograms.bytes.isEmpty)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("-5", "-5"), ("-5.25", "-5.25"), ("+8", "+8"), ("-", "'-"), ("-1-1", "'-1-1"), ("@x", "'@x"),
    ("\tx", "'\tx"), ("'=x", "''=x"), ("it's", "it's"), ("'quoted'", "'quoted'"), ("1.-", "1.-"), ("", ""), ("'", "'"),
  ])
  func `Formulas are guarded, numbers are not, and the guard comes off again`(cell: String, written: String) {
    #expect(cell.withFormulaGuard == written)
    #expect(written.withoutFormulaGuard == cell)
  }

  @Test func `A GB18030 copy of a sheet reads the same`() throws {
    // 姓名,单位 / 张三,"湖南, 长沙" as a spreadsheet for simplified Chinese saves it.
    let bytes: [UInt8] =
      [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xB5, 0xA5, 0xCE, 0xBB, 0x0D, 0x0A, 0xD5, 0xC5, 0xC8, 0xFD, 0x2C, 0x22]
      + [0xBA, 0xFE, 0xC4, 0xCF, 0x2C, 0x20, 0xB3, 0xA4, 0xC9, 0xB3, 0x22, 0x0D, 0x0A]
    let read = try Table(csv: bytes)
    #expect(read.encoding == .gb18030)
    #expect(read.headers == ["姓名", "单位"])
    #expect(read.rows.map(\.cells) == [["张三", "湖南, 长沙"]])
  }
}
