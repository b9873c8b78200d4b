import ExpertReview
import Intake
import Reports
import RoundStore

/// `panel decide`: every decision that a person takes, on the record.
enum DecideVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    switch invocation.branch {
    case "opinion": return try OpinionVerb.agree(invocation, &output)
    case "question": return try OpinionVerb.ask(invocation, &output)
    default: break
    }
    return try RoundSession.write(invocation, &output) { session, output in
      let decision = try decision(invocation, session.round)
      try check(decision, in: session.round, invocation)
      try session.add(.decided(decision))
      let letters = try ObjectionLetters(of: decision, session, invocation).write(invocation)
      if output.isJSON {
        output.json([
          "act": .text(decision.act), "by": .text(invocation.actor),
          "number": decision.objectionNumber(in: session.round).map { .number($0) },
          "files": letters.isEmpty ? nil : .texts(letters),
        ])
      } else {
        output.done(sentence(decision, session.round), dry: invocation.isDryRun)
        for file in letters { output.line(Bilingual(zh: "  答复：\(file)", en: "  reply: \(file)")) }
        if let next = next(decision, in: session.round) { output.note(next) }
      }
      return .done
    }
  }

  private static func decision(_ invocation: Invocation, _ round: Round) throws -> Decision {
    func candidate() -> CandidateID { CandidateID(invocation.required("CANDIDATE")) }
    func candidates() -> [CandidateID] { invocation.arguments("CANDIDATE").map { CandidateID($0) } }
    func procedure() throws -> Procedure {
      let text = invocation.required("STEP")
      guard let procedure = Procedure(rawValue: text) else { throw VerbFault.unknownProcedure(text).refusal }
      return procedure
    }
    /// The review stage of a step that each has its own of; empty for the others.
    func stage(_ procedure: Procedure) throws -> String {
      let named = invocation.text(CommandTable.stage.name)
      guard procedure.isOfStage, named != nil || !round.reviewStages.isEmpty else { return "" }
      if named == nil, invocation.branch == "reopen" { return "" }
      return try invocation.signingStage(procedure, of: round).id
    }
    switch invocation.branch {
    case "admit": return .admit(candidate())
    case "refuse": return .refuse(candidate())
    case "set-aside": return .setAside(candidate(), RuleID(invocation.required("RULE")))
    case "confirm": return .confirm(RuleID(invocation.required("RULE")), candidates())
    case "withdraw": return .withdraw(candidate())
    case "chair": return try OpinionVerb.chair(invocation, round)
    case "late-correction": return .lateCorrection(candidate())
    case "late-sheet": return .lateSheet(ExpertID(invocation.required("EXPERT")))
    case "approve-change", "reject-change":
      let text = invocation.required("CHANGE")
      guard let number = Int(text.trimmed.halfWidth) else {
        throw VerbFault.noChangeNumber(text, open: round.openChanges.map(\.number)).refusal
      }
      return invocation.branch == "approve-change" ? .approveChange(number) : .rejectChange(number)
    case "met", "not-met":
      return .judge(RuleID(invocation.required("RULE")), met: invocation.branch == "met", candidates())
    case "sign-off":
      let step = try procedure()
      return .signOff(step, stage: try stage(step), leader: invocation.text("leader") ?? "")
    case "reopen":
      let step = try procedure()
      return .reopen(step, stage: try stage(step))
    case "choose": return .choose(candidates())
    case "extend":
      return .extend(
        RuleID(invocation.required("RULE")), until: invocation.day("until") ?? invocation.asOf, candidates())
    case "lot": return try drawnLot(candidates(), invocation, round)
    case "object": return .object(try invocation.objection(against: candidate()))
    case "answer": return .answer(try invocation.answer(to: candidate()))
    case "withdraw-objection":
      return .withdrawObjection(candidate(), number: invocation.integer("number") ?? 0)
    case "late-objection": return .lateObjection(candidate())
    case "recognition": return .recognition(candidate(), stands: invocation.text("ruling") == "stands")
    case "sanction": return .sanction(candidate(), ground: invocation.text("ground") ?? "")
    default: preconditionFailure("the parser lets no other act pass")
    }
  }

  /// The order as it was drawn by hand, or as a seed gives it to those who are to be drawn among.
  private static func drawnLot(
    _ named: [CandidateID], _ invocation: Invocation, _ round: Round
  ) throws -> Decision {
    guard let seed = invocation.text("seed") else {
      guard !named.isEmpty else { throw VerbFault.emptyLot.refusal }
      return .lot(named)
    }
    do throws(SeedFault) { try checkSeed(seed) } catch { throw DrawFault.seed(error).refusal }
    guard let stage = round.reviewStages.last else { throw VerbFault.noReview(round.scheme.id).refusal }
    var among = named
    if named.isEmpty {
      let ranking = try round.ranking(stage: stage, asOf: invocation.asOf)
      let ties = ranking.undecided.filter(ranking.canBeDrawn)
      guard ties.count == 1 else { throw VerbFault.emptyLot.refusal }
      among = ranking.drawnAmong(ties[0])
    }
    guard Set(among).count == among.count else { return .lot(among, seed: seed) }
    return .lot(lotOrder(among, by: RivestSampler(seed: seed) { Digest(of: $0).bytes }), seed: seed)
  }

  /// What the record alone cannot tell: whether a candidate is in fact under review, whether a result is up to date.
  private static func check(_ decision: Decision, in round: Round, _ invocation: Invocation) throws {
    switch decision {
    case .admit(let id), .refuse(let id):
      let examination = round.examination(of: try round.candidate(id), asOf: invocation.asOf)
      guard examination.verdict == .review || examination.verdict == .formError else {
        throw RoundRefusal.notUnderReview(id)
      }
    case .choose(let ids) where round.isSelectedByChoice:
      let faults = round.choiceFaults(ids, asOf: invocation.asOf)
      guard faults.isEmpty else { throw VerbFault.badChoice(faults).refusal }
    case .choose, .lot:
      let last = Conclusion.Key(procedure: .ranking, stage: round.reviewStages.last?.id ?? "")
      guard round.conclusions[last] != nil else { throw VerbFault.notRanked.refusal }
      // Only here and not in the fold: records made before it was asked for must open.
      guard let check = try round.lineCheck(of: decision, asOf: invocation.asOf), let fault = check.fault else { break }
      throw VerbFault.line(fault, check.ranking).refusal
    case .judge(let rule, _, _):
      guard let known = round.scheme.rules.first(where: { $0.id == rule }),
        let stage = round.scheme.votingStage(of: known)
      else { break }
      guard round.scorebooks[stage] != nil else { throw VerbFault.noVotes(rule).refusal }
    case .signOff(let procedure, let stage, _):
      try SigningOrder(round, asOf: invocation.asOf).check(Conclusion.Key(procedure: procedure, stage: stage))
      guard procedure == .ranking, !stage.isEmpty else { return }
      let ranking = try round.ranking(stage: try round.reviewStage(stage), asOf: invocation.asOf)
      let toChair = round.chairItems(ranking)
      guard toChair.isEmpty else { throw VerbFault.toChair(toChair).refusal }
      try OpinionVerb.checkGaps(of: [try round.reviewStage(stage)], in: round)
    default: break
    }
  }

  private static func label(_ procedure: Procedure, _ stage: String, _ round: Round) -> Bilingual {
    round.label(of: Conclusion.Key(procedure: procedure, stage: stage))
  }

  private static func sentence(_ decision: Decision, _ round: Round) -> Bilingual {
    switch decision {
    case .admit(let id): Bilingual(zh: "已记下：\(id) 准予进入评审", en: "recorded: \(id) is admitted")
    case .refuse(let id): Bilingual(zh: "已记下：\(id) 不予进入评审", en: "recorded: \(id) is refused")
    case .setAside(let id, let rule):
      Bilingual(zh: "已记下：\(id) 的 \(rule) 不计", en: "recorded: \(rule) does not count for \(id)")
    case .confirm(let rule, let confirmed):
      Bilingual(
        zh: "已记下：\(rule) 已核实（\(confirmed.isEmpty ? "全部申报对象" : confirmed.spaced)）",
        en: "recorded: \(rule) is confirmed (\(confirmed.isEmpty ? "all candidates" : confirmed.spaced))")
    case .withdraw(let id): Bilingual(zh: "已记下：\(id) 撤回", en: "recorded: \(id) is withdrawn")
    case .chair(let id, let stage, let chaired):
      Bilingual(
        zh: "已记下：\(id) 任组长，评审组 \(chaired.count) 个（\(stage)）：\(chaired.spaced)",
        en: "recorded: \(id) chairs \(chaired.count.of("panel")) (\(stage)): \(chaired.spaced)")
    case .lateCorrection(let id):
      Bilingual(
        zh: "已记下：准收 \(id) 一次过期的补正材料", en: "recorded: one correction of \(id) is taken after its last day")
    case .lateSheet(let id):
      Bilingual(
        zh: "已记下：准收 \(id) 迟交的评分表，到下一次签字为止",
        en: "recorded: late sheets of \(id) are taken until the stage is next signed")
    case .approveChange(let number):
      Bilingual(zh: "第 \(number) 号更改已批准，分数已改", en: "change \(number) is approved, and the marks are changed")
    case .rejectChange(let number):
      Bilingual(zh: "第 \(number) 号更改已驳回，分数不变", en: "change \(number) is refused; the marks stay")
    case .judge(let rule, let met, let judged):
      met
        ? Bilingual(zh: "已记下：\(judged.spaced) 符合 \(rule)", en: "recorded: \(rule) is met by \(judged.spaced)")
        : Bilingual(
          zh: "已记下：\(judged.spaced) 不符合 \(rule)，不排名次",
          en: "recorded: \(rule) is not met by \(judged.spaced): no place")
    case .signOff(let procedure, let stage, let leader):
      Bilingual(
        zh: "已签字确认：\(label(procedure, stage, round).zh)\(leader.isEmpty ? "" : "（\(leader)）")",
        en: "signed off: \(label(procedure, stage, round).en)\(leader.isEmpty ? "" : " (\(leader))")")
    case .reopen(let procedure, let stage):
      Bilingual(zh: "已重开：\(label(procedure, stage, round).zh)", en: "reopened: \(label(procedure, stage, round).en)")
    case .choose(let chosen): Bilingual(zh: "已记下：选定 \(chosen.spaced)", en: "recorded: \(chosen.spaced) chosen")
    case .extend(let rule, let until, let ids):
      Bilingual(
        zh: "已记下：\(rule) 的截止日延至 \(until)（\(ids.isEmpty ? "全部申报对象" : ids.spaced)）",
        en: "recorded: \(rule) ends on \(until) (\(ids.isEmpty ? "all candidates" : ids.spaced))")
    case .lot(let order, _): Bilingual(zh: "已记下抽签顺序：\(order.spaced)", en: "recorded the order drawn: \(order.spaced)")
    case .object, .answer, .withdrawObjection, .lateObjection, .recognition, .sanction:
      decision.publicitySentence(round)
    }
  }

  private static func next(_ decision: Decision, in round: Round) -> Bilingual? {
    switch decision {
    case .choose where round.isSelectedByChoice:
      Bilingual(zh: "下一步：panel publish 文件夹", en: "next: panel publish FOLDER")
    case .extend: Bilingual(zh: "下一步：panel examine", en: "next: panel examine")
    case .admit, .refuse, .setAside: Bilingual(zh: "下一步：panel assign", en: "next: panel assign")
    case .choose, .lot, .judge, .withdraw, .approveChange: Bilingual(zh: "下一步：panel rank", en: "next: panel rank")
    case .answer, .sanction, .recognition: decision.publicityNext(round)
    case .lateObjection(let id):
      Bilingual(zh: "下一步：panel decide object \(id) …", en: "next: panel decide object \(id) …")
    case .lateCorrection:
      Bilingual(
        zh: "下一步：panel import candidates 文件 --replace --reason 补正",
        en: "next: panel import candidates FILE --replace --reason TEXT")
    case .lateSheet, .rejectChange, .signOff, .reopen, .object, .withdrawObjection, .confirm, .chair: nil
    }
  }
}
