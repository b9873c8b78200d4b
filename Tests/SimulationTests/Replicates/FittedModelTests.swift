import Statistics
import Testing

@testable import ExpertReview
@testable import Simulation

@Suite struct `A model like a round` {
  /// Marks of a replicate whose experts come from a pool.
  private func marks(
    _ model: StudyModel, pool: Int, slots: Int, replicate: Int
  ) -> (marks: PanelMarks, seats: SeatTable) {
    let streams = ReplicateStreams(seed: 21, model: 0)
    var theta = [Double](repeating: 0, count: model.candidates)
    var stream = streams.stream(replicate, .quality)
    model.drawQualities(into: &theta, &stream)
    let width = model.items.count
    let strength = (0..<model.candidates * width).map { _ in Float(model.itemStrength * stream.standardNormal()) }
    var seats = SeatTable(candidates: model.candidates)
    seats.seatPool(pool, slots: slots, &stream)
    var habits = ExpertHabits()
    habits.draw(model.experts, count: pool, streams, replicate, .deciding)
    var noise = PanelNoise()
    noise.draw(model, slots: slots, theta: theta, streams, replicate, .deciding)
    var marks = PanelMarks(model)
    marks.form(
      theta: theta, strength: strength, seats: seats, habits: habits, noise: noise, times: [],
      facts: PairFacts(key: 1, model: model, number: 0, replicate: replicate, role: .deciding))
    return (marks, seats)
  }

  /// The same as a round's statistics have them, item by item.
  private func ratings(_ model: StudyModel, pool: Int, slots: Int, replicate: Int) -> [Ratings] {
    let (marks, seats) = marks(model, pool: pool, slots: slots, replicate: replicate)
    let width = model.items.count
    return (0..<width).map { item in
      Ratings(
        subjectCount: model.candidates, raterCount: pool,
        seats.expert.indices.compactMap { seat in
          let steps = marks.steps[seat * width + item]
          guard steps >= 0 else { return nil }
          return .init(
            subject: seat % model.candidates, rater: Int(seats.expert[seat]), value: marks.scale.value(steps))
        })
    }
  }

  private func form(_ model: StudyModel) -> ItemForm {
    let source = Source.house(reason: "a test")
    let items = model.items.map { item in
      RubricItem(
        id: ItemID(item.id), kind: .judged, label: StudySample.words, multiplier: .weight(item.weight), deduct: false,
        scale: nil, guidance: nil, parts: [], levels: [], from: nil, table: [], source: source)
    }
    return ItemForm(items, items.map { _ in model.scale })
  }

  @Test func `recovers the components that its marks were drawn with`() throws {
    let model = StudySample.model(
      candidates: 300, places: 60, items: 4, centre: 60, unit: 8, itemStrength: 0.5,
      experts: .init(pool: 60, severity: 0.4), noise: .init(mark: 0.7, sheet: 0.5), gaps: .init(missingMark: 0.01))
    let fit = try MarkFit(items: ratings(model, pool: 60, slots: 5, replicate: 0), form(model))
    // Standard errors of a deviation σ by m independent effects: about σ ÷ √(2m), more where others blur it. 300
    // candidates, 60 experts, 1,500 sheets of four marks; four errors each, and a quarter more for the blur.
    func near(_ found: Double, _ truth: Double, of effects: Double) -> Bool {
      (found / truth - 1).magnitude < 5 / (2 * effects).squareRoot()
    }
    #expect(near(fit.quality, 8, of: 300))
    #expect(near(fit.itemStrength, 4, of: 900))
    #expect(near(fit.severity, 3.2, of: 60))
    #expect(near(fit.halo, 4, of: 1_200))
    #expect(near(fit.mark, 5.6, of: 4_500))
    #expect((fit.mean - 60).magnitude < 4 * (64 / 300.0 + 10.24 / 60).squareRoot())
    let like = fit.fitted(
      form(model), places: 60, marks: ratings(model, pool: 60, slots: 5, replicate: 0), sheetsWithRecusals: 1_500)
    #expect(like.experts == 5 && like.sheets == 1_500 && !like.isEveryone)
    #expect(like.model.unit == fit.quality && like.model.candidates == 300 && like.model.places == 60)
    #expect((like.model.gaps.missingMark - 0.01).magnitude < 4 * (0.0099 / 6_000).squareRoot())
    #expect(like.model.items == model.items && like.model.scale == model.scale)
    #expect(like.model.experts.pool == 60 && like.model.experts.rounders == 0)
  }

  @Test func `is read from a round's group as from its marks`() throws {
    let model = StudySample.model(
      candidates: 60, places: 60, items: 2, centre: 60, unit: 8, experts: .init(pool: 15, severity: 0.4),
      gaps: .init(recusal: 0.1))
    let (marks, seats) = marks(model, pool: 15, slots: 5, replicate: 4)
    let plan = try ScoringPlan.compile(
      weights: model.items.map { (ItemID($0.id), $0.weight) }, scale: model.scale, outliers: nil, rounding: [])
    let matrix = marks.matrix(for: plan, seats, experts: 5, honestly: false)
    let group = GroupStandings(
      group: GroupID("a"), candidates: [], plan: plan, matrix: matrix, standings: plan.aggregate(matrix))
    let like = try StudyModel.like(group, register: (0..<15).map { ExpertID("e\($0)") }, places: 20)
    #expect(like.candidates == 60 && like.model.places == 20 && like.model.items == model.items)
    let recused = marks.isRecused.count { $0 }
    #expect(like.sheets == 300 - recused && like.model.gaps.recusal == Double(recused) / 300)
    #expect(like.candidateDeviation > like.expertDeviation && like.restDeviation > 0)
  }

  @Test func `of one item tells no strength and no halo, and rounding experts are seen`() throws {
    let scale = MarkScale(minimum: .zero, maximum: ExactDecimal(100), step: ExactDecimal(1))
    let model = StudySample.model(
      candidates: 200, places: 60, scale: scale, centre: 60, unit: 10,
      experts: .init(pool: 20, severity: 0.4, rounders: 1), noise: .init(mark: 0.7))
    let marks = ratings(model, pool: 20, slots: 5, replicate: 1)
    let fit = try MarkFit(items: marks, form(model))
    #expect(fit.itemStrength == 0 && fit.halo == 0 && fit.quality > 8 && fit.mark > 6)
    let like = fit.fitted(form(model), places: 300, marks: marks, sheetsWithRecusals: 1_000)
    #expect(like.model.experts.rounders == 1)
    #expect(like.model.places == 200, "no more places than candidates")
  }

  @Test func `needs candidates who differ and experts who share them`() {
    let model = StudySample.model(candidates: 4, places: 1)
    let alike = Ratings(
      subjectCount: 4, raterCount: 3, (0..<12).map { .init(subject: $0 / 3, rater: $0 % 3, value: Double($0 % 3)) })
    #expect(throws: FittedModelGap.noDifferences) { try MarkFit(items: [alike], form(model)) }
    let single = Ratings(
      subjectCount: 4, raterCount: 1, (0..<4).map { .init(subject: $0, rater: 0, value: Double($0)) })
    #expect(throws: FittedModelGap.tooFewMarks(candidates: 4, experts: 1)) { try MarkFit(items: [single], form(model)) }
  }

  @Test func `brings items of other ranges to one hundred, weighted by what they can bring`() {
    let source = Source.house(reason: "a test")
    func item(_ id: String, factor: String, most: Int) throws -> RubricItem {
      RubricItem(
        id: ItemID(id), kind: .judged, label: StudySample.words,
        multiplier: .factor(try #require(ExactDecimal(factor))),
        deduct: false, scale: nil, guidance: nil, parts: [], levels: [], from: nil, table: [], source: source)
    }
    let scales = [30, 70].map { MarkScale(minimum: .zero, maximum: ExactDecimal($0), step: ExactDecimal(1)) }
    let items = [("a", 30), ("b", 70)].compactMap { try? item($0.0, factor: "1", most: $0.1) }
    let form = ItemForm(items, scales)
    #expect(form.items.map(\.weight) == [ExactDecimal(30), ExactDecimal(70)] && form.shares == [0.3, 0.7])
    #expect(form.scale.maximum == ExactDecimal(100) && form.scale.step == ExactDecimal("1.429"))
    #expect(form.stretches[0].factor == 100.0 / 30 && form.stretches[1].shift == 0)
  }
}
