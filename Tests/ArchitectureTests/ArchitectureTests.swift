import Foundation
import Testing

/// What each room may import: the walls of the house. A new import is a decision, made here.
private let walls: [String: Set<String>] = [
  "Flow": [],
  "Statistics": ["Glibc"],
  "ExpertReview": ["Flow", "Statistics", "FoundationEssentials", "Dispatch", "Synchronization", "Glibc"],
  "Tables": ["CXlsxWriter", "CZip", "CExpat", "Glibc"],
  "Intake": ["ExpertReview", "Tables", "Dispatch"],
  "RoundStore": ["ExpertReview", "CSQLite", "CSodium", "Glibc"],
  "Simulation": ["ExpertReview", "Statistics", "Dispatch", "Synchronization", "Glibc"],
  "Reports": ["ExpertReview", "Statistics", "Simulation", "Tables"],
  "PanelCommands": [
    "Flow", "Statistics", "ExpertReview", "Tables", "Intake", "RoundStore", "Simulation", "Reports", "CTerminal",
    "Glibc",
  ],
  "panel": ["PanelCommands", "Glibc"],
  "benchmark": [
    "Flow", "Statistics", "ExpertReview", "Tables", "Intake", "RoundStore", "Simulation", "Reports", "Glibc",
  ],
]

/// The module that a line imports, if it does.
private func importedModule(_ line: String) -> String? {
  // Nearly every line is told apart by this, without the slower patterns.
  guard line.contains("import ") else { return nil }
  let attributes = /^\s*(?:@\w+(?:\([^)]*\))?\s+)*/
  let statement = /^(?:public |internal |package |private )?import (?:struct |class |enum |func |protocol )?(\w+)/
  let rest = line.firstMatch(of: attributes).map { line[$0.range.upperBound...] } ?? line[...]
  return rest.firstMatch(of: statement).map { String($0.output.1) }
}

@Test func `every room imports only what its wall lets through`() throws {
  var found: Set<String> = []
  for file in try Repository.sources() {
    let allowed = try #require(walls[file.room], "\(file.path) stands in a room that the plan does not know")
    found.insert(file.room)
    for module in file.lines.compactMap(importedModule) {
      #expect(allowed.contains(module), "\(file.path) imports \(module)")
    }
  }
  #expect(found == Set(walls.keys))
}

@Test(arguments: [
  ("import Flow", "Flow"), ("@testable import Flow", "Flow"), ("@_spi(Inner) @testable import Flow", "Flow"),
  ("public import struct Tables.Table", "Tables"), ("  import Glibc", "Glibc"), ("// import Flow", nil),
  ("let importFlow = 1", nil),
])
func `an import is seen however it is written`(line: String, module: String?) {
  #expect(importedModule(line) == module)
}

@Test func `no type has the name of a module`() throws {
  let declaration = /^(?:public |package |internal )?(?:final )?(?:struct|enum|class|actor|protocol) (\w+)/
  for file in try Repository.sources() {
    for line in file.lines {
      guard let match = line.firstMatch(of: declaration) else { continue }
      #expect(walls[String(match.output.1)] == nil, "\(file.path) declares \(match.output.1)")
    }
  }
}

@Test func `the top level holds what the plan says and nothing else`() throws {
  let allowed: Set<String> = [
    "Package.swift", "Package.resolved", "Sources", "Tests", "Rubrics", "Simulations", "README.md",
    // What the README's demonstration and tour leave behind; git ignores them.
    "panel-demo", "tour",
  ]
  for name in try FileManager.default.contentsOfDirectory(atPath: Repository.root.path) where !name.hasPrefix(".") {
    #expect(allowed.contains(name) || name.hasSuffix(".panel"), "\(name) does not belong at the top level")
  }
}

@Test func `no source file is longer than six hundred lines, no line than 120 columns`() throws {
  for file in try Repository.sources() {
    #expect(file.lines.count <= 600, "\(file.path) has \(file.lines.count) lines")
    for (index, line) in file.lines.enumerated() where line.count > 120 {
      // The formatter, which counts as this does, leaves a text whole that it cannot break.
      #expect(line.contains("\""), "\(file.path):\(index + 1) has \(line.count) columns")
    }
  }
}

@Test func `decisions of the engine are never floating point`() throws {
  // Doubles belong to Statistics, Simulation and what Reports draws: a mark or a weight that became one would round.
  let floating = /\b(Double|Float)\b/
  for file in try Repository.sources() where ["ExpertReview", "RoundStore"].contains(file.room) {
    for (index, line) in file.lines.enumerated() {
      let code = line.prefix(while: { $0 != "/" })
      #expect(code.firstMatch(of: floating) == nil, "\(file.path):\(index + 1) uses floating point")
    }
  }
}
