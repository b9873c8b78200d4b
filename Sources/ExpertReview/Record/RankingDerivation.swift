/// Why a stage's marks cannot be brought into standings.
public enum StandingsFault: Error, Hashable, Sendable {
  case plan(GroupID, PlanFault)
  case marks(CandidateID, MarkFault)
}

extension Round {
  func standings(
    of group: GroupID, _ members: [Candidate], stage: ReviewStage
  ) throws(StandingsFault) -> GroupStandings {
    let book = scorebooks[stage.id]
    let indices = places(of: members)
    let sheetCounts = indices.map { book?.sheetCount(of: $0) ?? 0 }
    let mostSheets = sheetCounts.max() ?? 0
    let plan: ScoringPlan
    do { plan = try ScoringPlan.compile(stage: stage, group: group, mostSheets: max(1, mostSheets)) } catch {
      throw .plan(group, error)
    }
    var matrix = MarkMatrix(for: plan)
    var standings = plan.aggregate(matrix)
    matrix.reserve(candidates: members.count, sheets: sheetCounts.reduce(0, +))
    standings.reserve(members.count)
    // Each run of candidates is worked out for itself, on any thread; their order is that of the members. Only a few
    // are held beside the whole at a time.
    let runs = stride(from: 0, to: members.count, by: Round.candidatesPerRun).map {
      $0..<min($0 + Round.candidatesPerRun, members.count)
    }
    for start in stride(from: 0, to: runs.count, by: Round.runsAtOnce) {
      let some = Array(runs[start..<min(start + Round.runsAtOnce, runs.count)])
      let parts = concurrentMap(some, threads: processorCount, run: 1) { run in
        Result { () throws(StandingsFault) -> (matrix: MarkMatrix, standings: Standings) in
          var matrix = MarkMatrix(for: plan)
          matrix.reserve(candidates: run.count, sheets: sheetCounts[run].reduce(0, +))
          for member in run {
            do throws(MarkFault) {
              try append(members[member], at: indices[member], to: &matrix, plan: plan, book: book, stage: stage)
            } catch {
              throw .marks(members[member].id, error)
            }
          }
          return (matrix, plan.aggregate(matrix))
        }
      }
      for part in parts {
        let part = try part.get()
        matrix.append(part.matrix)
        standings.append(part.standings)
      }
    }
    return GroupStandings(group: group, candidates: members, plan: plan, matrix: matrix, standings: standings)
  }

  /// Where candidates of the round stand in it.
  private func places(of members: [Candidate]) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(members.count)
    for member in members.indices {
      let next = (places.last ?? -1) + 1
      guard let place = isCandidate(next, members[member].id) ? next : candidateIndex[members[member].id] else {
        preconditionFailure("a candidate of another round")
      }
      places.append(place)
    }
    return places
  }

  /// How many candidates a thread brings into standings at a time: their marks and what they come to stay in the
  /// processor's memory meanwhile.
  private static let candidatesPerRun = 4_096
  private static let runsAtOnce = 4 * processorCount

  private func append(
    _ candidate: Candidate, at index: Int, to matrix: inout MarkMatrix, plan: ScoringPlan, book: Scorebook?,
    stage: ReviewStage
  ) throws(MarkFault) {
    try matrix.appendCandidate(
      values: plan.valueItems.map { item in
        switch item.kind {
        case .given: book?.given(item.id, of: index)
        case .computed: item.from.flatMap { key in number(key, of: candidate) }
        case .judged: nil
        }
      })
    guard let book else { return }
    // A mark for comparison is no part of a result.
    let panels = panels[stage.id]
    for sheet in book.sheets(of: index) where panels?.isGuest(candidate: index, expert: Int(sheet.expert)) != true {
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

  /// What a cap by kind counts: consortia and single applicants.
  func kind(of candidate: Candidate) -> String? {
    if case .flag(let consortium) = scheme.value("is_consortium", of: candidate) {
      return consortium ? "consortium" : "single"
    }
    return nil
  }

  /// The order that lots gave; a later lot stands in place of an earlier one for the candidates it names.
  public var lotOrder: [CandidateID: Int] { Round.order(of: lots) }

  static func order(of lots: [[CandidateID]]) -> [CandidateID: Int] {
    var order: [CandidateID: Int] = [:]
    for lot in lots {
      for (place, id) in lot.enumerated() { order[id] = place + 1 }
    }
    return order
  }
}
