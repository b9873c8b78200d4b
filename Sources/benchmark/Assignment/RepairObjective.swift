import Flow
import Simulation

/// After the best assignment stands, experts withdraw one at a time; each time the total is made as large as it can be
/// when every pair that stood is worth a bonus more, so that few others change – or, with a loss, as few others are
/// changed as can be while the total is within it of the largest (`compromise` of `Flow`), and the least number that
/// could be is told.
struct RepairObjective: AssignmentObjective {
  static let name = "repair"
  static let purpose =
    "the largest total after a withdrawal, with a bonus on pairs kept, or the fewest changes; seconds are of all"
  static let options: [(name: String, meaning: String)] = [
    ("--withdrawals", "N: withdrawals, each alone, of those with the greatest load [10]"),
    ("--bonus", "DECIMAL: what a kept pair is worth more [0.05]"),
    ("--loss", "DECIMAL: instead, the fewest pairs of others changed with a total so near the largest"),
  ]

  /// The assignment after a withdrawal.
  struct Repaired {
    let flow: [Int32]
    /// No assignment within the loss keeps more pairs than this; nil without a loss.
    let mostKept: Int?
  }

  private let instance: AssignmentInstance
  private let bonus: Int64
  private let loss: Int64?
  /// The assignment that stood; nil where none can fill the instance.
  private let stood: Solution?
  private let withdrawn: [Int32]

  init(_ instance: AssignmentInstance, _ options: AssignmentOptions) throws {
    self.instance = instance
    bonus = Int64(options.decimal("--bonus", scale: instance.scale, default: instance.scale / 20))
    let asked = options.decimal("--loss", scale: instance.scale, default: -1)
    loss = asked < 0 ? nil : Int64(asked)
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

  func solve() throws -> [Repaired?] { try repairs(bonus: bonus, loss: loss) }

  /// The best assignments after each withdrawal, with a bonus on every pair that stood, or within a loss; nil where one
  /// leaves an instance that cannot be filled.
  private func repairs(bonus: Int64, loss: Int64?) throws(NetworkFault) -> [Repaired?] {
    guard let stood else { return [] }
    var repairs: [Repaired?] = []
    for expert in withdrawn {
      let network = try instance.network(withdrawn: Int(expert)) { pair in
        -Int64(instance.scores[pair]) - (loss == nil ? bonus * Int64(stood.flow[pair]) : 0)
      }
      guard let loss else {
        if case .optimal(let solution) = minimumCostFlow(network) {
          repairs.append(Repaired(flow: solution.flow, mostKept: nil))
        } else {
          repairs.append(nil)
        }
        continue
      }
      var keeps = [Int64](repeating: 0, count: network.arcCount)
      for pair in instance.scores.indices where instance.experts[pair] != expert {
        keeps[pair] = -Int64(stood.flow[pair])
      }
      if case .found(let found) = try compromise(network, by: keeps, excess: Int128(loss)) {
        repairs.append(Repaired(flow: found.flow, mostKept: Int(-found.bound)))
      } else {
        repairs.append(nil)
      }
    }
    return repairs
  }

  /// The sum of totals after the withdrawals, how many pairs of others each of them changes, and how many it must; nil
  /// where one of them leaves an instance that cannot be filled.
  private func measure(_ repairs: [Repaired?]) -> (totals: Int, changed: [Int], bounds: [Int])? {
    guard let stood else { return nil }
    var totals = 0
    var (changed, bounds): ([Int], [Int]) = ([], [])
    for (expert, repaired) in zip(withdrawn, repairs) {
      guard let repaired else { return nil }
      var (others, standing) = (0, 0)
      for pair in instance.scores.indices {
        totals += Int(instance.scores[pair]) * Int(repaired.flow[pair])
        guard instance.experts[pair] != expert, stood.flow[pair] > 0 else { continue }
        standing += 1
        if repaired.flow[pair] == 0 { others += 1 }
      }
      changed.append(others)
      bounds.append(repaired.mostKept.map { standing - $0 } ?? others)
    }
    return (totals, changed, bounds)
  }

  func describe(_ repairs: [Repaired?]) -> AssignmentAnswer {
    guard let stood, !repairs.isEmpty, let repaired = measure(repairs),
      let anew = (try? self.repairs(bonus: 0, loss: nil)).flatMap(measure)
    else { return AssignmentAnswer(isFilled: false, members: []) }
    func mean(_ sum: Int, scale: Int) -> String { decimalText(sum / repairs.count, scale: scale) }
    return AssignmentAnswer(
      isFilled: true,
      members: [
        ("total", mean(repaired.totals, scale: instance.scale)), ("certified", "true"),
        ("before", decimalText(-Int(stood.cost), scale: instance.scale)), ("withdrawals", "\(repairs.count)"),
        ("othersChanged", mean(repaired.changed.reduce(0, +) * 100, scale: 100)),
        ("mostOthersChanged", "\(repaired.changed.max() ?? 0)"),
        ("othersBound", loss == nil ? "null" : mean(repaired.bounds.reduce(0, +) * 100, scale: 100)),
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
