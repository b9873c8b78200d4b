import Foundation

@testable import ExpertReview
@testable import Reports

/// A round to report on: fourteen candidates under a small scheme, six experts in panels of three, five places; marks
/// fall from candidate to candidate with a little unrest, and E6 is harsh.
enum ReportedRound {
  static let day = CivilDay("2025-12-15") ?? CivilDay(daysSince1970: 0)

  private static let scheme = #"""
    {
      "id": "small", "name": {"zh": "小方案", "en": "Small"}, "documents": ["measure"],
      "inForce": {"from": "2020-01-01", "until": "2030-12-31", "house": "只为测试"},
      "fields": [
        {"key": "applicant_name", "label": {"zh": "申报单位", "en": "Applicant"}, "type": "text", "required": false, "house": "测试"}
      ],
      "rules": [],
      "stages": [
        {"type": "formalCheck", "house": "测试"},
        {"type": "review", "id": "expert", "name": {"zh": "专家评审", "en": "review"}, "house": "测试",
          "panel": {"size": "3", "minimumSheets": "2", "odd": true, "compose": []},
          "rubric": {"scale": {"min": "0", "max": "100", "step": "1"},
            "items": [
              {"id": "A", "kind": "judged", "label": {"zh": "甲", "en": "A"}, "weight": "60"},
              {"id": "B", "kind": "judged", "label": {"zh": "乙", "en": "B"}, "weight": "40"}
            ]},
          "aggregate": {"rounding": [{"after": "total", "places": "2", "mode": "halfUp"}]}},
        {"type": "selection", "caps": [{"scope": "scheme", "atMost": "5", "house": "测试"}], "ties": ["item:A", "lot"], "reserve": "2", "vacancy": "next", "house": "测试"}
      ]
    }
    """#

  private static let documents =
    #"{"documents": [{"id": "measure", "title": "办法", "number": "1", "issuer": "局", "date": "2025-01-01", "articles": ["一"]}]}"#

  /// - Parameters:
  ///   - name: stands behind every candidate's and expert's id.
  ///   - size: candidates, at most 99.
  ///   - pool: experts, at least four.
  static func round(name: String = "", size: Int = 14, pool: Int = 6) throws -> Round {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let calendar = try Data(contentsOf: root.appendingPathComponent("Rubrics/calendars/china.json"))
    let shelf = SchemeShelf(schemes: [SchemeID("small"): Array(scheme.utf8)], documents: Array(documents.utf8))
    let charter = Charter(
      roundID: "small-1", scheme: SchemeID("small"), shelf: shelf, calendar: Array(calendar), overrides: [])
    var round = try Round(beginning: entry(1, .begun(charter)))
    let ids = (1...size).map { "C\($0 < 10 ? "0" : "")\($0)" }
    let candidates = try ids.map { id -> Candidate in
      let members = [
        JSON.Member(key: "candidate_id", value: .text(id)), JSON.Member(key: "name", value: .text("\(id)项目\(name)")),
        JSON.Member(key: "applicant_name", value: .text("\(id)公司\(name)")),
      ]
      return try DeclarationReader(round.scheme).candidate(from: JSON(.object(members)), version: 1).get()
    }
    try round.apply(entry(2, .candidatesImported(candidates)))
    let experts = (1...pool).map {
      Expert(id: ExpertID("E\($0)"), name: "专家\($0)\(name)", employer: "单位\($0)", maximumLoad: 9)
    }
    try round.apply(entry(3, .expertsImported(experts)))
    let seats = ids.indices.flatMap { index in
      [0, 1, 3].map {
        PanelList.Seat(candidate: CandidateID(ids[index]), expert: ExpertID("E\((index + $0) % pool + 1)"))
      }
    }
    try round.apply(entry(4, .panelsImported(PanelList(stage: "expert", seats: seats))))
    let steps = seats.flatMap { seat -> [Int32] in
      let number = ids.firstIndex(of: seat.candidate.rawValue) ?? 0
      let expert = Int(seat.expert.rawValue.dropFirst()) ?? 0
      let base = 92 - 28 * number / size + (number * 7 + expert * 5) % 9 - (expert == 6 ? 6 : 0)
      return [Int32(base), Int32(base - (number + expert) % 4)]
    }
    let batch = MarkBatch(
      stage: "expert", candidates: ids.map { CandidateID($0) }, experts: experts.map(\.id), width: 2,
      candidateIndex: seats.map { Int32(ids.firstIndex(of: $0.candidate.rawValue) ?? 0) },
      expertIndex: seats.map { Int32((Int($0.expert.rawValue.dropFirst()) ?? 1) - 1) },
      recused: seats.map { _ in false }, steps: steps)
    try round.apply(entry(5, .marked(batch, origin: .sheet)))
    return round
  }

  /// All that a page can show; of many, what is quick to work out.
  static func material(name: String = "", size: Int = 14, pool: Int = 6) throws -> RoundReport.Material {
    let round = try round(name: name, size: size, pool: pool)
    let stage = try round.reviewStage(nil)
    let groups = try round.groupStandings(stage: stage, asOf: day)
    let ranking = round.rank(groups, stage: stage, asOf: day)
    let certainty = round.certainty(
      of: ranking, groups, stage: stage, settings: Certainty.Settings(seed: "1", replicates: size > 20 ? 20 : 100),
      asOf: day)
    let severity =
      size > 20
      ? []
      : SeverityFindings(
        of: ranking, groups, stage: stage.id, register: round.experts.map(\.id),
        settings: SeverityFindings.Settings(draws: 100)
      ).groups
    return RoundReport.Material(
      round: round, stage: stage, ranking: ranking, groups: groups, certainty: certainty, severity: severity,
      conflicts: round.conflictSearch(asOf: day).tally,
      events: [RoundReport.Event(day: day, actor: "王敏\(name)", words: Bilingual(zh: "开始", en: "the round was begun"))],
      asOf: day)
  }

  private static func entry(_ sequence: Int, _ fact: Fact) -> FactEntry {
    FactEntry(
      sequence: sequence, asOf: day, actor: "甲", reason: "", recordedAt: "", hash: "h\(sequence)", fact: fact)
  }
}
