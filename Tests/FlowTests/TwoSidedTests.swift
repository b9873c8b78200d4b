import Testing

@testable import Flow

/// Problems of the shape that most callers have, against plain trial of every choice.
@Suite struct `Two-sided problems` {
  @Test(
    arguments: [[1, 1], [1, 2], [2, 2]], [[1...1, 1...1, 1...1], [0...2, 0...2, 0...2], [0...1, 1...2, 0...1]])
  func `every 2 by 3 with costs 0, 1, 2 or no arc agrees with trying everything`(
    demands: [Int], loads: [ClosedRange<Int>]
  ) throws {
    for code in 0..<4096 {
      let costs = (0..<2).map { row in
        (0..<3).map { column -> Int? in
          let digit = code >> (2 * (3 * row + column)) & 3
          return digit == 3 ? nil : digit
        }
      }
      try agrees(TwoSided(costs: costs, demands: demands, loads: loads))
    }
  }

  @Test(arguments: [1, 2])
  func `every 3 by 3 with costs 0 to 2 agrees with trying everything`(demand: Int) throws {
    for code in 0..<19_683 {
      var rest = code
      let costs = (0..<3).map { _ in
        (0..<3).map { _ -> Int? in
          defer { rest /= 3 }
          return rest % 3
        }
      }
      let loads = [demand...demand, 0...3, 0...demand]
      try agrees(TwoSided(costs: costs, demands: [demand, demand, demand], loads: loads))
    }
  }

  @Test func `random ones up to 6 by 6 with least loads agree with trying everything`() throws {
    var draw = Draw(state: 1)
    var feasible = 0
    for _ in 0..<400 {
      let rows = draw(1...6)
      let columns = draw(1...6)
      let problem = TwoSided(
        costs: (0..<rows).map { _ in (0..<columns).map { _ in draw(0...5) == 0 ? nil : draw(-9...9) } },
        demands: (0..<rows).map { _ in draw(0...min(3, columns)) },
        loads: (0..<columns).map { _ in
          let least = draw(0...2)
          return least...(least + draw(0...3))
        })
      feasible += try agrees(problem) ? 1 : 0
    }
    #expect((100...300).contains(feasible), "the draw should give both kinds")
  }

  @Test func `least loads that ask for every unit shut the exits, and the answer is that of exact loads`() throws {
    var draw = Draw(state: 3)
    var feasible = 0
    for _ in 0..<200 {
      let columns = draw(1...5)
      let least = (0..<columns).map { _ in draw(0...2) }
      let asked = least.reduce(0, +)
      let demands = [asked / 3, asked / 3, asked - 2 * (asked / 3)]
      let costs = demands.map { _ in
        (0..<columns).map { column in draw(0...6) == 0 ? nil : 40 * column + draw(-9...9) }
      }
      let wide = TwoSided(costs: costs, demands: demands, loads: least.map { $0...($0 + 2) })
      let exact = TwoSided(costs: costs, demands: demands, loads: least.map { $0...$0 })
      guard asked > 0, try wide.network().arcCount > columns else { continue }
      let network = try wide.network()
      let shape = try #require(network.withArcColumns { TwoSidedShape($0, balances: network.balances) })
      // One exit a column that units can come to, each with room that nothing can use.
      let used = (0..<columns).count { column in least[column] > 0 || costs.contains { $0[column] != nil } }
      #expect(shape.shutExits.count == used)
      feasible += try agrees(wide) ? 1 : 0
      #expect(try minimumCostFlow(wide.network()).cost == minimumCostFlow(exact.network()).cost)
    }
    #expect((40...190).contains(feasible), "the draw should give both kinds")
  }

  /// Whether the problem has a solution; records an issue where the engine is of another opinion.
  @discardableResult
  private func agrees(_ problem: TwoSided) throws -> Bool {
    let network = try problem.network()
    let least = problem.leastCostByTrying()
    var unmet: Set<Int> = []
    for method in Method.allCases where method.fits(network) {
      let outcome = minimumCostFlow(network, by: method)
      if outcome.cost != least {
        Issue.record("\(problem): \(outcome) by \(method) instead of \(String(describing: least))")
      }
      guard least == nil else { continue }
      if outcome.infeasibility?.cut.blocks != true { Issue.record("\(problem): no blocking cut") }
      unmet.insert(outcome.infeasibility?.leastUnmet ?? -1)
    }
    if unmet.count > 1 { Issue.record("\(problem): \(unmet) units unmet") }
    return least != nil
  }
}
