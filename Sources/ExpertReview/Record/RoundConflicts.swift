// What people declare and decide on conflicts, as the round takes it in.

extension Round {
  /// All declarations that were made, oldest first, those taken back among them.
  public var declarations: [ConflictDeclaration] { declarationBook.all }

  /// Declarations that stand, in the order in which they were last said.
  public var standingDeclarations: [ConflictDeclaration] { declarationBook.standing }

  /// The last that was said under a key, withdrawn or not.
  public func declaration(_ key: ConflictDeclaration.Key) -> ConflictDeclaration? { declarationBook[key] }

  public var settlements: [ConflictSettlement] { conflictDecisions.map(\.settlement) }

  /// What was decided on a conflict, oldest first.
  public func decisions(on conflict: Conflict) -> [ConflictDecision] {
    conflictDecisions.filter { $0.settlement.covers(conflict) }
  }

  mutating func take(_ declarations: [ConflictDeclaration], entry: FactEntry) throws(RoundRefusal) {
    for declaration in declarations { try take(declaration, entry: entry) }
  }

  mutating func take(_ declaration: ConflictDeclaration, entry: FactEntry) throws(RoundRefusal) {
    _ = try index(of: declaration.candidate)
    _ = try index(of: declaration.expert)
    try checkKind(of: declaration)
    if declaration.withdrawn {
      guard let standing = declarationBook[declaration.key], !standing.withdrawn else {
        throw .notDeclared(declaration.candidate, declaration.expert)
      }
      guard !entry.reason.isEmpty || !declaration.evidence.isEmpty else { throw .noReason(act: "withdraw") }
    } else if declaration.isByLetter,
      let refusal = refusalToName(declaration.expert, by: declaration.candidate)
    {
      throw refusal
    }
    declarationBook.add(declaration)
  }

  /// Unsuitable is what candidates ask for and nobody else; all other kinds are the scheme's.
  private func checkKind(of declaration: ConflictDeclaration) throws(RoundRefusal) {
    if declaration.isByLetter { return }
    let known = scheme.conflicts?.kinds.map(\.id) ?? []
    guard known.isEmpty || known.contains(declaration.kind) else {
      throw .unknownConflictKind(declaration.kind, known: known)
    }
  }

  mutating func take(_ settlement: ConflictSettlement, entry: FactEntry) throws(RoundRefusal) {
    let (candidate, expert) = (settlement.candidate, settlement.expert)
    _ = try index(of: candidate)
    _ = try index(of: expert)
    guard !entry.reason.isEmpty else { throw .noReason(act: settlement.outcome.rawValue) }
    switch settlement.outcome {
    case .waived:
      // Old records name neither the conflicts seen nor the authority.
      if !settlement.conflicts.isEmpty && settlement.authority.isEmpty { throw .noAuthority(candidate, expert) }
      if let kind = settlement.conflicts.map(\.kind).first(where: { !scheme.isWaivable($0) }) {
        throw .unwaivable(candidate, expert, kind: kind)
      }
    case .dismissed:
      if settlement.conflicts.contains(where: { $0.role == Conflict.declared }) {
        throw .notDismissible(candidate, expert)
      }
    case .reopened:
      guard SettledConflicts(settlements).isSettled(candidate, expert, settlement.conflicts) else {
        throw .nothingSettled(candidate, expert)
      }
    case .confirmed: break
    }
    conflictDecisions.append(
      ConflictDecision(
        settlement: settlement, by: entry.actor, on: entry.asOf, reason: entry.reason, sequence: entry.sequence))
  }
}

extension Scheme {
  /// Whether an authority may let an expert judge in spite of a tie of this kind. Who is named in the file takes part
  /// in the application, so that kind goes with the own application.
  public func isWaivable(_ kind: String) -> Bool {
    let meant = kind == Conflict.same ? Relation.Kind.applicant.rawValue : kind
    return conflicts?.kinds.first { $0.id == meant }?.waivable ?? true
  }
}
