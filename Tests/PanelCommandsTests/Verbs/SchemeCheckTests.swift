import ExpertReview
import Testing

@testable import PanelCommands

/// `panel schemes --check` and `--schema`.
@Suite struct `Checking scheme files` {
  static let resources = Files.folder(of: #filePath) + "/../../ExpertReviewTests/Resources/BrokenSchemes"

  /// A folder of rubrics with the sound sample and one broken scheme.
  func rubrics(_ name: String, as id: String = "broken") throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    for file in ["sound", id] { try Files.makeFolder(folder.file(file)) }
    try Files.write(folder.file("documents.json"), try Files.read(Self.resources + "/documents.json"))
    try Files.write(folder.file("sound/scheme.json"), try Files.read(Self.resources + "/sound.json"))
    try Files.write(folder.file("\(id)/scheme.json"), try Files.read("\(Self.resources)/\(name).json"))
    return folder
  }

  @Test func `a fault is told with the path that was typed, line, place, nearest name and mend`() throws {
    let folder = try rubrics("misspelt-field")
    let file = folder.file("broken/scheme.json")
    let english = CapturedRun(["schemes", "--check", file, "--lang", "en"])
    #expect(english.code == .invalidInput && english.results.isEmpty)
    #expect(
      english.messages == """
        error: \(file), line 6, rules.R-01.check.atLeast.field: there is no field “param_yi”
          mend: did you mean “params_yi”?

        """)
    let chinese = CapturedRun(["schemes", "--check", file])
    #expect(chinese.messages.contains("第 6 行 rules.R-01.check.atLeast.field：没有名为“param_yi”的字段"))
    let json = try #require(try CapturedRun(["schemes", "--check", file, "--json"]).errors.first?["error"])
    #expect(json["code"]?.text == "scheme.unknown")
    #expect(json["row"]?.scalarText == "6")
  }

  @Test(arguments: Language.allCases)
  func `a rejection by deviation is sound, and its price is told`(language: Language) throws {
    let folder = try rubrics("sound", as: "sound")
    let rule = #""rule": "rejectByMAD", "cut": "2.5", "constant": "1.4826", "whenZero": "keepAll""#
    let text = String(decoding: try Files.read(folder.file("sound/scheme.json")), as: UTF8.self)
    let file = folder.file("sound/scheme.json")
    try Files.write(
      file, Array(text.replacing(#""rule": "dropExtremes", "high": "1", "low": "1""#, with: rule).utf8))
    let run = CapturedRun(["schemes", "--check", file, "--lang", language.rawValue])
    #expect(run.code == .done)
    #expect(run.messages.contains("stages.expert.aggregate.outliers"))
    #expect(run.messages.contains(language == .chinese ? "得分反而降低" : "can lower the candidate's score"))
    let json = try CapturedRun(["schemes", "--check", file, "--json"]).errors.first?["warning"]
    #expect(json?["code"]?.text == "scheme.betterMarkMayCost")
  }

  @Test func `every broken scheme is refused with sentences in both languages`() throws {
    for name in try Files.list(Self.resources) where name != "documents.json" && name != "sound.json" {
      let folder = try rubrics(String(name.dropLast(5)))
      for language in Language.allCases {
        let run = CapturedRun(
          ["schemes", "--check", folder.file("broken/scheme.json"), "--lang", language.rawValue])
        #expect(run.code == .invalidInput, "\(name)")
        let lines = run.messages.split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.count > 8 }, "\(name): \(run.messages)")
      }
    }
  }

  @Test func `a file whose id is not its folder's is told so, a draft elsewhere is not`() throws {
    let folder = try rubrics("sound", as: "other")
    let inPlace = CapturedRun(["schemes", "--check", folder.file("other/scheme.json"), "--lang", "en"])
    #expect(inPlace.code == .invalidInput && inPlace.messages.contains("the folder is “other”, the id “sound”"))
    try Files.write(folder.file("draft.json"), try Files.read(Self.resources + "/sound.json"))
    let draft = CapturedRun(["schemes", "--check", folder.file("draft.json"), "--rubrics", folder.path])
    #expect(draft.code == .done)
  }

  @Test func `a new round does not begin under a scheme that makes no sense`() throws {
    let folder = try rubrics("rule-that-never-fires")
    let run = CapturedRun(
      ["new", "--scheme", "broken", "--rubrics", folder.path, "--round", folder.file("r.panel"), "--lang", "en"])
    #expect(run.code == .invalidInput && run.messages.contains("the rule can never find anything"))
    #expect(!Files.exists(folder.file("r.panel")))
  }

  @Test func `the schema is printed as it stands in the folder of schemes`() throws {
    let rubrics = Files.folder(of: #filePath) + "/../../../Rubrics"
    let run = CapturedRun(["schemes", "--schema", "--rubrics", rubrics])
    #expect(Array(run.results.utf8) == (try Files.read(rubrics + "/scheme.schema.json")))
    let folder = try self.rubrics("sound", as: "sound")
    let none = CapturedRun(["schemes", "--schema", "--rubrics", folder.path])
    #expect(none.code == .invalidInput && none.messages.contains("scheme.schema.json"))
  }
}
