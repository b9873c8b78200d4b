/// Why a lot or a choice would not settle what is tied at the line.
public enum LineFault: Error, Hashable, Sendable {
  /// Candidates who are not tied at the line.
  case notTied([CandidateID])
  /// A lot that leaves out some of those among whom it must be drawn, or that puts nobody in order: the tie is as open
  /// as before.
  case settlesNothing(UndecidedTie, drawnAmong: [CandidateID])
  /// More are chosen than there is room for.
  case tooMany(UndecidedTie, chosen: [CandidateID])
  /// A choice in a zone where the scheme lets a lot decide, or a lot where it lets people decide.
  case decidedOtherwise(UndecidedTie, by: Selection.Zone.Decision)
}

/// What a lot or a choice would come to.
public struct LineCheck: Sendable, Hashable {
  /// The ranking as it would stand without that lot or choice, and without what it takes the place of.
  public let ranking: Ranking
  public let fault: LineFault?
}

extension Round {
  /// Holds a lot or a choice on candidates ranked by marks against the ties of the last ranking. What it takes the
  /// place of does not count, so that what was settled may be settled anew: a lot, by another lot among the same; a
  /// choice, by the same choice or by a lot. Nil for any other decision, and where nothing is ranked. Complexity: two
  /// rankings.
  public func lineCheck(of decision: Decision, asOf: CivilDay) throws(StandingsFault) -> LineCheck? {
    guard let stage = reviewStages.last else { return nil }
    let named: [CandidateID]
    let (before, after): (Settlements, Settlements)
    switch decision {
    case .lot(let ids, _):
      named = ids
      let kept = lots.filter { Set($0).isDisjoint(with: ids) }
      before = Settlements(lots: Round.order(of: kept), chosen: Set(chosen).subtracting(ids))
      after = Settlements(lots: Round.order(of: lots + [ids]), chosen: Set(chosen))
    case .choose(let ids):
      named = ids
      before = Settlements(lots: lotOrder, chosen: Set(chosen).subtracting(ids))
      after = Settlements(lots: lotOrder, chosen: Set(chosen).union(ids))
    default: return nil
    }
    let groups = try groupStandings(stage: stage, asOf: asOf)
    let ranking = rank(groups, stage: stage, asOf: asOf, settledBy: before)
    let then = rank(groups, stage: stage, asOf: asOf, settledBy: after)
    return LineCheck(ranking: ranking, fault: lineFault(of: decision, named, ranking, then))
  }

  private func lineFault(
    of decision: Decision, _ named: [CandidateID], _ ranking: Ranking, _ then: Ranking
  ) -> LineFault? {
    var isLot = false
    if case .lot = decision { isLot = true }
    func mayName(_ tie: UndecidedTie) -> [CandidateID] {
      isLot || tie.zone != nil ? ranking.drawnAmong(tie) : tie.candidates
    }
    let allowed = Set(ranking.undecided.flatMap(mayName))
    let strangers = named.filter { !allowed.contains($0) }
    guard strangers.isEmpty else { return .notTied(strangers) }
    for tie in ranking.undecided where !Set(mayName(tie)).isDisjoint(with: named) {
      if let zone = tie.zone, (zone == .lot) != isLot { return .decidedOtherwise(tie, by: zone) }
      guard then.undecided.contains(where: { $0.candidates == tie.candidates }) else { continue }
      return isLot
        ? .settlesNothing(tie, drawnAmong: ranking.drawnAmong(tie))
        : .tooMany(tie, chosen: named.filter(tie.candidates.contains))
    }
    return nil
  }
}
