import ExpertReview
import Testing

@testable import PanelCommands

@Suite struct `The status of a round` {
  static let steps: [(step: RoundInProgress.Step, next: String)] = [
    (.begun, "panel import candidates 文件"), (.imported, "panel examine"),
    (.examined, "panel conflicts"), (.searched, "panel assign"), (.assigned, "panel sheets 文件夹"),
    (.marked, "panel collect 文件"), (.ranked, "panel decide confirm R-03 --reason 核实经过"),
    (.posted, "公示中；2026-04-25 起 panel publish 文件夹 --final"),
  ]

  @Test(arguments: steps.map(\.step))
  func `the next verb is the one that leads on`(step: RoundInProgress.Step) throws {
    let expected = try #require(Self.steps.first { $0.step == step }).next
    let round = try RoundInProgress(upTo: step)
    let run = try round.must("status", on: "2026-04-20")
    #expect(run.results.hasSuffix("下一步：\(expected)\n"), "\(run.results)")
    #expect(try round.must("status --json").json["next"]?["zh"]?.text == expected)
  }

  @Test(arguments: Language.allCases)
  func `the whole page reads as it was agreed`(language: Language) throws {
    let round = try RoundInProgress(upTo: .posted)
    try round.must("decide object C02 --from 某公司 --ground 数据存疑", on: "2026-04-20")
    let head = try #require(try round.must("status --json").json["head"]?.text)
    #expect(head.count == 64)
    let page = try round.must("status --lang \(language.rawValue)", on: "2026-04-21").results
    #expect(page.contains(head))
    try Snapshot.compare(page.replacing(head, with: "HEAD"), with: "status-\(language.rawValue).txt")
  }

  private func state(_ step: String, _ round: RoundInProgress) throws -> String? {
    try round.must("status --json").json["steps"]?.elements?.first { $0["step"]?.text == step }?["state"]?.text
  }

  @Test func `a fact that changes no result leaves it standing, one that does makes it stale`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    for step in ["examination", "conflicts", "assignment", "ranking"] { #expect(try state(step, round) == "current") }
    // A tie to a unit that no file names.
    let header = "expert_id,party,party_type,kind,from,until,evidence\n"
    try round.must("import relations \(round.file("more.csv", header + "E03,远山公司,unit,employment,,,\n"))")
    #expect(try state("examination", round) == "current")
    for step in ["conflicts", "assignment", "ranking"] { #expect(try state(step, round) == "holds", "\(step)") }
    #expect(try round.must("status").results.contains("仍然有效"))
    // Only a ranking run since may be posted.
    #expect(try round.must("status --json").json["next"]?["zh"]?.text == "panel rank")

    try round.must("import relations \(round.file("hard.csv", header + "E03,长风公司,unit,employment,,,\n"))")
    for step in ["conflicts", "assignment"] { #expect(try state(step, round) == "changed", "\(step)") }
    #expect(try state("ranking", round) == "holds")
    let page = try round.must("status").results
    #expect(page.contains("! E03 应当回避 C02，却在其评审组里"))
    let waiting = try round.must("status --json").json["waiting"]?.elements ?? []
    #expect(waiting.contains { $0["kind"]?.text == "panels" && $0["ids"]?.elements?.map(\.text) == ["E03"] })
  }

  @Test func `a withdrawal changes the ranking and the list on notice`() throws {
    let round = try RoundInProgress(upTo: .posted)
    try round.must("decide withdraw C01 --reason 单位申请")
    #expect(try state("ranking", round) == "changed")
    #expect(try state("notice", round) == "changed")
    try round.must("rank")
    #expect(try state("ranking", round) == "current")
    #expect(try round.must("status --json").json["candidates"]?["out"]?.elements?.map(\.text) == ["C01"])
  }

  @Test func `what waits for a person is listed with the command`() throws {
    let round = try RoundInProgress(upTo: .imported)
    try round.must("examine", on: "2026-04-07", ending: .needsPerson)
    try round.must("conflicts", on: "2026-04-08", ending: .needsPerson)
    let waiting = try round.must("status --json").json["waiting"]?.elements ?? []
    #expect(waiting.map { $0["kind"]?.text } == ["review", "conflicts"])
    #expect(waiting.first?["ids"]?.elements?.map(\.text) == ["C04"])
    #expect(waiting.first?["verb"]?["en"]?.text == "panel decide admit or refuse C04 --reason TEXT")
    #expect(waiting.last?["ids"]?.elements?.map(\.text) == ["C02–E08"])
  }

  @Test func `sheets owed are told by expert`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    let stage = try #require(try round.must("status --json").json["stages"]?.elements?.first)
    #expect(stage["sheets"]?["owed"]?.compactText == "20")
    try round.must("import scores \(round.file("scores.csv", RoundInProgress.marks))")
    let marked = try #require(try round.must("status --json").json["stages"]?.elements?.first)
    #expect(marked["sheets"]?["complete"]?.compactText == "19")
    let owing = marked["sheets"]?["owing"]?.elements ?? []
    #expect(owing.map { $0["expert"]?.text } == ["E06"])
    #expect(owing.first?["candidates"]?.elements?.map(\.text) == ["C04"])
  }

  @Test func `a tie at the line waits for a lot`() throws {
    let round = try RoundInProgress.tied()
    try round.must("rank", ending: .needsPerson)
    let status = try round.must("status --json").json
    let tie = status["waiting"]?.elements?.first { $0["kind"]?.text == "tie" }
    #expect(tie?["ids"]?.elements?.map(\.text) == ["C01", "C02", "C03"])
    #expect(status["next"]?["zh"]?.text == "panel decide lot C01 C02 C03 --reason 抽签经过")
    #expect(try round.must("explain C02").results.contains("未定：C01 C02 C03 在线上同分，只有 1 个名额"))
    try round.must("decide lot C02 C03 C01 --reason 现场抽签 --by 周监督")
    try round.must("rank")
    let page = try round.must("explain C02").results
    #expect(page.contains("抽签顺序 C02 C03 C01（周监督，2026-04-20：现场抽签）"))
    #expect(page.contains("按抽签在后一个之前"))
  }

  @Test func `experts of one unit are told by its code before its name`() throws {
    let round = try RoundInProgress(upTo: .searched)
    // E02 and E08 are of one unit under two names; E01 and E03 of two units of one name.
    let experts = """
      expert_id,name,employer,employer_code,fields,minimum_load,maximum_load
      E01,赵一,甲大学,12430000444880001A,医疗,0,
      E02,钱二,乙大学,12430000444880002B,医疗;交通,0,
      E03,孙三,甲大学,12430000444880003C,交通,0,
      E08,王八,乙大学南校区,12430000444880002B,交通,0,

      """
    try round.must("import experts \(round.file("more.csv", experts)) --replace --reason 核对单位")
    let panels = """
      candidate,expert,stage
      C02,E01,expert
      C02,E02,expert
      C02,E03,expert
      C02,E04,expert
      C02,E08,expert

      """
    try round.must("import assignments \(round.file("panels.csv", panels))")
    let stage = try #require(try round.must("status --json").json["stages"]?.elements?.first)
    let faults = (stage["panels"]?["faults"]?.elements ?? []).filter { $0["code"]?.text == "tooManyOfUnit" }
    #expect(faults.map { $0["experts"]?.elements?.map(\.text) } == [["E02", "E08"]])
  }

  @Test func `it writes nothing`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    let before = try Files.read(round.folder.file("round.panel"))
    try round.must("status")
    try round.must("explain C01")
    #expect(try Files.read(round.folder.file("round.panel")) == before)
  }
}
