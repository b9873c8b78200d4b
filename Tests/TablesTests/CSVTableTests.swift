import Testing

@testable import Tables

private func table(_ text: String) throws -> Table { try Table(csv: Array(text.utf8)) }

private func cells(_ text: String) throws -> [[String]] { try table(text).rows.map(\.cells) }

@Suite struct `CSV in` {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func `Records end with any of the three line ends, with or without one at the end`(lineEnd: String) throws {
    for last in ["", lineEnd, lineEnd + lineEnd] {
      let text = ["a,b", "1,2", "3,"].joined(separator: lineEnd) + last
      #expect(try cells(text) == [["1", "2"], ["3", ""]], "\(text.debugDescription)")
    }
  }

  @Test func `Quotes guard separators, quotes and line breaks`() throws {
    let read = try table("a,b\n\"x,1\",\"say \"\"yes\"\"\"\n\"two\r\nlines\",\"\"\nplain,5\" disk\n")
    #expect(read.rows.map(\.cells) == [["x,1", "say \"yes\""], ["two\r\nlines", ""], ["plain", "5\" disk"]])
    #expect(read.rows.map(\.number) == [2, 3, 4])
    #expect(read.rows.map(\.line) == [2, 3, 5])
  }

  @Test func `Rows of separators alone are passed over but counted`() throws {
    let read = try table("\n,\na,b\n,\n\n1,2\n,,,\n\"\",\n")
    #expect(read.headers == ["a", "b"])
    #expect(
      read.rows == [
        TableRow(number: 6, line: 6, cells: ["1", "2"]), TableRow(number: 8, line: 8, cells: ["", ""]),
      ])
    #expect(read.faults.isEmpty)
  }

  @Test(arguments: [
    ("a\tb;c\n1\t2;3", ["1", "2;3"]), ("a;b\n1;2", ["1", "2"]), ("\"a;b\",c\n1;2,3", ["1;2", "3"]), ("a\n1;2", ["1;2"]),
  ])
  func `The separator is the comma, else the tab or semicolon of the header`(text: String, row: [String]) throws {
    #expect(try cells(text) == [row])
  }

  @Test func `Cells of every length and place in a word are found`() throws {
    // Lengths 0…20 bring every separator and line end to every place of the eight bytes looked at together.
    for first in 0...20 {
      for second in 0...20 {
        let row = [String(repeating: "x", count: first), String(repeating: "é", count: second)]
        let text = "h1,h2\n\(row[0]),\(row[1])\n1,2"
        let expected = row == ["", ""] ? [["1", "2"]] : [row, ["1", "2"]]
        #expect(try cells(text) == expected)
      }
    }
  }

  @Test func `Bytes of a row are seen in place`() throws {
    let file = try CSVTable(Array("id,mark\nC1,\"9\"\"0\"\nC2,85\n".utf8))
    var seen: [[UInt8]] = []
    file.forEachRow(sound: { seen += [Array($0[0]), Array($0[1])] }, unsound: { _, _ in })
    #expect(seen == ["C1", "9\"0", "C2", "85"].map { Array($0.utf8) })
  }
}

@Suite struct `Faults of a CSV file` {
  @Test(arguments: ["", "\n\r\n", "\u{FEFF}", ",,\n,,\n"])
  func `A file without records is empty`(text: String) {
    #expect(throws: TableFault(place: TablePlace(), problem: .emptyFile)) { try table(text) }
  }

  @Test func `All faults are reported together and the sound rows are read`() throws {
    let text = """
      id,name,id,,mark
      1,a,1,,90
      2,b
      3,c,3,,80,extra
      4,"d"x,4,,70
      5,e,5,lost,60
      6,f\0,6,,50
      7,"never closed,7,,40
      8,h,8,,30
      """
    let read = try table(text)
    #expect(read.rows.map { $0.cells[0] } == ["1"])
    #expect(read.unsoundRows.last?.record == "8,h,8,,30")
    func place(_ row: Int, _ number: Int? = nil, _ column: String? = nil) -> TablePlace {
      TablePlace(row: row, line: row, columnNumber: number, column: column)
    }
    #expect(
      read.faults == [
        TableFault(place: place(1, 3, "id"), problem: .repeatedHeader("id", firstColumn: 1)),
        TableFault(place: place(3), problem: .tooFewCells(found: 2, expected: 5)),
        TableFault(place: place(4), problem: .tooManyCells(found: 6, expected: 5)),
        TableFault(place: place(5, 2, "name"), problem: .textAfterQuote("x")),
        TableFault(place: place(6, 4), problem: .cellWithoutHeader(value: "lost")),
        TableFault(place: place(7, 2, "name"), problem: .nulByte),
        TableFault(place: place(8, 2, "name"), problem: .unterminatedQuote),
        TableFault(place: place(9), problem: .behindOpenQuote(row: 8)),
      ])
    #expect(read.unsoundRows.map(\.record)[1] == "3,c,3,,80,extra")
    #expect(try CSVTable(Array(text.utf8)).faults() == read.faults)
  }

  @Test func `Rows and lines part after a cell with line breaks`() throws {
    let read = try table("a,b\n\"x\ny\rz\",1\nshort\n")
    #expect(
      read.faults == [
        TableFault(place: TablePlace(row: 3, line: 5), problem: .tooFewCells(found: 1, expected: 2))
      ])
  }

  @Test func `Rows behind a quote that was never closed are searched for faults and not trusted`() throws {
    let read = try table("a,b\n0,0\n1,\"x\n2,3\n4\n\"y\nz\",5\n6,7\n")
    #expect(read.rows.map(\.cells) == [["0", "0"], ["y\nz", "5"], ["6", "7"]])
    #expect(read.unsoundRows.map(\.record) == ["1,\"x", "2,3", "4"])
    #expect(
      read.faults.map(\.problem) == [
        .unterminatedQuote, .behindOpenQuote(row: 3), .tooFewCells(found: 1, expected: 2),
      ])
    #expect(read.faults.map(\.place.line) == [3, 4, 5])
    #expect(read.rows.map(\.line) == [2, 6, 8])
  }

  @Test func `Text behind a cell of several lines leaves no half rows`() throws {
    let read = try table("a,b\n\"x\ny\"z,1\n2,3\n")
    #expect(read.rows.map(\.cells) == [["2", "3"]])
    #expect(read.faults.map(\.problem) == [.unterminatedQuote, .behindOpenQuote(row: 2)])
    #expect(read.unsoundRows.map(\.record) == ["\"x", "y\"z,1"])
  }

  @Test func `Quotes that are never closed cost one pass`() throws {
    let read = try table("a,b\n\"x,1\n" + String(repeating: "\"\",1\n", count: 20_000) + "\"y,2\n")
    #expect(read.rows.isEmpty)
    #expect(read.faults.filter { $0.problem == .unterminatedQuote }.map(\.place.row) == [2, 20_003])
    #expect(read.faults.count == 20_002)
  }

  @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
  func `Columns have a spreadsheet's letters`(number: Int, letters: String) {
    #expect(TablePlace(columnNumber: number).columnLetters == letters)
  }
}

@Suite struct `Columns` {
  @Test func `A column can be left out`() throws {
    let read = try table("a,why,b\n1,x,2\n3,y\n4\n").removing(column: 1)
    #expect(read.headers == ["a", "b"])
    #expect(read.rows.map(\.cells) == [["1", "2"]])
    #expect(read.unsoundRows.map(\.row.cells) == [["3"], ["4"]])
  }

  let names = [
    ColumnName("candidate_id", aliases: ["application_id", "申报编号"], isRequired: true),
    ColumnName("revenue", aliases: ["营业收入（万元）"]), ColumnName("mark", isRequired: true),
  ]

  @Test func `A header is a key or an alias, whatever its spaces and widths`() throws {
    let headers = try table("\u{3000}申报编号 ,营业收入(万元),Ｍark,ｍａｒｋ\n").headers
    let match = ColumnMatch(headers, to: names)
    #expect(match["candidate_id"] == 0)
    #expect(match["revenue"] == 1)
    #expect(match["mark"] == 3)
    #expect(match.unknown == [2])
    #expect(match.faults.isEmpty)
  }

  @Test func `Missing columns and two names of one column are faults`() {
    let match = ColumnMatch(["application_id", "candidate_id"], to: names)
    #expect(
      match.faults == [
        TableFault(
          place: TablePlace(row: 1, line: 1, columnNumber: 2, column: "candidate_id"),
          problem: .repeatedColumn(key: "candidate_id", headers: ["application_id", "candidate_id"])),
        TableFault(place: TablePlace(row: 1, line: 1), problem: .missingColumn(key: "mark", known: ["mark"])),
      ])
  }
}
