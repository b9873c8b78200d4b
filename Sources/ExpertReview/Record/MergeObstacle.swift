/// Why another office's round cannot be taken into this one. Nothing is settled by guessing: whatever the two records
/// say differently, the offices settle first.
public enum MergeObstacle: Hashable, Sendable {
  /// It is this round, or one that was taken in before.
  case taken
  case otherScheme(SchemeID)
  /// Files of the scheme, its bases, the documents or the calendar that differ, by name.
  case otherFiles([String])
  /// House values were set differently.
  case otherOverrides
  /// Candidates that both hold, by id.
  case sharedCandidates([CandidateID])
  /// Experts whom the two describe differently.
  case unlikeExperts([ExpertID])
  /// Experts who answered the two offices differently.
  case unlikeAnswers([ExpertID])
  case unlikeUnits([String])
  case unlikeRecommenders([RecommenderID])
  /// Both have affinities and mean different things by a pair that is absent.
  case unlikeAffinities
  /// Terms of the taxonomy that the two place differently, or that lead in a circle once they are together.
  case unlikeTaxonomies([String])
  /// A list of one of them is public: what was shown is not mixed with what was not.
  case posted(round: String)
  /// Ties at the line were settled, or a list chosen, among the candidates of one alone.
  case settledAtLine(round: String)
  /// Changes of marks wait for a second person of its own office.
  case changesOpen(round: String, [Int])
  /// A seed of the other waits to be opened.
  case seedSealed(round: String)
  /// Its facts cannot be followed.
  case unreadable
}

extension Round {
  /// What keeps this round from taking in the other; nil where nothing does.
  /// Complexity: linear in what the two hold.
  func obstacle(to other: Round) -> MergeObstacle? {
    let (mine, theirs) = (charter, other.charter)
    if !mergedRounds.union([mine.roundID]).isDisjoint(with: other.mergedRounds.union([theirs.roundID])) {
      return .taken
    }
    if mine.scheme != theirs.scheme { return .otherScheme(theirs.scheme) }
    let names = Set(mine.files.keys).union(theirs.files.keys).filter { mine.files[$0] != theirs.files[$0] }
    if !names.isEmpty { return .otherFiles(names.sorted()) }
    if calendarText != other.calendarText { return .otherFiles([Charter.calendarFile]) }
    func values(_ charter: Charter) -> [String: String] {
      Dictionary(charter.overrides.map { ($0.path, $0.value) }, uniquingKeysWith: { _, last in last })
    }
    if values(mine) != values(theirs) { return .otherOverrides }
    for round in [self, other] {
      if !round.postings.isEmpty { return .posted(round: round.charter.roundID) }
      if !round.chosen.isEmpty || !round.lots.isEmpty { return .settledAtLine(round: round.charter.roundID) }
    }
    if !other.openChanges.isEmpty { return .changesOpen(round: theirs.roundID, other.openChanges.map(\.number)) }
    if other.draws.values.contains(where: { !$0.isOpened }) { return .seedSealed(round: theirs.roundID) }
    return rosterObstacle(to: other)
  }

  private func rosterObstacle(to other: Round) -> MergeObstacle? {
    let shared = other.candidates.map(\.id).filter { candidateIndex[$0] != nil }
    if !shared.isEmpty { return .sharedCandidates(shared.sorted()) }
    let known = other.experts.filter { expertIndex[$0.id] != nil }
    let unlike = known.filter { (try? expert($0.id)) != $0 }
    if !unlike.isEmpty { return .unlikeExperts(unlike.map(\.id).sorted()) }
    let stages = [""] + reviewStages.map(\.id)
    let answered = known.map(\.id).filter { id in
      answers[id] != nil && other.answers[id] != nil
        && stages.contains { isAvailable(id, in: $0) != other.isAvailable(id, in: $0) }
    }
    if !answered.isEmpty { return .unlikeAnswers(answered.sorted()) }
    let units = other.units.filter { theirs in unit(theirs.key).map { $0 != theirs } ?? false }
    if !units.isEmpty { return .unlikeUnits(units.map(\.name).sorted()) }
    let bodies = other.recommenders.filter { theirs in
      recommenders.contains { $0.id == theirs.id && $0 != theirs }
    }
    if !bodies.isEmpty { return .unlikeRecommenders(bodies.map(\.id).sorted()) }
    if let own = affinities, let theirs = other.affinities, own.absent != theirs.absent { return .unlikeAffinities }
    let terms = other.taxonomy.entries.filter { theirs in taxonomy.entry(theirs.term).map { $0 != theirs } ?? false }
    if !terms.isEmpty { return .unlikeTaxonomies(terms.map(\.term)) }
    if case .circle(let terms)? = taxonomy.merged(with: other.taxonomy).faults().first {
      return .unlikeTaxonomies(Array(terms.dropLast()))
    }
    return nil
  }
}
