import ExpertReview

/// What `panel assign` has to do in a stage: which seats stand and are kept, and the problem that remains.
///
/// Without marks and without `--repair` all is made anew. Once experts have marked, their seats are kept; with
/// `--repair` every seat is that can be kept, and alternates are called to the others before anything is searched for.
struct PanelWork {
  let stage: ReviewStage
  let objective: AssignmentObjective
  let seed: String
  let repairs: Bool
  let kept: [PanelList.Seat]
  let problem: PanelProblem
  /// Orders on pairs that came with the command and change something.
  let orders: PairOrders?
  private(set) var calls = SeatCalls()
  private let admitted: [Candidate]
  private let conflicts: ConflictSearch
  /// How many are to stand by for each candidate; nil where those on record stay.
  let wanted: Int?
  /// Seats with marks whose experts cannot keep them.
  private let leaving: [OpenSeat]

  init(_ session: inout RoundSession, stage: ReviewStage, _ invocation: Invocation) throws {
    self.stage = stage
    repairs = invocation.flag("repair")
    seed = invocation.text("seed") ?? "\(session.round.charter.roundID)/\(stage.id)"
    objective = try AssignmentObjective(invocation)
    guard !repairs || session.round.panels[stage.id] != nil else { throw VerbFault.noPanels.refusal }
    let given = try PairOrdering.orders(invocation, stage: stage, session.round)
    let (ordered, hasNews) = try PairOrdering.round(session.round, with: given, invocation)
    orders = hasNews ? given : nil
    let banned = Set(hasNews ? ordered.pairs(.ban, in: stage.id) : [])
    admitted = session.round.admitted(to: stage, asOf: invocation.asOf)
    conflicts = session.round.conflictSearch(asOf: invocation.asOf)
    wanted = invocation.integer("alternates") ?? (repairs ? nil : stage.panel.alternates)
    let untenable = session.round.untenableSeats(stage: stage, conflicts: conflicts)
    let parted = session.round.seats(in: stage.id).filter { seat in
      banned.contains(seat) && !untenable.contains { $0.candidate == seat.candidate && $0.leaves == seat.expert }
    }
    let open =
      untenable + parted.map { OpenSeat(candidate: $0.candidate, leaves: $0.expert, cause: .replaced) }
    if repairs {
      if let orders { try session.add(.pairsOrdered(orders)) }
      let seats = open + session.round.emptySeats(stage: stage, admitted: admitted)
      let made = session.round.callAlternates(to: seats, stage: stage, conflicts: conflicts)
      try calls.record(made, stage: stage, in: &session, passesSignOff: false)
      kept = session.round.seats(in: stage.id)
      leaving = []
    } else {
      let marked = session.round.markedSeats(in: stage.id)
      leaving = open.filter { seat in
        marked.contains { $0.candidate == seat.candidate && $0.expert == seat.leaves }
      }
      kept = marked.filter { seat in
        !open.contains { $0.candidate == seat.candidate && $0.leaves == seat.expert }
      }
    }
    let round = try PairOrdering.round(session.round, with: orders, invocation).0
    problem = round.panelProblem(stage: stage, admitted: admitted, conflicts: conflicts, keeping: kept)
  }

  /// Who stands by beside panels that were found: searched for where a number is asked for, else those on record who do
  /// not sit now.
  func alternates(beside assignment: PanelAssignment, _ round: Round) throws -> Alternates {
    let seats = kept + assignment.foundSeats
    guard let wanted else {
      let seated = Set(seats)
      let standing = round.alternates(in: stage.id).filter { !seated.contains($0) }
      return Alternates(wanted: 0, seats: standing, shortages: [])
    }
    let beside = round.panelProblem(stage: stage, admitted: admitted, conflicts: conflicts, keeping: seats)
    return try findAlternates(wanted, in: beside, seed: seed)
  }

  /// Whether the panels on record are those that were found.
  func isHeld(_ record: AssignmentRecord, in round: Round) -> Bool {
    guard let panels = round.panels[stage.id] else { return false }
    if repairs {
      return record.panels.seats == round.seats(in: stage.id)
        && record.panels.alternates == round.alternates(in: stage.id)
    }
    guard leaving.isEmpty, !panels.haveChanged, case .assigned(let held) = panels.origin else { return false }
    return held == record
      || !kept.isEmpty && held.panels == record.panels
  }

  /// Voids what was given on seats that cannot be kept, before the panels are made anew without them.
  func recordLeaving(in session: inout RoundSession) throws {
    let changes = leaving.map {
      SeatChanges.Change(candidate: $0.candidate, leaves: $0.leaves, enters: nil, cause: $0.cause)
    }
    guard !changes.isEmpty else { return }
    try session.add(.seatsChanged(SeatChanges(stage: stage.id, changes: changes)))
  }
}
