import Testing

@testable import ExpertReview

/// Decisions on conflicts: what they hold for, what they cannot touch, and how one follows another.
@Suite struct `A decision on a conflict` {
  private typealias Seen = ConflictSettlement.Seen

  /// An expert of a unit nearly named as the applicant.
  private func doubtful() throws -> Search { try Search(applicant: "湖南星衡智造有限公司", employer: "湖南星恒智造有限公司") }
  private func certain(code: String = "") throws -> Search {
    try Search(applicant: "湖南星衡智造有限公司", code: code, employer: "湖南星衡智造有限公司", employerCode: code)
  }

  /// Settles what the search now finds between the two.
  private func settle(_ search: inout Search, _ outcome: ConflictSettlement.Outcome) throws {
    let seen = try search.found().map(\.seen)
    search.settlements.append(
      ConflictSettlement(candidate: "C1", expert: "E1", outcome: outcome, authority: "局长", conflicts: seen))
  }

  @Test func `does not cover a conflict with another party that is found later`() throws {
    var search = try doubtful()
    search.candidates = [
      try TinyRound.candidate(
        "C1",
        ["applicant_name": .text("湖南星衡智造有限公司"), "members": .array([.object(["name": .text("湘江软件股份公司")])])])
    ]
    try settle(&search, .dismissed)
    #expect(try search.found().map(\.status) == [.dismissed])
    // The expert turns out to have worked for a member, too.
    search.relations = [Relation(expert: "E1", party: "湘江软件股份公司", partyType: .unit, kind: .employment)]
    let found = try search.found()
    #expect(found.map(\.role) == ["applicant", "member"])
    #expect(found.map(\.status) == [.dismissed, .standing])
  }

  @Test func `does not cover a second party in the same role`() throws {
    func members(_ names: String...) throws -> Candidate {
      try TinyRound.candidate(
        "C1", ["members": .array(names.map { .object(["name": .text($0)]) }), "applicant_name": .text("甲")])
    }
    var search = try doubtful()
    search.candidates = [try members("湖南星衡智造有限公司")]
    try settle(&search, .dismissed)
    search.candidates = [try members("湖南星衡智造有限公司", "湖南星恒制造有限公司")]
    let found = try search.found()
    #expect(Set(found.map(\.party)) == ["湖南星衡智造有限公司", "湖南星恒制造有限公司"])
    #expect(found.first { $0.party == "湖南星衡智造有限公司" }?.status == .dismissed)
    #expect(found.first { $0.party == "湖南星恒制造有限公司" }?.bars == true)
  }

  @Test func `does not cover another kind of tie with the same party`() throws {
    var search = try certain()
    try settle(&search, .waived)
    #expect(try search.found().map(\.status) == [.waived])
    search.relations = [
      Relation(expert: "E1", party: "湖南星衡智造有限公司", partyType: .unit, kind: .collaboration)
    ]
    #expect(try search.found().map { "\($0.kind) \($0.status)" } == ["collaboration standing", "employment waived"])
  }

  @Test(arguments: [
    (ConflictPolicy.Level.soft, Conflict.Status.standing), (.hard, .waived),
  ])
  func `lets nobody judge once the conflict is graver than what was seen`(
    seen: ConflictPolicy.Level, status: Conflict.Status
  ) throws {
    var search = try certain()
    search.settlements = [
      ConflictSettlement(
        candidate: "C1", expert: "E1", outcome: .waived, authority: "局长",
        conflicts: [.init(kind: "employment", role: "applicant", party: "湖南星衡智造有限公司", level: seen)])
    ]
    #expect(try search.found().map(\.status) == [status])
  }

  @Test func `of an old record, which names no conflict, covers the pair as it did`() throws {
    var search = try doubtful()
    search.settlements = [ConflictSettlement(candidate: "C1", expert: "E1", outcome: .dismissed)]
    #expect(try search.found().map(\.status) == [.dismissed])
    // Certain by name: old records dismissed only what was doubtful.
    search = try certain()
    search.settlements = [ConflictSettlement(candidate: "C1", expert: "E1", outcome: .dismissed)]
    #expect(try search.found().map(\.status) == [.standing])
  }

  // MARK: What may be dismissed

  @Test func `dismisses a match that stands by name alone`() throws {
    var search = try certain()
    #expect(try search.found().map(\.mayBeDismissed) == [true])
    try settle(&search, .dismissed)
    #expect(try search.found().map(\.status) == [.dismissed])
  }

  @Test func `does not dismiss what codes, kin or a declaration say`() throws {
    let byCode = try certain(code: "91")
    var kin = try Search(applicant: "甲公司", employer: "")
    kin.relations = [Relation(expert: "E1", party: "甲公司", partyType: .unit, kind: .kin)]
    var declared = try Search(applicant: "甲公司", employer: "")
    declared.declarations = [ConflictDeclaration(candidate: "C1", expert: "E1", kind: "employment", evidence: "曾任职")]
    for var search in [byCode, kin, declared] {
      #expect(try search.found().map(\.mayBeDismissed) == [false])
      try settle(&search, .dismissed)
      #expect(try search.found().map(\.status) == [.standing])
    }
  }

  @Test func `that was a doubt and has become certain by code no longer holds`() throws {
    var search = try doubtful()
    search.candidates = [try Search.candidate("C1", applicant: "湖南星衡智造有限公司", code: "91")]
    try settle(&search, .dismissed)
    #expect(try search.found().map(\.status) == [.dismissed])
    search.units = [UnitEntry(name: "湖南星恒智造有限公司", code: "91")]
    #expect(try search.found().map(\.status) == [.standing])
  }

  // MARK: One after another

  @Test(arguments: [
    ([ConflictSettlement.Outcome.confirmed, .waived], Conflict.Status.waived), ([.dismissed, .confirmed], .standing),
    ([.confirmed, .dismissed], .dismissed), ([.confirmed, .reopened], .undecided),
    ([.dismissed, .reopened], .undecided),
    ([.waived], .undecided), ([.confirmed, .waived, .reopened, .dismissed], .dismissed),
  ])
  func `follows the one before it`(outcomes: [ConflictSettlement.Outcome], status: Conflict.Status) throws {
    var search = try doubtful()
    for outcome in outcomes { try settle(&search, outcome) }
    #expect(try search.found().map(\.status) == [status])
  }
}

/// What tells declarations apart.
@Suite struct `Declarers` {
  private func words(_ declarations: [ConflictDeclaration]) throws -> [String] {
    var search = try Search(applicant: "甲公司", employer: "")
    search.declarations = declarations
    return try search.found().map(\.evidence.zh)
  }
  private func declared(
    by declarer: ConflictDeclaration.Declarer, _ evidence: String, withdrawn: Bool = false
  ) -> ConflictDeclaration {
    ConflictDeclaration(
      candidate: "C1", expert: "E1", kind: "collaboration", by: declarer, evidence: evidence, withdrawn: withdrawn)
  }

  @Test func `are named, and each withdraws their own`() throws {
    let both = [declared(by: .expert, "合著"), declared(by: .staff, "查实")]
    #expect(Set(try words(both)) == ["专家本人声明：合著", "声明：查实"])
    #expect(try words(both + [declared(by: .staff, "", withdrawn: true)]) == ["专家本人声明：合著"])
    #expect(try words(both + [declared(by: .expert, "合编")]).contains("专家本人声明：合编"))
  }
}
