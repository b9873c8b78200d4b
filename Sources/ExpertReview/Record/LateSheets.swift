// Sheets that are taken although their stage is signed off, and how long.

extension Round {
  /// Allows an expert's late sheet in the stages whose marking or ranking is signed off; where none is, in all. It is
  /// taken until the stage is next signed.
  mutating func allowLateSheet(of expert: ExpertID) {
    lateSheets.insert(expert)
    let all = Set(reviewStages.map(\.id))
    let signed = all.filter { stage in
      [Procedure.marking, .ranking].contains { signOffs[Conclusion.Key(procedure: $0, stage: stage)] != nil }
    }
    openLateSheets[expert] = signed.isEmpty ? all : signed
  }

  /// A signature on a stage's marking or ranking is on the marks as they stand, so what was allowed before it ends.
  mutating func endLateSheets(with step: Conclusion.Key) {
    guard [.marking, .ranking].contains(step.procedure) else { return }
    openLateSheets = openLateSheets.mapValues { $0.subtracting([step.stage]) }.filter { !$0.value.isEmpty }
  }

  /// Of whom a late sheet is taken in a stage, by id.
  public func allowedLate(in stage: String) -> [ExpertID] {
    openLateSheets.filter { $0.value.contains(stage) }.map(\.key).sorted()
  }

  /// What a fact that is put on record now must meet beyond what the fold asks for, which opens records made when a
  /// late sheet, once allowed, was taken for good. Commands ask this of every fact that they add.
  public func checkNew(_ entry: FactEntry) throws(RoundRefusal) {
    guard !lateSheets.isEmpty, let touched = touched(by: entry.fact) else { return }
    let allowed = Set(allowedLate(in: touched.stage))
    do throws(RoundRefusal) {
      try checkSignOffs(against: entry, late: allowed)
    } catch {
      let over = experts(giving: entry.fact).filter { lateSheets.contains($0) && !allowed.contains($0) }
      guard case .signedOff(_, _, let by, let on) = error, !over.isEmpty else { throw error }
      throw .lateSheetOver(over, by: by, on: on)
    }
  }

  /// Whose marks, votes or questions a fact gives, by id.
  private func experts(giving fact: Fact) -> [ExpertID] {
    let experts: [ExpertID] =
      switch fact {
      case .marked(let batch, _): batch.experts
      case .voted(let batch): batch.experts
      case .questionRaised(let question): [question.expert]
      case .changeProposed(let change): change.lines.compactMap(\.expert)
      case .decided(.approveChange(let number)): proposal(number)?.change.lines.compactMap(\.expert) ?? []
      default: []
      }
    return Set(experts).sorted()
  }
}
