import ExpertReview
import Reports
import Statistics

/// `panel analyse severity`: how harsh or mild the experts are, and what correcting for it would do; warnings first.
struct AnalyseSeverity {
  let stage: AnalysedStage
  let seed: String
  let groups: [GroupSeverity]

  /// Draws of each of the four chains.
  static let usualDraws = 2000
  static let fewestDraws = 100

  init(_ stage: AnalysedStage) {
    self.stage = stage
    seed = stage.invocation.text("seed") ?? "1"
    let seed = seed
    let draws = stage.invocation.integer("draws") ?? Self.usualDraws
    let effort = BayesianRanking.Effort(warmUp: max(100, draws / 4), draws: draws)
    let register = stage.round.experts.map(\.id)
    groups = stage.groups.filter { stage.asks(for: $0.group) }.compactMap {
      GroupSeverity($0, item: nil, register: register, ranking: stage.ranking, seed: seed, effort: effort)
    }
  }

  func write(to output: inout Output) {
    if output.isJSON { return output.json(json) }
    output.line(AnalysedStage.isBeside)
    for group in groups {
      output.line()
      output.line("【\(stage.round.label(of: group.group)[output.language])】")
      tell(group, &output)
      output.table(experts(group, output.language))
      output.line()
      output.table(candidates(group, output.language))
    }
  }

  private func tell(_ group: GroupSeverity, _ output: inout Output) {
    for caution in group.worth.cautions {
      let words = group.words(of: caution)
      output.line(Bilingual(zh: "！\(words.zh)", en: "! \(words.en)"))
    }
    for warning in group.standardScoreWarnings {
      output.line(Bilingual(zh: "！\(warning.zh)", en: "! \(warning.en)"))
    }
    for sentence in [group.promise, group.testimony, group.division, group.convergence] {
      if let sentence { output.line(sentence) }
    }
    output.line(
      Bilingual(
        zh: "松紧：正的偏松，负的偏严，±为标准误；校正后：减去松紧后的值",
        en:
          "severity: above zero mild, below zero harsh, ± standard error; corrected: the value with severities taken out"
      ))
  }

  private func experts(_ group: GroupSeverity, _ language: Language) -> TextTable {
    let parts = group.fitted.componentCount
    var table = TextTable(
      [
        .init(Bilingual(zh: "专家", en: "expert")[language]),
        .init(Bilingual(zh: "姓名", en: "name")[language], mayBeCut: true),
        .init(Bilingual(zh: "份数", en: "marks")[language], .right),
        .init(Bilingual(zh: "均分", en: "mean")[language], .right),
        .init(Bilingual(zh: "标准差", en: "spread")[language], .right),
        .init(Bilingual(zh: "松紧", en: "severity")[language], .right),
        .init(Bilingual(zh: "收缩估计", en: "predicted")[language], .right),
      ] + (parts > 1 ? [.init(Bilingual(zh: "块", en: "part")[language], .right)] : []))
    let names = Dictionary(uniqueKeysWithValues: stage.round.experts.map { ($0.id, $0.name) })
    for (rater, expert) in group.marks.experts.enumerated() where group.fitted.markCounts[rater] > 0 {
      table.add(
        [
          expert.rawValue, names[expert] ?? "", String(group.fitted.markCounts[rater]),
          group.scores.means[rater].places(2), group.scores.deviations[rater].places(2),
          measured(group.fitted.severities[rater], group.fitted.severityErrors[rater]),
          group.components.map { measured($0.raters[rater].effect, $0.raters[rater].standardError) } ?? "—",
        ] + (parts > 1 ? [String(group.fitted.raterComponents[rater] + 1)] : []))
    }
    return table
  }

  private func candidates(_ group: GroupSeverity, _ language: Language) -> TextTable {
    let parts = group.fitted.componentCount
    var table = TextTable(
      [
        .init(Bilingual(zh: "正式名次", en: "official place")[language], .right),
        .init(Bilingual(zh: "编号", en: "id")[language]),
        .init(Bilingual(zh: "申报对象", en: "candidate")[language], mayBeCut: true),
        .init(Bilingual(zh: "均分（名次）", en: "mean (place)")[language], .right),
        .init(Bilingual(zh: "校正后（名次）", en: "corrected (place)")[language], .right),
      ] + (parts > 1 ? [.init(Bilingual(zh: "块", en: "part")[language], .right)] : [])
        + [
          .init(Bilingual(zh: "收缩名次", en: "predicted")[language], .right),
          .init(Bilingual(zh: "期望名次", en: "expected")[language], .right),
          .init(Bilingual(zh: "前 \(group.listed) 名的把握", en: "among best \(group.listed)")[language], .right),
          .init(Bilingual(zh: "标准分名次", en: "z-score")[language], .right),
        ])
    let places = Dictionary(uniqueKeysWithValues: stage.ranking.rows.map { ($0.candidate, $0.place) })
    for row in group.candidates.sorted(by: { order($0, places) < order($1, places) }) {
      table.add(
        [
          (places[row.candidate] ?? nil).map(String.init) ?? "—", row.candidate.rawValue,
          stage.name(of: row.candidate), "\(row.mean.places(2)) (\(row.meanPlace))",
          "\(measured(row.corrected, row.correctedError)) (\(row.correctedPlace))",
        ] + (parts > 1 ? [String(row.component + 1)] : [])
          + [
            row.predictedPlace.map(String.init) ?? "—", row.standing?.expectedRank.places(1) ?? "—",
            row.chance.map { "\((100 * $0).places(0)) %" } ?? "—", row.standardPlace.map(String.init) ?? "—",
          ])
    }
    return table
  }

  /// Official places first, then ids.
  private func order(_ row: GroupSeverity.CandidateRow, _ places: [CandidateID: Int?]) -> (Int, CandidateID) {
    ((places[row.candidate] ?? nil) ?? .max, row.candidate)
  }

  /// `1.23 ± 0.45`; without the error where there is none.
  private func measured(_ value: Double, _ error: Double) -> String {
    error.isFinite ? "\(value.places(2)) ± \(error.places(2))" : value.places(2)
  }
}

// MARK: - JSON

extension AnalyseSeverity {
  private var json: JSON {
    .object([
      "analysis": .text("severity"), "stage": .text(stage.stage.id), "seed": .text(seed),
      "groups": .array(groups.map(json(of:))),
    ])
  }

  private func json(of group: GroupSeverity) -> JSON {
    let places = Dictionary(uniqueKeysWithValues: stage.ranking.rows.map { ($0.candidate, $0.place) })
    return .object([
      "group": .text(group.group.rawValue),
      "cautions": .array(
        group.worth.cautions.map {
          .object(["code": .text($0.code), "words": group.words(of: $0).json])
        }),
      "standardScoreWarnings": .array(group.standardScoreWarnings.map(\.json)),
      "simpleError": .statistic(group.worth.simpleError), "correctedError": .statistic(group.worth.correctedError),
      "change": .statistic(group.worth.change), "parts": .number(group.fitted.componentCount),
      "test": group.worth.severityTest.map {
        .object([
          "ratio": .statistic($0.ratio),
          "degreesOfFreedom": .array([.number($0.raterFreedom), .number($0.errorFreedom)]),
          "probability": .statistic($0.probability),
        ])
      },
      "variances": group.components.map {
        .object([
          "candidates": .statistic($0.subjectVariance), "experts": .statistic($0.raterVariance),
          "error": .statistic($0.errorVariance), "probability": .statistic($0.raterProbability),
          "converged": .boolean($0.hasConverged),
        ])
      },
      "bayesian": group.bayesian.map { bayesian in
        .object([
          "converged": .boolean(bayesian.hasConverged), "reduction": .statistic(bayesian.reduction),
          "bulkSize": .statistic(bayesian.bulkSize), "tailSize": .statistic(bayesian.tailSize),
          "chains": .number(bayesian.chains), "draws": .number(bayesian.draws),
          "priors": group.priors.map {
            .object([
              "candidates": .statistic($0.subjects), "errors": .statistic($0.errors), "experts": .statistic($0.raters),
            ])
          },
        ])
      },
      "experts": .array(
        group.marks.experts.indices.filter { group.fitted.markCounts[$0] > 0 }.map { expert(group, $0) }),
      "candidates": .array(group.candidates.map { candidate($0, places[$0.candidate] ?? nil) }),
    ])
  }

  private func expert(_ group: GroupSeverity, _ rater: Int) -> JSON {
    .object([
      "expert": .text(group.marks.experts[rater].rawValue), "marks": .number(group.fitted.markCounts[rater]),
      "mean": .statistic(group.scores.means[rater]), "deviation": .statistic(group.scores.deviations[rater]),
      "severity": .statistic(group.fitted.severities[rater]),
      "standardError": .statistic(group.fitted.severityErrors[rater]),
      "predicted": group.components.map { .statistic($0.raters[rater].effect) },
      "predictedError": group.components.map { .statistic($0.raters[rater].standardError) },
      "part": .number(group.fitted.raterComponents[rater] + 1),
    ])
  }

  private func candidate(_ row: GroupSeverity.CandidateRow, _ place: Int?) -> JSON {
    .object([
      "candidate": .text(row.candidate.rawValue), "place": place.map { .number($0) } ?? .null,
      "mean": .statistic(row.mean), "meanPlace": .number(row.meanPlace), "part": .number(row.component + 1),
      "corrected": .statistic(row.corrected), "standardError": .statistic(row.correctedError),
      "correctedPlace": .number(row.correctedPlace), "predicted": row.prediction.map { .statistic($0.effect) },
      "predictedError": row.prediction.map { .statistic($0.standardError) },
      "predictedPlace": row.predictedPlace.map { .number($0) },
      "pluggedInRank": row.expectedRank.map { .statistic($0) },
      "bayesian": row.standing.map {
        .object([
          "effect": .statistic($0.effect), "deviation": .statistic($0.deviation),
          "interval": .array([.statistic($0.interval.lowerBound), .statistic($0.interval.upperBound)]),
          "expectedRank": .statistic($0.expectedRank), "rankError": .statistic($0.rankError),
          "pcer": .statistic($0.percentile), "sucra": .statistic($0.surface),
          "chance": row.chance.map { .statistic($0) },
        ])
      },
      "standardScore": .statistic(row.standardScore), "standardPlace": row.standardPlace.map { .number($0) },
    ])
  }
}
