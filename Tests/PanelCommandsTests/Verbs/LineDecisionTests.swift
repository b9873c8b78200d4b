import ExpertReview
import Testing

@testable import PanelCommands

/// `panel decide lot` and `choose` where candidates are ranked by marks.
@Suite struct `What is tied at the line` {
  private func tied(places: Int = 1) throws -> RoundInProgress {
    let round = try RoundInProgress.tied(places: places)
    try round.must("rank", ending: .needsPerson)
    return round
  }

  private func refusal(_ round: RoundInProgress, _ line: String) throws -> String {
    let before = try round.round().lastSequence
    let run = try round.must("decide \(line) --reason 抽签经过 --json", ending: .needsPerson)
    #expect(try round.round().lastSequence == before)
    return try #require(try run.errors.first?["error"]?["code"]?.text)
  }

  private func listed(_ round: RoundInProgress) throws -> [String] {
    let rows = try round.must("rank --json").json["ranking"]?.elements ?? []
    return rows.filter { $0["listed"]?.flag == true }.compactMap { $0["candidate"]?.text }
  }

  @Test(arguments: Language.allCases)
  func `is settled among those tied only, and a refusal names them`(language: Language) throws {
    let round = try tied()
    #expect(try refusal(round, "lot C01 C02 C03 C04") == "verb.notTied")
    #expect(try refusal(round, "choose C04") == "verb.notTied")
    let words = round.run("decide choose C04 --reason 理由 --lang \(language.rawValue)").messages
    #expect(words.contains("C04") && words.contains("C01 C02 C03"), "\(words)")
    #expect(words.contains(language == .chinese ? "（1 个名额）" : "(1 place)"), "\(words)")
    #expect(words.contains(language == .chinese ? "没有在入选线上同分" : "not tied at the line"))
  }

  @Test func `takes a lot among all of them and no fewer`() throws {
    let round = try tied()
    #expect(try refusal(round, "lot C02 C03") == "verb.settlesNothing")
    let words = round.run("decide lot C02 C03 --reason 抽签").messages
    #expect(words.contains("C01 C02 C03"), "\(words)")
    try round.must("decide lot C02 C03 C01 --reason 抽签")
    #expect(try listed(round) == ["C02", "C04"])
    // The lot was recorded in the wrong order: the same may be named again, and nobody else.
    try round.must("decide lot C03 C02 C01 --reason 更正登记")
    #expect(try listed(round) == ["C03", "C04"])
    #expect(try refusal(round, "choose C01") == "verb.notTied")
    let none = round.run("decide choose C01 --reason 理由").messages
    #expect(none.contains("线上没有同分待定的"), "\(none)")
  }

  @Test func `takes a choice of as many as there is room for`() throws {
    let round = try tied(places: 2)
    #expect(try refusal(round, "choose C01 C02 C03") == "verb.tooManyChosen")
    try round.must("decide choose C03 --reason 重点领域")
    #expect(try round.must("rank --json", ending: .needsPerson).json["undecidedAtLine"]?.elements?.count == 2)
    try round.must("decide choose C03 --reason 重点领域，重新登记")
    try round.must("decide choose C01 --reason 重点领域")
    #expect(try listed(round) == ["C01", "C03", "C04"])
    // Whoever chose wrongly lets all of them draw.
    try round.must("decide lot C02 C01 C03 --reason 选定有误，改抽签")
    #expect(try listed(round) == ["C02", "C01", "C04"])
  }

  @Test func `where nothing is tied, nothing is settled`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    #expect(try refusal(round, "lot C02 C03") == "verb.notTied")
    #expect(try refusal(round, "choose C03") == "verb.notTied")
  }

  @Test func `is refused by the command alone, so that what is on record opens`() throws {
    let round = try tied().round()
    for decision in [Decision.lot(["C04", "C01"].map { CandidateID($0) }), .choose([CandidateID("C04")])] {
      let entry = FactEntry(
        sequence: round.lastSequence + 1, asOf: CapturedRun.today, actor: "王敏", reason: "旧卷宗", recordedAt: "", hash: "",
        fact: .decided(decision))
      #expect(try round.applying(entry).lastSequence == round.lastSequence + 1)
    }
  }

  @Test func `is told with a command that can be typed, however many are tied`() {
    let ids = (1...11).map { CandidateID("C\($0)") }
    #expect(typed(Array(ids.prefix(10))).zh == "C1 C2 C3 C4 C5 C6 C7 C8 C9 C10")
    #expect(typed(ids) == Bilingual(zh: "申报对象", en: "CANDIDATE…"))
  }
}
