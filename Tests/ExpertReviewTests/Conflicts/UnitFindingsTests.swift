import Testing

@testable import ExpertReview

@Suite struct `Findings on the units file` {
  struct Flawed: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let units: [UnitEntry]
    let expected: [UnitFinding]
  }

  static func held(_ child: String, by parent: String, _ share: String? = nil) -> UnitEntry {
    UnitEntry(name: child, parent: parent, share: share.flatMap { ExactDecimal($0) })
  }

  static let flawed: [Flawed] = [
    Flawed(testDescription: "none", units: [held("甲", by: "乙", "60"), held("甲", by: "丙", "40")], expected: []),
    Flawed(
      testDescription: "parents in a circle",
      units: [held("甲", by: "乙", "60"), held("乙", by: "丙"), held("丙", by: "甲", "51"), held("丁", by: "甲")],
      expected: [.parentCircle(["丙", "甲", "乙"])]),
    Flawed(
      testDescription: "two circles",
      units: [held("甲", by: "乙"), held("乙", by: "甲"), held("丙", by: "丁"), held("丁", by: "丙")],
      expected: [.parentCircle(["丁", "丙"]), .parentCircle(["乙", "甲"])]),
    Flawed(testDescription: "its own parent", units: [held("甲公司", by: "甲 公司", "10")], expected: [.ownParent("甲公司")]),
    Flawed(
      testDescription: "another name of two units",
      units: [UnitEntry(name: "甲院", aliasOf: "乙公司"), UnitEntry(name: "甲院", aliasOf: "丙公司")],
      expected: [.aliasOfSeveral("甲院", units: ["丙公司", "乙公司"])]),
    Flawed(
      testDescription: "names in a circle",
      units: [UnitEntry(name: "甲院", aliasOf: "甲所"), UnitEntry(name: "甲所", aliasOf: "甲院")],
      expected: [.aliasCircle(["甲所", "甲院"])]),
    Flawed(
      testDescription: "two codes",
      units: [UnitEntry(name: "甲公司", code: "91"), UnitEntry(name: "甲公司", code: "92", parent: "乙")],
      expected: [.severalCodes("甲公司", codes: ["91", "92"])]),
    Flawed(
      testDescription: "one code of unlike names",
      units: [UnitEntry(name: "星衡智造有限公司", code: "91"), UnitEntry(name: "月升精工有限公司", code: "91")],
      expected: [.codeOfSeveral("91", units: ["星衡智造有限公司", "月升精工有限公司"])]),
    Flawed(
      testDescription: "one code of like names, or of names of each other",
      units: [
        UnitEntry(name: "星衡智造有限公司", code: "91"), UnitEntry(name: "星衡智造股份有限公司", code: "91"),
        UnitEntry(name: "月升精工有限公司", code: "92"), UnitEntry(name: "月升研究院", code: "92", aliasOf: "月升精工有限公司"),
      ], expected: []),
    Flawed(
      testDescription: "another name with another code",
      units: [UnitEntry(name: "甲公司", code: "91"), UnitEntry(name: "甲院", code: "92", aliasOf: "甲公司")],
      expected: [.aliasWithOtherCode("甲院", of: "甲公司", codes: ["91", "92"])]),
    Flawed(
      testDescription: "shares above the whole",
      units: [held("甲", by: "乙", "60.5"), held("甲", by: "丙", "39.6")],
      expected: [.sharesAbove100("甲", sum: ExactDecimal("100.1") ?? .zero, parents: ["丙", "乙"])]),
    Flawed(
      testDescription: "the same holding with two shares",
      units: [held("甲", by: "乙", "60"), held("甲", by: "乙 ", "30")],
      expected: [.severalShares("甲", parent: "乙", shares: ["30", "60"])]),
    Flawed(
      testDescription: "another name with another parent",
      units: [
        held("甲公司", by: "乙", "60"), UnitEntry(name: "甲院", aliasOf: "甲公司", parent: "丙", share: ExactDecimal(40)),
      ],
      expected: [.aliasWithOtherParent("甲院", of: "甲公司", parent: "丙")]),
  ]

  @Test(arguments: flawed)
  func `name what contradicts itself, whatever the order of rows`(_ flawed: Flawed) {
    #expect(unitFindings(in: flawed.units) == flawed.expected)
    #expect(unitFindings(in: flawed.units.reversed()) == flawed.expected)
    for finding in flawed.expected { #expect(!finding.names.isEmpty) }
  }

  @Test func `are many and found at once in a large tangle`() {
    var lottery = Lottery(5)
    let units = (0..<20_000).map { _ in
      UnitEntry(
        name: "U\(lottery.count(0...4_999))", aliasOf: lottery.count(0...9) == 0 ? "U\(lottery.count(0...4_999))" : "",
        parent: "U\(lottery.count(0...4_999))", share: ExactDecimal(lottery.count(0...100)))
    }
    #expect(unitFindings(in: units) == unitFindings(in: units.shuffled(using: &lottery)))
  }
}
