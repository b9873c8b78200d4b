/// Who signed a step off, and when.
public struct SignOff: Sendable, Hashable {
  /// The one who signs.
  public let by: String
  public let on: CivilDay
  public let sequence: Int
  /// Who put the signature on record, where that is another person.
  public let recordedBy: String?
}

/// A signature that was taken back, so that the step may be changed again.
public struct Reopening: Sendable, Hashable {
  public let step: Conclusion.Key
  public let signOff: SignOff
  public let by: String
  public let on: CivilDay
  public let reason: String
  public let sequence: Int
}

extension Round {
  /// Takes a signature. A step is signed once it was run, and nothing is signed over changes of marks that wait for a
  /// second person.
  mutating func signOff(
    _ procedure: Procedure, stage: String, leader: String, entry: FactEntry
  ) throws(RoundRefusal) {
    let step = try self.step(procedure, stage: stage)
    guard
      conclusions.keys.contains(where: { $0 == step || $0.procedure == procedure && $0.stage.isEmpty })
        || hasBegun(step)
    else { throw .notConcluded(procedure) }
    let open = procedure >= .marking ? openChanges(until: step.stage).map(\.number) : []
    guard open.isEmpty else { throw .changesOpen(open) }
    guard leader.isEmpty || !leader.personKey.isEmpty else { throw .nameless(act: "sign-off") }
    let isOther = !leader.isEmpty && !areOnePerson(leader, entry.actor)
    signOffs[step] = SignOff(
      by: isOther ? leader : entry.actor, on: entry.asOf, sequence: entry.sequence,
      recordedBy: isOther ? entry.actor : nil)
    endLateSheets(with: step)
  }

  /// Whether there is something to sign of a step whose result is facts and not a conclusion: panels, sheets, a notice.
  private func hasBegun(_ step: Conclusion.Key) -> Bool {
    switch step.procedure {
    case .assignment: panels[step.stage] != nil
    case .marking: scorebooks[step.stage] != nil
    case .notice: !postings.isEmpty
    case .examination, .conflicts, .ranking: false
    }
  }

  /// Takes a signature back; without a stage, that of the last stage whose step is signed.
  mutating func reopen(_ procedure: Procedure, stage: String, entry: FactEntry) throws(RoundRefusal) {
    let step = try signedStep(procedure, stage: stage)
    guard let signOff = signOffs.removeValue(forKey: step) else { throw .notSignedOff(procedure) }
    reopenings.append(
      Reopening(
        step: step, signOff: signOff, by: entry.actor, on: entry.asOf, reason: entry.reason, sequence: entry.sequence))
  }
}
