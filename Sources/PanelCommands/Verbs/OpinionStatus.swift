import ExpertReview

// What `panel status` says of opinions: where the scheme asks for them, or a panel's is out of date.

extension StatusReport.Stage {
  private var asks: Bool { stage.opinions.expert == .required || stage.opinions.panel == .required }

  func writeOpinions(_ output: inout Output) {
    guard asks || !opinions.isEmpty else { return }
    let owed = opinions.owing.reduce(0) { $0 + $1.candidates.count }
    output.line(
      Bilingual(
        zh:
          "  意见：专家意见缺 \(owed) 份，评审组意见缺 \(opinions.withoutOpinion.count) 份、过时 \(opinions.outdated.count) 份，没有组长的评审组 \(opinions.withoutChair.count) 个",
        en:
          "  opinions: \(owed) of experts owed, \(opinions.withoutOpinion.count) of panels to agree, \(opinions.outdated.count) out of date, \(opinions.withoutChair.count.of("panel")) without a chair"
      ))
  }

  var opinionsJSON: JSON? {
    guard asks || !opinions.isEmpty else { return nil }
    return .object([
      "owing": .array(
        opinions.owing.map {
          .object(["expert": .text($0.expert.rawValue), "candidates": .identifiers($0.candidates)])
        }),
      "withoutChair": .identifiers(opinions.withoutChair), "withoutOpinion": .identifiers(opinions.withoutOpinion),
      "outdated": .identifiers(opinions.outdated), "blocks": .boolean(opinions.blocks),
    ])
  }

  /// Opinions owed by experts, panels without a chair, and panels with an opinion to agree, in the order of work.
  var opinionItems: [WaitingItem] { [owedOpinions, chairs, panelOpinions].compactMap(\.self) }

  private var owedOpinions: WaitingItem? {
    guard !opinions.owing.isEmpty else { return nil }
    let owed = opinions.owing.reduce(0) { $0 + $1.candidates.count }
    return WaitingItem(
      kind: "opinions", ids: opinions.owing.map(\.expert.rawValue),
      message: Bilingual(
        zh: "\(opinions.owing.count) 位专家评了分，还缺 \(owed) 份意见：\(brief(opinions.owing.map(\.expert)))",
        en:
          "\(owed.of("opinion")) owed by \(opinions.owing.count.of("expert")) who marked: \(brief(opinions.owing.map(\.expert)))"
      ), verb: Bilingual(zh: "panel collect 文件", en: "panel collect FILE"))
  }

  private var chairs: WaitingItem? {
    guard let first = opinions.withoutChair.first else { return nil }
    return WaitingItem(
      kind: "chairs", ids: opinions.withoutChair.map(\.rawValue),
      message: Bilingual(
        zh: "\(opinions.withoutChair.count) 个评审组没有组长：\(brief(opinions.withoutChair))",
        en: "\(opinions.withoutChair.count.of("panel")) without a chair: \(brief(opinions.withoutChair))"),
      verb: Bilingual(
        zh: "panel decide chair 专家 --stage \(stage.id) \(first)",
        en: "panel decide chair EXPERT --stage \(stage.id) \(first)"))
  }

  private var panelOpinions: WaitingItem? {
    let waiting = Set(opinions.withoutOpinion + opinions.outdated).sorted()
    guard let first = waiting.first else { return nil }
    let changed = opinions.outdated.isEmpty ? nil : brief(opinions.outdated)
    return WaitingItem(
      kind: "panelOpinions", ids: waiting.map(\.rawValue),
      message: Bilingual(
        zh: "\(waiting.count) 个评审组的意见待商定：\(brief(waiting))\(changed.map { "（其后换了人的：\($0)）" } ?? "")",
        en:
          "\(waiting.count.of("panel")) to agree an opinion: \(brief(waiting))\(changed.map { " (changed since: \($0))" } ?? "")"
      ),
      verb: Bilingual(
        zh: "panel decide opinion \(first) --text 意见 --signed 专家 --stage \(stage.id)",
        en: "panel decide opinion \(first) --text TEXT --signed EXPERT --stage \(stage.id)"))
  }
}
