import Testing

@testable import Simulation

@Suite struct `Measures of a replicate` {
  // Eight candidates in falling quality; by score the order is 1, 0, 4, 2, 3, 5, 7, 6 (from the top), three places.
  private let theta = [8.0, 7, 6, 5, 4, 3, 2, 1]
  private let scores = [90.0, 95, 80, 75, 85, 70, 60, 65]
  private let lots = (0..<8).map { UInt64($0) }

  private func given(_ scores: [Double], _ places: Int = 3, lottery: Int = 0, lots: [UInt64]? = nil) -> PlacesGiven {
    var given = PlacesGiven()
    given.scores = scores
    given.standing = scores
    given.givePlaces(places, lottery: lottery, lots ?? self.lots)
    return given
  }

  private func figures(
    _ outcome: PlacesGiven, again: PlacesGiven? = nil, honest: PlacesGiven? = nil, unrounded: PlacesGiven? = nil,
    theta: [Double]? = nil, unit: Double = 10
  ) -> MeasureFigures {
    MeasureFigures(
      truth: TrueOrder(theta ?? self.theta, lots), places: 3, outcome: outcome, again: again, honest: honest,
      unrounded: unrounded, sheets: 40, unit: unit, minutesPerSheet: 45)
  }

  @Test func `of ranks are those counted by hand`() {
    let figures = figures(given(scores))
    // Of 28 pairs four stand the wrong way round, (0,1), (2,4), (3,4), (6,7): τ = 1 − 2 · 4/28.
    #expect((figures.value(of: .kendall) - 20.0 / 28).magnitude < 1e-15)
    // Places by score 2 1 4 5 3 6 8 7 against 1 … 8: Σd² = 1+1+1+1+4+0+1+1 = 10; ρ = 1 − 6 · 10 ÷ 504.
    #expect((figures.value(of: .spearman) - (1 - 60.0 / 504)).magnitude < 1e-15)
    #expect(figures.value(of: .bestIn) == 1)
    #expect(figures.value(of: .bestFirst) == 0)
  }

  @Test func `of places are those counted by hand`() {
    let figures = figures(given(scores))
    // In: 1, 0, 4; deserving: 0, 1, 2.
    #expect(figures.value(of: .precision) == 2.0 / 3)
    #expect(figures.value(of: .recall) == 2.0 / 3)
    // Means 7 and 19/3; θ has the variance (64 − 1)/12 of eight numbers in a row.
    #expect((figures.value(of: .regret) - (7 - 19.0 / 3) / (63.0 / 12).squareRoot()).magnitude < 1e-15)
    #expect(figures.value(of: .worstDisplaced) == 2, "the fifth by quality is two places below the line")
    #expect(figures.value(of: .bestMissed) == 1, "the third by quality is the last above the line")
    #expect(figures.value(of: .sheetsPerCandidate) == 5)
    #expect(figures.value(of: .expertHours) == 30)
  }

  @Test func `of errors are in units of quality and free of the mean`() {
    // Scores ten times the quality, one of them 8 too high: differences 0 … 0, 0.8; their mean 0.1.
    var scores = theta.map { 10 * $0 + 33 }
    scores[0] += 8
    let value = figures(given(scores)).value(of: .rootMeanSquareError)
    #expect((value - ((7 * 0.01 + 0.49) / 8).squareRoot()).magnitude < 1e-12)
    #expect(figures(given(scores), unit: .nan).value(of: .rootMeanSquareError).isNaN)
  }

  @Test func `of two panels compare lists and scores`() {
    // Another panel lets 0, 2 and 4 in.
    let again = given([90, 20, 80, 10, 85, 5, 4, 3])
    let figures = figures(given(scores), again: again, honest: again, unrounded: again)
    #expect(figures.value(of: .repeatable) == 2.0 / 3)
    #expect(figures.value(of: .inconsistent) == 0.25, "1 and 2 of eight")
    #expect(figures.value(of: .colluderReach) == 1.0 / 3)
    #expect(figures.value(of: .decidedByRounding) == 1.0 / 3)
    #expect(self.figures(given(scores), again: given(scores)).value(of: .panelCorrelation) == 1)
    #expect(self.figures(given(scores)).value(of: .repeatable).isNaN, "no other panel was drawn")
    #expect(self.figures(given(scores)).value(of: .colluderReach) == 0, "everybody judges")
  }

  @Test func `of ties count the places that only a lot could give`() {
    // Two at the line for one place, then three for two.
    #expect(figures(given([90, 80, 70, 70, 60, 50, 40, 30])).value(of: .decidedByTie) == 1.0 / 3)
    #expect(figures(given([90, 80, 80, 80, 60, 50, 40, 30])).value(of: .decidedByTie) == 2.0 / 3)
    #expect(figures(given([90, 90, 80, 70, 60, 50, 40, 30])).value(of: .decidedByTie) == 0, "both are in")
    #expect(given([90, 80, 70, 70, 60, 50, 40, 30]).isIn == [true, true, true] + [Bool](repeating: false, count: 5))
    let turned = given([90, 80, 70, 70, 60, 50, 40, 30], lots: lots.reversed())
    #expect(turned.isIn == [true, true, false, true] + [Bool](repeating: false, count: 4), "the lower lot is first")
  }

  @Test func `under a lottery are sure outside the zone only`() {
    // Half a width of two places: the first is in, the lots settle two of the places two to five.
    let outcome = given(scores, lottery: 2, lots: [0, 1, 2, 3, 4, 5, 6, 7].reversed())
    // From the top: 1 | 0 4 2 3 | 5 7 6; by lot the lowest are 4 and 3.
    #expect(outcome.isIn.indices.filter { outcome.isIn[$0] } == [1, 3, 4])
    #expect(outcome.byTie == 2 && outcome.inCount == 3)
  }

  @Test func `leave out who has no score, and give them no place`() {
    let outcome = given([90, .nan, 80, .nan, .nan, .nan, .nan, .nan], 3)
    #expect(outcome.inCount == 2 && outcome.isIn == [true, false, true] + [Bool](repeating: false, count: 5))
    let figures = figures(outcome)
    #expect(figures.value(of: .kendall) == 1 && figures.value(of: .precision) == 1)
    #expect(figures.value(of: .recall) == 2.0 / 3)
    #expect(self.figures(given([Double](repeating: .nan, count: 8))).value(of: .precision).isNaN)
    #expect(self.figures(given([Double](repeating: 5, count: 8))).value(of: .kendall).isNaN, "all are equal")
  }

  @Test func `of two stages put those who stayed behind below all who went on`() {
    var outcome = PlacesGiven()
    let first = [50.0, 90, 40, 80, 70, 60, 30, 20]
    let admitted = PlacesGiven.admitted(first, 4, lots)
    #expect(admitted == [1, 3, 4, 5])
    outcome.scores = [.nan, 10, .nan, 20, 30, .nan, .nan, .nan]
    outcome.join(first, admitted, carry: 0.25)
    outcome.givePlaces(2, lottery: 0, lots)
    #expect(outcome.scores[1] == 30 && outcome.scores[3] == 35 && outcome.scores[4] == 40)
    #expect(outcome.order.prefix(3) == [4, 3, 1])
    #expect(
      outcome.order.suffix(5) == [0, 2, 6, 7, 5], "then the first stage's order; last who got no mark in the second")
    #expect(outcome.isIn == [false, false, false, true, true, false, false, false])
  }

  @Test func `have quantiles that merge in any order`() throws {
    var (left, right) = (MeasureHistogram(range: 0...1), MeasureHistogram(range: 0...1))
    for step in 0..<1000 {
      if step % 2 == 0 { left.add(Double(step) / 1000) } else { right.add(Double(step) / 1000) }
    }
    left.add(.nan)
    var (one, other) = (left, right)
    one.merge(right)
    other.merge(left)
    #expect(one == other && one.total == 1000)
    let median = try #require(one.quantile(0.5))
    // A bin is a two-thousandth wide; the error is half the width of 500 ± √250 thousandths.
    #expect((median.value - 0.5).magnitude < 0.001)
    #expect((median.standardError - 250.0.squareRoot() / 1000).magnitude < 0.001)
    #expect(MeasureHistogram(range: 0...1).quantile(0.5) == nil)
  }
}
