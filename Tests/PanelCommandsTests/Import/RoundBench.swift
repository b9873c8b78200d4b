import ExpertReview
import RoundStore
import Testing

@testable import PanelCommands

/// A round in a folder of its own, worked on by commands as they are typed. Gone when the test ends.
final class RoundBench {
  let folder = TemporaryFolder()
  let round: String
  private let day: String

  /// The folder `Tests/Golden`.
  static let golden =
    #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 } + "/Golden"

  /// Begins a round under a scheme of a rubrics folder.
  init(scheme: String, rubrics: String, day: String = "2026-05-09", id: String = "round") throws {
    round = folder.file("round.panel")
    self.day = day
    let begun = run("new", "--scheme", scheme, "--rubrics", rubrics, "--id", id)
    try #require(begun.code == .done, "\(begun.messages)")
  }

  /// Begins a round under the small scheme of these tests.
  convenience init(id: String = "round") throws {
    let rubrics = TemporaryFolder()
    try Files.makeFolder(rubrics.file("small"))
    try Files.write(rubrics.file("documents.json"), Array(#"{"documents": []}"#.utf8))
    try Files.write(rubrics.file("small/scheme.json"), Array(RoundBench.smallScheme.utf8))
    try self.init(scheme: "small", rubrics: rubrics.path, id: id)
  }

  @discardableResult
  func run(_ words: String..., input: String = "") -> CapturedRun { run(words, input: input) }

  @discardableResult
  func run(_ words: [String], input: String = "") -> CapturedRun {
    CapturedRun(words + ["--round", round, "--as-of", day, "--by", "tester"], input: input)
  }

  /// The path of a file that holds `text`.
  func file(_ name: String, _ text: String) throws -> String { try file(name, bytes: Array(text.utf8)) }

  func file(_ name: String, bytes: [UInt8]) throws -> String {
    let path = folder.file(name)
    try Files.write(path, bytes)
    return path
  }

  func text(_ name: String) throws -> String { String(decoding: try Files.read(folder.file(name)), as: UTF8.self) }

  /// The number of facts and the last hash: equal before and after a command that changed nothing.
  var head: String {
    get throws {
      let file = try RoundFile.open(round, .readOnly, patience: Patience())
      return "\(try file.facts().count) \(try file.head().hexadecimal)"
    }
  }
}

extension RoundBench {
  /// Two groups with items of their own, one of them given; panels of two.
  static let smallScheme = """
    {
      "id": "small", "name": {"zh": "小样", "en": "A small one"}, "documents": [],
      "inForce": {"from": "2020-01-01", "until": "2029-12-31", "house": "tests"},
      "fields": [
        {"key": "track", "label": {"zh": "类型", "en": "Track"}, "type": "choice", "required": true, "house": "tests",
          "values": [
            {"id": "general", "label": {"zh": "通用", "en": "General"}},
            {"id": "vertical", "label": {"zh": "垂直", "en": "Vertical"}}
          ]},
        {"key": "params_yi", "label": {"zh": "参数量", "en": "Parameters"}, "type": "decimal", "unit": "亿",
          "required": false, "house": "tests"},
        {"key": "intro", "label": {"zh": "简介", "en": "Introduction"}, "type": "text", "required": false, "house": "tests"},
        {"key": "applicant_name", "label": {"zh": "申报单位", "en": "Applicant"}, "type": "text", "required": false,
          "house": "tests"},
        {"key": "project_name", "label": {"zh": "项目名称", "en": "Project"}, "type": "text", "required": false,
          "house": "tests"}
      ],
      "groups": {"by": "track", "panels": "together", "ranking": "apart", "house": "tests"},
      "stages": [
        {"type": "review", "id": "review", "name": {"zh": "评审", "en": "Review"}, "house": "tests",
          "panel": {"size": "2", "minimumSheets": "1"},
          "rubric": {
            "scale": {"min": "0", "max": "100", "step": "0.5"},
            "perGroup": {
              "general": {"items": [
                {"id": "base", "kind": "judged", "label": {"zh": "基础", "en": "Base"}, "weight": "60"},
                {"id": "effect", "kind": "judged", "label": {"zh": "效果", "en": "Effect"}, "weight": "40"},
                {"id": "audit", "kind": "given", "label": {"zh": "核查", "en": "Audit"}, "factor": "1",
                  "scale": {"min": "0", "max": "10", "step": "1"}}
              ]},
              "vertical": {"items": [
                {"id": "base", "kind": "judged", "label": {"zh": "基础", "en": "Base"}, "weight": "100"}
              ]}
            }
          },
          "aggregate": {"rounding": [{"after": "total", "places": "2", "mode": "halfUp"}]}},
        {"type": "selection", "house": "tests"}
      ]
    }
    """
}

extension RoundBench {
  /// The round as its facts tell it.
  func rebuilt() throws -> Round {
    try LoadedRound(try RoundFile.open(round, .readOnly, patience: Patience())).round
  }
}
