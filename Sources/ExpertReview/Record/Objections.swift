// Objections against those on notice: what comes in, what is answered, and what follows.

extension Round {
  /// The objections against a candidate that nobody has answered.
  public func openObjections(against id: CandidateID) -> [Objection] {
    objections.filter { $0.candidate == id && $0.isOpen }
  }

  /// An objection by its number.
  public func objection(_ number: Int) -> Objection? {
    objections.indices.contains(number - 1) ? objections[number - 1] : nil
  }

  mutating func object(_ statement: ObjectionStatement, entry: FactEntry) throws(RoundRefusal) {
    let id = statement.candidate
    guard !board.isEmpty else { throw .noNotice }
    guard board.lines.contains(where: { $0.candidate == id }), let showing = board.showings[id] else {
      throw .notProposed(id)
    }
    if let against = statement.against { try checkGround(against) }
    let received = statement.received ?? entry.asOf
    guard received <= entry.asOf else { throw .receivedLater(received) }
    guard received >= showing.firstShown || statement.received == nil else {
      throw .receivedBeforeNotice(received, posted: showing.firstShown)
    }
    if received > showing.lastDay {
      // Once a candidate is final an objection comes to a person as a question of fraud.
      guard board.publication(of: id) == nil, lateObjections.remove(id) != nil else {
        throw .noticeOver(id, lastDay: showing.lastDay)
      }
    }
    objections.append(
      Objection(number: objections.count + 1, statement: statement, received: received, sequence: entry.sequence))
  }

  private func checkGround(_ rule: RuleID) throws(RoundRefusal) {
    guard rule != ObjectionStatement.place else { return }
    let items = reviewStages.flatMap { stage in
      (stage.rubric.items + stage.rubric.perGroup.values.flatMap(\.items)).map(\.id.rawValue)
    }
    let known =
      scheme.rules.map(\.id.rawValue) + (scheme.nominations?.rules.map(\.rawValue) ?? [])
      + scheme.materials.map(\.id.rawValue) + scheme.fields.map(\.key) + items + [ObjectionStatement.place.rawValue]
    guard known.contains(rule.rawValue) else {
      throw .unknownRule(rule, nearest: ExpertReview.nearest(to: rule.rawValue, among: known).map { RuleID($0) })
    }
  }

  /// The next objection against the candidate is taken although its notice is over.
  mutating func allowLateObjection(_ id: CandidateID, on day: CivilDay) throws(RoundRefusal) {
    guard let showing = board.showings[id] else { throw .notProposed(id) }
    guard day > showing.lastDay else { throw .objectionNotLate(id) }
    if let published = board.publication(of: id) { throw .publishedBefore(id, on: published.on) }
    lateObjections.insert(id)
  }

  mutating func answer(_ answer: ObjectionAnswer, entry: FactEntry) throws(RoundRefusal) {
    let places = try answerable(answer.candidate, number: answer.number)
    let reply = Objection.Reply(
      outcome: answer.outcome, reason: entry.reason, by: entry.actor, on: entry.asOf, sequence: entry.sequence)
    for place in places { objections[place].state = .answered(reply) }
    // Who is out already, by whatever way, stays so; who is final is a question for a person.
    guard answer.outcome == .out, exclusions[answer.candidate] == nil else { return }
    if board.publication(of: answer.candidate) == nil {
      exclusions[answer.candidate] = .objectionUpheld
    } else {
      awardsInDoubt.insert(answer.candidate)
    }
  }

  mutating func withdrawObjection(_ id: CandidateID, number: Int, on day: CivilDay) throws(RoundRefusal) {
    for place in try answerable(id, number: number) {
      guard objections[place].isOpen else { throw .objectionClosed(id, number: objections[place].number) }
      objections[place].state = .withdrawn(on: day)
    }
  }

  /// The places of the objections that an answer is for.
  private func answerable(_ id: CandidateID, number: Int?) throws(RoundRefusal) -> [Int] {
    let against = objections.indices.filter { objections[$0].candidate == id }
    guard let number else {
      let open = against.filter { objections[$0].isOpen }
      let waiting = open.isEmpty ? against.filter { objections[$0].mayBeAnswered } : open
      guard !waiting.isEmpty else { throw .nothingToAnswer(id) }
      return waiting
    }
    guard let place = against.first(where: { objections[$0].number == number }) else {
      throw .noSuchObjection(id, number: number, known: against.map { objections[$0].number })
    }
    guard objections[place].mayBeAnswered else { throw .objectionClosed(id, number: number) }
    return [place]
  }

  /// Remembers that a fact corrects what an objection may be about.
  mutating func noteCorrections(by entry: FactEntry) {
    guard objections.contains(where: \.mayBeAnswered) else { return }
    var corrected = entry.fact.corrects
    if case .changeProposed(let change) = entry.fact, takesEffect(entry.fact) {
      corrected.formUnion(change.lines.map(\.candidate))
    }
    if case .decided(.approveChange(let number)) = entry.fact {
      corrected.formUnion(changes.first { $0.number == number }?.change.lines.map(\.candidate) ?? [])
    }
    guard !corrected.isEmpty else { return }
    for place in objections.indices where objections[place].mayBeAnswered {
      if corrected.contains(objections[place].candidate) { objections[place].correctedBy = entry.sequence }
    }
  }
}

extension Fact {
  /// The candidates whose own file, marks or findings the fact changes.
  var corrects: Set<CandidateID> {
    switch self {
    case .candidatesImported(let candidates): Set(candidates.map(\.id))
    case .marked(let batch, _): Set(batch.candidates + batch.given.map(\.candidate))
    case .voted(let batch): Set(batch.candidates)
    case .seatsChanged(let changes): Set(changes.changes.map(\.candidate))
    case .decided(.setAside(let id, _)): [id]
    case .decided(.judge(_, _, let ids)): Set(ids)
    default: []
    }
  }
}
