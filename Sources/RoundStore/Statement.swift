import CSQLite

/// A prepared statement. A class, because it owns a handle that must be finalised exactly once.
///
/// Places of parameters count from 1 and columns from 0, as in SQLite.
final class Statement {
  private let handle: OpaquePointer
  /// The connection keeps its statements, so it outlives them.
  private unowned let connection: Connection

  init(_ handle: OpaquePointer, of connection: Connection) {
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Makes the statement ready to be run again, with nothing bound. The code that SQLite gives back is that of the last
  /// step, which was looked at when it was made.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  /// Goes on to the next row; false at the end.
  func step() throws(StoreFault) -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    guard code == SQLITE_DONE else {
      let fault = connection.fault(code)
      reset()
      throw fault
    }
    return false
  }

  /// Runs a statement that gives no rows.
  func run() throws(StoreFault) {
    _ = try step()
    reset()
  }

  // MARK: Binding

  func bind(_ place: Int32, _ value: Int) throws(StoreFault) {
    try check(sqlite3_bind_int64(handle, place, Int64(value)))
  }

  func bind(_ place: Int32, _ text: String) throws(StoreFault) {
    var text = text
    let code = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text64(handle, place, $0.baseAddress, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
      }
    }
    try check(code)
  }

  /// Binds bytes that the statement may copy.
  func bind(_ place: Int32, _ bytes: [UInt8]) throws(StoreFault) {
    try check(sqlite3_bind_blob64(handle, place, bytes, UInt64(bytes.count), copied))
  }

  /// Binds bytes that stay where they are until the statement has been run.
  func bind(_ place: Int32, inPlace bytes: UnsafeBufferPointer<UInt8>) throws(StoreFault) {
    try check(sqlite3_bind_blob64(handle, place, bytes.baseAddress, UInt64(bytes.count), nil))
  }

  private func check(_ code: Int32) throws(StoreFault) {
    guard code == SQLITE_OK else { throw connection.fault(code) }
  }

  // MARK: Columns

  func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func text(_ column: Int32) -> String {
    String(decoding: bytes(column), as: UTF8.self)
  }

  /// The bytes of a blob or text, valid until the next step.
  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_blob(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    return UnsafeBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: start == nil ? 0 : count)
  }
}

/// Tells SQLite to copy what is bound (`SQLITE_TRANSIENT`, which is the address -1).
private var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
