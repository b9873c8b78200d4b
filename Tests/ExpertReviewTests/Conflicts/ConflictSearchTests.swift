import Testing

@testable import ExpertReview

/// A search under the small scheme of `TinyRound`, told in words: `C1 E1 employment applicant hard standing`.
struct Search {
  var candidates: [Candidate] = []
  var experts: [Expert] = []
  var units: [UnitEntry] = []
  var relations: [Relation] = []
  var declarations: [ConflictDeclaration] = []
  var settlements: [ConflictSettlement] = []
  var asOf = TinyRound.day

  /// One candidate of this applicant and one expert of this employer.
  init(applicant: String, code: String = "", employer: String, employerCode: String = "") throws {
    candidates = [try Search.candidate("C1", applicant: applicant, code: code)]
    experts = [Expert(id: "E1", name: "张三", employer: employer, employerCode: employerCode)]
  }

  static func candidate(_ id: String, applicant: String, code: String = "", track: String = "general") throws
    -> Candidate
  {
    try TinyRound.candidate(
      id,
      [
        "applicant_name": .text(applicant), "uscc": code.isEmpty ? nil : .text(code), "track": .text(track),
      ])
  }

  func search() throws -> ConflictSearch {
    searchConflicts(
      of: ConflictInput(
        candidates: candidates, experts: experts, units: units, relations: relations, declarations: declarations,
        settlements: settlements, asOf: asOf),
      under: try TinyRound.scheme())
  }

  func found() throws -> [Conflict] { try search().conflicts }

  var words: [String] {
    get throws {
      try found().map { "\($0.candidate) \($0.expert) \($0.kind) \($0.role) \($0.level) \($0.status)" }
    }
  }
}

@Suite struct `Units` {
  static let hard = ["C1 E1 employment applicant hard standing"]
  static let doubtful = ["C1 E1 employment applicant hard undecided"]

  struct Names: Sendable, CustomTestStringConvertible {
    let applicant: String
    let employer: String
    let expected: [String]
    var testDescription: String { "\(applicant) / \(employer)" }
  }

  @Test(arguments: [
    Names(applicant: "湖南星衡智造有限公司", employer: "湖南星衡智造有限公司", expected: hard),
    Names(applicant: "湖南星衡（长沙）智造有限公司", employer: "湖南星衡(长沙)智造有限公司", expected: hard),
    Names(applicant: "湖南星衡智造 有限公司", employer: " 湖南星衡智造有限公司", expected: hard),
    Names(applicant: "ＡＢＣ科技有限公司", employer: "abc科技有限公司", expected: hard),
    Names(applicant: "湖南星衡智造有限公司", employer: "湖南星恒智造有限公司", expected: doubtful),
    Names(applicant: "湖南星衡智造有限公司", employer: "湖南星衡智能造有限公司", expected: doubtful),
    Names(applicant: "湖南星衡智造有限公司", employer: "湖南衡星智造有限公司", expected: doubtful),
    Names(applicant: "湖南星衡智造有限公司", employer: "湖南星衡智造股份有限公司", expected: doubtful),
    Names(applicant: "湖南星衡智造有限公司", employer: "长沙星衡智造有限公司", expected: doubtful),
    Names(applicant: "湖南星衡智造有限公司", employer: "星衡智造", expected: doubtful),
    Names(applicant: "湖南星衡智造有限公司", employer: "湖南月衡云造有限公司", expected: []),
    Names(applicant: "湖南星衡智造有限公司", employer: "", expected: []),
  ])
  func `match by exact key; near names are left to a person`(_ names: Names) throws {
    #expect(try Search(applicant: names.applicant, employer: names.employer).words == names.expected)
  }

  @Test func `with equal codes are one, whatever their names`() throws {
    #expect(try Search(applicant: "甲", code: "91", employer: "乙方全然不同", employerCode: "91").words == Self.hard)
  }

  @Test func `with differing codes are two, whatever their names`() throws {
    #expect(try Search(applicant: "湖南星衡智造有限公司", code: "91", employer: "湖南星衡智造有限公司", employerCode: "92").words == [])
    #expect(try Search(applicant: "湖南星衡智造有限公司", code: "91", employer: "湖南星恒智造有限公司", employerCode: "92").words == [])
  }

  @Test func `take their code from the units file where a row lacks it`() throws {
    var search = try Search(applicant: "甲公司", code: "91", employer: "乙公司")
    search.units = [UnitEntry(name: "乙公司", code: "91")]
    #expect(try search.words == Self.hard)
    search = try Search(applicant: "湖南星衡智造有限公司", code: "91", employer: "湖南星恒智造有限公司")
    search.units = [UnitEntry(name: "湖南星恒智造有限公司", code: "92")]
    #expect(try search.words == [])
  }

  @Test func `are known by their other names, also by another name of another name`() throws {
    var search = try Search(applicant: "甲公司", employer: "甲研究总院")
    search.units = [UnitEntry(name: "甲研究总院", aliasOf: "甲公司")]
    #expect(try search.words == Self.hard)
    search.units = [UnitEntry(name: "甲研究总院", aliasOf: "甲院"), UnitEntry(name: "甲院", aliasOf: "甲公司")]
    #expect(try search.words == Self.hard)
    // Names that point at each other in a circle end.
    search.units = [UnitEntry(name: "甲研究总院", aliasOf: "甲院"), UnitEntry(name: "甲院", aliasOf: "甲研究总院")]
    #expect(try search.words == [])
  }

  @Test func `count by the lighter of tie and party`() throws {
    var search = try Search(applicant: "甲公司", employer: "")
    search.candidates = [
      try TinyRound.candidate(
        "C1",
        [
          "applicant_name": .text("甲公司"), "customers": .array([.object(["name": .text("客户公司")])]),
          "members": .array([.object(["name": .text("成员公司")])]),
        ])
    ]
    func level(_ kind: Relation.Kind, _ party: String) throws -> [String] {
      search.relations = [Relation(expert: "E1", party: party, partyType: .unit, kind: kind)]
      return try search.words
    }
    #expect(try level(.employment, "成员公司") == ["C1 E1 employment member hard standing"])
    #expect(try level(.employment, "客户公司") == ["C1 E1 employment customer soft standing"])
    #expect(try level(.collaboration, "成员公司") == ["C1 E1 collaboration member soft standing"])
    // Kin stay hard whatever the party's role.
    #expect(try level(.kin, "客户公司") == ["C1 E1 kin customer hard standing"])
  }
}

@Suite struct `A tie that ended` {
  private func words(
    _ kind: Relation.Kind, from: String? = nil, until: String?, asOf: String = "2025-12-15"
  ) throws -> [String] {
    var search = try Search(applicant: "甲公司", employer: "")
    search.asOf = try #require(CivilDay(asOf))
    search.relations = [
      Relation(
        expert: "E1", party: "甲公司", partyType: .unit, kind: kind, from: from.flatMap { CivilDay($0) },
        until: until.flatMap { CivilDay($0) })
    ]
    return try search.words
  }

  @Test func `exactly three years ago is outside, a day later inside`() throws {
    #expect(try words(.employment, until: "2022-12-15") == [])
    #expect(try words(.employment, until: "2022-12-16") == ["C1 E1 employment applicant hard standing"])
    #expect(try words(.collaboration, until: "2022-12-15") == [])
    #expect(try words(.collaboration, until: "2022-12-16") == ["C1 E1 collaboration applicant soft standing"])
    // Three years before 29 February is 28 February.
    #expect(try words(.employment, until: "2021-02-28", asOf: "2024-02-29") == [])
    #expect(try words(.employment, until: "2021-03-01", asOf: "2024-02-29") != [])
  }

  @Test func `counts through its last day where the scheme looks only at now`() throws {
    #expect(try words(.shareholding, until: "2025-12-15") != [])
    #expect(try words(.shareholding, until: "2025-12-14") == [])
    #expect(try words(.shareholding, until: nil) != [])
  }

  @Test func `is none before it began`() throws {
    #expect(try words(.employment, from: "2025-12-16", until: nil) == [])
    #expect(try words(.employment, from: "2025-12-15", until: nil) != [])
  }
}

@Suite struct `An expert whose unit applies` {
  private func search() throws -> Search {
    var search = try Search(applicant: "甲公司", employer: "甲公司")
    search.candidates += [
      try Search.candidate("C2", applicant: "乙公司"), try Search.candidate("C3", applicant: "丙公司", track: "vertical"),
    ]
    return search
  }

  @Test func `is out for the group and no other`() throws {
    #expect(
      try search().words == ["C1 E1 employment applicant hard standing", "C2 E1 applicant competitor hard standing"])
  }

  @Test func `is not one who has left it, nor one of its parent`() throws {
    var former = try search()
    former.experts = [Expert(id: "E1", name: "张三", employer: "丁大学")]
    former.relations = [
      Relation(expert: "E1", party: "甲公司", partyType: .unit, kind: .employment, until: CivilDay("2024-12-15"))
    ]
    #expect(try former.words == ["C1 E1 employment applicant hard standing"])
    var parent = try search()
    parent.experts = [Expert(id: "E1", name: "张三", employer: "甲集团")]
    parent.units = [UnitEntry(name: "甲公司", parent: "甲集团", share: ExactDecimal(70))]
    #expect(try parent.words == ["C1 E1 employment applicant hard standing"])
  }

  @Test func `is nobody while the match is in doubt`() throws {
    var search = try search()
    search.candidates[0] = try Search.candidate("C1", applicant: "湖南星衡智造有限公司")
    search.experts = [Expert(id: "E1", name: "张三", employer: "湖南星恒智造有限公司")]
    #expect(try search.words == ["C1 E1 employment applicant hard undecided"])
  }
}

@Suite struct `A person` {
  private func words(name: String, employer: String, relations: [Relation] = []) throws -> [String] {
    var search = try Search(applicant: "甲公司", employer: employer)
    search.candidates = [try TinyRound.candidate("C1", ["applicant_name": .text("甲公司"), "head": .text("王 衡")])]
    search.experts = [Expert(id: "E1", name: name, employer: employer)]
    search.relations = relations
    return try search.words
  }

  @Test func `of the same name and unit is the same`() throws {
    #expect(try words(name: "王衡", employer: "甲公司").contains("C1 E1 self head hard standing"))
    let moonlights = Relation(expert: "E1", party: "甲公司", partyType: .unit, kind: .employment)
    #expect(try words(name: "王衡", employer: "丁大学", relations: [moonlights]).contains("C1 E1 self head hard standing"))
  }

  @Test func `of the same name alone is left to a person`() throws {
    #expect(try words(name: "王衡", employer: "丁大学") == ["C1 E1 self head hard undecided"])
    #expect(try words(name: "王衡", employer: "") == ["C1 E1 self head hard undecided"])
    #expect(try words(name: "李衡", employer: "丁大学") == [])
  }

  @Test func `who is kin is named and therefore left to a person`() throws {
    let kin = Relation(expert: "E1", party: "王衡", partyType: .person, kind: .kin)
    #expect(try words(name: "张三", employer: "", relations: [kin]) == ["C1 E1 kin head hard undecided"])
  }
}

@Suite struct `What people say of a conflict` {
  private func declared(_ declarations: [ConflictDeclaration]) throws -> [String] {
    var search = try Search(applicant: "甲公司", employer: "")
    search.declarations = declarations
    return try search.words
  }

  @Test func `is declared at the scheme's level, and withdrawn again`() throws {
    let kin = ConflictDeclaration(candidate: "C1", expert: "E1", kind: "kin", evidence: "连襟")
    let other = ConflictDeclaration(candidate: "C1", expert: "E1", kind: "other", evidence: "同乡")
    #expect(try declared([kin]) == ["C1 E1 kin declared hard standing"])
    #expect(try declared([other]) == ["C1 E1 other declared soft standing"])
    let withdrawn = ConflictDeclaration(candidate: "C1", expert: "E1", kind: "kin", evidence: "", withdrawn: true)
    #expect(try declared([kin, other, withdrawn]) == ["C1 E1 other declared soft standing"])
    #expect(try declared([kin, withdrawn, kin]) == ["C1 E1 kin declared hard standing"])
  }

  struct Settled: Sendable {
    let employer: String
    let outcome: ConflictSettlement.Outcome
    let status: Conflict.Status
    let bars: Bool
  }

  @Test(arguments: [
    // A doubtful match.
    Settled(employer: "湖南星恒智造有限公司", outcome: .dismissed, status: .dismissed, bars: false),
    Settled(employer: "湖南星恒智造有限公司", outcome: .confirmed, status: .standing, bars: true),
    Settled(employer: "湖南星恒智造有限公司", outcome: .waived, status: .undecided, bars: true),
    // A sure one.
    Settled(employer: "湖南星衡智造有限公司", outcome: .waived, status: .waived, bars: false),
    Settled(employer: "湖南星衡智造有限公司", outcome: .dismissed, status: .standing, bars: true),
    Settled(employer: "湖南星衡智造有限公司", outcome: .confirmed, status: .standing, bars: true),
  ])
  func `dismisses doubt, waives certainty, and nothing else`(_ settled: Settled) throws {
    var search = try Search(applicant: "湖南星衡智造有限公司", employer: settled.employer)
    search.settlements = [ConflictSettlement(candidate: "C1", expert: "E1", outcome: settled.outcome)]
    let found = try search.found()
    #expect(found.map(\.status) == [settled.status] && found.map(\.bars) == [settled.bars])
  }

  @Test func `counts as last said`() throws {
    var search = try Search(applicant: "湖南星衡智造有限公司", employer: "湖南星恒智造有限公司")
    search.settlements = [.dismissed, .confirmed].map { ConflictSettlement(candidate: "C1", expert: "E1", outcome: $0) }
    #expect(try search.found().map(\.status) == [.standing])
  }
}

@Suite struct `Experts named as unsuitable` {
  private func words(_ named: [(name: String, unit: String)], experts: [Expert]) throws -> [String] {
    var search = try Search(applicant: "甲公司", employer: "")
    search.candidates = [
      try TinyRound.candidate(
        "C1",
        [
          "unsuitable_experts": .array(
            named.map { .object(["name": .text($0.name), "unit": .text($0.unit), "reason": .text("诉讼")]) })
        ])
    ]
    search.experts = experts
    return try search.words
  }
  private let expert = Expert(id: "E1", name: "张三", employer: "丁大学", employerCode: "12")

  @Test func `are kept from the candidate by name and unit`() throws {
    #expect(try words([("张 三", "丁大学")], experts: [expert]) == ["C1 E1 unsuitable unsuitable hard standing"])
  }

  @Test func `are left to a person by name alone, or with another unit`() throws {
    let doubtful = ["C1 E1 unsuitable unsuitable hard undecided"]
    #expect(try words([("张三", "")], experts: [expert]) == doubtful)
    #expect(try words([("张三", "戊大学")], experts: [expert]) == doubtful)
    #expect(try words([("张四", "丁大学")], experts: [expert]) == [])
  }

  @Test func `count up to the scheme's number`() throws {
    let experts = (1...3).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)", employer: "丁大学") }
    let named = experts.map { (name: $0.name, unit: "丁大学") }
    #expect(
      try words(named, experts: experts) == [
        "C1 E1 unsuitable unsuitable hard standing", "C1 E2 unsuitable unsuitable hard standing",
      ])
  }

  @Test func `show the reason given`() throws {
    var search = try Search(applicant: "甲公司", employer: "")
    search.candidates = [
      try TinyRound.candidate(
        "C1",
        ["unsuitable_experts": .array([.object(["name": .text("张三"), "unit": .text("丁大学"), "reason": .text("诉讼")])])])
    ]
    search.experts = [expert]
    let evidence = try #require(try search.found().first?.evidence)
    #expect(evidence.zh == "申报材料申请回避：张三（丁大学），理由：诉讼")
    #expect(evidence.en == "the file names 张三（丁大学） as unsuitable: 诉讼")
  }
}
