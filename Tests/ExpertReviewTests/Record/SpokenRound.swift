import Testing

@testable import ExpertReview

/// The tiny round with a gate (R-03) and a review that asks for opinions; C1 to C3 are marked by E1 to E3, E4 sits
/// nowhere.
enum SpokenRound {
  static func text(expert: OpinionPolicy.Demand, panel: OpinionPolicy.Demand) -> String {
    let least = expert == .required || panel == .required ? #""atLeast": "4", "# : ""
    let opinions =
      #""opinions": {"expert": "\#(expert.rawValue)", "panel": "\#(panel.rawValue)", \#(least)"house": "测试"}, "#
    return TinyRound.text
      .replacing(#""panel": {"size": "3""#, with: opinions + #""panel": {"size": "3""#)
      .replacing(
        #"{"id": "R-02","#,
        with: #"""
          {"id": "R-03", "kind": "gate", "title": {"zh": "名称", "en": "Name"},
            "check": {"not": {"equals": {"field": "applicant_name", "value": "坏公司"}}}, "message": {"zh": "不收", "en": "no"}, "house": "测试"},
          {"id": "R-02",
          """#)
  }

  static func round(
    expert: OpinionPolicy.Demand = .optional, panel: OpinionPolicy.Demand = .optional
  ) throws -> Round {
    let text = text(expert: expert, panel: panel)
    let files = try TinyRound.charter.get().files.mapValues { $0 == TinyRound.text ? text : $0 }
    let charter = Charter(roundID: "tiny-1", scheme: TinyRound.schemeID, files: files, overrides: [])
    var round = try Round(beginning: TinyRound.entry(1, .begun(charter)))
    let reader = DeclarationReader(round.scheme)
    try round.add(
      .candidatesImported(
        ["C1", "C2", "C3"].map { id in
          let record = JSON.object([
            "candidate_id": .text(id), "name": .text(id), "track": .text("general"),
            "applicant_name": .text(id + "公司"),
          ])
          return try reader.candidate(from: record, version: 1).get()
        }))
    try round.add(
      .expertsImported((1...4).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)", employer: "单位\($0)") }))
    try round.add(.panelsImported(TinyRound.panels()))
    try round.add(.marked(TinyRound.marks(), origin: .sheet))
    return round
  }

  /// The words of an expert on a candidate: on the whole, or on an item.
  static func words(_ text: String, of expert: String, on candidate: String, item: ItemID? = nil) -> Fact {
    .marked(
      TinyRound.batch(
        [(candidate, expert, [nil, nil])], comments: [MarkBatch.Comment(row: 0, item: item, text: text)]),
      origin: .sheet)
  }

  static func chair(_ expert: ExpertID, _ candidates: CandidateID...) -> Fact {
    .decided(.chair(expert, stage: "expert", candidates))
  }

  /// E1's opinion on a candidate; E2 and E3 sign unless they dissent.
  static func opinion(
    _ text: String = "同意推荐", on candidate: CandidateID = "C1", signed: [ExpertID] = ["E1", "E2", "E3"],
    dissents: [PanelOpinion.Dissent] = [], beforeMarks: Bool = false
  ) -> PanelOpinion {
    PanelOpinion(
      stage: "expert", candidate: candidate, chair: "E1", text: text, signed: signed, dissents: dissents,
      beforeMarks: beforeMarks)
  }

  static func question(
    _ text: String, by expert: ExpertID = "E1", on candidate: CandidateID = "C1", rule: RuleID = "R-03"
  )
    -> GateQuestion
  {
    GateQuestion(stage: "expert", candidate: candidate, expert: expert, rule: rule, text: text)
  }
}
