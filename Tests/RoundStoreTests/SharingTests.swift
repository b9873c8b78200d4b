import ExpertReview
import Foundation
import Testing

@testable import RoundStore

@Suite struct `A file in use` {
  let folder = Folder()

  @Test func `is written by one at a time, each after reading what the other wrote`() async throws {
    let path = folder("round.panel")
    _ = try RoundFile.create(at: path, roundID: "R")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask {
          let file = try RoundFile.open(path, .readWrite, patience: Patience(longest: .seconds(60)))
          for _ in 0..<25 {
            try file.write { transaction in
              let count = try file.facts().count
              try transaction.append([fact("\(count + 1)")])
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let file = try RoundFile.open(path, .readOnly)
    let texts = try file.facts().map { String(decoding: try file.payload(of: $0), as: UTF8.self) }
    #expect(texts == (1...50).map(String.init))
    #expect(try file.verifyChain().isIntact)
  }

  @Test func `is waited for, and given up with a fault`() throws {
    let path = folder("round.panel")
    let holder = try RoundFile.create(at: path, roundID: "R")
    var told: [Int] = []
    let waiting = Patience(longest: .milliseconds(1_200)) { _, seconds in told.append(seconds) }
    let other = try RoundFile.open(path, .readWrite, patience: waiting)
    try holder.write { transaction in
      try transaction.append([fact("1")])
      #expect(throws: StoreFault.busy(path: path, holder: nil, waitedSeconds: 1)) { try other.append([fact("2")]) }
      #expect(try other.facts().isEmpty)
    }
    #expect(told == [1])
    try other.append([fact("2")])
    #expect(try holder.facts().count == 2)
  }

  /// Perl belongs to every Debian and Ubuntu system; it holds the byte that SQLite's writers lock.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/perl")))
  func `by another process names that process`() throws {
    let path = folder("round.panel")
    let file = try RoundFile.create(at: path, roundID: "R", patience: Patience(longest: .milliseconds(100)))
    let script = """
      open(F, '+<', $ARGV[0]) or die; my $lock = pack('s s x4 q q i x4', 1, 0, 0x40000001, 1, 0); fcntl(F, 6, $lock) or die;
      $| = 1; print "held\\n"; <STDIN>;
      """
    let process = Process()
    let input = Pipe()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/perl")
    process.arguments = ["-e", script, path, "--by", "李四"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    _ = output.fileHandleForReading.readData(ofLength: 5)
    let fault = #expect(throws: StoreFault.self) { try file.append([fact("1")]) }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()

    guard case .busy(path, let holder?, waitedSeconds: 0) = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(holder.processID == Int(process.processIdentifier))
    #expect(holder.command.suffix(2) == ["--by", "李四"])
    #expect(holder.startedAt?.hasSuffix("Z") == true)
    #expect(holder.user == NSUserName())
    try file.append([fact("1")])
  }

  /// What is on disk when a process is killed is what is there in the middle of its transaction; copied away, the copy
  /// has no process that holds it.
  @Test(arguments: [false, true])
  func `by a process that was killed is put back`(readsOnly: Bool) throws {
    let file = try RoundFile.create(at: folder("round.panel"), roundID: "R", facts: [fact("1"), fact("2")])
    let head = try file.head()
    // A small cache makes SQLite write pages of the unfinished transaction to the file itself.
    try file.connection.execute("PRAGMA cache_size = 4")
    let large = NewFact(
      kind: "m", asOf: CivilDay(daysSince1970: 0), actor: "", reason: "", form: "x", payload: noise(3_000_000))
    try file.write { transaction in
      try transaction.append([fact("3"), large, fact("5")])
      #expect(folder.names == ["round.panel", "round.panel-journal"])
      for suffix in ["", "-journal"] {
        RoundStoreTests.write(contents(of: folder("round.panel" + suffix)), to: folder("killed.panel" + suffix))
      }
    }
    #expect(contents(of: folder("killed.panel")).count > 2_000_000)
    do {
      let killed = try RoundFile.open(folder("killed.panel"), readsOnly ? .readOnly : .readWrite)
      #expect(try killed.head() == head)
      #expect(try killed.verifyChain(expected: DigestPrefix(head)).isIntact)
    }
    #expect(folder.names == ["killed.panel", "round.panel"])
    #expect(try file.facts().count == 5)
  }

  /// A process killed before its journal was first synced leaves one that SQLite itself does not take for a journal.
  @Test(arguments: [0, 512])
  func `by a process that was killed early leaves nothing beside it`(journalBytes: Int) throws {
    _ = try RoundFile.create(at: folder("round.panel"), roundID: "R", facts: [fact("1")])
    RoundStoreTests.write([UInt8](repeating: 0, count: journalBytes), to: folder("round.panel-journal"))
    let file = try RoundFile.open(folder("round.panel"), .readOnly)
    #expect(try file.facts().count == 1)
    #expect(folder.names == ["round.panel"])
  }
}
