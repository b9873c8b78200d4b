// What follows from a round's facts by a rule. Nothing here is kept: each is made anew from the facts as they stand.

extension Round {
  /// What candidates are examined against, as the round stands.
  public func examinationContext(asOf: CivilDay) -> ExaminationContext {
    ExaminationContext(
      scheme: scheme, candidates: candidates, sanctions: sanctions, recognitions: recognitions, setAside: setAside,
      returned: lastReturns, nominations: nominationBook(asOf: asOf), asOf: asOf)
  }

  /// The formal check of every candidate, by id.
  public func examinations(asOf: CivilDay) -> [Examination] {
    let context = examinationContext(asOf: asOf)
    return examine(candidates.sorted { $0.id < $1.id }, in: context) { $0 }
  }

  /// The formal check of one candidate among the others.
  public func examination(of candidate: Candidate, asOf: CivilDay) -> Examination {
    examine(candidate, in: examinationContext(asOf: asOf))
  }

  /// Whether a candidate goes on to review: it passed, or a person admitted it, and it has not left since. A refusal
  /// stands until an admission replaces it.
  public func isAdmitted(_ examination: Examination) -> Bool {
    guard exclusions[examination.candidate] == nil else { return false }
    return admissions[examination.candidate] ?? (examination.verdict == .pass)
  }

  /// The candidates that go on to review, by id.
  public func admitted(asOf: CivilDay) -> [Candidate] {
    let going = Set(examinations(asOf: asOf).filter(isAdmitted).map(\.candidate))
    return candidates.filter { going.contains($0.id) }.sorted { $0.id < $1.id }
  }

  /// Conflicts between the experts and every candidate of the round.
  public func conflictSearch(asOf: CivilDay) -> ConflictSearch {
    searchConflicts(
      of: ConflictInput(
        candidates: candidates, experts: experts, units: units, relations: relations, declarations: declarations,
        settlements: settlements, asOf: asOf),
      under: scheme)
  }

  /// The assignment problem of a stage: admitted candidates, experts who have not declined, conflicts out. Seats to be
  /// kept stay whoever holds them, and the problem is of the others.
  public func panelProblem(
    stage: ReviewStage, asOf: CivilDay, keeping kept: [PanelList.Seat] = []
  ) -> PanelProblem {
    panelProblem(
      stage: stage, admitted: admitted(to: stage, asOf: asOf), conflicts: conflictSearch(asOf: asOf), keeping: kept)
  }

  /// The same for one who has the admitted candidates, by id, and the conflicts at hand.
  public func panelProblem(
    stage: ReviewStage, admitted: [Candidate], conflicts: ConflictSearch, keeping kept: [PanelList.Seat] = []
  ) -> PanelProblem {
    let going = Set(admitted.map(\.id))
    // A candidate who left the round takes up nobody's time any more, whatever was marked of it.
    let standing = kept.filter { exclusions[$0.candidate] == nil }
    func ordered(_ order: PairOrders.Order) -> [PanelInput.Pair] {
      pairs(order, in: stage.id).filter { going.contains($0.candidate) }.map {
        PanelInput.Pair($0.candidate, $0.expert)
      }
    }
    var input = PanelInput(
      demands: admitted.map { ($0.id, demand(of: $0, in: stage)) },
      experts: experts.filter { isAvailable($0.id, in: stage.id) }, conflicts: conflicts,
      limits: stage.panel.limits, affinities: affinities, mix: affinityMix(),
      topics: affinities == nil && !mixesAffinities
        ? Dictionary(uniqueKeysWithValues: admitted.map { ($0.id, topics(of: $0)) }) : [:],
      units: units,
      kept: standing.compactMap { seat in expertIndex[seat.expert].map { (seat.candidate, experts[$0]) } },
      odd: stage.panel.odd, pins: ordered(.pin), bans: ordered(.ban))
    // Blocks made anew have other comparisons; where seats are kept, those stay.
    if !standing.isEmpty {
      for seat in anchorSeats(in: stage.id) { input.besides[seat.expert, default: 0] += 1 }
    }
    return PanelProblem(input)
  }

  /// How many experts a candidate asks for: its own number, else the scheme's.
  public func demand(of candidate: Candidate, in stage: ReviewStage) -> Int {
    if case .number(let demand) = scheme.value("demand", of: candidate), let count = demand.integer { return count }
    return stage.panel.size ?? 0
  }

  /// What a candidate is about: the ids and labels of all that it chose from lists of several.
  func topics(of candidate: Candidate) -> Set<String> {
    var topics: Set<String> = []
    for (field, value) in zip(scheme.fields, candidate.values) {
      guard case .choices(let ids) = value else { continue }
      for choice in field.choices where ids.contains(choice.id) { topics.insert(choice.label.zh) }
    }
    return topics
  }

  // MARK: Panels

  /// By expert's index, the indices of the candidates on whose panels the expert sits, in order of their ids; those who
  /// left the round are not among them. All empty where there are no panels. Complexity: linear in seats, sorted once.
  public func seatsByExpert(in stage: String) -> [[Int32]] {
    var seats = [[Int32]](repeating: [], count: experts.count)
    guard let panels = panels[stage] else { return seats }
    for candidate in panels.members.indices.sorted(by: { candidates[$0].id < candidates[$1].id })
    where exclusions[candidates[candidate].id] == nil {
      for expert in panels.members[candidate] { seats[Int(expert)].append(Int32(candidate)) }
    }
    return seats
  }

  /// The candidates on whose panels an expert sits, by id. Who asks for many experts takes `seatsByExpert`.
  public func candidates(of expert: ExpertID, in stage: String) -> [Candidate] {
    guard let panels = panels[stage], let index = expertIndex[expert] else { return [] }
    return panels.members.indices.filter { panels.members[$0].contains(Int32(index)) }.map { candidates[$0] }
      .filter { exclusions[$0.id] == nil }.sorted { $0.id < $1.id }
  }

  /// The experts on a candidate's panel, by id.
  public func panel(of candidate: CandidateID, in stage: String) -> [Expert] {
    guard let panels = panels[stage], let index = candidateIndex[candidate], index < panels.members.count else {
      return []
    }
    return panels.members[index].map { experts[Int($0)] }.sorted { $0.id < $1.id }
  }

  /// Whether an expert sits on any panel.
  public func isSeated(_ expert: ExpertID) -> Bool {
    guard let index = expertIndex[expert] else { return false }
    return panels.values.contains { $0.members.contains { $0.contains(Int32(index)) } }
  }

  /// Whether an expert has given every mark for a candidate and the opinion that the stage asks for, or recused.
  public func hasCompleteSheet(of expert: ExpertID, for candidate: CandidateID, in stage: String) -> Bool {
    guard let book = scorebooks[stage], let candidate = candidateIndex[candidate], let expert = expertIndex[expert],
      let sheet = book.sheet(candidate: candidate, expert: expert)
    else { return false }
    let asked = reviewStages.first { $0.id == stage }
    return book.isComplete(sheet) && asked.map { lacksOpinion(candidate: candidate, expert: expert, in: $0) } != true
  }

  /// Whether marks of an expert for a candidate are there and no recusal has taken them out.
  public func countsMarks(of expert: ExpertID, for candidate: CandidateID, in stage: String) -> Bool {
    guard let book = scorebooks[stage], let candidate = candidateIndex[candidate], let expert = expertIndex[expert],
      let sheet = book.sheet(candidate: candidate, expert: expert)
    else { return false }
    return !sheet.recused
  }

  /// The number of the last fact that may have changed what a step of a stage works on.
  public func lastChange(of procedure: Procedure, stage: String = "") -> Int {
    let step = Conclusion.Key(procedure: procedure, stage: stage)
    return lastTouch.filter { mayChange($0.key, step) }.values.max() ?? 0
  }
}

/// What is wrong with panels that stand, as the round now is.
public enum PanelFault: Sendable, Hashable {
  case noPanel(CandidateID)
  /// A panel stands although the candidate did not enter the stage.
  case notShortListed(CandidateID)
  case tooFewMembers(CandidateID, found: Int, needed: Int)
  case conflict(CandidateID, ExpertID)
  case unavailable(ExpertID)
  case overloaded(ExpertID, load: Int, maximum: Int)
  case tooManyOfUnit(CandidateID, [ExpertID])
  /// Another limit on who sits together; the experts are those whom it counts.
  case composition(CandidateID, CompositionLimit, [ExpertID], count: Int)
  /// The pair sits together although somebody ordered that it may not.
  case banned(CandidateID, ExpertID)
}

extension Round {
  /// Every limit that the standing panels of a stage break, by candidate, then expert: the reasons why they are out of
  /// date, or what was wrong with panels brought from outside. Empty where there are no panels.
  public func panelFaults(stage: ReviewStage, asOf: CivilDay) -> [PanelFault] {
    panelFaults(stage: stage, admitted: admitted(to: stage, asOf: asOf), conflicts: conflictSearch(asOf: asOf))
  }

  /// The same for one who has the admitted candidates, by id, and the conflicts at hand.
  public func panelFaults(
    stage: ReviewStage, admitted: [Candidate], conflicts: ConflictSearch
  ) -> [PanelFault] {
    guard let panels = panels[stage.id] else { return [] }
    if case .adopted = panels.origin { return [] }
    var faults: [PanelFault] = []
    let entered = Set(admitted.map(\.id))
    if stage.admits != .all {
      for (index, members) in panels.members.enumerated() where !members.isEmpty {
        let id = candidates[index].id
        if exclusions[id] == nil, !entered.contains(id) { faults.append(.notShortListed(id)) }
      }
    }
    var load: [ExpertID: Int] = [:]
    let absent = Set(seatsOfAbsent(stage: stage).map(\.expert))
    let composition = PanelComposition(stage.panel.limits, units: units)
    for candidate in admitted {
      let members = panel(of: candidate.id, in: stage.id)
      let needed = demand(of: candidate, in: stage)
      if members.isEmpty {
        faults.append(.noPanel(candidate.id))
      } else if members.count < needed {
        faults.append(.tooFewMembers(candidate.id, found: members.count, needed: needed))
      }
      for expert in members {
        load[expert.id, default: 0] += 1
        if conflicts.bars(candidate.id, expert.id) { faults.append(.conflict(candidate.id, expert.id)) }
        if order(on: candidate.id, expert.id, in: stage.id)?.order == .ban {
          faults.append(.banned(candidate.id, expert.id))
        }
      }
      faults += composition.breaks(of: members, size: needed).map { broken in
        broken.limit.scope == .eachUnit
          ? .tooManyOfUnit(candidate.id, broken.members)
          : .composition(candidate.id, broken.limit, broken.members, count: broken.count)
      }
    }
    for seat in anchorSeats(in: stage.id) {
      load[seat.expert, default: 0] += 1
      if conflicts.bars(seat.candidate, seat.expert) { faults.append(.conflict(seat.candidate, seat.expert)) }
    }
    for expert in experts.sorted(by: { $0.id < $1.id }) {
      guard let load = load[expert.id] else { continue }
      if absent.contains(expert.id) { faults.append(.unavailable(expert.id)) }
      if let maximum = expert.maximumLoad, load > maximum {
        faults.append(.overloaded(expert.id, load: load, maximum: maximum))
      }
    }
    return faults
  }
}

/// A rule that people must settle before the candidates named can be listed.
public struct OpenItem: Sendable, Hashable {
  public let rule: RuleID
  public let title: Bilingual
  public let candidates: [CandidateID]
  /// The experts who called it in question, by id; empty where it is open for another cause.
  public let raisedBy: [ExpertID]

  public init(rule: RuleID, title: Bilingual, candidates: [CandidateID], raisedBy: [ExpertID] = []) {
    self.rule = rule
    self.title = title
    self.candidates = candidates
    self.raisedBy = raisedBy
  }
}

extension Round {
  /// What staff have not yet confirmed for these candidates, by rule. What experts vote on is theirs to settle.
  public func openItems(of ids: [CandidateID], asOf: CivilDay) -> [OpenItem] {
    let context = examinationContext(asOf: asOf)
    let byExperts = Set(scheme.rules.filter { scheme.votingStage(of: $0) != nil }.map(\.id))
    var titles: [(rule: RuleID, title: Bilingual)] = scheme.rules.map { ($0.id, $0.title) }
    var waiting: [RuleID: [CandidateID]] = [:]
    for id in ids.sorted() {
      guard let index = candidateIndex[id] else { continue }
      for finding in examine(candidates[index], in: context).findings
      where finding.verdict == .open && !byExperts.contains(finding.rule) {
        // What a recommender has yet to do stands in no rule of its own.
        if !titles.contains(where: { $0.rule == finding.rule }) { titles.append((finding.rule, finding.message)) }
        if !(confirmed[finding.rule]?.contains(id) ?? false) { waiting[finding.rule, default: []].append(id) }
      }
    }
    return titles.compactMap { rule, title in
      waiting[rule].map { OpenItem(rule: rule, title: title, candidates: $0) }
    }
  }

  /// Experts who have not given all their marks in a stage, or not the opinions that it asks for, with the candidates
  /// they owe, by expert.
  /// Complexity: linear in seats.
  public func owing(in stage: String) -> [(expert: ExpertID, candidates: [CandidateID])] {
    let seats = seatsByExpert(in: stage)
    let book = scorebooks[stage]
    let asked = reviewStages.first { $0.id == stage }
    return experts.indices.sorted { experts[$0].id < experts[$1].id }.compactMap { expert in
      let owed = seats[expert].filter { candidate in
        guard let book, let sheet = book.sheet(candidate: Int(candidate), expert: expert) else { return true }
        return !book.isComplete(sheet)
          || asked.map { lacksOpinion(candidate: Int(candidate), expert: expert, in: $0) } == true
      }
      return owed.isEmpty ? nil : (experts[expert].id, owed.map { candidates[Int($0)].id })
    }
  }
}
