@testable import ExpertReview

/// All panels of a tiny problem, and from them the best chances: multiples of one over `unit` within a cap.
///
/// Chances that keep every limit on average are the mean of `unit` panels that keep them (Birkhoff and von Neumann, for
/// limits nested on each side), so all sums of `unit` panels are looked at.
struct RandomOracle {
  let problem: PanelProblem
  struct Unfilled: Error {}

  /// The positions of every way to fill the panels without soft pairs that nobody pinned.
  let all: [[Int]]

  init(_ input: PanelInput) {
    let every = EveryPanels(input) { problem, position in !problem.isSoft[position] || problem.isPinned(position) }
    (problem, all) = (every.problem, every.all)
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
