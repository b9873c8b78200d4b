import ExpertReview
import Reports

/// Why an expert sits on a candidate's panel, or does not.
struct PairExplanation {
  /// What keeps the pair apart as the round stands.
  enum Barrier: Hashable {
    case candidateNotAdmitted
    case conflict
    case unavailable
    case noAffinity
    case fullLoad(load: Int, most: Int)
    case unitTaken(by: [ExpertID], most: Int)
    /// Another limit on who sits together leaves no room.
    case limitFull(CompositionLimit, by: [ExpertID], most: Int)
    /// Somebody ordered that the pair may not sit together.
    case banned
    /// A soft conflict: such a pair is made only where a panel cannot be filled otherwise.
    case softConflict

    var code: String {
      switch self {
      case .candidateNotAdmitted: "candidateNotAdmitted"
      case .conflict: "conflict"
      case .unavailable: "unavailable"
      case .noAffinity: "noAffinity"
      case .fullLoad: "fullLoad"
      case .unitTaken: "unitTaken"
      case .limitFull: "limitFull"
      case .banned: "banned"
      case .softConflict: "softConflict"
      }
    }
  }

  let round: Round
  let stage: ReviewStage
  let candidate: Candidate
  let expert: Expert
  let asOf: CivilDay
  let isSeated: Bool
  let affinity: PairAffinity
  /// What it is mixed from; nil where it is not mixed.
  let grounds: AffinityGrounds?
  let conflicts: [Conflict]
  /// Ties that ended too long ago to count.
  let lapsed: [LapsedTie]
  /// Declarations and settlements of the pair, then the expert's answers.
  let acts: [RecordedAct]
  let answers: [RecordedAct]
  /// Candidates on whose panels the expert sits.
  let load: [Candidate]
  let unitMates: [Expert]
  /// Those on the candidate's panel with their affinities.
  let seated: [(expert: Expert, affinity: PairAffinity)]
  let barriers: [Barrier]
  /// What the total of affinities would lose at least with this pair, in millionths, where that is proved.
  let leastLoss: Int64?
  /// What seating the pair costs exactly, where that can be told.
  let exchange: SeatExchange?
  /// With what chance the pair was to sit together, where the panels were drawn at random.
  let chance: DrawnChance?

  init(
    _ candidate: Candidate, _ expert: Expert, stage: ReviewStage, round: Round, acts: [RecordedAct], asOf: CivilDay,
    chance: DrawnChance? = nil
  ) {
    self.round = round
    self.stage = stage
    self.candidate = candidate
    self.expert = expert
    self.chance = chance
    self.asOf = asOf
    let affinities = round.pairAffinities()
    affinity = affinities.affinity(of: expert, for: candidate)
    grounds = affinities.mix?.grounds(of: candidate.id, expert.id)
    conflicts = round.conflictSearch(asOf: asOf).between(candidate.id, expert.id)
    lapsed = round.lapsedTies(between: candidate, and: expert, asOf: asOf)
    self.acts = acts.filter { $0.concerns(candidate.id, expert.id) }
    answers = acts.filter { act in
      if case .invitationAnswered(let answer) = act.fact { return answer.expert == expert.id }
      return false
    }
    load = round.candidates(of: expert.id, in: stage.id)
    unitMates = round.unitMates(of: expert, on: candidate.id, in: stage.id)
    let panel = round.panel(of: candidate.id, in: stage.id)
    seated = zip(panel, affinities.affinities(of: panel, for: candidate)).map { ($0, $1) }
    isSeated = seated.contains { $0.expert.id == expert.id }
    let isAdmitted = round.isAdmitted(round.examination(of: candidate, asOf: asOf))
    barriers = PairExplanation.barriers(
      isAdmitted: isAdmitted, conflicts: conflicts, isAvailable: round.isAvailable(expert.id, in: stage.id),
      affinity: affinity,
      load: load.count - (isSeated ? 1 : 0), most: expert.maximumLoad,
      isBanned: round.order(on: candidate.id, expert.id, in: stage.id)?.order == .ban,
      full: PanelComposition(stage.panel.limits, units: round.units).full(
        for: expert, beside: seated.map(\.expert), size: round.demand(of: candidate, in: stage)))
    leastLoss = PairExplanation.leastLoss(candidate.id, expert.id, stage, round, asOf: asOf)
    exchange = ExchangePrices(candidate.id, stage: stage, round: round, asOf: asOf).seating(expert.id)
  }

  private static func barriers(
    isAdmitted: Bool, conflicts: [Conflict], isAvailable: Bool, affinity: PairAffinity, load: Int, most: Int?,
    isBanned: Bool, full: [PanelComposition.Full]
  ) -> [Barrier] {
    var barriers: [Barrier] = []
    if !isAdmitted { barriers.append(.candidateNotAdmitted) }
    if conflicts.contains(where: \.bars) { barriers.append(.conflict) }
    if !isAvailable { barriers.append(.unavailable) }
    if affinity.millionths == nil { barriers.append(.noAffinity) }
    if let most, load >= most { barriers.append(.fullLoad(load: load, most: most)) }
    if isBanned { barriers.append(.banned) }
    barriers += full.map { full in
      full.limit.scope == .eachUnit
        ? .unitTaken(by: full.members, most: full.most)
        : .limitFull(full.limit, by: full.members, most: full.most)
    }
    if !barriers.contains(.conflict), conflicts.contains(where: { $0.status == .standing && $0.level == .soft }) {
      barriers.append(.softConflict)
    }
    return barriers
  }

  private static func leastLoss(
    _ candidate: CandidateID, _ expert: ExpertID, _ stage: ReviewStage, _ round: Round, asOf: CivilDay
  ) -> Int64? {
    guard let panels = round.panels[stage.id], !panels.haveChanged, case .assigned(let record) = panels.origin else {
      return nil
    }
    let problem = round.panelProblem(stage: stage, asOf: asOf, keeping: record.kept)
    return ExpertReview.leastLoss(seating: expert, on: candidate, against: record, for: problem)
  }
}

// MARK: - As text

extension PairExplanation {
  func write(to output: inout Output) {
    let unit = Bilingual.inBrackets(expert.employer)[output.language]
    output.line("\(expert.id)  \(expert.name)\(unit)  ×  \(candidate.id)  \(candidate.name)")
    output.line("  " + position[output.language])
    SeatHistory(round: round, stage: stage, candidate: candidate).write(of: expert.id, to: &output)
    output.line(Bilingual(zh: "  契合度：\(affinity.words.zh)", en: "  affinity: \(affinity.words.en)"))
    for line in grounds?.lines(under: round.scheme) ?? [] { output.line("    " + line[output.language]) }
    if let chance { output.line("  " + chance.words[output.language]) }
    writeConflicts(&output)
    writeInvitation(&output)
    writeLoad(&output)
    writeUnit(&output)
    writeOrder(&output)
    output.line("")
    for line in conclusion { output.line("  " + line[output.language]) }
    writeSeated(&output)
  }

  private var position: Bilingual {
    guard let panels = round.panels[stage.id] else { return Bilingual(zh: "还没有评审组", en: "there are no panels yet") }
    let how = panels.words
    return isSeated
      ? Bilingual(zh: "在评审组里：\(how.zh)", en: "on the panel: \(how.en)")
      : Bilingual(zh: "不在评审组里：\(how.zh)", en: "not on the panel: \(how.en)")
  }

  private func writeConflicts(_ output: inout Output) {
    let language = output.language
    if conflicts.isEmpty {
      output.line(Bilingual(zh: "  回避：没有查到关系", en: "  conflicts: none found"))
    }
    for conflict in conflicts {
      let from = conflict.source.bracket(round.scheme)[language]
      output.line(
        Bilingual(
          zh:
            "  回避：\(conflict.kindLabel(round.scheme).zh)，\(conflict.level.label.zh)，\(conflict.status.label.zh)：\(conflict.evidence.zh) \(from)",
          en:
            "  conflict: \(conflict.kindLabel(round.scheme).en), \(conflict.level.label.en), \(conflict.status.label.en): \(conflict.evidence.en) \(from)"
        ))
      for step in ConflictSteps(conflict, under: round.scheme, asOf: asOf).lines {
        output.line("    · " + step[language])
      }
      for act in acts where act.isAbout(conflict) {
        guard let words = act.conflictWords else { continue }
        output.line("    " + words[language] + act.signature[language])
      }
    }
    for tie in lapsed {
      let words = tie.words(round.scheme)
      output.line(Bilingual(zh: "  已过期的关系：\(words.zh)", en: "  lapsed tie: \(words.en)"))
    }
    for act in actsApart {
      guard let words = act.conflictWords else { continue }
      output.line("    " + words[language] + act.signature[language])
    }
  }

  /// Declarations that were taken back and decisions on what is no longer found.
  private var actsApart: [RecordedAct] { acts.filter { act in !conflicts.contains { act.isAbout($0) } } }

  private func writeInvitation(_ output: inout Output) {
    guard let last = answers.last, case .invitationAnswered(let answer) = last.fact else {
      return output.line(Bilingual(zh: "  邀请：没有记录，按可以参加计", en: "  invitation: nothing on record, counts as available"))
    }
    let words = answer.answer.label
    output.line(
      Bilingual(zh: "  邀请：\(words.zh)\(last.signature.zh)", en: "  invitation: \(words.en)\(last.signature.en)"))
  }

  private func writeLoad(_ output: inout Output) {
    let ids = load.map(\.id).spaced(upTo: 20)
    let list = Bilingual.inBrackets(ids)
    let most = expert.maximumLoad.map { Bilingual(zh: "至多 \($0)", en: "at most \($0)") }
    output.line(
      Bilingual(
        zh: "  工作量：已排 \(load.count) 个\(list.zh)，\(most?.zh ?? "没有上限")",
        en: "  load: \(load.count)\(list.en), \(most?.en ?? "no limit")"))
  }

  private func writeUnit(_ output: inout Output) {
    guard let most = stage.panel.atMostPerUnit, !unitMates.isEmpty else { return }
    let ids = unitMates.map(\.id).spaced
    let from = stage.panel.source.bracket(round.scheme)
    output.line(
      Bilingual(
        zh: "  同一单位：\(ids) 已在组里，同一单位至多 \(most) 位 \(from.zh)",
        en: "  same unit: \(ids) on the panel, at most \(most) of one unit \(from.en)"))
  }

  private func writeOrder(_ output: inout Output) {
    guard let standing else { return }
    let label = standing.order.label
    let (file, why) = (Bilingual.inBrackets(standing.file), Bilingual.inBrackets(standing.reason))
    output.line(
      Bilingual(
        zh: "  \(label.zh)：\(standing.on) \(standing.by)\(why.zh)\(file.zh)（第 \(standing.sequence) 条记录）",
        en: "  \(label.en): \(standing.on) by \(standing.by)\(why.en)\(file.en) (record \(standing.sequence))"))
  }

  /// The order on the pair; nil where there is none.
  private var standing: StandingPairOrder? { round.order(on: candidate.id, expert.id, in: stage.id) }

  /// What it comes to.
  private var conclusion: [Bilingual] {
    if isSeated {
      let now = barriers.filter { $0 != .softConflict }.map(\.words)
      return now.isEmpty
        ? [Bilingual(zh: "结论：在组里，没有违反任何限制", en: "in short: seated, and no limit is broken")]
        : [Bilingual(zh: "结论：在组里，但现在看来不应在：", en: "in short: seated, but as the round now stands should not be:")] + now
    }
    var lines: [Bilingual] = []
    if !barriers.isEmpty {
      lines.append(Bilingual(zh: "结论：不在组里，因为：", en: "in short: not seated, because:"))
      lines += barriers.map(\.words)
    } else if let panels = round.panels[stage.id] {
      switch panels.origin {
      case .assigned(let record) where record.isDrawn:
        lines.append(
          Bilingual(
            zh: "结论：没有什么妨碍；评审组是随机抽取的，抽中了下列专家（panel explain \(candidate.id) 列出每次抽取）",
            en:
              "in short: nothing bars the pair; the panels were drawn, and the lot fell on those below (panel explain \(candidate.id) lists every number)"
          ))
      case .assigned(let record):
        let aim = PanelProof(record).aim
        lines.append(
          Bilingual(zh: "结论：没有什么妨碍；\(aim.zh)", en: "in short: nothing bars the pair; \(aim.en)"))
      case .imported, .adopted:
        lines.append(
          Bilingual(
            zh: "结论：没有什么妨碍；评审组是在别处排定的，为何如此没有记录",
            en: "in short: nothing bars the pair; the panels were made elsewhere and the reason is not on record"))
      }
    } else {
      lines.append(Bilingual(zh: "结论：没有什么妨碍", en: "in short: nothing bars the pair"))
    }
    if let words = exchange?.words {
      lines.append(
        Bilingual(
          zh: "若让 \(expert.id) 评 \(candidate.id)：\(words.zh)（由记录的对偶价格算出，精确）",
          en: "seating \(expert.id) on \(candidate.id): \(words.en) (exact, from the prices on record)"))
    }
    return lines
  }

  private func writeSeated(_ output: inout Output) {
    guard !isSeated, !seated.isEmpty else { return }
    output.line(Bilingual(zh: "  \(candidate.id) 的评审组：", en: "  the panel of \(candidate.id):"))
    for seat in seated {
      output.line("    \(seat.expert.id)  \(seat.expert.name)  \(seat.affinity.words[output.language])")
    }
  }
}

extension PairExplanation.Barrier {
  fileprivate var words: Bilingual {
    switch self {
    case .candidateNotAdmitted: Bilingual(zh: "· 申报对象没有进入评审", en: "· the candidate does not go on to review")
    case .conflict: Bilingual(zh: "· 有必须回避或待确认的关系", en: "· there is a hard or undecided conflict")
    case .unavailable: Bilingual(zh: "· 专家不能参加", en: "· the expert is not available")
    case .noAffinity: Bilingual(zh: "· 契合度表里没有这一对，不得分派", en: "· the table of affinities leaves the pair out")
    case .fullLoad(let load, let most):
      Bilingual(zh: "· 工作量已满：\(load) 个，至多 \(most)", en: "· the load is full: \(load) of \(most)")
    case .unitTaken(let ids, let most):
      Bilingual(
        zh: "· 同一单位的 \(ids.spaced) 已在组里，至多 \(most) 位",
        en: "· \(ids.spaced) of the same unit on the panel, at most \(most)")
    case .limitFull(let limit, let ids, _):
      Bilingual(
        zh: "· \(limit.words.zh)，\(ids.spaced) 已在组里",
        en: "· \(limit.words.en), and \(ids.spaced) are on the panel")
    case .banned: Bilingual(zh: "· 已禁止两者同组", en: "· the pair is banned")
    case .softConflict:
      Bilingual(zh: "· 有尽量回避的关系，能另排就不排", en: "· there is a soft conflict: used only for want of others")
    }
  }
}

extension RecordedAct {
  /// Whether it states or settles this very conflict.
  fileprivate func isAbout(_ conflict: Conflict) -> Bool {
    switch fact {
    case .conflictDeclared(let declaration):
      conflict.role == Conflict.declared && declaration.candidate == conflict.candidate
        && declaration.expert == conflict.expert && declaration.kind == conflict.kind
        && (declaration.declarer == .staff ? conflict.party.isEmpty : conflict.party == declaration.declarer.rawValue)
    case .conflictSettled(let settlement): settlement.covers(conflict)
    default: false
    }
  }

  /// What was declared or settled on a conflict; nil for other acts.
  fileprivate var conflictWords: Bilingual? {
    switch fact {
    case .conflictDeclared(let declaration):
      declaration.withdrawn
        ? Bilingual(
          zh: "声明撤回（\(declaration.declarer.label.zh)）",
          en: "declaration of \(declaration.declarer.label.en) withdrawn")
        : Bilingual(
          zh: "\(declaration.declarer.label.zh)声明：\(declaration.evidence)",
          en: "declared by \(declaration.declarer.label.en): \(declaration.evidence)")
    case .conflictSettled(let settlement):
      settlement.words
    default: nil
    }
  }
}

// MARK: - As JSON

extension PairExplanation {
  var json: JSON {
    let history = SeatHistory(round: round, stage: stage, candidate: candidate)
    return .object([
      "candidate": .text(candidate.id.rawValue), "expert": .text(expert.id.rawValue), "name": .text(expert.name),
      "stage": .text(stage.id), "asOf": .day(asOf), "seated": .boolean(isSeated), "affinity": affinity.json,
      "affinityFrom": .text(affinity.code), "affinityParts": grounds?.json,
      "conflicts": .array(conflicts.map { $0.json(decided: round.decisions(on: $0).last) }),
      "lapsed": lapsed.isEmpty ? nil : .array(lapsed.map(\.json)),
      "decisions": .array((acts + answers).map(\.json)),
      "available": .boolean(!barriers.contains(.unavailable)),
      "load": .number(load.count), "maximumLoad": expert.maximumLoad.map { .number($0) } ?? .null,
      "minimumLoad": .number(expert.minimumLoad), "unitMates": .identifiers(unitMates.map(\.id)),
      "barredBy": .texts(barriers.map(\.code)),
      "order": standing.map { .text($0.order.rawValue) } ?? .null,
      "panel": .array(
        seated.map { .object(["expert": .text($0.expert.id.rawValue), "affinity": $0.affinity.json]) }),
      "alternate": history.alternates.firstIndex { $0.id == expert.id }.map { .number($0 + 1) } ?? .null,
      "seatChanges": .array(
        history.changes.filter { $0.change.leaves == expert.id || $0.change.enters == expert.id }.map(\.json)),
      "leastLoss": leastLoss.map { .text(AssignVerb.millionths($0)) } ?? .null,
      "loss": exchange.map { .text(AssignVerb.millionths($0.loss)) } ?? .null,
      "exchange": exchange.map { JSON(.object($0.members)) } ?? .null,
      "chance": chance.map { .text($0.chance.description) },
    ])
  }
}
