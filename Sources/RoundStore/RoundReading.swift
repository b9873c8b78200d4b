import ExpertReview

extension RoundFile {
  /// All facts in order, without their payloads; their numbers and hashes are checked against each other on the way.
  /// Throws `StoreFault`: `damaged` where they do not fit. Complexity: linear in the facts.
  public func facts() throws(StoreFault) -> [StoredFact] {
    let chain = try readChain()
    if let damage = chain.damage { throw .damaged(path: path, damage) }
    return chain.facts
  }

  /// The facts up to the first that does not fit the one before, and what is wrong with it.
  func readChain() throws(StoreFault) -> (facts: [StoredFact], damage: Damage?) {
    let row = try connection.prepared(
      """
      SELECT sequence, kind, recorded_at, as_of, actor, reason, form, payload_bytes, payload_hash, previous_hash, hash
      FROM fact ORDER BY sequence
      """)
    defer { row.reset() }
    var walk = ChainWalk(from: genesis)
    var facts: [StoredFact] = []
    while try row.step() {
      do throws(Damage) {
        let fact = try StoredFact(row)
        try walk.take(fact)
        facts.append(fact)
      } catch {
        return (facts, error)
      }
    }
    return (facts, nil)
  }

  /// The payload of a fact, checked against its hash. Throws `StoreFault`: `damaged` where it is not what was recorded.
  /// Complexity: linear in the bytes.
  public func payload(of fact: StoredFact) throws(StoreFault) -> [UInt8] {
    let parts = try connection.prepared(RoundFile.partsOfPayload)
    defer { parts.reset() }
    try parts.bind(1, fact.sequence)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(fact.payloadBytes, 1 << 30))
    while try parts.step() { bytes.append(contentsOf: parts.bytes(1)) }
    guard bytes.count == fact.payloadBytes else {
      let damage = Damage.payloadSize(sequence: fact.sequence, expected: fact.payloadBytes, found: bytes.count)
      throw .damaged(path: path, damage)
    }
    guard Digest(of: bytes) == fact.payloadHash else {
      throw .damaged(path: path, .payloadHash(sequence: fact.sequence))
    }
    return bytes
  }

  /// The hash of the last fact, or the genesis where there is none: what is printed for later comparison.
  public func head() throws(StoreFault) -> Digest { try end().head }

  /// The number of the last fact and its hash; 0 and the genesis where there is none.
  func end() throws(StoreFault) -> (sequence: Int, head: Digest) {
    let last = try connection.prepared("SELECT sequence, hash FROM fact ORDER BY sequence DESC LIMIT 1")
    defer { last.reset() }
    guard try last.step() else { return (0, genesis) }
    guard let head = Digest(bytes: Array(last.bytes(1))) else {
      throw .damaged(path: path, .malformed(sequence: last.integer(0), column: "hash"))
    }
    return (last.integer(0), head)
  }

  static let partsOfPayload = "SELECT part, bytes FROM payload WHERE fact = ?1 ORDER BY part"
}

extension StoredFact {
  /// Reads a row of the table of facts.
  fileprivate init(_ row: Statement) throws(Damage) {
    let sequence = row.integer(0)
    func digest(_ column: Int32, _ name: String) throws(Damage) -> Digest {
      guard let digest = Digest(bytes: Array(row.bytes(column))) else {
        throw .malformed(sequence: sequence, column: name)
      }
      return digest
    }
    guard let asOf = CivilDay(row.text(3)) else { throw .malformed(sequence: sequence, column: "as_of") }
    self.init(
      sequence: sequence, kind: row.text(1), recordedAt: row.text(2), asOf: asOf, actor: row.text(4),
      reason: row.text(5),
      form: row.text(6), payloadBytes: row.integer(7), payloadHash: try digest(8, "payload_hash"),
      previousHash: try digest(9, "previous_hash"), hash: try digest(10, "hash"))
  }
}

/// A walk along the chain: where it has come to.
struct ChainWalk {
  /// The hash of the last sound fact, or the genesis.
  private(set) var head: Digest
  /// The number of the last sound fact, or 0.
  private(set) var sequence = 0

  init(from genesis: Digest) { head = genesis }

  /// Goes on to the next fact; throws where it is not the one that must follow.
  mutating func take(_ fact: StoredFact) throws(Damage) {
    guard fact.sequence == sequence + 1 else { throw .sequence(expected: sequence + 1, found: fact.sequence) }
    guard fact.previousHash == head else { throw .previousHash(sequence: fact.sequence) }
    let hash = StoredFact.hash(
      previous: head, sequence: fact.sequence, kind: fact.kind, recordedAt: fact.recordedAt,
      asOf: fact.asOf.description,
      actor: fact.actor, reason: fact.reason, form: fact.form, payloadHash: fact.payloadHash)
    guard fact.hash == hash else { throw .factHash(sequence: fact.sequence) }
    head = hash
    sequence = fact.sequence
  }
}
