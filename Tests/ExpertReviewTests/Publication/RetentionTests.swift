import Testing

@testable import ExpertReview

@Suite struct `The record` {
  private static let kept = TinyRound.text.replacing(
    #""publicity": {"days""#, with: #""retention": {"years": "15", "house": "测试"}, "publicity": {"days""#)

  private func round(_ text: String) throws -> Round {
    let calendar = try RubricsFolder.bytes("calendars/china.json")
    let shelf = SchemeShelf(
      schemes: [TinyRound.schemeID: Array(text.utf8)], documents: Array(TinyRound.documents.utf8))
    let charter = Charter(
      roundID: "kept", scheme: TinyRound.schemeID, shelf: shelf, calendar: calendar, overrides: [])
    var round = try Round(beginning: TinyRound.entry(1, .begun(charter)))
    try round.add(.candidatesImported([try TinyRound.candidate("C1")]))
    return round
  }

  private func posting(_ kind: Posting.Kind, _ day: String, until last: String) throws -> Fact {
    .posted(
      Posting(
        kind: kind, day: try #require(CivilDay(day)), lastDay: try #require(CivilDay(last)),
        lines: [.init(candidate: "C1", group: GroupID("general"), place: 1, score: "80.00")]))
  }

  @Test func `is kept for the scheme's years after the final list, to the day`() throws {
    var round = try round(Self.kept)
    #expect(round.keptUntil == nil)
    try round.add(try posting(.proposed, "2028-02-18", until: "2028-02-25"))
    #expect(round.keptUntil == nil)
    try round.add(try posting(.final, "2028-02-29", until: "2028-02-29"))
    // There is no 29 February in 2043.
    #expect(round.keptUntil == CivilDay("2043-02-28"))
  }

  @Test func `has no last day where the scheme names none`() throws {
    var round = try round(TinyRound.text)
    try round.add(try posting(.proposed, "2028-02-18", until: "2028-02-25"))
    try round.add(try posting(.final, "2028-02-29", until: "2028-02-29"))
    #expect(round.keptUntil == nil)
  }

  @Test func `is kept for years that every scheme states as its own house's`() throws {
    let schemes = `Every scheme of the project`.readings
    #expect(schemes.count >= 11)
    for (id, scheme) in schemes where !scheme.isAbstract {
      let retention = try #require(scheme.retention, "\(id)")
      #expect(retention.years == 15 && retention.source.isHouse, "\(id)")
    }
  }
}
