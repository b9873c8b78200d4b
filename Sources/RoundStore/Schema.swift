/// The tables of a round file, and how an older file becomes a newer one.
///
/// A migration that has shipped never changes; the next one is added behind it. `user_version` counts those that were
/// run.
enum Schema {
  /// `PANL`, in the file's header: what tells a round from any other SQLite file.
  static let applicationID = 0x5041_4E4C

  static let migrations = [
    """
    CREATE TABLE round (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      id TEXT NOT NULL CHECK (id <> '')
    ) STRICT;
    CREATE TABLE fact (
      sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
      kind TEXT NOT NULL CHECK (kind <> ''),
      recorded_at TEXT NOT NULL
        CHECK (recorded_at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]\
    T[0-2][0-9]:[0-5][0-9]:[0-6][0-9].[0-9][0-9][0-9]Z'),
      as_of TEXT NOT NULL CHECK (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
      actor TEXT NOT NULL,
      reason TEXT NOT NULL,
      form TEXT NOT NULL CHECK (form <> ''),
      payload_bytes INTEGER NOT NULL CHECK (payload_bytes >= 0),
      payload_hash BLOB NOT NULL CHECK (length(payload_hash) = 32),
      previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    CREATE TABLE payload (
      fact INTEGER NOT NULL REFERENCES fact (sequence) DEFERRABLE INITIALLY DEFERRED,
      part INTEGER NOT NULL CHECK (part >= 0),
      bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 16777216),
      PRIMARY KEY (fact, part)
    ) STRICT;
    CREATE TRIGGER fact_stays BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'facts never change'); END;
    CREATE TRIGGER fact_remains BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'facts never change'); END;
    CREATE TRIGGER payload_stays BEFORE UPDATE ON payload BEGIN SELECT RAISE(ABORT, 'facts never change'); END;
    CREATE TRIGGER payload_remains BEFORE DELETE ON payload BEGIN SELECT RAISE(ABORT, 'facts never change'); END;
    CREATE TRIGGER round_stays BEFORE UPDATE ON round BEGIN SELECT RAISE(ABORT, 'facts never change'); END;
    CREATE TRIGGER round_remains BEFORE DELETE ON round BEGIN SELECT RAISE(ABORT, 'facts never change'); END;
    """,
    """
    CREATE TABLE derived (
      name TEXT PRIMARY KEY CHECK (name <> ''),
      source BLOB NOT NULL CHECK (length(source) = 32),
      bytes BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
  ]

  /// The first form that has the table of derived values. Every form before it holds the same facts, so a reader takes
  /// it as it is.
  static let formWithDerived = 2

  /// What holds for every connection to a round.
  ///
  /// The rollback journal leaves no file beside the round once a command ends; `EXTRA` also syncs its directory after
  /// the journal is gone, so that what was acknowledged outlives a power cut.
  static let settings = """
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -32768;
    PRAGMA synchronous = EXTRA;
    """

  /// Makes an empty file a round of the newest form; nothing of it is on disk for certain before the caller syncs the
  /// file.
  static func create(_ connection: Connection, roundID: String) throws(StoreFault) {
    try connection.execute(
      """
      PRAGMA page_size = \(pageSize);
      PRAGMA journal_mode = MEMORY;
      PRAGMA synchronous = OFF;
      PRAGMA foreign_keys = ON;
      PRAGMA application_id = \(applicationID);
      BEGIN IMMEDIATE;
      """)
    for migration in migrations { try connection.execute(migration) }
    let round = try connection.prepared("INSERT INTO round (singleton, id) VALUES (1, ?1)")
    try round.bind(1, roundID)
    try round.run()
    try connection.execute("PRAGMA user_version = \(migrations.count); COMMIT")
  }

  /// Larger pages than SQLite's own 4 KiB: payloads of tens of megabytes are read and written in fewer calls.
  private static let pageSize = 16_384

  /// Sets up a connection to an existing file, refuses one that is no round or a later one, and brings an older one up
  /// to date where it is to be written: reading changes no file.
  static func open(_ connection: Connection, _ mode: RoundFile.Mode) throws(StoreFault) {
    try connection.execute(settings)
    guard try connection.number("PRAGMA application_id") == applicationID else {
      throw .notARound(path: connection.path)
    }
    let found = try connection.number("PRAGMA user_version")
    guard found <= migrations.count else {
      throw .newerForm(path: connection.path, found: found, known: migrations.count)
    }
    if found < migrations.count, mode == .readWrite { try migrate(connection) }
  }

  private static func migrate(_ connection: Connection) throws(StoreFault) {
    try connection.execute("BEGIN IMMEDIATE")
    do {
      // Looked at again under the lock: another process may have been first.
      for migration in migrations[(try connection.number("PRAGMA user_version"))...] {
        try connection.execute(migration)
      }
      try connection.execute("PRAGMA user_version = \(migrations.count); COMMIT")
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }
}
