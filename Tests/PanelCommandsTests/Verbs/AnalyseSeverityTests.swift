import ExpertReview
import Testing

@testable import PanelCommands

@Suite struct `Severity of experts, by command` {
  private func number(_ json: JSON?) -> Double? { json?.scalarText.flatMap { Double($0) } }

  @Test func `stands beside the official result, warnings first, the same at every time`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    let told = try round.must("analyse severity --draws 100")
    let lines = told.results.split(separator: "\n").map(String.init)
    #expect(lines[0].contains("不改变名次"))
    let heading = try #require(lines.firstIndex { $0.hasPrefix("【") })
    // Four experts at most saw a group of three: far too few for a correction.
    #expect(lines[heading + 1].hasPrefix("！"))
    #expect(told.results.contains("不足 6 份") && told.results.contains("松紧"))
    #expect(try round.must("analyse severity --draws 100").results == told.results)
    let english = try round.must("analyse severity --draws 100 --lang en").results
    #expect(english.contains("it changes no place") && english.contains("hardly known"))
  }

  @Test func `tells in JSON what each method makes of a candidate`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    let ranking = try round.must("rank --json", on: "2026-04-20").json
    let json = try round.must("analyse severity --group general --draws 100 --json").json
    let groups = try #require(json["groups"]?.elements)
    #expect(json["analysis"]?.text == "severity" && groups.count == 1)
    let group = groups[0]
    let codes = (group["cautions"]?.elements ?? []).compactMap { $0["code"]?.text }
    #expect(codes.contains("fewMarks"))
    let candidates = try #require(group["candidates"]?.elements)
    #expect(candidates.compactMap { $0["candidate"]?.text } == ["C01", "C02", "C03"])
    // 86 81 76 78 95; 82 82 78 77 76; 80 78 79 79: plain means, nothing dropped, without the candidates' own values.
    for (candidate, mean) in zip(candidates, [83.2, 79, 79]) { #expect(number(candidate["mean"]) == mean) }
    #expect(candidates.compactMap { $0["meanPlace"]?.scalarText } == ["1", "2", "2"])
    for row in ranking["ranking"]?.elements ?? [] {
      guard let own = candidates.first(where: { $0["candidate"]?.text == row["candidate"]?.text }) else { continue }
      #expect(own["place"]?.scalarText == row["place"]?.scalarText)
    }
    // The convention: severities of a part sum to zero; six decimals each.
    let experts = try #require(group["experts"]?.elements)
    let sum = experts.compactMap { number($0["severity"]) }.reduce(0, +)
    #expect(sum.magnitude < 1e-5 && number(group["parts"]) == 1)
    #expect(experts.compactMap { $0["marks"]?.scalarText }.compactMap(Int.init).reduce(0, +) == 14)
    // Places add up: 1 + 2 + 3.
    let expected = candidates.compactMap { number($0["bayesian"]?["expectedRank"]) }.reduce(0, +)
    #expect((expected - 6).magnitude < 1e-5)
  }

  @Test func `changes neither the record nor the ranking`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    let before = try round.must("rank --json").json
    let head = try round.must("status --json").json["head"]
    try round.must("analyse severity --draws 100")
    #expect(try round.must("status --json").json["head"] == head && head != nil)
    #expect(try round.must("rank --json").json == before)
    #expect(try round.must("verify --json").json["recomputed"]?.text == "same")
  }

  @Test func `is refused before there are marks`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    #expect(try round.must("analyse severity", ending: .invalidInput).messages.contains("panel collect"))
  }
}
