import ExpertReview
import Tables
import Testing

@testable import PanelCommands

extension String {
  /// What stands under a heading, to the next of its kind.
  fileprivate func components(under heading: String) -> Substring? {
    guard let start = firstRange(of: heading)?.upperBound else { return nil }
    let rest = self[start...]
    return rest[..<(rest.firstRange(of: "\n## ")?.lowerBound ?? rest.endIndex)]
  }
}

/// The articles and the README name what the program takes: nothing that is read, and no way to end, goes unsaid.
@Suite struct ArticlesTests {
  private static let package = Files.folder(of: #filePath) + "/../../.."

  private func text(_ path: String) throws -> String {
    String(decoding: try Files.read("\(ArticlesTests.package)/\(path)"), as: UTF8.self)
  }

  @Test func `every column that is read, and every heading it may have, stands in the article on files`() throws {
    let article = try text("Sources/PanelCommands/PanelCommands.docc/FileFormats.md")
    let tables = [
      RosterImports.expertColumns, RosterImports.unitColumns, RosterImports.relationColumns,
      RosterImports.recommenderColumns, NominationImports.columns, RosterImports.sanctionColumns,
      RegisterImports.recognitionColumns, RegisterImports.reportColumns,
      PairImports.affinityColumns, PanelImports.columns, ScoreSheet.columns, ConflictImports.columns,
      ConflictImports.statementColumns,
    ]
    for column in tables.joined() {
      for name in [column.key] + column.aliases {
        #expect(article.contains(name), "FileFormats.md does not name the column \(name)")
      }
    }
    for kind in ImportKind.allCases {
      #expect(article.contains(kind.rawValue), "FileFormats.md does not describe \(kind.rawValue)")
    }
  }

  @Test(arguments: CommandTable.all.map(\.name))
  func `what every verb prints as JSON stands in the article on files`(name: String) throws {
    let article = try text("Sources/PanelCommands/PanelCommands.docc/FileFormats.md")
    #expect(article.contains("\n    panel \(name) "))
  }

  @Test func `the README names every exit code and every variable that is heeded`() throws {
    let readme = try text("README.md")
    for code in ExitCode.allCases { #expect(readme.contains("\n| \(code.rawValue) | ")) }
    for variable in Surroundings.readVariables where variable.hasPrefix("PANEL_") || variable == "NO_COLOR" {
      #expect(readme.contains("\n| `\(variable)` | "))
    }
  }

  @Test func `every command that the README gives for a round that does not run straight is one that is taken`() throws
  {
    let readme = try text("README.md")
    let section = try #require(readme.components(under: "## 走得不直的时候"))
    let commands = section.split(separator: "`").map(String.init).filter {
      $0.hasPrefix("panel ") && $0 != "panel publish"
    }
    #expect(commands.count > 20)
    let round = try RoundInProgress(upTo: .assigned)
    for command in commands {
      // The verb may refuse what the small round has not; the parser may not. The first review stage has another id.
      let line = command.dropFirst(6).replacing("--stage review", with: "")
      let run = round.run(line + (["explain", "verify"].contains { line.hasPrefix($0) } ? "" : " --dry-run"))
      #expect(run.code != .usage, "\(command): \(run.messages)")
    }
  }

  @Test func `the article on schemes names every kind of field, rule and stage`() throws {
    let article = try text("Sources/ExpertReview/ExpertReview.docc/SchemeFile.md")
    var names = Field.Kind.allCases.map(\.rawValue)
    names += Rule.Kind.allCases.map(\.rawValue)
    names += Check.Pattern.allCases.map(\.rawValue)
    names += Stage.Kind.allCases.map(\.rawValue)
    names += Selection.Places.allCases.map(\.rawValue)
    names += RoundingMode.allCases.map(\.rawValue)
    names += Relation.Kind.allCases.map(\.rawValue)
    for name in names { #expect(article.contains(name), "SchemeFile.md does not name \(name)") }
  }
}
