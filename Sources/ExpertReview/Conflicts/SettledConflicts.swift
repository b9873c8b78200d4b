/// What people decided on conflicts that were found.
struct SettledConflicts {
  private struct Pair: Hashable {
    let candidate: CandidateID
    let expert: ExpertID
  }
  private var outcomes: [Pair: ConflictSettlement.Outcome] = [:]

  /// The last settlement of a pair stands.
  init(_ settlements: [ConflictSettlement]) {
    for settlement in settlements {
      outcomes[Pair(candidate: settlement.candidate, expert: settlement.expert)] = settlement.outcome
    }
  }

  /// The conflict with what was decided on it.
  func settle(_ conflict: Conflict) -> Conflict {
    conflict.settled(outcomes[Pair(candidate: conflict.candidate, expert: conflict.expert)])
  }
}

extension Conflict {
  /// The same conflict after a decision: only a doubtful match can be dismissed or confirmed, only a real one waived.
  fileprivate func settled(_ outcome: ConflictSettlement.Outcome?) -> Conflict {
    let status: Status
    switch (outcome, self.status) {
    case (.dismissed, .undecided): status = .dismissed
    case (.confirmed, .undecided): status = .standing
    case (.waived, .standing): status = .waived
    default: return self
    }
    return Conflict(
      candidate: candidate, expert: expert, kind: kind, role: role, level: level, status: status, evidence: evidence,
      source: source)
  }
}
