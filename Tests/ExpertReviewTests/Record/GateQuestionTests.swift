import Testing

@testable import ExpertReview

@Suite struct `A question on a condition` {
  private func items(_ round: Round) throws -> [OpenItem] { round.chairItems(try round.ranking(of: "expert")) }

  @Test func `goes to the chair with who raised it`() throws {
    var round = try SpokenRound.round()
    #expect(try items(round).isEmpty)
    try round.add(.questionRaised(SpokenRound.question("与备案不符", by: "E2")))
    try round.add(.questionRaised(SpokenRound.question("查无此证", by: "E1")))
    try round.add(.questionRaised(SpokenRound.question("同上", by: "E1", on: "C3")))
    #expect(
      try items(round) == [
        OpenItem(
          rule: "R-03", title: Bilingual(zh: "名称", en: "Name"), candidates: ["C1", "C3"], raisedBy: ["E1", "E2"])
      ])
    #expect(round.openQuestions(in: "expert").first?.candidates == ["C1", "C3"])
    // Marks count whatever is asked.
    #expect(try round.ranking(of: "expert").rows.first?.score?.text == "85.80")
  }

  @Test func `is about a gate or judged rule, of somebody's own panel, in words`() throws {
    let round = try SpokenRound.round()
    func refused(_ question: GateQuestion, _ refusal: RoundRefusal) {
      #expect(throws: refusal) { try round.adding(.questionRaised(question)) }
    }
    refused(SpokenRound.question("疑", rule: "R-3"), .unknownRule("R-3", nearest: "R-03"))
    refused(SpokenRound.question("疑", rule: "R-01"), .notACondition("R-01"))
    refused(SpokenRound.question("疑", by: "E4"), .notOnPanel("C1", "E4"))
    refused(SpokenRound.question(" "), .noReason(act: "question"))
    refused(SpokenRound.question("疑", on: "C9"), .unknownCandidate("C9", nearest: "C1"))
    let recused = try round.adding(.marked(TinyRound.batch([("C1", "E1", [])]), origin: .sheet), reason: "回避")
    #expect(throws: RoundRefusal.recusedAlready("C1", "E1")) {
      try recused.adding(.questionRaised(SpokenRound.question("疑")))
    }
  }

  @Test func `is taken once, and other words open what was settled`() throws {
    var round = try SpokenRound.round()
    try round.add(.questionRaised(SpokenRound.question("与备案不符")))
    try round.add(.questionRaised(SpokenRound.question("与备案不符")))
    #expect(round.questions.count == 1)
    try round.add(.decided(.judge("R-03", met: true, ["C1"])), reason: "核对原件")
    #expect(try items(round).isEmpty)
    try round.add(.questionRaised(SpokenRound.question("与备案不符")))
    #expect(try items(round).isEmpty)
    try round.add(.questionRaised(SpokenRound.question("另有出入")))
    #expect(try items(round).map(\.candidates) == [["C1"]])
  }

  @Test func `held not to be met bars the candidate, held to be met closes it, and the last word stands`() throws {
    var round = try SpokenRound.round()
    try round.add(.questionRaised(SpokenRound.question("与备案不符")))
    #expect(throws: RoundRefusal.noReason(act: "not-met")) {
      try round.adding(.decided(.judge("R-03", met: false, ["C1"])))
    }
    #expect(throws: RoundRefusal.notInDoubt("R-03", "C2")) {
      try round.adding(.decided(.judge("R-03", met: false, ["C1", "C2"])), reason: "组长定")
    }
    #expect(throws: RoundRefusal.notACondition("R-01")) {
      try round.adding(.decided(.judge("R-01", met: false, ["C1"])), reason: "组长定")
    }
    try round.add(.decided(.judge("R-03", met: false, ["C1"])), reason: "组长定")
    #expect(try round.listed() == ["C2", "C3"])
    #expect(try round.ranking(of: "expert").row("C1")?.barredBy == [.notMet("R-03")])
    try round.add(.decided(.judge("R-03", met: true, ["C1"])), reason: "复议")
    #expect(try round.listed() == ["C1", "C2"])
    #expect(try items(round).isEmpty)
  }

  @Test func `makes the ranking stale, and is not raised once that is signed off but with a late sheet`() throws {
    var round = try SpokenRound.round()
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    let asked = try round.adding(.questionRaised(SpokenRound.question("与备案不符")))
    #expect(asked.staleness().first { $0.procedure == .ranking }?.isStale == true)
    try round.add(.decided(.signOff(.ranking, stage: "expert")))
    #expect(throws: RoundRefusal.signedOff(.ranking, by: "甲", on: TinyRound.day)) {
      try round.adding(.questionRaised(SpokenRound.question("与备案不符")))
    }
    try round.add(.decided(.lateSheet("E1")), reason: "迟交")
    #expect(try round.adding(.questionRaised(SpokenRound.question("与备案不符"))).questions.count == 1)
  }

  @Test func `on a candidate who left is nothing to decide`() throws {
    var round = try SpokenRound.round()
    try round.add(.questionRaised(SpokenRound.question("与备案不符")))
    try round.add(.decided(.withdraw("C1")), reason: "撤回")
    #expect(try items(round).isEmpty && round.openQuestions(in: "expert").isEmpty)
  }

  @Test func `on a condition that is voted on is settled with the votes`() throws {
    var round = try StagedRound.central([90, 80, 70], cap: 2)
    try round.add(.questionRaised(SpokenRound.question("力量不足", on: "C01", rule: "J-01")))
    #expect(try items(round).map(\.raisedBy) == [["E1"]])
    try round.add(.decided(.judge("J-01", met: false, ["C01"])), reason: "组长定")
    #expect(try items(round).isEmpty)
    #expect(round.tallies(of: "C01", in: "expert").first?.state == .decidedNotMet)
    #expect(try round.ranking(of: "expert").row("C01")?.barredBy == [.notMet("J-01")])
  }

  @Test func `raised in a later review leaves the earlier one as it was signed`() throws {
    var round = try StagedRound.central([90, 80, 70, 60], cap: 2)
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(.decided(.signOff(.ranking, stage: "expert")))
    try round.add(.panelsImported(StagedRound.panels("defence", ["C01", "C02", "C03"])))
    try round.add(.marked(StagedRound.defence(["C01": 90, "C02": 80, "C03": 70]), origin: .sheet))
    try round.add(
      .questionRaised(GateQuestion(stage: "defence", candidate: "C01", expert: "E2", rule: "J-01", text: "答辩中不能说明")))
    let before = try round.ranking(of: "expert")
    try round.add(.decided(.judge("J-01", met: false, ["C01"])), reason: "组长定")
    #expect(try round.ranking(of: "expert").listed == before.listed)
    #expect(try round.ranking(of: "defence").row("C01")?.barredBy == [.notMet("J-01")])
    #expect(round.tallies(of: "C01", in: "expert").first?.state == .open)
  }
}
