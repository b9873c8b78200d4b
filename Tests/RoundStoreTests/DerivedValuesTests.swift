import ExpertReview
import Glibc
import Testing

@testable import RoundStore

@Suite struct `Values kept beside the facts` {
  private let folder = Folder()
  private let source = Digest(of: "facts and settings")

  private func made() throws -> RoundFile {
    try RoundFile.create(
      at: folder("round.panel"), roundID: "R",
      facts: [
        NewFact(
          kind: "begun", asOf: CivilDay(daysSince1970: 20_000), actor: "a", reason: "", form: "json", payload: [1])
      ])
  }

  @Test func `are read where they come from what is asked for, and only then`() throws {
    let file = try made()
    #expect(try file.derived("certainty/s", from: source) == nil)
    try file.keep(DerivedValue(name: "certainty/s", source: source, bytes: [1, 2, 3]))
    #expect(try file.derived("certainty/s", from: source) == [1, 2, 3])
    #expect(try file.derived("certainty/s", from: Digest(of: "other facts")) == nil)
    #expect(try file.derived("certainty/t", from: source) == nil)
  }

  @Test func `take the place of what was kept under their name`() throws {
    let file = try made()
    try file.keep(DerivedValue(name: "n", source: source, bytes: [1]))
    let later = Digest(of: "later facts")
    try file.keep(DerivedValue(name: "n", source: later, bytes: []))
    #expect(try file.derived("n", from: source) == nil)
    #expect(try file.derived("n", from: later) == [])
  }

  @Test func `are no part of the record`() throws {
    let file = try made()
    let head = try file.head()
    try file.keep(DerivedValue(name: "n", source: source, bytes: Array(repeating: 7, count: 40_000)))
    #expect(try file.head() == head)
    #expect(try file.facts().count == 1)
    #expect(try file.verifyChain().isIntact)
    try file.connection.execute("UPDATE derived SET bytes = x'00'; DELETE FROM derived")
    #expect(try file.verifyChain().isIntact, "who loses them has lost nothing")
  }

  @Test func `are read by one who may only read, who changes nothing`() throws {
    let file = try made()
    try file.keep(DerivedValue(name: "n", source: source, bytes: [9]))
    let reader = try RoundFile.open(file.path, .readOnly)
    #expect(try reader.derived("n", from: source) == [9])
    #expect(throws: StoreFault.self) { try reader.keep(DerivedValue(name: "n", source: source, bytes: [])) }
  }

  @Test func `a file that lost its end is damaged, whatever stood there`() throws {
    let path = try made().path
    let size = off_t(contents(of: path).count)
    #expect(truncate(path, size - 1) == 0)
    #expect(try RoundFile.open(path, .readOnly).verifyChain().isIntact == false)
  }

  /// A file as it was before values were kept.
  private func older() throws -> String {
    let path = try made().path
    try RoundFile.open(path, .readWrite).connection.execute("DROP TABLE derived; PRAGMA user_version = 1")
    return path
  }

  @Test func `an older file is read as it is, and brought up to date by who writes`() throws {
    let path = try older()
    let reader = try RoundFile.open(path, .readOnly)
    #expect(try reader.facts().count == 1)
    #expect(try reader.derived("n", from: source) == nil)
    #expect(try reader.verifyChain().isIntact)
    #expect(try reader.connection.number("PRAGMA user_version") == 1)
    let writer = try RoundFile.open(path, .readWrite)
    #expect(try writer.connection.number("PRAGMA user_version") == 2)
    try writer.keep(DerivedValue(name: "n", source: source, bytes: [4]))
    #expect(try writer.derived("n", from: source) == [4])
    #expect(try writer.facts().count == 1)
  }

  @Test func `a journal left behind does not pass an older file off as a newer one`() throws {
    let path = try older()
    try [UInt8](repeating: 0, count: 16).withUnsafeBytes { bytes in
      let descriptor = open(path + "-journal", O_WRONLY | O_CREAT, 0o600)
      try #require(descriptor >= 0)
      #expect(write(descriptor, bytes.baseAddress, bytes.count) == bytes.count)
      close(descriptor)
    }
    let reader = try RoundFile.open(path, .readOnly)
    #expect(try reader.connection.number("PRAGMA user_version") == 1)
    #expect(try reader.derived("n", from: source) == nil)
  }
}
