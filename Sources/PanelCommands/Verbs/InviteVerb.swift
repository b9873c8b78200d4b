import ExpertReview

/// `panel invite`: who was asked, accepted, declined, is available, has pledged.
enum InviteVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    switch invocation.branch {
    case "list": try InvitationList.run(invocation, &output)
    case "send": try send(invocation, &output)
    case "accept": try record(.accepted, invocation, &output)
    case "decline": try record(.declined, invocation, &output)
    case "pledge":
      if let file = invocation.text("declare") {
        try PledgeWithConflicts.run(file, invocation, &output)
      } else {
        try record(.pledged, invocation, &output)
      }
    case "available": try record(.available, invocation, &output)
    case "unavailable": try record(.unavailable, invocation, &output)
    default: preconditionFailure("the parser lets no other act pass")
    }
  }

  private static func send(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let stage = try invocation.text("stage").map { try session.round.reviewStage($0) }
      var ids = invocation.arguments("EXPERT").map { ExpertID($0) }
      var declined: [ExpertID] = []
      if invocation.flag("all-seated") {
        let seated = session.round.seatedExperts(in: stage?.id).filter { !ids.contains($0) }
        declined = seated.filter { !session.round.isAvailable($0, in: stage?.id ?? "") }
        ids += seated.filter { !declined.contains($0) }
      }
      guard !ids.isEmpty else { throw VerbFault.nobodyToInvite.refusal }
      if let until = invocation.day("until"), until < invocation.asOf { throw VerbFault.answerDayPast(until).refusal }
      for id in ids {
        let invitation = InvitationAnswer(
          expert: id, answer: .invited, stage: stage?.id ?? "", until: invocation.day("until"))
        try session.add(.invitationAnswered(invitation))
      }
      if let stage { output.tellStage(stage, of: session.round) }
      if output.isJSON {
        output.json(["invited": .identifiers(ids), "notAsked": .identifiers(declined)])
        return .done
      }
      let until = invocation.day("until").map { Bilingual(zh: "，\($0) 前答复", en: ", to answer by \($0)") }
      output.done(
        Bilingual(
          zh: "已记下：邀请 \(ids.count) 位专家\(until?.zh ?? "")：\(brief(ids))",
          en: "recorded: \(ids.count.of("expert")) invited\(until?.en ?? ""): \(brief(ids))"), dry: invocation.isDryRun)
      if !declined.isEmpty {
        output.line(
          Bilingual(
            zh: "\(brief(declined)) 谢绝过或不能参加，不再邀请",
            en: "\(brief(declined)) declined or cannot take part and are not asked"))
      }
      return .done
    }
  }

  private static func record(
    _ answer: InvitationAnswer.Answer, _ invocation: Invocation, _ output: inout Output
  ) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let ids = invocation.arguments("EXPERT").map { ExpertID($0) }
      let stage = try invocation.text("stage").map { try session.round.reviewStage($0) }
      let before = session.round.lastSequence
      for id in ids {
        let given = InvitationAnswer(
          expert: id, answer: answer, stage: stage?.id ?? "",
          statesNoConflicts: answer == .pledged && invocation.flag("none"))
        // The same word again adds nothing.
        if let last = session.round.answers[id]?.last, last.answer == given, last.reason == invocation.reason ?? "" {
          continue
        }
        try session.add(.invitationAnswered(given))
      }
      let isNew = session.round.lastSequence > before
      var calls = SeatCalls()
      if answer == .declined || answer == .unavailable {
        calls = try SeatCalls.callAlternates(
          in: &session, asOf: invocation.asOf, experts: Set(ids), replacing: !invocation.flag("no-replace"))
      }
      if let stage { output.tellStage(stage, of: session.round) }
      if output.isJSON {
        output.json([
          "answer": .text(answer.rawValue), "experts": .identifiers(ids), "seats": calls.json,
          "signedOff": calls.signedOffJSON,
        ])
        return calls.exitCode
      }
      let names = ids.map(\.rawValue).joined(separator: " ")
      output.done(
        isNew
          ? Bilingual(zh: "已记下：\(names) \(answer.label.zh)", en: "recorded: \(names) \(answer.label.en)")
          : Bilingual(zh: "早已记下：\(names) \(answer.label.zh)", en: "on record already: \(names) \(answer.label.en)"),
        dry: invocation.isDryRun)
      calls.tell(&output, round: session.round)
      tellKept(ids, answer, session.round, &output)
      return calls.exitCode
    }
  }

  /// Whose marks were whole before they left stays on those panels.
  private static func tellKept(
    _ ids: [ExpertID], _ answer: InvitationAnswer.Answer, _ round: Round, _ output: inout Output
  ) {
    guard answer == .declined || answer == .unavailable else { return }
    for id in ids {
      for stage in round.reviewStages where !round.isAvailable(id, in: stage.id) {
        let kept = round.candidates(of: id, in: stage.id).map(\.id)
        guard !kept.isEmpty else { continue }
        output.line(
          Bilingual(
            zh: "\(id) 仍在 \(brief(kept)) 的评审组里（已经评完的，所评有效）",
            en: "\(id) stays on the panels of \(brief(kept)) (what was marked whole stays good)"))
      }
    }
  }
}

extension Round {
  /// Who sits on panels of a stage, or of any where none is named, by id.
  func seatedExperts(in stage: String?) -> [ExpertID] {
    let stages = reviewStages.map(\.id).filter { stage == nil || $0 == stage }
    return Set(stages.flatMap { seats(in: $0).map(\.expert) }).sorted()
  }
}

extension InvitationAnswer.Answer {
  var label: Bilingual {
    switch self {
    case .invited: Bilingual(zh: "已邀请", en: "invited")
    case .accepted: Bilingual(zh: "应允", en: "accepted")
    case .declined: Bilingual(zh: "谢绝", en: "declined")
    case .available: Bilingual(zh: "可以参加", en: "is available")
    case .unavailable: Bilingual(zh: "不能参加", en: "is not available")
    case .pledged: Bilingual(zh: "已签承诺书", en: "pledged")
    }
  }
}
