/// What is told of a fact that made a step stale: its number, who, when, why and of whom it speaks. The fact itself may
/// be large and is not kept.
public struct FactNote: Sendable, Hashable {
  public let sequence: Int
  public let on: CivilDay
  public let by: String
  /// Empty where none was given.
  public let reason: String
  /// As the fact is stored: `Fact.kind`.
  public let kind: String
  /// The act of a decision, the answer to an invitation, the outcome of a conflict; empty for other kinds.
  public let act: String
  /// The first ids that it speaks of.
  public let about: [String]
  /// How many ids it speaks of in all.
  public let count: Int
  /// Whether it is the last day of a return that has passed since, and not the fact itself.
  public let isLapse: Bool

  static let mostIDs = 5
}

extension FactNote {
  init(_ entry: FactEntry) {
    let ids = entry.fact.ids
    self.init(
      sequence: entry.sequence, on: entry.asOf, by: entry.actor, reason: entry.reason, kind: entry.fact.kind,
      act: entry.fact.act, about: Array(ids.prefix(FactNote.mostIDs)), count: ids.count, isLapse: false)
  }

  /// What is told where the time for correction has passed.
  init(lapsed standing: StandingReturn) {
    let ids = standing.content.entries.map(\.candidate.rawValue)
    self.init(
      sequence: standing.sequence, on: standing.content.until, by: standing.by, reason: "", kind: "returned", act: "",
      about: Array(ids.prefix(FactNote.mostIDs)), count: ids.count, isLapse: true)
  }
}

extension Fact {
  fileprivate var act: String {
    switch self {
    case .decided(let decision): decision.act
    case .invitationAnswered(let answer): answer.answer.rawValue
    case .conflictSettled(let settlement): settlement.outcome.rawValue
    case .conflictDeclared(let declaration): declaration.withdrawn ? "withdrawn" : "declared"
    default: ""
    }
  }

  /// Whom the fact speaks of, each once, in its order: candidates, or experts where it is about them.
  fileprivate var ids: [String] {
    switch self {
    case .candidatesImported(let candidates): candidates.map(\.id.rawValue)
    case .expertsImported(let experts): experts.map(\.id.rawValue)
    case .unitsImported(let units): units.map(\.name).uniqued
    case .relationsImported(let relations): relations.map(\.expert.rawValue).uniqued
    case .nominationsImported(let nominations): nominations.compactMap(\.candidate?.rawValue)
    case .affinitiesImported(let table): table.candidates.map(\.rawValue)
    case .taxonomyImported(let taxonomy): taxonomy.entries.map(\.term)
    case .bidsImported(let table): table.experts.map(\.rawValue)
    case .sanctionsImported(let sanctions): sanctions.map(\.name)
    case .returned(let content): content.entries.map(\.candidate.rawValue)
    case .conflictDeclared(let declaration): [declaration.candidate.rawValue, declaration.expert.rawValue]
    case .conflictSettled(let settlement): [settlement.candidate.rawValue, settlement.expert.rawValue]
    case .invitationAnswered(let answer): [answer.expert.rawValue]
    case .marked(let batch, _): batch.experts.map(\.rawValue)
    case .voted(let batch): batch.experts.map(\.rawValue)
    case .changeProposed(let change): change.lines.map(\.candidate.rawValue).uniqued
    case .decided(let decision): decision.candidates.map(\.rawValue)
    default: []
    }
  }
}
