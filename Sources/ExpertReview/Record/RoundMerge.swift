// Two offices' rounds brought together where their candidates are apart.

extension Round {
  /// Takes in another round. Its candidates, panels, marks, votes and decisions stand as that office recorded them;
  /// results and signatures do not come along, for they were of its candidates alone: every step is to be run, and
  /// signed, anew.
  mutating func take(_ merged: MergedRound, entry: FactEntry) throws(RoundRefusal) {
    let other: Round
    do { other = try merged.round() } catch { throw .cannotMerge(round: merged.roundID, .unreadable) }
    if let obstacle = obstacle(to: other) { throw .cannotMerge(round: merged.roundID, obstacle) }
    mergedRounds.formUnion(other.mergedRounds.union([other.charter.roundID]))
    let places = join(rostersOf: other, entry: entry)
    joinHistory(of: other, entry: entry)
    for stage in reviewStages.map(\.id) { join(stage, of: other, at: places, entry: entry) }
    joinDecisions(of: other, entry: entry)
    joinOpinions(of: other, entry: entry)
    // Who changed them, when and who approved stands; the numbers of that office's facts would be others here.
    earlierMarks += other.earlierMarks.map { $0.brought(by: entry.sequence) }
  }

  /// Where the other round's candidates and experts stand in this one, by their index there.
  private struct Places {
    var candidates: [Int] = []
    var experts: [Int32] = []
  }

  private mutating func join(rostersOf other: Round, entry: FactEntry) -> Places {
    var places = Places()
    for (index, candidate) in other.candidates.enumerated() {
      places.candidates.append(candidates.count)
      candidateIndex[candidate.id] = candidates.count
      candidates.append(candidate)
      firstArrivals.append(other.firstArrivals[index].brought(by: entry.sequence))
    }
    for expert in other.experts {
      if let known = expertIndex[expert.id] {
        places.experts.append(Int32(known))
      } else {
        places.experts.append(Int32(experts.count))
        expertIndex[expert.id] = experts.count
        experts.append(expert)
      }
    }
    for unit in other.units where unitIndex[unit.key] == nil {
      unitIndex[unit.key] = units.count
      units.append(unit)
    }
    for relation in other.relations where knownRelations.insert(relation).inserted { relations.append(relation) }
    let known = Set(recommenders.map(\.id))
    recommenders += other.recommenders.filter { !known.contains($0.id) }
    for nomination in other.nominations where nominationIndex[nomination.key] == nil {
      nominationIndex[nomination.key] = nominations.count
      nominations.append(nomination)
    }
    if let theirs = other.affinities { affinities = affinities?.merged(with: theirs) ?? theirs }
    taxonomy = taxonomy.merged(with: other.taxonomy)
    if let theirs = other.bids { bids = bids?.merged(with: theirs) ?? theirs }
    let (barred, recognised) = (Set(sanctions), Set(recognitions))
    sanctions += other.sanctions.filter { !barred.contains($0) }
    recognitions += other.recognitions.filter { !recognised.contains($0) }
    return places
  }

  private mutating func joinHistory(of other: Round, entry: FactEntry) {
    for (id, versions) in other.earlierVersions { earlierVersions[id] = versions }
    for (id, arrivals) in other.laterArrivals {
      laterArrivals[id] = arrivals.map { $0.brought(by: entry.sequence) }
    }
    for standing in other.returns {
      returns.append(
        StandingReturn(sequence: entry.sequence, on: standing.on, by: standing.by, content: standing.content))
    }
    for (id, grounds) in other.lastReturns {
      lastReturns[id] = grounds.mapValues { ReturnGround(fact: entry.sequence, on: $0.on, until: $0.until) }
    }
    lateCorrections.formUnion(other.lateCorrections)
    reports.merge(other.reports) { own, _ in own }
    handedOn.merge(other.handedOn) { own, _ in own }
    extensions += other.extensions
  }

  private mutating func joinDecisions(of other: Round, entry: FactEntry) {
    for declaration in other.declarations { declarationBook.add(declaration) }
    conflictDecisions += other.conflictDecisions.map { $0.brought(by: entry.sequence) }
    for (id, theirs) in other.answers { answers[id, default: []] += theirs.map { $0.brought(by: entry.sequence) } }
    for (rule, words) in other.judgments { judgments[rule, default: [:]].merge(words) { own, _ in own } }
    admissions.merge(other.admissions) { own, _ in own }
    for (id, rules) in other.setAside { setAside[id, default: []].formUnion(rules) }
    for (rule, ids) in other.confirmed { confirmed[rule, default: []].formUnion(ids) }
    exclusions.merge(other.exclusions) { own, _ in own }
  }

  // MARK: A stage

  private mutating func join(_ stage: String, of other: Round, at places: Places, entry: FactEntry) {
    for (seat, order) in other.pairOrders[stage] ?? [:] {
      pairOrders[stage, default: [:]][seat] = order.brought(by: entry.sequence)
    }
    if let theirs = other.panels[stage] {
      var members = panels[stage]?.members ?? []
      members += [[Int32]](repeating: [], count: max(0, candidates.count - members.count))
      for (index, experts) in theirs.members.enumerated() {
        members[places.candidates[index]] = experts.map { places.experts[Int($0)] }
          .sorted { self.experts[Int($0)].id < self.experts[Int($1)].id }
      }
      // The prices of two networks prove nothing of both together; every limit is still checked.
      var origin = Panels.Origin.imported
      if case .adopted = theirs.origin { origin = .adopted }
      if case .assigned? = panels[stage]?.origin { origin = .imported }
      if case .imported? = panels[stage]?.origin { origin = .imported }
      var guests = panels[stage]?.guests ?? []
      guests += [[Int32]](repeating: [], count: max(0, candidates.count - guests.count))
      for (index, experts) in theirs.guests.enumerated() {
        guests[places.candidates[index]] = experts.map { places.experts[Int($0)] }
      }
      panels[stage] = Panels(
        origin: origin, sequence: entry.sequence, asOf: entry.asOf, hash: entry.hash, members: members,
        alternates: alternates(of: theirs, beside: panels[stage]?.alternates ?? [], at: places),
        guests: guests, changes: (panels[stage]?.changes ?? []) + theirs.changes.map { $0.brought(by: entry.sequence) })
    }
    for sheet in other.voidSheets[stage] ?? [] {
      voidSheets[stage, default: []].append(
        VoidSheet(
          candidate: places.candidates[sheet.candidate], expert: Int(places.experts[sheet.expert]), marks: sheet.marks,
          recused: sheet.recused, votes: sheet.votes, comments: sheet.comments, sequence: entry.sequence))
    }
    if let theirs = other.scorebooks[stage] {
      var book = scorebooks.removeValue(forKey: stage) ?? Scorebook()
      book.join(theirs, candidates: places.candidates, experts: places.experts, sequence: entry.sequence)
      scorebooks[stage] = book
    }
    if let theirs = other.ballots[stage] {
      for (key, vote) in theirs.votes {
        let key = Ballots.Key(
          candidate: Int32(places.candidates[Int(key.candidate)]), expert: places.experts[Int(key.expert)],
          rule: key.rule)
        ballots[stage, default: Ballots()].votes[key] = vote
      }
    }
  }
}

extension Round {
  /// Who stands by for the candidates of both rounds, in the order of calling.
  private func alternates(of theirs: Panels, beside own: [[Int32]], at places: Places) -> [[Int32]] {
    guard !own.isEmpty || !theirs.alternates.isEmpty else { return [] }
    var joined = own + [[Int32]](repeating: [], count: max(0, candidates.count - own.count))
    for (index, experts) in theirs.alternates.enumerated() {
      joined[places.candidates[index]] = experts.map { places.experts[Int($0)] }
    }
    return joined
  }
}

extension StandingAnswer {
  fileprivate func brought(by fact: Int) -> StandingAnswer {
    StandingAnswer(answer: answer, sequence: fact, on: on, by: by, reason: reason)
  }
}

extension StandingSeatChange {
  fileprivate func brought(by fact: Int) -> StandingSeatChange {
    StandingSeatChange(change: change, sequence: fact, on: on, by: by, reason: reason)
  }
}

extension StandingPairOrder {
  fileprivate func brought(by fact: Int) -> StandingPairOrder {
    StandingPairOrder(order: order, sequence: fact, on: on, by: by, reason: reason, file: file)
  }
}

extension Scorebook {
  /// Adds the sheets of another book, whose candidates and experts stand at these places here.
  fileprivate mutating func join(_ other: Scorebook, candidates: [Int], experts: [Int32], sequence: Int) {
    let shift = steps.count
    steps += other.steps
    while sheets.count <= candidates.max() ?? -1 { sheets.append([]) }
    for (index, theirs) in other.sheets.enumerated() {
      sheets[candidates[index]] = theirs.map {
        Sheet(
          expert: experts[Int($0.expert)], start: $0.start + shift, count: $0.count, recused: $0.recused,
          sequence: sequence)
      }
    }
    for (index, values) in other.given { given[candidates[index]] = values }
    for (there, text) in other.comments {
      let key = CommentKey(
        candidate: Int32(candidates[Int(there.candidate)]), expert: experts[Int(there.expert)], item: there.item)
      comments[key] = text
      earlierComments[key] = other.earlierComments[there]
    }
  }
}

extension Arrival {
  fileprivate func brought(by fact: Int) -> Arrival { Arrival(version: version, fact: fact, on: on) }
}
