import Testing

@testable import Flow

/// Flows within side limits, against every flow there is.
struct LimitedFlowTests {
  @Test func `every 2 by 2 with scores 0 to 2 agrees with trying everything, for every floor`() throws {
    for code in 0..<81 {
      for floor in 0..<25 {
        let scores = [[code % 3, code / 3 % 3], [code / 9 % 3, code / 27]]
        let problem = Scored(scores: scores, demands: [1, 1], loads: [0...1, 0...2])
        try agrees(problem, problem.floors([floor % 5, floor / 5]))
      }
    }
  }

  @Test(arguments: [1, 2])
  func `3 by 3 with scores 0 to 2 agree with trying everything`(demand: Int) throws {
    for code in stride(from: demand, to: 19_683, by: 17) {
      var rest = code
      let scores = (0..<3).map { _ in
        (0..<3).map { _ -> Int? in
          defer { rest /= 3 }
          return rest % 3
        }
      }
      let loads = [demand...demand, 0...3, 0...demand]
      let problem = Scored(scores: scores, demands: [demand, demand, demand], loads: loads)
      try agrees(problem, problem.floors([code % 4, code % 3, code / 5 % 4]))
    }
  }

  @Test func `random ones up to 5 by 5 with floors agree with trying everything`() throws {
    var draw = Draw(state: 11)
    var feasible = 0
    for _ in 0..<250 {
      let problem = Scored.random(&draw, most: 5)
      let limits = problem.floors(problem.demands.map { draw(0...($0 * 7)) })
      feasible += try agrees(problem, limits) ? 1 : 0
    }
    #expect((60...220).contains(feasible), "the draw should give both kinds")
  }

  /// Kinds that cross, as many of each as are asked for on every row's choice, with a floor besides.
  @Test func `random ones with crossing counts agree with trying everything`() throws {
    var draw = Draw(state: 12)
    var feasible = 0
    for _ in 0..<250 {
      let problem = Scored.random(&draw, most: 5)
      var limits = draw(0...1) == 0 ? problem.floors(problem.demands.map { draw(0...($0 * 4)) }) : []
      for (row, pairs) in problem.arcs.enumerated() {
        let first = pairs.filter { $0.column % 2 == 0 }.map(\.arc)
        let second = pairs.filter { $0.column % 3 == 0 }.map(\.arc)
        limits.append(SideLimit(count: first, .atLeast, Int64(draw(0...1))))
        limits.append(SideLimit(count: second, .atMost, Int64(draw(1...problem.demands[row] + 1))))
      }
      feasible += try agrees(problem, limits) ? 1 : 0
    }
    #expect((60...220).contains(feasible), "the draw should give both kinds")
  }

  /// Limits over several rows make no stars.
  @Test func `random ones with limits across rows agree with trying everything`() throws {
    var draw = Draw(state: 13)
    var feasible = 0
    for _ in 0..<200 {
      let problem = Scored.random(&draw, most: 4)
      let all = problem.arcs.joined().map(\.arc)
      let limits = (0..<draw(1...2)).map { _ -> SideLimit in
        let sense: SideLimit.Sense = draw(0...1) == 0 ? .atLeast : .atMost
        let terms = all.map { SideLimit.Term(arc: $0, coefficient: Int64(draw(-3...5))) }
        return SideLimit(terms, sense, Int64(draw(0...(all.count / 2))))
      }
      feasible += try agrees(problem, limits) ? 1 : 0
    }
    #expect((40...190).contains(feasible), "the draw should give both kinds")
  }

  @Test func `the order of limits changes neither value nor bound`() throws {
    var draw = Draw(state: 14)
    for _ in 0..<60 {
      let problem = Scored.random(&draw, most: 5)
      let limits = problem.floors(problem.demands.map { draw(0...($0 * 5)) })
      let first = try minimumCostFlow(problem.network, limits: limits)
      let second = try minimumCostFlow(problem.network, limits: limits.reversed())
      #expect(first.solution?.value == second.solution?.value)
      #expect(first.solution?.bound == second.solution?.bound)
    }
  }

  @Test func `the same problem gives the same bytes`() throws {
    var draw = Draw(state: 15)
    for _ in 0..<40 {
      let problem = Scored.random(&draw, most: 5)
      let limits = problem.floors(problem.demands.map { draw(0...($0 * 6)) })
      let first = try minimumCostFlow(problem.network, limits: limits)
      let second = try minimumCostFlow(problem.network, limits: limits)
      #expect(first.solution?.flow == second.solution?.flow)
      #expect(first.shown.proof == second.shown.proof)
    }
  }

  @Test(arguments: [0, 200, 2_000, 20_000])
  func `a budget that runs out still gives a value and a bound that hold`(steps: Int) throws {
    var draw = Draw(state: 16)
    for _ in 0..<80 {
      let problem = Scored.random(&draw, most: 5)
      let limits = problem.floors(problem.demands.map { draw(0...($0 * 6)) })
      let outcome = try minimumCostFlow(problem.network, limits: limits, budget: WorkBudget(steps: steps))
      let least = problem.leastCost(within: limits)
      switch outcome {
      case .solved(let solution):
        #expect(
          solution.value >= least.map { Int128($0) } ?? .max && solution.bound <= least.map { Int128($0) } ?? .min)
      case .infeasible: #expect(least == nil)
      case .unknown(let bound, _, _): #expect(least.map { bound <= Int128($0) } ?? true)
      }
    }
  }

  @Test func `a watch that says stop ends the search with what it has`() throws {
    let problem = Scored(
      scores: [[5, 4, 1], [5, 4, 0], [5, 3, 2]], demands: [1, 1, 1], loads: [0...1, 0...1, 0...1])
    let limits = problem.floors([2, 1, 2])
    let outcome = try minimumCostFlow(problem.network, limits: limits) { _ in false }
    if let solution = outcome.solution { #expect(solution.bound <= -11 && solution.value >= -11) }
    #expect(try minimumCostFlow(problem.network, limits: limits).solution?.value == -11)
  }

  @Test func `a limit that does not fit the network is refused`() throws {
    let problem = Scored(scores: [[1]], demands: [1], loads: [0...1])
    let network = try problem.network
    #expect(throws: SideLimitFault.noSuchArc(7, limit: 1, arcCount: 2)) {
      try minimumCostFlow(network, limits: [SideLimit(count: [0], .atLeast, 1), SideLimit(count: [7], .atLeast, 1)])
    }
    #expect(throws: SideLimitFault.tooLarge(limit: 0, largest: 1 << 60)) {
      try minimumCostFlow(network, limits: [SideLimit([.init(arc: 0, coefficient: .max)], .atLeast, 1)])
    }
  }

  /// Whether there is a flow; records an issue where the search is of another opinion, or its proof is not accepted.
  @discardableResult
  private func agrees(_ problem: Scored, _ limits: [SideLimit]) throws -> Bool {
    let network = try problem.network
    let outcome = try minimumCostFlow(network, limits: limits)
    let least = problem.leastCost(within: limits).map { Int128($0) }
    let shown = outcome.shown
    if outcome.solution?.value != least || shown.bound != least {
      Issue.record("\(problem), \(limits): \(outcome) instead of \(String(describing: least))")
    }
    #expect(try checkBound(network, limits: limits, proof: shown.proof) == least, "\(problem), \(limits)")
    return least != nil
  }
}
