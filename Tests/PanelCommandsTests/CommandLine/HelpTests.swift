import ExpertReview
import Testing

@testable import PanelCommands

/// Help compared whole with the files in `Snapshots`. Where the words were changed on purpose, the failure says how to
/// renew the files.
@Suite struct HelpTests {
  @Test(arguments: ["panel"] + CommandTable.all.map(\.name), Language.allCases)
  func `help reads as it was agreed`(name: String, language: Language) throws {
    let line = name == "panel" ? "panel --help" : "panel help \(name)"
    let run = CapturedRun("\(line) --lang \(language.rawValue)", verbs: stub())
    #expect(run.code == .done && run.messages.isEmpty)
    try Snapshot.compare(run.results, with: "help-\(name)-\(language.rawValue).txt")
  }

  @Test(arguments: CommandTable.all.map(\.name))
  func `the three ways to ask give the same page`(name: String) {
    let page = CapturedRun("panel help \(name)", verbs: stub()).results
    #expect(CapturedRun("panel \(name) --help", verbs: stub()).results == page)
    #expect(CapturedRun("panel \(name) --bogus -h", verbs: stub()).results == page)
    #expect(CapturedRun("panel help", verbs: stub()).results == CapturedRun("panel -h", verbs: stub()).results)
  }

  @Test(arguments: CommandTable.all.map(\.name), Language.allCases)
  func `no line is wider than 80 columns`(name: String, language: Language) throws {
    let command = try #require(CommandTable.all.first { $0.name == name })
    for line in Help.page(of: command, language) + Help.overview(of: CommandTable.all, language) {
      #expect(DisplayWidth.of(line) <= Help.columns, "\(line)")
      #expect(line.last != " ")
    }
  }

  @Test func `a verb that is not there yet is neither listed nor run`() {
    let verbs: (String) -> Verb? = { $0 == "status" ? { _, _ in .done } : nil }
    let overview = CapturedRun("panel --help --lang en", verbs: verbs).results
    #expect(overview.contains("  status"))
    #expect(!overview.contains("  assign"))
    let run = CapturedRun("panel assign", verbs: verbs)
    #expect(run.code == .usage && run.messages.contains("没有“assign”这个命令"))
  }
}

/// Text kept in a file beside the tests.
enum Snapshot {
  private static let folder = Files.folder(of: #filePath) + "/../Snapshots"
  private static let renew = "PANEL_RENEW_SNAPSHOTS=1 swift test --filter PanelCommandsTests"

  static func compare(_ text: String, with name: String, at location: SourceLocation = #_sourceLocation) throws {
    let path = "\(folder)/\(name)"
    if Snapshot.isRenewing { try Files.write(path, text.utf8) }
    let kept = (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) }
    #expect(
      kept == text, "\(name) differs from what is printed; if that is meant, renew it: \(renew)",
      sourceLocation: location)
  }

  private static var isRenewing: Bool { environmentVariable("PANEL_RENEW_SNAPSHOTS") == "1" }
}
