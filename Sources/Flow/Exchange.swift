/// What it costs at least to make an arc of a cheapest flow carry one unit more or one less, and what else then moves.
///
/// # Problem
///
/// A flow is cheapest, level by level, and potentials prove it. One arc is to carry one unit more than it does, or one
/// less; everything else may move within its bounds. By how much do the costs rise, and which arcs change?
///
/// # Method
///
/// The difference of two flows that meet the same supplies falls into cycles of the residual network, each of which may
/// be gone by itself (Ahuja, Magnanti and Orlin, "Network Flows", 1993, theorem 3.7). Where the first flow is cheapest
/// none of its cycles costs less than nothing; so the cheapest flow that carries one unit more on an arc differs from
/// it by one cycle through that arc, a cheapest one: the arc and a shortest way back from its head to its tail. Reduced
/// costs of the residual network are never negative, so Dijkstra's search finds the way (theorem 9.10).
///
/// Where costs are in levels a reduced cost is a row of numbers, one a level, compared as words in a dictionary. The
/// rows are never less than nothing either: a reduced cost below zero on a later level stands only on an arc that the
/// levels before have tied down. So the search stays the same, over rows instead of numbers.
///
/// # Bounds
///
/// Along a way reduced costs add up to true costs and two potentials, so no sum leaves ±2⁶¹.
public struct Exchange: Sendable, Hashable {
  /// One arc that changes, and by how much: +1 or −1.
  public struct Step: Sendable, Hashable {
    public let arc: Int
    public let change: Int

    public init(arc: Int, change: Int) {
      self.arc = arc
      self.change = change
    }
  }

  /// The cycle in its own direction, the arc that was asked for first.
  public let steps: [Step]
  /// By how much the costs rise, level by level.
  public let costs: [Int64]
}

/// A cheapest flow, ready to be asked what changes of single arcs cost.
public struct CycleSearch: Sendable {
  private let network: Network
  private let levels: [[Int64]]
  private let flow: [Int32]
  private let potentials: [[Int64]]
  /// The arcs at each node: `incident[starts[node]..<starts[node + 1]]`.
  private let starts: [Int]
  private let incident: [Int32]

  /// - Parameters:
  ///   - network: with the costs of the first level.
  ///   - levels: a row of costs for each further level.
  ///   - flow: the units on each arc.
  ///   - potentials: a row for each level that proves the flow cheapest.
  /// - Throws: the fault for which the potentials do not prove the flow. Complexity: O((arcs + nodes) × levels).
  public init(
    _ network: Network, then levels: [[Int64]] = [], flow: [Int32], potentials: [[Int64]]
  ) throws(CertificateFault) {
    try check(network, then: levels, flow: flow, potentials: potentials)
    self.network = network
    self.levels = levels
    self.flow = flow
    self.potentials = potentials
    var starts = [Int](repeating: 0, count: network.nodeCount + 2)
    for arc in 0..<network.arcCount {
      starts[Int(network.tails[arc]) + 2] += 1
      starts[Int(network.heads[arc]) + 2] += 1
    }
    for node in 0..<network.nodeCount { starts[node + 2] += starts[node + 1] }
    var incident = [Int32](repeating: 0, count: 2 * network.arcCount)
    for arc in 0..<network.arcCount {
      for node in [Int(network.tails[arc]), Int(network.heads[arc])] {
        incident[starts[node + 1]] = Int32(arc)
        starts[node + 1] += 1
      }
    }
    self.starts = starts
    self.incident = incident
  }

  /// How many levels of costs there are.
  public var levelCount: Int { levels.count + 1 }

  /// What one unit more on an arc costs at least; nil where the arc is full or no flow carries it.
  ///
  /// With `beyondCapacity` the arc itself may carry more than its capacity; what that would cost may then be less than
  /// nothing.
  ///
  /// Complexity: one shortest way, O(arcs × log nodes × levels).
  public func raising(_ arc: Int, beyondCapacity: Bool = false) -> Exchange? {
    raising([arc], from: network[arc: arc].tail, beyondCapacity: beyondCapacity)[0]
  }

  /// The same for several arcs, one after the other and each by itself, that leave one node and carry no more than
  /// their lower bounds: one search for all. Precondition: they leave `tail`; more than one carry their lower bounds.
  public func raising(_ arcs: [Int], from tail: Int, beyondCapacity: Bool = false) -> [Exchange?] {
    precondition(
      arcs.allSatisfy { Int(network.tails[$0]) == tail && (arcs.count == 1 || flow[$0] == network.lowers[$0]) },
      "arcs that leave other nodes, or carry more than they must")
    let ways = ways(to: tail, without: arcs.count == 1 ? arcs[0] : nil)
    return arcs.map { arc in
      guard beyondCapacity || flow[arc] < network.capacities[arc] else { return nil }
      return exchange(Exchange.Step(arc: arc, change: 1), from: Int(network.heads[arc]), by: ways)
    }
  }

  /// What one unit less on an arc costs at least; nil where the arc carries its lower bound or every flow needs it.
  ///
  /// Complexity: as for `raising`.
  public func lowering(_ arc: Int) -> Exchange? {
    guard flow[arc] > network.lowers[arc] else { return nil }
    let ways = ways(to: Int(network.heads[arc]), without: arc)
    return exchange(Exchange.Step(arc: arc, change: -1), from: Int(network.tails[arc]), by: ways)
  }

  /// The cycle of a step and the shortest way from where it ends; nil where there is no way.
  private func exchange(_ step: Exchange.Step, from start: Int, by ways: Ways) -> Exchange? {
    guard ways.isReached[start] else { return nil }
    var steps = [step]
    var node = start
    while let next = ways.step[node] {
      steps.append(next)
      node = Int(next.change > 0 ? network.heads[next.arc] : network.tails[next.arc])
    }
    let costs = (0..<levelCount).map { level in
      steps.reduce(Int64(0)) { $0 + Int64($1.change) * cost($1.arc, level) }
    }
    return Exchange(steps: steps, costs: costs)
  }

  private func cost(_ arc: Int, _ level: Int) -> Int64 {
    level == 0 ? network.costs[arc] : levels[level - 1][arc]
  }
}

// MARK: - Shortest ways

extension CycleSearch {
  /// From every node that can reach the goal, the first step of a shortest way there.
  private struct Ways {
    var step: [Exchange.Step?]
    var isReached: [Bool]
  }

  /// Shortest ways in the residual network to `goal`, found backwards from it; `barred` may not be used.
  private func ways(to goal: Int, without barred: Int?) -> Ways {
    let width = levelCount
    var found = Ways(
      step: [Exchange.Step?](repeating: nil, count: network.nodeCount),
      isReached: [Bool](repeating: false, count: network.nodeCount))
    var frontier = RankedNodes(count: network.nodeCount, width: width)
    var distance = [Int64](repeating: 0, count: width)
    frontier.offer(goal, distance)
    found.isReached[goal] = true
    while let node = frontier.removeLeast() {
      for index in starts[node]..<starts[node + 1] {
        let arc = Int(incident[index])
        guard arc != barred else { continue }
        let isEntering = Int(network.heads[arc]) == node
        let other = Int(isEntering ? network.tails[arc] : network.heads[arc])
        guard other != node, !frontier.isSettled(other),
          isEntering ? flow[arc] < network.capacities[arc] : flow[arc] > network.lowers[arc]
        else { continue }
        for level in 0..<width {
          let reduced = cost(arc, level) + potentials[level][other] - potentials[level][node]
          let reverse = cost(arc, level) + potentials[level][node] - potentials[level][other]
          distance[level] = frontier.distance(node, level) + (isEntering ? reduced : -reverse)
        }
        if frontier.offer(other, distance) {
          found.isReached[other] = true
          found.step[other] = Exchange.Step(arc: arc, change: isEntering ? 1 : -1)
        }
      }
    }
    return found
  }
}

/// Nodes by distance, a row of numbers compared as words in a dictionary, of equal ones the smaller number first: a
/// binary heap whose entries may come nearer.
private struct RankedNodes {
  private let width: Int
  private var distances: [Int64]
  /// The place of each node in the heap; −1 before it is offered, −2 once it is removed.
  private var places: [Int]
  private var heap: [Int] = []

  init(count: Int, width: Int) {
    self.width = width
    distances = [Int64](repeating: 0, count: count * width)
    places = [Int](repeating: -1, count: count)
  }

  func isSettled(_ node: Int) -> Bool { places[node] == -2 }

  func distance(_ node: Int, _ level: Int) -> Int64 { distances[node * width + level] }

  /// Takes the node in, or nearer, where this distance is less than the one it has; whether it was.
  @discardableResult
  mutating func offer(_ node: Int, _ distance: [Int64]) -> Bool {
    if places[node] == -1 {
      places[node] = heap.count
      heap.append(node)
    } else {
      guard isLess(distance, than: node) else { return false }
    }
    for level in 0..<width { distances[node * width + level] = distance[level] }
    rise(places[node])
    return true
  }

  mutating func removeLeast() -> Int? {
    guard let least = heap.first, let last = heap.popLast() else { return nil }
    places[least] = -2
    if last != least {
      heap[0] = last
      places[last] = 0
      sink(0)
    }
    return least
  }

  private func isLess(_ distance: [Int64], than node: Int) -> Bool {
    for level in 0..<width where distance[level] != distances[node * width + level] {
      return distance[level] < distances[node * width + level]
    }
    return false
  }

  private func isBefore(_ first: Int, _ second: Int) -> Bool {
    for level in 0..<width where distances[first * width + level] != distances[second * width + level] {
      return distances[first * width + level] < distances[second * width + level]
    }
    return first < second
  }

  private mutating func rise(_ start: Int) {
    var place = start
    while place > 0, isBefore(heap[place], heap[(place - 1) / 2]) {
      swap(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && isBefore(heap[child], heap[least]) {
        least = child
      }
      guard least != place else { return }
      swap(place, least)
      place = least
    }
  }

  private mutating func swap(_ first: Int, _ second: Int) {
    heap.swapAt(first, second)
    places[heap[first]] = first
    places[heap[second]] = second
  }
}
