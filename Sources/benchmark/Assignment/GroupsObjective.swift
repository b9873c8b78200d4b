import Flow
import Glibc
import Simulation

/// The largest total with at most so many experts of one unit on a panel.
///
/// A candidate's unit gets a node of its own, which passes so many on, only once a panel has broken the limit without
/// it. The flow that breaks no limit any more is the best within fewer limits, so it is the best within all, and its
/// certificate shows that; where fewer limits leave nothing, all leave nothing. Each flow starts from the one before,
/// without the seats that broke a limit.
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

  func solve() throws -> UnitPanels {
    var panels = UnitPanels(instance, units: units, mostOfUnit: mostOfUnit)
    try panels.solve()
    return panels
  }

  func describe(_ panels: UnitPanels) -> AssignmentAnswer {
    AssignmentAnswer(panels.outcome, scale: instance.scale) { solution in
      instance.worstSum(panels.arcOfPair.map { solution.flow[$0] })
    }
  }
}
