import ExpertReview
import Tables
import Testing

@testable import PanelCommands

/// Seats that pass on, by the program's own verbs.
@Suite struct `Seats that pass on` {
  /// With two more experts, whom all candidates may have, there are two alternates for each candidate: E09 before E10
  /// everywhere; for C02 E06, who has room for one more candidate, before E09.
  private func round(scheme: String = SampleScheme.text) throws -> RoundInProgress {
    try .withTwoMoreExperts(scheme: scheme)
  }

  private func assigned(scheme: String = SampleScheme.text) throws -> RoundInProgress {
    let round = try round(scheme: scheme)
    try round.must("assign --seed 7 --alternates 2", on: "2026-04-09")
    return round
  }

  /// `C01 E05>E09` for each change that a result tells of.
  private func changes(_ json: JSON) -> [String] {
    (json["seats"]?.elements ?? []).map { seat in
      "\(seat["candidate"]?.text ?? "") \(seat["leaves"]?.text ?? "-")>\(seat["enters"]?.text ?? "-")"
    }
  }

  private func panel(_ candidate: String, _ round: RoundInProgress) throws -> [String] {
    try round.round().panel(of: CandidateID(candidate), in: "expert").map(\.id.rawValue)
  }

  private func alternates(_ round: RoundInProgress) throws -> [String] {
    try round.round().alternates(in: "expert").map { "\($0.candidate) \($0.expert)" }
  }

  // MARK: Who stands by

  @Test func `alternates are found with the panels, told, and shown by explain and status`() throws {
    let round = try round()
    let json = try round.must("assign --seed 7 --alternates 2 --json", on: "2026-04-09").json
    let told = (json["alternates"]?.elements ?? []).map {
      "\($0["candidate"]?.text ?? "") \($0["expert"]?.text ?? "")"
    }
    #expect(
      told == ["C01 E09", "C01 E10", "C02 E06", "C02 E09", "C03 E09", "C03 E10", "C04 E09", "C04 E10"])
    #expect(try alternates(round) == told && json["shortOfAlternates"]?.elements?.isEmpty == true)
    #expect(try round.must("explain C02").results.contains("候补（按接替顺序）：E06 吴六，E09 冯九"))
    #expect(try round.must("explain C02 E09 --json").json["alternate"]?.scalarText == "2")
    let status = try round.must("status --json").json
    #expect(status["stages"]?.elements?[0]["panels"]?["changes"]?["alternates"]?.scalarText == "8")
    let page = round.run("assign --seed 7 --alternates 3 --dry-run", on: "2026-04-09")
    #expect(page.code == .done && page.results.contains("候补不足"), "\(page.results)")
  }

  @Test func `alternates go out and come in as a table, in their order`() throws {
    let round = try assigned()
    let path = round.folder.file("seats.csv")
    try round.must("export \(path) --table assignments")
    let before = try (round.round().seats(in: "expert"), alternates(round))
    let again = try round.must("import assignments \(path) --json").json
    #expect(again["added"]?.scalarText == "0" && again["unchanged"]?.scalarText == "28")
    let turned = "candidate,expert,role,order\nC01,E10,候补,1\nC01,E09,alternate,2\n"
    try round.must("import assignments \(try round.file("turned.csv", turned))")
    #expect(try alternates(round).prefix(2) == ["C01 E10", "C01 E09"])
    #expect(try round.round().seats(in: "expert") == before.0 && alternates(round).count == before.1.count)
    let seated = round.run(
      "import assignments \(try round.file("x.csv", "candidate,expert,role\nC01,E01,alternate\n"))")
    #expect(seated.code == .invalidInput && seated.messages.contains("E01"), "\(seated.messages)")
    let strange = round.run("import assignments \(try round.file("y.csv", "candidate,expert,role\nC01,E10,guest\n"))")
    #expect(strange.code == .invalidInput && strange.messages.contains("guest"), "\(strange.messages)")
  }

  // MARK: Called in order

  @Test func `who declines is replaced in the same command, down to the last alternate and beyond`() throws {
    let round = try assigned()
    let first = try round.must("invite decline E05 --reason 住院 --json", on: "2026-04-10").json
    #expect(changes(first) == ["C01 E05>E09", "C02 E05>E06", "C04 E05>E09"])
    #expect(try panel("C01", round) == ["E01", "E02", "E03", "E04", "E09"])
    let second = try round.must("invite unavailable E09 --json", on: "2026-04-11").json
    #expect(changes(second) == ["C01 E09>E10", "C04 E09>E10"])
    let last = round.run("invite decline E10 --reason 出国", on: "2026-04-12")
    #expect(last.code == .needsPerson, "\(last.results)")
    #expect(last.results.contains("空着的席位：C01 C04") && last.results.contains("panel assign --repair"))
    let status = try round.must("status --json", on: "2026-04-12").json
    let empty = status["stages"]?.elements?[0]["panels"]?["changes"]?["empty"]?.elements?.compactMap(\.text)
    #expect(empty == ["C01", "C04"])
    #expect(status["waiting"]?.elements?.contains { $0["verb"]?["zh"]?.text == "panel assign --repair" } == true)
  }

  @Test func `alternates who cannot sit are passed over, and it is said why`() throws {
    let round = try assigned()
    try round.must("conflicts declare C01 E09 --kind employment --evidence 兼职", on: "2026-04-10")
    let json = try round.must("invite decline E05 --reason 住院 --json", on: "2026-04-10").json
    #expect(changes(json) == ["C01 E05>E10", "C02 E05>E06", "C04 E05>E09"])
    let passed = json["seats"]?.elements?[0]["passedOver"]?.elements?.first
    #expect(passed?["expert"]?.text == "E09" && passed?["barrier"]?.text == "conflict")
    let page = try round.must("explain C01").results
    #expect(page.contains("E05 退出（谢绝），E10 接替（2026-04-10"), "\(page)")
  }

  @Test func `a seat may be left empty on purpose`() throws {
    let round = try assigned()
    let run = try round.must("invite decline E05 --reason 住院 --no-replace --json", on: "2026-04-10")
    #expect(try changes(run.json) == ["C01 E05>-", "C02 E05>-", "C04 E05>-"])
    #expect(try panel("C01", round).count == 4)
    // Repairing calls the alternates after all.
    let repaired = try round.must("assign --repair --json", on: "2026-04-11").json
    #expect(changes(repaired) == ["C01 ->E09", "C02 ->E06", "C04 ->E09"])
    #expect(repaired["assignments"]?.elements?.isEmpty == true)
  }

  @Test func `what was marked whole before stays good, and only the rest passes on`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    let before = try round.must("rank --json", on: "2026-04-16").json
    let run = round.run("invite unavailable E06", on: "2026-04-17")
    #expect(run.code == .needsPerson && run.results.contains("E06 仍在 C03 的评审组里"), "\(run.results)")
    #expect(try panel("C03", round).contains("E06") && !panel("C04", round).contains("E06"))
    let page = try round.must("explain C04 --json", on: "2026-04-17").json
    #expect(page["void"]?.elements?.first?["marks"]?["A"]?.text == "88")
    #expect(try round.must("explain C04", on: "2026-04-17").results.contains("作废（不计"))
    // The sheet was not whole, so it never counted: nothing changes.
    #expect(
      try round.must("rank --json", on: "2026-04-17").json["ranking"]?.compactText == before["ranking"]?.compactText)
    let check = try round.must("verify --json", on: "2026-04-17").json
    #expect(check["recomputed"]?.text == "same")
  }

  @Test func `a conflict found on a signed stage changes no seat and says what comes first`() throws {
    let round = try assigned()
    try round.must("decide sign-off assignment --by 王敏", on: "2026-04-10")
    let refused = round.run("invite decline E05 --reason 住院", on: "2026-04-11")
    #expect(refused.code != .done && refused.messages.contains("panel decide reopen"), "\(refused.messages)")
    #expect(try panel("C01", round).contains("E05"))
    try round.must("decide reopen assignment --reason 有人谢绝 --by 王敏", on: "2026-04-11")
    try round.must("invite decline E05 --reason 住院", on: "2026-04-11")
  }

  // MARK: A person's decision

  @Test func `a person gives a seat to whom they name, unless a limit forbids it`() throws {
    let round = try assigned()
    let kin = round.run("assign replace C01 E02 --with E06 --reason 换人", on: "2026-04-10")
    #expect(kin.code == .needsPerson && kin.messages.contains("E06 不能接替 C01"), "\(kin.messages)")
    let unit = round.run("assign replace C01 E02 --with E08 --reason 换人", on: "2026-04-10")
    #expect(unit.code == .needsPerson && unit.messages.contains("同一单位"), "\(unit.messages)")
    // The seat of E01 frees the unit that E08 is of.
    try round.must("assign replace C01 E01 --with E08 --reason 因病不能评完 --by 王敏", on: "2026-04-10")
    #expect(try panel("C01", round) == ["E02", "E03", "E04", "E05", "E08"])
    let called = try round.must("assign replace C01 E02 --reason 因病 --json", on: "2026-04-10").json
    #expect(changes(called) == ["C01 E02>E09"])
    #expect(round.run("assign replace C01 E01 --reason 再换", on: "2026-04-10").messages.contains("不在 C01 的评审组里"))
  }

  @Test func `a sheet handed out to who left is refused, and says to whom the seat went`() throws {
    let round = try assigned()
    try round.must("sheets \(round.folder.file("sheets"))", on: "2026-04-10")
    try round.must("assign replace C01 E01 --reason 因病", on: "2026-05-03")
    let run = round.run("collect \(round.folder.file("sheets/E01.csv"))", on: "2026-05-04")
    #expect(run.code == .invalidInput && run.messages.contains("这个席位已于 2026-05-03 由 E09 接替"), "\(run.messages)")
    let back = round.run(
      "import assignments \(try round.file("z.csv", "candidate,expert\nC01,E01\n"))", on: "2026-05-04")
    #expect(back.code == .invalidInput && back.messages.contains("E09"), "\(back.messages)")
  }

  // MARK: Filling what is empty

  @Test func `repair keeps every seat that stands and fills only the empty ones`() throws {
    let round = try assigned()
    for expert in ["E05", "E09", "E10"] {
      _ = round.run("invite decline \(expert) --reason 出差", on: "2026-04-10")
    }
    let short = round.run("assign --repair", on: "2026-04-11")
    #expect(short.code == .cannotBeFilled && short.results.contains("C01"), "\(short.results)")
    let before = try Set(round.round().seats(in: "expert"))
    let more = "expert_id,name,employer,fields,minimum_load,maximum_load\nE11,褚甲,壬大学,,0,\n"
    try round.must("import experts \(try round.file("e11.csv", more))", on: "2026-04-11")
    let pairs = "candidate,expert,affinity\nC01,E11,0.3\nC04,E11,0.3\n"
    try round.must("import affinities \(try round.file("p11.csv", pairs)) --absent forbid", on: "2026-04-11")
    let json = try round.must("assign --repair --json", on: "2026-04-11").json
    let filled = (json["assignments"]?.elements ?? []).compactMap { $0["candidate"]?.text }
    #expect(filled == ["C01", "C04"] && json["kept"]?.scalarText == "18")
    let after = try Set(round.round().seats(in: "expert"))
    #expect(before.isSubset(of: after) && after.subtracting(before).allSatisfy { $0.expert == ExpertID("E11") })
    let nothing = try round.must("assign --repair", on: "2026-04-11")
    #expect(nothing.messages.contains("没有改动"), "\(nothing.messages)")
    let steps = try round.must("status --json", on: "2026-04-11").json["steps"]?.elements ?? []
    #expect(steps.first { $0["step"]?.text == "assignment" }?["state"]?.text == "current")
  }

  @Test func `panels made anew after marks keep the seats that were marked`() throws {
    let round = try RoundInProgress(upTo: .marked)
    let before = try round.round().seats(in: "expert")
    let json = try round.must("assign --seed 8 --json", on: "2026-04-16").json
    // All but the one who recused from C03, whose seat was open and is best held by the same again.
    #expect(json["kept"]?.scalarText == "19" && json["assignments"]?.elements?.count == 1)
    #expect(try round.round().seats(in: "expert") == before)
    #expect(try round.must("verify --json", on: "2026-04-16").json["recomputed"]?.text == "same")
  }

  // MARK: Invitations

  @Test func `invitations, answers and pledges are a history with days and names`() throws {
    let round = try assigned()
    let sent = try round.must("invite send --all-seated --until 2026-04-15 --by 王敏 --json", on: "2026-04-10").json
    #expect(sent["invited"]?.elements?.compactMap(\.text) == ["E01", "E02", "E03", "E04", "E05", "E06"])
    try round.must("invite accept E01 E02 E03 E04 E05 --by 王敏", on: "2026-04-12")
    try round.must("invite pledge E01 --none --by 王敏", on: "2026-04-12")
    let list = try round.must("invite list E01 --json").json["experts"]?.elements?.first
    let history = list?["history"]?.elements ?? []
    #expect(history.compactMap { $0["answer"]?.text } == ["invited", "accepted", "pledged"])
    #expect(history[0]["until"]?.text == "2026-04-15" && history[1]["by"]?.text == "王敏")
    #expect(history[2]["noConflicts"] == .boolean(true) && history[1]["on"]?.text == "2026-04-12")
    let waiting = try round.must("status --json", on: "2026-04-16").json["waiting"]?.elements ?? []
    #expect(waiting.first { $0["kind"]?.text == "invitations" }?["ids"]?.elements?.compactMap(\.text) == ["E06"])
    let again = round.run("invite send E07", on: "2026-04-16")
    #expect(again.code != .done && again.messages.contains("E07 已于 2026-04-09 谢绝"), "\(again.messages)")
    #expect(round.run("invite send", on: "2026-04-16").code == .usage)
    try round.must("invite available E07 --reason 本人来电", on: "2026-04-16")
    try round.must("invite send E07 --until 2026-04-20", on: "2026-04-16")
  }

  @Test func `where the scheme asks for a pledge, no sheet is taken before it is signed`() throws {
    let scheme = SampleScheme.text.replacing(#""odd": true,"#, with: #""odd": true, "pledge": "required","#)
    let round = try assigned(scheme: scheme)
    let sheets = round.run("sheets \(round.folder.file("sheets"))", on: "2026-04-10")
    #expect(sheets.code == .done && sheets.messages.contains("E01 没有签承诺书"), "\(sheets.messages)")
    let table = try Table(csv: Files.read(round.folder.file("sheets/E01.csv")), droppingFormulaGuards: true)
    let place = { (header: String) in table.headers.firstIndex(of: header) ?? 0 }
    var writer = CSVWriter.forPeople
    writer.append(table.headers)
    for row in table.rows {
      var cells = row.cells
      if ["A", "B"].contains(cells[place("评分项")]) { cells[place("评分")] = "80" }
      writer.append(cells)
    }
    try Files.write(round.folder.file("E01-filled.csv"), writer.bytes)
    let refused = round.run("collect \(round.folder.file("E01-filled.csv"))", on: "2026-04-12")
    #expect(
      refused.code == .invalidInput && refused.messages.contains("panel invite pledge E01"), "\(refused.messages)")
    #expect(round.run("score E01", on: "2026-04-12").messages.contains("没有签承诺书"))
    let waiting = try round.must("status --json", on: "2026-04-12").json["waiting"]?.elements ?? []
    #expect(waiting.contains { $0["kind"]?.text == "pledges" })
    try round.must("invite pledge E01 --none", on: "2026-04-12")
    try round.must("collect \(round.folder.file("E01-filled.csv"))", on: "2026-04-12")
    #expect(try round.round().hasCompleteSheet(of: ExpertID("E01"), for: CandidateID("C01"), in: "expert"))
  }
}
