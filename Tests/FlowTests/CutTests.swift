import Flow
import Testing

@Suite struct Cuts {
  private func cut(_ problem: TwoSided) throws -> (cut: Cut, leastUnmet: Int) {
    try #require(minimumCostFlow(problem.network()).infeasibility)
  }

  @Test func `three rows that share two columns are named with them and no others`() throws {
    let costs: [[Int?]] = [
      [1, 1, nil, nil], [1, nil, nil, nil], [nil, 1, nil, nil], [nil, nil, 1, 1], [nil, nil, 1, 1],
    ]
    let found = try cut(TwoSided(costs: costs, demands: [1, 1, 1, 1, 1], loads: [0...1, 0...1, 0...2, 0...2]))
    #expect(found.leastUnmet == 1)
    #expect(found.cut.nodes == [0, 1, 2, 5, 6])
    #expect(found.cut.needed == 3 && found.cut.available == 2)
  }

  @Test func `a row with too few columns stands alone with its arcs`() throws {
    let found = try cut(
      TwoSided(costs: [[1, 1, 1], [1, nil, 1]], demands: [2, 3], loads: [0...5, 0...5, 0...5]))
    #expect(found.cut.direction == .outward)
    #expect(found.cut.nodes == [1])
    #expect(found.cut.arcs == [3, 4])
    #expect(found.cut.needed == 3 && found.cut.available == 2)
  }

  @Test func `too little room in all is seen from the receiving end`() throws {
    let costs = [[Int?]](repeating: [1, 1, 1], count: 9)
    let found = try cut(TwoSided(costs: costs, demands: [Int](repeating: 1, count: 9), loads: [0...2, 0...2, 0...2]))
    #expect(found.leastUnmet == 3)
    #expect(found.cut.direction == .inward)
    #expect(found.cut.nodes == [12])
    #expect(found.cut.needed == 9 && found.cut.available == 6)
  }

  @Test func `a least load that cannot be reached is named`() throws {
    let found = try cut(TwoSided(costs: [[1, nil], [1, 1]], demands: [1, 1], loads: [0...2, 2...2]))
    #expect(found.cut.direction == .inward)
    #expect(found.cut.nodes == [3])
    #expect(found.cut.needed == 2 && found.cut.available == 1)
  }

  @Test func `supplies that do not sum to zero are a cut`() throws {
    var network = Network(nodeCount: 2)
    try network.addArc(from: 0, to: 1, capacity: 9, cost: 1)
    try network.setSupply(5, of: 0)
    try network.setSupply(-2, of: 1)
    let found = try #require(minimumCostFlow(network).infeasibility)
    #expect(found.leastUnmet == 3)
    #expect(found.cut.blocks)
  }

  @Test func `no sender of an outward cut can be done without`() throws {
    var draw = Draw(state: 9)
    var seen = 0
    for _ in 0..<600 {
      let rows = draw(3...8)
      let problem = TwoSided(
        costs: (0..<rows).map { _ in (0..<5).map { _ in draw(0...1) == 0 ? nil : 0 } },
        demands: (0..<rows).map { _ in draw(1...3) }, loads: (0..<5).map { _ in 0...draw(1...3) })
      let network = try problem.network()
      guard let cut = minimumCostFlow(network).infeasibility?.cut, cut.direction == .outward else { continue }
      seen += 1
      let senders = Set(cut.nodes.filter { network.supply(of: $0) > 0 })
      let whole = Oracle(network, senders: senders)
      #expect(whole.shipped < whole.needed.sent)
      for sender in senders {
        let rest = Oracle(network, senders: senders.subtracting([sender]))
        #expect(rest.shipped == rest.needed.sent, "\(problem): \(cut) without \(sender) still blocks")
      }
    }
    #expect(seen > 200)
  }

  @Test func `many units left over are thinned to a smallest reason`() throws {
    // 40 rows of 3 units and 12 columns of 6: 72 units fit, so 25 rows of 75 are the fewest that do not. Another 60
    // rows have a column of their own, so the receiving end is the larger side.
    let crowded = [[Int?]](repeating: [Int?](repeating: 0, count: 12) + [nil], count: 40)
    let free = [[Int?]](repeating: [Int?](repeating: nil, count: 12) + [0], count: 60)
    let found = try cut(
      TwoSided(
        costs: crowded + free, demands: [Int](repeating: 3, count: 40) + [Int](repeating: 1, count: 60),
        loads: [ClosedRange<Int>](repeating: 0...6, count: 12) + [0...99]))
    #expect(found.leastUnmet == 48)
    #expect(found.cut.direction == .outward)
    #expect(found.cut.nodes.count == 25 + 12)
    #expect(found.cut.needed == 75 && found.cut.available == 72)
  }

  @Test func `a cut turned round tells the same of the other nodes`() throws {
    let problem = TwoSided(costs: [[1, nil], [1, 1]], demands: [1, 1], loads: [0...2, 2...2])
    let network = try problem.network()
    let found = try cut(problem).cut
    let turned = found.turned(in: network)
    #expect(turned == Cut(.outward, nodes: [0, 1, 2, 4], of: network))
    #expect(turned.needed == found.needed && turned.available == found.available && turned.arcs == found.arcs)
    #expect(turned.turned(in: network) == found)
  }

  @Test func `a set that does not block says so`() throws {
    let network = try TwoSided(costs: [[1]], demands: [1], loads: [0...1]).network()
    #expect(!Cut(.outward, nodes: [0], of: network).blocks)
    #expect(!Cut(.inward, nodes: [2], of: network).blocks)
  }
}
