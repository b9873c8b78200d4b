import Flow
import Simulation

/// After the best assignment stands, experts withdraw one at a time; each time the total is made as large as it can be
/// when every pair that stood is worth a bonus more, so that few others change.
struct RepairObjective: AssignmentObjective {
  static let name = "repair"
  static let purpose =
    "the largest total after a withdrawal, with a bonus on pairs kept; seconds are of all withdrawals"
  static let options: [(name: String, meaning: String)] = [
    ("--withdrawals", "N: withdrawals, each alone, of those with the greatest load [10]"),
    ("--bonus", "DECIMAL: what a kept pair is worth more [0.05]"),
  ]

  private let instance: AssignmentInstance
  private let bonus: Int64
  /// The assignment that stood; nil where none can fill the instance.
  private let stood: Solution?
  private let withdrawn: [Int32]

  init(_ instance: AssignmentInstance, _ options: AssignmentOptions) throws {
    self.instance = instance
    bonus = Int64(options.decimal("--bonus", scale: instance.scale, default: instance.scale / 20))
    guard case .optimal(let stood) = minimumCostFlow(try instance.network()) else {
      (stood, withdrawn) = (nil, [])
      return
    }
    self.stood = stood
    let loads = instance.loads(stood.flow)
    withdrawn = Array(
      loads.indices.sorted { (-loads[$0], $0) < (-loads[$1], $1) }
        .prefix(options.wholeNumber("--withdrawals", default: 10)).map { Int32($0) })
  }

  func solve() throws -> [Outcome] {
    guard let stood else { return [] }
    return try withdrawn.map { expert in
      minimumCostFlow(
        try instance.network { pair in
          (
            capacity: instance.experts[pair] == expert ? 0 : 1,
            cost: -Int64(instance.scores[pair]) - bonus * Int64(stood.flow[pair])
          )
        })
    }
  }

  func describe(_ outcomes: [Outcome]) -> AssignmentAnswer {
    guard let stood else { return AssignmentAnswer(isFilled: false, members: []) }
    var totals = 0
    var changes: [Int] = []
    for (expert, outcome) in zip(withdrawn, outcomes) {
      guard case .optimal(let solution) = outcome else { return AssignmentAnswer(isFilled: false, members: []) }
      var changed = 0
      for pair in instance.scores.indices {
        totals += Int(instance.scores[pair]) * Int(solution.flow[pair])
        if instance.experts[pair] != expert && stood.flow[pair] > solution.flow[pair] { changed += 1 }
      }
      changes.append(changed)
    }
    let count = max(1, outcomes.count)
    return AssignmentAnswer(
      isFilled: true,
      members: [
        ("total", decimalText(totals / count, scale: instance.scale)),
        ("before", decimalText(-Int(stood.cost), scale: instance.scale)), ("certified", "true"),
        ("withdrawals", "\(outcomes.count)"),
        ("othersChanged", decimalText(changes.reduce(0, +) * 100 / count, scale: 100)),
        ("mostOthersChanged", "\(changes.max() ?? 0)"),
      ])
  }
}

extension AssignmentInstance {
  /// How many candidates each expert has under a flow of `network()`.
  fileprivate func loads(_ flow: [Int32]) -> [Int] {
    var loads = [Int](repeating: 0, count: leastLoads.count)
    for pair in scores.indices { loads[Int(experts[pair])] += Int(flow[pair]) }
    return loads
  }
}
