import ExpertReview

/// Whether a step may be signed off as the round stands on a day.
///
/// The step itself must be of the facts as they stand, and so must every earlier step whose verb can simply be run
/// again: the formal check, the conflicts, the rankings of earlier stages. An earlier step that nobody ran or signed
/// holds up nothing. Panels that stand while experts mark cannot be found anew; they hold up a later signature only
/// where an expert whose marks count is in conflict, as they hold up the notice.
struct SigningOrder {
  private let round: Round
  private let asOf: CivilDay

  init(_ round: Round, asOf: CivilDay) {
    self.round = round
    self.asOf = asOf
  }

  /// Throws the refusal that names what is to be run first.
  func check(_ step: Conclusion.Key) throws {
    // Another name does not take the place of the one that stands.
    if let standing = round.signOffs[step] {
      throw RoundRefusal.signedOff(
        step.procedure, stage: round.reviewStages.count > 1 ? step.stage : "", by: standing.by, on: standing.on)
    }
    let states = round.staleness(asOf: asOf)
    guard let place = states.firstIndex(where: { $0.procedure == step.procedure && $0.stage == step.stage }) else {
      return
    }
    if states[place].isStale, !(step.procedure == .assignment && panelsHold(step.stage)) {
      throw RoundRefusal.notConcluded(step.procedure)
    }
    for earlier in states[..<place] {
      guard case .stale(let since) = earlier.state, [.examination, .conflicts, .ranking].contains(earlier.procedure)
      else { continue }
      throw RoundRefusal.earlierStale(
        Conclusion.Key(procedure: earlier.procedure, stage: round.reviewStages.count > 1 ? earlier.stage : ""),
        since: since)
    }
    if step.procedure > .assignment { try round.checkMarkedInConflict() }
  }

  /// Whether panels that were made before a fact came still break no limit.
  private func panelsHold(_ stage: String) -> Bool {
    guard let review = round.reviewStages.first(where: { $0.id == stage }) else { return false }
    return round.panelFaults(stage: review, asOf: asOf).isEmpty
  }
}

extension Round {
  /// Marks of an expert who turned out to be in conflict make no list.
  func checkMarkedInConflict() throws {
    var pairs: [VerbFault.Pair] = []
    for stage in reviewStages {
      guard let panels = panels[stage.id] else { continue }
      for case .conflict(let candidate, let expert) in panelFaults(stage: stage, asOf: panels.asOf)
      where countsMarks(of: expert, for: candidate, in: stage.id) {
        pairs.append(VerbFault.Pair(candidate: candidate, expert: expert))
      }
    }
    guard pairs.isEmpty else { throw VerbFault.markedInConflict(pairs).refusal }
  }
}
