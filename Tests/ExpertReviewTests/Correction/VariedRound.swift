import Testing

@testable import ExpertReview

/// The tiny round with a cell that is required (`head`), a proof that is asked for (R-03, the code), a gate (R-04), the
/// registers (R-05, R-06), five working days to correct, and duties.
enum VariedRound {
  static let scheme = Result { try readScheme(TinyRound.schemeID, from: shelf).get() }

  private static let shelf = SchemeShelf(
    schemes: [TinyRound.schemeID: Array(text.utf8)], documents: Array(TinyRound.documents.utf8))

  static let text =
    TinyRound.text
    .replacing(
      #""key": "head", "label": {"zh": "负责人", "en": "Head"}, "type": "text", "required": false"#,
      with: #""key": "head", "label": {"zh": "负责人", "en": "Head"}, "type": "text", "required": true"#
    )
    .replacing(
      #"{"id": "R-02","#,
      with: #"""
        {"id": "R-03", "kind": "formError", "title": {"zh": "代码", "en": "Code"}, "check": {"present": {"field": "uscc"}},
          "message": {"zh": "请填写信用代码", "en": "give the code"}, "house": "测试"},
        {"id": "R-04", "kind": "gate", "title": {"zh": "名称", "en": "Name"},
          "check": {"not": {"equals": {"field": "applicant_name", "value": "坏公司"}}}, "message": {"zh": "不收", "en": "no"}, "house": "测试"},
        {"id": "R-05", "kind": "gate", "title": {"zh": "禁报", "en": "Barred"},
          "check": {"notListed": {"register": "sanctioned", "of": "allUnits"}}, "message": {"zh": "禁报至{limit}", "en": "barred until {limit}"}, "house": "测试"},
        {"id": "R-06", "kind": "gate", "title": {"zh": "未获认定", "en": "Not recognised"},
          "check": {"notListed": {"register": "recognised", "of": "lead"}}, "message": {"zh": "已获认定", "en": "recognised"}, "house": "测试"},
        {"id": "R-02",
        """#
    )
    .replacing(
      #""sanctions": {"banYears": "3", "house": "测试"}"#,
      with: #"""
        "sanctions": {"banYears": "3", "alsoBars": ["twin"], "review": ["former"], "members": "review", "house": "测试"},
        "recognitions": {"review": ["plan"], "house": "测试"},
        "returns": {"days": "5", "unit": "working", "house": "测试"},
        "duties": [
          {"id": "D-01", "label": {"zh": "季报", "en": "Quarterly"}, "every": "quarter", "dueWithinDays": "15", "house": "测试"},
          {"id": "D-02", "label": {"zh": "自评估", "en": "Self-evaluation"}, "every": "year", "house": "测试"}
        ]
        """#)

  static func round(_ candidates: [Candidate] = []) throws -> Round {
    let shelf = try TinyRound.charter.get()
    let files = shelf.files.mapValues { $0 == TinyRound.text ? text : $0 }
    let charter = Charter(roundID: "tiny-1", scheme: TinyRound.schemeID, files: files, overrides: [])
    var round = try Round(beginning: TinyRound.entry(1, .begun(charter)))
    if !candidates.isEmpty { try round.add(.candidatesImported(candidates)) }
    return round
  }

  /// A declaration in which nothing is wrong, but for what `cells` say; nil leaves a cell out.
  static func candidate(_ id: String, _ cells: [String: JSON?] = [:], version: Int = 1) throws -> Candidate {
    var values: [String: JSON?] = [
      "track": .text("general"), "submitted_on": .text("2025-12-01"), "applicant_name": .text("\(id)公司"),
      "uscc": .text("CODE-\(id)"), "head": .text("负责人\(id)"),
    ]
    values.merge(cells) { $1 }
    let members = values.sorted { $0.key < $1.key }.compactMap { cell in
      cell.value.map { JSON.Member(key: cell.key, value: $0) }
    }
    let named = [
      JSON.Member(key: "candidate_id", value: .text(id)), JSON.Member(key: "name", value: .text("\(id)项目")),
    ]
    return try DeclarationReader(try scheme.get()).candidate(from: JSON(.object(named + members)), version: version)
      .get()
  }

  static func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }
}

extension Round {
  /// The finding of a rule for a candidate on a day.
  func finding(_ rule: String, of id: CandidateID, on day: CivilDay) throws -> Finding? {
    examination(of: try candidate(id), asOf: day).findings.first { $0.rule == RuleID(rule) }
  }

  func verdict(of id: CandidateID, on day: CivilDay) throws -> Verdict {
    examination(of: try candidate(id), asOf: day).verdict
  }
}
