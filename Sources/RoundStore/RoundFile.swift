import Glibc

/// One round on disk: an SQLite file of facts that are appended and never changed, each holding the hash of the one
/// before.
///
/// The store knows nothing of what the facts say. Used by one thread at a time; any number of processes may share the
/// file. A class, because it owns a connection that is closed when nobody uses it any more.
public final class RoundFile {
  public enum Mode: Sendable {
    case readOnly
    case readWrite
  }

  public let path: String
  /// The id that the round was begun under.
  public let roundID: String
  /// The hash that stands before the first fact.
  public let genesis: Digest
  let connection: Connection
  private let clock: RecordClock

  private init(path: String, connection: Connection, clock: RecordClock) throws(StoreFault) {
    self.path = path
    self.connection = connection
    self.clock = clock
    let round = try connection.prepared("SELECT id FROM round")
    guard try round.step() else { throw .damaged(path: path, .malformed(sequence: 0, column: "id")) }
    roundID = round.text(0)
    round.reset()
    genesis = StoredFact.genesis(of: roundID)
  }

  /// Begins a round in a new file of mode 0600 that already holds `facts`: there is a whole file afterwards, or none.
  /// Throws `alreadyExists` and leaves the file alone where there is one. Precondition: `roundID` is not empty.
  public static func create(
    at path: String, roundID: String, facts: [NewFact] = [], clock: RecordClock = .system,
    patience: Patience = Patience()
  ) throws(StoreFault) -> RoundFile {
    precondition(!roundID.isEmpty, "a round needs an id")
    try FilePlacement(path: path).place { (temporary) throws(StoreFault) in
      let connection = try Connection(path: temporary, patience: patience)
      try Schema.create(connection, roundID: roundID)
      let file = try RoundFile(path: temporary, connection: connection, clock: clock)
      if !facts.isEmpty { try file.append(facts) }
    }
    return try open(path, .readWrite, clock: clock, patience: patience)
  }

  /// Opens a round. After a process was killed while writing, whoever opens the file next puts it back as it was
  /// before, also when only reading. Throws `StoreFault`.
  public static func open(
    _ path: String, _ mode: Mode, clock: RecordClock = .system, patience: Patience = Patience()
  ) throws(StoreFault) -> RoundFile {
    let connection = try Connection(path: path, patience: patience)
    try Schema.open(connection, mode)
    removeSpentJournal(connection)
    if mode == .readOnly { try connection.execute("PRAGMA query_only = ON") }
    if mode == .readWrite && connection.isReadOnly { throw .readOnly(path: path) }
    return try RoundFile(path: path, connection: connection, clock: clock)
  }

  /// Removes a journal that a killed process left and that has nothing to roll back. SQLite lets it lie until the next
  /// write, so a write is made that changes nothing. Not done while a process holds the file: then the journal is that
  /// process's. Where it fails nothing is lost, and the next write will do it.
  private static func removeSpentJournal(_ connection: Connection) {
    guard !connection.isReadOnly, let journal = connection.journalPath, access(journal, F_OK) == 0,
      LockHolder.find(at: connection.path) == nil, let form = try? connection.number("PRAGMA user_version")
    else { return }
    try? connection.execute("PRAGMA user_version = \(form)")
  }

  // MARK: Writing

  /// Runs `body` while no other process can write, and keeps what it appended if it returns: all of it or, where it
  /// throws or the process dies, nothing.
  ///
  /// What `body` reads through this file is what its facts will follow: read, decide and append inside it. `body` must
  /// not call `write` again. Throws what `body` throws, or `StoreFault`: `busy` where the file stayed taken.
  public func write<Value>(_ body: (WriteTransaction) throws -> Value) throws -> Value {
    try connection.execute("BEGIN IMMEDIATE")
    let transaction = WriteTransaction(of: self, clock: clock)
    defer { transaction.isOpen = false }
    do {
      let value = try body(transaction)
      try connection.execute("COMMIT")
      return value
    } catch {
      // Where SQLite has already rolled back by itself (a full disk), this fails and nothing is left to do.
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  /// Appends facts, all or none, and gives the new head.
  @discardableResult
  public func append(_ facts: [NewFact]) throws(StoreFault) -> Digest {
    do {
      return try write { transaction in try transaction.append(facts) }
    } catch let fault as StoreFault {
      throw fault
    } catch {
      preconditionFailure("only StoreFault is thrown here")
    }
  }
}

/// The right to append to a round, held while no other process can write. A class, because it ends for all who hold it.
public final class WriteTransaction {
  private let file: RoundFile
  private let clock: RecordClock
  var isOpen = true

  init(of file: RoundFile, clock: RecordClock) {
    self.file = file
    self.clock = clock
  }

  /// Appends facts in order and gives the new head. Precondition: the `write` that gave this transaction has not
  /// returned; kinds and forms are not empty. Complexity: linear in the bytes.
  @discardableResult
  public func append(_ facts: [NewFact]) throws(StoreFault) -> Digest {
    precondition(isOpen, "the transaction is over")
    var (sequence, head) = try file.end()
    for fact in facts {
      sequence += 1
      head = try file.insert(fact, sequence: sequence, previous: head, recordedAt: clock.now())
    }
    return head
  }
}

extension RoundFile {
  /// The most bytes that one part of a payload has; SQLite's own limit for a blob is a thousand million.
  static let partSize = 16 << 20

  fileprivate func insert(
    _ fact: NewFact, sequence: Int, previous: Digest, recordedAt: String
  ) throws(StoreFault) -> Digest {
    let asOf = fact.asOf.description
    let hash = StoredFact.hash(
      previous: previous, sequence: sequence, kind: fact.kind, recordedAt: recordedAt, asOf: asOf, actor: fact.actor,
      reason: fact.reason, form: fact.form, payloadHash: fact.payloadHash)
    let row = try connection.prepared("INSERT INTO fact VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")
    try row.bind(1, sequence)
    for (place, text) in zip(2..., [fact.kind, recordedAt, asOf, fact.actor, fact.reason, fact.form]) {
      try row.bind(Int32(place), text)
    }
    try row.bind(8, fact.payload.count)
    for (place, digest) in zip(9..., [fact.payloadHash, previous, hash]) { try row.bind(Int32(place), digest.bytes) }
    try row.run()
    try insert(payload: fact.payload, of: sequence)
    return hash
  }

  private func insert(payload: [UInt8], of sequence: Int) throws(StoreFault) {
    let row = try connection.prepared("INSERT INTO payload (fact, part, bytes) VALUES (?1, ?2, ?3)")
    try payload.withUnsafeBufferPointer { (bytes) throws(StoreFault) in
      for (part, start) in stride(from: 0, to: bytes.count, by: RoundFile.partSize).enumerated() {
        let end = min(start + RoundFile.partSize, bytes.count)
        try row.bind(1, sequence)
        try row.bind(2, part)
        try row.bind(3, inPlace: UnsafeBufferPointer(rebasing: bytes[start..<end]))
        try row.run()
      }
    }
  }
}
