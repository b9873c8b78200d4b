import ExpertReview
import Reports
import Testing

@Suite struct `Sentences on the units file` {
  private static let findings: [UnitFinding] = [
    .parentCircle(["甲", "乙"]), .aliasOfSeveral("甲院", units: ["乙公司", "丙公司"]), .aliasCircle(["甲院", "甲所"]),
    .severalCodes("甲公司", codes: ["91", "92"]), .codeOfSeveral("91", units: ["甲公司", "乙公司"]),
    .aliasWithOtherCode("甲院", of: "甲公司", codes: ["91", "92"]), .ownParent("甲公司"),
    .sharesAbove100("甲公司", sum: ExactDecimal(101), parents: ["乙", "丙"]),
    .severalShares("甲公司", parent: "乙", shares: ["", "30"]), .aliasWithOtherParent("甲院", of: "甲公司", parent: "丙"),
  ]

  @Test(arguments: findings)
  func `name every unit concerned, in both languages`(finding: UnitFinding) {
    for name in finding.names {
      #expect(finding.sentence.zh.contains(name) && finding.sentence.en.contains(name))
    }
  }

  @Test func `differ from kind to kind`() {
    #expect(Set(Self.findings.map(\.kind)).count == Self.findings.count)
    #expect(Set(Self.findings.map(\.sentence.zh)).count == Self.findings.count)
  }

  @Test func `show a circle closed and a missing share as missing`() {
    #expect(UnitFinding.parentCircle(["甲", "乙"]).sentence.zh.contains("甲→乙→甲"))
    #expect(UnitFinding.severalShares("甲公司", parent: "乙", shares: ["", "30"]).sentence.zh.contains("未填、30%"))
  }
}
