// Candidates of a block whom experts of another mark too, so that blocks can be compared (比对评分).

extension Panels {
  /// Whether an expert marks a candidate for comparison only.
  public func isGuest(candidate: Int, expert: Int) -> Bool {
    candidate < guests.count && guests[candidate].contains(Int32(expert))
      && !seats(candidate: candidate, expert: expert)
  }

  /// Whether marks of an expert for a candidate are taken: of a member, or for comparison.
  public func takesMarks(candidate: Int, expert: Int) -> Bool {
    seats(candidate: candidate, expert: expert) || isGuest(candidate: candidate, expert: expert)
  }
}

extension Round {
  /// Who marks a candidate for comparison only, by id.
  public func guests(of candidate: CandidateID, in stage: String) -> [Expert] {
    guard let panels = panels[stage], let index = candidateIndex[candidate], index < panels.guests.count else {
      return []
    }
    return panels.guests[index].filter { panels.isGuest(candidate: index, expert: Int($0)) }.map { experts[Int($0)] }
  }

  /// Who marks whom for comparison only in a stage, sorted by candidate, then expert; candidates who left the round are
  /// not among them.
  public func anchorSeats(in stage: String) -> [PanelList.Seat] {
    guard let panels = panels[stage] else { return [] }
    return panels.guests.indices.map { candidates[$0].id }.sorted().filter { exclusions[$0] == nil }.flatMap { id in
      guests(of: id, in: stage).map { PanelList.Seat(candidate: id, expert: $0.id) }
    }
  }

  /// Those of `anchorSeats` whose experts have given marks there.
  public func markedAnchorSeats(in stage: String) -> [PanelList.Seat] {
    anchorSeats(in: stage).filter { countsMarks(of: $0.expert, for: $0.candidate, in: stage) }
  }

  /// Whom an expert is to mark in a stage, by id: the candidates on whose panels it sits, and those whom it marks for
  /// comparison unless it cannot take part.
  public func candidatesToMark(by expert: ExpertID, in stage: String) -> [Candidate] {
    let own = candidates(of: expert, in: stage)
    guard isAvailable(expert, in: stage) else { return own }
    let others = anchorSeats(in: stage).filter { $0.expert == expert }.compactMap { seat in
      candidateIndex[seat.candidate].map { candidates[$0] }
    }
    return (own + others).sorted { $0.id < $1.id }
  }

  /// How many candidates each expert marks in a stage, by the expert's index, those for comparison included.
  /// Complexity: linear in seats.
  func loads(in stage: String) -> [Int] {
    var loads = seatsByExpert(in: stage).map(\.count)
    for seat in anchorSeats(in: stage) { if let index = expertIndex[seat.expert] { loads[index] += 1 } }
    return loads
  }

  /// By candidate, who is to mark it for comparison only under panels that are taken; those brought from elsewhere
  /// leave whoever was to do so.
  func guests(
    under origin: Panels.Origin, of stage: String, beside members: [[Int32]]
  ) throws(RoundRefusal) -> [[Int32]] {
    guard case .assigned(let record) = origin else { return panels[stage]?.guests ?? [] }
    guard !record.anchors.isEmpty else { return [] }
    var guests = [[Int32]](repeating: [], count: candidates.count)
    for seat in record.anchors {
      let (candidate, expert) = (try index(of: seat.candidate), Int32(try index(of: seat.expert)))
      guard !members[candidate].contains(expert), !guests[candidate].contains(expert) else {
        throw .seatTwice(seat.candidate, seat.expert)
      }
      guests[candidate].append(expert)
    }
    return guests
  }
}
