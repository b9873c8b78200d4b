/// What people decided on conflicts that were found.
///
/// A decision holds for the conflicts that were seen when it was taken and for no other: one that is found later
/// between the same two stands on its own, and so does one that has become graver. Decisions follow one another: what
/// was confirmed may be waived, what was decided may be reopened, and then the search's own word holds again.
struct SettledConflicts {
  private var settlements: [PanelInput.Pair: [ConflictSettlement]] = [:]

  /// In the order in which they were decided.
  init(_ settlements: [ConflictSettlement]) {
    for settlement in settlements {
      self.settlements[PanelInput.Pair(settlement.candidate, settlement.expert), default: []].append(settlement)
    }
  }

  /// The conflict with what was decided on it.
  func settle(_ conflict: Conflict) -> Conflict {
    let decided = settlements[PanelInput.Pair(conflict.candidate, conflict.expert)] ?? []
    return conflict.settled(decided.filter { $0.covers(conflict) }.map(\.outcome))
  }

  /// Whether a decision stands on each of these conflicts of a pair; on any of the pair's, where none is named.
  func isSettled(_ candidate: CandidateID, _ expert: ExpertID, _ seen: [ConflictSettlement.Seen]) -> Bool {
    let decided = settlements[PanelInput.Pair(candidate, expert)] ?? []
    guard !seen.isEmpty else { return decided.last.map { $0.outcome != .reopened } ?? false }
    return seen.allSatisfy { seen in
      let last = decided.last { $0.conflicts.isEmpty || $0.conflicts.contains { $0.isSame(as: seen) } }
      return last.map { $0.outcome != .reopened } ?? false
    }
  }
}

extension ConflictSettlement {
  /// Whether it was decided on this conflict. An old record, which names none, is on doubtful ones of the pair where it
  /// dismisses or confirms, and on all where it waives.
  public func covers(_ conflict: Conflict) -> Bool {
    guard conflict.candidate == candidate, conflict.expert == expert else { return false }
    guard conflicts.isEmpty else {
      return conflicts.contains {
        $0.isSame(as: conflict.seen) && (conflict.level <= $0.level || !outcome.lightens)
      }
    }
    switch outcome {
    case .dismissed, .confirmed: return conflict.isDoubtful
    case .waived, .reopened: return true
    }
  }
}

extension ConflictSettlement.Outcome {
  /// Whether it lets an expert judge, and so holds no longer where the conflict has become graver.
  fileprivate var lightens: Bool {
    switch self {
    case .dismissed, .waived: true
    case .confirmed, .reopened: false
    }
  }
}

extension ConflictSettlement.Seen {
  /// The same kind of tie with the same party in the same role, however grave.
  fileprivate func isSame(as other: ConflictSettlement.Seen) -> Bool {
    (kind, role, party) == (other.kind, other.role, other.party)
  }
}

extension Conflict {
  /// The role of a conflict that somebody declared, and the kind of one in which the expert is the person named.
  public static let declared = "declared"
  public static let same = "self"

  /// The conflict as a decision on it writes it down.
  public var seen: ConflictSettlement.Seen {
    ConflictSettlement.Seen(kind: kind, role: role, party: party, level: level)
  }

  /// Whether it may be a false match: it is doubtful, or certain only because two names without codes are equal. What
  /// codes say, kin and what was declared are no matter of names.
  public var mayBeDismissed: Bool {
    isDoubtful || (isByName && kind != Relation.Kind.kin.rawValue && role != Conflict.declared)
  }

  /// The same conflict after decisions on it, in their order: only a match that may be false can be dismissed, only a
  /// doubtful or a dismissed one confirmed, only one that stands waived.
  fileprivate func settled(_ outcomes: [ConflictSettlement.Outcome]) -> Conflict {
    var status = self.status
    for outcome in outcomes {
      switch (outcome, status) {
      case (.dismissed, _) where mayBeDismissed: status = .dismissed
      case (.confirmed, .undecided), (.confirmed, .dismissed): status = .standing
      case (.waived, .standing): status = .waived
      case (.reopened, _): status = self.status
      default: break
      }
    }
    return status == self.status ? self : with(status)
  }
}
