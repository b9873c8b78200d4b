import Testing

@testable import ExpertReview

/// What a signature freezes, and how a step is opened again.
@Suite struct `A signed step` {
  struct Attempt: Sendable, CustomTestStringConvertible {
    let name: String
    let fact: Fact
    /// The first step whose signature, or that of any later one, forbids it; nil where none does.
    let forbiddenFrom: Procedure?
    var testDescription: String { name }
  }

  static let attempts: [Attempt] = [
    Attempt(name: "candidates", fact: .candidatesImported([]), forbiddenFrom: .examination),
    Attempt(name: "sanctions", fact: .sanctionsImported([]), forbiddenFrom: .examination),
    Attempt(name: "recognitions", fact: .recognitionsImported([]), forbiddenFrom: .examination),
    Attempt(
      name: "return",
      fact: .returned(
        CorrectionReturn(
          until: TinyRound.day, entries: [CorrectionReturn.Entry(candidate: "C1", version: 1, faults: [])])),
      forbiddenFrom: .examination),
    Attempt(name: "reports", fact: .reportsImported([]), forbiddenFrom: nil),
    Attempt(name: "recommenders", fact: .recommendersImported([]), forbiddenFrom: .examination),
    Attempt(name: "nominations", fact: .nominationsImported([]), forbiddenFrom: .examination),
    Attempt(name: "experts", fact: .expertsImported([]), forbiddenFrom: .conflicts),
    Attempt(name: "units", fact: .unitsImported([]), forbiddenFrom: .conflicts),
    Attempt(name: "relations", fact: .relationsImported([]), forbiddenFrom: .conflicts),
    Attempt(
      name: "declaration",
      fact: .conflictDeclared(ConflictDeclaration(candidate: "C1", expert: "E4", kind: "kin", evidence: "")),
      forbiddenFrom: .conflicts),
    Attempt(
      name: "settlement",
      fact: .conflictSettled(ConflictSettlement(candidate: "C1", expert: "E4", outcome: .dismissed)),
      forbiddenFrom: .conflicts),
    Attempt(name: "conflicts", fact: .conflictsImported([]), forbiddenFrom: .conflicts),
    Attempt(name: "panels", fact: .panelsImported(TinyRound.panels()), forbiddenFrom: .assignment),
    Attempt(
      name: "answer", fact: .invitationAnswered(InvitationAnswer(expert: "E1", answer: .accepted)),
      forbiddenFrom: .assignment),
    Attempt(
      name: "marks", fact: .marked(TinyRound.batch([("C1", "E1", [90, 80])]), origin: .sheet), forbiddenFrom: .marking),
    Attempt(name: "withdrawal", fact: .decided(.withdraw("C3")), forbiddenFrom: nil),
    Attempt(name: "sanction", fact: .decided(.sanction("C3", ground: "forged")), forbiddenFrom: nil),
    Attempt(name: "admission", fact: .decided(.admit("C3")), forbiddenFrom: .examination),
    Attempt(name: "refusal", fact: .decided(.refuse("C3")), forbiddenFrom: .examination),
    Attempt(name: "choice", fact: .decided(.choose(["C1"])), forbiddenFrom: .ranking),
    Attempt(name: "lot", fact: .decided(.lot(["C1", "C2"])), forbiddenFrom: .ranking),
    Attempt(
      name: "conclusion", fact: .concluded(Conclusion(procedure: .examination, stage: "", digest: "x")),
      forbiddenFrom: nil),
  ]

  private func signed(_ procedure: Procedure) throws -> Round {
    var round = try TinyRound.marked()
    try round.add(.concluded(Conclusion(procedure: procedure, stage: "", digest: "d")))
    try round.add(.decided(.signOff(procedure)))
    return round
  }

  @Test(arguments: attempts, Procedure.allCases)
  func `freezes itself and the steps before it`(_ attempt: Attempt, _ procedure: Procedure) throws {
    let round = try signed(procedure)
    guard let first = attempt.forbiddenFrom, procedure >= first else {
      _ = try round.adding(attempt.fact, reason: "理由")
      return
    }
    #expect(throws: RoundRefusal.signedOff(procedure, by: "甲", on: TinyRound.day)) {
      try round.adding(attempt.fact, reason: "理由")
    }
    let reopened = try round.adding(.decided(.reopen(procedure)), reason: "更正")
    _ = try reopened.adding(attempt.fact, reason: "理由")
  }

  @Test func `lets a late sheet in by decision, of that expert alone`() throws {
    var round = try signed(.ranking)
    let late = Fact.marked(TinyRound.batch([("C1", "E1", [91, 80])]), origin: .sheet)
    #expect(throws: RoundRefusal.self) { try round.adding(late, reason: "迟交") }
    try round.add(.decided(.lateSheet("E1")), reason: "航班延误")
    _ = try round.adding(late, reason: "迟交")
    #expect(throws: RoundRefusal.self) {
      try round.adding(.marked(TinyRound.batch([("C1", "E2", [1, 1])]), origin: .sheet), reason: "迟交")
    }
  }

  @Test func `is out of date when a fact before it came later`() throws {
    var round = try TinyRound.marked()
    func state(_ procedure: Procedure) -> StepState.State? {
      round.staleness().first { $0.procedure == procedure }?.state
    }
    #expect(state(.ranking) == .notRun && state(.examination) == .notRun)
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    #expect(state(.ranking) == .upToDate)
    try round.add(.marked(TinyRound.batch([("C1", "E1", [91, nil])]), origin: .sheet), reason: "更正")
    #expect(state(.ranking) == .stale(since: round.lastSequence))
    #expect(state(.marking) == .upToDate && state(.assignment) == .upToDate)
    try round.add(.relationsImported([]))
    #expect(state(.assignment) == .stale(since: round.lastSequence))
  }
}
