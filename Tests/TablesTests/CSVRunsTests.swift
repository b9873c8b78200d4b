import Testing

@testable import Tables

/// Reading parts in runs, held to reading row by row.
@Suite struct `CSV in runs` {
  /// Small numbers in no order (Steele and Vigna's splitmix64), the same in every run.
  private struct Numbers {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ mixed >> 31) % UInt64(count))
    }
  }

  /// The cells of the columns asked for; nil where a part is not to be read in runs.
  private func runs(_ table: CSVTable, of columns: [Int], parts: Int) throws -> [[String]]? {
    var rows: [[String]] = []
    for part in try #require(table.parts(parts)) {
      let isWhole = part.allRuns(of: columns) { run in
        for row in 0..<run.count {
          rows.append(
            columns.indices.map { column in
              let span = run.cells[row * run.stride + column]
              return String(decoding: run.text[Int(span.start)..<Int(span.end)], as: UTF8.self)
            })
        }
        return true
      }
      guard isWhole else { return nil }
    }
    return rows
  }

  @Test(arguments: 0..<40)
  func `The same cells come row by row, whatever the line ends and the number of parts`(seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed))
    let lineEnds = [["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\n\n", "\n,,\n"]][seed % 4]
    let cells = ["", "a", "12", "3.5", "专家", "12345678", "a long cell of no meaning"]
    var text = "one,two,three" + lineEnds[0]
    for row in 0..<numbers.below(700) {
      // A row of nothing but separators would be passed over.
      text += "\(row)," + cells[numbers.below(cells.count)] + "," + cells[numbers.below(cells.count)]
      text += lineEnds[numbers.below(lineEnds.count)]
    }
    if seed % 3 == 0 { text += "last,,x" }
    let table = try CSVTable(Array(text.utf8))
    var expected: [[String]] = []
    table.forEachRow(sound: { expected.append([$0.text(2), $0.text(0)]) }, unsound: { _, _ in })
    for parts in [1, 2, 3, 8] { #expect(try runs(table, of: [2, 0], parts: parts) == expected, "\(parts) parts") }
  }

  @Test(arguments: ["1,2\n", "1,2,3,4\n", "1,2,3\n4,5\n", "1,2,3\n\n4\n", "1,2,3\n4,5,6,"])
  func `A row with another number of cells than the header ends the reading`(rows: String) throws {
    let table = try CSVTable(Array(("one,two,three\n" + rows).utf8))
    #expect(try runs(table, of: [0, 1, 2], parts: 1) == nil)
  }

  @Test func `Whoever takes the runs may want no more`() throws {
    let text = "a\n" + (0..<600).map { "\($0)\n" }.joined()
    var taken = 0
    let part = try #require(try CSVTable(Array(text.utf8)).parts(1)?.first)
    let isWhole = part.allRuns(of: [0]) { run in
      taken += run.count
      return false
    }
    #expect(!isWhole)
    #expect((1..<600).contains(taken))
  }
}
