import ExpertReview

/// One conflict that an expert states with the pledge, or later.
struct DeclaredConflict: Hashable {
  let candidate: CandidateID
  /// A kind of tie that the scheme knows.
  let kind: String
  let evidence: String

  func declaration(by expert: ExpertID) -> ConflictDeclaration {
    ConflictDeclaration(candidate: candidate, expert: expert, kind: kind, by: .expert, evidence: evidence)
  }
}

/// What people state of conflicts, as the facts that say so.
enum DeclaredConflicts {
  /// The facts that an expert's own statement makes: one for all that is new, none where nothing is. The same statement
  /// twice makes nothing new; other evidence for a pair and kind replaces what the expert said before. The round checks
  /// ids and kinds when the fact is added.
  static func facts(of expert: ExpertID, _ declared: [DeclaredConflict], in round: Round) -> [Fact] {
    facts(declared.map { $0.declaration(by: expert) }, in: round)
  }

  /// The same for declarations of anybody.
  static func facts(_ declarations: [ConflictDeclaration], in round: Round) -> [Fact] {
    let news = declarations.filter { round.declaration($0.key) != $0 }
    switch news.count {
    case 0: return []
    case 1: return [.conflictDeclared(news[0])]
    default: return [.conflictsImported(news)]
    }
  }
}
