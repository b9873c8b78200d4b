import Testing

@testable import ExpertReview

@Suite struct `Chains of units` {
  private func held(_ child: String, by parent: String, _ share: String? = nil) -> UnitEntry {
    UnitEntry(name: child, parent: parent, share: share.flatMap { ExactDecimal($0) })
  }

  /// The relations of the links after the tie and before the party, with where each leads.
  private func chain(_ conflict: Conflict) -> [String] {
    conflict.links.dropFirst().dropLast().map { link in
      "\(link.relation) \(link.to)" + (link.share.map { " \($0)" } ?? "")
    }
  }

  @Test(arguments: 1...6)
  func `are followed through any number of holdings, and every link is shown`(depth: Int) throws {
    var search = try Search(applicant: "第0层公司", employer: "第\(depth)层公司")
    search.units = (0..<depth).map { held("第\($0)层公司", by: "第\($0 + 1)层公司", "\(60 + $0)") }
    let found = try search.found()
    #expect(found.map { "\($0.level) \($0.status)" } == ["hard standing"])
    #expect(
      try chain(#require(found.first))
        == (0..<depth).reversed().map { "subsidiary 第\($0)层公司 \(60 + $0)" })
  }

  @Test func `lead through other names, codes and branches as well as holdings`() throws {
    var search = try Search(applicant: "子公司有限公司长沙分公司", employer: "集团研究总院")
    search.units = [
      UnitEntry(name: "集团研究总院", aliasOf: "星衡集团"), UnitEntry(name: "星衡集团", code: "91"),
      UnitEntry(name: "星衡控股（集团）公司", code: "91"),
      held("中间公司", by: "星衡控股(集团)公司", "80"), held("子公司有限公司", by: "中间公司"),
    ]
    let found = try search.found()
    #expect(try search.words == ["C1 E1 employment applicant hard standing"])
    #expect(
      try chain(#require(found.first)) == [
        "alias 星衡集团", "sameCode 星衡控股(集团)公司", "subsidiary 中间公司 80", "subsidiary 子公司有限公司", "branch 子公司有限公司长沙分公司",
      ])
  }

  @Test func `take the shortest of several sure ways, and a sure one before a shorter light one`() throws {
    var search = try Search(applicant: "Y", employer: "X")
    search.units = [held("Y", by: "X", "10"), held("Y", by: "B", "60"), held("B", by: "X", "60")]
    let found = try search.found()
    #expect(found.map(\.level) == [.hard])
    #expect(try chain(#require(found.first)) == ["subsidiary B 60", "subsidiary Y 60"])
  }

  @Test func `are cut where the scheme says that no chain leads through`() throws {
    let policy = try #require(try TinyRound.scheme().conflicts)
    func level(_ notThrough: [String], employer: String = "X") throws -> ConflictPolicy.Level? {
      let units = [held("X", by: "湖南省国有资产监督管理委员会", "100"), held("Y", by: "湖南省国有资产监督管理委员会", "100")]
      let registry = UnitRegistry(units: units, names: ["X", "Y", employer])
      let chains = ConflictPolicy.Chains(
        hardFrom: ExactDecimal(50), softFrom: ExactDecimal(5), notThrough: notThrough, source: policy.source)
      let holdings = UnitHoldings(units: units, registry: registry, chains: chains)
      let end = registry.body(ofName: registry.name("Y"))
      return holdings.related(to: registry.body(ofName: registry.name(employer))).first { $0.body == end }?.level
    }
    #expect(try level([]) == .hard)
    #expect(try level(["国有资产监督管理委员会"]) == nil)
    // Who works for the owner itself is tied to all that it holds.
    #expect(try level(["国有资产监督管理委员会"], employer: "湖南省国有资产监督管理委员会") == .hard)
  }

  @Test(arguments: [("49.99", ConflictPolicy.Level.soft), ("50", .hard), ("5", .soft), ("4.99", nil), ("0", nil)])
  func `count from the shares that the scheme names`(share: String, expected: ConflictPolicy.Level?) {
    let chains = ConflictPolicy.Chains(
      hardFrom: ExactDecimal(50), softFrom: ExactDecimal(5), notThrough: [], source: .house(reason: ""))
    #expect(chains.level(of: ExactDecimal(share)) == expected)
    #expect(chains.level(of: nil) == .hard)
  }

  @Test func `of names that may be near are left to a person wherever they are near`() throws {
    // The name is near at the expert's end, at the candidate's end, and near an alias.
    var search = try Search(applicant: "乙丙精工有限公司", employer: "星恒控股集团")
    search.units = [held("乙丙精工有限公司", by: "星衡控股集团", "80")]
    #expect(try search.words == ["C1 E1 employment applicant hard undecided"])
    #expect(try chain(#require(try search.found().first)) == ["near 星衡控股集团", "subsidiary 乙丙精工有限公司 80"])
    search = try Search(applicant: "乙丙精工股份有限公司", employer: "星衡控股集团")
    search.units = [held("乙丙精工有限公司", by: "星衡控股集团", "20")]
    #expect(try search.words == ["C1 E1 employment applicant soft undecided"])
    search = try Search(applicant: "甲公司", employer: "星恒技术研究总院")
    search.units = [UnitEntry(name: "星衡技术研究总院", aliasOf: "甲公司")]
    #expect(try search.words == ["C1 E1 employment applicant hard undecided"])
    // Two doubtful steps are no way.
    search = try Search(applicant: "乙丙精工股份有限公司", employer: "星恒控股集团")
    search.units = [held("乙丙精工有限公司", by: "星衡控股集团", "80")]
    #expect(try search.words == [])
  }
}
