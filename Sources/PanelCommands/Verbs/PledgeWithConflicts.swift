import ExpertReview

/// `panel invite pledge E --declare FILE`: the signed pledge with the conflicts that it states, on record together or
/// not at all.
enum PledgeWithConflicts {
  static func run(_ name: String, _ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let file = try InputFile(name: name, bytes: try invocation.bytes(of: name))
    return try RoundSession.write(invocation, &output) { session, output in
      let expert = try session.round.expert(ExpertID(invocation.required("EXPERT"))).id
      let stage = try invocation.text("stage").map { try session.round.reviewStage($0) }
      let bringing = Bringing(
        round: session.round, file: file, mayReplace: true, absent: .forbid, asOf: invocation.asOf)
      let brought = try bringing.conflicts(statedBy: expert)
      guard brought.faults.isEmpty else { throw Refusal(brought.faults.map(\.report)) }
      try session.add(
        .invitationAnswered(InvitationAnswer(expert: expert, answer: .pledged, stage: stage?.id ?? "")))
      for fact in brought.others { try session.add(fact) }
      let calls = try SeatCalls.callAlternates(
        in: &session, asOf: invocation.asOf, experts: [expert], replacing: !invocation.flag("no-replace"))
      if let stage { output.tellStage(stage, of: session.round) }
      tell(brought, expert, calls, session.round, invocation, &output)
      return calls.exitCode
    }
  }

  private static func tell(
    _ brought: Brought, _ expert: ExpertID, _ calls: SeatCalls, _ round: Round, _ invocation: Invocation,
    _ output: inout Output
  ) {
    for notice in brought.notices { output.note(notice) }
    if output.isJSON {
      return output.json([
        "answer": .text(InvitationAnswer.Answer.pledged.rawValue), "experts": .identifiers([expert]),
        "declared": .object([
          "added": .number(brought.added), "corrected": .number(brought.corrected),
          "unchanged": .number(brought.unchanged),
        ]),
        "seats": calls.json, "signedOff": calls.signedOffJSON,
      ])
    }
    let (added, corrected, unchanged) = (brought.added, brought.corrected, brought.unchanged)
    output.done(
      Bilingual(
        zh: "已记下：\(expert) 已签承诺书，申明回避：新增 \(added)，更正 \(corrected)，未变 \(unchanged)",
        en:
          "recorded: \(expert) has pledged; conflicts stated: \(added) new, \(corrected) corrected, \(unchanged) unchanged"
      ), dry: invocation.isDryRun)
    calls.tell(&output, round: round)
  }
}
