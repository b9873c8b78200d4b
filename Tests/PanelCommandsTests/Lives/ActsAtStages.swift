import ExpertReview
import Testing

@testable import PanelCommands

/// What an act does at a stage.
enum LifeOutcome: Hashable {
  /// Refused, with the code of what was said.
  case refused(String)
  /// Done, and nothing new is on record.
  case nothingNew
  /// On record; the steps whose results it puts in question, in order.
  case done(stale: [String])
}

/// Tries acts at stages of the sample round.
enum ActsAtStages {
  /// How many facts are on record, and the steps whose results are in question.
  struct State: Sendable {
    let facts: Int
    let stale: [String]
  }

  static func outcome(of act: LifeAct, at stage: LifeStage) throws -> LifeOutcome {
    let stages = try LifeStages.all.get()
    let folder = try stages.copy(at: stage)
    let common =
      "--round \(folder.file("round.panel")) --rubrics \(stages.rubrics.folder.file("Rubrics")) --as-of \(stage.day)"
    for (name, text) in act.files { try Files.write(folder.file(name), text.utf8) }
    if act.line.contains("@other.panel") { try Files.write(folder.file("other.panel"), stages.otherOffice) }
    for earlier in act.before {
      _ = CapturedRun("panel \(earlier.replacing("@", with: folder.path + "/")) --by 陈静 \(common)")
    }
    var line = act.line.replacing("@", with: folder.path + "/")
    if line.contains("#change") { line = line.replacing("#change", with: try openChange(common) ?? "17") }
    let before = try act.before.isEmpty ? stages.state(at: stage) { try state(common) } : state(common)
    let run = CapturedRun("panel \(line) --json \(line.contains("--by") ? "" : "--by 王敏") \(common)")
    guard run.code == .done || run.code == .needsPerson else {
      return .refused(try code(of: run))
    }
    let after = try state(common)
    // A refusal for a person to mend ends with the same exit code as a result that waits for one.
    if run.code == .needsPerson, after.facts == before.facts, let code = try? code(of: run) { return .refused(code) }
    guard after.facts > before.facts else { return .nothingNew }
    return .done(stale: after.stale.filter { !before.stale.contains($0) })
  }

  /// The number of the first change that waits for a second person.
  private static func openChange(_ common: String) throws -> String? {
    try CapturedRun("panel status --json \(common)").json["changes"]?.elements?.first?["number"]?.scalarText
  }

  private static func code(of run: CapturedRun) throws -> String {
    try #require(try run.errors.lazy.compactMap { $0["error"]?["code"]?.text }.first, "\(run.results)\(run.messages)")
  }

  private static func state(_ common: String) throws -> State {
    let status = try CapturedRun("panel status --json \(common)").json
    let steps = status["steps"]?.elements ?? []
    let stale = steps.filter { ["holds", "changed"].contains($0["state"]?.text) }.compactMap { $0["step"]?.text }
    return State(facts: status["facts"]?.scalarText.flatMap { Int($0) } ?? 0, stale: stale)
  }
}
