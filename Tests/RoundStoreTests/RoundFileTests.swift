import ExpertReview
import Glibc
import Testing

@testable import RoundStore

@Suite struct `A round file` {
  let folder = Folder()

  @Test func `gives back what was appended, in order`() throws {
    let path = folder("round.panel")
    let file = try RoundFile.create(at: path, roundID: "R-1", clock: stoppedClock)
    let new = [fact("一", reason: "因为"), fact(""), fact("two\0parts", kind: "other")]
    let head = try file.append(Array(new[..<1]))
    #expect(try file.head() == head)
    try file.append(Array(new[1...]))

    let read = try RoundFile.open(path, .readOnly)
    let facts = try read.facts()
    #expect(read.roundID == "R-1")
    #expect(facts.map(\.sequence) == [1, 2, 3])
    #expect(facts.map(\.kind) == new.map(\.kind))
    #expect(facts.map(\.reason) == ["因为", "", ""])
    #expect(facts.allSatisfy { $0.actor == "张三" && $0.asOf.description == "2025-11-20" && $0.form == "text" })
    #expect(facts.allSatisfy { $0.recordedAt == "2025-11-20T08:30:00.000Z" })
    #expect(try facts.map { try read.payload(of: $0) } == new.map(\.payload))
    #expect(facts[0].previousHash == read.genesis)
    #expect(facts[2].previousHash == facts[1].hash)
    #expect(try read.head() == facts[2].hash)
  }

  @Test func `is private to its owner and leaves nothing beside it`() throws {
    let earlier = umask(0)
    defer { umask(earlier) }
    let path = folder("round.panel")
    do {
      let file = try RoundFile.create(at: path, roundID: "R-1", facts: [fact("begun")])
      try file.append([fact("more")])
      try file.backUp(to: folder("copy.panel"))
    }
    #expect(folder.names == ["copy.panel", "round.panel"])
    for name in folder.names {
      var information = stat()
      #expect(stat(folder(name), &information) == 0)
      #expect(information.st_mode & 0o777 == 0o600)
    }
  }

  @Test func `does not take the place of another file`() throws {
    let path = folder("round.panel")
    write(Array("mine".utf8), to: path)
    #expect(throws: StoreFault.alreadyExists(path: path)) { try RoundFile.create(at: path, roundID: "R") }
    #expect(contents(of: path) == Array("mine".utf8))
    #expect(folder.names == ["round.panel"])
  }

  @Test func `that could not be made whole is not there`() throws {
    let path = folder("round.panel")
    #expect(throws: StoreFault.self) { try RoundFile.create(at: path, roundID: "R", facts: [fact("x", kind: "")]) }
    #expect(folder.names.isEmpty)
    #expect(throws: StoreFault.notFound(path: folder("no"))) {
      try RoundFile.create(at: folder("no/round.panel"), roundID: "R")
    }
  }

  @Test func `of which a killed process left the beginnings can be made again`() throws {
    write([1, 2, 3], to: folder(".round.panel.new-4711"))
    _ = try RoundFile.create(at: folder("round.panel"), roundID: "R")
    #expect(folder.names == ["round.panel"])
  }

  @Test func `holds payloads of more than one part`() throws {
    let payload = noise(40_000_000)
    let file = try RoundFile.create(at: folder("round.panel"), roundID: "R")
    let large = NewFact(
      kind: "marked", asOf: CivilDay(daysSince1970: 0), actor: "", reason: "", form: "marks-1", payload: payload)
    try file.append([large, fact("after")])
    let facts = try file.facts()
    #expect(facts[0].payloadBytes == 40_000_000)
    #expect(try file.payload(of: facts[0]) == payload)
    #expect(try file.connection.number("SELECT count(*) FROM payload WHERE fact = 1") == 3)
    #expect(try file.verifyChain().isIntact)
  }

  @Test func `keeps all that a write appended, or nothing where it throws`() throws {
    struct Changed: Error {}
    let file = try RoundFile.create(at: folder("round.panel"), roundID: "R", facts: [fact("1")])
    #expect(throws: Changed.self) {
      try file.write { transaction in
        try transaction.append([fact("2")])
        #expect(try file.facts().count == 2)
        throw Changed()
      }
    }
    #expect(try file.facts().count == 1)
    let count = try file.write { transaction in
      try transaction.append([fact("2")])
      try transaction.append([fact("3")])
      return try file.facts().count
    }
    #expect(count == 3)
    #expect(try file.verifyChain().isIntact)
  }

  @Test func `takes nothing of a command that fills the disk`() throws {
    let file = try RoundFile.create(at: folder("round.panel"), roundID: "R", facts: [fact("1")])
    let pages = try file.connection.number("PRAGMA page_count")
    try file.connection.execute("PRAGMA max_page_count = \(pages + 4)")
    let large = NewFact(
      kind: "marked", asOf: CivilDay(daysSince1970: 0), actor: "", reason: "", form: "x", payload: noise(1_000_000))
    #expect(throws: StoreFault.diskFull(path: folder("round.panel"))) { try file.append([fact("2"), large]) }
    #expect(try file.facts().count == 1)
    #expect(try file.verifyChain().isIntact)
  }

  @Test func `refuses to change facts by its own rules`() throws {
    let file = try RoundFile.create(at: folder("round.panel"), roundID: "R", facts: [fact("1")])
    for sql in ["UPDATE fact SET actor = 'x'", "DELETE FROM payload", "UPDATE round SET id = 'x'"] {
      #expect(throws: StoreFault.self) { try file.connection.execute(sql) }
    }
  }

  @Test func `opened for reading cannot be written`() throws {
    let path = folder("round.panel")
    _ = try RoundFile.create(at: path, roundID: "R")
    let file = try RoundFile.open(path, .readOnly)
    #expect(throws: StoreFault.readOnly(path: path)) { try file.append([fact("1")]) }
  }

  @Test func `shows the same hashes for the same acts`() throws {
    let first = try RoundFile.create(at: folder("a"), roundID: "R", facts: [fact("1")], clock: stoppedClock)
    let second = try RoundFile.create(at: folder("b"), roundID: "R", facts: [fact("1")], clock: stoppedClock)
    let other = try RoundFile.create(at: folder("c"), roundID: "S", facts: [fact("1")], clock: stoppedClock)
    #expect(try first.head() == second.head())
    #expect(try first.head() != other.head())
  }

  @Test func `backed up is the same record`() throws {
    let file = try RoundFile.create(at: folder("round.panel"), roundID: "R", facts: [fact("1"), fact("2")])
    try file.backUp(to: folder("copy"))
    let copy = try RoundFile.open(folder("copy"), .readWrite)
    #expect(try copy.head() == file.head())
    #expect(try copy.verifyChain().isIntact)
    #expect(throws: StoreFault.alreadyExists(path: folder("copy"))) { try file.backUp(to: folder("copy")) }
  }
}

@Suite struct `What is no round file` {
  let folder = Folder()

  @Test func `is not found, no round, or of a later program`() throws {
    let path = folder("x")
    #expect(throws: StoreFault.notFound(path: path)) { try RoundFile.open(path, .readWrite) }
    write([], to: path)
    #expect(throws: StoreFault.notARound(path: path)) { try RoundFile.open(path, .readWrite) }
    write(Array(String(repeating: "not a database at all. ", count: 40).utf8), to: path)
    #expect(throws: StoreFault.notARound(path: path)) { try RoundFile.open(path, .readOnly) }
    #expect(throws: StoreFault.self) { try RoundFile.open(folder.path, .readOnly) }
    #expect(folder.names == ["x"])

    let later = folder("later")
    try RoundFile.create(at: later, roundID: "R").connection.execute("PRAGMA user_version = 9")
    #expect(throws: StoreFault.newerForm(path: later, found: 9, known: 2)) { try RoundFile.open(later, .readOnly) }
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may do everything"))
  func `may be closed to this user`() throws {
    let path = folder("round.panel")
    _ = try RoundFile.create(at: path, roundID: "R")
    chmod(path, 0o400)
    #expect(throws: StoreFault.readOnly(path: path)) { try RoundFile.open(path, .readWrite) }
    #expect(try RoundFile.open(path, .readOnly).facts().isEmpty)
    chmod(path, 0)
    #expect(throws: StoreFault.notPermitted(path: path)) { try RoundFile.open(path, .readOnly) }
  }
}
