/// What a batch of marks and votes comes to in a round whose scheme says how marks that stand are changed: what is new,
/// and what would change a mark that stands.
public struct PartedMarks: Sendable {
  /// Nil where nothing is new.
  public let marks: MarkBatch?
  public let votes: VoteBatch?
  /// Marks, values, votes and recusals that would replace others, in the order of the batch.
  public let changes: [MarkChange.Line]
}

extension Round {
  /// Parts batches of one stage into what is new and what would be changed. What stands already is in neither; words go
  /// with what is new. Complexity: linear in the batches.
  public func parted(_ marks: MarkBatch?, _ votes: VoteBatch?) throws(RoundRefusal) -> PartedMarks {
    var changes: [MarkChange.Line] = []
    let news = try marks.map { batch throws(RoundRefusal) in try part(batch, changes: &changes) } ?? nil
    let newVotes = votes.flatMap { part($0, changes: &changes) }
    return PartedMarks(marks: news, votes: newVotes, changes: changes)
  }

  private func part(_ batch: MarkBatch, changes: inout [MarkChange.Line]) throws(RoundRefusal) -> MarkBatch? {
    let stage = try reviewStage(batch.stage)
    let book = scorebooks[stage.id]
    var (steps, recused) = (batch.steps, batch.recused)
    var itemsOf: [Int: [RubricItem]] = [:]
    for row in 0..<batch.rowCount {
      let local = Int(batch.candidateIndex[row])
      let (id, expertID) = (batch.candidates[local], batch.experts[Int(batch.expertIndex[row])])
      guard let candidate = candidateIndex[id], let expert = expertIndex[expertID],
        let sheet = book?.sheet(candidate: candidate, expert: expert) ?? voted(candidate, expert, in: stage.id)
      else { continue }
      func change(_ entry: MarkChange.Entry) {
        changes.append(MarkChange.Line(candidate: id, expert: expertID, entry: entry))
      }
      let cells = row * batch.width..<(row + 1) * batch.width
      if recused[row] {
        guard !sheet.recused else { continue }
        guard holdsWord(candidate: candidate, expert: expert, in: stage.id) else { continue }
        recused[row] = false
        change(.recusal(true))
        continue
      }
      if itemsOf[candidate] == nil { itemsOf[candidate] = try judgedItems(of: candidates[candidate], in: stage) }
      let items = itemsOf[candidate] ?? []
      let standing = sheet.count == 0 ? [] : book.map { Array($0.marks(of: sheet)) } ?? []
      var isLifted = false
      for (offset, cell) in cells.enumerated() where steps[cell] != MarkBatch.missing && offset < items.count {
        let old = offset < standing.count ? standing[offset] : MarkBatch.missing
        if sheet.recused, !isLifted {
          isLifted = true
          change(.recusal(false))
        }
        guard sheet.recused || old != MarkBatch.missing else { continue }
        if old != steps[cell] { change(.mark(items[offset].id, steps: steps[cell])) }
        steps[cell] = MarkBatch.missing
      }
    }
    let given = try newGiven(of: batch, changes: &changes)
    return batch.keeping(steps: steps, recused: recused, given: given) { row in
      // A row that said nothing stands where panels are adopted from it.
      batch.steps[row * batch.width..<(row + 1) * batch.width].allSatisfy { $0 == MarkBatch.missing }
        && !batch.recused[row]
    }
  }

  /// A sheet without marks for an expert who has only voted.
  private func voted(_ candidate: Int, _ expert: Int, in stage: String) -> Scorebook.Sheet? {
    guard holdsWord(candidate: candidate, expert: expert, in: stage) else { return nil }
    return Scorebook.Sheet(expert: Int32(expert), start: 0, count: 0, recused: false, sequence: 0)
  }

  private func newGiven(
    of batch: MarkBatch, changes: inout [MarkChange.Line]
  ) throws(RoundRefusal) -> [MarkBatch.Given] {
    var news: [MarkBatch.Given] = []
    for value in batch.given {
      let candidate = try index(of: value.candidate)
      let old = scorebooks[batch.stage]?.given(value.item, of: candidate)
      guard let old else {
        news.append(value)
        continue
      }
      guard old != value.value else { continue }
      changes.append(
        MarkChange.Line(candidate: value.candidate, expert: nil, entry: .given(value.item, value.value)))
    }
    return news
  }

  private func part(_ batch: VoteBatch, changes: inout [MarkChange.Line]) -> VoteBatch? {
    var rows: [VoteBatch.Row] = []
    for row in 0..<batch.rowCount {
      let id = batch.candidates[Int(batch.candidateIndex[row])]
      let expertID = batch.experts[Int(batch.expertIndex[row])]
      var news: [RuleID: Vote] = [:]
      for (place, rule) in batch.rules.enumerated() {
        guard let vote = Vote(rawValue: batch.votes[row * batch.rules.count + place]) else { continue }
        let line = MarkChange.Line(candidate: id, expert: expertID, entry: .vote(rule, vote))
        switch standing(line, in: batch.stage) {
        case nil: news[rule] = vote
        case line.entry?: continue
        default: changes.append(line)
        }
      }
      if !news.isEmpty { rows.append(VoteBatch.Row(candidate: id, expert: expertID, votes: news)) }
    }
    return rows.isEmpty ? nil : VoteBatch(stage: batch.stage, rows: rows)
  }
}

extension MarkBatch {
  /// The batch with other marks, without the rows that say nothing any more; nil where nothing is left. `stays` tells
  /// of a row that says nothing whether it is kept all the same.
  fileprivate func keeping(
    steps: [Int32], recused: [Bool], given: [Given], _ stays: (Int) -> Bool
  ) -> MarkBatch? {
    let speaking = Set(comments.map(\.row))
    let rows = (0..<rowCount).filter { row in
      recused[row] || speaking.contains(row) || stays(row)
        || steps[row * width..<(row + 1) * width].contains { $0 != MarkBatch.missing }
    }
    guard !rows.isEmpty || !given.isEmpty else { return nil }
    let numbers = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
    return MarkBatch(
      stage: stage, candidates: candidates, experts: experts, width: width,
      candidateIndex: rows.map { candidateIndex[$0] }, expertIndex: rows.map { expertIndex[$0] },
      recused: rows.map { recused[$0] }, steps: rows.flatMap { steps[$0 * width..<($0 + 1) * width] }, given: given,
      comments: comments.compactMap { comment in
        numbers[comment.row].map { Comment(row: $0, item: comment.item, text: comment.text) }
      })
  }
}
