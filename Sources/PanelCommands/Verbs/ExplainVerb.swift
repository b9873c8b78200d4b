import ExpertReview
import Reports
import RoundStore

/// `panel explain`: how a candidate came to its place, or why an expert does or does not sit on its panel.
enum ExplainVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let file = try RoundFile.open(invocation.round, .readOnly, patience: invocation.patience)
    let round = try LoadedRound(file, invocation.surroundings.memory).round
    let candidate = try round.candidate(CandidateID(invocation.required("CANDIDATE")))
    if round.reviewStages.isEmpty, invocation.text("stage") == nil, invocation.argument("EXPERT") == nil {
      let page = UnreviewedCandidate(
        candidate, round: round, acts: try RecordedAct.all(of: file, in: round), asOf: invocation.asOf)
      if output.isJSON { output.json(page.json) } else { page.write(to: &output) }
      return .done
    }
    let expert = try invocation.argument("EXPERT").map { try round.expert(ExpertID($0)) }
    let stage = try invocation.markedStage(of: round)
    output.tellStage(stage, of: round)
    let acts = try RecordedAct.all(of: file, in: round)
    if let expert {
      let pair = PairExplanation(
        candidate, expert, stage: stage, round: round, acts: acts, asOf: invocation.asOf,
        chance: try DrawnChance(candidate.id, expert.id, stage: stage, of: round, in: file))
      if output.isJSON { output.json(pair.json) } else { pair.write(to: &output) }
    } else {
      var explanation = try CandidateExplanation(
        candidate, stage: stage, round: round, acts: acts, asOf: invocation.asOf)
      explanation.draw = try DrawReplay(file, round, stage)
      explanation.beside = try explanation.placing.map { placing in
        try BesidePlace(placing.row, stage: stage, round: round, in: file)
      }
      let page = CandidatePage(explanation, numbers: NumberStyle(isExact: invocation.flag("exact")))
      if output.isJSON { output.json(explanation.json) } else { page.write(to: &output) }
    }
    return .done
  }
}

/// What a person did, as it stands on record.
struct RecordedAct {
  let sequence: Int
  let asOf: CivilDay
  let actor: String
  let reason: String
  let fact: Fact
  /// The other office's round in which it was done; nil for this one.
  var round: String? = nil

  private static let kinds: Set<String> = [
    "decided", "conflict-declared", "conflicts-imported", "conflict-settled", "invitation-answered",
  ]

  /// Decisions, declared and settled conflicts and answers to invitations, in the order of the record.
  /// Those of a round that was taken in stand where it was taken in.
  static func all(of file: RoundFile, in round: Round) throws -> [RecordedAct] {
    let wanted = try file.facts().filter {
      (kinds.contains($0.kind) || $0.kind == MergedRound.kind) && $0.sequence <= round.lastSequence
    }
    return try wanted.flatMap { stored -> [RecordedAct] in
      let fact = try Fact.decode(
        kind: stored.kind, form: stored.form, bytes: try file.payload(of: stored), under: round.scheme)
      if case .roundMerged(let merged) = fact { return all(of: merged) }
      return fact.acts.map { act in
        RecordedAct(
          sequence: stored.sequence, asOf: stored.asOf, actor: stored.actor, reason: stored.reason, fact: act)
      }
    }
  }

  private static func all(of merged: MergedRound) -> [RecordedAct] {
    merged.parts.flatMap { part -> [RecordedAct] in
      if case .roundMerged(let inner) = part.entry.fact { return all(of: inner) }
      guard kinds.contains(part.entry.fact.kind) else { return [] }
      return part.entry.fact.acts.map { act in
        RecordedAct(
          sequence: part.entry.sequence, asOf: part.entry.asOf, actor: part.entry.actor, reason: part.entry.reason,
          fact: act, round: merged.roundID)
      }
    }
  }

  /// The decision, where it is one that concerns this candidate; a confirmation that names none concerns all.
  func decision(on candidate: CandidateID) -> Decision? {
    guard case .decided(let decision) = fact else { return nil }
    if case .extend(_, _, let ids) = decision, ids.isEmpty { return decision }
    if case .confirm(_, let ids) = decision { return ids.isEmpty || ids.contains(candidate) ? decision : nil }
    return decision.candidates.contains(candidate) ? decision : nil
  }

  /// Whether it declares or settles a conflict of this pair.
  func concerns(_ candidate: CandidateID, _ expert: ExpertID) -> Bool {
    switch fact {
    case .conflictDeclared(let declaration): declaration.candidate == candidate && declaration.expert == expert
    case .conflictSettled(let settlement): settlement.candidate == candidate && settlement.expert == expert
    default: false
    }
  }

  /// Who, when and why: `（王敏，2026-04-08：单位经核实无误）`.
  var signature: Bilingual {
    let place = round.map { Bilingual(zh: "，轮次“\($0)”", en: ", round “\($0)”") } ?? Bilingual(zh: "", en: "")
    return Bilingual(
      zh: "（\(actor)，\(asOf)\(place.zh)\(reason.isEmpty ? "" : "：\(reason)")）",
      en: " (\(actor), \(asOf)\(place.en)\(reason.isEmpty ? "" : ": \(reason)"))")
  }

  var json: JSON {
    var act = ""
    switch fact {
    case .decided(let decision): act = decision.act
    case .conflictDeclared(let declaration): act = declaration.withdrawn ? "withdraw-conflict" : "declare-conflict"
    case .conflictSettled(let settlement): act = settlement.outcome.rawValue
    case .invitationAnswered(let answer): act = answer.answer.rawValue
    default: break
    }
    return .object([
      "act": .text(act), "by": .text(actor), "on": .day(asOf), "reason": .unlessEmpty(reason),
      "fact": .number(sequence), "round": round.map { .text($0) },
    ])
  }
}

extension Fact {
  /// The single acts that it holds: declarations that came in together are one each.
  fileprivate var acts: [Fact] {
    guard case .conflictsImported(let declarations) = self else { return [self] }
    return declarations.map { .conflictDeclared($0) }
  }
}

/// How numbers are written for a reader with a pencil.
struct NumberStyle {
  /// Values that no decimal of nine places holds are written as fractions.
  let isExact: Bool

  /// `81.5` where the value is such a decimal; else `245/3`, or `81.666666…` with what follows cut off.
  func text(_ value: Fraction) -> String {
    if let decimal = value.asDecimal { return decimal.description }
    return isExact ? value.description : value.rounded(places: 6, .down).text(places: 6) + "…"
  }
}
