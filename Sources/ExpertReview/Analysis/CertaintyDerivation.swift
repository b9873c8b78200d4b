import Statistics

// How certainty follows from a stage's marks and its official ranking.

extension Round {
  /// How sure the ranking of a stage is.
  ///
  /// Complexity: see `ResampledPanels`, `LineVariant` and `RankIntervals`.
  /// - Parameters:
  ///   - ranking: the official ranking of the stage, made of `groups`.
  ///   - groups: the stage's standings.
  ///   - stage: the stage.
  ///   - settings: the seed and how many replicates.
  ///   - asOf: the day that counts as today.
  ///   - threads: how many threads share the work; the result does not depend on it.
  public func certainty(
    of ranking: Ranking, _ groups: [GroupStandings], stage: ReviewStage, settings: Certainty.Settings,
    asOf: CivilDay, threads: Int = processorCount
  ) -> Certainty {
    let register = experts.map(\.id)
    let replay = replayedRanking(groups, stage: stage, asOf: asOf)
    let drawn = ResampledPanels(replay, count: settings.replicates, seed: settings.seed, threads: threads)
    let numbers = Dictionary(uniqueKeysWithValues: zip(replay.candidates, 0...))
    let tested = replay.testedPlaces(drawn, seed: settings.seed)
    let orders = groups.sorted { $0.group < $1.group }.flatMap { $0.orders(register: register) }
    let rows = ranking.rows.compactMap { row -> Certainty.Row? in
      guard let number = numbers[row.candidate], exclusions[row.candidate] == nil else { return nil }
      return Certainty.Row(
        candidate: row.candidate, group: row.group, place: row.place, listed: row.listed,
        places: drawn.places(of: number), above: drawn.replicates.count { $0.above[number] }, tested: tested[number],
        orders: orders[number])
    }
    let without = replay.expertVariants(register: register, threads: threads)
    return Certainty(
      stage: stage.id, settings: settings, rows: rows, rules: replay.ruleVariants(),
      experts: without.filter(\.matters), expertCount: without.count, tiedAtLine: ranking.openAtLine)
  }

  /// Whether the certainty of a stage takes no more cells to read than a budget. Linear in the sheets where it may be
  /// so, and at once where it cannot.
  ///
  /// - Parameters:
  ///   - budget: cells; a processor reads some twenty million a second, drawing and ranking included.
  ///   - groups: the stage's standings.
  ///   - settings: how many replicates.
  public func certaintyTakes(
    atMost budget: Int, _ groups: [GroupStandings], settings: Certainty.Settings
  ) -> Bool {
    let cells = groups.reduce(0) { $0 + $1.matrix.sheetCount * max(1, $1.matrix.width) }
    guard cells * settings.replicates <= budget else { return false }
    let experts = Set(groups.flatMap(\.matrix.experts)).count
    return cells * (settings.replicates + experts) <= budget
  }
}

extension Ranking {
  /// Those whose side of the line their scores do not decide: tied across it, or in the zone about it. In order of
  /// rows.
  fileprivate var openAtLine: [CandidateID] {
    let tied = Set(undecidedAtLine)
    return rows.filter { $0.zone != nil || tied.contains($0.candidate) }.map(\.candidate)
  }
}

extension ResampledPanels {
  /// The middle of a candidate's places, with the same share of replicates left out at either end.
  func places(of number: Int) -> ClosedRange<Int> {
    let places = replicates.map { $0.places[number] }.sorted()
    let outside = places.count * Certainty.tail / 100
    return Int(places[outside])...Int(places[places.count - 1 - outside])
  }
}

extension ReplayedRanking {
  /// The tested places of every candidate, by number: among those who are ranked against one another and have an
  /// official place.
  func testedPlaces(_ drawn: ResampledPanels, seed: String) -> [Certainty.Tested?] {
    let official = problem.outcome(of: problem.groups, settled: true)
    let scores = ReplicateScores(of: problem.groups)
    let replicates = drawn.replicates.map(\.scores)
    let sizes = marks.flatMap { layers in
      let panels = MarkedPanels(layers[0])
      return (0..<layers[0].matrix.candidateCount).map { panels.size(of: $0) }
    }
    var tested = [Certainty.Tested?](repeating: nil, count: sizes.count)
    for (field, range) in fields.ranges.enumerated() {
      let subjects = range.filter { official.places[$0] > 0 && sizes[$0] > 0 }
      guard
        let spread = ScoreSpread(
          official: scores, replicates: replicates, subjects: subjects, panelSizes: subjects.map { sizes[$0] })
      else { continue }
      let intervals = RankIntervals(spread, percent: Certainty.level, seed: "\(seed)/\(field)")
      for (index, subject) in subjects.enumerated() {
        tested[subject] = Certainty.Tested(
          errorInMillionths: spread.standardErrorInMillionths(index), own: intervals.marginal[index],
          together: intervals.simultaneous[index])
      }
    }
    return tested
  }
}

extension GroupStandings {
  /// Places by the experts' orders of the group's candidates, by position.
  fileprivate func orders(register: [ExpertID]) -> [Certainty.Orders?] {
    guard let ratings = ratings(of: nil, register: register)?.ratings else { return candidates.map { _ in nil } }
    let wins = PairwiseWins(ratings)
    let (borda, byWins) = (wins.bordaPlaces, wins.winPlaces)
    return candidates.indices.map { candidate in
      guard let bordaPlace = borda[candidate], let winPlace = byWins[candidate] else { return nil }
      return Certainty.Orders(
        bordaPlace: bordaPlace, winPlace: winPlace, wins: wins.wins[candidate], draws: wins.draws[candidate],
        losses: wins.losses[candidate])
    }
  }
}
