import ExpertReview

/// What of a stage's seats an organizer must know beside how many there are.
struct SeatStatus {
  let alternates: Int
  let changes: [StandingSeatChange]
  /// One entry for each seat that stands empty.
  let empty: [OpenSeat]
  /// Seated experts whose pledge the scheme asks for and who have not signed it.
  let notPledged: [ExpertID]

  init(_ stage: ReviewStage, _ round: Round, admitted: [Candidate]) {
    alternates = round.alternates(in: stage.id).count
    changes = round.panels[stage.id]?.changes ?? []
    empty = round.emptySeats(stage: stage, admitted: admitted)
    notPledged = round.notPledged(in: stage)
  }

  func write(to output: inout Output) {
    var parts: [Bilingual] = []
    if alternates > 0 { parts.append(Bilingual(zh: "候补 \(alternates) 位次", en: alternates.of("alternate"))) }
    if !changes.isEmpty {
      parts.append(Bilingual(zh: "换人 \(changes.count) 次", en: changes.count.of("change of seat", "changes of seats")))
    }
    if !empty.isEmpty {
      let list = brief(empty.map(\.candidate))
      parts.append(
        Bilingual(zh: "空缺 \(empty.count)：\(list)", en: "\(empty.count.of("empty seat")): \(list)"))
    }
    guard !parts.isEmpty else { return }
    output.line(
      Bilingual(
        zh: "  " + parts.map(\.zh).joined(separator: "；"), en: "  " + parts.map(\.en).joined(separator: "; ")))
  }

  var json: JSON {
    .object([
      "alternates": .number(alternates), "changes": .array(changes.map(\.json)),
      "empty": .identifiers(empty.map(\.candidate)), "notPledged": .identifiers(notPledged),
    ])
  }

  /// Pledges that are asked for and not there.
  var waiting: [WaitingItem] {
    guard let first = notPledged.first else { return [] }
    return [
      WaitingItem(
        kind: "pledges", ids: notPledged.map(\.rawValue),
        message: Bilingual(
          zh: "\(notPledged.count) 位专家没有签承诺书，其评分表不收：\(brief(notPledged))",
          en:
            "\(notPledged.count.of("expert")) without a signed pledge, whose sheets are not taken: \(brief(notPledged))"
        ),
        verb: Bilingual(zh: "panel invite pledge \(first)", en: "panel invite pledge \(first)"))
    ]
  }
}

extension Round {
  /// Seated experts of a stage that asks for a pledge who have not signed it, by id.
  func notPledged(in stage: ReviewStage) -> [ExpertID] {
    guard stage.panel.pledge == .required else { return [] }
    return seatedExperts(in: stage.id).filter { !hasPledged($0, in: stage.id) }
  }
}

extension StatusReport {
  /// Those who were to answer an invitation by a day that is over.
  var unanswered: WaitingItem? {
    let waiting = round.unanswered(asOf: asOf)
    guard let first = waiting.first else { return nil }
    let ids = waiting.map(\.answer.expert)
    return WaitingItem(
      kind: "invitations", ids: ids.map(\.rawValue),
      message: Bilingual(
        zh: "\(ids.count) 位专家过了答复的日子还没有答复：\(brief(ids))",
        en: "\(ids.count.of("expert")) did not answer the invitation in time: \(brief(ids))"),
      verb: Bilingual(
        zh: "panel invite accept 或 unavailable \(first.answer.expert)",
        en: "panel invite accept or unavailable \(first.answer.expert)"))
  }
}
