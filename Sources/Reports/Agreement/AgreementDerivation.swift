import ExpertReview
import Statistics

// How findings of agreement follow from a stage's marks.

extension AgreementFindings {
  /// - Parameters:
  ///   - groups: the stage's standings, those that are asked for.
  ///   - stage: its id.
  ///   - register: the ids of the round's experts, in its order.
  ///   - settings: the seed, and of which item.
  ///
  /// Complexity: that of `GroupAgreement`; drawing candidates anew, most of it, reads two million marks a part.
  public init(_ groups: [GroupStandings], stage: String, register: [ExpertID], settings: Settings) {
    let found = groups.map { standings in
      let all = [nil] + standings.plan.judgedItems.map { Optional($0.id) }
      return Group(
        GroupAgreement(
          standings, items: settings.item.map { [$0] } ?? all, register: register, seed: settings.seed),
        members: standings.candidates.count)
    }
    let exact = AgreementFindings(stage: stage, settings: settings, groups: found)
    guard let told = AgreementFindings(exact.json) else { preconditionFailure("what is written is read back") }
    self = told
  }
}

extension AgreementFindings.Group {
  fileprivate init(_ found: GroupAgreement, members: Int) {
    self.init(group: found.group, members: members, parts: found.parts.map { AgreementFindings.Part($0) })
  }
}

extension AgreementFindings.Part {
  fileprivate init(_ part: GroupAgreement.Part) {
    var (refusal, figures): (AgreementGap?, AgreementFindings.Figures?)
    switch part.summary {
    case .failure(let gap): refusal = gap
    case .success(let summary): figures = AgreementFindings.Figures(summary)
    }
    let panel = (figures?.panelSize).map { max(1, $0) } ?? 1
    self.init(
      item: part.item, refusal: refusal, figures: figures,
      blocks: part.blocks.map { AgreementFindings.Block($0, part.marks) },
      apart: part.apart.map { AgreementFindings.Apart($0, panelSize: panel) }, asked: part.questions.profiles.count,
      questions: part.questions.questions.map { AgreementFindings.Question($0, part.marks) })
  }
}

extension AgreementFindings.Figure {
  fileprivate init(_ figure: AgreementSummary.Figure) { self.init(figure.value, figure.interval) }

  fileprivate init(_ value: Double?, _ interval: ConfidenceInterval?) {
    self.init(value: value?.told, lower: interval?.lower.told, upper: interval?.upper.told)
  }
}

extension AgreementFindings.Figures {
  fileprivate init(_ found: AgreementSummary) {
    self.init(
      candidates: found.subjects, experts: found.raters, marks: found.marks, panelSize: found.panelSize,
      complete: found.isComplete, single: .init(found.single), order: .init(found.order), alpha: .init(found.alpha),
      ordinalAlpha: .init(found.ordinalAlpha), study: found.study)
  }
}

extension AgreementFindings.Block {
  fileprivate init(_ block: BlockAgreement, _ marks: GroupRatings) {
    self.init(
      experts: block.raters.map { marks.experts[$0] }, candidates: block.subjects.map { marks.candidates[$0] },
      single: .init(block.single.value, block.single.interval()),
      mean: .init(block.average.value, block.average.interval()),
      concordance: block.concordance.map {
        .init(
          value: $0.value.told, chiSquare: $0.chiSquare.told, degreesOfFreedom: $0.degreesOfFreedom,
          probability: $0.probability.told)
      })
  }
}

extension AgreementFindings.Apart {
  fileprivate init(_ found: BlockComponents, panelSize: Int) {
    self.init(
      panels: found.blockCount, spread: found.spread.squareRoot(), expected: found.expected.squareRoot(),
      probability: found.probability, errorWithin: found.differenceError(raters: panelSize, oneBlock: true),
      errorAcross: found.differenceError(raters: panelSize, oneBlock: false))
  }
}

extension AgreementFindings.Question {
  fileprivate init(_ question: RaterQuestions.Question, _ marks: GroupRatings) {
    let profile = question.profile
    let swap = question.kind == .swapped ? profile.swap : nil
    self.init(
      expert: marks.experts[profile.rater], kind: question.kind, marks: profile.marks, distinct: profile.distinct,
      modalMark: profile.modalMark, modalCount: profile.modalCount, spread: profile.spread.told,
      correlation: .init(profile.correlation, profile.correlationInterval),
      rankCorrelation: profile.rankCorrelation?.told,
      others: question.others?.told,
      swap: swap.map {
        .init(
          candidates: $0.subjects.map { marks.candidates[$0] }, marks: $0.marks, before: $0.before.told,
          after: $0.after.told, correlation: $0.correlation?.told)
      },
      probability: question.probability.told, adjusted: question.adjusted.told)
  }
}

extension AgreementFindings {
  /// Whether findings of the totals and every item read no more marks than a budget.
  ///
  /// - Parameters:
  ///   - budget: marks; a processor reads some twenty million a second.
  ///   - groups: the stage's standings.
  public static func takes(atMost budget: Int, _ groups: [GroupStandings]) -> Bool {
    let work = groups.reduce(0) { sum, group in
      let sheets = group.matrix.sheetCount
      return sum + (group.plan.judgedItems.count + 1) * GroupAgreement.replicates(marks: sheets) * sheets * drawnMark
    }
    return work <= budget
  }

  /// How many marks read a mark that is drawn anew is worth: alpha at two levels and, with gaps, variances.
  private static let drawnMark = 4
}
