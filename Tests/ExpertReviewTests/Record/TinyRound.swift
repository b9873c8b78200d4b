import FoundationEssentials
import Testing

@testable import ExpertReview

/// A round under a small scheme, for tests of what follows from facts: two tracks, panels of three, items A (60) and B
/// (40) marked 0…100, a bonus G that staff give, at most two listed a track, five working days' notice, a ban of three
/// years.
enum TinyRound {
  static let schemeID = SchemeID("tiny")
  static let day = CivilDay("2025-12-15") ?? CivilDay(daysSince1970: 0)

  static let text = #"""
    {
      "id": "tiny", "name": {"zh": "小方案", "en": "Tiny"}, "documents": ["measure"],
      "inForce": {"from": "2020-01-01", "until": "2030-12-31", "house": "只为测试"},
      "fields": [
        {"key": "submitted_on", "label": {"zh": "提交日期", "en": "Submitted"}, "type": "date", "required": false, "house": "测试"},
        {"key": "track", "label": {"zh": "类型", "en": "Track"}, "type": "choice", "required": true, "house": "测试",
          "values": [{"id": "general", "label": {"zh": "通用", "en": "General"}}, {"id": "vertical", "label": {"zh": "垂直", "en": "Vertical"}}]},
        {"key": "applicant_name", "label": {"zh": "申报单位", "en": "Applicant"}, "type": "text", "required": false, "house": "测试"},
        {"key": "uscc", "label": {"zh": "信用代码", "en": "Code"}, "type": "text", "required": false, "house": "测试"},
        {"key": "head", "label": {"zh": "负责人", "en": "Head"}, "type": "text", "required": false, "house": "测试"},
        {"key": "demand", "label": {"zh": "专家人数", "en": "Experts"}, "type": "integer", "required": false, "house": "测试"},
        {"key": "size", "label": {"zh": "规模", "en": "Size"}, "type": "decimal", "unit": "亿", "required": false, "house": "测试"},
        {"key": "members", "label": {"zh": "成员", "en": "Members"}, "type": "list", "required": false, "house": "测试",
          "entry": [{"key": "name", "label": {"zh": "名称", "en": "Name"}, "type": "text"}, {"key": "uscc", "label": {"zh": "代码", "en": "Code"}, "type": "text"}]},
        {"key": "customers", "label": {"zh": "客户", "en": "Customers"}, "type": "list", "required": false, "house": "测试",
          "entry": [{"key": "name", "label": {"zh": "名称", "en": "Name"}, "type": "text"}]},
        {"key": "unsuitable_experts", "label": {"zh": "申请回避的专家", "en": "Unsuitable"}, "type": "list", "required": false, "house": "测试",
          "entry": [{"key": "name", "label": {"zh": "姓名", "en": "Name"}, "type": "text"}, {"key": "unit", "label": {"zh": "单位", "en": "Unit"}, "type": "text"},
            {"key": "reason", "label": {"zh": "理由", "en": "Reason"}, "type": "text"}]}
      ],
      "rules": [
        {"id": "R-01", "kind": "review", "title": {"zh": "规模", "en": "Size"}, "check": {"any": [{"not": {"present": {"field": "size"}}}, {"atLeast": {"field": "size", "value": "8"}}]},
          "message": {"zh": "规模偏小", "en": "small"}, "house": "测试"},
        {"id": "R-02", "kind": "process", "title": {"zh": "核对原件", "en": "Originals"}, "message": {"zh": "核对原件", "en": "see the originals"}, "house": "测试"}
      ],
      "groups": {"by": "track", "panels": "together", "ranking": "apart", "house": "测试"},
      "stages": [
        {"type": "formalCheck", "house": "测试"},
        {"type": "review", "id": "expert", "name": {"zh": "评审", "en": "Review"}, "house": "测试",
          "panel": {"size": "3", "minimumSheets": "2", "odd": true, "compose": []},
          "rubric": {"scale": {"min": "0", "max": "100", "step": "1"},
            "items": [
              {"id": "A", "kind": "judged", "label": {"zh": "甲", "en": "A"}, "weight": "60"},
              {"id": "B", "kind": "judged", "label": {"zh": "乙", "en": "B"}, "weight": "40"},
              {"id": "G", "kind": "given", "label": {"zh": "加分", "en": "Bonus"}, "factor": "1", "scale": {"min": "0", "max": "5", "step": "0.5"}}
            ]},
          "aggregate": {"rounding": [{"after": "total", "places": "2", "mode": "halfUp"}]}},
        {"type": "selection", "caps": [{"scope": "group", "atMost": "2", "house": "测试"}], "ties": ["item:A", "lot"], "reserve": "1", "vacancy": "next", "house": "测试"},
        {"type": "publicity", "house": "测试"}
      ],
      "conflicts": {
        "parties": [
          {"role": "applicant", "label": {"zh": "申报单位", "en": "Applicant"}, "unit": "applicant_name", "code": "uscc", "level": "hard", "house": "测试"},
          {"role": "member", "label": {"zh": "成员", "en": "Member"}, "list": "members", "unit": "name", "code": "uscc", "level": "hard", "house": "测试"},
          {"role": "customer", "label": {"zh": "客户", "en": "Customer"}, "list": "customers", "unit": "name", "level": "soft", "house": "测试"},
          {"role": "head", "label": {"zh": "负责人", "en": "Head"}, "person": "head", "level": "hard", "house": "测试"}
        ],
        "kinds": [
          {"id": "employment", "label": {"zh": "任职", "en": "employment"}, "level": "hard", "months": "36", "house": "测试"},
          {"id": "shareholding", "label": {"zh": "持股", "en": "holding"}, "level": "hard", "months": "0", "house": "测试"},
          {"id": "kin", "label": {"zh": "亲属", "en": "kin"}, "level": "hard", "months": "0", "absolute": true, "waivable": false, "house": "测试"},
          {"id": "collaboration", "label": {"zh": "合作", "en": "collaboration"}, "level": "soft", "months": "36", "house": "测试"},
          {"id": "other", "label": {"zh": "其他", "en": "other"}, "level": "soft", "months": "36", "house": "测试"}
        ],
        "unsuitableAtMost": "2", "ownUnitBarsGroup": true, "house": "测试"
      },
      "publicity": {"days": "5", "unit": "working", "countPostingDay": false, "house": "测试"},
      "sanctions": {"banYears": "3", "house": "测试"}
    }
    """#

  static let documents =
    #"{"documents": [{"id": "measure", "title": "办法", "number": "1", "issuer": "局", "date": "2025-01-01", "articles": ["一"]}]}"#

  static let charter = Result { () throws -> Charter in
    let calendar = try RubricsFolder.bytes("calendars/china.json")
    let shelf = SchemeShelf(schemes: [schemeID: Array(text.utf8)], documents: Array(documents.utf8))
    return Charter(roundID: "tiny-1", scheme: schemeID, shelf: shelf, calendar: calendar, overrides: [])
  }

  private static let begun = Result { try Round(beginning: entry(1, .begun(try charter.get()))) }

  static func round() throws -> Round {
    do { return try begun.get() } catch CharterFault.scheme(let faults) {
      Issue.record("\(faults.faults.map { "\($0.line) \($0.path) \($0.kind)" })")
      throw CharterFault.scheme(faults)
    }
  }

  static func scheme() throws -> Scheme { try round().scheme }

  static func entry(_ sequence: Int, _ fact: Fact, reason: String = "", on day: CivilDay = day) -> FactEntry {
    FactEntry(
      sequence: sequence, asOf: day, actor: "甲", reason: reason, recordedAt: "", hash: "h\(sequence)", fact: fact)
  }

  static func candidate(_ id: String, _ cells: KeyValuePairs<String, JSON?> = [:], version: Int = 1) throws -> Candidate
  {
    var members = [
      JSON.Member(key: "candidate_id", value: .text(id)), JSON.Member(key: "name", value: .text("\(id)项目")),
    ]
    if !cells.contains(where: { $0.key == "track" }) {
      members.append(JSON.Member(key: "track", value: .text("general")))
    }
    members += cells.compactMap { cell in cell.value.map { JSON.Member(key: cell.key, value: $0) } }
    return try DeclarationReader(try scheme()).candidate(from: JSON(.object(members)), version: version).get()
  }

  /// Three candidates, four experts without ties, panels of three and their marks: C1 85.80, C2 78.87, C3 70.00.
  static func marked() throws -> Round {
    var round = try round()
    try round.add(.candidatesImported([candidate("C1"), candidate("C2"), candidate("C3")]))
    try round.add(
      .expertsImported((1...4).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)", employer: "单位\($0)") }))
    try round.add(.panelsImported(panels()))
    try round.add(.marked(marks(), origin: .sheet))
    return round
  }

  static func panels(of experts: [String] = ["E1", "E2", "E3"]) -> PanelList {
    PanelList(
      stage: "expert",
      seats: ["C1", "C2", "C3"].flatMap { candidate in
        experts.map { PanelList.Seat(candidate: CandidateID(candidate), expert: ExpertID($0)) }
      })
  }

  static func marks() -> MarkBatch {
    batch(
      [
        ("C1", "E1", [90, 80]), ("C1", "E2", [85, 85]), ("C1", "E3", [86, 87]), ("C2", "E1", [80, 80]),
        ("C2", "E2", [75, 80]), ("C2", "E3", [80, 79]), ("C3", "E1", [70, 70]), ("C3", "E2", [70, 70]),
        ("C3", "E3", [70, 70]),
      ], given: ["C1", "C2", "C3"].map { .init(candidate: CandidateID($0), item: ItemID("G"), value: .zero) })
  }

  /// Sheets of two marks; nil is a missing mark, an empty list a recusal.
  static func batch(
    _ sheets: [(String, String, [Int32?])], given: [MarkBatch.Given] = [], comments: [MarkBatch.Comment] = []
  ) -> MarkBatch {
    let candidates = Set(sheets.map(\.0)).sorted()
    let experts = Set(sheets.map(\.1)).sorted()
    return MarkBatch(
      stage: "expert", candidates: candidates.map { CandidateID($0) }, experts: experts.map { ExpertID($0) }, width: 2,
      candidateIndex: sheets.map { Int32(candidates.firstIndex(of: $0.0) ?? 0) },
      expertIndex: sheets.map { Int32(experts.firstIndex(of: $0.1) ?? 0) }, recused: sheets.map(\.2.isEmpty),
      steps: sheets.flatMap { sheet in
        sheet.2.isEmpty ? [MarkBatch.missing, MarkBatch.missing] : sheet.2.map { $0 ?? MarkBatch.missing }
      }, given: given, comments: comments)
  }
}

extension Round {
  /// Adds the next fact.
  mutating func add(_ fact: Fact, reason: String = "", on day: CivilDay = TinyRound.day) throws(RoundRefusal) {
    try apply(TinyRound.entry(lastSequence + 1, fact, reason: reason, on: day))
  }

  func adding(_ fact: Fact, reason: String = "", on day: CivilDay = TinyRound.day) throws(RoundRefusal) -> Round {
    try applying(TinyRound.entry(lastSequence + 1, fact, reason: reason, on: day))
  }

  /// Candidate and score of those listed, in order.
  func listed() throws -> [String] {
    try ranking(stage: try reviewStage(nil), asOf: TinyRound.day).rows.filter(\.listed).map(\.candidate.rawValue)
  }
}

extension Decision {
  /// An objection of somebody of whom no more is said.
  static func object(_ id: CandidateID, from: String, ground: String) -> Decision {
    .object(ObjectionStatement(id, from: Objector(name: from), ground: ground))
  }

  /// An answer to all open objections; upheld puts the candidate out.
  static func answer(_ id: CandidateID, upheld: Bool) -> Decision {
    .answer(ObjectionAnswer(id, upheld ? .out : .dismissed))
  }
}
