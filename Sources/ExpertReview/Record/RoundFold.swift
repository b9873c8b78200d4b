extension Round {
  /// Adds the next fact. Throws where the round as it stands does not allow it; the round is then half changed and is
  /// to be thrown away – who must go on with it asks `applying`.
  public mutating func apply(_ entry: FactEntry) throws(RoundRefusal) {
    // What a fact touches is asked of the round before it: an answer that changes nothing touches nothing.
    let touched = touched(by: entry.fact)
    try take(entry)
    noteCorrections(by: entry)
    lastSequence = entry.sequence
    head = entry.hash
    if let touched, takesEffect(entry.fact) {
      lastTouch[touched] = entry.sequence
      touchNotes[touched] = FactNote(entry)
    }
  }

  /// The round once its last fact is on record under a hash.
  public mutating func seal(hash: String) {
    head = hash
    for stage in panels.keys where panels[stage]?.sequence == lastSequence { panels[stage]?.hash = hash }
  }

  /// The round after the next fact; this one stays as it is.
  public func applying(_ entry: FactEntry) throws(RoundRefusal) -> Round {
    var next = self
    try next.apply(entry)
    return next
  }

  /// The round after the next fact, and what is done meanwhile: a large fact is encoded and hashed while the round
  /// takes it in. Throws where the round does not allow the fact; what was done beside it is lost then.
  package func applying<Other: Sendable>(
    _ entry: FactEntry, beside work: @Sendable () -> Other
  ) throws(RoundRefusal) -> (round: Round, other: Other) {
    try both({ () throws(RoundRefusal) in try applying(entry) }, work)
  }

  private mutating func take(_ entry: FactEntry) throws(RoundRefusal) {
    try checkSignOffs(against: entry, late: lateSheets)
    switch entry.fact {
    case .begun: throw .begunAlready
    case .candidatesImported(let candidates): try take(candidates, entry: entry)
    case .expertsImported(let experts): take(experts)
    case .unitsImported(let entries): take(entries)
    case .relationsImported(let relations): try take(relations)
    case .recommendersImported(let recommenders): take(recommenders)
    case .nominationsImported(let nominations): take(nominations)
    case .handedOnImported(let list):
      for entry in list {
        _ = try index(of: entry.candidate)
        handedOn[entry.candidate] = entry
      }
    case .affinitiesImported(let table): try take(table)
    case .taxonomyImported(let entries): try take(entries)
    case .bidsImported(let table): try take(table)
    case .sanctionsImported(let sanctions):
      let known = Set(self.sanctions)
      self.sanctions += sanctions.filter { !known.contains($0) }
    case .recognitionsImported(let recognitions):
      let known = Set(self.recognitions)
      self.recognitions += recognitions.filter { !known.contains($0) }
    case .returned(let content): try take(content, entry: entry)
    case .reportsImported(let reports): try take(reports)
    case .calendarImported(let text): try takeCalendar(text, entry: entry)
    case .panelsImported(let list): try take(list, origin: .imported, entry: entry)
    case .assigned(let record): try take(record.panels, origin: .assigned(record), entry: entry)
    case .sealed(let seal): try take(seal, entry: entry)
    case .frozen(let freeze): try take(freeze, entry: entry)
    case .drawn(let drawn): try take(drawn, entry: entry)
    case .conflictDeclared(let declaration): try take(declaration, entry: entry)
    case .conflictSettled(let settlement): try take(settlement, entry: entry)
    case .conflictsImported(let declarations): try take(declarations, entry: entry)
    case .seatsChanged(let changes): try take(changes, entry: entry)
    case .pairsOrdered(let orders): try take(orders, entry: entry)
    case .invitationAnswered(let answer): try take(answer, entry: entry)
    case .marked(let batch, let origin): try take(batch, origin: origin, entry: entry)
    case .changeProposed(let change): try take(change, entry: entry)
    case .voted(let batch): try take(batch, entry: entry)
    case .opinionAgreed(let opinion): try take(opinion, entry: entry)
    case .questionRaised(let question): try take(question, entry: entry)
    case .decided(let decision): try take(decision, entry: entry)
    case .posted(let posting): try take(posting, entry: entry)
    case .concluded(let conclusion):
      conclusions[conclusion.key] = StandingConclusion(
        sequence: entry.sequence, asOf: entry.asOf, digest: conclusion.digest)
    case .roundMerged(let merged): try take(merged, entry: entry)
    }
  }

  /// A step that was signed off, or a later one, may not be changed by what comes in – except by what must always be
  /// possible: decisions that carry their own authority, and a late sheet of those from whom one is taken.
  func checkSignOffs(against entry: FactEntry, late: Set<ExpertID>) throws(RoundRefusal) {
    guard let touched = touched(by: entry.fact) else { return }
    switch entry.fact {
    case .posted, .calendarImported: return
    case .decided(let decision) where decision.isAlwaysPossible: return
    // A value that no expert gave is on nobody's sheet.
    case .marked(let batch, _) where batch.given.isEmpty && batch.experts.allSatisfy(late.contains): return
    case .voted(let batch) where batch.experts.allSatisfy(late.contains): return
    case .changeProposed(let change) where change.isOnly(of: late): return
    case .decided(.approveChange(let number)) where proposal(number)?.change.isOnly(of: late) == true: return
    case .questionRaised(let question) where late.contains(question.expert): return
    default: break
    }
    for (step, signOff) in standingSignOffs where mayChange(touched, step) && !isBehind(step, touched) {
      throw .signedOff(
        step.procedure, stage: reviewStages.count > 1 ? step.stage : "", by: signOff.by, on: signOff.on)
    }
  }

  func proposal(_ number: Int) -> ProposedChange? { changes.first { $0.number == number } }

  // MARK: Rosters

  private mutating func take(_ imported: [Candidate], entry: FactEntry) throws(RoundRefusal) {
    for candidate in imported {
      let arrival = Arrival(version: candidate.version, fact: entry.sequence, on: entry.asOf)
      if let index = candidateIndex[candidate.id] {
        if let last = lapsedLastDay(of: candidate.id, on: entry.asOf) {
          throw .correctionLate(candidate.id, until: last)
        }
        lateCorrections.remove(candidate.id)
        laterArrivals[candidate.id, default: []].append(arrival)
        earlierVersions[candidate.id, default: []].append(candidates[index])
        candidates[index] = candidate
      } else {
        candidateIndex[candidate.id] = candidates.count
        candidates.append(candidate)
        firstArrivals.append(arrival)
      }
    }
  }

  private mutating func take(_ imported: [Expert]) {
    for expert in imported {
      if let index = expertIndex[expert.id] {
        experts[index] = expert
      } else {
        expertIndex[expert.id] = experts.count
        experts.append(expert)
      }
    }
  }

  private mutating func take(_ imported: [UnitEntry]) {
    for entry in imported {
      if let index = unitIndex[entry.key] {
        units[index] = entry
      } else {
        unitIndex[entry.key] = units.count
        units.append(entry)
      }
    }
  }

  private mutating func take(_ imported: [Relation]) throws(RoundRefusal) {
    for relation in imported {
      _ = try index(of: relation.expert)
      if knownRelations.insert(relation).inserted { relations.append(relation) }
    }
  }

  private mutating func take(_ imported: [Recommender]) {
    for recommender in imported {
      if let index = recommenders.firstIndex(where: { $0.id == recommender.id }) {
        recommenders[index] = recommender
      } else {
        recommenders.append(recommender)
      }
    }
  }

  private mutating func take(_ imported: [Nomination]) {
    for nomination in imported {
      if let index = nominationIndex[nomination.key] {
        nominations[index] = nomination
      } else {
        nominationIndex[nomination.key] = nominations.count
        nominations.append(nomination)
      }
    }
  }

  private mutating func take(_ table: AffinityTable) throws(RoundRefusal) {
    for id in table.candidates { _ = try index(of: id) }
    for id in table.experts { _ = try index(of: id) }
    affinities = affinities?.merged(with: table) ?? table
  }

  private mutating func take(_ imported: Taxonomy) throws(RoundRefusal) {
    let merged = taxonomy.merged(with: imported)
    if let fault = merged.faults().first { throw .taxonomyBroken(fault) }
    taxonomy = merged
  }

  private mutating func take(_ table: BidTable) throws(RoundRefusal) {
    for id in table.candidates { _ = try index(of: id) }
    for id in table.experts { _ = try index(of: id) }
    let merged = (bids ?? BidTable([])).merged(with: table)
    bids = merged.count == 0 ? nil : merged
  }

  // MARK: Panels

  private mutating func take(_ list: PanelList, origin: Panels.Origin, entry: FactEntry) throws(RoundRefusal) {
    _ = try reviewStage(list.stage)
    var members = [[Int32]](repeating: [], count: candidates.count)
    for (seat, next) in zip(list.seats, list.seats.dropFirst()) where seat == next {
      throw .seatTwice(seat.candidate, seat.expert)
    }
    for seat in list.seats {
      members[try index(of: seat.candidate)].append(Int32(try index(of: seat.expert)))
    }
    let guests = try guests(under: origin, of: list.stage, beside: members)
    try keepMarkedSeats(of: list.stage, in: members, or: guests)
    panels[list.stage] = Panels(
      origin: origin, sequence: entry.sequence, asOf: entry.asOf, hash: entry.hash, members: members,
      alternates: try alternates(of: list, beside: members), guests: guests,
      changes: panels[list.stage]?.changes ?? [])
    dropChairs(of: list.stage)
  }

  private mutating func take(_ drawn: DrawnPanels, entry: FactEntry) throws(RoundRefusal) {
    try checkOpening(drawn)
    try take(drawn.record.panels, origin: .assigned(drawn.record), entry: entry)
    let stage = drawn.record.panels.stage
    draws[stage]?.opening = StandingDraw.Act(drawn, entry)
    madeDraws[stage] = draws[stage]
  }

  /// The alternates of a list by candidate; none may sit where they stand by.
  private func alternates(of list: PanelList, beside members: [[Int32]]) throws(RoundRefusal) -> [[Int32]] {
    guard !list.alternates.isEmpty else { return [] }
    var alternates = [[Int32]](repeating: [], count: candidates.count)
    for seat in list.alternates {
      let (candidate, expert) = (try index(of: seat.candidate), Int32(try index(of: seat.expert)))
      guard !members[candidate].contains(expert), !alternates[candidate].contains(expert) else {
        throw .seatTwice(seat.candidate, seat.expert)
      }
      alternates[candidate].append(expert)
    }
    return alternates
  }

  /// Marks that were given are not orphaned: whoever has marked a candidate keeps the seat, unless a recusal has taken
  /// the marks out since.
  private func keepMarkedSeats(
    of stage: String, in members: [[Int32]], or guests: [[Int32]]
  ) throws(RoundRefusal) {
    guard let book = scorebooks[stage] else { return }
    for (candidate, sheets) in book.sheets.enumerated() {
      for sheet in sheets where !sheet.recused && !members[candidate].contains(sheet.expert) {
        if candidate < guests.count, guests[candidate].contains(sheet.expert) { continue }
        throw .markedAlready(candidates[candidate].id, experts[Int(sheet.expert)].id)
      }
    }
  }

}
