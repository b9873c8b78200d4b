import Foundation
import Testing

@testable import PanelCommands

/// The README's tour, typed into a shell as a reader types it, compared line by line with what the README shows.
@Suite struct TourTests {
  @Test func `the tour of the README prints what the README shows`() throws {
    let readme = try Readme()
    let printed = try TourRun().print(readme.steps.map(\.script))
    #expect(printed.count == readme.steps.count)
    var renewed: [String] = []
    for (step, text) in zip(readme.steps, printed) {
      let isKept = Readme.masked(text) == Readme.masked(step.shown)
      renewed.append(isKept ? step.shown : text)
      if !Readme.isRenewing {
        #expect(
          isKept,
          """
          README.md, after “\(step.script.prefix(60))…”, shows
          \(step.shown)
          but what is printed is
          \(text)
          If that is meant, renew it: PANEL_RENEW_SNAPSHOTS=1 swift test --filter TourTests
          """)
      }
    }
    if Readme.isRenewing { try readme.renew(with: renewed) }
  }

  @Test func `a difference that is not a hash or a time is seen`() {
    let hashes = ["0123456789ab", "ba9876543210"]
    #expect(Set(hashes.map { Readme.masked("校验值 \($0)，共 4 个") }).count == 1)
    #expect(Readme.masked("共 4 个") != Readme.masked("共 5 个"))
    #expect(Readme.masked("2026-05-11") != Readme.masked("2026-05-12"))
  }
}

/// The README as far as its tour goes.
private struct Readme {
  struct Step {
    /// What is typed.
    let script: String
    /// What the README shows after it; empty where it shows nothing.
    let shown: String
    /// The lines of the README that show it; nil where none do.
    let lines: Range<Int>?
  }

  static let path = Files.folder(of: #filePath) + "/../../../README.md"
  static var isRenewing: Bool { environmentVariable("PANEL_RENEW_SNAPSHOTS") == "1" }

  private let lines: [String]
  let steps: [Step]

  init() throws {
    let text = String(decoding: try Files.read(Readme.path), as: UTF8.self)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("## ") && $0.contains("A round in five minutes") })
    let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("## ") } ?? lines.count
    steps = Readme.steps(of: lines, in: start..<end)
    #expect(steps.count > 5, "the tour has steps")
  }

  /// Blocks of `sh`, each with the block of `text` that follows it.
  private static func steps(of lines: [String], in range: Range<Int>) -> [Step] {
    var steps: [Step] = []
    var place = range.lowerBound
    while let open = lines[place..<range.upperBound].firstIndex(where: { $0.hasPrefix("```") }) {
      let close = lines[(open + 1)...].firstIndex(of: "```") ?? range.upperBound
      let content = (open + 1)..<close
      let text = lines[content].joined(separator: "\n")
      switch lines[open] {
      case "```sh": steps.append(Step(script: text, shown: "", lines: nil))
      case "```text":
        if let last = steps.popLast() { steps.append(Step(script: last.script, shown: text, lines: content)) }
      default: break
      }
      place = close + 1
    }
    return steps
  }

  /// Hashes and the record's own times differ from run to run.
  static func masked(_ text: String) -> String {
    text.replacing(/\b[0-9a-f]{12,64}\b/, with: "<hash>")
      .replacing(/\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?/, with: "<time>")
  }

  func renew(with shown: [String]) throws {
    var lines = lines
    for (step, text) in zip(steps, shown).reversed() {
      guard let place = step.lines else { continue }
      lines.replaceSubrange(place, with: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
    try Files.write(Readme.path, lines.joined(separator: "\n").utf8)
  }
}

/// A shell in a folder that looks like the package after `swift build -c release`.
private final class TourRun {
  private let folder = TemporaryFolder()

  init() throws {
    try Files.makeFolder(folder.file("clone/.build/release"))
    try FileManager.default.copyItem(
      atPath: Files.folder(of: Readme.path) + "/Rubrics", toPath: folder.file("clone/Rubrics"))
    // The tests' own build of the program; on a screen a command's result stands before its messages.
    let program =
      Files.folder(of: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) + "/panel"
    try #require(Files.exists(program))
    let wrapper = folder.file("clone/.build/release/panel")
    let messages = folder.file("messages")
    try Files.write(
      wrapper,
      Array("#!/bin/sh\n'\(program)' \"$@\" 2>'\(messages)'\ncode=$?\ncat '\(messages)'\nexit $code\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: wrapper)
  }

  /// Runs the scripts one after another in one shell, and returns what each printed.
  func print(_ scripts: [String]) throws -> [String] {
    let outputs = scripts.indices.map { folder.file("printed-\($0)") }
    let lines = zip(scripts, outputs).map { script, output in "{\n\(script)\n} >'\(output)' 2>&1\n" }
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = ["-c", lines.joined()]
    shell.currentDirectoryURL = URL(fileURLWithPath: folder.file("clone"))
    shell.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PANEL_") }
    shell.standardInput = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    return try outputs.map { output in
      String(decoding: try Files.read(output), as: UTF8.self).trimmingCharacters(in: .newlines)
    }
  }
}
