/// An expert's question to the chair, put while marking: whether a candidate meets a condition of the scheme.
public struct GateQuestion: Sendable, Hashable {
  public let stage: String
  public let candidate: CandidateID
  public let expert: ExpertID
  /// A rule of the kind `gate` or `judged`.
  public let rule: RuleID
  /// What the expert found.
  public let text: String

  public init(stage: String, candidate: CandidateID, expert: ExpertID, rule: RuleID, text: String) {
    self.stage = stage
    self.candidate = candidate
    self.expert = expert
    self.rule = rule
    self.text = text
  }
}

/// A question on record, and what the chair said to it.
public struct RaisedQuestion: Sendable, Hashable {
  public let question: GateQuestion
  public let sequence: Int
  public let on: CivilDay
  /// Nil while it is open.
  public internal(set) var judgment: ChairJudgment?

  public var isOpen: Bool { judgment == nil }
}

extension Scheme {
  /// The rules that an expert may call in question, in the scheme's order: the conditions that a candidate must meet.
  public var questionableRules: [Rule] { rules.filter { $0.kind == .gate || $0.kind == .judged } }
}

extension Round {
  /// Takes an expert's question. The same words once more change nothing, so that a sheet may be read twice; other
  /// words on a rule that the chair has settled open it again.
  mutating func take(_ question: GateQuestion, entry: FactEntry) throws(RoundRefusal) {
    let stage = try reviewStage(question.stage)
    let candidate = try index(of: question.candidate)
    let expert = try index(of: question.expert)
    try checkQuestionable(question.rule)
    guard OpinionPolicy.length(of: question.text) > 0 else { throw .noReason(act: "question") }
    guard panels[stage.id]?.seats(candidate: candidate, expert: expert) == true else {
      throw .notOnPanel(question.candidate, question.expert)
    }
    if scorebooks[stage.id]?.sheet(candidate: candidate, expert: expert)?.recused == true {
      throw .recusedAlready(question.candidate, question.expert)
    }
    guard !holds(question) else { return }
    questions.append(RaisedQuestion(question: question, sequence: entry.sequence, on: entry.asOf, judgment: nil))
  }

  /// Whether the same question is on record, settled or not.
  public func holds(_ question: GateQuestion) -> Bool { questions.contains { $0.question == question } }

  /// The questions raised on a candidate in a stage, oldest first.
  public func questions(on id: CandidateID, in stage: String) -> [RaisedQuestion] {
    questions.filter { $0.question.candidate == id && $0.question.stage == stage }
  }

  /// Throws where a rule is none that an expert may call in question.
  public func checkQuestionable(_ rule: RuleID) throws(RoundRefusal) {
    let known = scheme.questionableRules.map(\.id)
    guard !known.contains(rule) else { return }
    guard !scheme.rules.contains(where: { $0.id == rule }) else { throw .notACondition(rule) }
    throw .unknownRule(rule, nearest: nearest(to: rule.rawValue, among: known.map(\.rawValue)).map { RuleID($0) })
  }

  /// Questions of a stage that wait for the chair, by rule in the scheme's order: on all candidates of the round who
  /// have not left it, or on those named.
  public func openQuestions(in stage: String, on ids: Set<CandidateID>? = nil) -> [OpenItem] {
    let open = questions.filter { raised in
      let id = raised.question.candidate
      return raised.isOpen && raised.question.stage == stage && exclusions[id] == nil && ids?.contains(id) != false
    }
    guard !open.isEmpty else { return [] }
    let byRule = Dictionary(grouping: open, by: \.question.rule)
    return scheme.rules.compactMap { rule in
      byRule[rule.id].map { raised in
        OpenItem(
          rule: rule.id, title: rule.title, candidates: Set(raised.map(\.question.candidate)).sorted(),
          raisedBy: Set(raised.map(\.question.expert)).sorted())
      }
    }
  }

  // MARK: The chair's word

  /// What the chair's word on a rule settles for a candidate: the votes of a stage, and questions by their place.
  ///
  /// Questions that are open come first; the votes of their own stage are settled with them. Where none is open the
  /// word is another on what was settled last. So a question raised in a later review leaves the one before as signed.
  private func settled(by rule: RuleID, for id: CandidateID) -> (votingStage: String?, questions: [Int]) {
    let raised = questions.indices.filter {
      questions[$0].question.rule == rule && questions[$0].question.candidate == id
    }
    let open = raised.filter { questions[$0].isOpen }
    let last = raised.last.map { questions[$0].question.stage }
    let places = open.isEmpty ? raised.filter { questions[$0].question.stage == last } : open
    let stage = reviewStages.map(\.id).first { scheme.votedRules(in: $0).contains { $0.id == rule } }
    let stages = places.map { questions[$0].question.stage }
    return (stages.isEmpty || stages.contains { $0 == stage } ? stage : nil, places)
  }

  /// The first review stage whose result the chair's word on a rule may change; empty where it is of none.
  func judgedStage(of rule: RuleID, for ids: [CandidateID]) -> String {
    let stages = ids.reduce(into: Set<String>()) { stages, id in
      let settled = settled(by: rule, for: id)
      stages.formUnion(settled.questions.map { questions[$0].question.stage })
      if let voting = settled.votingStage { stages.insert(voting) }
    }
    return reviewStages.map(\.id).first { stages.contains($0) } ?? ""
  }

  /// Takes the chair's word on a condition for candidates: one that the stage's experts vote on, or one that an expert
  /// called in question. A later word stands in place of an earlier one.
  mutating func judge(_ rule: RuleID, met: Bool, _ ids: [CandidateID], entry: FactEntry) throws(RoundRefusal) {
    try checkQuestionable(rule)
    let judgment = ChairJudgment(met: met, sequence: entry.sequence)
    for id in ids {
      let settled = settled(by: rule, for: id)
      guard settled.votingStage != nil || !settled.questions.isEmpty else { throw .notInDoubt(rule, id) }
      if settled.votingStage != nil { judgments[rule, default: [:]][id] = judgment }
      for place in settled.questions { questions[place].judgment = judgment }
    }
  }

  /// Conditions called in question in a stage that the chair decided are not met: a candidate with one has no place.
  func questionedNotMet(_ id: CandidateID, in stage: String) -> [RuleID] {
    guard !questions.isEmpty else { return [] }
    let rules = Set(questions(on: id, in: stage).filter { $0.judgment?.met == false }.map(\.question.rule))
    return rules.sorted()
  }
}

// MARK: - As bytes

extension GateQuestion {
  init(from reader: FactReader) throws {
    self.init(
      stage: try reader.text("stage"), candidate: try reader.identifier("candidate"),
      expert: try reader.identifier("expert"), rule: try reader.identifier("rule"), text: try reader.text("text"))
  }

  var json: JSON {
    .object([
      "stage": .text(stage), "candidate": .text(candidate.rawValue), "expert": .text(expert.rawValue),
      "rule": .text(rule.rawValue), "text": .text(text),
    ])
  }
}
