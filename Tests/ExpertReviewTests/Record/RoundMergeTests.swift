import Testing

@testable import ExpertReview

/// Offices that review their own candidates with the experts of one pool, and the round that would have been one.
private enum Offices {
  static func experts(_ numbers: some Sequence<Int>) -> Fact {
    .expertsImported(numbers.map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)", employer: "单位\($0)") })
  }

  static func begin(_ name: String, overrides: [SchemeOverride] = [], text: String = TinyRound.text) throws -> Round {
    let calendar = try RubricsFolder.bytes("calendars/china.json")
    let shelf = SchemeShelf(
      schemes: [TinyRound.schemeID: Array(text.utf8)], documents: Array(TinyRound.documents.utf8))
    let charter = Charter(
      roundID: name, scheme: TinyRound.schemeID, shelf: shelf, calendar: calendar, overrides: overrides)
    return try Round(beginning: TinyRound.entry(1, .begun(charter)))
  }

  /// The facts of a round on these candidates: marks follow from the ids alone.
  static func facts(_ ids: [String], experts pool: ClosedRange<Int> = 1...4) throws -> [Fact] {
    let seats = ids.flatMap { id in
      (1...3).map { PanelList.Seat(candidate: CandidateID(id), expert: ExpertID("E\($0)")) }
    }
    let sheets = ids.flatMap { id in
      (1...3).map { expert -> (String, String, [Int32?]) in
        let number = Int32(id.dropFirst()) ?? 0
        return (id, "E\(expert)", [40 + number * 7 % 50 + Int32(expert), 60 + number * 3 % 40])
      }
    }
    return [
      .candidatesImported(try ids.map { try TinyRound.candidate($0) }), experts(pool),
      .panelsImported(PanelList(stage: "expert", seats: seats)),
      .marked(
        TinyRound.batch(sheets, given: ids.map { .init(candidate: CandidateID($0), item: ItemID("G"), value: .zero) }),
        origin: .sheet),
    ]
  }

  static func record(_ name: String, _ facts: [Fact], in begun: Round? = nil) throws -> (
    round: Round, kept: MergedRound
  ) {
    let start = try begun ?? begin(name)
    var round = start
    var entries = [TinyRound.entry(1, .begun(start.charter))]
    for fact in facts {
      let entry = TinyRound.entry(round.lastSequence + 1, fact, reason: "理由")
      try round.apply(entry)
      entries.append(entry)
    }
    let parts = entries.map { MergedRound.Part(entry: $0, encoded: $0.fact.encoded(under: round.scheme)) }
    return (round, MergedRound(roundID: start.charter.roundID, parts: parts))
  }

  static func rows(_ round: Round) throws -> [String] {
    try round.ranking(stage: try round.reviewStage(nil), asOf: TinyRound.day).rows.map {
      "\($0.group) \($0.place ?? 0) \($0.candidate) \($0.score?.text ?? "–") \($0.listed)"
    }
  }
}

@Suite struct `Two offices' rounds` {
  private func refusal(_ obstacle: MergeObstacle, of round: String = "office-2") -> RoundRefusal {
    .cannotMerge(round: round, obstacle)
  }

  @Test(arguments: 0..<24)
  func `come to the ranking of the one round that they might have been`(seed: Int) throws {
    var lottery = Lottery(seed)
    let ids = (1...8).map { "C\($0)" }
    let mine = ids.filter { _ in lottery.flag() }
    let theirs = ids.filter { !mine.contains($0) }
    guard !mine.isEmpty, !theirs.isEmpty else { return }
    var (round, _) = try Offices.record("office-1", try Offices.facts(mine))
    let (_, kept) = try Offices.record("office-2", try Offices.facts(theirs.reversed(), experts: 1...5))
    try round.add(.roundMerged(kept))
    let (whole, _) = try Offices.record("whole", try Offices.facts(ids, experts: 1...5))
    #expect(try Offices.rows(round) == Offices.rows(whole))
    #expect(round.candidates.count == 8 && round.experts.count == 5)
    for id in ids.map({ CandidateID($0) }) {
      #expect(round.panel(of: id, in: "expert").map(\.id) == whole.panel(of: id, in: "expert").map(\.id))
    }
    // What stood before is to be run anew.
    #expect(
      round.staleness().allSatisfy { $0.state != .upToDate || $0.procedure == .marking || $0.procedure == .assignment })
  }

  @Test func `keep decisions, recusals, comments, withdrawals and returns of both`() throws {
    var (round, _) = try Offices.record("office-1", try Offices.facts(["C1", "C2"]))
    let further: [Fact] = [
      .marked(
        TinyRound.batch(
          [("C4", "E2", [])], comments: [.init(row: 0, item: nil, text: "本人参与过")]), origin: .sheet),
      .decided(.confirm(RuleID("R-02"), ["C4"])), .decided(.withdraw("C5")),
      .invitationAnswered(InvitationAnswer(expert: "E3", answer: .pledged)),
      .conflictDeclared(ConflictDeclaration(candidate: "C4", expert: "E2", kind: "other", evidence: "合作")),
      .candidatesImported([try TinyRound.candidate("C4", ["size": .text("9")], version: 2)]),
      SpokenRound.words("可行", of: "E1", on: "C4"), SpokenRound.words("可行，须补证明", of: "E1", on: "C4"),
      SpokenRound.chair("E1", "C4"), .opinionAgreed(SpokenRound.opinion(on: "C4", signed: ["E3"])),
    ]
    let (other, kept) = try Offices.record("office-2", try Offices.facts(["C4", "C5"]) + further)
    try round.add(.roundMerged(kept))
    #expect(round.exclusions == ["C5": .withdrawn])
    #expect(round.confirmed[RuleID("R-02")] == ["C4"])
    #expect(round.answers["E3"]?.map(\.answer.answer) == [.pledged])
    #expect(round.declarations == other.declarations)
    #expect(round.earlierVersions["C4"]?.count == 1)
    let index = try #require(round.candidateIndex["C4"])
    let expert = try #require(round.expertIndex["E2"])
    let book = try #require(round.scorebooks["expert"])
    #expect(book.sheet(candidate: index, expert: expert)?.recused == true)
    #expect(book.comment(candidate: index, expert: expert, item: nil) == "本人参与过")
    #expect(book.earlierComments(candidate: index, expert: 0, item: nil) == ["可行"])
    #expect(round.chair(of: "C4", in: "expert") == "E1")
    #expect(round.panelOpinion(on: "C4", in: "expert")?.opinion.signed == ["E1", "E3"])
    #expect(round.panelOpinion(on: "C4", in: "expert")?.sequence == round.lastSequence)
    #expect(round.openItems(of: ["C1", "C4"], asOf: TinyRound.day).map(\.candidates) == [["C1"]])
  }

  @Test func `come back from their bytes to the same round`() throws {
    let (other, kept) = try Offices.record("office-2", try Offices.facts(["C4", "C5"]))
    let encoded = Fact.roundMerged(kept).encoded(under: other.scheme)
    let fact = try Fact.decode(
      kind: encoded.kind, form: encoded.form.rawValue, bytes: encoded.bytes, under: other.scheme)
    guard case .roundMerged(let read) = fact else { throw RoundRefusal.notBegun }
    #expect(read.head == kept.head && read.parts.count == kept.parts.count)
    #expect(try Offices.rows(read.round()) == Offices.rows(other))
  }

  @Test func `are not merged twice, nor with themselves, nor through another`() throws {
    var (first, firstKept) = try Offices.record("office-1", try Offices.facts(["C1"]))
    let (_, second) = try Offices.record("office-2", try Offices.facts(["C2"]))
    try first.add(.roundMerged(second))
    #expect(throws: refusal(.taken)) { try first.adding(.roundMerged(second)) }
    #expect(throws: refusal(.taken, of: "office-1")) { try first.adding(.roundMerged(firstKept)) }
    let (_, both) = try Offices.record("office-3", try Offices.facts(["C3"]) + [.roundMerged(second)])
    #expect(throws: refusal(.taken, of: "office-3")) { try first.adding(.roundMerged(both)) }
    var (fresh, _) = try Offices.record("office-4", try Offices.facts(["C4"]))
    try fresh.add(.roundMerged(both))
    #expect(fresh.candidates.map(\.id) == ["C4", "C3", "C2"])
    #expect(fresh.mergedRounds == ["office-2", "office-3"])
  }

  @Test func `are refused where they say different things, with what differs`() throws {
    let (round, _) = try Offices.record("office-1", try Offices.facts(["C1"]))
    func attempt(_ facts: [Fact], begun: Round? = nil) throws -> Round {
      try round.adding(.roundMerged(try Offices.record("office-2", facts, in: begun).kept))
    }
    let theirs = try Offices.facts(["C2"])
    _ = try attempt(theirs)
    #expect(throws: refusal(.sharedCandidates(["C1"]))) { try attempt(try Offices.facts(["C1", "C2"])) }
    let otherName = Fact.expertsImported([Expert(id: "E1", name: "别人")])
    #expect(throws: refusal(.unlikeExperts(["E1"]))) { try attempt(theirs + [otherName]) }
    let values = [SchemeOverride(path: "publicity.days", value: "6", reason: "测试", actor: "甲")]
    #expect(throws: refusal(.otherOverrides)) {
      try attempt(theirs, begun: try Offices.begin("office-2", overrides: values))
    }
    let otherText = TinyRound.text.replacing("规模偏小", with: "规模小")
    #expect(throws: refusal(.otherFiles(["tiny/scheme.json"]))) {
      try attempt(theirs, begun: try Offices.begin("office-2", text: otherText))
    }
    #expect(throws: refusal(.settledAtLine(round: "office-2"))) { try attempt(theirs + [.decided(.lot(["C2"]))]) }
    let post = Fact.posted(
      Posting(
        kind: .proposed, day: TinyRound.day, lastDay: TinyRound.day.adding(days: 7),
        lines: [.init(candidate: "C2", group: GroupID("general"), place: 1, score: "1")]))
    #expect(throws: refusal(.posted(round: "office-2"))) { try attempt(theirs + [post]) }
    let unit = Fact.unitsImported([UnitEntry(name: "甲公司", code: "91")])
    let known = try round.adding(unit)
    let unlike = Fact.unitsImported([UnitEntry(name: "甲公司", code: "92")])
    #expect(throws: refusal(.unlikeUnits(["甲公司"]))) {
      try known.adding(.roundMerged(try Offices.record("office-2", theirs + [unlike]).kept))
    }
    let here = try round.adding(.invitationAnswered(InvitationAnswer(expert: "E4", answer: .accepted)))
    let there = Fact.invitationAnswered(InvitationAnswer(expert: "E4", answer: .declined))
    #expect(throws: refusal(.unlikeAnswers(["E4"]))) {
      try here.adding(.roundMerged(try Offices.record("office-2", theirs + [there]).kept))
    }
    let body = Recommender(id: RecommenderID("R1"), name: "甲局", level: .city, province: "湖南", city: "甲市")
    let twin = Recommender(id: RecommenderID("R1"), name: "乙局", level: .city, province: "湖南", city: "乙市")
    #expect(throws: refusal(.unlikeRecommenders([RecommenderID("R1")]))) {
      try round.adding(.recommendersImported([body])).adding(
        .roundMerged(try Offices.record("office-2", theirs + [.recommendersImported([twin])]).kept))
    }
    func table(_ absent: AffinityTable.Absent, _ id: CandidateID) -> Fact {
      .affinitiesImported(AffinityTable(absent: absent, candidates: [id], experts: ["E1"], pairs: [(0, 0, 1)]))
    }
    #expect(throws: refusal(.unlikeAffinities)) {
      try round.adding(table(.zero, "C1")).adding(
        .roundMerged(try Offices.record("office-2", theirs + [table(.forbid, "C2")]).kept))
    }
    func terms(_ entries: [Taxonomy.Entry]) -> Fact { .taxonomyImported(Taxonomy(entries)) }
    let farming = [Taxonomy.Entry(term: "农业"), .init(term: "林业")]
    #expect(throws: refusal(.unlikeTaxonomies(["林业"]))) {
      try round.adding(terms(farming)).adding(
        .roundMerged(
          try Offices.record("office-2", theirs + [terms([farming[0], .init(term: "林业", parent: "农业")])]).kept))
    }
  }

  @Test func `are not merged while a step is signed off, and signatures do not come along`() throws {
    var (round, _) = try Offices.record("office-1", try Offices.facts(["C1"]))
    let signed: [Fact] = [
      .concluded(Conclusion(procedure: .examination, stage: "", digest: "d")), .decided(.signOff(.examination)),
    ]
    let (_, kept) = try Offices.record("office-2", try Offices.facts(["C2"]) + signed)
    let frozen = try signed.reduce(round) { try $0.adding($1) }
    #expect(throws: RoundRefusal.signedOff(.examination, by: "甲", on: TinyRound.day)) {
      try frozen.adding(.roundMerged(kept))
    }
    try round.add(.roundMerged(kept))
    #expect(round.signOffs.isEmpty && round.conclusions.isEmpty)
  }
}
