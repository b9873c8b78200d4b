import ExpertReview
import RoundStore
import Testing

@testable import PanelCommands

/// `panel verify` derives each list again that was made public, and finds what was changed in it.
@Suite struct `A list that was changed on the record` {
  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  private func lines(_ round: Round, on day: CivilDay) throws -> [Posting.Line] {
    try round.ranking(stage: try round.reviewStage(nil), asOf: day).postingLines(round)
  }

  /// A round just before a list of a kind is made public, with the list that would be.
  private func due(_ kind: Posting.Kind) throws -> (round: RoundInProgress, posting: Posting) {
    let round: RoundInProgress
    let today: CivilDay
    switch kind {
    case .proposed:
      round = try `After the ranking`.ranked()
      try round.must("decide confirm R-03 --reason 已逐一查询", on: "2025-11-12")
      today = try day("2025-11-21")
    case .supplementary:
      round = try `After the ranking`.round(postedOn: "2025-11-21", listed: 10)
      for id in ["C03", "C07"] { try round.must("decide withdraw \(id) --reason 单位来函", on: "2025-11-24") }
      try round.must("rank", on: "2025-11-24")
      today = try day("2025-11-24")
    case .corrected:
      round = try `After the ranking`.round(postedOn: "2025-11-21")
      let marks = "candidate,expert,criterion,mark,comment\n" + (1...5).map { "C06,E\($0),A,100,\n" }.joined()
      try round.must("import scores \(try round.file("late.csv", marks)) --replace --reason 录入有误", on: "2025-11-25")
      try round.must("rank", on: "2025-11-25")
      today = try day("2025-11-25")
    case .final:
      round = try `After the ranking`.round(postedOn: "2025-11-21")
      today = try day("2025-11-29")
    }
    let now = try round.round()
    let lines = try lines(now, on: today)
    let posting = kind == .final ? now.finalPosting(of: lines, on: today) : try now.notice(of: lines, on: today)
    return (round, try #require(posting))
  }

  /// What `panel verify` says once a posting is on record as it stands.
  private func differences(_ posting: Posting, asOf: CivilDay, in round: RoundInProgress) throws -> [String] {
    let path = round.folder.file("round.panel")
    let whole = try Files.read(path)
    defer { try? Files.write(path, whole) }
    let encoded = Fact.posted(posting).encoded(under: try round.round().scheme)
    try RoundFile.open(path, .readWrite).append([
      NewFact(
        kind: encoded.kind, asOf: asOf, actor: "x", reason: "", form: encoded.form.rawValue, payload: encoded.bytes)
    ])
    return try round.run("verify --json").json["differences"]?.elements?.compactMap { $0["what"]?.text } ?? []
  }

  @Test(arguments: Posting.Kind.allCases)
  func `is found, whatever was changed`(kind: Posting.Kind) throws {
    let (round, posting) = try due(kind)
    #expect(posting.kind == kind && posting.lines.count >= 2)
    let (today, lines) = (posting.day, posting.lines)
    func changed(
      day: CivilDay? = nil, lastDay: CivilDay? = nil, lines: [Posting.Line]? = nil, anew: [CandidateID]? = nil
    ) throws -> [String] {
      let day = day ?? today
      return try differences(
        Posting(
          kind: kind, day: day, lastDay: lastDay ?? (kind == .final ? day : posting.lastDay),
          lines: lines ?? posting.lines, anew: anew ?? posting.anew, adds: posting.adds), asOf: today, in: round)
    }
    #expect(try changed() == [], "as it follows from the record")
    let first = lines[0]
    let moved = Posting.Line(
      candidate: first.candidate, group: first.group, place: first.place + 1, score: first.score)
    #expect(try changed(lines: [moved] + lines.dropFirst()) == ["posting"])
    let better = Posting.Line(candidate: first.candidate, group: first.group, place: first.place, score: "99.99")
    #expect(try changed(lines: [better] + lines.dropFirst()) == ["posting"])
    #expect(try changed(lines: Array(lines.dropLast())).first == "posting")
    #expect(try changed(lines: lines.reversed()) == ["posting"])
    #expect(try changed(day: today.adding(days: 1)).contains("postingDay"))
    if kind != .final { #expect(try changed(lastDay: posting.lastDay.adding(days: -1)) == ["lastDay"]) }
    if kind == .corrected {
      #expect(try changed(anew: Array(posting.anew.dropLast())) == ["postingKind"])
      let sentence = round.run("verify --lang en").results
      #expect(!sentence.isEmpty)
    }
  }

  @Test(arguments: Language.allCases)
  func `is told in both languages`(language: Language) throws {
    let (round, posting) = try due(.corrected)
    let forged = Posting(
      kind: .corrected, day: posting.day.adding(days: 1), lastDay: posting.lastDay, lines: posting.lines, anew: [])
    let encoded = Fact.posted(forged).encoded(under: try round.round().scheme)
    try RoundFile.open(round.folder.file("round.panel"), .readWrite).append([
      NewFact(
        kind: encoded.kind, asOf: posting.day, actor: "x", reason: "", form: encoded.form.rawValue,
        payload: encoded.bytes)
    ])
    let told = round.run("verify --lang \(language.rawValue)").results
    #expect(told.contains(language == .chinese ? "更正公示名单（C06" : "corrected list (C06"), "\(told)")
    #expect(told.contains(language == .chinese ? "名单写的日期是 2025-11-26" : "says 2025-11-26"), "\(told)")
  }
}
