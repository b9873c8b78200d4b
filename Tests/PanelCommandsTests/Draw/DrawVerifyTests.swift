import ExpertReview
import Testing

@testable import PanelCommands

/// Draws on record that are not what they say.
@Suite struct DrawVerifyTests {
  private let entries: [FactEntry]
  private let drawn: DrawnPanels
  private let freeze: ListFreeze

  init() throws {
    let round = try RoundInProgress(upTo: .searched)
    let file = round.folder.file("seed.txt")
    try round.must("assign seal --seed-file \(file)", on: "2026-04-08")
    try round.must("assign freeze --alternates 1", on: "2026-04-09")
    try round.must("assign --objective draw --seed-file \(file)", on: "2026-04-10")
    var entries: [FactEntry] = []
    try LoadedRound.forEachFact(of: .open(round.folder.file("round.panel"), .readOnly)) { entries.append($1) }
    self.entries = entries
    let standing = try #require(try round.round().draws["expert"])
    drawn = try #require(standing.opening).content
    freeze = try #require(standing.freeze).content
  }

  /// The differences where a fact of one kind is another.
  private func differences(_ kind: String, _ fact: Fact) throws -> [RecordDifference] {
    try Recomputation(
      entries.map { entry in
        guard entry.fact.kind == kind else { return entry }
        return FactEntry(
          sequence: entry.sequence, asOf: entry.asOf, actor: entry.actor, reason: entry.reason,
          recordedAt: entry.recordedAt, hash: entry.hash, fact: fact)
      }
    ).differences
  }

  private func record(_ panels: PanelList, seed: String) -> AssignmentRecord {
    AssignmentRecord(
      panels: panels, objective: "draw", seed: seed, total: drawn.record.total, worst: drawn.record.worst, prices: [])
  }

  @Test func `an untouched record has none`() throws {
    #expect(try differences("none", .drawn(drawn)) == [])
  }

  @Test func `another seed, another salt or a moved commitment is found`() throws {
    for opening in [
      SeedOpening(seed: drawn.opening.seed, salt: "0" + drawn.opening.salt),
      SeedOpening(seed: String(drawn.opening.seed.reversed()), salt: drawn.opening.salt),
    ] {
      let other = DrawnPanels(opening: opening, record: drawn.record, protocolDigest: drawn.protocolDigest)
      let found = try differences("drawn", .drawn(other))
      #expect(found.contains { if case .draw(_, "expert", .seed) = $0 { true } else { false } }, "\(found)")
    }
    let moved = try differences(
      "sealed", .sealed(SeedSeal(stage: "expert", commitment: String(repeating: "0", count: 64))))
    #expect(moved.contains { if case .draw(_, "expert", .seed) = $0 { true } else { false } })
  }

  @Test func `one seat, one alternate or one byte of the protocol that differs is found`() throws {
    let panels = drawn.record.panels
    var alternates = panels.alternates
    alternates.removeLast()
    let fewer = PanelList(stage: panels.stage, seats: panels.seats, alternates: alternates)
    let swapped = PanelList(stage: panels.stage, seats: Array(panels.seats.dropFirst()), alternates: panels.alternates)
    for other in [
      DrawnPanels(
        opening: drawn.opening, record: record(fewer, seed: drawn.record.seed), protocolDigest: drawn.protocolDigest),
      DrawnPanels(
        opening: drawn.opening, record: record(swapped, seed: drawn.record.seed), protocolDigest: drawn.protocolDigest),
      DrawnPanels(opening: drawn.opening, record: drawn.record, protocolDigest: String(repeating: "0", count: 64)),
    ] {
      let found = try differences("drawn", .drawn(other))
      #expect(found.contains { if case .draw(_, "expert", .panels) = $0 { true } else { false } }, "\(found)")
    }
  }

  @Test func `lists with another digest are found`() throws {
    let other = ListFreeze(
      stage: freeze.stage, candidates: freeze.candidates, experts: freeze.pairs, pairs: freeze.pairs, alternates: 1)
    let found = try differences("frozen", .frozen(other))
    #expect(found.contains { if case .draw(_, "expert", .lists) = $0 { true } else { false } })
    for difference in found {
      #expect(difference.sequence != nil && !difference.message.zh.isEmpty && !difference.message.en.isEmpty)
    }
  }
}
