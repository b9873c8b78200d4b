import ExpertReview
import Reports

/// `panel conflicts`: searches and lists, declares, dismisses, confirms and waives.
enum ConflictsVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    switch invocation.branch {
    case "list": try list(invocation, &output)
    case "declare": try declare(invocation, &output)
    case "dismiss": try settle(.dismissed, invocation, &output)
    case "confirm": try settle(.confirmed, invocation, &output)
    case "waive": try settle(.waived, invocation, &output)
    default: preconditionFailure("the parser lets no other act pass")
    }
  }

  private static func list(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let candidate = try invocation.argument("CANDIDATE").map { try session.round.candidate(CandidateID($0)).id }
      let expert = try invocation.argument("EXPERT").map { try session.round.expert(ExpertID($0)).id }
      let search = session.round.conflictSearch(asOf: invocation.asOf)
      if candidate == nil { output.tell(try session.conclude(.conflicts(search))) }
      let stage = try invocation.text("stage").map { try session.round.reviewStage($0) }
      if let stage { output.tellStage(stage, of: session.round) }
      let entered = stage.map { Set(session.round.admitted(to: $0, asOf: invocation.asOf).map(\.id)) }
      let shown = search.conflicts.filter { conflict in
        (entered?.contains(conflict.candidate) ?? true) && (candidate == nil || conflict.candidate == candidate)
          && (expert == nil || conflict.expert == expert)
          && (invocation.flag("all") || conflict.status == .standing || conflict.status == .undecided)
      }
      let undecided = shown.count { $0.status == .undecided }
      if output.isJSON {
        output.json(["conflicts": .array(shown.map(\.json))])
      } else {
        table(of: shown, round: session.round, &output)
        tell(shown, undecided: undecided, &output)
      }
      return undecided == 0 ? .done : .needsPerson
    }
  }

  private static func table(of conflicts: [Conflict], round: Round, _ output: inout Output) {
    let language = output.language
    var table = TextTable([
      .init(Bilingual(zh: "申报对象", en: "candidate")[language]), .init(Bilingual(zh: "专家", en: "expert")[language]),
      .init(Bilingual(zh: "关系", en: "tie")[language]), .init(Bilingual(zh: "程度", en: "level")[language]),
      .init(Bilingual(zh: "状态", en: "status")[language]),
      .init(Bilingual(zh: "依据", en: "evidence")[language], mayBeCut: true),
    ])
    // A whole group barred for one reason is one line for a reader.
    let (whole, single) = (conflicts.filter { $0.role == "competitor" }, conflicts.filter { $0.role != "competitor" })
    for conflict in single {
      table.add([
        conflict.candidate.rawValue, conflict.expert.rawValue, conflict.kindLabel(round.scheme)[language],
        conflict.level.label[language], conflict.status.label[language], conflict.evidence[language],
      ])
    }
    for (expert, members) in Dictionary(grouping: whole, by: \.expert).sorted(by: { $0.key < $1.key }) {
      table.add([
        Bilingual(zh: "同组另 \(members.count) 个", en: "\(members.count) others of the group")[language],
        expert.rawValue, members[0].kindLabel(round.scheme)[language], members[0].level.label[language],
        members[0].status.label[language], members[0].evidence[language],
      ])
    }
    if !table.rows.isEmpty { output.table(table) }
  }

  private static func tell(_ shown: [Conflict], undecided: Int, _ output: inout Output) {
    let hard = shown.count { $0.status == .standing && $0.level == .hard }
    let soft = shown.count { $0.status == .standing && $0.level == .soft }
    output.line(
      Bilingual(
        zh: "必须回避 \(hard) 对，尽量回避 \(soft) 对，待确认 \(undecided) 对",
        en: "\(hard) hard, \(soft) soft, \(undecided) undecided"))
    output.note(
      undecided == 0
        ? Bilingual(zh: "下一步：panel assign", en: "next: panel assign")
        : Bilingual(
          zh: "待确认的在定下之前不得分派：panel conflicts dismiss 或 confirm 申报对象 专家 --reason 理由",
          en:
            "undecided pairs are barred until decided: panel conflicts dismiss or confirm CANDIDATE EXPERT --reason TEXT"
        ))
  }

  private static func declare(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let declaration = ConflictDeclaration(
        candidate: CandidateID(invocation.required("CANDIDATE")), expert: ExpertID(invocation.required("EXPERT")),
        kind: invocation.text("kind") ?? Relation.Kind.other.rawValue, evidence: invocation.text("evidence") ?? "")
      try session.add(.conflictDeclared(declaration))
      output.done(
        Bilingual(
          zh: "已记下：\(declaration.expert) 对 \(declaration.candidate) 回避",
          en: "recorded: \(declaration.expert) is kept from \(declaration.candidate)"), dry: invocation.isDryRun)
      return .done
    }
  }

  private static func settle(
    _ outcome: ConflictSettlement.Outcome, _ invocation: Invocation, _ output: inout Output
  ) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let candidate = try session.round.candidate(CandidateID(invocation.required("CANDIDATE"))).id
      let expert = try session.round.expert(ExpertID(invocation.required("EXPERT"))).id
      let wanted: Conflict.Status = outcome == .waived ? .standing : .undecided
      let found = session.round.conflictSearch(asOf: invocation.asOf).between(candidate, expert)
      guard found.contains(where: { $0.status == wanted }) else { throw RoundRefusal.noConflict(candidate, expert) }
      try session.add(
        .conflictSettled(ConflictSettlement(candidate: candidate, expert: expert, outcome: outcome)))
      let word: Bilingual =
        switch outcome {
        case .dismissed: Bilingual(zh: "查实并无此事，已排除", en: "dismissed")
        case .confirmed: Bilingual(zh: "查实确有其事，回避", en: "confirmed")
        case .waived: Bilingual(zh: "经批准不回避", en: "waived")
        }
      output.done(
        Bilingual(zh: "\(candidate) 与 \(expert)：\(word.zh)", en: "\(candidate) and \(expert): \(word.en)"),
        dry: invocation.isDryRun)
      return .done
    }
  }
}
