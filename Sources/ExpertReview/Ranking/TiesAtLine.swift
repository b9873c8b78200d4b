extension Ranking {
  /// All among whom a lot on a tie is drawn, by id: those tied at the line, and who is equal to them but sure of a
  /// place whatever the order. A lot that leaves one of them out was not drawn among equals and settles nothing.
  public func drawnAmong(_ tie: UndecidedTie) -> [CandidateID] {
    let tied = Set(tie.candidates)
    return rows.filter { tied.contains($0.candidate) }.reduce(into: tied) { $0.formUnion($1.sharing) }.sorted()
  }

  /// Whether a lot can put them in order; false where candidates of groups that are ranked apart, and so never
  /// compared, contest one room.
  public func canBeDrawn(_ tie: UndecidedTie) -> Bool {
    let placed = rows.filter { tie.candidates.contains($0.candidate) && $0.place != nil }
    guard let first = placed.first else { return false }
    return placed.allSatisfy { $0.candidate == first.candidate || first.sharing.contains($0.candidate) }
  }
}
