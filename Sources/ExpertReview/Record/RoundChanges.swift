/// A change of marks that was put forward, and what became of it.
public struct ProposedChange: Sendable {
  /// Who decided on it, when and why.
  public struct Outcome: Sendable, Hashable {
    public let isApproved: Bool
    public let by: String
    public let on: CivilDay
    public let reason: String
    public let sequence: Int
  }
  /// The number of the fact that put it forward: how people speak of it.
  public let number: Int
  public let change: MarkChange
  /// What stood when it was put forward, line by line; nil where nothing did.
  public let was: [MarkChange.Entry?]
  public let by: String
  public let on: CivilDay
  public let reason: String
  /// Nil while it waits for a second person.
  public internal(set) var outcome: Outcome?

  public var isOpen: Bool { outcome == nil }
}

/// A mark that another one replaced. It stays on record with who changed it and why.
public struct EarlierMark: Sendable, Hashable {
  public let stage: String
  /// The cell with what stands there since; later ones may have replaced that in turn.
  public let line: MarkChange.Line
  /// What stood before; nil for a mark that came with a recusal that was lifted, where none had been given.
  public let was: MarkChange.Entry?
  /// One of the scheme's grounds; empty where it names none.
  public let ground: String
  public let by: String
  public let on: CivilDay
  public let reason: String
  /// The fact by which the change took effect.
  public let sequence: Int
  /// Who approved it; nil where the scheme asks for no second person.
  public let approval: ProposedChange.Outcome?
}

extension EarlierMark {
  /// The same in a round that took the marks in with another one.
  func brought(by fact: Int) -> EarlierMark {
    EarlierMark(
      stage: stage, line: line, was: was, ground: ground, by: by, on: on, reason: reason, sequence: fact,
      approval: approval.map {
        ProposedChange.Outcome(isApproved: $0.isApproved, by: $0.by, on: $0.on, reason: $0.reason, sequence: fact)
      })
  }
}

extension Round {
  /// Changes that wait for a second person, in the order put forward.
  public var openChanges: [ProposedChange] { changes.filter(\.isOpen) }

  /// Open changes of a stage and those before it.
  public func openChanges(until stage: String) -> [ProposedChange] {
    let last = reviewStages.firstIndex { $0.id == stage } ?? reviewStages.count
    let stages = reviewStages.prefix(last + 1).map(\.id)
    return openChanges.filter { stages.contains($0.change.stage) }
  }

  public func change(_ number: Int) throws(RoundRefusal) -> ProposedChange {
    guard let found = changes.first(where: { $0.number == number }) else {
      throw .unknownChange(number, open: openChanges.map(\.number))
    }
    return found
  }

  /// The first line of an open change that can no longer take effect, and why; nil where all can.
  public func obstacle(to proposal: ProposedChange) -> (line: MarkChange.Line, why: ChangeObstacle)? {
    let lifted = proposal.change.lifted
    for (line, was) in zip(proposal.change.lines, proposal.was) {
      if let why = obstacle(to: line, in: proposal.change.stage, lifted: lifted) {
        return (line, why == .nothingToChange ? .changedSince : why)
      }
      if standing(line, in: proposal.change.stage) != was { return (line, .changedSince) }
    }
    return nil
  }

  // MARK: Putting forward

  /// Takes a change: puts it forward or, where the scheme asks for no second person, lets it take effect at once.
  mutating func take(_ change: MarkChange, entry: FactEntry) throws(RoundRefusal) {
    guard let policy = scheme.changes else { throw .noChangePolicy }
    let stage = try reviewStage(change.stage)
    guard !entry.reason.isEmpty else { throw .noReason(act: "change") }
    guard !entry.actor.personKey.isEmpty else { throw .nameless(act: "change") }
    guard policy.grounds.isEmpty ? change.ground.isEmpty : policy.ground(change.ground) != nil else {
      throw .unknownGround(change.ground, known: policy.grounds)
    }
    var seen: Set<MarkChange.Cell> = []
    var was: [MarkChange.Entry?] = []
    let lifted = change.lifted
    for line in change.lines {
      _ = try index(of: line.candidate)
      if let expert = line.expert { _ = try index(of: expert) }
      guard seen.insert(line.cell).inserted else {
        throw .changeImpossible(line.candidate, line.expert, .saidTwice)
      }
      if let why = obstacle(to: line, in: stage.id, lifted: lifted) {
        throw .changeImpossible(line.candidate, line.expert, why)
      }
      was.append(standing(line, in: stage.id))
    }
    guard !change.lines.isEmpty else { throw .emptyChange }
    let proposal = ProposedChange(
      number: entry.sequence, change: change, was: was, by: entry.actor, on: entry.asOf, reason: entry.reason,
      outcome: nil)
    if policy.secondPerson {
      changes.append(proposal)
    } else {
      takeEffect(proposal, sequence: entry.sequence, approval: nil)
    }
  }

  /// Why a line cannot take effect on what stands; nil where it can.
  private func obstacle(
    to line: MarkChange.Line, in stage: String, lifted: Set<MarkChange.Sheet>
  ) -> ChangeObstacle? {
    guard let candidate = candidateIndex[line.candidate], let stage = reviewStages.first(where: { $0.id == stage }),
      let group = scheme.group(of: candidates[candidate])
    else { return .noSuchItem }
    let items = stage.rubric.items(of: group)
    if case .given(let id, let value) = line.entry {
      guard line.expert == nil, let item = items.first(where: { $0.id == id && $0.kind == .given }) else {
        return .noSuchItem
      }
      if let scale = item.scale, scale.steps(of: value) == nil { return .offScale }
    } else {
      guard let id = line.expert, let expert = expertIndex[id],
        panels[stage.id]?.takesMarks(candidate: candidate, expert: expert) == true
      else { return .notSeated }
    }
    let recused = line.sheet.map { sheet in isRecused(sheet, in: stage.id) && !lifted.contains(sheet) } ?? false
    switch line.entry {
    case .recusal: break
    case .given: break
    case .mark(let id, let steps):
      guard let item = items.first(where: { $0.id == id && $0.kind == .judged }) else { return .noSuchItem }
      let scale = item.scale ?? stage.rubric.scale
      if steps < 0 || scale.mark(at: steps) > scale.maximum { return .offScale }
      if recused { return .recused }
      guard holdsSheet(of: line, width: items.count { $0.kind == .judged }, in: stage.id) else {
        return .nothingToChange
      }
    case .vote(let rule, _):
      guard scheme.votedRules(in: stage.id).contains(where: { $0.id == rule }) else { return .noSuchItem }
      if recused { return .recused }
    }
    let stood = standing(line, in: stage.id)
    if stood == line.entry { return .nothingToChange }
    // A mark that was never given is new, unless it comes with the recusal that is lifted.
    if stood == nil, !(line.sheet.map(lifted.contains) ?? false) { return .nothingToChange }
    return nil
  }

  private func isRecused(_ sheet: MarkChange.Sheet, in stage: String) -> Bool {
    guard let candidate = candidateIndex[sheet.candidate], let expert = expertIndex[sheet.expert] else { return false }
    return scorebooks[stage]?.sheet(candidate: candidate, expert: expert)?.recused == true
  }

  private func holdsSheet(of line: MarkChange.Line, width: Int, in stage: String) -> Bool {
    guard let candidate = candidateIndex[line.candidate], let expert = line.expert.flatMap({ expertIndex[$0] }) else {
      return false
    }
    return scorebooks[stage]?.sheet(candidate: candidate, expert: expert)?.count == width
  }

  /// What stands in a line's cell; nil where nothing does. A recusal stands as one that is there, or as none once the
  /// expert has said anything of the candidate.
  func standing(_ line: MarkChange.Line, in stage: String) -> MarkChange.Entry? {
    guard let candidate = candidateIndex[line.candidate] else { return nil }
    let book = scorebooks[stage]
    let expert = line.expert.flatMap { expertIndex[$0] } ?? -1
    let sheet = book?.sheet(candidate: candidate, expert: expert)
    switch line.entry {
    case .given(let item, _): return book?.given(item, of: candidate).map { .given(item, $0) }
    case .vote(let rule, _):
      return ballots[stage]?.vote(candidate: candidate, expert: expert, rule: rule).map { .vote(rule, $0) }
    case .recusal:
      if let sheet, sheet.recused { return .recusal(true) }
      return holdsWord(candidate: candidate, expert: expert, in: stage) ? .recusal(false) : nil
    case .mark(let item, _):
      guard let book, let sheet, let offset = offset(of: item, for: candidate, in: stage) else { return nil }
      let marks = book.marks(of: sheet)
      guard offset < marks.count else { return nil }
      let steps = marks[marks.startIndex + offset]
      return steps == MarkBatch.missing ? nil : .mark(item, steps: steps)
    }
  }

  /// Whether an expert has given a mark or a vote for a candidate, which a recusal would take out.
  func holdsWord(candidate: Int, expert: Int, in stage: String) -> Bool {
    if let book = scorebooks[stage], let sheet = book.sheet(candidate: candidate, expert: expert),
      book.marks(of: sheet).contains(where: { $0 != MarkBatch.missing })
    {
      return true
    }
    return scheme.votedRules(in: stage).contains {
      ballots[stage]?.vote(candidate: candidate, expert: expert, rule: $0.id) != nil
    }
  }

  /// The place of a judged item on a candidate's sheet.
  private func offset(of item: ItemID, for candidate: Int, in stage: String) -> Int? {
    guard let stage = reviewStages.first(where: { $0.id == stage }),
      let group = scheme.group(of: candidates[candidate])
    else { return nil }
    return stage.rubric.items(of: group).filter { $0.kind == .judged }.firstIndex { $0.id == item }
  }

  // MARK: Deciding

  /// Takes the word of a second person on a change.
  mutating func settle(_ number: Int, isApproved: Bool, entry: FactEntry) throws(RoundRefusal) {
    let proposal = try change(number)
    if let outcome = proposal.outcome { throw .changeSettled(number, by: outcome.by, on: outcome.on) }
    guard !entry.actor.personKey.isEmpty else { throw .nameless(act: isApproved ? "approve-change" : "reject-change") }
    guard !areOnePerson(proposal.by, entry.actor) else {
      throw .samePerson(number, proposer: proposal.by, decider: entry.actor)
    }
    if isApproved, let (line, why) = obstacle(to: proposal) {
      throw .changeOutdated(number, line.candidate, line.expert, why)
    }
    let outcome = ProposedChange.Outcome(
      isApproved: isApproved, by: entry.actor, on: entry.asOf, reason: entry.reason, sequence: entry.sequence)
    for place in changes.indices where changes[place].number == number { changes[place].outcome = outcome }
    if isApproved { takeEffect(proposal, sequence: entry.sequence, approval: outcome) }
  }

  private mutating func takeEffect(_ proposal: ProposedChange, sequence: Int, approval: ProposedChange.Outcome?) {
    let stage = proposal.change.stage
    for (line, was) in zip(proposal.change.lines, proposal.was) {
      put(line, in: stage, sequence: sequence)
      earlierMarks.append(
        EarlierMark(
          stage: stage, line: line, was: was, ground: proposal.change.ground, by: proposal.by, on: proposal.on,
          reason: proposal.reason, sequence: sequence, approval: approval))
    }
  }

  private mutating func put(_ line: MarkChange.Line, in stage: String, sequence: Int) {
    guard let candidate = candidateIndex[line.candidate] else { return }
    let expert = line.expert.flatMap { expertIndex[$0] } ?? -1
    switch line.entry {
    case .given(let item, let value): scorebooks[stage]?.given[candidate, default: [:]][item] = value
    case .vote(let rule, let vote):
      let key = Ballots.Key(candidate: Int32(candidate), expert: Int32(expert), rule: rule)
      ballots[stage]?.votes[key] = vote
    case .recusal(let recused):
      if scorebooks[stage]?.sheet(candidate: candidate, expert: expert) == nil {
        openSheet(candidate: candidate, expert: expert, in: stage, sequence: sequence)
      }
      changeSheet(candidate: candidate, expert: expert, in: stage, sequence: sequence) { $0.recused = recused }
    case .mark(let item, let steps):
      guard let offset = offset(of: item, for: candidate, in: stage),
        let sheet = scorebooks[stage]?.sheet(candidate: candidate, expert: expert)
      else { return }
      scorebooks[stage]?.steps[sheet.start + offset] = steps
      changeSheet(candidate: candidate, expert: expert, in: stage, sequence: sequence) { _ in }
    }
  }

  /// An empty sheet for an expert who has only voted so far.
  private mutating func openSheet(candidate: Int, expert: Int, in stage: String, sequence: Int) {
    guard let review = reviewStages.first(where: { $0.id == stage }),
      let items = try? judgedItems(of: candidates[candidate], in: review)
    else { return }
    var book = scorebooks.removeValue(forKey: stage) ?? Scorebook()
    while book.sheets.count < candidates.count { book.sheets.append([]) }
    book.sheets[candidate].append(
      Scorebook.Sheet(
        expert: Int32(expert), start: book.steps.count, count: items.count, recused: false, sequence: sequence))
    book.steps += [Int32](repeating: MarkBatch.missing, count: items.count)
    scorebooks[stage] = book
  }

  private mutating func changeSheet(
    candidate: Int, expert: Int, in stage: String, sequence: Int, _ change: (inout Scorebook.Sheet) -> Void
  ) {
    guard let place = scorebooks[stage]?.sheets[candidate].firstIndex(where: { $0.expert == Int32(expert) }),
      var sheet = scorebooks[stage]?.sheets[candidate][place]
    else { return }
    change(&sheet)
    sheet.sequence = sequence
    scorebooks[stage]?.sheets[candidate][place] = sheet
  }
}

extension MarkChange {
  /// A sheet: an expert's for a candidate.
  struct Sheet: Hashable {
    let candidate: CandidateID
    let expert: ExpertID
  }

  /// A cell of the record, whatever stands in it.
  struct Cell: Hashable {
    let candidate: CandidateID
    let expert: ExpertID?
    /// The item or rule; empty for a recusal.
    let name: String
  }

  /// The sheets whose recusal the change lifts.
  var lifted: Set<Sheet> { Set(lines.filter { $0.entry == .recusal(false) }.compactMap(\.sheet)) }
}

extension MarkChange.Line {
  var sheet: MarkChange.Sheet? { expert.map { MarkChange.Sheet(candidate: candidate, expert: $0) } }

  var cell: MarkChange.Cell {
    let name =
      switch entry {
      case .mark(let item, _), .given(let item, _): item.rawValue
      case .vote(let rule, _): rule.rawValue
      case .recusal: ""
      }
    return MarkChange.Cell(candidate: candidate, expert: expert, name: name)
  }
}
