import ExpertReview
import Tables
import Testing

@testable import PanelCommands

/// `panel sheets` and `panel collect`: the same sheets out and in.
@Suite struct `Collecting sheets` {
  /// A round with three candidates and three experts, all of them seated as said, and their sheets in `sheets`.
  private func bench(seats: String = "C1,E1\nC1,E2\nC2,E1\nC2,E3\nV1,E2\nV1,E3\n") throws -> RoundBench {
    let bench = try RoundBench()
    let files = [
      ("candidates", "candidate_id,name,track\nC1,甲,general\nC2,乙,general\nV1,丙,vertical\n"),
      ("experts", "expert_id,name\nE1,一\nE2,二\nE3,三\n"), ("assignments", "candidate,expert\n" + seats),
    ]
    for (kind, text) in files {
      let run = try bench.run("import", kind, bench.file(kind + ".csv", text))
      try #require(run.code == .done, "\(run.messages)")
    }
    try #require(bench.run("sheets", bench.folder.file("sheets")).code == .done)
    return bench
  }

  /// An expert's sheet with marks in it: one for each of the items, in the order of the sheet.
  private func fill(
    _ bench: RoundBench, _ expert: String, _ marks: [String], as name: String? = nil, opinion: String = "",
    changing: (inout [[String]]) -> Void = { _ in }
  ) throws -> String {
    let table = try Table(csv: Files.read(bench.folder.file("sheets/\(expert).csv")), droppingFormulaGuards: true)
    let place = { (header: String) in table.headers.firstIndex(of: header) ?? 0 }
    var left = marks[...]
    var rows = table.rows.map(\.cells)
    for row in rows.indices {
      if rows[row][place("评分项")] == "opinion" {
        rows[row][place("评语")] = opinion
      } else if rows[row][place("评分项")] != "question", let mark = left.popFirst() {
        rows[row][place("评分")] = mark
      }
    }
    rows.insert(table.headers, at: 0)
    changing(&rows)
    var writer = CSVWriter.forPeople
    for row in rows { writer.append(row) }
    return try bench.file((name ?? expert) + "-filled.csv", bytes: writer.bytes)
  }

  private func codes(_ run: CapturedRun) throws -> [String] {
    try run.errors.compactMap { $0["error"] }.map { fault in
      "\(fault["row"]?.scalarText ?? "") \(fault["column"]?.text ?? "") \(fault["code"]?.text ?? "")"
    }
  }

  @Test func `filled sheets come in, an empty mark stays missing, and a second time nothing changes`() throws {
    let bench = try bench()
    let first = try fill(bench, "E1", ["80", "70.5", "90", ""], opinion: "总体可行")
    let second = try fill(bench, "E2", ["回避", "", "60"])
    let run = bench.run("collect", first, second, "--json")
    #expect(run.code == .done, "\(run.messages)")
    #expect(try run.json["sheets"]?.elements?.map { $0["news"]?.scalarText } == ["3", "2"])
    let book = try #require(try bench.rebuilt().scorebooks["review"])
    #expect(book.markCount == 4)
    #expect(book.sheet(candidate: 0, expert: 1)?.recused == true)
    #expect(book.comment(candidate: 0, expert: 0, item: nil) == "总体可行")
    let before = try bench.head
    #expect(bench.run("collect", first, second).code == .done)
    #expect(try bench.head == before)
  }

  @Test func `a faulty sheet is left out with all its faults while the others are taken`() throws {
    let bench = try bench()
    let faulty = try fill(bench, "E1", ["101", "八十", "９０", "70"])
    let sound = try fill(bench, "E3", ["80", "70", "60"])
    let run = bench.run("collect", faulty, sound, bench.folder.file("absent.csv"), "--json")
    #expect(run.code == .invalidInput)
    #expect(try run.json["refused"]?.scalarText == "2")
    #expect(
      try codes(run) == [
        "2 mark import.offScale", "3 mark import.notANumber", "6 mark import.notANumber", "  file.notFound",
      ])
    let book = try #require(try bench.rebuilt().scorebooks["review"])
    #expect(book.sheet(candidate: 0, expert: 0) == nil)
    #expect(book.markCount == 3)
    let mended = try fill(bench, "E1", ["100", "80", "90", "70"])
    #expect(bench.run("collect", mended).code == .done)
    #expect(try bench.rebuilt().scorebooks["review"]?.markCount == 7)
  }

  @Test func `a changed mark needs --replace and a reason`() throws {
    let bench = try bench()
    bench.run("collect", try fill(bench, "E3", ["80", "70", "60"]))
    let changed = try fill(bench, "E3", ["81", "70", "60"])
    let refused = bench.run("collect", changed, "--json")
    #expect(try codes(refused) == ["2 mark import.changesMark"])
    #expect(bench.run("collect", changed, "--replace").code == .usage)
    #expect(bench.run("collect", changed, "--replace", "--reason", "合计有误").code == .done)
    let blank = try fill(bench, "E3", ["", "", ""])
    #expect(bench.run("collect", blank).code == .done)
    let book = try #require(try bench.rebuilt().scorebooks["review"])
    #expect(Array(book.marks(of: try #require(book.sheet(candidate: 1, expert: 2)))) == [162, 140])
  }

  @Test func `a sheet of another round is refused`() throws {
    let other = try bench()
    let here = try RoundBench(id: "another")
    for kind in ["candidates", "experts", "assignments"] { here.run("import", kind, other.folder.file(kind + ".csv")) }
    let run = here.run("collect", try fill(other, "E3", ["80", "70", "60"]), "--json")
    #expect(try codes(run) == ["2 sheet import.foreignSheet"])
    #expect(try here.rebuilt().scorebooks.isEmpty)
  }

  @Test func `rows of two sheets in one are refused, and rows that name another expert`() throws {
    let bench = try bench()
    let mixed = try fill(bench, "E3", ["80", "70", "60"]) { rows in
      let other = (try? Table(csv: Files.read(bench.folder.file("sheets/E1.csv")))) ?? nil
      rows += (other?.rows ?? []).prefix(2).map(\.cells)
    }
    let run = bench.run("collect", mixed, "--json")
    #expect(try codes(run) == ["9 sheet import.mixedSheet", "10 sheet import.mixedSheet"])

    let renamed = try fill(bench, "E1", ["80", "70", "60", "50"], as: "renamed") { rows in
      for row in 1..<4 { rows[row][9] = "E2" }
    }
    let refused = bench.run("collect", renamed, "--json")
    #expect(try codes(refused) == (2...4).map { "\($0) expert import.otherExpert" })
    #expect(try bench.rebuilt().scorebooks.isEmpty)
  }

  @Test func `a sheet without its number is refused`() throws {
    let bench = try bench()
    let nameless = try fill(bench, "E3", ["80"]) { rows in for row in rows.indices { rows[row].removeLast() } }
    #expect(try codes(bench.run("collect", nameless, "--json")) == ["1  table.missingColumn"])
  }

  @Test func `a sheet from before the panels changed is refused where they changed under it, and taken elsewhere`()
    throws
  {
    let bench = try bench(seats: "C1,E1\nC1,E2\nC2,E1\n")
    let stale = try fill(bench, "E1", ["80", "70", "60", "50"])
    bench.run("import", "assignments", try bench.file("more.csv", "candidate,expert\nC2,E3\n"))
    #expect(bench.run("collect", stale).code == .done)
    #expect(try bench.rebuilt().scorebooks["review"]?.markCount == 4)

    let other = try RoundBench()
    for kind in ["candidates", "experts"] { other.run("import", kind, bench.folder.file(kind + ".csv")) }
    other.run("import", "assignments", try other.file("a.csv", "candidate,expert\nC1,E1\n"))
    let gone = other.run("collect", stale, "--json")
    #expect(gone.code == .invalidInput)
    #expect(try codes(gone).contains("2 sheet import.staleSheet"))
  }

  @Test func `a dry run takes nothing`() throws {
    let bench = try bench()
    let before = try bench.head
    let run = bench.run("collect", try fill(bench, "E3", ["80", "70", "60"]), "--dry-run", "--json")
    #expect(run.code == .done)
    #expect(try run.json["sheets"]?.elements?.first?["news"]?.scalarText == "3")
    #expect(try bench.head == before)
  }

  @Test func `a sheet that begins with a formula sign comes back as it was written`() throws {
    let bench = try bench()
    let sheet = try fill(bench, "E3", ["80", "70", "60"], opinion: "=不是公式")
    #expect(bench.run("collect", sheet).code == .done)
    let book = try #require(try bench.rebuilt().scorebooks["review"])
    #expect(book.comment(candidate: 1, expert: 2, item: nil) == "=不是公式")
    bench.run("sheets", bench.folder.file("sheets"))
    let again = try fill(bench, "E3", ["80", "70", "60"], opinion: "=不是公式")
    let before = try bench.head
    #expect(bench.run("collect", again).code == .done)
    #expect(try bench.head == before)
  }

  // MARK: - Typed

  @Test func `marks piped to panel score are stored candidate by candidate`() throws {
    let bench = try bench()
    // C1: two items and an opinion; C2: out of range and full width first, one mark left out.
    let typed = "80\n70.5\n可行\n101\n８０\neighty\n90\n\n\n"
    let run = bench.run(["score", "E1"], input: typed)
    #expect(run.code == .done, "\(run.messages)")
    #expect(run.results.contains("80"))
    let book = try #require(try bench.rebuilt().scorebooks["review"])
    #expect(Array(book.marks(of: try #require(book.sheet(candidate: 0, expert: 0)))) == [160, 141])
    #expect(Array(book.marks(of: try #require(book.sheet(candidate: 1, expert: 0)))) == [180, MarkBatch.missing])
    #expect(book.comment(candidate: 0, expert: 0, item: nil) == "可行")
  }

  @Test func `the next run asks only for what is missing`() throws {
    let bench = try bench()
    bench.run(["score", "E1"], input: "80\n70.5\n\n90\n\n\n")
    let run = bench.run(["score", "E1", "--json"], input: "65\n\n")
    #expect(run.code == .done, "\(run.messages)")
    #expect(try run.json["stored"]?.scalarText == "1")
    let book = try #require(try bench.rebuilt().scorebooks["review"])
    #expect(Array(book.marks(of: try #require(book.sheet(candidate: 1, expert: 0)))) == [180, 130])
  }

  @Test func `a recusal and an early end store what is whole and no more`() throws {
    let bench = try bench()
    let run = bench.run(["score", "E1"], input: "回避\n80\n")
    #expect(run.code == .done)
    let book = try #require(try bench.rebuilt().scorebooks["review"])
    #expect(book.sheet(candidate: 0, expert: 0)?.recused == true)
    #expect(book.sheet(candidate: 1, expert: 0) == nil)
    #expect(run.messages.contains("C2") || run.results.contains("C2"))
    let stopped = bench.run(["score", "E2"], input: "q\n")
    #expect(stopped.code == .done)
    #expect(try bench.rebuilt().scorebooks["review"]?.markCount == 0)
  }

  @Test func `a mark that stands is changed only with a reason`() throws {
    let bench = try bench()
    bench.run(["score", "E2", "--candidate", "V1"], input: "60\n\n")
    let kept = bench.run(["score", "E2", "--candidate", "V1"], input: "61\n\n")
    #expect(kept.code == .done)
    #expect(try marks(bench, candidate: 2, expert: 1) == [120])
    let changed = bench.run(["score", "E2", "--candidate", "V1", "--reason", "看错了"], input: "61\n\n")
    #expect(changed.code == .done, "\(changed.messages)")
    #expect(try marks(bench, candidate: 2, expert: 1) == [122])
  }

  private func marks(_ bench: RoundBench, candidate: Int, expert: Int) throws -> [Int32] {
    let book = try #require(try bench.rebuilt().scorebooks["review"])
    return Array(book.marks(of: try #require(book.sheet(candidate: candidate, expert: expert))))
  }

  @Test func `an expert without a panel, or a stranger, is told so`() throws {
    let bench = try bench(seats: "C1,E1\nC1,E2\n")
    #expect(bench.run(["score", "E3"], input: "").code != .done)
    let stranger = bench.run(["score", "E33", "--json"], input: "")
    #expect(stranger.code == .invalidInput)
    #expect(stranger.messages.contains("E3"))
  }
}
