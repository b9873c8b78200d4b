import ExpertReview
import Reports
import Simulation

/// What a study came to, for programs. Nothing in it depends on threads, shards or the time it took.
enum StudyJSON {
  static func object(_ run: StudyRun) -> JSON {
    let study = run.study
    return .object([
      "study": .text(study.id), "title": study.title.json, "replicates": .number(run.replicates),
      "blocks": .number(run.blocks), "blockSize": .number(study.blockSize), "stoppedEarly": .boolean(run.stoppedEarly),
      "seed": .text(study.seed),
      "designs": .array(
        study.designs.map {
          .object(["id": .text($0.id), "label": $0.label.json, "experts": .number($0.experts)])
        }),
      "measures": .array(
        study.designs.indices.flatMap { design in
          study.measures.indices.map { measure(design, $0, of: run) }
        }),
      "published": study.published.isEmpty
        ? nil : .array(PublishedComparison.all(of: run).map { PublishedTable.json($0) }),
    ])
  }

  private static func measure(_ design: Int, _ measure: Int, of run: StudyRun) -> JSON {
    let estimate = run.sums.estimate(design: design, measure: measure)
    let histogram = run.sums.histogram(design: design, measure: measure)
    return .object([
      "name": .text(run.study.measures[measure].rawValue), "rule": .text(run.study.designs[design].id),
      "estimate": estimate.map { .statistic($0.mean) } ?? .null,
      "standardError": estimate?.standardError.map { .statistic($0) } ?? .null,
      "replicates": .number(run.sums.count(design: design, measure: measure)),
      "quantiles": histogram.map { histogram in .array(shares.compactMap { quantile($0, histogram) }) },
    ])
  }

  private static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  private static func quantile(_ share: Double, _ histogram: MeasureHistogram) -> JSON? {
    histogram.quantile(share).map {
      .object([
        "share": .statistic(share), "value": .statistic($0.value), "standardError": .statistic($0.standardError),
      ])
    }
  }
}
