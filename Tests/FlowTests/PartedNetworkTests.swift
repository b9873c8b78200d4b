import Testing

@testable import Flow

@Suite struct `A network in parts` {
  @Test(arguments: 0..<100) func `costs as much as the whole where no step holds anything back`(seed: Int) throws {
    var draw = Draw(state: UInt64(seed))
    let (whole, pairs) = try twoSided(&draw)
    let parted = try PartedNetwork(whole, unit: 6, steps: [2, 4], costs: .plain(steps: 2)) { $0 < pairs }
    switch (minimumCostFlow(whole), minimumCostFlow(parted.network)) {
    case (.optimal(let first), .optimal(let second)): #expect(first.cost * 6 == second.cost)
    case (.infeasible, .infeasible): break
    default: Issue.record("one has a flow, the other none")
    }
  }

  @Test func `fills its steps in order and stops at the last`() throws {
    var whole = Network(nodeCount: 2)
    let first = try whole.addArc(from: 0, to: 1, capacity: 1, cost: -10)
    let second = try whole.addArc(from: 0, to: 1, capacity: 1, cost: -7)
    let third = try whole.addArc(from: 0, to: 1, capacity: 1, cost: 0)
    try whole.setSupply(1, of: 0)
    try whole.setSupply(-1, of: 1)
    // Of ten parts at most eight on an arc; each step of four is worth 5 / 10 less than the one before.
    let costs = PartedNetwork.StepCosts(scale: 10, rises: [0, 5])
    let parted = try PartedNetwork(whole, unit: 10, steps: [4, 4], costs: costs) { _ in true }
    guard case .optimal(let solution) = minimumCostFlow(parted.network) else {
      Issue.record("this has a flow")
      return
    }
    // Per part: −100, −50; −70, −35; 0, 0.
    let parts = parted.parts(of: solution.flow)
    #expect(parts[first] == 6 && parts[second] == 4 && parts[third] == 0)
    #expect(solution.cost == -780)
    let own: [Int64] = [-100, -50, -70, -35, 0, 0]
    let other: [Int64] = [1, 1, 2, 2, 3, 3]
    #expect(try parted.row(nil, costs) == own)
    #expect(try parted.row([1, 2, 3], .plain(steps: 2)) == other)
  }

  @Test func `leaves an arc whose flow is settled as it is`() throws {
    var whole = Network(nodeCount: 2)
    try whole.addArc(from: 0, to: 1, lower: 1, capacity: 1, cost: 3)
    let parted = try PartedNetwork(whole, unit: 5, steps: [4], costs: .plain(steps: 1)) { _ in true }
    #expect(parted.network.arcCount == 1)
    #expect(parted.network[arc: 0] == Network.Arc(tail: 0, head: 1, lower: 5, capacity: 5, cost: 3))
  }

  @Test func `refuses what leaves its range`() throws {
    var whole = Network(nodeCount: 2)
    try whole.addArc(from: 0, to: 1, capacity: 1 << 30, cost: 1 << 40)
    #expect(throws: NetworkFault.self) {
      try PartedNetwork(whole, unit: 4, steps: [4], costs: .plain(steps: 1)) { _ in true }
    }
    #expect(throws: NetworkFault.self) {
      try PartedNetwork(whole, unit: 1, steps: [1], costs: .init(scale: 1 << 30, rises: [0])) { _ in true }
    }
    try whole.setSupply(1 << 59, of: 0)
    #expect(throws: NetworkFault.tooMuchFlow(largest: Network.largestThroughput)) {
      try PartedNetwork(whole, unit: 1 << 30, steps: [1], costs: .plain(steps: 1)) { _ in true }
    }
  }
}
