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
    let held = try PackedPairs(table, reader)
    guard held.numbers.allSatisfy({ (-1...3).contains($0) }) else { throw reader.fault("columns") }
    self.init(
      held.numbers.indices.map { place in
        Line(
          candidate: held.candidates[Int(held.candidateIndex[place])],
          expert: held.experts[Int(held.expertIndex[place])], bid: Bid(code: held.numbers[place]))
      })
    // Written in its own order, each pair once: anything else was not written here.
    guard candidates == held.candidates, experts == held.experts, candidateIndex == held.candidateIndex,
      expertIndex == held.expertIndex, codes == held.numbers
    else { throw reader.fault("columns") }
  }
}
