// The taxonomy and bids as facts.

extension Taxonomy {
  init(from reader: FactReader) throws {
    self.init(
      try reader.list("terms") {
        Entry(term: try $0.text("term"), parent: $0.textIfAny("parent"), aliasOf: $0.textIfAny("aliasOf"))
      })
  }

  var json: JSON {
    .object([
      "terms": .array(
        entries.map {
          .object([
            "term": .text($0.term), "parent": .unlessEmpty($0.parent), "aliasOf": .unlessEmpty($0.aliasOf),
          ])
        })
    ])
  }
}

extension BidTable {
  /// In words; a bid that was taken back is `none`. Only the packed form is ever stored.
  var json: JSON {
    .object([
      "bids": .array(
        lines.map {
          .object([
            "candidate": .text($0.candidate.rawValue), "expert": .text($0.expert.rawValue),
            "bid": .text($0.bid?.rawValue ?? "none"),
          ])
        })
    ])
  }

  var packed: PackedTable {
    PackedTable(
      header: .object(["candidates": .identifiers(candidates), "experts": .identifiers(experts)]),
      columns: [candidateIndex, expertIndex, codes])
  }

  init(packed table: PackedTable, kind: String) throws {
    let reader = FactReader(kind: kind, root: table.header)
    let candidates: [CandidateID] = try reader.identifiers("candidates")
    let experts: [ExpertID] = try reader.identifiers("experts")
    guard table.columns.count == 3, Set(table.columns.map(\.count)).count == 1,
      table.columns[0].allSatisfy({ candidates.indices.contains(Int($0)) }),
      table.columns[1].allSatisfy({ experts.indices.contains(Int($0)) }),
      table.columns[2].allSatisfy({ (-1...3).contains($0) })
    else { throw reader.fault("columns") }
    let pairs = table.columns[0].indices.map { place in
      Line(
        candidate: candidates[Int(table.columns[0][place])], expert: experts[Int(table.columns[1][place])],
        bid: Bid(code: table.columns[2][place]))
    }
    self.init(pairs)
    // Written in its own order, each pair once: anything else was not written here.
    guard self.candidates == candidates, self.experts == experts, candidateIndex == table.columns[0],
      expertIndex == table.columns[1], codes == table.columns[2]
    else { throw reader.fault("columns") }
  }
}
