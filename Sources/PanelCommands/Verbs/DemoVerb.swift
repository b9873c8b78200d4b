import ExpertReview
import Simulation

/// `panel demo`: a whole simulated round, every verb run as a user would run it.
enum DemoVerb {
  /// Tells a folder that a demonstration made from any other.
  static let marker = ".panel-demo"
  static let standardFolder = "panel-demo"
  static let seed = "panel-demo-2025"

  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let folder = try folder(invocation)
    guard !invocation.isDryRun else {
      list(folder, &output)
      return .done
    }
    try clear(folder)
    var demo = DemoRun(invocation, folder: folder, made: .generate(seed: seed))
    var script = DemoScript()
    for chapter in DemoChapter.allCases {
      demo.note("\n【\(chapter.title[demo.language])】", &output)
      try script.play(chapter, &demo, &output)
    }
    try Files.write(demo.path("transcript.txt"), demo.transcript)
    finish(demo, &output)
    return .done
  }

  /// The folder to work in: a new or empty one, or one that an earlier demonstration made.
  private static func folder(_ invocation: Invocation) throws -> String {
    var folder = invocation.argument("FOLDER") ?? standardFolder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    guard Files.exists(folder), !Files.exists(folder + "/" + marker) else { return folder }
    guard try Files.list(folder).isEmpty else { throw VerbFault.folderNotEmpty(folder).refusal }
    return folder
  }

  /// Makes the folder ready. Of an earlier demonstration only those files go that a command would refuse to write over.
  private static func clear(_ folder: String) throws {
    try Files.makeFolder(folder)
    try Files.write(folder + "/" + marker, Array("panel demo\n".utf8))
    for name in ["round.panel"] + DemoChapter.exports.map(\.file) { try Files.remove(folder + "/" + name) }
  }

  private static func list(_ folder: String, _ output: inout Output) {
    guard !output.isJSON else {
      return output.json([
        "folder": .text(folder),
        "chapters": .array(
          DemoChapter.allCases.map {
            .object(["title": $0.title.json, "commands": .texts($0.commands)])
          }),
      ])
    }
    for chapter in DemoChapter.allCases {
      output.line("【\(chapter.title[output.language])】")
      for command in chapter.commands { output.line("  panel " + command) }
    }
  }

  private static func finish(_ demo: DemoRun, _ output: inout Output) {
    let worth = DemoChapter.worthOpening.filter { Files.exists(demo.path($0.file)) }
    guard !output.isJSON else {
      return output.json([
        "folder": .text(demo.folder),
        "steps": .array(
          demo.done.map { .object(["command": .text($0.line), "exitCode": .number(Int($0.code.rawValue))]) }),
        "files": .texts(worth.map { demo.path($0.file) }),
      ])
    }
    output.line("")
    output.line(
      Bilingual(
        zh: "\(demo.done.count) 条命令，都如预期。值得打开的文件：",
        en: "\(demo.done.count) commands, all as expected. Files worth opening:"))
    for (file, about) in worth { output.line("  \(demo.path(file))  \(about[output.language])") }
  }
}
