import CSQLite

/// One connection to an SQLite file; every return code is looked at. A class, because it owns a handle that must be
/// closed exactly once. Used by one thread at a time.
final class Connection {
  let path: String
  private let handle: OpaquePointer
  private let waiter: Waiter
  private var statements: [String: Statement] = [:]

  /// Opens an existing file. Where the system forbids writing, reading still works.
  init(path: String, patience: Patience) throws(StoreFault) {
    self.path = path
    waiter = Waiter(patience, path: path)
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard let opened else { throw .failed(path: path, code: Int(code), detail: "out of memory") }
    guard code == SQLITE_OK else {
      let fault = Connection.fault(code, of: opened, path: path, waiter: waiter)
      sqlite3_close_v2(opened)
      throw fault
    }
    handle = opened
    sqlite3_busy_handler(
      handle,
      { context, attempt in
        guard let context else { return 0 }
        let waiter = Unmanaged<Waiter>.fromOpaque(context).takeUnretainedValue()
        return waiter.tryAgain(attempt: Int(attempt), sleep: { sqlite3_sleep($0) }) ? 1 : 0
      }, Unmanaged.passUnretained(waiter).toOpaque())
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// Runs statements that give no rows.
  func execute(_ sql: String) throws(StoreFault) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw fault(code) }
  }

  /// The prepared statement of `sql`, ready to be bound; prepared once and kept.
  func prepared(_ sql: String) throws(StoreFault) -> Statement {
    if let statement = statements[sql] {
      statement.reset()
      return statement
    }
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(self.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw fault(code) }
    let statement = Statement(handle, of: self)
    statements[sql] = statement
    return statement
  }

  /// The only number that a query gives.
  func number(_ sql: String) throws(StoreFault) -> Int {
    let statement = try prepared(sql)
    defer { statement.reset() }
    guard try statement.step() else { return 0 }
    return statement.integer(0)
  }

  /// Whether the system lets this connection only read.
  var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") != 0 }

  /// Where SQLite keeps the rollback journal while a transaction is under way.
  var journalPath: String? {
    guard let file = sqlite3_db_filename(handle, "main"), let name = sqlite3_filename_journal(file) else { return nil }
    return String(cString: name)
  }

  /// Copies the whole file, as it is at one moment, into the file of `other`.
  func copy(to other: Connection) throws(StoreFault) {
    guard let backup = sqlite3_backup_init(other.handle, "main", handle, "main") else {
      throw other.fault(sqlite3_extended_errcode(other.handle))
    }
    var attempt = 0
    var code = sqlite3_backup_step(backup, -1)
    while code == SQLITE_BUSY || code == SQLITE_LOCKED {
      guard waiter.tryAgain(attempt: attempt, sleep: { sqlite3_sleep($0) }) else { break }
      attempt += 1
      code = sqlite3_backup_step(backup, -1)
    }
    sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else { throw code & 0xFF == SQLITE_FULL ? other.fault(code) : fault(code) }
  }
}

// MARK: - Faults

extension Connection {
  func fault(_ code: Int32) -> StoreFault { Connection.fault(code, of: handle, path: path, waiter: waiter) }

  private static func fault(_ code: Int32, of handle: OpaquePointer, path: String, waiter: Waiter) -> StoreFault {
    let detail = String(cString: sqlite3_errmsg(handle))
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return .busy(path: path, holder: waiter.holder, waitedSeconds: waiter.waitedSeconds)
    case SQLITE_CORRUPT: return .damaged(path: path, .structure(detail: detail))
    case SQLITE_NOTADB: return .notARound(path: path)
    case SQLITE_FULL: return .diskFull(path: path)
    case SQLITE_READONLY: return .readOnly(path: path)
    case SQLITE_PERM, SQLITE_AUTH: return .notPermitted(path: path)
    default: return .system(sqlite3_system_errno(handle), path: path, code: Int(code), detail: detail)
    }
  }
}
