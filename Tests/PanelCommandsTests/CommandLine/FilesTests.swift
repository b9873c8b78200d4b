import Testing

@testable import PanelCommands

@Suite struct FilesTests {
  private let folder = TemporaryFolder()

  @Test func `what was written is read back`() throws {
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    try Files.write(folder.file("a.bin"), bytes)
    #expect(try Files.read(folder.file("a.bin")) == bytes)
    try Files.write(folder.file("a.bin"), "短".utf8)
    #expect(try Files.read(folder.file("a.bin")) == Array("短".utf8))
    try Files.write(folder.file("empty"), [])
    #expect(try Files.read(folder.file("empty")).isEmpty)
    // Nothing is left beside it.
    #expect(try Files.list(folder.path) == ["a.bin", "empty"])
  }

  @Test func `a private file is private from the start`() throws {
    try Files.write(folder.file("secret"), "x".utf8, mode: Files.ownerOnly)
    #expect(folder.mode(of: "secret") == 0o600)
  }

  @Test func `a link stays a link and its file is replaced`() throws {
    try Files.write(folder.file("target"), "old".utf8)
    #expect(symbolicLink(folder.file("link"), to: folder.file("target")))
    try Files.write(folder.file("link"), "new".utf8)
    #expect(try Files.read(folder.file("target")) == Array("new".utf8))
    #expect(try Files.list(folder.path) == ["link", "target"])
  }

  @Test func `a device is written to and not replaced`() throws {
    try Files.write("/dev/null", "x".utf8)
    #expect(try Files.read("/dev/null").isEmpty)
  }

  @Test func `folders are made with those above them, and twice is once`() throws {
    try Files.makeFolder(folder.file("a/b/c"))
    try Files.makeFolder(folder.file("a/b/c/"))
    #expect(Files.isFolder(folder.file("a/b/c")))
    #expect(Files.exists(folder.file("a")) && !Files.exists(folder.file("z")))
  }

  @Test func `names are listed in one order`() throws {
    for name in ["b", "a", "中", "B", ".h"] { try Files.write(folder.file(name), []) }
    #expect(try Files.list(folder.path) == [".h", "B", "a", "b", "中"])
  }

  @Test func `faults say which`() throws {
    try Files.write(folder.file("candidates.csv"), [])
    let missing = folder.file("candidate.csv")
    #expect(throws: FileFault.notFound(path: missing, nearest: folder.file("candidates.csv"))) {
      try Files.read(missing)
    }
    #expect(throws: FileFault.notFound(path: "/nowhere/at/all", nearest: nil)) { try Files.read("/nowhere/at/all") }
    #expect(throws: FileFault.isFolder(path: folder.path)) { try Files.read(folder.path) }
    #expect(throws: FileFault.isFolder(path: folder.path)) { try Files.write(folder.path, []) }
    let below = folder.file("candidates.csv/x")
    #expect(throws: FileFault.isNoFolder(path: below)) { try Files.write(below, []) }
    #expect(throws: FileFault.isNoFolder(path: folder.file("candidates.csv"))) {
      try Files.makeFolder(folder.file("candidates.csv"))
    }
    #expect(throws: FileFault.isNoFolder(path: folder.file("candidates.csv"))) {
      try Files.list(folder.file("candidates.csv"))
    }
  }

  @Test func `every fault has its sentences in both languages`() {
    let faults: [FileFault] = [
      .notFound(path: "p", nearest: "q"), .notFound(path: "p", nearest: nil), .isFolder(path: "p"),
      .isNoFolder(path: "p"), .notPermitted(path: "p", writing: true), .notPermitted(path: "p", writing: false),
      .noSpace(path: "p"), .failed(path: "p", writing: true, cause: "c"),
      .failed(path: "p", writing: false, cause: "c"),
    ]
    let sentences = faults.map(\.sentences.message.zh) + faults.map(\.sentences.message.en)
    #expect(Set(sentences).count == 16)
    #expect(faults.allSatisfy { !$0.sentences.mend.zh.isEmpty && !$0.sentences.mend.en.isEmpty })
    #expect(faults[0].sentences.mend.en == "did you mean q?")
  }

  @Test(arguments: [
    ("a/b.csv", "a", "b.csv", "a/b-rejected.csv"), ("b.csv", ".", "b.csv", "b-rejected.csv"),
    ("/b", "/", "b", "/b-rejected"), (".hidden", ".", ".hidden", ".hidden-rejected"),
    ("a.b/c", "a.b", "c", "a.b/c-rejected"), ("x.tar.gz", ".", "x.tar.gz", "x.tar-rejected.gz"),
  ])
  func `a path falls into folder and name`(path: String, folder: String, name: String, rejected: String) {
    #expect(Files.folder(of: path) == folder)
    #expect(Files.name(of: path) == name)
    #expect(Files.path(path, adding: "-rejected") == rejected)
  }

  @Test func `standard input gives lines and then the rest`() throws {
    try Files.write(folder.file("in"), "one\r\n\ntwo\nthree".utf8)
    let input = try descriptorInput(folder.file("in"))
    #expect(try input.line() == "one")
    #expect(try input.line() == "")
    #expect(String(decoding: try input.everything(), as: UTF8.self) == "two\nthree")
    #expect(try input.line() == nil)
  }
}
