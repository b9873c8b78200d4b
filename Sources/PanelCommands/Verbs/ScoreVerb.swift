import ExpertReview
import Intake
import Reports

/// `panel score`: an expert's marks entered in the terminal. Each candidate is stored as soon as it is done.
enum ScoreVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let round = try RoundSession.read(invocation).round
    let stage = try invocation.stage(of: round)
    let intake = try MarkIntake(invocation, round: round, kind: .scores)
    let expert = try round.expert(ExpertID(invocation.required("EXPERT")))
    if stage.panel.pledge == .required, !round.hasPledged(expert.id, in: stage.id) {
      throw RoundRefusal.notPledged(expert.id)
    }
    let candidates = try candidates(of: expert, round, stage, invocation)
    let typist = Typist(round: round, stage: stage, expert: expert, invocation: invocation)
    typist.show(
      Bilingual(
        zh: "\(expert.name)（\(expert.id)）：还有 \(candidates.count) 个对象要评",
        en: "\(expert.name) (\(expert.id)): \(candidates.count) candidates to mark"), &output)
    output.tellStage(stage, of: round)
    var stored = 0
    for (place, candidate) in candidates.enumerated() {
      typist.show("\n(\(place + 1)/\(candidates.count)) \(candidate.id)  \(candidate.name)", &output)
      switch try typist.enter(candidate, &output) {
      case .stopped(let unfinished):
        if unfinished { tell(unfinished: candidate, &output) }
        return tell(stored, &output)
      case .skipped: continue
      case .typed(let batch, let votes, let questions):
        let facts = [batch.map { Fact.marked($0, origin: .terminal) }, votes.map { .voted($0) }]
        let proposal = try RoundSession.write(invocation, &output) { session, _ in
          for question in questions { try session.add(.questionRaised(question)) }
          return try intake.add(facts.compactMap(\.self), to: &session)
        }
        stored += 1
        output.done(Bilingual(zh: "\(candidate.id) 已存好", en: "\(candidate.id) is stored"), dry: invocation.isDryRun)
        if !output.isJSON { proposal?.tell(dry: invocation.isDryRun, &output) }
      }
    }
    return tell(stored, &output)
  }

  /// Those the expert has not completed; the one that was named, complete or not.
  private static func candidates(
    of expert: Expert, _ round: Round, _ stage: ReviewStage, _ invocation: Invocation
  ) throws -> [Candidate] {
    let all = round.candidatesToMark(by: expert.id, in: stage.id)
    guard !all.isEmpty else { throw VerbFault.nothingToScore(expert.id).refusal }
    guard let wanted = invocation.text("candidate") else {
      return all.filter { candidate in
        !round.hasCompleteSheet(of: expert.id, for: candidate.id, in: stage.id)
          || round.owesVotes(of: expert.id, for: candidate.id, in: stage.id)
      }
    }
    let id = try round.candidate(CandidateID(wanted)).id
    guard let named = all.first(where: { $0.id == id }) else { throw RoundRefusal.notOnPanel(id, expert.id) }
    return [named]
  }

  private static func tell(unfinished candidate: Candidate, _ output: inout Output) {
    output.report(
      [
        FaultReport(
          code: "score.unfinished", value: candidate.id.rawValue,
          message: Bilingual(
            zh: "“\(candidate.id)”没有录完，这一个没有存", en: "“\(candidate.id)” was not finished and is not stored"),
          mend: Bilingual(zh: "再运行一次，从它录起", en: "run this again; it goes on there"))
      ], as: .warning)
  }

  private static func tell(_ stored: Int, _ output: inout Output) -> ExitCode {
    if output.isJSON {
      output.json(["stored": .number(stored)])
    } else {
      output.line("")
      output.line(Bilingual(zh: "本次录入 \(stored) 个对象", en: "\(stored) candidates entered"))
    }
    return .done
  }
}

/// Asks for an expert's marks and opinions, one after another.
private struct Typist {
  enum Entry {
    case typed(MarkBatch?, VoteBatch?, [GateQuestion])
    /// Nothing was said of the candidate.
    case skipped
    /// No more is to come; `unfinished` where something of this candidate was typed and is lost.
    case stopped(unfinished: Bool)
  }
  private enum Answer {
    case mark(Int32)
    case none
    case recusal
    case end
  }

  let round: Round
  let stage: ReviewStage
  let expert: Expert
  let invocation: Invocation

  /// Marks that stand are asked for again only where a reason to change them is given.
  private var asksAgain: Bool { invocation.reason != nil }

  /// Shows a line to the person who types; nothing with `--json`.
  func show(_ text: String, _ output: inout Output) {
    guard !output.isJSON else { return }
    output.line(text)
    output.flush()
  }

  func show(_ text: Bilingual, _ output: inout Output) { show(text[output.language], &output) }

  func enter(_ candidate: Candidate, _ output: inout Output) throws -> Entry {
    let items = try round.judgedItems(of: candidate, in: stage)
    let standing = standingMarks(of: candidate, count: items.count)
    var steps = [Int32](repeating: MarkBatch.missing, count: items.count)
    var questions = OpinionQuestions(of: expert.id, on: candidate.id, stage: stage.id, in: round)
    for (place, item) in items.enumerated() where asksAgain || standing[place] == MarkBatch.missing {
      switch try ask(for: item, &questions, &output) {
      case .mark(let count): steps[place] = count
      case .none: continue
      case .recusal:
        let none = [Int32](repeating: MarkBatch.missing, count: items.count)
        return .typed(batch(candidate, none, true, nil), nil, [])
      case .end: return .stopped(unfinished: questions.any || steps.contains { $0 != MarkBatch.missing })
      }
    }
    // Who marks for comparison has no say on conditions and gives no opinion.
    let isGuest = round.guests(of: candidate.id, in: stage.id).contains { $0.id == expert.id }
    var votes: [RuleID: Vote] = [:]
    for rule in rules where !isGuest && (asksAgain || standingVote(on: rule, of: candidate) == nil) {
      switch try ask(for: rule, &questions, &output) {
      case .vote(let vote): votes[rule.id] = vote
      case .none: continue
      case .end:
        return .stopped(unfinished: questions.any || !votes.isEmpty || steps.contains { $0 != MarkBatch.missing })
      }
    }
    let opinion = isGuest ? "" : try askOpinion(on: candidate, &questions, &output)
    let marks =
      steps.contains { $0 != MarkBatch.missing } || !opinion.isEmpty
      ? batch(candidate, steps, false, opinion.isEmpty ? nil : opinion) : nil
    let voted =
      votes.isEmpty
      ? nil
      : VoteBatch(
        stage: stage.id, rows: [VoteBatch.Row(candidate: candidate.id, expert: expert.id, votes: votes)])
    return marks == nil && voted == nil && !questions.any ? .skipped : .typed(marks, voted, questions.raised)
  }

  /// The opinion on the whole; empty where none is given, or one stands and nobody means to change it.
  private func askOpinion(
    on candidate: Candidate, _ questions: inout OpinionQuestions, _ output: inout Output
  ) throws -> String {
    let policy = stage.opinions
    let standing = round.opinion(of: expert.id, on: candidate.id, in: stage.id)
    guard asksAgain || standing.map({ policy.expert == .required && !policy.suffices($0) }) != false else { return "" }
    let words: Bilingual =
      policy.expert == .required
      ? Bilingual(
        zh: "  总体意见（必填，至少 \(policy.atLeast) 字）：", en: "  opinion (required, at least \(policy.atLeast) characters): ")
      : Bilingual(zh: "  总体意见（可不写）：", en: "  opinion (may be left out): ")
    while let answer = try invocation.prompter.ask(words[output.language])?.trimmed, !answer.isEmpty {
      if questions.take(answer, show: { show($0, &output) }) { continue }
      guard policy.expert == .required, !policy.suffices(answer) else { return answer }
      let found = OpinionPolicy.length(of: answer)
      show(
        Bilingual(
          zh: "  只有 \(found) 字，方案要求至少 \(policy.atLeast) 字",
          en: "  \(found) characters; the scheme asks for \(policy.atLeast)"),
        &output)
    }
    return ""
  }

  /// The conditions that the stage's experts judge.
  private var rules: [Rule] { round.scheme.votedRules(in: stage.id) }

  private enum VoteAnswer {
    case vote(Vote)
    case none
    case end
  }

  private func standingVote(on rule: Rule, of candidate: Candidate) -> Vote? {
    guard let index = round.candidateIndex[candidate.id], let own = round.expertIndex[expert.id] else { return nil }
    return round.ballots[stage.id]?.vote(candidate: index, expert: own, rule: rule.id)
  }

  private func ask(
    for rule: Rule, _ questions: inout OpinionQuestions, _ output: inout Output
  ) throws -> VoteAnswer {
    let language = output.language
    show("  " + rule.message[language], &output)
    while true {
      let prompt = "  \(rule.id) \(rule.title[language]) [\(VoteLines.words[language])]: "
      guard let answer = try invocation.prompter.ask(prompt)?.trimmed, answer != "q" else { return .end }
      if answer.isEmpty { return .none }
      if questions.take(answer, show: { show($0, &output) }) { continue }
      if let vote = VoteLines.vote(answer) { return .vote(vote) }
      let fault = ImportFault(row: 0, column: "mark", value: answer, kind: .notAVote).sentences
      show("  " + fault.message[language] + "；" + fault.mend[language], &output)
    }
  }

  private func standingMarks(of candidate: Candidate, count: Int) -> [Int32] {
    guard let book = round.scorebooks[stage.id], let index = round.candidateIndex[candidate.id],
      let own = round.expertIndex[expert.id], let sheet = book.sheet(candidate: index, expert: own)
    else { return [Int32](repeating: MarkBatch.missing, count: count) }
    return Array(book.marks(of: sheet))
  }

  private func ask(
    for item: RubricItem, _ questions: inout OpinionQuestions, _ output: inout Output
  ) throws -> Answer {
    let language = output.language
    let scale = item.scale ?? stage.rubric.scale
    if let guidance = item.guidance { show("  " + guidance[language], &output) }
    for level in item.levels {
      show("    \(level.from)–\(level.until) \(level.label[language])：\(level.description[language])", &output)
    }
    while true {
      let prompt = "  \(item.label[language]) [\(scale.minimum)–\(scale.maximum)]: "
      guard let answer = try invocation.prompter.ask(prompt)?.trimmed, answer != "q" else { return .end }
      if answer.isEmpty { return .none }
      if questions.take(answer, show: { show($0, &output) }) { continue }
      if MarkBatchBuilder.recusalWords.contains(answer) { return .recusal }
      let kind: ImportFault.Kind
      switch ExactDecimal.read(answer.utf8) {
      case .success(let value):
        if let count = scale.steps(of: value) { return .mark(count) }
        kind = .offScale(scale)
      case .failure(let misreading): kind = .notANumber(misreading)
      }
      let fault = ImportFault(row: 0, column: "mark", value: answer, kind: kind).sentences
      show("  " + fault.message[language] + "；" + fault.mend[language], &output)
    }
  }

  private func batch(_ candidate: Candidate, _ steps: [Int32], _ recused: Bool, _ opinion: String?) -> MarkBatch {
    MarkBatch(
      stage: stage.id, candidates: [candidate.id], experts: [expert.id], width: steps.count, candidateIndex: [0],
      expertIndex: [0], recused: [recused], steps: steps,
      comments: opinion.map { [MarkBatch.Comment(row: 0, item: nil, text: $0)] } ?? [])
  }
}
