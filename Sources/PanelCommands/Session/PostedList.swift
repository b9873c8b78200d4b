import ExpertReview

/// The lines that a list made public holds, as they follow from a ranking. `panel publish` posts them, and
/// `panel verify` derives them again.
extension Ranking {
  /// The listed candidates as a list that is made public.
  func postingLines(_ round: Round) -> [Posting.Line] {
    rows.filter(\.listed).map { row in
      Posting.Line(
        candidate: row.candidate, group: row.group, place: row.place ?? 0, score: row.score?.text ?? "")
    }
  }

  /// Of the list on notice those who are still listed: clear of objections, or held by one that is open. `unseen` are
  /// listed now but were never on notice. A scheme without publicity has nobody on notice, and all are clear.
  func finalLines(
    _ round: Round
  ) throws(RoundRefusal) -> (clear: [Posting.Line], held: [Posting.Line], unseen: [CandidateID]) {
    try round.finalLines(of: postingLines(round))
  }
}

extension Round {
  /// The same for a list however it came about.
  func finalLines(
    of lines: [Posting.Line]
  ) throws(RoundRefusal) -> (clear: [Posting.Line], held: [Posting.Line], unseen: [CandidateID]) {
    guard scheme.publicity != nil else { return (lines, [], []) }
    guard let proposed = lastPosting(.proposed) else { throw .noNotice }
    let listed = Set(lines.map(\.candidate))
    let standing = proposed.lines.filter { listed.contains($0.candidate) }
    return (
      clear: standing.filter { openObjections(against: $0.candidate).isEmpty },
      held: standing.filter { !openObjections(against: $0.candidate).isEmpty },
      unseen: listed.subtracting(proposed.lines.map(\.candidate)).sorted()
    )
  }
}
