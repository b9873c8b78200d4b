import ExpertReview
import Reports

/// Of a candidate's marks in a stage: which were changed, what stood before, who put the change forward, on which
/// ground and who approved it; what waits or was refused; and who signed the stage's steps.
struct ChangePage {
  private let round: Round
  private let stage: ReviewStage
  private let earlier: [EarlierMark]
  /// Changes of the candidate's marks that did not take effect: open or refused.
  private let others: [ProposedChange]
  private let candidate: Candidate

  init(_ explanation: CandidateExplanation) {
    (round, stage, candidate) = (explanation.round, explanation.stage, explanation.candidate)
    let (id, stageID) = (candidate.id, stage.id)
    earlier = round.earlierMarks.filter { $0.stage == stageID && $0.line.candidate == id }
    others = round.changes.filter { change in
      change.change.stage == stageID && change.outcome?.isApproved != true
        && change.change.lines.contains { $0.candidate == id }
    }
  }

  func write(to output: inout Output) {
    changes(&output)
    signatures(&output)
  }

  private func changes(_ output: inout Output) {
    guard !earlier.isEmpty || !others.isEmpty else { return }
    output.line("")
    output.line(Bilingual(zh: "【更改过的评分】", en: "[Marks that were changed]"))
    for mark in earlier {
      let words = mark.line.words(was: mark.was, in: mark.stage, round)
      output.line("  " + words[output.language] + whose(mark)[output.language])
      if let taken = taken(by: mark) { output.line("      " + taken[output.language]) }
    }
    for change in others {
      let state: Bilingual =
        change.outcome.map {
          Bilingual(
            zh: "（未生效：\($0.by) 于 \($0.on) 驳回：\($0.reason)）", en: " (refused by \($0.by) on \($0.on): \($0.reason))")
        } ?? Bilingual(zh: "（未生效：等另一人批准）", en: " (waits for another person)")
      output.line("  " + change.heading(round)[output.language] + state[output.language])
      for (line, was) in zip(change.change.lines, change.was) where line.candidate == candidate.id {
        output.line("      " + line.words(was: was, in: change.change.stage, round)[output.language])
      }
    }
  }

  /// Who changed it, when and why, and who approved: `（汇总计算错误；王敏 2026-04-16 提出：誊写有误；李处长 2026-04-17 批准）`.
  private func whose(_ mark: EarlierMark) -> Bilingual {
    let ground = round.scheme.changes?.ground(mark.ground)?.label
    let approval = mark.approval.map { approval in
      let why = approval.reason.isEmpty ? "" : "：\(approval.reason)"
      return Bilingual(
        zh: "；\(approval.by) \(approval.on) 批准\(why)", en: "; approved by \(approval.by) on \(approval.on)\(why)")
    }
    let verb = mark.approval == nil ? Bilingual(zh: "更改", en: "changed") : Bilingual(zh: "提出", en: "put forward")
    return Bilingual(
      zh: "（\(ground.map { "\($0.zh)；" } ?? "")\(mark.by) \(mark.on) \(verb.zh)：\(mark.reason)\(approval?.zh ?? "")）",
      en:
        " (\(ground.map { "\($0.en); " } ?? "")\(verb.en) by \(mark.by) on \(mark.on): \(mark.reason)\(approval?.en ?? ""))"
    )
  }

  /// The marks that a recusal took out and that stand under it still.
  private func taken(by mark: EarlierMark) -> Bilingual? {
    guard mark.line.entry == .recusal(true), let expert = mark.line.expert.flatMap({ round.expertIndex[$0] }),
      let index = round.candidateIndex[candidate.id], let book = round.scorebooks[stage.id],
      let sheet = book.sheet(candidate: index, expert: expert),
      let items = try? round.judgedItems(of: candidate, in: stage)
    else { return nil }
    let marks = zip(items, book.marks(of: sheet)).filter { $0.1 != MarkBatch.missing }.map { item, steps in
      "\(item.id) \((item.scale ?? stage.rubric.scale).mark(at: steps))"
    }
    guard !marks.isEmpty else { return nil }
    let list = marks.joined(separator: " ")
    return Bilingual(zh: "原有分数不计：\(list)", en: "marks that no longer count: \(list)")
  }

  /// Who signed the steps that the candidate went through, and what was opened again.
  private func signatures(_ output: inout Output) {
    let signed = round.staleness().filter { $0.signOff != nil && ($0.stage.isEmpty || $0.stage == stage.id) }
    let reopened = round.reopenings.filter { $0.step.stage.isEmpty || $0.step.stage == stage.id }
    guard !signed.isEmpty || !reopened.isEmpty else { return }
    output.line("")
    output.line(Bilingual(zh: "【签字】", en: "[Signatures]"))
    for step in signed {
      guard let signOff = step.signOff else { continue }
      let label = round.label(of: Conclusion.Key(procedure: step.procedure, stage: step.stage))
      output.line(Bilingual(zh: "  \(label.zh)：\(signOff.words.zh)", en: "  \(label.en): \(signOff.words.en)"))
    }
    for reopening in reopened { output.line("  " + reopening.words(round)[output.language]) }
  }

  /// `[{"candidate","expert","item","was","now","ground","by","on","reason","fact","approved"?}]`
  var earlierJSON: JSON {
    .array(
      earlier.map { mark in
        let line = mark.line.json(was: mark.was, in: mark.stage, round)
        return .object([
          "expert": line["expert"], "item": line["item"], "was": line["was"], "now": line["now"],
          "ground": .unlessEmpty(mark.ground), "by": .text(mark.by), "on": .day(mark.on),
          "reason": .text(mark.reason), "fact": .number(mark.sequence),
          "approved": mark.approval.map { .object(["by": .text($0.by), "on": .day($0.on)]) },
        ])
      })
  }

  var othersJSON: JSON { .array(others.map { $0.json(round) }) }
}
