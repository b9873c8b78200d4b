import ExpertReview
import Testing

@testable import PanelCommands

/// What must be shown after the list went on notice, and when each line becomes final.
@Suite struct `After somebody leaves the notice` {
  static let all = `After the ranking`.ids

  private func ids(_ json: JSON?, _ key: String) -> [String] {
    json?[key]?.elements?.compactMap(\.text) ?? []
  }

  private func verified(_ round: RoundInProgress, on day: String) throws {
    let check = try round.must("verify --json", on: day).json
    #expect(check["record"]?.text == "intact" && check["recomputed"]?.text == "same", "\(check.compactText)")
  }

  @Test func `who rises is shown for five working days of its own, and the others are final on time`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    let folder = round.folder.file("notice")
    try round.must("decide sanction C02 --ground 发票系伪造 --by 王敏", on: "2025-11-26")
    try round.must("rank", on: "2025-11-26")
    let status = try round.must("status --json", on: "2025-11-26").json
    let item = status["waiting"]?.elements?.first { $0["kind"]?.text == "supplementary" }
    #expect(ids(item, "ids") == ["C13"])
    #expect(status["next"]?["zh"]?.text == "panel publish 文件夹")

    // Before it is shown, the eleven others may be final; C13 is told to be missing.
    let unseen = try round.must("publish \(folder) --final --json --dry-run", on: "2025-11-29", ending: .needsPerson)
    #expect(try ids(unseen.json, "listed").count == 11 && ids(unseen.json, "unseen") == ["C13"])

    let shown = try round.must("publish \(folder) --json", on: "2025-11-26").json
    #expect(shown["kind"]?.text == "supplementary" && ids(shown, "listed") == ["C13"])
    #expect(shown["lastDay"]?.text == "2025-12-03" && shown["publishFrom"]?.text == "2025-12-04")
    #expect(Files.exists(folder + "/supplementary-1.html") && Files.exists(folder + "/notice.html"))
    let page = try round.must("status", on: "2025-11-27").results
    #expect(page.contains("补充公示：2025-11-26 起 1 个对象，至 2025-12-03，第 1/5 天；最早 2025-12-04 公布"), "\(page)")
    #expect(round.run("publish \(folder)", on: "2025-11-27").messages.contains("同样的名单已于 2025-11-26 公示"))

    let first = try round.must("publish \(folder) --final --json", on: "2025-11-29", ending: .needsPerson).json
    #expect(ids(first, "listed") == Self.all.filter { !["C02", "C13"].contains($0) })
    #expect(ids(first, "running") == ["C13"] && first["publishFrom"]?.text == "2025-12-04")
    #expect(
      try round.must("status --json", on: "2025-12-01").json["next"]?["zh"]?.text
        == "公示中；2025-12-04 起 panel publish 文件夹 --final")
    let early = round.run("publish \(folder) --final", on: "2025-12-03")
    #expect(early.code != .done && early.messages.contains("2025-12-04"))
    let second = try round.must("publish \(folder) --final --json", on: "2025-12-04").json
    #expect(ids(second, "listed") == ["C13"] && second["files"]?.text == "final-2")
    let again = round.run("publish \(folder) --final", on: "2025-12-05")
    #expect(again.code == .needsPerson && again.messages.contains("2025-12-04"))
    let whole = try round.must("status --json", on: "2025-12-05").json
    #expect(ids(whole["final"], "candidates") == Self.all.filter { $0 != "C02" })
    #expect(whole["next"]?["zh"]?.text == "panel export 文件 --form archive")
    #expect(try round.round().recognised.count == 12)
    let text = String(decoding: try Files.read(folder + "/final-2.txt"), as: UTF8.self)
    #expect(text.contains("此前已公布 11 项"))
    try verified(round, on: "2025-12-05")
  }

  @Test func `two places fall empty on different days, and then one of the supplementary list`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21", listed: 10)
    let folder = round.folder.file("notice")
    func leave(_ id: String, on day: String, rises: String, until: String) throws {
      try round.must("decide withdraw \(id) --reason 单位来函 --by 王敏", on: day)
      try round.must("rank", on: day)
      let shown = try round.must("publish \(folder) --json", on: day).json
      #expect(ids(shown, "listed") == [rises] && shown["lastDay"]?.text == until)
    }
    try leave("C03", on: "2025-11-24", rises: "C11", until: "2025-12-01")
    try leave("C07", on: "2025-11-26", rises: "C12", until: "2025-12-03")
    try leave("C11", on: "2025-11-28", rises: "C13", until: "2025-12-05")
    let gone = ["C03", "C07", "C11", "C12", "C13"]
    let first = try round.must("publish \(folder) --final --json", on: "2025-11-29", ending: .needsPerson).json
    #expect(ids(first, "listed") == Self.all.filter { !gone.contains($0) })
    #expect(ids(first, "running") == ["C12", "C13"])
    #expect(
      ids(try round.must("publish \(folder) --final --json", on: "2025-12-04", ending: .needsPerson).json, "listed")
        == ["C12"])
    #expect(ids(try round.must("publish \(folder) --final --json", on: "2025-12-06").json, "listed") == ["C13"])
    #expect(try round.round().finalLines.count == 10)
    try verified(round, on: "2025-12-06")
  }

  @Test func `an empty place stays empty where the scheme says so, and nothing more is shown`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21", vacancy: "empty")
    try round.must("decide withdraw C03 --reason 单位来函", on: "2025-11-24")
    try round.must("rank", on: "2025-11-24")
    let refused = round.run("publish \(round.folder.file("notice"))", on: "2025-11-24")
    #expect(refused.code == .needsPerson && refused.messages.contains("2025-11-21"))
    let final = try round.must("publish \(round.folder.file("final")) --final --json", on: "2025-11-29").json
    #expect(ids(final, "listed") == Self.all.prefix(12).filter { $0 != "C03" })
    try verified(round, on: "2025-11-29")
  }

  @Test func `a late sheet that turns the order asks for a corrected notice, with new clocks for what moved`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    let folder = round.folder.file("notice")
    try round.must("decide sign-off ranking --by 处长", on: "2025-11-21")
    // All sheets on C06 were read wrongly; with 94.40 it passes C03, C04 and C05.
    let marks =
      "candidate,expert,criterion,mark,comment\n"
      + (1...5).map { "C06,E\($0),A,94,\nC06,E\($0),B,95,\n" }.joined()
    let sheet = try round.file("late.csv", marks)
    #expect(round.run("import scores \(sheet) --replace --reason 录错", on: "2025-11-25").messages.contains("签字"))
    for expert in 1...5 { try round.must("decide late-sheet E\(expert) --reason 录入有误，原件为准", on: "2025-11-25") }
    try round.must("import scores \(sheet) --replace --reason 录入有误", on: "2025-11-25")
    try round.must("rank", on: "2025-11-25")
    let status = try round.must("status --json", on: "2025-11-25").json
    let change = status["notice"]?["change"]
    #expect(change?["kind"]?.text == "corrected" && ids(change, "candidates") == ["C06", "C03", "C04", "C05"])
    let early = round.run("publish \(folder) --final", on: "2025-11-29")
    #expect(early.code == .needsPerson && early.messages.contains("更正公示"), "\(early.messages)")

    let shown = try round.must("publish \(folder) --json", on: "2025-11-25").json
    let anew = ids(shown, "anew")
    #expect(shown["kind"]?.text == "corrected" && ids(shown, "listed").count == 12 && anew.contains("C06"))
    #expect(shown["lastDay"]?.text == "2025-12-02")
    let page = String(decoding: try Files.read(folder + "/corrected-1.txt"), as: UTF8.self)
    #expect(page.contains("更正公示") && page.contains("2025-12-02（重新公示）") && page.contains("2025-11-28"))
    let first = try round.must("publish \(folder) --final --json", on: "2025-11-29", ending: .needsPerson).json
    #expect(ids(first, "listed") == Self.all.prefix(12).filter { !anew.contains($0) })
    let second = try round.must("publish \(folder) --final --json", on: "2025-12-03").json
    #expect(ids(second, "listed") == anew)
    try verified(round, on: "2025-12-03")
  }

  @Test func `fraud found after the final list bars the unit and leaves the recognition to a person`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    let folder = round.folder.file("final")
    try round.must("publish \(folder) --final", on: "2025-11-29")
    let run = try round.must("decide sanction C02 --ground 发票系伪造 --by 王敏", on: "2026-02-03")
    #expect(run.results.contains("不自动撤销"), "\(run.results)")
    let sanction = try #require(try round.round().sanctions.last)
    #expect(sanction.decidedOn == CivilDay("2026-02-03") && sanction.until == CivilDay("2029-02-03"))
    #expect(try round.round().recognised.count == 12)
    try round.must("rank", on: "2026-02-03")
    let status = try round.must("status --json", on: "2026-02-03").json
    #expect(status["next"]?["zh"]?.text == "panel decide recognition C02 --ruling stands 或 revoked --reason 理由")
    try round.must("decide recognition C02 --ruling revoked --reason 认定条件不实 --by 厅长", on: "2026-02-10")
    #expect(try round.round().recognised.count == 11)
    let register = round.folder.file("r.csv")
    try round.must("export \(register) --form recognitions", on: "2026-02-10")
    #expect(!String(decoding: try Files.read(register), as: UTF8.self).contains("单位C02"))
    try round.must("rank", on: "2026-02-10")
    // The place is empty, so the next may rise, and is shown first.
    let shown = try round.must("publish \(folder) --json", on: "2026-02-10").json
    #expect(shown["kind"]?.text == "supplementary" && ids(shown, "listed") == ["C13"])
    try verified(round, on: "2026-02-10")
  }

  @Test func `a withdrawal is taken at every point of the round`() throws {
    for step in [RoundInProgress.Step.imported, .examined, .searched, .assigned, .marked, .ranked, .posted] {
      let round = try RoundInProgress(upTo: step)
      try round.must("decide withdraw C02 --reason 单位来函", on: "2026-04-18")
      #expect(try round.round().exclusions[CandidateID("C02")] == .withdrawn, "\(step)")
      #expect(round.run("verify", on: "2026-04-18").code == .done, "\(step)")
    }
    let round = try RoundInProgress(upTo: .posted)
    try round.must("publish \(round.folder.file("final")) --final", on: "2026-04-25")
    try round.must("decide withdraw C02 --reason 单位放弃", on: "2026-04-26")
    #expect(try round.round().recognised.map(\.candidate.rawValue) == ["C01", "C04"])
  }
}

/// What the project's schemes say of a place that falls empty.
@Suite struct `The next may rise` {
  @Test func `under every scheme that ranks, and under none that chooses, as the house's own word`() throws {
    let shelf = try RubricsFolder(path: projectRubrics).shelf()
    for listed in listSchemes(shelf) {
      let scheme = try readScheme(listed.id, from: shelf).get()
      let selections = scheme.stages.compactMap { stage -> Selection? in
        if case .selection(let selection) = stage { selection } else { nil }
      }
      #expect(selections.map(\.nextMayRise) == [!listed.id.rawValue.hasSuffix("-b2")], "\(listed.id)")
      #expect(scheme.houseValues.contains { $0.path.hasSuffix("selection.vacancy") }, "\(listed.id)")
    }
  }
}

/// The calendar of a round that runs.
@Suite struct `panel import calendar` {
  @Test func `moves the end of a notice, and every list is derived again by the calendar of its day`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-12-29")
    let calendar = String(decoding: try Files.read(round.folder.file("Rubrics/calendars/china.json")), as: UTF8.self)
    let corrected = calendar.replacing(#""2026-01-01", "#, with: #""2026-01-01", "2026-01-05", "#)
    let file = try round.file("calendar.json", corrected)
    #expect(round.run("import calendar \(file)", on: "2025-12-31").code == .usage)
    let told = try round.must("import calendar \(file) --reason 国务院办公厅调整放假安排 --json", on: "2025-12-31").json
    #expect(told["corrected"]?.compactText == "1")
    let again = try round.must("import calendar \(file) --reason 又 --json", on: "2025-12-31").json
    #expect(again["unchanged"]?.compactText == "1")
    let status = try round.must("status --json", on: "2025-12-31").json
    #expect(status["notice"]?["lastDay"]?.text == "2026-01-07")
    let early = round.run("publish \(round.folder.file("final")) --final", on: "2026-01-07")
    #expect(early.code != .done && early.messages.contains("2026-01-08"), "\(early.messages)")
    try round.must("publish \(round.folder.file("final")) --final", on: "2026-01-08")
    #expect(round.run("verify", on: "2026-01-08").code == .done)
    let broken = try round.file("broken.json", #"{"name": {"zh": "日历", "en": "Calendar"}, "years": []}"#)
    for language in ["zh", "en"] {
      let run = round.run("import calendar \(broken) --reason x --lang \(language)", on: "2026-01-08")
      #expect(run.code != .done && run.messages.contains("2026"))
    }
  }
}
