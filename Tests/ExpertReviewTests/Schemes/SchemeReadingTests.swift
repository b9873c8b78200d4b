import FoundationEssentials
import Testing

@testable import ExpertReview

/// The shelf of broken schemes: each file has one mistake and is named after it; all but the sound one extend it.
enum BrokenSchemes {
  static let folder =
    #filePath.split(separator: "/").dropLast(2).reduce(into: "") { $0 += "/" + $1 } + "/Resources/BrokenSchemes/"

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: folder + name))) }

  static func shelf(with broken: [UInt8]? = nil) throws -> SchemeShelf {
    var schemes = [SchemeID("sound"): try bytes("sound.json")]
    schemes[SchemeID("broken")] = broken
    return SchemeShelf(schemes: schemes, documents: try bytes("documents.json"))
  }

  static func sound(_ overrides: [SchemeOverride] = []) throws -> Result<Scheme, SchemeFaults> {
    readScheme(SchemeID("sound"), from: try shelf(), overrides: overrides)
  }

  /// What reading the sound scheme with this JSON over it comes to.
  static func extended(_ members: String) throws -> Result<Scheme, SchemeFaults> {
    let head =
      #"{"id": "broken", "extends": "sound", "name": {"zh": "样", "en": "Sample"}, "documents": ["measure"], "#
    return readScheme(SchemeID("broken"), from: try shelf(with: Array((head + members + "}").utf8)))
  }
}

extension Result where Failure == SchemeFaults {
  /// The faults; none where reading succeeded.
  var faults: [SchemeFault] {
    if case .failure(let faults) = self { return faults.faults }
    return []
  }
}

@Suite struct `Reading schemes` {
  @Test(arguments: RubricsFolder.schemes)
  func `the repository's schemes read without a fault`(id: String) throws {
    #expect(try RubricsFolder.scheme(id).id == SchemeID(id))
  }

  @Test func `the sound sample reads without a fault`() throws {
    #expect(try BrokenSchemes.sound().faults == [])
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let name: String
    let line: Int
    let path: String
    let kind: SchemeFault.Kind
    var testDescription: String { name }

    init(_ name: String, _ line: Int, _ path: String, _ kind: SchemeFault.Kind) {
      self.name = name
      self.line = line
      self.path = path
      self.kind = kind
    }
  }

  static let mistakes: [Mistake] = [
    Mistake("unknown-key", 6, "rules.R-01.chek", .unknownKey("chek", nearest: "check")),
    Mistake("misspelt-field", 6, "rules.R-01.check.atLeast.field", .unknown(.field, "param_yi", nearest: "params_yi")),
    Mistake("rule-without-source", 6, "rules.R-03", .noSource),
    Mistake(
      "article-not-listed", 6, "rules.R-01.cite.article",
      .unknownArticle(document: "measure", article: "第八条", nearest: "第一条")),
    Mistake("misspelt-material", 6, "rules.R-01.check.present.material", .unknown(.material, "MT-1", nearest: "MT-01")),
    Mistake("weights-short-of-100", 6, "stages.expert.rubric.items", .weightsDoNotSum(group: "", sum: "199/2")),
    Mistake("levels-with-a-gap", 7, "stages.expert.rubric.items.B.levels", .levelsGap(after: "50", next: "60")),
    Mistake("even-panel", 6, "stages.expert.panel.size", .evenPanel(size: 6)),
    Mistake("block-without-its-mode", 6, "stages.expert.panel.block", .needsMode("blocks", for: "block")),
    Mistake("number-with-exponent", 6, "rules.R-01.check.atLeast.value", .exponent("8e0")),
    Mistake("english-missing", 6, "materials.MT-02.label", .missingLanguage(.english)),
    Mistake(
      "number-check-on-text", 6, "rules.R-01.check.atLeast.field",
      .fieldOfWrongType(field: "intro", type: "text", allowed: ["integer", "decimal", "money", "percent"])),
    Mistake(
      "choice-not-in-the-list", 6, "rules.R-01.check.equals.value",
      .valueNotInList(field: "track", value: "vertikal", nearest: "vertical")),
    Mistake(
      "rounding-of-items-on-total", 6, "stages.expert.aggregate.rounding.item.after",
      .roundingNotApplicable(after: "item", on: "total")),
    Mistake(
      "dropping-leaves-nothing", 41, "stages.expert.aggregate.outliers.whenFewerThan",
      .tooFewForDropping(whenFewerThan: 5, dropped: 5)),
    Mistake("cap-of-zero", 6, "stages.selection.caps.group.atMost", .outOfRange("0", from: "1", until: nil)),
    Mistake("rule-twice", 7, "rules.R-01", .repeatedID("R-01")),
    Mistake("unknown-unit", 6, "fields.params_yi.unit", .unknown(.unit, "亿元", nearest: "万元")),
    Mistake("tie-by-a-missing-item", 6, "stages.selection.ties.1", .unknown(.item, "C", nearest: nil)),
    Mistake("reserved-key", 6, "fields.candidate_id.key", .reservedKey("candidate_id")),
    Mistake(
      "unknown-placeholder", 6, "rules.R-02.message.zh", .unknown(.placeholder, "params_yj", nearest: "params_yi")),
    Mistake("ground-for-a-change-twice", 6, "changes.grounds.sum", .repeatedID("sum")),
    Mistake("changes-by-nobody-knows-whom", 5, "changes", .missingKey("secondPerson")),
    Mistake("return-of-no-days", 5, "returns.days", .outOfRange("0", from: "1", until: "366")),
    Mistake("kept-for-no-years", 5, "retention.years", .outOfRange("0", from: "1", until: "100")),
    Mistake(
      "duty-every-month", 5, "duties.D-01.every", .notOneOf("month", allowed: ["quarter", "year"], nearest: nil)),
    Mistake("bars-itself", 5, "sanctions.alsoBars.1", .repeatedID("broken")),
    Mistake(
      "members-neither-barred-nor-weighed", 5, "sanctions.members",
      .notOneOf("soft", allowed: ["hard", "review"], nearest: nil)),
    Mistake("recognitions-listed-twice", 5, "recognitions.review.2", .repeatedID("plan")),
    Mistake("extends-itself", 3, "extends", .extendsItself(["broken", "broken"])),
    Mistake("misspelt-base", 3, "extends", .unknown(.scheme, "sond", nearest: "sound")),
    Mistake("without-what-the-base-lacks", 5, "without.rules", .notInBase("R-O2", nearest: "R-02")),
    Mistake("without-a-base", 5, "without", .withoutNoBase),
    Mistake("choice-beside-review", 6, "stages.selection.by", .choiceBesideReview),
    Mistake(
      "quota-with-a-misspelt-consequence", 6, "nominations.atMost.Q-01.beyond",
      .notOneOf("refuse", allowed: ["refused", "review", "warn"], nearest: "refused")),
    Mistake("recommenders-of-no-kind", 6, "nominations.recommenders.Q-02", .oneKeyOf(["kinds", "levels"])),
    Mistake(
      "deadline-before-it-begins", 6, "nominations.deadlines.Q-03",
      .rangeReversed(from: "2026-06-30", until: "2026-06-21")),
    Mistake("deadline-of-a-declaration-without-field", 6, "nominations.deadlines.Q-04", .missingKey("field")),
    Mistake(
      "party-named-and-in-the-file", 6, "conflicts.parties.supporter",
      .oneKeyOf(["unit", "code", "person", "named"])),
    Mistake("chain-soft-above-hard", 6, "conflicts.chains", .rangeReversed(from: "50", until: "20")),
    Mistake("chain-beyond-the-whole", 6, "conflicts.chains.hardFrom", .outOfRange("150", from: "0", until: "100")),
    Mistake(
      "near-names-of-no-kind", 6, "conflicts.nearNames.kinds.1",
      .notOneOf("oneedit", allowed: ConflictPolicy.NearNames.Kind.allCases.map(\.rawValue), nearest: "oneEdit")),
    Mistake(
      "near-names-of-one-letter", 6, "conflicts.nearNames.leastLength", .outOfRange("1", from: "2", until: "20")),
    Mistake("region-of-a-missing-field", 6, "conflicts.region.field", .unknown(.field, "inttro", nearest: "intro")),
    Mistake(
      "issuer-of-a-missing-material", 6, "conflicts.parties.auditor.unit", .unknown(.material, "MT-99", nearest: nil)),
    Mistake("comma-missing", 3, "", .notJSON(.unexpected("\"extends\":"))),
  ]

  /// Mistakes that show where the base has what does not go with them.
  static let inherited: Set<String> = [
    "dropping-leaves-nothing", "review-after-the-selection",
  ]
  static let allMistakes = mistakes + formMistakes + senseMistakes

  @Test(arguments: allMistakes)
  func `a mistake is told once, with its place and the nearest name`(mistake: Mistake) throws {
    let shelf = try BrokenSchemes.shelf(with: try BrokenSchemes.bytes(mistake.name + ".json"))
    let faults = checkScheme(SchemeID("broken"), on: shelf).faults
    // Only what a file inherits can be faulted in the file it stands in.
    let file = Self.inherited.contains(mistake.name) ? "sound/scheme.json" : "broken/scheme.json"
    #expect(faults == [SchemeFault(file: file, line: mistake.line, path: mistake.path, kind: mistake.kind)])
  }

  @Test func `every file of the shelf is expected by a test`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: BrokenSchemes.folder)
    let known = Set(Self.allMistakes.map { $0.name + ".json" }).union(["sound.json", "documents.json"])
    #expect(Set(files) == known)
  }

  @Test func `all mistakes of a file are told together`() throws {
    let faults = try BrokenSchemes.extended(
      """
      "rules": [{"id": "R-01", "kind": "gait", "check": {"atLeast": {"field": "param_yi", "value": "x"}}}], "publicty": {}
      """
    ).faults
    #expect(
      faults.map(\.path) == [
        "publicty", "rules.R-01.kind", "rules.R-01.check.atLeast.field", "rules.R-01.check.atLeast.value",
      ])
  }

  @Test func `the list of schemes leaves sound bases out and shows those that cannot be read`() throws {
    let listed = listSchemes(try BrokenSchemes.shelf(with: try BrokenSchemes.bytes("even-panel.json")))
    #expect(listed.map(\.id.rawValue) == ["broken", "sound"])
    #expect(listed[0].reading.faults.count == 1)
    #expect(listSchemes(try RubricsFolder.shelf()).allSatisfy { $0.reading.faults.isEmpty })
  }

  @Test func `a round embeds a scheme with its bases and nothing else`() throws {
    let part = try RubricsFolder.shelf().part(for: SchemeID("hunan-2025-llm"))
    #expect(part.ids.map(\.rawValue) == ["hunan-2025-common", "hunan-2025-llm"])
    #expect(readScheme(SchemeID("hunan-2025-llm"), from: part).faults == [])
  }
}

@Suite struct `Extending a scheme` {
  @Test func `an entry with a known id replaces key by key, and each change is kept`() throws {
    let scheme = try BrokenSchemes.extended(
      """
      "rules": [{"id": "R-01", "check": {"atLeast": {"field": "params_yi", "value": "10"}}, "kind": "gate"},
                {"id": "R-09", "kind": "process", "title": {"zh": "九", "en": "Nine"}, "message": {"zh": "九", "en": "nine"}, "house": "样例"}]
      """
    ).get()
    #expect(scheme.rules.map(\.id.rawValue) == ["R-01", "R-02", "R-09"])
    guard case .atLeast("params_yi", .value(let bound))? = scheme.rules[0].check else {
      Issue.record("the check is gone")
      return
    }
    #expect(bound == ExactDecimal(10))
    #expect(
      scheme.replacements == [
        Replacement(
          path: "rules.R-01.check", base: SchemeID("sound"), was: #"{"atLeast":{"field":"params_yi","value":"8"}}"#,
          now: #"{"atLeast":{"field":"params_yi","value":"10"}}"#)
      ])
    #expect(scheme.extends == [SchemeID("sound")])
  }

  @Test func `what is left out of a base is gone, and said to be`() throws {
    let scheme = try BrokenSchemes.extended(
      #""without": [{"rules": ["R-02"], "house": "样例不查常见范围"}, {"fields": ["intro"], "house": "样例没有简介"}]"#
    ).get()
    #expect(scheme.rules.map(\.id.rawValue) == ["R-01"])
    #expect(scheme.slots["intro"] == nil)
    #expect(scheme.replacements.map(\.path) == ["rules.R-02", "fields.intro"])
    #expect(scheme.replacements.allSatisfy { $0.now == "—" })
    #expect(scheme.houseValues.contains { $0.reason == "样例不查常见范围" })
  }

  @Test func `a review of a base is left out by its id, another stage by its type`() throws {
    let scheme = try BrokenSchemes.extended(
      #""without": [{"stages": ["expert", "formalCheck"], "house": "样例不组织评审"}],"#
        + #" "stages": [{"type": "selection", "ties": ["lot"]}]"#
    ).get()
    #expect(scheme.stages.count == 1 && scheme.selection?.ties == [.lot])
    #expect(scheme.replacements.map(\.path).prefix(2) == ["stages.expert", "stages.formalCheck"])
    #expect(scheme.houseValues.contains { $0.reason == "样例不组织评审" })
  }

  @Test func `a unit that the documents name is a party of every candidate`() throws {
    let party =
      #"{"role": "supporter", "label": {"zh": "支持单位", "en": "Supporter"}, "named": "技术支持中心", "level": "soft"}"#
    let scheme = try BrokenSchemes.extended(
      #""conflicts": {"parties": [\#(party)], "unsuitableAtMost": "0", "ownUnitBarsGroup": false, "house": "样例没有规定回避"}"#
    ).get()
    let policy = try #require(scheme.conflicts)
    #expect(
      namedParties(of: policy).map { "\(policy.parties[Int($0.party)].role) \($0.unit) \($0.candidate)" }
        == ["supporter 技术支持中心 -1"])
  }

  @Test func `citing an article takes the place of the base's house reason`() throws {
    let scheme = try BrokenSchemes.extended(
      #""rules": [{"id": "R-02", "cite": {"document": "measure", "article": "第一条"}}]"#
    ).get()
    #expect(scheme.rules[1].source == .cited(document: "measure", article: "第一条"))
    #expect(!scheme.houseValues.contains { $0.path == "rules.R-02" })
  }
}

@Suite struct `Setting house values for a round` {
  func override(_ path: String, _ value: String, reason: String = "名额通知") -> SchemeOverride {
    SchemeOverride(path: path, value: value, reason: reason, actor: "王工")
  }

  func selection(_ scheme: Scheme) -> Selection? {
    for case .selection(let selection) in scheme.stages { return selection }
    return nil
  }

  @Test(arguments: ["stages.selection.caps.group", "stages.selection.caps.group.atMost"])
  func `a house value takes the value set, with reason and name`(path: String) throws {
    let scheme = try BrokenSchemes.sound([override(path, "10")]).get()
    #expect(selection(scheme)?.caps.map(\.atMost) == [10])
    #expect(
      scheme.houseValues.last
        == HouseValue(path: "stages.selection.caps.group.atMost", value: "10", reason: "名额通知", setBy: "王工"))
  }

  @Test func `a value that the scheme leaves to the house may be added`() throws {
    let scheme = try BrokenSchemes.sound([override("stages.selection.reserve", "5")]).get()
    #expect(selection(scheme)?.reserve == 5)
  }

  @Test func `a cited value is refused with its citation`() throws {
    let faults = try BrokenSchemes.sound([override("publicity.days", "3")]).faults
    #expect(faults.map(\.kind) == [.citedValue(document: "measure", article: "第一条")])
  }

  @Test func `a house value beside cited ones may be set`() throws {
    let scheme = try BrokenSchemes.sound([override("publicity.countPostingDay", "true")]).get()
    #expect(scheme.publicity?.countPostingDay == true)
  }

  @Test func `the value is read as strictly as a file's`() throws {
    #expect(
      try BrokenSchemes.sound([override("stages.expert.panel.size", "6")]).faults.map(\.kind) == [.evenPanel(size: 6)])
    #expect(
      try BrokenSchemes.sound([override("stages.expert.panel.size", "x")]).faults.map(\.kind) == [.notANumber("x")])
  }

  @Test func `a wrong step is told with the nearest, and a reason is needed`() throws {
    let wrong = try BrokenSchemes.sound([override("stages.selection.cap.group", "10")]).faults
    #expect(wrong.map(\.kind) == [.nothingAtPath(step: "cap", nearest: "caps")])
    let bare = try BrokenSchemes.sound([override("stages.selection.caps.group", "10", reason: " ")]).faults
    #expect(bare.map(\.kind) == [.noReason])
  }
}
