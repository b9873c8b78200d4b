import ExpertReview
import Testing

@testable import PanelCommands

/// Real input through the command line, in slices: the whole of each goes through the scripts in `Tests/Golden`.
@Suite struct `Golden slices` {
  @Test func `three skating segments are ranked as they were published`() throws {
    let slice = RoundBench.golden + "/skating/slice/"
    let bench = try RoundBench(
      scheme: "isu-skating", rubrics: RoundBench.golden + "/skating/Rubrics", day: "2017-04-01")
    #expect(bench.run("import", "candidates", slice + "candidates.csv").code == .done)
    #expect(bench.run("import", "scores", slice + "scores.csv").code == .done)
    #expect(bench.run("import", "scores", slice + "given.csv").code == .done)
    let ranked = bench.run("rank", "--json")
    try #require(ranked.code == .done)
    let ranking = try Dictionary(
      uniqueKeysWithValues: #require(ranked.json["ranking"]?.elements).map { ($0["candidate"]?.text, $0) })

    let results = try table(slice + "official_results.csv")
    for official in results {
      let ours = try #require(ranking[official["candidate"]])
      #expect(ours["group"]?.text == official["segment"])
      #expect(ours["place"]?.scalarText == official["place"])
      #expect(ours["score"]?.text == official["segment_score"])
      #expect(ours["judgedTotal"]?.text == official["component_total"])
    }
    #expect(results.count == 62 && ranking.count == 62)

    let means = try table(slice + "official_components.csv")
    for official in means {
      let items = try #require(ranking[official["candidate"]]?["items"]?.elements)
      let item = items.first { $0["id"]?.text == official["criterion"] }
      // The published file drops zeros at the end.
      #expect(
        item?["rounded"]?.text.flatMap { ExactDecimal($0) } == official["panel_mean"].flatMap { ExactDecimal($0) })
    }
    #expect(means.count == 310)
  }

  @Test func `twenty submissions are assigned with the largest total that an oracle found`() throws {
    let slice = RoundBench.golden + "/assignment/slice/"
    let bench = try RoundBench(scheme: "plain-panels", rubrics: RoundBench.golden + "/assignment/Rubrics")
    #expect(bench.run("import", "candidates", slice + "candidates.csv").code == .done)
    #expect(bench.run("import", "experts", slice + "experts.csv").code == .done)
    #expect(bench.run("import", "affinities", slice + "affinities.csv", "--absent", "forbid").code == .done)
    let assigned = bench.run("assign", "--json")
    try #require(assigned.code == .done, "\(assigned.messages)")
    let expected = try JSON.read(Files.read(slice + "expected.json"))
    #expect(try assigned.json["total"]?.text == expected["total"]?.text)

    let seats = try #require(assigned.json["assignments"]?.elements)
    #expect(String(seats.count) == expected["seats"]?.scalarText)
    let allowed = try Set(table(slice + "affinities.csv").map { "\($0["candidate"] ?? "") \($0["expert"] ?? "")" })
    let pairs = seats.map { "\($0["candidate"]?.text ?? "") \($0["expert"]?.text ?? "")" }
    #expect(Set(pairs).isSubset(of: allowed) && Set(pairs).count == pairs.count)
    let perCandidate = Dictionary(grouping: seats) { $0["candidate"]?.text ?? "" }.mapValues(\.count)
    #expect(perCandidate.count == 20 && perCandidate.values.allSatisfy { $0 == 3 })
    let perExpert = Dictionary(grouping: seats) { $0["expert"]?.text ?? "" }.mapValues(\.count)
    #expect(perExpert.count == 40 && perExpert.values.allSatisfy { 1...2 ~= $0 })
  }

  /// Rows by their headers. No cell of these files is quoted.
  private func table(_ path: String) throws -> [[String: String]] {
    let lines = String(decoding: try Files.read(path), as: UTF8.self).split(whereSeparator: \.isNewline)
    let rows = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) } }
    let header = try #require(rows.first)
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }
}
