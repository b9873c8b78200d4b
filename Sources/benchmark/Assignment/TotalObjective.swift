import Flow
import Simulation

/// The largest total of affinities, as one flow.
struct TotalObjective: AssignmentObjective {
  static let name = "total"
  static let purpose = "the largest total of affinities"

  private let instance: AssignmentInstance

  init(_ instance: AssignmentInstance, _: AssignmentOptions) { self.instance = instance }

  func solve() throws -> Outcome { minimumCostFlow(try instance.network()) }

  func describe(_ outcome: Outcome) -> AssignmentAnswer {
    AssignmentAnswer(outcome, scale: instance.scale) { instance.worstSum($0.flow) }
  }
}

extension AssignmentAnswer {
  /// Describes a flow whose cost is the total, negated; `worst` gives the least sum of scores that a candidate has.
  init(_ outcome: Outcome, scale: Int, worst: (Solution) -> Int) {
    switch outcome {
    case .optimal(let solution):
      self.init(
        isFilled: true,
        members: [
          ("total", decimalText(-Int(solution.cost), scale: scale)),
          ("worst", decimalText(worst(solution), scale: scale)), ("certified", "true"),
        ])
    case .infeasible(let cut, let leastUnmet):
      let size = #"{"nodes":\#(cut.nodes.count),"needed":\#(cut.needed),"available":\#(cut.available)}"#
      self.init(isFilled: false, members: [("unmet", "\(leastUnmet)"), ("cut", size)])
    case .stopped:
      self.init(isFilled: false, members: [("stopped", "true")])
    }
  }
}
