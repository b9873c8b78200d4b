import ExpertReview
import Testing

@testable import PanelCommands

/// `panel import candidates`: all of a file or nothing, every fault told, nothing repaired silently.
@Suite struct `Importing candidates` {
  /// A fault as a test states it.
  struct Told: Hashable {
    let row: Int?
    let column: String?
    let value: String?
  }

  private func told(_ run: CapturedRun, as gravity: String = "error") throws -> [Told] {
    try run.errors.compactMap { $0[gravity] }.map { fault in
      #expect(fault["message"]?.text?.isEmpty == false && fault["mend"]?.text?.isEmpty == false)
      #expect(fault["code"]?.text?.isEmpty == false && fault["file"]?.text?.isEmpty == false)
      return Told(
        row: fault["row"]?.scalarText.flatMap { Int($0) }, column: fault["column"]?.text, value: fault["value"]?.text)
    }
  }

  private static let faulty = """
    candidate_id,name,track,params_yi
    C1,甲,general,8
    C2,乙,genral,eight
    C3,丙,vertical,８．５
    ,丁,general,9
    C5,戊,general,"1,000"
    C6,己,,7
    C6,庚,general,7
    C6,辛,general,7

    """

  @Test func `all faults of a file are told at once, and nothing of it is taken`() throws {
    let bench = try RoundBench()
    let before = try bench.head
    let run = try bench.run("import", "candidates", bench.file("c.csv", Self.faulty), "--json")
    #expect(run.code == .invalidInput)
    #expect(run.results.isEmpty)
    #expect(
      try told(run) == [
        Told(row: 3, column: "track", value: "genral"), Told(row: 3, column: "params_yi", value: "eight"),
        Told(row: 4, column: "params_yi", value: "８．５"), Told(row: 5, column: "candidate_id", value: nil),
        Told(row: 6, column: "params_yi", value: "1,000"), Told(row: 7, column: "candidate_id", value: "C6"),
        Told(row: 8, column: "candidate_id", value: "C6"), Told(row: 9, column: "candidate_id", value: "C6"),
      ])
    #expect(try bench.head == before)
  }

  @Test(arguments: [
    ("zh", "是不是“通用”", "写成 8.5"), ("en", "did you mean “General”", "write 8.5"),
  ])
  func `a fault names what was nearly meant and how to write it`(_ language: String, _ near: String, _ mended: String)
    throws
  {
    let bench = try RoundBench()
    let run = try bench.run("import", "candidates", bench.file("c.csv", Self.faulty), "--lang", language)
    #expect(run.code == .invalidInput)
    #expect(run.messages.contains("genral"))
    #expect(run.messages.contains(near))
    #expect(run.messages.contains(mended))
    #expect(run.messages.contains(language == "zh" ? "第 3 行" : "row 3"))
  }

  @Test func `with --partial the sound rows are taken, and the rest comes back mended`() throws {
    let bench = try RoundBench()
    let file = try bench.file("c.csv", Self.faulty)
    let run = bench.run("import", "candidates", file, "--partial", "--json")
    #expect(run.code == .needsPerson)
    #expect(try run.json["added"]?.scalarText == "1")
    #expect(try run.json["rejected"]?.scalarText == "7")
    #expect(try told(run, as: "warning").count == 8)

    let rejected = try bench.text("c-rejected.csv")
    #expect(rejected.contains("未采用原因"))
    #expect(rejected.contains("eight"))
    #expect(!rejected.contains("C1,"))
    // As a person mends it: the cells are corrected, the reasons stay where they are.
    let mended = rejected.replacing("genral", with: "general").replacing(",eight", with: ",8.5")
      .replacing("８．５", with: "8.5").replacing("\"1,000\"", with: "1000").replacing("C6,己,,", with: "C6,己,general,")
      .replacing(",,丁", with: ",C4,丁").replacing("C6,庚", with: "C7,庚").replacing("C6,辛", with: "C8,辛")
    let again = try bench.run("import", "candidates", bench.file("mended.csv", mended), "--json")
    #expect(again.code == .done, "\(again.messages)")
    #expect(try again.json["added"]?.scalarText == "7")
    #expect(
      try bench.run("import", "candidates", bench.folder.file("mended.csv"), "--json").json["unchanged"]?.scalarText
        == "7")
  }

  @Test func `a row whose cells do not match the header stays faulty until a person mends it`() throws {
    let bench = try RoundBench()
    let text = "candidate_id,name,track,intro\nC1,甲,general,好\nC2,乙,general\nC3,丙,general,一,二\nC4,丁,general,\"没有收尾\n"
    let run = try bench.run("import", "candidates", bench.file("c.csv", text), "--partial", "--json")
    #expect(run.code == .needsPerson)
    #expect(try run.json["added"]?.scalarText == "1")
    let again = bench.run("import", "candidates", bench.folder.file("c-rejected.csv"), "--json")
    #expect(again.code == .invalidInput)
    #expect(try told(again).count == 3)
  }

  @Test func `the same file twice changes nothing`() throws {
    let bench = try RoundBench()
    let file = try bench.file("c.csv", "candidate_id,name,track\nC1,甲,general\nC2,乙,vertical\n")
    #expect(bench.run("import", "candidates", file).code == .done)
    let before = try bench.head
    let again = bench.run("import", "candidates", file, "--json")
    #expect(again.code == .done)
    #expect(try again.json["added"]?.scalarText == "0")
    #expect(try again.json["unchanged"]?.scalarText == "2")
    #expect(try bench.head == before)
  }

  @Test func `a dry run tells the same and writes nothing`() throws {
    let bench = try RoundBench()
    let before = try bench.head
    let sound = try bench.file("c.csv", "candidate_id,name,track\nC1,甲,general\n")
    #expect(try bench.run("import", "candidates", sound, "--dry-run", "--json").json["added"]?.scalarText == "1")
    let faulty = try bench.file("f.csv", Self.faulty)
    #expect(bench.run("import", "candidates", faulty, "--partial", "--dry-run").code == .needsPerson)
    #expect(!Files.exists(bench.folder.file("f-rejected.csv")))
    #expect(try bench.head == before)
  }

  @Test func `a row that differs is refused; with --replace and a reason it is a new version, and the old stays`()
    throws
  {
    let bench = try RoundBench()
    bench.run("import", "candidates", try bench.file("1.csv", "candidate_id,name,track,params_yi\nC1,甲,general,8\n"))
    let before = try bench.head
    let other = try bench.file("2.csv", "candidate_id,name,track,params_yi\nC1,甲,general,9\n")
    let refused = bench.run("import", "candidates", other, "--json")
    #expect(refused.code == .invalidInput)
    #expect(try told(refused) == [Told(row: 2, column: "candidate_id", value: "C1")])
    #expect(bench.run("import", "candidates", other, "--replace").code == .usage)
    #expect(try bench.head == before)

    let replaced = bench.run("import", "candidates", other, "--replace", "--reason", "补正", "--json")
    #expect(replaced.code == .done)
    #expect(try replaced.json["corrected"]?.scalarText == "1")
    let round = try bench.rebuilt()
    #expect(round.candidates.count == 1)
    #expect(round.candidates[0].version == 2)
    #expect(round.scheme.value("params_yi", of: round.candidates[0]) == .number(ExactDecimal(9)))
    let old = try #require(round.earlierVersions[CandidateID("C1")])
    #expect(old.map { round.scheme.value("params_yi", of: $0) } == [.number(ExactDecimal(8))])
  }

  @Test func `columns that nobody knows are kept as attributes and told once`() throws {
    let bench = try RoundBench()
    let file = try bench.file("c.csv", "candidate_id,name,track,parms_yi,备注\nC1,甲,general,8,一\nC2,乙,general,9,二\n")
    let run = bench.run("import", "candidates", file)
    #expect(run.code == .done)
    #expect(run.messages.split(separator: "parms_yi").count == 2)
    #expect(run.messages.contains("params_yi"))
    #expect(run.messages.split(separator: "备注").count == 2)
    #expect(try bench.rebuilt().candidates[0].attributes["备注"] == "一")
    let other = try RoundBench()
    let notices = try other.run("import", "candidates", file, "--json").json["notices"]?.elements
    #expect(notices?.count == 2)
  }

  // MARK: - How a file is written

  static let plain = "candidate_id,name,track,intro\nC1,甲单位,general,\"第一行\n第二行，含\"\"引号\"\"\"\nC2,乙,vertical,\n"

  @Test(arguments: ["UTF-8", "BOM", "CRLF", "GB18030", "labels", "tabs"])
  func `encodings, line ends, labels and separators read the same`(_ form: String) throws {
    let bench = try RoundBench()
    #expect(bench.run("import", "candidates", try bench.file("plain.csv", Self.plain)).code == .done)
    let before = try bench.head
    let bytes: [UInt8] =
      switch form {
      case "BOM": [0xEF, 0xBB, 0xBF] + Self.plain.utf8
      case "CRLF": Array(Self.plain.replacing("\n", with: "\r\n").replacing("第一行\r\n", with: "第一行\n").utf8)
      case "GB18030": Self.gb18030(Self.plain)
      case "labels": Array(Self.plain.replacing("track,intro", with: "类型,简介").utf8)
      case "tabs": Array(Self.plain.replacing(",", with: "\t").utf8)
      default: Array(Self.plain.utf8)
      }
    let run = try bench.run("import", "candidates", bench.file("other.csv", bytes: bytes), "--json")
    #expect(run.code == .done, "\(run.messages)")
    #expect(try run.json["unchanged"]?.scalarText == "2")
    #expect(try bench.head == before)
    #expect(
      try bench.rebuilt().scheme.text("intro", of: try bench.rebuilt().candidates[0]) == "第一行\n第二行，含\"引号\"")
  }

  /// The text's Chinese characters as GB18030 writes them.
  private static func gb18030(_ text: String) -> [UInt8] {
    let codes: [Character: [UInt8]] = [
      "甲": [0xBC, 0xD7], "单": [0xB5, 0xA5], "位": [0xCE, 0xBB], "乙": [0xD2, 0xD2], "第": [0xB5, 0xDA], "一": [0xD2, 0xBB],
      "行": [0xD0, 0xD0], "二": [0xB6, 0xFE], "含": [0xBA, 0xAC], "引": [0xD2, 0xFD], "号": [0xBA, 0xC5], "，": [0xA3, 0xAC],
    ]
    return text.flatMap { codes[$0] ?? Array(String($0).utf8) }
  }

  @Test func `standard input is read for -`() throws {
    let bench = try RoundBench()
    let run = bench.run(["import", "candidates", "-", "--json"], input: Self.plain)
    #expect(run.code == .done)
    #expect(try run.json["added"]?.scalarText == "2")
  }

  @Test(arguments: [
    "", "\n\n", "PK\u{3}\u{4}xxxxxxxxxx", "name,track\n甲,general\n", "candidate_id,track,track\nC1,general,general\n",
    "candidate_id,track,类型\nC1,general,general\n", "[1, 2", "{}", "[{\"candidate_id\": ]",
  ])
  func `a file that cannot be read whole is refused with its place, even with --partial`(_ text: String) throws {
    let bench = try RoundBench()
    let before = try bench.head
    let file = try bench.file("c.csv", text)
    for extra in [[], ["--partial"]] {
      let run = bench.run(["import", "candidates", file, "--json"] + extra)
      #expect(run.code == .invalidInput, "\(run.results)")
      #expect(try !told(run).isEmpty)
    }
    #expect(!Files.exists(bench.folder.file("c-rejected.csv")))
    #expect(try bench.head == before)
  }

  @Test func `a file that is not there is told with the nearest name`() throws {
    let bench = try RoundBench()
    _ = try bench.file("candidates.csv", Self.plain)
    let run = bench.run("import", "candidates", bench.folder.file("candidate.csv"))
    #expect(run.code == .invalidInput)
    #expect(run.messages.contains("candidates.csv"))
  }

  // MARK: - JSON

  private static let records = """
    [
      {"candidate_id": "C1", "name": "甲", "track": "general", "params_yi": "8"},
      {"candidate_id": "C2", "name": "乙", "track": "genral", "params_yi": 1e3},
      {"candidate_id": "C3", "name": "丙", "track": "vertical", "params_yi": 0.5},
      {"name": "丁", "track": "general"}
    ]
    """

  @Test func `records in JSON are refused whole, with the line of each fault`() throws {
    let bench = try RoundBench()
    let before = try bench.head
    let run = try bench.run("import", "candidates", bench.file("c.json", Self.records), "--json")
    #expect(run.code == .invalidInput)
    #expect(
      try told(run) == [
        Told(row: 3, column: "track", value: "genral"), Told(row: 3, column: "params_yi", value: "1e3"),
        Told(row: 5, column: "candidate_id", value: nil),
      ])
    #expect(try bench.head == before)
  }

  @Test func `with --partial the faulty records come back as JSON that can be mended`() throws {
    let bench = try RoundBench()
    let file = try bench.file("c.json", Self.records)
    let run = bench.run("import", "candidates", file, "--partial", "--json")
    #expect(run.code == .needsPerson)
    #expect(try run.json["added"]?.scalarText == "2")
    #expect(try run.json["rejectedFile"]?.text == bench.folder.file("c-rejected.json"))
    let rejected = try bench.text("c-rejected.json")
    #expect(try JSON.read(rejected).elements?.count == 2)
    let mended = rejected.replacing("genral", with: "general").replacing("1e3", with: "1000")
      .replacing("{\"name\":\"丁\"", with: "{\"candidate_id\":\"C4\",\"name\":\"丁\"")
    let again = try bench.run("import", "candidates", bench.file("mended.json", mended), "--json")
    #expect(again.code == .done, "\(again.messages)")
    #expect(try again.json["added"]?.scalarText == "2")
    #expect(try bench.rebuilt().candidates.allSatisfy { $0.attributes.isEmpty })
  }

  @Test func `a record that differs is told with its line`() throws {
    let bench = try RoundBench()
    let sound =
      "[\n{\"candidate_id\": \"C1\", \"track\": \"general\"},\n\n{\"candidate_id\": \"C2\", \"track\": \"general\"}]"
    #expect(bench.run("import", "candidates", try bench.file("1.json", sound)).code == .done)
    let other = sound.replacing("\"C2\", \"track\": \"general\"", with: "\"C2\", \"track\": \"vertical\"")
    let run = try bench.run("import", "candidates", bench.file("2.json", other), "--json")
    #expect(try told(run) == [Told(row: 4, column: "candidate_id", value: "C2")])
  }

  @Test func `rejected rows of standard input go to a file with a name of its own`() throws {
    let bench = try RoundBench()
    let path = bench.folder.file("mend.csv")
    let run = bench.run(
      ["import", "candidates", "-", "--partial", "--rejected", path, "--json"], input: Self.faulty)
    #expect(run.code == .needsPerson)
    #expect(try run.json["rejectedFile"]?.text == path)
    #expect(Files.exists(path))
    let nameless = bench.run(["import", "candidates", "-", "--partial", "--dry-run", "--json"], input: Self.faulty)
    #expect(try nameless.json["rejectedFile"]?.text == "rejected.csv")
  }
}
