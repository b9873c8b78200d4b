import Testing

@testable import ExpertReview

/// A batch that is taken whole comes to the same book as the same batch taken row by row.
@Suite struct `New sheets` {
  private typealias Rows = [(String, String, [Int32?])]

  private static let first: Rows = [
    ("C1", "E1", [90, 80]), ("C1", "E2", []), ("C2", "E1", [nil, 3]), ("C2", "E3", [4, 5]), ("C3", "E2", [7, nil]),
  ]

  private func round() throws -> Round {
    var round = try TinyRound.round()
    let candidates = try ["C3", "C1", "C2", "C4", "C5"].map { try TinyRound.candidate($0) }
    try round.add(.candidatesImported(candidates))
    return round
  }

  /// What a book says of every sheet, wherever its marks lie.
  private func told(_ round: Round) -> [[String]] {
    guard let book = round.scorebooks["expert"] else { return [] }
    return round.candidates.indices.map { candidate in
      book.sheets(of: candidate).map { sheet in
        "\(round.experts[Int(sheet.expert)].id) \(sheet.recused) \(Array(book.marks(of: sheet)))"
      }
    }
  }

  private func whole(_ rows: Rows, in round: Round) throws -> Bool {
    let batch = TinyRound.batch(rows)
    let book = Scorebook(sheets: [[Scorebook.Sheet]](repeating: [], count: round.candidates.count))
    let places = (try round.indices(of: batch.candidates), batch.experts.indices.map { $0 })
    return NewSheets(of: batch, places, widths: [Int](repeating: 2, count: places.0.count), in: book) != nil
  }

  @Test func `come to the same marks and panels as row by row, in an empty book and behind others`() throws {
    let (first, second): (Rows, Rows) = (
      Self.first, [("C4", "E1", [1, 2]), ("C4", "E9", [3, 4]), ("C5", "E2", [5, 6])]
    )
    let empty = try round()
    #expect(try whole(first, in: empty) && whole(second, in: empty))
    #expect(try !whole(first.reversed(), in: empty) && !whole(second.reversed(), in: empty))
    let atOnce = try empty.adding(.marked(TinyRound.batch(first), origin: .outside))
      .adding(.marked(TinyRound.batch(second), origin: .outside))
    let byRow = try empty.adding(.marked(TinyRound.batch(first.reversed()), origin: .outside))
      .adding(.marked(TinyRound.batch(second.reversed()), origin: .outside))
    #expect(told(atOnce) == told(byRow))
    #expect(told(atOnce).flatMap(\.self).count == 8)
    #expect(atOnce.scorebooks["expert"]?.markCount == byRow.scorebooks["expert"]?.markCount)
    #expect(atOnce.panels["expert"]?.members.map { Set($0) } == byRow.panels["expert"]?.members.map { Set($0) })
  }

  @Test func `are taken row by row where a candidate's stand apart, or it is marked already`() throws {
    let apart: Rows = [("C1", "E1", [1, 1]), ("C2", "E1", [2, 2]), ("C1", "E2", [3, 3])]
    let empty = try round()
    #expect(try !whole(apart, in: empty))
    let round = try empty.adding(.marked(TinyRound.batch(apart), origin: .outside))
    #expect(told(round) == [[], ["E1 false [1, 1]", "E2 false [3, 3]"], ["E1 false [2, 2]"], [], []])
    let more = try round.adding(
      .marked(TinyRound.batch([("C1", "E3", [4, 4]), ("C3", "E1", [5, 5])]), origin: .outside))
    #expect(told(more)[1].count == 3)
    #expect(told(more)[0] == ["E1 false [5, 5]"])
  }

  @Test func `of an expert without a seat are refused`() throws {
    var round = try TinyRound.round()
    try round.add(.candidatesImported([try TinyRound.candidate("C1")]))
    try round.add(.expertsImported(["E1", "E2"].map { Expert(id: ExpertID($0), name: $0) }))
    try round.add(
      .panelsImported(PanelList(stage: "expert", seats: [.init(candidate: CandidateID("C1"), expert: ExpertID("E1"))])))
    let batch = TinyRound.batch([("C1", "E1", [1, 1]), ("C1", "E2", [1, 1])])
    #expect(throws: RoundRefusal.notOnPanel(CandidateID("C1"), ExpertID("E2"))) {
      try round.adding(.marked(batch, origin: .outside))
    }
  }
}

@Suite struct `Standings worked out in runs` {
  @Test func `are those of the whole, candidate by candidate`() throws {
    let count = 4_100
    var round = try TinyRound.round()
    let track = try #require(round.scheme.slots["track"])
    // Neither the order of ids nor that of import is the other.
    let ids = (0..<count).map { CandidateID("C\($0 * 37 % count)") }
    try round.add(
      .candidatesImported(
        ids.map { id in
          var values = round.scheme.fields.map { _ in FieldValue.missing }
          values[track] = .choice("general")
          return Candidate(
            id: id, name: id.rawValue, values: values, attachments: [:], attributes: [:], version: 1)
        }))
    let experts = ["E1", "E2", "E3"].map { ExpertID($0) }
    let rows = count * 3
    try round.add(
      .marked(
        MarkBatch(
          stage: "expert", candidates: ids, experts: experts, width: 2,
          candidateIndex: (0..<rows).map { Int32($0 / 3) }, expertIndex: (0..<rows).map { Int32($0 % 3) },
          recused: (0..<rows).map { $0 % 11 == 0 }, steps: (0..<2 * rows).map { Int32($0 * 7 % 101) },
          given: ids.prefix(count - 1).map { .init(candidate: $0, item: ItemID("G"), value: .zero) }),
        origin: .outside))
    let stage = try round.reviewStage("expert")
    let group = try #require(try round.groupStandings(stage: stage, asOf: TinyRound.day).first)
    #expect(group.candidates.map(\.id) == ids.sorted())
    let book = try #require(round.scorebooks["expert"])
    let places = group.candidates.compactMap { round.candidateIndex[$0.id] }
    let matrix = try group.plan.matrix(of: book, candidates: places) { _, _ in nil }
    let whole = group.plan.aggregate(matrix)
    #expect(group.standings.count == count && group.matrix.candidateCount == count)
    #expect((0..<count).allSatisfy { group.standings[$0] == whole[$0] })
    #expect((0..<count).allSatisfy { group.matrix.sheets(of: $0) == matrix.sheets(of: $0) })
    #expect(group.matrix.cells == matrix.cells && group.matrix.experts == matrix.experts)
  }
}
