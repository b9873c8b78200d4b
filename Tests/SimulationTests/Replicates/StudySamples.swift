import ExpertReview

@testable import Simulation

/// Small studies for tests.
enum StudySample {
  static let words = Bilingual(zh: "试", en: "sample")

  /// So fine a scale, and so wide, that marks are as good as real numbers: ten thousandths of a unit over ±10 units.
  static let fineScale = MarkScale(
    minimum: .zero, maximum: ExactDecimal(100), step: ExactDecimal(units: 1, places: 3))

  static func model(
    candidates: Int = 40, places: Int = 10, items: Int = 1, scale: MarkScale = fineScale, centre: Double = 50,
    unit: Double = 5, quality: StudyModel.Quality = .normal(deviation: 1), itemStrength: Double = 0,
    experts: StudyModel.Experts = .init(), noise: StudyModel.Noise = .init(mark: 1), gaps: StudyModel.Gaps = .init(),
    behaviours: [StudyModel.Behaviour] = []
  ) -> StudyModel {
    StudyModel(
      candidates: candidates, places: places,
      items: (0..<items).map { .init(id: "i\($0)", weight: ExactDecimal(units: Int64(10_000 / items), places: 2)) },
      scale: scale, centre: centre, unit: unit, quality: quality, itemStrength: itemStrength, experts: experts,
      noise: noise, gaps: gaps, behaviours: behaviours)
  }

  static func design(
    _ id: String, experts: Int, layout: StudyDesign.Layout = .everyone, outliers: Aggregation.Outliers? = nil,
    rounding: [Aggregation.Rounding] = [], correction: StudyDesign.Correction = .none, lottery: Int = 0,
    firstStage: StudyDesign.FirstStage? = nil, selection: StudyDesign.Selection = .places, model: StudyModel? = nil
  ) -> StudyDesign {
    StudyDesign(
      id: id, label: words, experts: experts, layout: layout, outliers: outliers, rounding: rounding,
      correction: correction, lottery: lottery, firstStage: firstStage, selection: selection, model: model)
  }

  static func study(
    _ model: StudyModel, _ designs: [StudyDesign], _ measures: [StudyMeasure], replicates: Int = 100,
    seed: String = "1",
    quantiles: [StudyMeasure] = []
  ) -> Study {
    Study(
      id: "sample", title: words, question: words, aim: words, estimand: words, model: model, designs: designs,
      measures: measures, replicates: replicates, blockSize: 50, seed: seed, quantiles: quantiles)
  }

  /// The sums of all replicates, run in the order given.
  static func run(_ study: Study, order: some Sequence<Int>) throws -> MeasureSums {
    var worker = try ReplicateWorker(study)
    var sums = MeasureSums(of: study)
    for replicate in order { worker.run(replicate, into: &sums) }
    return sums
  }

  static func run(_ study: Study) throws -> MeasureSums { try run(study, order: 0..<study.replicates) }
}

/// How many standard errors an estimate lies from a value that is known exactly.
func errors(_ sums: MeasureSums, design: Int, measure: Int, from value: Double) -> Double {
  guard let estimate = sums.estimate(design: design, measure: measure), let error = estimate.standardError else {
    return .infinity
  }
  return (estimate.mean - value).magnitude / error
}
