import Testing

@testable import ExpertReview

private func change(
  _ candidate: CandidateID, _ leaves: ExpertID?, _ enters: ExpertID?, _ cause: SeatChanges.Cause = .conflict
) -> SeatChanges.Change {
  SeatChanges.Change(candidate: candidate, leaves: leaves, enters: enters, cause: cause)
}

private func changed(_ changes: SeatChanges.Change...) -> Fact {
  .seatsChanged(SeatChanges(stage: "expert", changes: changes))
}

extension Round {
  /// What the ranking says, row by row.
  fileprivate func rows() throws -> [String] {
    try ranking(stage: try reviewStage(nil), asOf: TinyRound.day).rows.map {
      "\($0.candidate) \($0.place.map(String.init) ?? "-") \($0.score?.text ?? "-") \($0.barredBy)"
    }
  }
}

@Suite struct `A seat that changes hands` {
  private let words = MarkBatch.Comment(row: 0, item: nil, text: "好")

  @Test func `takes what was given there out of everything that counts, and keeps it`() throws {
    var round = try TinyRound.marked()
    try round.add(
      .marked(TinyRound.batch([("C1", "E1", [nil, nil])], comments: [words]), origin: .sheet), reason: "补意见")
    let before = try #require(round.scorebooks["expert"]).markCount
    try round.add(changed(change("C1", "E1", "E4")), on: TinyRound.day.adding(days: 3))
    let book = try #require(round.scorebooks["expert"])
    #expect(book.sheet(candidate: 0, expert: 0) == nil && book.markCount == before - 2)
    #expect(book.comment(candidate: 0, expert: 0, item: nil) == nil)
    #expect(!round.countsMarks(of: "E1", for: "C1", in: "expert"))
    let void = try #require(round.voidSheets["expert"]?.first)
    #expect(void.marks == [90, 80] && void.comments[nil] == "好" && void.sequence == round.lastSequence)
    #expect(round.panel(of: "C1", in: "expert").map(\.id) == ["E2", "E3", "E4"])
    let owing = round.owing(in: "expert")
    #expect(owing.map(\.expert) == ["E4"] && owing.first?.candidates == ["C1"])
    let standing = try #require(round.panels["expert"]?.changes.first)
    #expect(standing.by == "甲" && standing.on == TinyRound.day.adding(days: 3))
  }

  /// A round in which some sheets are void ranks as one in which they were never given.
  @Test(arguments: 0..<60)
  func `ranks as if what is void had never been given`(seed: Int) throws {
    var lottery = Lottery(seed)
    var pairs: [(String, String, [Int32?])] = []
    for candidate in ["C1", "C2", "C3"] {
      for expert in ["E1", "E2", "E3"] {
        pairs.append((candidate, expert, [Int32(lottery.count(50...99)), Int32(lottery.count(50...99))]))
      }
    }
    let given = ["C1", "C2", "C3"].map { MarkBatch.Given(candidate: CandidateID($0), item: ItemID("G"), value: .zero) }
    let leaving = pairs.filter { _ in lottery.count(0...3) == 0 }
    func left(_ pair: (String, String, [Int32?])) -> Bool { leaving.contains { $0.0 == pair.0 && $0.1 == pair.1 } }
    var base = try TinyRound.round()
    try base.add(.candidatesImported(["C1", "C2", "C3"].map { try TinyRound.candidate($0) }))
    try base.add(
      .expertsImported((1...4).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)", employer: "单位\($0)") }))
    var (void, never) = (base, base)
    try void.add(.panelsImported(TinyRound.panels()))
    try void.add(.marked(TinyRound.batch(pairs, given: given), origin: .sheet))
    if !leaving.isEmpty {
      try void.add(
        .seatsChanged(
          SeatChanges(
            stage: "expert",
            changes: leaving.map { change(CandidateID($0.0), ExpertID($0.1), nil) })))
    }
    let seats = pairs.filter { !left($0) }.map {
      PanelList.Seat(candidate: CandidateID($0.0), expert: ExpertID($0.1))
    }
    try never.add(.panelsImported(PanelList(stage: "expert", seats: seats)))
    try never.add(.marked(TinyRound.batch(pairs.filter { !left($0) }, given: given), origin: .sheet))
    #expect(try void.rows() == never.rows())
    let stage = try void.reviewStage(nil)
    #expect(
      void.panelFaults(stage: stage, asOf: TinyRound.day) == never.panelFaults(stage: stage, asOf: TinyRound.day))
  }

  @Test func `leaves the panel short where nobody enters`() throws {
    var round = try TinyRound.marked()
    try round.add(changed(change("C1", "E1", nil), change("C1", "E2", nil)))
    let stage = try round.reviewStage(nil)
    #expect(
      round.panelFaults(stage: stage, asOf: TinyRound.day) == [.tooFewMembers("C1", found: 1, needed: 3)])
    #expect(try round.rows().last?.contains("tooFewSheets") == true)
    let admitted = round.admitted(to: stage, asOf: TinyRound.day)
    #expect(round.emptySeats(stage: stage, admitted: admitted).map(\.candidate) == ["C1", "C1"])
  }

  @Test func `is closed to who left, until it is given back; then marks begin anew`() throws {
    var round = try TinyRound.marked()
    try round.add(changed(change("C1", "E1", "E4")))
    let again = Fact.marked(TinyRound.batch([("C1", "E1", [91, 81])]), origin: .sheet)
    #expect(throws: RoundRefusal.notOnPanel("C1", "E1")) { try round.adding(again) }
    try round.add(changed(change("C1", "E4", "E1", .replaced)), reason: "查实并无此事")
    #expect(!round.hasCompleteSheet(of: "E1", for: "C1", in: "expert"))
    // No reason is asked for: nothing stands that the marks would change.
    try round.add(again)
    #expect(round.hasCompleteSheet(of: "E1", for: "C1", in: "expert"))
    #expect(round.voidSheets["expert"]?.map(\.marks) == [[90, 80]])
  }

  @Test func `is not taken back by marks made elsewhere`() throws {
    var round = try TinyRound.round()
    try round.add(.candidatesImported([try TinyRound.candidate("C1")]))
    let marks = Fact.marked(TinyRound.batch([("C1", "X", [60, 60]), ("C1", "Y", [70, 70])]), origin: .outside)
    try round.add(marks)
    try round.add(changed(change("C1", "X", nil)))
    #expect(throws: RoundRefusal.notOnPanel("C1", "X")) { try round.adding(marks) }
  }

  @Test func `frees new panels from keeping it`() throws {
    var round = try TinyRound.marked()
    #expect(throws: RoundRefusal.markedAlready("C1", "E1")) {
      try round.adding(.panelsImported(TinyRound.panels(of: ["E2", "E3", "E4"])))
    }
    try round.add(changed(change("C1", "E1", nil), change("C2", "E1", nil), change("C3", "E1", nil)))
    try round.add(.panelsImported(TinyRound.panels(of: ["E2", "E3", "E4"])))
    #expect(round.leavers(in: "expert").map(\.change.candidate) == ["C1", "C2", "C3"])
  }

  @Test func `makes the ranking stale and the assignment not`() throws {
    var round = try TinyRound.marked()
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(changed(change("C1", "E1", "E4")))
    let states = round.staleness()
    #expect(states.first { $0.procedure == .assignment }?.state == .upToDate)
    #expect(states.first { $0.procedure == .ranking }?.isStale == true)
    #expect(round.panels["expert"]?.haveChanged == true)
  }

  @Test func `takes an alternate off the list of that candidate alone`() throws {
    var round = try TinyRound.marked()
    let alternates = ["C1", "C2"].map { PanelList.Seat(candidate: CandidateID($0), expert: "E4") }
    try round.add(
      .panelsImported(PanelList(stage: "expert", seats: TinyRound.panels().seats, alternates: alternates)))
    try round.add(changed(change("C1", "E1", "E4")))
    #expect(round.alternates(in: "expert") == [PanelList.Seat(candidate: "C2", expert: "E4")])
  }

  @Test func `is refused where it is impossible, and needs the assignment open`() throws {
    var round = try TinyRound.marked()
    #expect(throws: RoundRefusal.notOnPanel("C1", "E4")) { try round.adding(changed(change("C1", "E4", nil))) }
    #expect(throws: RoundRefusal.seatTwice("C1", "E2")) { try round.adding(changed(change("C1", "E1", "E2"))) }
    #expect(throws: RoundRefusal.nothingChanges) { try round.adding(changed()) }
    #expect(throws: RoundRefusal.noReason(act: "replace")) {
      try round.adding(changed(change("C1", "E1", "E4", .replaced)))
    }
    #expect(throws: RoundRefusal.noPanels(stage: "expert")) {
      try TinyRound.round().adding(changed(change("C1", "E1", nil)))
    }
    try round.add(.decided(.signOff(.assignment)))
    #expect(throws: RoundRefusal.signedOff(.assignment, by: "甲", on: TinyRound.day)) {
      try round.adding(changed(change("C1", "E1", "E4")))
    }
    try round.add(.decided(.reopen(.assignment)), reason: "查出回避")
    try round.add(changed(change("C1", "E1", "E4")))
  }
}

@Suite struct `Calling alternates` {
  /// The marked round with one more expert who stands by first, E4 second.
  private func round(_ experts: [Expert] = [], employer: String = "单位5", most: Int? = nil) throws -> Round {
    var round = try TinyRound.marked()
    try round.add(.expertsImported([Expert(id: "E5", name: "专家5", employer: employer, maximumLoad: most)]))
    let alternates = ["C1", "C2", "C3"].flatMap { candidate in
      ["E5", "E4"].map { PanelList.Seat(candidate: CandidateID(candidate), expert: ExpertID($0)) }
    }
    try round.add(
      .panelsImported(PanelList(stage: "expert", seats: TinyRound.panels().seats, alternates: alternates)))
    return round
  }

  private func calls(_ round: Round) throws -> [SeatCall] {
    let stage = try round.reviewStage(nil)
    let conflicts = round.conflictSearch(asOf: TinyRound.day)
    return round.callAlternates(
      to: round.untenableSeats(stage: stage, conflicts: conflicts), stage: stage, conflicts: conflicts)
  }

  private func declared(_ expert: ExpertID, _ candidate: CandidateID = "C1") -> Fact {
    .conflictDeclared(
      ConflictDeclaration(candidate: candidate, expert: expert, kind: "kin", evidence: "本人申明"))
  }

  @Test func `seats the first in order, for a hard conflict whatever was marked`() throws {
    var round = try self.round()
    try round.add(declared("E1"))
    let calls = try calls(round)
    #expect(calls.map(\.seat) == [OpenSeat(candidate: "C1", leaves: "E1", cause: .conflict)])
    #expect(calls.first?.enters == "E5" && calls.first?.passedOver.isEmpty == true)
  }

  @Test func `passes over who is in conflict, full or away, and says why`() throws {
    var conflict = try round()
    try conflict.add(declared("E1"))
    try conflict.add(declared("E5"))
    #expect(try calls(conflict).first?.passedOver == [.init(expert: "E5", barrier: .conflict)])
    var full = try round(most: 0)
    try full.add(declared("E1"))
    #expect(try calls(full).first?.passedOver == [.init(expert: "E5", barrier: .fullLoad(load: 0, most: 0))])
    var away = try round()
    try away.add(declared("E1"))
    try away.add(.invitationAnswered(InvitationAnswer(expert: "E5", answer: .declined)), reason: "出差")
    #expect(
      try calls(away).first?.passedOver == [.init(expert: "E5", barrier: .absent(.declined, on: TinyRound.day))])
    #expect(try calls(away).first?.enters == "E4")
  }

  @Test func `counts one who was called for the seats after`() throws {
    var round = try self.round(most: 1)
    try round.add(declared("E1"))
    try round.add(declared("E1", "C2"))
    let calls = try calls(round)
    #expect(calls.map(\.enters) == ["E5", "E4"])
    #expect(calls.last?.passedOver == [.init(expert: "E5", barrier: .fullLoad(load: 1, most: 1))])
  }

  @Test func `leaves the seat empty after the last, and on purpose where told so`() throws {
    var round = try self.round()
    try round.add(declared("E1"))
    for expert in ["E4", "E5"] {
      try round.add(
        .invitationAnswered(InvitationAnswer(expert: ExpertID(expert), answer: .unavailable)), reason: "出差")
    }
    let call = try #require(try calls(round).first)
    #expect(call.enters == nil && call.passedOver.map(\.expert) == ["E5", "E4"])
    let stage = try round.reviewStage(nil)
    let conflicts = round.conflictSearch(asOf: TinyRound.day)
    let empty = round.callAlternates(to: [call.seat], stage: stage, conflicts: conflicts, replacing: false)
    #expect(empty.first?.enters == nil && empty.first?.passedOver.isEmpty == true)
  }

  @Test func `is for seats of the absent only where something is owed`() throws {
    var round = try self.round()
    try round.add(.invitationAnswered(InvitationAnswer(expert: "E1", answer: .unavailable)), reason: "病")
    #expect(try calls(round).isEmpty)
    let stage = try round.reviewStage(nil)
    #expect(round.panelFaults(stage: stage, asOf: TinyRound.day).isEmpty)
    try round.add(changed(change("C1", "E2", "E5")))
    try round.add(.invitationAnswered(InvitationAnswer(expert: "E5", answer: .declined)), reason: "出差")
    #expect(try calls(round).map(\.seat) == [OpenSeat(candidate: "C1", leaves: "E5", cause: .declined)])
    #expect(round.panelFaults(stage: stage, asOf: TinyRound.day) == [.unavailable("E5")])
  }

  @Test func `is not for candidates who left the round`() throws {
    var round = try self.round()
    try round.add(declared("E1"))
    try round.add(.decided(.withdraw("C1")), reason: "撤回")
    #expect(try calls(round).isEmpty)
  }
}

@Suite struct `Invitations` {
  private func answer(_ answer: InvitationAnswer.Answer, until: CivilDay? = nil) -> Fact {
    .invitationAnswered(InvitationAnswer(expert: "E1", answer: answer, until: until))
  }

  @Test func `are not sent again to who declined, until a word says otherwise`() throws {
    var round = try TinyRound.marked()
    try round.add(answer(.invited))
    try round.add(answer(.declined), reason: "出差")
    #expect(throws: RoundRefusal.declinedBefore("E1", on: TinyRound.day)) { try round.adding(answer(.invited)) }
    try round.add(answer(.available), reason: "改期")
    try round.add(answer(.invited))
    #expect(round.isAvailable("E1"))
    #expect(round.answers["E1"]?.map(\.answer.answer) == [.invited, .declined, .available, .invited])
  }

  @Test func `that nobody answered are known once their day is over`() throws {
    var round = try TinyRound.marked()
    let until = TinyRound.day.adding(days: 5)
    try round.add(answer(.invited, until: until))
    #expect(round.unanswered(asOf: until).isEmpty)
    #expect(round.unanswered(asOf: until.adding(days: 1)).map(\.answer.expert) == ["E1"])
    try round.add(answer(.accepted))
    #expect(round.unanswered(asOf: until.adding(days: 1)).isEmpty)
  }

  @Test func `do not count a pledge for another stage`() throws {
    var round = try TinyRound.marked()
    #expect(!round.hasPledged("E1", in: "expert"))
    try round.add(
      .invitationAnswered(InvitationAnswer(expert: "E1", answer: .pledged, statesNoConflicts: true)))
    #expect(round.hasPledged("E1", in: "expert") && !round.hasPledged("E2", in: "expert"))
  }
}
