import ExpertReview
import Reports

/// Something that waits for a person, and the command with which the person acts.
struct WaitingItem {
  let kind: String
  let ids: [String]
  let message: Bilingual
  let verb: Bilingual

  var json: JSON {
    .object(["kind": .text(kind), "ids": .texts(ids), "message": message.json, "verb": verb.json])
  }
}

extension StatusReport {
  /// What waits for people, in the order of the flow.
  var waiting: [WaitingItem] {
    [reviews, unreturned, undecided, unanswered].compactMap(\.self) + sealedSeeds
      + stages.flatMap { $0.waiting(takesSheets: takesSheets(in: $0.stage.id)) }
      + [openStaffItems].compactMap(\.self) + openChanges + publicityItems + renewals
  }

  /// Once a stage's ranking is signed off, or the final list is out, a sheet that is owed holds up nothing.
  private func takesSheets(in stage: String) -> Bool {
    final == nil
      && !steps.contains { step in
        step.procedure >= .marking && step.signOff != nil && (step.key.stage == stage || step.key.stage.isEmpty)
      }
  }

  private var reviews: WaitingItem? {
    guard let first = candidates.waiting.first else { return nil }
    return WaitingItem(
      kind: "review", ids: candidates.waiting.map(\.rawValue),
      message: Bilingual(
        zh: "\(candidates.waiting.count) 个申报对象待定：\(brief(candidates.waiting))",
        en: "\(candidates.waiting.count.of("candidate")) under review: \(brief(candidates.waiting))"),
      verb: Bilingual(
        zh: "panel decide admit 或 refuse \(first) --reason 理由",
        en: "panel decide admit or refuse \(first) --reason TEXT"))
  }

  private var undecided: WaitingItem? {
    guard let first = undecidedConflicts.first else { return nil }
    let pairs = undecidedConflicts.map { "\($0.candidate)–\($0.expert)" }
    let shown = pairs.prefix(10).joined(separator: " ") + (pairs.count > 10 ? " …" : "")
    return WaitingItem(
      kind: "conflicts", ids: pairs,
      message: Bilingual(
        zh: "\(pairs.count) 个回避关系待确认：\(shown)", en: "\(pairs.count.of("conflict")) undecided: \(shown)"),
      verb: Bilingual(
        zh: "panel conflicts confirm 或 dismiss \(first.candidate) \(first.expert) --reason 理由",
        en: "panel conflicts confirm or dismiss \(first.candidate) \(first.expert) --reason TEXT"))
  }

  private var openStaffItems: WaitingItem? {
    guard let first = openItems.first else { return nil }
    let rules = openItems.map { "\($0.rule)×\($0.candidates.count)" }.joined(separator: " ")
    return WaitingItem(
      kind: "openItems", ids: openItems.map(\.rule.rawValue),
      message: Bilingual(
        zh: "拟入选的对象还有 \(openItems.count) 条要由工作人员核实：\(rules)",
        en: "staff have yet to confirm \(openItems.count.of("rule")) for those listed: \(rules)"),
      verb: Bilingual(
        zh: "panel decide confirm \(first.rule) --reason 核实经过", en: "panel decide confirm \(first.rule) --reason TEXT"))
  }

  /// Steps whose result is another now.
  private var renewals: [WaitingItem] {
    steps.compactMap { step in
      guard case .changed(let since) = step.progress else { return nil }
      let label = round.label(of: step.key)
      return WaitingItem(
        kind: "stale", ids: [step.procedure.rawValue],
        message: Bilingual(
          zh: step.isFreeOfFaults == true
            ? "“\(label.zh)”自\(step.words(of: since).zh)起可能不是最优，但没有违反任何限制"
            : "“\(label.zh)”自\(step.words(of: since).zh)起已过时，结果会变",
          en: step.isFreeOfFaults == true
            ? "“\(label.en)” is perhaps no longer the best since \(step.words(of: since).en), but no limit is broken"
            : "“\(label.en)” is out of date since \(step.words(of: since).en): its result is another now"),
        verb: round.command(of: step.key))
    }
  }
}

extension StatusReport.Stage {
  /// Limits broken, sheets owed, ties at the line.
  fileprivate func waiting(takesSheets: Bool) -> [WaitingItem] {
    [broken, takesSheets ? sheets : nil, takesSheets ? votes : nil, unrankable].compactMap(\.self)
      + (takesSheets ? seatStatus.waiting : []) + chair + (takesSheets ? opinionItems : []) + ties
  }

  private var broken: WaitingItem? {
    guard let first = faults.first else { return nil }
    let more = faults.count > 1 ? Bilingual(zh: "，等 \(faults.count) 处", en: " and \(faults.count - 1) more") : nil
    return WaitingItem(
      kind: "panels", ids: Set(faults.flatMap { $0.experts.map(\.rawValue) }).sorted(),
      message: Bilingual(
        zh: "评审组违反限制：\(first.sentences.message.zh)\(more?.zh ?? "")",
        en: "panels break limits: \(first.sentences.message.en)\(more?.en ?? "")"),
      verb: Bilingual(zh: renewal, en: renewal))
  }

  /// Seats that are empty, or whose experts cannot keep them, are filled one by one; other limits need panels anew.
  private var renewal: String {
    let isMended = faults.allSatisfy { fault in
      switch fault {
      case .tooFewMembers, .conflict, .unavailable: true
      case .noPanel, .notShortListed, .overloaded, .tooManyOfUnit, .composition, .banned: false
      }
    }
    return isMended ? "panel assign --repair" : "panel assign"
  }

  private var sheets: WaitingItem? {
    guard !owing.isEmpty else { return nil }
    return WaitingItem(
      kind: "sheets", ids: owing.map(\.expert.rawValue),
      message: Bilingual(
        zh: "\(owing.count) 位专家还欠 \(owed) 份评分：\(brief(owing.map(\.expert)))",
        en: "\(owed.of("sheet")) owed by \(owing.count.of("expert")): \(brief(owing.map(\.expert)))"),
      verb: Bilingual(zh: "panel collect 文件", en: "panel collect FILE"))
  }

  /// Votes owed beside sheets that are there; whoever owes a sheet owes its votes with it.
  private var votes: WaitingItem? {
    let experts = owingVotes.map(\.expert)
    guard markCount > 0, !experts.isEmpty else { return nil }
    let owed = owingVotes.reduce(0) { $0 + $1.candidates.count }
    return WaitingItem(
      kind: "votes", ids: experts.map(\.rawValue),
      message: Bilingual(
        zh: "\(experts.count) 位专家对 \(owed) 份材料还没有投完票：\(brief(experts))",
        en: "votes on \(owed.of("sheet")) owed by \(experts.count.of("expert")): \(brief(experts))"),
      verb: Bilingual(zh: "panel collect 文件", en: "panel collect FILE"))
  }

  private var chair: [WaitingItem] {
    toChair.map { item in
      WaitingItem(
        kind: "chair", ids: item.candidates.map(\.rawValue),
        message: Bilingual(
          zh: "\(item.rule) “\(item.title.zh)”\(item.cause.zh)，待组长定：\(brief(item.candidates))",
          en: "\(item.rule) “\(item.title.en)” \(item.cause.en), for the chair to decide: \(brief(item.candidates))"),
        verb: Bilingual(
          zh: "panel decide met 或 not-met \(item.rule) \(typed(item.candidates).zh) --reason 理由",
          en: "panel decide met or not-met \(item.rule) \(typed(item.candidates).en) --reason TEXT"))
    }
  }

  private var unrankable: WaitingItem? {
    guard let report = fault?.reports.first else { return nil }
    return WaitingItem(
      kind: "scoring", ids: [stage.id], message: report.message, verb: report.mend)
  }

  private var ties: [WaitingItem] {
    guard let ranking else { return [] }
    return ranking.undecided.map { tie in
      if tie.zone != nil {
        let verb = tie.verb(in: ranking)
        return WaitingItem(
          kind: "zone", ids: tie.candidates.map(\.rawValue), message: tie.zoneSentence(verb), verb: verb)
      }
      return WaitingItem(
        kind: "tie", ids: tie.candidates.map(\.rawValue),
        message: Bilingual(
          zh: "线上同分：\(brief(tie.candidates))，只剩 \(tie.freePlaces) 个名额",
          en: "tied at the line: \(brief(tie.candidates)), \(tie.freePlaces.of("place")) left"),
        verb: tie.verb(in: ranking))
    }
  }
}

extension StatusReport {
  /// The next command of the flow; what waits for a person first where it holds the flow up.
  var next: Bilingual {
    func verb(_ zh: String, _ en: String? = nil) -> Bilingual {
      Bilingual(zh: "panel " + zh, en: "panel " + (en ?? zh))
    }
    let blocking = waiting.first { ["review", "conflicts", "chair", "tie", "objections"].contains($0.kind) }
    guard !round.candidates.isEmpty else { return verb("import candidates 文件", "import candidates FILE") }
    if !progress(of: .examination).isDone { return verb("examine") }
    // Once the final list is out, whoever is still under review holds up nothing.
    if let blocking, blocking.kind == "review", final == nil { return blocking.verb }
    guard let current = currentStage else { return afterRanking }
    if current.panels == nil {
      if let chair = waiting.first(where: { $0.kind == "chair" }) { return chair.verb }
      if let renewed = shortListToRenew(for: current.stage) { return verb("rank --stage \(renewed.id)") }
      if round.experts.isEmpty { return verb("import experts 文件", "import experts FILE") }
      if !progress(of: .conflicts).isDone { return verb("conflicts") }
      return blocking?.kind == "conflicts" ? blocking?.verb ?? verb("conflicts") : verb("assign")
    }
    if current.markCount == 0 {
      return progress(of: .assignment).isDone ? verb("sheets 文件夹", "sheets FOLDER") : verb("assign")
    }
    if !current.owing.isEmpty, progress(of: .ranking) == .notRun { return verb("collect 文件", "collect FILE") }
    // Only a ranking run after all that touches it may be posted, whether its result is the same or not.
    if progress(of: .ranking) != .current { return verb("rank") }
    if let chair = waiting.first(where: { $0.kind == "chair" }) { return chair.verb }
    if let tie = waiting.first(where: { $0.kind == "tie" }) { return tie.verb }
    if current.opinions.blocks,
      let item = waiting.first(where: { ["opinions", "chairs", "panelOpinions"].contains($0.kind) })
    {
      return item.verb
    }
    return afterRanking
  }

  /// The stage before, where its ranking is not of the facts as they stand and so gives no short list.
  private func shortListToRenew(for stage: ReviewStage) -> ReviewStage? {
    guard stage.admits != .all, let before = round.scheme.stage(before: stage),
      let step = steps.first(where: { $0.key == Conclusion.Key(procedure: .ranking, stage: before.id) }),
      step.signOff == nil, step.progress != .current
    else { return nil }
    return before
  }

  private var afterRanking: Bilingual {
    if let change = waiting.first(where: { $0.kind == "change" }) { return change.verb }
    let post = Bilingual(zh: "panel publish 文件夹", en: "panel publish FOLDER")
    let postFinal = Bilingual(zh: "panel publish 文件夹 --final", en: "panel publish FOLDER --final")
    if let open = waiting.first(where: { $0.kind == "openItems" }) { return open.verb }
    if round.isSelectedByChoice, round.choiceLines().isEmpty {
      return Bilingual(
        zh: "panel decide choose 申报对象 --reason 理由", en: "panel decide choose CANDIDATE --reason TEXT")
    }
    guard round.scheme.publicity != nil else {
      // Without a notice the list is whole each time: who leaves or rises after it makes another one.
      if final != nil, progress(of: .notice).isDone { return keep }
      return round.isSelectedByChoice ? post : postFinal
    }
    guard let notice else { return post }
    if let doubt = waiting.first(where: { $0.kind == "recognition" }) { return doubt.verb }
    if !notice.holds { return post }
    if final != nil, notice.final.isComplete { return keep }
    if let waits = waiting.first(where: { ["objections", "uncorrected", "unranked"].contains($0.kind) }),
      notice.final.clear.isEmpty || final == nil
    {
      return waits.verb
    }
    guard notice.final.clear.isEmpty, let day = notice.final.publishFrom else { return postFinal }
    return Bilingual(
      zh: "公示中；\(day) 起 panel publish 文件夹 --final", en: "on notice; from \(day) panel publish FOLDER --final")
  }

  private var keep: Bilingual {
    if round.scheme.forwardsTo != nil {
      return Bilingual(zh: "panel export 文件 --form hand-on", en: "panel export FILE --form hand-on")
    }
    return archive
  }

  private var archive: Bilingual {
    Bilingual(zh: "panel export 文件 --form archive", en: "panel export FILE --form archive")
  }
}

/// The first ten ids, and how many more there are.
func brief<ID: Identifier>(_ ids: [ID]) -> String {
  let shown = ids.prefix(10).spaced
  return ids.count > 10 ? "\(shown) …（+\(ids.count - 10)）" : shown
}
