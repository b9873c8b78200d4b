import Testing

@testable import ExpertReview

/// Declarations and decisions as the round takes them in or refuses them.
@Suite struct `A round told of conflicts` {
  private func declaration(
    _ kind: String = "kin", _ expert: ExpertID = "E1", by declarer: ConflictDeclaration.Declarer = .staff,
    evidence: String = "说明", withdrawn: Bool = false
  ) -> ConflictDeclaration {
    ConflictDeclaration(
      candidate: "C1", expert: expert, kind: kind, by: declarer, evidence: evidence, withdrawn: withdrawn)
  }
  private func letter(_ expert: ExpertID, withdrawn: Bool = false) -> Fact {
    .conflictDeclared(declaration(Conflict.unsuitable, expert, by: .candidate, evidence: "来函", withdrawn: withdrawn))
  }

  /// C1 names these in its file; the scheme lets it name two. E1 … E4 are 专家1 … 专家4 of 单位1 … 单位4.
  private func round(naming names: String...) throws -> Round {
    var round = try TinyRound.round()
    let named = names.map {
      JSON.object(["name": .text($0), "unit": .text("单位" + $0.suffix(1)), "reason": .text("诉讼")])
    }
    try round.add(.candidatesImported([TinyRound.candidate("C1", ["unsuitable_experts": .array(named)])]))
    try round.add(
      .expertsImported((1...4).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)", employer: "单位\($0)") }))
    return round
  }
  private func kept(_ round: Round) -> [String] {
    round.conflictSearch(asOf: TinyRound.day).conflicts.map { "\($0.expert) \($0.role)" }
  }

  // MARK: Unsuitable experts

  @Test func `counts unsuitable experts in the file and by letter together`() throws {
    var round = try round(naming: "专家1")
    try round.add(letter("E2"))
    #expect(kept(round) == ["E1 unsuitable", "E2 declared"])
    let refusal = RoundRefusal.unsuitableTooMany("C1", "E3", most: 2, named: ["专家1", "专家2"])
    #expect(throws: refusal) { try round.adding(letter("E3")) }
    // A letter that is taken back makes room.
    try round.add(letter("E2", withdrawn: true))
    try round.add(letter("E3"))
    #expect(kept(round) == ["E1 unsuitable", "E3 declared"])
  }

  @Test func `counts an expert who stands in the file and in a letter once`() throws {
    var round = try round(naming: "专家1")
    try round.add(letter("E1"))
    try round.add(letter("E2"))
    #expect(throws: RoundRefusal.unsuitableTooMany("C1", "E3", most: 2, named: ["专家1", "专家2"])) {
      try round.adding(letter("E3"))
    }
    // The same letter again says nothing new and is no further one.
    try round.add(letter("E2"))
    #expect(Set(kept(round)) == ["E1 declared", "E1 unsuitable", "E2 declared"])
  }

  @Test func `gives names that a corrected file adds only the room that letters leave`() throws {
    var round = try round()
    try round.add(letter("E4"))
    let names = ["专家1", "专家2"].map { JSON.object(["name": .text($0), "unit": .text("单位" + $0.suffix(1))]) }
    try round.add(
      .candidatesImported([TinyRound.candidate("C1", ["unsuitable_experts": .array(names)], version: 2)]))
    #expect(kept(round) == ["E1 unsuitable", "E4 declared"])
    #expect(round.unsuitableWithoutEffect.map { "\($0.candidate) \($0.names)" } == [#"C1 ["专家2"]"#])
  }

  @Test func `does not count ties that a candidate or staff state, and takes unsuitable from candidates alone`() throws
  {
    var round = try round(naming: "专家1", "专家2")
    try round.add(.conflictDeclared(declaration("kin", "E3", by: .candidate)))
    try round.add(.conflictDeclared(declaration("kin", "E4")))
    #expect(kept(round).count == 4)
    for declarer in [ConflictDeclaration.Declarer.expert, .staff] {
      #expect(
        throws: RoundRefusal.unknownConflictKind(
          "unsuitable", known: ["employment", "shareholding", "kin", "collaboration", "other"])
      ) { try round.adding(.conflictDeclared(declaration(Conflict.unsuitable, "E3", by: declarer))) }
    }
  }

  // MARK: Taking back

  @Test func `takes back what stands, by whom it was said, and with a ground`() throws {
    var round = try round()
    try round.add(.conflictDeclared(declaration(by: .expert)))
    let unsaid = Fact.conflictDeclared(declaration(withdrawn: true))
    #expect(throws: RoundRefusal.notDeclared("C1", "E1")) { try round.adding(unsaid, reason: "有误") }
    let silent = Fact.conflictDeclared(declaration(by: .expert, evidence: "", withdrawn: true))
    #expect(throws: RoundRefusal.noReason(act: "withdraw")) { try round.adding(silent) }
    try round.add(silent, reason: "有误")
    #expect(round.standingDeclarations.isEmpty && round.declarations.count == 2)
    #expect(throws: RoundRefusal.notDeclared("C1", "E1")) { try round.adding(silent, reason: "有误") }
  }

  @Test func `takes many at once, or none where one cannot be`() throws {
    let round = try round()
    let two = [declaration("kin", "E1"), declaration("other", "E2", by: .expert)]
    #expect(try round.adding(.conflictsImported(two)).standingDeclarations == two)
    #expect(throws: RoundRefusal.unknownExpert("E9", nearest: "E1")) {
      try round.adding(.conflictsImported(two + [declaration("kin", "E9")]))
    }
  }

  // MARK: Decisions

  private func decided(
    _ outcome: ConflictSettlement.Outcome, _ kind: String, role: String = "applicant", authority: String = ""
  ) -> Fact {
    .conflictSettled(
      ConflictSettlement(
        candidate: "C1", expert: "E1", outcome: outcome, authority: authority,
        conflicts: [.init(kind: kind, role: role, party: "甲公司", level: .hard)]))
  }

  @Test func `refuses a decision without reason, a waiver without authority or of what may not be waived`() throws {
    let round = try round()
    #expect(throws: RoundRefusal.noReason(act: "confirmed")) { try round.adding(decided(.confirmed, "employment")) }
    #expect(throws: RoundRefusal.noAuthority("C1", "E1")) {
      try round.adding(decided(.waived, "employment"), reason: "仅此一人")
    }
    #expect(throws: RoundRefusal.unwaivable("C1", "E1", kind: "kin")) {
      try round.adding(decided(.waived, "kin", authority: "局长"), reason: "仅此一人")
    }
    let waived = try round.adding(decided(.waived, "employment", authority: "局长"), reason: "仅此一人")
    let decision = try #require(waived.conflictDecisions.first)
    #expect(decision.settlement.authority == "局长" && decision.reason == "仅此一人" && decision.by == "甲")
  }

  @Test func `refuses to dismiss a declaration, and to take back what nobody decided`() throws {
    let round = try round()
    #expect(throws: RoundRefusal.notDismissible("C1", "E1")) {
      try round.adding(decided(.dismissed, "kin", role: Conflict.declared), reason: "误记")
    }
    let reopened = decided(.reopened, "employment")
    #expect(throws: RoundRefusal.nothingSettled("C1", "E1")) { try round.adding(reopened, reason: "复核") }
    let settled = try round.adding(decided(.dismissed, "employment"), reason: "误配")
    let again = try settled.adding(reopened, reason: "复核")
    #expect(throws: RoundRefusal.nothingSettled("C1", "E1")) { try again.adding(reopened, reason: "复核") }
    #expect(throws: RoundRefusal.nothingSettled("C1", "E1")) {
      try settled.adding(decided(.reopened, "collaboration"), reason: "复核")
    }
  }

  @Test func `holds the person named in the file to be as unwaivable as an own application`() throws {
    let call = try RubricsFolder.scheme("hunan-2025-call-llm")
    for (kind, waivable) in [
      ("kin", false), ("applicant", false), (Conflict.same, false), ("employment", true), ("service", true),
      (Conflict.unsuitable, true),
    ] { #expect(call.isWaivable(kind) == waivable, "\(kind)") }
  }

  // MARK: Old records

  @Test func `reads facts written before there were declarers, authorities and conflicts seen`() throws {
    let scheme = try TinyRound.scheme()
    func read(_ kind: String, _ text: String) throws -> Fact {
      try Fact.decode(kind: kind, form: "json", bytes: Array(text.utf8), under: scheme)
    }
    let declared = try read("conflict-declared", #"{"candidate":"C1","expert":"E1","kind":"kin","evidence":"连襟"}"#)
    guard case .conflictDeclared(let declaration) = declared else {
      Issue.record("another fact")
      return
    }
    #expect(declaration == ConflictDeclaration(candidate: "C1", expert: "E1", kind: "kin", by: .staff, evidence: "连襟"))
    let settled = try read("conflict-settled", #"{"candidate":"C1","expert":"E1","outcome":"waived"}"#)
    guard case .conflictSettled(let settlement) = settled else {
      Issue.record("another fact")
      return
    }
    #expect(settlement.authority.isEmpty && settlement.conflicts.isEmpty)
    // A waiver of that time names no authority and stays in force.
    #expect(try round().adding(settled, reason: "批准").settlements == [settlement])
    // Written again they are the bytes they were.
    for fact in [declared, settled] {
      let text = String(decoding: fact.encoded(under: scheme).bytes, as: UTF8.self)
      #expect(!text.contains("by") && !text.contains("authority") && !text.contains("conflicts"))
    }
  }
}

@Suite struct `Seats in conflict` {
  @Test func `are those whose expert is in a hard conflict that stands`() throws {
    var round = try TinyRound.marked()
    let stage = try round.reviewStage(nil)
    func seats() -> [String] {
      round.seatsInConflict(stage: stage, asOf: TinyRound.day).map {
        "\($0.candidate) \($0.expert) \($0.conflicts.map(\.kind))"
      }
    }
    #expect(seats() == [])
    for (candidate, expert, kind) in [
      ("C2", "E1", "kin"), ("C1", "E3", "kin"), ("C1", "E3", "employment"),
      // Soft, and not seated.
      ("C3", "E2", "collaboration"), ("C3", "E4", "kin"),
    ] {
      let declaration = ConflictDeclaration(
        candidate: CandidateID(candidate), expert: ExpertID(expert), kind: kind, evidence: "查实")
      try round.add(.conflictDeclared(declaration))
    }
    #expect(seats() == [#"C1 E3 ["employment", "kin"]"#, #"C2 E1 ["kin"]"#])
    try round.add(.decided(.withdraw("C1")), reason: "撤回")
    #expect(seats() == [#"C2 E1 ["kin"]"#])
  }

  @Test func `are none where nobody sits, and none while a match is in doubt`() throws {
    var round = try TinyRound.round()
    try round.add(.candidatesImported([TinyRound.candidate("C1", ["applicant_name": .text("湖南星衡智造有限公司")])]))
    try round.add(.expertsImported([Expert(id: "E1", name: "甲", employer: "湖南星恒智造有限公司")]))
    let stage = try round.reviewStage(nil)
    #expect(round.seatsInConflict(stage: stage, asOf: TinyRound.day).isEmpty)
    try round.add(.panelsImported(PanelList(stage: "expert", seats: [.init(candidate: "C1", expert: "E1")])))
    #expect(round.conflictSearch(asOf: TinyRound.day).conflicts.map(\.status) == [.undecided])
    #expect(round.seatsInConflict(stage: stage, asOf: TinyRound.day).isEmpty)
  }
}
