import ExpertReview
import RoundStore
import Testing

@testable import PanelCommands

@Suite struct `How sure a result is` {
  private let file = "round.panel"

  private func ranked(workBeside: Int = WorkBeside.usual) throws -> (RoundInProgress, CapturedRun) {
    let round = try RoundInProgress(upTo: .marked)
    let run = round.run("rank", on: "2026-04-16", workBeside: workBeside)
    #expect(run.code == .done)
    return (round, run)
  }

  private func kept(_ round: RoundInProgress) throws -> Certainty? {
    let file = try RoundFile.open(round.folder.file(file), .readOnly)
    let loaded = try round.round()
    let stage = try loaded.reviewStage("expert")
    return try KeptValue<Certainty>(loaded, stage: stage, settings: Certainty.Settings(), in: file).read(from: file)
  }

  @Test func `is worked out by rank, kept, and read by analyse as it would have worked it out`() throws {
    let (round, run) = try ranked()
    #expect(run.messages.contains("重新抽选专家 1000 次"))
    #expect(try kept(round) != nil)
    let (other, _) = try ranked(workBeside: 0)
    #expect(try kept(other) == nil)
    #expect(round.run("analyse certainty --json").results == other.run("analyse certainty --json").results)
    #expect(round.run("verify").code == .done)
    #expect(round.run("rank", on: "2026-04-16", workBeside: WorkBeside.usual).results == run.results)
  }

  @Test func `stands beside the official places, with what they depend on`() throws {
    let (round, _) = try ranked(workBeside: 0)
    let json = try round.must("analyse certainty --json").json
    #expect(json["analysis"]?.text == "certainty" && json["stage"]?.text == "expert")
    let rows = try #require(json["candidates"]?.elements)
    #expect(rows.compactMap { $0["candidate"]?.text } == ["C01", "C02", "C03", "C04"])
    let ranking = try #require(try round.must("rank --json", on: "2026-04-16").json["ranking"]?.elements)
    for (row, official) in zip(rows, ranking) {
      #expect(row["place"] == official["place"] && row["listed"] == official["listed"])
      let above = try #require(row["above"]?.scalarText.flatMap { Int($0) })
      #expect(row["chance"]?.scalarText.flatMap { Double($0) } == Double(above) / 1000)
    }
    // The only one of its group is in whatever happens; two of the others tie on the score, so one of them is not sure.
    #expect(rows[3]["verdict"]?.text == "inByAny" && rows[3]["above"]?.scalarText == "1000")
    #expect(rows[1...2].contains { $0["verdict"]?.text == "depends" })
    for row in rows where row["verdict"]?.text == "depends" {
      let codes = (row["dependsOn"]?.elements ?? []).compactMap(\.text)
      let variants = (json["rules"]?.elements ?? []) + (json["experts"]?.elements ?? [])
      let naming = variants.filter { variant in
        ["entered", "left", "open"].contains { variant[$0]?.elements?.contains { $0 == row["candidate"] } == true }
      }
      #expect(codes.count == naming.count && !codes.isEmpty)
    }
  }

  @Test func `is the same for the same seed, in both languages, and one group at a time`() throws {
    let (round, _) = try ranked(workBeside: 0)
    let first = round.run("analyse certainty --seed 7 --replicates 200 --json")
    #expect(
      first.code == .done && first.results == round.run("analyse certainty --seed 7 --replicates 200 --json").results)
    #expect(first.results != round.run("analyse certainty --seed 8 --replicates 200 --json").results)
    let text = try round.must("analyse certainty")
    #expect(text.results.hasPrefix("以下供参考，写在正式结果旁边，不改变名次\n"))
    #expect(text.results.contains("怎么算都在线上") || text.results.contains("不一定："))
    let english = try round.must("analyse certainty --lang en --group vertical").results
    #expect(english.contains("chance above") && english.contains("C04") && !english.contains("C02"))
    #expect(round.run("analyse certainty --group none").code == .usage)
  }

  @Test func `is explained where it is of the ranking as it stands, and only there`() throws {
    let (round, _) = try ranked()
    let page = try round.must("explain C02").results
    #expect(page.contains("【把握】") && page.contains("重新抽选专家 1000 次，其中"))
    #expect(try round.must("explain C02 --json").json["certainty"]?["replicates"]?.scalarText == "1000")
    #expect(try round.must("explain C02 --lang en").results.contains("[How sure it is]"))
    try round.must("decide withdraw C01 --reason 主动撤回 --by 王敏", on: "2026-04-17")
    #expect(!(try round.must("explain C02").results.contains("【把握】")))
    #expect(try round.must("explain C02 --json").json["certainty"] == nil)
    // What is stale is worked out anew, and rank writes over it.
    let anew = try round.must("analyse certainty --json").json["candidates"]?.elements?.compactMap {
      $0["candidate"]?.text
    }
    #expect(anew == ["C02", "C03", "C04"])
    #expect(round.run("rank", on: "2026-04-18", workBeside: WorkBeside.usual).code == .done)
    #expect(try round.must("explain C02").results.contains("【把握】"))
  }

  @Test func `is not believed where it was tampered with so that it cannot be read`() throws {
    let (round, _) = try ranked()
    let before = round.run("analyse certainty --json").results
    let file = try RoundFile.open(round.folder.file(file), .readWrite)
    let loaded = try round.round()
    let kept = try KeptValue<Certainty>(
      loaded, stage: try loaded.reviewStage("expert"), settings: Certainty.Settings(), in: file)
    try file.keep(DerivedValue(name: kept.name, source: kept.source, bytes: Array(#"{"method":"certainty-1"}"#.utf8)))
    #expect(round.run("analyse certainty --json").results == before)
    #expect(!(try round.must("explain C02").results.contains("【把握】")))
    #expect(round.run("verify").code == .done)
  }

  @Test func `is left to who asks where there is too much of it, and in a dry run`() throws {
    let (round, run) = try ranked(workBeside: 1)
    #expect(run.messages.contains("没有顺便算"))
    #expect(try kept(round) == nil)
    #expect(round.run("rank --dry-run", on: "2026-04-16", workBeside: WorkBeside.usual).code == .done)
    #expect(try kept(round) == nil)
  }

  @Test func `needs marks`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    #expect(round.run("analyse certainty").code == round.run("rank").code)
    #expect(round.run("analyse").code == .usage)
  }
}
