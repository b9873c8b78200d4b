import ExpertReview
import Simulation
import Testing

/// The scheme that simulated rounds are made for, read from the project's own files.
private func callScheme() throws -> Scheme { try rubric("hunan-2025-call-llm") }

private func declarations(_ file: String, under scheme: Scheme) throws -> Declarations {
  readDeclarations(try JSON.read(demoRound.file(file)?.bytes ?? []), under: scheme)
}

@Suite struct RoundUnderTheSchemeTests {
  @Test(arguments: ["candidates.json", "candidates-corrected.json"])
  func `records are read without a fault or a column that nobody knows`(file: String) throws {
    let read = try declarations(file, under: callScheme())
    #expect(read.faults.isEmpty)
    #expect(read.notices.isEmpty)
    #expect(try read.records.compactMap(\.candidate).count == demoRound.records(file).count)
  }

  @Test func `the search makes of every planted tie what it must, and leaves no other to a person`() throws {
    let scheme = try callScheme()
    let candidates = try declarations("candidates.json", under: scheme).records.compactMap(\.candidate)
    let found = searchConflicts(
      of: ConflictInput(
        candidates: candidates, experts: experts, units: units, relations: relations, asOf: demoRound.days.assigned),
      under: scheme)
    for tie in demoRound.plantedTies {
      #expect(outcome(of: found.between(tie.candidate, tie.expert)) == tie.outcome, "\(tie.candidate) \(tie.expert)")
    }
    let undecided = found.conflicts.filter { $0.status == .undecided }
    #expect(undecided.map(\.expert) == demoRound.dismissals.map(\.expert))
  }

  private func outcome(of conflicts: [Conflict]) -> PlantedTie.Outcome {
    if conflicts.contains(where: { $0.status == .standing && $0.level == .hard }) { return .hard }
    if conflicts.contains(where: { $0.status == .undecided }) { return .undecided }
    return conflicts.isEmpty ? .none : .soft
  }

  private var experts: [Expert] {
    demoRound.rows("experts.csv").dropFirst().map {
      Expert(id: ExpertID($0[0]), name: $0[1], employer: $0[2], employerCode: $0[3], region: $0[4])
    }
  }

  private var units: [UnitEntry] {
    demoRound.rows("units.csv").dropFirst().map {
      UnitEntry(name: $0[0], code: $0[1], aliasOf: $0[2], parent: $0[3], share: ExactDecimal($0[4]))
    }
  }

  private var relations: [Relation] {
    demoRound.rows("relations.csv").dropFirst().compactMap { row in
      guard let type = Relation.PartyType(rawValue: row[2]), let kind = Relation.Kind(rawValue: row[3]) else {
        return nil
      }
      return Relation(
        expert: ExpertID(row[0]), party: row[1], partyType: type, kind: kind, from: CivilDay(row[4]),
        until: CivilDay(row[5]), evidence: row[6])
    }
  }
}
