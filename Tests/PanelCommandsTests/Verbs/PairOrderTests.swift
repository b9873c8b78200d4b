import ExpertReview
import Tables
import Testing

@testable import PanelCommands

/// Pins, bans and who sits together, by the program's own verbs.
@Suite struct `Orders on pairs` {
  private func searched(scheme: String = SampleScheme.text) throws -> RoundInProgress {
    let round = try RoundInProgress(upTo: .searched, scheme: scheme)
    try round.must("invite decline E07 --reason 出差", on: "2026-04-09")
    return round
  }

  private func panel(_ candidate: String, _ round: RoundInProgress) throws -> [String] {
    try round.round().panel(of: CandidateID(candidate), in: "expert").map(\.id.rawValue)
  }

  @Test func `hold for every assignment until they are freed, and explain tells who gave them and why`() throws {
    let round = try searched()
    try round.must("assign --seed 7", on: "2026-04-09")
    #expect(try panel("C01", round) == ["E01", "E02", "E03", "E04", "E05"])
    // E01 and E08 are of one unit.
    try round.must("assign --seed 7 --pin C01:E08 --reason 会议决定 --by 王敏", on: "2026-04-09")
    #expect(try panel("C01", round) == ["E02", "E03", "E04", "E05", "E08"])
    let page = try round.must("explain C01 E08").results
    #expect(page.contains("固定：2026-04-09 王敏（会议决定）"), "\(page)")
    #expect(try round.must("explain C01 E08 --json").json["order"]?.text == "pin")
    try round.must("assign --seed 8", on: "2026-04-10")
    #expect(try panel("C01", round) == ["E02", "E03", "E04", "E05", "E08"])
    try round.must("assign --seed 7 --free C01:E08 --reason 复议", on: "2026-04-11")
    #expect(try panel("C01", round) == ["E01", "E02", "E03", "E04", "E05"])
    try round.must("assign --seed 7 --ban C01:E01 --reason 复议", on: "2026-04-11")
    #expect(try panel("C01", round) == ["E02", "E03", "E04", "E05", "E08"])
    let barred = try round.must("explain C01 E01 --json").json["barredBy"]?.elements?.compactMap(\.text)
    #expect(barred == ["banned", "unitTaken"])
    #expect(round.run("verify").code == .done)
  }

  @Test func `that cannot be kept are named with the mend, and nothing is written`() throws {
    let round = try searched()
    let before = try round.round().head
    func codes(_ line: String, _ code: ExitCode = .invalidInput) throws -> [String] {
      let run = round.run("assign \(line) --json", on: "2026-04-09")
      #expect(run.code == code, "\(run.messages)")
      return try run.errors.compactMap { $0["error"]?["code"]?.text }
    }
    #expect(try codes("--pin C01:E06 --reason x") == ["assignment.pinBarred"])
    #expect(
      try codes("--pin C01:E01 --pin C01:E08 --pin C02:E07 --reason x") == [
        "assignment.unknownExpert", "assignment.pinsAboveLimit",
      ])
    #expect(try codes("--pin C01-E01 --reason x") == ["verb.notAPair"])
    #expect(try codes("--pin C01:E01 --ban C01:E01 --reason x") == ["verb.orderedTwoWays"])
    #expect(try codes("--pin C01:E01", .usage).isEmpty == false)
    #expect(try round.round().head == before)
  }

  @Test func `come in with the seats of a file, and go out with them`() throws {
    let round = try searched()
    let rows = "candidate,expert,pinned\nC01,E08,是\nC01,E02,\nC01,E05,禁止\n"
    try round.must("import assignments \(try round.file("pins.csv", rows))", on: "2026-04-09")
    let seats = try round.round().seats(in: "expert").map { "\($0.candidate) \($0.expert)" }
    #expect(seats == ["C01 E02", "C01 E08"])
    let wrong = round.run("import assignments \(try round.file("w.csv", "candidate,expert,pinned\nC01,E03,maybe\n"))")
    #expect(wrong.code == .invalidInput && wrong.messages.contains("maybe"), "\(wrong.messages)")
    let path = round.folder.file("seats.csv")
    try round.must("export \(path) --table assignments")
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    #expect(text.contains("C01,E08,expert,member,,yes"), "\(text)")
    let four = round.run("assign --seed 7", on: "2026-04-10")
    #expect(four.code == .cannotBeFilled, "\(four.messages)")
    #expect(four.results.contains("C01：同一单位至多 1 人"), "\(four.results)")
    try round.must("assign --free C01:E05 --ban C01:E01 --dry-run --reason x", on: "2026-04-10")
    let fewer = round.run("assign --seed 7 --ban C01:E03 --ban C01:E04 --reason x", on: "2026-04-10")
    #expect(fewer.code == .cannotBeFilled, "\(fewer.messages)")
    #expect(fewer.results.contains("C01 要 5 位专家，7 位里能评它的只有 3 位"), "\(fewer.results)")
  }
}

@Suite struct `Who sits together, by the scheme` {
  private static let limits = """
    "compose": [{"atMost": "1", "per": "unit"}, {"atLeast": "2/5", "attribute": "职称", "value": "教授"}],
    "chair": {"attribute": "职称", "value": "院士"}
    """

  private func round() throws -> RoundInProgress {
    let scheme = SampleScheme.text.replacing(#""compose": [{"atMost": "1", "per": "unit"}]"#, with: Self.limits)
    let round = try RoundInProgress(upTo: .searched, scheme: scheme)
    try round.must("invite decline E07 --reason 出差", on: "2026-04-09")
    return round
  }

  private func experts(_ titles: [String: String], _ round: RoundInProgress) throws {
    var table = "expert_id,name,employer,fields,minimum_load,maximum_load,职称\n"
    for expert in try round.round().experts {
      let most = expert.maximumLoad.map(String.init) ?? ""
      table +=
        "\(expert.id),\(expert.name),\(expert.employer),\(expert.fields.joined(separator: ";")),0,\(most),"
        + "\(titles[expert.id.rawValue] ?? "")\n"
    }
    let file = try round.file("titled.csv", table)
    try round.must("import experts \(file) --replace --reason 补职称", on: "2026-04-09")
    try round.must("conflicts", on: "2026-04-09")
  }

  @Test func `is kept, a chair is named for every panel, and all of it is proved again`() throws {
    let round = try round()
    try experts(["E01": "院士", "E02": "教授", "E03": "教授", "E06": "教授", "E08": "院士"], round)
    let json = try round.must("assign --seed 7 --json", on: "2026-04-09").json
    #expect(json["proved"]?.flag == true && json["bound"]?.text == json["total"]?.text)
    let chairs = json["chairs"]?.elements?.map { "\($0["candidate"]?.text ?? "") \($0["expert"]?.text ?? "")" } ?? []
    #expect(chairs.count == 4 && chairs.allSatisfy { $0.hasSuffix("E01") || $0.hasSuffix("E08") }, "\(chairs)")
    let state = try round.round()
    for candidate in ["C01", "C02", "C03", "C04"] {
      let panel = state.panel(of: CandidateID(candidate), in: "expert")
      #expect(panel.count { $0.attributes["职称"] == "教授" } >= 2)
      #expect(panel.count { $0.attributes["职称"] == "院士" } >= 1)
    }
    #expect(round.run("verify").code == .done)
    let page = try round.must("schemes \(SampleScheme.id)").results
    #expect(page.contains("职称为“教授”的至少占 2/5") && page.contains("可任组长（职称为“院士”）"), "\(page)")
  }

  @Test func `that leaves no panel is named, limit by limit`() throws {
    let round = try round()
    try experts(["E01": "教授", "E08": "院士"], round)
    let run = round.run("assign --seed 7 --json", on: "2026-04-09")
    #expect(run.code == .cannotBeFilled, "\(run.messages)")
    let limits = try run.json["shortfall"]?["limits"]?.elements?.compactMap { $0["limit"]?.text } ?? []
    #expect(limits.contains("atLeast 2/5 attribute 职称 教授"), "\(limits)")
    let page = round.run("assign --seed 7", on: "2026-04-09").results
    #expect(page.contains("构成上的限制") && page.contains("还要 2 人"), "\(page)")
  }
}
