// Seats that cannot be kept, and who is called to them.

/// A seat that its expert gives up, or an empty one.
public struct OpenSeat: Sendable, Hashable {
  public let candidate: CandidateID
  /// Nil where it stood empty.
  public let leaves: ExpertID?
  public let cause: SeatChanges.Cause

  public init(candidate: CandidateID, leaves: ExpertID?, cause: SeatChanges.Cause) {
    self.candidate = candidate
    self.leaves = leaves
    self.cause = cause
  }
}

/// What came of calling the alternates to a seat.
public struct SeatCall: Sendable, Hashable {
  public init(seat: OpenSeat, passedOver: [PassedOver], enters: ExpertID?) {
    self.seat = seat
    self.passedOver = passedOver
    self.enters = enters
  }

  /// Why an expert cannot take a seat.
  public enum Barrier: Sendable, Hashable {
    case absent(InvitationAnswer.Answer, on: CivilDay)
    /// A hard conflict, or one that nobody has decided.
    case conflict
    /// The table of affinities leaves the pair out.
    case noAffinity
    case fullLoad(load: Int, most: Int)
    case unitTaken(by: [ExpertID], most: Int)
    /// Another limit on who sits together leaves no room.
    case limitFull(CompositionLimit, by: [ExpertID], most: Int)
    /// Somebody ordered that the pair may not sit together.
    case banned
  }

  public struct PassedOver: Sendable, Hashable {
    public let expert: ExpertID
    public let barrier: Barrier
  }

  public let seat: OpenSeat
  /// Those before in the order of calling, each with why not.
  public let passedOver: [PassedOver]
  /// Nil where the seat stays empty.
  public let enters: ExpertID?

  /// What goes on record; nil where nobody leaves and nobody enters.
  public var change: SeatChanges.Change? {
    guard seat.leaves != nil || enters != nil else { return nil }
    return SeatChanges.Change(
      candidate: seat.candidate, leaves: seat.leaves, enters: enters, cause: seat.cause)
  }
}

extension Round {
  /// The seats of a stage that cannot be kept, by candidate, then expert: a hard conflict stands on the pair, or the
  /// expert cannot take part and has not given all marks, votes and opinions. What was given whole before stays.
  public func untenableSeats(stage: ReviewStage, conflicts: ConflictSearch) -> [OpenSeat] {
    let inConflict = seatsInConflict(stage: stage, conflicts: conflicts)
    let known = Set(inConflict.map { PanelInput.Pair($0.candidate, $0.expert) })
    let absent = seatsOfAbsent(stage: stage).filter { !known.contains(PanelInput.Pair($0.candidate, $0.expert)) }
    return
      (inConflict.map { OpenSeat(candidate: $0.candidate, leaves: $0.expert, cause: .conflict) }
      + absent.map { seat in
        let declined = absence(of: seat.expert, in: stage.id)?.answer.answer == .declined
        return OpenSeat(candidate: seat.candidate, leaves: seat.expert, cause: declined ? .declined : .unavailable)
      }).sorted { ($0.candidate, $0.leaves ?? ExpertID("")) < ($1.candidate, $1.leaves ?? ExpertID("")) }
  }

  /// Seats of experts who cannot take part and still owe marks, votes or a required opinion there, by expert, then
  /// candidate; none where panels were taken over with marks made elsewhere.
  func seatsOfAbsent(stage: ReviewStage) -> [PanelList.Seat] {
    guard let panels = panels[stage.id], !answers.isEmpty else { return [] }
    if case .adopted = panels.origin { return [] }
    return answers.keys.sorted().filter { !isAvailable($0, in: stage.id) }.flatMap { expert in
      candidates(of: expert, in: stage.id).map(\.id).filter { candidate in
        !hasCompleteSheet(of: expert, for: candidate, in: stage.id)
          || owesVotes(of: expert, for: candidate, in: stage.id)
      }.map { PanelList.Seat(candidate: $0, expert: expert) }
    }
  }

  /// Seats whose experts have given marks or votes there, sorted by candidate, then expert; a recusal frees a seat.
  public func markedSeats(in stage: String) -> [PanelList.Seat] {
    seats(in: stage).filter { seat in
      guard let candidate = candidateIndex[seat.candidate], let expert = expertIndex[seat.expert] else { return false }
      if let sheet = scorebooks[stage]?.sheet(candidate: candidate, expert: expert) { return !sheet.recused }
      return scheme.votedRules(in: stage).contains { rule in
        ballots[stage]?.vote(candidate: candidate, expert: expert, rule: rule.id) != nil
      }
    }
  }

  /// The seats that candidates lack, one entry for each, by candidate; none where panels come from outside marks.
  public func emptySeats(stage: ReviewStage, admitted: [Candidate]) -> [OpenSeat] {
    guard let panels = panels[stage.id] else { return [] }
    if case .adopted = panels.origin { return [] }
    return admitted.flatMap { candidate in
      let lacking = demand(of: candidate, in: stage) - panel(of: candidate.id, in: stage.id).count
      return (0..<max(0, lacking)).map { _ in OpenSeat(candidate: candidate.id, leaves: nil, cause: .vacant) }
    }
  }

  /// Calls the alternates of each seat in their order: the first takes it whom nothing keeps from it. All who leave are
  /// gone before the first is called, and whoever was called counts for the next seat.
  ///
  /// - Parameters:
  ///   - seats: the seats that cannot be kept, or stand empty, in the order in which they are filled.
  ///   - stage: the review stage whose panels they are.
  ///   - conflicts: of the round as it stands.
  ///   - replacing: false leaves the seats empty on purpose.
  public func callAlternates(
    to seats: [OpenSeat], stage: ReviewStage, conflicts: ConflictSearch, replacing: Bool = true
  ) -> [SeatCall] {
    var book = SeatBook(self, stage: stage, conflicts: conflicts)
    for seat in seats { if let leaves = seat.leaves { book.unseat(leaves, seat.candidate) } }
    return seats.map { seat in
      guard replacing else { return SeatCall(seat: seat, passedOver: [], enters: nil) }
      var passedOver: [SeatCall.PassedOver] = []
      for expert in book.alternates(of: seat.candidate) {
        if let barrier = book.barrier(to: expert, seat.candidate) {
          passedOver.append(SeatCall.PassedOver(expert: expert, barrier: barrier))
          continue
        }
        book.seat(expert, seat.candidate)
        return SeatCall(seat: seat, passedOver: passedOver, enters: expert)
      }
      return SeatCall(seat: seat, passedOver: passedOver, enters: nil)
    }
  }

  /// What keeps an expert from a seat that another leaves; nil where nothing does.
  public func barrier(
    to expert: ExpertID, replacing leaves: ExpertID?, on candidate: CandidateID, stage: ReviewStage,
    conflicts: ConflictSearch
  ) -> SeatCall.Barrier? {
    var book = SeatBook(self, stage: stage, conflicts: conflicts)
    if let leaves { book.unseat(leaves, candidate) }
    return book.barrier(to: expert, candidate)
  }
}

/// Who sits where while seats pass from one to another.
private struct SeatBook {
  private let round: Round
  private let stage: ReviewStage
  private let conflicts: ConflictSearch
  private let composition: PanelComposition
  private var members: [CandidateID: [ExpertID]] = [:]
  private var waiting: [CandidateID: [ExpertID]] = [:]
  private var load: [ExpertID: Int] = [:]

  init(_ round: Round, stage: ReviewStage, conflicts: ConflictSearch) {
    self.round = round
    self.stage = stage
    self.conflicts = conflicts
    composition = PanelComposition(stage.panel.limits, units: round.units)
    for seat in round.seats(in: stage.id) where round.exclusions[seat.candidate] == nil {
      members[seat.candidate, default: []].append(seat.expert)
      load[seat.expert, default: 0] += 1
    }
    for seat in round.anchorSeats(in: stage.id) { load[seat.expert, default: 0] += 1 }
    for seat in round.alternates(in: stage.id) { waiting[seat.candidate, default: []].append(seat.expert) }
  }

  func alternates(of candidate: CandidateID) -> [ExpertID] { waiting[candidate] ?? [] }

  mutating func unseat(_ expert: ExpertID, _ candidate: CandidateID) {
    members[candidate]?.removeAll { $0 == expert }
    load[expert, default: 0] -= 1
  }

  mutating func seat(_ expert: ExpertID, _ candidate: CandidateID) {
    members[candidate, default: []].append(expert)
    waiting[candidate]?.removeAll { $0 == expert }
    load[expert, default: 0] += 1
  }

  func barrier(to id: ExpertID, _ candidate: CandidateID) -> SeatCall.Barrier? {
    guard let index = round.expertIndex[id], let place = round.candidateIndex[candidate] else { return .noAffinity }
    let expert = round.experts[index]
    if let absence = round.absence(of: id, in: stage.id) { return .absent(absence.answer.answer, on: absence.on) }
    if conflicts.bars(candidate, id) { return .conflict }
    if round.forbidsByAffinity(candidate, id) { return .noAffinity }
    if let most = expert.maximumLoad, load[id, default: 0] >= most {
      return .fullLoad(load: load[id, default: 0], most: most)
    }
    if round.order(on: candidate, id, in: stage.id)?.order == .ban { return .banned }
    let mates = (members[candidate] ?? []).compactMap { round.expertIndex[$0].map { round.experts[$0] } }
    let size = round.demand(of: round.candidates[place], in: stage)
    return composition.full(for: expert, beside: mates, size: size).first.map { full in
      full.limit.scope == .eachUnit
        ? .unitTaken(by: full.members, most: full.most)
        : .limitFull(full.limit, by: full.members, most: full.most)
    }
  }
}
