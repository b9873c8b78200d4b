import ExpertReview
import Testing

@testable import RoundStore

private func damage(after sql: String, in folder: Folder) throws -> Damage? {
  let file = try RoundFile.create(
    at: folder("round.panel"), roundID: "R", facts: [fact("one"), fact("two"), fact("three")], clock: stoppedClock)
  let triggers = ["fact_stays", "fact_remains", "payload_stays", "payload_remains", "round_stays", "round_remains"]
  for trigger in triggers { try file.connection.execute("DROP TRIGGER \(trigger)") }
  try file.connection.execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; \(sql)")
  return try RoundFile.open(folder("round.panel"), .readOnly).verifyChain().damage
}

@Suite struct `A record` {
  let folder = Folder()

  @Test(arguments: [
    ("UPDATE fact SET kind = 'x' WHERE sequence = 2", Damage.factHash(sequence: 2)),
    ("UPDATE fact SET recorded_at = '2025-11-20T08:30:00.001Z' WHERE sequence = 1", .factHash(sequence: 1)),
    ("UPDATE fact SET as_of = '2025-11-21' WHERE sequence = 2", .factHash(sequence: 2)),
    ("UPDATE fact SET as_of = 'x' WHERE sequence = 2", .structure(detail: "CHECK constraint failed in fact")),
    ("UPDATE fact SET actor = '李四' WHERE sequence = 3", .factHash(sequence: 3)),
    ("UPDATE fact SET reason = 'x' WHERE sequence = 2", .factHash(sequence: 2)),
    ("UPDATE fact SET form = 'json' WHERE sequence = 2", .factHash(sequence: 2)),
    ("UPDATE fact SET payload_bytes = 4 WHERE sequence = 2", .payloadSize(sequence: 2, expected: 4, found: 3)),
    ("UPDATE fact SET payload_hash = zeroblob(32) WHERE sequence = 2", .factHash(sequence: 2)),
    ("UPDATE fact SET previous_hash = zeroblob(32) WHERE sequence = 2", .previousHash(sequence: 2)),
    ("UPDATE fact SET hash = zeroblob(32) WHERE sequence = 2", .factHash(sequence: 2)),
    ("UPDATE fact SET sequence = 9 WHERE sequence = 3", .sequence(expected: 3, found: 9)),
    ("DELETE FROM fact WHERE sequence = 2", .sequence(expected: 2, found: 3)),
    ("DELETE FROM fact WHERE sequence = 1", .sequence(expected: 1, found: 2)),
    ("UPDATE payload SET bytes = CAST('twO' AS BLOB) WHERE fact = 2", .payloadHash(sequence: 2)),
    ("UPDATE payload SET part = 1 WHERE fact = 2", .payloadPart(sequence: 2, expected: 0)),
    ("UPDATE payload SET fact = 9 WHERE fact = 2", .payloadSize(sequence: 2, expected: 3, found: 0)),
    ("INSERT INTO payload VALUES (2, 1, x'00')", .payloadSize(sequence: 2, expected: 3, found: 4)),
    ("INSERT INTO payload VALUES (9, 0, x'00')", .strayPayload(sequence: 9)),
    ("DELETE FROM payload WHERE fact = 3", .payloadSize(sequence: 3, expected: 5, found: 0)),
    ("UPDATE round SET id = 'S'", .previousHash(sequence: 1)),
  ])
  func `shows what was changed behind its back`(sql: String, expected: Damage) throws {
    #expect(try damage(after: sql, in: folder) == expected)
  }

  @Test func `that was changed is not read as if nothing were`() throws {
    let path = folder("round.panel")
    _ = try damage(after: "UPDATE fact SET actor = 'x' WHERE sequence = 2", in: folder)
    let file = try RoundFile.open(path, .readOnly)
    #expect(throws: StoreFault.damaged(path: path, .factHash(sequence: 2))) { try file.facts() }
    let report = try file.verifyChain()
    #expect(report.soundFacts == 1)
    #expect(!report.isIntact)
  }

  @Test func `with a changed payload does not give it out`() throws {
    let path = folder("round.panel")
    _ = try damage(after: "UPDATE payload SET bytes = CAST('twO' AS BLOB) WHERE fact = 2", in: folder)
    let file = try RoundFile.open(path, .readOnly)
    let facts = try file.facts()
    #expect(throws: StoreFault.damaged(path: path, .payloadHash(sequence: 2))) { try file.payload(of: facts[1]) }
  }

  @Test func `holds every head it ever had`() throws {
    let file = try RoundFile.create(at: folder("round.panel"), roundID: "R")
    var heads = [try file.head()]
    for text in ["one", "two", "three"] { heads.append(try file.append([fact(text)])) }
    for (sequence, head) in heads.enumerated() {
      let prefix = try #require(DigestPrefix(head.short))
      let report = try file.verifyChain(expected: prefix)
      #expect(report.isIntact)
      #expect(report.expectedHeadAt == sequence)
      #expect(report.head == heads[3])
      #expect(report.soundFacts == 3)
    }
    #expect(try file.verifyChain().expectedHeadAt == nil)
  }

  @Test func `cut at its end is told by the head alone`() throws {
    let file = try RoundFile.create(at: folder("round.panel"), roundID: "R", facts: [fact("1"), fact("2")])
    let head = try file.head()
    let earlier = try #require(try file.facts().first?.hash)
    try file.connection.execute(
      """
      DROP TRIGGER fact_remains; DROP TRIGGER payload_remains;
      DELETE FROM payload WHERE fact = 2; DELETE FROM fact WHERE sequence = 2;
      """)
    #expect(try file.verifyChain().isIntact)
    #expect(
      try file.verifyChain(expected: DigestPrefix(head)).damage
        == .headNotInChain(expected: head.hexadecimal, lastSequence: 1, head: earlier))
  }

  @Test func `written anew from its start is told by the head alone`() throws {
    let file = try RoundFile.create(at: folder("a"), roundID: "R", facts: [fact("1"), fact("2")], clock: stoppedClock)
    let forged = try RoundFile.create(
      at: folder("b"), roundID: "R", facts: [fact("1"), fact("3")], clock: stoppedClock)
    let head = DigestPrefix(try file.head())
    #expect(try forged.verifyChain().isIntact)
    #expect(try !forged.verifyChain(expected: head).isIntact)
  }

  @Test func `in a file that lost its end or a page is damaged`() throws {
    let path = folder("round.panel")
    do {
      let file = try RoundFile.create(at: path, roundID: "R", facts: [fact("1")])
      let large = NewFact(
        kind: "m", asOf: CivilDay(daysSince1970: 0), actor: "", reason: "", form: "x", payload: noise(300_000))
      try file.append([large])
    }
    let whole = contents(of: path)
    // Cut at every page: wherever the end is lost, it is named as damage and nothing traps.
    for size in stride(from: 16_384, to: whole.count, by: 16_384) {
      write(Array(whole[..<size]), to: path)
      #expect(throws: (any Error).self, "\(size)") { try verified(path) }
    }
    // Each page blanked in turn.
    for page in 1..<whole.count / 16_384 {
      var bytes = whole
      for offset in 0..<16_384 { bytes[page * 16_384 + offset] = 0 }
      write(bytes, to: path)
      #expect(throws: (any Error).self, "\(page)") { try verified(path) }
    }
  }

  /// Opens and checks; throws the damage found on either way.
  private func verified(_ path: String) throws {
    do {
      if let damage = try RoundFile.open(path, .readOnly).verifyChain().damage { throw damage }
    } catch let fault as StoreFault {
      guard case .damaged = fault else {
        Issue.record("\(fault)")
        return
      }
      throw fault
    }
  }
}
