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

  func solve() throws -> [Outcome] { try outcomes(bonus: bonus) }

  /// The best assignments after each withdrawal, with a bonus on every pair that stood.
  private func outcomes(bonus: Int64) throws(NetworkFault) -> [Outcome] {
    guard let stood else { return [] }
    var outcomes: [Outcome] = []
    for expert in withdrawn {
      let network = try instance.network(withdrawn: Int(expert)) { pair in
        -Int64(instance.scores[pair]) - bonus * Int64(stood.flow[pair])
      }
      outcomes.append(minimumCostFlow(network))
    }
    return outcomes
  }

  /// The sum of totals after the withdrawals, and how many pairs of others each of them changes; nil where one of them
  /// leaves an instance that cannot be filled.
  private func measure(_ outcomes: [Outcome]) -> (totals: Int, changed: [Int])? {
    guard let stood else { return nil }
    var totals = 0
    var changed: [Int] = []
    for (expert, outcome) in zip(withdrawn, outcomes) {
      guard case .optimal(let solution) = outcome else { return nil }
      var others = 0
      for pair in instance.scores.indices {
        totals += Int(instance.scores[pair]) * Int(solution.flow[pair])
        if instance.experts[pair] != expert && stood.flow[pair] > solution.flow[pair] { others += 1 }
      }
      changed.append(others)
    }
    return (totals, changed)
  }

  func describe(_ outcomes: [Outcome]) -> AssignmentAnswer {
    guard let stood, !outcomes.isEmpty, let repaired = measure(outcomes),
      let anew = (try? self.outcomes(bonus: 0)).flatMap(measure)
    else { return AssignmentAnswer(isFilled: false, members: []) }
    func mean(_ sum: Int, scale: Int) -> String { decimalText(sum / outcomes.count, scale: scale) }
    return AssignmentAnswer(
      isFilled: true,
      members: [
        ("total", mean(repaired.totals, scale: instance.scale)), ("certified", "true"),
        ("before", decimalText(-Int(stood.cost), scale: instance.scale)), ("withdrawals", "\(outcomes.count)"),
        ("othersChanged", mean(repaired.changed.reduce(0, +) * 100, scale: 100)),
        ("mostOthersChanged", "\(repaired.changed.max() ?? 0)"),
        ("totalAnew", mean(anew.totals, scale: instance.scale)),
        ("othersChangedAnew", mean(anew.changed.reduce(0, +) * 100, scale: 100)),
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
