import ExpertReview
import RoundStore
import Testing

@testable import PanelCommands

/// The sample round as two offices would have run it: each has its own candidates, both the same experts.
private struct TwoOffices {
  let whole: RoundInProgress

  init() throws {
    whole = try RoundInProgress(upTo: .ranked)
    try open("east", of: ["C01", "C04"])
    try open("west", of: ["C02", "C03", "C05"])
  }

  func path(_ office: String) -> String { whole.folder.file(office + ".panel") }

  func run(_ line: String, at office: String, on day: String = "2026-04-18") -> CapturedRun {
    CapturedRun(
      "panel \(line) --round \(path(office)) --rubrics \(whole.folder.file("Rubrics")) --as-of \(day) --by \(office)")
  }

  @discardableResult
  func must(
    _ line: String, at office: String, on day: String = "2026-04-18", ending code: ExitCode = .done
  ) throws -> CapturedRun {
    let run = run(line, at: office, on: day)
    guard run.code == code else { throw RoundInProgress.Stopped(description: "\(line): \(run.code) \(run.messages)") }
    return run
  }

  /// The rows of a table whose candidate is one of these, under the table's head.
  private func rows(_ table: String, of ids: [String]) -> String {
    let lines = table.split(separator: "\n", omittingEmptySubsequences: false)
    return ([lines[0]] + lines.dropFirst().filter { line in ids.contains { line.hasPrefix($0) } } + [""])
      .joined(separator: "\n")
  }

  private func open(_ office: String, of ids: [String]) throws {
    func file(_ name: String, _ text: String) throws -> String { try whole.file("\(office)-\(name).csv", text) }
    try must("new --scheme \(SampleScheme.id) --id \(office)", at: office, on: "2026-03-30")
    let day = "2026-04-01"
    try must("import recommenders \(try file("recommenders", RoundInProgress.recommenders))", at: office, on: day)
    try must(
      "import candidates \(try file("candidates", rows(RoundInProgress.candidates, of: ids)))", at: office, on: day)
    try must("import experts \(try file("experts", RoundInProgress.experts))", at: office, on: day)
    try must("import relations \(try file("relations", RoundInProgress.relations))", at: office, on: day)
    let affinities = try file("affinities", rows(RoundInProgress.affinities, of: ids))
    try must("import affinities \(affinities) --absent forbid", at: office, on: day)
    if ids.contains("C04") { try must("decide admit C04 --reason 单位经核实无误", at: office, on: "2026-04-08") }
    if ids.contains("C02") { try must("conflicts dismiss C02 E08 --reason 查实为两家单位", at: office, on: "2026-04-08") }
    try must("invite decline E07 --reason 出差", at: office, on: "2026-04-09")
    let seats = try whole.round().seats(in: "review").filter { ids.contains($0.candidate.rawValue) }
    let table = "candidate,expert\n" + seats.map { "\($0.candidate),\($0.expert)\n" }.joined()
    try must("import assignments \(try file("assignments", table))", at: office, on: "2026-04-09")
    try must("import scores \(try file("scores", rows(RoundInProgress.marks, of: ids)))", at: office, on: "2026-04-15")
  }
}

@Suite struct `panel import round` {
  @Test func `takes in another office's round, and the ranking is that of one round`() throws {
    let offices = try TwoOffices()
    let told = try offices.must("import round \(offices.path("west")) --json", at: "east").json
    #expect(told["candidates"]?.scalarText == "3")
    #expect(told["experts"]?.scalarText == "0")
    try offices.must("examine", at: "east")
    try offices.must("conflicts", at: "east")
    let ranking = try offices.must("rank --json", at: "east").json["ranking"]
    let whole = try offices.whole.must("rank --json").json["ranking"]
    #expect(ranking == whole)
    #expect(try offices.must("verify --json", at: "east").json["recomputed"]?.text == "same")
    // Who decided at the other office stays on record, with the round it was decided in.
    let page = try offices.must("explain C02 E08", at: "east")
    #expect(page.results.contains("（west，2026-04-08，轮次“west”：查实为两家单位）"))
    // The other office's file is as it was.
    #expect(try offices.must("verify --json", at: "west").json["recomputed"]?.text == "same")
  }

  @Test func `keeps the other record whole in the archive, readable as text`() throws {
    let offices = try TwoOffices()
    let head = try RoundFile.open(offices.path("west"), .readOnly).head().hexadecimal
    #expect(try offices.must("import round \(offices.path("west")) --json", at: "east").json["head"]?.text == head)
    let archive = try offices.must("export - --form archive", at: "east").results.split(separator: "\n")
    let line = try #require(archive.first { $0.contains(#""kind":"round-merged""#) })
    let facts = try #require(try JSON.read(Array(line.utf8))["payload"]?["facts"]?.elements)
    #expect(facts.contains { $0["kind"]?.text == "candidates-imported" })
    #expect(facts.last?["hash"]?.text == head)
    #expect(line.contains("长风大模型") && line.contains("查实为两家单位"))
    let first = try JSON.read(Array(archive[0].utf8))
    #expect(first["keeping"] == nil, "the sample's scheme says nothing of keeping")
  }

  @Test func `says why it cannot, and changes nothing`() throws {
    let offices = try TwoOffices()
    let before = try Files.read(offices.path("east"))
    func refused(_ line: String, _ code: String, _ exit: ExitCode = .invalidInput) {
      let run = offices.run(line + " --json", at: "east")
      #expect(run.code == exit && run.messages.contains(code), "\(line): \(run.code) \(run.messages)")
    }
    let (whole, west) = (offices.whole.folder.file("round.panel"), offices.path("west"))
    refused("import round \(whole)", "round.cannotMerge")
    refused("import round \(offices.path("east"))", "round.cannotMerge")
    refused("import round \(west) --partial", "record.roundIsWhole", .usage)
    refused("import round -", "record.roundFromInput", .usage)
    refused("import round \(offices.whole.folder.file("nothing.panel"))", "store.")
    refused("import round \(offices.whole.folder.file("experts.csv"))", "store.notARound")
    #expect(try Files.read(offices.path("east")) == before)
    for language in ["zh", "en"] {
      let words = offices.run("import round \(whole) --lang \(language)", at: "east").messages
      #expect(words.contains("C01 C04"))
    }
  }

  @Test func `takes no damaged round, and verify finds one that was changed inside`() throws {
    let offices = try TwoOffices()
    var bytes = try Files.read(offices.path("west"))
    let place = try #require(bytes.indices.last { bytes[$0...].starts(with: Array("长风大模型".utf8)) })
    bytes[place] ^= 1
    let spoiled = offices.whole.folder.file("spoiled.panel")
    try Files.write(spoiled, bytes)
    #expect(offices.run("import round \(spoiled)", at: "east").code == .recordDamaged)
  }
}
