import Testing

@testable import ExpertReview

/// One gate with one check over fields of every type; each case says what a declaration gives.
@Suite struct `Each check` {
  /// Key, type and what else the field has.
  static let fields: [(key: String, type: String, rest: String)] = [
    ("submitted_on", "date", ""), ("n", "integer", ""), ("total", "integer", ""),
    ("m", "money", #", "mayBeNegative": true"#),
    ("text", "text", #", "maxLength": "5""#), ("day", "date", ""), ("month", "month", ""), ("flag", "boolean", ""),
    ("other_text.many", "text", ""), ("applicant_name", "text", ""), ("uscc", "text", ""),
    ("one", "choice", values(["a": "甲", "b": "乙"])), ("many", "choices", values(["a": "甲", "b": "乙", "other": "其他"])),
    (
      "list", "list",
      entry(["name": "text", "uscc": "text", "wan": "money", "on": "date", "qty": "integer", "all": "money"])
    ),
    ("members", "list", entry(["name": "text", "uscc": "text"])),
    ("pledges", "list", entry(["unit": "text", "signed": "boolean", "sealed": "boolean"])),
    ("violations", "list", entry(["unit": "text", "date": "date"])),
    ("accidents", "list", entry(["unit": "text", "date": "date", "grade": "text"])),
    ("prior_recognitions", "list", entry(["scheme": "text", "year": "integer"])),
    ("fin.YYYY.revenue", "money", #", "years": "2""#), ("fin.YYYY.ai", "money", #", "years": "2""#),
  ]

  static func values(_ labels: KeyValuePairs<String, String>) -> String {
    let values = labels.map { #"{"id": "\#($0.key)", "label": {"zh": "\#($0.value)", "en": "\#($0.key)"}}"# }
    return #", "values": [\#(values.joined(separator: ", "))]"#
  }

  static func entry(_ cells: KeyValuePairs<String, String>) -> String {
    let cells = cells.map { #"{"key": "\#($0.key)", "type": "\#($0.value)", "label": {"zh": "格", "en": "Cell"}}"# }
    return #", "entry": [\#(cells.joined(separator: ", "))]"#
  }

  static func scheme(_ check: String) throws -> Scheme {
    let written = fields.map { field in
      #"{"key": "\#(field.key)", "type": "\#(field.type)", "label": {"zh": "标", "en": "Label"}, "required": false, "house": "试"\#(field.rest)}"#
    }
    let text = """
      {"id": "t", "name": {"zh": "试", "en": "Trial"}, "documents": [],
       "inForce": {"from": "2025-01-01", "until": "2025-12-31", "doubtful": [{"from": "2025-01-01", "until": "2025-01-10"}], "house": "试"},
       "fields": [\(written.joined(separator: ", "))],
       "materials": [{"id": "M1", "label": {"zh": "料", "en": "Paper"}, "required": false, "satisfies": ["M2"], "house": "试"},
                     {"id": "M2", "label": {"zh": "料", "en": "Paper"}, "required": false, "house": "试"}],
       "rules": [{"id": "R", "kind": "gate", "title": {"zh": "则", "en": "Rule"}, "check": \(check), "message": {"zh": "不", "en": "no"}, "house": "试"}]}
      """
    let shelf = SchemeShelf(schemes: [SchemeID("t"): Array(text.utf8)], documents: Array(#"{"documents": []}"#.utf8))
    return try readScheme(SchemeID("t"), from: shelf).get()
  }

  static func verdict(_ check: String, _ cells: String) throws -> Finding.Verdict {
    let scheme = try scheme(check)
    let record = try JSON.read(#"{"candidate_id": "C", "submitted_on": "2025-06-15", "# + cells + "}")
    let candidate = try DeclarationReader(scheme).candidate(from: record, version: 1).get()
    let context = ExaminationContext(
      scheme: scheme, candidates: [candidate], asOf: CivilDay(daysSince1970: 20_000))
    return try #require(examine(candidate, in: context).findings.first { $0.rule == RuleID("R") }).verdict
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let check: String
    /// Cells with which it holds, fails and cannot be computed (nil where it always can).
    let holds: [String]
    let fails: [String]
    let missing: String?
    var testDescription: String { check }

    init(_ check: String, holds: [String], fails: [String], missing: String?) {
      self.check = check
      self.holds = holds
      self.fails = fails
      self.missing = missing
    }
  }

  static let empty = #""text": """#

  static let plainCases: [Case] = [
    Case(
      #"{"atLeast": {"field": "n", "value": "8"}}"#, holds: [#""n": 8"#, #""n": "9""#], fails: [#""n": 7"#],
      missing: empty),
    Case(
      #"{"atMost": {"field": "m", "other": "n"}}"#, holds: [#""m": "8.00", "n": 8"#, #""m": -1, "n": 0"#],
      fails: [#""m": "8.01", "n": 8"#], missing: #""m": 1"#),
    Case(
      #"{"between": {"field": "n", "from": "1", "until": "3"}}"#, holds: [#""n": 1"#, #""n": 3"#],
      fails: [#""n": 0"#, #""n": 4"#], missing: empty),
    Case(
      #"{"equals": {"field": "one", "value": "a"}}"#, holds: [#""one": "甲""#], fails: [#""one": "b""#], missing: empty),
    Case(
      #"{"equals": {"field": "text", "other": "uscc"}}"#, holds: [#""text": "x", "uscc": "x""#],
      fails: [#""text": "x", "uscc": "y""#], missing: #""text": "x""#),
    Case(
      #"{"oneOf": {"field": "n", "values": ["1", "2.0"]}}"#, holds: [#""n": 2"#], fails: [#""n": 3"#], missing: empty),
    Case(
      #"{"ratioAtLeast": {"numerator": "n", "denominator": "m", "value": "0.5"}}"#, holds: [#""n": 20, "m": 40"#],
      fails: [#""n": 20, "m": 41"#], missing: #""n": 1, "m": 0"#),
    Case(#"{"isTrue": {"field": "flag"}}"#, holds: [#""flag": "是""#], fails: [#""flag": false"#], missing: empty),
    Case(#"{"isFalse": {"field": "flag"}}"#, holds: [#""flag": 0"#], fails: [#""flag": true"#], missing: empty),
    Case(
      #"{"present": {"field": "many"}}"#, holds: [#""many": ["a"]"#], fails: [#""many": []"#, empty], missing: nil),
    Case(
      #"{"present": {"field": "fin.YYYY.ai"}}"#, holds: [#""fin": {"2023": {"ai": 1}, "2024": {"ai": 0}}"#],
      fails: [#""fin": {"2024": {"ai": 1}}"#], missing: nil),
    Case(
      #"{"present": {"material": "M2"}}"#,
      holds: [#""attachments": {"M1": "a.pdf"}"#, #""attachments": {"M2": {"file": "a.pdf"}}"#], fails: [empty],
      missing: nil),
    Case(
      #"{"matches": {"field": "uscc", "pattern": "creditCode"}}"#, holds: [#""uscc": "91350100M000100Y43""#, empty],
      fails: [#""uscc": "91350100M000100Y34""#], missing: nil),
    Case(
      #"{"matches": {"field": "members", "cell": "uscc", "pattern": "creditCode"}}"#,
      holds: [
        empty, #""members": []"#, #""members": [{"name": "乙"}]"#,
        #""uscc": "1", "members": [{"uscc": "91350100M000100Y43"}]"#,
      ],
      fails: [#""members": [{"uscc": "91350100M000100Y43"}, {"uscc": "91350100M000100Y34"}]"#], missing: nil),
    Case(
      #"{"matches": {"field": "text", "pattern": "phone"}}"#, holds: [#""text": "0731-8888000""#],
      fails: [#""text": "李工""#],
      missing: nil),
    Case(
      #"{"matches": {"field": "text", "pattern": "email"}}"#, holds: [#""text": "a@b.cn""#],
      fails: [#""text": "a@b""#, #""text": "a b@c.cn""#], missing: nil),
    Case(
      #"{"mentions": {"field": "text", "values": ["材料", "音视频"]}}"#,
      holds: [#""text": "新材料""#, #""text": "材料和音视频""#], fails: [#""text": "材 料""#, empty, #""text": """#],
      missing: nil),
    Case(
      #"{"maxLength": {"field": "text", "value": "3"}}"#, holds: [#""text": "一 二 三""#, empty],
      fails: [#""text": "一二三四""#], missing: nil),
    Case(#"{"lengthLimits": {}}"#, holds: [#""text": "一二三四五""#, empty], fails: [#""text": "一二三四五六""#], missing: nil),
  ]

  static let listCases: [Case] = [
    Case(
      #"{"containsAll": {"field": "many", "values": ["a", "b"]}}"#, holds: [#""many": ["b", "甲", "other"]"#],
      fails: [#""many": ["a"]"#], missing: empty),
    Case(
      #"{"containsAll": {"field": "list", "cell": "name", "values": ["x"]}}"#, holds: [#""list": [{"name": "x"}]"#],
      fails: [#""list": [{"uscc": "x"}]"#], missing: empty),
    Case(
      #"{"countAtLeast": {"field": "many", "value": "2"}}"#, holds: [#""many": ["a", "b"]"#], fails: [#""many": []"#],
      missing: empty),
    Case(
      #"{"countAtMost": {"field": "list", "value": "1"}}"#, holds: [#""list": [{"name": "x"}]"#, empty],
      fails: [#""list": [{"name": "x"}, {"name": "y"}]"#], missing: nil),
    Case(
      #"{"sumEquals": {"fields": ["n", "m"], "value": "10", "tolerance": "0.01"}}"#, holds: [#""n": 3, "m": "7.01""#],
      fails: [#""n": 3, "m": "6.98""#], missing: #""n": 3"#),
    Case(
      #"{"sumEquals": {"list": "list", "amount": "wan", "total": "m"}}"#,
      holds: [#""list": [{"wan": 1}, {"wan": "2.5"}], "m": "3.5""#], fails: [#""list": [{"wan": 1}], "m": "3.5""#],
      missing: #""list": [{"name": "x"}], "m": 1"#),
    Case(
      #"{"countEquals": {"field": "many", "other": "n"}}"#,
      holds: [#""many": ["a", "other"], "n": 2"#, #""many": [], "n": 0"#],
      fails: [#""many": ["a", "b"], "n": 1"#], missing: #""many": ["a"]"#),
    Case(
      #"{"countEquals": {"field": "list", "value": "1"}}"#, holds: [#""list": [{"name": "x"}]"#],
      fails: [#""list": []"#],
      missing: empty),
    Case(
      #"{"balanceAtLeast": {"plus": ["m"], "minus": ["n"], "value": "300"}}"#, holds: [#""m": "320.00", "n": 20"#],
      fails: [#""m": "319.99", "n": 20"#, #""m": 320, "n": 30"#], missing: #""m": 400"#),
    Case(
      #"{"ratioEquals": {"numerator": "n", "denominator": "total", "percent": "m", "tolerance": "0.5"}}"#,
      holds: [#""n": 20, "total": 41, "m": "48.78""#, #""n": 1, "total": 3, "m": "33.83""#],
      fails: [#""n": 20, "total": 41, "m": "50""#, #""n": 1, "total": 3, "m": "33.84""#],
      missing: #""n": 1, "total": 0, "m": 0"#),
    Case(
      #"{"productEquals": {"list": "list", "factors": ["qty", "wan"], "product": "all", "tolerance": "0.01"}}"#,
      holds: [#""list": [{"qty": 3, "wan": "1.33", "all": "4.00"}]"#, #""list": []"#],
      fails: [#""list": [{"qty": 1, "wan": 1, "all": 1}, {"qty": 3, "wan": "1.33", "all": "4.01"}]"#],
      missing: #""list": [{"qty": 3, "wan": 1}]"#),
    Case(
      #"{"distinct": {"field": "list", "cell": "uscc"}}"#,
      holds: [#""list": [{"uscc": "1"}, {"uscc": "2"}, {"name": "x"}]"#],
      fails: [#""list": [{"uscc": "1"}, {"uscc": "1"}]"#], missing: nil),
    Case(
      #"{"notAmong": {"field": "uscc", "list": "list", "cell": "uscc"}}"#,
      holds: [#""uscc": "1", "list": [{"uscc": "2"}]"#, empty],
      fails: [#""uscc": "1", "list": [{"uscc": "1"}]"#], missing: nil),
    Case(
      #"{"entryComplete": {"list": "list", "when": {"cell": "name", "values": ["x"]}, "cells": ["uscc"]}}"#,
      holds: [#""list": [{"name": "y"}, {"name": "x", "uscc": "1"}]"#, empty], fails: [#""list": [{"name": "x"}]"#],
      missing: nil),
    Case(
      #"{"otherStated": {"field": "many"}}"#,
      holds: [#""many": ["a"]"#, #""many": ["other"], "other_text": {"many": "q"}"#],
      fails: [#""many": ["other"]"#], missing: nil),
    Case(
      #"{"pledgesCoverAllUnits": {}}"#,
      holds: [#""applicant_name": "甲", "pledges": [{"unit": "甲", "signed": true, "sealed": true}]"#],
      fails: [
        #""applicant_name": "甲", "pledges": [{"unit": "甲", "signed": true, "sealed": false}]"#,
        #""applicant_name": "甲", "members": [{"name": "乙"}], "pledges": [{"unit": "甲", "signed": true, "sealed": true}]"#,
      ], missing: #""applicant_name": "甲""#),
    Case(
      #"{"notListed": {"register": "recognised", "of": "lead"}}"#,
      holds: [empty, #""prior_recognitions": [{"scheme": "u", "year": 2025}]"#],
      fails: [#""prior_recognitions": [{"scheme": "t", "year": 2025}]"#], missing: nil),
    Case(
      #"{"notListed": {"register": "violations", "of": "lead", "months": "24"}}"#,
      holds: [
        #""violations": [{"date": "2023-06-15"}]"#,
        #""applicant_name": "甲", "violations": [{"unit": "乙", "date": "2025-01-01"}]"#,
      ], fails: [#""violations": [{"date": "2023-06-16"}]"#], missing: #""violations": [{"unit": ""}]"#),
    Case(
      #"{"notListed": {"register": "accidents", "of": "allUnits", "months": "36", "grades": ["较大", "重大"]}}"#,
      holds: [#""accidents": [{"date": "2024-03-01", "grade": "一般"}]"#],
      fails: [
        #""members": [{"name": "乙"}], "accidents": [{"unit": "乙", "date": "2024-03-01", "grade": "较大"}]"#
      ], missing: #""accidents": [{"grade": "较大"}]"#),
  ]

  static let dayCases: [Case] = [
    Case(
      #"{"completeYearsAtLeast": {"field": "day", "value": "2"}}"#, holds: [#""day": "2023-01-01""#],
      fails: [#""day": "2023-01-02""#], missing: empty),
    Case(
      #"{"yearsAtLeast": {"field": "day", "value": "2"}}"#, holds: [#""day": "2023-06-15""#],
      fails: [#""day": "2023-06-16""#, #""day": "2026-01-01""#], missing: empty),
    Case(
      #"{"notBefore": {"field": "day", "day": "2025-03-01"}}"#, holds: [#""day": "2025-03-01""#],
      fails: [#""day": "2025-02-28""#], missing: empty),
    Case(
      #"{"notAfter": {"field": "month", "day": "2023-10-31"}}"#, holds: [#""month": "2023-10""#],
      fails: [#""month": "2023-11""#], missing: empty),
    Case(
      #"{"notAfter": {"field": "day", "other": "submitted_on"}}"#, holds: [#""day": "2025-06-15""#],
      fails: [#""day": "2025-06-16""#], missing: empty),
    Case(
      #"{"within": {"field": "day", "from": "2025-01-01", "until": "2025-01-31"}}"#, holds: [#""day": "2025-01-31""#],
      fails: [#""day": "2025-02-01""#, #""day": "2024-12-31""#], missing: empty),
    Case(
      #"{"sumWithinMonths": {"list": "list", "amount": "wan", "date": "on", "months": "36", "atLeast": "200", "declared": "m"}}"#,
      holds: [#""list": [{"wan": "120.00", "on": "2023-01-01"}, {"wan": 80, "on": "2024-12-31"}]"#, #""m": 200"#],
      fails: [#""list": [{"wan": "199.99", "on": "2023-01-01"}]"#, #""m": "199.99""#], missing: empty),
  ]

  @Test(arguments: plainCases + listCases + dayCases)
  func `holds, fails, or says that it cannot be computed`(test: Case) throws {
    for cells in test.holds { #expect(try Self.verdict(test.check, cells) == .pass, "\(cells)") }
    for cells in test.fails { #expect(try Self.verdict(test.check, cells) == .fail, "\(cells)") }
    if let cells = test.missing { #expect(try Self.verdict(test.check, cells) == .formError, "\(cells)") }
  }

  @Test(arguments: [
    ("2024-12-31", Finding.Verdict.fail), ("2025-01-01", .review), ("2025-01-10", .review), ("2025-01-11", .pass),
    ("2025-12-31", .pass), ("2026-01-01", .fail),
  ])
  func `validity has a doubtful window that a person settles`(day: String, verdict: Finding.Verdict) throws {
    let scheme = try Self.scheme(#"{"inForce": {}}"#)
    let record = try JSON.read(#"{"candidate_id": "C", "submitted_on": "\#(day)"}"#)
    let candidate = try DeclarationReader(scheme).candidate(from: record, version: 1).get()
    let context = ExaminationContext(scheme: scheme, candidates: [candidate], asOf: CivilDay(daysSince1970: 0))
    #expect(examine(candidate, in: context).findings.first?.verdict == verdict)
  }

  @Test func `sums that differ between readings, or from the figure declared, go to a person`() throws {
    let check =
      #"{"sumWithinMonths": {"list": "list", "amount": "wan", "date": "on", "months": "36", "atLeast": "200", "declared": "m"}}"#
    #expect(try Self.verdict(check, #""list": [{"wan": 200, "on": "2025-03-01"}]"#) == .review)
    #expect(try Self.verdict(check, #""list": [{"wan": 250, "on": "2024-03-01"}], "m": 249"#) == .review)
    #expect(try Self.verdict(check, #""list": [{"wan": 250, "on": "2024-03-01"}], "m": "249.99""#) == .pass)
  }

  @Test func `a declared sum may be what is left of one figure after another`() throws {
    let check =
      #"{"sumWithinMonths": {"list": "list", "amount": "wan", "date": "on", "months": "36", "atLeast": "200", "declared": {"plus": ["m"], "minus": ["n"]}}}"#
    #expect(try Self.verdict(check, #""m": 230, "n": 30"#) == .pass)
    #expect(try Self.verdict(check, #""m": "229.99", "n": 30"#) == .fail)
    #expect(try Self.verdict(check, #""m": 230"#) == .formError)
    let items = #""list": [{"wan": 200, "on": "2024-03-01"}]"#
    #expect(try Self.verdict(check, items) == .pass, "no figure to hold the items against")
    #expect(try Self.verdict(check, items + #", "m": 230"#) == .pass, "half a balance is none")
    #expect(try Self.verdict(check, items + #", "m": "230.01", "n": 30"#) == .pass)
    #expect(try Self.verdict(check, items + #", "m": "230.02", "n": 30"#) == .review)
    #expect(try Self.verdict(check, items + #", "m": "229.98", "n": 30"#) == .review)
  }

  static let n = #"{"atLeast": {"field": "n", "value": "8"}}"#
  static let f = #"{"isTrue": {"field": "flag"}}"#

  @Test(arguments: [
    (#"{"all": [\#(n), \#(f)]}"#, #""n": 7"#, Finding.Verdict.fail),
    (#"{"all": [\#(n), \#(f)]}"#, #""n": 8"#, .formError),
    (#"{"any": [\#(n), \#(f)]}"#, #""n": 8"#, .pass), (#"{"any": [\#(n), \#(f)]}"#, #""n": 7"#, .formError),
    (#"{"any": [\#(n), \#(f)]}"#, #""n": 7, "flag": false"#, .fail), (#"{"not": \#(n)}"#, #""n": 7"#, .pass),
    (#"{"not": \#(n)}"#, #""text": """#, .formError), (#"{"when": \#(f), "then": \#(n)}"#, #""flag": false"#, .pass),
    (#"{"when": \#(f), "then": \#(n)}"#, #""flag": true, "n": 7"#, .fail),
    (#"{"when": \#(f), "then": \#(n)}"#, #""n": 9"#, .formError),
  ])
  func `checks compose, and a gap is never taken for an answer`(check: String, cells: String, verdict: Finding.Verdict)
    throws
  {
    #expect(try Self.verdict(check, cells) == verdict)
  }

  @Test(arguments: [
    (#""fin": {"2023": {"ai": 1, "revenue": 2}, "2024": {"ai": 2, "revenue": 2}}"#, Finding.Verdict.pass),
    (#""fin": {"2023": {"ai": 3, "revenue": 2}, "2024": {"ai": 2, "revenue": 2}}"#, .fail),
    (#""fin": {"2024": {"ai": 2, "revenue": 2}}"#, .formError),
  ])
  func `yearly figures are compared year by year`(cells: String, verdict: Finding.Verdict) throws {
    let check = #"{"atMost": {"field": "fin.YYYY.ai", "other": "fin.YYYY.revenue"}}"#
    #expect(try Self.verdict(check, cells) == verdict)
  }

  @Test func `a cell that every entry must have is asked for, entry by entry`() throws {
    let text = """
      {"id": "t", "name": {"zh": "试", "en": "Trial"}, "documents": [], "inForce": {"house": "试"},
       "fields": [{"key": "flag", "type": "boolean", "label": {"zh": "标", "en": "Flag"}, "required": false, "house": "试"},
                  {"key": "staff", "type": "list", "label": {"zh": "人员", "en": "Staff"}, "required": false, "house": "试",
                   "entry": [{"key": "name", "type": "text", "label": {"zh": "姓名", "en": "Name"}, "required": true},
                             {"key": "duty", "type": "text", "label": {"zh": "职责", "en": "Duty"},
                              "required": {"when": {"isTrue": {"field": "flag"}}}}]}]}
      """
    let shelf = SchemeShelf(schemes: [SchemeID("t"): Array(text.utf8)], documents: Array(#"{"documents": []}"#.utf8))
    let scheme = try readScheme(SchemeID("t"), from: shelf).get()
    func gaps(_ cells: String) throws -> [String] {
      let record = try JSON.read(#"{"candidate_id": "C", "# + cells + "}")
      let candidate = try DeclarationReader(scheme).candidate(from: record, version: 1).get()
      let context = ExaminationContext(scheme: scheme, candidates: [candidate], asOf: CivilDay(daysSince1970: 0))
      return examine(candidate, in: context).findings.filter { $0.verdict == .formError }.map(\.message.zh)
    }
    #expect(try gaps(#""staff": [{"name": "甲"}, {"duty": "乙"}]"#) == ["“人员”第2项的“姓名”（staff.2.name）未填写，请补充。"])
    #expect(try gaps(#""flag": true, "staff": [{"name": "甲"}]"#) == ["“人员”第1项的“职责”（staff.1.duty）未填写，请补充。"])
    #expect(try gaps(#""flag": true"#) == [])
  }
}
