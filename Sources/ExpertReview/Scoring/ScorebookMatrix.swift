extension ScoringPlan {
  /// The matrix of what a scorebook holds for candidates of this plan's group, in the order given.
  ///
  /// `value` gives the value of a field that a computed item reads, by the candidate's index in the round and the
  /// field's key; `counts` says whether an expert's sheet for a candidate counts: a voided one does not.
  ///
  /// Experts stand as the round's indices. Throws where a mark or value does not fit its item.
  public func matrix(
    of book: Scorebook, candidates: [Int], value: (Int, String) -> ExactDecimal?,
    counts: (_ candidate: Int, _ expert: Int) -> Bool = { _, _ in true }
  ) throws(MarkFault) -> MarkMatrix {
    var matrix = MarkMatrix(for: self)
    matrix.reserve(
      candidates: candidates.count,
      sheets: candidates.reduce(0) { $0 + ($1 < book.sheets.count ? book.sheets[$1].count : 0) })
    let items = valueItems
    for candidate in candidates {
      try matrix.appendCandidate(
        values: items.map { item in
          item.kind == .given ? book.given(item.id, of: candidate) : item.from.flatMap { value(candidate, $0) }
        })
      for sheet in book.sheets(of: candidate) where counts(candidate, Int(sheet.expert)) {
        if sheet.recused {
          try matrix.appendRecusal(expert: sheet.expert)
        } else {
          try matrix.appendSheet(expert: sheet.expert, marks: book.marks(of: sheet))
        }
      }
    }
    return matrix
  }
}

extension Scorebook {
  /// The largest number of sheets of one candidate: what a plan for this book must be compiled for.
  public var mostSheets: Int { sheets.map(\.count).max() ?? 0 }
}
