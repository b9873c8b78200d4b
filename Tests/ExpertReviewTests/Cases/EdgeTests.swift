import Testing

@testable import ExpertReview

/// Where the engine takes a declaration to be just inside and just outside each kind of check, calculated by hand.
@Suite struct `The edges of a check` {
  static let sample = #"""
    {"candidate_id": "C", "submitted_on": "2025-06-15", "applicant_name": "甲公司", "uscc": "91350100M000100Y43",
     "n": 9, "total": 12, "m": "40.00", "text": "字", "day": "2020-05-01", "month": "2023-05", "flag": true, "one": "a",
     "many": ["a"], "members": [{"name": "乙公司"}, {"name": "丙公司"}],
     "list": [{"name": "一", "wan": "10", "qty": "2", "all": "20", "on": "2025-01-01"}, {"name": "二", "wan": "20", "qty": "1", "all": "20"}],
     "fin.2023.revenue": "5", "fin.2024.revenue": "6", "fin.2023.ai": "1", "fin.2024.ai": "2"}
    """#

  /// The cells (or sanctions, or other candidates) that an edge leaves, in short.
  static func reading(_ key: String, _ situation: CaseSituation, _ scheme: Scheme) -> String {
    switch key {
    case "sanctions": return situation.sanctions.map(\.decidedOn.description).joined(separator: " ")
    case "others": return situation.others.compactMap { $0["text"]?.text }.joined(separator: " ")
    default: return RecordEdit(situation.record, of: scheme).value(key)?.attributeText ?? "—"
    }
  }

  struct Bound: Sendable, CustomTestStringConvertible {
    let check: String
    let key: String
    let inside: String
    let outside: String
    var testDescription: String { check }

    init(_ check: String, _ key: String, inside: String, outside: String) {
      (self.check, self.key, self.inside, self.outside) = (check, key, inside, outside)
    }
  }

  static let bounds: [Bound] = [
    Bound(#"{"atLeast": {"field": "n", "value": "8"}}"#, "n", inside: "8", outside: "7"),
    Bound(#"{"atLeast": {"field": "m", "value": "200"}}"#, "m", inside: "200", outside: "199.99"),
    Bound(#"{"atMost": {"field": "n", "other": "total"}}"#, "n", inside: "12", outside: "13"),
    Bound(
      #"{"atMost": {"field": "fin.YYYY.ai", "other": "fin.YYYY.revenue"}}"#, "fin.2024.ai", inside: "6", outside: "6.01"
    ),
    Bound(#"{"between": {"field": "m", "from": "0.125", "until": "9"}}"#, "m", inside: "9", outside: "9.01"),
    Bound(#"{"equals": {"field": "one", "value": "a"}}"#, "one", inside: "a", outside: "b"),
    Bound(#"{"oneOf": {"field": "one", "values": ["a", "b"]}}"#, "one", inside: "a", outside: "a-another"),
    Bound(#"{"isTrue": {"field": "flag"}}"#, "flag", inside: "true", outside: "false"),
    Bound(#"{"not": {"isTrue": {"field": "flag"}}}"#, "flag", inside: "false", outside: "true"),
    Bound(#"{"countAtLeast": {"field": "many", "value": "2"}}"#, "many", inside: #"["a","b"]"#, outside: #"["a"]"#),
    Bound(
      #"{"countAtMost": {"field": "members", "value": "1"}}"#, "members", inside: #"[{"name":"乙公司"}]"#,
      outside: #"[{"name":"乙公司"},{"name":"丙公司"}]"#),
    Bound(#"{"countEquals": {"field": "members", "other": "total"}}"#, "total", inside: "2", outside: "3"),
    Bound(
      #"{"containsAll": {"field": "many", "values": ["a", "b"]}}"#, "many", inside: #"["a","b"]"#, outside: #"["a"]"#),
    Bound(
      #"{"ratioAtLeast": {"numerator": "n", "denominator": "total", "value": "0.5"}}"#, "n", inside: "50", outside: "49"
    ),
    Bound(
      #"{"ratioEquals": {"numerator": "n", "denominator": "total", "percent": "m", "tolerance": "0.5"}}"#, "m",
      inside: "75.5", outside: "75.51"),
    Bound(
      #"{"balanceAtLeast": {"plus": ["m"], "minus": ["n"], "value": "300"}}"#, "m", inside: "309", outside: "308.99"),
    Bound(#"{"sumEquals": {"fields": ["n", "m"], "total": "total"}}"#, "total", inside: "49", outside: "50"),
    Bound(
      #"{"completeYearsAtLeast": {"field": "day", "value": "2"}}"#, "day", inside: "2023-01-01", outside: "2023-01-02"),
    Bound(#"{"yearsAtLeast": {"field": "day", "value": "2"}}"#, "day", inside: "2023-06-15", outside: "2023-06-16"),
    Bound(#"{"notAfter": {"field": "day", "day": "2025-10-31"}}"#, "day", inside: "2025-10-31", outside: "2025-11-01"),
    Bound(#"{"notAfter": {"field": "month", "day": "2023-10-31"}}"#, "month", inside: "2023-10", outside: "2023-11"),
    Bound(#"{"notBefore": {"field": "day", "other": "month"}}"#, "day", inside: "2023-05-01", outside: "2023-04-30"),
    Bound(
      #"{"within": {"field": "day", "from": "2026-05-27", "until": "2026-06-20"}}"#, "day", inside: "2026-06-20",
      outside: "2026-06-21"),
    Bound(#"{"mentions": {"field": "text", "values": ["新材料"]}}"#, "text", inside: "新材料", outside: "新材"),
    Bound(#"{"inForce": {}}"#, "submitted_on", inside: "2025-12-31", outside: "2024-12-31"),
    Bound(#"{"present": {"field": "text"}}"#, "text", inside: "字", outside: "—"),
    Bound(#"{"present": {"material": "M2"}}"#, "attachments.M2.file", inside: "M2.pdf", outside: "—"),
    Bound(
      #"{"matches": {"field": "uscc", "pattern": "creditCode"}}"#, "uscc", inside: "91350100M000100Y43",
      outside: "91350100M000100Y40"),
    Bound(
      #"{"matches": {"field": "members", "cell": "uscc", "pattern": "creditCode"}}"#, "members.1.uscc", inside: "—",
      outside: "0"),
    Bound(#"{"maxLength": {"field": "text", "value": "3"}}"#, "text", inside: "字字字", outside: "字字字字"),
    Bound(#"{"lengthLimits": {}}"#, "text", inside: "字字字字字", outside: "字字字字字字"),
    Bound(
      #"{"sumWithinMonths": {"list": "list", "amount": "wan", "date": "on", "months": "36", "atLeast": "200", "declared": "m"}}"#,
      "m", inside: "200", outside: "199.99"),
    Bound(
      #"{"sumWithinMonths": {"list": "list", "amount": "wan", "date": "on", "months": "36", "atLeast": "200", "declared": {"plus": ["m"], "minus": ["n"]}}}"#,
      "m", inside: "209", outside: "208.99"),
    Bound(
      #"{"productEquals": {"list": "list", "factors": ["qty", "wan"], "product": "all", "tolerance": "0.01"}}"#,
      "list.1.all", inside: "20.01", outside: "20.02"),
    Bound(#"{"unique": {"field": "text"}}"#, "others", inside: "字2", outside: "字"),
    Bound(#"{"distinct": {"field": "members", "cell": "name"}}"#, "members.2.name", inside: "丙公司", outside: "乙公司"),
    Bound(
      #"{"notAmong": {"field": "applicant_name", "list": "members", "cell": "name"}}"#, "members.1.name",
      inside: "甲公司2",
      outside: "甲公司"),
    Bound(#"{"entryComplete": {"list": "list", "cells": ["name", "wan"]}}"#, "list.1.wan", inside: "10", outside: "—"),
    Bound(#"{"otherStated": {"field": "many"}}"#, "other_text.many", inside: "另一种", outside: "—"),
    Bound(
      #"{"notListed": {"register": "violations", "of": "lead", "months": "24"}}"#, "violations.1.date",
      inside: "2023-06-15", outside: "2023-06-16"),
    Bound(
      #"{"notListed": {"register": "sanctioned", "of": "lead", "months": "36"}}"#, "sanctions", inside: "2022-06-15",
      outside: "2022-06-16"),
    Bound(
      #"{"notListed": {"register": "recognised", "of": "lead"}}"#, "prior_recognitions.1.scheme", inside: "t-another",
      outside: "t"),
    Bound(
      #"{"all": [{"isTrue": {"field": "flag"}}, {"atLeast": {"field": "n", "value": "3"}}]}"#, "flag", inside: "true",
      outside: "false"),
    Bound(
      #"{"any": [{"atLeast": {"field": "n", "value": "3"}}, {"atLeast": {"field": "m", "value": "5"}}]}"#, "m",
      inside: "40.00", outside: "4.99"),
    Bound(
      #"{"when": {"equals": {"field": "one", "value": "b"}}, "then": {"atLeast": {"field": "n", "value": "3"}}}"#, "n",
      inside: "3", outside: "2"),
  ]

  @Test(arguments: bounds)
  func `lie at the bound and one unit beyond it`(bound: Bound) throws {
    let scheme = try `Each check`.scheme(bound.check)
    let check = try #require(scheme.rules[0].check)
    let search = EdgeSearch(scheme: scheme, reader: DeclarationReader(scheme))
    let start = CaseSituation(record: try JSON.read(`The edges of a check`.sample))
    for (edge, wanted) in [(WorkedCase.Edge.inside, bound.inside), (.outside, bound.outside)] {
      let found = try #require(search.situation(check, edge, from: start), "\(edge)")
      #expect(`The edges of a check`.reading(bound.key, found, scheme) == wanted, "\(edge)")
    }
  }

  @Test func `are not guessed where nothing in reach changes the outcome`() throws {
    // Any two of three choices: with `a` left out there is no list of four.
    let scheme = try `Each check`.scheme(#"{"countAtMost": {"field": "many", "value": "3"}}"#)
    let check = try #require(scheme.rules[0].check)
    let search = EdgeSearch(scheme: scheme, reader: DeclarationReader(scheme))
    let start = CaseSituation(record: try JSON.read(`The edges of a check`.sample))
    #expect(search.situation(check, .inside, from: start) != nil)
    #expect(search.situation(check, .outside, from: start) == nil)
  }

  @Test func `every pledge, or all but the last unit's`() throws {
    let scheme = try `Each check`.scheme(#"{"pledgesCoverAllUnits": {}}"#)
    let check = try #require(scheme.rules[0].check)
    let search = EdgeSearch(scheme: scheme, reader: DeclarationReader(scheme))
    let start = CaseSituation(record: try JSON.read(`The edges of a check`.sample))
    func units(_ edge: WorkedCase.Edge) throws -> [String] {
      let found = try #require(search.situation(check, edge, from: start))
      return (found.record["pledges"]?.elements ?? []).compactMap { $0["unit"]?.text }
    }
    #expect(try units(.inside) == ["甲公司", "乙公司", "丙公司"])
    #expect(try units(.outside) == ["甲公司", "乙公司"])
  }
}

@Suite struct `Changing a record` {
  private func edited(_ record: String, _ key: String, _ value: String) throws -> String {
    let scheme = try `Each check`.scheme(#"{"inForce": {}}"#)
    var edit = RecordEdit(try JSON.read(record), of: scheme)
    edit.set(key, try JSON.read(value))
    return edit.record.compactText
  }

  @Test(arguments: [
    (#"{"a":1,"b":2}"#, "a", "3", #"{"b":2,"a":3}"#), (#"{"a":1}"#, "a", "null", "{}"),
    (#"{"a":{"b":1,"c":2}}"#, "a.b", "3", #"{"a":{"c":2,"b":3}}"#),
    (#"{"a.b":1,"a.c":2,"ab":3}"#, "a", "null", #"{"ab":3}"#),
    (#"{"a":[{"b":1},{"b":2}]}"#, "a.2.b", "5", #"{"a":[{"b":1},{"b":5}]}"#),
    (#"{"a":[{"b":1},{"b":2}]}"#, "a.1", "null", #"{"a":[{"b":2}]}"#),
    (#"{"a":[{"b":1}]}"#, "a.1", #"{"b":7}"#, #"{"a":[{"b":7}]}"#), ("{}", "x.y", "1", #"{"x.y":1}"#),
  ])
  func `reaches nested, dotted and listed cells`(record: String, key: String, value: String, wanted: String) throws {
    #expect(try edited(record, key, value) == wanted)
  }
}
