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
      if let blocks = BlockAssigning(work, invocation) { return try blocks.run(&session, &output) }
      switch try assignPanels(work.problem, objective: work.objective, seed: work.seed) {
      case .shortfall(let shortfall):
        work.calls.tell(&output, round: session.round)
        tell(shortfall, objective: work.objective.text, seed: work.seed, work.calls, &output)
        return .cannotBeFilled
      case .assigned(let assignment):
        if !work.repairs, let orders = work.orders { try session.add(.pairsOrdered(orders)) }
        let alternates = try work.alternates(beside: assignment, session.round)
        let record = assignment.record(
          stage: stage.id, keeping: work.kept, alternates: alternates.seats,
          blocks: work.repairs ? session.round.blocks(in: stage.id) : [])
        if work.isHeld(record, in: session.round) {
          output.note(Bilingual(zh: "与已有的分派相同，没有改动", en: "the same panels stand already; nothing changed"))
        } else {
          try work.recordLeaving(in: &session)
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

  static func tell(
    _ shortfall: Shortfall, objective: String, seed: String, _ calls: SeatCalls, _ output: inout Output
  ) {
    if output.isJSON {
      return output.json([
        "status": .text("shortfall"), "objective": .text(objective), "seed": .text(seed),
        "assignments": .array([]),
        "seats": calls.isEmpty ? nil : calls.json,
        "shortfall": .object([
          "candidates": .identifiers(shortfall.candidates), "experts": .identifiers(shortfall.experts),
          "needed": .number(shortfall.needed), "available": .number(shortfall.available),
          "limits": .array(shortfall.limits.map(\.json)),
          "tooFew": .array(work.problem.faults.compactMap(\.shortageJSON)),
          "ways": .array(shortfall.ways.map { .text($0.sentence[output.language]) }),
        ]),
      ])
    }
    output.line(shortfall.sentence)
    output.line(
      Bilingual(
        zh: "申报对象：\(brief(shortfall.candidates))", en: "candidates: \(brief(shortfall.candidates))"))
    output.line(
      Bilingual(zh: "专家：\(brief(shortfall.experts))", en: "experts: \(brief(shortfall.experts))"))
    let tooFew = work.problem.faults.filter(\.isShortage)
    for fault in tooFew.prefix(20) { output.line("  · " + fault.sentences.message[output.language]) }
    if tooFew.count > 20 { output.line("  …（+\(tooFew.count - 20)）") }
    if !shortfall.limits.isEmpty {
      output.line(Bilingual(zh: "构成上的限制：", en: "limits on who sits together:"))
      for limit in shortfall.limits.prefix(20) { output.line("  · " + limit.words[output.language]) }
      if shortfall.limits.count > 20 { output.line("  …（+\(shortfall.limits.count - 20)）") }
    }
    output.line(Bilingual(zh: "出路：", en: "ways out:"))
    for way in shortfall.ways { output.line("  · " + way.sentence[output.language]) }
  }

  /// The first twenty ids, and how many more.
  private static func brief<ID: Identifier>(_ ids: [ID]) -> String {
    let shown = ids.prefix(20).map(\.rawValue).joined(separator: " ")
    return ids.count > 20 ? "\(shown) …（+\(ids.count - 20)）" : ids.isEmpty ? "—" : shown
  }

  /// Millionths as decimal text: `1205.239797`.
  static func millionths(_ value: Int64) -> String {
    (Fraction(Int128(value), 1_000_000)).rounded(places: 6, .halfUp).description
  }
}

extension Shortfall {
  /// What is lacking, in one line.
  fileprivate var sentence: Bilingual {
    switch cause {
    case .seats:
      Bilingual(
        zh:
          "排不出来：这 \(candidates.count) 个申报对象共要 \(needed) 个席位，能评它们的 \(experts.count) 位专家只能给 \(available) 个",
        en:
          "cannot be filled: these \(candidates.count) candidates need \(needed) seats, and the \(experts.count) experts left to them can take \(available)"
      )
    case .cap(let cap):
      Bilingual(
        zh:
          "排不出来：任何一对的概率不超过 \(cap) 时，这 \(candidates.count) 个申报对象共要 \(needed) 个席位，能评它们的 \(experts.count) 位专家只抵 \(available) 个",
        en: """
          cannot be filled: with no pair above a chance of \(cap), these \(candidates.count) candidates need \(needed) \
          seats, and the \(experts.count) experts left to them count for \(available)
          """)
    case .minimumLoadsUnderCap(let cap):
      Bilingual(
        zh:
          "排不出来：任何一对的概率不超过 \(cap) 时，这 \(experts.count) 位专家至少要评 \(needed) 个席位，能分给他们的只抵 \(available) 个",
        en: """
          cannot be filled: with no pair above a chance of \(cap), these \(experts.count) experts must be given \
          \(needed) seats, and what there is for them counts for \(available)
          """)
    case .minimumLoads:
      Bilingual(
        zh: "排不出来：这 \(experts.count) 位专家至少要评 \(needed) 个席位，能分给他们的只有 \(available) 个",
        en:
          "cannot be filled: these \(experts.count) experts must be given \(needed) seats, and there are \(available) for them"
      )
    case .limits:
      Bilingual(
        zh: "排不出来：这 \(candidates.count) 个申报对象的评审组，没有一种组合能满足构成上的限制",
        en: "cannot be filled: no panels of these \(candidates.count) candidates keep the limits on who sits together")
    }
  }
}

extension Shortfall.Way {
  var sentence: Bilingual {
    func list<ID: Identifier>(_ ids: [ID]) -> String {
      ids.prefix(8).map(\.rawValue).joined(separator: " ") + (ids.count > 8 ? " …" : "")
    }
    return switch self {
    case .raiseCap(let cap):
      Bilingual(zh: "把 --cap 提高到 \(cap)", en: "raise --cap to \(cap)")
    case .addExperts(let seats):
      Bilingual(
        zh: "增补能评这些对象的专家，共缺 \(seats) 个席位", en: "add experts who may judge these candidates: \(seats) seats are lacking")
    case .raiseLoads(let experts, let by):
      Bilingual(
        zh: "提高 \(list(experts)) 的最多评审数，合计再加 \(by)",
        en: "raise the greatest loads of \(list(experts)) by \(by) together")
    case .lowerMinimumLoads(let experts, let by):
      Bilingual(
        zh: "降低 \(list(experts)) 的最少评审数，合计减 \(by)",
        en: "lower the least loads of \(list(experts)) by \(by) together")
    case .relaxLimits:
      Bilingual(
        zh: "放宽上面的限制：compose（自定值可用 --set）、固定（--free）",
        en: "relax the limits above: compose (a house value by --set), pins (--free)")
    case .lowerDemand(let candidates):
      Bilingual(
        zh: "减少 \(list(candidates)) 的评审专家人数（自定值）", en: "ask for fewer experts for \(list(candidates)) (a house value)")
    }
  }
}

extension PanelInputFault {
  /// `{"candidate", "demand", "left"}` of a candidate whom too few may judge; nil for another fault.
  fileprivate var shortageJSON: JSON? {
    guard case .demandAbovePool(let id, let demand, let left, _) = self else { return nil }
    return .object(["candidate": .text(id.rawValue), "demand": .number(demand), "left": .number(left)])
  }
}

extension LimitInTheWay {
  /// `{"candidate", "limit", "asked", "left"}`
  fileprivate var json: JSON {
    let code: String
    switch limit {
    case .pins: code = "pins"
    case .composition(let limit): code = limit.code
    }
    return .object([
      "candidate": .text(candidate.rawValue), "limit": .text(code), "asked": .number(asked), "left": .number(left),
    ])
  }
}

extension CompositionLimit {
  /// As a scheme's keys say it: `atLeast 2/3 kind technical`.
  var code: String {
    let whom =
      switch scope {
      case .eachUnit: "per unit"
      case .eachRegion: "per region"
      case .kind(let kind): "kind " + kind
      case .attribute(let name, let value): "attribute \(name) \(value)"
      case .chair: "chair"
      }
    return "\(sense.rawValue) \(amount.text) \(whom)"
  }
}
