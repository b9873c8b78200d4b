import Testing

@testable import ExpertReview

private func namedScheme(_ id: String) throws -> Scheme {
  try #require(`Every scheme of the project`.readings[id], "\(id) cannot be read")
}

/// Whom the schemes look at: by scheme, role and level. No document says who recuses; the parties are those that the
/// forms and materials name.
@Suite struct `The parties of the schemes` {
  private static let common: [(String, ConflictPolicy.Level)] = [
    ("applicant", .hard), ("recommender", .hard), ("department", .hard), ("ipHolder", .hard),
    ("legalRepresentative", .hard),
    ("contactPerson", .hard),
  ]
  private static let audited: [(String, ConflictPolicy.Level)] = [
    ("auditor", .hard), ("auditIssuer", .hard), ("specialAuditIssuer", .hard),
  ]
  private static let evaluated: [(String, ConflictPolicy.Level)] = [("evaluator", .hard), ("evaluationIssuer", .hard)]
  private static let team: [(String, ConflictPolicy.Level)] = [("projectHead", .hard), ("teamMember", .hard)]
  private static let proved: [(String, ConflictPolicy.Level)] = [("customer", .soft), ("proofGiver", .soft)]
  private static let members: [(String, ConflictPolicy.Level)] = [("member", .hard)]
  private static let secondBatch: [(String, ConflictPolicy.Level)] =
    common + members + [("projectHead", .hard), ("technicalSupporter", .soft)]
  private static let model: [(String, ConflictPolicy.Level)] =
    common + members + audited + evaluated + proved + [
      ("evaluatingBody", .hard), ("trainingProvider", .soft), ("inferenceProvider", .soft), ("baseModelVendor", .soft),
    ]
  private static let centre: [(String, ConflictPolicy.Level)] =
    common + members + audited + team + proved + [("contractPartner", .hard), ("gatheredPartner", .soft)]

  static let table: [(scheme: String, parties: [(String, ConflictPolicy.Level)])] = [
    ("hunan-2025-platform", common + audited + evaluated + team + proved + [("ipOwner", .hard)]),
    ("hunan-2025-5g-factory", common + audited + evaluated + team + [("ipOwner", .hard), ("supportUnit", .hard)]),
    (
      "hunan-2025-ai-scenario",
      common + members + audited + evaluated + team + [("ipOwner", .hard), ("parentUnit", .hard), ("vendor", .soft)]
    ),
    ("hunan-2025-llm", model), ("hunan-2025-call-llm", model),
    ("hunan-2025-promotion-centre", centre), ("hunan-2025-call-promotion-centre", centre),
    (
      "hunan-2023-platform-plan",
      common + [
        ("platformHead", .hard), ("techSupport", .hard), ("partner", .hard), ("auditor", .hard), ("auditIssuer", .hard),
        ("investmentProofIssuer", .hard), ("iaasProvider", .soft), ("maker", .soft), ("customer", .soft),
        ("regionPartner", .soft),
      ]
    ),
    ("miit-2026-promotion-centre-b2", secondBatch), ("hubei-2026-promotion-centre-b2", secondBatch),
    ("wuhan-2026-promotion-centre-b2", secondBatch),
  ]

  @Test(arguments: table.map(\.scheme))
  func `are these, each at its level`(id: String) throws {
    let policy = try #require(try namedScheme(id).conflicts)
    let expected = try #require(Self.table.first { $0.scheme == id }).parties
    #expect(
      Set(policy.parties.map { "\($0.role) \($0.level)" }) == Set(expected.map { "\($0.0) \($0.1)" }))
    #expect(policy.parties.allSatisfy { $0.source.isHouse })
    #expect(Set(policy.parties.filter(\.applies).map(\.role)).isSubset(of: ["applicant", "member"]))
  }

  @Test(arguments: table.map(\.scheme))
  func `stand beside one policy of windows, chains, near names and competitors`(id: String) throws {
    let policy = try #require(try namedScheme(id).conflicts)
    let kinds = Dictionary(uniqueKeysWithValues: policy.kinds.map { ($0.id, $0) })
    #expect(kinds.count == Relation.Kind.allCases.count)
    for (kind, level, months) in [
      ("employment", ConflictPolicy.Level.hard, 36), ("advisory", .hard, 36), ("shareholding", .hard, 0),
      ("kin", .hard, 0),
      ("adviser", .hard, 36), ("applicant", .hard, 0), ("collaboration", .soft, 36), ("service", .soft, 36),
      ("other", .soft, 36),
    ] {
      #expect(kinds[kind]?.level == level && kinds[kind]?.months == months, "\(kind)")
    }
    #expect(kinds["shareholding"]?.hardFrom == ExactDecimal(5))
    #expect(policy.chains.hardFrom == ExactDecimal(50) && policy.chains.softFrom == ExactDecimal(5))
    #expect(policy.nearNames.kinds == ConflictPolicy.NearNames.Kind.allCases && policy.nearNames.leastLength == 4)
    #expect(policy.competitors?.level == .soft && policy.ownUnitBarsGroup && policy.region == nil)
  }
}

@Suite struct `Each tie beside each party` {
  /// The scheme's own kinds and parties, every one with every other, for a scheme with the longest list.
  @Test func `comes to the lighter of the two, unless the tie is absolute`() throws {
    let scheme = try namedScheme("hunan-2023-platform-plan")
    let policy = try #require(scheme.conflicts)
    let record = #"""
      {"candidate_id": "C1", "name": "项目", "track": "comprehensive", "applicant_name": "东方红制造厂", "recommender_name": "岳麓山管理局",
       "tech_support_units": [{"name": "洞庭湖研究所"}], "partners": [{"name": "橘子洲合作社"}], "auditors": [{"name": "五岭峰审计所"}],
       "ip_holders": [{"name": "武陵源实验室"}], "iaas_provider": "南岳云计算站", "invest_items": [{"maker": "湘江机床厂"}],
       "customers": [{"name": "沅水航运社"}], "region_partners": [{"name": "资水产业园"}]}
      """#
    let candidate = try DeclarationReader(scheme).candidate(from: JSON.read(record), version: 1).get()
    let named: [String: String] = [
      "applicant": "东方红制造厂", "recommender": "岳麓山管理局", "techSupport": "洞庭湖研究所", "partner": "橘子洲合作社", "auditor": "五岭峰审计所",
      "ipHolder": "武陵源实验室", "iaasProvider": "南岳云计算站", "maker": "湘江机床厂", "customer": "沅水航运社", "regionPartner": "资水产业园",
      "department": "湖南省工业和信息化厅",
    ]
    for party in policy.parties {
      guard let unit = named[party.role] else { continue }
      for kind in policy.kinds {
        let relation = Relation(
          expert: "E1", party: unit, partyType: .unit, kind: try #require(Relation.Kind(rawValue: kind.id)))
        let found = searchConflicts(
          of: ConflictInput(
            candidates: [candidate], experts: [Expert(id: "E1", name: "张三")], relations: [relation],
            asOf: TinyRound.day), under: scheme
        ).conflicts
        let expected = kind.absolute ? kind.level : min(kind.level, party.level)
        #expect(
          found.map { "\($0.kind) \($0.role) \($0.level) \($0.status)" } == [
            "\(kind.id) \(party.role) \(expected) standing"
          ])
      }
    }
    #expect(Set(named.keys).isSubset(of: policy.parties.map(\.role)))
  }

  @Test(
    arguments: [
      ("5", ConflictPolicy.Level.hard), ("4.99", .soft), ("100", .hard), (nil, .hard),
    ] as [(String?, ConflictPolicy.Level)])
  func `counts a holding by its share`(share: String?, expected: ConflictPolicy.Level) throws {
    let scheme = try namedScheme("hunan-2023-platform-plan")
    let candidate = try DeclarationReader(scheme).candidate(
      from: JSON.read(#"{"candidate_id": "C1", "name": "项目", "track": "comprehensive", "applicant_name": "东方红制造厂"}"#),
      version: 1
    ).get()
    let relation = Relation(
      expert: "E1", party: "东方红制造厂", partyType: .unit, kind: .shareholding, share: share.flatMap { ExactDecimal($0) })
    let search = searchConflicts(
      of: ConflictInput(
        candidates: [candidate], experts: [Expert(id: "E1", name: "张三")], relations: [relation], asOf: TinyRound.day),
      under: scheme)
    #expect(search.conflicts.map(\.level) == [expected])
    #expect(search.conflicts.first?.links.first?.share == share.flatMap { ExactDecimal($0) })
  }

  @Test func `of a person is sure where the file gives the unit too`() throws {
    var search = try Search(applicant: "甲公司", employer: "")
    search.candidates = [try TinyRound.candidate("C1", ["applicant_name": .text("甲公司"), "head": .text("王衡")])]
    func words(_ unit: String, _ code: String = "") throws -> [String] {
      search.relations = [
        Relation(expert: "E1", party: "王 衡", partyType: .person, partyCode: code, partyUnit: unit, kind: .kin)
      ]
      return try search.words
    }
    #expect(try words("甲公司") == ["C1 E1 kin head hard standing"])
    #expect(try words("") == ["C1 E1 kin head hard undecided"])
    #expect(try words("乙公司") == ["C1 E1 kin head hard undecided"])
    #expect(try search.found().first?.nearness?.reasons == [.personName])
    search.candidates = [
      try TinyRound.candidate("C1", ["applicant_name": .text("甲公司"), "uscc": .text("91"), "head": .text("王衡")])
    ]
    #expect(try words("", "91") == ["C1 E1 kin head hard standing"])
    #expect(try words("甲公司", "92") == ["C1 E1 kin head hard undecided"])
  }

  @Test func `reaches the issuer of a material`() throws {
    let scheme = try namedScheme("hunan-2025-platform")
    let candidate = try DeclarationReader(scheme).candidate(
      from: JSON.read(
        #"{"candidate_id": "C1", "name": "项目", "applicant_name": "东方红制造厂", "attachments": {"MT-05": {"file": "a.pdf", "issuer": "五岭峰审计所"}}}"#
      ),
      version: 1
    ).get()
    let search = searchConflicts(
      of: ConflictInput(
        candidates: [candidate], experts: [Expert(id: "E1", name: "张三", employer: "五岭峰审计所")], asOf: TinyRound.day),
      under: scheme)
    #expect(search.conflicts.map { "\($0.role) \($0.level)" } == ["specialAuditIssuer hard"])
  }
}
