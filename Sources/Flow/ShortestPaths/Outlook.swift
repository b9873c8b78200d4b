/// What the units still to be sent will take, if each takes what the last sixteenth of them took.
///
/// Searches become longer as receivers fill, so this is seldom too much; but where the senders that come first have the
/// hardest choice it can be, twice as much as seen on blocked problems, so nobody should act on less than several times
/// what is bearable. The first look at each row is not counted: it comes to one look at every arc in the end, however
/// the rows differ.
struct Outlook {
  private let units: Int
  private var sent = 0
  private var firstLooks = 0
  /// Where the last sixteenth began.
  private var mark: (sent: Int, work: Int) = (0, 0)

  init(units: Int) { self.units = units }

  /// Counts a sender's units and its first look; gives the outlook at the end of each sixteenth, but
  /// for the last.
  mutating func more(after units: Int, of degree: Int, _ work: Work) -> Int? {
    sent += units
    firstLooks += degree
    let passed = sent - mark.sent
    guard passed >= 16 && 16 * passed >= self.units && sent < self.units else { return nil }
    let searched = work.iterations + work.arcsPriced - firstLooks
    defer { mark = (sent, searched) }
    return (searched - mark.work) * (self.units - sent) / passed
  }
}
