extension Round {
  /// An expert who sits on a candidate's panel although a hard conflict of the two stands.
  public typealias SeatInConflict = (candidate: CandidateID, expert: ExpertID, conflicts: [Conflict])

  /// The seats of a stage whose expert is in a hard conflict that stands, sorted by candidate, then expert, each with
  /// those conflicts. Candidates who left the round and conflicts that nobody has decided yet are not among them; empty
  /// where the stage has no panels.
  ///
  /// Complexity: a search of all conflicts, then linear in conflicts and seats.
  public func seatsInConflict(stage: ReviewStage, asOf: CivilDay) -> [SeatInConflict] {
    seatsInConflict(stage: stage, conflicts: conflictSearch(asOf: asOf))
  }

  /// The same for one who has the conflicts at hand.
  public func seatsInConflict(stage: ReviewStage, conflicts: ConflictSearch) -> [SeatInConflict] {
    let seats = seats(in: stage.id).filter { exclusions[$0.candidate] == nil }
    return seats.compactMap { seat in
      let standing = conflicts.between(seat.candidate, seat.expert).filter {
        $0.status == .standing && $0.level == .hard
      }
      return standing.isEmpty ? nil : (seat.candidate, seat.expert, standing)
    }
  }
}
