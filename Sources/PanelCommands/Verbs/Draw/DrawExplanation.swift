import ExpertReview

extension DrawReplay {
  /// The lines that made one candidate's panel: its place in the order, its seats and who stands by.
  private func lines(of candidate: CandidateID) -> [DrawLine] {
    let index = draw.problem.candidates.firstIndex(of: candidate)
    return draw.lines.filter { $0.kind == .order ? $0.drawn == index : $0.candidate == index }
  }

  func write(of candidate: CandidateID, to output: inout Output) {
    let table = DrawProtocol(draw: draw)
    for line in lines(of: candidate) {
      output.line("  " + table.words(line)[output.language])
      for words in table.passedOverWords(line) { output.line("    " + words[output.language]) }
    }
  }

  func json(of candidate: CandidateID) -> JSON {
    let table = DrawProtocol(draw: draw)
    return .array(lines(of: candidate).map { table.json($0) })
  }
}
