import Foundation
import Testing

@testable import Flow

/// The search over the choices of stars ends, and with proof, where shares hang on one another.
struct StarSearchTests {
  /// `PANEL_EVERY_INSTANCE=1` draws so many times the problems.
  private static let scale = ProcessInfo.processInfo.environment["PANEL_EVERY_INSTANCE"] == nil ? 1 : 40

  /// Every column has its load fixed, so that no exchange stays between two rows. Few different scores give many
  /// choices of equal cost; common ones make all rows want the same columns.
  private static func tied(_ draw: inout Draw, most: Int) -> Scored {
    let (rows, columns) = (draw(2...most), draw(2...most))
    let largest = [1, 2, 9, 99, 1_000_000][draw(0...4)]
    let wanted = (0..<columns).map { _ in draw(1...largest) }
    let isShared = draw(0...2) == 0
    let scores = (0..<rows).map { _ in
      (0..<columns).map { column -> Int? in
        draw(0...9) == 0 ? nil : isShared ? wanted[column] + draw(-1...1) : draw(0...largest)
      }
    }
    let demands = (0..<rows).map { _ in draw(1...min(3, columns)) }
    let (each, rest) = demands.reduce(0, +).quotientAndRemainder(dividingBy: columns)
    let loads = (0..<columns).map { column in
      let load = each + (column < rest ? 1 : 0)
      return load...load
    }
    return Scored(scores: scores, demands: demands, loads: loads)
  }

  /// Sums near the best that each row could have alone.
  private static func floors(_ problem: Scored, _ draw: inout Draw) -> [Int] {
    let share = draw(20...100)
    return zip(problem.scores, problem.demands).map { row, demand in
      row.compactMap { $0 }.sorted(by: >).prefix(demand).reduce(0, +) * share / 100
    }
  }

  @Test func `tied loads and high floors end with proof at what all ways of choosing give`() throws {
    var draw = Draw(state: 8)
    var solved = 0
    let count = 60 * StarSearchTests.scale
    for _ in 0..<count {
      let problem = StarSearchTests.tied(&draw, most: StarSearchTests.scale == 1 ? 5 : 6)
      let floors = StarSearchTests.floors(problem, &draw)
      let network = try problem.network
      let outcome = try minimumCostFlow(network, limits: problem.floors(floors))
      let least = leastCost(problem, floors).map { Int128($0) }
      #expect(outcome.solution?.value == least && outcome.shown.bound == least, "\(problem), \(floors)")
      #expect(try checkBound(network, limits: problem.floors(floors), proof: outcome.shown.proof) == least)
      if least != nil { solved += 1 }
    }
    #expect((count / 10...count * 9 / 10).contains(solved), "the draw should give both kinds: \(solved)")
  }

  @Test func `a budget that ends on the way leaves a value and a bound that hold`() throws {
    var draw = Draw(state: 9)
    for steps in [0, 2_000, 10_000, 50_000, 200_000] {
      for _ in 0..<(6 * StarSearchTests.scale) {
        let problem = StarSearchTests.tied(&draw, most: 5)
        let floors = StarSearchTests.floors(problem, &draw)
        let network = try problem.network
        let limits = problem.floors(floors)
        let outcome = try minimumCostFlow(network, limits: limits, budget: WorkBudget(steps: steps))
        let least = leastCost(problem, floors).map { Int128($0) }
        if let value = outcome.solution?.value { #expect(value >= least ?? .max, "\(problem), \(floors)") }
        // No bound says that there is no flow.
        #expect(least.map { outcome.shown.bound ?? .max <= $0 } ?? true, "\(problem), \(floors)")
        #expect(try checkBound(network, limits: limits, proof: outcome.shown.proof) == outcome.shown.bound)
      }
    }
  }

  /// This is why the search ends: of finitely many open items each split takes one.
  @Test func `either part of a split has fewer open items than its case`() throws {
    var draw = Draw(state: 10)
    var parts = 0
    for _ in 0..<60 {
      let problem = StarSearchTests.tied(&draw, most: 5)
      let network = try problem.network
      let limits = problem.floors(StarSearchTests.floors(problem, &draw))
      guard let stars = StarNetwork(network, limits),
        var options = stars.options(lowers: network.lowers, capacities: network.capacities)
      else { continue }
      // From part to part, down to where nothing is open.
      while let star = options.indices.first(where: { options[$0].openCount > 0 }) {
        let item = options[star].items[options[star].forced + draw(0...(options[star].openCount - 1))]
        let arc = Int(stars.itemArc[Int(item)])
        let both = [true, false].compactMap {
          stars.options(options, arc: arc, isUsed: $0, isLeftOut: !$0)
        }
        for part in both {
          #expect(part[star].openCount < options[star].openCount)
          #expect(part.indices.allSatisfy { $0 == star || part[$0] == options[$0] })
          parts += 1
        }
        guard let next = both.last else { break }
        options = next
      }
    }
    #expect(parts > 200, "\(parts)")
  }

  /// Row by row, the least cost of every way in which columns may be loaded; a way is numbered by its loads.
  private func leastCost(_ problem: Scored, _ floors: [Int]) -> Int? {
    var strides: [Int] = []
    var ways = 1
    for load in problem.loads {
      strides.append(ways)
      ways *= load.upperBound + 1
    }
    func load(_ column: Int, in way: Int) -> Int { way / strides[column] % (problem.loads[column].upperBound + 1) }
    var costs = [Int?](repeating: nil, count: ways)
    costs[0] = 0
    for (row, demand) in problem.demands.enumerated() {
      var next = [Int?](repeating: nil, count: ways)
      for set in 0..<(1 << problem.loads.count) where set.nonzeroBitCount == demand {
        let columns = problem.loads.indices.filter { set >> $0 & 1 == 1 }
        let scores = columns.compactMap { problem.scores[row][$0] }
        let gain = scores.reduce(0, +)
        guard scores.count == demand && gain >= floors[row] else { continue }
        let step = columns.reduce(0) { $0 + strides[$1] }
        for way in 0..<ways {
          guard let cost = costs[way],
            columns.allSatisfy({ load($0, in: way) < problem.loads[$0].upperBound })
          else { continue }
          next[way + step] = min(next[way + step] ?? .max, cost - gain)
        }
      }
      costs = next
    }
    return costs.indices.compactMap { way in
      problem.loads.indices.allSatisfy { problem.loads[$0].contains(load($0, in: way)) } ? costs[way] : nil
    }.min()
  }
}
