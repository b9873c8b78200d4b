import ExpertReview
import Testing

@testable import PanelCommands

/// `panel invite pledge E --declare FILE`.
@Suite struct `A pledge with the conflicts that it states` {
  private static let header = "申报对象,关系,说明\n"

  /// The sample round with E09 and E10 standing by for every candidate.
  private func assigned() throws -> RoundInProgress {
    let round = try RoundInProgress(upTo: .searched)
    try round.must("invite decline E07 --reason 出差", on: "2026-04-09")
    let more = "expert_id,name,employer,fields,minimum_load,maximum_load\nE09,冯九,庚大学,,0,\nE10,陈十,辛大学,,0,\n"
    try round.must("import experts \(try round.file("more.csv", more))", on: "2026-04-09")
    let pairs = ["C01", "C02", "C03", "C04"].map { "\($0),E09,0.05\n\($0),E10,0.04\n" }.joined()
    let table = try round.file("pairs.csv", "candidate,expert,affinity\n" + pairs)
    try round.must("import affinities \(table) --absent forbid", on: "2026-04-09")
    try round.must("assign --seed 7 --alternates 2", on: "2026-04-09")
    return round
  }

  private func pledge(
    _ round: RoundInProgress, _ rows: String, _ more: String = "", header: String = header
  ) throws -> CapturedRun {
    round.run("invite pledge E05 --declare \(try round.file("stated.csv", header + rows)) \(more)", on: "2026-04-10")
  }

  @Test func `goes on record with them, and alternates take the seats that they bar`() throws {
    let round = try assigned()
    let json = try pledge(round, "C01,任职,曾任顾问\nC02,collaboration,合著论文\n", "--json").json
    #expect(json["answer"]?.text == "pledged" && json["experts"]?.elements?.map(\.text) == ["E05"])
    #expect(json["declared"]?.compactText == #"{"added":2,"corrected":0,"unchanged":0}"#)
    let seats = json["seats"]?.elements ?? []
    #expect(seats.map { $0["candidate"]?.text } == ["C01"] && seats.first?["leaves"]?.text == "E05")
    #expect(seats.first?["enters"]?.text == "E09" && seats.first?["cause"]?.text == "conflict")
    let after = try round.round()
    #expect(after.hasPledged(ExpertID("E05"), in: "expert"))
    #expect(
      after.standingDeclarations.map { "\($0.candidate) \($0.expert) \($0.kind) \($0.declarer) \($0.evidence)" } == [
        "C01 E05 employment expert 曾任顾问", "C02 E05 collaboration expert 合著论文",
      ])
    #expect(after.answers[ExpertID("E05")]?.last?.answer.statesNoConflicts == false)
    try round.must("verify", on: "2026-04-10")
  }

  @Test func `stands in place of what the expert said before, and says what is new`() throws {
    let round = try assigned()
    #expect(try pledge(round, "C02,合作,合著论文\n").results.contains("申明回避：新增 1，更正 0，未变 0"))
    let again = try pledge(round, "C02,合作,合著论文两篇\nC03,合作,同一课题\n", "--lang en")
    #expect(again.code == .done && again.results.contains("1 new, 1 corrected, 0 unchanged"), "\(again.results)")
    #expect(try round.round().standingDeclarations.map(\.evidence) == ["合著论文两篇", "同一课题"])
    #expect(try pledge(round, "C03,合作,同一课题\n").results.contains("新增 0，更正 0，未变 1"))
  }

  @Test func `takes nothing where one row is faulty, and tells every fault with its row`() throws {
    let round = try assigned()
    let before = try round.round().lastSequence
    let rows = """
      C01,任职,,E05
      C09,任职,曾任,
      C02,friend,旧识,
      C03,任职,曾任,E01
      C03,任职,再说一遍,E05
      C04,任职,曾任,E05

      """
    let run = try pledge(round, rows, "--json", header: "candidate,kind,evidence,expert\n")
    #expect(run.code == .invalidInput)
    let faults = try run.errors.map { error in
      "\(error["error"]?["row"]?.scalarText ?? "") \(error["error"]?["code"]?.text ?? "")"
    }
    #expect(
      faults == [
        "2 import.emptyCell", "3 import.unknownCandidate", "4 import.notInList", "5 import.statedByOther",
        "6 import.repeated",
      ], "\(faults)")
    let after = try round.round()
    #expect(after.lastSequence == before && !after.hasPledged(ExpertID("E05"), in: "expert"))
    let words = try pledge(round, "C03,任职,曾任,E01\n", header: "申报对象,关系,说明,专家\n").messages
    #expect(words.contains("这是 E05 本人的申明"))
    let column = try pledge(round, "C03,任职\n", header: "申报对象,关系\n")
    #expect(column.code == .invalidInput && column.messages.contains("evidence"), "\(column.messages)")
  }

  @Test func `is of one expert, and says either that there are conflicts or that there are none`() throws {
    let round = try assigned()
    let file = try round.file("stated.csv", Self.header + "C01,任职,曾任\n")
    #expect(round.run("invite pledge E05 E04 --declare \(file)").code == .usage)
    #expect(round.run("invite pledge E05 --none --declare \(file)").code == .usage)
    #expect(round.run("invite pledge E99 --declare \(file)").messages.contains("E99"))
    let before = try round.round().lastSequence
    try round.must("invite pledge E05 --declare \(file) --dry-run", on: "2026-04-10")
    #expect(try round.round().lastSequence == before)
    let kept = try pledge(round, "C01,任职,曾任\n", "--no-replace")
    #expect(kept.code == .done && kept.results.contains("席位空着"), "\(kept.results)")
  }
}
