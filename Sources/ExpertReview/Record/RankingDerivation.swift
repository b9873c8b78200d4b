/// Why a stage's marks cannot be brought into standings.
public enum StandingsFault: Error, Hashable, Sendable {
  case plan(GroupID, PlanFault)
  case marks(CandidateID, MarkFault)
}

/// One group of a review stage with its marks and what they come to.
public struct GroupStandings: Sendable {
  public let group: GroupID
  /// By id; the position is the one in the matrix and the standings.
  public let candidates: [Candidate]
  public let plan: ScoringPlan
  public let matrix: MarkMatrix
  public let standings: Standings
}

extension Round {
  /// The standings of every group of a stage, by group: the admitted candidates and those who left after they were.
  public func groupStandings(stage: ReviewStage, asOf: CivilDay) throws(StandingsFault) -> [GroupStandings] {
    try groupStandings(stage: stage, examinations: examinations(asOf: asOf))
  }

  /// The same for one who has the examinations at hand.
  public func groupStandings(
    stage: ReviewStage, examinations: [Examination]
  ) throws(StandingsFault) -> [GroupStandings] {
    let taking = Set(examinations.filter { admissions[$0.candidate] ?? ($0.verdict == .pass) }.map(\.candidate))
    var groups: [GroupID: [Candidate]] = [:]
    for candidate in candidates where taking.contains(candidate.id) {
      guard let group = scheme.group(of: candidate) else { continue }
      groups[group, default: []].append(candidate)
    }
    var result: [GroupStandings] = []
    for (group, members) in groups.sorted(by: { $0.key < $1.key }) {
      result.append(try standings(of: group, members.sorted { $0.id < $1.id }, stage: stage))
    }
    return result
  }

  private func standings(
    of group: GroupID, _ members: [Candidate], stage: ReviewStage
  ) throws(StandingsFault) -> GroupStandings {
    let book = scorebooks[stage.id]
    let mostSheets = members.lazy.map { book?.sheets(of: self.candidateIndex[$0.id] ?? -1).count ?? 0 }.max() ?? 0
    let plan: ScoringPlan
    do { plan = try ScoringPlan.compile(stage: stage, group: group, mostSheets: max(1, mostSheets)) } catch {
      throw .plan(group, error)
    }
    var matrix = MarkMatrix(for: plan)
    for candidate in members {
      do { try append(candidate, to: &matrix, plan: plan, book: book) } catch { throw .marks(candidate.id, error) }
    }
    return GroupStandings(
      group: group, candidates: members, plan: plan, matrix: matrix, standings: plan.aggregate(matrix))
  }

  private func append(
    _ candidate: Candidate, to matrix: inout MarkMatrix, plan: ScoringPlan, book: Scorebook?
  ) throws(MarkFault) {
    guard let index = candidateIndex[candidate.id] else { preconditionFailure("a candidate of another round") }
    try matrix.appendCandidate(
      values: plan.valueItems.map { item in
        switch item.kind {
        case .given: book?.given(item.id, of: index)
        case .computed: item.from.flatMap { key in number(key, of: candidate) }
        case .judged: nil
        }
      })
    guard let book else { return }
    for sheet in book.sheets(of: index) {
      if sheet.recused {
        try matrix.appendRecusal(expert: sheet.expert)
      } else {
        try matrix.appendSheet(expert: sheet.expert, marks: book.marks(of: sheet))
      }
    }
  }

  /// The number that a field of a declaration holds; nil where it holds none.
  public func number(_ key: String, of candidate: Candidate) -> ExactDecimal? {
    if case .number(let number) = scheme.value(key, of: candidate) { return number }
    return nil
  }

  /// The scheme's selection; without one, everybody with a place is listed and ties share it.
  public var selection: Selection {
    for case .selection(let selection) in scheme.stages { return selection }
    return Selection(
      caps: [], ties: [], places: .standard, reserve: 0, nextMayRise: false,
      source: .house(reason: "the scheme selects nobody"))
  }

  /// The ranking of a stage as the facts stand.
  public func ranking(stage: ReviewStage, asOf: CivilDay) throws(StandingsFault) -> Ranking {
    rank(try groupStandings(stage: stage, asOf: asOf), stage: stage, asOf: asOf)
  }

  /// The ranking that standings made before come to.
  public func rank(_ groups: [GroupStandings], stage: ReviewStage, asOf: CivilDay) -> Ranking {
    let context = examinationContext(asOf: asOf)
    let ranked = groups.map { group in
      RankedGroup(
        group: group.group, standings: group.standings,
        contenders: group.candidates.map { candidate in
          Contender(
            candidate: candidate.id,
            recommender: scheme.text("recommender_id", of: candidate).map { RecommenderID($0) },
            kind: kind(of: candidate),
            preferences: context.preferences(of: candidate), fellAway: exclusions[candidate.id] != nil)
        }, ties: stage.rubric.perGroup[group.group]?.ties)
    }
    return ExpertReview.rank(
      stage: stage.id, groups: ranked, selection: selection, together: scheme.grouping?.ranking == .together,
      settlements: Settlements(lots: lotOrder, chosen: Set(chosen)))
  }

  /// What a cap by kind counts: consortia and single applicants.
  func kind(of candidate: Candidate) -> String? {
    if case .flag(let consortium) = scheme.value("is_consortium", of: candidate) {
      return consortium ? "consortium" : "single"
    }
    return nil
  }

  /// The order that lots gave; a later lot stands in place of an earlier one for the candidates it names.
  public var lotOrder: [CandidateID: Int] {
    var order: [CandidateID: Int] = [:]
    for lot in lots {
      for (place, id) in lot.enumerated() { order[id] = place + 1 }
    }
    return order
  }
}
