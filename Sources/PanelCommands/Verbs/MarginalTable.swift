import ExpertReview
import RoundStore
import Tables

/// With what probability each pair came to sit together, where panels were drawn at random: computed again from the
/// facts before the draw, the law and the seed on record.
struct MarginalTable {
  static let code = "marginals"

  let rows: [PairChances.Row]

  /// Of the stage that is named, else of the one that the table of seats would show. Throws where its panels were not
  /// drawn.
  init(_ file: RoundFile, _ invocation: Invocation) throws {
    let round = try LoadedRound(file).round
    let stage = try invocation.text("stage") == nil ? SeatTable.stage(of: round) : invocation.stage(of: round)
    guard let stage, let panels = round.panels[stage.id], case .assigned(let record) = panels.origin,
      case .random(let law)? = AssignmentObjective(record.objective),
      let chances = try MarginalTable.chances(file, record, law)
    else { throw VerbFault.noChances(stage: stage?.id ?? "").refusal }
    rows = chances.rows
  }

  /// The chances that the facts before an assignment come to.
  private static func chances(
    _ file: RoundFile, _ record: AssignmentRecord, _ law: RandomLaw
  ) throws -> PairChances? {
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
    return found
  }

  var csv: [UInt8] {
    var writer = CSVWriter.forPeople
    writer.append(["candidate", "expert", "probability", "decimal"])
    for row in rows {
      writer.append([
        row.candidate.rawValue, row.expert.rawValue, row.chance.description,
        row.chance.rounded(places: 6, .halfUp).description,
      ])
    }
    return writer.bytes
  }
}
