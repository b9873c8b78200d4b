import ExpertReview
import Testing

@testable import PanelCommands

/// `panel simulate` on a small study, from its file to what is printed, in shards and broken off.
@Suite struct `The verb simulate` {
  static let text = """
    {
      "id": "small",
      "title": {"zh": "小样", "en": "A small one"},
      "question": {"zh": "三位还是五位？", "en": "Three or five?"},
      "aim": {"zh": "样例", "en": "A sample"},
      "estimand": {"zh": "应入选的入选多少", "en": "How many of the deserving get in"},
      "model": {
        "candidates": "12", "places": "4", "scale": {"min": "0", "max": "100", "step": "1"},
        "items": [{"id": "A", "weight": "100"}], "centre": "75", "unit": "5",
        "quality": {"kind": "normal"}, "noise": {"mark": "1"}
      },
      "designs": [
        {"id": "three", "label": {"zh": "三位", "en": "Three"}, "experts": "3"},
        {"id": "five", "label": {"zh": "五位", "en": "Five"}, "experts": "5"}
      ],
      "measures": ["recall", "kendall"], "quantiles": ["recall"],
      "replicates": "70", "blockSize": "10", "seed": "small",
      "published": [{"design": "five", "measure": "recall", "value": "0.75", "standardError": "0.2", "source": "a sample"}]
    }
    """

  let folder = TemporaryFolder()
  var study: String { folder.path + "/small/study.json" }

  init() throws {
    try Files.makeFolder(folder.path + "/small")
    try Files.write(study, Self.text.utf8)
  }

  /// Runs `panel simulate` with these words; `@` stands for the test's folder.
  func simulate(_ words: String) -> CapturedRun {
    CapturedRun("panel simulate " + words.replacing("@", with: folder.path))
  }

  func shard(_ number: Int, of count: Int, _ options: String = "") throws -> String {
    let file = folder.path + "/\(number)-of-\(count).blocks"
    let run = simulate("@/small --shard \(number)/\(count) --blocks \(file) \(options)")
    #expect(run.code == .done, "\(run.messages)")
    return file
  }

  @Test func `figures come with their errors, the same with any number of threads, in shards and resumed`() throws {
    let whole = simulate("@/small --threads 1 --json --blocks @/whole.blocks")
    #expect(whole.code == .done && whole.messages.isEmpty)
    let json = try whole.json
    #expect(json["study"] == .text("small") && json["replicates"] == .number(70) && json["seed"] == .text("small"))
    let measures = try #require(json["measures"]?.elements)
    #expect(measures.count == 4)
    for measure in measures {
      #expect(Set((measure.members ?? []).map(\.key)).isSuperset(of: ["name", "rule", "estimate", "standardError"]))
    }
    #expect(simulate("@/small/study.json --threads 2 --json --blocks @/b.blocks").results == whole.results)
    let files = try [3, 1, 2].map { try shard($0, of: 3) }
    #expect(simulate("--merge \(files.joined(separator: " ")) --json").results == whole.results)
    // Broken off in the middle of a line: the last line goes, the rest stays.
    var bytes = try Files.read(folder.file("whole.blocks"))
    bytes.removeLast(bytes.count / 3)
    try Files.write(folder.file("torn.blocks"), bytes)
    let resumed = simulate("@/small --resume --json --blocks @/torn.blocks")
    #expect(resumed.results == whole.results, "\(resumed.messages)")
    #expect(try Files.read(folder.file("torn.blocks")) == Files.read(folder.file("whole.blocks")))
  }

  @Test func `another number of replicates keeps the blocks that stay as they were`() throws {
    #expect(simulate("@/small --replicates 35 --blocks @/some.blocks").code == .done)
    let more = simulate("@/small --resume --json --blocks @/some.blocks")
    #expect(more.results == simulate("@/small --json --blocks @/all.blocks").results, "\(more.messages)")
  }

  @Test func `a file of blocks that stands there is not written over`() throws {
    #expect(simulate("@/small --blocks @/a.blocks").code == .done)
    let again = simulate("@/small --blocks @/a.blocks --lang en")
    #expect(again.code == .needsPerson && again.messages.contains("--resume"))
  }

  @Test func `what does not belong together is refused, each named`() throws {
    let files = try (1...3).map { try shard($0, of: 3) }
    let gap = simulate("--merge \(files[0]) \(files[2]) --lang en")
    #expect(gap.code == .needsPerson)
    #expect(gap.messages.contains("of 7 blocks 2 are missing: 3–4") && gap.messages.contains("--shard 2/3"))
    let twice = simulate("--merge \(files.joined(separator: " ")) \(files[1]) --lang en")
    #expect(twice.code == .invalidInput && twice.messages.contains("block 3 is in"))
    let fewer = try shard(1, of: 2, "--replicates 40")
    #expect(simulate("--merge \(files[0]) \(fewer) --lang en").messages.contains("is of 40 replicates"))

    var bytes = try Files.read(files[1])
    let line = try #require(bytes.firstIndex(of: 0x0A))
    bytes[line + 60] ^= 1
    try Files.write(files[1], bytes)
    let damaged = simulate("--merge \(files.joined(separator: " ")) --lang en")
    #expect(damaged.code == .recordDamaged)
    #expect(damaged.messages.contains("2-of-3.blocks") && damaged.messages.contains("shard 2/3"))
    #expect(damaged.messages.contains("line 2"))

    try Files.write(study, Self.text.replacing("\"mark\": \"1\"", with: "\"mark\": \"2\"").utf8)
    let changed = simulate("--merge \(files[0]) \(try shard(2, of: 4)) --lang en")
    #expect(changed.code == .invalidInput && changed.messages.contains("have changed since"))
    let resumed = simulate("@/small --shard 1/3 --blocks \(files[0]) --resume --lang en")
    #expect(resumed.code == .invalidInput && resumed.messages.contains("have changed since"))
    try Files.write(study, Self.text.replacing("\"small\"", with: "\"other\"").utf8)
    try Files.makeFolder(folder.path + "/other")
    try Files.write(
      folder.path + "/other/study.json", Self.text.replacing("\"id\": \"small\"", with: "\"id\": \"other\"").utf8)
    #expect(simulate("@/other --shard 1/9 --blocks @/other.blocks").code == .done)
    let other = simulate("--merge \(files[0]) @/other.blocks --lang en")
    #expect(other.messages.contains("is of the study other, not small"))
    let nothing = simulate("--merge @/other/study.json --lang en")
    #expect(nothing.code == .invalidInput && nothing.messages.contains("no file of blocks"))
  }

  @Test func `a broken study is told with line, path and mend, and nothing is run`() throws {
    try Files.write(study, Self.text.replacing("\"noise\"", with: "\"noice\"").utf8)
    let run = simulate("@/small --lang en")
    #expect(run.code == .invalidInput && run.results.isEmpty)
    #expect(run.messages.contains("line 10, model.noice: there is no key “noice” here"))
    #expect(run.messages.contains("did you mean “noise”?"))
  }

  @Test func `a dry run reads, lists the designs and draws nothing`() {
    let run = simulate("@/small --dry-run --lang en")
    #expect(run.code == .done)
    #expect(run.results.contains("2 designs, 2 measures, 70 replicates in 7 blocks of 10"))
  }

  @Test func `tables, CSV, a page and published figures are written`() throws {
    let run = simulate("@/small --csv @/f.csv --html @/f.html --lang en")
    #expect(run.code == .done && run.results.contains("70 replicates, seed small"))
    let csv = String(decoding: try Files.read(folder.file("f.csv")), as: UTF8.self).split(separator: "\n")
    #expect(csv.count == 5 && csv[0] == "design,label_zh,label_en,measure,estimate,standard_error,replicates")
    #expect(csv[1].hasPrefix("three,三位,Three,recall,0."))
    #expect(String(decoding: try Files.read(folder.file("f.html")), as: UTF8.self).contains("Three or five?"))
    let published = simulate("@/small --published --lang en")
    #expect(published.code == .done && published.results.contains("1 figures, all within 4 standard errors"))
    #expect(try simulate("@/small --published --json").json["published"]?.elements?.count == 1)
  }

  @Test func `what was typed wrongly is told`() {
    #expect(simulate("@/small --shard 9/8").code == .usage)
    #expect(simulate("@/small @/small").code == .usage)
    #expect(simulate("--merge").code == .usage)
    #expect(simulate("@/none/study.json").code == .invalidInput)
  }

  @Test func `a study can be like a round, one group of it`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    let file = try round.file("small.json", Self.text)
    let past = round.folder.file("round.panel")
    let several = try round.must("simulate \(file) --like \(past) --dry-run --lang en", ending: .usage)
    #expect(several.messages.contains("--group, one of"))
    let plan = try round.must("simulate \(file) --like \(past) --group general --json --replicates 20 --threads 1")
    let again = try round.must("simulate \(file) --like \(past) --group general --json --replicates 20")
    #expect(plan.results == again.results)
    // Figures published for another model are not held against this one.
    #expect(try plan.json["published"] == nil)
    #expect(try plan.json["measures"] != simulate("@/small --replicates 20 --json").json["measures"])
  }
}
