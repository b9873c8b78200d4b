import ExpertReview
import Testing

@testable import PanelCommands

/// `panel examine --return` and what follows. Returned on Thursday 2026-04-09; five working days later is 04-16.
@Suite struct `Returning for correction` {
  static let scheme = SampleScheme.text.replacing(
    #""sanctions":"#, with: #""returns": {"days": "5", "unit": "working", "house": "办法没有规定补正期限"}, "sanctions":"#)

  static let incomplete = """
    candidate_id,name,submitted_on,applicant_name,project_name,recommender_id,track,domains,params_yi
    C06,远山大模型,2026-03-25,远山<公司>,远山大模型,R1,general,traffic,
    C07,清溪大模型,2026-03-25,清溪公司,,,general,traffic,50

    """

  private func examined() throws -> RoundInProgress {
    let round = try RoundInProgress(upTo: .imported, scheme: Self.scheme)
    try round.must("import candidates \(round.file("more.csv", Self.incomplete))", on: "2026-04-01")
    return round
  }

  private func returned() throws -> RoundInProgress {
    let round = try examined()
    try round.must(
      "examine --return \(round.folder.file("补正")) --by 王敏", on: "2026-04-09", ending: .needsPerson)
    return round
  }

  private func text(_ round: RoundInProgress, _ name: String) throws -> String {
    String(decoding: try Files.read(round.folder.file("补正/" + name)), as: UTF8.self)
  }

  @Test func `a letter says what to correct, where, by when and on what ground`() throws {
    let round = try returned()
    let head = try round.round()
    let letter = try text(round, "letters/C06.txt")
    let stored = try #require(head.returns.first)
    #expect(stored.content.until == CivilDay("2026-04-16"))
    let lines = letter.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(
      Array(lines.prefix(14)) == [
        "申报材料补正通知", "", "远山<公司>：", "",
        "你单位申报样例评审的“远山大模型”（申报编号 C06，申报材料第 1 版），经形式审查，下列 1 处需要补正。", "",
        "请在2026年4月16日（星期四）当日结束前经推荐单位北江市工业和信息化局报送改正后的申报材料。改正后的材料作为新的一版登记，原材料保留。到期仍未改正的，该处按不符合处理。",
        "", "1. 参数量", "   “参数量”（params_yi）未填写，请补充。", "   依据：R-01 R-02：试〔2026〕1号 第七条", "",
        "经办：王敏", "退回日期：2026年4月9日（星期四）",
      ])
    #expect(lines.last(where: { !$0.isEmpty })?.hasPrefix("第 \(stored.sequence) 条评审记录") == true)
    let page = try text(round, "letters/C06.html")
    #expect(page.contains("<p class=\"to\">远山&lt;公司&gt;：</p>") && !page.contains("远山<公司>"))
    #expect(page.contains("<td>“参数量”（params_yi）未填写，请补充。</td>"))
    #expect(page.contains("lang=\"zh-CN\"") && !page.contains("http"))
  }

  @Test func `each recommender gets a list and a letter of its own, and those without one a last`() throws {
    let round = try returned()
    #expect(
      try text(round, "recommenders/R1.csv") == """
        \u{FEFF}申报编号,申报对象,申报单位,版本,规则,位置,需要补正的内容,补正截止日期
        C06,远山大模型,远山<公司>,1,R-01 R-02 params_yi,参数量,“参数量”（params_yi）未填写，请补充。,2026-04-16

        """)
    let letter = try text(round, "recommenders/R1.txt")
    #expect(letter.hasPrefix("申报材料补正清单\n\n北江市工业和信息化局：\n\n经你单位推荐申报样例评审的下列 1 项，经形式审查共有 1 处需要补正。"))
    #expect(letter.contains("1. C06 远山大模型（远山<公司>）：参数量\n"))
    #expect(try text(round, "recommenders/未注明推荐单位.csv").contains("C07,清溪大模型"))
  }

  @Test func `letters come in English too, and a time may be given`() throws {
    let round = try examined()
    let run = round.run(
      "examine --return \(round.folder.file("补正")) --until 2026-04-30 --lang en --json", on: "2026-04-09")
    #expect(run.code == .needsPerson)
    let letter = try text(round, "letters/C07.txt")
    #expect(letter.hasPrefix("Notice to correct a declaration\n\nTo 清溪公司\n\n"))
    #expect(letter.contains("by the end of 2026-04-30 (Thu)."))
    #expect(letter.contains("1. Project\n   “Project” (project_name) was left empty; please fill it in.\n"))
    let json = try run.json["returned"]
    #expect(json?["until"]?.text == "2026-04-30")
    #expect(json?["candidates"]?.elements?.compactMap { $0["id"]?.text } == ["C06", "C07"])
    #expect(json?["files"]?.elements?.count == 8)
  }

  @Test func `a dry run writes nothing`() throws {
    let round = try examined()
    let before = try round.round().head
    let run = round.run("examine --return \(round.folder.file("补正")) --dry-run", on: "2026-04-09")
    #expect(run.results.contains("退回补正 2 个申报对象"))
    #expect(!Files.exists(round.folder.file("补正")))
    #expect(try round.round().head == before)
  }

  @Test func `without a time in the scheme one must be named, and it may not be over`() throws {
    let round = try RoundInProgress(upTo: .imported)
    try round.must("import candidates \(round.file("more.csv", Self.incomplete))", on: "2026-04-01")
    let silent = round.run("examine --return \(round.folder.file("补正")) --json", on: "2026-04-09")
    #expect(silent.code == .usage)
    #expect(try silent.errors.first?["error"]?["code"]?.text == "verb.noTimeForCorrections")
    let over = round.run(
      "examine --return \(round.folder.file("补正")) --until 2026-04-08 --json", on: "2026-04-09")
    #expect(try over.errors.first?["error"]?["code"]?.text == "round.returnOver")
    #expect(!Files.exists(round.folder.file("补正")))
  }

  @Test func `run again, the letters are written again and nothing is returned twice`() throws {
    let round = try returned()
    let before = try round.round().head
    let letter = try text(round, "letters/C06.txt")
    try Files.remove(round.folder.file("补正/letters/C06.txt"))
    let again = round.run("examine --return \(round.folder.file("补正"))", on: "2026-04-10")
    #expect(again.results.contains("没有新的要退回"))
    #expect(try round.round().head == before)
    #expect(try text(round, "letters/C06.txt").prefix(200) == letter.prefix(200))
    let late = round.run("examine --return \(round.folder.file("补正"))", on: "2026-04-17")
    #expect(late.results.contains("没有需要退回补正的"))
  }

  @Test func `status and explain tell versions, what was returned, what is open and who is late`() throws {
    let round = try returned()
    let corrected = Self.incomplete.replacing("general,traffic,\n", with: "general,traffic,60\n")
    let file = try round.file(
      "corrected.csv", corrected.replacing("C07,清溪大模型,2026-03-25,清溪公司,,,general,traffic,50\n", with: ""))
    try round.must("import candidates \(file) --replace --reason 补正", on: "2026-04-16")
    let open = try round.must("status --json", on: "2026-04-16").json["returns"]?.elements ?? []
    #expect(open.map { $0["state"]?.text } == ["mended", "open"])
    #expect(open.map { $0["version"]?.scalarText } == ["2", "1"])
    let late = try round.must("status", on: "2026-04-17")
    #expect(late.results.contains("补正：退回 2，已改正 1，未改正 0，逾期 1"))
    #expect(late.results.contains("C07 第 1 版，2026-04-09 退回，期限 2026-04-16，逾期未改正：project_name"))
    let page = try round.must("explain C06", on: "2026-04-17").results
    #expect(page.contains("第 1 版：2026-04-01 读入") && page.contains("第 2 版：2026-04-16 读入"))
    #expect(page.contains("2026-04-09 退回第 1 版") && page.contains("已改正  R-01"))
    let json = try round.must("explain C07 --json", on: "2026-04-17").json
    #expect(json["verdict"]?.text == "fail")
    #expect(json["returns"]?.elements?.first?["faults"]?.elements?.first?["state"]?.text == "late")
    #expect(json["findings"]?.elements?.contains { $0["returned"]?["until"]?.text == "2026-04-16" } == true)
    try round.must("examine", on: "2026-04-17", ending: .needsPerson)
    try round.must("verify", on: "2026-04-20")
  }

  @Test func `a late correction is refused with its row until it is decided on`() throws {
    let round = try returned()
    let corrected = Self.incomplete.replacing("清溪公司,,,", with: "清溪公司,清溪大模型,,")
    let file = try round.file("corrected.csv", corrected)
    let refused = round.run("import candidates \(file) --replace --reason 补正 --json", on: "2026-04-17")
    #expect(refused.code == .invalidInput)
    let error = try #require(try refused.errors.first?["error"])
    #expect(error["code"]?.text == "import.correctionLate" && error["row"]?.scalarText == "3")
    #expect(error["column"]?.text == "candidate_id" && error["value"]?.text == "C07")
    try round.must("decide late-correction C07 --reason 邮路延误 --by 王敏", on: "2026-04-17")
    try round.must("import candidates \(file) --replace --reason 补正", on: "2026-04-17")
    #expect(try round.round().verdict(of: "C07", on: "2026-04-17") == .pass)
    let page = try round.must("explain C07", on: "2026-04-17").results
    #expect(page.contains("准收过期的补正材料（王敏，2026-04-17：邮路延误）"))
  }

  @Test func `status asks for what was not returned yet`() throws {
    let round = try examined()
    try round.must("examine", on: "2026-04-07", ending: .needsPerson)
    let waiting = try round.must("status --json").json["waiting"]?.elements ?? []
    #expect(
      waiting.first { $0["kind"]?.text == "corrections" }?["ids"]?.elements?.compactMap(\.text) == ["C06", "C07"])
  }
}

extension Round {
  fileprivate func verdict(of id: String, on day: String) throws -> Verdict {
    examination(of: try candidate(CandidateID(id)), asOf: try #require(CivilDay(day))).verdict
  }
}
