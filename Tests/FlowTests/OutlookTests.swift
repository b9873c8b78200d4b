import Testing

@testable import Flow

@Suite struct Outlooks {
  /// The outlooks of 64 senders of one unit each whose search and first look take so much.
  private func outlooks(_ search: (Int) -> Int, degree: (Int) -> Int) -> [Int] {
    var outlook = Outlook(units: 64)
    var work = Work()
    return (0..<64).compactMap { sender in
      work.iterations += 1
      work.arcsPriced += search(sender) - 1 + degree(sender)
      return outlook.more(after: 1, of: degree(sender), work)
    }
  }

  @Test func `work that stays the same is foreseen, and first looks are none of it`() {
    // Each sixteenth of 64 has four units, and a look is taken after sixteen: three looks, for none is needed at the
    // end.
    #expect(outlooks({ _ in 5 }, degree: { $0 < 3 ? 1000 : 2 }) == [5 * 48, 5 * 32, 5 * 16])
  }

  @Test func `work that grows is never foreseen too large`() {
    let seen = outlooks({ 1 + $0 * $0 }, degree: { _ in 7 })
    let rest = [16, 32, 48].map { (sent: Int) in (sent..<64).reduce(0) { $0 + 1 + $1 * $1 } }
    #expect(seen.count == 3 && zip(seen, rest).allSatisfy { 0 < $0 && $0 <= $1 })
  }

  @Test func `a method gives up where three budgets would not do, but one without a budget never does`() {
    var done = Work()
    done.arcsPriced = 40
    var pace = Pace(done, budget: 100, watch: nil)
    pace.work.arcsPriced += 60
    pace.giveUp(expecting: 240)
    #expect(pace.halt == nil)
    pace.giveUp(expecting: 241)
    #expect(pace.halt == .overBudget)
    var free = Pace(budget: nil, watch: nil)
    free.giveUp(expecting: 1 << 40)
    #expect(free.halt == nil)
  }
}
