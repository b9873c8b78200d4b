import ExpertReview
import Foundation
import SchemaValidation
import Testing

@testable import Simulation

/// `Simulations/study.schema.json` and the reader take the same files: neither may learn a key without the other.
@Suite struct `The schema of studies for editors` {
  static let simulations = BrokenStudies.folder.appending(path: "../../../../Simulations")
  static let rubrics = BrokenStudies.folder.appending(path: "../../../../Rubrics")

  static func schema() throws -> SchemaValidator {
    SchemaValidator(
      root: try JSON.read(Array(try Data(contentsOf: simulations.appending(path: "study.schema.json")))))
  }

  private static let ownModel = "designs.rejected.model."

  static func everyKey() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: BrokenStudies.folder.appending(path: "../every-key.json")))
  }

  /// The shipped schemes.
  static func shelf() -> SchemeShelf? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: rubrics.path),
      let documents = try? Data(contentsOf: rubrics.appending(path: "documents.json"))
    else { return nil }
    var schemes: [SchemeID: [UInt8]] = [:]
    for name in names {
      if let bytes = try? Data(contentsOf: rubrics.appending(path: name + "/scheme.json")) {
        schemes[SchemeID(name)] = [UInt8](bytes)
      }
    }
    return SchemeShelf(schemes: schemes, documents: [UInt8](documents))
  }

  static let shipped: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: simulations.path)) ?? []).filter {
      FileManager.default.fileExists(atPath: simulations.appending(path: $0 + "/study.json").path)
    }.sorted()

  @Test(arguments: shipped)
  func `the studies that come with the program are sound and valid`(name: String) throws {
    let folder = Self.simulations.appending(path: name)
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "study.json")))
    let attempt = StudyAttempt(
      bytes, file: name, folder: name, schemes: Self.shelf,
      beside: { name in (try? Data(contentsOf: folder.appending(path: name))).map { [UInt8]($0) } })
    #expect(attempt.faults == [])
    let finding = try Self.schema().validate(try JSON.read(bytes))
    #expect(finding.errors == [] && finding.unknown == [])
  }

  static let structural = [
    "unknown-key", "misspelt-measure", "missing-seed", "number-with-exponent", "english-missing",
    "plain-value-with-a-source",
  ]

  @Test(arguments: structural)
  func `a study that is broken in form is not valid`(name: String) throws {
    let bytes = try #require(BrokenStudies.bytes(name + ".json"))
    #expect(!(try Self.schema().validate(try JSON.read(bytes)).errors.isEmpty))
  }

  /// What the reader lets stand at each place of the sample.
  static func accepted() throws -> (keys: [String: Set<String>], names: [String: Set<String>], faults: [StudyFault]) {
    final class Notes {
      var keys: [String: Set<String>] = [:]
      var names: [String: Set<String>] = [:]
    }
    let notes = Notes()
    let attempt = StudyAttempt(
      try everyKey(), file: "every-key", schemes: Self.shelf,
      witness: { spot, allowed in
        if spot.node.members == nil {
          notes.names[spot.path] = Set(allowed)
        } else {
          notes.keys[spot.path] = Set(allowed)
        }
      })
    return (notes.keys, notes.names, attempt.faults)
  }

  @Test func `the reader and the schema take the same keys and names at every place`() throws {
    let accepted = try Self.accepted()
    #expect(accepted.faults == [])
    let finding = try Self.schema().validate(try JSON.read(try Self.everyKey()))
    #expect(finding.errors == [] && finding.unknown == [])
    #expect(accepted.keys.count > 30)
    for (path, keys) in accepted.keys.sorted(by: { $0.key < $1.key }) {
      // A design's own model is read with the parts that it takes over.
      if finding.keys[path] == nil, path.hasPrefix(Self.ownModel) { continue }
      let listed = finding.keys[path] ?? []
      #expect(
        listed == keys,
        """
        at \(path.isEmpty ? "the top" : path) the reader takes \(keys.subtracting(listed).sorted()) and \
        study.schema.json does not, or the reverse: \(listed.subtracting(keys).sorted())
        """)
    }
    for (path, names) in accepted.names where finding.names[path] != nil || !path.hasPrefix(Self.ownModel) {
      #expect(finding.names[path] == names, "at \(path) the names differ")
    }
    let unused = try Self.schema().closedObjects.subtracting(finding.used)
    #expect(unused == [], "add what these describe to Resources/every-key.json")
  }

  @Test func `objectives of assignment are those that the engine knows`() {
    #expect(StudyReader.ObjectiveName.allCases.map(\.rawValue) == AssignmentObjective.names)
  }

  @Test func `every key is explained in both languages`() throws {
    let root = try Self.schema().root
    var bare: [String] = []
    func visit(_ schema: JSON, _ place: String) {
      for member in schema["properties"]?.members ?? [] {
        let words = member.value["title"]?.text?.split(separator: " · ") ?? []
        if words.count != 2 || !words[1].allSatisfy(\.isASCII) { bare.append(place + "/" + member.key) }
        visit(member.value, place + "/" + member.key)
        if let items = member.value["items"] { visit(items, place + "/" + member.key) }
      }
    }
    visit(root, "#")
    for member in root["$defs"]?.members ?? [] { visit(member.value, "#/$defs/" + member.key) }
    #expect(bare == [])
  }
}
