@testable import Flow

/// A two-sided problem with scores: rows send units to columns, each pair once at most, and gain the scores. The cost
/// of a flow is the sum of its scores, negated.
struct Scored {
  /// Nil where a pair may not be used.
  var scores: [[Int?]]
  var demands: [Int]
  var loads: [ClosedRange<Int>]

  var network: Network {
    get throws {
      try TwoSided(costs: scores.map { $0.map { $0.map { -$0 } } }, demands: demands, loads: loads).network()
    }
  }

  /// The pairs of each row with their arcs, in the order in which `TwoSided` adds them.
  var arcs: [[(column: Int, arc: Int)]] {
    var next = 0
    return scores.map { row in
      row.indices.filter { row[$0] != nil }.map { column in
        next += 1
        return (column, next - 1)
      }
    }
  }

  var senders: [FairSender] {
    zip(arcs, demands.indices).map { pairs, row in
      FairSender(
        gains: pairs.map { SideLimit.Term(arc: $0.arc, coefficient: Int64(scores[row][$0.column] ?? 0)) },
        demand: max(1, demands[row]))
    }
  }

  func floors(_ sums: [Int]) -> [SideLimit] {
    zip(senders, sums).map { SideLimit($0.gains, .atLeast, Int64($1)) }
  }

  /// All flows, as the units on the pairs' arcs.
  func everyFlow(_ body: ([Int32]) -> Void) {
    let arcs = self.arcs
    var flow = [Int32](repeating: 0, count: arcs.joined().count)
    var used = [Int](repeating: 0, count: loads.count)
    func fill(_ row: Int) {
      guard row < demands.count else {
        if used.indices.allSatisfy({ used[$0] >= loads[$0].lowerBound }) { body(flow) }
        return
      }
      for set in 0..<(1 << arcs[row].count) where set.nonzeroBitCount == demands[row] {
        let chosen = arcs[row].indices.filter { set >> $0 & 1 == 1 }.map { arcs[row][$0] }
        guard chosen.allSatisfy({ used[$0.column] < loads[$0.column].upperBound }) else { continue }
        for pair in chosen {
          used[pair.column] += 1
          flow[pair.arc] = 1
        }
        fill(row + 1)
        for pair in chosen {
          used[pair.column] -= 1
          flow[pair.arc] = 0
        }
      }
    }
    fill(0)
  }

  func total(_ flow: [Int32]) -> Int {
    zip(arcs, scores).reduce(0) { sum, row in
      row.0.reduce(sum) { $0 + Int(flow[$1.arc]) * (row.1[$1.column] ?? 0) }
    }
  }

  func leastCost(within limits: [SideLimit]) -> Int? {
    var best: Int?
    everyFlow { flow in
      if limits.allSatisfy({ $0.holds(flow) }) { best = max(best ?? .min, total(flow)) }
    }
    return best.map { -$0 }
  }

  /// The best first shares in order, then the best total.
  func fairest(depth: Int) -> (shares: [Share], total: Int)? {
    var best: (shares: [Share], total: Int)?
    everyFlow { flow in
      let shares = senders.map { Share(sum: Int64(SideLimit($0.gains, .atLeast, 0).sum(flow)), demand: $0.demand) }
        .sorted().prefix(depth)
      let total = total(flow)
      guard let had = best else { return best = (Array(shares), total) }
      for (share, before) in zip(shares, had.shares) where share != before {
        if share > before { best = (Array(shares), total) }
        return
      }
      if total > had.total { best = (Array(shares), total) }
    }
    return best
  }

  /// A problem of up to so many rows and columns.
  static func random(_ draw: inout Draw, most: Int, largest: Int = 9) -> Scored {
    let rows = draw(2...most)
    let columns = draw(2...most)
    return Scored(
      scores: (0..<rows).map { _ in (0..<columns).map { _ in draw(0...6) == 0 ? nil : draw(0...largest) } },
      demands: (0..<rows).map { _ in draw(1...min(3, columns)) },
      loads: (0..<columns).map { _ in
        let least = draw(0...4) == 0 ? 1 : 0
        return least...(least + draw(1...3))
      })
  }
}

extension LimitedOutcome {
  var solution: LimitedSolution? {
    if case .solved(let solution) = self { return solution }
    return nil
  }
  /// The proof, and the bound that it is said to show; nil where it shows that there is no flow.
  var shown: (proof: BoundProof, bound: Int128?) {
    switch self {
    case .solved(let solution): (solution.proof, solution.bound)
    case .infeasible(let proof, _): (proof, nil)
    case .unknown(let bound, let proof, _): (proof, bound)
    }
  }
}
