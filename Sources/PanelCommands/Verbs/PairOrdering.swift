import ExpertReview

/// The orders on pairs that `panel assign` was given: `--pin C:E`, `--ban C:E`, `--free C:E`.
enum PairOrdering {
  private static let options: KeyValuePairs<String, PairOrders.Order> = ["pin": .pin, "ban": .ban, "free": .free]

  /// Nil where none was given.
  static func orders(_ invocation: Invocation, stage: ReviewStage, _ round: Round) throws -> PairOrders? {
    var entries: [PairOrders.Entry] = []
    for (name, order) in options {
      for text in invocation.texts(name) { entries.append(PairOrders.Entry(order, try seat(text, round))) }
    }
    guard !entries.isEmpty else { return nil }
    let twice = Dictionary(grouping: entries, by: \.seat).values.filter { $0.count > 1 }
      .sorted { ($0[0].seat.candidate, $0[0].seat.expert) < ($1[0].seat.candidate, $1[0].seat.expert) }
    if let pair = twice.first, Set(pair.map(\.order)).count > 1 {
      throw VerbFault.orderedTwoWays(
        VerbFault.Pair(candidate: pair[0].seat.candidate, expert: pair[0].seat.expert)
      ).refusal
    }
    return PairOrders(stage: stage.id, entries)
  }

  /// A pair as it is typed: ids may hold a colon themselves, so the division is taken whose two parts are known.
  private static func seat(_ text: String, _ round: Round) throws -> PanelList.Seat {
    let divisions = text.indices.filter { text[$0] == ":" || text[$0] == "：" }.map {
      PanelList.Seat(
        candidate: CandidateID(String(text[..<$0])), expert: ExpertID(String(text[text.index(after: $0)...])))
    }
    guard let last = divisions.last else { throw VerbFault.notAPair(text).refusal }
    let known = divisions.first { round.candidateIndex[$0.candidate] != nil && round.expertIndex[$0.expert] != nil }
    let seat = known ?? last
    _ = try round.candidate(seat.candidate)
    _ = try round.expert(seat.expert)
    return seat
  }

  /// The round in which orders stand that are not on record yet, and whether they change anything.
  static func round(_ round: Round, with orders: PairOrders?, _ invocation: Invocation) throws -> (Round, news: Bool) {
    guard let orders else { return (round, false) }
    let entry = FactEntry(
      sequence: round.lastSequence + 1, asOf: invocation.asOf, actor: invocation.actor,
      reason: invocation.reason ?? "", recordedAt: "", hash: "", fact: .pairsOrdered(orders))
    do throws(RoundRefusal) { return (try round.applying(entry), true) } catch {
      guard case .nothingChanges = error else { throw error }
      return (round, false)
    }
  }
}
