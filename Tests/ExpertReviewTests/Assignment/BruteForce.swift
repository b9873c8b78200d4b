@testable import ExpertReview

/// Every way to fill the panels of a tiny problem, tried one after another. Limits are read from the experts anew.
struct BruteForce {
  let problem: PanelProblem
  let objective: AssignmentObjective
  /// The greatest worth there is; nil where the panels cannot be filled.
  private(set) var best: Worth?
  /// All panels of that worth, as positions of the problem.
  private(set) var optimal: Set<[Int]> = []

  init(_ input: PanelInput, _ objective: AssignmentObjective = .total) { self.init(EveryPanels(input), objective) }

  init(_ every: EveryPanels, _ objective: AssignmentObjective) {
    problem = every.problem
    self.objective = objective
    for filled in every.all {
      let worth = Worth(of: filled, in: problem, by: objective)
      if let best, worth < best { continue }
      if best != worth { optimal = [] }
      best = worth
      optimal.insert(filled)
    }
  }

  /// Whether a whole panel keeps a limit, counted member by member.
  static func keeps(_ limit: CompositionLimit, _ panel: [Expert]) -> Bool {
    let counts: [Int]
    switch limit.scope {
    case .eachUnit: counts = Dictionary(grouping: panel.filter { $0.employer != "" }, by: \.employer).map(\.value.count)
    case .eachRegion: counts = Dictionary(grouping: panel.filter { $0.region != "" }, by: \.region).map(\.value.count)
    case .kind(let kind): counts = [panel.count { $0.kinds.contains(kind) }]
    case .attribute(let name, let value): counts = [panel.count { $0.attributes[name] == value }]
    case .chair(let chair):
      counts = [
        panel.count { expert in
          (chair.kind == nil || expert.kinds.contains(chair.kind ?? ""))
            && (chair.attribute == nil || expert.attributes[chair.attribute?.name ?? ""] == chair.attribute?.value)
        }
      ]
    }
    return counts.allSatisfy { count in
      switch (limit.sense, limit.amount) {
      case (.atLeast, .number(let least)): count >= least
      case (.atMost, .number(let most)): count <= most
      case (.atLeast, .share(let share)): Fraction(Int128(count)) >= share * Fraction(Int128(panel.count))
      case (.atMost, .share(let share)): Fraction(Int128(count)) <= share * Fraction(Int128(panel.count))
      }
    }
  }
}
