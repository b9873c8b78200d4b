import Testing

@testable import ExpertReview

@Suite struct `A round's affinities` {
  /// The tiny scheme, whose `track` is a choice, with a policy of its own.
  private static func round(_ affinity: String? = nil) throws -> Round {
    let calendar = try RubricsFolder.bytes("calendars/china.json")
    let text = affinity.map {
      TinyRound.text.replacing(#""sanctions": {"banYears""#, with: #""affinity": \#($0), "sanctions": {"banYears""#)
    }
    let shelf = SchemeShelf(
      schemes: [TinyRound.schemeID: Array((text ?? TinyRound.text).utf8)], documents: Array(TinyRound.documents.utf8))
    let charter = Charter(
      roundID: "tiny-1", scheme: TinyRound.schemeID, shelf: shelf, calendar: calendar, overrides: [])
    var round = try Round(beginning: TinyRound.entry(1, .begun(charter)))
    try round.add(
      .candidatesImported([
        TinyRound.candidate("C1", ["applicant_name": .text("湘江交通信号公司")]),
        TinyRound.candidate("C2", ["track": .text("vertical"), "applicant_name": .text("稻田农业公司")]),
      ]))
    try round.add(
      .expertsImported([
        Expert(id: "E1", name: "一", fields: ["通用"], attributes: ["profile": "交通信号与控制", "note": "农业"]),
        Expert(id: "E2", name: "二", fields: ["Vertical"], attributes: ["keywords": "农业育种"]),
        Expert(id: "E3", name: "三", fields: ["汽车"]),
      ]))
    return round
  }

  private static func row(_ round: Round, _ candidate: CandidateID) throws -> [Int32] {
    var row = AffinityMix.Row()
    try #require(round.affinityMix()).fill(&row, of: candidate)
    return row.values
  }

  @Test func `are not mixed where the scheme says nothing and nothing else came in`() throws {
    var round = try Self.round()
    #expect(round.affinityMix() == nil)
    let table = AffinityTable(absent: .zero, candidates: ["C1"], experts: ["E1"], pairs: [(0, 0, 2_000_000)])
    try round.add(.affinitiesImported(table))
    #expect(round.affinityMix() == nil)
    let pairs = round.pairAffinities()
    #expect(pairs.affinity(of: round.experts[0], for: round.candidates[0]) == .imported(2_000_000))
    #expect(pairs.affinities(ofAllFor: round.candidates[0])[1] == .absentCountsZero)
  }

  @Test func `of imported values and bids count half each where the scheme says nothing`() throws {
    var round = try Self.round()
    try round.add(
      .affinitiesImported(
        AffinityTable(absent: .zero, candidates: ["C1"], experts: ["E1", "E2"], pairs: [(0, 0, 800_000), (0, 1, 1)])))
    try round.add(.bidsImported(BidTable([.init(candidate: "C1", expert: "E1", bid: .eager)])))
    #expect(try Self.row(round, "C1") == [900_000, 125_001, 125_000])
    // A bid that is taken back leaves the imported values alone.
    try round.add(.bidsImported(BidTable([.init(candidate: "C1", expert: "E1", bid: nil)])))
    #expect(round.affinityMix() == nil)
  }

  @Test func `follow the fields, texts and columns that the scheme names`() throws {
    var round = try Self.round(
      #"{"fields": {"weight": "1", "of": ["track"]}, "text": {"weight": "1", "of": ["applicant_name"]}, "house": "测试"}"#
    )
    let mix = try #require(round.affinityMix())
    #expect(mix.parts == [.fields, .text])
    let first = try #require(mix.grounds(of: "C1", "E1"))
    #expect(first.topics.map(\.field) == ["通用"])
    #expect(first.terms.map(\.text).sorted() == ["交通", "信号", "通信"])
    // The expert's field is another name of the choice; a column that the policy does not name is not read.
    let second = try #require(mix.grounds(of: "C2", "E2"))
    #expect(second.topics.map(\.millionths) == [1_000_000])
    #expect(second.terms.map(\.text) == ["农业"])
    #expect(try #require(mix.grounds(of: "C2", "E1")).terms.isEmpty)
    // With a taxonomy the third expert's field comes near.
    try round.add(
      .taxonomyImported(Taxonomy([.init(term: "通用"), .init(term: "汽车", parent: "通用")])))
    #expect(try #require(round.affinityMix()?.grounds(of: "C1", "E3")).topics.map(\.millionths) == [500_000])
  }

  @Test func `are what the assignment reads, and a bid makes one stale`() throws {
    var round = try Self.round(#"{"fields": {"weight": "1", "of": ["track"]}, "bids": {"weight": "1"}, "house": "测试"}"#)
    let stage = try round.reviewStage(nil)
    func problem() -> PanelProblem { round.panelProblem(stage: stage, asOf: TinyRound.day) }
    #expect(problem().millionths == [1_000_000, 0, 0, 0, 1_000_000, 0])
    try round.add(.panelsImported(PanelList(stage: stage.id, seats: [.init(candidate: "C1", expert: "E1")])))
    #expect(round.staleness().first { $0.procedure == .assignment }?.isStale == false)
    try round.add(.bidsImported(BidTable([.init(candidate: "C1", expert: "E3", bid: .eager)])))
    #expect(problem().millionths == [625_000, 125_000, 500_000, 125_000, 625_000, 125_000])
    #expect(round.staleness().first { $0.procedure == .assignment }?.isStale == true)
  }

  @Test func `need a tree of terms and candidates that are there`() throws {
    let round = try Self.round()
    let circle = Taxonomy([.init(term: "甲", parent: "乙"), .init(term: "乙", parent: "甲")])
    #expect(throws: RoundRefusal.taxonomyBroken(.circle(["乙", "甲", "乙"]))) {
      try round.adding(.taxonomyImported(circle))
    }
    #expect(throws: RoundRefusal.unknownExpert("E9", nearest: "E1")) {
      try round.adding(.bidsImported(BidTable([.init(candidate: "C1", expert: "E9", bid: .eager)])))
    }
  }

  @Test func `of a round whose scheme is silent may be mixed by the organizer`() throws {
    let calendar = try RubricsFolder.bytes("calendars/china.json")
    let shelf = SchemeShelf(
      schemes: [TinyRound.schemeID: Array(TinyRound.text.utf8)], documents: Array(TinyRound.documents.utf8))
    func set(_ path: String, _ value: String) -> SchemeOverride {
      SchemeOverride(path: path, value: value, reason: "经研究", actor: "甲")
    }
    let charter = Charter(
      roundID: "tiny-1", scheme: TinyRound.schemeID, shelf: shelf, calendar: calendar,
      overrides: [
        set("affinity.text.weight", "0.6"), set("affinity.text.of", #"["applicant_name"]"#),
        set("affinity.fields.weight", "0.4"),
      ])
    let policy = try #require(try Round(beginning: TinyRound.entry(1, .begun(charter))).scheme.affinity)
    #expect(policy.text?.of == ["applicant_name"])
    #expect(policy.weight(of: .text) == ExactDecimal("0.6"))
    #expect(policy.weight(of: .fields) == ExactDecimal("0.4"))
    #expect(policy.bids == nil)
  }
}
