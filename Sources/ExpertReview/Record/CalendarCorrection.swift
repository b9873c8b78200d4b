// The calendar of working days, corrected while a round runs: a year that was not yet known, a day that was moved.

extension Round {
  /// Takes a whole calendar in place of the one that the round was begun with.
  ///
  /// A notice that runs already ends when the corrected calendar says, and never before the day that was printed on it:
  /// whoever relied on that day keeps it. Lists that are final stay so.
  mutating func takeCalendar(_ text: String, entry: FactEntry) throws(RoundRefusal) {
    guard !entry.reason.isEmpty else { throw .noReason(act: "calendar") }
    let corrected: WorkingCalendar
    do throws(CalendarFault) { corrected = try WorkingCalendar(reading: Array(text.utf8)) } catch {
      throw .unreadableCalendar(error)
    }
    let lost = calendar.years.filter { !corrected.years.contains($0) }
    guard lost.isEmpty else { throw .calendarLacksYears(lost) }
    calendar = corrected
    calendarText = text
    guard let publicity = scheme.publicity else { return }
    for (id, showing) in board.showings where board.publication(of: id) == nil {
      guard let clock = try? PublicityClock(posted: showing.posted, publicity: publicity, calendar: corrected) else {
        continue
      }
      board.showings[id]?.lastDay = max(showing.lastDay, clock.lastDay)
    }
  }
}
