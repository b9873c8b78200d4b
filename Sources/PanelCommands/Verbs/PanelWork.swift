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
  /// Seats with marks whose experts cannot keep them, and those that a repair moves.
  private let leaving: [OpenSeat]
  /// What a repair moves, or why it cannot be made.
  private let repair: RepairOutcome?
  let repairReport: RepairReport?

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
      let round = session.round
      let (fixed, movable) = PanelWork.standingSeats(stage, admitted, round)
      let (admitted, conflicts, loss) = (admitted, conflicts, invocation.millionths("loss"))
      let outcome = try repairPanels(movable: movable, fixed: fixed, loss: loss) { kept in
        round.panelProblem(stage: stage, admitted: admitted, conflicts: conflicts, keeping: kept)
      }
      repair = outcome
      repairReport = RepairReport(outcome, loss: loss, stage: stage, round: round)
      if case .repaired(let repair) = outcome {
        kept = repair.kept
        leaving = repair.released.map { OpenSeat(candidate: $0.candidate, leaves: $0.expert, cause: .moved) }
      } else {
        (kept, leaving) = (fixed, [])
      }
    } else {
      (repair, repairReport) = (nil, nil)
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

  /// The seats that stand: those that may not move – with marks, of a candidate who is not under review, or of a block,
  /// whose members judge all its candidates – and others.
  private static func standingSeats(
    _ stage: ReviewStage, _ admitted: [Candidate], _ round: Round
  ) -> (fixed: [PanelList.Seat], movable: [PanelList.Seat]) {
    let seats = round.seats(in: stage.id)
    guard round.blocks(in: stage.id).isEmpty else { return (seats, []) }
    let marked = Set(round.markedSeats(in: stage.id))
    let reviewed = Set(admitted.map(\.id))
    var (fixed, movable): ([PanelList.Seat], [PanelList.Seat]) = ([], [])
    for seat in seats {
      if marked.contains(seat) || !reviewed.contains(seat.candidate) {
        fixed.append(seat)
      } else {
        movable.append(seat)
      }
    }
    return (fixed, movable)
  }

  /// Panels for what is left to fill.
  func solve() throws -> AssignmentOutcome {
    if case .shortfall(let shortfall) = repair { return .shortfall(shortfall) }
    return try assignPanels(problem, objective: objective, seed: seed)
  }

  /// What stands behind a shortfall, in the problem and in the round, that first without which most is gained.
  func reasons(behind shortfall: Shortfall, _ round: Round) -> [ShortfallReason] {
    let ofRound = round.reasons(behind: shortfall, stage: stage, conflicts: conflicts, keeping: kept)
    return (shortfall.reasons + ofRound).enumerated().sorted {
      ($0.element.lackingWithout, $0.offset) < ($1.element.lackingWithout, $1.offset)
    }.map(\.element)
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

  /// Who goes on marking for comparison: where panels are made anew, only whoever has marked; nobody whom the panels
  /// now seat there, nor whom a conflict has come to bar.
  func anchors(beside assignment: PanelAssignment, _ round: Round) -> [PanelList.Seat] {
    let seated = Set(kept + assignment.foundSeats)
    let standing = repairs ? round.anchorSeats(in: stage.id) : []
    let marked = round.markedAnchorSeats(in: stage.id)
    return Set(marked + standing.filter { !conflicts.bars($0.candidate, $0.expert) }).filter { !seated.contains($0) }
      .sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
  }

  /// Whether the panels on record are those that were found.
  func isHeld(_ record: AssignmentRecord, in round: Round) -> Bool {
    guard let panels = round.panels[stage.id] else { return false }
    if repairs {
      return record.panels.seats == round.seats(in: stage.id)
        && record.panels.alternates == round.alternates(in: stage.id)
        && record.anchors == round.anchorSeats(in: stage.id)
    }
    guard leaving.isEmpty, !panels.haveChanged, case .assigned(let held) = panels.origin else { return false }
    return held == record
      || !kept.isEmpty && held.panels == record.panels && held.anchors == record.anchors
  }

  /// Takes the seats that pass on, and voids what was given on those that cannot be kept, before the panels are made
  /// anew without them.
  func recordLeaving(in session: inout RoundSession, before record: AssignmentRecord? = nil) throws {
    let stay = Set(record?.panels.seats ?? [])
    let changes = leaving.filter { seat in
      seat.leaves.map { !stay.contains(PanelList.Seat(candidate: seat.candidate, expert: $0)) } ?? false
    }.map {
      SeatChanges.Change(candidate: $0.candidate, leaves: $0.leaves, enters: nil, cause: $0.cause)
    }
    guard !changes.isEmpty else { return }
    try session.add(.seatsChanged(SeatChanges(stage: stage.id, changes: changes)))
  }
}
