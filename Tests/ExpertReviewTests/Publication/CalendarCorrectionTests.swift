import FoundationEssentials
import Testing

@testable import ExpertReview

/// A calendar that is corrected while a list is on notice.
@Suite struct `A corrected calendar` {
  private func text(adding days: String = "", without: String = "") throws -> String {
    var text = String(decoding: try RubricsFolder.bytes("calendars/china.json"), as: UTF8.self)
    if !days.isEmpty { text = text.replacing(#""2026-01-01", "#, with: #""2026-01-01", \#(days), "#) }
    if !without.isEmpty { text = text.replacing(without, with: "") }
    return text
  }

  private func onNotice() throws -> PostedRound {
    var posted = try PostedRound(3)
    try posted.post(.proposed, "C1 C2")
    return posted
  }

  private func correct(_ posted: inout PostedRound, _ text: String, reason: String = "国务院办公厅调整放假安排") throws {
    try posted.round.add(.calendarImported(text), reason: reason, on: PostedRound.posted)
  }

  @Test func `lengthens a notice that runs`() throws {
    var posted = try onNotice()
    try correct(&posted, try text(adding: #""2026-01-05""#))
    #expect(posted.round.board.showings["C1"]?.lastDay == CivilDay("2026-01-07"))
    #expect(throws: RoundRefusal.noticeRunning(publishFrom: CivilDay("2026-01-08") ?? PostedRound.posted)) {
      try posted.post(.final, "C1 C2", on: PostedRound.publishFrom)
    }
  }

  @Test func `never ends one before the day printed on it`() throws {
    var posted = try onNotice()
    try correct(&posted, try text(without: #""2026-01-02", "#))
    #expect(posted.round.board.showings["C1"]?.lastDay == PostedRound.lastDay)
  }

  @Test func `leaves those alone who are final`() throws {
    var posted = try onNotice()
    try posted.round.add(.decided(.object("C2", from: "丙", ground: "x")), on: PostedRound.posted)
    try posted.post(.final, "C1", on: PostedRound.publishFrom)
    try correct(&posted, try text(adding: #""2026-01-05""#))
    #expect(posted.round.board.showings["C1"]?.lastDay == PostedRound.lastDay)
    #expect(posted.round.board.showings["C2"]?.lastDay == CivilDay("2026-01-07"))
  }

  @Test func `is refused without a reason, where it cannot be read, and where it lacks a year`() throws {
    let posted = try onNotice()
    func refusal(_ text: String, reason: String = "更正") -> RoundRefusal? {
      var posted = posted
      do {
        try correct(&posted, text, reason: reason)
        return nil
      } catch { return error as? RoundRefusal }
    }
    #expect(refusal(try text(), reason: "") == .noReason(act: "calendar"))
    #expect(refusal("{}") == .unreadableCalendar(.missing(key: "name", line: 1)))
    let bare = #"{"name": {"zh": "日历", "en": "Calendar"}, "years": []}"#
    #expect(refusal(bare) == .calendarLacksYears(posted.round.calendar.years))
    #expect(refusal(try text()) == nil)
  }
}
