import Flow
import Glibc
import Simulation

/// The largest total with at most so many experts of one unit on a panel, as one flow with a node for each candidate's
/// unit.
struct GroupsObjective: AssignmentObjective {
  static let name = "groups"
  static let purpose = "the largest total with few experts of one unit on a panel"
  static let options: [(name: String, meaning: String)] = [
    (
      "--units",
      "FILE: a whole number for each expert, its unit, one a line; without it experts i and j are of one unit"
    ),
    ("--unit-count", "N: where i and j leave the same remainder by N [60]"),
    ("--at-most", "N: experts of one unit on a panel [1]"),
  ]

  private let instance: AssignmentInstance
  private let units: [Int]
  private let unitCount: Int
  private let mostOfUnit: Int

  init(_ instance: AssignmentInstance, _ options: AssignmentOptions) {
    self.instance = instance
    mostOfUnit = options.wholeNumber("--at-most", default: 1)
    let count = options.wholeNumber("--unit-count", default: 60)
    let experts = instance.leastLoads.count
    if let file = options.text("--units") {
      units = GroupsObjective.units(in: file, experts: experts)
    } else {
      guard count > 0 else { Benchmark.refuse("--unit-count needs a whole number of 1 or more") }
      units = (0..<experts).map { $0 % count }
    }
    unitCount = (units.max() ?? 0) + 1
  }

  private static func units(in file: String, experts: Int) -> [Int] {
    guard let stream = fopen(file, "rb") else { Benchmark.end(3, "benchmark: \(file) cannot be opened\n") }
    defer { fclose(stream) }
    let units = bytes(of: stream).split(separator: UInt8(ascii: "\n")).map { Int(String(decoding: $0, as: UTF8.self)) }
    guard units.count == experts else {
      Benchmark.end(3, "benchmark: \(file) names \(units.count) units for \(experts) experts\n")
    }
    return units.enumerated().map { line, unit in
      guard let unit, unit >= 0, unit < 1_000_000 else {
        Benchmark.end(3, "benchmark: \(file), line \(line + 1) is not a whole number from 0 to 999999\n")
      }
      return unit
    }
  }

  func solve() throws -> (outcome: Outcome, arcOfPair: [Int32]) {
    let (network, arcOfPair) = try network()
    return (minimumCostFlow(network), arcOfPair)
  }

  func describe(_ result: (outcome: Outcome, arcOfPair: [Int32])) -> AssignmentAnswer {
    AssignmentAnswer(result.outcome, scale: instance.scale) { solution in
      instance.worstSum(result.arcOfPair.map { solution.flow[Int($0)] })
    }
  }

  /// Nodes: candidates, experts, one that takes every unit of flow, then the units of which a candidate knows more
  /// experts than may sit. Arcs candidate by candidate: to experts and unit nodes, then on from each unit node.
  ///
  /// The way to a unit node already costs what its best pair does, and the way on only what another pair is worth less:
  /// the sums are the same, and a start that fills cheap arcs sees what each unit is good for (measured: a quarter of
  /// the time).
  private func network() throws(NetworkFault) -> (Network, arcOfPair: [Int32]) {
    let rows = rows
    let sink = instance.demands.count + instance.leastLoads.count
    var network = Network(
      nodeCount: sink + 1 + rows.unitNodes, expectedArcs: instance.scores.count + rows.unitNodes + sink)
    var arcOfPair = [Int32](repeating: 0, count: instance.scores.count)
    var nextNode = sink + 1
    var asked = 0
    var passing: [(unit: Int, pair: Int)] = []
    for candidate in instance.demands.indices {
      passing.removeAll(keepingCapacity: true)
      for pair in rows.starts[candidate]..<rows.starts[candidate + 1] {
        if rows.passesUnit[pair] {
          passing.append((units[Int(instance.experts[pair])], pair))
        } else {
          arcOfPair[pair] = try addPair(pair, from: candidate, paid: 0, to: &network)
        }
      }
      passing.sort(by: <)
      let sets = sets(of: passing)
      for (offset, set) in sets.enumerated() {
        try network.addArc(from: candidate, to: nextNode + offset, capacity: mostOfUnit, cost: -Int64(set.best))
      }
      for (offset, set) in sets.enumerated() {
        for (_, pair) in passing[set.range] {
          arcOfPair[pair] = try addPair(pair, from: nextNode + offset, paid: set.best, to: &network)
        }
      }
      nextNode += sets.count
      try network.setSupply(Int(instance.demands[candidate]), of: candidate)
      asked += Int(instance.demands[candidate])
    }
    try instance.addLoads(to: &network, sink: sink)
    try network.setSupply(-asked, of: sink)
    return (network, arcOfPair)
  }

  /// A row's pairs of one unit, where they stand in the row and the best of their scores.
  private func sets(of passing: [(unit: Int, pair: Int)]) -> [(range: Range<Int>, best: Int32)] {
    var sets: [(range: Range<Int>, best: Int32)] = []
    for (position, (unit, pair)) in passing.enumerated() {
      let score = instance.scores[pair]
      if position > 0, passing[position - 1].unit == unit, let last = sets.popLast() {
        sets.append((last.range.lowerBound..<position + 1, max(last.best, score)))
      } else {
        sets.append((position..<position + 1, score))
      }
    }
    return sets
  }

  /// The arc of a pair whose way has already `paid` so much of its score.
  private func addPair(
    _ pair: Int, from tail: Int, paid: Int32, to network: inout Network
  ) throws(NetworkFault) -> Int32 {
    Int32(
      try network.addArc(
        from: tail, to: instance.demands.count + Int(instance.experts[pair]), capacity: 1,
        cost: Int64(paid) - Int64(instance.scores[pair])))
  }

  /// Where each candidate's pairs begin, which pairs pass through a unit's node, and how many such nodes there are.
  private var rows: (starts: [Int], passesUnit: [Bool], unitNodes: Int) {
    var starts: [Int] = []
    var passesUnit = [Bool](repeating: false, count: instance.scores.count)
    var unitNodes = 0
    var known = [Int](repeating: 0, count: unitCount)
    var pair = 0
    for candidate in instance.demands.indices {
      starts.append(pair)
      let start = pair
      while pair < instance.scores.count && Int(instance.candidates[pair]) == candidate {
        let unit = units[Int(instance.experts[pair])]
        known[unit] += 1
        if known[unit] == mostOfUnit + 1 { unitNodes += 1 }
        pair += 1
      }
      for index in start..<pair { passesUnit[index] = known[units[Int(instance.experts[index])]] > mostOfUnit }
      for index in start..<pair { known[units[Int(instance.experts[index])]] = 0 }
    }
    starts.append(pair)
    return (starts, passesUnit, unitNodes)
  }
}
