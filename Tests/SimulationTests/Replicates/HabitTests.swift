import ExpertReview
import Statistics
import Testing

@testable import Simulation

// Moments of many draws lie within four of their standard errors of what the model says; the seed is fixed.
@Suite struct `What a model draws` {
  private let streams = ReplicateStreams(seed: 4, model: 0)

  private func moments(_ values: [Double]) -> (mean: Double, variance: Double, skewness: Double) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let second = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    let third = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) } / n
    return (mean, second, third / (second * second.squareRoot()))
  }

  /// Whether a share is within four of its standard errors of what is expected.
  private func isShare(_ count: Int, of all: Int, near expected: Double) -> Bool {
    let error = (expected * (1 - expected) / Double(all)).squareRoot()
    return (Double(count) / Double(all) - expected).magnitude < 4 * error
  }

  private func qualities(_ quality: StudyModel.Quality, count: Int = 20_000, places: Int = 2_000) -> [Double] {
    let model = StudySample.model(candidates: count, places: places, quality: quality)
    var theta = [Double](repeating: 0, count: count)
    var stream = streams.stream(0, .quality)
    model.drawQualities(into: &theta, &stream)
    return theta
  }

  @Test func `qualities have the moments of their distribution`() {
    let normal = moments(qualities(.normal(deviation: 2)))
    // Standard errors of mean, variance and skewness of n normals: σ/√n, σ²√(2/n), √(6/n).
    #expect(normal.mean.magnitude < 4 * 2 / 20_000.0.squareRoot())
    #expect((normal.variance - 4).magnitude < 4 * 4 * (2 / 20_000.0).squareRoot())
    #expect(normal.skewness.magnitude < 4 * (6 / 20_000.0).squareRoot())
    let skewed = moments(qualities(.skewed(shape: 4, deviation: 1)))
    // A gamma of shape k has the excess kurtosis 6/k; the skewness 2/√k = 1 scatters some five times a normal's.
    #expect(skewed.mean.magnitude < 4 / 20_000.0.squareRoot())
    #expect((skewed.variance - 1).magnitude < 4 * ((2 + 6.0 / 4) / 20_000).squareRoot())
    #expect((skewed.skewness - 1).magnitude < 0.2)
    let steep = moments(qualities(.skewed(shape: 0.5, deviation: 1)))
    #expect(steep.mean.magnitude < 4 / 20_000.0.squareRoot())
    #expect((steep.variance - 1).magnitude < 4 * (14.0 / 20_000).squareRoot())
  }

  @Test func `clusters stand at the line`() {
    let all = qualities(.clustered(share: 0.4, width: 0.05, deviation: 1))
    // A tenth get places: the line is at 1.2816; of the normal six tenths, 0.176 lie within three widths of it.
    let near = all.count { ($0 - 1.2815515655446004).magnitude < 0.15 }
    let ordinary =
      NormalDistribution.probability(above: 1.1315515655446004)
      - NormalDistribution.probability(above: 1.4315515655446004)
    #expect(isShare(near, of: 20_000, near: 0.4 * 0.9973 + 0.6 * ordinary))
  }

  @Test func `resampled qualities are those given, evenly`() {
    let all = qualities(.resampled([1, 2, 4, 8]))
    for value in [1.0, 2, 4, 8] {
      #expect(isShare(all.count { $0 == value }, of: 20_000, near: 0.25))
    }
  }

  @Test func `experts' habits have the spread asked for, and are those of a larger panel's first`() {
    let habits = StudyModel.Experts(
      severity: 0.5, spread: 0.2, drift: 0.3, centralTendency: 0.25, rounders: 0.3)
    var (all, few) = (ExpertHabits(), ExpertHabits())
    all.draw(habits, count: 10_000, streams, 3, .deciding)
    few.draw(habits, count: 7, streams, 3, .deciding)
    #expect(few.severity.elementsEqual(all.severity.prefix(7)) && few.scale.elementsEqual(all.scale.prefix(7)))
    #expect(few.drift.elementsEqual(all.drift.prefix(7)) && few.reach.elementsEqual(all.reach.prefix(7)))
    #expect(few.isRounder.elementsEqual(all.isRounder.prefix(7)))
    let error = (2 / 10_000.0).squareRoot()
    #expect((moments(all.severity).variance / 0.25 - 1).magnitude < 4 * error)
    #expect((moments(all.scale.map { naturalLogarithm($0) }).variance / 0.04 - 1).magnitude < 4 * error)
    #expect((moments(all.drift).variance / 0.09 - 1).magnitude < 4 * error)
    // Evenly from 1 down to ½.
    #expect((moments(all.reach).mean - 0.75).magnitude < 4 * (0.25 / 12 / 10_000.0).squareRoot())
    #expect(all.reach.allSatisfy { $0 > 0.5 && $0 <= 1 })
    #expect(isShare(all.isRounder.count { $0 }, of: 10_000, near: 0.3))
    let severities = zip(all.severity, all.drift).reduce(0) { $0 + $1.0 * $1.1 } / (10_000 * 0.15)
    #expect(severities.magnitude < 4 / 100, "severity and drift are drawn apart")
    var other = ExpertHabits()
    other.draw(habits, count: 7, streams, 3, .decidingAgain)
    #expect(other.severity != few.severity, "another panel has other experts")
  }

  // MARK: Marks

  /// The marks of one panel without noise, or with what the test asks for.
  private func marks(
    _ model: StudyModel, slots: Int, theta: [Double], habits: ExpertHabits = .init(), blocks: Int? = nil,
    times: Bool = false
  ) -> PanelMarks {
    var seats = SeatTable(candidates: model.candidates)
    seats.seatBlocks(of: blocks ?? model.candidates, slots: slots)
    var noise = PanelNoise()
    noise.draw(model, slots: slots, theta: theta, streams, 0, .deciding)
    var marks = PanelMarks(model)
    marks.form(
      theta: theta, strength: [], seats: seats, habits: habits, noise: noise, times: times ? seats.readingTimes() : [],
      facts: PairFacts(key: 77, model: model, number: 0, replicate: 0, role: .deciding))
    let order = theta.indices.sorted { theta[$0] > theta[$1] }.map { Int32($0) }
    marks.misjudge(seats, byQuality: order, streams, 0, .deciding)
    return marks
  }

  private func points(_ marks: PanelMarks) -> [Double] { marks.steps.map { marks.scale.value($0) } }

  private let whole = MarkScale(minimum: .zero, maximum: ExactDecimal(100), step: ExactDecimal(1))

  @Test func `a mark is what the formula says, step by step`() {
    var habits = ExpertHabits()
    habits.severity = [0, 0.5, 0, 0, 0]
    habits.scale = [1, 1, 1.5, 1, 1]
    habits.reach = [1, 1, 1, 0.5, 1]
    habits.drift = [0, 0, 0, 0, 2]
    let model = StudySample.model(
      candidates: 3, places: 1, scale: whole, centre: 60, unit: 10,
      experts: .init(severity: 1, spread: 1, drift: 1, centralTendency: 0.1), noise: .init(mark: 0))
    let found = points(marks(model, slots: 5, theta: [2, 0, -1], habits: habits, times: true))
    #expect(
      found == [
        80, 60, 50, 75, 55, 45, 90, 60, 45, 70, 60, 55,
        // From −1 before the first sheet to 1 at the last.
        70, 60, 60,
      ])
  }

  @Test func `rounding goes to the habit, then to the scale, and stays within it`() {
    var habits = ExpertHabits()
    habits.isRounder = [true, false]
    let model = StudySample.model(
      candidates: 4, places: 1, scale: whole, centre: 60, unit: 10,
      experts: .init(rounders: 0.5, roundTo: ExactDecimal(5)), noise: .init(mark: 0))
    let found = points(marks(model, slots: 2, theta: [0.29, 0.16, 9, -9], habits: habits))
    #expect(found == [65, 60, 100, 0, 63, 62, 100, 0])
  }

  @Test func `halo is shared by a sheet's items, and noise is not`() {
    let model = StudySample.model(
      candidates: 4_000, places: 1, items: 2, noise: .init(mark: 0.6, sheet: 0.8))
    let found = points(marks(model, slots: 1, theta: [Double](repeating: 0, count: 4_000))).map { ($0 - 50) / 5 }
    let first = stride(from: 0, to: 8_000, by: 2).map { found[$0] }
    let second = stride(from: 1, to: 8_000, by: 2).map { found[$0] }
    // Variance 1, correlation 0.64; standard errors √(2/n) and (1 − ρ²)/√n.
    #expect((moments(first).variance - 1).magnitude < 4 * (2 / 4_000.0).squareRoot())
    let correlation = Statistics.correlation(first, second) ?? 0
    #expect((correlation - 0.64).magnitude < 4 * (1 - 0.64 * 0.64) / 4_000.0.squareRoot())
  }

  @Test func `noise falls with affinity, and affinities are those of topics`() {
    let model = StudySample.model(
      candidates: 3_000, places: 1, experts: .init(topics: 4), noise: .init(mark: 1, fall: 0.8))
    let facts = PairFacts(key: 77, model: model, number: 0, replicate: 0, role: .deciding)
    let affinities = (0..<3_000).map { facts.affinity($0, 2) }
    let near = (0..<3_000).filter { facts.topic(ofCandidate: $0) == facts.topic(ofExpert: 2) }
    #expect(isShare(near.count, of: 3_000, near: 0.25))
    #expect(affinities.indices.allSatisfy { (affinities[$0] >= 0.5) == near.contains($0) && affinities[$0] < 1 })
    let found = points(marks(model, slots: 3, theta: [Double](repeating: 0, count: 3_000))).map { ($0 - 50) / 5 }
    let scaled = (0..<3_000).map { found[6_000 + $0] / (1 - 0.8 * affinities[$0]) }
    #expect((moments(scaled).variance - 1).magnitude < 4 * (2 / 3_000.0).squareRoot())
  }

  @Test func `marks that are not there come as often as asked, and conflicts are told apart`() {
    let gaps = StudyModel.Gaps(
      missingSheet: 0.1, missingMark: 0.05, recusal: 0.04, slippedConflict: 0.08, conflictBonus: 2)
    let model = StudySample.model(candidates: 4_000, places: 1, noise: .init(mark: 0), gaps: gaps)
    let found = marks(model, slots: 5, theta: [Double](repeating: 0, count: 4_000))
    #expect(isShare(found.isRecused.count { $0 }, of: 20_000, near: 0.04))
    #expect(isShare(found.isAbsent.count { $0 }, of: 20_000, near: 1 - 0.9 * 0.96))
    #expect(isShare(found.steps.count { $0 == MarkMatrix.missing }, of: 20_000, near: 0.05))
    let favoured = found.steps.count { found.scale.value($0) == 60 }
    #expect(isShare(favoured, of: 20_000, near: 0.95 * 0.96 * 0.08))
    #expect(zip(found.isRecused, found.steps).allSatisfy { !$0 || found.scale.value($1) != 60 }, "known, not slipped")
  }

  // MARK: Those who do not judge

  @Test(arguments: [
    (StudyModel.Behaviour.Aim.top, StudyModel.Behaviour.Kind.push, [40.0, 100, 50, 60, 40]),
    (.line, .push, [40, 80, 80, 60, 40]), (.line, .bury, [40, 80, 50, 30, 40]), (.top, .bribed, [40, 100, 50, 60, 40]),
  ])
  func `push, bury and bribe those they aim at`(
    aim: StudyModel.Behaviour.Aim, kind: StudyModel.Behaviour.Kind, expected: [Double]
  ) {
    // Two places: by quality 1 and 3 are in, 2 is next.
    let model = StudySample.model(
      candidates: 5, places: 2, scale: whole, centre: 50, unit: 10, noise: .init(mark: 0),
      behaviours: [.init(kind: kind, targets: 1, amount: 3, aim: aim)])
    let found = marks(model, slots: 2, theta: [-1, 3, 0, 1, -1])
    let honest = [40.0, 80, 50, 60, 40]
    #expect(points(found).suffix(5) == honest[...], "the second expert judges")
    #expect(found.honest.map { found.scale.value($0) } == honest + honest)
    #expect(points(found).prefix(5) == expected[...])
  }

  @Test func `swap marks for one another's candidates and never for their own`() {
    let model = StudySample.model(
      candidates: 20, places: 5, scale: whole, centre: 50, unit: 10, noise: .init(mark: 0),
      behaviours: [.init(kind: .swap, experts: 3, targets: 2, amount: 2)])
    let found = points(marks(model, slots: 4, theta: [Double](repeating: 0, count: 20)))
    let raised = (0..<4).map { slot in (0..<20).filter { found[slot * 20 + $0] == 70 } }
    #expect(raised.map(\.count) == [4, 4, 4, 0])
    #expect(Set(raised.flatMap { $0 }).count == 6, "two candidates each")
    #expect(
      raised.indices.dropLast().allSatisfy { member in
        Set(raised[member]).intersection(raised[(member + 1) % 3]).count == 2
      })
  }

  @Test func `copy the sheet before, mark at random, and keep to the first experts of a block`() {
    let model = StudySample.model(
      candidates: 2_000, places: 5, scale: whole, centre: 50, unit: 10, noise: .init(mark: 1),
      behaviours: [.init(kind: .random), .init(kind: .copier)])
    let found = points(marks(model, slots: 3, theta: [Double](repeating: 0, count: 2_000), blocks: 1_000))
    let (first, second, third) = (found[..<2_000], found[2_000..<4_000], found[4_000...])
    #expect(first.prefix(1_000).elementsEqual(second.prefix(1_000)))
    #expect(!first.suffix(1_000).elementsEqual(second.suffix(1_000)), "the other block has experts who judge")
    #expect(!third.prefix(1_000).elementsEqual(second.prefix(1_000)))
    // Evenly over 0 … 100: mean 50, variance (101² − 1)/12.
    let random = moments(Array(first.prefix(1_000)))
    #expect((random.mean - 50).magnitude < 4 * (850 / 1_000.0).squareRoot())
    #expect((random.variance - 850).magnitude < 4 * 850 * (0.8 / 1_000).squareRoot(), "kurtosis 1.8 of the even")
    #expect(moments(Array(first.suffix(1_000))).variance < 130)
  }
}
