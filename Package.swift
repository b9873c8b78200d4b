// swift-tools-version: 6.1
import PackageDescription

/// A system library of Debian or Ubuntu, found by pkg-config.
func library(_ name: String, pkgConfig: String, package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// A target of our own. `imports` is the wall: `Tests/ArchitectureTests` holds the sources to it.
func room(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports)
}

func tests(of name: String, imports: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + imports, resources: resources)
}

let package = Package(
  name: "panel",
  products: [
    .executable(name: "panel", targets: ["panel"]),
    .library(name: "ExpertReview", targets: ["ExpertReview"]),
  ],
  targets: [
    library("CSQLite", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
    library("CSodium", pkgConfig: "libsodium", package: "libsodium-dev"),
    library("CXlsxWriter", pkgConfig: "xlsxwriter", package: "libxlsxwriter-dev"),
    library("CZip", pkgConfig: "libzip", package: "libzip-dev"),
    library("CExpat", pkgConfig: "expat", package: "libexpat1-dev"),
    .target(name: "CTerminal"),

    room("Flow"),
    room("Statistics"),
    room("ExpertReview", imports: ["Flow", "Statistics"]),
    // Workbooks will bring these three into the room; until then nobody loads them at start-up, and the tests hold
    // them.
    room("Tables"),
    room("RoundStore", imports: ["ExpertReview", "CSQLite", "CSodium"]),
    room("Intake", imports: ["ExpertReview", "Tables"]),
    room("Simulation", imports: ["ExpertReview", "Statistics"]),
    room("Reports", imports: ["ExpertReview", "Statistics", "Simulation", "Tables"]),
    room(
      "PanelCommands",
      imports: [
        "Flow", "Statistics", "ExpertReview", "Tables", "Intake", "RoundStore", "Simulation", "Reports",
        "CTerminal",
      ]),
    .executableTarget(name: "panel", dependencies: ["PanelCommands"]),
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "Flow", "Statistics", "ExpertReview", "Tables", "Intake", "RoundStore", "Simulation", "Reports",
      ]),

    // Holds the schemas for editors to the readers.
    .target(name: "SchemaValidation", dependencies: ["ExpertReview"], path: "Tests/SchemaValidation"),
    .testTarget(name: "ArchitectureTests"),
    tests(of: "Flow"),
    tests(of: "Statistics", resources: [.copy("Golden")]),
    // A draw is replayed with the store's SHA-256.
    tests(of: "ExpertReview", imports: ["RoundStore", "SchemaValidation"], resources: [.copy("Resources")]),
    tests(of: "Tables", imports: ["CXlsxWriter", "CZip", "CExpat"]),
    tests(of: "Intake", imports: ["ExpertReview", "Statistics", "Tables"]),
    tests(of: "RoundStore", imports: ["ExpertReview"]),
    tests(
      of: "Simulation", imports: ["ExpertReview", "Statistics", "Reports", "SchemaValidation"],
      resources: [.copy("Resources")]),
    tests(of: "Reports", imports: ["ExpertReview", "Simulation"]),
    tests(
      of: "PanelCommands", imports: ["ExpertReview", "Tables", "RoundStore", "Reports", "Simulation"],
      resources: [.copy("Snapshots")]),
  ],
  swiftLanguageModes: [.v6]
)
