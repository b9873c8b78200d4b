import Testing

@testable import Flow

/// The fairest flow, against every flow there is.
struct FairFlowTests {
  @Test func `every 2 by 3 with scores 0 to 2 agrees with trying everything`() throws {
    for code in 0..<729 {
      var rest = code
      let scores = (0..<2).map { _ in
        (0..<3).map { _ -> Int? in
          defer { rest /= 3 }
          return rest % 3
        }
      }
      try agrees(Scored(scores: scores, demands: [2, 1], loads: [0...1, 1...1, 0...1]), depth: 1 + code % 2)
    }
  }

  @Test(arguments: [1, 2, 3])
  func `random ones up to 6 by 6 agree with trying everything`(depth: Int) throws {
    var draw = Draw(state: UInt64(30 + depth))
    for _ in 0..<(depth == 1 ? 120 : 60) {
      try agrees(Scored.random(&draw, most: depth == 1 ? 6 : 5), depth: depth)
    }
  }

  @Test func `ties in scores agree with trying everything`() throws {
    var draw = Draw(state: 35)
    for _ in 0..<100 {
      try agrees(Scored.random(&draw, most: 5, largest: 1), depth: draw(1...3))
    }
  }

  @Test func `other limits are kept beside fairness`() throws {
    let problem = Scored(scores: [[5, 4, 1], [5, 4, 1]], demands: [1, 1], loads: [0...1, 0...1, 0...2])
    let limits = [SideLimit(count: [1, 4], .atMost, 0)]
    let outcome = try fairestFlow(problem.network, senders: problem.senders, limits: limits)
    guard case .solved(let solution) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(solution.levels.map(\.share) == [Share(sum: 1, demand: 1)] && solution.value == -6 && solution.isProved)
  }

  @Test func `what has no flow is told apart from what no flow may keep`() throws {
    let blocked = Scored(scores: [[1], [1]], demands: [1, 1], loads: [0...1])
    guard case .infeasible(let cut, 1) = try fairestFlow(blocked.network, senders: blocked.senders) else {
      Issue.record("not blocked")
      return
    }
    #expect(cut.blocks)
    let open = Scored(scores: [[1, 2]], demands: [1], loads: [0...1, 0...1])
    let limits = [SideLimit(count: [0, 1], .atMost, 0)]
    guard case .limitsInfeasible(let proof, _) = try fairestFlow(open.network, senders: open.senders, limits: limits)
    else {
      Issue.record("not refused")
      return
    }
    #expect(try checkBound(open.network, limits: limits, proof: proof) == nil)
  }

  @Test func `shares are compared exactly`() {
    #expect(Share(sum: 3, demand: 2) < Share(sum: 5, demand: 3))
    #expect(Share(sum: 2, demand: 4) == Share(sum: 1, demand: 2))
    #expect(Share(sum: 1, demand: 2).floor(for: 3) == 2 && Share(sum: 1, demand: 2).floorAbove(for: 3) == 2)
    #expect(Share(sum: 1, demand: 2).floor(for: 4) == 2 && Share(sum: 1, demand: 2).floorAbove(for: 4) == 3)
    #expect(Share(sum: -1, demand: 2).floor(for: 3) == -1 && Share(sum: -1, demand: 2).floorAbove(for: 2) == 0)
  }

  private func agrees(_ problem: Scored, depth: Int) throws {
    let network = try problem.network
    let outcome = try fairestFlow(network, senders: problem.senders, depth: depth)
    let best = problem.fairest(depth: depth)
    guard case .solved(let solution) = outcome else {
      if best != nil { Issue.record("\(problem): \(outcome)") }
      return
    }
    #expect(solution.levels.map(\.share) == best?.shares, "\(problem)")
    #expect(solution.value == best.map { -Int128($0.total) } && solution.isProved, "\(problem)")
    let shares = solution.levels.map(\.share)
    for (place, level) in solution.levels.enumerated() {
      for proof in level.proofs {
        let limits = fairLimits(
          problem.senders, [], places: proof.places, Array(shares.prefix(place)), others: level.bound, strict: true)
        #expect(try checkBound(network, limits: limits, proof: proof.proof) == nil, "\(problem)")
      }
    }
    for proof in solution.proofs {
      let limits = fairLimits(
        problem.senders, [], places: proof.places, Array(shares.dropLast()), others: shares[shares.count - 1],
        strict: false)
      let bound = try checkBound(network, limits: limits, proof: proof.proof)
      #expect(bound.map { $0 >= solution.bound } ?? true, "\(problem)")
    }
  }
}
