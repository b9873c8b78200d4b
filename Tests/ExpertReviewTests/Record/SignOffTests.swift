import Testing

@testable import ExpertReview

/// What a signature freezes, and how a step is opened again.
@Suite struct `A signed step` {
  struct Attempt: Sendable, CustomTestStringConvertible {
    let name: String
    let fact: Fact
    /// The first step whose signature, or that of any later one, forbids it; nil where none does.
    let forbiddenFrom: Procedure?
    /// What must stand for the act to be possible at all.
    var before: [Fact] = []
    var testDescription: String { name }

    static let seal = Fact.sealed(SeedSeal(stage: "expert", commitment: ""))
    static let lists = Fact.frozen(ListFreeze(stage: "expert", candidates: "", experts: "", pairs: "", alternates: 0))
  }

  private static let notice = Fact.posted(
    Posting(
      kind: .proposed, day: TinyRound.day, lastDay: TinyRound.day,
      lines: [.init(candidate: "C1", group: GroupID("general"), place: 1, score: "86.00")]))
  private static let objection = Fact.decided(.object("C1", from: "乙", ground: "数据存疑"))
  private static let sentBack = Fact.returned(
    CorrectionReturn(
      until: TinyRound.day,
      entries: [
        CorrectionReturn.Entry(
          candidate: "C1", version: 1,
          faults: [
            .init(rule: RuleID("R-01"), place: Bilingual(zh: "", en: ""), message: Bilingual(zh: "缺", en: "missing"))
          ])
      ]))

  static let imports: [Attempt] = [
    Attempt(name: "candidates", fact: .candidatesImported([]), forbiddenFrom: .examination),
    Attempt(name: "sanctions", fact: .sanctionsImported([]), forbiddenFrom: .examination),
    Attempt(name: "recognitions", fact: .recognitionsImported([]), forbiddenFrom: .examination),
    Attempt(name: "return", fact: sentBack, forbiddenFrom: .examination),
    Attempt(name: "reports", fact: .reportsImported([]), forbiddenFrom: nil),
    Attempt(name: "handed on", fact: .handedOnImported([]), forbiddenFrom: nil),
    Attempt(name: "recommenders", fact: .recommendersImported([]), forbiddenFrom: .examination),
    Attempt(name: "nominations", fact: .nominationsImported([]), forbiddenFrom: .examination),
    Attempt(name: "experts", fact: .expertsImported([]), forbiddenFrom: .conflicts),
    Attempt(name: "units", fact: .unitsImported([]), forbiddenFrom: .conflicts),
    Attempt(name: "relations", fact: .relationsImported([]), forbiddenFrom: .conflicts),
    Attempt(
      name: "affinities",
      fact: .affinitiesImported(AffinityTable(absent: .zero, candidates: ["C1"], experts: ["E1"], pairs: [(0, 0, 1)])),
      forbiddenFrom: .assignment),
    Attempt(
      name: "taxonomy", fact: .taxonomyImported(Taxonomy([.init(term: "农业")])), forbiddenFrom: .assignment),
    Attempt(
      name: "bids", fact: .bidsImported(BidTable([.init(candidate: "C1", expert: "E1", bid: .eager)])),
      forbiddenFrom: .assignment),
    Attempt(
      name: "declaration",
      fact: .conflictDeclared(ConflictDeclaration(candidate: "C1", expert: "E4", kind: "kin", evidence: "")),
      forbiddenFrom: .conflicts),
    Attempt(
      name: "declarations",
      fact: .conflictsImported([
        ConflictDeclaration(candidate: "C1", expert: "E4", kind: "kin", evidence: "")
      ]), forbiddenFrom: .conflicts),
    Attempt(
      name: "settlement",
      fact: .conflictSettled(ConflictSettlement(candidate: "C1", expert: "E4", outcome: .dismissed)),
      forbiddenFrom: .conflicts),
    Attempt(name: "conflicts", fact: .conflictsImported([]), forbiddenFrom: .conflicts),
    Attempt(name: "panels", fact: .panelsImported(TinyRound.panels()), forbiddenFrom: .assignment),
    Attempt(
      name: "assignment",
      fact: .assigned(
        AssignmentRecord(panels: TinyRound.panels(), objective: "total", seed: "", total: 0, worst: 0, prices: [])),
      forbiddenFrom: .assignment),
    // A seed and frozen lists change nothing yet; the panels drawn from them do.
    Attempt(name: "seal", fact: Attempt.seal, forbiddenFrom: nil),
    Attempt(name: "lists", fact: Attempt.lists, forbiddenFrom: nil, before: [Attempt.seal]),
    Attempt(
      name: "draw",
      fact: .drawn(
        DrawnPanels(
          opening: SeedOpening(seed: "1", salt: "2"),
          record: AssignmentRecord(
            panels: TinyRound.panels(), objective: "draw", seed: "1", total: 0, worst: 0, prices: []),
          protocolDigest: "")),
      forbiddenFrom: .assignment, before: [Attempt.seal, Attempt.lists]),
    Attempt(name: "decline", fact: answer(.declined), forbiddenFrom: .assignment),
    Attempt(name: "recall", fact: answer(.available), forbiddenFrom: .assignment, before: [answer(.unavailable)]),
    Attempt(
      name: "seats",
      fact: .seatsChanged(
        SeatChanges(
          stage: "expert", changes: [.init(candidate: "C1", leaves: "E1", enters: "E4", cause: .replaced)])),
      forbiddenFrom: .assignment),
    Attempt(
      name: "pins",
      fact: .pairsOrdered(PairOrders(stage: "expert", [.init(.pin, .init(candidate: "C1", expert: "E1"))])),
      forbiddenFrom: .assignment),
    // Nobody's panel changes by these.
    Attempt(name: "acceptance", fact: answer(.accepted), forbiddenFrom: nil),
    Attempt(name: "invitation", fact: answer(.invited), forbiddenFrom: nil),
    Attempt(name: "pledge", fact: answer(.pledged), forbiddenFrom: nil),
    Attempt(
      name: "marks", fact: .marked(TinyRound.batch([("C1", "E1", [90, 80])]), origin: .sheet), forbiddenFrom: .marking),
    Attempt(
      name: "a value that no expert gave",
      fact: .marked(
        TinyRound.batch([], given: [.init(candidate: "C1", item: ItemID("G"), value: .zero)]), origin: .outside),
      forbiddenFrom: .marking),
    Attempt(name: "votes", fact: FourEyesRound.vote(.met, "E2"), forbiddenFrom: .marking),
    Attempt(
      name: "change", fact: FourEyesRound.change([FourEyesRound.mark("C1", "E1", "A", 70)]), forbiddenFrom: .marking),
    Attempt(
      name: "a panel's opinion", fact: .opinionAgreed(SpokenRound.opinion()), forbiddenFrom: .marking,
      before: [SpokenRound.chair("E1", "C1")]),
    Attempt(
      name: "a question to the chair", fact: .questionRaised(SpokenRound.question("疑", rule: "J-01")),
      forbiddenFrom: .marking),
    Attempt(name: "posting", fact: notice, forbiddenFrom: nil),
    Attempt(
      name: "calendar",
      fact: .calendarImported(
        (try? RubricsFolder.bytes("calendars/china.json")).map { String(decoding: $0, as: UTF8.self) } ?? ""),
      forbiddenFrom: nil),
    Attempt(
      name: "conclusion", fact: .concluded(Conclusion(procedure: .examination, stage: "", digest: "x")),
      forbiddenFrom: nil),
  ]

  static let merging: [Attempt] =
    (try? FourEyesRound.other()).map {
      [Attempt(name: "another round", fact: .roundMerged($0), forbiddenFrom: .examination)]
    } ?? []

  static let decisions: [Attempt] = [
    Attempt(name: "admission", fact: .decided(.admit("C3")), forbiddenFrom: .examination),
    Attempt(name: "refusal", fact: .decided(.refuse("C3")), forbiddenFrom: .examination),
    Attempt(name: "set aside", fact: .decided(.setAside("C3", RuleID("R-01"))), forbiddenFrom: .examination),
    Attempt(
      name: "extension", fact: .decided(.extend(RuleID("N-01"), until: TinyRound.day.adding(days: 30), [])),
      forbiddenFrom: .examination),
    Attempt(name: "confirmation", fact: .decided(.confirm(RuleID("R-02"), [])), forbiddenFrom: nil),
    Attempt(name: "withdrawal", fact: .decided(.withdraw("C3")), forbiddenFrom: nil),
    Attempt(name: "sanction", fact: .decided(.sanction("C3", ground: "forged")), forbiddenFrom: nil),
    Attempt(name: "chair", fact: SpokenRound.chair("E1", "C1"), forbiddenFrom: nil),
    Attempt(name: "met", fact: .decided(.judge(RuleID("J-01"), met: true, ["C1"])), forbiddenFrom: .ranking),
    Attempt(name: "not met", fact: .decided(.judge(RuleID("J-01"), met: false, ["C1"])), forbiddenFrom: .ranking),
    Attempt(name: "choice", fact: .decided(.choose(["C1"])), forbiddenFrom: .ranking),
    Attempt(name: "lot", fact: .decided(.lot(["C1", "C2"])), forbiddenFrom: .ranking),
    Attempt(name: "late sheet", fact: .decided(.lateSheet("E1")), forbiddenFrom: nil),
    Attempt(name: "objection", fact: objection, forbiddenFrom: nil, before: [notice]),
    Attempt(
      name: "objection upheld", fact: .decided(.answer("C1", upheld: true)), forbiddenFrom: nil,
      before: [notice, objection]),
    Attempt(
      name: "objection dismissed", fact: .decided(.answer("C1", upheld: false)), forbiddenFrom: nil,
      before: [notice, objection]),
    Attempt(
      name: "objection withdrawn", fact: .decided(.withdrawObjection("C1", number: 1)), forbiddenFrom: nil,
      before: [notice, objection]),
    Attempt(name: "signature", fact: .decided(.signOff(.assignment)), forbiddenFrom: nil),
    Attempt(
      name: "reopening", fact: .decided(.reopen(.assignment)), forbiddenFrom: nil,
      before: [.decided(.signOff(.assignment))]),
  ]

  private static func answer(_ answer: InvitationAnswer.Answer) -> Fact {
    .invitationAnswered(InvitationAnswer(expert: "E1", answer: answer))
  }

  private func signed(_ procedure: Procedure, after facts: [Fact] = []) throws -> Round {
    var round = try FourEyesRound.marked()
    for fact in facts { try round.add(fact, reason: "先前") }
    try round.add(.concluded(Conclusion(procedure: procedure, stage: "", digest: "d")))
    try round.add(.decided(.signOff(procedure)))
    return round
  }

  @Test(arguments: imports + merging + decisions, Procedure.allCases)
  func `freezes itself and the steps before it`(_ attempt: Attempt, _ procedure: Procedure) throws {
    let round = try signed(procedure, after: attempt.before)
    guard let first = attempt.forbiddenFrom, procedure >= first else {
      _ = try round.adding(attempt.fact, reason: "理由")
      return
    }
    #expect(throws: RoundRefusal.signedOff(procedure, by: "甲", on: TinyRound.day)) {
      try round.adding(attempt.fact, reason: "理由")
    }
    let reopened = try round.adding(.decided(.reopen(procedure)), reason: "更正")
    _ = try reopened.adding(attempt.fact, reason: "理由")
  }

  /// Approvals stand apart: no step from the marks on can be signed while a change waits.
  @Test(arguments: [Procedure.examination, .conflicts, .assignment])
  func `before the marks lets changes of marks be decided`(_ procedure: Procedure) throws {
    let change = FourEyesRound.change([FourEyesRound.mark("C1", "E1", "A", 70)])
    let round = try signed(procedure, after: [change])
    let number = try #require(round.openChanges.first?.number)
    for decision in [Decision.approveChange(number), .rejectChange(number)] {
      _ = try round.adding(.decided(decision), by: "乙")
    }
  }

  @Test func `leaves a correction that is late to its own decision`() throws {
    for procedure in Procedure.allCases {
      var round = try signed(procedure, after: [Self.sentBack])
      try round.add(.decided(.lateCorrection("C1")), reason: "邮路中断", on: TinyRound.day.adding(days: 1))
    }
  }

  @Test func `is tried with every kind of fact and every decision`() throws {
    var facts = RandomFacts(lottery: Lottery(1), candidates: [])
    let kinds = Set(try facts.facts().map(\.kind)).subtracting(["begun"])
    #expect(Set((Self.imports + Self.merging + Self.decisions).map(\.fact.kind)) == kinds)
    var acts: Set<String> = []
    for _ in 0..<2_000 { acts.insert(facts.decision().act) }
    let tried = Self.decisions.compactMap { attempt -> String? in
      if case .decided(let decision) = attempt.fact { return decision.act }
      return nil
    }
    // What happens after a notice is over waits for nobody's signature.
    let later = [Decision.lateObjection("C1"), .recognition("C1", stands: true)]
    for decision in later { #expect(decision.isAlwaysPossible) }
    let apart = later.map(\.act) + ["approve-change", "reject-change", "late-correction"]
    #expect(Set(tried + apart) == acts)
  }

  // MARK: Who signs

  @Test func `is the leader's where another one types, and both are told`() throws {
    var round = try FourEyesRound.marked()
    try round.add(.decided(.signOff(.assignment, leader: "李处长")), by: "王敏", reason: "")
    let key = Conclusion.Key(procedure: .assignment, stage: "expert")
    #expect(round.signOffs[key]?.by == "李处长" && round.signOffs[key]?.recordedBy == "王敏")
    #expect(throws: RoundRefusal.signedOff(.assignment, by: "李处长", on: TinyRound.day)) {
      try round.adding(.panelsImported(TinyRound.panels()), reason: "x")
    }
    try round.add(.decided(.reopen(.assignment)), by: "赵局长", reason: "补排")
    #expect(round.signOffs.isEmpty && round.reopenings.map(\.by) == ["赵局长"])
    #expect(round.reopenings.first?.signOff.recordedBy == "王敏")
    try round.add(.decided(.signOff(.assignment, leader: "王 敏")), by: "王敏", reason: "")
    #expect(round.signOffs[key]?.by == "王敏" && round.signOffs[key]?.recordedBy == nil)
    #expect(round.reopenings.count == 1)
    #expect(throws: RoundRefusal.nameless(act: "sign-off")) {
      try round.adding(.decided(.signOff(.assignment, leader: " ")), by: "王敏")
    }
  }

  @Test func `lets a late sheet in by decision, of that expert alone`() throws {
    var round = try TinyRound.marked()
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "", digest: "d")))
    try round.add(.decided(.signOff(.ranking)))
    let late = Fact.marked(TinyRound.batch([("C1", "E1", [91, 80])]), origin: .sheet)
    #expect(throws: RoundRefusal.self) { try round.adding(late, reason: "迟交") }
    try round.add(.decided(.lateSheet("E1")), reason: "航班延误")
    _ = try round.adding(late, reason: "迟交")
    #expect(throws: RoundRefusal.self) {
      try round.adding(.marked(TinyRound.batch([("C1", "E2", [1, 1])]), origin: .sheet), reason: "迟交")
    }
  }

  @Test func `is out of date when a fact before it came later`() throws {
    var round = try TinyRound.marked()
    func state(_ procedure: Procedure) -> StepState.State? {
      round.staleness().first { $0.procedure == procedure }?.state
    }
    #expect(state(.ranking) == .notRun && state(.examination) == .notRun)
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    #expect(state(.ranking) == .upToDate)
    try round.add(.marked(TinyRound.batch([("C1", "E1", [91, nil])]), origin: .sheet), reason: "更正")
    #expect(state(.ranking) == .stale(since: round.lastSequence))
    #expect(state(.marking) == .upToDate && state(.assignment) == .upToDate)
    try round.add(.relationsImported([]))
    #expect(state(.assignment) == .stale(since: round.lastSequence))
  }

  @Test func `is out of date too, and says why, once the time for corrections has passed`() throws {
    var round = try FourEyesRound.marked()
    try round.add(Self.sentBack, by: "王敏", reason: "")
    let number = round.lastSequence
    let stale = try #require(round.staleness().first { $0.procedure == .examination })
    #expect(stale.state == .notRun)
    try round.add(.concluded(Conclusion(procedure: .examination, stage: "", digest: "d")))
    func examination(_ day: CivilDay) throws -> StepState {
      try #require(round.staleness(asOf: day).first { $0.procedure == .examination })
    }
    #expect(try examination(TinyRound.day).state == .upToDate)
    let lapsed = try examination(TinyRound.day.adding(days: 1))
    #expect(lapsed.state == .stale(since: number))
    let cause = try #require(round.cause(of: lapsed))
    #expect(cause.isLapse && cause.on == TinyRound.day && cause.by == "王敏" && cause.about == ["C1"])
  }

  /// Every step is run; then one fact comes: which steps are stale, by the fact's own first step.
  @Test(arguments: imports + merging + decisions)
  func `makes stale what it touches and all that follows, and tells who did`(_ attempt: Attempt) throws {
    var round = try FourEyesRound.marked()
    for fact in attempt.before { try round.add(fact, reason: "先前") }
    for procedure in [Procedure.examination, .conflicts, .ranking] {
      let stage = procedure == .ranking ? "expert" : ""
      try round.add(.concluded(Conclusion(procedure: procedure, stage: stage, digest: "d")))
    }
    let stale = round.staleness().filter(\.isStale).map(\.procedure)
    let touched = round.takesEffect(attempt.fact) ? round.touched(by: attempt.fact) : nil
    try round.add(attempt.fact, by: "丙", reason: "理由")
    let now = round.staleness().filter(\.isStale)
    guard let first = touched?.procedure else { return #expect(now.map(\.procedure) == stale) }
    #expect(first == attempt.fact.touches)
    for step in now where !stale.contains(step.procedure) {
      #expect(step.procedure >= first)
      #expect(step.staleSince == round.lastSequence)
      #expect(round.cause(of: step)?.by == "丙" && round.cause(of: step)?.sequence == round.lastSequence)
    }
    for procedure in [Procedure.examination, .conflicts, .ranking] where procedure >= first {
      #expect(now.contains { $0.procedure == procedure }, "\(procedure)")
    }
  }
}
