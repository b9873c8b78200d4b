// Which candidates take part in a review stage, and how stages come together in one ranking.

/// One group of a review stage with its marks and what they come to.
public struct GroupStandings: Sendable {
  public let group: GroupID
  /// By id; the position is the one in the matrix and the standings.
  public let candidates: [Candidate]
  public let plan: ScoringPlan
  public let matrix: MarkMatrix
  public let standings: Standings
  /// The stages whose results this one joins; nil where it stands alone.
  public internal(set) var joined: JoinedStages?
  /// Why candidates can have no place whatever their marks here, by position.
  var barredBy: [[Bar]] = []
  /// Those of the group who took part in an earlier stage and did not reach this one, in the order of its ranking.
  var keptOut: [KeptOut] = []

  /// A candidate without a way into the stage, and why.
  struct KeptOut: Sendable {
    let candidate: CandidateID
    let bars: [Bar]
  }

  init(group: GroupID, candidates: [Candidate], plan: ScoringPlan, matrix: MarkMatrix, standings: Standings) {
    self.group = group
    self.candidates = candidates
    self.plan = plan
    self.matrix = matrix
    self.standings = standings
  }
}

extension Round {
  /// The standings of every group of a stage, by group: the candidates who take part in it and those who left after
  /// they did.
  public func groupStandings(stage: ReviewStage, asOf: CivilDay) throws(StandingsFault) -> [GroupStandings] {
    try groupStandings(stage: stage, examinations: examinations(asOf: asOf))
  }

  /// The same for one who has the examinations at hand.
  ///
  /// Complexity: a stage costs what its marks cost, and what the stages before it do.
  public func groupStandings(
    stage: ReviewStage, examinations: [Examination]
  ) throws(StandingsFault) -> [GroupStandings] {
    guard let before = scheme.stage(before: stage) else {
      var result: [GroupStandings] = []
      for (group, members) in grouped(taking(examinations)) {
        result.append(try standings(of: group, members, stage: stage))
      }
      return judged(result, in: stage)
    }
    return try groupStandings(
      stage: stage, after: before, having: groupStandings(stage: before, examinations: examinations))
  }

  /// The candidates whose files passed, or who were admitted, by id; those who left since among them.
  private func taking(_ examinations: [Examination]) -> [Candidate] {
    var takesPart = [Bool](repeating: false, count: candidates.count)
    var next = 0
    for place in examinations.indices {
      let id = examinations[place].candidate
      guard let index = isCandidate(next, id) ? next : candidateIndex[id] else { continue }
      if admissions[id] ?? (examinations[place].verdict == .pass) { takesPart[index] = true }
      next = index + 1
    }
    return byID(takesPart.contains(false) ? candidates.indices.filter { takesPart[$0] } : Array(candidates.indices))
  }

  /// Candidates by id. All of them, where they came in that order, are not copied.
  private func byID(_ indices: [Int]) -> [Candidate] {
    let isInOrder = zip(indices, indices.dropFirst()).allSatisfy { candidates[$0].id < candidates[$1].id }
    if isInOrder, indices.count == candidates.count { return candidates }
    let order = isInOrder ? indices : indices.sorted { candidates[$0].id < candidates[$1].id }
    return order.map { candidates[$0] }
  }

  /// Candidates by group, each group in the order given; those of none are left out.
  private func grouped(_ members: [Candidate]) -> [(group: GroupID, members: [Candidate])] {
    guard scheme.grouping != nil else { return members.isEmpty ? [] : [(.everyone, members)] }
    var groups: [GroupID: [Candidate]] = [:]
    for candidate in members {
      guard let group = scheme.group(of: candidate) else { continue }
      groups[group, default: []].append(candidate)
    }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func groupStandings(
    stage: ReviewStage, after before: ReviewStage, having earlier: [GroupStandings]
  ) throws(StandingsFault) -> [GroupStandings] {
    let order = shortListRanking(earlier, stage: before, ignoringDepartures: true).rows
    let entering = Set(order.filter { $0.listed || stage.admits == .all }.map(\.candidate))
    var chain = try stages(before: before, having: earlier)
    chain.append((before, earlier))
    var result: [GroupStandings] = []
    for group in earlier {
      let members = group.candidates.filter { entering.contains($0.id) }
      var own = try standings(of: group.group, members, stage: stage)
      let left = order.filter { $0.group == group.group && !entering.contains($0.candidate) }.map(\.candidate)
      own.keptOut =
        left.map { id in
          let bars = bars(of: id, in: chain)
          return GroupStandings.KeptOut(
            candidate: id, bars: bars.isEmpty ? [.notShortListed(stage: before.id)] : bars)
        } + group.keptOut
      own.joined = joined(own, stage: stage, chain: chain)
      own.barredBy = members.map { bars(of: $0.id, in: chain) }
      result.append(own)
    }
    return judged(result, in: stage)
  }

  /// The groups of all stages before one, whose own are at hand.
  private func stages(
    before stage: ReviewStage, having groups: [GroupStandings]
  ) throws(StandingsFault) -> [(stage: ReviewStage, groups: [GroupStandings])] {
    var chain: [(stage: ReviewStage, groups: [GroupStandings])] = []
    var earlier = scheme.stage(before: stage)
    while let found = earlier {
      var again: [GroupStandings] = []
      for group in groups { again.append(try standings(of: group.group, group.candidates, stage: found)) }
      chain.insert((found, judged(again, in: found)), at: 0)
      earlier = scheme.stage(before: found)
    }
    return chain
  }

  private func judged(_ groups: [GroupStandings], in stage: ReviewStage) -> [GroupStandings] {
    let nobodyIsJudged = judgments.isEmpty && questions.isEmpty
    return groups.map { group in
      var group = group
      let own =
        nobodyIsJudged
        ? [[Bar]](repeating: [], count: group.candidates.count)
        : group.candidates.map { judgedNotMet($0.id, in: stage.id) }
      group.barredBy = group.barredBy.isEmpty ? own : zip(group.barredBy, own).map { $0 + $1 }
      return group
    }
  }

  /// What kept a candidate from a place in earlier stages.
  private func bars(
    of id: CandidateID, in chain: [(stage: ReviewStage, groups: [GroupStandings])]
  ) -> [Bar] {
    chain.flatMap { stage, groups -> [Bar] in
      for group in groups {
        guard let position = group.candidates.firstIndex(where: { $0.id == id }) else { continue }
        let own = judgedNotMet(id, in: stage.id) + group.standings.barredBy(position)
        return own.map { .earlier(stage: stage.id, $0) }
      }
      return []
    }
  }

  private func joined(
    _ own: GroupStandings, stage: ReviewStage, chain: [(stage: ReviewStage, groups: [GroupStandings])]
  ) -> JoinedStages? {
    guard !stage.carry.isEmpty else { return nil }
    let parts = (chain + [(stage, [own])]).compactMap { part, groups -> JoinedStages.Part? in
      guard let share = stage.carry.first(where: { $0.stage == part.id })?.share,
        let group = groups.first(where: { $0.group == own.group })
      else { return nil }
      let at = Dictionary(uniqueKeysWithValues: group.candidates.enumerated().map { ($1.id, $0) })
      return JoinedStages.Part(
        stage: part.id, share: share, standings: group.standings, matrix: group.matrix,
        positions: own.candidates.map { at[$0.id] ?? 0 })
    }
    return JoinedStages(parts: parts, rounding: selection.rounding)
  }

  // MARK: Rankings

  /// The ranking of a stage as the facts stand.
  public func ranking(stage: ReviewStage, asOf: CivilDay) throws(StandingsFault) -> Ranking {
    rank(try groupStandings(stage: stage, asOf: asOf), stage: stage, asOf: asOf)
  }

  /// The ranking that standings made before come to. The last stage's is drawn at the selection's line; one before it
  /// says who enters the stage after.
  public func rank(_ groups: [GroupStandings], stage: ReviewStage, asOf: CivilDay) -> Ranking {
    rank(groups, stage: stage, asOf: asOf, settledBy: Settlements(lots: lotOrder, chosen: Set(chosen)))
  }

  func rank(
    _ groups: [GroupStandings], stage: ReviewStage, asOf: CivilDay, settledBy settlements: Settlements
  ) -> Ranking {
    withKeptOut(rankingProblem(groups, stage: stage, asOf: asOf, settledBy: settlements).ranking(), groups)
  }

  /// All that the ranking of a stage is made from.
  func rankingProblem(
    _ groups: [GroupStandings], stage: ReviewStage, asOf: CivilDay, settledBy settlements: Settlements
  ) -> RankingProblem {
    guard scheme.stage(after: stage) == nil else {
      return shortListProblem(groups, stage: stage, ignoringDepartures: false)
    }
    let context = examinationContext(asOf: asOf)
    let ranked = groups.map { group in
      self.ranked(group, stage: stage) { candidate, barredBy in
        Contender(
          candidate: candidate.id,
          recommender: scheme.text("recommender_id", of: candidate).map { RecommenderID($0) },
          kind: kind(of: candidate), preferences: context.preferences(of: candidate),
          fellAway: exclusions[candidate.id] != nil, barredBy: barredBy)
      }
    }
    return RankingProblem(
      stage: stage.id, groups: ranked, selection: selection, together: isRankedTogether, settlements: settlements,
      shortList: nil)
  }

  /// Whether all groups are ranked against one another.
  public var isRankedTogether: Bool { scheme.grouping?.ranking == .together }

  private func ranked(
    _ group: GroupStandings, stage: ReviewStage, _ contender: @Sendable (Candidate, [Bar]) -> Contender
  ) -> RankedGroup {
    RankedGroup(
      group: group.group, standings: group.standings,
      contenders: concurrentMap(Array(group.candidates.indices), threads: processorCount, run: 2_048) {
        contender(group.candidates[$0], group.barredBy[$0])
      },
      ties: stage.rubric.perGroup[group.group]?.ties, joined: group.joined)
  }

  private func shortListRanking(
    _ groups: [GroupStandings], stage: ReviewStage, ignoringDepartures: Bool
  ) -> Ranking {
    shortListProblem(groups, stage: stage, ignoringDepartures: ignoringDepartures).ranking()
  }

  /// The ranking of a stage that another follows: equal scores share a place, and no cap but the next stage's line
  /// counts. Those who fell away keep the room that they had, so that the list does not change under panels at work.
  private func shortListProblem(
    _ groups: [GroupStandings], stage: ReviewStage, ignoringDepartures: Bool
  ) -> RankingProblem {
    let next = scheme.stage(after: stage)
    let line = next.flatMap { scheme.line(of: $0) }
    let ranked = groups.map { group in
      self.ranked(group, stage: stage) { candidate, barredBy in
        Contender(
          candidate: candidate.id, fellAway: !ignoringDepartures && exclusions[candidate.id] != nil,
          barredBy: barredBy)
      }
    }
    let source = next?.source ?? stage.source
    let selection = Selection(
      caps: line.map { [Selection.Cap(scope: .scheme, atMost: $0, source: source)] } ?? [], ties: [],
      places: self.selection.places, reserve: 0, nextMayRise: false, source: source)
    let withoutTies = ranked.map {
      RankedGroup(
        group: $0.group, standings: $0.standings, contenders: $0.contenders, ties: [], joined: $0.joined)
    }
    let shortList = next.flatMap { next in line.map { ShortList(into: next.id, line: $0) } }
    return RankingProblem(
      stage: stage.id, groups: withoutTies, selection: selection, together: isRankedTogether,
      settlements: Settlements(), shortList: shortList)
  }

  /// The ranking with those who took part in an earlier stage and did not reach this one: without place, after the
  /// others of their group.
  private func withKeptOut(_ ranking: Ranking, _ groups: [GroupStandings]) -> Ranking {
    guard groups.contains(where: { !$0.keptOut.isEmpty }) else { return ranking }
    func rows(_ group: GroupStandings) -> [RankingRow] {
      group.keptOut.map { kept in
        let out: [Bar] = exclusions[kept.candidate] == nil ? [] : [.fellAway]
        return RankingRow(
          candidate: kept.candidate, group: group.group, place: nil, score: nil, listed: false, tieBrokenBy: nil,
          sharing: [], barredBy: out + kept.bars, keptOutBy: [], reserve: nil, wasChosen: false)
      }
    }
    let all =
      isRankedTogether
      ? ranking.rows + groups.flatMap(rows)
      : groups.flatMap { group in ranking.rows.filter { $0.group == group.group } + rows(group) }
    return Ranking(
      stage: ranking.stage, rows: all, undecided: ranking.undecided, shortList: ranking.shortList,
      isTogether: ranking.isTogether)
  }

  // MARK: Who goes to the panels

  /// The candidates that go to the panels of a stage, by id: admitted, not out since and, where the stage takes only
  /// the best of the one before, on its short list. Nobody where the marks before cannot be brought into standings.
  ///
  /// Complexity: that of examining every candidate and, where the stage has a short list, of ranking the stages before.
  public func admitted(to stage: ReviewStage, asOf: CivilDay) -> [Candidate] {
    admitted(to: stage, examinations: examinations(asOf: asOf))
  }

  /// The same for one who has the examinations at hand.
  public func admitted(to stage: ReviewStage, examinations: [Examination]) -> [Candidate] {
    let going = Set(examinations.filter(isAdmitted).map(\.candidate))
    let all = candidates.filter { going.contains($0.id) }.sorted { $0.id < $1.id }
    guard reviewStages.contains(where: { $0.id == stage.id && $0.admits != .all }) || hasLine(before: stage) else {
      return all
    }
    guard let before = scheme.stage(before: stage),
      let earlier = try? groupStandings(stage: before, examinations: examinations)
    else { return [] }
    let order = shortListRanking(earlier, stage: before, ignoringDepartures: true).rows
    let entering = Set(order.filter { $0.listed || stage.admits == .all }.map(\.candidate))
    return all.filter { entering.contains($0.id) }
  }

  /// Whether a stage before this one was entered by a short list.
  private func hasLine(before stage: ReviewStage) -> Bool {
    var earlier = scheme.stage(before: stage)
    while let found = earlier {
      if found.admits != .all { return true }
      earlier = scheme.stage(before: found)
    }
    return false
  }
}
