import FoundationEssentials
import SchemaValidation
import Testing

@testable import ExpertReview

/// `Rubrics/scheme.schema.json` and the reader take the same files: neither may learn a key without the other.
@Suite struct `The schema for editors` {
  static func schema() throws -> SchemaValidator {
    SchemaValidator(root: try JSON.read(try RubricsFolder.bytes("scheme.schema.json")))
  }

  static let everyKey = SchemeID("every-key")

  static func everyKeyShelf() throws -> SchemeShelf {
    let file = URL(filePath: BrokenSchemes.folder + "../every-key.json")
    return SchemeShelf(
      schemes: [
        everyKey: [UInt8](try Data(contentsOf: file)), SchemeID("sound"): try BrokenSchemes.bytes("sound.json"),
      ],
      documents: try BrokenSchemes.bytes("documents.json"))
  }

  @Test func `the sample that uses every key is sound and makes sense but for its course`() throws {
    #expect(readScheme(Self.everyKey, from: try Self.everyKeyShelf()).faults == [])
  }

  @Test(arguments: RubricsFolder.schemes)
  func `the repository's schemes are valid`(id: String) throws {
    let finding = try Self.schema().validate(try JSON.read(try RubricsFolder.bytes(id + "/scheme.json")))
    #expect(finding.errors == [])
    #expect(finding.unknown == [], "the validator does not know these keywords")
  }

  /// Mistakes that a form alone shows. The others are found by who looks at references, sources and sense.
  static let structural = [
    "check-with-two-names", "empty-label", "english-missing", "full-width-digits", "half-a-year",
    "list-instead-of-object", "misspelt-check", "null-instead-of-a-text", "number-in-words",
    "process-in-a-named-review", "two-sources",
    "unknown-key", "unknown-kind", "unknown-tie", "unknown-unit",
  ]

  @Test(arguments: structural)
  func `a scheme that is broken in form is not valid`(name: String) throws {
    let finding = try Self.schema().validate(try JSON.read(try BrokenSchemes.bytes(name + ".json")))
    #expect(!finding.errors.isEmpty)
  }

  /// What the reader lets stand at each place of a scheme: keys of an object, names of a list.
  static func accepted(_ id: SchemeID, _ shelf: SchemeShelf) -> (
    keys: [String: Set<String>], names: [String: Set<String>]
  ) {
    final class Notes {
      var keys: [String: Set<String>] = [:]
      var names: [String: Set<String>] = [:]
    }
    let notes = Notes()
    _ = SchemeAttempt(id, from: shelf) { spot, allowed in
      if spot.node.members == nil {
        notes.names[spot.path] = Set(allowed)
      } else {
        notes.keys[spot.path] = Set(allowed)
      }
    }
    return (notes.keys, notes.names)
  }

  @Test func `the reader and the schema take the same keys and names at every place`() throws {
    let shelf = try Self.everyKeyShelf()
    let tree = try #require(shelf.tree(of: Self.everyKey).tree)
    let schema = try Self.schema()
    let finding = schema.validate(tree.root.json)
    #expect(finding.errors == [])
    let accepted = Self.accepted(Self.everyKey, shelf)
    for (path, keys) in accepted.keys.sorted(by: { $0.key < $1.key }) {
      let listed = finding.keys[path] ?? []
      #expect(
        listed == keys,
        """
        at \(path.isEmpty ? "the top" : path) the reader takes \(keys.subtracting(listed).sorted()) and \
        scheme.schema.json does not, or the reverse: \(listed.subtracting(keys).sorted())
        """)
    }
    // A stage is one of several objects, each with its own type.
    for (path, names) in accepted.names where !path.hasSuffix(".type") || path.hasPrefix("fields") {
      #expect(finding.names[path] == names, "at \(path) the names differ")
    }
  }

  @Test func `the sample uses every object of the schema and every key of the reader`() throws {
    let shelf = try Self.everyKeyShelf()
    let schema = try Self.schema()
    let tree = try #require(shelf.tree(of: Self.everyKey).tree)
    let own = try JSON.read(try #require(shelf.schemes[Self.everyKey]))
    var finding = schema.validate(tree.root.json)
    finding.add(schema.validate(own))
    let unused = schema.closedObjects.subtracting(finding.used)
    #expect(unused == [], "add what these describe to Resources/every-key.json")
    // By form of place, so that one rule of many may leave out a key that another has.
    var used: Set<String> = []
    func visit(_ value: JSON) {
      for member in value.members ?? [] {
        used.insert(member.key)
        visit(member.value)
      }
      value.elements?.forEach(visit)
    }
    visit(tree.root.json)
    visit(own)
    for keys in Self.accepted(Self.everyKey, shelf).keys.values {
      #expect(keys.subtracting(["abstract"]).isSubset(of: used), "no sample for \(keys.subtracting(used).sorted())")
    }
  }

  @Test func `checks, units and kinds of stage are listed as the reader knows them`() throws {
    let root = try Self.schema().root
    let definitions = try #require(root["$defs"])
    let checks = Set((definitions["check"]?["properties"]?.members ?? []).map(\.key))
    #expect(checks == Set(SchemeReader.checkNames).union(["then"]))
    let stages = (definitions["stage"]?["anyOf"]?.elements ?? []).compactMap {
      $0["properties"]?["type"]?["const"]?.text
    }
    #expect(Set(stages) == Set(Stage.Kind.allCases.map(\.rawValue)))
    let units = definitions["field"]?["properties"]?["unit"]?["anyOf"]?.elements?.first?["enum"]?.elements ?? []
    #expect(units.compactMap(\.text) == SchemeReader.units)
  }

  @Test func `every key is explained in both languages`() throws {
    var bare: [String] = []
    func visit(_ schema: JSON, _ place: String) {
      for member in schema["properties"]?.members ?? [] where member.key != "type" || member.value["const"] == nil {
        var target = member.value
        if target["title"] == nil, let name = target["$ref"]?.text?.split(separator: "/").last {
          target = (try? Self.schema().root["$defs"]?[String(name)]) ?? target
        }
        let words = target["title"]?.text?.split(separator: " · ") ?? []
        let isExplained = words.count == 2 && words[1].allSatisfy { $0.isASCII || "“”".contains($0) }
        if !isExplained, member.key != "value" || place != "#/$defs/sourced" { bare.append(place + "/" + member.key) }
      }
    }
    let root = try Self.schema().root
    visit(root, "#")
    for member in root["$defs"]?.members ?? [] { visit(member.value, "#/$defs/" + member.key) }
    #expect(bare == [])
  }
}
