import ExpertReview
import Reports

// Of a round's status: changes of marks that wait for a second person, and signatures given and taken back.

extension StatusReport {
  func writeChanges(_ output: inout Output) {
    let open = round.openChanges
    guard !open.isEmpty else { return }
    output.line("")
    output.line(Bilingual(zh: "待批的更改：", en: "changes waiting for approval:"))
    for change in open {
      output.line("  " + change.heading(round)[output.language])
      for line in change.described(round).prefix(10) { output.line("      " + line[output.language]) }
      let rest = change.change.lines.count - 10
      if rest > 0 { output.line(Bilingual(zh: "      另有 \(rest) 处", en: "      and \(rest) more")) }
      if let words = change.outdated(round) { output.line("      ! " + words[output.language]) }
    }
  }

  /// The facts since which steps are out of date, each once, in the order of the steps.
  func writeCauses(_ output: inout Output) {
    var told: Set<Int> = []
    for cause in steps.compactMap(\.cause) where told.insert(cause.sequence).inserted {
      output.line(cause.words)
    }
  }

  func writeReopenings(_ output: inout Output) {
    guard !round.reopenings.isEmpty else { return }
    output.line("")
    for reopening in round.reopenings { output.line(reopening.words(round)[output.language]) }
  }

  var changesJSON: JSON { .array(round.openChanges.map { $0.json(round) }) }

  var reopenedJSON: JSON { .array(round.reopenings.map(\.json)) }

  /// Each with the command that settles it.
  var openChanges: [WaitingItem] {
    round.openChanges.map { change in
      let outdated = change.outdated(round)
      return WaitingItem(
        kind: "change", ids: [String(change.number)],
        message: Bilingual(
          zh:
            "第 \(change.number) 号更改（\(change.by) 提出，\(change.change.lines.count) 处）\(outdated.map { "已不能生效：\($0.zh)" } ?? "等另一人批准")",
          en:
            "change \(change.number) (by \(change.by), \(change.change.lines.count.of("mark"))) \(outdated.map { "can take effect no longer: \($0.en)" } ?? "waits for another person")"
        ),
        verb: outdated == nil
          ? Bilingual(
            zh: "panel decide approve-change \(change.number) --by 姓名，或 reject-change \(change.number) --reason 理由",
            en:
              "panel decide approve-change \(change.number) --by NAME, or reject-change \(change.number) --reason TEXT")
          : Bilingual(
            zh: "panel decide reject-change \(change.number) --reason 理由",
            en: "panel decide reject-change \(change.number) --reason TEXT"))
    }
  }
}

extension StatusReport.Step {
  /// The fact since which the step is out of date, in words where it is known.
  func words(of sequence: Int) -> Bilingual {
    cause?.words ?? Bilingual(zh: "第 \(sequence) 条记录", en: "fact \(sequence)")
  }
}

extension ProposedChange {
  /// `第 41 号 汇总计算错误（王敏，2026-04-16：誊写有误）`
  func heading(_ round: Round) -> Bilingual {
    let ground = round.scheme.changes?.ground(change.ground)?.label ?? Bilingual(zh: "", en: "")
    return Bilingual(
      zh: "第 \(number) 号 \(ground.zh)（\(by)，\(on)：\(reason)）",
      en: "change \(number) \(ground.en) (\(by), \(on): \(reason))")
  }

  /// Each line with what stood and what is to stand.
  func described(_ round: Round) -> [Bilingual] {
    zip(change.lines, was).map { line, was in line.words(was: was, in: change.stage, round) }
  }

  /// Why the change can take effect no longer; nil where it can.
  func outdated(_ round: Round) -> Bilingual? {
    guard isOpen, let (line, why) = round.obstacle(to: self) else { return nil }
    let expert = line.expert.map { " \($0)" } ?? ""
    return Bilingual(
      zh: "\(line.candidate)\(expert)：\(why.words.zh)", en: "\(line.candidate)\(expert): \(why.words.en)")
  }

  func json(_ round: Round) -> JSON {
    .object([
      "number": .number(number), "stage": .text(change.stage), "ground": .text(change.ground), "by": .text(by),
      "on": .day(on), "reason": .text(reason),
      "lines": .array(
        zip(change.lines, was).map { line, was in
          line.json(was: was, in: change.stage, round)
        }),
      "outdated": outdated(round)?.json ?? .null,
      "decided": outcome.map { outcome in
        .object([
          "approved": .boolean(outcome.isApproved), "by": .text(outcome.by), "on": .day(outcome.on),
          "reason": .unlessEmpty(outcome.reason), "fact": .number(outcome.sequence),
        ])
      } ?? .null,
    ])
  }
}

extension MarkChange.Line {
  /// `C01 E02 A：80 → 82`
  func words(was: MarkChange.Entry?, in stage: String, _ round: Round) -> Bilingual {
    let place = ([candidate.rawValue, expert?.rawValue, name].compactMap(\.self)).joined(separator: " ")
    let (old, new) = (was.map { words(of: $0, in: stage, round) }, words(of: entry, in: stage, round))
    return Bilingual(zh: "\(place)：\(old?.zh ?? "—") → \(new.zh)", en: "\(place): \(old?.en ?? "—") → \(new.en)")
  }

  func json(was: MarkChange.Entry?, in stage: String, _ round: Round) -> JSON {
    .object([
      "candidate": .text(candidate.rawValue), "expert": .orNull(expert?.rawValue), "item": .orNull(name),
      "was": was.map { .text(words(of: $0, in: stage, round).en) } ?? .null,
      "now": .text(words(of: entry, in: stage, round).en),
    ])
  }

  /// The item or the condition; nil for a recusal.
  private var name: String? {
    switch entry {
    case .mark(let item, _), .given(let item, _): item.rawValue
    case .vote(let rule, _): rule.rawValue
    case .recusal: nil
    }
  }

  private func words(of entry: MarkChange.Entry, in stage: String, _ round: Round) -> Bilingual {
    switch entry {
    case .mark(let item, let steps):
      let mark = round.mark(at: steps, on: item, of: candidate, in: stage)
      return Bilingual(zh: mark, en: mark)
    case .given(_, let value): return Bilingual(zh: value.description, en: value.description)
    case .vote(_, let vote):
      return vote == .met ? Bilingual(zh: "符合", en: "met") : Bilingual(zh: "不符合", en: "not met")
    case .recusal(let recused):
      return recused ? Bilingual(zh: "回避", en: "recused") : Bilingual(zh: "未回避", en: "not recused")
    }
  }
}

extension Round {
  /// A mark as it is written; the bare number of steps where the item is not the candidate's any more.
  fileprivate func mark(at steps: Int32, on item: ItemID, of id: CandidateID, in stage: String) -> String {
    guard let index = candidateIndex[id], let review = reviewStages.first(where: { $0.id == stage }),
      let group = scheme.group(of: candidates[index]),
      let found = review.rubric.items(of: group).first(where: { $0.id == item })
    else { return String(steps) }
    return (found.scale ?? review.rubric.scale).mark(at: steps).description
  }
}

extension SignOff {
  /// `李处长 2026-04-17（王敏登记）`
  var words: Bilingual {
    Bilingual(
      zh: "\(by) \(on)\(recordedBy.map { "（\($0)登记）" } ?? "")",
      en: "\(by) \(on)\(recordedBy.map { " (recorded by \($0))" } ?? "")")
  }

  var json: JSON {
    .object(["by": .text(by), "on": .day(on), "recordedBy": recordedBy.map { .text($0) }])
  }
}

extension Reopening {
  /// `重开：名次（李处长 2026-04-17 签字）由 王敏 于 2026-04-18 重开：复核`
  func words(_ round: Round) -> Bilingual {
    let label = round.label(of: step)
    return Bilingual(
      zh: "重开：\(label.zh)（\(signOff.words.zh) 签字）由 \(by) 于 \(on) 重开：\(reason)",
      en: "reopened: \(label.en) (signed by \(signOff.words.en)), by \(by) on \(on): \(reason)")
  }

  var json: JSON {
    .object([
      "step": .text(step.procedure.rawValue), "stage": .unlessEmpty(step.stage), "signedOff": signOff.json,
      "by": .text(by), "on": .day(on), "reason": .text(reason), "fact": .number(sequence),
    ])
  }
}

extension FactNote {
  /// `{"fact", "on", "by", "kind", "act"?, "words"}`
  var json: JSON {
    .object([
      "fact": .number(sequence), "on": .day(on), "by": .text(by), "kind": .text(kind), "act": .unlessEmpty(act),
      "words": words.json,
    ])
  }
}
