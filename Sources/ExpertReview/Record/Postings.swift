// Lists made public: what the record takes for one.

extension Round {
  mutating func take(_ posting: Posting, entry: FactEntry) throws(RoundRefusal) {
    guard !posting.lines.isEmpty else { throw .nothingToPublish }
    guard openChanges.isEmpty else { throw .changesOpen(openChanges.map(\.number)) }
    var seen: Set<CandidateID> = []
    for line in posting.lines {
      _ = try index(of: line.candidate)
      if !seen.insert(line.candidate).inserted { throw .twoOf(line.candidate) }
    }
    switch posting.kind {
    case .proposed: break
    case .supplementary:
      guard !board.isEmpty else { throw .noNotice }
      for line in posting.lines where board.showings[line.candidate] != nil { throw .onNotice(line.candidate) }
    case .corrected:
      guard !board.isEmpty else { throw .noNotice }
      for id in posting.anew where !seen.contains(id) { throw .notProposed(id) }
    case .final: try checkFinal(posting)
    }
    board.take(posting, fact: entry.sequence)
    postings.append((entry.sequence, posting))
  }

  private func checkFinal(_ posting: Posting) throws(RoundRefusal) {
    guard scheme.publicity != nil else { return }
    guard posting.adds else {
      // As lists were kept when each final one was whole.
      guard let notice = lastPosting(.proposed) else { throw .noNotice }
      guard posting.day > notice.lastDay else { throw .noticeRunning(publishFrom: notice.lastDay.adding(days: 1)) }
      return
    }
    guard !board.isEmpty else { throw .noNotice }
    for line in posting.lines {
      let id = line.candidate
      if let published = board.publication(of: id) { throw .publishedBefore(id, on: published.on) }
      if let out = exclusions[id] { throw .alreadyOut(id, out) }
      guard let showing = board.showings[id] else { throw .notProposed(id) }
      guard posting.day > showing.lastDay else { throw .noticeRunning(publishFrom: showing.lastDay.adding(days: 1)) }
      if let holding = objections.first(where: { $0.candidate == id && hold(of: $0) != nil }) {
        throw .heldByObjection(id, number: holding.number)
      }
    }
  }
}
