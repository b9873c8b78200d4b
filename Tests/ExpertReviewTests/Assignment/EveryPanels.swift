@testable import ExpertReview

/// Every way to fill the panels of a tiny problem within demands and loads, tried one after another.
struct EveryPanels {
  let problem: PanelProblem
  /// The positions of each way, ascending.
  private(set) var all: [[Int]] = []
  private var load: [Int]

  /// - Parameters:
  ///   - mayUse: which pairs may sit together, by their positions.
  ///   - keeps: whether a candidate's panel, as indices of experts, keeps the limits on who sits together.
  init(
    _ problem: PanelProblem, mayUse: (Int) -> Bool = { _ in true }, keeps: (_ candidate: Int, _ panel: [Int]) -> Bool
  ) {
    self.problem = problem
    load = problem.experts.map { _ in 0 }
    fill(0, [], mayUse, keeps)
  }

  private mutating func fill(
    _ candidate: Int, _ filled: [Int], _ mayUse: (Int) -> Bool, _ keeps: (Int, [Int]) -> Bool
  ) {
    guard candidate < problem.candidates.count else {
      if zip(load, problem.minimumLoad).allSatisfy({ $0 >= $1 }) { all.append(filled) }
      return
    }
    let row = problem.row(candidate).filter(mayUse)
    for subset in 0..<(1 << row.count) where subset.nonzeroBitCount == problem.demand[candidate] {
      let taken = row.indices.filter { subset >> $0 & 1 == 1 }.map { row[$0] }
      let experts = taken.map { Int(problem.expert[$0]) }
      guard experts.allSatisfy({ load[$0] < problem.maximumLoad[$0] }), keeps(candidate, experts) else { continue }
      for expert in experts { load[expert] += 1 }
      fill(candidate + 1, filled + taken, mayUse, keeps)
      for expert in experts { load[expert] -= 1 }
    }
  }

  /// The same with limits read from what the problem is made from, member by member.
  init(_ input: PanelInput, mayUse: (PanelProblem, Int) -> Bool = { _, _ in true }) {
    let problem = PanelProblem(input)
    let pool = input.experts.sorted { $0.id < $1.id }
    self.init(problem, mayUse: { mayUse(problem, $0) }) { candidate, panel in
      let id = problem.candidates[candidate]
      let members = panel.map { pool[$0] } + input.kept.filter { $0.candidate == id }.map(\.expert)
      let pinned = input.pins.filter { $0.candidate == id }.map(\.expert)
      return Set(members.map(\.id)).isSuperset(of: pinned)
        && input.limits.allSatisfy { BruteForce.keeps($0, members) }
    }
  }
}
