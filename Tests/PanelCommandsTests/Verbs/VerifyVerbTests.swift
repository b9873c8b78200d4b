import ExpertReview
import Glibc
import RoundStore
import Testing

@testable import PanelCommands

@Suite struct `panel verify` {
  private func differences(_ run: CapturedRun) throws -> [String] {
    try run.json["differences"]?.elements?.compactMap { $0["what"]?.text } ?? []
  }

  /// Adds a fact as another program might, without asking the round.
  private func append(
    _ fact: Fact, to round: RoundInProgress, on day: String = "2026-04-18", kind: String? = nil
  ) throws {
    let file = try RoundFile.open(round.folder.file("round.panel"), .readWrite)
    let encoded = fact.encoded(under: try round.round().scheme)
    try file.append([
      NewFact(
        kind: kind ?? encoded.kind, asOf: try #require(CivilDay(day)), actor: "x", reason: "y",
        form: encoded.form.rawValue,
        payload: encoded.bytes)
    ])
  }

  @Test(arguments: [
    RoundInProgress.Step.begun, .imported, .examined, .searched, .assigned, .marked, .ranked, .posted,
  ])
  func `finds every result again, wherever the round stands`(step: RoundInProgress.Step) throws {
    let round = try RoundInProgress(upTo: step)
    let run = round.run("verify --json", on: "2031-01-01")
    #expect(run.code == .done)
    #expect(run.results == #"{"schemaVersion":1,"record":"intact","recomputed":"same","differences":[]}"# + "\n")
  }

  @Test func `finds them again after objections, withdrawals and corrections`() throws {
    let round = try RoundInProgress(upTo: .posted)
    try round.must("decide object C02 --from 某单位 --ground 数据不实", on: "2026-04-20")
    try round.must("decide answer C02 --outcome upheld --reason 属实", on: "2026-04-21")
    try round.must("rank", on: "2026-04-21")
    #expect(round.run("verify").code == .done)
    try round.must("decide sanction C01 --ground 伪造发票", on: "2026-04-22")
    try round.must("examine", on: "2026-04-22")
    try round.must("conflicts", on: "2026-04-22")
    try round.must("rank", on: "2026-04-22")
    #expect(round.run("verify").code == .done)
  }

  @Test func `says where a head stood, and that one is not there`() throws {
    let round = try RoundInProgress(upTo: .imported)
    let file = try RoundFile.open(round.folder.file("round.panel"), .readOnly)
    let facts = try file.facts()
    let earlier = round.run("verify --head \(facts[2].hash.short) --lang en")
    #expect(earlier.code == .done)
    #expect(
      earlier.results == """
        the record is intact: \(facts.count) facts in one chain
        every result was computed anew and is what was recorded
        \(facts[2].hash.short) is the hash of fact 3; \(facts.count - 3) were added since
        head of the record \(try file.head())

        """)
    let last = round.run("verify --head \(try file.head().hexadecimal.uppercased())")
    #expect(last.code == .done && last.results.contains("就是最后一条（第 \(facts.count) 条）的校验值"))
    let missing = round.run("verify --json --head 000000000000")
    #expect(missing.code == .recordDamaged)
    #expect(try missing.json["record"]?.text == "damaged" && missing.json["recomputed"]?.text == "same")
    #expect(try differences(missing) == ["damage"])
  }

  @Test(arguments: ["", "12345678901", "zzzzzzzzzzzz", "0123456789abcdef-"])
  func `asks for a head that can be one`(head: String) throws {
    let round = try RoundInProgress(upTo: .begun)
    let run = CapturedRun(["verify", "--round", round.folder.file("round.panel"), "--head", head])
    #expect(run.code == .usage)
  }

  // MARK: Results that do not follow

  @Test func `finds a result that was made up`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    try append(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "00")), to: round)
    let run = round.run("verify --json")
    #expect(run.code == .recordDamaged)
    #expect(try run.json["record"]?.text == "intact" && run.json["recomputed"]?.text == "different")
    #expect(try differences(run) == ["conclusion"])
    #expect(try run.json["differences"]?.elements?.first?["recorded"]?.text == "00")
  }

  @Test func `finds panels that nobody proved, and a list that is not the ranking's`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    guard case .assigned(let record)? = try round.round().panels["expert"]?.origin else {
      Issue.record("panels were found")
      return
    }
    let scheme = try round.round().scheme
    let members = try #require(Fact.assigned(record).json(under: scheme).members).map { member in
      guard member.key == "seats", let seats = member.value.elements else { return member }
      return JSON.Member(key: "seats", value: .array(seats.dropLast()))
    }
    let fewer = JSON(.object(members)).bytes()
    try append(Fact.decode(kind: "assigned", form: "json", bytes: fewer, under: scheme), to: round)
    #expect(try differences(round.run("verify --json")) == ["assignment"])

    let posted = try RoundInProgress(upTo: .posted)
    let notice = try #require(try posted.round().lastPosting(.proposed))
    try append(
      .posted(
        Posting(kind: .proposed, day: notice.day, lastDay: notice.day, lines: Array(notice.lines.dropFirst()))),
      to: posted, on: "2026-04-17")
    let run = posted.run("verify --json")
    #expect(try differences(run) == ["posting", "lastDay"])
    #expect(run.code == .recordDamaged)
  }

  @Test func `stops at a fact that it cannot read, or that does not follow`() throws {
    for (fact, kind) in [
      (Fact.decided(.withdraw(CandidateID("C99"))), nil), (.decided(.signOff(.notice)), nil),
      (.decided(.signOff(.ranking)), "dreamt"),
    ] as [(Fact, String?)] {
      let round = try RoundInProgress(upTo: .imported)
      try append(fact, to: round, kind: kind)
      let run = round.run("verify --json")
      #expect(run.code == .recordDamaged)
      #expect(try run.json["record"]?.text == "intact")
      #expect(try differences(run) == ["unreadable"])
      for language in ["zh", "en"] { #expect(round.run("verify --lang \(language)").results.contains("·")) }
    }
  }

  // MARK: Files that are no round

  @Test func `calls a file of another kind damaged, and a missing one missing`() throws {
    let folder = TemporaryFolder()
    for (name, content) in [("empty", ""), ("text", "not a round\n"), ("almost", "SQLite format 3\0 and then nothing")]
    {
      try Files.write(folder.file(name), Array(content.utf8))
      let run = CapturedRun(["verify", "--json", "--round", folder.file(name)])
      #expect(run.code == .recordDamaged, "\(name)")
      #expect(try run.json["record"]?.text == "damaged" && run.json["recomputed"]?.text == "different")
    }
    #expect(CapturedRun(["verify", "--round", folder.file("nowhere")]).code == .invalidInput)
    #expect(CapturedRun(["verify", "--round", folder.path]).code != .done)
  }

  @Test func `names the first damaged fact`() throws {
    let round = try RoundInProgress(upTo: .imported)
    let path = round.folder.file("round.panel")
    var bytes = try Files.read(path)
    // C05 is not nominated, so its name stands in the candidates alone, the third fact.
    let name = Array("小舟大模型".utf8)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
    bytes[place] ^= 1
    try Files.write(path, bytes)
    let run = round.run("verify --json")
    #expect(run.code == .recordDamaged)
    let found = try #require(try run.json["differences"]?.elements?.first)
    #expect(found["what"]?.text == "damage" && found["sequence"]?.scalarText == "3", "\(run.results)")
    #expect(round.run("verify").results.contains("完好的最后一条是第 2 条"))
  }

  @Test func `tells damage wherever a byte is changed or the end is lost`() throws {
    let round = try RoundInProgress(upTo: .posted)
    let path = round.folder.file("round.panel")
    let whole = try Files.read(path)
    let sound = round.run("verify --json").results
    var random = SeededNumbers(state: 20_260_420)
    var told = 0
    for _ in 0..<200 {
      let place = Int.random(in: 0..<whole.count, using: &random)
      overwrite(path, at: place, with: [whole[place] ^ UInt8.random(in: 1...255, using: &random)])
      let run = round.run("verify --json")
      overwrite(path, at: place, with: [whole[place]])
      if run.code == .done {
        // The byte belongs to no content: the rest of the record is what it was.
        #expect(run.results == sound, "byte \(place)")
      } else {
        // Bytes 60 to 63 number the file's form: another number is the file of a later program.
        #expect(run.code == .recordDamaged || (60..<64).contains(place), "byte \(place): \(run.messages)")
        told += 1
      }
    }
    #expect(told > 0)
    #expect(try Files.read(path) == whole)
    for length in (0..<20).map({ _ in Int.random(in: 0..<whole.count, using: &random) }).sorted(by: >) {
      truncate(path, off_t(length))
      #expect(round.run("verify --json").code == .recordDamaged, "\(length) bytes")
    }
  }

  /// Changes bytes of a file where they stand.
  private func overwrite(_ path: String, at place: Int, with bytes: [UInt8]) {
    let descriptor = open(path, O_WRONLY)
    #expect(pwrite(descriptor, bytes, bytes.count, off_t(place)) == bytes.count)
    close(descriptor)
  }
}

/// Numbers that are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
