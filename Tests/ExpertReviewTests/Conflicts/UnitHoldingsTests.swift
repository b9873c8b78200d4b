import Testing

@testable import ExpertReview

@Suite struct `Units that hold each other` {
  /// Links as `child<parent share`, without a share where the file gives none.
  private func units(_ links: [String]) -> [UnitEntry] {
    links.map { link in
      let sides = link.split(separator: "<").map(String.init)
      let parent = sides[1].split(separator: " ").map(String.init)
      return UnitEntry(name: sides[0], parent: parent[0], share: parent.count > 1 ? ExactDecimal(parent[1]) : nil)
    }
  }

  /// What an expert employed by X and a candidate of Y come to.
  private func level(_ links: [String]) throws -> String {
    var search = try Search(applicant: "Y", employer: "X")
    search.units = units(links)
    let found = try search.found()
    #expect(found.allSatisfy { $0.status == .standing })
    return found.isEmpty ? "none" : found.map { "\($0.level)" }.joined(separator: " ")
  }

  @Test(arguments: [
    (["Y<X 62"], "hard"), (["X<Y 62"], "hard"), (["Y<X 50"], "hard"), (["Y<X"], "hard"), (["Y<X 49.99"], "soft"),
    (["Y<X 5"], "soft"), (["Y<X 4.99"], "none"), (["X<Y 5"], "soft"),
    // Any number of steps up or down.
    (["Y<A 60", "A<B 100", "B<X 51"], "hard"), (["X<A 60", "A<B", "B<Y 51"], "hard"),
    // One small holding on the way makes it light, two are too many.
    (["Y<A 60", "A<X 30"], "soft"), (["Y<A 30", "A<X 60"], "soft"), (["Y<A 30", "A<X 30"], "none"),
    // Sisters, and cousins, under one parent.
    (["X<P 60", "Y<P 60"], "hard"), (["X<P 20", "Y<P 60"], "soft"), (["X<P 20", "Y<P 20"], "none"),
    (["X<A 60", "A<P 60", "Y<B 60", "B<P 60"], "hard"),
    // Two owners of one joint venture are not one house.
    (["Z<X 50", "Z<Y 50"], "none"),
    // The stronger of two ways counts, though it is longer.
    (["Y<X 10", "Y<A 60", "A<X 60"], "hard"), (["Y<X 3", "Y<X 60"], "hard"),
    // Circles end.
    (["X<A 60", "A<X 60"], "none"), (["X<A 60", "A<B 60", "B<X 60", "Y<B 60"], "hard"), (["X<X 100"], "none"),
  ])
  func `stand together as their links say`(links: [String], expected: String) throws {
    #expect(try level(links) == expected)
    #expect(try level(links.reversed()) == expected)
  }

  @Test func `are met under other names and by codes`() throws {
    var search = try Search(applicant: "Y公司", code: "91", employer: "X研究院")
    search.units = [
      UnitEntry(name: "X研究院", aliasOf: "X集团"), UnitEntry(name: "Y（长沙）公司", code: "91", parent: "X 集团", share: nil),
    ]
    #expect(try search.words == ["C1 E1 employment applicant hard standing"])
  }

  @Test func `make a tie no graver than it is`() throws {
    var search = try Search(applicant: "Y", employer: "")
    search.units = units(["Y<X 80"])
    search.relations = [Relation(expert: "E1", party: "X", partyType: .unit, kind: .collaboration)]
    #expect(try search.words == ["C1 E1 collaboration applicant soft standing"])
    search.units = units(["Y<X 20"])
    search.relations = [Relation(expert: "E1", party: "X", partyType: .unit, kind: .kin)]
    #expect(try search.words == ["C1 E1 kin applicant soft standing"])
  }

  @Test func `show every link of the chain`() throws {
    var search = try Search(applicant: "Y", employer: "X")
    search.units = units(["X<P 62.5", "Y<P"])
    let evidence = try #require(try search.found().first?.evidence)
    #expect(evidence.zh == "张三—任职→X—上级单位，持股62.5%→P—下级单位→Y＝申报单位“Y”")
    #expect(evidence.en == "张三 – employment → X – parent, 62.5 % held → P – subsidiary → Y = Applicant “Y”")
  }

  @Test func `are found in a large tangle at once`() throws {
    var lottery = Lottery(3)
    var search = try Search(applicant: "U0", employer: "U1999")
    search.units = (0..<6_000).map { _ in
      UnitEntry(
        name: "U\(lottery.count(0...1_999))", parent: "U\(lottery.count(0...1_999))",
        share: ExactDecimal(lottery.count(0...100)))
    }
    // Everything hangs together here; the point is that it ends.
    #expect(try search.words.count <= 1)
  }
}
