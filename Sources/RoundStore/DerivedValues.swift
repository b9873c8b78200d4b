/// A value that was worked out from a round's facts and is kept so that nobody has to wait for it again.
///
/// It stands beside the facts and is no part of the chain: it may be lost, stale or wrong without harm to the record,
/// and whoever reads it says by `source` what it must have come from.
public struct DerivedValue: Sendable, Hashable {
  /// What kind of value of what, such as `certainty/review`; one is kept of each name.
  public let name: String
  /// The digest of everything that it follows from: facts, settings, version of the method.
  public let source: Digest
  public let bytes: [UInt8]

  /// Precondition: the name is not empty.
  public init(name: String, source: Digest, bytes: [UInt8]) {
    precondition(!name.isEmpty, "a derived value needs a name")
    self.name = name
    self.source = source
    self.bytes = bytes
  }
}

extension RoundFile {
  /// The bytes that are kept under a name, if they come from `source`; nil where there are none, where they come from
  /// something else, and in a file of a form that keeps none. Complexity: linear in the bytes.
  public func derived(_ name: String, from source: Digest) throws(StoreFault) -> [UInt8]? {
    guard try connection.number("PRAGMA user_version") >= Schema.formWithDerived else { return nil }
    let row = try connection.prepared("SELECT bytes FROM derived WHERE name = ?1 AND source = ?2")
    defer { row.reset() }
    try row.bind(1, name)
    try row.bind(2, source.bytes)
    return try row.step() ? Array(row.bytes(0)) : nil
  }

  /// Keeps a value in place of what was kept under its name. Whole or not at all; the facts and the head stay as they
  /// are. Throws `StoreFault`. Precondition: the file was opened for writing, and no `write` is under way.
  public func keep(_ value: DerivedValue) throws(StoreFault) {
    let row = try connection.prepared("INSERT OR REPLACE INTO derived (name, source, bytes) VALUES (?1, ?2, ?3)")
    try row.bind(1, value.name)
    try row.bind(2, value.source.bytes)
    try row.bind(3, value.bytes)
    try row.run()
  }
}
