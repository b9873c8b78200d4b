/// How good panels are by an objective: the first number counts most, and greater is better.
struct Worth: Hashable, Comparable {
  let numbers: [Int64]

  static func < (first: Worth, second: Worth) -> Bool {
    first.numbers.lexicographicallyPrecedes(second.numbers)
  }

  /// Sums measured against demands, ascending: each times the least number that all demands divide, or, where that is
  /// beyond 10⁹, times 10⁶ and rounded toward zero.
  private static func leastShares(_ sums: [Int64], _ demands: [Int]) -> [Int64] {
    let common = demands.reduce(UInt128(1)) { common, demand in
      guard demand > 0, common <= 1_000_000_000 else { return common }
      return common / greatestCommonDivisor(common, UInt128(demand)) * UInt128(demand)
    }
    let factor = common <= 1_000_000_000 ? Int64(common) : 1_000_000
    return zip(sums, demands).filter { $0.1 > 0 }.map { $0 * factor / Int64($1) }.sorted()
  }

  /// The worth of the pairs at these positions, which must ascend. Complexity: linear in them and in the experts.
  init(of positions: some Sequence<Int>, in problem: PanelProblem, by objective: AssignmentObjective) {
    var total: Int64 = 0
    var soft: Int64 = 0
    var leastPair = Int64(Int32.max)
    var loads = [Int64](repeating: 0, count: problem.experts.count)
    var sums = [Int64](repeating: 0, count: problem.candidates.count)
    var candidate = 0
    for position in positions {
      while position >= problem.rowStart[candidate + 1] { candidate += 1 }
      let affinity = Int64(problem.millionths[position])
      total += affinity
      sums[candidate] += affinity
      leastPair = min(leastPair, affinity)
      soft += problem.isSoft[position] ? 1 : 0
      loads[Int(problem.expert[position])] += 1
    }
    numbers =
      switch objective {
      case .total, .random: [-soft, total]
      case .fair(let depth):
        [-soft] + Worth.leastShares(sums, problem.demand).prefix(depth) + [total]
      case .pairs: [-soft, leastPair, total]
      case .balanced: [-soft, -loads.reduce(0) { $0 + $1 * ($1 - 1) / 2 }, total]
      }
  }
}
