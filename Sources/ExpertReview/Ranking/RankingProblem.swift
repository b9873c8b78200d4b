/// All that a stage's ranking is made from: standings, what is known of the contenders, and the rule of the line.
///
/// The official ranking is `ranking()`; the same problem with other standings answers what the ranking would have been
/// with other marks or another rule.
struct RankingProblem: Sendable {
  let stage: String
  /// In order of their ids.
  let groups: [RankedGroup]
  let selection: Selection
  let together: Bool
  let settlements: Settlements
  let shortList: ShortList?

  init(
    stage: String, groups: [RankedGroup], selection: Selection, together: Bool, settlements: Settlements,
    shortList: ShortList?
  ) {
    self.stage = stage
    self.groups = groups.sorted { $0.group < $1.group }
    self.selection = selection
    self.together = together
    self.settlements = settlements
    self.shortList = shortList
  }

  /// The problem with other groups of the same ids.
  func replacing(groups: [RankedGroup]) -> RankingProblem {
    RankingProblem(
      stage: stage, groups: groups, selection: selection, together: together, settlements: settlements,
      shortList: shortList)
  }

  func ranking() -> Ranking {
    rank(
      stage: stage, groups: groups, selection: selection, together: together, settlements: settlements,
      shortList: shortList)
  }

  /// The places and the line that other standings of the same candidates come to, under the rule of this problem; the
  /// line as scores draw it, without a zone, in which they do not decide.
  ///
  /// Precondition: as many groups, each with as many candidates.
  /// - Parameters:
  ///   - groups: the groups of this problem with other standings.
  ///   - settled: whether the lots and choices on record count where the same candidates are tied.
  func outcome(of groups: [RankedGroup], settled: Bool) -> RankingOutcome {
    rankingOutcome(
      groups: groups, selection: selection.withoutZone, together: together,
      settlements: settled ? settlements : Settlements(),
      equalsEnter: shortList != nil)
  }

  /// Whether some tie-break compares an item's panel value.
  var asksForItems: Bool {
    (selection.ties + groups.flatMap { $0.ties ?? [] }).contains {
      if case .item = $0 { true } else { false }
    }
  }
}

extension RankedGroup {
  /// The group with other standings of the same candidates, and of the stages that it joins.
  ///
  /// - Parameters:
  ///   - standings: the stage's own.
  ///   - parts: those of each joined stage in turn; empty where none are joined.
  func replacing(standings: Standings, parts: [Standings]) -> RankedGroup {
    RankedGroup(
      group: group, standings: standings, contenders: contenders, ties: ties,
      joined: joined.map { joined in
        JoinedStages(
          parts: zip(joined.parts, parts).map { part, standings in
            JoinedStages.Part(
              stage: part.stage, share: part.share, standings: standings, matrix: part.matrix,
              positions: part.positions)
          }, rounding: joined.rounding)
      })
  }

  /// The group with those who have no score barred whatever other marks might give them.
  var barringUnscored: RankedGroup {
    let contenders = self.contenders.indices.map { index in
      let own = self.contenders[index]
      let isScored = standings.status(of: index) == .scored
      return Contender(
        candidate: own.candidate, recommender: own.recommender, kind: own.kind, preferences: own.preferences,
        fellAway: own.fellAway, barredBy: own.barredBy + (isScored ? [] : standings.barredBy(index)))
    }
    return RankedGroup(group: group, standings: standings, contenders: contenders, ties: ties, joined: joined)
  }
}
