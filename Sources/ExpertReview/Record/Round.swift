/// A round of review as its facts tell it.
///
/// `apply` is the fold: it takes facts one after another, refuses what is impossible, and changes nothing else. What
/// follows from facts by a rule (examinations, conflicts, rankings, clocks) is derived on demand and never kept here.
public struct Round: Sendable {
  public internal(set) var charter: Charter
  public let scheme: Scheme
  public internal(set) var calendar: WorkingCalendar
  /// The file that the calendar was read from.
  public internal(set) var calendarText: String

  /// The newest version of each candidate, in the order of their first import.
  public internal(set) var candidates: [Candidate] = []
  public internal(set) var candidateIndex: [CandidateID: Int] = [:]
  /// Versions that a correction replaced, oldest first.
  public internal(set) var earlierVersions: [CandidateID: [Candidate]] = [:]
  public internal(set) var experts: [Expert] = []
  public internal(set) var expertIndex: [ExpertID: Int] = [:]
  public internal(set) var units: [UnitEntry] = []
  var unitIndex: [UnitEntry.Key: Int] = [:]
  public internal(set) var relations: [Relation] = []
  var knownRelations: Set<Relation> = []
  public internal(set) var recommenders: [Recommender] = []
  public internal(set) var nominations: [Nomination] = []
  var nominationIndex: [Nomination.Key: Int] = [:]
  public internal(set) var affinities: AffinityTable?
  /// Which fields belong together; empty where none was imported.
  public internal(set) var taxonomy = Taxonomy.empty
  /// What experts said that they would like to judge; nil where none was imported.
  public internal(set) var bids: BidTable?
  public internal(set) var sanctions: [Sanction] = []
  public internal(set) var recognitions: [Recognition] = []

  /// When the first version of each candidate came in, in the order of `candidates`.
  var firstArrivals: [Arrival] = []
  var laterArrivals: [CandidateID: [Arrival]] = [:]
  /// What was sent back for correction, oldest first.
  public internal(set) var returns: [StandingReturn] = []
  /// By candidate and rule, the last time that it was sent back.
  public internal(set) var lastReturns: [CandidateID: [RuleID: ReturnGround]] = [:]
  /// Whose next correction is taken although the last day has passed.
  public internal(set) var lateCorrections: Set<CandidateID> = []
  /// The day on which each report came in.
  public internal(set) var reports: [DutyReport.Key: CivilDay] = [:]

  var declarationBook = DeclarationBook()
  /// What was decided on conflicts, oldest first.
  public internal(set) var conflictDecisions: [ConflictDecision] = []
  public internal(set) var answers: [ExpertID: [StandingAnswer]] = [:]

  /// Who must sit together, and who may not, by somebody's order, by review stage.
  public internal(set) var pairOrders: [String: [PanelList.Seat: StandingPairOrder]] = [:]
  /// Panels by review stage.
  public internal(set) var panels: [String: Panels] = [:]
  /// The newest draw by review stage, as far as it has come.
  public internal(set) var draws: [String: StandingDraw] = [:]
  /// The last draw that was made, by review stage; a seed that is sealed after it leaves it as it is.
  public internal(set) var madeDraws: [String: StandingDraw] = [:]
  /// Marks by review stage.
  public internal(set) var scorebooks: [String: Scorebook] = [:]
  /// What experts gave whose seats passed on, by review stage, in the order in which it became void.
  public internal(set) var voidSheets: [String: [VoidSheet]] = [:]
  /// Votes on judged conditions by review stage.
  public internal(set) var ballots: [String: Ballots] = [:]
  /// Changes of marks that were put forward for a second person, in that order.
  public internal(set) var changes: [ProposedChange] = []
  /// Marks that others replaced, in the order in which that took effect.
  public internal(set) var earlierMarks: [EarlierMark] = []
  /// The chair's word on judged conditions.
  public internal(set) var judgments: [RuleID: [CandidateID: ChairJudgment]] = [:]
  /// Who was named to chair a panel, by review stage; `chair(of:in:)` tells who still does.
  public internal(set) var chairs: [String: [CandidateID: ExpertID]] = [:]
  /// Opinions that panels agreed, by review stage: of each candidate oldest first, and the last stands.
  public internal(set) var panelOpinions: [String: [CandidateID: [StandingOpinion]]] = [:]
  /// Conditions that experts hold to be in doubt, oldest first.
  public internal(set) var questions: [RaisedQuestion] = []

  public internal(set) var admissions: [CandidateID: Bool] = [:]
  public internal(set) var setAside: [CandidateID: Set<RuleID>] = [:]
  /// Of rules that only people can settle: for whom staff have confirmed them.
  public internal(set) var confirmed: [RuleID: Set<CandidateID>] = [:]
  public internal(set) var exclusions: [CandidateID: Exclusion] = [:]
  /// Of whom a late sheet was ever allowed.
  public internal(set) var lateSheets: Set<ExpertID> = []
  /// Of whom one is allowed still, and in which review stages.
  var openLateSheets: [ExpertID: Set<String>] = [:]
  public internal(set) var chosen: [CandidateID] = []
  /// Deadlines that were moved, in the order decided.
  public internal(set) var extensions: [DeadlineExtension] = []
  /// What lower levels decided of candidates that they handed on.
  public internal(set) var handedOn: [CandidateID: HandedOn] = [:]
  public internal(set) var lots: [[CandidateID]] = []
  /// By number.
  public internal(set) var objections: [Objection] = []
  /// Against whom the next objection is taken although the notice is over.
  public internal(set) var lateObjections: Set<CandidateID> = []
  /// Sanctioned after they were on a final list.
  var sanctionedWhenFinal: Set<CandidateID> = []
  /// Of those who are final, the ones on whose recognition a person must decide.
  var awardsInDoubt: Set<CandidateID> = []
  /// What the public was shown and told.
  public internal(set) var board = NoticeBoard()
  /// By step and, where each review stage has its own, by stage.
  public internal(set) var signOffs: [Conclusion.Key: SignOff] = [:]
  /// Signatures that were taken back, in that order.
  public internal(set) var reopenings: [Reopening] = []
  public internal(set) var postings: [(sequence: Int, posting: Posting)] = []
  public internal(set) var conclusions: [Conclusion.Key: StandingConclusion] = [:]

  /// The ids of other offices' rounds that were taken in, and of those taken in by them.
  public internal(set) var mergedRounds: Set<String> = []

  /// The number of the last fact applied.
  public internal(set) var lastSequence = 0
  /// The head of the chain after it.
  public internal(set) var head = ""
  /// The last fact that changed what each step works on.
  public internal(set) var lastTouch: [Conclusion.Key: Int] = [:]
  /// What is told of that fact.
  var touchNotes: [Conclusion.Key: FactNote] = [:]

  /// A round that has just begun. The scheme and the calendar are those that the charter embeds.
  public init(charter: Charter, scheme: Scheme, calendar: WorkingCalendar) {
    self.charter = charter
    self.scheme = scheme
    self.calendar = calendar
    calendarText = charter.files[Charter.calendarFile] ?? ""
  }
}

/// The panels of one review stage.
public struct Panels: Sendable {
  public enum Origin: Sendable {
    case assigned(AssignmentRecord)
    case imported
    /// Taken over from marks made elsewhere.
    case adopted
  }
  public internal(set) var origin: Origin
  public internal(set) var sequence: Int
  public internal(set) var asOf: CivilDay
  /// The hash of the fact that made them, in hexadecimal; what a sheet is told by.
  public internal(set) var hash: String
  /// For each candidate of the round, by index, the experts' indices in ascending order of their ids.
  public internal(set) var members: [[Int32]]
  /// Who is called for a candidate where a seat falls empty, by index, in the order of calling.
  public internal(set) var alternates: [[Int32]] = []
  /// Who marks a candidate for comparison only, by index, ascending by id; none of them sits on its panel.
  public internal(set) var guests: [[Int32]] = []
  /// Every change of seat of the stage in order, of earlier panels too.
  public internal(set) var changes: [StandingSeatChange] = []

  /// The number of the last fact that made them or changed a seat of theirs.
  public var lastSequence: Int { max(sequence, changes.last?.sequence ?? 0) }

  /// Whether a seat changed hands since they were made.
  public var haveChanged: Bool { lastSequence > sequence }

  /// Whether an expert sits on a candidate's panel.
  public func seats(candidate: Int, expert: Int) -> Bool {
    candidate < members.count && members[candidate].contains(Int32(expert))
  }
}

/// What a step's result was when it was last run.
public struct StandingConclusion: Sendable, Hashable {
  public let sequence: Int
  public let asOf: CivilDay
  public let digest: String
}

extension Conclusion {
  /// What one step of one stage is known by.
  public struct Key: Hashable, Sendable {
    public let procedure: Procedure
    public let stage: String

    public init(procedure: Procedure, stage: String) {
      self.procedure = procedure
      self.stage = stage
    }
  }
  public var key: Key { Key(procedure: procedure, stage: stage) }
}

// MARK: - Looking up

extension Round {
  /// The candidate with this id, or the refusal that names the nearest known one.
  public func candidate(_ id: CandidateID) throws(RoundRefusal) -> Candidate { candidates[try index(of: id)] }

  public func expert(_ id: ExpertID) throws(RoundRefusal) -> Expert { experts[try index(of: id)] }

  func index(of id: CandidateID) throws(RoundRefusal) -> Int {
    guard let index = candidateIndex[id] else {
      throw .unknownCandidate(id, nearest: nearest(to: id, among: candidates.lazy.map(\.id)))
    }
    return index
  }

  /// The indices of candidates in their order. Ids that come in the order of the round cost a comparison each.
  func indices(of ids: [CandidateID]) throws(RoundRefusal) -> [Int] {
    var indices: [Int] = []
    indices.reserveCapacity(ids.count)
    for id in ids {
      let next = (indices.last ?? -1) + 1
      indices.append(isCandidate(next, id) ? next : try index(of: id))
    }
    return indices
  }

  /// Whether the candidate at a place of the round has this id.
  func isCandidate(_ place: Int, _ id: CandidateID) -> Bool { place < candidates.count && candidates[place].id == id }

  func index(of id: ExpertID) throws(RoundRefusal) -> Int {
    guard let index = expertIndex[id] else {
      throw .unknownExpert(id, nearest: nearest(to: id, among: experts.lazy.map(\.id)))
    }
    return index
  }

  private func nearest<ID: Identifier>(to id: ID, among known: some Sequence<ID>) -> ID? {
    ExpertReview.nearest(to: id.rawValue, among: known.map(\.rawValue)).map { ID($0) }
  }

  /// The scheme's review stages in their order.
  public var reviewStages: [ReviewStage] { scheme.reviewStages }

  /// The stage that the round is at: the first review whose ranking is neither on record nor signed off, else the last.
  public var currentStage: ReviewStage? {
    reviewStages.first { stage in
      let ranking = Conclusion.Key(procedure: .ranking, stage: stage.id)
      return conclusions[ranking] == nil && signOffs[ranking] == nil
    } ?? reviewStages.last
  }

  /// The review stage with this id; the one that the round is at for nil.
  public func reviewStage(_ id: String?) throws(RoundRefusal) -> ReviewStage {
    let stages = reviewStages
    guard let found = id == nil ? currentStage : stages.first(where: { $0.id == id }) else {
      throw .unknownStage(id ?? "", known: stages.map(\.id))
    }
    return found
  }

  /// The judged items that a candidate is marked on in a stage.
  public func judgedItems(of candidate: Candidate, in stage: ReviewStage) throws(RoundRefusal) -> [RubricItem] {
    guard let group = scheme.group(of: candidate) else { throw .hasNoGroup(candidate.id) }
    return stage.rubric.items(of: group).filter { $0.kind == .judged }
  }

  /// The last list posted of a kind.
  public func lastPosting(_ kind: Posting.Kind) -> Posting? { postings.last { $0.posting.kind == kind }?.posting }
}

extension Round {
  /// Who sits where in a stage, sorted by candidate, then expert; empty where there are no panels yet.
  public func seats(in stage: String) -> [PanelList.Seat] {
    guard let panels = panels[stage] else { return [] }
    var seats: [PanelList.Seat] = []
    for (candidate, members) in panels.members.enumerated() {
      for expert in members {
        seats.append(PanelList.Seat(candidate: candidates[candidate].id, expert: experts[Int(expert)].id))
      }
    }
    return seats.sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
  }

  /// Who is called where a seat of a stage falls empty, sorted by candidate and in the order of calling.
  public func alternates(in stage: String) -> [PanelList.Seat] {
    guard let panels = panels[stage] else { return [] }
    let order = panels.alternates.indices.sorted { candidates[$0].id < candidates[$1].id }
    return order.flatMap { candidate in
      panels.alternates[candidate].map {
        PanelList.Seat(candidate: candidates[candidate].id, expert: experts[Int($0)].id)
      }
    }
  }
}

extension Round {
  /// What the round knows of a unit under a name and a parent.
  public func unit(_ key: UnitEntry.Key) -> UnitEntry? { unitIndex[key].map { units[$0] } }

  public func holds(_ relation: Relation) -> Bool { knownRelations.contains(relation) }

  public func nomination(_ key: Nomination.Key) -> Nomination? { nominationIndex[key].map { nominations[$0] } }
}
