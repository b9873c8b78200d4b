@testable import ExpertReview

/// A round of two reviews under a scheme made of the tiny one: a central review, whose best enter a defence; 70 and 30
/// parts in a hundred; all ranked together under one cap. Experts vote on J-01 in the central review and on J-02 in the
/// defence.
enum StagedRound {
  static func text(cap: Int, top: String) -> String {
    let judged = [("J-01", ""), ("J-02", #""stage": "defence", "#)].map { id, stage in
      #"{"id": "\#(id)", "kind": "judged", \#(stage)"title": {"zh": "条件", "en": "Condition"}, "#
        + #""message": {"zh": "是否符合", "en": "is it met"}, "house": "测试"}, "#
    }.joined()
    let items = #"""
      "items": [{"id": "D", "kind": "judged", "label": {"zh": "答辩", "en": "Defence"}, "weight": "100"}]
      """#
    let defence = #"""
      {"type": "review", "id": "defence", "name": {"zh": "答辩", "en": "Defence"}, "admits": {"top": "\#(top)"}, "house": "测试",
        "panel": {"size": "3", "minimumSheets": "1"}, "rubric": {"scale": {"min": "0", "max": "100", "step": "1"}, \#(items)},
        "aggregate": {"rounding": [{"after": "total", "places": "2", "mode": "halfUp"}]},
        "carry": {"expert": "70", "defence": "30"}},
      {"type": "selection", "caps": [{"scope": "scheme", "atMost": "\#(cap)", "house": "测试"}], "rounding": {"places": "1", "mode": "halfUp"}
      """#
    return TinyRound.text.replacing(#""rules": ["#, with: #""rules": [\#(judged)"#)
      .replacing(#""ranking": "apart""#, with: #""ranking": "together""#)
      .replacing(
        #"{"type": "selection", "caps": [{"scope": "group", "atMost": "2", "house": "测试"}]"#, with: defence
      )
      .replacing(#""ties": ["item:A", "lot"], "reserve": "1""#, with: #""ties": ["item:D", "item:A"], "reserve": "1""#)
  }

  static func round(cap: Int = 2, top: String = "1.5×cap") throws -> Round {
    let calendar = try RubricsFolder.bytes("calendars/china.json")
    let shelf = SchemeShelf(
      schemes: [TinyRound.schemeID: Array(text(cap: cap, top: top).utf8)], documents: Array(TinyRound.documents.utf8))
    let charter = Charter(
      roundID: "staged", scheme: TinyRound.schemeID, shelf: shelf, calendar: calendar, overrides: [])
    return try Round(beginning: TinyRound.entry(1, .begun(charter)))
  }

  /// Candidates `C01`, `C02` … marked in the central review by E1, on A and B alike.
  static func central(_ marks: [Int], cap: Int = 2, top: String = "1.5×cap") throws -> Round {
    var round = try round(cap: cap, top: top)
    let ids = marks.indices.map { id($0) }
    let reader = DeclarationReader(round.scheme)
    try round.add(
      .candidatesImported(
        ids.map { id in
          let record = JSON.object([
            "candidate_id": .text(id), "name": .text(id), "track": .text("general"),
          ])
          return try reader.candidate(from: record, version: 1).get()
        }))
    try round.add(
      .expertsImported((1...5).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)", employer: "单位\($0)") }))
    try round.add(.panelsImported(panels("expert", ids)))
    try round.add(
      .marked(
        TinyRound.batch(
          zip(ids, marks).flatMap { id, mark in
            ["E1", "E2", "E3"].map { (id, $0, [Int32(mark), Int32(mark)]) }
          }, given: ids.map { .init(candidate: CandidateID($0), item: ItemID("G"), value: .zero) }), origin: .sheet))
    return round
  }

  static func id(_ index: Int) -> String { index < 9 ? "C0\(index + 1)" : "C\(index + 1)" }

  static func panels(_ stage: String, _ ids: [String]) -> PanelList {
    PanelList(
      stage: stage,
      seats: ids.flatMap { id in
        ["E1", "E2", "E3"].map { PanelList.Seat(candidate: CandidateID(id), expert: ExpertID($0)) }
      })
  }

  /// Defence marks by E1 for candidates by id.
  static func defence(_ marks: KeyValuePairs<String, Int>) -> MarkBatch {
    defence(marks.map { ($0.key, $0.value) })
  }

  static func defence(_ marks: [(String, Int)]) -> MarkBatch {
    MarkBatch(
      stage: "defence", candidates: marks.map { CandidateID($0.0) }, experts: ["E1"], width: 1,
      candidateIndex: marks.indices.map { Int32($0) }, expertIndex: marks.map { _ in 0 },
      recused: marks.map { _ in false }, steps: marks.map { Int32($0.1) })
  }

  static func votes(_ stage: String, _ rule: String, _ candidate: String, _ votes: KeyValuePairs<String, Vote>) -> Fact
  {
    .voted(
      VoteBatch(
        stage: stage,
        rows: votes.map {
          VoteBatch.Row(
            candidate: CandidateID(candidate), expert: ExpertID($0.key), votes: [RuleID(rule): $0.value])
        }))
  }
}

extension Round {
  func ranking(of stage: String) throws -> Ranking {
    try ranking(stage: try reviewStage(stage), asOf: TinyRound.day)
  }
}
