import Testing

@testable import ExpertReview

@Suite struct `A match that a person decides` {
  private func nearness(_ search: Search) throws -> Nearness {
    let found = try search.found()
    #expect(found.map(\.status) == [.undecided])
    return try #require(found.first?.nearness)
  }

  @Test func `shows the nearest name, its score and why`() throws {
    let search = try Search(applicant: "湖南星衡智造有限公司", employer: "湖南星恒智造有限公司")
    let near = try nearness(search)
    #expect(near.name == "湖南星恒智造有限公司" && near.nearest == "湖南星衡智造有限公司")
    #expect(near.score == ExactDecimal(90) && near.reasons == [.oneEdit])
    let evidence = try #require(try search.found().first?.evidence)
    #expect(
      evidence.zh
        == "张三—任职→湖南星恒智造有限公司—名称相近→湖南星衡智造有限公司＝申报单位“湖南星衡智造有限公司”；“湖南星恒智造有限公司”与“湖南星衡智造有限公司”相近90%（一字之差），须人工确认")
    #expect(evidence.en.hasSuffix("are 90 % alike (one letter apart), a person must decide"))
  }

  @Test func `is of a hospital and its university`() throws {
    #expect(try nearness(Search(applicant: "中南大学", employer: "中南大学湘雅医院")).reasons == [.leadingPart])
    #expect(try nearness(Search(applicant: "国防科技大学", employer: "国防科大")).reasons == [.abbreviation])
  }

  @Test func `is settled by codes, on either side from its own file or the units file`() throws {
    var search = try Search(applicant: "湖南星衡智造有限公司", code: "91", employer: "湖南星恒智造有限公司", employerCode: "92")
    #expect(try search.words == [])
    search = try Search(applicant: "湖南星衡智造有限公司", employer: "湖南星恒智造有限公司")
    search.units = [UnitEntry(name: "湖南星衡智造有限公司", code: "91"), UnitEntry(name: "湖南星恒智造有限公司", code: "92")]
    #expect(try search.words == [])
    search.units = [UnitEntry(name: "湖南星衡智造有限公司", code: "91"), UnitEntry(name: "湖南星恒智造有限公司", code: "91")]
    #expect(try search.words == Units.hard)
    // Equal names with unequal codes are two; a relation's own code counts too.
    search = try Search(applicant: "甲公司", code: "91", employer: "")
    search.relations = [
      Relation(expert: "E1", party: "甲公司", partyType: .unit, partyCode: "92", kind: .employment),
      Relation(expert: "E1", party: "乙公司", partyType: .unit, partyCode: "9 1", kind: .collaboration),
    ]
    #expect(try search.words == ["C1 E1 collaboration applicant soft standing"])
  }

  @Test func `needs nobody where a code was written in the place of the name`() throws {
    let code = "91430104514471758T"
    var search = try Search(applicant: "甲公司", code: code, employer: "")
    search.relations = [Relation(expert: "E1", party: "９１43-0104-514471758t", partyType: .unit, kind: .collaboration)]
    #expect(try search.words == ["C1 E1 collaboration applicant soft standing"])
    search.relations = []
    search.experts = [Expert(id: "E1", name: "张三", employer: code)]
    #expect(try search.words == Units.hard)
  }

  @Test func `is of a name that stands with several codes`() throws {
    var search = try Search(applicant: "甲公司", code: "91", employer: "甲公司")
    #expect(try search.words == Units.hard)
    search.candidates.append(try Search.candidate("C2", applicant: "甲公司", code: "92", track: "vertical"))
    #expect(
      try search.words == [
        "C1 E1 employment applicant hard undecided", "C2 E1 employment applicant hard undecided",
      ])
    #expect(try search.found().compactMap(\.nearness?.reasons) == [[.severalCodes], [.severalCodes]])
    // The units file says which of the two bears the name.
    search.units = [UnitEntry(name: "甲公司", code: "92")]
    #expect(try search.words == ["C2 E1 employment applicant hard standing"])
  }

  @Test func `is of a name about which the units file contradicts itself`() throws {
    var search = try Search(applicant: "乙公司", employer: "甲院")
    search.units = [UnitEntry(name: "甲院", aliasOf: "乙公司"), UnitEntry(name: "甲院", aliasOf: "丙公司")]
    #expect(try nearness(search).reasons == [.contradiction])
    #expect(try search.search().findings == [.aliasOfSeveral("甲院", units: ["丙公司", "乙公司"])])
    search.units.append(UnitEntry(name: "丁公司", parent: "丙公司"))
    search.candidates = [try Search.candidate("C1", applicant: "丁公司")]
    #expect(try search.words == Units.doubtful)
    // Seen from the other side, and for a name with two codes.
    search = try Search(applicant: "甲院", employer: "丙公司")
    search.units = [UnitEntry(name: "甲院", aliasOf: "乙公司"), UnitEntry(name: "甲院", aliasOf: "丙公司")]
    #expect(try search.words == Units.doubtful)
    search = try Search(applicant: "甲公司", employer: "乙公司", employerCode: "92")
    search.units = [UnitEntry(name: "甲公司", code: "91"), UnitEntry(name: "甲公司", code: "92")]
    #expect(try search.words == Units.doubtful)
    // Another name with another code is not made one with the unit.
    search = try Search(applicant: "甲公司", employer: "甲院")
    search.units = [UnitEntry(name: "甲公司", code: "91"), UnitEntry(name: "甲院", code: "92", aliasOf: "甲公司")]
    #expect(try search.words.isEmpty)
  }

  @Test func `is none between a branch and its company, or names in traditional writing`() throws {
    #expect(
      try Search(applicant: "星衡有限公司", code: "91", employer: "星衡有限公司长沙分公司", employerCode: "92").words == Units.hard)
    #expect(try Search(applicant: "星衡有限公司株洲分公司", employer: "星衡有限责任公司长沙分公司").words == Units.hard)
    #expect(try Search(applicant: "长沙电缆总公司", employer: "長沙電纜總公司").words == Units.hard)
    #expect(try Search(applicant: "星衡有限公司", employer: "星衡有限公司长沙子公司").words == Units.doubtful)
  }

  @Test func `stands beside every other that may be meant`() throws {
    var search = try Search(applicant: "湖南星衡智造有限公司", employer: "")
    search.relations = ["湖南星恒智造有限公司", "湖南月衡智造有限公司"].map {
      Relation(expert: "E1", party: $0, partyType: .unit, kind: .employment)
    }
    #expect(try search.found().compactMap(\.nearness?.name) == ["湖南星恒智造有限公司", "湖南月衡智造有限公司"])
  }

  @Test func `is not passed over beside a lighter one that is sure`() throws {
    var search = try Search(applicant: "湖南星衡智造有限公司", employer: "湖南星恒智造有限公司")
    search.units = [
      UnitEntry(name: "湖南星衡智造有限公司", parent: "母公司", share: ExactDecimal(20))
    ]
    search.relations = [Relation(expert: "E1", party: "母公司", partyType: .unit, kind: .employment)]
    #expect(
      try search.words == [
        "C1 E1 employment applicant soft standing", "C1 E1 employment applicant hard undecided",
      ])
    #expect(try search.search().standing("C1", "E1") == .barred)
  }
}
