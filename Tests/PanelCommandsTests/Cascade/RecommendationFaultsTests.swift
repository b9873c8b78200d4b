import ExpertReview
import Testing

@testable import PanelCommands

/// What is wrong with tables of recommenders and with files of the level below, as a person is told.
@Suite struct `Faults of recommendations` {
  private func bench() throws -> RoundBench { try RoundBench.wuhan(try SmallCascade.rubrics()) }

  /// Row and code of every fault.
  private func told(_ run: CapturedRun) throws -> [String] {
    try run.errors.compactMap { $0["error"] }.map { "\($0["row"]?.scalarText ?? "") \($0["code"]?.text ?? "")" }
  }

  @Test func `another city than the declaration's is told with both`() throws {
    let table = "序号,申报对象名称,所在市州,推荐单位\n1,甲公司,黄石市,HS\n2,乙公司,武汉,HS\n"
    let bench = try bench()
    let run = try bench.run(
      "import", "nominations", bench.file("t.csv", table), "--replace", "--reason", "更正", "--json")
    #expect(try told(run) == ["2 import.otherCity"])
    #expect(run.messages.contains("黄石市") && run.messages.contains("武汉") && run.messages.contains("W1"))
  }

  @Test func `a line without a recommender is told how to name one, with its other faults`() throws {
    let table = "序号,申报对象名称,盖章\n1,甲公是,也许\n"
    let bench = try bench()
    let run = try bench.run("import", "nominations", bench.file("t.csv", table), "--json")
    #expect(try Set(told(run)) == ["2 import.noRecommender", "2 import.unknownCandidate", "2 import.notInList"])
    #expect(run.messages.contains("--recommender"))
  }

  @Test func `an opinion sent after today is a fault, in a row or above the table`() throws {
    let bench = try bench()
    let row = "序号,申报对象名称,推荐单位,报送日期\n1,甲公司,HS,2026-06-21\n2,乙公司,HS,2026-06-20\n"
    let run = try bench.run("import", "nominations", bench.file("t.csv", row), "--replace", "--reason", "更正", "--json")
    #expect(try told(run) == ["2 import.afterToday"])
    let head = RoundBench.district.replacing("2026年6月18日", with: "2026年6月21日")
    let file = try bench.file("u.csv", head)
    for extra in [[], ["--partial"]] {
      let run = bench.run(["import", "nominations", file, "--replace", "--reason", "更正", "--json"] + extra)
      #expect(run.code == .invalidInput)
      #expect(try told(run) == ["2 import.afterToday"])
    }
  }

  @Test func `only the scheme's own table is written`() throws {
    let bench = try bench()
    let run = bench.run("export", bench.folder.file("x.csv"), "--table", "TB-1", "--json")
    #expect(run.code == .invalidInput)
    #expect(try run.errors.first?["error"]?["code"]?.text == "table.otherTable")
    #expect(run.messages.contains("TB-4") && !Files.exists(bench.folder.file("x.csv")))
  }

  @Test func `English says that an opinion was sent`() throws {
    let run = try bench().run("examine", "--candidate", "W1", "--lang", "en")
    #expect(run.results.contains("opinion sent by 2026-06-18"))
  }

  // MARK: Levels

  @Test func `a recommender of another level is remarked on and taken as it stands`() throws {
    let bench = try bench()
    let roster = "recommender_id,name,level,province,city\nWH,武汉市经信局,市,湖北,武汉\n"
    let run = try bench.run("import", "recommenders", bench.file("r.csv", roster), "--json")
    #expect(run.code == .done)
    #expect(try run.errors.compactMap { $0["warning"]?["code"]?.text } == ["import.otherLevel"])
    #expect(run.messages.contains("武汉市经信局") && run.messages.contains("区县"))
    let table = "序号,申报对象名称,推荐单位\n1,甲公司,WH\n2,乙公司,WH\n"
    let nominated = try bench.run("import", "nominations", bench.file("t.csv", table), "--json")
    #expect(nominated.code == .done)
    #expect(try nominated.errors.compactMap { $0["warning"]?["row"]?.scalarText } == ["2"])
    let lines = try bench.run("status", "--json").json["nominations"]?["recommenders"]?.elements ?? []
    #expect(lines.map { $0["otherLevel"]?.flag } == [false, true])
    #expect(bench.run("status").results.contains("! 是市州级推荐单位，方案规定由区县推荐"))
  }

  // MARK: Files of the level below

  @Test func `a file that is no hand-on is refused with its name and without a word of tables`() throws {
    let rubrics = try SmallCascade.rubrics()
    let hubei = try RoundBench(scheme: "hubei", rubrics: rubrics.path, day: "2026-06-22", id: "湖北")
    for text in ["", "\n\n", "candidate_id,name\n", "{}"] {
      let path = try hubei.file("f.json", text)
      let run = hubei.run("import", "handed-on", path, "--json")
      #expect(run.code == .invalidInput)
      let error = try #require(try run.errors.first?["error"])
      #expect(error["code"]?.text == "cascade.notAHandOn" && error["file"]?.text == path)
      #expect(!run.messages.contains("CSV"))
    }
  }

  @Test func `the same candidate does not come in twice under another prefix`() throws {
    let rubrics = try SmallCascade.rubrics()
    let wuhan = try RoundBench.wuhan(rubrics)
    wuhan.run("decide", "choose", "W1", "--reason", "择优")
    wuhan.run("publish", wuhan.folder.file("list"))
    let file = wuhan.folder.file("up.json")
    #expect(wuhan.run("export", file, "--form", "hand-on").code == .done)
    let hubei = try RoundBench(scheme: "hubei", rubrics: rubrics.path, day: "2026-06-22", id: "湖北")
    #expect(hubei.run("import", "handed-on", file, "--prefix", "武汉-").code == .done)
    for prefix in [[], ["--prefix", "江城-"]] {
      let run = hubei.run(["import", "handed-on", file, "--json"] + prefix)
      #expect(run.code == .invalidInput)
      let error = try #require(try run.errors.first?["error"])
      #expect(error["code"]?.text == "import.handedOnAs" && error["record"]?.scalarText == "1")
      #expect(run.messages.contains("武汉-W1"))
    }
    let again = hubei.run("import", "handed-on", file, "--prefix", "武汉-", "--json")
    #expect(try again.json["unchanged"]?.scalarText == "1")
  }
}
