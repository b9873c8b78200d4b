import ExpertReview
import Testing

@testable import PanelCommands

/// What `panel rank` says beside the places: who lacks marks and what to do, and what each cap did.
@Suite struct `Findings of a ranking` {
  /// The sample with five sheets needed: C03 has four and a recusal, C04 four and one begun.
  private static let fiveNeeded = SampleScheme.text.replacing(
    #""minimumSheets": "3""#, with: #""minimumSheets": "5""#)

  @Test func `too few marks name who owes them and the verb that goes on`() throws {
    let round = try RoundInProgress(upTo: .marked, scheme: Self.fiveNeeded)
    let english = round.run("rank --lang en").results
    #expect(
      english.contains(
        "C03: 4 sheets, 1 short; recused: E04. To do: panel assign replace C03 E04, then panel collect FILE for the new expert's sheet\n"
      ), "\(english)")
    #expect(english.contains("C04: 4 sheets, 1 short; owed by E06. To do: panel collect FILE\n"), "\(english)")
    let chinese = round.run("rank").results
    #expect(chinese.contains("C04：评分 4 份，还差 1；欠评 E06。要做：panel collect 文件\n"), "\(chinese)")
    let found = try round.run("rank --json").json["tooFew"]?.elements ?? []
    #expect(found.map { $0["candidate"]?.text } == ["C03", "C04"])
    #expect(found.first?["recused"]?.elements?.map(\.text) == ["E04"])
    #expect(found.last?["owing"]?.elements?.map(\.text) == ["E06"])
  }

  /// E06's 88 on item A goes with E06; E02's whole sheet is the fifth: (72 + 74 + 76) ÷ 3.
  @Test func `a replaced expert's marks are void, and the new sheet gives the score`() throws {
    let round = try RoundInProgress(upTo: .marked, scheme: Self.fiveNeeded)
    try round.must("assign replace C04 E06 --with E02 --reason 不再评分", on: "2026-04-16")
    let sheet = "candidate,expert,criterion,mark\nC04,E02,A,80\nC04,E02,B,80\n"
    try round.must("import scores \(try round.file("more.csv", sheet))", on: "2026-04-16")
    let json = try round.run("rank --json", on: "2026-04-16").json
    let row = json["ranking"]?.elements?.first { $0["candidate"]?.text == "C04" }
    #expect(row?["score"]?.text == "74.00")
    #expect(json["tooFew"]?.elements?.map { $0["candidate"]?.text } == ["C03"])
  }

  @Test func `each of several caps tells whom it keeps out`() throws {
    let scheme = SampleScheme.text.replacing(
      #""caps": ["#, with: #""caps": [{"scope": "recommender", "atMost": "1", "house": "样例"}, "#)
    let round = try RoundInProgress(upTo: .marked, scheme: scheme)
    let caps = try round.run("rank --json").json["caps"]?.elements ?? []
    #expect(caps.map { $0["scope"]?.text } == ["recommender", "group"])
    #expect(caps.first?["keptOut"]?.elements?.map(\.text) == ["C02", "C03"])
    #expect(caps.first?["alone"]?.elements?.map(\.text) == ["C02", "C03"])
    #expect(
      round.run("rank --lang en").results.contains("each recommender at most 1: keeps out 2, it alone 2 (C02 C03)"))
  }
}
