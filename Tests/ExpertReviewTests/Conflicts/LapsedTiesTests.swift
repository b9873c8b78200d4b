import Testing

@testable import ExpertReview

/// Ties that a search leaves out because they are over, for one who asks why.
@Suite struct `A tie that lapsed` {
  /// E1 had this tie to C1's applicant, or to C1's customer.
  private func lapsed(
    _ kind: Relation.Kind, until: String?, party: String = "甲公司", from: String? = nil
  ) throws -> [String] {
    var round = try TinyRound.round()
    let customers = JSON.array([.object(["name": .text("客户公司")])])
    let candidate = try TinyRound.candidate("C1", ["applicant_name": .text("甲公司"), "customers": customers])
    let expert = Expert(id: "E1", name: "张三", employer: "甲公司")
    try round.add(.candidatesImported([candidate]))
    try round.add(.expertsImported([expert]))
    try round.add(
      .relationsImported([
        Relation(
          expert: "E1", party: party, partyType: .unit, kind: kind, from: from.flatMap { CivilDay($0) },
          until: until.flatMap { CivilDay($0) })
      ]))
    return round.lapsedTies(between: candidate, and: expert, asOf: TinyRound.day).map {
      "\($0.relation.kind) \($0.seen.role) \($0.seen.party) \($0.ended) \($0.edge)"
    }
  }

  @Test func `is told with the day from which on it would count`() throws {
    #expect(try lapsed(.employment, until: "2022-12-15") == ["employment applicant 甲公司 2022-12-15 2022-12-15"])
    #expect(
      try lapsed(.collaboration, until: "2020-01-01", party: "客户公司") == [
        "collaboration customer 客户公司 2020-01-01 2022-12-15"
      ])
    #expect(try lapsed(.kin, until: "2025-12-14") == ["kin applicant 甲公司 2025-12-14 2025-12-15"])
  }

  @Test func `is none that counts, goes on, has not begun or is to somebody else`() throws {
    #expect(try lapsed(.employment, until: "2022-12-16") == [])
    #expect(try lapsed(.kin, until: "2025-12-15") == [])
    #expect(try lapsed(.employment, until: nil) == [])
    #expect(try lapsed(.employment, until: "2020-01-01", party: "丙公司") == [])
    // A kind that the scheme does not name.
    #expect(try lapsed(.advisory, until: "2020-01-01") == [])
  }
}
