import Testing

@testable import Flow

/// A bipartite network from node 0…2 over arcs of capacity one to nodes 3…5, and from these to node 6.
func twoSided(_ draw: inout Draw) throws -> (network: Network, pairs: Int) {
  var network = Network(nodeCount: 7)
  var pairs = 0
  for sender in 0..<3 {
    try network.setSupply(1, of: sender)
    for receiver in 3..<6 where draw(0...4) > 0 {
      try network.addArc(from: sender, to: receiver, capacity: 1, cost: Int64(draw(-9...9)))
      pairs += 1
    }
  }
  for receiver in 3..<6 { try network.addArc(from: receiver, to: 6, lower: draw(0...1), capacity: 2, cost: 0) }
  try network.setSupply(-3, of: 6)
  return (network, pairs)
}

/// Every way that draws can fall out, each with its exact chance.
private struct AllDraws {
  private var path: [(value: Int, bound: Int)] = []
  private var depth = 0

  /// Calls `body` once for each way; it is given the draw and, after it returns, the chance is one over the product of
  /// the bounds that it asked for. Returns the common denominator and the sum of what `body` gave, times that.
  static func expectation(of count: Int, _ body: ((Int) -> Int) -> [Int32]) -> (sums: [Int128], denominator: Int128) {
    var all = AllDraws()
    var denominator: Int128 = 1
    var sums = [Int128](repeating: 0, count: count)
    repeat {
      all.depth = 0
      let values = body { all.draw($0) }
      let ways = all.path.reduce(Int128(1)) { $0 * Int128($1.bound) }
      let common = denominator / gcd(denominator, ways) * ways
      for index in sums.indices {
        sums[index] = sums[index] * (common / denominator) + Int128(values[index]) * (common / ways)
      }
      denominator = common
    } while all.advance()
    return (sums, denominator)
  }

  private mutating func draw(_ bound: Int) -> Int {
    if depth == path.count { path.append((0, bound)) }
    precondition(path[depth].bound == bound, "the same draws ask the same")
    depth += 1
    return path[depth - 1].value
  }

  private mutating func advance() -> Bool {
    while let last = path.last {
      if last.value + 1 < last.bound {
        path[path.count - 1].value += 1
        return true
      }
      path.removeLast()
    }
    return false
  }

  private static func gcd(_ first: Int128, _ second: Int128) -> Int128 {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

@Suite struct `A whole flow drawn from parts` {
  /// Parts that balance every node to whole units: a sum of random whole flows.
  private func sample(_ seed: Int, whole count: Int) throws -> (network: Network, parts: [Int32])? {
    var draw = Draw(state: UInt64(seed))
    let (shape, _) = try twoSided(&draw)
    var parts = [Int32](repeating: 0, count: shape.arcCount)
    for _ in 0..<count {
      let costs = (0..<shape.arcCount).map { _ in Int64(draw(-99...99)) }
      guard case .optimal(let solution) = try minimumCostFlow(shape, then: [costs]) else { return nil }
      guard case .optimal(let other) = try minimumCostFlow(shape, then: [costs.map { -$0 }]) else { return nil }
      let second = draw(0...1) == 0 ? other.flow : solution.flow
      for arc in parts.indices { parts[arc] += solution.flow[arc] + second[arc] }
    }
    return (shape, parts)
  }

  @Test func `has exactly the parts as its expectation, over every way that chance can fall out`() throws {
    // Parallel arcs, a square, and a square with a way round through a third node.
    let shapes: [(ends: [(Int, Int)], parts: [Int32], unit: Int)] = [
      ([(0, 1), (0, 1)], [2, 3], 5), ([(0, 1), (0, 1), (0, 1)], [1, 3, 2], 6),
      ([(0, 1), (1, 0), (0, 1)], [3, 4, 1], 5),
      ([(0, 2), (0, 3), (1, 2), (1, 3)], [4, 1, 1, 4], 5),
      ([(0, 2), (0, 3), (1, 2), (1, 3), (2, 4), (3, 4)], [2, 1, 2, 1, 4, 2], 3),
      ([(0, 0), (0, 1), (1, 0)], [1, 7, 7], 4),
    ]
    for (ends, parts, unit) in shapes {
      var network = Network(nodeCount: 5)
      for (tail, head) in ends { try network.addArc(from: tail, to: head, capacity: 9, cost: 0) }
      let (sums, denominator) = AllDraws.expectation(of: parts.count) { draw in
        let units = drawWholeFlow(in: network, parts: parts, unit: unit, draw: draw)
        for arc in parts.indices {
          let below = parts[arc] / Int32(unit)
          #expect(units[arc] == below || units[arc] == below + 1 && parts[arc] % Int32(unit) != 0)
        }
        return units
      }
      for arc in parts.indices { #expect(sums[arc] * Int128(unit) == Int128(parts[arc]) * denominator) }
    }
  }

  @Test(arguments: 0..<40) func `keeps balances, roundings and, in the long run, its parts`(seed: Int) throws {
    guard let (network, parts) = try sample(seed, whole: 3) else { return }
    let unit = 6
    var within = Network(nodeCount: network.nodeCount)
    for arc in 0..<network.arcCount {
      let below = Int(parts[arc]) / unit
      try within.addArc(
        from: network[arc: arc].tail, to: network[arc: arc].head, lower: below,
        capacity: (Int(parts[arc]) + unit - 1) / unit, cost: 0)
    }
    for node in 0..<network.nodeCount { try within.setSupply(network.supply(of: node), of: node) }
    var draw = Draw(state: UInt64(seed + 1_000))
    let draws = 4_000
    var sums = [Int](repeating: 0, count: parts.count)
    for _ in 0..<draws {
      let units = drawWholeFlow(in: network, parts: parts, unit: unit) { draw(0...$0 - 1) }
      #expect(isFeasible(units, in: within))
      for arc in parts.indices { sums[arc] += Int(units[arc]) }
    }
    // Six standard deviations of a count with chance p: a false alarm comes once in 10⁸ arcs.
    for arc in parts.indices {
      let rest = Int(parts[arc]) % unit
      let away = sums[arc] * unit - draws * Int(parts[arc])
      #expect(away * away <= 36 * draws * rest * (unit - rest))
    }
  }

  @Test(arguments: 0..<40) func `may be any within the roundings`(seed: Int) throws {
    guard let (network, parts) = try sample(seed, whole: 2) else { return }
    let unit = 4
    let floors = parts.map { $0 / Int32(unit) }
    let open = parts.indices.filter { Int(parts[$0]) % unit != 0 }
    var possible: Set<[Int32]> = []
    for subset in 0..<(1 << open.count) {
      var units = floors
      for (bit, arc) in open.enumerated() where subset >> bit & 1 == 1 { units[arc] += 1 }
      if isFeasible(units, in: network) { possible.insert(units) }
    }
    var draw = Draw(state: UInt64(seed + 2_000))
    var drawn: Set<[Int32]> = []
    for _ in 0..<3_000 { drawn.insert(drawWholeFlow(in: network, parts: parts, unit: unit) { draw(0...$0 - 1) }) }
    #expect(drawn == possible)
  }
}
