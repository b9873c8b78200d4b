import ExpertReview
import Testing

@testable import PanelCommands

@Suite struct `The round that tests share` {
  @Test func `its panels and scores are those calculated by hand`() throws {
    let round = try RoundInProgress(upTo: .posted)
    let panels = try round.round().seats(in: "expert").map { "\($0.candidate) \($0.expert)" }
    #expect(
      panels == [
        "C01 E01", "C01 E02", "C01 E03", "C01 E04", "C01 E05", "C02 E01", "C02 E02", "C02 E03", "C02 E04", "C02 E05",
        "C03 E01", "C03 E02", "C03 E03", "C03 E04", "C03 E06", "C04 E01", "C04 E03", "C04 E04", "C04 E05", "C04 E06",
      ])
    let ranking = try round.must("rank --json", on: "2026-04-17").json["ranking"]?.elements ?? []
    #expect(ranking.map { $0["candidate"]?.text } == ["C01", "C02", "C03", "C04"])
    #expect(ranking.map { $0["score"]?.text } == ["83.67", "80.00", "80.00", "73.00"])
    #expect(ranking.map { $0["tieBrokenBy"]?.text } == [nil, "item:A", nil, nil])
  }
}
