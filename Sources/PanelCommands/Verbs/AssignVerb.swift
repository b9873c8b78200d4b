import ExpertReview
import Reports

/// `panel assign`: panels for every admitted candidate, or why it cannot be.
enum AssignVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    switch invocation.branch {
    case "replace": return try SeatReplacement.run(invocation, &output)
    case "seal": return try DrawSealing.seal(invocation, &output)
    case "freeze": return try DrawSealing.freeze(invocation, &output)
    default: break
    }
    if invocation.flag("replay") { return try DrawVerb.replay(invocation, &output) }
    if invocation.text("objective") == AssignmentRecord.drawn { return try DrawVerb.run(invocation, &output) }
    for option in ["seed-file", "public"] where invocation.text(option) != nil {
      throw DrawFault.onlyForDraw(option: option).refusal
    }
    return try RoundSession.write(invocation, &output) { session, output in
      let stage = try invocation.stage(of: session.round)
      output.tellStage(stage, of: session.round)
      try checkShortList(of: stage, session.round)
      let work = try PanelWork(&session, stage: stage, invocation)
      if let blocks = try BlockAssigning(work, invocation) { return try blocks.run(&session, &output) }
      switch try work.solve() {
      case .shortfall(let shortfall):
        work.calls.tell(&output, round: session.round)
        ShortfallReport(shortfall, work: work, round: session.round).write(to: &output)
        return .cannotBeFilled
      case .assigned(let assignment):
        if !work.repairs, let orders = work.orders { try session.add(.pairsOrdered(orders)) }
        let alternates = try work.alternates(beside: assignment, session.round)
        let record = assignment.record(
          stage: stage.id, keeping: work.kept, alternates: alternates.seats,
          blocks: work.repairs ? session.round.blocks(in: stage.id) : [],
          anchors: work.anchors(beside: assignment, session.round))
        if work.isHeld(record, in: session.round) {
          output.note(Bilingual(zh: "与已有的分派相同，没有改动", en: "the same panels stand already; nothing changed"))
        } else {
          try work.recordLeaving(in: &session, before: record)
          try session.add(.assigned(record))
        }
        let chairs = session.round.chairsToName(in: stage, seed: work.seed)
        for (expert, candidates) in chairs {
          try session.add(.decided(.chair(expert, stage: stage.id, candidates)))
        }
        work.calls.tell(&output, round: session.round)
        AssignmentReport(assignment: assignment, work: work, alternates: alternates, chairs: chairs).write(to: &output)
        return .done
      }
    }
  }

  /// A stage that takes the best of the one before needs that one's ranking, on record and of the facts as they stand.
  static func checkShortList(of stage: ReviewStage, _ round: Round) throws {
    guard stage.admits != .all, let before = round.scheme.stage(before: stage) else { return }
    let state = round.staleness().first { $0.procedure == .ranking && $0.stage == before.id }
    let isSigned = state?.signOff != nil
    guard isSigned || state?.state == .upToDate else { throw VerbFault.noShortList(stage: before.id).refusal }
  }

  /// Millionths as decimal text: `1205.239797`.
  static func millionths(_ value: Int64) -> String {
    (Fraction(Int128(value), 1_000_000)).rounded(places: 6, .halfUp).description
  }
}
