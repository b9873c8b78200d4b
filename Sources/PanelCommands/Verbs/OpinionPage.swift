import ExpertReview

/// What a panel said of a candidate in words: chair, experts' opinions and remarks, what was agreed, and questions on
/// conditions. For staff; nothing of it stands on public pages.
struct OpinionPage {
  private let round: Round
  private let stage: ReviewStage
  private let candidate: Candidate
  private let acts: [RecordedAct]

  init(_ explanation: CandidateExplanation) {
    round = explanation.round
    stage = explanation.stage
    candidate = explanation.candidate
    acts = explanation.acts
  }

  /// What one expert said, on the whole or on an item, and what stood there before.
  private struct Words {
    let item: ItemID?
    let text: String
    let earlier: [String]
  }

  /// By expert, those who said something.
  private var experts: [(expert: Expert, sits: Bool, words: [Words])] {
    guard let book = round.scorebooks[stage.id], let index = round.candidateIndex[candidate.id] else { return [] }
    let items = ((try? round.judgedItems(of: candidate, in: stage)) ?? []).map(\.id)
    let rules = round.scheme.votedRules(in: stage.id).map { ItemID($0.id.rawValue) }
    let sitting = Set(round.sittingExperts(of: candidate.id, in: stage.id))
    return round.panel(of: candidate.id, in: stage.id).compactMap { expert in
      let place = round.expertIndex[expert.id] ?? -1
      let words = ([nil] + (items + rules).map { Optional($0) }).compactMap { item -> Words? in
        book.comment(candidate: index, expert: place, item: item).map {
          Words(
            item: item, text: $0, earlier: book.earlierComments(candidate: index, expert: place, item: item))
        }
      }
      return words.isEmpty ? nil : (expert, sitting.contains(expert.id), words)
    }
  }

  private var opinions: [StandingOpinion] { round.panelOpinions[stage.id]?[candidate.id] ?? [] }

  /// Questions of this stage and those before it.
  private var questions: [RaisedQuestion] {
    let stages = round.reviewStages.map(\.id)
    let last = stages.firstIndex(of: stage.id) ?? 0
    return stages.prefix(last + 1).flatMap { round.questions(on: candidate.id, in: $0) }
  }

  // MARK: As text

  func write(to output: inout Output) {
    let (experts, questions, chair) = (experts, questions, round.chair(of: candidate.id, in: stage.id))
    guard !experts.isEmpty || !opinions.isEmpty || !questions.isEmpty || chair != nil else { return }
    output.line("")
    output.line(Bilingual(zh: "【意见】", en: "[Opinions]"))
    if let chair {
      let name = round.expertIndex[chair].map { round.experts[$0].name } ?? ""
      output.line(Bilingual(zh: "  组长：\(chair) \(name)", en: "  chair: \(chair) \(name)"))
    }
    for (expert, sits, words) in experts {
      let out = sits ? "" : Bilingual(zh: "（已回避，不计）", en: " (recused, does not count)")[output.language]
      output.line("  \(expert.id) \(expert.name)\(out)")
      for words in words { write(words, &output) }
    }
    for opinion in opinions { write(opinion, isLast: opinion == opinions.last, &output) }
    for question in questions { write(question, &output) }
  }

  private func write(_ words: Words, _ output: inout Output) {
    let label = words.item?.rawValue ?? Bilingual(zh: "总体意见", en: "opinion")[output.language]
    write(label, words.text, &output)
    for earlier in words.earlier {
      write(Bilingual(zh: "更正前", en: "before its correction")[output.language], earlier, &output)
    }
  }

  /// A label and words of any number of lines.
  private func write(_ label: String, _ text: String, _ output: inout Output) {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    output.line("    \(label)\(Bilingual(zh: "：", en: ": ")[output.language])\(lines.first ?? "")")
    for line in lines.dropFirst() { output.line("      " + line) }
  }

  private func write(_ standing: StandingOpinion, isLast: Bool, _ output: inout Output) {
    let opinion = standing.opinion
    let replaced = isLast ? Bilingual(zh: "", en: "") : Bilingual(zh: "，已被替换", en: ", replaced since")
    let why = standing.reason.isEmpty ? "" : Bilingual(zh: "：", en: ": ")[output.language] + standing.reason
    output.line(
      Bilingual(
        zh: "  评审组意见（第 \(standing.sequence) 条记录，\(standing.by)，\(standing.on)\(why)\(replaced.zh)）",
        en: "  opinion of the panel (fact \(standing.sequence), \(standing.by), \(standing.on)\(why)\(replaced.en))"))
    write(Bilingual(zh: "意见", en: "opinion")[output.language], opinion.text, &output)
    let signed = opinion.signed.map(\.rawValue).joined(separator: " ")
    output.line(
      Bilingual(
        zh: "    签字：\(signed)（组长 \(opinion.chair)）", en: "    signed: \(signed) (chair \(opinion.chair))"))
    for dissent in opinion.dissents {
      write(
        Bilingual(zh: "\(dissent.expert) 保留意见", en: "\(dissent.expert) dissents")[output.language], dissent.text,
        &output)
    }
    guard isLast else { return }
    let change = round.change(since: standing, on: candidate.id, in: stage.id)
    guard !change.joined.isEmpty || !change.left.isEmpty else { return }
    func list(_ ids: [ExpertID]) -> String { ids.isEmpty ? "—" : ids.map(\.rawValue).joined(separator: " ") }
    output.line(
      Bilingual(
        zh: "    其后评审组换了人（新到 \(list(change.joined))，离开 \(list(change.left))），须重新商定",
        en: "    the panel changed since (joined \(list(change.joined)), left \(list(change.left))): to be agreed again"
      ))
  }

  private func write(_ raised: RaisedQuestion, _ output: inout Output) {
    let question = raised.question
    let state: Bilingual
    switch raised.judgment?.met {
    case nil: state = Bilingual(zh: "待组长定", en: "open, for the chair")
    case true?: state = Bilingual(zh: "组长定为符合", en: "held by the chair to be met")
    case false?: state = Bilingual(zh: "组长定为不符合", en: "held by the chair not to be met")
    }
    let title = round.scheme.rules.first { $0.id == question.rule }?.title ?? Bilingual(zh: "", en: "")
    output.line(
      Bilingual(
        zh: "  \(question.rule)  \(title.zh)：\(question.expert) 于 \(raised.on) 提出疑问；\(state.zh)",
        en: "  \(question.rule)  \(title.en): called in question by \(question.expert) on \(raised.on); \(state.en)"))
    write(Bilingual(zh: "疑点", en: "why")[output.language], question.text, &output)
    let met = raised.judgment?.met
    let settling = acts.last { act in
      guard case .judge(question.rule, let said, _)? = act.decision(on: candidate.id) else { return false }
      return said == met
    }
    if let act = settling {
      output.line("    " + act.signature[output.language])
    }
  }

  // MARK: As JSON

  var chairJSON: JSON { .orNull(round.chair(of: candidate.id, in: stage.id)?.rawValue) }

  var expertsJSON: JSON {
    .array(
      experts.map { expert, sits, words in
        .object([
          "expert": .text(expert.id.rawValue), "recused": .boolean(!sits),
          "opinion": .orNull(words.first { $0.item == nil }?.text),
          "earlier": .texts(words.first { $0.item == nil }?.earlier ?? []),
          "items": .array(
            words.filter { $0.item != nil }.map {
              .object([
                "item": .orNull($0.item?.rawValue), "text": .text($0.text), "earlier": .texts($0.earlier),
              ])
            }),
        ])
      })
  }

  var panelJSON: JSON {
    .array(
      opinions.map { standing in
        let change =
          standing == opinions.last ? round.change(since: standing, on: candidate.id, in: stage.id) : ([], [])
        return .object([
          "fact": .number(standing.sequence), "on": .day(standing.on), "by": .text(standing.by),
          "chair": .text(standing.opinion.chair.rawValue), "text": .text(standing.opinion.text),
          "signed": .identifiers(standing.opinion.signed),
          "dissents": .array(
            standing.opinion.dissents.map {
              .object(["expert": .text($0.expert.rawValue), "text": .text($0.text)])
            }),
          "beforeMarks": .boolean(standing.opinion.beforeMarks), "joined": .identifiers(change.0),
          "left": .identifiers(change.1),
        ])
      })
  }

  var questionsJSON: JSON {
    .array(
      questions.map { raised in
        .object([
          "rule": .text(raised.question.rule.rawValue), "stage": .text(raised.question.stage),
          "expert": .text(raised.question.expert.rawValue), "text": .text(raised.question.text),
          "fact": .number(raised.sequence), "on": .day(raised.on),
          "met": raised.judgment.map { .boolean($0.met) } ?? .null,
        ])
      })
  }
}
