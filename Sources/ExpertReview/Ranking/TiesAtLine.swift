extension Ranking {
  /// All among whom a lot on a tie is drawn, by id: those tied at the line, and who is equal to them but sure of a
  /// place whatever the order; in a zone, everybody who stands in it. A lot that leaves one of them out was not drawn
  /// among equals and settles nothing.
  public func drawnAmong(_ tie: UndecidedTie) -> [CandidateID] {
    let tied = Set(tie.candidates)
    if tie.zone != nil {
      let groups = Set(rows.filter { tied.contains($0.candidate) }.map(\.group))
      // Ranked together, a zone holds candidates of several groups; ranked apart, each group has its own.
      let zone = rows.filter { $0.zone != nil && $0.place != nil && (isTogether || groups.contains($0.group)) }
      return zone.map(\.candidate).sorted()
    }
    return rows.filter { tied.contains($0.candidate) }.reduce(into: tied) { $0.formUnion($1.sharing) }.sorted()
  }

  /// Whether a lot can put them in order; false where candidates of groups that are ranked apart, and so never
  /// compared, contest one room.
  public func canBeDrawn(_ tie: UndecidedTie) -> Bool {
    if let zone = tie.zone { return zone == .lot }
    let placed = rows.filter { tie.candidates.contains($0.candidate) && $0.place != nil }
    guard let first = placed.first else { return false }
    return placed.allSatisfy { $0.candidate == first.candidate || first.sharing.contains($0.candidate) }
  }
}
