import ExpertReview
import Intake

/// What became of the seats of one candidate's panel: who stands by, which seats changed hands, and what was given by
/// those who left, which is void.
struct SeatHistory {
  let round: Round
  let stage: ReviewStage
  let candidate: Candidate

  var alternates: [Expert] {
    round.alternates(in: stage.id).filter { $0.candidate == candidate.id }.compactMap { seat in
      round.expertIndex[seat.expert].map { round.experts[$0] }
    }
  }

  var changes: [StandingSeatChange] {
    (round.panels[stage.id]?.changes ?? []).filter { $0.change.candidate == candidate.id }
  }

  var voidSheets: [VoidSheet] {
    let own = round.candidateIndex[candidate.id]
    return (round.voidSheets[stage.id] ?? []).filter { $0.candidate == own }
  }

  func voidSheets(of expert: ExpertID) -> [VoidSheet] {
    voidSheets.filter { round.experts[$0.expert].id == expert }
  }

  /// Item by item what a void sheet held: `A 90，B 80`; the words that stand for votes where there were any.
  func words(of sheet: VoidSheet) -> Bilingual {
    if sheet.recused { return Bilingual(zh: "回避", en: "recused") }
    let items = (try? round.judgedItems(of: candidate, in: stage)) ?? []
    let marks = zip(items, sheet.marks).filter { $1 != MarkBatch.missing }.map { item, steps in
      "\(item.id) \((item.scale ?? stage.rubric.scale).mark(at: steps))"
    }
    func text(_ language: Language) -> String {
      let votes = sheet.votes.sorted { $0.key < $1.key }.map { "\($0.key) \(VoteLines.word($0.value, language))" }
      let said = sheet.comments.isEmpty ? [] : [Bilingual(zh: "有书面意见", en: "with words")[language]]
      let parts = marks + votes + said
      return parts.isEmpty ? "—" : parts.joined(separator: language == .chinese ? "，" : ", ")
    }
    return Bilingual(zh: text(.chinese), en: text(.english))
  }

  // MARK: As text

  func write(to output: inout Output) {
    if !alternates.isEmpty {
      let list = alternates.map { "\($0.id) \($0.name)" }
      output.line(
        Bilingual(
          zh: "  候补（按接替顺序）：\(list.joined(separator: "，"))",
          en: "  alternates, in the order of calling: \(list.joined(separator: ", "))"))
    }
    for change in changes { output.line("  " + change.words[output.language]) }
    for sheet in voidSheets { output.line("  " + line(of: sheet)[output.language]) }
  }

  /// What of it concerns one expert.
  func write(of expert: ExpertID, to output: inout Output) {
    if let place = alternates.firstIndex(where: { $0.id == expert }) {
      output.line(
        Bilingual(zh: "  候补第 \(place + 1) 位", en: "  stands by as alternate number \(place + 1)"))
    }
    for change in changes where change.change.leaves == expert || change.change.enters == expert {
      output.line("  " + change.words[output.language])
    }
    for sheet in voidSheets(of: expert) { output.line("  " + line(of: sheet)[output.language]) }
  }

  private func line(of sheet: VoidSheet) -> Bilingual {
    let (expert, held) = (round.experts[sheet.expert].id, words(of: sheet))
    return Bilingual(
      zh: "作废（不计，自第 \(sheet.sequence) 条记录）：\(expert) \(held.zh)",
      en: "void, not counted since fact \(sheet.sequence): \(expert) \(held.en)")
  }

  // MARK: As JSON

  var alternatesJSON: JSON { .identifiers(alternates.map(\.id)) }

  var changesJSON: JSON { .array(changes.map(\.json)) }

  var voidJSON: JSON { .array(voidSheets.map { json(of: $0) }) }

  private func json(of sheet: VoidSheet) -> JSON {
    let items = (try? round.judgedItems(of: candidate, in: stage)) ?? []
    let marks = zip(items, sheet.marks).map { item, steps in
      JSON.Member(
        key: item.id.rawValue,
        value: steps == MarkBatch.missing
          ? .null : .text((item.scale ?? stage.rubric.scale).mark(at: steps).description))
    }
    let votes = sheet.votes.sorted { $0.key < $1.key }.map {
      JSON.Member(key: $0.key.rawValue, value: .boolean($0.value == .met))
    }
    return .object([
      "expert": .text(round.experts[sheet.expert].id.rawValue), "recused": .boolean(sheet.recused),
      "marks": JSON(.object(marks)), "votes": votes.isEmpty ? nil : JSON(.object(votes)),
      "fact": .number(sheet.sequence),
    ])
  }
}

extension StandingSeatChange {
  /// `E1 退出（应当回避），E9 接替（2026-05-03，王敏：理由）`.
  var words: Bilingual {
    let label = change.cause.label
    let leaves = change.leaves.map {
      Bilingual(zh: "\($0) 退出（\(label.zh)）", en: "\($0) left (\(label.en))")
    }
    let enters = change.enters.map { Bilingual(zh: "\($0) 接替", en: "\($0) took the seat") }
    let parts = [leaves, enters].compactMap(\.self)
    let why = reason.isEmpty ? "" : "：\(reason)"
    let whyInEnglish = reason.isEmpty ? "" : ": \(reason)"
    return Bilingual(
      zh: "\(parts.map(\.zh).joined(separator: "，"))（\(on)，\(by)\(why)）",
      en: "\(parts.map(\.en).joined(separator: ", ")) (\(on), \(by)\(whyInEnglish))")
  }

  var json: JSON {
    .object([
      "candidate": .text(change.candidate.rawValue), "leaves": .orNull(change.leaves?.rawValue),
      "enters": .orNull(change.enters?.rawValue), "cause": .text(change.cause.rawValue), "on": .day(on),
      "by": .text(by), "reason": .unlessEmpty(reason), "fact": .number(sequence),
    ])
  }
}
