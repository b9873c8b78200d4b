import Testing

@testable import ExpertReview

@Suite struct `Facts of a round` {
  private let stage = "expert"

  // MARK: Refusals

  @Test func `a round begins once, with its scheme`() throws {
    #expect(throws: RoundRefusal.notBegun) { try Round(beginning: TinyRound.entry(1, .expertsImported([]))) }
    let charter = try TinyRound.charter.get()
    #expect(throws: RoundRefusal.begunAlready) { try TinyRound.round().adding(.begun(charter)) }
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let fact: Fact
    let refusal: RoundRefusal
    var reason = "有理由"
    var testDescription: String { "\(refusal)" }
  }

  /// Each is refused by the marked round as it stands.
  static let refused: [Refused] = [
    Refused(fact: .decided(.withdraw("C9")), refusal: .unknownCandidate("C9", nearest: "C1")),
    Refused(
      fact: .relationsImported([Relation(expert: "E9", party: "x", partyType: .unit, kind: .kin)]),
      refusal: .unknownExpert("E9", nearest: "E1")),
    Refused(
      fact: .decided(.setAside("C1", RuleID("R-1"))), refusal: .unknownRule(RuleID("R-1"), nearest: RuleID("R-01"))),
    Refused(
      fact: .decided(.confirm(RuleID("R-01"), [])), refusal: .unknownRule(RuleID("R-01"), nearest: RuleID("R-02"))),
    Refused(
      fact: .marked(
        TinyRound.batch([], given: [.init(candidate: "C1", item: ItemID("H"), value: ExactDecimal(1))]), origin: .sheet),
      refusal: .unknownItem(ItemID("H"), candidate: "C1", nearest: nil)),
    Refused(
      fact: .panelsImported(PanelList(stage: "defence", seats: [])),
      refusal: .unknownStage("defence", known: ["expert"])),
    Refused(
      fact: .conflictDeclared(ConflictDeclaration(candidate: "C1", expert: "E1", kind: "friend", evidence: "")),
      refusal: .unknownConflictKind("friend", known: ["employment", "shareholding", "kin", "collaboration", "other"])),
    Refused(fact: .decided(.reopen(.ranking)), refusal: .notSignedOff(.ranking)),
    Refused(fact: .decided(.signOff(.ranking)), refusal: .notConcluded(.ranking)),
    Refused(fact: .decided(.withdraw("C1")), refusal: .noReason(act: "withdraw"), reason: ""),
    Refused(fact: .marked(TinyRound.batch([("C1", "E4", [1, 1])]), origin: .sheet), refusal: .notOnPanel("C1", "E4")),
    Refused(
      fact: .panelsImported(
        PanelList(
          stage: "expert", seats: [.init(candidate: "C1", expert: "E1"), .init(candidate: "C1", expert: "E1")])),
      refusal: .seatTwice("C1", "E1")),
    Refused(fact: .panelsImported(TinyRound.panels(of: ["E1", "E2", "E4"])), refusal: .markedAlready("C1", "E3")),
    Refused(
      fact: .marked(TinyRound.batch([("C1", "E1", [90, 81])]), origin: .sheet),
      refusal: .changesMark("C1", "E1", ItemID("B")), reason: ""),
    Refused(
      fact: .marked(TinyRound.batch([("C1", "E1", [])]), origin: .sheet), refusal: .recusedAlready("C1", "E1"),
      reason: ""),
    Refused(
      fact: .marked(
        MarkBatch(
          stage: "expert", candidates: ["C1"], experts: ["E1"], width: 1, candidateIndex: [0], expertIndex: [0],
          recused: [false], steps: [1]), origin: .sheet), refusal: .marksDoNotFit("C1", "E1")),
    Refused(
      fact: .conflictDeclared(
        ConflictDeclaration(candidate: "C1", expert: "E1", kind: "kin", evidence: "", withdrawn: true)),
      refusal: .notDeclared("C1", "E1")),
    Refused(
      fact: .conflictSettled(ConflictSettlement(candidate: "C1", expert: "E1", outcome: .waived)),
      refusal: .noReason(act: "waived"), reason: ""),
    Refused(fact: .decided(.object("C1", from: "乙", ground: "x")), refusal: .noNotice),
    Refused(fact: .decided(.answer("C1", upheld: true)), refusal: .nothingToAnswer("C1")),
    Refused(
      fact: .posted(Posting(kind: .proposed, day: TinyRound.day, lastDay: TinyRound.day, lines: [])),
      refusal: .nothingToPublish),
    Refused(
      fact: .posted(
        Posting(
          kind: .final, day: TinyRound.day, lastDay: TinyRound.day,
          lines: [.init(candidate: "C1", group: GroupID("general"), place: 1, score: "85.80")])), refusal: .noNotice),
    Refused(fact: .decided(.choose(["C1", "C2", "C1"])), refusal: .twoOf("C1")),
    Refused(fact: .decided(.lot(["C1", "C1"])), refusal: .twoOf("C1")),
    Refused(
      fact: .affinitiesImported(
        AffinityTable(absent: .zero, candidates: ["C7"], experts: ["E1"], pairs: [(0, 0, 1)])),
      refusal: .unknownCandidate("C7", nearest: "C1")),
    Refused(
      fact: .invitationAnswered(InvitationAnswer(expert: "E5", answer: .accepted)),
      refusal: .unknownExpert("E5", nearest: "E1")),
  ]

  @Test(arguments: refused)
  func `what is impossible is refused and named`(_ refused: Refused) throws {
    let round = try TinyRound.marked()
    #expect(throws: refused.refusal) { try round.adding(refused.fact, reason: refused.reason) }
  }

  @Test func `a candidate without a group cannot be marked`() throws {
    var round = try TinyRound.round()
    let unplaced = try TinyRound.candidate("C1", ["track": nil])
    try round.add(.candidatesImported([unplaced]))
    try round.add(.expertsImported([Expert(id: "E1", name: "甲")]))
    try round.add(.panelsImported(PanelList(stage: stage, seats: [.init(candidate: "C1", expert: "E1")])))
    #expect(throws: RoundRefusal.hasNoGroup("C1")) {
      try round.adding(.marked(TinyRound.batch([("C1", "E1", [1, 1])]), origin: .sheet))
    }
  }

  @Test func `applying a fact leaves the round before it as it was`() throws {
    let round = try TinyRound.marked()
    let before = String(describing: try round.ranking(stage: try round.reviewStage(nil), asOf: TinyRound.day))
    let after = try round.adding(.decided(.withdraw("C1")), reason: "撤回")
    #expect(after.exclusions == ["C1": .withdrawn] && round.exclusions.isEmpty)
    #expect(after.lastSequence == round.lastSequence + 1)
    #expect(throws: RoundRefusal.self) {
      try round.adding(
        .marked(TinyRound.batch([("C1", "E1", [91, 80]), ("C2", "E4", [1, 1])]), origin: .sheet), reason: "x")
    }
    #expect(String(describing: try round.ranking(stage: try round.reviewStage(nil), asOf: TinyRound.day)) == before)
    #expect(round.scorebooks[stage]?.markCount == 18)
  }

  // MARK: Marks

  @Test func `a missing mark replaces none that stands`() throws {
    let round = try TinyRound.marked().adding(
      .marked(TinyRound.batch([("C1", "E1", [nil, nil]), ("C1", "E2", [nil, 85])]), origin: .sheet))
    let book = try #require(round.scorebooks[stage])
    let sheet = try #require(book.sheet(candidate: 0, expert: 0))
    #expect(Array(book.marks(of: sheet)) == [90, 80])
  }

  @Test func `a mark is changed only with a reason, and the last one stands`() throws {
    let change = Fact.marked(TinyRound.batch([("C1", "E1", [91, nil])]), origin: .sheet)
    let round = try TinyRound.marked()
    #expect(throws: RoundRefusal.changesMark("C1", "E1", ItemID("A"))) { try round.adding(change) }
    let changed = try round.adding(change, reason: "誊写有误")
    let book = try #require(changed.scorebooks[stage])
    #expect(Array(book.marks(of: try #require(book.sheet(candidate: 0, expert: 0)))) == [91, 80])
  }

  @Test func `a given value is changed only with a reason`() throws {
    func given(_ value: Int) -> Fact {
      .marked(
        TinyRound.batch([], given: [.init(candidate: "C1", item: ItemID("G"), value: ExactDecimal(value))]),
        origin: .sheet)
    }
    var round = try TinyRound.marked()
    try round.add(given(0))
    #expect(throws: RoundRefusal.changesMark("C1", "", ItemID("G"))) { try round.adding(given(3)) }
    try round.add(given(3), reason: "更正")
    #expect(round.scorebooks[stage]?.given(ItemID("G"), of: 0) == ExactDecimal(3))
  }

  @Test func `a recusal is not a missing mark`() throws {
    var round = try TinyRound.round()
    try round.add(
      .candidatesImported([TinyRound.candidate("C1"), TinyRound.candidate("C2"), TinyRound.candidate("C3")]))
    try round.add(.expertsImported((1...3).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)") }))
    try round.add(.panelsImported(TinyRound.panels()))
    try round.add(
      .marked(TinyRound.batch([("C1", "E1", []), ("C1", "E2", [nil, 70]), ("C1", "E3", [80, 80])]), origin: .sheet))
    let book = try #require(round.scorebooks[stage])
    #expect(book.isComplete(try #require(book.sheet(candidate: 0, expert: 0))))
    #expect(!book.isComplete(try #require(book.sheet(candidate: 0, expert: 1))))
    let owed = round.owing(in: stage).reduce(into: [:]) { $0[$1.expert] = $1.candidates }
    #expect(owed == ["E1": ["C2", "C3"], "E2": ["C1", "C2", "C3"], "E3": ["C2", "C3"]])
    // Marks after a recusal, and a recusal after marks, need a reason.
    let marks = Fact.marked(TinyRound.batch([("C1", "E1", [50, 50])]), origin: .sheet)
    #expect(throws: RoundRefusal.recusedAlready("C1", "E1")) { try round.adding(marks) }
    let after = try round.adding(marks, reason: "核实无须回避")
    #expect(after.scorebooks[stage]?.sheet(candidate: 0, expert: 0)?.recused == false)
    // An empty sheet after a recusal says nothing and changes nothing.
    let silent = try round.adding(.marked(TinyRound.batch([("C1", "E1", [nil, nil])]), origin: .sheet))
    #expect(silent.scorebooks[stage]?.sheet(candidate: 0, expert: 0)?.recused == true)
  }

  @Test func `marks from outside make the panels and the pool where there are none`() throws {
    var round = try TinyRound.round()
    try round.add(.candidatesImported([TinyRound.candidate("C1")]))
    try round.add(.marked(TinyRound.batch([("C1", "J1", [50, 60]), ("C1", "J2", [70, 80])]), origin: .outside))
    #expect(round.experts.map(\.id) == ["J1", "J2"] && round.seats(in: stage).count == 2)
    #expect(throws: RoundRefusal.unknownExpert("J3", nearest: "E3")) {
      try TinyRound.marked().adding(.marked(TinyRound.batch([("C1", "J3", [1, 1])]), origin: .outside))
    }
  }

  // MARK: What a file brings again

  @Test func `the same file twice changes nothing, a corrected candidate is a new version`() throws {
    let unit = UnitEntry(name: "甲公司", parent: "乙公司", share: ExactDecimal(60))
    let relation = Relation(expert: "E1", party: "甲公司", partyType: .unit, kind: .kin)
    let sanction = Sanction(
      code: "1", name: "丙", scheme: TinyRound.schemeID, decidedOn: TinyRound.day, until: nil, ground: "")
    var round = try TinyRound.marked()
    for _ in 0..<2 {
      try round.add(.unitsImported([unit]))
      try round.add(.relationsImported([relation]))
      try round.add(.sanctionsImported([sanction]))
    }
    #expect(round.units == [unit] && round.relations == [relation] && round.sanctions == [sanction])
    try round.add(.candidatesImported([TinyRound.candidate("C2", ["size": .text("9")], version: 2)]))
    #expect(round.candidates.map(\.version) == [1, 2, 1])
    #expect(round.earlierVersions["C2"]?.map(\.version) == [1])
  }

  @Test func `an expert's last word on the invitation counts`() throws {
    var round = try TinyRound.marked()
    for (answer, available) in [
      (InvitationAnswer.Answer.invited, true), (.declined, false), (.pledged, false), (.accepted, true),
      (.unavailable, false), (.available, true),
    ] {
      try round.add(.invitationAnswered(InvitationAnswer(expert: "E1", answer: answer)))
      #expect(round.isAvailable("E1") == available, "\(answer)")
    }
  }
}
