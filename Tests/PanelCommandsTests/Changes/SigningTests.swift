import ExpertReview
import Testing

@testable import PanelCommands

/// What a signature freezes and what makes a step out of date, as people are told.
@Suite struct `Signing and renewing` {
  private static let relations = "expert_id,party,party_type,kind,from,until,evidence\n"

  private func step(_ name: String, _ round: RoundInProgress) throws -> JSON {
    try #require(
      try round.must("status --json").json["steps"]?.elements?.first { $0["step"]?.text == name })
  }

  @Test func `a leader signs, another one records it, and what is frozen names the leader`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    try round.must("decide sign-off ranking --leader 李处长 --by 王敏", on: "2026-04-17")
    let signed = try step("ranking", round)["signedOff"]
    #expect(signed?["by"]?.text == "李处长" && signed?["recordedBy"]?.text == "王敏")
    #expect(try round.must("status").results.contains("李处长 2026-04-17（王敏登记）"))
    #expect(try round.must("status --lang en").results.contains("李处长 2026-04-17 (recorded by 王敏)"))
    let file = try round.file("more.csv", "candidate,expert,criterion,mark\nC04,E06,B,70\n")
    for (language, words) in [
      ("zh", ["李处长", "2026-04-17", "panel decide reopen ranking"]), ("en", ["signed off by 李处长 on 2026-04-17"]),
    ] {
      let refused = round.run("import scores \(file) --lang \(language)")
      #expect(refused.code == .needsPerson)
      for word in words { #expect(refused.messages.contains(word), "\(refused.messages)") }
    }
    #expect(round.run("decide reopen ranking --by 赵局长").code == .usage)
    try round.must("decide reopen ranking --reason 补收一份评分 --by 赵局长", on: "2026-04-18")
    try round.must("import scores \(file)")
    let reopened = try #require(try round.must("status --json").json["reopened"]?.elements?.first)
    #expect(reopened["by"]?.text == "赵局长" && reopened["signedOff"]?["by"]?.text == "李处长")
    let words = "重开：汇总排名（李处长 2026-04-17（王敏登记） 签字）由 赵局长 于 2026-04-18 重开：补收一份评分"
    #expect(try round.must("status").results.contains(words))
    #expect(try round.must("explain C04").results.contains(words))
    #expect(try round.must("explain C04 --lang en").results.contains("signed by 李处长 2026-04-17 (recorded by 王敏)"))
  }

  @Test func `a later step is not signed while an earlier one is out of date`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    try round.must("import relations \(round.file("r.csv", Self.relations + "E03,远山公司,unit,employment,,,\n"))")
    #expect(try round.must("rank --lang en").messages.contains("nothing changed"))
    let refused = round.run("decide sign-off ranking --by 李处长")
    #expect(refused.code == .needsPerson && refused.messages.contains("先运行 panel conflicts"), "\(refused.messages)")
    let english = round.run("decide sign-off ranking --by 李处长 --lang en")
    #expect(english.messages.contains("first run panel conflicts"))
    // Panels that break no limit may be signed although the search was not run again.
    let renewed = try round.must("conflicts")
    #expect(renewed.messages.contains("重做的结果与上次相同，没有变化"), "\(renewed.messages)")
    #expect(!(try round.must("conflicts")).messages.contains("没有变化"))
    try round.must("decide sign-off assignment --by 李处长")
    try round.must("decide sign-off ranking --by 李处长")
  }

  @Test func `a late sheet is taken until the next signature, and then for another decision`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    func sheet(_ mark: Int) throws -> String {
      let file = try round.file("late-\(mark).csv", "candidate,expert,criterion,mark\nC04,E06,B,\(mark)\n")
      return "import scores \(file) --replace --reason 迟交"
    }
    try round.must("decide sign-off ranking --by 李处长")
    let told = try round.must("decide late-sheet E06 --reason 航班延误 --by 李处长").results
    #expect(told.contains("到下一次签字为止"))
    try round.must(sheet(70))
    try round.must(sheet(71))
    try round.must("rank")
    try round.must("decide reopen ranking --reason 补收一份评分 --by 李处长")
    try round.must("decide sign-off ranking --by 李处长")
    for (language, words) in [("zh", "E06 迟交的评分表到 李处长 于 2026-04-20 签字为止"), ("en", "until 李处长 signed on 2026-04-20")] {
      let refused = try round.run(sheet(72) + " --lang \(language)")
      #expect(refused.code == .needsPerson && refused.messages.contains(words), "\(refused.messages)")
    }
    try round.must("decide late-sheet E06 --reason 再次准收 --by 李处长")
    try round.must(sheet(72))
    try round.must("rank")
    #expect(try round.must("verify --json").json["record"]?.text == "intact")
  }

  @Test func `a step is signed once, and another name needs it reopened`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    try round.must("decide sign-off ranking --by 李处长")
    for name in ["李处长", "王局长"] {
      let again = round.run("decide sign-off ranking --by \(name)")
      #expect(again.code == .needsPerson && again.messages.contains("李处长"), "\(again.messages)")
    }
    try round.must("decide reopen ranking --reason 更正 --by 李处长")
    try round.must("decide sign-off ranking --by 王局长")
    #expect(try round.round().signOffs.values.map(\.by) == ["王局长"])
  }

  @Test func `marks of an expert in conflict keep the ranking from being signed`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    try round.must("import relations \(round.file("r.csv", Self.relations + "E03,长风公司,unit,employment,,,\n"))")
    // A count looks at the conflicts and leaves the seats as they are.
    try round.must("conflicts --per expert")
    try round.must("rank")
    let refused = round.run("decide sign-off ranking --by 李处长", on: "2026-04-09")
    #expect(refused.code == .needsPerson && refused.messages.contains("E03 评 C02"), "\(refused.messages)")
  }

  struct Correction: Sendable, CustomTestStringConvertible {
    let name: String
    /// The command; `{file}` is a file that holds `text`.
    let line: String
    var text = ""
    /// The steps that come to another result, in order.
    let changed: [String]
    /// The fact as told, without its number.
    let words: Bilingual
    var testDescription: String { name }
  }

  static let corrections: [Correction] = [
    Correction(
      name: "candidate", line: "import candidates {file} --replace --reason 补正 --by 王敏",
      text: RoundInProgress.candidates.replacing(
        "C02,长风大模型,2026-03-21,长风公司,长风大模型,R1,general,traffic,130",
        with: "C02,长风大模型,2026-03-21,长风公司,长风大模型,R1,general,traffic,3"),
      changed: ["examination", "assignment", "ranking"],
      words: Bilingual(zh: "王敏：读入或更正申报材料 C02", en: "王敏: declarations imported or corrected C02")),
    Correction(
      name: "expert", line: "import experts {file} --replace --reason 调动 --by 王敏",
      text: "expert_id,name,employer\nE01,赵一,长风公司\n", changed: ["conflicts", "assignment"],
      words: Bilingual(zh: "王敏：读入或更正专家 E01", en: "王敏: experts imported or corrected E01")),
    Correction(
      name: "relation", line: "import relations {file} --by 王敏",
      text: relations + "E03,长风公司,unit,employment,,,\n", changed: ["conflicts", "assignment"],
      words: Bilingual(zh: "王敏：读入关系 E03", en: "王敏: ties imported E03")),
    Correction(
      name: "unit", line: "import units {file} --by 王敏", text: "unit,code,alias_of,parent,share\n甲大学,,长风公司,,\n",
      changed: ["conflicts", "assignment"], words: Bilingual(zh: "王敏：读入单位 甲大学", en: "王敏: units imported 甲大学")),
    Correction(
      name: "affinity", line: "import affinities {file} --absent forbid --by 王敏",
      text: "candidate,expert,affinity\nC01,E05,0.01\nC01,E08,0.99\n", changed: ["assignment"],
      words: Bilingual(zh: "王敏：读入契合度 C01", en: "王敏: affinities imported C01")),
    Correction(
      name: "conflict", line: "conflicts declare C02 E06 --kind employment --evidence 本人申明 --by 王敏",
      changed: ["conflicts"], words: Bilingual(zh: "王敏：申明回避 C02 E06", en: "王敏: a conflict declared C02 E06")),
    Correction(
      name: "answer", line: "invite decline E03 --reason 生病 --by 王敏", changed: ["assignment"],
      words: Bilingual(zh: "王敏：不能参加 E03", en: "王敏: cannot take part E03")),
    Correction(
      name: "mark", line: "import scores {file} --replace --reason 看错 --by 王敏",
      text: "candidate,expert,criterion,mark\nC01,E02,A,70\n", changed: ["ranking"],
      words: Bilingual(zh: "王敏：收到评分 E02", en: "王敏: marks of E02")),
    Correction(
      name: "decision", line: "decide withdraw C01 --reason 单位申请 --by 王敏", changed: ["assignment", "ranking"],
      words: Bilingual(zh: "王敏：申报单位撤回 C01", en: "王敏: withdrawn C01")),
  ]

  @Test(arguments: corrections)
  func `a correction says which step is out of date, by whom and since when`(_ correction: Correction) throws {
    let round = try RoundInProgress(upTo: .ranked)
    let file = try round.file("correction.csv", correction.text)
    try round.must(correction.line.replacing("{file}", with: file), on: "2026-04-19")
    let number = try round.round().lastSequence
    let status = try round.must("status --json").json
    let steps = status["steps"]?.elements ?? []
    #expect(steps.filter { $0["state"]?.text == "changed" }.compactMap { $0["step"]?.text } == correction.changed)
    for step in steps where ["changed", "holds"].contains(step["state"]?.text) {
      #expect(step["since"]?.scalarText == String(number) && step["cause"]?["by"]?.text == "王敏")
      #expect(step["cause"]?["on"]?.text == "2026-04-19")
    }
    let stale = status["waiting"]?.elements?.filter { $0["kind"]?.text == "stale" } ?? []
    #expect(stale.compactMap { $0["ids"]?.elements?.first?.text } == correction.changed)
    #expect(try round.must("status").results.contains("第 \(number) 条记录（2026-04-19，\(correction.words.zh)）"))
    let english = try round.must("status --lang en").results
    #expect(english.contains("fact \(number) (2026-04-19, \(correction.words.en))"), "\(english)")
    // Each verb that is told makes its step current, in the order told.
    for verb in stale.compactMap({ $0["verb"]?["zh"]?.text }) where verb != "panel assign" {
      _ = round.run(String(verb.dropFirst("panel ".count)))
    }
    for step in correction.changed where step != "assignment" {
      #expect(try self.step(step, round)["state"]?.text == "current", "\(step)")
    }
  }

  @Test func `panels that may not be the best any more are told to break no limit`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    let better = "candidate,expert,affinity\nC01,E05,0.01\nC01,E08,0.99\n"
    try round.must("import affinities \(round.file("a.csv", better)) --absent forbid")
    #expect(try step("assignment", round)["freeOfFaults"]?.flag == true)
    #expect(try round.must("status").results.contains("但没有违反任何限制；重做：panel assign"))
    #expect(try round.must("status --lang en").results.contains("no limit is broken"))
    try round.must("assign --seed 7")
    #expect(try step("assignment", round)["state"]?.text == "current")
  }
}
