import Flow

extension BlockAssignment {
  /// Finds experts who stand by for whole blocks: whoever is called takes the same seats on every candidate.
  ///
  /// Only experts who sit nowhere stand by, each for one block, with room in their greatest load; experts of one unit
  /// stay within the limit together with those seated. Where not as many can be had for every block as are wanted,
  /// there are for each the most that all can have. Of one block the one with the fewest recusals is called first, then
  /// the one with the greatest affinity.
  public func alternates(_ wanted: Int) throws(AssignmentFault) -> Alternates {
    for count in stride(from: wanted, to: 0, by: -1) {
      if let found = try alternates(exactly: count) {
        return Alternates(
          wanted: wanted, seats: found,
          shortages: shortages(found, wanted: wanted))
      }
    }
    return Alternates(wanted: wanted, seats: [], shortages: shortages([], wanted: wanted))
  }

  private func shortages(_ seats: [PanelList.Seat], wanted: Int) -> [Alternates.Shortage] {
    var number: [CandidateID: Int] = [:]
    for seat in seats { number[seat.candidate, default: 0] += 1 }
    return problem.candidates.compactMap { id in
      let found = number[id, default: 0]
      return found < wanted ? Alternates.Shortage(candidate: id, found: found) : nil
    }
  }

  /// So many for each block, or nil where they cannot be had.
  private func alternates(exactly count: Int) throws(AssignmentFault) -> [PanelList.Seat]? {
    let standing = BlockLaw(size: law.size, bridges: 0, places: 1, leastMarks: 1)
    let (network, outcome) = try BlockNetwork.solve(
      problem, blocks: blocks, law: standing, keeping: panels, marksSoft: false, standingBy: count,
      seed: "alternates " + assignment.seed)
    guard case .solved(let solution) = outcome else { return nil }
    let called = network.places.filter { solution.flow[$0.arc] == 1 }.sorted { first, second in
      let affinity = [first, second].map { $0.positions.reduce(0) { $0 + Int64(problem.millionths[$1]) } }
      return (first.blocks[0], first.recused.count, -affinity[0], first.expert)
        < (second.blocks[0], second.recused.count, -affinity[1], second.expert)
    }
    return called.flatMap { place in
      place.positions.map { position in
        PanelList.Seat(
          candidate: problem.candidates[problem.candidate(at: position)], expert: problem.experts[place.expert])
      }
    }
  }
}

extension PanelProblem {
  /// The candidate in whose row a position stands. Complexity: logarithmic.
  func candidate(at position: Int) -> Int {
    var range = 0..<candidates.count
    while range.count > 1 {
      let middle = range.lowerBound + range.count / 2
      range = rowStart[middle] <= position ? middle..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}
