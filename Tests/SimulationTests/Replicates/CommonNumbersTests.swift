import ExpertReview
import Testing

@testable import Simulation

@Suite struct `Replicates of a study` {
  private let everything = StudySample.model(
    candidates: 30, places: 8, items: 3,
    scale: MarkScale(minimum: .zero, maximum: ExactDecimal(100), step: ExactDecimal(1)), centre: 70, unit: 8,
    quality: .skewed(shape: 3, deviation: 1), itemStrength: 0.3,
    experts: .init(pool: 20, severity: 0.5, spread: 0.2, drift: 0.3, centralTendency: 0.1, rounders: 0.3),
    noise: .init(mark: 0.7, sheet: 0.4, fall: 0.5),
    gaps: .init(missingSheet: 0.05, missingMark: 0.01, recusal: 0.03, slippedConflict: 0.02, conflictBonus: 1),
    behaviours: [.init(kind: .push, targets: 2, amount: 3), .init(kind: .copier)])
  private var designs: [StudyDesign] {
    [
      StudySample.design(
        "everyone", experts: 7, outliers: .init(.dropExtremes(high: 1, low: 1), on: .total, whenFewerThan: 5)),
      StudySample.design(
        "blocks", experts: 5, layout: .blocks(candidates: 10),
        rounding: [.init(after: .total, places: 0, mode: .halfUp)]),
      StudySample.design("pool", experts: 5, layout: .pool, correction: .leastSquares, lottery: 2),
      StudySample.design("assigned", experts: 3, layout: .assigned(objective: "total"), correction: .standardScores),
      StudySample.design(
        "stages", experts: 5, correction: .components,
        firstStage: .init(experts: 3, places: 15, carry: Fraction(1, 4))),
    ]
  }

  @Test func `are the same in any order`() throws {
    let study = StudySample.study(everything, designs, StudyMeasure.allCases, replicates: 4)
    var worker = try ReplicateWorker(study)
    var backwards: [Int: MeasureSums] = [:]
    for replicate in [3, 1, 0, 2] {
      var sums = MeasureSums(of: study)
      worker.run(replicate, into: &sums)
      backwards[replicate] = sums
    }
    for replicate in 0..<4 {
      #expect(try StudySample.run(study, order: [replicate]) == backwards[replicate])
    }
    let first = try #require(backwards[0])
    for design in designs.indices {
      for (measure, name) in StudyMeasure.allCases.enumerated() {
        let value = first.estimate(design: design, measure: measure)?.mean
        // Standard scores have no unit of quality.
        #expect(
          (value == nil) == (name == .rootMeanSquareError && designs[design].id == "assigned"),
          "\(name) of \(designs[design].id)")
        if let value, let range = name.range { #expect(range.contains(value), "\(name)") }
      }
    }
  }

  @Test func `differ by seed and by replicate`() throws {
    let study = StudySample.study(everything, designs, [.spearman], replicates: 2)
    let other = StudySample.study(everything, designs, [.spearman], replicates: 2, seed: "2")
    #expect(try StudySample.run(study, order: [0]) != StudySample.run(study, order: [1]))
    #expect(try StudySample.run(study, order: [0]) != StudySample.run(other, order: [0]))
  }

  @Test func `show a design the same whatever else is compared with it`() throws {
    let measures: [StudyMeasure] = [.kendall, .recall, .repeatable, .rootMeanSquareError]
    let all = StudySample.study(everything, designs, measures, replicates: 2)
    let together = try StudySample.run(all)
    for (position, design) in designs.enumerated() {
      let alone = try StudySample.run(StudySample.study(everything, [design], measures, replicates: 2))
      for measure in measures.indices {
        let (one, other) = (
          alone.estimate(design: 0, measure: measure), together.estimate(design: position, measure: measure)
        )
        #expect(one?.mean == other?.mean, "\(measures[measure]) of \(design.id)")
      }
    }
  }

  @Test func `give a small panel the first experts of a large one`() throws {
    let streams = ReplicateStreams(seed: 9, model: 0)
    let model = everything
    let theta = [Double](repeating: 0.3, count: model.candidates)
    func marks(slots: Int, blocks: Int?) -> PanelMarks {
      var seats = SeatTable(candidates: model.candidates)
      if let blocks {
        seats.seatBlocks(of: blocks, slots: slots)
      } else {
        var stream = streams.stream(5, .seats)
        seats.seatPool(20, slots: slots, &stream)
      }
      var habits = ExpertHabits()
      habits.draw(model.experts, count: seats.expertCount, streams, 5, .deciding)
      var noise = PanelNoise()
      noise.draw(model, slots: slots, theta: theta, streams, 5, .deciding)
      var marks = PanelMarks(model)
      // Without drift, for which a sheet's place among all of its expert's counts.
      marks.form(
        theta: theta, strength: [], seats: seats, habits: habits, noise: noise, times: [],
        facts: PairFacts(key: 1, model: model, number: 0, replicate: 5, role: .deciding))
      return marks
    }
    for blocks in [model.candidates, 10, nil] {
      let (small, large) = (marks(slots: 3, blocks: blocks), marks(slots: 7, blocks: blocks))
      #expect(small.steps.count == 3 * model.candidates * 3)
      #expect(small.steps.elementsEqual(large.steps.prefix(small.steps.count)))
      #expect(small.isAbsent.elementsEqual(large.isAbsent.prefix(small.isAbsent.count)))
      #expect(small.isAbsent.contains(true) && small.steps.contains(MarkMatrix.missing))
    }
  }
}
