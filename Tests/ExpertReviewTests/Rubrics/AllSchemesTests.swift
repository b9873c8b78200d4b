import ExpertReview
import FoundationEssentials
import Testing

/// What holds of every scheme of the project, whichever it is.
@Suite struct `Every scheme of the project` {
  static let listed = [
    "hubei-2026-promotion-centre-b2", "hunan-2023-platform-plan", "hunan-2025-5g-factory", "hunan-2025-ai-scenario",
    "hunan-2025-call-llm", "hunan-2025-call-promotion-centre", "hunan-2025-llm", "hunan-2025-platform",
    "hunan-2025-promotion-centre", "miit-2026-promotion-centre-b2", "wuhan-2026-promotion-centre-b2",
  ]

  /// All folders of `Rubrics` that hold a scheme.
  static let shelf: SchemeShelf? = try? {
    var files: [SchemeID: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: RubricsFolder.root) {
      if let bytes = try? RubricsFolder.bytes(name + "/scheme.json") { files[SchemeID(name)] = bytes }
    }
    return SchemeShelf(schemes: files, documents: try RubricsFolder.bytes("documents.json"))
  }()

  /// Each is read once for all tests.
  static let readings: [String: Scheme] = (shelf?.ids ?? []).reduce(into: [:]) { readings, id in
    readings[id.rawValue] = shelf.flatMap { try? readScheme(id, from: $0).get() }
  }

  static var items: [(scheme: String, rubric: Rubric, item: RubricItem)] {
    readings.sorted { $0.key < $1.key }.flatMap { id, scheme in
      scheme.stages.flatMap { stage -> [(String, Rubric, RubricItem)] in
        guard case .review(let review) = stage else { return [] }
        let groups = review.rubric.perGroup.values.flatMap(\.items)
        return (review.rubric.items + groups).map { (id, review.rubric, $0) }
      }
    }
  }

  @Test func `the eleven are listed, and all that is on the shelf makes sense`() throws {
    let shelf = try #require(Self.shelf)
    #expect(listSchemes(shelf).map(\.id.rawValue) == Self.listed)
    for id in shelf.ids { #expect(checkScheme(id, on: shelf).faults == [], "\(id)") }
  }

  @Test(arguments: listed)
  func `each states its documents, rules, materials and stages, and a reason for each house value`(id: String) throws {
    let scheme = try #require(Self.readings[id])
    #expect(!scheme.documents.isEmpty && !scheme.materials.isEmpty && !scheme.stages.isEmpty)
    #expect(scheme.rules.count >= 30)
    #expect(scheme.houseValues.filter { $0.reason.isEmpty }.map(\.path) == [])
  }

  @Test func `each item of every rubric is looked for in named places and has four described levels over its scale`() {
    #expect(Set(Self.items.map(\.scheme)).count == 9, "all but the three that choose by hand, and the base they share")
    for (scheme, rubric, item) in Self.items where item.kind == .judged {
      let place = "\(scheme) \(item.id)"
      #expect(item.levels.count == 4, "\(place)")
      #expect(!item.parts.isEmpty && item.parts.allSatisfy { !$0.evidence.isEmpty }, "\(place)")
      let scale = item.scale ?? rubric.scale
      #expect(
        item.levels.map(\.from).min() == scale.minimum && item.levels.map(\.until).max() == scale.maximum, "\(place)")
      #expect(Set(item.levels.map(\.description.zh)).count == 4 && Set(item.levels.map(\.description.en)).count == 4)
      guard case .house(let reason) = item.source else {
        #expect(item.levels.count == 4)
        continue
      }
      #expect(!reason.isEmpty, "\(place)")
    }
  }

  @Test func `a rule that stands under another states no number that the other does not test`() {
    for (id, scheme) in Self.readings {
      for restated in scheme.rules {
        guard let check = restated.check else { continue }
        let testing = scheme.rules.filter { $0.also.contains(restated.id) }
        guard !testing.isEmpty else { continue }
        let tested = Set(testing.compactMap(\.check).flatMap { Self.numbers(in: "\($0)") })
        #expect(Self.numbers(in: "\(check)").subtracting(tested) == [], "\(id) \(restated.id)")
      }
    }
  }

  /// The numbers that a check's description names, tolerances and what is part of a name aside.
  private static func numbers(in check: String) -> Set<String> {
    let plain = check.replacing(/tolerance: [^)]*\)/, with: "")
    let words = plain.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "-") }
    return Set(words.map(String.init).filter { ExactDecimal($0) != nil })
  }
}
