import Testing

@testable import ExpertReview
@testable import PanelCommands

/// Process cases P1 to P4 under the schemes of the second batch of promotion centres as they stand.
@Suite struct `The second batch of promotion centres` {
  private static let miit = "miit-2026-promotion-centre-b2"
  private static let hubei = "hubei-2026-promotion-centre-b2"
  private static let wuhan = "wuhan-2026-promotion-centre-b2"

  /// Candidates whom one recommender nominates in their order; `consortia` declare together, the others alone.
  private func nominated(
    _ records: [JSON], by recommender: String, sentOn: String = "2026-06-25", in journey: Journey
  ) throws {
    if !records.isEmpty { try journey.bringIn(records) }
    let header = "recommender_id,name,level,kind,province,city\n"
    try journey.must(["import", "recommenders", journey.file("r.csv", header + recommender + "\n")])
    let id = recommender.split(separator: ",")[0]
    var lines = "recommender_id,order,candidate_id,opinion,sealed,sent_on\n"
    for (place, candidate) in try journey.round.candidates.map(\.id).sorted().enumerated() {
      lines += "\(id),\(place + 1),\(candidate),同意推荐,是,\(sentOn)\n"
    }
    journey.day = try #require(CivilDay(sentOn))
    try journey.must(["import", "nominations", journey.file("n.csv", lines)])
  }

  /// By rule, the verdict of every candidate's finding, in the order of candidates.
  private func verdicts(_ rules: [String], in journey: Journey) throws -> [String: [String]] {
    try journey.examine()
    let round = try journey.round
    let findings = round.candidates.sorted { $0.id < $1.id }.map {
      round.examination(of: $0, asOf: journey.day).findings
    }
    return Dictionary(
      uniqueKeysWithValues: rules.map { rule in
        (rule, findings.map { told in told.first { $0.rule.rawValue == rule }?.verdict.rawValue ?? "none" })
      })
  }

  /// The n-th candidate as a consortium, or alone.
  private func record(_ number: Int, isConsortium: Bool, in journey: Journey) -> JSON {
    // The first of a scheme that counts consortia is one; its units are renumbered as a whole.
    var edit = RecordEdit(journey.declarations.record(isConsortium ? 1 : 2), of: journey.scheme)
    if isConsortium, number > 1 {
      edit.set("members", .array([.object(["name": .text("第\(number)成员研究院"), "type": .text("科研院所")])]))
    }
    edit.set("candidate_id", .text("J\(number)"))
    edit.set("applicant_name", .text("第\(number)申报单位"))
    edit.set("uscc", journey.declarations.record(number)["uscc"] ?? .null)
    return edit.record
  }

  @Test func `P1: three of Hunan are within its quota, and the second consortium is for a person`() throws {
    let journey = try Journey(Self.miit)
    let records = [true, true, false].enumerated().map { record($0 + 1, isConsortium: $1, in: journey) }
    try nominated(records, by: "HN,湖南省工业和信息化厅,province,,湖南,", in: journey)
    let told = try verdicts(["MI-09", "MI-08", "MI-08b", "MI-10"], in: journey)
    #expect(told["MI-09"] == ["pass", "pass", "pass"])
    #expect(told["MI-08"] == ["none", "none", "none"])
    #expect(told["MI-08b"] == ["pass", "review", "none"])
    #expect(try journey.status["candidates"]?["waiting"]?.elements?.map(\.text) == ["J2"])
  }

  @Test func `P2: the third of Jiangxi is refused, its quota being two`() throws {
    let journey = try Journey(Self.miit)
    let records = (1...3).map { record($0, isConsortium: false, in: journey) }
    try nominated(records, by: "JX,江西省工业和信息化厅,province,,江西,", in: journey)
    let told = try verdicts(["MI-08", "MI-09"], in: journey)
    #expect(told["MI-08"] == ["pass", "pass", "fail"])
    #expect(told["MI-09"] == ["none", "none", "none"])
    #expect(try journey.status["candidates"]?["admitted"]?.compactText == "2")
    try journey.must(["decide", "choose", "J3", "--reason", "择优"], ending: .needsPerson)
  }

  @Test func `P3: Shenzhen does not nominate on its own; inside Guangdong's three its candidate stands`() throws {
    for recommender in ["SZ,深圳市工业和信息化局,city,planned-city,广东,深圳", "SZ,深圳市工业和信息化局,city,,广东,深圳"] {
      let journey = try Journey(Self.miit)
      try nominated([record(1, isConsortium: false, in: journey)], by: recommender, in: journey)
      #expect(try verdicts(["MI-10"], in: journey)["MI-10"] == ["fail"])
      #expect(try journey.status["candidates"]?["fail"]?.compactText == "1")
    }
    let journey = try Journey(Self.miit)
    let records = (1...4).map { record($0, isConsortium: false, in: journey) }
    try nominated(records, by: "GD,广东省工业和信息化厅,province,,广东,", in: journey)
    let told = try verdicts(["MI-10", "MI-09"], in: journey)
    #expect(told["MI-10"] == ["pass", "pass", "pass", "pass"])
    #expect(told["MI-09"] == ["pass", "pass", "pass", "fail"])
  }

  @Test
  func `P4: a day late at Wuhan is out unless Wuhan extends, is in time for Hubei and the ministry, and is handed on`()
    throws
  {
    let wuhan = try Journey(Self.wuhan, round: "武汉")
    var edit = RecordEdit(wuhan.declarations.record(2), of: wuhan.scheme)
    edit.set("online_submitted_on", .text("2026-06-20"))
    try nominated(
      [wuhan.declarations.record(1), edit.record], by: "DH,东湖新技术开发区经信部门,district,,湖北,武汉市",
      sentOn: "2026-06-18", in: wuhan)
    #expect(try verdicts(["WH-01"], in: wuhan)["WH-01"] == ["pass", "fail"])
    try wuhan.must(["decide", "choose", "J2", "--reason", "择优"], ending: .needsPerson)
    wuhan.day = wuhan.day.adding(days: 2)
    let moved = ["decide", "extend", "WH-01", "J2", "--until", "2026-06-20", "--reason", "申报平台故障一日"]
    try wuhan.must(moved)
    #expect(try verdicts(["WH-01", "WH-02"], in: wuhan) == ["WH-01": ["pass", "pass"], "WH-02": ["pass", "pass"]])
    try settle(["J2", "J1"], in: wuhan)
    let toHubei = wuhan.folder.file("to-hubei.json")
    try wuhan.must(["export", toHubei, "--form", "hand-on"])

    let hubei = try Journey(Self.hubei, round: "湖北")
    hubei.day = wuhan.day
    try hubei.must(["import", "handed-on", toHubei])
    try nominated([], by: "WH,武汉市经济和信息化局,city,,湖北,武汉市", sentOn: "2026-06-22", in: hubei)
    #expect(try verdicts(["HB-02", "HB-03"], in: hubei) == ["HB-02": ["pass", "pass"], "HB-03": ["pass", "pass"]])
    try settle(["J2"], in: hubei)
    let toMIIT = hubei.folder.file("to-miit.json")
    try hubei.must(["export", toMIIT, "--form", "hand-on"])

    let miit = try Journey(Self.miit, round: "部")
    miit.day = hubei.day
    try miit.must(["import", "handed-on", toMIIT])
    try nominated([], by: "HB,湖北省经济和信息化厅,province,,湖北,", sentOn: "2026-06-30", in: miit)
    #expect(try verdicts(["MI-07", "MI-08d"], in: miit) == ["MI-07": ["pass"], "MI-08d": ["pass"]])
    let told = try miit.must(["explain", "J2"]).results
    #expect(told.contains("武汉") && told.contains("申报平台故障一日") && told.contains("湖北"))
    try settle(["J2"], in: miit)
    #expect(miit.listed == ["J2"])
    for journey in [wuhan, hubei, miit] {
      let verified = try journey.must(["verify", "--json"]).json
      #expect(verified["record"]?.text == "intact" && verified["recomputed"]?.text == "same")
    }
  }

  /// Chooses a list, has staff confirm what is open, and publishes it.
  private func settle(_ chosen: [String], in journey: Journey) throws {
    try journey.must(["decide", "choose"] + chosen + ["--reason", "集体研究，择优选定"])
    try journey.confirm()
    try journey.publish()
    #expect(journey.listed == chosen)
  }
}
