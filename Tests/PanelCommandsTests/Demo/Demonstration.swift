import ExpertReview
import Simulation
import Tables

@testable import PanelCommands

/// The project's own schemes, wherever the tests are run from.
let projectRubrics: String = {
  let steps = #filePath.split(separator: "/").dropLast(4)
  return "/" + steps.joined(separator: "/") + "/Rubrics"
}()

/// One run of `panel demo`, kept for all tests that look at it.
struct Demonstration {
  let folder: TemporaryFolder
  let run: CapturedRun

  init(in folder: TemporaryFolder = TemporaryFolder(), _ options: [String]) {
    self.folder = folder
    run = CapturedRun(
      ["demo", folder.file("round")] + options, environment: ["PANEL_RUBRICS": projectRubrics])
  }

  static let told = Demonstration(["--json"])
  static let english = Demonstration(["--lang", "en"])

  func path(_ name: String) -> String { folder.file("round/" + name) }

  /// The cells of a table that the demonstration left, the header first.
  func table(_ name: String) throws -> Table { try Table(csv: Files.read(path(name))) }

  func text(_ name: String) throws -> String { String(decoding: try Files.read(path(name)), as: UTF8.self) }

  /// Commands with their exit codes.
  var steps: [(line: String, code: Int)] {
    get throws {
      (try run.json["steps"]?.elements ?? []).map {
        ($0["command"]?.text ?? "", Int($0["exitCode"]?.scalarText ?? "") ?? -1)
      }
    }
  }

  /// Every file of the folder by its path.
  func files(_ below: String = "") throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for name in try Files.list(path(below)) {
      let relative = below.isEmpty ? name : below + "/" + name
      if Files.isFolder(path(relative)) {
        found.merge(try files(relative)) { first, _ in first }
      } else {
        found[relative] = try Files.read(path(relative))
      }
    }
    return found
  }
}
