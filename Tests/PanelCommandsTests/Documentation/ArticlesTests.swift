import ExpertReview
import Tables
import Testing

@testable import PanelCommands

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
