import Statistics
import Testing

@testable import ExpertReview

@Suite struct `Panels drawn anew` {
  private func random(_ seed: Int, count: Int = 14, panel: Int = 5) -> AnalysedRound {
    var stream = RandomStream(seed: 31, stream: UInt64(seed))
    let merits = (0..<count).map { _ in 75 + 8 * stream.standardNormal() }
    return AnalysedRound(merits: merits, pool: 12, panel: panel, line: count / 3, stream: &stream)
  }

  private func summary(_ drawn: ResampledPanels) -> [[Int32]] { drawn.replicates.map(\.places) }

  @Test func `give the same whatever the number of threads, and other numbers under another seed`() throws {
    let replay = try random(1).ranking().replay
    let one = ResampledPanels(replay, count: 130, seed: "x", threads: 1)
    let four = ResampledPanels(replay, count: 130, seed: "x", threads: 4)
    #expect(summary(one) == summary(four))
    #expect(one.replicates.map(\.above) == four.replicates.map(\.above))
    #expect(one.replicates.map(\.scores) == four.replicates.map(\.scores))
    #expect(summary(one) != summary(ResampledPanels(replay, count: 130, seed: "y", threads: 1)))
  }

  @Test func `do not depend on the order of sheets`() throws {
    var round = random(2)
    let first = ResampledPanels(try round.ranking().replay, count: 40, seed: "1", threads: 1)
    round.sheets = round.sheets.map { $0.reversed() }
    #expect(summary(first) == summary(ResampledPanels(try round.ranking().replay, count: 40, seed: "1", threads: 1)))
  }

  @Test func `move nobody where experts agree, and split a tie at the line by lot`() throws {
    func alike(_ mark: Int32) -> [AnalysedRound.Sheet] {
      (0..<3).map { AnalysedRound.Sheet(expert: $0, marks: [mark, mark]) }
    }
    let round = AnalysedRound(sheets: [alike(90), alike(80), alike(80), alike(80), alike(70)], line: 2)
    let drawn = ResampledPanels(try round.ranking().replay, count: 300, seed: "1", threads: 1)
    #expect(drawn.replicates.allSatisfy { $0.places == [1, 2, 2, 2, 5] })
    #expect(drawn.replicates.allSatisfy { $0.above[0] && !$0.above[4] && $0.above.count { $0 } == 2 })
    for tied in 1...3 {
      let share = drawn.replicates.count { $0.above[tied] }
      // A third of 300; the standard error is 8.2.
      #expect(abs(share - 100) < 33)
    }
  }

  @Test func `a severity that all share moves nobody`() throws {
    // Three experts mark everybody; each adds its own severity to marks that are otherwise in the same order.
    let severities: [Int32] = [-20, 0, 15]
    let round = AnalysedRound(
      sheets: [60, 62, 64, 66].map { merit in
        severities.indices.map {
          AnalysedRound.Sheet(expert: $0, marks: [merit + severities[$0], merit + severities[$0]])
        }
      }, line: 2)
    let drawn = ResampledPanels(try round.ranking().replay, count: 50, seed: "1", threads: 1)
    #expect(drawn.replicates.allSatisfy { $0.places == [4, 3, 2, 1] }, "whole experts are drawn, for all alike")
  }

  @Test func `recused and empty sheets are not drawn`() throws {
    var round = random(3)
    let before = ResampledPanels(try round.ranking().replay, count: 30, seed: "1", threads: 1)
    round.sheets = round.sheets.map { sheets in
      let absent = (0..<12).first { expert in !sheets.contains { $0.expert == expert } } ?? 0
      return sheets + [AnalysedRound.Sheet(expert: absent, marks: nil)]
    }
    let after = ResampledPanels(try round.ranking().replay, count: 30, seed: "1", threads: 1)
    #expect(summary(before) == summary(after))
  }

  @Test func `an incomplete sheet that does not count is not drawn, and a gap takes nobody's place`() throws {
    var round = random(4)
    let before = ResampledPanels(try round.ranking().replay, count: 60, seed: "1", threads: 1)
    let absent = (0..<12).first { expert in !round.sheets[2].contains { $0.expert == expert } } ?? 0
    round.sheets[2].append(AnalysedRound.Sheet(expert: absent, marks: [90, MarkMatrix.missing]))
    let after = ResampledPanels(try round.ranking().replay, count: 60, seed: "1", threads: 1)
    #expect(summary(before) == summary(after), "totals are joined, and this sheet has none")

    round.basis = .item
    // Only one of the sheets marks the second item; who loses it in a replicate keeps its own sheets there.
    round.sheets[2] = round.sheets[2].enumerated().map { position, sheet in
      AnalysedRound.Sheet(expert: sheet.expert, marks: [sheet.marks?[0] ?? 0, position == 0 ? 80 : MarkMatrix.missing])
    }
    let gaps = ResampledPanels(try round.ranking().replay, count: 60, seed: "1", threads: 1)
    #expect(gaps.replicates.allSatisfy { $0.places[2] <= 14 && $0.places.allSatisfy { $0 <= 14 } })
  }

  @Test func `intervals hold the place by true merit near as often as they say`() {
    // Twelve candidates two points apart, seven experts of twenty each; noise as in marks of a hundred. Ninety per cent
    // is nominal; a bootstrap of ranks falls somewhat short of it, and the tested intervals must not.
    let merits = (0..<12).map { 66 + 2 * Double($0) }
    var (drawnHolds, testedHolds, cases) = (0, 0, 0)
    for number in 0..<14 {
      var stream = RandomStream(seed: 41, stream: UInt64(number))
      let round = AnalysedRound(merits: merits, pool: 20, panel: 7, line: 4, noise: 5, severity: 2, stream: &stream)
      guard let replay = try? round.ranking().replay else { continue }
      let drawn = ResampledPanels(replay, count: 60, seed: "\(number)", threads: processorCount)
      let tested = replay.testedPlaces(drawn, seed: "\(number)")
      for candidate in merits.indices {
        let place = 12 - candidate
        drawnHolds += drawn.places(of: candidate).contains(place) ? 1 : 0
        testedHolds += tested[candidate]?.own.contains(place) == true ? 1 : 0
        cases += 1
      }
    }
    #expect(cases == 168)
    // The standard error of a share of 168 at 0.9 is 0.023, rounds counted as independent.
    #expect(Double(testedHolds) / 168 > 0.9 - 0.07)
    #expect(Double(drawnHolds) / 168 > 0.8 - 0.07)
  }

  @Test func `scores as estimates stand in the order of the exact ones`() throws {
    for number in 0..<5 {
      let replay = try random(number).ranking().replay
      let exact = (0..<14).map { replay.problem.groups[0].ratio(of: $0) }
      let values = ReplicateScores(of: replay.problem.groups)
      for first in 0..<14 {
        for other in 0..<14 {
          guard let a = exact[first], let b = exact[other] else { continue }
          let difference = a.fraction - b.fraction
          guard difference > Fraction(1, 1_000_000_000) else { continue }
          #expect(values.isAbove(first, other))
        }
      }
    }
  }
}
