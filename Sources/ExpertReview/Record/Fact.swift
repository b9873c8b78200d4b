/// Something that people or chance did to a round. Facts are appended and never changed; everything else a round holds
/// is derived from them by `Round.apply`.
public enum Fact: Sendable {
  /// The round was opened under a scheme, which it embeds.
  case begun(Charter)
  /// Candidates were brought in, or corrected: a candidate known before becomes a new version.
  case candidatesImported([Candidate])
  case expertsImported([Expert])
  case unitsImported([UnitEntry])
  case relationsImported([Relation])
  case recommendersImported([Recommender])
  case nominationsImported([Nomination])
  /// A lower level handed candidates on, with what it decided of each.
  case handedOnImported([HandedOn])
  case affinitiesImported(AffinityTable)
  /// Terms of fields were brought in, with those that they belong to.
  case taxonomyImported(Taxonomy)
  /// Experts said which candidates they would like to judge.
  case bidsImported(BidTable)
  case sanctionsImported([Sanction])
  /// Units that were recognised in earlier rounds were brought in.
  case recognitionsImported([Recognition])
  /// Declarations were sent back for correction.
  case returned(CorrectionReturn)
  /// The calendar of working days was corrected: the text of the whole file.
  case calendarImported(String)
  /// Reports that those recognised owe came in.
  case reportsImported([DutyReport])
  /// Panels were brought from outside.
  case panelsImported(PanelList)
  /// A conflict was declared by an expert, a candidate or staff.
  case conflictDeclared(ConflictDeclaration)
  /// A false match was dismissed, or an authority waived a conflict.
  case conflictSettled(ConflictSettlement)
  /// Conflicts that were declared, or taken back, came in together.
  case conflictsImported([ConflictDeclaration])
  /// Panels were found by the engine, with the prices that prove nothing better was possible.
  case assigned(AssignmentRecord)
  /// A seed was sealed from which panels are to be drawn.
  case sealed(SeedSeal)
  /// The lists were frozen from which they are drawn.
  case frozen(ListFreeze)
  /// The seed was opened and the panels were drawn.
  case drawn(DrawnPanels)
  /// Seats passed from one expert to another, or fell empty.
  case seatsChanged(SeatChanges)
  /// Pairs were ordered to sit together, or not to.
  case pairsOrdered(PairOrders)
  case invitationAnswered(InvitationAnswer)
  /// Sheets were read, or marks brought from outside.
  case marked(MarkBatch, origin: MarkOrigin)
  /// Marks that stand are to be others; another person's decision lets it take effect, where the scheme asks for one.
  case changeProposed(MarkChange)
  /// Experts said of conditions that only people can judge whether they are met.
  case voted(VoteBatch)
  /// A panel agreed its opinion on a candidate.
  case opinionAgreed(PanelOpinion)
  /// An expert put it to the chair that a candidate may not meet a condition.
  case questionRaised(GateQuestion)
  case decided(Decision)
  /// A list was made public.
  case posted(Posting)
  /// A step was run and its result shown: the digest of what it then was.
  case concluded(Conclusion)
  /// Another office's round of the same scheme was taken over, candidates and all that was done with them.
  case roundMerged(MergedRound)

  /// The name under which the fact is stored; never changes once shipped.
  public var kind: String {
    switch self {
    case .begun: "begun"
    case .candidatesImported: "candidates-imported"
    case .expertsImported: "experts-imported"
    case .unitsImported: "units-imported"
    case .relationsImported: "relations-imported"
    case .recommendersImported: "recommenders-imported"
    case .nominationsImported: "nominations-imported"
    case .handedOnImported: "handed-on-imported"
    case .affinitiesImported: "affinities-imported"
    case .taxonomyImported: "taxonomy-imported"
    case .bidsImported: "bids-imported"
    case .sanctionsImported: "sanctions-imported"
    case .recognitionsImported: "recognitions-imported"
    case .returned: "returned"
    case .reportsImported: "reports-imported"
    case .calendarImported: "calendar-imported"
    case .panelsImported: "panels-imported"
    case .conflictDeclared: "conflict-declared"
    case .conflictSettled: "conflict-settled"
    case .conflictsImported: "conflicts-imported"
    case .assigned: "assigned"
    case .sealed: "sealed"
    case .frozen: "frozen"
    case .drawn: "drawn"
    case .seatsChanged: "seats-changed"
    case .pairsOrdered: "pairs-ordered"
    case .invitationAnswered: "invitation-answered"
    case .marked: "marked"
    case .changeProposed: "change-proposed"
    case .voted: "voted"
    case .opinionAgreed: "opinion-agreed"
    case .questionRaised: "question-raised"
    case .decided: "decided"
    case .posted: "posted"
    case .concluded: "concluded"
    case .roundMerged: MergedRound.kind
    }
  }

  /// The first step whose result the fact may change; the later ones follow. Nil where it changes none.
  ///
  /// A signature of that step or a later one forbids the fact, and the fact makes them stale. Two kinds depend on the
  /// round besides, as `Round.touched(by:)` says: a change put forward makes nothing stale before it is approved, and
  /// an answer to an invitation touches nothing where the expert was as available before.
  public var touches: Procedure? {
    switch self {
    case .begun, .candidatesImported, .sanctionsImported, .recommendersImported, .nominationsImported,
      .recognitionsImported, .returned, .roundMerged:
      .examination
    case .expertsImported, .unitsImported, .relationsImported, .conflictDeclared, .conflictSettled, .conflictsImported:
      .conflicts
    case .affinitiesImported, .taxonomyImported, .bidsImported, .panelsImported, .assigned, .drawn, .seatsChanged,
      .pairsOrdered, .invitationAnswered:
      .assignment
    case .marked, .voted, .changeProposed, .questionRaised: .marking
    case .decided(let decision): decision.touches
    case .posted, .calendarImported: .notice
    // What was handed on is shown and decides nothing here; no place follows from a panel's words, nor yet from a seed
    // that is sealed or lists that are frozen.
    case .concluded, .reportsImported, .handedOnImported, .opinionAgreed, .sealed, .frozen: nil
    }
  }
}

/// A fact with its place in the record.
public struct FactEntry: Sendable {
  /// 1 for the first.
  public let sequence: Int
  /// The civil day that the act counts for.
  public let asOf: CivilDay
  /// Who acted.
  public let actor: String
  /// Why; empty where none was asked for.
  public let reason: String
  /// The record's own clock, UTC; never used by a rule.
  public let recordedAt: String
  /// The fact's hash in the chain, in hexadecimal.
  public let hash: String
  public let fact: Fact

  public init(
    sequence: Int, asOf: CivilDay, actor: String, reason: String, recordedAt: String, hash: String, fact: Fact
  ) {
    self.sequence = sequence
    self.asOf = asOf
    self.actor = actor
    self.reason = reason
    self.recordedAt = recordedAt
    self.hash = hash
    self.fact = fact
  }
}

/// What a round is run under: the scheme with all that it builds on, as text, so that the round can be read in ten
/// years.
public struct Charter: Sendable, Hashable {
  public let roundID: String
  public let scheme: SchemeID
  /// The files of the scheme, its bases, the documents and the calendar, by their names under `Rubrics`.
  public let files: [String: String]
  /// House values set for this round, with who set them and why.
  public let overrides: [SchemeOverride]

  public init(roundID: String, scheme: SchemeID, files: [String: String], overrides: [SchemeOverride]) {
    self.roundID = roundID
    self.scheme = scheme
    self.files = files
    self.overrides = overrides
  }
}

/// Who sits on which panel: pairs of candidate and expert.
public struct PanelList: Sendable, Hashable {
  public struct Seat: Sendable, Hashable {
    public let candidate: CandidateID
    public let expert: ExpertID
    public init(candidate: CandidateID, expert: ExpertID) {
      self.candidate = candidate
      self.expert = expert
    }
  }
  public let stage: String
  /// Sorted by candidate, then expert.
  public let seats: [Seat]
  /// Who is called where a seat falls empty (候补专家): sorted by candidate, and of one candidate in the order of calling.
  public let alternates: [Seat]

  public init(stage: String, seats: [Seat], alternates: [Seat] = []) {
    self.stage = stage
    self.seats = seats.sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
    self.alternates = alternates.enumerated().sorted {
      ($0.element.candidate, $0.offset) < ($1.element.candidate, $1.offset)
    }.map(\.element)
  }
}

/// Panels found by the engine, with what is needed to check them again.
public struct AssignmentRecord: Sendable, Hashable {
  public let panels: PanelList
  public let objective: String
  public let seed: String
  /// The sum of affinities of all pairs, in millionths.
  public let total: Int64
  /// The smallest sum of affinities of one candidate, in millionths.
  public let worst: Int64
  /// Dual prices of the network's nodes, in its own order: no other panels can have a larger total.
  public let prices: [Int64]
  /// Seats that stood before and were kept, sorted as the panels' are: total, worst and prices are of the others.
  public let kept: [PanelList.Seat]
  /// Where panels judge blocks of candidates: the blocks in their order.
  public let blocks: [AssignedBlock]
  /// Where it is not proved that nothing is better: the largest total, in millionths, that is not ruled out.
  public let bound: Int64?
  /// Where blocks are compared by candidates: seats of experts who mark a candidate of another block for comparison
  /// only, sorted as the panels' are. They are no members, and no result uses their marks.
  public let anchors: [PanelList.Seat]

  public init(
    panels: PanelList, objective: String, seed: String, total: Int64, worst: Int64, prices: [Int64],
    kept: [PanelList.Seat] = [], blocks: [AssignedBlock] = [], bound: Int64? = nil,
    anchors: [PanelList.Seat] = []
  ) {
    self.anchors = anchors.sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
    self.bound = bound
    self.panels = panels
    self.objective = objective
    self.seed = seed
    self.total = total
    self.worst = worst
    self.prices = prices
    self.kept = kept.sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
    self.blocks = blocks
  }
}

/// Candidates that one panel judges, with the panel (评审组).
public struct AssignedBlock: Sendable, Hashable {
  /// Candidates of different groups never share a block.
  public let group: String
  /// Blocks with the same one are compared with each other.
  public let ranking: String
  /// What the candidates are about.
  public let fields: [String]
  public let candidates: [CandidateID]
  public let experts: [ExpertID]

  public init(group: String, ranking: String, fields: [String], candidates: [CandidateID], experts: [ExpertID]) {
    self.group = group
    self.ranking = ranking
    self.fields = fields
    self.candidates = candidates
    self.experts = experts
  }
}

/// An expert's answer to the invitation.
public struct InvitationAnswer: Sendable, Hashable {
  public enum Answer: String, Sendable, CaseIterable {
    case invited, accepted, declined, available, unavailable
    /// The pledge (承诺书) is signed.
    case pledged
  }
  public let expert: ExpertID
  public let answer: Answer
  /// The review stage that it is for; empty for the whole round.
  public let stage: String
  /// The last day to answer an invitation; nil where none was set, and for answers.
  public let until: CivilDay?
  /// With a pledge: the expert states to have no conflicts.
  public let statesNoConflicts: Bool

  public init(
    expert: ExpertID, answer: Answer, stage: String = "", until: CivilDay? = nil, statesNoConflicts: Bool = false
  ) {
    self.expert = expert
    self.answer = answer
    self.stage = stage
    self.until = until
    self.statesNoConflicts = statesNoConflicts
  }
}

/// Where marks come from.
public enum MarkOrigin: String, Sendable, CaseIterable {
  /// A sheet of this round.
  case sheet
  /// Entered in the terminal.
  case terminal
  /// Marks made elsewhere; the pairs become the panels.
  case outside
}

/// A list as it was made public.
public struct Posting: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The proposed list (拟认定名单公示).
    case proposed
    /// Those who rose into empty places after the proposed list was posted (补充公示).
    case supplementary
    /// The whole list anew, because its order or membership was corrected (更正公示).
    case corrected
    /// The final list (认定名单).
    case final
  }
  public struct Line: Sendable, Hashable {
    public let candidate: CandidateID
    public let group: GroupID
    public let place: Int
    public let score: String

    public init(candidate: CandidateID, group: GroupID, place: Int, score: String) {
      self.candidate = candidate
      self.group = group
      self.place = place
      self.score = score
    }
  }
  public let kind: Kind
  public let day: CivilDay
  /// The last day of the notice period; the day itself for a final list.
  public let lastDay: CivilDay
  public let lines: [Line]
  /// Of a corrected list, whose clocks begin anew, in the order of the lines.
  public let anew: [CandidateID]
  /// Whether a final list adds to those before it, each line once; false for one that is whole.
  public let adds: Bool

  public init(
    kind: Kind, day: CivilDay, lastDay: CivilDay, lines: [Line], anew: [CandidateID] = [], adds: Bool = false
  ) {
    self.kind = kind
    self.day = day
    self.lastDay = lastDay
    self.lines = lines
    self.anew = anew
    self.adds = adds
  }
}

/// A step was run: what its result was then.
public struct Conclusion: Sendable, Hashable {
  public let procedure: Procedure
  /// The review stage that a ranking is of; empty for steps that are not of a stage.
  public let stage: String
  /// SHA-256 of the result's canonical bytes, in hexadecimal.
  public let digest: String

  public init(procedure: Procedure, stage: String, digest: String) {
    self.procedure = procedure
    self.stage = stage
    self.digest = digest
  }
}
