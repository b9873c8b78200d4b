/// A stage's ranking with the marks it is made from, ready to be made again with some of them changed.
///
/// Every answer to "what if" goes through here, and so through the scoring kernel and the ranking that make the
/// official result; what differs is only the marks or the plan that are handed to them.
struct ReplayedRanking: Sendable {
  /// One group's marks in one stage, under the plan that makes standings of them.
  struct Marks: Sendable {
    var plan: ScoringPlan
    var matrix: MarkMatrix
  }

  let problem: RankingProblem
  /// By group, then layer: the stage's own marks, then those of the stages before that are joined, in turn.
  let marks: [[Marks]]
  /// By group: the layer of each joined part.
  private let layers: [[Int]]
  private let keepsItems: Bool

  init(_ groups: [GroupStandings], problem: RankingProblem) {
    let groups = groups.sorted { $0.group < $1.group }
    precondition(groups.map(\.group) == problem.groups.map(\.group), "the groups of another ranking")
    // Who officially has no score stays without one: what is asked is of those who were judged.
    self.problem = problem.replacing(groups: problem.groups.map(\.barringUnscored))
    keepsItems = problem.asksForItems
    var marks: [[Marks]] = []
    var layers: [[Int]] = []
    for (given, ranked) in zip(groups, problem.groups) {
      var own = [Marks(plan: given.plan, matrix: given.matrix)]
      layers.append(
        (ranked.joined?.parts ?? []).map { part in
          if part.stage == problem.stage { return 0 }
          own.append(Marks(plan: part.standings.plan, matrix: part.matrix))
          return own.count - 1
        })
      marks.append(own)
    }
    (self.marks, self.layers) = (marks, layers)
  }

  /// By number, through the groups in their order.
  var candidates: [CandidateID] { problem.groups.flatMap { $0.contenders.map(\.candidate) } }

  /// The ranking's groups where marks are first changed.
  ///
  /// - Parameter change: the marks to take, by group and layer, instead of those given.
  func groups(_ change: (_ group: Int, _ layer: Int, Marks) -> Marks) -> [RankedGroup] {
    problem.groups.indices.map { group in
      let standings = marks[group].indices.map { layer in
        let marks = change(group, layer, marks[group][layer])
        return marks.plan.aggregate(marks.matrix, keepingItems: keepsItems)
      }
      return problem.groups[group].replacing(standings: standings[0], parts: layers[group].map { standings[$0] })
    }
  }
}

extension ReplayedRanking.Marks {
  /// The same where panels may be smaller than the scheme demands: what is asked is who would be in, not whether the
  /// panel would do.
  var ofAnyPanel: ReplayedRanking.Marks {
    var marks = self
    marks.plan.minimumSheets = min(plan.minimumSheets, 1)
    return marks
  }
}

extension Round {
  /// The ranking of a stage, to be made again with marks changed.
  func replayedRanking(_ groups: [GroupStandings], stage: ReviewStage, asOf: CivilDay) -> ReplayedRanking {
    let settled = Settlements(lots: lotOrder, chosen: Set(chosen))
    return ReplayedRanking(groups, problem: rankingProblem(groups, stage: stage, asOf: asOf, settledBy: settled))
  }
}
