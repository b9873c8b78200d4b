import ExpertReview
import RoundStore
import Testing

@testable import PanelCommands

/// `panel assign --objective random`, by the program's own verbs.
@Suite struct `Panels drawn at random by panel assign` {
  /// With two more experts, whom all candidates may have, a cap of 4/5 can be kept.
  private func round() throws -> RoundInProgress { try .withTwoMoreExperts() }

  private func probabilities(_ json: JSON) -> [String] {
    (json["chances"]?["marginals"]?.elements ?? []).map {
      "\($0["candidate"]?.text ?? "") \($0["expert"]?.text ?? "") \($0["probability"]?.text ?? "")"
    }
  }

  @Test func `state what was capped, expected and given up, and publish every probability`() throws {
    let round = try round()
    let run = try round.must("assign --objective random --cap 0.8 --seed 314159 --json", on: "2026-04-09")
    let json = try run.json
    #expect(json["objective"]?.text == "random cap=4/5" && json["chances"]?["cap"]?.text == "4/5")
    let rows = probabilities(json)
    #expect(rows.count >= 24 && rows.contains { $0.hasSuffix(" 4/5") })
    #expect(rows.allSatisfy { ["1/5", "2/5", "3/5", "4/5"].contains($0.split(separator: " ")[2]) })
    let seats = json["assignments"]?.elements ?? []
    #expect(seats.count == 20)
    for seat in seats {
      let pair = "\(seat["candidate"]?.text ?? "") \(seat["expert"]?.text ?? "") "
      #expect(rows.contains { $0.hasPrefix(pair) })
    }
    let table = round.folder.file("marginals.csv")
    try round.must("export \(table) --table marginals")
    let lines = String(decoding: try Files.read(table), as: UTF8.self).split(whereSeparator: \.isNewline)
    #expect(lines[0].hasSuffix("candidate,expert,probability,decimal"))
    #expect(lines.dropFirst().map { $0.split(separator: ",").prefix(3).joined(separator: " ") } == rows)
    #expect(try round.must("verify --json").json["recomputed"]?.text == "same")
    let page = try round.must("assign --objective random --seed 314159 --dry-run --lang en", on: "2026-04-09")
    #expect(page.results.contains("no pair is seated with a chance above 4/5"), "\(page.results)")
    #expect(page.results.contains("is given up for it") && page.messages.contains("--table marginals"))
  }

  @Test func `are on record with the strength that was found for what may be given up`() throws {
    let round = try round()
    let line = "assign --objective random --cap 4/5 --keeping 0.95 --seed 1 --json"
    let json = try round.must(line, on: "2026-04-09").json
    let objective = try #require(json["objective"]?.text)
    #expect(objective.hasPrefix("random cap=4/5 perturbation="), "\(objective)")
    let strength = try #require(json["chances"]?["perturbation"]?.text)
    let again = "assign --objective random --perturbation \(strength) --seed 1"
    #expect(try round.must(again, on: "2026-04-09").messages.contains("没有改动"))
    #expect(try round.must("verify --json").json["recomputed"]?.text == "same")
  }

  @Test func `are not to be had where too few experts are left under the cap, and it is said what would do`() throws {
    let round = try RoundInProgress(upTo: .searched)
    try round.must("invite decline E07 --reason 出差", on: "2026-04-09")
    let run = round.run("assign --objective random", on: "2026-04-09")
    #expect(run.code == .cannotBeFilled)
    #expect(run.results.contains("任何一对的概率不超过 4/5") && run.results.contains("把 --cap 提高到"), "\(run.results)")
    let english = round.run("assign --objective random --lang en", on: "2026-04-09").results
    #expect(english.contains("no pair above a chance of 4/5") && english.contains("raise --cap to"), "\(english)")
  }

  @Test func `take options of their own, which no other objective takes`() throws {
    let round = try RoundInProgress(upTo: .searched)
    let stray = round.run("assign --objective total --cap 4/5", on: "2026-04-09")
    #expect(stray.code == .usage && stray.messages.contains("--objective random"), "\(stray.messages)")
    for line in ["--cap 6/5", "--cap 0", "--cap 4/5 --perturbation 1/2 --keeping 1/2", "--cap x", "--keeping 80%"] {
      #expect(round.run("assign --objective random \(line)", on: "2026-04-09").code == .usage)
    }
    #expect(round.run("assign --cap 4/5", on: "2026-04-09").code == .usage)
  }

  @Test func `tell the chance of a pair, seated or not, as it was when they were drawn`() throws {
    let round = try round()
    let drawn = try round.must("assign --objective random --cap 4/5 --seed 314159 --json", on: "2026-04-09").json
    // What changes later – here an expert who leaves – changes nothing about the draw.
    try round.must("invite decline E10 --no-replace --reason 出差", on: "2026-04-10")
    let chances = Dictionary(
      uniqueKeysWithValues: (drawn["chances"]?["marginals"]?.elements ?? []).map {
        ("\($0["candidate"]?.text ?? "") \($0["expert"]?.text ?? "")", $0["probability"]?.text ?? "")
      })
    // E06 may not judge C01, so it had no chance; the others had what the draw published.
    for pair in ["C01 E01", "C02 E09", "C04 E10", "C01 E06"] {
      #expect(try round.must("explain \(pair) --json").json["chance"]?.text == chances[pair] ?? "0", "\(pair)")
    }
    let page = try round.must("explain C01 E01 --lang en").results
    let told = try #require(chances["C01 E01"])
    #expect(page.contains("chance of sitting together when panels were drawn: \(told)"), "\(page)")
    #expect(try round.must("explain C01 E06").results.contains("随机抽取时坐在一起的概率：0，任何一对至多 4/5"))
    #expect(try RoundInProgress(upTo: .assigned).must("explain C01 E01 --json").json["chance"] == nil)
  }

  @Test func `have no table of probabilities where they were not drawn`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    let run = round.run("export - --table marginals")
    #expect(run.code == .invalidInput && run.messages.contains("--objective random"), "\(run.messages)")
    #expect(round.run("export - --table marginals --lang en").messages.contains("no probabilities"))
  }
}
