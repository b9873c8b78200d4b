import ExpertReview
import Statistics

// How findings of severity follow from a stage's marks and its official ranking.

extension SeverityFindings {
  /// - Parameters:
  ///   - ranking: the official ranking of the stage.
  ///   - groups: the stage's standings.
  ///   - stage: its id.
  ///   - register: the ids of the round's experts, in its order.
  ///   - settings: the seed, how long to draw, and of which item.
  ///
  /// Complexity: that of `GroupSeverity`; the Bayesian ranking, most of it, reads every mark some ten thousand times
  /// with the usual settings.
  public init(
    of ranking: Ranking, _ groups: [GroupStandings], stage: String, register: [ExpertID], settings: Settings
  ) {
    let effort = BayesianRanking.Effort(warmUp: max(100, settings.draws / 4), draws: settings.draws)
    let found = groups.compactMap { standings -> Group? in
      GroupSeverity(
        standings, item: settings.item, register: register, ranking: ranking, seed: settings.seed, effort: effort
      ).map { severity in
        let items = settings.item == nil && standings.plan.judgedItems.count > 1 ? standings.plan.judgedItems : []
        return Group(
          severity, ranking,
          items: items.compactMap { item in
            GroupSeverity(
              standings, item: item.id, register: register, ranking: ranking, seed: settings.seed, effort: nil
            ).map { ItemPart($0, item.id) }
          })
      }
    }
    let exact = SeverityFindings(stage: stage, settings: settings, groups: found)
    guard let told = SeverityFindings(exact.json) else { preconditionFailure("what is written is read back") }
    self = told
  }

  /// Whether findings with these settings read no more marks than a budget.
  ///
  /// - Parameters:
  ///   - budget: marks; a processor reads some twenty million a second.
  ///   - groups: the stage's standings.
  ///   - settings: how long to draw.
  public static func takes(atMost budget: Int, _ groups: [GroupStandings], settings: Settings) -> Bool {
    let sheets = groups.reduce(0) { $0 + $1.matrix.sheetCount }
    // Four chains, a quarter thrown away; a sweep of a mark costs about half of what a mark drawn anew does.
    return sheets * settings.draws * 5 / 2 <= budget
  }
}

extension SeverityFindings.Group {
  fileprivate init(_ found: GroupSeverity, _ ranking: Ranking, items: [SeverityFindings.ItemPart]) {
    let places = Dictionary(uniqueKeysWithValues: ranking.rows.map { ($0.candidate, $0.place) })
    self.init(
      group: found.group, item: found.item, listed: found.listed, parts: found.fitted.componentCount,
      worth: SeverityFindings.Worth(found.worth, found.marks.experts),
      scoreCautions: SeverityFindings.Caution.of(found.scores, found.marks.experts),
      variances: found.components.map { SeverityFindings.Variances($0) },
      bayesian: found.bayesian.flatMap { SeverityFindings.Bayesian($0, found.priors) },
      experts: found.marks.experts.indices.filter { found.fitted.markCounts[$0] > 0 }.map {
        SeverityFindings.Expert(found, $0)
      },
      candidates: found.candidates.map { SeverityFindings.Candidate($0, place: places[$0.candidate] ?? nil) },
      items: items)
  }
}

extension SeverityFindings.ItemPart {
  fileprivate init(_ found: GroupSeverity, _ item: ItemID) {
    self.init(
      item: item, parts: found.fitted.componentCount,
      worth: SeverityFindings.Worth(found.worth, found.marks.experts),
      variances: found.components.map { SeverityFindings.Variances($0) },
      experts: found.marks.experts.indices.filter { found.fitted.markCounts[$0] > 0 }.map { rater in
        SeverityFindings.ItemExpert(
          expert: found.marks.experts[rater], marks: found.fitted.markCounts[rater],
          severity: .init(value: found.fitted.severities[rater].told, error: found.fitted.severityErrors[rater].told))
      })
  }
}

extension SeverityFindings.Worth {
  fileprivate init(_ worth: CorrectionWorth, _ experts: [ExpertID]) {
    self.init(
      cautions: worth.cautions.map { SeverityFindings.Caution($0, experts) }, simpleError: worth.simpleError.told,
      correctedError: worth.correctedError.told, change: worth.change.told,
      test: worth.severityTest.map {
        .init(
          ratio: $0.ratio, expertFreedom: $0.raterFreedom, errorFreedom: $0.errorFreedom, probability: $0.probability)
      })
  }
}

extension SeverityFindings.Caution {
  fileprivate init(_ caution: CorrectionWorth.Caution, _ experts: [ExpertID]) {
    switch caution {
    case .disconnected(let components): self.init(kind: .disconnected, count: components)
    case .nothingLeft: self.init(kind: .nothingLeft)
    case .fewMarks(let raters): self.init(kind: .fewMarks, experts: raters.map { experts[$0] })
    case .fewRaters(let count): self.init(kind: .fewRaters, count: count)
    case .severitiesNotShown: self.init(kind: .severitiesNotShown)
    case .enlargesError: self.init(kind: .enlargesError)
    }
  }

  fileprivate static func of(_ scores: StandardScores, _ experts: [ExpertID]) -> [SeverityFindings.Caution] {
    let found = [
      SeverityFindings.Caution(kind: .unlikeCandidates, experts: scores.unlikeSubjects.map { experts[$0] }),
      SeverityFindings.Caution(kind: .fewMarks, experts: scores.fewMarks.map { experts[$0] }),
    ]
    return found.filter { !$0.experts.isEmpty }
  }
}

extension SeverityFindings.Variances {
  fileprivate init(_ found: VarianceComponents) {
    self.init(
      candidates: found.subjectVariance, experts: found.raterVariance, error: found.errorVariance,
      probability: found.raterProbability.told, converged: found.hasConverged)
  }
}

extension SeverityFindings.Bayesian {
  fileprivate init?(_ found: BayesianRanking, _ priors: BayesianRanking.Priors?) {
    guard let priors else { return nil }
    self.init(
      converged: found.hasConverged, reduction: found.reduction.told, bulkSize: found.bulkSize.told,
      tailSize: found.tailSize.told, chains: found.chains, draws: found.draws, candidatesPrior: priors.subjects,
      errorsPrior: priors.errors, expertsPrior: priors.raters)
  }
}

extension SeverityFindings.Expert {
  fileprivate init(_ found: GroupSeverity, _ rater: Int) {
    self.init(
      expert: found.marks.experts[rater], marks: found.fitted.markCounts[rater], mean: found.scores.means[rater].told,
      deviation: found.scores.deviations[rater].told, severity: found.fitted.severities[rater].told,
      standardError: found.fitted.severityErrors[rater].told,
      predicted: found.components.map { SeverityFindings.Estimate($0.raters[rater]) },
      part: found.fitted.raterComponents[rater] + 1)
  }
}

extension SeverityFindings.Estimate {
  fileprivate init(_ prediction: VarianceComponents.Prediction) {
    self.init(value: prediction.effect.told, error: prediction.standardError.told)
  }
}

extension SeverityFindings.Candidate {
  fileprivate init(_ row: GroupSeverity.CandidateRow, place: Int?) {
    self.init(
      candidate: row.candidate, place: place, mean: row.mean.told, meanPlace: row.meanPlace, part: row.component + 1,
      corrected: .init(value: row.corrected.told, error: row.correctedError.told), correctedPlace: row.correctedPlace,
      predicted: row.prediction.map { SeverityFindings.Estimate($0) }, predictedPlace: row.predictedPlace,
      pluggedInRank: row.expectedRank?.told, drawn: row.standing.map { SeverityFindings.Drawn($0, row.chance) },
      standardScore: row.standardScore.told, standardPlace: row.standardPlace)
  }
}

extension SeverityFindings.Drawn {
  fileprivate init(_ standing: BayesianRanking.Standing, _ chance: Double?) {
    self.init(
      effect: standing.effect.told, deviation: standing.deviation.told, lower: standing.interval.lowerBound.told,
      upper: standing.interval.upperBound.told, expectedRank: standing.expectedRank.told,
      rankError: standing.rankError.told, percentile: standing.percentile.told, surface: standing.surface.told,
      chance: chance)
  }
}
