import Testing

@testable import ExpertReview

@Suite struct `Counting years, characters and codes` {
  @Test(arguments: [
    ("2023-01-01", "2025-11-20", 2), ("2023-01-02", "2025-11-20", 1), ("2022-06-30", "2025-01-01", 2),
    ("2025-01-01", "2025-12-31", 0), ("2026-03-01", "2025-12-31", 0), ("2024-01-01", "2025-01-01", 1),
  ])
  func `a complete year runs from 1 January to 31 December`(founded: String, submitted: String, years: Int) throws {
    #expect(completeYears(from: try #require(CivilDay(founded)), to: try #require(CivilDay(submitted))) == years)
  }

  @Test(arguments: [
    ("2024-06-20", "2026-06-20", 2), ("2024-06-21", "2026-06-20", 1), ("2024-02-29", "2025-02-28", 1),
    ("2026-06-21", "2026-06-20", 0), ("2026-06-20", "2026-06-20", 0),
  ])
  func `a year since a day is full on its anniversary`(first: String, last: String, years: Int) throws {
    #expect(anniversaries(from: try #require(CivilDay(first)), to: try #require(CivilDay(last))) == years)
  }

  // The first two are the example of GB 32100-2015 and a published code; the others change one character.
  @Test(arguments: [
    ("91350100M000100Y43", true), ("91350100M000100Y44", false), ("91350100M000100X43", false),
    ("9135010OM000100Y43", false),
    ("91350100M000100Y4", false), ("", false), ("91350100m000100y43", false),
  ])
  func `a credit code has the right check character`(code: String, isRight: Bool) {
    #expect(code.isCreditCode == isRight)
  }

  @Test(arguments: [("", 0), ("大模型 简介\n", 5), ("a　b", 2), ("e\u{301}é", 2), ("👩‍👩‍👧", 1)])
  func `characters are counted as seen, without white space`(text: String, count: Int) {
    #expect(text.characterCountWithoutSpace == count)
    #expect(!text.exceeds(limit: max(1, count)))
    #expect(count < 2 || text.exceeds(limit: count - 1))
  }

  @Test func `the quick test of length agrees with the count`() {
    for count in 0...40 {
      let text = String(repeating: "模 型e\u{301}", count: count)
      for limit in 1...140 {
        #expect(text.exceeds(limit: limit) == (text.characterCountWithoutSpace > limit))
      }
    }
  }

  @Test func `a ban decided with its own end runs to that end`() throws {
    let decided = try #require(CivilDay("2025-12-10"))
    let until = try #require(CivilDay("2026-06-01"))
    let ban = Sanction(code: "", name: "", scheme: SchemeID("x"), decidedOn: decided, until: until, ground: "")
    #expect(ban.bars(submission: until.adding(days: -1), months: 36))
    #expect(!ban.bars(submission: until, months: 36))
  }
}
