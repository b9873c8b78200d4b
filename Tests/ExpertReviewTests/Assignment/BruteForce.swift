@testable import ExpertReview

/// Every way to fill the panels of a tiny problem, tried one after another. Limits are read from the experts anew.
struct BruteForce {
  let problem: PanelProblem
  let objective: AssignmentObjective
  /// The greatest worth there is; nil where the panels cannot be filled.
  private(set) var best: Worth?
  /// All panels of that worth, as positions of the problem.
  private(set) var optimal: Set<[Int]> = []
  private let input: PanelInput
  private let pool: [Expert]
  private var load: [Int]

  init(_ input: PanelInput, _ objective: AssignmentObjective = .total) {
    self.input = input
    self.objective = objective
    problem = PanelProblem(input)
    pool = input.experts.sorted { $0.id < $1.id }
    load = pool.map { _ in 0 }
    fill(0, [])
  }

  private mutating func fill(_ candidate: Int, _ filled: [Int]) {
    guard candidate < problem.candidates.count else {
      guard zip(load, problem.minimumLoad).allSatisfy({ $0 >= $1 }) else { return }
      let worth = Worth(of: filled, in: problem, by: objective)
      if let best, worth < best { return }
      if best != worth { optimal = [] }
      best = worth
      optimal.insert(filled)
      return
    }
    let row = Array(problem.row(candidate))
    for subset in 0..<(1 << row.count) where subset.nonzeroBitCount == problem.demand[candidate] {
      let taken = row.indices.filter { subset >> $0 & 1 == 1 }.map { row[$0] }
      let experts = taken.map { Int(problem.expert[$0]) }
      guard experts.allSatisfy({ load[$0] < problem.maximumLoad[$0] }),
        keepsLimits(problem.candidates[candidate], experts.map { pool[$0] })
      else { continue }
      for expert in experts { load[expert] += 1 }
      fill(candidate + 1, filled + taken)
      for expert in experts { load[expert] -= 1 }
    }
  }

  private func keepsLimits(_ candidate: CandidateID, _ found: [Expert]) -> Bool {
    let members = found + input.kept.filter { $0.candidate == candidate }.map(\.expert)
    let pinned = input.pins.filter { $0.candidate == candidate }.map(\.expert)
    return Set(members.map(\.id)).isSuperset(of: pinned) && input.limits.allSatisfy { BruteForce.keeps($0, members) }
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
