import ExpertReview
import Testing

@testable import PanelCommands

@Suite struct `A cascade of levels without review` {
  @Test func `a printed table comes in with its head, its titles and its empty rows`() throws {
    let bench = try RoundBench.wuhan(try SmallCascade.rubrics())
    let lines = try bench.rebuilt().nominations
    #expect(lines.map { $0.candidate?.rawValue } == ["W2", "W1"])
    #expect(lines.map(\.order) == [1, 2])
    #expect(
      lines.allSatisfy { $0.recommender == RecommenderID("HS") && $0.isSealed && $0.sentOn == CivilDay("2026-06-18") })
    #expect(lines[0].cells["区级给予建设主体的相关政策（含财政资金及金融支持等）"] == "贷款贴息、奖补")
    #expect(lines[0].cells["申报对象名称"] == "乙公司")
  }

  @Test func `a table goes out word for word as it came in`() throws {
    let bench = try RoundBench.wuhan(try SmallCascade.rubrics())
    let path = bench.folder.file("out.csv")
    #expect(bench.run("export", path, "--table", "TB-4").code == .done)
    let rows = try bench.text("out.csv").split(separator: "\n").map(String.init)
    #expect(rows[0].hasSuffix("洪山区制造业数字化转型促进中心推荐表,,,"))
    #expect(rows[1] == "洪山区经信局（盖章）,2026年6月18日,,")
    #expect(rows[2] == "序号,申报对象名称,所服务的主要行业,区级给予建设主体的相关政策（含财政资金及金融支持等）")
    #expect(rows[3] == "1,乙公司,电子信息制造,贷款贴息、奖补")
    #expect(rows[4] == "2,甲公司,船舶、汽车,贴息")
  }

  @Test func `a line of nobody, of several, or of an unknown recommender is told with its row`() throws {
    let bench = try RoundBench.wuhan(try SmallCascade.rubrics())
    let more = "candidate_id,name,applicant_name,reg_city\nW3,丙一,丙公司,武汉\nW4,丙二,丙公司,武汉\n"
    #expect(try bench.run("import", "candidates", bench.file("more.csv", more)).code == .done)
    let table = """
      XX 区制造业数字化转型促进中心推荐表,,
      序号,申报对象名称,推荐单位
      1,甲公是,HS
      2,丙公司,HS
      3,甲公司,洪山区经信居

      """
    let run = try bench.run("import", "nominations", bench.file("t.csv", table), "--json")
    let told = try run.errors.compactMap { $0["error"] }.map {
      "\($0["row"]?.scalarText ?? "") \($0["code"]?.text ?? "")"
    }
    #expect(
      told == ["3 import.unknownCandidate", "4 import.severalCandidates", "5 import.unknownRecommender"])
    #expect(run.messages.contains("甲公司") && run.messages.contains("W3 W4") && run.messages.contains("洪山区经信局"))
  }

  @Test func `rank says that there is no review and what to do`() throws {
    let bench = try RoundBench.wuhan(try SmallCascade.rubrics())
    let run = bench.run("rank", "--json")
    #expect(run.code == .needsPerson)
    #expect(try run.errors.first?["error"]?["code"]?.text == "verb.noReview")
    #expect(run.messages.contains("panel decide choose"))
  }

  @Test func `Wuhan hands on to Hubei and Hubei to the ministry, and each sees what was decided below`() throws {
    let rubrics = try SmallCascade.rubrics()
    let wuhan = try RoundBench.wuhan(rubrics)
    // W2 declared a day late: out, unless the city extends.
    let late = wuhan.run("decide", "choose", "W2", "--reason", "择优")
    #expect(late.code == .needsPerson)
    #expect(wuhan.run("decide", "extend", "WH-01", "W2", "--until", "2026-06-20", "--reason", "平台故障").code == .done)
    #expect(wuhan.run("examine").code == .done)
    #expect(wuhan.run("decide", "choose", "W1", "W2", "--reason", "两家都好").code == .needsPerson)
    #expect(wuhan.run("export", wuhan.folder.file("early.json"), "--form", "hand-on").code == .needsPerson)
    #expect(wuhan.run("decide", "choose", "W2", "--reason", "服务面更广").code == .done)
    let published = wuhan.run("publish", wuhan.folder.file("list"), "--json")
    #expect(published.code == .done, "\(published.messages)")
    #expect(try published.json["listed"]?.elements?.compactMap(\.text) == ["W2"])
    #expect(wuhan.run("publish", wuhan.folder.file("list")).code == .needsPerson)
    #expect(wuhan.run("verify").code == .done)
    let status = try wuhan.run("status", "--json").json
    #expect(status["next"]?["zh"]?.text == "panel export 文件 --form hand-on")
    #expect(status["chosen"]?.elements?.compactMap(\.text) == ["W2"])
    let file = wuhan.folder.file("to-hubei.json")
    #expect(wuhan.run("export", file, "--form", "hand-on").code == .done)

    let hubei = try RoundBench(scheme: "hubei", rubrics: rubrics.path, day: "2026-06-22", id: "湖北")
    let brought = hubei.run("import", "handed-on", file, "--json")
    #expect(brought.code == .done, "\(brought.messages)")
    #expect(try brought.json["added"]?.scalarText == "1")
    #expect(try hubei.run("import", "handed-on", file, "--json").json["unchanged"]?.scalarText == "1")
    let round = try hubei.rebuilt()
    #expect(round.nominations.isEmpty && round.extensions.isEmpty)
    let level = try #require(round.handedOn[CandidateID("W2")]?.levels.first)
    #expect(level.round == "武汉" && level.candidate == CandidateID("W2") && level.place == 1)
    #expect(level.acts.map(\.act) == ["extend", "choose"])
    #expect(level.acts.map(\.reason) == ["平台故障", "服务面更广"])
    #expect(level.recommendations.first?.nomination.opinion == "同意推荐")
    let city = "recommender_id,name,level,province,city\nWH,武汉市经信局,市,湖北,武汉\n"
    hubei.run(["import", "recommenders", try hubei.file("r.csv", city)])
    let table = "序号,申报对象名称,报送日期,推荐意见,盖章\n1,乙公司,2026-06-22,同意推荐,是\n"
    let nominated = hubei.run([
      "import", "nominations", try hubei.file("n.csv", table), "--recommender", "武汉市经信局",
    ])
    #expect(nominated.code == .done, "\(nominated.messages)")
    #expect(hubei.run("examine").code == .done)
    let explained = hubei.run("explain", "W2")
    #expect(explained.results.contains("平台故障") && explained.results.contains("武汉"))
    #expect(hubei.run("decide", "choose", "W2", "--reason", "全省择优").code == .done)
    #expect(hubei.run("publish", hubei.folder.file("list")).code == .done)
    let up = hubei.folder.file("to-miit.json")
    #expect(hubei.run("export", up, "--form", "hand-on").code == .done)

    let miit = try RoundBench(scheme: "miit", rubrics: rubrics.path, day: "2026-06-30", id: "部")
    #expect(miit.run("import", "handed-on", up, "--prefix", "湖北-").code == .done)
    let levels = try #require(try miit.rebuilt().handedOn[CandidateID("湖北-W2")]?.levels)
    #expect(levels.map(\.round) == ["武汉", "湖北"])
    #expect(levels[1].acts.map(\.reason) == ["全省择优"])
    #expect(miit.run("status").results.contains("武汉 → 湖北"))
    #expect(miit.run("verify").code == .done)
    // There is nobody above.
    miit.run("decide", "choose", "湖北-W2", "--reason", "定")
    #expect(miit.run("export", miit.folder.file("x.json"), "--form", "hand-on").code == .invalidInput)
  }

  @Test func `a file that was changed, is no hand-on, or goes elsewhere is refused`() throws {
    let rubrics = try SmallCascade.rubrics()
    let wuhan = try RoundBench.wuhan(rubrics)
    wuhan.run("decide", "choose", "W1", "--reason", "择优")
    wuhan.run("publish", wuhan.folder.file("list"))
    let file = wuhan.folder.file("up.json")
    #expect(wuhan.run("export", file, "--form", "hand-on").code == .done)
    func code(_ bench: RoundBench, _ path: String) throws -> String? {
      let before = try bench.head
      let run = bench.run("import", "handed-on", path, "--json")
      #expect(run.code == .invalidInput)
      #expect(try bench.head == before)
      return try run.errors.first?["error"]?["code"]?.text
    }
    let hubei = try RoundBench(scheme: "hubei", rubrics: rubrics.path, day: "2026-06-22", id: "湖北")
    let changed = try wuhan.text("up.json").replacing("甲公司", with: "丁公司")
    #expect(try code(hubei, hubei.file("changed.json", changed)) == "cascade.changed")
    #expect(try code(hubei, hubei.file("other.json", "{}")) == "cascade.notAHandOn")
    let miit = try RoundBench(scheme: "miit", rubrics: rubrics.path, day: "2026-06-30", id: "部")
    #expect(try code(miit, file) == "cascade.otherScheme")
    // An id that another candidate bears needs a prefix.
    let own = "candidate_id,name,applicant_name\nW1,己,己公司\n"
    #expect(try hubei.run("import", "candidates", hubei.file("own.csv", own)).code == .done)
    #expect(try code(hubei, file) == "import.takenID")
    #expect(hubei.run("import", "handed-on", file, "--prefix", "武汉-").code == .done)
  }

  @Test func `a consortium's shares and investments come into a declaration and go out as printed`() throws {
    let bench = try RoundBench.wuhan(try SmallCascade.rubrics())
    let shares = """
      联合体协议书：分工和经费,,,
      联合体成员,单位名称,出资比例,具体任务
      牵头单位,甲公司,60%,总体
      成员单位,乙公司,40%,实施
      序号,单位名称,国拨资金/国拨资金总额,自筹资金/自筹资金总额
      1,甲公司,55,60
      2,乙公司,45,40

      """
    let run = try bench.run(
      "import", "consortium", bench.file("s.csv", shares), "--candidate", "W1", "--json")
    #expect(run.code == .done, "\(run.messages)")
    let items = """
      类别,设备名称,合同名称,生产厂商,数量,单价(万元),总价(万元)
      硬件设备费,服务器,一号合同,某厂,2,3.5,7
      ,交换机,二号合同,某厂,1,2,2
      人工费用,,,,,,

      """
    let brought = try bench.run(
      "import", "investments", bench.file("i.csv", items), "--candidate", "W1", "--json")
    #expect(brought.code == .done, "\(brought.messages)")
    let round = try bench.rebuilt()
    let candidate = try round.candidate(CandidateID("W1"))
    #expect(candidate.version == 3)
    guard case .list(let entries) = round.scheme.value("invest_items", of: candidate) else {
      Issue.record("no list")
      return
    }
    #expect(entries.count == 2)
    let second: [String: FieldValue] = [
      "category": .text("硬件设备费"), "device": .text("交换机"), "contract": .text("二号合同"), "maker": .text("某厂"),
      "qty": .number(ExactDecimal(1)), "unit_price_wan": .number(ExactDecimal(2)),
      "total_wan": .number(ExactDecimal(2)),
    ]
    #expect(entries[1] == FieldValue.entry(second))
    // What goes out comes back the same.
    for (table, kind) in [("TB-5", "consortium"), ("TB-6", "investments")] {
      let path = bench.folder.file(table + ".csv")
      #expect(bench.run("export", path, "--table", table, "--candidate", "W1").code == .done)
      let again = bench.run("import", kind, path, "--candidate", "W1", "--json")
      #expect(again.code == .done, "\(again.messages)")
      #expect(try again.json["added"]?.scalarText == "0", "\(table)")
    }
    #expect(try bench.text("TB-6.csv").contains("类别,设备名称,合同名称,生产厂商,数量,单价(万元),总价(万元)"))
    #expect(bench.run("export", bench.folder.file("x.csv"), "--table", "TB-5").code == .invalidInput)
  }
}
