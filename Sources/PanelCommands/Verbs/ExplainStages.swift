import ExpertReview
import Intake
import Reports

/// What lies between the marks of a stage and the place: the votes on conditions that experts judge, and the joining of
/// several stages.
struct StageSteps {
  let explanation: CandidateExplanation
  let numbers: NumberStyle
  private var round: Round { explanation.round }

  init(explanation: CandidateExplanation, numbers: NumberStyle) {
    self.explanation = explanation
    self.numbers = numbers
  }

  func write(to output: inout Output) {
    votes(&output)
    joining(&output)
  }

  // MARK: Votes

  private func votes(_ output: inout Output) {
    let tallies = explanation.tallies.filter { !$0.tally.isUntouched }
    guard !tallies.isEmpty else { return }
    output.line("")
    output.line(Bilingual(zh: "【由专家判断的条件】", en: "[Conditions that experts judge]"))
    for (stage, tally) in tallies {
      guard let rule = round.scheme.rules.first(where: { $0.id == tally.rule }) else { continue }
      let source = rule.source.bracket(round.scheme)
      output.line(
        Bilingual(
          zh:
            "  \(rule.id)  \(rule.title.zh)：符合 \(tally.met)，不符合 \(tally.notMet)，未投 \(tally.missing.count)；\(tally.state.words.zh) \(source.zh)",
          en:
            "  \(rule.id)  \(rule.title.en): \(tally.met) met, \(tally.notMet) not met, \(tally.missing.count) not voted; \(tally.state.words.en) \(source.en)"
        ))
      if tally.notMet > 0 { voters(tally, stage, &output) }
    }
    for act in explanation.acts {
      guard case .judge? = act.decision(on: explanation.candidate.id) else { continue }
      let words = act.decision(on: explanation.candidate.id)?.words[output.language] ?? ""
      output.line("  " + words + act.signature[output.language])
    }
  }

  /// Who voted how.
  private func voters(_ tally: VoteTally, _ stage: ReviewStage, _ output: inout Output) {
    let candidate = round.candidateIndex[tally.candidate] ?? 0
    let language = output.language
    let words = round.panel(of: tally.candidate, in: stage.id).compactMap { expert -> String? in
      let vote = round.ballots[stage.id]?.vote(
        candidate: candidate, expert: round.expertIndex[expert.id] ?? 0, rule: tally.rule)
      return vote.map { "\(expert.id) \(VoteLines.word($0, language))" }
    }
    output.line("    " + words.joined(separator: Bilingual(zh: "，", en: ", ")[language]))
  }

  // MARK: Joining

  private func joining(_ output: inout Output) {
    guard let (joined, position) = explanation.placing?.joined, let sum = joined.sum(of: position),
      let score = joined.score(of: position)
    else { return }
    output.line("")
    let source = explanation.stage.source.bracket(round.scheme)
    output.line(Bilingual(zh: "【各阶段合成】\(source.zh)", en: "[Stages joined] \(source.en)"))
    for part in joined.parts {
      guard let own = part.score(of: position), let product = part.product(of: position) else { continue }
      let name = round.reviewStages.first { $0.id == part.stage }?.name[output.language] ?? part.stage
      output.line("  \(name)  \(own.text) × \(part.share)% = \(numbers.text(product))")
    }
    let words = Aggregation.Rounding(after: .total, places: joined.rounding.places, mode: joined.rounding.mode).words
    output.line(
      Bilingual(
        zh: "  合计 \(numbers.text(sum))，\(words.zh)：\(score.text)",
        en: "  sum \(numbers.text(sum)), \(words.en): \(score.text)"))
  }
}

extension VoteTally {
  /// Nobody has voted, and nobody has decided.
  fileprivate var isUntouched: Bool { state == .open }

  func json(stage: String) -> JSON {
    .object([
      "rule": .text(rule.rawValue), "stage": .text(stage), "met": .number(met), "notMet": .number(notMet),
      "missing": .identifiers(missing), "state": .text(state.rawValue),
    ])
  }
}

extension VoteTally.State {
  var words: Bilingual {
    switch self {
    case .met: Bilingual(zh: "符合", en: "met")
    case .toChair: Bilingual(zh: "待组长定", en: "goes to the chair")
    case .open: Bilingual(zh: "还没有投票", en: "no vote yet")
    case .decidedMet: Bilingual(zh: "组长定为符合", en: "held by the chair to be met")
    case .decidedNotMet: Bilingual(zh: "组长定为不符合", en: "held by the chair not to be met")
    }
  }
}
