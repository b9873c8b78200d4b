/// A tie of an expert to a party of a candidate that is over and no longer counts.
public struct LapsedTie: Sendable, Hashable {
  public let relation: Relation
  /// The day on which it ended.
  public let ended: CivilDay
  /// The last day whose ends do not count any more: the day of the search less the scheme's months.
  public let edge: CivilDay
  public let months: Int
  /// What it would be if it went on.
  public let seen: ConflictSettlement.Seen
}

extension Round {
  /// Ties between the two that a search as of this day leaves out because they ended too long ago, in the order of the
  /// relations. Complexity: a search of the pair for each relation of the expert that is over.
  public func lapsedTies(between candidate: Candidate, and expert: Expert, asOf: CivilDay) -> [LapsedTie] {
    let kinds = Dictionary(
      (scheme.conflicts?.kinds ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return relations.filter { $0.expert == expert.id }.flatMap { relation -> [LapsedTie] in
      guard let kind = kinds[relation.kind.rawValue], let ended = relation.until,
        relation.from.map({ $0 <= asOf }) ?? true
      else { return [] }
      let edge = asOf.adding(months: -kind.months)
      guard kind.months == 0 ? ended < asOf : ended <= edge else { return [] }
      return ongoing(relation, with: candidate, asOf: asOf).map {
        LapsedTie(relation: relation, ended: ended, edge: edge, months: kind.months, seen: $0.seen)
      }
    }
  }

  /// What a relation would come to if it had not ended. The expert's own unit and name are left out, so that nothing
  /// else is found.
  private func ongoing(_ relation: Relation, with candidate: Candidate, asOf: CivilDay) -> [Conflict] {
    let alone = Expert(id: relation.expert, name: relation.expert.rawValue)
    let still = Relation(
      expert: relation.expert, party: relation.party, partyType: relation.partyType, partyCode: relation.partyCode,
      partyUnit: relation.partyUnit, kind: relation.kind, from: relation.from, share: relation.share,
      evidence: relation.evidence)
    let input = ConflictInput(candidates: [candidate], experts: [alone], units: units, relations: [still], asOf: asOf)
    return searchConflicts(of: input, under: scheme).between(candidate.id, relation.expert).filter {
      $0.kind == relation.kind.rawValue
    }
  }
}
