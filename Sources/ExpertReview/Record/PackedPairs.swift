/// A table with a number for each of some pairs of candidate and expert, as its packed form holds it: the ids stand
/// once in the header, and three columns give candidate, expert and number.
struct PackedPairs {
  let candidates: [CandidateID]
  let experts: [ExpertID]
  let candidateIndex: [Int32]
  let expertIndex: [Int32]
  let numbers: [Int32]

  /// Throws where a column is missing or an index has no id.
  init(_ table: PackedTable, _ reader: FactReader) throws {
    let (candidates, experts): ([CandidateID], [ExpertID]) = (
      try reader.identifiers("candidates"), try reader.identifiers("experts")
    )
    guard table.columns.count == 3, Set(table.columns.map(\.count)).count == 1,
      table.columns[0].allSatisfy({ candidates.indices.contains(Int($0)) }),
      table.columns[1].allSatisfy({ experts.indices.contains(Int($0)) })
    else { throw reader.fault("columns") }
    self.candidates = candidates
    self.experts = experts
    (candidateIndex, expertIndex, numbers) = (table.columns[0], table.columns[1], table.columns[2])
  }
}
