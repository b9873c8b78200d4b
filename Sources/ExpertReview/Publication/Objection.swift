/// Who raises an objection (异议人). Known to staff only: no public page names one.
public struct Objector: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case unit, person
    /// Nobody stands for it; there is neither name nor contact.
    case anonymous
  }
  /// Nil where the record does not say.
  public let kind: Kind?
  public let name: String
  /// Where the reply goes; empty where none was left.
  public let contact: String

  public init(kind: Kind? = nil, name: String, contact: String = "") {
    self.kind = kind
    self.name = name
    self.contact = contact
  }

  public static let anonymous = Objector(kind: .anonymous, name: "")
}

/// An objection (异议) as it was received: who says what against a candidate on notice, and on what evidence.
public struct ObjectionStatement: Sendable, Hashable {
  public let candidate: CandidateID
  public let from: Objector
  public let ground: String
  /// The rule, field, material or item that it is against, or `place`; nil for the candidate as a whole.
  public let against: RuleID?
  public let evidence: String
  /// Nil for the day on which it was recorded.
  public let received: CivilDay?

  public init(
    _ candidate: CandidateID, from: Objector, ground: String, against: RuleID? = nil, evidence: String = "",
    received: CivilDay? = nil
  ) {
    self.candidate = candidate
    self.from = from
    self.ground = ground
    self.against = against
    self.evidence = evidence
    self.received = received
  }

  /// What an objection against the candidate's place is against.
  public static let place = RuleID("place")
}

/// The decision on objections against a candidate.
public struct ObjectionAnswer: Sendable, Hashable {
  public enum Outcome: String, Sendable, CaseIterable {
    case dismissed
    /// Upheld: the candidate is out.
    case out
    /// Upheld: the candidate stays, held until what was wrong is corrected and the ranking is run anew.
    case rerank
  }
  public let candidate: CandidateID
  /// Nil for all that are open against the candidate.
  public let number: Int?
  public let outcome: Outcome

  public init(_ candidate: CandidateID, number: Int? = nil, _ outcome: Outcome) {
    self.candidate = candidate
    self.number = number
    self.outcome = outcome
  }

  public var isUpheld: Bool { outcome != .dismissed }
}

/// An objection in a round, and what became of it.
public struct Objection: Sendable, Hashable {
  /// What was answered.
  public struct Reply: Sendable, Hashable {
    public let outcome: ObjectionAnswer.Outcome
    public let reason: String
    public let by: String
    public let on: CivilDay
    /// The number of the fact.
    public let sequence: Int
  }
  public enum State: Sendable, Hashable {
    case open
    /// Taken back by who raised it.
    case withdrawn(on: CivilDay)
    case answered(Reply)
  }
  /// What keeps the candidate from the final list.
  public enum Hold: String, Sendable {
    case unanswered
    /// Upheld, and nothing of the candidate's file, marks or findings was changed since the objection came in.
    case uncorrected
    /// Corrected, and the ranking was not run since.
    case unranked
  }
  /// From 1, in the order recorded, through the whole round.
  public let number: Int
  public let statement: ObjectionStatement
  public let received: CivilDay
  /// The number of the fact that recorded it.
  public let sequence: Int
  public internal(set) var state: State = .open
  /// The last fact since that changed the candidate's own file, marks or findings.
  public internal(set) var correctedBy: Int?

  public var candidate: CandidateID { statement.candidate }
  public var reply: Reply? { if case .answered(let reply) = state { reply } else { nil } }
  public var isOpen: Bool { state == .open }
  /// Whether an answer may still be given: none was, or it asked for a correction.
  public var mayBeAnswered: Bool { isOpen || reply?.outcome == .rerank }
}
