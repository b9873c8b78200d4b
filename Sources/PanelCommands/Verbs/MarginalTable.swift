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
      let chances = try PairChances(of: record, in: file)
    else { throw VerbFault.noChances(stage: stage?.id ?? "").refusal }
    rows = chances.rows
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
