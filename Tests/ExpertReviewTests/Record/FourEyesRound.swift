@testable import ExpertReview

/// The tiny round under a scheme that says how marks are changed: for a ground, approved by a second person. Experts
/// vote on J-01, and declarations are due by 2025-12-31.
enum FourEyesRound {
  static func text(secondPerson: Bool = true, grounds: Bool = true, regulated: Bool = true) -> String {
    let named = #"""
      {"id": "sum-error", "label": {"zh": "汇总计算错误", "en": "Error in a sum"}, "house": "测试"},
      {"id": "typing-error", "label": {"zh": "录入错误", "en": "Typing error"}, "house": "测试"}
      """#
    let changes =
      #""changes": {"grounds": [\#(grounds ? named : "")], "secondPerson": \#(secondPerson), "house": "测试"},"#
    let policy = #"""
      \#(regulated ? changes : "")
      "nominations": {"by": "city", "table": "TB-2", "deadlines": [
        {"id": "N-01", "act": "declared", "field": "submitted_on", "until": "2025-12-31", "house": "测试"}], "house": "测试"},
      "sanctions":
      """#
    let judged = #"""
      "rules": [{"id": "J-01", "kind": "judged", "title": {"zh": "条件", "en": "Condition"},
        "message": {"zh": "是否符合", "en": "is it met"}, "house": "测试"},
      """#
    return TinyRound.text.replacing(#""sanctions":"#, with: policy).replacing(#""rules": ["#, with: judged)
  }

  static func begun(_ text: String, name: String = "four-eyes") throws -> Round {
    let calendar = try RubricsFolder.bytes("calendars/china.json")
    let shelf = SchemeShelf(
      schemes: [TinyRound.schemeID: Array(text.utf8)], documents: Array(TinyRound.documents.utf8))
    let charter = Charter(
      roundID: name, scheme: TinyRound.schemeID, shelf: shelf, calendar: calendar, overrides: [])
    return try Round(beginning: TinyRound.entry(1, .begun(charter)))
  }

  private static let opened = Result { try begun(text()) }

  /// As `TinyRound.marked`, with E1's vote that C1 meets J-01; five experts.
  static func marked(_ text: String? = nil) throws -> Round {
    var round = try text.map { try begun($0) } ?? opened.get()
    let reader = DeclarationReader(round.scheme)
    try round.add(
      .candidatesImported(
        ["C1", "C2", "C3"].map { id in
          let record = JSON.object([
            "candidate_id": .text(id), "name": .text(id), "track": .text("general"),
            "submitted_on": .text("2025-12-01"),
          ])
          return try reader.candidate(from: record, version: 1).get()
        }))
    try round.add(
      .expertsImported((1...5).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)", employer: "单位\($0)") }))
    try round.add(.panelsImported(TinyRound.panels()))
    try round.add(.marked(TinyRound.marks(), origin: .sheet))
    try round.add(vote(.met))
    return round
  }

  /// Another office's round on C7, to be taken in, with what further people did in it.
  static func other(_ further: [(fact: Fact, by: String)] = []) throws -> MergedRound {
    let start = try begun(text(), name: "other-office")
    let record = JSON.object(["candidate_id": .text("C7"), "name": .text("C7"), "track": .text("general")])
    let candidate = try DeclarationReader(start.scheme).candidate(from: record, version: 1).get()
    let first = [TinyRound.entry(1, .begun(start.charter)), TinyRound.entry(2, .candidatesImported([candidate]))]
    let entries =
      first
      + further.enumerated().map { place, act in
        FactEntry(
          sequence: 3 + place, asOf: TinyRound.day, actor: act.by, reason: "复核", recordedAt: "", hash: "",
          fact: act.fact)
      }
    return MergedRound(
      roundID: "other-office",
      parts: entries.map { MergedRound.Part(entry: $0, encoded: $0.fact.encoded(under: start.scheme)) })
  }

  static func vote(_ vote: Vote, _ expert: ExpertID = "E1") -> Fact {
    .voted(
      VoteBatch(
        stage: "expert", rows: [VoteBatch.Row(candidate: "C1", expert: expert, votes: [RuleID("J-01"): vote])]))
  }

  static func change(_ lines: [MarkChange.Line], ground: String = "sum-error") -> Fact {
    .changeProposed(MarkChange(stage: "expert", ground: ground, lines: lines))
  }

  static func mark(_ candidate: CandidateID, _ expert: ExpertID, _ item: String, _ steps: Int32) -> MarkChange.Line {
    MarkChange.Line(candidate: candidate, expert: expert, entry: .mark(ItemID(item), steps: steps))
  }

  static func recusal(_ candidate: CandidateID, _ expert: ExpertID, _ recused: Bool) -> MarkChange.Line {
    MarkChange.Line(candidate: candidate, expert: expert, entry: .recusal(recused))
  }

  /// The marks of a sheet as step counts.
  static func marks(_ round: Round, _ candidate: Int, _ expert: Int) -> [Int32] {
    guard let book = round.scorebooks["expert"], let sheet = book.sheet(candidate: candidate, expert: expert) else {
      return []
    }
    return Array(book.marks(of: sheet))
  }
}

extension Round {
  /// Adds the next fact as somebody's.
  mutating func add(_ fact: Fact, by actor: String, reason: String = "复核") throws(RoundRefusal) {
    try apply(
      FactEntry(
        sequence: lastSequence + 1, asOf: TinyRound.day, actor: actor, reason: reason, recordedAt: "",
        hash: "h\(lastSequence + 1)", fact: fact))
  }

  func adding(_ fact: Fact, by actor: String, reason: String = "复核") throws(RoundRefusal) -> Round {
    var next = self
    try next.add(fact, by: actor, reason: reason)
    return next
  }
}
