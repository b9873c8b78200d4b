import Statistics

/// Who is to chair the panels of a stage that have no chair yet (组长), where the scheme says what a chair must be.
///
/// Panel after panel by candidate: of the members with the qualification the one with the greatest affinity; of equals
/// the one who chairs fewest panels so far, then the one with the least lot of the seed.
///
/// - Returns: the chairs named, by expert; none where the scheme asks for none, and none for a panel whose chair stands
///   or that nobody with the qualification sits on.
/// Complexity: linear in the seats of the stage, sorted once.
extension Round {
  public func chairsToName(in stage: ReviewStage, seed: String) -> [(expert: ExpertID, candidates: [CandidateID])] {
    guard let policy = stage.panel.chair else { return [] }
    var chaired: [ExpertID: [CandidateID]] = [:]
    var number: [ExpertID: Int] = [:]
    var stream = RandomStream(seed: "panel chairs " + seed, label: "order")
    let sorted = candidates.filter { exclusions[$0.id] == nil }.sorted { $0.id < $1.id }
    for candidate in sorted {
      if let standing = chair(of: candidate.id, in: stage.id) { number[standing, default: 0] += 1 }
    }
    let affinities = pairAffinities()
    for candidate in sorted where chair(of: candidate.id, in: stage.id) == nil {
      let able = panel(of: candidate.id, in: stage.id).filter(policy.qualification.isHeld)
      let ranked = zip(able, affinities.affinities(of: able, for: candidate)).map { expert, affinity in
        (
          -(affinity.millionths ?? 0), number[expert.id, default: 0], stream.next(),
          expert.id
        )
      }
      guard let chosen = ranked.min(by: <)?.3 else { continue }
      chaired[chosen, default: []].append(candidate.id)
      number[chosen, default: 0] += 1
    }
    return chaired.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
