import Testing

@testable import ExpertReview

@Suite struct `Opinions of experts` {
  private let index = (candidate: 0, expert: 0)

  @Test func `are changed only for a reason, and the old one is kept`() throws {
    var round = try SpokenRound.round()
    try round.add(SpokenRound.words("很好", of: "E1", on: "C1"))
    try round.add(SpokenRound.words("数据翔实", of: "E1", on: "C1", item: "A"))
    // The same words once more are no change.
    try round.add(SpokenRound.words("很好", of: "E1", on: "C1"))
    #expect(throws: RoundRefusal.changesWords("C1", "E1", nil)) {
      try round.adding(SpokenRound.words("尚可", of: "E1", on: "C1"))
    }
    #expect(throws: RoundRefusal.changesWords("C1", "E1", "A")) {
      try round.adding(SpokenRound.words("不足", of: "E1", on: "C1", item: "A"))
    }
    try round.add(SpokenRound.words("尚可", of: "E1", on: "C1"), reason: "笔误")
    #expect(round.opinion(of: "E1", on: "C1", in: "expert") == "尚可")
    let book = try #require(round.scorebooks["expert"])
    #expect(book.earlierComments(candidate: 0, expert: 0, item: nil) == ["很好"])
    #expect(book.earlierComments(candidate: 0, expert: 0, item: "A") == [])
    #expect(round.opinion(of: "E2", on: "C1", in: "expert") == nil)
  }

  @Test func `that the scheme asks for are owed until they are long enough`() throws {
    var round = try SpokenRound.round(expert: .required)
    #expect(round.owing(in: "expert").map(\.expert) == ["E1", "E2", "E3"])
    #expect(round.owing(in: "expert").first?.candidates == ["C1", "C2", "C3"])
    #expect(!round.hasCompleteSheet(of: "E1", for: "C1", in: "expert"))
    // Blanks do not count: three characters of four.
    try round.add(SpokenRound.words("同 意 的", of: "E1", on: "C1"))
    #expect(!round.hasCompleteSheet(of: "E1", for: "C1", in: "expert"))
    try round.add(SpokenRound.words("同意推荐", of: "E1", on: "C1"), reason: "补足")
    #expect(round.hasCompleteSheet(of: "E1", for: "C1", in: "expert"))
    #expect(round.owing(in: "expert").first?.candidates == ["C2", "C3"])
    let gaps = round.opinionGaps(in: try round.reviewStage("expert"))
    #expect(gaps.blocks && gaps.owing.map(\.expert) == ["E1", "E2", "E3"])
    #expect(gaps.owing.first?.candidates == ["C2", "C3"])
    #expect(gaps.withoutChair.isEmpty && gaps.withoutOpinion.isEmpty)
  }

  @Test func `are not asked of those who recused themselves, nor of candidates who left`() throws {
    var round = try SpokenRound.round(expert: .required)
    for expert in ["E1", "E2", "E3"] {
      for candidate in ["C1", "C2"] { try round.add(SpokenRound.words("同意推荐", of: expert, on: candidate)) }
    }
    try round.add(.marked(TinyRound.batch([("C3", "E1", [])]), origin: .sheet), reason: "回避")
    #expect(round.owing(in: "expert").map(\.expert) == ["E2", "E3"])
    try round.add(.decided(.withdraw("C3")), reason: "撤回")
    #expect(round.owing(in: "expert").isEmpty)
    #expect(round.opinionGaps(in: try round.reviewStage("expert")).isEmpty)
  }

  @Test func `that are owed leave a seat to the alternates where the expert can no longer take part`() throws {
    var round = try SpokenRound.round(expert: .required)
    let stage = try round.reviewStage("expert")
    for candidate in ["C1", "C2"] { try round.add(SpokenRound.words("同意推荐", of: "E1", on: candidate)) }
    try round.add(SpokenRound.words("同意", of: "E1", on: "C3"))
    #expect(round.seatsOfAbsent(stage: stage).isEmpty)
    try round.add(.invitationAnswered(InvitationAnswer(expert: "E1", answer: .unavailable)), reason: "住院")
    // Every mark is in, and so are two opinions; the third is too short.
    #expect(round.seatsOfAbsent(stage: stage) == [PanelList.Seat(candidate: "C3", expert: "E1")])
    let conflicts = round.conflictSearch(asOf: TinyRound.day)
    #expect(
      round.untenableSeats(stage: stage, conflicts: conflicts) == [
        OpenSeat(candidate: "C3", leaves: "E1", cause: .unavailable)
      ])
  }

  @Test func `are owed by nobody where the scheme does not ask for them`() throws {
    let round = try SpokenRound.round()
    #expect(round.owing(in: "expert").isEmpty)
    #expect(round.opinionGaps(in: try round.reviewStage("expert")).isEmpty)
  }
}

@Suite struct `The chair of a panel` {
  @Test func `sits on it, and another takes the chair only for a reason`() throws {
    var round = try SpokenRound.round()
    #expect(round.chair(of: "C1", in: "expert") == nil)
    #expect(throws: RoundRefusal.notOnPanel("C1", "E4")) { try round.adding(SpokenRound.chair("E4", "C1")) }
    #expect(throws: RoundRefusal.unknownStage("exprt", known: ["expert"])) {
      try round.adding(.decided(.chair("E1", stage: "exprt", ["C1"])))
    }
    #expect(throws: RoundRefusal.twoOf("C1")) { try round.adding(SpokenRound.chair("E1", "C1", "C1")) }
    try round.add(SpokenRound.chair("E1", "C1", "C2"))
    #expect(["C1", "C2", "C3"].map { round.chair(of: $0, in: "expert") } == ["E1", "E1", nil])
    #expect(throws: RoundRefusal.noReason(act: "chair")) { try round.adding(SpokenRound.chair("E2", "C1")) }
    let other = try round.adding(SpokenRound.chair("E2", "C1"), reason: "轮换")
    #expect(other.chair(of: "C1", in: "expert") == "E2")
  }

  @Test func `who recuses themself loses it`() throws {
    var round = try SpokenRound.round()
    try round.add(SpokenRound.chair("E1", "C1"))
    try round.add(.marked(TinyRound.batch([("C1", "E1", [])]), origin: .sheet), reason: "回避")
    #expect(round.chair(of: "C1", in: "expert") == nil)
    #expect(throws: RoundRefusal.cannotChair("C1", "E1")) { try round.adding(SpokenRound.chair("E1", "C1")) }
    // Nobody chairs it, so the next needs no reason.
    try round.add(SpokenRound.chair("E2", "C1"))
    #expect(round.chair(of: "C1", in: "expert") == "E2")
  }

  @Test func `passes on with the seat, and the opinion is out of date`() throws {
    var round = try SpokenRound.round()
    try round.add(SpokenRound.chair("E1", "C1"))
    try round.add(.opinionAgreed(SpokenRound.opinion()))
    let change = SeatChanges.Change(candidate: "C1", leaves: "E1", enters: "E4", cause: .replaced)
    try round.add(.seatsChanged(SeatChanges(stage: "expert", changes: [change])), reason: "另有任务")
    #expect(round.chair(of: "C1", in: "expert") == nil)
    let since = round.change(since: round.panelOpinion(on: "C1", in: "expert"), on: "C1", in: "expert")
    #expect(since.joined == ["E4"] && since.left == ["E1"])
    #expect(round.opinionGaps(in: try round.reviewStage("expert")).outdated == ["C1"])
  }

  @Test func `who is replaced loses it for good`() throws {
    var round = try TinyRound.round()
    try round.add(
      .candidatesImported([TinyRound.candidate("C1"), TinyRound.candidate("C2"), TinyRound.candidate("C3")]))
    try round.add(.expertsImported((1...4).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)") }))
    try round.add(.panelsImported(TinyRound.panels()))
    try round.add(SpokenRound.chair("E3", "C1"))
    try round.add(.panelsImported(TinyRound.panels(of: ["E1", "E2", "E4"])))
    #expect(round.chair(of: "C1", in: "expert") == nil)
    try round.add(.panelsImported(TinyRound.panels()))
    #expect(round.chair(of: "C1", in: "expert") == nil)
  }
}

@Suite struct `The opinion of a panel` {
  private func round(panel: OpinionPolicy.Demand = .required) throws -> Round {
    var round = try SpokenRound.round(panel: panel)
    try round.add(SpokenRound.chair("E1", "C1", "C2", "C3"))
    return round
  }

  private func gaps(_ round: Round) throws -> OpinionGaps { round.opinionGaps(in: try round.reviewStage("expert")) }

  @Test func `is signed, or dissented from, by everyone who sits on it`() throws {
    let round = try round()
    let dissent = PanelOpinion.Dissent(expert: "E3", text: "证据不足")
    let agreed = try round.adding(.opinionAgreed(SpokenRound.opinion(signed: ["E2"], dissents: [dissent])))
    let standing = try #require(agreed.panelOpinion(on: "C1", in: "expert"))
    #expect(standing.opinion.signed == ["E1", "E2"] && standing.opinion.signatories == ["E1", "E2", "E3"])
    #expect(standing.by == "甲" && standing.on == TinyRound.day)
    func refused(_ opinion: PanelOpinion, _ refusal: RoundRefusal) {
      #expect(throws: refusal) { try round.adding(.opinionAgreed(opinion)) }
    }
    refused(SpokenRound.opinion(signed: ["E2"]), .notThePanel("C1", missing: ["E3"], extra: []))
    refused(
      SpokenRound.opinion(signed: ["E2", "E4"]), .notThePanel("C1", missing: ["E3"], extra: ["E4"]))
    refused(SpokenRound.opinion(dissents: [dissent]), .signsTwice("C1", ["E3"]))
    refused(
      SpokenRound.opinion(signed: ["E2"], dissents: [.init(expert: "E3", text: "  ")]), .noOpinionText("C1", "E3"))
    refused(SpokenRound.opinion(" \n"), .noOpinionText("C1", nil))
    refused(SpokenRound.opinion("同 意"), .opinionTooShort("C1", atLeast: 4, found: 2))
    refused(SpokenRound.opinion(signed: ["E2", "E9"]), .unknownExpert("E9", nearest: "E1"))
    refused(
      PanelOpinion(stage: "expert", candidate: "C1", chair: "E2", text: "同意推荐", signed: ["E1", "E3"]),
      .notTheChair("C1", "E2", chair: "E1"))
  }

  @Test func `needs a chair`() throws {
    let round = try SpokenRound.round()
    #expect(throws: RoundRefusal.notTheChair("C1", "E1", chair: nil)) {
      try round.adding(.opinionAgreed(SpokenRound.opinion()))
    }
  }

  @Test func `waits for the sheets, unless a person says why not`() throws {
    var round = try TinyRound.round()
    try round.add(
      .candidatesImported([TinyRound.candidate("C1"), TinyRound.candidate("C2"), TinyRound.candidate("C3")]))
    try round.add(.expertsImported((1...4).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)") }))
    try round.add(.panelsImported(TinyRound.panels()))
    try round.add(.marked(TinyRound.batch([("C1", "E1", [90, 90]), ("C1", "E2", [80, nil])]), origin: .sheet))
    try round.add(SpokenRound.chair("E1", "C1"))
    #expect(throws: RoundRefusal.sheetsOut("C1", ["E2", "E3"])) {
      try round.adding(.opinionAgreed(SpokenRound.opinion()))
    }
    #expect(throws: RoundRefusal.noReason(act: "opinion")) {
      try round.adding(.opinionAgreed(SpokenRound.opinion(beforeMarks: true)))
    }
    let agreed = try round.adding(.opinionAgreed(SpokenRound.opinion(beforeMarks: true)), reason: "会上先行商定")
    #expect(agreed.panelOpinion(on: "C1", in: "expert")?.opinion.beforeMarks == true)
  }

  @Test func `is replaced only for a reason, and both are kept`() throws {
    var round = try round()
    try round.add(.opinionAgreed(SpokenRound.opinion()))
    // The same once more changes nothing.
    try round.add(.opinionAgreed(SpokenRound.opinion()))
    #expect(round.panelOpinions["expert"]?["C1"]?.count == 1)
    #expect(throws: RoundRefusal.changesPanelOpinion("C1")) {
      try round.adding(.opinionAgreed(SpokenRound.opinion("不予推荐")))
    }
    try round.add(.opinionAgreed(SpokenRound.opinion("不予推荐")), reason: "复议")
    #expect(round.panelOpinions["expert"]?["C1"]?.map(\.opinion.text) == ["同意推荐", "不予推荐"])
    #expect(round.panelOpinion(on: "C1", in: "expert")?.reason == "复议")
  }

  @Test func `is out of date once a member leaves, until the others agree again`() throws {
    var round = try round()
    for id: CandidateID in ["C1", "C2", "C3"] { try round.add(.opinionAgreed(SpokenRound.opinion(on: id))) }
    #expect(try gaps(round).isEmpty)
    try round.add(.marked(TinyRound.batch([("C1", "E3", [])]), origin: .sheet), reason: "回避")
    #expect(try gaps(round).outdated == ["C1"] && gaps(round).blocks && gaps(round).toAgree == ["C1"])
    let change = round.change(since: round.panelOpinion(on: "C1", in: "expert"), on: "C1", in: "expert")
    #expect(change.left == ["E3"] && change.joined == [])
    try round.add(.opinionAgreed(SpokenRound.opinion(signed: ["E2"])), reason: "E3 回避后重新商定")
    #expect(try gaps(round).isEmpty)
  }

  @Test func `that a scheme asks for is told panel by panel`() throws {
    var round = try SpokenRound.round(panel: .required)
    #expect(try gaps(round).withoutChair == ["C1", "C2", "C3"] && gaps(round).withoutOpinion == ["C1", "C2", "C3"])
    try round.add(SpokenRound.chair("E1", "C1", "C2"))
    try round.add(.opinionAgreed(SpokenRound.opinion(on: "C2")))
    #expect(try gaps(round).withoutChair == ["C3"] && gaps(round).withoutOpinion == ["C1", "C3"])
    try round.add(.decided(.withdraw("C3")), reason: "撤回")
    #expect(try gaps(round).withoutChair == [] && gaps(round).toAgree == ["C1"])
    #expect(throws: RoundRefusal.alreadyOut("C3", .withdrawn)) {
      try round.adding(.opinionAgreed(SpokenRound.opinion(on: "C3")))
    }
  }

  @Test func `where it is optional one out of date is told and blocks nothing`() throws {
    var round = try round(panel: .optional)
    try round.add(.opinionAgreed(SpokenRound.opinion("同意")))
    try round.add(.marked(TinyRound.batch([("C1", "E3", [])]), origin: .sheet), reason: "回避")
    #expect(try gaps(round).outdated == ["C1"] && !gaps(round).blocks && gaps(round).toAgree == [])
  }

  @Test func `leaves the ranking as it was run, and does not change once that is signed off`() throws {
    var round = try round()
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(.opinionAgreed(SpokenRound.opinion()))
    let state = round.staleness().first { $0.procedure == .ranking }?.state
    #expect(state == .upToDate)
    try round.add(.decided(.signOff(.ranking, stage: "expert")))
    #expect(throws: RoundRefusal.signedOff(.ranking, by: "甲", on: TinyRound.day)) {
      try round.adding(.opinionAgreed(SpokenRound.opinion("不予推荐")), reason: "复议")
    }
  }
}
