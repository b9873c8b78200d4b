import Glibc

/// What checking a record from end to end has shown.
public struct ChainReport: Sendable, Hashable {
  /// How many facts are sound, counted from the first.
  public let soundFacts: Int
  /// The hash of the last sound fact, or the genesis.
  public let head: Digest
  /// What is wrong first; nil where the record is intact.
  public let damage: Damage?
  /// The number of the fact whose hash is the one that was expected, 0 for the genesis; nil where none was expected or
  /// the record is damaged. Facts after it were appended since.
  public let expectedHeadAt: Int?

  public var isIntact: Bool { damage == nil }
}

extension RoundFile {
  /// Checks the file, every number, hash and payload, and looks for a head that somebody was given before.
  ///
  /// Without an expected head nobody can tell a record that was rewritten from its start or cut at its end from a true
  /// one; with it, its hash must be found in the chain. Damage is a result and never thrown; throws `StoreFault` where
  /// the file cannot be read for another reason. Complexity: linear in the file; holds one part of a payload at a time.
  public func verifyChain(expected: DigestPrefix? = nil) throws(StoreFault) -> ChainReport {
    do {
      return try check(expected)
    } catch {
      switch error {
      case .damaged(_, let damage): return report([], damage)
      case .notARound: return report([], .structure(detail: "not a database"))
      default: throw error
      }
    }
  }

  private func check(_ expected: DigestPrefix?) throws(StoreFault) -> ChainReport {
    if let damage = try structuralDamage() { return report([], damage) }
    let chain = try readChain()
    for (index, fact) in chain.facts.enumerated() {
      if let damage = try payloadDamage(fact) { return report(chain.facts[..<index], damage) }
    }
    if let damage = chain.damage { return report(chain.facts[...], damage) }
    if let damage = try strayPayload() { return report(chain.facts[...], damage) }
    return comparing(chain.facts, to: expected)
  }

  private func report(_ sound: ArraySlice<StoredFact>, _ damage: Damage?, expectedHeadAt: Int? = nil) -> ChainReport {
    ChainReport(
      soundFacts: sound.count, head: sound.last?.hash ?? genesis, damage: damage, expectedHeadAt: expectedHeadAt)
  }

  private func comparing(_ facts: [StoredFact], to expected: DigestPrefix?) -> ChainReport {
    guard let expected else { return report(facts[...], nil) }
    if let fact = facts.last(where: { expected.matches($0.hash) }) {
      return report(facts[...], nil, expectedHeadAt: fact.sequence)
    }
    if expected.matches(genesis) { return report(facts[...], nil, expectedHeadAt: 0) }
    let head = facts.last?.hash ?? genesis
    let damage = Damage.headNotInChain(expected: expected.digits, lastSequence: facts.count, head: head)
    return report(facts[...], damage)
  }

  private func structuralDamage() throws(StoreFault) -> Damage? {
    let check = try connection.prepared("PRAGMA integrity_check(1)")
    defer { check.reset() }
    guard try check.step() else { return .structure(detail: "integrity_check gives nothing") }
    let finding = check.text(0)
    guard finding == "ok" else { return .structure(detail: finding) }
    return try lostEnd()
  }

  /// SQLite reads what is missing of its last page as zeros; a file cut there is told by its length.
  private func lostEnd() throws(StoreFault) -> Damage? {
    let size = try connection.prepared("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    defer { size.reset() }
    var status = stat()
    guard try size.step(), stat(path, &status) == 0 else { return nil }
    let (expected, found) = (size.integer(0), Int(status.st_size))
    return found < expected ? .structure(detail: "\(found) of \(expected) bytes") : nil
  }

  private func payloadDamage(_ fact: StoredFact) throws(StoreFault) -> Damage? {
    let parts = try connection.prepared(RoundFile.partsOfPayload)
    defer { parts.reset() }
    try parts.bind(1, fact.sequence)
    var digest = DigestBuilder()
    var count = 0
    var part = 0
    while try parts.step() {
      guard parts.integer(0) == part else { return .payloadPart(sequence: fact.sequence, expected: part) }
      part += 1
      let bytes = parts.bytes(1)
      digest.update(bytes)
      count += bytes.count
    }
    guard count == fact.payloadBytes else {
      return .payloadSize(sequence: fact.sequence, expected: fact.payloadBytes, found: count)
    }
    return digest.finish() == fact.payloadHash ? nil : .payloadHash(sequence: fact.sequence)
  }

  private func strayPayload() throws(StoreFault) -> Damage? {
    let stray = try connection.prepared(
      "SELECT min(fact) FROM payload WHERE fact NOT IN (SELECT sequence FROM fact) HAVING count(*) > 0")
    defer { stray.reset() }
    return try stray.step() ? .strayPayload(sequence: stray.integer(0)) : nil
  }
}
