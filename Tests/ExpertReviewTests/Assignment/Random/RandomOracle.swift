@testable import ExpertReview

/// All panels of a tiny problem, and from them the best chances: multiples of one over `unit` within a cap.
///
/// Chances that keep every limit on average are the mean of `unit` panels that keep them (Birkhoff and von Neumann, for
/// limits nested on each side), so all sums of `unit` panels are looked at.
struct RandomOracle {
  let problem: PanelProblem
  private let input: PanelInput
  private let pool: [Expert]
  /// The positions of every way to fill the panels.
  private(set) var all: [[Int]] = []
  private var load: [Int]

  init(_ input: PanelInput) {
    self.input = input
    problem = PanelProblem(input)
    pool = input.experts.sorted { $0.id < $1.id }
    load = problem.experts.map { _ in 0 }
    fill(0, [])
  }

  private mutating func fill(_ candidate: Int, _ filled: [Int]) {
    guard candidate < problem.candidates.count else {
      if zip(load, problem.minimumLoad).allSatisfy({ $0 >= $1 }) { all.append(filled) }
      return
    }
    let row = problem.row(candidate).filter { !problem.isSoft[$0] || problem.isPinned($0) }
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

  private func keepsLimits(_ candidate: CandidateID, _ panel: [Expert]) -> Bool {
    let pinned = input.pins.filter { $0.candidate == candidate }.map(\.expert)
    return Set(panel.map(\.id)).isSuperset(of: pinned) && input.limits.allSatisfy { BruteForce.keeps($0, panel) }
  }

  /// The greatest sum over pairs of `worth(position, parts)`, with no pair in more than `cap` of `unit` panels but
  /// those pinned; nil where there is none.
  func best(unit: Int, cap: Int, _ worth: (_ position: Int, _ parts: Int) -> Int) -> Int? {
    var best: Int?
    var parts = [Int](repeating: 0, count: problem.pairCount)
    func add(_ left: Int, from first: Int) {
      guard left > 0 else {
        let sum = parts.indices.reduce(0) { $0 + worth($1, parts[$1]) }
        best = max(best ?? sum, sum)
        return
      }
      for index in first..<max(first, all.count)
      where all[index].allSatisfy({ parts[$0] < cap || problem.isPinned($0) }) {
        for position in all[index] { parts[position] += 1 }
        add(left - 1, from: index)
        for position in all[index] { parts[position] -= 1 }
      }
    }
    add(unit, from: 0)
    return best
  }
}
