import Flow
import Testing

@Suite struct Certificates {
  /// Two ways from 0 to 2: straight for 5, or over 1 for 2 with room for 3; 4 units.
  private func network() throws -> Network {
    var network = Network(nodeCount: 3)
    try network.addArc(from: 0, to: 2, capacity: 10, cost: 5)
    try network.addArc(from: 0, to: 1, lower: 1, capacity: 3, cost: 1)
    try network.addArc(from: 1, to: 2, capacity: 8, cost: 1)
    try network.setSupply(4, of: 0)
    try network.setSupply(-4, of: 2)
    return network
  }

  @Test func `a stored flow is certified by its potentials alone`() throws {
    #expect(try check(network(), flow: [1, 3, 3], potentials: [0, 4, 5]).cost == 11)
    #expect(try check(network(), flow: [1, 3, 3], potentials: [100, 104, 105]).cost == 11)
  }

  @Test(arguments: [
    ([2, 2, 2], CertificateFault.notOptimal(arc: 1, flow: 2, reducedCost: -3)),
    ([0, 4, 4], .flowOutOfBounds(arc: 1, flow: 4, lower: 1, capacity: 3)),
    ([4, 0, 0], .flowOutOfBounds(arc: 1, flow: 0, lower: 1, capacity: 3)),
    ([1, 3, 2], .unbalanced(node: 1, net: -1, supply: 0)),
    ([2, 3, 3], .unbalanced(node: 0, net: 5, supply: 4)),
    ([1, 3], .wrongCount(flows: 2, arcs: 3, potentials: 3, nodes: 3)),
  ])
  func `a tampered flow is refused with the first fault`(flow: [Int32], fault: CertificateFault) throws {
    let network = try network()
    #expect(throws: fault) { try check(network, flow: flow, potentials: [0, 4, 5]) }
  }

  @Test(arguments: [
    ([0, 4, 6], CertificateFault.notOptimal(arc: 0, flow: 1, reducedCost: -1)),
    ([0, 0, 5], .notOptimal(arc: 1, flow: 3, reducedCost: 1)),
    ([0, 1 << 61, 5], .potentialOutOfRange(node: 1, potential: 1 << 61, largest: 1 << 60)),
    ([.min, 4, 5], .potentialOutOfRange(node: 0, potential: .min, largest: 1 << 60)),
  ])
  func `tampered potentials are refused`(potentials: [Int64], fault: CertificateFault) throws {
    let network = try network()
    #expect(throws: fault) { try check(network, flow: [1, 3, 3], potentials: potentials) }
  }

  @Test func `any unit moved or price changed on a tight problem is noticed`() throws {
    var draw = Draw(state: 3)
    let problem = TwoSided(
      costs: (0..<6).map { _ in (0..<6).map { _ in draw(0...900) } }, demands: [Int](repeating: 2, count: 6),
      loads: [ClosedRange<Int>](repeating: 2...2, count: 6))
    let network = try problem.network()
    let solution = try #require(minimumCostFlow(network).solution)
    for arc in solution.flow.indices {
      var flow = solution.flow
      flow[arc] = flow[arc] == 0 ? 1 : 0
      #expect(throws: CertificateFault.self) { try check(network, flow: flow, potentials: solution.potentials) }
    }
    for node in 0..<12 {
      var potentials = solution.potentials
      potentials[node] += 1000
      #expect(throws: CertificateFault.self) { try check(network, flow: solution.flow, potentials: potentials) }
    }
  }
}
