import Testing

@testable import ExpertReview

@Suite struct `An own application that somebody declares` {
  /// The small scheme with the kind, by which an expert applies in the round.
  private func scheme(ownUnitBars: Bool = true, ranking: String? = nil) throws -> Scheme {
    var text = TinyRound.text.replacing(
      #"{"id": "other", "label""#,
      with:
        #"{"id": "applicant", "label": {"zh": "本人申报", "en": "own application"}, "level": "hard", "months": "0", "house": "测试"}, {"id": "other", "label""#
    )
    if !ownUnitBars { text = text.replacing(#""ownUnitBarsGroup": true"#, with: #""ownUnitBarsGroup": false"#) }
    if let ranking { text = text.replacing(#""ranking": "apart""#, with: #""ranking": "\#(ranking)""#) }
    let shelf = SchemeShelf(
      schemes: [TinyRound.schemeID: Array(text.utf8)], documents: Array(TinyRound.documents.utf8))
    return try readScheme(TinyRound.schemeID, from: shelf).get()
  }

  /// Three candidates of one group and one of another; nothing ties E1 to any but what is declared.
  private func input(
    _ declarers: [ConflictDeclaration.Declarer], kind: String = "applicant", on candidates: [CandidateID] = ["C1"]
  ) throws -> ConflictInput {
    ConflictInput(
      candidates: [
        try Search.candidate("C1", applicant: "甲公司"), try Search.candidate("C2", applicant: "乙公司"),
        try Search.candidate("C3", applicant: "丙公司"), try Search.candidate("C4", applicant: "丁公司", track: "vertical"),
      ], experts: [Expert(id: "E1", name: "张三"), Expert(id: "E2", name: "李四")],
      declarations: candidates.flatMap { candidate in
        declarers.map {
          ConflictDeclaration(candidate: candidate, expert: "E1", kind: kind, by: $0, evidence: "本人即申报人")
        }
      }, asOf: TinyRound.day)
  }

  private func words(_ conflicts: [Conflict]) -> [String] {
    conflicts.map { "\($0.candidate) \($0.kind) \($0.role) \($0.level) \($0.status)" }
  }

  private let group = [
    "C1 applicant declared hard standing", "C2 applicant competitor hard standing",
    "C3 applicant competitor hard standing",
  ]

  @Test(arguments: ConflictDeclaration.Declarer.allCases)
  func `bars the expert from the whole group, whoever declares it`(declarer: ConflictDeclaration.Declarer) throws {
    let search = searchConflicts(of: try input([declarer]), under: try scheme())
    #expect(words(search.conflicts) == group && words(search.listed) == group)
    #expect(search.bars("C3", "E1") && search.standings(of: "C2") == [.barred, .free])
    #expect(search.standing("C4", "E1") == .free && search.tally.hard == 3)
    let bar = try #require(search.broadBars.first)
    #expect(search.broadBars.count == 1 && bar.scope == .group("general") && bar.causes == ["C1"] && bar.count == 2)
    let other = try #require(search.between("C2", "E1").first)
    #expect(other.party == "C1项目" && other.evidence.zh.hasPrefix("与同组的 C1（C1项目） 有关系："))
    #expect(other.evidence.zh.contains("本人即申报人"))
    #expect(other.links.map(\.relation) == [.declared, .sameGroup])
  }

  @Test func `bars from the whole scheme where groups are ranked together`() throws {
    let search = searchConflicts(of: try input([.expert]), under: try scheme(ranking: "together"))
    #expect(words(search.conflicts) == group + ["C4 applicant competitor hard standing"])
    #expect(search.broadBars.map(\.scope) == [.group(.everyone)])
  }

  @Test func `bars from nothing else where the scheme lets own units judge, nor by another kind of tie`() throws {
    #expect(
      words(searchConflicts(of: try input([.expert]), under: try scheme(ownUnitBars: false)).conflicts)
        == [group[0]])
    #expect(
      words(searchConflicts(of: try input([.expert], kind: "employment"), under: try scheme()).conflicts)
        == ["C1 employment declared hard standing"])
  }

  @Test func `is one reason where three declare it, and stands until the last takes it back`() throws {
    var input = try input([.staff, .expert, .candidate])
    let scheme = try scheme()
    let search = searchConflicts(of: input, under: scheme)
    #expect(words(search.conflicts) == [group[0], group[0], group[0], group[1], group[2]])
    #expect(search.between("C1", "E1").map(\.party) == ["", "candidate", "expert"])
    #expect(search.broadBars.map(\.causes) == [["C1"]] && search.broadBars.map(\.count) == [2])
    #expect(search.tally.hard == 5 && search.bars("C2", "E1"))
    let said = input.declarations
    for number in said.indices {
      input.declarations.append(said[number].withdrawn(because: "登记有误"))
      let left = searchConflicts(of: input, under: scheme)
      #expect(left.bars("C2", "E1") == (number < 2) && left.bars("C1", "E1") == (number < 2))
    }
  }

  @Test func `waived for its own candidate by all who declared it, leaves the others barred`() throws {
    var input = try input([.staff, .expert, .candidate])
    input.settlements = [ConflictSettlement(candidate: "C1", expert: "E1", outcome: .waived)]
    let search = searchConflicts(of: input, under: try scheme())
    #expect(search.between("C1", "E1").map(\.status) == [.waived, .waived, .waived])
    #expect(!search.bars("C1", "E1") && search.bars("C2", "E1") && search.bars("C3", "E1"))
  }

  @Test func `of two candidates bars each by the other`() throws {
    let search = searchConflicts(of: try input([.expert], on: ["C1", "C2"]), under: try scheme())
    #expect(search.between("C1", "E1").map(\.role) == ["competitor", "declared"])
    #expect(search.tally.hard == search.conflicts.count && search.tally.hard == 5)
  }
}
