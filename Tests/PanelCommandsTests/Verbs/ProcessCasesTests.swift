import ExpertReview
import Testing

@testable import PanelCommands

/// Process cases P6, P7 and P10 of the documents' schemes, from the notice to the final list, by the program's own
/// verbs.
@Suite struct `After the ranking` {
  static let ids = (1...13).map { $0 < 10 ? "C0\($0)" : "C\($0)" }

  /// Thirteen candidates of one group, twelve of them listed, their marks falling from 96 by one.
  static func round(
    postedOn day: String, listed: Int = 12, vacancy: String = "next", anonymous: String = "note"
  ) throws -> RoundInProgress {
    let round = try ranked(listed: listed, vacancy: vacancy, anonymous: anonymous)
    try round.must("decide confirm R-03 --reason 已逐一查询 --by 王敏", on: "2025-11-12")
    try round.must("publish \(round.folder.file("notice"))", on: day)
    return round
  }

  static let panelHeader = "candidate,expert,stage,role,order\n"

  /// Whom the file of C03 names, and where two of its experts turn out to work.
  enum Party: String, CaseIterable { case applicant = "云杉公司", evaluator = "天平测评公司" }

  /// The same up to the ranking; two experts more stand by for C03. Fewer than `minimumSheets` give no score.
  static func ranked(
    minimumSheets: Int = 3, listed: Int = 12, vacancy: String = "next", anonymous: String = "note"
  ) throws -> RoundInProgress {
    let scheme = SampleScheme.text.replacing(
      #""minimumSheets": "3""#, with: #""minimumSheets": "\#(minimumSheets)""#
    ).replacing(
      #"{"key": "project_name","#,
      with:
        #"{"key": "eval_org", "label": {"zh": "测评机构", "en": "Evaluator"}, "type": "text", "required": false, "house": "测试"}, {"key": "project_name","#
    ).replacing(
      #""parties": ["#,
      with:
        #""parties": [{"role": "evaluator", "label": {"zh": "第三方测评机构", "en": "Evaluator"}, "unit": "eval_org", "level": "hard", "house": "出具测评报告"}, "#
    ).replacing(
      #""scope": "group", "atMost": "2""#, with: #""scope": "group", "atMost": "\#(listed)""#
    ).replacing(
      #""vacancy": "next""#, with: #""vacancy": "\#(vacancy)""#
    ).replacing(
      #""unit": "working", "#, with: #""unit": "working", "anonymousObjections": "\#(anonymous)", "#
    ).replacing(#""from": "2026-01-01""#, with: #""from": "2025-01-01""#)
    let round = try RoundInProgress(upTo: .begun, scheme: scheme)
    var candidates = "candidate_id,name,submitted_on,applicant_name,eval_org,project_name,track,params_yi\n"
    var experts = "expert_id,name,employer,fields,minimum_load,maximum_load\n"
    var panels = panelHeader
    var marks = "candidate,expert,criterion,mark,comment\n"
    for (place, id) in ids.enumerated() {
      let unit = id == "C03" ? "云杉公司" : "单位\(id)"
      let evaluator = id == "C03" ? Party.evaluator.rawValue : ""
      candidates += "\(id),项目\(id),2025-10-20,\(unit),\(evaluator),项目\(id),general,70\n"
      for expert in 1...5 {
        panels += "\(id),E\(expert),expert,,\n"
        marks += "\(id),E\(expert),A,\(96 - place),\n\(id),E\(expert),B,\(96 - place),\n"
      }
      marks += "\(id),,G,0,\n"
    }
    panels += "C03,E6,expert,alternate,1\nC03,E7,expert,alternate,2\n"
    for expert in 1...7 { experts += "E\(expert),专家\(expert),大学\(expert),,0,\n" }
    try round.must("import candidates \(try round.file("c.csv", candidates))", on: "2025-11-01")
    try round.must("import experts \(try round.file("e.csv", experts))", on: "2025-11-01")
    try round.must("examine", on: "2025-11-03")
    try round.must("conflicts", on: "2025-11-03")
    try round.must("import assignments \(try round.file("a.csv", panels))", on: "2025-11-04")
    try round.must("import scores \(try round.file("s.csv", marks))", on: "2025-11-10")
    try round.must("rank", on: "2025-11-11")
    return round
  }

  @Test
  func `P6: a notice posted on Friday 21 November 2025 runs to Friday the 28th and the list may come out on the 29th`()
    throws
  {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    let early = round.run("publish \(round.folder.file("final")) --final", on: "2025-11-28")
    #expect(early.code == .needsPerson || early.code == .invalidInput)
    #expect(early.messages.contains("2025-11-29"), "\(early.messages)")
    try round.must("publish \(round.folder.file("final")) --final", on: "2025-11-29")
  }

  @Test(arguments: Party.allCases)
  func
    `P9: two of five experts turn out to be employed by a party of the file; their marks are void, alternates are called, and all is ranked anew`(
      party: Party
    ) throws
  {
    let round = try `After the ranking`.ranked(minimumSheets: 4)
    let ties = """
      expert_id,party,party_type,kind,from,until,evidence
      E1,\(party.rawValue),unit,employment,2024-01-01,,人事档案
      E2,\(party.rawValue),unit,employment,2024-01-01,,人事档案

      """
    try round.must("import relations \(try round.file("r.csv", ties))", on: "2025-11-12")
    let found = try round.must("conflicts --json", on: "2025-11-12").json["seats"]?.elements ?? []
    #expect(found.map { $0["leaves"]?.text } == ["E1", "E2"] && found.map { $0["enters"]?.text } == ["E6", "E7"])
    #expect(found.allSatisfy { $0["candidate"]?.text == "C03" && $0["void"] == .boolean(true) })

    // Three sheets are left, and the scheme asks for four.
    let short = try row("C03", of: round.run("rank --json", on: "2025-11-13").json)
    #expect(short["score"]?.text == nil && short["barredBy"]?.elements?.isEmpty == false)
    let page = try round.must("explain C03", on: "2025-11-13").results
    #expect(page.contains("E1 退出（应当回避），E6 接替") && page.contains("作废（不计"), "\(page)")
    let late = round.run(
      "import scores \(try round.file("e1.csv", `After the ranking`.marks(["E1": 99])))", on: "2025-11-13")
    #expect(late.code == .invalidInput && late.messages.contains("2025-11-12"), "\(late.messages)")

    let marks = `After the ranking`.marks(["E6": 80, "E7": 84])
    try round.must("import scores \(try round.file("late.csv", marks))", on: "2025-11-17")
    // 94, 94, 94, 84, 80: without one 94 and the 80 the mean is 272 ÷ 3, below the 91 of C06.
    let anew = try row("C03", of: round.must("rank --json", on: "2025-11-18").json)
    #expect(anew["score"]?.text == "90.67" && anew["place"]?.scalarText == "6")
    try round.must("decide confirm R-03 --reason 已逐一查询 --by 王敏", on: "2025-11-18")
    try round.must("publish \(round.folder.file("notice"))", on: "2025-11-19")
    let check = try round.must("verify --json", on: "2025-11-19").json
    #expect(check["record"]?.text == "intact" && check["recomputed"]?.text == "same")
  }

  /// Marks of experts for C03, the same on both items.
  private static func marks(_ given: KeyValuePairs<String, Int>) -> String {
    given.reduce(into: "candidate,expert,criterion,mark,comment\n") { text, entry in
      text += "C03,\(entry.key),A,\(entry.value),\nC03,\(entry.key),B,\(entry.value),\n"
    }
  }

  private func row(_ id: String, of ranking: JSON) throws -> JSON {
    try #require(ranking["ranking"]?.elements?.first { $0["candidate"]?.text == id })
  }

  @Test func `no list goes out while nobody has decided whether a candidate goes on`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    let late = """
      candidate_id,name,submitted_on,applicant_name,project_name,track,params_yi
      C99,项目,2025-10-20,单位99,项目99,general,5000

      """
    try round.must("import candidates \(try round.file("late.csv", late))", on: "2025-11-24")
    let refused = round.run("publish \(round.folder.file("final")) --final", on: "2025-11-29")
    #expect(refused.code == .needsPerson)
    #expect(refused.messages.contains("C99") && refused.messages.contains("panel decide admit"), "\(refused.messages)")
  }

  @Test func `P7: of twelve on notice one is objected to; eleven are published and one is held`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    try round.must("decide object C05 --ground 投入数据存疑 --from 某公司", on: "2025-11-25")
    let final = try round.must(
      "publish \(round.folder.file("final")) --final --json", on: "2025-11-29", ending: .needsPerson
    ).json
    let others = `After the ranking`.ids.prefix(12).filter { $0 != "C05" }
    #expect(final["listed"]?.elements?.compactMap(\.text) == Array(others))
    #expect(final["held"]?.elements?.compactMap(\.text) == ["C05"])
    try round.must("decide answer C05 --outcome dismissed --reason 查无实据 --by 王敏", on: "2025-12-01")
    // The second list adds the one that was held; each line is published once.
    let whole = try round.must("publish \(round.folder.file("whole")) --final --json", on: "2025-12-01").json
    #expect(whole["listed"]?.elements?.compactMap(\.text) == ["C05"] && whole["held"]?.elements?.isEmpty == true)
  }

  @Test
  func `P10: a forged invoice found on notice disqualifies, bars for three years of that scheme, and the next rises`()
    throws
  {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    try round.must("decide sanction C02 --ground 发票系伪造 --by 王敏", on: "2025-11-26")
    let sanction = try #require(try round.round().sanctions.last)
    #expect(sanction.scheme == SchemeID(SampleScheme.id) && sanction.name == "单位C02")
    #expect(sanction.decidedOn == CivilDay("2025-11-26") && sanction.until == CivilDay("2028-11-26"))
    let ranking = try round.must("rank --json", on: "2025-11-26").json
    let rows = ranking["ranking"]?.elements ?? []
    let listed = rows.filter { $0["listed"] == .boolean(true) }.compactMap { $0["candidate"]?.text }
    #expect(listed == `After the ranking`.ids.filter { $0 != "C02" })
  }
}
