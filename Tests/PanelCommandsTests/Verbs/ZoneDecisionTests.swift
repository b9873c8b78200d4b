import ExpertReview
import RoundStore
import Testing

@testable import PanelCommands

/// `panel decide` in the zone at the line, from the scheme file to the notice.
@Suite struct `The zone at the line, by command` {
  /// C01 83.67, C02 and C03 80.00, two places: without a zone C02 is second by item A.
  private func ranked(_ zone: String) throws -> RoundInProgress {
    let scheme = SampleScheme.text.replacing(
      #""ties": ["item:A""#, with: #""zone": {\#(zone), "house": "差距在误差以内"}, "ties": ["item:A""#)
    return try RoundInProgress(upTo: .marked, scheme: scheme)
  }

  private func listed(_ round: RoundInProgress) throws -> [String] {
    let rows = try round.must("rank --json").json["ranking"]?.elements ?? []
    return rows.filter { $0["listed"]?.flag == true }.compactMap { $0["candidate"]?.text }
  }

  @Test func `is left open, told, and settled by a lot that anybody can draw again`() throws {
    let round = try ranked(#""within": "1", "by": "lot""#)
    let open = try round.must("rank", ending: .needsPerson)
    #expect(open.results.contains("在线边上：C02 C03，只剩 1 个名额，按方案由抽签定：panel decide lot C02 C03"))
    let rows = try round.must("rank --json", ending: .needsPerson).json
    #expect(rows["undecidedAtLine"]?.elements?.compactMap(\.text) == ["C02", "C03"])
    #expect(rows["ranking"]?.elements?.compactMap { $0["zone"]?.text } == ["lot", "lot"])
    #expect(try round.must("explain C02").results.contains("在线边上，只有 1 个名额，按方案由抽签定（panel decide lot）"))
    #expect(try round.must("status").results.contains("在线边上"))
    // Nobody chooses where a lot decides, and a lot without an order or a seed is none.
    #expect(try round.must("decide choose C02 --reason 理由", ending: .needsPerson).messages.contains("由抽签定"))
    #expect(round.run("decide lot --reason 抽签").code == .usage)
    #expect(round.run("decide lot --seed short --reason 抽签").code != .done)
    let seed = String(repeating: "4231665", count: 8)
    try round.must("decide lot --seed \(seed) --reason 当众掷骰")
    // Draw 1 of 2 by hand: SHA-256 of "SEED,1" modulo 2.
    let bytes = Digest(of: Array("\(seed),1".utf8)).bytes
    let first = (bytes.last ?? 0) % 2 == 0 ? "C02" : "C03"
    #expect(try listed(round) == ["C01", first, "C04"])
    let page = try round.must("explain \(first)").results
    #expect(page.contains("入选（在线边上，由抽签定）"))
    #expect(try round.must("verify --json").json["recomputed"]?.text == "same")
    #expect(try round.round().lots.count == 1)
  }

  @Test func `is settled by people where the scheme says so, and the table of the notice tells`() throws {
    let round = try ranked(#""places": "1", "by": "discuss""#)
    let open = try round.must("rank --lang en", ending: .needsPerson).results
    #expect(open.contains("in the zone at the line with 1 place left: C02 C03"))
    #expect(try round.must("decide lot C02 C03 --reason 抽签", ending: .needsPerson).messages.contains("经讨论选定"))
    try round.must("decide choose C03 --reason 填补空白领域 --by 王敏")
    #expect(try listed(round) == ["C01", "C03", "C04"])
    try round.must("decide confirm R-03 --reason 已逐一查询 --by 王敏")
    try round.must("publish \(round.folder.file("notice"))")
    let table = String(decoding: try Files.read(round.folder.file("notice/ranking.csv")), as: UTF8.self)
    #expect(table.contains("线边") && table.contains("经讨论选定"))
    #expect(try round.must("schemes sample").results.contains("线边：线上末 1 名和线下头 1 名，经讨论选定"))
  }

  @Test func `stands where it stood when somebody leaves`() throws {
    let round = try ranked(#""within": "1", "by": "lot""#)
    try round.must("rank", ending: .needsPerson)
    try round.must("decide lot C03 C02 --reason 抽签")
    #expect(try listed(round) == ["C01", "C03", "C04"])
    try round.must("decide withdraw C03 --reason 主动撤回")
    #expect(try listed(round) == ["C01", "C02", "C04"])
  }
}
