/// Blocks that stand, with the places that members left.
public struct StandingBlocks: Sendable {
  public let problem: PanelProblem
  public let blocks: [CandidateBlock]
  public let law: BlockLaw
  /// By block, who has a place in it, by id.
  public let members: [[ExpertID]]
  /// Whether a place of some block has no member.
  public let hasVacancy: Bool

  /// Who comes to which candidates so that every place has a member again, by expert, then candidate; or why nobody
  /// can.
  ///
  /// Those who have a place keep it. Of all who could come those are taken with whom the fewest marks are lost, then
  /// with the largest affinities: a search as for blocks made anew (`assignBlocks`), with the members seated
  /// beforehand. Where the members who stay leave no room for shared experts, or for the least marks of each candidate,
  /// that is not asked of those who come.
  /// - Parameter seed: for lots between equally good ones.
  public func fill(seed: String) throws(AssignmentFault) -> (seats: [PanelList.Seat], shortfall: BlockShortfall?) {
    guard hasVacancy else { return ([], nil) }
    let loose = BlockLaw(size: law.size, places: law.places, leastMarks: law.leastMarks)
    var first: BlockShortfall?
    for law in [law, loose, BlockLaw(size: law.size, places: law.places)].uniqued {
      switch try assignBlocks(problem, blocks: blocks, law: law, keeping: members, seed: seed) {
      case .assigned(let found): return (newSeats(found), nil)
      case .shortfall(let shortfall): first = first ?? shortfall
      }
    }
    return ([], first)
  }

  /// The seats of those who had no place in their block before.
  private func newSeats(_ found: BlockAssignment) -> [PanelList.Seat] {
    let marked = Set(found.positions)
    var seats: [PanelList.Seat] = []
    for (block, (panel, kept)) in zip(blocks, zip(found.panels, members)) {
      for expert in panel where !kept.contains(problem.experts[expert]) {
        for candidate in block.candidates {
          let position = problem.position(candidate: candidate, expert: Int32(expert))
          guard position.map(marked.contains) ?? false else { continue }
          seats.append(PanelList.Seat(candidate: problem.candidates[candidate], expert: problem.experts[expert]))
        }
      }
    }
    return seats.sorted { ($0.expert, $0.candidate) < ($1.expert, $1.candidate) }
  }
}

extension Round {
  /// The blocks of a stage as they stand, with the problem to fill them; nil where every candidate has a panel of its
  /// own.
  ///
  /// Candidates who left the review left their blocks. A member who cannot take part any more, but has given all marks,
  /// keeps the place. The law is that of the assignment; where panels were repaired since, blocks share nobody new, an
  /// expert has as many places as the one with most, and marks are those that the scheme asks for.
  public func standingBlocks(
    in stage: ReviewStage, admitted: [Candidate], conflicts: ConflictSearch
  ) -> StandingBlocks? {
    guard let panels = panels[stage.id], case .assigned(let record) = panels.origin, !record.blocks.isEmpty else {
      return nil
    }
    var problem = panelProblem(stage: stage, admitted: admitted, conflicts: conflicts)
    let candidateAt = Dictionary(uniqueKeysWithValues: problem.candidates.enumerated().map { ($1, $0) })
    let expertAt = Dictionary(uniqueKeysWithValues: problem.experts.enumerated().map { ($1, $0) })
    for seat in anchorSeats(in: stage.id) {
      if let expert = expertAt[seat.expert] { problem.maximumLoad[expert] = max(0, problem.maximumLoad[expert] - 1) }
    }
    problem.minimumLoad = problem.minimumLoad.map { _ in 0 }
    let seated = BlockSeats(seats(in: stage.id))
    var (blocks, members, hasVacancy): ([CandidateBlock], [[ExpertID]], Bool) = ([], [], false)
    var places: [ExpertID: Int] = [:]
    for block in record.blocks {
      let candidates = block.candidates.compactMap { candidateAt[$0] }.sorted()
      guard !candidates.isEmpty else { continue }
      let own = seated.members(of: block)
      let there = own.filter { expertAt[$0] != nil }
      for candidate in candidates {
        problem.demand[candidate] = max(there.count, problem.demand[candidate] - (own.count - there.count))
      }
      hasVacancy = hasVacancy || candidates.contains { problem.demand[$0] > there.count }
      for expert in there { places[expert, default: 0] += 1 }
      blocks.append(
        CandidateBlock(group: block.group, ranking: block.ranking, fields: block.fields, candidates: candidates))
      members.append(there)
    }
    let law =
      BlockLaw(record.objective)
      ?? BlockLaw(size: blocks.map(\.candidates.count).max() ?? 1, places: max(1, places.values.max() ?? 1))
    let least = blocks.isEmpty ? 1 : min(law.leastMarks, leastMarks(in: stage))
    return StandingBlocks(
      problem: problem, blocks: blocks,
      law: BlockLaw(size: law.size, bridges: law.bridges, places: law.places, leastMarks: least), members: members,
      hasVacancy: hasVacancy)
  }
}
