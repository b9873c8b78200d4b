import ExpertReview
import FoundationEssentials
import Testing

/// The scheme files as they stand in the project, `Rubrics` beside `Tests`.
enum RubricsFolder {
  static let root = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 } + "/Rubrics"

  static let schemes = ["hunan-2025-common", "hunan-2025-llm", "hunan-2025-call-llm"]

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: root + "/" + path)))
  }

  static func shelf() throws -> SchemeShelf {
    var files: [SchemeID: [UInt8]] = [:]
    for id in schemes { files[SchemeID(id)] = try bytes(id + "/scheme.json") }
    return SchemeShelf(schemes: files, documents: try bytes("documents.json"))
  }

  /// Each scheme is read once for all tests.
  private static let readings: [String: Result<Scheme, any Error>] = schemes.reduce(into: [:]) { readings, id in
    readings[id] = Result { try readScheme(SchemeID(id), from: try shelf()).get() }
  }

  /// The scheme, or a failed test that lists every fault with its place.
  static func scheme(_ id: String) throws -> Scheme {
    switch try #require(readings[id]) {
    case .success(let scheme): return scheme
    case .failure(let error as SchemeFaults):
      let list = error.faults.map { "\($0.file):\($0.line) \($0.path): \($0.kind)" }
      Issue.record("\(list.joined(separator: "\n"))")
      throw error
    case .failure(let error): throw error
    }
  }
}

extension Scheme {
  func rule(_ id: String) throws -> Rule { try #require(rules.first { $0.id == RuleID(id) }) }
  func field(_ key: String) throws -> Field { try #require(fields.first { $0.key == key }) }

  var reviewStage: ReviewStage? {
    for case .review(let stage) in stages { return stage }
    return nil
  }

  var selection: Selection? {
    for case .selection(let selection) in stages { return selection }
    return nil
  }

  /// Rules that stand under another's `also`.
  var restated: Set<RuleID> { Set(rules.flatMap(\.also)) }
}
