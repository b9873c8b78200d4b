/// Candidates of one block whom the panel of the next one marks too, so that blocks can be compared (比对对象).
///
/// # The rule
///
/// Blocks of one ranking stand in a ring. Block after block, and of each block one candidate after another, the
/// candidate is taken whom most of the next panel may mark – members of its own panel, pairs with a conflict, soft ones
/// too, and experts who are at their greatest load left out –, of equals the one to whom these bring the greatest
/// affinity, then the first by id; and all of them mark it. A candidate whom nobody of that panel may mark is taken
/// nowhere. The rule knows no lot: who sees the panels can apply it with a pencil.
///
/// Complexity: anchors × candidates × size of a panel, with a logarithm for each pair.
struct BlockAnchors {
  /// Who marks whom for comparison, by candidate and expert.
  private(set) var seats: [(candidate: Int, expert: Int)] = []
  private let problem: PanelProblem
  private var load: [Int]

  /// - Parameter positions: the pairs of the problem that the panels mark.
  init(_ problem: PanelProblem, _ blocks: [CandidateBlock], panels: [[Int]], positions: [Int], each count: Int) {
    self.problem = problem
    load = [Int](repeating: 0, count: problem.experts.count)
    for position in positions { load[Int(problem.expert[position])] += 1 }
    guard count > 0 else { return }
    for ring in CandidateBlock.rings(of: blocks) where ring.count > 1 {
      for (place, block) in ring.enumerated() {
        let own = Set(panels[block])
        let guests = panels[ring[(place + 1) % ring.count]].filter { !own.contains($0) }
        var left = blocks[block].candidates
        for _ in 0..<min(count, left.count) { takeOne(of: &left, by: guests) }
      }
    }
    seats.sort { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
  }

  private mutating func takeOne(of candidates: inout [Int], by guests: [Int]) {
    var best: (place: Int, able: [Int], affinity: Int64)?
    for (place, candidate) in candidates.enumerated() {
      var able: [Int] = []
      var affinity: Int64 = 0
      for expert in guests where load[expert] < problem.maximumLoad[expert] {
        guard let position = problem.position(candidate: candidate, expert: Int32(expert)), !problem.isSoft[position]
        else { continue }
        able.append(expert)
        affinity += Int64(problem.millionths[position])
      }
      guard !able.isEmpty else { continue }
      if let best, (best.able.count, best.affinity) >= (able.count, affinity) { continue }
      best = (place, able, affinity)
    }
    guard let best else { return }
    let candidate = candidates.remove(at: best.place)
    for expert in best.able {
      load[expert] += 1
      seats.append((candidate, expert))
    }
  }
}
