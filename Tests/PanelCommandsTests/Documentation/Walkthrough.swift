import Foundation
import Testing

@testable import PanelCommands

/// A page that is typed into a shell: blocks of `sh`, each with the block of `text` that shows what it prints, and
/// blocks of `json` that belong into a file.
struct Walkthrough {
  struct Step {
    /// What is typed.
    let script: String
    /// What the page shows after it; empty where it shows nothing.
    let shown: String
    /// The lines of the page that show it; nil where none do.
    let lines: Range<Int>?
  }

  static let package = Files.folder(of: #filePath) + "/../../.."
  static var isRenewing: Bool { environmentVariable("PANEL_RENEW_SNAPSHOTS") == "1" }

  private let path: String
  private let lines: [String]
  let steps: [Step]

  /// - Parameters:
  ///   - path: from the top of the package.
  ///   - heading: words of the heading under which the steps stand; they end at the next of its kind.
  ///   - file: what `json` blocks are typed into.
  init(_ path: String, under heading: String, typing file: String = "") throws {
    self.path = Walkthrough.package + "/" + path
    let text = String(decoding: try Files.read(self.path), as: UTF8.self)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("## ") && $0.contains(heading) })
    let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("## ") } ?? lines.count
    steps = Walkthrough.steps(of: lines, in: start..<end, typing: file)
    #expect(steps.count > 5, "the page has steps")
  }

  private static func steps(of lines: [String], in range: Range<Int>, typing file: String) -> [Step] {
    var steps: [Step] = []
    var place = range.lowerBound
    while let open = lines[place..<range.upperBound].firstIndex(where: { $0.hasPrefix("```") }) {
      let close = lines[(open + 1)...].firstIndex(of: "```") ?? range.upperBound
      let content = (open + 1)..<close
      let text = lines[content].joined(separator: "\n")
      switch lines[open] {
      case "```sh": steps.append(Step(script: text, shown: "", lines: nil))
      case "```json": steps.append(Step(script: typing(text, into: file), shown: "", lines: nil))
      case "```text":
        if let last = steps.popLast() { steps.append(Step(script: last.script, shown: text, lines: content)) }
      default: break
      }
      place = close + 1
    }
    return steps
  }

  /// A whole object makes the file; members are added before its last brace, as the page tells the reader to do.
  private static func typing(_ json: String, into file: String) -> String {
    let text = "cat >>'\(file)' <<'JSON'\n\(json)\nJSON"
    if json.hasPrefix("{") { return "rm -f '\(file)'\n" + text }
    return "sed -i '$ d' '\(file)'\nsed -i '$ s/$/,/' '\(file)'\n\(text)\necho '}' >>'\(file)'"
  }

  /// Types the page and compares what is printed with what it shows; renews the page where that is asked for.
  func compare() throws {
    let printed = try Shell().print(steps.map(\.script))
    #expect(printed.count == steps.count)
    var renewed: [String] = []
    for (step, text) in zip(steps, printed) {
      let isKept = Walkthrough.masked(text) == Walkthrough.masked(step.shown)
      renewed.append(isKept ? step.shown : text)
      if !Walkthrough.isRenewing {
        #expect(
          isKept,
          """
          \(path), after “\(step.script.prefix(60))…”, shows
          \(step.shown)
          but what is printed is
          \(text)
          If that is meant, renew it: PANEL_RENEW_SNAPSHOTS=1 swift test --filter PanelCommandsTests
          """)
      }
    }
    if Walkthrough.isRenewing { try renew(with: renewed) }
  }

  /// Hashes and the record's own times differ from run to run.
  static func masked(_ text: String) -> String {
    text.replacing(/\b[0-9a-f]{12,64}\b/, with: "<hash>")
      .replacing(/\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?/, with: "<time>")
  }

  private func renew(with shown: [String]) throws {
    var lines = lines
    for (step, text) in zip(steps, shown).reversed() {
      guard let place = step.lines else { continue }
      lines.replaceSubrange(place, with: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
    try Files.write(path, lines.joined(separator: "\n").utf8)
  }
}

/// A shell in a folder that looks like the package after `swift build -c release`.
private final class Shell {
  private let folder = TemporaryFolder()

  init() throws {
    try Files.makeFolder(folder.file("clone/.build/release"))
    try FileManager.default.copyItem(
      atPath: Walkthrough.package + "/Rubrics", toPath: folder.file("clone/Rubrics"))
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
