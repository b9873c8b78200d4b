import ExpertReview
import Reports

/// Where a round stands on a day: everything that `panel status` shows, derived once.
struct StatusReport {
  /// How far a step is.
  enum Progress: Hashable {
    case notRun
    case current
    /// Facts came since that could have changed its result, but the result is the same.
    case holds(since: Int)
    /// Facts came since, and the result is another.
    case changed(since: Int)

    var isDone: Bool {
      switch self {
      case .current, .holds: true
      case .notRun, .changed: false
      }
    }
  }

  struct Step {
    let key: Conclusion.Key
    let progress: Progress
    let signOff: SignOff?
    /// The last fact that may have changed the result since; nil where the step is up to date or was never run.
    let cause: FactNote?
    /// Whether panels that may no longer be the best still break no limit; nil for other steps.
    let isFreeOfFaults: Bool?

    var procedure: Procedure { key.procedure }
  }

  /// A review stage with its panels, sheets and ranking.
  struct Stage {
    let stage: ReviewStage
    let panels: Panels?
    let faults: [PanelFault]
    /// Seats of candidates who have not left.
    let seats: Int
    let seatStatus: SeatStatus
    let owing: [(expert: ExpertID, candidates: [CandidateID])]
    let markCount: Int
    /// Whether experts vote on conditions in this stage.
    let hasVotes: Bool
    let voteCount: Int
    let owingVotes: [(expert: ExpertID, candidates: [CandidateID])]
    /// Conditions voted not met that the chair has not decided.
    let toChair: [OpenItem]
    /// What is missing of the opinions that the stage asks for.
    let opinions: OpinionGaps
    /// How many entered the stage, where it takes only the best of the one before.
    let entered: Int?
    let ranking: Ranking?
    /// What keeps the marks from being ranked.
    let fault: StandingsFault?

    var owed: Int { owing.reduce(0) { $0 + $1.candidates.count } }
  }

  struct Candidates {
    let total: Int
    let verdicts: [Verdict: Int]
    let admitted: Int
    /// Under review, and nobody has decided.
    let waiting: [CandidateID]
    /// Withdrawn, disqualified, or out by an objection.
    let out: [CandidateID]
  }

  let round: Round
  let head: String
  let asOf: CivilDay
  let candidates: Candidates
  let unavailable: [ExpertID]
  let conflicts: ConflictSearch
  let stages: [Stage]
  let steps: [Step]
  let openItems: [OpenItem]
  let nominations: NominationReport?
  let notice: OnNotice?
  /// Those on the final lists, in the order of publication, and the day of the last; nil before the first.
  let final: (day: CivilDay, lines: [Posting.Line])?
  /// Of those sent back for correction: how far each is, by candidate.
  let corrections: [CorrectionProgress]
  /// Something wrong with their form has not been sent back yet.
  let notReturned: [CandidateID]

  init(_ round: Round, head: String, asOf: CivilDay) {
    self.round = round
    self.head = head
    self.asOf = asOf
    let examinations = round.examinations(asOf: asOf)
    let conflicts = round.conflictSearch(asOf: asOf)
    self.conflicts = conflicts
    candidates = Candidates(examinations, round)
    unavailable = round.experts.map(\.id).filter { !round.isAvailable($0) }.sorted()
    let stages = round.reviewStages.map { stage in
      let isReached = round.scheme.stage(before: stage).map { round.scorebooks[$0.id] != nil } ?? true
      return Stage(
        stage, round, examinations: examinations,
        admitted: isReached ? round.admitted(to: stage, examinations: examinations) : [], conflicts: conflicts,
        asOf: asOf)
    }
    self.stages = stages
    let lines = round.isSelectedByChoice ? round.choiceLines() : stages.last?.ranking?.postingLines(round) ?? []
    nominations = NominationReport(round, asOf: asOf)
    openItems = round.openItems(of: lines.map(\.candidate), asOf: asOf)
    notice = OnNotice(round, listed: lines, asOf: asOf)
    final = round.board.lastPublished.map { ($0, round.finalLines) }
    corrections = round.correctionProgress(examinations, asOf: asOf)
    notReturned = examinations.filter { examination in
      examination.verdict == .formError && round.isUndecided(examination)
        && examination.findings.contains { $0.verdict == .formError && $0.returned == nil }
    }.map(\.candidate)
    let renewal = Renewal(
      round: round, asOf: asOf, examinations: examinations, conflicts: conflicts, stages: stages)
    // Where nobody marks there are no experts to keep apart, to seat or to rank by.
    let states = round.staleness(asOf: asOf).filter { state in
      !round.isSelectedByChoice || [.examination, .notice].contains(state.procedure)
    }
    steps = states.map { state in
      Step(
        key: Conclusion.Key(procedure: state.procedure, stage: state.stage), progress: renewal.progress(of: state),
        signOff: state.signOff, cause: round.cause(of: state),
        isFreeOfFaults: state.procedure == .assignment
          ? stages.first { $0.stage.id == state.stage }.flatMap { $0.panels == nil ? nil : $0.faults.isEmpty } : nil)
    }
  }

  var undecidedConflicts: [Conflict] { conflicts.undecided }

  /// How far a step is; one that each stage has, in the stage that the round is at.
  func progress(of procedure: Procedure) -> Progress {
    let stage = procedure.isOfStage ? currentStage?.stage.id ?? "" : ""
    return steps.first { $0.key == Conclusion.Key(procedure: procedure, stage: stage) }?.progress ?? .notRun
  }

  /// The stage that the round is at.
  var currentStage: Stage? {
    let current = round.currentStage?.id
    return stages.first { $0.stage.id == current }
  }
}

extension StatusReport.Candidates {
  init(_ examinations: [Examination], _ round: Round) {
    total = round.candidates.count
    verdicts = examinations.reduce(into: [:]) { $0[$1.verdict, default: 0] += 1 }
    admitted = examinations.count { round.isAdmitted($0) }
    waiting = examinations.filter { $0.verdict == .review && round.isUndecided($0) }.map(\.candidate)
    out = round.exclusions.keys.sorted()
  }
}

extension StatusReport.Stage {
  init(
    _ stage: ReviewStage, _ round: Round, examinations: [Examination], admitted: [Candidate],
    conflicts: ConflictSearch, asOf: CivilDay
  ) {
    self.stage = stage
    panels = round.panels[stage.id]
    faults = round.panelFaults(stage: stage, admitted: admitted, conflicts: conflicts)
    seats = round.seatsByExpert(in: stage.id).reduce(0) { $0 + $1.count }
    seatStatus = SeatStatus(stage, round, admitted: admitted)
    owing = round.owing(in: stage.id)
    markCount = round.scorebooks[stage.id]?.markCount ?? 0
    hasVotes = !round.scheme.votedRules(in: stage.id).isEmpty
    voteCount = round.ballots[stage.id]?.count ?? 0
    owingVotes = round.owingVotes(in: stage.id)
    entered = stage.admits == .all ? nil : admitted.count
    opinions = round.opinionGaps(in: stage)
    // Questions wait for the chair before there is a ranking, and where none can be made.
    let raised = round.openQuestions(in: stage.id)
    guard round.scorebooks[stage.id] != nil else {
      (ranking, fault, toChair) = (nil, nil, raised)
      return
    }
    do throws(StandingsFault) {
      let groups = try round.groupStandings(stage: stage, examinations: examinations)
      let ranking = round.rank(groups, stage: stage, asOf: asOf)
      (self.ranking, fault, toChair) = (ranking, nil, round.chairItems(ranking))
    } catch {
      (ranking, fault, toChair) = (nil, error, raised)
    }
  }
}

/// Whether steps that facts have touched since come to the same result again.
private struct Renewal {
  let round: Round
  let asOf: CivilDay
  let examinations: [Examination]
  let conflicts: ConflictSearch
  let stages: [StatusReport.Stage]

  func progress(of step: StepState) -> StatusReport.Progress {
    switch step.state {
    case .notRun: .notRun
    case .upToDate: .current
    case .stale(let since): isSame(step) ? .holds(since: since) : .changed(since: since)
    }
  }

  private func isSame(_ step: StepState) -> Bool {
    let own = stages.filter { $0.stage.id == step.stage }
    return switch step.procedure {
    case .examination: recorded(.examinations(examinations))
    case .conflicts: recorded(.conflicts(conflicts))
    case .assignment: own.allSatisfy(panelsHold)
    case .marking: true
    case .ranking: own.allSatisfy { stage in stage.ranking.map { recorded(.ranking($0)) } ?? false }
    case .notice: postingHolds
    }
  }

  /// Whether the record's last conclusion of a step says the same.
  private func recorded(_ result: StepResult) -> Bool {
    let conclusion = result.conclusion
    return round.conclusions[conclusion.key]?.digest == conclusion.digest
  }

  /// Panels that were found are still the best; panels from outside still break no limit.
  private func panelsHold(_ stage: StatusReport.Stage) -> Bool {
    guard let panels = stage.panels else { return true }
    guard stage.faults.isEmpty else { return false }
    // Seats that passed on one by one are not what the prices speak of; the limits were held again above.
    guard !panels.haveChanged, case .assigned(let record) = panels.origin else { return true }
    // A draw is not made anew because its lists changed since: it holds while it keeps every limit.
    if record.isDrawn { return true }
    return proves(record, for: round.panelProblem(stage: stage.stage, asOf: asOf, keeping: record.kept))
  }

  /// What was made public is what would be made public now.
  private var postingHolds: Bool {
    if round.isSelectedByChoice {
      let lines = round.choiceLines()
      return round.choiceFaults(lines.map(\.candidate), asOf: asOf).isEmpty && round.postingsHold(against: lines)
    }
    return stages.last?.ranking.map { round.postingsHold(against: $0.postingLines(round)) } ?? false
  }
}
