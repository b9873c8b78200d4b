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
  public let state: State
  public let signOff: SignOff?

  public var isStale: Bool {
    if case .stale = state { return true }
    return false
  }
}

extension Round {
  /// The state of every step in order. A step is stale when a fact that touches it, or a step before it, came after it
  /// was run; running it again shows whether anything changed in truth. Marking is never stale: its facts are the
  /// marks. As of a day, the examination is stale too where the last day of a return has passed since it was run.
  public func staleness(asOf: CivilDay? = nil) -> [StepState] {
    Procedure.allCases.map { procedure in
      var state = state(of: procedure)
      if procedure == .examination, case .upToDate = state, let asOf,
        let lapsed = lapsedSinceExamination(asOf: asOf)
      {
        state = .stale(since: lapsed.sequence)
      }
      return StepState(procedure: procedure, state: state, signOff: signOffs[procedure])
    }
  }

  private func lapsedSinceExamination(asOf: CivilDay) -> StandingReturn? {
    let ran = conclusions.filter { $0.key.procedure == .examination }.map(\.value).max { $0.sequence < $1.sequence }
    guard let ran else { return nil }
    return returns.last { $0.ground.isOver(on: asOf) && !$0.ground.isOver(on: ran.asOf) }
  }

  private func state(of procedure: Procedure) -> StepState.State {
    let ran: Int?
    switch procedure {
    case .assignment: ran = panels.values.map(\.sequence).max()
    case .marking: ran = scorebooks.isEmpty ? nil : lastSequence
    case .notice: ran = postings.last?.sequence
    case .examination, .conflicts, .ranking:
      ran = conclusions.filter { $0.key.procedure == procedure }.map(\.value.sequence).max()
    }
    guard let ran else { return .notRun }
    let changed = procedure == .marking ? 0 : lastChange(of: procedure)
    return changed > ran ? .stale(since: changed) : .upToDate
  }
}
