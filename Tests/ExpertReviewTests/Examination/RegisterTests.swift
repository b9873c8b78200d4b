import Testing

@testable import ExpertReview

/// Bans and recognitions that one round writes and another reads.
@Suite struct `Registers across rounds` {
  private func ban(_ code: String, _ scheme: String, on day: String, role: Sanction.Role = .lead) throws -> Sanction {
    Sanction(
      code: code, name: code.isEmpty ? "C1公司" : "别名", scheme: SchemeID(scheme), decidedOn: try VariedRound.day(day),
      until: nil, ground: "伪造发票", role: role)
  }

  private func finding(_ rule: String, _ candidate: Candidate, _ facts: [Fact]) throws -> Finding {
    var round = try VariedRound.round([candidate])
    for fact in facts { try round.add(fact) }
    return try #require(try round.finding(rule, of: candidate.id, on: TinyRound.day))
  }

  // MARK: Sanctions

  @Test(arguments: [
    ("tiny", Finding.Verdict.fail), ("twin", .fail), ("former", .review), ("another", .warn), ("小方案", .fail),
  ])
  func `a ban bars its own scheme and those it also bars, is weighed after a former one, and is shown in others`(
    scheme: String, verdict: Finding.Verdict
  ) throws {
    let found = try finding(
      "R-05", VariedRound.candidate("C1"), [.sanctionsImported([ban("CODE-C1", scheme, on: "2025-06-01")])])
    #expect(found.verdict == verdict)
    #expect(found.evidence.contains { $0.key == "sanctions" && $0.value.zh.contains(scheme) })
  }

  @Test(arguments: [("2028-12-09", Finding.Verdict.fail), ("2028-12-10", .pass)])
  func `case 20: a ban of 2025-12-10 bars what is submitted before 2028-12-10`(
    submitted: String, verdict: Finding.Verdict
  ) throws {
    let candidate = try VariedRound.candidate("C1", ["submitted_on": .text(submitted)])
    let found = try finding("R-05", candidate, [.sanctionsImported([ban("CODE-C1", "tiny", on: "2025-12-10")])])
    #expect(found.verdict == verdict)
    if verdict == .fail { #expect(found.message.zh == "禁报至2028-12-10") }
  }

  @Test func `a ban on a member is for a person, and so is one that a member of a consortium earned`() throws {
    let members = JSON.array([.object(["name": .text("丙公司"), "uscc": .text("CODE-M")])])
    let consortium = try VariedRound.candidate("C1", ["members": members])
    let onMember = try finding("R-05", consortium, [.sanctionsImported([ban("CODE-M", "tiny", on: "2025-06-01")])])
    #expect(onMember.verdict == .review)
    #expect(onMember.message.zh.contains("联合体成员“别名”") && onMember.message.zh.contains("2028-06-01起方可再申报"))
    let asMember = try finding(
      "R-05", VariedRound.candidate("C1"),
      [.sanctionsImported([ban("CODE-C1", "tiny", on: "2025-06-01", role: .member)])])
    #expect(asMember.verdict == .review)
    let both = try finding(
      "R-05", consortium,
      [.sanctionsImported([ban("CODE-M", "tiny", on: "2025-06-01"), ban("CODE-C1", "tiny", on: "2025-06-02")])])
    #expect(both.verdict == .fail)
  }

  @Test func `a sanction of this round names every unit of the consortium, with codes from the list of units`() throws {
    let members = JSON.array([
      .object(["name": .text("丙公司")]), .object(["name": .text("丁公司"), "uscc": .text("CODE-D")]),
    ])
    var first = try VariedRound.round([VariedRound.candidate("C1", ["members": members, "uscc": nil])])
    try first.add(
      .unitsImported([
        UnitEntry(name: "C1公司", code: "CODE-1"), UnitEntry(name: "丙公司", aliasOf: "丙集团有限公司"),
        UnitEntry(name: "丙集团有限公司", code: "CODE-M"),
      ]))
    let day = try VariedRound.day("2025-12-20")
    try first.add(.decided(.sanction("C1", ground: "伪造发票")), on: day)
    #expect(first.sanctions.map(\.code) == ["CODE-1", "CODE-M", "CODE-D"])
    #expect(first.sanctions.map(\.role) == [.lead, .member, .member])
    #expect(first.sanctions.allSatisfy { $0.decidedOn == day && $0.until == CivilDay("2028-12-20") })
    // The next round reads them.
    let lead = try VariedRound.candidate("C7", ["uscc": .text("CODE-1"), "submitted_on": .text("2026-06-01")])
    #expect(try finding("R-05", lead, [.sanctionsImported(first.sanctions)]).verdict == .fail)
    let member = try VariedRound.candidate("C8", ["uscc": .text("CODE-D"), "submitted_on": .text("2026-06-01")])
    #expect(try finding("R-05", member, [.sanctionsImported(first.sanctions)]).verdict == .review)
    // Under a scheme that says nothing of members, a sanction reaches the unit that declared alone.
    var plain = try TinyRound.round()
    try plain.add(.candidatesImported([TinyRound.candidate("C1", ["members": members])]))
    try plain.add(.decided(.sanction("C1", ground: "伪造发票")))
    #expect(plain.sanctions.count == 1)
  }

  @Test func `the schemes for large models bar each other, both ways, and no scheme bars one that does not bar it`()
    throws
  {
    #expect(try RubricsFolder.scheme("hunan-2025-llm").sanctions?.alsoBars == [SchemeID("hunan-2025-call-llm")])
    #expect(try RubricsFolder.scheme("hunan-2025-call-llm").sanctions?.alsoBars == [SchemeID("hunan-2025-llm")])
    for id in RubricsFolder.schemes {
      for other in try RubricsFolder.scheme(id).sanctions?.alsoBars ?? [] {
        let back = try RubricsFolder.scheme(other.rawValue).sanctions?.alsoBars ?? []
        #expect(back.contains(SchemeID(id)), "\(id) bars \(other.rawValue), which does not bar it")
      }
    }
  }

  // MARK: Recognitions

  @Test func `who was recognised in one round fails in the next, by code or name`() throws {
    var first = try VariedRound.round([VariedRound.candidate("C1"), VariedRound.candidate("C2", ["uscc": nil])])
    let lines = ["C1", "C2"].map { Posting.Line(candidate: CandidateID($0), group: "general", place: 1, score: "1") }
    let posted = try VariedRound.day("2025-12-20")
    try first.add(.posted(Posting(kind: .proposed, day: TinyRound.day, lastDay: TinyRound.day, lines: lines)))
    try first.add(.posted(Posting(kind: .final, day: posted, lastDay: posted, lines: lines)), on: posted)
    let register = first.ownRecognitions
    #expect(register.map(\.name) == ["C1公司", "C2公司"] && register.map(\.code) == ["CODE-C1", ""])
    #expect(register.allSatisfy { $0.scheme == TinyRound.schemeID && $0.recognisedOn == posted })
    let again = try VariedRound.candidate("C9", ["uscc": .text("CODE-C1")])
    #expect(try finding("R-06", again, [.recognitionsImported(register)]).verdict == .fail)
    let byName = try VariedRound.candidate("C9", ["applicant_name": .text("C2公司")])
    #expect(try finding("R-06", byName, [.recognitionsImported(register)]).verdict == .fail)
    #expect(try finding("R-06", VariedRound.candidate("C9"), [.recognitionsImported(register)]).verdict == .pass)
  }

  @Test(arguments: [("tiny", Finding.Verdict.fail), ("plan", .review), ("another", .pass)])
  func `case 11: a list of plans is no recognition, and a person says whether it counts`(
    scheme: String, verdict: Finding.Verdict
  ) throws {
    let known = Recognition(
      code: "CODE-C1", name: "C1公司", scheme: SchemeID(scheme), recognisedOn: try VariedRound.day("2023-05-10"),
      project: "平台")
    let found = try finding("R-06", VariedRound.candidate("C1"), [.recognitionsImported([known])])
    #expect(found.verdict == verdict)
    if verdict == .review { #expect(found.message.zh.contains("“plan”")) }
  }

  @Test func `the same register twice adds nothing`() throws {
    let known = Recognition(
      code: "", name: "甲公司", scheme: "tiny", recognisedOn: TinyRound.day, project: "")
    var round = try VariedRound.round()
    for _ in 0..<2 { try round.add(.recognitionsImported([known])) }
    #expect(round.recognitions == [known])
  }
}

extension `Registers across rounds` {
  @Test(arguments: [("hunan-2023-platform-plan", Verdict.review), ("hunan-2025-platform", .fail)])
  func `case 11: under the platform measure the list of 2023 is for a person, a recognition of 2025 fails`(
    scheme: String, verdict: Verdict
  ) throws {
    let id = SchemeID("hunan-2025-platform")
    let files = try ["hunan-2025-common", id.rawValue].map {
      (SchemeID($0), try RubricsFolder.bytes($0 + "/scheme.json"))
    }
    let shelf = SchemeShelf(
      schemes: Dictionary(uniqueKeysWithValues: files), documents: try RubricsFolder.bytes("documents.json"))
    let platform = try readScheme(id, from: shelf).get()
    let cases = try JSON.read(RubricsFolder.bytes("hunan-2025-platform/cases.json"))
    let sample = try DeclarationReader(platform).candidate(from: try #require(cases["sample"]), version: 1).get()
    let known = Recognition(
      code: try #require(platform.text("uscc", of: sample)), name: "", scheme: SchemeID(scheme),
      recognisedOn: try VariedRound.day("2023-05-10"), project: "平台")
    let day = try VariedRound.day("2026-05-09")
    func examined(_ recognitions: [Recognition]) -> Examination {
      examine(
        sample, in: ExaminationContext(scheme: platform, candidates: [sample], recognitions: recognitions, asOf: day))
    }
    #expect(examined([]).verdict == .pass)
    let examination = examined([known])
    #expect(examination.verdict == verdict)
    #expect(examination.findings.filter { $0.verdict.ofCandidate != .pass }.map(\.rule) == [RuleID("HP-04")])
  }
}
