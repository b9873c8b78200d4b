// What a shortfall means to a round: whom conflicts and absences keep from its candidates, and what new experts should
// know.

extension Round {
  /// Why experts are out, and bans, as far as they stand behind a shortfall of seats or of members of a kind: each
  /// alone, lifted for these candidates, would leave fewer of their seats empty. Those first without which most is
  /// gained; empty for other shortfalls, and where candidates × experts are more than two million.
  ///
  /// Complexity: a search for a flow over the candidates' pairs for each reason.
  public func reasons(
    behind shortfall: Shortfall, stage: ReviewStage, conflicts: ConflictSearch, keeping kept: [PanelList.Seat] = []
  ) -> [ShortfallReason] {
    let blocked = shortfall.candidates.compactMap { id in candidateIndex[id].map { candidates[$0] } }
    guard shortfall.cause != .minimumLoads, blocked.count * experts.count <= 2_000_000 else { return [] }
    var barriers: [PanelInput.Pair: Set<ExpertsLeft.Reason>] = [:]
    var order: [ExpertsLeft.Reason] = []
    var pairs: [ExpertsLeft.Reason: [PanelInput.Pair]] = [:]
    for candidate in blocked {
      for (reason, out) in expertsLeft(for: candidate, in: stage, conflicts: conflicts).out {
        if pairs[reason] == nil { order.append(reason) }
        for expert in out {
          let pair = PanelInput.Pair(candidate.id, expert)
          barriers[pair, default: []].insert(reason)
          pairs[reason, default: []].append(pair)
        }
      }
    }
    let ids = Set(blocked.map(\.id))
    func ordered(_ order: PairOrders.Order) -> [PanelInput.Pair] {
      self.pairs(order, in: stage.id).filter { ids.contains($0.candidate) }.map {
        PanelInput.Pair($0.candidate, $0.expert)
      }
    }
    let (pins, bans) = (ordered(.pin), ordered(.ban))
    func lacking(without lifted: ExpertsLeft.Reason? = nil, bans: [PanelInput.Pair]) -> Int {
      let problem = PanelProblem(
        PanelInput(
          demands: blocked.map { ($0.id, demand(of: $0, in: stage)) }, experts: experts,
          barred: Set(barriers.filter { entry in lifted.map { entry.value != [$0] } ?? true }.keys),
          limits: stage.panel.limits, units: units,
          kept: kept.compactMap { seat in expertIndex[seat.expert].map { (seat.candidate, experts[$0]) } },
          pins: pins, bans: bans))
      var alone = problem
      alone.minimumLoad = problem.minimumLoad.map { _ in 0 }
      return (try? alone.lacking()) ?? 0
    }
    var reasons = order.map { reason in
      ShortfallReason(kind: .out(reason, pairs[reason] ?? []), lackingWithout: lacking(without: reason, bans: bans))
    }
    if !bans.isEmpty { reasons.append(ShortfallReason(kind: .bans(bans), lackingWithout: lacking(bans: []))) }
    let whole = lacking(bans: bans)
    return reasons.filter { $0.lackingWithout < whole }.sorted { $0.lackingWithout < $1.lackingWithout }
  }

  /// What new experts should know so that each of these candidates has a topic in common with one: few topics, those of
  /// most candidates first, each with the candidates that it is counted for. Candidates that name no topic are left
  /// out. (Greedy cover: Chvátal, "A greedy heuristic for the set-covering problem", Mathematics of Operations Research
  /// 4, 1979.)
  public func topics(wantedFor ids: [CandidateID]) -> [(topic: String, candidates: [CandidateID])] {
    var left: [CandidateID: Set<String>] = [:]
    for id in ids {
      guard let index = candidateIndex[id] else { continue }
      let own = topics(of: candidates[index])
      if !own.isEmpty { left[id] = own }
    }
    var cover: [(topic: String, candidates: [CandidateID])] = []
    while !left.isEmpty {
      var holders: [String: [CandidateID]] = [:]
      for (id, topics) in left { for topic in topics { holders[topic, default: []].append(id) } }
      let best = holders.min { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      guard let best else { break }
      cover.append((best.key, best.value.sorted()))
      for id in best.value { left[id] = nil }
    }
    return cover
  }
}
