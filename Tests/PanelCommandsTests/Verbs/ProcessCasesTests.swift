import ExpertReview
import Testing

@testable import PanelCommands

/// Process cases P6, P7 and P10 of the documents' schemes, from the notice to the final list, by the program's own verbs.
@Suite struct `After the ranking` {
  static let ids = (1...13).map { $0 < 10 ? "C0\($0)" : "C\($0)" }

  /// Thirteen candidates of one group, twelve of them listed, their marks falling from 96 by one.
  static func round(postedOn day: String) throws -> RoundInProgress {
    let scheme = SampleScheme.text.replacing(
      #""scope": "group", "atMost": "2""#, with: #""scope": "group", "atMost": "12""#
    ).replacing(#""from": "2026-01-01""#, with: #""from": "2025-01-01""#)
    let round = try RoundInProgress(upTo: .begun, scheme: scheme)
    var candidates = "candidate_id,name,submitted_on,applicant_name,project_name,track,params_yi\n"
    var experts = "expert_id,name,employer,fields,minimum_load,maximum_load\n"
    var panels = "candidate,expert,stage,role,pinned\n"
    var marks = "candidate,expert,criterion,mark,comment\n"
    for (place, id) in ids.enumerated() {
      candidates += "\(id),项目\(id),2025-10-20,单位\(id),项目\(id),general,70\n"
      for expert in 1...5 {
        panels += "\(id),E\(expert),expert,,\n"
        marks += "\(id),E\(expert),A,\(96 - place),\n\(id),E\(expert),B,\(96 - place),\n"
      }
      marks += "\(id),,G,0,\n"
    }
    for expert in 1...5 { experts += "E\(expert),专家\(expert),大学\(expert),,0,\n" }
    try round.must("import candidates \(try round.file("c.csv", candidates))", on: "2025-11-01")
    try round.must("import experts \(try round.file("e.csv", experts))", on: "2025-11-01")
    try round.must("examine", on: "2025-11-03")
    try round.must("conflicts", on: "2025-11-03")
    try round.must("import assignments \(try round.file("a.csv", panels))", on: "2025-11-04")
    try round.must("import scores \(try round.file("s.csv", marks))", on: "2025-11-10")
    try round.must("rank", on: "2025-11-11")
    try round.must("decide confirm R-03 --reason 已逐一查询 --by 王敏", on: "2025-11-12")
    try round.must("publish \(round.folder.file("notice"))", on: day)
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
    let whole = try round.must("publish \(round.folder.file("whole")) --final --json", on: "2025-12-01").json
    #expect(whole["listed"]?.elements?.count == 12 && whole["held"]?.elements?.isEmpty == true)
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
