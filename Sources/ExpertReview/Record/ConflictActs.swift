/// A conflict that somebody states.
public struct ConflictDeclaration: Sendable, Hashable {
  /// Who states it.
  public enum Declarer: String, Sendable, CaseIterable {
    /// The expert, with the pledge or later.
    case expert
    /// The candidate, by letter; what its file says is read from the file.
    case candidate
    case staff
  }
  public let candidate: CandidateID
  public let expert: ExpertID
  /// A kind of tie that the scheme knows; `Conflict.unsuitable` for one whom a candidate asks not to be judged by.
  public let kind: String
  public let declarer: Declarer
  public let evidence: String
  /// Withdrawn again where true.
  public let withdrawn: Bool

  public init(
    candidate: CandidateID, expert: ExpertID, kind: String, by declarer: Declarer = .staff, evidence: String,
    withdrawn: Bool = false
  ) {
    self.candidate = candidate
    self.expert = expert
    self.kind = kind
    self.declarer = declarer
    self.evidence = evidence
    self.withdrawn = withdrawn
  }

  /// What tells one declaration from another: each declarer withdraws their own.
  public struct Key: Hashable, Sendable {
    public let candidate: CandidateID
    public let expert: ExpertID
    public let kind: String
    public let declarer: Declarer
  }
  public var key: Key { Key(candidate: candidate, expert: expert, kind: kind, declarer: declarer) }

  /// The same, taken back.
  public func withdrawn(because reason: String) -> ConflictDeclaration {
    ConflictDeclaration(
      candidate: candidate, expert: expert, kind: kind, by: declarer, evidence: reason, withdrawn: true)
  }
}

/// What was decided on conflicts that were found between a candidate and an expert.
public struct ConflictSettlement: Sendable, Hashable {
  public enum Outcome: String, Sendable, CaseIterable {
    /// It was no conflict: a false match.
    case dismissed
    /// It is one, and an authority lets the expert judge all the same.
    case waived
    /// An undecided match is a conflict.
    case confirmed
    /// What was decided before no longer holds.
    case reopened
  }

  /// A conflict as it was when somebody decided on it.
  public struct Seen: Sendable, Hashable, Comparable {
    public let kind: String
    public let role: String
    /// The party as the candidate's file names it; empty for what is declared.
    public let party: String
    public let level: ConflictPolicy.Level

    public init(kind: String, role: String, party: String, level: ConflictPolicy.Level) {
      self.kind = kind
      self.role = role
      self.party = party
      self.level = level
    }

    public static func < (left: Seen, right: Seen) -> Bool {
      (left.kind, left.role, left.party, left.level) < (right.kind, right.role, right.party, right.level)
    }
  }

  public let candidate: CandidateID
  public let expert: ExpertID
  public let outcome: Outcome
  /// Who approved it; empty where nobody had to.
  public let authority: String
  /// The conflicts that were seen and are settled by it, sorted. Empty in old records: those settle whatever there is
  /// between the two.
  public let conflicts: [Seen]

  public init(
    candidate: CandidateID, expert: ExpertID, outcome: Outcome, authority: String = "", conflicts: [Seen] = []
  ) {
    self.candidate = candidate
    self.expert = expert
    self.outcome = outcome
    self.authority = authority
    self.conflicts = conflicts.sorted()
  }
}

/// A settlement as it stands on record.
public struct ConflictDecision: Sendable, Hashable {
  public let settlement: ConflictSettlement
  /// Who recorded it.
  public let by: String
  public let on: CivilDay
  public let reason: String
  public let sequence: Int

  /// The same as it stands in a round that took its round in.
  func brought(by sequence: Int) -> ConflictDecision {
    ConflictDecision(settlement: settlement, by: by, on: on, reason: reason, sequence: sequence)
  }
}
