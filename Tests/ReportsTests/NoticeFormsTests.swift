import ExpertReview
import Reports
import Testing

@Suite struct `A list as the public sees it` {
  /// A final list in the order of the ranking; `unit` is nil for a scheme without publicity.
  static func list(groups: [String], unit: Publicity.Unit?) throws -> NoticeForms {
    let lines = groups.enumerated().map { index, group in
      Notice.Line(
        group: GroupID(group), groupLabel: Bilingual(zh: "组\(group)", en: "group \(group)"), place: index + 1,
        candidate: CandidateID("C\(index + 1)"), project: "项目\(index + 1)", unit: "单位\(index + 1)", city: "")
    }
    let notice = Notice(
      kind: .final, roundID: "r", scheme: Bilingual(zh: "计划", en: "plan"), posted: try #require(CivilDay("2023-04-03")),
      clock: nil, unit: unit, lines: lines, held: [], head: "00")
    return NoticeForms(notice, in: .chinese)
  }

  @Test func `groups that are ranked together are each told once, in the order of the ranking`() throws {
    let text = try Self.list(groups: ["甲", "乙", "甲", "丙", "乙"], unit: nil).text
    let told = text.split(separator: "\n").map { String($0) }.filter { $0.hasPrefix("【") || $0.contains(". 项目") }
    #expect(
      told == [
        "【组甲】", "1. 项目1（单位1）", "2. 项目3（单位3）", "【组乙】", "1. 项目2（单位2）", "2. 项目5（单位5）", "【组丙】", "1. 项目4（单位4）",
      ])
  }

  @Test func `the page heads each group once`() throws {
    let page = try Self.list(groups: ["甲", "乙", "甲"], unit: nil).html
    #expect(page.split(separator: "<h2>").count == 3)
  }

  @Test(arguments: [(Publicity.Unit.working, true), (.calendar, true), (nil, false)])
  func `only a scheme with publicity says that the notice period has ended`(
    unit: Publicity.Unit?, saysSo: Bool
  ) throws {
    #expect(try Self.list(groups: ["甲"], unit: unit).text.contains("公示期已满") == saysSo)
  }
}
