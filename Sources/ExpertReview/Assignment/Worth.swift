/// How good panels are by an objective: the first number counts most, and greater is better.
struct Worth: Hashable, Comparable {
  let numbers: [Int64]

  static func < (first: Worth, second: Worth) -> Bool {
    first.numbers.lexicographicallyPrecedes(second.numbers)
  }

  /// The worth of the pairs at these positions. Complexity: linear in them and in the experts.
  init(of positions: some Sequence<Int>, in problem: PanelProblem, by objective: AssignmentObjective) {
    var total: Int64 = 0
    var soft: Int64 = 0
    var leastPair = Int64(Int32.max)
    var loads = [Int64](repeating: 0, count: problem.experts.count)
    for position in positions {
      let affinity = Int64(problem.millionths[position])
      total += affinity
      leastPair = min(leastPair, affinity)
      soft += problem.isSoft[position] ? 1 : 0
      loads[Int(problem.expert[position])] += 1
    }
    numbers =
      switch objective {
      case .total, .random: [-soft, total]
      case .pairs: [-soft, leastPair, total]
      case .balanced: [-soft, -loads.reduce(0) { $0 + $1 * ($1 - 1) / 2 }, total]
      }
  }
}
