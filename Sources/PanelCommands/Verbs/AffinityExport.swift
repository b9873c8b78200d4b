import ExpertReview
import Tables

/// Every pair's affinity with its parts, for a person to look over. It reads back as an imported table, and is that
/// where nothing is mixed.
struct AffinityExport {
  static let code = "affinities"

  let csv: [UInt8]
  let rows: Int

  /// By candidate, then expert, both by id; a pair that may not be assigned is left out. Complexity: the rows.
  init(_ round: Round) {
    let affinities = round.pairAffinities()
    let order = round.experts.indices.sorted { round.experts[$0].id < round.experts[$1].id }
    let mix = affinities.mix
    let parts = mix?.parts ?? []
    var writer = CSVWriter.forPeople
    writer.append(["candidate", "expert", "affinity"] + parts.map(\.rawValue))
    var rows = 0
    var row = AffinityMix.Row()
    for candidate in round.candidates.sorted(by: { $0.id < $1.id }) {
      mix?.fill(&row, of: candidate.id)
      let plain = mix == nil ? affinities.affinities(ofAllFor: candidate) : []
      for (place, index) in order.enumerated() {
        // The mix has the experts by id.
        let millionths = mix == nil ? plain[index].millionths : row.values[place]
        guard let millionths, millionths != AffinityMix.forbidden else { continue }
        writer.append(
          [candidate.id.rawValue, round.experts[index].id.rawValue, AssignVerb.millionths(Int64(millionths))]
            + parts.map { AssignVerb.millionths(mix?.millionths(of: $0, expert: place, in: row) ?? 0) })
        rows += 1
      }
    }
    csv = writer.bytes
    self.rows = rows
  }
}
