import ExpertReview
import Testing

@Suite struct `The Hunan schemes for large models` {
  @Test(arguments: RubricsFolder.schemes)
  func `a scheme reads without fault`(id: String) throws {
    let scheme = try RubricsFolder.scheme(id)
    #expect(scheme.id == SchemeID(id))
    #expect(scheme.isAbstract == (id == "hunan-2025-common"))
  }

  @Test func `the shared base is not listed as a scheme`() throws {
    let listed = listSchemes(try RubricsFolder.shelf()).map(\.id.rawValue)
    #expect(listed == ["hunan-2025-call-llm", "hunan-2025-llm"])
  }

  @Test func `the call stands on the measure and the measure on the shared base`() throws {
    let call = try RubricsFolder.scheme("hunan-2025-call-llm")
    #expect(call.extends.map(\.rawValue) == ["hunan-2025-llm", "hunan-2025-common"])
  }

  // MARK: Rules

  /// `HN-01` … of the numbers given.
  static func ids(_ letters: String, _ numbers: some Sequence<Int>) -> [String] {
    numbers.map { letters + "-" + ($0 < 10 ? "0" : "") + String($0) }
  }

  /// The lists of rules that a scheme must hold, its bases' included.
  static let lists: [String: [[String]]] = [
    "hunan-2025-common": [ids("HN", 1...16)],
    "hunan-2025-llm": [
      ids("HN", 1...16), ids("HL", 1...13), ids("X", [6, 7, 10, 11, 13, 14, 15, 16, 17, 20, 21, 24]),
    ],
    "hunan-2025-call-llm": [ids("HL", 1...13), ids("GL", 1...13)],
  ]

  @Test(arguments: RubricsFolder.schemes)
  func `every rule of the lists is there`(id: String) throws {
    let known = Set(try RubricsFolder.scheme(id).rules.map(\.id.rawValue))
    for list in try #require(Self.lists[id]) {
      #expect(list.filter { !known.contains($0) } == [])
    }
  }

  @Test(arguments: ["hunan-2025-llm", "hunan-2025-call-llm"])
  func `exactly these rules can fail a candidate`(id: String) throws {
    let scheme = try RubricsFolder.scheme(id)
    let restated = scheme.restated
    let gates = scheme.rules.filter { $0.kind == .gate && !restated.contains($0.id) }.map(\.id.rawValue)
    let measure = [
      "HN-01", "HN-02", "HN-03", "HN-04", "HN-13", "HN-14", "HL-01", "HL-04", "HL-07", "HL-08", "HL-09", "HL-13",
      "X-11",
    ]
    #expect(gates == (id == "hunan-2025-llm" ? measure : measure + ["GL-05"]))
  }

  @Test(arguments: ["filed", "filing_no", "project_invest_wan", "digital_assess.score", "srdi"])
  func `a filing, the investment, the self-assessment and the enterprise label decide no gate`(key: String) throws {
    let scheme = try RubricsFolder.scheme("hunan-2025-call-llm")
    for rule in scheme.rules where rule.kind == .gate {
      #expect(!"\(String(describing: rule.check))".contains("\"\(key)\""), "\(rule.id.rawValue)")
    }
  }

  @Test func `experts vote on six conditions and no more`() throws {
    let scheme = try RubricsFolder.scheme("hunan-2025-call-llm")
    let restated = scheme.restated
    let votes = scheme.rules.filter { $0.kind == .judged && !restated.contains($0.id) }.map(\.id.rawValue)
    #expect(votes == ["HL-03", "HL-05", "HL-06b", "HL-07b", "HL-09b", "HL-11"])
  }

  @Test func `what stages carry out is no item of a candidate's checklist`() throws {
    let scheme = try RubricsFolder.scheme("hunan-2025-call-llm")
    let restated = scheme.restated
    let open = scheme.rules.filter { $0.kind == .process && $0.settledBy == nil && !restated.contains($0.id) }
    #expect(open.map(\.id.rawValue) == ["HN-03b", "HL-12"])
    #expect(try scheme.rule("HN-10").settledBy == .publicity)
    #expect(try scheme.rule("HN-11").settledBy == .publication)
  }

  @Test func `an earlier recognition bars nobody under the measure for large models`() throws {
    #expect(try RubricsFolder.scheme("hunan-2025-common").rule("HN-05").kind == .gate)
    #expect(try RubricsFolder.scheme("hunan-2025-llm").rule("HN-05").kind == .warn)
  }

  // MARK: Numbers as written in the documents

  @Test func `thresholds are those of the documents`() throws {
    let scheme = try RubricsFolder.scheme("hunan-2025-call-llm")
    guard case .atLeast("params_yi", .value(ExactDecimal(8)))? = try scheme.rule("HL-08").check else {
      Issue.record("HL-08 asks for something else than 8 亿 parameters")
      return
    }
    guard case .completeYearsAtLeast("founded_on", 2)? = try scheme.rule("HN-04").check else {
      Issue.record("HN-04 asks for something else than two complete accounting years")
      return
    }
    guard case .notListed(.sanctioned, of: .lead, months: 36, grades: [])? = try scheme.rule("HN-13").check else {
      Issue.record("HN-13 bars for something else than three years")
      return
    }
    #expect(scheme.sanctions?.banYears == 3)
    let publicity = try #require(scheme.publicity)
    #expect(publicity.days == 5 && publicity.unit == .working && !publicity.countPostingDay)
    #expect(try scheme.field("params_yi").unit == "亿")
  }

  @Test(arguments: [
    ("unit_intro", 500), ("model_intro", 1000), ("tech_performance", 2000), ("construction", 1000), ("benefits", 1000),
  ])
  func `texts have the form's limits`(key: String, characters: Int) throws {
    let scheme = try RubricsFolder.scheme("hunan-2025-call-llm")
    #expect(try scheme.field(key).maxLength == characters)
  }

  @Test func `the text on intellectual property has no limit`() throws {
    let scheme = try RubricsFolder.scheme("hunan-2025-call-llm")
    #expect(scheme.fields.filter { $0.maxLength != nil }.count == 5)
  }

  @Test(arguments: [
    ("2025-10-27", Validity.Reading.outside), ("2025-10-28", .doubtful), ("2025-11-12", .doubtful),
    ("2025-11-13", .inForce),
    ("2028-10-27", .inForce), ("2028-10-28", .doubtful), ("2028-11-12", .doubtful), ("2028-11-13", .outside),
  ])
  func `the measure is in force from its printing, and in doubt between its two dates`(
    day: String, expected: Validity.Reading
  ) throws {
    let scheme = try RubricsFolder.scheme("hunan-2025-call-llm")
    #expect(scheme.inForce.reading(on: try #require(CivilDay(day))) == expected)
  }

  @Test func `the form's boxes are all there`() throws {
    let scheme = try RubricsFolder.scheme("hunan-2025-call-llm")
    let boxes = ["app_domains": 15, "modalities": 5, "service_modes": 5, "data_sources": 3, "srdi": 4, "track": 2]
    for (key, count) in boxes.sorted(by: { $0.key < $1.key }) {
      #expect(try scheme.field(key).choices.count == count, "\(key)")
    }
    let sources = try #require(try scheme.field("base_sources").entry.first { $0.key == "kind" })
    #expect(sources.choices.map(\.id) == ["open", "commercial", "self"])
    #expect(scheme.fields.filter { $0.years == 2 }.count == 9)
  }

  // MARK: Sources

  @Test(arguments: ["hunan-2025-llm", "hunan-2025-call-llm"])
  func `no rule, field or material cites another measure than 附件4`(id: String) throws {
    let scheme = try RubricsFolder.scheme(id)
    let sources = scheme.rules.map(\.source) + scheme.fields.map(\.source) + scheme.materials.map(\.source)
    for case .cited("hunan-381-2025", let article) in sources { #expect(article.hasPrefix("附件4 ")) }
  }

  @Test(arguments: RubricsFolder.schemes)
  func `every house value gives its reason in Chinese`(id: String) throws {
    for value in try RubricsFolder.scheme(id).houseValues {
      #expect(value.reason.count >= 8 && value.reason.contains(where: \.isHan), "\(value.path): \(value.reason)")
    }
  }

  @Test(arguments: RubricsFolder.schemes)
  func `labels, titles and messages are Chinese in zh and English in en`(id: String) throws {
    let scheme = try RubricsFolder.scheme(id)
    var words = scheme.rules.flatMap { [$0.title, $0.message] } + scheme.materials.map(\.label)
    for field in scheme.fields { words += [field.label] + field.entry.map(\.label) + field.choices.map(\.label) }
    for item in scheme.allItems {
      words += [item.label] + item.parts.map(\.label) + item.levels.flatMap { [$0.label, $0.description] }
      words += [item.guidance].compactMap(\.self)
    }
    words += scheme.conflicts.map { $0.parties.map(\.label) + $0.kinds.map(\.label) } ?? []
    for word in words {
      #expect(word.zh.contains(where: \.isHan) || word.zh == "APP", "\(word.zh)")
      // Units and two names of programmes have no English of their own.
      var english = word.en
      for term in ["万元", "亿", "专精特新", "数字工信"] { english = english.split(separator: term).joined() }
      #expect(!english.isEmpty && !english.contains(where: \.isHan), "\(word.en)")
    }
  }

  @Test(arguments: ["hunan-2025-llm", "hunan-2025-call-llm"])
  func `no two columns have the same Chinese name`(id: String) throws {
    let scheme = try RubricsFolder.scheme(id)
    var owners: [String: String] = [:]
    for field in scheme.fields {
      for name in Set([field.label.zh] + field.aliases) {
        #expect(owners[name] == nil, "\(name) is \(owners[name] ?? "") and \(field.key)")
        owners[name] = field.key
      }
    }
  }

  // MARK: Materials

  @Test func `the call's annexes stand for the measure's materials`() throws {
    let scheme = try RubricsFolder.scheme("hunan-2025-call-llm")
    let pairs = [
      "GL-A01": "MT-02", "GL-A03": "MT-03", "GL-A05": "MT-05", "GL-A06": "MT-04", "GL-A08": "MT-06", "GL-A09": "MT-07",
      "GL-A10": "MT-08",
    ]
    for (annex, material) in pairs.sorted(by: { $0.key < $1.key }) {
      let found = try #require(scheme.materials.first { $0.id == MaterialID(annex) })
      #expect(found.satisfies == [MaterialID(material)])
    }
    let always = scheme.materials.filter { if case .always = $0.required { true } else { false } }.map(\.id.rawValue)
    #expect(
      always == ["MT-01", "GL-A01", "GL-A02", "GL-A03", "GL-A04", "GL-A05", "GL-A08", "GL-A09", "GL-A10"],
      "annex 6 is for a consortium only, annex 7 if there is one, and what an annex replaces is not asked for twice")
  }
}

extension Scheme {
  /// The items of all groups.
  var allItems: [RubricItem] {
    guard let rubric = reviewStage?.rubric else { return [] }
    return rubric.items + rubric.perGroup.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap(\.value.items)
  }
}

extension Character {
  /// A Chinese character.
  var isHan: Bool { unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
}
