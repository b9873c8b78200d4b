import ExpertReview
import Testing

@testable import PanelCommands

@Suite struct ClockTests {
  @Test(arguments: [
    (0, "1970-01-01"), (57_599, "1970-01-01"), (57_600, "1970-01-02"), (-28_801, "1969-12-31"), (-28_800, "1970-01-01"),
    // 2026-05-08 15:59:59 and 16:00:00 UTC: midnight in Shanghai lies between.
    (1_778_255_999, "2026-05-08"), (1_778_256_000, "2026-05-09"),
  ])
  func `a day begins at midnight in Shanghai`(seconds: Int, day: String) {
    #expect(Clock.day(secondsSince1970: seconds).description == day)
  }

  @Test func `today is a day of these years`() {
    #expect((2025...2125).contains(Clock.today().year))
  }

  @Test func `somebody is at the machine`() {
    #expect(!Account.name(environment: [:]).isEmpty)
  }
}
