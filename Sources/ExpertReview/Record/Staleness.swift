/// Whether a step's result, as it was last run, is still what the facts come to.
public struct StepState: Sendable, Hashable {
  public enum State: Sendable, Hashable {
    /// It was never run.
    case notRun
    case upToDate
    /// Facts came since that may change it.
    case stale(since: Int)
  }
  public let procedure: Procedure
  /// The review stage; empty for a step that is not of one.
  public let stage: String
  public let state: State
  public let signOff: SignOff?

  public var isStale: Bool { staleSince != nil }

  /// The last fact that may have changed the result since the step was run; nil where none did.
  public var staleSince: Int? {
    if case .stale(let since) = state { return since }
    return nil
  }
}

extension Round {
  /// Every step in order: assignment, marking and ranking once for each review stage.
  public var steps: [Conclusion.Key] {
    let stages = reviewStages.isEmpty ? [""] : reviewStages.map(\.id)
    let ofStages = stages.flatMap { stage in
      Procedure.allCases.filter(\.isOfStage).map { Conclusion.Key(procedure: $0, stage: stage) }
    }
    func step(_ procedure: Procedure) -> Conclusion.Key { Conclusion.Key(procedure: procedure, stage: "") }
    return [step(.examination), step(.conflicts)] + ofStages + [step(.notice)]
  }

  /// The state of every step in order. A step is stale when a fact that touches it, or a step before it, came after it
  /// was run; running it again shows whether anything changed in truth. A stage's short list follows from the stage
  /// before, so what touches that one makes this one stale too. Marking is never stale: its facts are the marks. As of
  /// a day, the examination is stale too where the last day of a return has passed since it was run.
  public func staleness(asOf: CivilDay? = nil) -> [StepState] {
    steps.map { step in
      var state = state(of: step)
      if step.procedure == .examination, case .upToDate = state, let asOf,
        let lapsed = lapsedSinceExamination(asOf: asOf)
      {
        state = .stale(since: lapsed.sequence)
      }
      return StepState(procedure: step.procedure, stage: step.stage, state: state, signOff: signOffs[step])
    }
  }

  private func lapsedSinceExamination(asOf: CivilDay) -> StandingReturn? {
    let ran = conclusions.filter { $0.key.procedure == .examination }.map(\.value).max { $0.sequence < $1.sequence }
    guard let ran else { return nil }
    return returns.last { $0.ground.isOver(on: asOf) && !$0.ground.isOver(on: ran.asOf) }
  }

  private func state(of step: Conclusion.Key) -> StepState.State {
    let ran: Int?
    switch step.procedure {
    case .assignment: ran = panels[step.stage]?.lastSequence
    case .marking: ran = scorebooks[step.stage] == nil ? nil : lastSequence
    case .notice: ran = postings.last?.sequence
    case .examination, .conflicts, .ranking: ran = conclusions[step]?.sequence
    }
    guard let ran else { return .notRun }
    let changed = step.procedure == .marking ? 0 : lastChange(of: step.procedure, stage: step.stage)
    return changed > ran ? .stale(since: changed) : .upToDate
  }

  // MARK: Steps and stages

  /// The first step whose result a fact may change as the round stands; with no stage where it may be that of any. An
  /// answer to an invitation that leaves the expert as available as before changes none.
  func touched(by fact: Fact) -> Conclusion.Key? {
    guard let procedure = fact.touches else { return nil }
    if case .invitationAnswered(let answer) = fact, !changesAvailability(answer) { return nil }
    if case .decided(.approveChange(let number)) = fact, !changes.contains(where: { $0.number == number }) {
      return nil
    }
    return Conclusion.Key(procedure: procedure, stage: procedure.isOfStage ? stage(of: fact) : "")
  }

  private func stage(of fact: Fact) -> String {
    switch fact {
    case .marked(let batch, _): batch.stage
    case .changeProposed(let change): change.stage
    case .decided(.approveChange(let number)): changes.first { $0.number == number }?.change.stage ?? ""
    case .voted(let batch): batch.stage
    case .questionRaised(let question): question.stage
    case .panelsImported(let list): list.stage
    case .assigned(let record): record.panels.stage
    case .drawn(let drawn): drawn.record.panels.stage
    case .seatsChanged(let changes): changes.stage
    case .pairsOrdered(let orders): orders.stage
    case .invitationAnswered(let answer): answer.stage
    // Only the last ranking has a line that ties can meet at.
    case .decided(.choose), .decided(.lot): reviewStages.last?.id ?? ""
    case .decided(.judge(let rule, _, let ids)): judgedStage(of: rule, for: ids)
    default: ""
    }
  }

  private func changesAvailability(_ answer: InvitationAnswer) -> Bool {
    let stages = answer.stage.isEmpty ? reviewStages.map(\.id) + [""] : [answer.stage]
    switch answer.answer {
    case .invited, .pledged: return false
    case .accepted, .available: return stages.contains { !isAvailable(answer.expert, in: $0) }
    case .declined, .unavailable: return stages.contains { isAvailable(answer.expert, in: $0) }
    }
  }

  /// Whether a fact changes what it touches by itself, and not only by what another person decides on it.
  func takesEffect(_ fact: Fact) -> Bool {
    if case .changeProposed = fact { return scheme.changes?.secondPerson == false }
    return true
  }

  /// What is told of the fact since which a step is stale: the last that may have changed its result, or a return whose
  /// last day has passed since. Nil for a step that is up to date.
  public func cause(of step: StepState) -> FactNote? {
    guard let sequence = step.staleSince else { return nil }
    let ran = conclusions.filter { $0.key.procedure == step.procedure }.map(\.value.sequence).max() ?? 0
    if step.procedure == .examination, sequence < ran {
      return returns.last { $0.sequence == sequence }.map { FactNote(lapsed: $0) }
    }
    return touchNotes.values.first { $0.sequence == sequence }
  }

  /// Whether what touches one step may change the result of another.
  func mayChange(_ touched: Conclusion.Key, _ step: Conclusion.Key) -> Bool {
    if !touched.stage.isEmpty, !step.stage.isEmpty, touched.stage != step.stage {
      return position(touched.stage) < position(step.stage)
    }
    return touched.procedure <= step.procedure
  }

  private func position(_ stage: String) -> Int { reviewStages.firstIndex { $0.id == stage } ?? 0 }

  /// Signatures in the order of the steps.
  var standingSignOffs: [(step: Conclusion.Key, signOff: SignOff)] {
    steps.compactMap { step in signOffs[step].map { (step, $0) } }
  }

  /// Whether a step belongs to a stage that is done while the fact – experts, ties, answers to invitations – is for the
  /// stage at hand.
  func isBehind(_ step: Conclusion.Key, _ touched: Conclusion.Key) -> Bool {
    guard touched.stage.isEmpty, touched.procedure == .conflicts || touched.procedure == .assignment,
      !step.stage.isEmpty,
      let current = reviewStages.firstIndex(where: {
        signOffs[Conclusion.Key(procedure: .ranking, stage: $0.id)] == nil
      })
    else { return false }
    return position(step.stage) < current
  }

  /// The step that a decision means; without a stage, that of the stage the round is at.
  func step(_ procedure: Procedure, stage: String) throws(RoundRefusal) -> Conclusion.Key {
    guard procedure.isOfStage else { return Conclusion.Key(procedure: procedure, stage: "") }
    let found = stage.isEmpty && reviewStages.isEmpty ? "" : try reviewStage(stage.isEmpty ? nil : stage).id
    return Conclusion.Key(procedure: procedure, stage: found)
  }

  /// The step to reopen; without a stage, the last that is signed off.
  func signedStep(_ procedure: Procedure, stage: String) throws(RoundRefusal) -> Conclusion.Key {
    if stage.isEmpty, let last = standingSignOffs.last(where: { $0.step.procedure == procedure }) { return last.step }
    return try step(procedure, stage: stage)
  }
}
