import Testing

@testable import ExpertReview

@Suite struct `What bars an expert from many candidates` {
  /// Three candidates of one track and one of another, under the small scheme with more of a policy.
  private func scheme(_ more: String) throws -> Scheme {
    let text = TinyRound.text.replacing(#""unsuitableAtMost": "2""#, with: more + #", "unsuitableAtMost": "2""#)
    let shelf = SchemeShelf(
      schemes: [TinyRound.schemeID: Array(text.utf8)], documents: Array(TinyRound.documents.utf8))
    return try readScheme(TinyRound.schemeID, from: shelf).get()
  }

  private func input(_ relations: [Relation] = [], employer: String = "", region: String = "") throws -> ConflictInput {
    ConflictInput(
      candidates: [
        try Search.candidate("C1", applicant: "甲公司"), try Search.candidate("C2", applicant: "乙公司"),
        try Search.candidate("C3", applicant: "丙公司"), try Search.candidate("C4", applicant: "丁公司", track: "vertical"),
      ], experts: [Expert(id: "E1", name: "张三", employer: employer, region: region)], relations: relations,
      asOf: TinyRound.day)
  }

  private func words(_ conflicts: [Conflict]) -> [String] {
    conflicts.map { "\($0.candidate) \($0.kind) \($0.role) \($0.level) \($0.status)" }
  }

  private let competitors = #""competitors": {"level": "soft", "house": "测试"}"#

  @Test func `is a tie of any kind to one of the group, lightly`() throws {
    let relations = [Relation(expert: "E1", party: "甲公司", partyType: .unit, kind: .kin)]
    let search = searchConflicts(of: try input(relations), under: try scheme(competitors))
    #expect(
      words(search.conflicts) == [
        "C1 kin applicant hard standing", "C2 competitor competitor soft standing",
        "C3 competitor competitor soft standing",
      ])
    #expect(words(search.listed) == ["C1 kin applicant hard standing"])
    let bar = try #require(search.broadBars.first)
    #expect(bar.scope == .group("general") && bar.causes == ["C1"] && bar.count == 2 && bar.level == .soft)
    #expect(search.tally.hard == 1 && search.tally.soft == 2)
    let chain = try #require(search.between("C2", "E1").first?.links.map { "\($0.from) \($0.relation)" })
    #expect(chain.last == "C1（C1项目） sameGroup")
    #expect(search.standing("C2", "E1") == .soft && search.standing("C4", "E1") == .free)
  }

  @Test func `is the own unit, hard, and then no light one beside it`() throws {
    let search = searchConflicts(of: try input(employer: "甲公司"), under: try scheme(competitors))
    #expect(
      words(search.conflicts(of: ExpertID("E1"))) == [
        "C1 employment applicant hard standing", "C2 applicant competitor hard standing",
        "C3 applicant competitor hard standing",
      ])
    #expect(search.standings(of: "C3") == [.barred] && search.standings(of: "C4") == [.free])
  }

  @Test func `is two own applications, each barring the other's candidate`() throws {
    var input = try input(employer: "甲公司")
    input.candidates[1] = try Search.candidate("C2", applicant: "甲公司")
    let search = searchConflicts(of: input, under: try scheme(competitors))
    #expect(search.between("C1", "E1").map(\.kind) == ["applicant", "employment"])
    #expect(search.between("C3", "E1").map(\.party) == ["C1项目"])
    #expect(search.tally.hard == search.conflicts.count && search.tally.hard == 5)
  }

  @Test func `is a doubtful match once somebody has confirmed it, and never before`() throws {
    var input = try input(employer: "湖南星恒智造有限公司")
    input.candidates[0] = try Search.candidate("C1", applicant: "湖南星衡智造有限公司")
    let scheme = try scheme(competitors)
    #expect(words(searchConflicts(of: input, under: scheme).conflicts) == ["C1 employment applicant hard undecided"])
    input.settlements = [ConflictSettlement(candidate: "C1", expert: "E1", outcome: .confirmed)]
    #expect(
      words(searchConflicts(of: input, under: scheme).conflicts) == [
        "C1 employment applicant hard standing", "C2 applicant competitor hard standing",
        "C3 applicant competitor hard standing",
      ])
  }

  @Test func `may be waived for one of them`() throws {
    var input = try input(employer: "甲公司")
    input.settlements = [ConflictSettlement(candidate: "C2", expert: "E1", outcome: .waived)]
    let search = searchConflicts(of: input, under: try scheme(competitors))
    #expect(search.between("C2", "E1").map(\.status) == [.waived])
    #expect(!search.bars("C2", "E1") && search.bars("C3", "E1"))
    #expect(search.tally.waived == 1 && search.tally.hard == 2)
  }

  @Test func `is the member of a consortium, lightly, where the scheme says that members apply`() throws {
    func found(_ applies: String) throws -> [String] {
      let text = TinyRound.text.replacing(
        #""list": "members", "unit": "name", "code": "uscc","#,
        with: #""list": "members", "unit": "name", "code": "uscc", "applies": \#(applies),"#
      ).replacing(#""unsuitableAtMost": "2""#, with: competitors + #", "unsuitableAtMost": "2""#)
      let shelf = SchemeShelf(
        schemes: [TinyRound.schemeID: Array(text.utf8)], documents: Array(TinyRound.documents.utf8))
      var input = try input(employer: "成员公司")
      input.candidates[0] = try TinyRound.candidate(
        "C1", ["applicant_name": .text("甲公司"), "members": .array([.object(["name": .text("成员公司")])])])
      return words(searchConflicts(of: input, under: try readScheme(TinyRound.schemeID, from: shelf).get()).conflicts)
    }
    #expect(try found("false") == ["C1 employment member hard standing"])
    #expect(
      try found("true") == [
        "C1 employment member hard standing", "C2 competitor competitor soft standing",
        "C3 competitor competitor soft standing",
      ])
  }

  @Test func `is the region, where the scheme looks at it`() throws {
    let region = #""region": {"field": "head", "level": "soft", "house": "测试"}"#
    var input = try input(region: "湖南省长沙市")
    input.candidates[1] = try TinyRound.candidate("C2", ["head": .text("长沙市")])
    input.candidates[2] = try TinyRound.candidate("C3", ["head": .text("株洲市")])
    let search = searchConflicts(of: input, under: try scheme(region))
    #expect(words(search.conflicts) == ["C2 region region soft standing"])
    #expect(search.conflicts.first?.evidence.zh == "张三与申报单位同在长沙市")
    #expect(search.broadBars.map(\.scope) == [.region("长沙市")])
    #expect(words(searchConflicts(of: input, under: try TinyRound.scheme()).conflicts) == [])
  }

  @Test func `is a unit that the scheme names for all, kept once`() throws {
    let text = TinyRound.text.replacing(
      #"{"role": "head","#,
      with:
        #"{"role": "department", "label": {"zh": "主管部门", "en": "Department"}, "named": "省工业厅", "level": "hard", "house": "测试"}, {"role": "head","#
    )
    let shelf = SchemeShelf(
      schemes: [TinyRound.schemeID: Array(text.utf8)], documents: Array(TinyRound.documents.utf8))
    let search = searchConflicts(
      of: try input(employer: "省工业厅"), under: try readScheme(TinyRound.schemeID, from: shelf).get())
    #expect(search.direct.isEmpty && search.broadBars.map(\.scope) == [.everyone])
    #expect(search.conflicts.map(\.candidate) == ["C1", "C2", "C3", "C4"])
    #expect(search.conflicts.allSatisfy { $0.role == "department" && $0.level == .hard && $0.party == "省工业厅" })
    #expect(search.tally.hard == 4 && search.bars("C4", "E1"))
  }

  @Test func `stays small where every unit applies`() throws {
    let experts = (0..<300).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)", employer: "第\($0)单位") }
    let candidates = try (0..<300).map { try Search.candidate("C\($0)", applicant: "第\($0)单位") }
    let search = searchConflicts(
      of: ConflictInput(candidates: candidates, experts: experts, asOf: TinyRound.day), under: try scheme(competitors))
    #expect(search.entries.filter { $0.status == .standing }.count == 300)
    #expect(search.broadBars.count == 300)
    #expect(search.tally.hard == 300 * 300)
    #expect(search.conflicts(of: CandidateID("C7")).count { $0.status == .standing } == 300)
  }
}
