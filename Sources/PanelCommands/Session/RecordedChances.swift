import ExpertReview
import RoundStore

extension PairChances {
  /// With what chance each pair came to sit together in panels on record, computed again from the facts before them,
  /// their law and their seed; nil where they were not drawn at random.
  ///
  /// Complexity: one fold over the facts of the file up to the panels, and the search that made them.
  init?(of record: AssignmentRecord, in file: RoundFile) throws {
    guard case .random(let law)? = AssignmentObjective(record.objective) else { return nil }
    // Seats may have passed on since, so the panels' own number need not be that of the draw.
    var sequence = 0
    try LoadedRound.forEachFact(of: file) { _, entry in
      if case .assigned(let made) = entry.fact, made == record { sequence = entry.sequence }
    }
    var before: Round?
    var found: PairChances?
    try LoadedRound.forEachFact(of: file) { _, entry in
      guard entry.sequence < sequence else {
        if entry.sequence == sequence, let round = before {
          let stage = try round.reviewStage(record.panels.stage)
          let problem = round.panelProblem(stage: stage, asOf: entry.asOf, keeping: record.kept)
          if case .assigned(let drawn) = try assignPanels(problem, objective: .random(law), seed: record.seed) {
            found = drawn.chances
          }
        }
        return
      }
      guard var round = before else { return before = try Round(beginning: entry) }
      // The old value goes first, so that the fold changes the new one in place.
      before = nil
      try round.apply(entry)
      before = round
    }
    guard let found else { return nil }
    self = found
  }
}
