import ExpertReview

/// `panel assign --repair` where panels judge blocks: whoever takes a place that a member left takes it on all
/// candidates of the block; the other members stay.
struct BlockRepair {
  /// Why places stay empty, with the blocks as they stand.
  struct Shortfall {
    let reason: BlockShortfall
    let blocks: [CandidateBlock]
    let law: BlockLaw
  }

  private let stage: ReviewStage
  private let admitted: [Candidate]
  private let conflicts: ConflictSearch
  private let seed: String

  init(_ stage: ReviewStage, _ admitted: [Candidate], _ conflicts: ConflictSearch, seed: String) {
    self.stage = stage
    self.admitted = admitted
    self.conflicts = conflicts
    self.seed = seed
  }

  /// Puts those who come on record, beside the alternates that were called; nil where nothing is lacking any more.
  func fill(_ session: inout RoundSession, _ calls: inout SeatCalls) throws -> Shortfall? {
    guard let standing = session.round.standingBlocks(in: stage, admitted: admitted, conflicts: conflicts) else {
      return nil
    }
    let (seats, shortfall) = try standing.fill(seed: seed)
    if let shortfall { return Shortfall(reason: shortfall, blocks: standing.blocks, law: standing.law) }
    let made = seats.map { seat in
      SeatCall(
        seat: OpenSeat(candidate: seat.candidate, leaves: nil, cause: .vacant), passedOver: [], enters: seat.expert)
    }
    try calls.record(made, stage: stage, in: &session, passesSignOff: false, fromPool: true)
    return nil
  }
}
