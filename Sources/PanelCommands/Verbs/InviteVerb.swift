import ExpertReview

/// `panel invite`: who accepted, declined, is available, has pledged.
enum InviteVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    switch invocation.branch {
    case "list": try list(invocation, &output)
    case "accept": try record(.accepted, invocation, &output)
    case "decline": try record(.declined, invocation, &output)
    case "pledge": try record(.pledged, invocation, &output)
    case "available": try record(.available, invocation, &output)
    case "unavailable": try record(.unavailable, invocation, &output)
    default: preconditionFailure("the parser lets no other act pass")
    }
  }

  private static func record(
    _ answer: InvitationAnswer.Answer, _ invocation: Invocation, _ output: inout Output
  ) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let ids = invocation.arguments("EXPERT").map { ExpertID($0) }
      let stage = try invocation.text("stage").map { try session.round.reviewStage($0) }
      for id in ids {
        try session.add(.invitationAnswered(InvitationAnswer(expert: id, answer: answer, stage: stage?.id ?? "")))
      }
      if let stage { output.tellStage(stage, of: session.round) }
      let names = ids.map(\.rawValue).joined(separator: " ")
      output.done(
        Bilingual(zh: "已记下：\(names) \(answer.label.zh)", en: "recorded: \(names) \(answer.label.en)"),
        dry: invocation.isDryRun)
      let seated = ids.filter { session.round.isSeated($0) }
      if !seated.isEmpty, answer == .declined || answer == .unavailable {
        output.note(
          Bilingual(
            zh: "\(seated.map(\.rawValue).joined(separator: " ")) 已排入评审组，须重新分派：panel assign",
            en: "\(seated.map(\.rawValue).joined(separator: " ")) sit on panels: run panel assign again"))
      }
      return .done
    }
  }

  private static func list(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let round = try RoundSession.read(invocation).round
    let stage = try invocation.text("stage").map { try round.reviewStage($0).id } ?? ""
    let wanted = try invocation.arguments("EXPERT").map { try round.expert(ExpertID($0)).id }
    let experts = round.experts.filter { wanted.isEmpty || wanted.contains($0.id) }.sorted { $0.id < $1.id }
    if output.isJSON {
      output.json([
        "experts": .array(
          experts.map { expert in
            .object([
              "id": .text(expert.id.rawValue), "available": .boolean(round.isAvailable(expert.id, in: stage)),
              "answers": .texts((round.answers[expert.id] ?? []).map(\.answer.rawValue)),
            ])
          })
      ])
      return .done
    }
    let language = output.language
    var table = TextTable([
      .init(Bilingual(zh: "专家", en: "expert")[language]), .init(Bilingual(zh: "姓名", en: "name")[language]),
      .init(Bilingual(zh: "单位", en: "employer")[language], mayBeCut: true),
      .init(Bilingual(zh: "可否参加", en: "available")[language]),
      .init(Bilingual(zh: "经过", en: "answers")[language]),
    ])
    for expert in experts {
      let answers = (round.answers[expert.id] ?? []).map { answer in
        answer.answer.label[language] + (answer.stage.isEmpty ? "" : "（\(answer.stage)）")
      }
      table.add([
        expert.id.rawValue, expert.name, expert.employer,
        round.isAvailable(expert.id, in: stage)
          ? Bilingual(zh: "可", en: "yes")[language] : Bilingual(zh: "否", en: "no")[language],
        answers.isEmpty ? "—" : answers.joined(separator: " → "),
      ])
    }
    output.table(table)
    return .done
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
