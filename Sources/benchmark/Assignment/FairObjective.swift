import Flow
import Simulation

/// The largest worst sum of a candidate relative to its demand, then the largest total.
struct FairObjective: AssignmentObjective {
  static let name = "fair"
  static let purpose = "the largest worst sum of a candidate, relative to its demand, then the largest total"
  static let options: [(name: String, meaning: String)] = [
    ("--depth", "N: so many of the worst are made as large as can be, in turn [1]")
  ]

  private let instance: AssignmentInstance
  private let depth: Int

  init(_ instance: AssignmentInstance, _ options: AssignmentOptions) {
    self.instance = instance
    depth = max(1, options.wholeNumber("--depth", default: 1))
    guard instance.demands.contains(where: { $0 > 0 }) else {
      Benchmark.end(3, "benchmark: fairness needs a candidate that asks for an expert\n")
    }
  }

  func solve() throws -> FairOutcome {
    var gains = [[SideLimit.Term]](repeating: [], count: instance.demands.count)
    for pair in instance.scores.indices {
      gains[Int(instance.candidates[pair])].append(
        SideLimit.Term(arc: pair, coefficient: Int64(instance.scores[pair])))
    }
    let senders = instance.demands.indices.filter { instance.demands[$0] > 0 }.map {
      FairSender(gains: gains[$0], demand: Int(instance.demands[$0]))
    }
    return try fairestFlow(try instance.network(), senders: senders, depth: depth)
  }

  func describe(_ outcome: FairOutcome) -> AssignmentAnswer {
    switch outcome {
    case .solved(let solution):
      let level = solution.levels[0]
      // The bound on the sum of a candidate with the worst one's demand.
      let most = level.bound.sum * Int64(level.share.demand) / Int64(level.bound.demand)
      return AssignmentAnswer(
        isFilled: true,
        members: [
          ("total", decimalText(-Int(solution.value), scale: instance.scale)),
          ("worst", decimalText(Int(level.share.sum), scale: instance.scale)), ("certified", "\(solution.isProved)"),
          ("bound", decimalText(Int(most), scale: instance.scale)),
          ("totalBound", decimalText(-Int(solution.bound), scale: instance.scale)),
        ])
    case .infeasible(let cut, let leastUnmet):
      return AssignmentAnswer(.infeasible(cut, leastUnmet: leastUnmet), scale: instance.scale) { _ in 0 }
    case .limitsInfeasible, .unknown:
      return AssignmentAnswer(isFilled: false, members: [("stopped", "true")])
    }
  }
}
