import ExpertReview
import Reports

/// `panel conflicts`: searches and lists, declares and takes back, dismisses, confirms, waives and reopens.
enum ConflictsVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    switch invocation.branch {
    case "list": try list(invocation, &output)
    case "left": try left(invocation, &output)
    case "declare": try declare(invocation, &output)
    case "withdraw": try withdraw(invocation, &output)
    case "dismiss": try settle(.dismissed, invocation, &output)
    case "confirm": try settle(.confirmed, invocation, &output)
    case "waive": try settle(.waived, invocation, &output)
    case "reopen": try settle(.reopened, invocation, &output)
    default: preconditionFailure("the parser lets no other act pass")
    }
  }

  // MARK: Showing

  private static func list(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let candidate = try invocation.argument("CANDIDATE").map { try session.round.candidate(CandidateID($0)).id }
      let named = invocation.text("expert") ?? invocation.argument("EXPERT")
      let expert = try named.map { try session.round.expert(ExpertID($0)).id }
      let search = session.round.conflictSearch(asOf: invocation.asOf)
      if candidate == nil, expert == nil { output.tell(try session.conclude(.conflicts(search))) }
      let stage = try invocation.text("stage").map { try session.round.reviewStage($0) }
      if let stage { output.tellStage(stage, of: session.round) }
      let entered = stage.map { Set(session.round.admitted(to: $0, asOf: invocation.asOf).map(\.id)) }
      let per = invocation.text("per").flatMap(ConflictCounts.Side.init)
      let found = candidate.map { search.conflicts(of: $0) } ?? expert.map { search.conflicts(of: $0) } ?? search.listed
      let shown = found.filter { conflict in
        (entered?.contains(conflict.candidate) ?? true) && (candidate == nil || conflict.candidate == candidate)
          && (expert == nil || conflict.expert == expert)
          && (invocation.flag("all") || per != nil || conflict.status == .standing || conflict.status == .undecided)
      }
      // A count or a file is a look at what is there; the table is the search.
      let isSearch = per == nil && invocation.text("csv") == nil
      let calls = isSearch ? try callAlternates(&session, invocation, conflicts: search) : SeatCalls()
      var table = ConflictTable(shown, calls: calls, round: session.round)
      if candidate == nil, expert == nil { (table.broad, table.findings) = (search.broadBars, search.findings) }
      if let path = invocation.text("csv") {
        try table.deliver(to: path, invocation, &output)
      } else if let per {
        ConflictCounts(shown, per: per, round: session.round).write(to: &output)
      } else {
        table.write(to: &output)
      }
      let undecided = shown.count { $0.status == .undecided }
      calls.tell(&output, round: session.round)
      tell(undecided: undecided, session.round, &output)
      return undecided == 0 ? calls.exitCode : .needsPerson
    }
  }

  private static func tell(undecided: Int, _ round: Round, _ output: inout Output) {
    for (candidate, names) in round.unsuitableWithoutEffect {
      let most = round.scheme.conflicts?.unsuitableAtMost ?? 0
      output.note(
        Bilingual(
          zh: "\(candidate) 提名的不宜评审专家超过方案的 \(most) 名，以下的不起作用：\(names.joined(separator: "、"))",
          en:
            "\(candidate) names more unsuitable experts than the scheme's \(most); without effect: \(names.joined(separator: ", "))"
        ))
    }
    output.note(
      undecided == 0
        ? Bilingual(zh: "下一步：panel assign", en: "next: panel assign")
        : Bilingual(
          zh: "待确认的在定下之前不得分派：panel conflicts dismiss 或 confirm 申报对象 专家 --reason 理由",
          en:
            "undecided pairs are barred until decided: panel conflicts dismiss or confirm CANDIDATE EXPERT --reason TEXT"
        ))
  }

  private static func left(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let round = try RoundSession.read(invocation).round
    let candidate = try round.candidate(CandidateID(invocation.required("CANDIDATE")))
    let stage = try round.reviewStage(invocation.text("stage"))
    output.tellStage(stage, of: round)
    let left = round.expertsLeft(for: candidate, in: stage, conflicts: round.conflictSearch(asOf: invocation.asOf))
    let page = ExpertsLeftPage(left, candidate, round)
    if output.isJSON { output.json(page.json) } else { page.write(to: &output) }
    return left.lacking == 0 ? .done : .needsPerson
  }

  // MARK: Declaring

  private static func declare(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let declarer = invocation.declarer ?? .staff
      let standard = declarer == .candidate ? Conflict.unsuitable : Relation.Kind.other.rawValue
      let declaration = ConflictDeclaration(
        candidate: CandidateID(invocation.required("CANDIDATE")), expert: ExpertID(invocation.required("EXPERT")),
        kind: invocation.text("kind") ?? standard, by: declarer, evidence: invocation.text("evidence") ?? "")
      let facts = DeclaredConflicts.facts([declaration], in: session.round)
      for fact in facts { try session.add(fact) }
      let (candidate, expert) = (declaration.candidate, declaration.expert)
      return try done(
        "declare", candidate, expert,
        facts.isEmpty
          ? Bilingual(zh: "早已记下：\(expert) 对 \(candidate) 回避", en: "on record already: \(expert) and \(candidate)")
          : Bilingual(zh: "已记下：\(expert) 对 \(candidate) 回避", en: "recorded: \(expert) is kept from \(candidate)"),
        [], &session, invocation, &output)
    }
  }

  private static func withdraw(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let candidate = try session.round.candidate(CandidateID(invocation.required("CANDIDATE"))).id
      let expert = try session.round.expert(ExpertID(invocation.required("EXPERT"))).id
      let kind = invocation.text("kind")
      let standing = session.round.standingDeclarations.filter {
        $0.candidate == candidate && $0.expert == expert && (kind == nil || $0.kind == kind)
          && (invocation.declarer == nil || $0.declarer == invocation.declarer)
      }
      guard !standing.isEmpty else { throw RoundRefusal.notDeclared(candidate, expert) }
      let withdrawn = standing.map { $0.withdrawn(because: invocation.reason ?? "") }
      for fact in DeclaredConflicts.facts(withdrawn, in: session.round) { try session.add(fact) }
      let words = standing.map { declaration in
        let label = session.round.scheme.conflictLabel(declaration.kind)
        return Bilingual(
          zh: "\(label.zh)（\(declaration.declarer.label.zh)）", en: "\(label.en) (\(declaration.declarer.label.en))")
      }
      return try done(
        "withdraw", candidate, expert,
        Bilingual(
          zh: "\(candidate) 与 \(expert)：声明已撤回：\(words.map(\.zh).joined(separator: "、"))",
          en: "\(candidate) and \(expert): declaration withdrawn: \(words.map(\.en).joined(separator: ", "))"),
        [], &session, invocation, &output)
    }
  }

  // MARK: Settling

  private static func settle(
    _ outcome: ConflictSettlement.Outcome, _ invocation: Invocation, _ output: inout Output
  ) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let candidate = try session.round.candidate(CandidateID(invocation.required("CANDIDATE"))).id
      let expert = try session.round.expert(ExpertID(invocation.required("EXPERT"))).id
      let choice = ConflictChoice(
        kind: invocation.text("kind"), role: invocation.text("role"),
        among: session.round.conflictSearch(asOf: invocation.asOf).between(candidate, expert))
      let chosen = try choice.conflicts(for: outcome, in: session.round)
      guard !chosen.isEmpty else { throw choice.nothingChosen(candidate, expert, for: outcome, in: session.round) }
      let settlement = ConflictSettlement(
        candidate: candidate, expert: expert, outcome: outcome, authority: invocation.text("authority") ?? "",
        conflicts: chosen.map(\.seen))
      try session.add(.conflictSettled(settlement))
      let words = settlement.words
      return try done(
        invocation.branch, candidate, expert,
        Bilingual(
          zh: "\(candidate) 与 \(expert)：\(words.zh)（\(list(chosen, session.round).zh)）",
          en: "\(candidate) and \(expert): \(words.en) (\(list(chosen, session.round).en))"),
        chosen, &session, invocation, &output)
    }
  }

  private static func list(_ conflicts: [Conflict], _ round: Round) -> Bilingual {
    let labels = conflicts.map { $0.kindLabel(round.scheme) }
    return Bilingual(
      zh: labels.map(\.zh).joined(separator: "、"), en: labels.map(\.en).joined(separator: ", "))
  }

  /// A conflict that stands on a seat takes it from its expert, and calls the alternates.
  private static func callAlternates(
    _ session: inout RoundSession, _ invocation: Invocation, conflicts: ConflictSearch? = nil
  ) throws -> SeatCalls {
    try SeatCalls.callAlternates(
      in: &session, asOf: invocation.asOf, conflicts: conflicts, replacing: !invocation.flag("no-replace"))
  }

  /// Calls the alternates where a seat cannot be kept now, and says what was done and, of the pair, what still bars it.
  private static func done(
    _ act: String, _ candidate: CandidateID, _ expert: ExpertID, _ words: Bilingual, _ settled: [Conflict],
    _ session: inout RoundSession, _ invocation: Invocation, _ output: inout Output
  ) throws -> ExitCode {
    let calls = try callAlternates(&session, invocation)
    let round = session.round
    let barring = round.conflictSearch(asOf: invocation.asOf).between(candidate, expert).filter(\.bars)
    if output.isJSON {
      output.json([
        "act": .text(act), "candidate": .text(candidate.rawValue), "expert": .text(expert.rawValue),
        "by": .text(invocation.actor), "conflicts": settled.isEmpty ? nil : .array(settled.map(\.json)),
        "barredBy": .array(barring.map(\.json)), "seats": calls.isEmpty ? nil : calls.json,
        "signedOff": calls.isEmpty ? nil : calls.signedOffJSON,
      ])
      return calls.exitCode
    }
    output.done(words, dry: invocation.isDryRun)
    if act != "declare", act != "confirm", !barring.isEmpty {
      output.note(
        Bilingual(
          zh: "\(candidate) 与 \(expert) 仍须回避：\(list(barring, round).zh)",
          en: "\(candidate) and \(expert) are still kept apart: \(list(barring, round).en)"))
    }
    calls.tell(&output, round: round)
    return calls.exitCode
  }
}

extension Invocation {
  /// Who declares, where it was said.
  fileprivate var declarer: ConflictDeclaration.Declarer? {
    text("from").flatMap(ConflictDeclaration.Declarer.init)
  }
}

/// Which of a pair's conflicts a decision means.
private struct ConflictChoice {
  let isNamed: Bool
  let meant: [Conflict]
  private let found: [Conflict]

  init(kind: String?, role: String?, among found: [Conflict]) {
    isNamed = kind != nil || role != nil
    self.found = found
    meant = found.filter { (kind == nil || $0.kind == kind) && (role == nil || $0.role == role) }
  }

  /// Why the decision has nothing that it could be taken on.
  func nothingChosen(
    _ candidate: CandidateID, _ expert: ExpertID, for outcome: ConflictSettlement.Outcome, in round: Round
  ) -> any Error {
    if found.isEmpty { return RoundRefusal.noConflict(candidate, expert) }
    if outcome == .reopened, !isNamed { return RoundRefusal.nothingSettled(candidate, expert) }
    let words = found.map { conflict in
      let (kind, status) = (conflict.kindLabel(round.scheme), conflict.status.label)
      return Bilingual(
        zh: "\(kind.zh)（--kind \(conflict.kind) --role \(conflict.role)，\(status.zh)）",
        en: "\(kind.en) (--kind \(conflict.kind) --role \(conflict.role), \(status.en))")
    }
    return VerbFault.nothingToSettle(
      VerbFault.Pair(candidate: candidate, expert: expert), found: words, isNamed: isNamed
    ).refusal
  }

  /// Those that the decision is taken on: what waits for it. A false match that stands by name is dismissed where it is
  /// named, or where nothing waits. Empty where there is nothing to decide.
  func conflicts(for outcome: ConflictSettlement.Outcome, in round: Round) throws(RoundRefusal) -> [Conflict] {
    let undecided = meant.filter { $0.status == .undecided }
    let standing = meant.filter { $0.status == .standing }
    switch outcome {
    case .confirmed: return undecided
    case .waived:
      if let fixed = standing.first(where: { !round.scheme.isWaivable($0.kind) }) {
        throw .unwaivable(fixed.candidate, fixed.expert, kind: fixed.kindLabel(round.scheme).zh)
      }
      return standing
    case .dismissed:
      if !undecided.isEmpty && !isNamed { return undecided }
      let waiting = undecided + standing.filter(\.mayBeDismissed)
      if waiting.isEmpty, let certain = standing.first {
        throw .notDismissible(certain.candidate, certain.expert)
      }
      return waiting
    case .reopened:
      return meant.filter { conflict in
        round.decisions(on: conflict).last.map { $0.settlement.outcome != .reopened } ?? false
      }
    }
  }
}
