import FoundationEssentials
import Testing

@testable import ExpertReview

@Suite struct `Checking schemes` {
  @Test(arguments: RubricsFolder.schemes)
  func `the repository's schemes make sense`(id: String) throws {
    #expect(checkScheme(SchemeID(id), on: try RubricsFolder.shelf()).faults == [])
  }

  @Test func `the sound sample makes sense`() throws {
    #expect(checkScheme(SchemeID("sound"), on: try BrokenSchemes.shelf()).faults == [])
  }

  // MARK: Every kind of fault

  /// The cases of `SchemeFault.Kind`, from the source: an enum whose cases hold facts cannot list itself.
  private static func kinds() throws -> [String] {
    let folder = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 }
    let file = URL(filePath: folder + "/Sources/ExpertReview/Schemes/SchemeFault.swift")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let start = try #require(text.range(of: "public enum Kind"))
    return text[start.upperBound...].split(separator: "\n").compactMap { line in
      let words = line.drop { $0 == " " }
      guard words.hasPrefix("case ") else { return nil }
      return String(words.dropFirst(5).prefix { $0.isLetter || $0.isNumber })
    }
  }

  private static func name(of kind: SchemeFault.Kind) -> String {
    String(String(describing: kind).prefix { $0 != "(" })
  }

  /// What is only said of values set on the command line; `Setting house values for a round` tests these.
  private static let ofSettings: Set<String> = [
    "nothingAtPath", "notASingleValue", "citedValue", "notAHouseValue", "noReason",
  ]
  /// What is only said of worked cases; `Worked cases` tests these.
  private static let ofCases: Set<String> = ["edgeWithoutCheck", "noEdge"]

  @Test func `every kind of fault has a broken scheme`() throws {
    let shown = Set(`Reading schemes`.allMistakes.map { Self.name(of: $0.kind) })
    let kinds = try Self.kinds()
    #expect(kinds.count > 45)
    for kind in kinds where !Self.ofSettings.union(Self.ofCases).contains(kind) {
      #expect(shown.contains(kind), "no file of BrokenSchemes shows \(kind)")
    }
  }

  @Test(arguments: SchemeFault.Reference.allCases)
  func `every kind of name has a broken scheme that gets it wrong`(reference: SchemeFault.Reference) {
    let isShown = `Reading schemes`.allMistakes.contains { mistake in
      if case .unknown(reference, _, _) = mistake.kind { return true }
      return false
    }
    #expect(isShown, "no file of BrokenSchemes misspells a \(reference.rawValue)")
  }

  // MARK: Several at once

  @Test func `faults of form and of sense are told together, and none twice`() throws {
    let faults = try BrokenSchemes.checked(
      """
      "rules": [
        {"id": "R-03", "kind": "gate", "check": {"atLeast": {"field": "params_yi", "value": "-1"}},
          "title": {"zh": "甲", "en": "One"}, "message": {"zh": "{valu}", "en": "none"}, "house": "样例"},
        {"id": "R-04", "kind": "gate", "check": {"atLeast": {"field": "params_yi", "value": "x"}},
          "title": {"zh": "乙", "en": "Two"}, "message": {"zh": "无", "en": "none"}, "also": ["R-99"], "house": "样例"}
      ],
      "publicity": {"days": "0"}, "forwardsTo": "nowhere"
      """)
    #expect(
      faults.map(\.path) == [
        "rules.R-03.message.zh", "rules.R-04.check.atLeast.value", "publicity.days", "forwardsTo", "rules.R-03.check",
        "rules.R-04.also",
      ])
  }

  @Test func `a fault of the base is told with the base's file and line`() throws {
    var base = String(decoding: try BrokenSchemes.bytes("sound.json"), as: UTF8.self)
    base = base.replacing("\"value\": \"8\"", with: "\"value\": \"8e0\"")
    let own = Array(
      #"{"id": "broken", "extends": "sound", "name": {"zh": "样", "en": "Sample"}, "documents": ["measure"]}"#.utf8)
    let shelf = SchemeShelf(
      schemes: [SchemeID("sound"): Array(base.utf8), SchemeID("broken"): own],
      documents: try BrokenSchemes.bytes("documents.json"))
    let faults = checkScheme(SchemeID("broken"), on: shelf).faults
    #expect(
      faults == [
        SchemeFault(
          file: "sound/scheme.json", line: 22, path: "rules.R-01.check.atLeast.value", kind: .exponent("8e0"))
      ])
  }

  // MARK: Files as editors leave them

  @Test func `a byte order mark and Windows line ends change nothing`() throws {
    let text = String(decoding: try BrokenSchemes.bytes("misspelt-field.json"), as: UTF8.self)
    let bytes = [0xEF, 0xBB, 0xBF] + Array(text.replacing("\n", with: "\r\n").utf8)
    let faults = checkScheme(SchemeID("broken"), on: try BrokenSchemes.shelf(with: bytes)).faults
    #expect(faults.map(\.line) == [6])
    #expect(faults.map(\.kind) == [.unknown(.field, "param_yi", nearest: "params_yi")])
  }

  @Test(
    arguments: [
      // 名称 in GB18030, and 誠 whose second byte is a backslash there: it escapes the quote after it.
      ("GB18030", [0xC3, 0xFB, 0xB3, 0xC6]), ("GB18030 with a backslash", [0xD5, 0x5C]),
    ] as [(String, [UInt8])])
  func `a file that is not UTF-8 is told to be so, with its line`(encoding: String, name: [UInt8]) throws {
    let bytes = Array("{\n  \"name\": \"".utf8) + name + Array("\"\n}\n".utf8)
    let faults = checkScheme(SchemeID("broken"), on: try BrokenSchemes.shelf(with: bytes)).faults
    #expect(faults.map(\.kind) == [.notJSON(.badUTF8)])
    #expect(faults.map(\.line) == [2])
  }

  @Test func `a file in UTF-16 is told not to be UTF-8`() throws {
    let bytes: [UInt8] = [0xFF, 0xFE] + "{}".utf8.flatMap { [$0, 0] }
    let faults = checkScheme(SchemeID("broken"), on: try BrokenSchemes.shelf(with: bytes)).faults
    #expect(faults.map(\.kind) == [.notJSON(.badUTF8)])
  }

  @Test func `nesting without end is refused, and deep nesting is read`() throws {
    func nested(_ depth: Int) -> String {
      let opening = String(repeating: #"{"not": "#, count: depth)
      let check = opening + #"{"present": {"field": "intro"}}"# + String(repeating: "}", count: depth)
      return #""rules": [{"id": "R-01", "check": \#(check)}]"#
    }
    #expect(try BrokenSchemes.checked(nested(150)) == [])
    #expect(try BrokenSchemes.checked(nested(5000)).map(\.kind) == [.notJSON(.tooDeep)])
  }

  @Test(arguments: ["8e0", "1E3", "2.5e-1"])
  func `a number with an exponent is refused wherever it stands, as text or number`(digits: String) throws {
    for written in [digits, "\"\(digits)\""] {
      let rules = #""rules": [{"id": "R-01", "check": {"atLeast": {"field": "params_yi", "value": \#(written)}}}]"#
      #expect(try BrokenSchemes.checked(rules).map(\.kind) == [.exponent(digits)])
      #expect(try BrokenSchemes.checked(#""publicity": {"days": \#(written)}"#).map(\.kind) == [.exponent(digits)])
    }
  }
}

extension BrokenSchemes {
  /// What checking the sound scheme with this JSON over it finds.
  static func checked(_ members: String) throws -> [SchemeFault] {
    let head =
      #"{"id": "broken", "extends": "sound", "name": {"zh": "样", "en": "Sample"}, "documents": ["measure"], "#
    return checkScheme(SchemeID("broken"), on: try shelf(with: Array((head + members + "}").utf8))).faults
  }
}

@Suite struct `What a check comes to` {
  /// A sample scheme with one rule of this check; the outcome of the check, where it is the same for everybody.
  func outcome(_ check: String) throws -> Bool? {
    let scheme = try BrokenSchemes.extended(#""rules": [{"id": "R-01", "check": \#(check)}]"#).get()
    return try #require(try scheme.rule("R-01").check).outcome(in: scheme)
  }

  @Test(arguments: [
    #"{"all": []}"#, #"{"atLeast": {"field": "params_yi", "value": "0"}}"#,
    #"{"atMost": {"field": "params_yi", "other": "params_yi"}}"#,
    #"{"any": [{"present": {"field": "intro"}}, {"countAtLeast": {"field": "members", "value": "0"}}]}"#,
    #"{"when": {"any": []}, "then": {"present": {"field": "intro"}}}"#, #"{"not": {"any": []}}"#,
    #"{"containsAll": {"field": "members", "cell": "name", "values": []}}"#,
  ])
  func `these hold for everybody`(check: String) throws {
    #expect(try outcome(check) == true)
  }

  @Test(arguments: [
    #"{"any": []}"#, #"{"atMost": {"field": "params_yi", "value": "-1"}}"#,
    #"{"oneOf": {"field": "track", "values": []}}"#,
    #"{"all": [{"between": {"field": "params_yi", "from": "1", "until": "5"}}, {"atLeast": {"field": "params_yi", "value": "6"}}]}"#,
    #"{"all": [{"equals": {"field": "track", "value": "general"}}, {"equals": {"field": "track", "value": "vertical"}}]}"#,
  ])
  func `nobody meets these`(check: String) throws {
    #expect(try outcome(check) == false)
  }

  @Test(arguments: [
    #"{"atLeast": {"field": "params_yi", "value": "0.1"}}"#, #"{"present": {"field": "intro"}}"#,
    #"{"all": [{"atLeast": {"field": "params_yi", "value": "5"}}, {"atMost": {"field": "params_yi", "value": "5"}}]}"#,
    #"{"any": [{"equals": {"field": "track", "value": "general"}}, {"equals": {"field": "track", "value": "vertical"}}]}"#,
    #"{"when": {"equals": {"field": "track", "value": "general"}}, "then": {"present": {"field": "intro"}}}"#,
  ])
  func `these depend on the candidate`(check: String) throws {
    #expect(try outcome(check) == nil)
  }
}
