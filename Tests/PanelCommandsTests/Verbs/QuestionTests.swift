import ExpertReview
import Tables
import Testing

@testable import PanelCommands

/// A condition that an expert calls in question, from the sheet, the terminal or paper to the chair's word.
@Suite struct `Questions to the chair` {
  private func ask(_ bench: RoundInProgress, _ lines: String...) throws -> String {
    try bench.file(
      "questions.csv", "candidate,expert,criterion,mark,comment\n" + lines.joined(separator: "\n") + "\n")
  }

  @Test func `hold the ranking, the signature and the notice up until the chair decides`() throws {
    let bench = try RoundInProgress(upTo: .ranked)
    try bench.must("decide confirm R-03 --reason 已逐一查询")
    let file = try ask(bench, "C01,E02,question,R-01,参数量与备案不符", "C01,E03,疑问,R-01,无法核实")
    #expect(try bench.must("import scores \(file) --json").json["added"]?.compactText == "2")
    #expect(try bench.must("import scores \(file) --json").json["added"]?.compactText == "0")
    let ranked = try bench.must("rank --json", ending: .needsPerson).json
    let item = try #require(ranked["toChair"]?.elements?.first)
    #expect(item["rule"]?.text == "R-01" && item["candidates"]?.elements?.map(\.text) == ["C01"])
    #expect(item["raisedBy"]?.elements?.map(\.text) == ["E02", "E03"])
    #expect(try bench.must("rank", ending: .needsPerson).results.contains("有专家提出疑问（E02 E03），由组长定"))
    #expect(try bench.must("rank --lang en", ending: .needsPerson).results.contains("called in question by E02 E03"))
    #expect(try bench.must("decide sign-off ranking", ending: .needsPerson).messages.contains("R-01"))
    #expect(try bench.must("publish \(bench.folder.file("n"))", ending: .needsPerson).messages.contains("R-01"))
    let status = try bench.must("status --json").json
    #expect(status["waiting"]?.elements?.contains { $0["kind"]?.text == "chair" } == true)
    #expect(status["next"]?["zh"]?.text == "panel decide met 或 not-met R-01 C01 --reason 理由")

    try bench.must("decide not-met R-01 C01 --reason 与备案信息不符 --by 组长")
    let barred = try bench.must("rank --json").json["ranking"]?.elements?.first { $0["candidate"]?.text == "C01" }
    #expect(barred?["listed"]?.flag == false && barred?["barredBy"]?.elements?.map(\.text) == ["notMet:R-01"])
    let page = try bench.must("explain C01").results
    #expect(page.contains("E02 于 2026-04-20 提出疑问；组长定为不符合") && page.contains("疑点：参数量与备案不符"))
    #expect(page.contains("（组长，2026-04-20：与备案信息不符）"))
    try bench.must("decide met R-01 C01 --reason 补充了备案变更 --by 组长")
    try bench.must("rank")
    try bench.must("decide sign-off ranking")
    try bench.must("publish \(bench.folder.file("notice"))")
    for name in ["notice.html", "notice.txt", "notice.csv", "ranking.csv"] {
      let text = String(decoding: try Files.read(bench.folder.file("notice/" + name)), as: UTF8.self)
      #expect(!text.contains("R-01") && !text.contains("备案") && !text.contains("E02"), "\(name)")
    }
    try bench.must("verify")
  }

  @Test func `are told before there are marks`() throws {
    let bench = try RoundInProgress(upTo: .assigned)
    let run = try bench.must("decide question R-01 C01 --expert E02 --text 参数量与备案不符 --json").json
    #expect(run["new"]?.flag == true)
    #expect(try bench.must("decide question R-01 C01 --expert E02 --text 参数量与备案不符").results.contains("已在卷"))
    let status = try bench.must("status --json").json
    #expect(status["waiting"]?.elements?.contains { $0["kind"]?.text == "chair" } == true)
    #expect(status["stages"]?.elements?.first?["toChair"]?.elements?.count == 1)
    #expect(try bench.must("explain C01 --json").json["questions"]?.elements?.first?["expert"]?.text == "E02")
  }

  @Test func `with faults are told row by row, and nothing of the sheet is taken`() throws {
    let bench = try RoundInProgress(upTo: .assigned)
    let cases: [(String, String)] = [
      ("C01,E02,question,R-1,疑", "import.unknownCondition"), ("C01,E02,question,R-02,疑", "import.notACondition"),
      ("C01,E02,question,,疑", "import.questionWithoutRule"), ("C01,E02,question,R-01,", "import.questionWithoutText"),
      ("C01,E07,question,R-01,疑", "import.notOnPanel"),
    ]
    for (line, code) in cases {
      let file = try ask(bench, "C01,E02,A,80,", line)
      let run = try bench.must("import scores \(file) --json", ending: .invalidInput)
      #expect(try run.errors.map { $0["error"]?["code"]?.text } == [code], "\(line)")
    }
    let near = try bench.must("import scores \(ask(bench, cases[0].0))", ending: .invalidInput)
    #expect(near.messages.contains("是不是“R-01”？"))
    #expect(try bench.round().questions.isEmpty && bench.round().scorebooks["expert"] == nil)
    let recused = try ask(bench, "C01,E02,question,R-01,疑", "C01,E02,A,recused,")
    #expect(try bench.must("import scores \(recused)", ending: .invalidInput).messages.contains("回避"))
  }

  @Test func `are taken from nobody who has not pledged, where the scheme asks for a pledge`() throws {
    let scheme = SampleScheme.text.replacing(#""odd": true,"#, with: #""odd": true, "pledge": "required","#)
    let bench = try RoundInProgress(upTo: .assigned, scheme: scheme)
    try bench.must("sheets \(bench.folder.file("sheets"))")
    let table = try Table(csv: Files.read(bench.folder.file("sheets/E02.csv")), droppingFormulaGuards: true)
    let place = { (header: String) in table.headers.firstIndex(of: header) ?? 0 }
    var writer = CSVWriter.forPeople
    writer.append(table.headers)
    for row in table.rows {
      var cells = row.cells
      // Nothing but one question is filled in.
      if cells[place("评分项")] == "question", cells[place("申报编号")] == "C01" {
        (cells[place("评分")], cells[place("评语")]) = ("R-01", "参数量与备案不符")
      }
      writer.append(cells)
    }
    let sheet = bench.folder.file("E02-filled.csv")
    try Files.write(sheet, writer.bytes)
    let refused = bench.run("collect \(sheet)")
    #expect(
      refused.code == .invalidInput && refused.messages.contains("panel invite pledge E02"), "\(refused.messages)")
    #expect(try bench.round().questions.isEmpty)
    try bench.must("invite pledge E02 --none")
    try bench.must("collect \(sheet)")
    #expect(try bench.round().questions.map(\.question.text) == ["参数量与备案不符"])
  }

  @Test func `are typed beside the marks`() throws {
    let bench = try RoundInProgress(upTo: .assigned)
    func score(_ lines: [String]) -> CapturedRun {
      CapturedRun(
        [
          "score", "E01", "--candidate", "C01", "--round", bench.folder.file("round.panel"), "--rubrics",
          bench.folder.file("Rubrics"), "--as-of", "2026-04-15",
        ], input: lines.joined(separator: "\n") + "\n")
    }
    let run = score(["?R-1 疑", "？R-01　参数量与备案不符", "80", "?", "?R-01", "70", "很好"])
    #expect(run.code == .done, "\(run.messages)")
    #expect(run.results.contains("是不是“R-01”？") && run.results.contains("R-01 提请组长认定"))
    #expect(run.results.contains("写成 ?规则编号 疑点") && run.results.contains("没有写理由"))
    let round = try bench.round()
    #expect(round.questions.map(\.question.text) == ["参数量与备案不符"])
    #expect(round.opinion(of: ExpertID("E01"), on: CandidateID("C01"), in: "expert") == "很好")
    #expect(round.hasCompleteSheet(of: ExpertID("E01"), for: CandidateID("C01"), in: "expert"))
  }

  @Test func `an opinion that must be written is asked for until it is long enough`() throws {
    let bench = try RoundInProgress(
      upTo: .assigned, scheme: SpokenJourney.scheme(expert: "required", panel: "optional"))
    let place = ["--round", bench.folder.file("round.panel"), "--rubrics", bench.folder.file("Rubrics")]
    let run = CapturedRun(
      ["score", "E01", "--candidate", "C01", "--as-of", "2026-04-15"] + place, input: "80\n70\n好\n同意推荐\n")
    #expect(run.results.contains("只有 1 字，方案要求至少 4 字"))
    #expect(try bench.round().opinion(of: ExpertID("E01"), on: CandidateID("C01"), in: "expert") == "同意推荐")
    try bench.must("sheets \(bench.folder.file("sheets"))")
    let sheet = String(decoding: try Files.read(bench.folder.file("sheets/E02.csv")), as: UTF8.self)
    #expect(sheet.contains("opinion,总体意见,,必填，至少 4 字,,"))
  }
}
