import ExpertReview
import RoundStore

/// Replays a record through the fold and compares, at every fact that states a result, what was recorded with what the
/// facts before it come to on the day of that fact.
struct Recomputation {
  private(set) var differences: [RecordDifference] = []
  /// How many facts were replayed.
  private(set) var facts = 0
  private var round: Round?

  /// Throws `StoreFault` where the file cannot be read; what cannot be replayed is a difference and ends the run.
  init(_ file: RoundFile) throws {
    do {
      try LoadedRound.forEachFact(of: file) { _, entry in try take(entry) }
    } catch SessionFault.unreadable(_, let sequence, let cause) {
      differences.append(.unreadable(sequence: sequence, cause: cause))
    }
  }

  /// The same for a record that another one keeps: its chain, then its results.
  private init(kept record: MergedRound) throws {
    try self.init(record.parts.lazy.map(\.entry))
    if let damage = record.chainDamage { differences.insert(.damage(damage), at: 0) }
  }

  /// The same for facts at hand. Throws what a fact throws that cannot be taken.
  init(_ entries: some Sequence<FactEntry>) throws {
    for entry in entries { try take(entry) }
  }

  private mutating func take(_ entry: FactEntry) throws {
    guard let before = round else {
      round = try Round(beginning: entry)
      facts = 1
      return
    }
    try compare(entry, with: before)
    // The old value goes first, so that the fold changes the new one in place.
    round = nil
    var next = before
    try next.apply(entry)
    round = next
    facts += 1
  }

  private mutating func compare(_ entry: FactEntry, with round: Round) throws {
    switch entry.fact {
    case .concluded(let conclusion): compare(conclusion, of: entry, with: round)
    case .assigned(let record):
      guard let stage = try? round.reviewStage(record.panels.stage),
        Set(record.kept).isSubset(of: round.seats(in: stage.id)),
        BlockLaw(record.objective) != nil || Set(record.anchors).isSubset(of: round.anchorSeats(in: stage.id)),
        proves(record, for: round.panelProblem(stage: stage, asOf: entry.asOf, keeping: record.kept))
      else { return differences.append(.assignment(sequence: entry.sequence, stage: record.panels.stage)) }
    case .frozen(let freeze): compare(freeze, of: entry, with: round)
    case .drawn(let drawn): compare(drawn, of: entry, with: round)
    case .posted(let posting): compare(posting, of: entry, with: round)
    case .roundMerged(let record):
      differences += try Recomputation(kept: record).differences.map {
        .merged(sequence: entry.sequence, round: record.roundID, $0)
      }
    default: break
    }
  }

  /// The lists that were frozen are those that the facts before come to.
  private mutating func compare(_ freeze: ListFreeze, of entry: FactEntry, with round: Round) {
    guard let stage = try? round.reviewStage(freeze.stage),
      DrawLists(round.panelProblem(stage: stage, asOf: entry.asOf, keeping: freeze.kept)).are(freeze)
    else { return differences.append(.draw(sequence: entry.sequence, stage: freeze.stage, .lists)) }
  }

  /// The seed is the one that was sealed, and drawn from again it gives every line of the protocol, byte for byte.
  private mutating func compare(_ drawn: DrawnPanels, of entry: FactEntry, with round: Round) {
    let id = drawn.record.panels.stage
    guard let standing = round.draws[id], let freeze = standing.freeze, let stage = try? round.reviewStage(id) else {
      return differences.append(.draw(sequence: entry.sequence, stage: id, .lists))
    }
    let opening = drawn.opening
    if SealedSeed.commitment(salt: opening.salt, seed: opening.seed) != standing.seal.content.commitment {
      differences.append(.draw(sequence: entry.sequence, stage: id, .seed))
    }
    let problem = round.drawProblem(of: stage, freeze)
    guard
      case .drawn(let draw)? = try? drawPanels(
        problem, alternates: freeze.content.alternates, sampler: opening.sampler),
      DrawnPanels(opening, draw, freeze.content) == drawn
    else { return differences.append(.draw(sequence: entry.sequence, stage: id, .panels)) }
  }

  private mutating func compare(_ conclusion: Conclusion, of entry: FactEntry, with round: Round) {
    // A step that cannot be run on what is recorded came to another result by that alone.
    let again = try? StepResult(conclusion.key, of: round, asOf: entry.asOf)?.conclusion.digest
    if again != conclusion.digest {
      differences.append(
        .conclusion(
          sequence: entry.sequence, conclusion.key, recorded: conclusion.digest, recomputed: again))
    }
  }

  private mutating func compare(_ posting: Posting, of entry: FactEntry, with round: Round) {
    if posting.day != entry.asOf {
      differences.append(.postingDay(sequence: entry.sequence, recorded: posting.day, recomputed: entry.asOf))
    }
    let again = lists(round, asOf: entry.asOf).map { expected(posting, of: $0, with: round) }
    if !again.contains(where: { $0?.kind == posting.kind && $0?.lines == posting.lines && $0?.anew == posting.anew }) {
      let nearest = again.compactMap(\.self).first
      let lines = nearest?.lines ?? []
      let place = zip(posting.lines, lines).prefix { $0 == $1 }.count
      let isSame = posting.lines == lines
      differences.append(
        isSame
          ? .postingKind(
            sequence: entry.sequence, recorded: posting.kind, anew: posting.anew, recomputed: nearest?.kind,
            nearest?.anew ?? [])
          : .posting(
            sequence: entry.sequence, posting.kind,
            recorded: place < posting.lines.count ? posting.lines[place] : nil,
            recomputed: place < lines.count ? lines[place] : nil))
    }
    let lastDay = round.lastDay(of: posting)
    if lastDay != posting.lastDay {
      differences.append(.lastDay(sequence: entry.sequence, recorded: posting.lastDay, recomputed: lastDay))
    }
  }

  /// What could have been made public. The fact does not name its stage: the list must be that of one of them.
  private func lists(_ round: Round, asOf: CivilDay) -> [[Posting.Line]] {
    // The last stage's is the one that is made public; its list is told of where none is the same.
    var lists = round.reviewStages.reversed().compactMap { stage in
      (try? round.ranking(stage: stage, asOf: asOf))?.postingLines(round)
    }
    if round.isSelectedByChoice, round.choiceFaults(round.chosen, asOf: asOf).isEmpty {
      lists.append(round.choiceLines())
    }
    return lists
  }

  /// The posting of the same form that a list comes to.
  private func expected(_ posting: Posting, of lines: [Posting.Line], with round: Round) -> Posting? {
    switch posting.kind {
    case .proposed: Posting(kind: .proposed, day: posting.day, lastDay: posting.lastDay, lines: lines)
    case .supplementary, .corrected: try? round.notice(of: lines, on: posting.day)
    case .final where posting.adds: round.finalPosting(of: lines, on: posting.day)
    case .final:
      Posting(kind: .final, day: posting.day, lastDay: posting.day, lines: round.wholeFinalLines(of: lines))
    }
  }
}

extension Round {
  /// The last day of a list's notice by the scheme and the calendar; nil where neither gives one.
  fileprivate func lastDay(of posting: Posting) -> CivilDay? {
    guard posting.kind != .final else { return posting.day }
    guard let publicity = scheme.publicity else { return nil }
    return try? PublicityClock(posted: posting.day, publicity: publicity, calendar: calendar).lastDay
  }
}
