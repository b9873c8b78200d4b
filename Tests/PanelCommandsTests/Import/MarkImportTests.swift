import ExpertReview
import Intake
import Testing

@testable import PanelCommands

/// `panel import scores`: marks made elsewhere.
@Suite struct `Importing marks` {
  private struct Told: Hashable {
    let row: String?
    let column: String?
    let value: String?
    let code: String?

    init(_ row: Int, _ column: String, _ value: String?, _ code: String) {
      (self.row, self.column, self.value, self.code) = (String(row), column, value, "import." + code)
    }

    init(_ fault: JSON) {
      row = fault["row"]?.scalarText
      column = fault["column"]?.text
      value = fault["value"]?.text
      code = fault["code"]?.text
    }
  }

  private func told(_ run: CapturedRun) throws -> [Told] {
    try run.errors.compactMap { $0["error"] }.map { Told($0) }
  }

  private func bench() throws -> RoundBench {
    let bench = try RoundBench()
    let candidates = try bench.file(
      "c.csv", "candidate_id,name,track\nC1,甲,general\nC2,乙,general\nV1,丙,vertical\n")
    try #require(bench.run("import", "candidates", candidates).code == .done)
    return bench
  }

  private static let sound = """
    candidate,expert,criterion,mark,comment
    C1,E1,base,80,扎实
    C1,E1,effect,70.5,
    C1,E2,base,90,
    C1,E2,effect,,没有看到应用
    C2,E1,base,回避,
    V1,E2,base,60,
    C1,,audit,7,

    """

  @Test func `marks, values, recusals and comments come in, and an empty mark is missing`() throws {
    let bench = try bench()
    let run = try bench.run("import", "scores", bench.file("s.csv", Self.sound), "--json")
    #expect(run.code == .done, "\(run.messages)")
    #expect(try run.json["added"]?.scalarText == "6")
    let round = try bench.rebuilt()
    let book = try #require(round.scorebooks["review"])
    #expect(book.markCount == 4)
    #expect(round.experts.map(\.id.rawValue) == ["E1", "E2"])
    let half = try #require(book.sheet(candidate: 0, expert: 1))
    #expect(!book.isComplete(half) && !half.recused)
    #expect(book.sheet(candidate: 1, expert: 0)?.recused == true)
    #expect(book.given(ItemID("audit"), of: 0) == ExactDecimal(7))
    #expect(book.comment(candidate: 0, expert: 0, item: ItemID("base")) == "扎实")
    #expect(book.comment(candidate: 0, expert: 1, item: ItemID("effect")) == "没有看到应用")
  }

  @Test func `the same file twice changes nothing`() throws {
    let bench = try bench()
    let file = try bench.file("s.csv", Self.sound)
    bench.run("import", "scores", file)
    let before = try bench.head
    let again = bench.run("import", "scores", file, "--json")
    #expect(again.code == .done)
    #expect(try again.json["added"]?.scalarText == "0")
    #expect(try again.json["unchanged"]?.scalarText == "6")
    #expect(try bench.head == before)
  }

  @Test func `all faults are told together with what was nearly meant, and nothing is taken`() throws {
    let bench = try bench()
    let before = try bench.head
    let text = """
      candidate,expert,criterion,mark
      C1,E1,bass,80
      C9,E1,base,80
      C1,E1,base,100.5
      C1,E1,effect,80.2
      C1,E2,base,８５
      C1,E2,effect,good
      C1,,base,80
      C1,E1,audit,5
      C1,,audit,11
      V1,E1,effect,50
      C2,E1,base,80
      C2,E1,base,81
      C2,E1,effect,recused
      V1,E2,base,recused
      V1,E2,base,60
      C2,,audit,3
      C2,,audit,3
      C1,E3,opinion,88

      """
    let run = try bench.run("import", "scores", bench.file("s.csv", text), "--json")
    #expect(run.code == .invalidInput)
    #expect(
      try told(run) == [
        Told(2, "criterion", "bass", "unknownItem"), Told(3, "candidate", "C9", "unknownCandidate"),
        Told(4, "mark", "100.5", "offScale"), Told(5, "mark", "80.2", "offScale"),
        Told(6, "mark", "８５", "notANumber"), Told(7, "mark", "good", "notANumber"),
        Told(8, "expert", nil, "noExpertForJudgedItem"), Told(9, "expert", "E1", "expertForGivenItem"),
        Told(10, "mark", "11", "offScale"), Told(11, "criterion", "effect", "unknownItem"),
        Told(13, "criterion", "base", "repeated"), Told(14, "mark", "recused", "alreadyRecused"),
        Told(16, "mark", "60", "alreadyRecused"), Told(18, "criterion", "audit", "repeated"),
        Told(19, "mark", "88", "markForOpinion"),
      ])
    let said = bench.run("import", "scores", bench.folder.file("s.csv"), "--lang", "en").messages
    for words in [
      "did you mean “base”", "write it in half width: 85", "from 0 to 100 in steps of 0.5", "repeats row 12",
    ] {
      #expect(said.contains(words), "\(words)")
    }
    #expect(try bench.head == before)
  }

  @Test func `a changed mark needs --replace and a reason, and the old one stays on record`() throws {
    let bench = try bench()
    bench.run("import", "scores", try bench.file("s.csv", Self.sound))
    let changed = try bench.file(
      "t.csv", "candidate,expert,criterion,mark\nC1,E1,base,81\nC1,,audit,8\nC2,E1,base,50\nC1,E2,base,recused\n")
    let before = try bench.head
    let refused = bench.run("import", "scores", changed, "--json")
    #expect(refused.code == .invalidInput)
    #expect(
      try told(refused) == [
        Told(2, "mark", "81", "changesMark"), Told(3, "mark", "8", "changesMark"),
        Told(4, "mark", "50", "changesRecusal"), Told(5, "mark", "recused", "changesRecusal"),
      ])
    #expect(try bench.head == before)

    let replaced = bench.run("import", "scores", changed, "--replace", "--reason", "登分有误", "--json")
    #expect(replaced.code == .done, "\(replaced.messages)")
    #expect(try replaced.json["added"]?.scalarText == "4")
    let book = try #require(try bench.rebuilt().scorebooks["review"])
    let sheet = try #require(book.sheet(candidate: 0, expert: 0))
    #expect(Array(book.marks(of: sheet)) == [162, 141])
    #expect(book.given(ItemID("audit"), of: 0) == ExactDecimal(8))
    #expect(book.sheet(candidate: 1, expert: 0)?.recused == false)
    #expect(book.sheet(candidate: 0, expert: 1)?.recused == true)
    #expect(bench.run("import", "scores", changed, "--json").code == .done)
  }

  @Test func `with --partial the sound lines are taken and the others come back`() throws {
    let bench = try bench()
    let text = "candidate,expert,criterion,mark\nC1,E1,base,80\nC1,E1,efect,70\nC2,E1,base,101\nV1,E1,base,70\n"
    let run = try bench.run("import", "scores", bench.file("s.csv", text), "--partial", "--json")
    #expect(run.code == .needsPerson)
    #expect(try run.json["added"]?.scalarText == "2")
    let rejected = try bench.text("s-rejected.csv")
    let mended = rejected.replacing("E1,efect", with: "E1,effect").replacing("base,101", with: "base,100")
    let again = try bench.run("import", "scores", bench.file("m.csv", mended), "--json")
    #expect(again.code == .done, "\(again.messages)")
    #expect(try again.json["added"]?.scalarText == "2")
    #expect(try again.json["notices"] == nil)
    #expect(try bench.rebuilt().scorebooks["review"]?.markCount == 4)
  }

  @Test func `marks for panels of the round's own must fit them`() throws {
    let bench = try bench()
    bench.run("import", "experts", try bench.file("e.csv", "expert_id,name\nE1,一\nE2,二\nE3,三\n"))
    bench.run("import", "assignments", try bench.file("a.csv", "candidate,expert\nC1,E1\nC1,E2\n"))
    let run = try bench.run(
      "import", "scores",
      bench.file("s.csv", "candidate,expert,criterion,mark\nC1,E1,base,80\nC1,E3,base,80\nC1,E9,base,80\n"),
      "--json")
    #expect(
      try told(run) == [Told(3, "expert", "E3", "notOnPanel"), Told(4, "expert", "E9", "unknownExpert")])
  }

  @Test func `cells may be quoted, padded and in any order of columns`() throws {
    let bench = try bench()
    let text = "评分;评分项;\"专家编号\";申报编号;备注\r\n\" 80 \";base;E1; C1\u{3000};一\r\n\u{A0}70;effect;E1;C1;\"二\"\r\n"
    let run = try bench.run("import", "scores", bench.file("s.csv", text), "--json")
    #expect(run.code == .done, "\(run.messages)")
    #expect(try run.json["added"]?.scalarText == "2")
    #expect(try run.json["notices"]?.elements?.count == 1)
  }

  @Test func `a column that must be there is missed with the names it may have`() throws {
    let bench = try bench()
    let run = try bench.run(
      "import", "scores", bench.file("s.csv", "candidate,expert,mark\nC1,E1,80\n"), "--json", "--partial")
    #expect(run.code == .invalidInput)
    #expect(try run.errors.first?["error"]?["code"]?.text == "table.missingColumn")
    #expect(run.messages.contains("评分项"))
  }
}

@Suite struct `Finding texts by their bytes` {
  @Test func `every text is found, and no other, however many there are`() {
    let texts = (0..<5_000).map { "候选\($0 * 7)" }
    let index = ByteIndex(texts)
    #expect(index.count == texts.count)
    for (number, text) in texts.enumerated() {
      var text = text
      text.withUTF8 { #expect(index.find($0) == number) }
    }
    for absent in ["", "候选", "候选1", "候选34994", "C1"] {
      var text = absent
      text.withUTF8 { #expect(index.find($0) == nil) }
    }
  }

  @Test(arguments: [
    ("", ""), ("  ", ""), (" a ", "a"), ("\ta b\r", "a b"), ("\u{3000}分\u{3000}", "分"), ("\u{A0}1\u{A0}\u{3000} ", "1"),
    ("ａ", "ａ"), ("\u{3000}", ""),
  ])
  func `spaces of every width go from the ends of a cell`(_ cell: String, _ trimmed: String) {
    var cell = cell
    cell.withUTF8 { #expect($0.trimmed.text == trimmed) }
  }

  @Test func `short cells have a word of their own each`() {
    var seen: Set<UInt64> = []
    for cell in ["", "0", "00", "80", "8.0", "8.00", "80.25", "0.25", "1234567"] {
      var cell = cell
      cell.withUTF8 { if let word = $0.packed { #expect(seen.insert(word).inserted) } }
    }
    #expect(seen.count == 9)
    var long = "12345678"
    long.withUTF8 { #expect($0.packed == nil) }
  }
}
