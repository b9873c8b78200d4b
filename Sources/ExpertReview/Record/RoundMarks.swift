extension Round {
  /// Takes a batch of marks into the stage's scorebook. A missing mark never replaces one that stands; a mark that
  /// stands, or an expert's words, are replaced only where the fact gives a reason, and a mark never where the scheme
  /// says how marks are changed: then it is put forward as a `MarkChange`. What is replaced is kept.
  mutating func take(_ batch: MarkBatch, origin: MarkOrigin, entry: FactEntry) throws(RoundRefusal) {
    let stage = try reviewStage(batch.stage)
    if origin == .outside { adoptExperts(batch.experts) }
    let candidateAt = try indices(of: batch.candidates)
    let widths = try widths(of: candidateAt, in: stage)
    var expertAt: [Int] = []
    for id in batch.experts { expertAt.append(try index(of: id)) }
    if origin != .outside, stage.panel.pledge == .required {
      for id in batch.experts where !hasPledged(id, in: stage.id) { throw .notPledged(id) }
    }
    guard widths.allSatisfy({ $0 <= batch.width }) || batch.rowCount == 0 else {
      throw .marksDoNotFit(batch.candidates[0], batch.experts[0])
    }

    var book = scorebooks.removeValue(forKey: stage.id) ?? Scorebook()
    var replaced: [EarlierMark] = []
    var adopted = try panelsToAdoptInto(stage: stage.id, origin: origin, entry: entry)
    while book.sheets.count < candidates.count { book.sheets.append([]) }
    let own = panels[stage.id]
    let mayHaveLeft = own?.changes.isEmpty == false
    if !mayHaveLeft, let news = NewSheets(of: batch, (candidateAt, expertAt), widths: widths, in: book) {
      for (candidate, experts) in news.panels {
        if adopted != nil {
          adopted?.seat(candidate: candidate, experts: experts)
        } else if let other = experts.first(where: { own?.takesMarks(candidate: candidate, expert: Int($0)) != true }) {
          throw .notOnPanel(candidates[candidate].id, self.experts[Int(other)].id)
        }
      }
      book.take(news, sequence: entry.sequence)
    } else {
      for row in 0..<batch.rowCount {
        let local = Int(batch.candidateIndex[row])
        let candidate = candidateAt[local]
        let expert = expertAt[Int(batch.expertIndex[row])]
        if mayHaveLeft, hasLeft(expert: expert, candidate: candidate, in: stage.id) {
          throw .notOnPanel(candidates[candidate].id, experts[expert].id)
        }
        if adopted != nil {
          adopted?.seat(candidate: candidate, expert: expert)
        } else if own?.takesMarks(candidate: candidate, expert: expert) != true {
          throw .notOnPanel(candidates[candidate].id, experts[expert].id)
        }
        try book.put(
          batch.steps[row * batch.width..<row * batch.width + widths[local]], recused: batch.recused[row],
          at: (candidate, expert), of: self, stage: stage, entry: entry, keeping: &replaced)
      }
    }
    try book.put(batch.given, round: self, stage: stage, entry: entry, keeping: &replaced)
    for comment in batch.comments {
      let candidate = candidateAt[Int(batch.candidateIndex[comment.row])]
      let expert = expertAt[Int(batch.expertIndex[comment.row])]
      if let old = book.comment(candidate: candidate, expert: expert, item: comment.item), old != comment.text,
        entry.reason.isEmpty
      {
        throw .changesWords(candidates[candidate].id, experts[expert].id, comment.item)
      }
      book.put(comment.text, candidate: candidate, expert: expert, item: comment.item)
    }
    scorebooks[stage.id] = book
    earlierMarks += replaced
    if let adopted { panels[stage.id] = adopted }
  }

  /// How many items each candidate is marked on in a stage.
  private func widths(of indices: [Int], in stage: ReviewStage) throws(RoundRefusal) -> [Int] {
    guard scheme.grouping != nil else {
      let width = stage.rubric.items(of: .everyone).count { $0.kind == .judged }
      return [Int](repeating: width, count: indices.count)
    }
    var widths: [Int] = []
    var widthOfGroup: [GroupID: Int] = [:]
    for index in indices {
      let group = scheme.group(of: candidates[index])
      if let width = group.flatMap({ widthOfGroup[$0] }) {
        widths.append(width)
      } else {
        widths.append(try judgedItems(of: candidates[index], in: stage).count)
        if let group { widthOfGroup[group] = widths.last }
      }
    }
    return widths
  }

  /// Experts who are known only by marks made elsewhere enter the pool under their ids, in a round that has no pool of
  /// its own.
  private mutating func adoptExperts(_ ids: [ExpertID]) {
    guard hasNoPoolOfItsOwn else { return }
    for id in ids where expertIndex[id] == nil {
      expertIndex[id] = experts.count
      experts.append(Expert(id: id, name: id.rawValue, attributes: [Round.adoptedMark: "1"]))
    }
  }

  private static let adoptedMark = "adopted"

  /// Whether all experts known, if any, are known by marks from outside alone.
  public var hasNoPoolOfItsOwn: Bool { experts.allSatisfy { $0.attributes[Round.adoptedMark] != nil } }

  /// Whether marks from outside make a stage's panels, because it has none of its own.
  public func adoptsPanels(in stage: String) -> Bool {
    guard let panels = panels[stage] else { return true }
    if case .adopted = panels.origin { return true }
    return false
  }

  /// Panels that marks from outside make or widen; nil where the stage has panels of its own, which they must fit.
  private func panelsToAdoptInto(stage: String, origin: MarkOrigin, entry: FactEntry) throws(RoundRefusal) -> Panels? {
    guard origin == .outside else { return nil }
    guard let panels = panels[stage] else {
      return Panels(
        origin: .adopted, sequence: entry.sequence, asOf: entry.asOf, hash: entry.hash,
        members: [[Int32]](repeating: [], count: candidates.count))
    }
    if case .adopted = panels.origin { return panels }
    return nil
  }
}

extension Panels {
  fileprivate mutating func seat(candidate: Int, expert: Int) {
    while members.count <= candidate { members.append([]) }
    if !members[candidate].contains(Int32(expert)) { members[candidate].append(Int32(expert)) }
  }

  fileprivate mutating func seat(candidate: Int, experts: [Int32]) {
    while members.count <= candidate { members.append([]) }
    if members[candidate].isEmpty {
      members[candidate] = experts
    } else {
      for expert in experts { seat(candidate: candidate, expert: Int(expert)) }
    }
  }
}

extension Scorebook {
  fileprivate mutating func put(
    _ marks: ArraySlice<Int32>, recused: Bool, at pair: (candidate: Int, expert: Int), of round: Round,
    stage: ReviewStage, entry: FactEntry, keeping replaced: inout [EarlierMark]
  ) throws(RoundRefusal) {
    guard let place = sheets[pair.candidate].firstIndex(where: { $0.expert == Int32(pair.expert) }) else {
      sheets[pair.candidate].append(
        Sheet(
          expert: Int32(pair.expert), start: steps.count, count: marks.count, recused: recused,
          sequence: entry.sequence))
      steps.append(contentsOf: marks)
      return
    }
    let names = (round.candidates[pair.candidate].id, round.experts[pair.expert].id)
    var sheet = sheets[pair.candidate][place]
    guard sheet.count == marks.count else { throw .marksDoNotFit(names.0, names.1) }
    let given = marks.contains { $0 != MarkBatch.missing }
    func keep(_ now: MarkChange.Entry, was: MarkChange.Entry?) {
      replaced.append(EarlierMark(stage: stage.id, at: (names.0, names.1), now: now, was: was, entry: entry))
    }
    if sheet.recused != recused && (recused || given) {
      // An expert who has said nothing yet may still recuse themself; nothing that stands is changed by it.
      let stands = self.marks(of: sheet).contains { $0 != MarkBatch.missing }
      if sheet.recused || stands {
        guard round.scheme.changes == nil else { throw .changesByProposal(names.0, names.1) }
        guard !entry.reason.isEmpty else { throw .recusedAlready(names.0, names.1) }
        keep(.recusal(recused), was: .recusal(sheet.recused))
      }
      sheet.recused = recused
    }
    for (offset, mark) in marks.enumerated() where mark != MarkBatch.missing && steps[sheet.start + offset] != mark {
      let old = steps[sheet.start + offset]
      if old != MarkBatch.missing {
        let item = try round.judgedItems(of: round.candidates[pair.candidate], in: stage)[offset].id
        guard round.scheme.changes == nil else { throw .changesByProposal(names.0, names.1) }
        guard !entry.reason.isEmpty else { throw .changesMark(names.0, names.1, item) }
        keep(.mark(item, steps: mark), was: .mark(item, steps: old))
      }
      steps[sheet.start + offset] = mark
    }
    sheet.sequence = entry.sequence
    sheets[pair.candidate][place] = sheet
  }

  fileprivate mutating func put(
    _ values: [MarkBatch.Given], round: Round, stage: ReviewStage, entry: FactEntry,
    keeping replaced: inout [EarlierMark]
  ) throws(RoundRefusal) {
    for value in values {
      let candidate = try round.index(of: value.candidate)
      guard let group = round.scheme.group(of: round.candidates[candidate]) else { throw .hasNoGroup(value.candidate) }
      let known = stage.rubric.items(of: group).filter { $0.kind == .given }.map(\.id)
      guard known.contains(value.item) else {
        throw .unknownItem(
          value.item, candidate: value.candidate,
          nearest: nearest(to: value.item.rawValue, among: known.map(\.rawValue)).map { ItemID($0) })
      }
      if let old = given[candidate]?[value.item], old != value.value {
        guard round.scheme.changes == nil else { throw .changesByProposal(value.candidate, ExpertID("")) }
        guard !entry.reason.isEmpty else { throw .changesMark(value.candidate, ExpertID(""), value.item) }
        replaced.append(
          EarlierMark(
            stage: stage.id, at: (value.candidate, nil), now: .given(value.item, value.value),
            was: .given(value.item, old), entry: entry))
      }
      given[candidate, default: [:]][value.item] = value.value
    }
  }
}

extension EarlierMark {
  /// A mark that was changed with a reason alone.
  init(
    stage: String, at sheet: (candidate: CandidateID, expert: ExpertID?), now: MarkChange.Entry,
    was: MarkChange.Entry?, entry: FactEntry
  ) {
    self.init(
      stage: stage, line: MarkChange.Line(candidate: sheet.candidate, expert: sheet.expert, entry: now), was: was,
      ground: "", by: entry.actor, on: entry.asOf, reason: entry.reason, sequence: entry.sequence, approval: nil)
  }
}
