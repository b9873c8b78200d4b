import Testing

@testable import ExpertReview

/// The plan of 2023 from its own scheme file: central review, short list, defence, thirty places over the whole plan.
@Suite struct `The two stages of the plan of 2023` {
  private static let experts = (1...5).map { ExpertID("E\($0)") }

  /// Fifty candidates whom a person admitted, each marked alike by five experts in the central review; the thirtieth
  /// and the thirty-first are equal.
  private func central() throws -> Round {
    let id = SchemeID("hunan-2023-platform-plan")
    let shelf = SchemeShelf(
      schemes: [id: try RubricsFolder.bytes(id.rawValue + "/scheme.json")],
      documents: try RubricsFolder.bytes("documents.json"))
    let charter = Charter(
      roundID: "2023", scheme: id, shelf: shelf, calendar: try RubricsFolder.bytes("calendars/china.json"),
      overrides: [])
    var round = try Round(beginning: TinyRound.entry(1, .begun(charter)))
    let reader = DeclarationReader(round.scheme)
    let ids = (0..<50).map { StagedRound.id($0) }
    try round.add(
      .candidatesImported(
        ids.map { id in
          let record = JSON.object([
            "candidate_id": .text(id), "name": .text(id), "track": .text("professional"),
          ])
          return try reader.candidate(from: record, version: 1).get()
        }))
    for id in ids { try round.add(.decided(.admit(CandidateID(id))), reason: "经核实") }
    try round.add(.expertsImported(Self.experts.map { Expert(id: $0, name: $0.rawValue, employer: $0.rawValue) }))
    try round.add(.panelsImported(panels("central", ids)))
    try round.add(sheets("central", width: 5, ids.enumerated().map { ($1, $0 == 30 ? 70 : 99 - $0) }))
    return round
  }

  private func panels(_ stage: String, _ ids: [String]) -> PanelList {
    PanelList(
      stage: stage,
      seats: ids.flatMap { id in
        Self.experts.map { PanelList.Seat(candidate: CandidateID(id), expert: $0) }
      })
  }

  private func sheets(_ stage: String, width: Int, _ marks: [(String, Int)]) -> Fact {
    let rows = marks.indices.flatMap { candidate in Self.experts.indices.map { (candidate, $0) } }
    return .marked(
      MarkBatch(
        stage: stage, candidates: marks.map { CandidateID($0.0) }, experts: Self.experts, width: width,
        candidateIndex: rows.map { Int32($0.0) }, expertIndex: rows.map { Int32($0.1) },
        recused: rows.map { _ in false },
        steps: rows.flatMap { [Int32](repeating: Int32(marks[$0.0].1), count: width) }), origin: .sheet)
  }

  @Test func `forty-five enter the defence, thirty-four pass both, thirty are listed and never thirty-one`() throws {
    var round = try central()
    let short = try round.ranking(of: "central")
    #expect(short.shortList == ShortList(into: "defence", line: 45))
    #expect(short.listed.count == 45)
    // Eleven of those short-listed do not come to the defence.
    try round.add(.panelsImported(panels("defence", short.listed)))
    try round.add(sheets("defence", width: 3, short.listed.prefix(34).map { ($0, 80) }))

    let open = try round.ranking(of: "defence")
    #expect(open.rows.count == 50)
    #expect(open.rows.count { $0.place != nil } == 34)
    #expect(open.row("C01")?.score?.text == "93.30")
    #expect(open.listed.count == 29)
    #expect(open.undecidedAtLine == ["C30", "C31"])
    #expect(open.row("C35")?.barredBy == [.unmarked])
    #expect(open.row("C46")?.barredBy == [.notShortListed(stage: "central")])

    try round.add(.decided(.lot(["C31", "C30"])), reason: "现场抽签")
    let settled = try round.ranking(of: "defence")
    #expect(settled.listed.count == 30 && settled.row("C31")?.listed == true)
    #expect(settled.row("C31")?.tieBrokenBy == .lot && settled.row("C30")?.keptOutBy == [.scheme])
    #expect(settled.rows.compactMap(\.reserve) == [1, 2, 3])

    // One of those listed withdraws: the next rises, and thirty it stays.
    try round.add(.decided(.withdraw("C05")), reason: "申报单位撤回")
    let after = try round.ranking(of: "defence")
    #expect(after.listed.count == 30 && after.row("C30")?.listed == true && after.row("C05")?.listed == false)
  }

  @Test func `what judgment alone can test is voted on in the central review`() throws {
    let round = try central()
    #expect(round.scheme.votedRules(in: "central").map(\.id.rawValue) == ["H23-02b", "H23-04b", "H23-05b"])
    #expect(round.scheme.votedRules(in: "defence").isEmpty)
  }
}
