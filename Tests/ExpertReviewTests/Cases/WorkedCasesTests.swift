import Testing

@testable import ExpertReview

/// A base and a scheme on it, small enough to see through, with their worked cases.
enum CaseSchemes {
  static let base = #"""
    {"id": "base", "name": {"zh": "基", "en": "Base"}, "documents": [], "abstract": true,
     "inForce": {"from": "2025-01-01", "until": "2025-12-31", "house": "试"},
     "fields": [
       {"key": "submitted_on", "type": "date", "label": {"zh": "日", "en": "Day"}, "required": true, "house": "试"},
       {"key": "size", "aliases": ["amount"], "type": "money", "label": {"zh": "额", "en": "Size"}, "required": false, "house": "试"},
       {"key": "flag", "type": "boolean", "label": {"zh": "旗", "en": "Flag"}, "required": true, "house": "试"},
       {"key": "uscc", "type": "text", "label": {"zh": "码", "en": "Code"}, "required": false, "house": "试"}],
     "materials": [{"id": "M-1", "label": {"zh": "料", "en": "Paper"}, "required": true, "house": "试"}],
     "rules": [
       {"id": "R-1", "kind": "gate", "title": {"zh": "额度", "en": "Size"}, "check": {"atLeast": {"field": "size", "value": "200"}},
        "message": {"zh": "{value}不足{limit}", "en": "{value} is below {limit}"}, "also": ["S-1"], "house": "试"},
       {"id": "R-2", "kind": "judged", "title": {"zh": "好坏", "en": "Worth"}, "message": {"zh": "请判断", "en": "judge"}, "house": "试"},
       {"id": "R-3", "kind": "review", "title": {"zh": "唯一", "en": "Once"}, "check": {"unique": {"field": "uscc"}},
        "message": {"zh": "重复", "en": "twice"}, "house": "试"},
       {"id": "R-4", "kind": "preference", "title": {"zh": "优先", "en": "First"}, "check": {"isTrue": {"field": "flag"}},
        "message": {"zh": "不优先", "en": "not first"}, "house": "试"}]}
    """#
  static let own = #"""
    {"id": "own", "name": {"zh": "本", "en": "Own"}, "documents": [], "extends": "base",
     "rules": [{"id": "R-5", "kind": "warn", "title": {"zh": "提示", "en": "Remark"}, "message": {"zh": "知", "en": "know"}, "house": "试"}]}
    """#
  static let baseCases = #"""
    {"cases": [
      {"rule": "R-1", "edge": "inside", "expect": "pass", "verdict": "pass"},
      {"rule": "R-1", "edge": "outside", "expect": "fail", "verdict": "fail"},
      {"rule": "R-2", "expect": "open"},
      {"rule": "R-3", "others": [{}], "expect": "review"},
      {"rule": "R-3", "others": [{"uscc": "K2"}], "expect": "pass"}]}
    """#
  static let ownCases = #"""
    {"sample": {"scheme_id": "own", "submitted_on": "2025-06-15", "size": "500", "flag": true, "uscc": "K1",
                "attachments": {"M-1": {"file": "a.pdf"}}},
     "cases": [
      {"rule": "R-2", "name": "application-1", "expect": "open"},
      {"rule": "S-1", "set": {"amount": "199.99"}, "expect": "fail"},
      {"rule": "M-1", "attachments": {"M-1": null}, "expect": "formError", "verdict": "formError"},
      {"rule": "M-1", "expect": "pass"},
      {"rule": "flag", "set": {"flag": null}, "expect": "formError"},
      {"rule": "size", "set": {"size": "viel"}, "expect": "refused"},
      {"rule": "R-4", "edge": "inside", "expect": "pass"},
      {"rule": "R-4", "edge": "outside", "expect": "none"},
      {"rule": "R-5", "expect": "none"}]}
    """#

  static func scheme(_ id: String = "own") throws -> Scheme {
    let files = [SchemeID("base"): Array(base.utf8), SchemeID("own"): Array(own.utf8)]
    let shelf = SchemeShelf(schemes: files, documents: Array(#"{"documents": []}"#.utf8))
    return try readScheme(SchemeID(id), from: shelf).get()
  }

  static func read(_ own: String = ownCases, base: String = baseCases) throws -> Result<SchemeCases, SchemeFaults> {
    readCases(of: try scheme(), from: [SchemeID("own"): Array(own.utf8), SchemeID("base"): Array(base.utf8)])
  }

  static func run(_ own: String = ownCases) throws -> Result<CaseRun, SchemeFaults> {
    let scheme = try scheme()
    return try read(own).flatMap { CaseRunner(scheme: scheme, cases: $0).run() }
  }
}

@Suite struct `Worked cases` {
  @Test func `of a scheme and its base all come out as written`() throws {
    let run = try CaseSchemes.run().get()
    #expect(run.sampleTroubles.isEmpty && run.sampleRefusals.isEmpty)
    for result in run.results {
      #expect(result.holds, "\(result.workedCase.rule) \(result.workedCase.expected) found \(result.found)")
    }
    #expect(run.results.count == 13)
    #expect(run.holds)
  }

  @Test func `of the scheme's own take the place of its base's for the same rule`() throws {
    let cases = try CaseSchemes.read().get()
    let places = cases.cases.filter { $0.rule == RuleID("R-2") }.map(\.place.file)
    #expect(places == ["own/cases.json"])
    #expect(
      cases.cases.filter { $0.rule == RuleID("R-1") }.map(\.place.file) == ["base/cases.json", "base/cases.json"])
  }

  @Test func `that expect something else are told with what was found`() throws {
    let text = CaseSchemes.ownCases.replacing(#""199.99"}, "expect": "fail""#, with: #""200"}, "expect": "fail""#)
    let run = try CaseSchemes.run(text).get()
    let differing = run.results.filter { !$0.holds }
    #expect(differing.map(\.workedCase.rule.rawValue) == ["S-1"])
    #expect(differing.map(\.found) == [.pass])
    #expect(!run.holds)
  }

  @Test func `whose candidate has another verdict differ too`() throws {
    let text = CaseSchemes.ownCases.replacing(#""verdict": "formError""#, with: #""verdict": "fail""#)
    #expect(try CaseSchemes.run(text).get().results.filter { !$0.holds }.map(\.workedCase.rule) == [RuleID("M-1")])
  }

  @Test func `prove nothing where the sample itself does not pass`() throws {
    let run = try CaseSchemes.run(CaseSchemes.ownCases.replacing(#""size": "500""#, with: #""size": "1""#)).get()
    #expect(run.sampleTroubles.map(\.rule) == [RuleID("R-1")])
    #expect(!run.holds)
  }

  @Test func `of a rule that passes need a finding, of a cell none`() throws {
    let text = CaseSchemes.ownCases.replacing(#""R-5", "expect": "none""#, with: #""R-5", "expect": "pass""#)
    let differing = try CaseSchemes.run(text).get().results.filter { !$0.holds }
    #expect(differing.map(\.found) == [.none])
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let found: String
    let put: String
    let path: String
    let kind: SchemeFault.Kind

    init(_ name: String, _ found: String, _ put: String, _ path: String, _ kind: SchemeFault.Kind) {
      (testDescription, self.found, self.put, self.path, self.kind) = (name, found, put, path, kind)
    }
  }

  static let mistakes: [Mistake] = [
    Mistake(
      "an unknown key", #""expect": "fail""#, #""expects": "fail""#, "cases.2.expects",
      .unknownKey("expects", nearest: "expect")),
    Mistake("a misspelt rule", #""S-1""#, #""S-11""#, "cases.2.rule", .unknown(.rule, "S-11", nearest: "S-1")),
    Mistake(
      "a misspelt cell", #""amount""#, #""sizes""#, "cases.2.set.sizes", .unknown(.field, "sizes", nearest: "size")),
    Mistake(
      "a misspelt cell of the sample", #""uscc": "K1""#, #""usc": "K1""#, "sample.usc",
      .unknown(.field, "usc", nearest: "uscc")),
    Mistake(
      "an unknown outcome", #""expect": "refused""#, #""expect": "refuse""#, "cases.6.expect",
      .notOneOf("refuse", allowed: WorkedCase.Outcome.allCases.map(\.rawValue), nearest: "refused")),
    Mistake(
      "a misspelt material", #""attachments": {"M-1": null}"#, #""attachments": {"M-2": null}"#,
      "cases.3.attachments.M-2",
      .unknown(.material, "M-2", nearest: "M-1")),
  ]

  @Test(arguments: mistakes)
  func `with a mistake are refused with its place`(mistake: Mistake) throws {
    #expect(CaseSchemes.ownCases.contains(mistake.found))
    let faults = try CaseSchemes.read(CaseSchemes.ownCases.replacing(mistake.found, with: mistake.put)).faults
    #expect(
      faults.contains { $0.path == mistake.path && $0.kind == mistake.kind && $0.file == "own/cases.json" }, "\(faults)"
    )
  }

  @Test func `without a sample anywhere are refused`() throws {
    let faults = try CaseSchemes.read(#"{"cases": []}"#).faults
    #expect(faults.map(\.kind) == [.missingKey("sample")])
  }

  @Test func `at an edge need a check`() throws {
    let text = CaseSchemes.ownCases.replacing(#""R-5", "expect""#, with: #""R-5", "edge": "inside", "expect""#)
    #expect(try CaseSchemes.run(text).faults.map(\.kind) == [.edgeWithoutCheck("R-5")])
  }

  @Test func `at an edge that no change brings about are refused with their place`() throws {
    let text = CaseSchemes.ownCases.replacing(
      #"{"rule": "R-5""#,
      with: #"{"rule": "R-3", "set": {"uscc": null}, "edge": "inside", "expect": "pass"}, {"rule": "R-5""#)
    let faults = try CaseSchemes.run(text).faults
    #expect(faults.map(\.kind) == [.noEdge(rule: "R-3", edge: "inside")])
    #expect(faults.map(\.file) == ["own/cases.json"] && faults.allSatisfy { $0.line > 0 })
  }

  @Test func `test the days of a declaration while no recommender has acted`() throws {
    let deadlines = #"""
      "nominations": {"by": "city", "table": "TB-2", "house": "试", "deadlines": [
        {"id": "D-1", "act": "declared", "field": "submitted_on", "until": "2025-06-15", "house": "试"},
        {"id": "D-2", "act": "sent", "until": "2025-06-30", "house": "试"}]},
      "rules": [
        {"id": "D-1", "kind": "process", "stage": "nomination", "title": {"zh": "申报", "en": "Declared"}, "message": {"zh": "报", "en": "declare"}, "house": "试"},
        {"id": "D-2", "kind": "process", "stage": "nomination", "title": {"zh": "报送", "en": "Sent"}, "message": {"zh": "送", "en": "send"}, "house": "试"},
      """#
    let files = [
      SchemeID("base"): Array(CaseSchemes.base.utf8),
      SchemeID("own"): Array(CaseSchemes.own.replacing(#""rules": ["#, with: deadlines).utf8),
    ]
    let shelf = SchemeShelf(schemes: files, documents: Array(#"{"documents": []}"#.utf8))
    let scheme = try readScheme(SchemeID("own"), from: shelf).get()
    let own = CaseSchemes.ownCases.replacing(
      #"{"rule": "R-5""#,
      with: #"""
        {"rule": "D-1", "expect": "pass"},
        {"rule": "D-1", "set": {"submitted_on": "2025-06-16"}, "expect": "fail", "verdict": "fail"},
        {"rule": "D-2", "expect": "open"}, {"rule": "R-5"
        """#)
    let cases = readCases(
      of: scheme, from: [SchemeID("own"): Array(own.utf8), SchemeID("base"): Array(CaseSchemes.baseCases.utf8)])
    let run = try cases.flatMap { CaseRunner(scheme: scheme, cases: $0).run() }.get()
    #expect(run.results.filter { !$0.holds }.map(\.workedCase.rule) == [])
    #expect(run.results.count == 16)
  }

  @Test func `of a base for a rule that the scheme lacks are not run`() throws {
    let base = CaseSchemes.baseCases.replacing(
      #"{"cases": ["#, with: #"{"cases": [{"rule": "Q-9", "expect": "pass"}, "#)
    #expect(try CaseSchemes.read(base: base).get().cases.allSatisfy { $0.rule != RuleID("Q-9") })
  }
}

@Suite struct `Coverage of the catalogue` {
  static let catalogue = #"""
    {"rules": [{"id": "R-1", "in": [{"scheme": "own", "house": "试"}]}, {"id": "S-1", "in": [{"scheme": "own", "house": "试"}]},
               {"id": "R-2", "in": [{"scheme": "own", "house": "试"}]}],
     "materials": [{"id": "M-1", "in": [{"scheme": "own", "house": "试"}]}],
     "tables": [{"id": "TB-9", "in": [{"scheme": "own", "house": "试", "field": "uscc"}]}],
     "ambiguities": [{"id": "A-1", "question": {"zh": "问", "en": "ask"}, "settled": [{"scheme": "own", "path": "rules.R-1"}]},
                     {"id": "A-2", "question": {"zh": "问", "en": "ask"}, "context": "无关"}],
     "applications": ["application-1"]}
    """#

  static func gaps(_ catalogue: String = catalogue, own: String = CaseSchemes.ownCases) throws -> [Coverage.Gap] {
    let scheme = try CaseSchemes.scheme()
    let read = try readCatalogue(Array(catalogue.utf8), documents: Array(#"{"documents": []}"#.utf8)).get()
    return coverage(of: read, schemes: [scheme], cases: [scheme.id: try CaseSchemes.read(own).get()]).gaps
  }

  @Test func `is whole where nothing is missing`() throws { #expect(try `Coverage of the catalogue`.gaps() == []) }

  static let own = SchemeID("own")

  @Test(arguments: [
    (#""id": "S-1""#, #""id": "S-2""#, Coverage.Gap.noRule("S-2", own)),
    (#""id": "M-1""#, #""id": "M-2""#, .noMaterial("M-2", own)),
    (#""field": "uscc""#, #""field": "usc""#, .noTable("TB-9", own)),
    (#""path": "rules.R-1""#, #""path": "rules.R-9""#, .unsettled("A-1", own, path: "rules.R-9")),
    (#"["application-1"]"#, #"["application-2"]"#, .noApplication("application-2")),
    (
      #""materials": [{"id": "M-1", "in": [{"scheme": "own""#, #""materials": [{"id": "M-1", "in": [{"scheme": "one""#,
      .noScheme(SchemeID("one"))
    ),
  ])
  func `names what the schemes lack`(found: String, put: String, gap: Coverage.Gap) throws {
    let text = `Coverage of the catalogue`.catalogue
    #expect(text.contains(found))
    #expect(try `Coverage of the catalogue`.gaps(text.replacing(found, with: put)) == [gap])
  }

  @Test(arguments: [
    (#"{"rule": "R-4", "edge": "inside", "expect": "pass"},"#, "", Coverage.Gap.noInside(RuleID("R-4"), own)),
    (#"{"rule": "R-4", "edge": "outside", "expect": "none"},"#, "", .noOutside(RuleID("R-4"), own)),
    (
      #""name": "application-1", "expect": "open""#, #""name": "application-1", "expect": "none""#,
      .noOpen(RuleID("R-2"), own)
    ),
  ])
  func `names the cases that are missing`(found: String, put: String, gap: Coverage.Gap) throws {
    #expect(CaseSchemes.ownCases.contains(found))
    #expect(try `Coverage of the catalogue`.gaps(own: CaseSchemes.ownCases.replacing(found, with: put)) == [gap])
  }

  @Test func `counts a part of a rule and a rule that states it too`() throws {
    let scheme = try CaseSchemes.scheme()
    let read = try readCatalogue(
      Array(`Coverage of the catalogue`.catalogue.utf8), documents: Array(#"{"documents": []}"#.utf8)
    ).get()
    let found = coverage(of: read, schemes: [scheme], cases: [scheme.id: try CaseSchemes.read().get()])
    let cells = found.rows.flatMap(\.cells)
    #expect(cells.map(\.rules) == [[RuleID("R-1")], [RuleID("R-1")], [RuleID("R-2")]])
    #expect(cells.map(\.cases) == [2, 1, 1])
  }

  @Test func `a catalogue is read strictly`() throws {
    let text = `Coverage of the catalogue`.catalogue
      .replacing(#""id": "R-2""#, with: #""id": "R-1""#).replacing(#", "context": "无关""#, with: "")
      .replacing(#""materials""#, with: #""material""#)
    let faults = readCatalogue(Array(text.utf8), documents: Array(#"{"documents": []}"#.utf8)).faults
    #expect(
      faults.map(\.kind) == [
        .unknownKey("material", nearest: "materials"), .repeatedID("R-1"), .missingKey("materials"),
        .oneKeyOf(["settled", "context"]),
      ])
  }
}
