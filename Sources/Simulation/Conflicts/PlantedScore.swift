import ExpertReview

/// How a search did on a planted world.
public struct PlantedScore: Sendable {
  /// A planted conflict with what the search made of its pair.
  public struct Miss: Sendable {
    public let conflict: PlantedConflict
    public let found: [Conflict]
  }

  /// Planted conflicts that did not come out, each of its kind and role, at their level; or whose pair came out graver.
  public let missed: [Miss]
  /// What looks like a conflict by its tie and was found to be one, hard, soft or doubtful.
  public let falselyFound: [Miss]
  /// What became of each near miss, in the world's order.
  public let nearMisses: [(nearMiss: NearMiss, outcome: PlantedTie.Outcome)]
  /// For each bond and each way how many were planted and found, and the same by number of steps.
  public let byBond: [Tally]
  public let byWay: [Tally]
  public let bySteps: [Tally]

  public struct Tally: Sendable, Hashable {
    public let label: String
    public let planted: Int
    public let found: Int
  }

  /// Near misses that the search bars or lets cost on its own; where codes differ, also those it asks about.
  public var nearMissesFound: [NearMiss] {
    nearMisses.filter {
      $0.outcome == .hard || $0.outcome == .soft || ($0.nearMiss.codesDiffer && $0.outcome != .none)
    }.map(\.nearMiss)
  }

  public func count(_ outcome: PlantedTie.Outcome) -> Int { nearMisses.count { $0.outcome == outcome } }

  /// Holds what was found against what was planted; only planted pairs are asked for.
  public init(of search: ConflictSearch, in world: PlantedWorld) {
    let judged = world.planted.map { planted in
      (planted: planted, isFound: planted.isFound(in: search.between(planted.candidate, planted.expert)))
    }
    missed = judged.filter { !$0.isFound }.map {
      Miss(conflict: $0.planted, found: search.between($0.planted.candidate, $0.planted.expert))
    }
    falselyFound = world.nonConflicts.map { Miss(conflict: $0, found: search.between($0.candidate, $0.expert)) }
      .filter { !$0.found.isEmpty }
    nearMisses = world.nearMisses.map { ($0, outcome(of: search.between($0.candidate, $0.expert))) }
    func tally(_ label: (PlantedConflict) -> String) -> [Tally] {
      Dictionary(grouping: judged) { label($0.planted) }
        .map { Tally(label: $0.key, planted: $0.value.count, found: $0.value.count(where: \.isFound)) }
        .sorted { $0.label < $1.label }
    }
    byBond = tally { $0.bond?.rawValue ?? "–" }
    byWay = tally { $0.way.rawValue }
    bySteps = tally { String($0.steps) }
  }
}

/// What the conflicts of one pair come to together.
private func outcome(of conflicts: [Conflict]) -> PlantedTie.Outcome {
  if conflicts.contains(where: { $0.status == .standing && $0.level == .hard }) { return .hard }
  if conflicts.contains(where: { $0.status == .undecided }) { return .undecided }
  return conflicts.isEmpty ? .none : .soft
}

extension PlantedConflict {
  /// Whether it is among a pair's conflicts, by kind, role and level, and the pair comes to no more than it.
  fileprivate func isFound(in conflicts: [Conflict]) -> Bool {
    let itself = conflicts.contains { found in
      guard found.kind == kind, found.role == role else { return false }
      return switch outcome {
      case .hard: found.status == .standing && found.level == .hard
      case .soft: found.status == .standing && found.level == .soft
      case .undecided: found.status == .undecided
      case .none: false
      }
    }
    return itself && Simulation.outcome(of: conflicts) == outcome
  }
}
