import ExpertReview

/// `panel invite list`: where each expert stands, and how it came about.
enum InvitationList {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let round = try RoundSession.read(invocation).round
    let stage = try invocation.text("stage").map { try round.reviewStage($0).id } ?? ""
    let wanted = try invocation.arguments("EXPERT").map { try round.expert(ExpertID($0)).id }
    let experts = round.experts.filter { wanted.isEmpty || wanted.contains($0.id) }.sorted { $0.id < $1.id }
    if output.isJSON {
      output.json(["experts": .array(experts.map { json(of: $0, stage: stage, round) })])
    } else {
      table(of: experts, stage: stage, round, &output)
    }
    return .done
  }

  private static func table(of experts: [Expert], stage: String, _ round: Round, _ output: inout Output) {
    let language = output.language
    var table = TextTable([
      .init(Bilingual(zh: "专家", en: "expert")[language]), .init(Bilingual(zh: "姓名", en: "name")[language]),
      .init(Bilingual(zh: "单位", en: "employer")[language], mayBeCut: true),
      .init(Bilingual(zh: "可否参加", en: "available")[language]),
      .init(Bilingual(zh: "经过", en: "answers")[language]),
    ])
    for expert in experts {
      let history = (round.answers[expert.id] ?? []).map { $0.words[language] }
      let isAvailable = round.isAvailable(expert.id, in: stage)
      table.add([
        expert.id.rawValue, expert.name, expert.employer,
        isAvailable ? Bilingual(zh: "可", en: "yes")[language] : Bilingual(zh: "否", en: "no")[language],
        history.isEmpty ? "—" : history.joined(separator: " → "),
      ])
    }
    output.table(table)
  }

  private static func json(of expert: Expert, stage: String, _ round: Round) -> JSON {
    let history = round.answers[expert.id] ?? []
    return .object([
      "id": .text(expert.id.rawValue), "available": .boolean(round.isAvailable(expert.id, in: stage)),
      "answers": .texts(history.map(\.answer.answer.rawValue)),
      "history": .array(
        history.map { standing in
          .object([
            "answer": .text(standing.answer.answer.rawValue), "stage": .unlessEmpty(standing.answer.stage),
            "on": .day(standing.on), "by": .text(standing.by), "reason": .unlessEmpty(standing.reason),
            "until": .day(standing.answer.until),
            "noConflicts": standing.answer.statesNoConflicts ? .boolean(true) : nil,
          ])
        }),
    ])
  }
}

extension StandingAnswer {
  /// `谢绝（defence，2026-05-03，王敏：出差）`.
  fileprivate var words: Bilingual {
    let notes = [answer.stage, on.description, by].filter { !$0.isEmpty }
    let until = answer.until.map { Bilingual(zh: "\($0) 前答复", en: "to answer by \($0)") }
    let none = answer.statesNoConflicts ? Bilingual(zh: "申明没有须回避的关系", en: "states no conflicts") : nil
    let more = [until, none].compactMap(\.self)
    let (zh, en) = (notes + more.map(\.zh), notes + more.map(\.en))
    return Bilingual(
      zh: "\(answer.answer.label.zh)（\(zh.joined(separator: "，"))\(reason.isEmpty ? "" : "：\(reason)")）",
      en: "\(answer.answer.label.en) (\(en.joined(separator: ", "))\(reason.isEmpty ? "" : ": \(reason)"))")
  }
}
