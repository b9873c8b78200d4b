import ExpertReview
import RoundStore
import Testing

@testable import PanelCommands

/// A round whose candidates came in one large file, and the same round as an earlier program would have kept it.
@Suite struct `A round of more than 500 candidates` {
  private let bench: RoundBench

  init() throws {
    bench = try RoundBench()
    let records = (1...620).map { number in
      #"{"candidate_id": "C\#(number)", "name": "项目\#(number)", "track": "\#(number % 3 == 0 ? "vertical" : "general")", "#
        + #""params_yi": "\#(number).5", "applicant_name": "单位\#(number)", "旁注": "第\#(number)号"}"#
    }
    let file = try bench.file("candidates.json", "[" + records.joined(separator: ",\n") + "]")
    try #require(bench.run("import", "candidates", file).code == .done)
    try #require(bench.run("examine").code == .done)
  }

  private func formOfCandidates() throws -> [String] {
    try RoundFile.open(bench.round, .readOnly).facts().filter { $0.kind == "candidates-imported" }.map(\.form)
  }

  @Test func `keeps them packed, and verify finds the same again`() throws {
    #expect(try formOfCandidates() == ["records-1"])
    #expect(try bench.rebuilt().candidates.count == 620)
    let run = bench.run("verify", "--json")
    #expect(run.code == .done)
    #expect(run.results == #"{"schemaVersion":1,"record":"intact","recomputed":"same","differences":[]}"# + "\n")
  }

  @Test func `comes to what it comes to with the candidates as text`() throws {
    let round = try bench.rebuilt()
    let text = bench.folder.file("text.panel")
    let stored = try RoundFile.open(bench.round, .readOnly)
    let facts = try stored.facts().map { fact in
      let isPacked = fact.kind == "candidates-imported"
      return NewFact(
        kind: fact.kind, asOf: fact.asOf, actor: fact.actor, reason: fact.reason, form: isPacked ? "json" : fact.form,
        payload: isPacked
          ? Fact.candidatesImported(round.candidates).json(under: round.scheme).bytes() : try stored.payload(of: fact))
    }
    let old = try RoundFile.create(at: text, roundID: "round", facts: facts)
    #expect(try LoadedRound(old).round.candidates == round.candidates)
    #expect(CapturedRun(["verify", "--round", text, "--as-of", "2026-05-09"]).code == .done)
    let shown = { (path: String) in
      CapturedRun(["examine", "--json", "--round", path, "--as-of", "2026-05-09"]).results
    }
    #expect(shown(text) == shown(bench.round))
    // A correction of a few is text again, beside the packed ones.
    let corrected = try bench.file(
      "corrected.json", #"[{"candidate_id": "C7", "name": "项目7", "track": "general", "params_yi": "9"}]"#)
    #expect(bench.run("import", "candidates", corrected, "--replace", "--reason", "更正").code == .done)
    #expect(try formOfCandidates() == ["records-1", "json"])
    #expect(try bench.rebuilt().candidates[6].version == 2)
  }

  @Test func `is backed up, archived in words and exported without names`() throws {
    let backup = bench.folder.file("backup.panel")
    #expect(bench.run("export", backup).code == .done)
    #expect(CapturedRun(["verify", "--round", backup]).code == .done)

    let lines = bench.run("export", "-", "--form", "archive").results.utf8.split(separator: 0x0A)
    let facts = try lines.map { try JSON.read($0) }
    let fact = try #require(facts.first { $0["kind"]?.text == "candidates-imported" })
    let entries = try #require(fact["payload"]?["candidates"]?.elements)
    #expect(fact["form"]?.text == "records-1" && entries.count == 620)
    #expect(entries[2]["version"]?.scalarText == "1")
    let record = try #require(entries[2]["record"])
    #expect(record["candidate_id"]?.text == "C3" && record["track"]?.text == "vertical")
    #expect(record["params_yi"]?.text == "3.5" && record["旁注"]?.text == "第3号")

    let anonymous = bench.run("export", "-", "--form", "anonymous")
    #expect(anonymous.code == .done && !anonymous.results.contains("单位7"))
  }

  @Test func `calls a changed byte of the packed fact damage`() throws {
    var bytes = try Files.read(bench.round)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("项目301".utf8)) })
    bytes[place] ^= 1
    try Files.write(bench.round, bytes)
    #expect(bench.run("verify").code == .recordDamaged)
    #expect(bench.run("status").code == .recordDamaged)
  }

  @Test func `puts its examination on record by the bytes that are shown`() throws {
    let round = try bench.rebuilt()
    let day = try #require(CivilDay("2026-05-09"))
    for examinations in [round.examinations(asOf: day), []] {
      let result = StepResult.examinations(examinations)
      #expect(result.bytes == result.json.bytes())
    }
  }
}
