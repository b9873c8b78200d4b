import ExpertReview
import Testing

@testable import PanelCommands

/// The sample round under a scheme of two reviews, whose experts also vote on a condition.
@Suite struct `A round of two reviews` {
  static let scheme: String = {
    let judged = #"""
      {"id": "R-04", "kind": "judged", "title": {"zh": "研发力量", "en": "Research strength"},
          "message": {"zh": "研发力量是否较强", "en": "is the research strong"}, "cite": {"document": "measure", "article": "第七条"}},
        {"id": "R-03"
      """#
    let defence = #"""
      {"type": "review", "id": "defence", "name": {"zh": "现场答辩", "en": "Defence"}, "admits": {"top": "1.5×cap"}, "house": "择优答辩",
          "panel": {"size": "3", "minimumSheets": "2"},
          "rubric": {"scale": {"min": "0", "max": "100", "step": "1"},
            "items": [{"id": "D", "kind": "judged", "label": {"zh": "答辩", "en": "Defence"}, "weight": "100"}]},
          "aggregate": {"rounding": [{"after": "total", "places": "2", "mode": "halfUp"}]},
          "carry": {"expert": "70", "defence": "30"}},
        {"type": "selection", "caps": [{"scope": "scheme"
      """#
    return SampleScheme.text.replacing(#"{"id": "R-03""#, with: judged)
      .replacing(#"{"type": "selection", "caps": [{"scope": "group""#, with: defence)
      .replacing(#""ranking": "apart""#, with: #""ranking": "together""#)
  }()

  private func votes(_ round: Round, against: [String: Set<String>]) -> String {
    var text = "candidate,expert,criterion,mark,comment\n"
    // E04 has recused from C03, votes and all.
    for seat in round.seats(in: "expert") where (seat.candidate.rawValue, seat.expert.rawValue) != ("C03", "E04") {
      let isAgainst = against[seat.candidate.rawValue]?.contains(seat.expert.rawValue) == true
      text += "\(seat.candidate),\(seat.expert),R-04,\(isAgainst ? "不符合" : "√"),\n"
    }
    return text
  }

  private func marked() throws -> RoundInProgress {
    let round = try RoundInProgress(upTo: .assigned, scheme: Self.scheme)
    try round.must("import scores \(round.file("scores.csv", RoundInProgress.marks))")
    return round
  }

  @Test func `goes from the first marks to the notice`() throws {
    let round = try marked()
    let owed = try round.must("status --json").json["waiting"]?.elements?.first { $0["kind"]?.text == "votes" }
    #expect(owed?["ids"]?.elements?.count == 6)
    let text = votes(try round.round(), against: ["C02": ["E01", "E02", "E03"]])
    try round.must("import scores \(round.file("votes.csv", text)) --stage expert")

    // Three of five hold that C02 does not meet the condition.
    let first = try round.must("rank --json", ending: .needsPerson).json
    #expect(first["stage"]?.text == "expert")
    #expect(first["toChair"]?.elements?.first?["candidates"]?.elements?.map(\.text) == ["C02"])
    #expect(first["shortList"]?["into"]?.text == "defence" && first["shortList"]?["line"]?.compactText == "3")
    #expect(
      try round.must("status --json").json["next"]?["zh"]?.text == "panel decide met 或 not-met R-04 C02 --reason 理由")
    let unsigned = try round.must("decide sign-off ranking", ending: .needsPerson)
    #expect(unsigned.messages.contains("R-04"))
    try round.must("decide met R-04 C02 --reason 经复核属实 --by 组长")
    #expect(try round.must("assign --stage defence", ending: .needsPerson).messages.contains("rank --stage expert"))
    let again = try round.must("rank")
    #expect(again.results.contains("进入现场答辩 3（线 3"))
    try round.must("decide sign-off ranking --by 处长")

    let assigned = try round.must("assign --seed 7 --json").json["assignments"]?.elements ?? []
    #expect(Set(assigned.compactMap { $0["candidate"]?.text }) == ["C01", "C02", "C03"])
    #expect(assigned.count == 9)
    try round.must("sheets \(round.folder.file("sheets"))")
    let marks = ["C01": 70, "C02": 90, "C03": 95]
    var lines = "candidate,expert,criterion,mark,comment\n"
    for seat in try round.round().seats(in: "defence") {
      lines += "\(seat.candidate),\(seat.expert),D,\(marks[seat.candidate.rawValue] ?? 0),\n"
    }
    try round.must("import scores \(round.file("defence.csv", lines))")

    // 83.67 × 70 % + 21, 80 × 70 % + 27, 80 × 70 % + 28.5
    let last = try round.must("rank --json").json
    #expect(last["stage"]?.text == "defence")
    let rows = last["ranking"]?.elements ?? []
    #expect(rows.map { $0["candidate"]?.text } == ["C03", "C02", "C01", "C04"])
    #expect(rows.map { $0["score"]?.text } == ["84.50", "83.00", "79.57", nil])
    #expect(rows.map { $0["listed"]?.flag } == [true, true, false, false])
    #expect(rows.last?["barredBy"]?.elements?.map(\.text) == ["shortList:expert"])

    let page = try round.must("explain C03").results
    #expect(page.contains("专家评审  80.00 × 70% = 56"))
    #expect(page.contains("现场答辩  95.00 × 30% = 28.5"))
    #expect(page.contains("合计 84.5") && page.contains("R-04"))
    let doubted = try round.must("explain C02").results
    #expect(doubted.contains("组长定为符合 R-04") && doubted.contains("E01 不符合"))

    try round.must("decide confirm R-03 --reason 已逐一查询 --by 王敏")
    try round.must("publish \(round.folder.file("notice"))")
    #expect(try round.round().lastPosting(.proposed)?.lines.map(\.score) == ["84.50", "83.00"])
    try round.must("verify")
    let wrong = try round.must("publish \(round.folder.file("again")) --stage expert", ending: .usage)
    #expect(wrong.messages.contains("defence"))
  }

  @Test func `an export without names brings the votes, and what the chair decided`() throws {
    let round = try marked()
    let text = votes(try round.round(), against: ["C02": ["E01", "E02", "E03"]])
    try round.must("import scores \(round.file("votes.csv", text)) --stage expert")
    try round.must("decide met R-04 C02 --reason 经复核属实 --by 组长")
    let run = try round.must("export - --form anonymous")
    let stage = try run.json["stages"]?.elements?.first { $0["stage"]?.text == "expert" }
    let rows = try #require(stage?["votes"]?.elements)
    let given = rows.filter { $0["expert"]?.text != nil }
    #expect(given.count == text.split(separator: "\n").count - 1)
    // The three against one candidate, whoever they are now.
    let against = given.filter { $0["met"]?["R-04"]?.flag == false }
    #expect(against.count == 3 && Set(against.compactMap { $0["candidate"]?.text }).count == 1)
    #expect(Set(against.compactMap { $0["expert"]?.text }).count == 3)
    let chair = rows.filter { $0["expert"]?.text == nil }
    #expect(chair.map { $0["met"]?["R-04"]?.flag } == [true])
    #expect(chair.first?["candidate"]?.text == against.first?["candidate"]?.text)
    for name in ["C01", "E01", "组长", "经复核属实"] { #expect(!run.results.contains(name), "\(name)") }
  }

  @Test func `votes owed on those listed block the notice, not the ranking`() throws {
    let round = try RoundInProgress(
      upTo: .ranked,
      scheme: SampleScheme.text.replacing(
        #"{"id": "R-03""#,
        with: #"""
          {"id": "R-04", "kind": "judged", "title": {"zh": "研发力量", "en": "Research"}, "message": {"zh": "较强", "en": "strong"}, "house": "测试"},
          {"id": "R-03"
          """#))
    try round.must("decide confirm R-03 --reason 已逐一查询")
    let refused = try round.must("publish \(round.folder.file("notice"))", ending: .needsPerson)
    #expect(refused.messages.contains("R-04") && refused.messages.contains("C01"))
    try round.must("decide met R-04 C01 C02 C04 --reason 会上逐项审议 --by 组长")
    try round.must("rank")
    try round.must("publish \(round.folder.file("notice"))")
  }

  @Test func `a sheet has a row for each condition, and what is written there is read back`() throws {
    let round = try RoundInProgress(upTo: .assigned, scheme: Self.scheme)
    try round.must("sheets \(round.folder.file("sheets"))")
    let path = round.folder.file("sheets/E01.csv")
    let blank = String(decoding: try Files.read(path), as: UTF8.self)
    #expect(blank.contains("R-04,研发力量,,符合/不符合,,"))
    let filled = try round.file("E01.csv", blank.replacing("R-04,研发力量,,符合/不符合,,", with: "R-04,研发力量,,符合/不符合,不符合,"))
    try round.must("collect \(filled)")
    let ballots = try #require(try round.round().ballots["expert"])
    #expect(ballots.count == 4)
    // The same sheet once more changes nothing; another vote needs a reason.
    #expect(try round.must("collect \(filled) --json").json["sheets"]?.elements?.first?["news"]?.compactText == "0")
    let changed = try round.file("E01-2.csv", blank.replacing("符合/不符合,,", with: "符合/不符合,met,"))
    let refused = try round.must("collect \(changed) --json", ending: .invalidInput)
    #expect(try refused.errors.first?["error"]?["column"]?.text == "mark")
    try round.must("collect \(changed) --replace --reason 笔误")
    let odd = try round.file("E01-3.csv", blank.replacing("符合/不符合,,", with: "符合/不符合,8,"))
    #expect(try round.must("collect \(odd)", ending: .invalidInput).messages.contains("不是投票"))
  }
}
