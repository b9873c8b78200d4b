import ExpertReview
import Reports
import RoundStore
import Testing

@testable import PanelCommands

@Suite struct `Analyses that rank keeps` {
  private static let lines = ["analyse severity", "analyse agreement", "analyse certainty"]

  private func ranked(workBeside: Int) throws -> RoundInProgress {
    let round = try RoundInProgress(upTo: .marked)
    #expect(round.run("rank", on: "2026-04-16", workBeside: workBeside).code == .done)
    return round
  }

  /// What is kept of the ranking as the facts now stand.
  private func kept<Analysis: KeptAnalysis>(
    _: Analysis.Type, _ settings: Analysis.Settings, _ round: RoundInProgress
  ) throws -> Analysis? {
    let file = try RoundFile.open(round.folder.file("round.panel"), .readOnly)
    let loaded = try round.round()
    return try KeptValue<Analysis>(loaded, stage: try loaded.reviewStage("expert"), settings: settings, in: file)
      .read(from: file)
  }

  @Test func `tell the same as those worked out anew, to the last digit, whatever is asked`() throws {
    let (kept, anew) = (try ranked(workBeside: WorkBeside.usual), try ranked(workBeside: 0))
    #expect(try self.kept(SeverityFindings.self, .init(), kept) != nil)
    #expect(try self.kept(AgreementFindings.self, .init(), kept) != nil)
    #expect(try self.kept(SeverityFindings.self, .init(), anew) == nil)
    for line in Self.lines {
      for form in ["", " --json", " --lang en", " --group general --json", " --csv -"] {
        #expect(try kept.must(line + form).results == anew.must(line + form).results, "\(line)\(form)")
      }
    }
    #expect(kept.run("verify").code == .done)
  }

  @Test func `are stale once a fact comes that may change the ranking, and written over by the next one`() throws {
    let round = try ranked(workBeside: WorkBeside.usual)
    let before = try round.must("analyse severity --json").results
    try round.must("decide withdraw C01 --reason 主动撤回 --by 王敏", on: "2026-04-17")
    #expect(try kept(SeverityFindings.self, .init(), round) == nil)
    #expect(try kept(AgreementFindings.self, .init(), round) == nil)
    #expect(try round.must("analyse severity --json").results != before)
    #expect(round.run("rank", on: "2026-04-18", workBeside: WorkBeside.usual).code == .done)
    #expect(try kept(SeverityFindings.self, .init(), round) != nil)
  }

  @Test func `are read only for the seed and the settings they were made with`() throws {
    let round = try ranked(workBeside: WorkBeside.usual)
    #expect(try kept(SeverityFindings.self, .init(seed: "2"), round) == nil)
    #expect(try kept(SeverityFindings.self, .init(item: ItemID("A")), round) == nil)
    #expect(try kept(AgreementFindings.self, .init(item: ItemID("A")), round) == nil)
  }

  @Test func `are shown by explain, which says what is missing`() throws {
    let (kept, anew) = (try ranked(workBeside: WorkBeside.usual), try ranked(workBeside: 0))
    let page = try kept.must("explain C02").results
    #expect(page.contains("【专家松紧】") && !page.contains("没有按现有名次算好"))
    #expect(try kept.must("explain C02 --json").json["severity"]?["candidate"]?.text == "C02")
    #expect(try kept.must("explain C02 --json").json["notKept"] == nil)
    let without = try anew.must("explain C02").results
    #expect(!without.contains("【专家松紧】") && without.contains("panel analyse severity"))
    let missing = try anew.must("explain C02 --json").json["notKept"]?.elements?.compactMap(\.text)
    #expect(missing == ["certainty", "severity"])
  }

  @Test func `stay away one by one where there is too much of them`() throws {
    let round = try RoundInProgress(upTo: .marked)
    let told = round.run("rank", on: "2026-04-16", workBeside: 1).messages
    #expect(told.contains("certainty、severity、agreement") || told.contains("没有顺便算"))
    #expect(try kept(AgreementFindings.self, .init(), round) == nil)
  }

  @Test func `are not believed where they cannot be read`() throws {
    let round = try ranked(workBeside: WorkBeside.usual)
    let before = try round.must("analyse severity --json").results
    let file = try RoundFile.open(round.folder.file("round.panel"), .readWrite)
    let loaded = try round.round()
    let value = try KeptValue<SeverityFindings>(
      loaded, stage: try loaded.reviewStage("expert"), settings: .init(), in: file)
    try file.keep(
      DerivedValue(name: value.name, source: value.source, bytes: Array(#"{"analysis":"severity"}"#.utf8)))
    #expect(try round.must("analyse severity --json").results == before)
  }

  @Test func `are written as tables, the first where none is named`() throws {
    let round = try ranked(workBeside: 0)
    let path = round.folder.file("severity.csv")
    try round.must("analyse severity --draws 100 --csv \(path) --table experts --lang en")
    let lines = String(decoding: try Files.read(path).dropFirst(3), as: UTF8.self).split(separator: "\n")
    #expect(lines[0].hasPrefix("group,expert,name,marks,mean,deviation,severity"))
    let json = try round.must("analyse severity --draws 100 --json").json
    let experts = (json["groups"]?.elements ?? []).flatMap { $0["experts"]?.elements ?? [] }
    #expect(lines.count == experts.count + 1)
    #expect(lines[1].split(separator: ",")[1] == experts[0]["expert"]?.text ?? "")
    #expect(lines[1].contains(",\(experts[0]["severity"]?.scalarText ?? "none"),"))
    // A file that is there is left alone, and another analysis' table is no table of this one.
    #expect(round.run("analyse severity --csv \(path)").code != .done)
    #expect(round.run("analyse severity --csv - --table figures").code == .usage)
    for (line, first) in [
      ("certainty --csv -", "group,place,candidate"), ("certainty --csv - --table changes", "change,words"),
      ("agreement --csv -", "group,item,label"), ("agreement --csv - --table blocks", "group,item,experts"),
      ("agreement --csv - --table questions", "group,expert,name"),
      ("severity --csv - --table items", "group,item,expert"),
    ] {
      let table = try round.must("analyse \(line) --lang en").results
      #expect(table.dropFirst().hasPrefix(first) || table.hasPrefix(first), "\(line)")
    }
    let dry = round.folder.file("dry.csv")
    #expect(round.run("analyse certainty --csv \(dry) --dry-run").code == .done && !Files.exists(dry))
  }

  @Test func `tell severity item by item, in short and in full`() throws {
    let round = try ranked(workBeside: 0)
    let group = try #require(
      try round.must("analyse severity --draws 100 --group general --json").json["groups"]?.elements?.first)
    let items = try #require(group["items"]?.elements)
    #expect(items.compactMap { $0["item"]?.text } == ["A", "B"])
    let full = try #require(
      try round.must("analyse severity --draws 100 --group general --item B --json").json["groups"]?.elements?.first)
    #expect(full["item"]?.text == "B" && full["items"] == nil)
    for (short, whole) in zip(items[1]["experts"]?.elements ?? [], full["experts"]?.elements ?? []) {
      #expect(short["severity"] == whole["severity"] && short["standardError"] == whole["standardError"])
    }
    #expect(items[1]["change"] == full["change"])
    #expect(round.run("analyse severity --item Z").code == .usage)
    #expect(round.run("analyse severity --stage none").code == .usage)
    #expect(try round.must("analyse severity --draws 100").results.contains("各项目的松紧"))
  }
}
