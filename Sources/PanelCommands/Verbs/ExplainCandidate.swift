import ExpertReview

/// Everything that the round's results hold on one candidate, in the order of the flow; nothing is worked out here that
/// a result does not hold.
struct CandidateExplanation {
  /// A seat of the candidate's panel.
  struct Seat {
    let expert: Expert
    let affinity: PairAffinity
    let sheet: Scorebook.Sheet?
    let isAvailable: Bool
  }

  /// The way from marks to a score.
  struct Scoring {
    let plan: ScoringPlan
    let trace: ScoreTrace
  }

  /// One of those with the same score, and what the tie-breaks compare.
  struct Equal {
    let row: RankingRow
    /// One for each of `Placing.ties`, nil where there is no value.
    let values: [Fraction?]
  }

  /// The way from a score to a place.
  struct Placing {
    let row: RankingRow
    /// Candidates ranked against one another who have a place.
    let placed: Int
    /// Those of the same candidates who have none.
    let unplaced: Int
    let undecided: UndecidedTie?
    /// In the order in which they are asked; with values, so without flags and lots.
    let ties: [TieBreak]
    /// All with the candidate's score who have a place, the candidate among them; empty where it stands alone.
    let equals: [Equal]
    /// Whether the ranking on record is of the facts as they stand; nil where none is on record.
    let isOnRecord: Bool?
    /// Whether the ranking only says who enters the next stage.
    let isShortList: Bool
    /// The stages whose results are joined, with the candidate's position in them.
    var joined: (stages: JoinedStages, position: Int)?
  }

  let round: Round
  let stage: ReviewStage
  let asOf: CivilDay
  let candidate: Candidate
  let group: GroupID?
  let examination: Examination
  let acts: [RecordedAct]
  let seats: [Seat]
  /// Experts of another block who mark the candidate for comparison only.
  let guests: [(expert: Expert, hasMarked: Bool)]
  let scoring: Scoring?
  let placing: Placing?
  /// The draw that made the panels, where they were drawn.
  var draw: DrawReplay?
  /// What is kept beside the place, where that was worked out for the ranking as it stands.
  var beside: BesidePlace?

  init(
    _ candidate: Candidate, stage: ReviewStage, round: Round, acts: [RecordedAct], asOf: CivilDay
  ) throws {
    self.round = round
    self.stage = stage
    self.asOf = asOf
    self.candidate = candidate
    self.acts = acts.filter { $0.decision(on: candidate.id) != nil }
    group = round.scheme.group(of: candidate)
    let index = round.candidateIndex[candidate.id] ?? 0
    let panel = round.panel(of: candidate.id, in: stage.id)
    seats = zip(panel, round.pairAffinities().affinities(of: panel, for: candidate)).map { expert, affinity in
      Seat(
        expert: expert, affinity: affinity,
        sheet: round.scorebooks[stage.id]?.sheet(candidate: index, expert: round.expertIndex[expert.id] ?? 0),
        isAvailable: round.isAvailable(expert.id, in: stage.id))
    }
    guests = round.guests(of: candidate.id, in: stage.id).map { expert in
      (expert, round.countsMarks(of: expert.id, for: candidate.id, in: stage.id))
    }
    guard round.scorebooks[stage.id] != nil else {
      examination = round.examination(of: candidate, asOf: asOf)
      (scoring, placing) = (nil, nil)
      return
    }
    let examinations = round.examinations(asOf: asOf)
    examination =
      examinations.first { $0.candidate == candidate.id } ?? round.examination(of: candidate, asOf: asOf)
    let groups = try round.groupStandings(stage: stage, examinations: examinations)
    let found = groups.lazy.compactMap { group in
      group.candidates.firstIndex { $0.id == candidate.id }.map { (group, $0) }
    }.first
    scoring = found.map { group, position in
      Scoring(plan: group.plan, trace: group.plan.trace(candidate: position, in: group.matrix))
    }
    placing = Placing(candidate.id, groups, stage: stage, round: round, asOf: asOf)
  }

  var recommender: Recommender? { round.recommenderID(of: candidate).flatMap(round.recommender) }

  /// How the votes on judged conditions stand, of this stage and those before it.
  var tallies: [(stage: ReviewStage, tally: VoteTally)] {
    let stages = round.reviewStages
    let last = stages.firstIndex { $0.id == stage.id } ?? 0
    return stages.prefix(last + 1).flatMap { stage in
      round.tallies(of: candidate.id, in: stage.id).map { (stage, $0) }
    }
  }

  /// What other seats on the panel would cost.
  var prices: ExchangePrices { ExchangePrices(candidate.id, stage: stage, round: round, asOf: asOf) }

  var nominations: [Nomination] { round.nominations.filter { $0.candidate == candidate.id } }

  /// The candidate's line on notice, and how long it is shown.
  var shown: (showing: NoticeBoard.Showing, line: Posting.Line)? {
    guard let showing = round.board.showings[candidate.id],
      let line = round.board.lines.first(where: { $0.candidate == candidate.id })
    else { return nil }
    return (showing, line)
  }
}

extension CandidateExplanation.Placing {
  init?(
    _ candidate: CandidateID, _ groups: [GroupStandings], stage: ReviewStage, round: Round, asOf: CivilDay
  ) {
    let ranking = round.rank(groups, stage: stage, asOf: asOf)
    guard let row = ranking.rows.first(where: { $0.candidate == candidate }) else { return nil }
    self.row = row
    let together = round.scheme.grouping?.ranking == .together
    let field = ranking.rows.filter { together || $0.group == row.group }
    placed = field.count { $0.place != nil }
    unplaced = field.count - placed
    undecided = ranking.undecided.first { $0.candidates.contains(candidate) }
    let own: [TieBreak]? = ranking.shortList != nil ? [] : together ? nil : stage.rubric.perGroup[row.group]?.ties
    let ties = (own ?? round.selection.ties).filter(\.hasValue)
    self.ties = ties
    let equals = field.filter { $0.place != nil && $0.score?.exact == row.score?.exact }
    self.equals =
      row.place == nil || equals.count < 2
      ? []
      : equals.map { row in CandidateExplanation.Equal(row: row, values: groups.values(of: row.candidate, for: ties)) }
    let ran = round.conclusions[Conclusion.Key(procedure: .ranking, stage: stage.id)]?.sequence
    isOnRecord = ran.map { $0 > round.lastChange(of: .ranking, stage: stage.id) }
    isShortList = ranking.shortList != nil
    for group in groups {
      guard let position = group.candidates.firstIndex(where: { $0.id == candidate }) else { continue }
      joined = group.joined.map { ($0, position) }
    }
  }
}

extension TieBreak {
  /// Whether it compares a number.
  fileprivate var hasValue: Bool {
    switch self {
    case .item, .judgedTotal, .untrimmedMean, .markMean: true
    case .preference, .lot: false
    }
  }
}

extension [GroupStandings] {
  /// What tie-breaks compare of a candidate.
  fileprivate func values(of candidate: CandidateID, for ties: [TieBreak]) -> [Fraction?] {
    for group in self {
      guard let position = group.candidates.firstIndex(where: { $0.id == candidate }) else { continue }
      let standing = group.standings[position]
      return ties.map { tie in
        switch tie {
        case .item(let id): standing.items.first { $0.id == id }?.exact
        case .judgedTotal: standing.judgedTotal
        case .untrimmedMean: standing.untrimmedMean
        case .markMean: standing.markMean
        case .preference, .lot: nil
        }
      }
    }
    return ties.map { _ in nil }
  }
}
