import ExpertReview
import Testing

@testable import PanelCommands

/// What one round writes for others to read, and what those recognised owe.
@Suite struct `Registers and duties` {
  static let scheme =
    SampleScheme.text
    .replacing(
      #"{"id": "R-03","#,
      with: #"""
        {"id": "R-04", "kind": "gate", "title": {"zh": "不在禁报期内", "en": "Not barred"},
          "check": {"notListed": {"register": "sanctioned", "of": "lead"}},
          "message": {"zh": "禁报至 {limit}", "en": "barred until {limit}"}, "cite": {"document": "measure", "article": "第一条"}},
        {"id": "R-05", "kind": "gate", "title": {"zh": "未获认定", "en": "Not recognised"},
          "check": {"notListed": {"register": "recognised", "of": "lead"}},
          "message": {"zh": "已获认定", "en": "recognised before"}, "cite": {"document": "measure", "article": "第一条"}},
        {"id": "R-03",
        """#
    )
    .replacing(
      #""sanctions":"#,
      with: #"""
        "duties": [{"id": "R-06", "label": {"zh": "季度报送", "en": "Quarterly report"}, "every": "quarter",
          "dueWithinDays": {"value": "15", "house": "没有写明期限"}, "cite": {"document": "measure", "article": "第九条"}}],
        "sanctions":
        """#)

  /// Published on Monday 2026-04-27, after a notice from 04-17 to 04-24.
  private func published() throws -> RoundInProgress {
    let round = try RoundInProgress(upTo: .posted, scheme: Self.scheme)
    try round.must("publish \(round.folder.file("final")) --final", on: "2026-04-27")
    return round
  }

  private func next() throws -> RoundInProgress { try RoundInProgress(upTo: .imported, scheme: Self.scheme) }

  private func findings(_ round: RoundInProgress, _ id: String) throws -> [String] {
    let json = try round.run("examine --candidate \(id) --json", on: "2026-04-07").json
    return json["candidates"]?.elements?.first?["findings"]?.elements?.compactMap { finding in
      finding["verdict"]?.text == "fail" ? finding["rule"]?.text : nil
    } ?? []
  }

  @Test func `a ban of one round bars in the next`() throws {
    let first = try RoundInProgress(upTo: .ranked, scheme: Self.scheme)
    try first.must("decide sanction C01 --ground 伪造发票", on: "2026-04-17")
    let register = first.folder.file("sanctions.csv")
    try first.must("export \(register) --form sanctions", on: "2026-04-17")
    #expect(
      String(decoding: try Files.read(register), as: UTF8.self) == """
        code,name,scheme_id,decided_on,until,ground,role
        ,星河公司,sample,2026-04-17,2029-04-17,伪造发票,lead

        """)
    let second = try next()
    #expect(try findings(second, "C01") == [])
    try second.must("import sanctions \(register)", on: "2026-04-17")
    let again = try second.must("import sanctions \(register) --json", on: "2026-04-17")
    #expect(try again.json["unchanged"]?.scalarText == "1")
    #expect(try findings(second, "C01") == ["R-04"])
    #expect(try findings(second, "C02") == [])
  }

  @Test func `who was recognised in one round fails in the next`() throws {
    let first = try published()
    let register = first.folder.file("recognitions.csv")
    try first.must("export \(register) --form recognitions", on: "2026-04-27")
    let second = try next()
    try second.must("import recognitions \(register)", on: "2026-04-27")
    #expect(try findings(second, "C01") == ["R-05"])
    #expect(try findings(second, "C03") == [])
    #expect(try second.round().recognitions.map(\.name).sorted() == ["医衡公司", "星河公司", "长风公司"])
    #expect(try second.round().recognitions.allSatisfy { $0.recognisedOn == CivilDay("2026-04-27") })
  }

  @Test func `there is no register of those recognised before a list is published`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    let run = round.run("export \(round.folder.file("r.csv")) --form recognitions --json")
    #expect(run.code == .needsPerson)
    #expect(try run.errors.first?["error"]?["code"]?.text == "verb.noFinalList")
    #expect(!Files.exists(round.folder.file("r.csv")))
  }

  @Test func `the calendar of duties tells what is due, received and late`() throws {
    let round = try published()
    let file = try round.file(
      "reports.csv",
      "申报编号,义务,报送期,收到日期\nC01,R-06,2026-Q3,2026-10-10\nC02,R-06,2026年第三季度,2026-10-20\n")
    try round.must("import reports \(file)", on: "2026-10-21")
    let json = try round.must("status --duties --json", on: "2026-10-21").json
    let rows = json["duties"]?.elements?.map { row in
      ["candidate", "period", "dueOn", "state"].map { row[$0]?.text ?? "-" }.joined(separator: " ")
    }
    #expect(
      rows == [
        "C01 2026-Q3 2026-10-15 received", "C01 2026-Q4 2027-01-15 running", "C02 2026-Q3 2026-10-15 receivedLate",
        "C02 2026-Q4 2027-01-15 running", "C04 2026-Q3 2026-10-15 late", "C04 2026-Q4 2027-01-15 running",
      ])
    let page = try round.must("status --duties", on: "2026-10-21").results
    #expect(page.contains("R-06  季度报送，每季度，期满后 15 天内 〔试〔2026〕1号 第九条〕"))
    #expect(page.contains("截至 2026-10-21：3 个对象；已收 2（迟收 1），待报 0，逾期 1"))
    let english = try round.must("status --duties --lang en", on: "2026-10-21").results
    #expect(english.contains("2 received (1 late), 0 due, 1 overdue"))
  }

  @Test func `before a list is published, and without duties, the calendar says so`() throws {
    #expect(try RoundInProgress(upTo: .begun, scheme: Self.scheme).must("status --duties").results.contains("还没有公布名单"))
    #expect(try RoundInProgress(upTo: .begun).must("status --duties").results.contains("方案没有规定认定后的报送"))
  }

  @Test(arguments: [
    ("C01,R-07,2026-Q3,2026-10-10", "import.notInList", "duty"),
    ("C01,R-06,2026,2026-10-10", "import.notAPeriod", "period"),
    ("C01,R-06,2026-Q3,10月10日", "import.notADay", "received_on"),
    ("C01,R-06,2026-Q3,2026-06-30", "import.beforePeriod", "received_on"),
    ("C01,R-06,2026-Q3,2026-10-22", "import.afterToday", "received_on"),
    ("C03,R-06,2026-Q3,2026-10-10", "import.notRecognised", "candidate"),
    ("C09,R-06,2026-Q3,2026-10-10", "import.unknownCandidate", "candidate"),
  ])
  func `a report that cannot be taken is told with row, column and mend`(
    line: String, code: String, column: String
  ) throws {
    let round = try published()
    let text = "candidate,duty,period,received_on\nC02,R-06,2026-Q3,2026-10-09\n\(line)\n"
    let run = try round.run("import reports \(round.file("reports.csv", text)) --json", on: "2026-10-21")
    #expect(run.code == .invalidInput)
    let error = try #require(try run.errors.first?["error"])
    #expect(error["code"]?.text == code && error["row"]?.scalarText == "3" && error["column"]?.text == column)
    #expect(error["mend"]?.text?.isEmpty == false)
    #expect(try round.round().reports.isEmpty)
  }

  @Test func `another day for the same report is a correction, and the same report twice in a file is a fault`() throws
  {
    let round = try published()
    func file(_ days: String...) throws -> String {
      try round.file(
        "reports.csv",
        "candidate,duty,period,received_on\n" + days.map { "C01,R-06,2026-Q3,\($0)\n" }.joined())
    }
    try round.must("import reports \(file("2026-10-10"))", on: "2026-10-21")
    try round.must("import reports \(file("2026-10-12"))", on: "2026-10-21", ending: .invalidInput)
    try round.must("import reports \(file("2026-10-12")) --replace --reason 录错", on: "2026-10-21")
    #expect(try round.round().reports.values.map(\.description) == ["2026-10-12"])
    try round.must("import reports \(file("2026-10-12", "2026-10-12"))", on: "2026-10-21", ending: .invalidInput)
  }
}
